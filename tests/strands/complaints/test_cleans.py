"""Questions that only complaints raise: each beside lines on which it is asked, and lines like them that are fine."""

from __future__ import annotations

import pytest
from drawing import csv_file, xlsx_file

from analysis.declare.kept import CORRECTIONS
from analysis.declare.table import InputError
from strands.complaints.cleans import clean

HEADS = "Complaint code | Stage | Received on | Complainant | Judged by | Outcome | Days to answer"
FINE = "C9 | stage 1 | 14/09/2025 | somebody else | | upheld | 20"


def read(*lines: str, heads: str = HEADS):
    drawing = "\n".join(["Hackney, complaints, 2025/26", heads, *lines])
    return clean({"complaints/hackney.csv": csv_file(drawing)}, CORRECTIONS.empty(), "2025-26")


def asked(result) -> list[str]:
    rows = result.queries[result.queries["rule"] != "no_proforma"]
    return [" ".join(filter(None, (row.severity, row.rule, row.cell))) for row in rows.itertuples()]


# What is asked, the lines on which it is, and lines on which it is not.
DRAWN = {
    "warn grounds_missing E3": (
        ["C1 | stage 1 | 14/05/2025 | perpetrator of abuse | | upheld | 9"],
        ["C1 | stage 1 | 14/05/2025 | perpetrator of abuse | disclosure | upheld | 9"],
    ),
    "warn stage_before_earlier C4": (
        [
            "C1 | 1 | 14/05/2025 | survivor | | not upheld | ",
            "C1 | 2 | 13/05/2025 | survivor | | upheld | 9",
        ],
        [
            "C1 | 1 | 14/05/2025 | survivor | | not upheld | ",
            "C1 | 2 | 14/05/2025 | survivor | | upheld | 9",
        ],
    ),
    "stop answer_after_next_stage G3": (
        [
            "C1 | 1 | 14/05/2025 | survivor | | not upheld | 22",
            "C1 | 2 | 04/06/2025 | survivor | | upheld | 9",
        ],
        [
            "C1 | 1 | 14/05/2025 | survivor | | not upheld | 21",
            "C1 | 2 | 04/06/2025 | survivor | | upheld | 9",
        ],
    ),
    "stop days_of_open G3": (
        ["C1 | 1 | 14/05/2025 | survivor | | still open | 0"],
        ["C1 | 1 | 14/05/2025 | survivor | | still open | "],
    ),
    "info stage_without_earlier B3": (
        ["C1 | stage 2 | 14/05/2025 | survivor | | upheld | 9"],
        [
            "C1 | stage 2 | 14/05/2025 | survivor | | upheld | 9",
            "c 1 | stage 1 | 14/04/2025 | survivor | | upheld | 9",
        ],
    ),
}


@pytest.mark.parametrize("question", DRAWN)
def test_asks_there_and_not_where_nothing_is_wrong(question):
    wrong, right = DRAWN[question]
    assert asked(read(*wrong, FINE)) == [question]
    assert asked(read(*right, FINE)) == []


@pytest.mark.parametrize("question", DRAWN)
def test_a_question_says_what_is_asked_and_what_happens_unanswered(question):
    rows = read(*DRAWN[question][0]).queries
    row = rows[rows["rule"] == question.split()[1]].iloc[0]
    assert row["question"].endswith("?")
    assert row["effect"].endswith(".")
    assert "{" not in row["question"] + row["effect"]


def test_the_question_names_both_days():
    question = read(*DRAWN["stop answer_after_next_stage G3"][0]).queries.iloc[-1]["question"]
    assert "14 May 2025 end on 5 June 2025, after stage 2 was received on 4 June 2025" in question


@pytest.mark.parametrize("question", [one for one in DRAWN if one.startswith("stop")])
def test_days_that_contradict_another_cell_are_left_out_and_the_complaint_is_not(question):
    result = read(*DRAWN[question][0], FINE)
    assert set(result.table["status"]) == {"returned"}
    days = result.table.set_index(["complaint", "stage"])["days"]
    assert str(days["C1", "one"]) == "<NA>"
    assert days["C9", "one"] == 20


def test_grounds_given_at_any_stage_are_grounds():
    first = "C1 | 1 | 14/05/2025 | perpetrator | | not upheld | 9"
    assert (
        asked(read(first, "C1 | 2 | 14/06/2025 | perpetrator | court or police finding | upheld |"))
        == []
    )


def test_a_sheet_without_the_column_of_grounds_is_asked_for_it_once():
    heads = HEADS.replace("Judged by | ", "")
    lines = [f"C{at} | 1 | 14/05/2025 | perpetrator | upheld | 9" for at in (1, 2)]
    assert asked(read(*lines, heads=heads)) == ["stop missing_column D3"]


def test_a_first_stage_that_is_queried_was_sent_all_the_same():
    lines = [
        "C1 | stage 1 | in May | survivor | | upheld | ",
        "C1 | stage 2 | 14/06/2025 | survivor | | upheld | ",
    ]
    assert asked(read(*lines)) == ["stop day_not_read C3"]


def test_a_copied_line_is_asked_about_as_a_copy_alone():
    line = "C1 | 1 | 14/05/2025 | survivor | | still open | 3"
    assert asked(read(line, line)) == ["stop days_of_open G3", "warn duplicate_rows A4"]


def test_days_stay_on_lines_that_nothing_contradicts_in_another_file():
    """Cells of the same place in two files are two cells."""
    lines = {
        "complaints/hackney.csv": DRAWN["stop days_of_open G3"][0],
        "complaints/newham.csv": [FINE],
    }
    files = {name: csv_file("\n".join([name, HEADS, *of])) for name, of in lines.items()}
    table = clean(files, CORRECTIONS.empty(), "2025-26").table
    assert table.set_index("borough")["days"].dropna().to_dict() == {"newham": 20}


def test_open_cases_are_read_beside_the_lines_wherever_they_stand():
    base = (
        "Newham\nQuarter | Proforma in use | Open cases\n"
        "Apr-Jun 25 | no | 80\nQ2 2025/26 | partly | <5\nOct-Dec 25 | yes |\n"
    )
    one = clean({"complaints/base.csv": csv_file(base)}, CORRECTIONS.empty(), "2025-26").base
    assert list(
        zip(
            one["quarter"],
            one["in_use"],
            one["count"].astype(object).where(one["count"].notna(), None),
            one["status"],
            strict=True,
        )
    ) == [
        ("2025Q2", "no", 80, "returned"),
        ("2025Q3", "part", None, "withheld"),
        ("2025Q4", "all", None, "not_returned"),
    ]


@pytest.mark.parametrize("heading", ["Name", "Names", "Surname", "Date of birth"])
def test_a_column_that_points_to_a_person_is_refused_and_not_repeated(heading):
    lines = "\n".join(f"{FINE} | {name}" for name in ("Amy Example", "Ben Example"))
    drawing = f"Hackney\n{HEADS} | {heading}\n{lines}"
    with pytest.raises(
        InputError, match=r"complaints/hackney\.xlsx: Log [A-Z]\d looks like data"
    ) as refused:
        clean({"complaints/hackney.xlsx": xlsx_file(Log=drawing)}, CORRECTIONS.empty(), "2025-26")
    assert "Example" not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        *(("3-5", "text_in_number_cell"), ("<5", "text_in_number_cell")),
        *(("-3", "negative_count"), ("7.5", "fractional_count")),
    ],
)
def test_days_that_are_no_number_are_asked_about_and_told_so(typed, rule):
    result = read(f"C1 | stage 1 | 14/05/2025 | survivor | | upheld | {typed}", FINE)
    assert asked(result) == [f"stop {rule} G3"]
    assert result.table.set_index("complaint")["days"].isna().to_dict() == {"C1": True, "C9": False}
    ends = result.account.set_index("cell")["end"]
    assert (ends["G3"], ends["G4"]) == ("asked", "value")
