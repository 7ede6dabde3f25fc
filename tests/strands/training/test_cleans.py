"""The training manager's tables: what a heading, a dash and a total mean."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.kept import CORRECTIONS
from analysis.declare.training import TABLE
from strands.training.cleans import clean

NO_CORRECTIONS = CORRECTIONS.empty()


def cleaned(*lines: str, period: str = "2023-25", corrections: pd.DataFrame = NO_CORRECTIONS):
    return clean({"training/t.csv": "\n".join(lines).encode()}, corrections, period)


def drawn(table: pd.DataFrame) -> list[str]:
    """The tidy rows, a line each."""
    return [
        f"{row.course} {row.borough} {row.measure} {'' if pd.isna(count) else count} {row.status}"
        f" {row.cell}"
        for row, count in zip(table.itertuples(), table["count"], strict=True)
    ]


def rules(made) -> list[str]:
    return made.queries["rule"].tolist()


def test_courses_down_and_periods_across():
    made = cleaned(
        "Training,   Blocks Yr 2, Blocks Yr 3/4, Total, Attendance Year 2, Attendance in Yr 3/4,"
        " Total",
        "Overview,   6,           12,            18,    258,               717,                "
        "  975",
        "Supervisors,4,           -,             4,     31,                -,                 "
        "   31",
        "Total,      10,          12,            22,    289,               717,                 "
        " 1006",
    )
    assert drawn(made.table) == [
        "overview partnership blocks 12 returned C2",
        "overview partnership attendance 717 returned F2",
        "supervisors partnership blocks  not_offered C3",
        "supervisors partnership attendance  not_offered F3",
    ]
    assert rules(made) == []
    assert (made.totals["typed"] == made.totals["sum"]).all()


def test_boroughs_down_for_one_course_and_a_dash_before_joining():
    made = cleaned(
        "CORE,Year 1 N attended", "Hackney,18", "H&F,-", "LBBD,-", "Total,18", period="2021-22"
    )
    assert drawn(made.table) == [
        "core hackney attendance 18 returned B2",
        "core hammersmith_and_fulham attendance  not_member B3",
        "core barking_and_dagenham attendance  not_member B4",
    ]


def test_a_dash_of_a_member_is_asked_about_and_never_a_zero():
    made = cleaned("CORE,Year 3/4 attended", "Hackney,-", "Newham,0")
    assert drawn(made.table) == [
        "core hackney attendance  queried B2",
        "core newham attendance 0 returned B3",
    ]
    assert rules(made) == ["dash_inside_membership"]


def test_year_3_is_read_as_year_3_4_and_asked():
    made = cleaned("OVERVIEW,Year 3 N Attended", "Hackney,96")
    assert made.table["period"].tolist() == ["2023-25"]
    assert rules(made) == ["doubtful_period"]


def test_only_the_rows_of_the_period_are_kept_and_all_are_added_up():
    made = cleaned(
        "CORE,Year 1 N attended,Year 2 N attended,N Total", "Hackney,18,60,79", period="2022-23"
    )
    assert drawn(made.table) == ["core hackney attendance 60 returned C2"]
    assert made.totals[["typed", "sum"]].to_numpy().tolist() == [[79, 78]]
    assert rules(made) == ["total_does_not_add"]
    assert "79" in made.queries["question"].item()
    assert "78" in made.queries["question"].item()


def test_total_of_totals_is_the_sum_of_counts_and_not_of_typed_totals():
    made = cleaned(
        "OVERVIEW,Year 1 N attended,Year 2 N attended,N Total",
        "Hackney,46,29,79",
        "Newham,74,29,103",
        "Total,120,58,178",
    )
    wrong = made.totals[made.totals["typed"] != made.totals["sum"]]
    assert wrong[["cell", "typed", "sum"]].to_numpy().tolist() == [["D2", 79, 75]]


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (("CORE,Year 3/4 attended", "Hammersmith and City,5"), "unknown_borough"),
        (("CORE,Year 3/4 attended", "LBB,5"), "unknown_borough"),
        (("Training,Blocks Yr 3/4", "Webinars,5"), "unknown_course"),
        (("Gardening,Year 3/4 attended", "Hackney,5"), "unknown_course"),
        (("CORE,Summer attended", "Hackney,5"), "unreadable_period"),
        (("CORE,Year 3/4 attended", "Hackney,about 5"), "rounded_count"),
        (("CORE,Year 3/4 attended", "Hackney,-4"), "negative_count"),
    ],
)
def test_what_cannot_be_read_is_a_question_with_its_place(lines, rule):
    made = cleaned(*lines)
    asked = made.queries[made.queries["rule"] == rule]
    assert len(asked) == 1
    assert asked["severity"].item() == "stop"
    assert asked["cell"].item()
    assert made.table["count"].isna().all()


def test_a_total_over_something_unreadable_is_not_judged():
    made = cleaned("CORE,Year 3/4 attended", "Hackney,18", "Newham,<5", "Total,20")
    assert made.totals["sum"].isna().all()
    assert "total_does_not_add" not in rules(made)


def test_correction_changes_the_count_and_keeps_what_was_typed():
    row = {
        "file": "training/t.csv",
        "sheet": "",
        "cell": "B2",
        "was": "18",
        "becomes": "19",
        "why": "typing slip",
        "who": "training manager",
        "decided": "2025-07-01",
    }
    made = cleaned(
        "CORE,Year 3/4 attended", "Hackney,18", corrections=CORRECTIONS.check(pd.DataFrame([row]))
    )
    assert made.table[["count", "raw"]].to_numpy().tolist() == [[19, "18"]]
    assert "typing slip" in made.table["caveat"].item()


@pytest.mark.parametrize(
    ("title", "borough"),
    [
        ('"Hackney, training"', ["hackney"]),
        ("London Borough of Newham", ["newham"]),
        ('"All boroughs, training"', ["partnership"]),
        ("Camden training", []),
        ("England", []),
    ],
)
def test_a_list_of_courses_is_of_whom_its_title_names(title, borough):
    made = cleaned(title, "", "Course,Attendance Year 3/4", "Core,12")
    read = made.table[made.table["count"].notna()]
    assert read["borough"].tolist() == borough
    assert ("unknown_borough" in "".join(rules(made))) == (borough == [])


def test_blocks_of_one_borough_are_asked_about():
    made = cleaned("Hackney", "", "Course,Blocks Year 3/4,Attendance Year 3/4", "Core,2,12")
    assert made.table["count"].dropna().tolist() == [12]
    assert any("blocks_of_borough" in rule for rule in rules(made))


def test_no_files_give_an_empty_table():
    made = clean({}, NO_CORRECTIONS, "2021-22")
    assert list(made.table) == list(TABLE.columns)
    assert made.table.empty


PRINTED_WRONG = {
    ("training/table12.csv", "E2"): (179, 171),
    ("training/table14.csv", "B8"): (25, 28),
}


@pytest.mark.parametrize("period", ["2021-22", "2022-23", "2023-25"])
def test_printed_tables_raise_no_alarm_but_on_the_two_totals_that_are_wrong(period, monkeypatch):
    monkeypatch.chdir(ROOT)
    made = clean(store.returns(period, "training"), store.corrections(period, "training"), period)
    wrong = made.totals[made.totals["typed"] != made.totals["sum"]]
    places = zip(wrong["file"], wrong["cell"], strict=True)
    found = dict(zip(places, zip(wrong["typed"], wrong["sum"], strict=True), strict=True))
    assert found == (PRINTED_WRONG if period == "2023-25" else {})
    assert rules(made).count("total_does_not_add") == len(found)
