"""Corrections change what they say they change; one that does not fit stops the run in one line."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from drawing import COLUMNS, asked, book, cleaned, saved, tidy

from analysis.declare.table import InputError

DRAWING = "HACKNEY | Jul-Sep 23 | Summer 23\nREF | 1O3 | 5"
RIGHT = ["hackney.csv", "", "B2", "1O3", "103", "a letter for a nought", "analyst", "2025-06-02"]


def corrections(*rows: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


def test_a_corrected_value_is_counted_and_says_so():
    result = cleaned(DRAWING, corrections=corrections(RIGHT))
    row = result.table[result.table["cell"] == "B2"].iloc[0]
    assert (row["count"], row["status"], row["raw"]) == (103, "returned", "1O3")
    assert (
        row["caveat"]
        == "corrected from '1O3' to '103': a letter for a nought (analyst, 2025-06-02)"
    )
    assert "stop text_in_number_cell B2" not in asked(result)


def test_a_corrected_heading_is_read_and_every_row_under_it_says_so():
    heading = [
        "hackney.csv",
        "",
        "C1",
        "Summer 23",
        "Oct-Dec 23",
        "as agreed",
        "analyst",
        "2025-06-02",
    ]
    result = cleaned(DRAWING, corrections=corrections(heading))
    assert (
        tidy(result, "caveat").split("\n")[1]
        == "hackney referral 2023Q4 5 corrected from 'Summer 23' to 'Oct-Dec 23': as agreed"
        " (analyst, 2025-06-02)"
    )


def test_a_blank_may_be_filled_and_a_number_taken_out():
    filled = ["hackney.csv", "", "B3", "", "7", "sent by e-mail", "analyst", "2025-06-02"]
    emptied = ["hackney.csv", "", "C2", "5", "", "not theirs", "analyst", "2025-06-02"]
    drawing = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 5\nASS | | 2"
    result = cleaned(drawing, corrections=corrections(filled, emptied))
    assert tidy(result, "raw").split("\n")[:3] == [
        "hackney referral 2023Q3 1 1",
        "hackney referral 2023Q4 not_returned 5",
        "hackney assessment 2023Q3 7",
    ]


def test_a_note_leaves_the_cell_as_it_is_and_stands_beside_it():
    note = [
        "hackney.csv",
        "",
        "C2",
        "5",
        "5",
        "a new team began to record it",
        "analyst",
        "2025-06-02",
    ]
    drawing = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 5"
    result = cleaned(drawing, corrections=corrections(note))
    assert (
        tidy(result, "raw", "caveat").split("\n")[1]
        == "hackney referral 2023Q4 5 5 noted: a new team began to record it (analyst, 2025-06-02)"
    )


def test_a_note_on_a_date_does_not_turn_it_into_text():
    workbook = book(S="HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 5")
    workbook["S"]["B2"] = dt.date(2026, 4, 1)
    workbook["S"]["B2"].number_format = "d-mmm"
    note = ["hackney.xlsx", "S", "B2", "1-Apr", "1-Apr", "a small number", "analyst", "2025-06-02"]
    plain, noted = (
        cleaned(saved(workbook), "hackney.xlsx", corrections(*some)) for some in ((), (note,))
    )
    assert asked(noted) == asked(plain)
    assert "stop number_became_date B2" in asked(noted)


WRONG = {
    "it holds something else": (
        [*RIGHT[:3], "104", *RIGHT[4:]],
        "was expected to hold '104' and holds '1O3'",
    ),
    "it holds nothing": (
        [*RIGHT[:2], "F9", *RIGHT[3:]],
        "F9 was expected to hold '1O3' and holds ''",
    ),
    "no such file": (["newham.csv", *RIGHT[1:]], "no sheet '' in a file 'newham.csv' was received"),
    "no such sheet": (
        ["hackney.csv", "Sheet1", *RIGHT[2:]],
        "no sheet 'Sheet1' in a file 'hackney.csv'",
    ),
    "no such cell": ([*RIGHT[:2], "row 2", *RIGHT[3:]], "'row 2' of hackney.csv is no cell"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_correction_that_does_not_fit_stops_the_run(name):
    row, why = WRONG[name]
    with pytest.raises(InputError, match=r"^corrections: ") as error:
        cleaned(DRAWING, corrections=corrections(row))
    assert why in str(error.value)
    assert "\n" not in str(error.value)


def test_a_cell_of_several_lines_makes_one_line_of_message():
    with pytest.raises(InputError, match="holds '1 503'; look") as error:
        cleaned(b'HACKNEY,Jul-Sep 23\nReferrals with DA,"1\n503"\n', corrections=corrections(RIGHT))
    assert "\n" not in str(error.value)


def test_one_cell_is_corrected_once():
    with pytest.raises(InputError, match=r"corrections: hackney\.csv B2 is corrected twice"):
        cleaned(DRAWING, corrections=corrections(RIGHT, RIGHT))


def test_a_column_that_is_missing_is_named():
    with pytest.raises(InputError, match="column who is missing"):
        cleaned(DRAWING, corrections=corrections(RIGHT).drop(columns="who"))
