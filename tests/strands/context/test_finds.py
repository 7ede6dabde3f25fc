"""The members beside authorities that never joined: held to published effects, to what chance does, and to a series
that breaks.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from analysis.declare.boroughs import members
from analysis.declare.periods import period
from strands.context.declares import ENGLAND, LOCKED, OUTCOMES, PLAN, TABLE, joined_year
from strands.context.finds import breaks, context, drawn, placebo
from strands.context.finds.panels import panel
from strands.context.finds.study import Study
from strands.context.prints import context as prints
from strands.context.prints import figures, tables

YEARS = tuple(range(2018, 2026))
MEMBERS = {one.gss: joined_year(one) for one in members("2025-26")}
DONORS = [f"E0609{at:04d}" for at in range(120)]


def test_boroughs_joined_in_the_years_that_their_funding_periods_begin():
    assert list(MEMBERS.values()) == [2022, 2022, 2022, 2023, 2024, 2024]


def test_group_time_effects_are_those_published_of_county_employment():
    """Callaway and Sant'Anna's own example: minimum wages and the employment of the young in 500 counties."""
    means = pd.read_csv(ROOT / "tests" / "reference" / "county_employment.csv")
    wide = means.pivot(index="first_treated", columns="year", values="mean_log_employment")
    published = {
        (2004, 2004): -0.0105,
        (2004, 2005): -0.0704,
        (2004, 2006): -0.1373,
        (2004, 2007): -0.1008,
        (2006, 2006): -0.0046,
        (2006, 2007): -0.0412,
        (2007, 2007): -0.0261,
    }
    for (group, year), effect in published.items():
        change = placebo.contrast(wide, [group - 1], [year])
        assert change[group] - change[0] == pytest.approx(effect, abs=0.0001)


def odds(rng: np.random.Generator, codes: list[str], noise: float = 0.1) -> pd.DataFrame:
    """Log odds that go up and down together over the years, each at a level of its own."""
    level = rng.normal(-1, 0.4, (len(codes), 1))
    together = rng.normal(0, 0.2, len(YEARS))
    values = level + together + rng.normal(0, noise, (len(codes), len(YEARS)))
    return pd.DataFrame(values, index=codes, columns=YEARS)


def compared(values: pd.DataFrame, starts=MEMBERS, draws: int = 999) -> placebo.Comparison:
    return placebo.Comparison(values, starts, pd.Index(DONORS), YEARS, draws)


def test_an_effect_that_is_there_is_found_and_its_mirror_image_alike():
    values = odds(np.random.default_rng(1), [*MEMBERS, *DONORS])
    for code, start in MEMBERS.items():
        values.loc[code, [year for year in YEARS if year >= start]] += 0.4
    found, mirror = compared(values), compared(-values)
    assert found.mean == pytest.approx(0.4, abs=0.1) and found.p < 0.01
    assert mirror.mean == pytest.approx(-found.mean) and mirror.p == pytest.approx(found.p)
    low, high = found.interval()[1:]
    assert 0 < low < 0.4 < high
    assert mirror.interval()[1:] == pytest.approx((-high, -low))


def test_what_moves_every_authority_is_no_effect():
    values = odds(np.random.default_rng(2), [*MEMBERS, *DONORS])
    first, moved = compared(values), compared(values + np.arange(len(YEARS)) ** 2)
    assert moved.mean == pytest.approx(first.mean) and moved.p == first.p


def test_donors_treated_as_if_they_had_joined_are_called_in_at_most_six_of_a_hundred():
    rng, called = np.random.default_rng(3), 0
    for _ in range(300):
        values = odds(rng, [*MEMBERS, *DONORS])
        # Some authorities vary far more than others.
        values *= rng.lognormal(0, 0.6, (len(values), 1))
        called += compared(values, draws=199).p < 0.05
    assert 0.01 < called / 300 <= 0.06


def test_a_change_that_would_show_in_80_of_100_sets_does():
    values = odds(np.random.default_rng(4), [*MEMBERS, *DONORS])
    found = compared(values)
    for shift in found.detectable():
        shown = [placebo.rank_p(found.means, mean + shift) < 0.05 for mean in found.means]
        assert 0.77 < np.mean(shown) < 0.83


def test_one_member_has_one_vote_whatever_its_size():
    values = odds(np.random.default_rng(5), [*MEMBERS, *DONORS])
    found = compared(values)
    assert found.mean == pytest.approx(found.effects.mean())
    (code, *_), without = MEMBERS, found.effects.iloc[1:].mean()
    assert found.without(code).mean == pytest.approx(without)


def test_years_that_a_member_lacks_make_no_effect_where_all_move_together():
    """Its own years are held against the same years of others."""
    values = (
        odds(np.random.default_rng(11), [*MEMBERS, *DONORS], 0.02) + np.arange(len(YEARS)) * 0.15
    )
    values.loc[list(MEMBERS)[:3], [2021, 2022]] = np.nan
    found = compared(values)
    assert abs(found.mean) < 0.03 and found.p > 0.05


def test_none_and_all_are_numbers_too():
    rng = np.random.default_rng(12)
    shares = 1 / (1 + np.exp(-odds(rng, [*MEMBERS, *DONORS], 0.1)))
    shares.loc[HACKNEY, [2024, 2025]] = 0
    rows = TABLE.check(pd.DataFrame(rows_of(shares, "da_child", "assessments", 3000)))
    found = context.findings(rows, "2025-26")
    own = one(found, "member_change", "da_child", borough="hackney")
    assert own["estimate"] < 0.2 and own["note"] == ""


def test_a_member_without_a_year_before_joining_is_in_no_mean():
    values = odds(np.random.default_rng(6), [*MEMBERS, *DONORS])
    code = next(iter(MEMBERS))
    values.loc[code, [2018, 2019, 2020, 2021]] = np.nan
    found = compared(values)
    assert np.isnan(found.effects[code])
    assert found.mean == pytest.approx(found.effects.iloc[1:].mean())


def rows_of(shares: pd.DataFrame, measure: str, whole: str, base: int = 1000) -> list[dict]:
    """Rows of the context table for a share of each authority and year; NaN is not available."""
    rows = []
    for code, of_code in shares.iterrows():
        for year, share in of_code.items():
            missing = pd.isna(share)
            for name, count in ((whole, base), (measure, None if missing else round(base * share))):
                about = {"area": code, "name": code, "level": "authority", "region": "Inner London"}
                place = {"file": "c.csv", "sheet": "", "cell": "A1", "raw": "", "caveat": ""}
                status = "not_returned" if count is None else "returned"
                rows.append(
                    {
                        **about,
                        **place,
                        "year": year,
                        "measure": name,
                        "count": count,
                        "status": status,
                    }
                )
    return rows


# The published counts of one borough: a system was lost in 2020, and the factor was hardly recorded in the next one.
LOST = pd.Series([499, 573, 282, None, None, 20, 14, 11], index=YEARS, dtype=float) / 3000
HACKNEY = "E09000012"


@pytest.fixture(scope="module")
def broken() -> pd.DataFrame:
    """Domestic abuse of the child in authorities of which one lost its system."""
    rng = np.random.default_rng(7)
    shares = 1 / (1 + np.exp(-odds(rng, [*MEMBERS, *DONORS], 0.15) + 1))
    shares.loc[HACKNEY] = LOST
    return TABLE.check(pd.DataFrame(rows_of(shares, "da_child", "assessments", 3000)))


def test_a_jump_over_years_without_a_number_is_found_named_and_refused(broken):
    """Without the rule the members' mean would be an effect, of one borough's recording alone."""
    values = panel(broken, OUTCOMES["da_child"]).odds
    naive = compared(values)
    assert np.exp(naive.mean) < 0.7 and naive.p < 0.01
    found = context.findings(broken, "2025-26")
    (named,) = found[found["statistic"] == "broken"].to_dict("records")
    assert (named["borough"], named["refused"]) == ("hackney", "G35")
    assert (named["x"], named["n"]) == (2020, 2023) and named["estimate"] < named["low"]
    mean = one(found, "change", "da_child")
    assert mean["n"] == 5 and 0.8 < mean["estimate"] < 1.25
    (said,) = [text for text in prints.sentences(found).texts if "Hackney" in text]
    assert "no answer" in said and "another way of recording" in said


def test_a_gap_without_a_jump_is_no_break():
    values = odds(np.random.default_rng(8), [*MEMBERS, *DONORS])
    values.loc[HACKNEY, [2021, 2022]] = np.nan
    assert breaks.breaks(values, list(MEMBERS), pd.Index(DONORS), 0.99) == []


@pytest.fixture(scope="module")
def official(simulated) -> pd.DataFrame:
    """The rows of the made-up release."""
    from analysis.declare.kept import CORRECTIONS
    from strands.context.cleans import clean

    files = {name: made.content for name, made in simulated.items() if made.strand == "context"}
    return clean(files, CORRECTIONS.empty(), "2025-26").table


@pytest.fixture(scope="module")
def found(official) -> pd.DataFrame:
    return context.findings(official, "2025-26")


def one(
    found: pd.DataFrame,
    statistic: str,
    subject: str,
    reading: str = ENGLAND,
    borough: str = "",
):
    mine = found["statistic"].eq(statistic) & found["subject"].eq(subject)
    rows = found[mine & found["reading"].eq(reading) & found["borough"].eq(borough)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_every_outcome_tested_has_a_verdict_an_interval_and_what_would_have_shown(found):
    for key in PLAN.tested:
        change, least = one(found, "change", key), one(found, "change_detectable", key)
        assert change["low"] <= change["estimate"] <= change["high"] and change["x"] >= PLAN.donors
        assert least["low"] < 1 < least["high"]
        assert (
            one(found, "change_p", key)["estimate"] <= one(found, "change_p_holm", key)["estimate"]
        )
        assert one(found, "verdict", key)["verdict"]
    assert len(prints.sentences(found).texts) >= len(PLAN.tested)


def test_years_after_the_reform_count_for_nothing(official):
    later = official.copy()
    later.loc[later["year"] == 2026, "count"] = 1
    first, second = context.findings(official, "2025-26"), context.findings(later, "2025-26")
    for key in PLAN.tested:
        assert one(first, "change", key)["estimate"] == one(second, "change", key)["estimate"]


def test_former_and_present_members_are_nobodys_donors(official):
    study = Study(OUTCOMES["re_referral"], official, "2025-26", PLAN)
    assert not set(study.donors) & set(MEMBERS)


def test_the_plan_is_the_one_that_was_locked_and_an_edited_one_prints_as_a_deviation(official):
    assert PLAN.sha256 == LOCKED
    assert "Deviation" not in " ".join(prints.plan(context.findings(official, "2025-26")).texts)
    for edited in (
        replace(PLAN, first=2019),
        replace(PLAN, donors=90),
        replace(PLAN, tested=("da_parent",)),
    ):
        found = context.findings(official, "2025-26", edited)
        assert "Deviation" in " ".join(prints.plan(found).texts)
        verdicts = found.loc[found["statistic"] == "verdict", "verdict"]
        assert not verdicts.isin(["decrease", "increase"]).any()


def test_a_planned_change_that_stands_is_called_one_and_an_unplanned_one_is_possible(official):
    moved = official.copy()
    parts = moved["measure"].eq("re_referrals") & moved["area"].isin(MEMBERS)
    since = moved["year"] >= moved["area"].map(MEMBERS).fillna(9999)
    counts = moved.loc[parts & since, "count"].astype("float64") * 0.5
    moved.loc[parts & since, "count"] = counts.round().astype("Int64")
    assert (
        one(context.findings(moved, "2025-26"), "verdict", "re_referral")["verdict"] == "decrease"
    )
    edited = replace(PLAN, draws=4_000)
    assert (
        one(context.findings(moved, "2025-26", edited), "verdict", "re_referral")["verdict"]
        == "possible decrease"
    )


def test_too_few_other_authorities_or_a_year_that_is_missing_have_no_comparison(official):
    few = official[official["area"].isin([*MEMBERS, *official["area"].unique()[:40]])]
    missing = official[official["year"] != 2020]
    for rows, why in (
        (few, "other authorities have every year"),
        (missing, "no release holds 2020"),
    ):
        found = context.findings(rows, "2025-26")
        refused = found[found["statistic"] == "change"]
        assert refused["estimate"].isna().all() and refused["note"].str.contains(why).all()
        first = prints.opening(found, "Made up.")
        assert first.finding == "no outcome could be compared"
        assert "**Not compared**" in " ".join(prints.behind(found).texts)
        assert drawn.lines(rows, "2025-26").empty
        assert [
            *figures.blocks(
                found, drawn.lines(rows, "2025-26"), drawn.placebos(rows, "2025-26"), ""
            )
        ] == []


def test_a_release_from_before_anybody_joined_is_a_refusal(official):
    found = context.findings(official[official["year"] <= 2021], "2025-26")
    refused = found[found["statistic"] == "change"]
    assert refused["note"].str.contains("both before and since").all() and len(refused)
    assert "nan" not in " ".join(prints.opening(found, "").texts + prints.behind(found).texts)


def test_an_outcome_that_could_not_be_tested_counts_in_holm_all_the_same(official):
    alone = official[official["measure"].isin(["referrals", "re_referrals"])]
    found = context.findings(alone, "2025-26")
    p, holm = (
        one(found, name, "re_referral")["estimate"] for name in ("change_p", "change_p_holm")
    )
    assert holm == pytest.approx(min(1, 3 * p))


def test_a_member_that_is_in_no_mean_is_named(official):
    rows = official.copy()
    gone = (rows["name"] == "Newham") & (rows["year"] >= 2022) & (rows["measure"] == "re_referrals")
    rows.loc[gone, ["count", "status"]] = [pd.NA, "not_returned"]
    (said,) = [
        text
        for text in prints.sentences(context.findings(rows, "2025-26")).texts
        if text.startswith("**Re-referrals")
    ]
    assert "Since the 5 members joined" in said and "Newham: in no mean" in said


def test_a_count_that_doubled_before_joining_is_named(official):
    rows = official.copy()
    mine = (rows["name"] == "Newham") & rows["measure"].isin(["re_referrals", "referrals"])
    for year, parts in ((2018, 0.3), (2021, 1.0)):
        at = mine & (rows["year"] == year)
        rows.loc[at, "count"] = (
            (rows.loc[at, "count"].astype(float) * parts).round().astype("Int64")
        )
    found = context.findings(rows, "2025-26")
    counts = rows[mine & rows["measure"].eq("re_referrals")].set_index("year")["count"]
    said = " ".join(prints.sentences(found).texts)
    assert "What moved before joining is no effect" in said
    assert f"Newham counted re-referrals within 12 months {counts[2018]:,} times" in said
    assert "(years to March 2018 and 2021)" in said


def test_an_older_release_compares_those_who_had_joined_by_then(official):
    found = context.findings(official[official["year"] <= 2023], "2025-26")
    assert one(found, "change", "re_referral")["n"] == 4


def test_the_design_was_weighed_without_a_number_of_a_member(official):
    hidden = official.copy()
    hidden.loc[hidden["area"].isin(MEMBERS), "count"] = 7
    first, second = (drawn.designs(rows, "2025-26") for rows in (official, hidden))
    pd.testing.assert_frame_equal(first, second)
    assert len(first) > 5


def test_no_release_is_said_and_nothing_else():
    found = context.findings(TABLE.empty(), "2023-25")
    assert found.empty
    first = prints.opening(found, "Made up.")
    assert first.texts == ("**Not received.** No release of official statistics came.",)
    assert prints.behind(found).empty and prints.plan(found).empty and prints.sentences(found).empty


def test_members_stand_in_order_of_joining_and_are_not_ranked(found):
    for table in tables.by_member(found):
        names = [one.name for one in members("2025-26")]
        assert [name for name in names if name in set(table.cells["Borough"])] == list(
            table.cells["Borough"]
        )


def test_numbers_of_figures_and_sentences_are_those_of_findings(found, official):
    lines, means = drawn.lines(official, "2025-26"), drawn.placebos(official, "2025-26")
    drew, ranked = figures.blocks(found, lines, means, "Source.")
    for key in PLAN.tested:
        change = one(found, "change", key)["estimate"]
        assert prints.change(change) in ranked.alt
        assert OUTCOMES[key].name in drew.alt
    assert period("2025-26").simulated


def test_the_first_page_says_first_where_the_numbers_come_from_and_what_moved(found):
    first = prints.opening(found, "Simulated data: made up.")
    assert first.texts[0] == "Simulated data: made up."
    verdicts = found.loc[found["statistic"] == "verdict", ["subject", "verdict"]]
    for turn, way in (("decrease", "fallen"), ("increase", "risen")):
        moved = found.copy()
        moved.loc[verdicts.index, "verdict"] = ["cannot tell", f"possible {turn}", "cannot tell"]
        assert prints.opening(moved, "").finding == (
            f"beside other authorities, of 3 outcomes 1 may have {way} (re-referrals within 12 months)"
        )
        assert (
            f"Of 3 outcomes: possible {turn} in 1 and cannot tell in 2"
            in prints.opening(moved, "").texts[0]
        )
    untold = found.copy()
    untold.loc[verdicts.index, "verdict"] = "cannot tell"
    assert prints.opening(untold, "").finding == (
        "beside other authorities, nobody can tell a rise from a fall in any of the 3 outcomes"
    )
