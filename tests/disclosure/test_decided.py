"""What may leave of findings: no small count is there, nor anything it could be worked out from."""

import hashlib

import pandas as pd
import pytest

from analysis.declare.disclosure import PROFILES, Cost, told
from analysis.declare.table import InputError
from analysis.declare.withheld import WITHHELD, withheld
from analysis.disclosure.decided import decided
from analysis.find.finding import counted, finding, frame, rate, share

PERIOD = "2025-26"
QUARTERS = "2025Q2 2025Q3 2025Q4 2026Q1".split()
NO_SOURCES = pd.DataFrame(columns=["file", "sha256", "origin"])


def row(statistic, values, rows="2025-26/a.xlsx!S!A1", **about):
    return finding(statistic, rows, **{"when": PERIOD, **about, **values})


def leaving(declared: str, *rows, profile="dfe_cin", sources=NO_SOURCES, **frames):
    frames = {"findings": frame(rows), **{name: frame(rows) for name, rows in frames.items()}}
    declared = dict.fromkeys(frames, told(declared))
    return decided(frames, declared, PROFILES[profile], PERIOD, sources)


def by(passed, column, frame="findings"):
    """A column by subject, borough, when and reading, what is empty left out; by statistic first."""
    found = passed.frames[frame]
    keys = ["statistic", "subject", "borough", "when", "reading"]
    return {
        tuple(filter(None, key)): value
        for key, value in zip(found[keys].itertuples(index=False), found[column], strict=True)
    }


def of_boroughs(counts, total, **about):
    keys = "hackney newham barnet".split()
    rows = [
        row("a", counted(count), borough=key, **about)
        for key, count in zip(keys, counts, strict=True)
    ]
    return [*rows, row("a", counted(total), **about)]


def test_a_small_count_is_withheld_with_its_share_its_interval_and_its_note():
    passed = leaving(
        "a:: people", row("a", share(3, 40) | {"note": "3 of them", "verdict": "stable"})
    )
    found = passed.frames["findings"].iloc[0]
    assert all(found[name] is WITHHELD for name in ("x", "estimate", "low", "high"))
    assert (found["n"], found["note"], found["verdict"]) == (40, "", "")
    assert (passed.cost.looked_at, passed.cost.small, passed.cost.with_them) == (2, 1, 0)


@pytest.mark.parametrize("x", [1, 5, 35, 39])
def test_a_part_is_withheld_for_what_is_left_of_its_base_too(x):
    passed = leaving("a:: people", row("a", share(x, 40)))
    assert withheld(by(passed, "x")["a", PERIOD])


@pytest.mark.parametrize("x", [0, 6, 20, 34, 40])
def test_none_all_and_counts_that_are_large_enough_are_told(x):
    found = leaving("a:: people", row("a", share(x, 40))).frames["findings"].iloc[0]
    assert (found["x"], found["estimate"]) == (x, x / 40)


def test_a_total_and_its_other_parts_do_not_give_a_part_away():
    x = by(leaving("a:: people; over borough", *of_boroughs([3, 9, 12], 24)), "x")
    assert withheld(x["a", "hackney", PERIOD])
    assert withheld(x["a", PERIOD] - x["a", "newham", PERIOD] - x["a", "barnet", PERIOD])


def test_a_borough_that_knows_its_own_count_learns_no_other():
    x = by(leaving("a:: people; over borough", *of_boroughs([3, 9, 12], 24)), "x")
    for own, other in ((9, "barnet"), (12, "newham")):
        assert withheld(x["a", PERIOD] - own - x["a", other, PERIOD])


def test_quarters_and_the_period_do_not_give_a_quarter_away():
    rows = [
        row("a", counted(n), when=when) for when, n in zip(QUARTERS, [8, 2, 9, 11], strict=True)
    ]
    x = by(leaving("a:: people; over when", *rows, row("a", counted(30))), "x")
    others = [x["a", when] for when in ("2025Q2", "2025Q4", "2026Q1")]
    assert withheld(x["a", "2025Q3"]) and withheld(x["a", PERIOD] - sum(others))


def test_months_do_not_give_a_month_of_their_quarter_away():
    whens = [("2025-04", 3), ("2025-05", 9), ("2025-06", 12), ("2025Q2", 24)]
    rows = [row("a", counted(n), when=when) for when, n in whens]
    x = by(leaving("a:: people; over when", *rows), "x")
    assert withheld(x["a", "2025Q2"] - x["a", "2025-05"] - x["a", "2025-06"])


def test_what_is_of_the_period_goes_with_a_month_it_was_made_from():
    rows = [row("a", counted(3), when="2025-04"), row("mean", {"estimate": 3.0, "n": 12})]
    found = leaving("a:: people\nmean:: from a", *rows).frames["findings"]
    assert found["estimate"].tolist() == [WITHHELD, WITHHELD]


def test_totals_over_boroughs_and_quarters_at_once_do_not_either():
    counts = {("hackney", "2025Q2"): 3, ("hackney", "2025Q3"): 9, ("newham", "2025Q2"): 8}
    rows = [row("a", counted(n), borough=key, when=when) for (key, when), n in counts.items()]
    x = by(leaving("a:: people; over borough | when", *rows, row("a", counted(20))), "x")
    assert withheld(x["a", PERIOD] - x["a", "hackney", "2025Q3"] - x["a", "newham", "2025Q2"])


def test_parts_that_share_out_a_base_do_not_give_one_away():
    rows = [
        row("a", share(x, 20), subject=f"q | {kind}") for kind, x in (("y", 3), ("n", 10), ("?", 7))
    ]
    passed = leaving("a:: people; parts", *rows)
    x, n = by(passed, "x"), by(passed, "n")
    assert withheld(n["a", "q | y", PERIOD] - x["a", "q | n", PERIOD] - x["a", "q | ?", PERIOD])


def test_strata_and_all_do_not_give_a_stratum_away():
    rows = [
        row("a", counted(x), subject=arm) for arm, x in (("q | new", 4), ("q | old", 16), ("q", 20))
    ]
    x = by(leaving("a:: people; over 2", *rows), "x")
    assert withheld(x["a", "q", PERIOD] - x["a", "q | old", PERIOD])


def test_before_after_and_linked_do_not_give_one_away():
    """Of 30 before 27 are linked: 3 are not."""
    rows = [row("before", counted(30)), row("linked", share(27, 30))]
    passed = leaving("before:: people\nlinked:: people; of before", *rows)
    assert withheld(by(passed, "x")["before", PERIOD] - by(passed, "x")["linked", PERIOD])


def test_a_base_and_what_it_is_a_part_of_do_not_give_the_blanks_away():
    """Of 26 complaints 24 are decided: of 2 nothing is known."""
    rows = [row("all", counted(26)), row("upheld", share(12, 24))]
    passed = leaving("all:: people\nupheld:: people; of all", *rows)
    assert withheld(by(passed, "x")["all", PERIOD] - by(passed, "n")["upheld", PERIOD])


def test_the_same_count_in_two_frames_is_withheld_in_both():
    rows = of_boroughs([3, 9, 12], 24)
    passed = leaving(
        "a:: people; over borough\nb:: people; same as findings/a",
        *rows,
        other=[row("b", counted(9), borough="newham"), row("b", counted(12), borough="barnet")],
    )
    x, other = by(passed, "x"), by(passed, "x", "other")
    for key in ("newham", "barnet"):
        assert withheld(x["a", key, PERIOD]) == withheld(other["b", key, PERIOD])
    assert withheld(x["a", PERIOD] - other["b", "newham", PERIOD] - other["b", "barnet", PERIOD])


def test_a_rate_goes_with_the_count_it_was_made_from():
    rows = [
        row("a", counted(4)),
        row("cases", counted(400)),
        row("per 100", rate(4, 400, "a / cases")),
    ]
    passed = leaving("a | cases:: people\nper 100:: from a | cases", *rows)
    found = passed.frames["findings"].iloc[2]
    assert all(found[name] is WITHHELD for name in ("x", "n", "estimate", "low", "high"))
    assert (found["refused"], found["note"]) == ("G23", "it rests on counts that are withheld")


def test_what_rests_on_counts_that_are_told_is_told():
    rows = [
        row("a", counted(40)),
        row("cases", counted(400)),
        row("per 100", rate(40, 400, "a / cases")),
    ]
    found = leaving("a | cases:: people\nper 100:: from a | cases", *rows).frames["findings"]
    assert found["estimate"].tolist() == [40, 400, 10]


def test_an_answer_that_stands_in_the_reading_is_taken_away():
    rows = [row("a", counted(4)), row("verdict", {"n": 4}, reading="accountability")]
    found = leaving("a:: people\nverdict:: from a; answer", *rows).frames["findings"]
    assert found["reading"].tolist() == ["", ""]


def test_ends_that_are_somebody_s_own_numbers_are_withheld_always():
    values = {"estimate": 12.0, "low": 3.0, "high": 40.0, "n": 30, "unit": "days"}
    found = leaving("days:: people; range", row("days", values)).frames["findings"].iloc[0]
    assert (found["estimate"], found["low"], found["high"]) == (12, WITHHELD, WITHHELD)


def test_a_mean_of_few_is_withheld():
    rows = [
        row("mean", {"estimate": 2.5, "n": n, "unit": "scale"}, subject=str(n)) for n in (4, 40)
    ]
    found = leaving("mean:: people", *rows).frames["findings"]
    assert [withheld(value) for value in found["estimate"]] == [True, False]


def test_what_is_public_already_stays_with_its_cells():
    sources = pd.DataFrame(
        [("2023-25/old.csv", "ab" * 32, "published"), ("2025-26/new.xlsx", "cd" * 32, "supplied")],
        columns=["file", "sha256", "origin"],
    )
    rows = [
        row("a", counted(3), when="2023Q3", rows="2023-25/old.csv!!B2"),
        row("a", counted(3), when="2025Q2", rows="2025-26/new.xlsx!S!B2; 2025-26/new.xlsx!S!B3"),
    ]
    found = leaving("a:: people", *rows, sources=sources).frames["findings"]
    assert found["x"].tolist() == [3, WITHHELD]
    public, name = found["rows"]
    assert public == "2023-25/old.csv!!B2"
    # The name of a file alone cannot be had from what is in it: a small file could be tried out.
    assert len(name) == 8 and name != "cdcdcdcd"
    assert name != hashlib.sha256(("cd" * 32).encode()).hexdigest()[:8]
    together = hashlib.sha256(("ab" * 32 + "cd" * 32 + "cd" * 32).encode())
    assert name == together.hexdigest()[:8]


def test_an_interval_goes_with_what_it_could_tell_and_its_middle_stays():
    rows = [
        row("mean", {"estimate": 1.2, "low": 0.7, "high": 1.7, "n": 26, "unit": "points"}),
        row("fallen", counted(2)),
    ]
    declared = "mean:: from x; interval from fallen\nfallen | x:: people"
    found = leaving(declared, *rows).frames["findings"].iloc[0]
    assert (found["estimate"], found["n"]) == (1.2, 26)
    assert withheld(found["low"]) and withheld(found["high"])


def test_a_count_goes_with_another_that_it_would_tell_of_and_its_base_stays():
    """Of 15 consultations none was joint: 1 practitioner alone could have held them."""
    rows = [row("joint", share(0, 15)), row("practitioners", counted(4))]
    declared = "joint:: people; from practitioners\npractitioners:: people"
    found = leaving(declared, *rows).frames["findings"].iloc[0]
    assert withheld(found["x"]) and found["n"] == 15
    rows[1] = row("practitioners", counted(14))
    assert leaving(declared, *rows).frames["findings"].iloc[0]["x"] == 0


@pytest.mark.parametrize("clause, told_why", [("", "too few singles"), ("; refusal", None)])
def test_why_there_is_no_number_is_withheld_where_it_tells_as_much(clause, told_why):
    refused = row("comparison", {"refused": "G15", "note": "too few singles"})
    declared = f"comparison:: from links{clause}\nlinks:: people"
    found = leaving(declared, refused, row("links", counted(3))).frames["findings"].iloc[0]
    assert found["refused"] == ("G15" if told_why else "G23")
    assert (found["note"] == told_why) if told_why else ("singles" not in found["note"])


def test_returned_rows_pass_like_findings():
    returned = pd.DataFrame(
        {
            "indicator": "referral",
            "borough": ["hackney", "hackney"],
            "quarter": QUARTERS[:2],
            "count": pd.array([3, 30], dtype="Int64"),
            "status": "returned",
            "file": "2025-26/a.xlsx",
            "sheet": "S",
            "cell": ["B2", "B3"],
            "raw": ["3", "30"],
        }
    )
    declared = {"returned": told("count:: people")}
    passed = decided({"returned": returned}, declared, PROFILES["dfe_cin"], PERIOD, NO_SOURCES)
    out = passed.frames["returned"]
    assert out["count"].tolist() == [WITHHELD, 30] and out["raw"].tolist() == ["[d]", "30"]


def test_a_statistic_nobody_declared_is_refused_unless_it_has_no_number():
    refused = row("never computed", {"refused": "G21", "note": "no direction"})
    leaving("a:: people", refused)
    with pytest.raises(InputError, match="nobody has declared whether 'b' is of people"):
        leaving("a:: people", row("b", counted(30)))


@pytest.mark.parametrize("profile", ["as_published", "internal"])
def test_where_nothing_is_withheld_findings_are_as_they_were(profile):
    rows = of_boroughs([3, 9, 12], 24)
    passed = leaving("a:: people", *rows, profile=profile)
    pd.testing.assert_frame_equal(passed.frames["findings"], frame(rows))


def test_under_hes_what_is_told_is_rounded():
    found = leaving("a:: people", row("a", share(22, 48)), profile="hes").frames["findings"].iloc[0]
    assert (found["x"], found["n"], found["estimate"]) == (20, 50, 0.4)
    assert withheld(found["low"]) and withheld(found["high"])
    small = leaving("a:: people", row("a", counted(7)), profile="hes").frames["findings"].iloc[0]
    assert withheld(small["x"])


def test_under_hes_a_reader_knows_the_rounded_counts_and_no_more():
    """Of 10, 10 and 20 the third is at most 6: 22 less 8 less 8. Of 10, 10 and 25 it may be any."""
    counts = {}
    for seen, total in (((3, 8, 8), 19), ((4, 12, 11), 27)):
        rows = of_boroughs(seen, total)
        x = by(leaving("a:: people; over borough", *rows, profile="hes"), "x")
        counts[total] = [withheld(value) for value in x.values()]
    assert sum(counts[19]) > 1 and counts[19][0]
    assert counts[27] == [True, False, False, False]


def test_below_10_none_is_withheld_too():
    rows = [row("a", counted(n), subject=str(n)) for n in (0, 9, 10)]
    found = leaving("a:: people", *rows, profile="below_10").frames["findings"]
    assert [withheld(value) for value in found["x"]] == [True, True, False]


def test_what_an_earlier_edition_told_cannot_hide_another_count():
    """Newham's 9 stands in the edition before: to withhold it now would hide nothing."""
    rows = of_boroughs([3, 9, 12], 24)
    earlier = frame(rows).astype(str).replace("nan", "")
    earlier.loc[earlier["borough"] != "newham", "x"] = "[d]"
    declared = {"findings": told("a:: people; over borough")}
    passed = decided(
        {"findings": frame(rows)},
        declared,
        PROFILES["dfe_cin"],
        PERIOD,
        NO_SOURCES,
        {"findings": earlier},
    )
    x = by(passed, "x")
    assert x["a", "newham", PERIOD] == 9
    assert withheld(x["a", PERIOD])


def test_what_is_public_already_is_not_withheld_to_hide_another_count():
    sources = pd.DataFrame(
        [("2023-25/old.csv", "ab" * 32, "published")], columns=["file", "sha256", "origin"]
    )
    rows = of_boroughs([3, 9, 12], 24)
    rows[2] |= {"rows": "2023-25/old.csv!!B2"}
    x = by(leaving("a:: people; over borough", *rows, sources=sources), "x")
    assert x["a", "barnet", PERIOD] == 12
    assert withheld(x["a", PERIOD] - x["a", "newham", PERIOD] - 12)


def test_what_one_coarser_table_would_save_is_the_difference_it_makes():
    by_borough = of_boroughs((3, 30, 40), 73)
    passed = leaving("a:: people; over borough", *by_borough)
    assert (passed.cost.small, passed.cost.with_them) == (1, 1)
    assert (passed.cost.saved, passed.cost.statistic, passed.cost.by) == (2, "a", "borough")
    assert not leaving("a:: people; over borough", by_borough[-1]).cost.with_them


def test_a_table_that_is_as_coarse_as_it_can_be_saves_nothing():
    passed = leaving("a:: people; over borough", row("a", counted(3)))
    assert (passed.cost.small, passed.cost.saved, passed.cost.by) == (1, 0, "")


def test_what_is_saved_is_said_of_the_table_that_saves_most_of_several_sets():
    costs = Cost(10, 3, 2, 4, "a", "borough") + Cost(5, 1, 1, 2, "b", "month")
    assert costs == Cost(15, 4, 3, 4, "a", "borough")
