"""What the printed counts of 2023-25 come to, and what is refused of them."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from conftest import ROOT, series_rows
from scipy.stats import binom
from statsmodels.stats.multitest import multipletests

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import REFUSALS, VERDICTS
from analysis.declare.indicators import TABLE
from analysis.declare.table import InputError
from analysis.find.finding import CONFIDENCE
from analysis.find.ladder import tier, verdict
from strands.indicators.finds import family
from strands.indicators.finds.indicators import ask, findings
from strands.indicators.finds.refusals import RULES
from strands.indicators.prints.borough import sentences

R = pd.read_csv(ROOT / "tests" / "reference" / "indicators_r.csv")


def one(found: pd.DataFrame, statistic: str, borough: str = "", indicator: str = "") -> pd.Series:
    rows = found[
        (found["statistic"] == statistic)
        & (found["borough"] == borough)
        & (found["subject"] == indicator)
    ]
    assert len(rows) == 1
    return rows.iloc[0]


def findings_of(*counts, borough="barnet", indicator="referral") -> pd.DataFrame:
    return findings(TABLE.check(pd.DataFrame(series_rows(borough, indicator, counts))), "2023-25")


def test_coverage_is_144_of_168_and_names_what_is_missing(found):
    assert (one(found, "returned")["x"], one(found, "returned")["n"]) == (144, 168)
    missing = found[found["statistic"] == "not_returned"].groupby("borough")["when"].agg(list)
    assert missing["newham"] == ["2024Q3", "2024Q4", "2025Q1"]
    assert "barnet" not in missing


def test_naive_poisson_would_call_eight_series_and_ours_one_and_none_after_holm(found):
    naive = [
        sm.GLM(y, sm.add_constant(np.arange(len(y)) * 1.0), family=sm.families.Poisson())
        .fit()
        .pvalues[1]
        for y in (np.array([float(c) for c in text.split()]) for text in R["counts"])
    ]
    assert sum(p < 0.05 for p in naive) == 8
    assert one(found, "below_0.05_unadjusted")["estimate"] == 1
    assert one(found, "below_0.05_holm")["estimate"] == 0
    assert one(found, "below_0.05_benjamini_hochberg")["estimate"] == 0


def test_number_of_tests_is_the_number_of_p_values_printed(found):
    printed = found[found["statistic"].isin(["trend_p", "permutation_p"])]["estimate"].notna().sum()
    assert one(found, "tests_run")["estimate"] == printed == 40


def by_holm(ps: np.ndarray) -> np.ndarray:
    """Holm 1979, by hand: each p in order times how many are left, and never below the one before."""
    order = np.argsort(ps)
    stepped = np.maximum.accumulate(ps[order] * np.arange(len(ps), 0, -1)).clip(max=1)
    return stepped[np.argsort(order)]


def test_every_trend_is_held_against_all_of_them(found):
    """The method is R's `p.adjust` (whose p were rounded to three digits), over every trend tested."""
    assert np.allclose(by_holm(R["poisson_p"].to_numpy()), R["poisson_p_holm"], atol=0.01)
    ps, holm, bh = (
        found.loc[found["statistic"] == name, "estimate"].dropna().to_numpy()
        for name in ("trend_p", "trend_p_holm", "trend_p_bh")
    )
    assert len(ps) == 20
    assert holm == pytest.approx(by_holm(ps))
    assert (bh <= holm + 1e-12).all()
    rounded = multipletests(R["quasi_p_rounded"], method="fdr_bh")[1]
    assert np.allclose(rounded, R["quasi_p_bh"], atol=1e-6)


def test_the_definite_reduction_of_waltham_forest_cannot_be_told_from_chance(found):
    quarterly = one(found, "trend_per_quarter", "waltham_forest", "care_entry")
    assert (quarterly["estimate"], quarterly["low"], quarterly["high"]) == pytest.approx(
        (0.85, 0.65, 1.10), abs=0.005
    )
    assert one(found, "trend_p", "waltham_forest", "care_entry")["estimate"] == pytest.approx(
        0.205, abs=0.005
    )
    assert one(found, "verdict", "waltham_forest", "care_entry")["verdict"] == "cannot tell"


def test_the_one_series_that_moves_is_the_one_called_without_pattern(found):
    said = found[found["statistic"] == "verdict"].set_index(["borough", "subject"])["verdict"]
    assert said[said == "possible decrease"].index.tolist() == [
        ("barking_and_dagenham", "referral")
    ]
    assert (said == "cannot tell").sum() == 19
    assert said["newham"].eq("too few quarters").all()
    quarterly = one(found, "trend_per_quarter", "barking_and_dagenham", "referral")
    assert (quarterly["low"], quarterly["high"]) == pytest.approx(
        (1 - 0.085, 1 - 0.005), abs=0.0006
    )


def test_verdict_counts_add_up_to_the_series(found):
    counts = found.loc[found["statistic"] == "verdict", "verdict"].value_counts()
    assert counts[list(filter(counts.get, VERDICTS))].sum() == 24


@pytest.mark.parametrize(
    ("borough", "low", "high"),
    [
        ("hackney", 0.54, 0.80),
        ("waltham_forest", 3.3, 6.1),
        ("newham", 1.6, 1.8),
        ("hammersmith_and_fulham", 0.02, 0.27),
        ("barnet", 0.43, 0.77),
        ("barking_and_dagenham", 0.46, 0.77),
    ],
)
def test_fingerprint_shows_how_differently_boroughs_count(found, borough, low, high):
    ratio = one(found, "fingerprint", borough)
    assert (ratio["low"], ratio["high"]) == pytest.approx((low, high), abs=0.05)


def test_seven_series_end_in_two_falls_and_chance_gives_about_four(found):
    falls = one(found, "two_successive_falls")
    assert (falls["x"], falls["n"]) == (7, 24)
    # Without ties each series has a chance of 1 in 6: 4 expected, 7 or more in 9 of 100 cases.
    assert (
        family.at_least(7, [1 / 6] * 24)
        == pytest.approx(binom.sf(6, 24, 1 / 6))
        == pytest.approx(0.09, abs=0.005)
    )
    # A few series hold ties, which can neither fall nor rise.
    assert falls["note"].startswith("chance alone would give about 3.7")


def test_chance_of_two_falls_counts_every_order():
    assert family.chance(np.array([1, 2, 3])) == pytest.approx(1 / 6)
    assert family.chance(np.array([1, 1, 2])) == 0
    assert family.ends_with(np.array([9, 3, 2, 1]), -1)
    assert not family.ends_with(np.array([9, 3, 3, 1]), -1)


@pytest.mark.parametrize(
    ("quarters", "expected"), [(0, 0), (3, 0), (4, 1), (5, 2), (7, 2), (8, 3), (12, 4), (24, 5)]
)
def test_tier_by_usable_quarters(quarters, expected):
    assert tier(quarters) == expected


@pytest.mark.parametrize(
    ("low", "high", "more", "expected"),
    [
        (0.5, 0.9, {}, "possible decrease"),
        (1.1, 2.0, {}, "possible increase"),
        (0.5, 1.2, {}, "cannot tell"),
        (0.5, 0.9, {"planned": True, "adjusted_p": 0.01}, "decrease"),
        (1.1, 2.0, {"planned": True, "adjusted_p": 0.01}, "increase"),
        (0.5, 0.9, {"planned": True, "adjusted_p": 0.20}, "possible decrease"),
        (0.5, 0.9, {"planned": False, "adjusted_p": 0.01}, "possible decrease"),
        (0.95, 1.05, {"margin": 0.1}, "stable"),
        (0.95, 1.05, {}, "cannot tell"),
        (0.95, 1.2, {"margin": 0.1}, "cannot tell"),
    ],
)
def test_ladder(low, high, more, expected):
    assert verdict(low, high, **more) == expected


def test_every_series_has_a_reason_for_every_analysis_not_made(found):
    refused = found[found["refused"].isin(list(REFUSALS)) & found["estimate"].isna()]
    of_series = refused[refused["subject"] != ""]
    for code in ("G2", "G3", "G4", "G5", "G6", "G8", "G9", "G10", "G14", "G21", "G30", "G33"):
        assert (of_series["refused"] == code).sum() == 24, code
    assert {"G11", "G12", "G13"} <= set(refused["refused"])
    assert refused.loc[refused["statistic"] == "before_after", "borough"].tolist() == list(
        BOROUGH_KEYS
    )
    assert found.loc[found["refused"].isin(list(REFUSALS)), "note"].ne("").all()


@pytest.mark.parametrize("question", sorted(RULES))
def test_asking_what_is_refused_returns_one_row_with_the_reason(returned, question):
    answer = ask(returned, question)
    assert len(answer) == 1
    assert answer["estimate"].isna().all()
    assert RULES[question].because in answer["note"].item()


def test_asking_what_nobody_knows_is_an_error_that_lists_what_is_known(returned):
    with pytest.raises(InputError, match="sum_across_boroughs"):
        ask(returned, "league_table")


def test_of_fewer_than_four_quarters_the_numbers_stand_alone():
    found = findings_of(5, 9, 15)
    row = one(found, "first_to_last", "barnet", "referral")
    assert pd.isna(row["estimate"]) and (row["refused"], row["n"]) == ("G1", 4)
    returned = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", [5, 9, 15])))
    (said,) = sentences("barnet", returned, found)
    assert "with counts from 5 to 15. That is too few" in said and "%" not in said


def test_four_quarters_give_a_ratio_and_no_test():
    found = findings_of(5, 9, 15, 2)
    assert one(found, "first_to_last", "barnet", "referral")["estimate"] == pytest.approx(0.4)
    for statistic in ("trend_p", "permutation_p", "trend_over_span", "detectable_change"):
        row = one(found, statistic, "barnet", "referral")
        assert pd.isna(row["estimate"])
        assert (row["refused"], row["x"], row["n"]) == ("G1", 4, 5)


def test_one_quarter_that_turns_the_direction_is_a_warning():
    turning = one(findings_of(12, 11, 12, 11, 30), "leave_one_out", "barnet", "referral")
    assert turning["refused"] == "G29"
    rising = one(findings_of(10, 20, 30, 41, 50), "leave_one_out", "barnet", "referral")
    assert (rising["refused"], rising["note"]) == ("", "")


def test_withheld_counts_are_read_at_both_ends_and_never_left_out():
    found = findings_of(10, "<5", 9, 12, 14, 11)
    found = found[found["subject"] == "referral"]
    trends = found[found["statistic"] == "trend_over_span"].set_index("reading")
    assert trends.index.tolist() == ["withheld at lowest", "withheld at highest"]
    assert trends["n"].eq(6).all()
    levels = found[found["statistic"] == "level"].set_index("reading")["low"]
    assert levels.to_dict() == {"withheld at lowest": 1, "withheld at highest": 4}


def test_several_withheld_counts_are_read_where_the_series_falls_and_rises_most():
    found = findings_of(10, "<5", 9, 12, "<5", 11)
    trends = found[found["statistic"] == "trend_over_span"].set_index("reading")["estimate"]
    fall, rise = (f"withheld at the steepest {way}" for way in ("fall", "rise"))
    ends = {fall: (10, 4, 9, 12, 1, 11), rise: (10, 1, 9, 12, 4, 11)}
    assert trends.index.tolist() == [fall, rise] and trends[fall] < trends[rise]
    for reading, counts in ends.items():
        alone = one(findings_of(*counts), "trend_over_span", "barnet", "referral")
        assert trends[reading] == pytest.approx(alone["estimate"])


def test_withheld_without_a_range_is_said_not_guessed():
    found = findings_of(10, "c", 9, 12, 14, 11)
    trend = one(found, "trend_over_span", "barnet", "referral")
    assert trend["n"] == 5
    assert one(found, "left_out", "barnet", "referral")["x"] == 1


def test_missing_quarter_is_not_filled_in():
    found = findings_of(100, 200, None, 800, 1600)
    assert one(found, "level", "barnet", "referral")["n"] == 4


def test_series_of_zeros_says_why_it_has_no_trend():
    found = findings_of(0, 0, 0, 0, 0, 0)
    assert "all are 0" in one(found, "trend_over_span", "barnet", "referral")["note"]
    assert one(found, "verdict", "barnet", "referral")["verdict"] == "cannot tell"


def test_series_that_was_never_returned_is_there_and_empty():
    found = findings_of(None, None, None, None)
    assert one(found, "level", "barnet", "referral")["note"] == "no usable quarter"
    assert one(found, "verdict", "barnet", "referral")["verdict"] == "too few quarters"


def test_every_finding_names_the_cells_it_was_made_from(returned, found):
    with_number = found[found["estimate"].notna() & found["subject"].ne("")]
    for row in with_number.itertuples():
        mine = returned[
            (returned["borough"] == row.borough) & (returned["indicator"] == row.subject)
        ]
        used = mine[mine["status"] == "returned"]
        assert (
            row.rows.split("; ")
            == (used["file"] + "!" + used["sheet"] + "!" + used["cell"]).tolist()
        )


def test_changing_one_count_changes_only_what_is_made_from_it(returned, found):
    changed = returned.copy()
    here = (
        (changed["borough"] == "hackney")
        & (changed["indicator"] == "referral")
        & (changed["quarter"] == "2024Q1")
    )
    changed.loc[here, "count"] = 300
    again = findings(changed, "2023-25")
    differs = found[found["estimate"].fillna(-1).ne(again["estimate"].fillna(-1))]
    # Allowing for the number of tests ties every p to every other.
    differs = differs[
        ~differs["statistic"].isin(["trend_p_holm", "trend_p_bh"]) & differs["borough"].ne("")
    ]
    elsewhere = differs["borough"].ne("hackney")
    assert set(differs["subject"]) == {"referral", ""}
    assert {"level", "trend_p", "trend_over_span"} <= set(differs.loc[~elsewhere, "statistic"])
    # How far counts of the indicator vary is told by all boroughs together.
    assert set(differs.loc[elsewhere, "subject"]) == {"referral"}
    assert set(differs.loc[elsewhere, "statistic"]) <= {
        "dispersion",
        "trend_p",
        "detectable_change",
    }


def test_ratios_a_year_apart_are_counted_together_with_those_by_chance(found):
    every = found[found["statistic"] == "year_apart"].dropna(subset=["estimate"])
    beyond = every[(every["low"] > 1) | (every["high"] < 1)]
    row = found[found["statistic"] == "years_apart"].iloc[0]
    assert (row["x"], row["n"]) == (len(beyond), len(every))
    assert row["note"] == f"{len(every) * (1 - CONFIDENCE):.1f} would by chance"
    assert row["rows"] == "; ".join(beyond["rows"])
