"""The engagement form by month: what is read, and each question beside a sheet, much like it, that raises none."""

from __future__ import annotations

from collecting.filling import typed_into, workbooks
from drawing import csv_file

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from strands.activity.cleans.activity import clean
from strands.activity.declares.logs import FORMS

PERIOD = "2025-26"
MONTHS = period(PERIOD).all_months
HEAD = "Month | Status | Told by | Completed | Eligible cases"


def read(*lines: str, head: str = HEAD, file: str = "hackney.csv"):
    drawing = "\n".join([head, *lines])
    return clean({f"activity/{file}": csv_file(drawing)}, CORRECTIONS.empty(), PERIOD)


def year(stages: list[str], completed: list, eligible: list) -> list[str]:
    return [
        f"{month} | {stage} | | {x} | {n}"
        for month, stage, x, n in zip(MONTHS, stages, completed, eligible, strict=True)
    ]


def asked(result) -> list[str]:
    rows = result.queries[~result.queries["rule"].isin(["no_proforma", "not_returned_quarters"])]
    return [" ".join((row.severity, row.rule, row.cell)) for row in rows.itertuples()]


def about(result, rule: str) -> str:
    return result.queries.loc[result.queries["rule"] == rule, "question"].item()


def test_a_year_without_a_doubt_raises_no_question():
    calm = year(["in process"] * 3 + ["live"] * 9, [0] * 3 + [2] * 9, [9] * 12)
    assert asked(read(*calm)) == []


def test_how_boroughs_put_a_status():
    said = ["Not begun", "In development", "being piloted", "Live", "live & mandatory", "Unknown"]
    made = read(*year([*said, *["n/k"] * 5, "LIVE"], ["0"] * 12, ["5"] * 12))
    completed = made.form_months[made.form_months["measure"] == "completed"]
    assert completed["stage"].tolist() == [
        "not_started",
        "in_process",
        "pilot",
        "live",
        "mandatory",
        *["unknown"] * 6,
        "live",
    ]
    # That it is unknown is an answer: the numbers on its line count.
    assert set(completed["status"]) == {"returned"}


def test_a_status_without_any_number_is_kept():
    made = read("Apr 2025 | in process", "May 2025 | live", head="Month | Status")
    assert made.form_months[["month", "stage", "measure", "status"]].to_numpy().tolist() == [
        ["2025-04", "in_process", "completed", "not_returned"],
        ["2025-05", "live", "completed", "not_returned"],
    ]


def test_more_completed_than_eligible_in_a_month():
    over = year(["live"] * 12, [2] * 11 + [10], [9] * 12)
    made = read(*over)
    assert asked(made) == ["warn more_completed_than_eligible D13"]
    assert about(made, "more_completed_than_eligible").startswith(
        "10 forms completed in Mar 2026, of 9 cases"
    )
    assert asked(read(*year(["live"] * 12, [9] * 12, [9] * 12))) == []


def test_completed_without_eligible_is_asked_once_for_all_its_months():
    made = read(*year(["live"] * 12, [2] * 12, [9] * 2 + [""] * 3 + [9] * 6 + ["unknown"]))
    assert asked(made) == ["warn completed_without_eligible E4"]
    assert "in Jun 2025 to Aug 2025, Mar 2026, and no number" in about(
        made, "completed_without_eligible"
    )
    # A withheld number of cases is one, and where nothing was completed nothing is to be divided.
    assert asked(read(*year(["live"] * 12, [2] * 11 + [0], [9] * 10 + ["<5", ""]))) == []


def test_a_numerator_alone_is_asked_about_where_the_sheet_has_no_such_column():
    lines = [f"{month} | live | 3" for month in MONTHS]
    assert asked(read(*lines, head="Month | Status | Completed")) == [
        "warn completed_without_eligible A2"
    ]


def test_a_status_that_goes_back_is_asked_about_at_each_step_back():
    stages = ["in process", "live", "unknown", "in process", *["live"] * 7, "pilot"]
    made = read(*year(stages, [0] * 12, [9] * 12))
    assert asked(made) == ["warn stage_backwards B5", "warn stage_backwards B13"]
    first, second = (
        row.question for row in made.queries.itertuples() if row.rule == "stage_backwards"
    )
    assert "goes back from 'live' in May 2025 to 'in process' in Jul 2025." in first
    assert "goes back from 'live' in Feb 2026 to 'pilot' in Mar 2026." in second


def test_lines_in_another_order_go_back_no_step():
    calm = year(["in process"] * 3 + ["live"] * 9, [0] * 3 + [2] * 9, [9] * 12)
    assert asked(read(*reversed(calm))) == []


def test_a_status_is_old_after_ninety_days():
    """From the end of December to the end of March are 31 + 28 + 31 = 90 days, from the end of November 121."""
    known = year(["live"] * 9 + ["unknown"] * 3, [2] * 12, [9] * 12)
    assert asked(read(*known)) == []
    old = read(*year(["live"] * 8 + ["unknown"] * 4, [2] * 12, [9] * 12))
    assert asked(old) == ["warn stage_unknown_long B13"]
    assert "is not known since Nov 2025" in about(old, "stage_unknown_long")
    never = read(*year(["unknown"] * 12, [""] * 12, [""] * 12))
    assert asked(never) == ["warn stage_unknown_long B13"]
    assert "is not known in any month of 2025/26" in about(never, "stage_unknown_long")


def test_live_without_a_number_of_forms_completed():
    made = read(*year(["in process"] * 2 + ["pilot"] + ["live"] * 9, [""] * 4 + [2] * 8, [9] * 12))
    assert asked(made) == ["warn live_without_completed D4"]
    assert "the form was live in Jun 2025 to Jul 2025, and no" in about(
        made, "live_without_completed"
    )
    assert asked(read(*year(["live"] * 12, ["none", "<5", *[2] * 10], [9] * 12))) == []


def test_boroughs_are_never_set_against_one_another():
    lines = [
        f"{borough} | Apr 2025 | {stage} | 1 | 4"
        for borough, stage in (("Hackney", "live"), ("Newham", "pilot"))
    ]
    made = read(
        *lines, head="Borough | Month | Status | Completed | Eligible cases", file="both.csv"
    )
    assert {row.split()[1] for row in asked(made)} == {"stage_unknown_long"}


def test_our_own_workbook_comes_back_as_it_was_filled_in():
    book = workbooks(PERIOD)["hackney/activity.xlsx"]
    lines = [
        {"stage": "live", "told_by": "team manager", "completed": 3, "eligible": 12},
        {"stage": "not known"},
    ]
    filled = typed_into(book, FORMS, lines, "Counted when signed off")
    rows = clean({"activity/hackney.xlsx": filled}, CORRECTIONS.empty(), PERIOD).form_months
    first = rows[rows["month"] == "2025-04"]
    assert first[["stage", "told_by", "measure", "count", "caveat"]].to_numpy().tolist() == [
        ["live", "team manager", "completed", 3, "Counted when signed off"],
        ["live", "team manager", "eligible", 12, "Counted when signed off"],
    ]
    assert set(rows.loc[rows["month"] == "2025-05", "stage"]) == {"unknown"}
    # What was left blank is not returned, and no month is lost.
    assert rows["month"].nunique() == 12
    assert set(rows.loc[rows["month"] > "2025-05", "status"]) == {"not_returned"}
