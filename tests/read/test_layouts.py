"""Messy sheets as they are drawn, and the tidy rows they come to."""

from __future__ import annotations

import pytest
from drawing import NO_CORRECTIONS, asked, book, cleaned, csv_file, saved, tidy, xlsx_file

from strands.indicators.cleans.indicators import clean

# Every drawing of this group says the same four things.
SAME = """
hackney referral 2023Q3 294
hackney referral 2023Q4 245
hackney assessment 2023Q3 158
hackney assessment 2023Q4 not_returned
""".strip()

ONE_BOROUGH = {
    "quarters across": (
        """
        HACKNEY | Jul-Sep 23 | Oct-Dec 23
        REF     | 294        | 245
        ASS     | 158        |
    """
    ),
    "quarters down": (
        """
        Quarter    | REF | ASS
        Jul-Sep 23 | 294 | 158
        Oct-Dec 23 | 245 |
    """
    ),
    "a list": (
        """
        Borough | Quarter    | Indicator | Count
        Hackney | Jul-Sep 23 | REF       | 294
        Hackney | Oct-Dec 23 | REF       | 245
        Hackney | Jul-Sep 23 | ASS       | 158
        Hackney | Oct-Dec 23 | ASS       |
    """
    ),
    "a list with its columns in another order": (
        """
        Count | Indicator | Quarter    | Borough
        294   | REF       | Jul-Sep 23 | Hackney
              | ASS       | Oct-Dec 23 | Hackney
        245   | REF       | Oct-Dec 23 | Hackney
        158   | ASS       | Jul-Sep 23 | Hackney
    """
    ),
    "blank rows and columns before": (
        """
        .
        .
         |  |         | Jul-Sep 23 | Oct-Dec 23
         |  | REF     | 294        | 245
         |  | ASS     | 158        |
    """
    ),
    "titles and a stray year": (
        """
        London Borough of Hackney
        Return for Safe & Together, made in May 2025
        .
         | Jul-Sep 23 | Oct-Dec 23
        REF | 294 | 245
        ASS | 158 |
    """
    ),
    "cut in two by a blank row": (
        """
        HACKNEY | Jul-Sep 23 | Oct-Dec 23
        REF     | 294        | 245
        .
        ASS     | 158        |
    """
    ),
    "cut in two with the heading repeated": (
        """
        HACKNEY | Jul-Sep 23 | Oct-Dec 23
        REF     | 294        | 245
        .
        HACKNEY | Jul-Sep 23 | Oct-Dec 23
        ASS     | 158        |
    """
    ),
    "a table for each indicator": (
        """
        New cases where DA is the referral issue on intake
                | Jul-Sep 23 | Oct-Dec 23
        Hackney | 294        | 245
        .
        New cases where DA is flagged after assessment
                | Jul-Sep 23 | Oct-Dec 23
        Hackney | 158        |
    """
    ),
    "indicators as sub-headings": (
        """
                | Jul-Sep 23 | Oct-Dec 23
        REF
        Hackney | 294        | 245
        ASS
        Hackney | 158        |
    """
    ),
    "years above quarters": (
        """
            | 2023/24 |
            | Jul-Sep | Oct-Dec
        REF | 294     | 245
        ASS | 158     |
    """
    ),
    "years beside quarters": (
        """
        Year    | Quarter | REF | ASS
        2023/24 | Jul-Sep | 294 | 158
                | Oct-Dec | 245 |
    """
    ),
    "indicators above quarters": (
        """
                | REF        |            | ASS        |
                | Jul-Sep 23 | Oct-Dec 23 | Jul-Sep 23 | Oct-Dec 23
        Hackney | 294        | 245        | 158        |
    """
    ),
    "the later quarter first": (
        """
        HACKNEY | Oct-Dec 23 | Jul-Sep 23
        ASS     |            | 158
        REF     | 245        | 294
    """
    ),
    "totals and averages typed too": (
        """
        HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Total | Average
        REF     | 294        | 245        | 539   | 269.5
        ASS     | 158        |            | 158   | 158
        Total   | 452        | 245        | 697   |
    """
    ),
    "the heading column last": (
        """
        Jul-Sep 23 | Oct-Dec 23 | Indicator
        294        | 245        | REF
        158        |            | ASS
    """
    ),
}


@pytest.mark.parametrize("name", ONE_BOROUGH)
def test_one_borough_however_it_is_laid_out(name):
    result = cleaned(ONE_BOROUGH[name])
    assert tidy(result) == SAME
    assert asked(result) == []


TWO = """
hackney referral 2023Q3 1
hackney referral 2023Q4 2
hackney assessment 2023Q3 3
hackney assessment 2023Q4 4
newham referral 2023Q3 5
newham referral 2023Q4 6
newham assessment 2023Q3 7
newham assessment 2023Q4 8
""".strip()

TWO_BOROUGHS = {
    "borough and indicator beside": (
        """
        Borough | Indicator | Jul-Sep 23 | Oct-Dec 23
        Hackney | REF       | 1          | 2
        Hackney | ASS       | 3          | 4
        Newham  | REF       | 5          | 6
        Newham  | ASS       | 7          | 8
    """
    ),
    "borough on the first row only": (
        """
        Borough | Indicator | Jul-Sep 23 | Oct-Dec 23
        Hackney | REF       | 1          | 2
                | ASS       | 3          | 4
        Newham  | REF       | 5          | 6
                | ASS       | 7          | 8
    """
    ),
    "boroughs as sub-headings": (
        """
        Indicator | Jul-Sep 23 | Oct-Dec 23
        Hackney
        REF       | 1          | 2
        ASS       | 3          | 4
        LB Newham
        REF       | 5          | 6
        ASS       | 7          | 8
    """
    ),
    "a table for each borough": (
        """
        LB Hackney
        . 
            | Jul-Sep 23 | Oct-Dec 23
        REF | 1          | 2
        ASS | 3          | 4
        .
        LBN
            | Jul-Sep 23 | Oct-Dec 23
        REF | 5          | 6
        ASS | 7          | 8
    """
    ),
    "side by side": (
        """
        Hackney | Jul-Sep 23 | Oct-Dec 23 | | Newham | Jul-Sep 23 | Oct-Dec 23
        REF     | 1          | 2          | | REF    | 5          | 6
        ASS     | 3          | 4          | | ASS    | 7          | 8
    """
    ),
    "boroughs across, quarters and indicators down": (
        """
        Indicator | Quarter    | Hackney | Newham
        REF       | Jul-Sep 23 | 1       | 5
                  | Oct-Dec 23 | 2       | 6
        ASS       | Jul-Sep 23 | 3       | 7
                  | Oct-Dec 23 | 4       | 8
    """
    ),
    "a table for each quarter": (
        """
        Figures for Jul-Sep 23
            | Hackney | Newham
        REF | 1       | 5
        ASS | 3       | 7
        .
        Figures for Oct-Dec 23
            | Hackney | Newham
        REF | 2       | 6
        ASS | 4       | 8
    """
    ),
}


@pytest.mark.parametrize("name", TWO_BOROUGHS)
def test_two_boroughs_on_one_sheet(name):
    result = cleaned(TWO_BOROUGHS[name], "return.csv")
    assert tidy(result) == TWO
    assert asked(result) == []


def test_a_sheet_for_each_borough():
    sheet = "Indicator | Jul-Sep 23 | Oct-Dec 23\nREF | {} | {}\nASS | {} | {}"
    result = cleaned(
        xlsx_file(Hackney=sheet.format(1, 2, 3, 4), Newham=sheet.format(5, 6, 7, 8)), "return.xlsx"
    )
    assert tidy(result) == TWO


def test_a_sheet_for_each_indicator():
    sheet = "Borough | Jul-Sep 23 | Oct-Dec 23\nHackney | {} | {}\nNewham | {} | {}"
    book = {
        "Referrals with DA": sheet.format(1, 2, 5, 6),
        "DA flagged at assessment": sheet.format(3, 4, 7, 8),
    }
    result = cleaned(xlsx_file(**book), "return.xlsx")
    assert tidy(result) == TWO
    assert result.wordings["wording"].unique().tolist() == [
        "Referrals with DA",
        "DA flagged at assessment",
    ]
    assert set(result.wordings["cell"]) == {""}


def test_a_merged_heading_speaks_for_its_range():
    quarters = " | Jul-Sep 23 | Oct-Dec 23 | Jul-Sep 23 | Oct-Dec 23\n"
    workbook = book(S=" | REF | | ASS | \n" + quarters + "Hackney | 1 | 2 | 3 | 4")
    workbook["S"].merge_cells("B1:C1")
    workbook["S"].merge_cells("D1:E1")
    assert tidy(cleaned(saved(workbook), "return.xlsx")) == TWO[: TWO.index("\nnewham")]


def test_a_merged_row_heading_speaks_for_its_rows():
    workbook = book(S=TWO_BOROUGHS["borough on the first row only"])
    workbook["S"].merge_cells("A2:A3")
    workbook["S"].merge_cells("A4:A5")
    assert tidy(cleaned(saved(workbook), "return.xlsx")) == TWO


def test_a_merged_heading_speaks_for_its_rows_in_a_list_too():
    workbook = book(
        S=(
            "Borough | Quarter | Indicator | Count\nHackney | Jul-Sep 23 | REF | 1\n | Oct-Dec 23 |"
            " REF | 2"
        )
    )
    workbook["S"].merge_cells("A2:A3")
    read = tidy(cleaned(saved(workbook), "return.xlsx"))
    assert read == "hackney referral 2023Q3 1\nhackney referral 2023Q4 2"


@pytest.mark.parametrize(
    ("drawing", "file", "borough"),
    [
        ("Newham\n | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2", "newham.csv", "newham"),
        ("Newham | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2", "return.csv", "newham"),
        (
            "Indicator | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2",
            "indicators/LBWF Q2.csv",
            "waltham_forest",
        ),
    ],
)
def test_where_the_borough_may_be_named(drawing, file, borough):
    assert tidy(cleaned(drawing, file)).split()[0] == borough


def test_the_table_is_complete_whatever_arrives():
    result = cleaned("Hackney | Jul-Sep 23\nREF | 5")
    assert len(result.table) == 6 * 4 * 7
    assert result.table["status"].value_counts().to_dict() == {"not_returned": 167, "returned": 1}
    absent = result.table[result.table["file"] == ""]
    assert len(absent) == 167
    assert (absent[["sheet", "cell", "raw", "caveat"]] == "").all(axis=None)


def test_one_quarter_alone():
    assert (
        tidy(cleaned("Indicator | Jul-Sep 23\nREF | 12\nASS | 13"))
        == "hackney referral 2023Q3 12\nhackney assessment 2023Q3 13"
    )


def test_a_sub_heading_nobody_can_read_does_not_lend_its_rows_to_the_one_before():
    drawing = (
        "Borough | Jul-Sep 23 | Oct-Dec 23\nREF\nHackney | 1 | 2\nRe-referrals with DA\nNewham |"
        " 3 | 4"
    )
    result = cleaned(drawing)
    assert tidy(result) == "hackney referral 2023Q3 1\nhackney referral 2023Q4 2"
    assert asked(result) == ["stop unknown_indicator A4"]


def test_a_title_nobody_can_read_does_not_leave_its_table_to_the_title_before():
    table = "{}\nBorough | Jul-Sep 23 | Oct-Dec 23\n{} | 1 | 2\n.\n"
    drawing = (
        "Safe & Together\n"
        + table.format("REF", "Hackney")
        + table.format("Re-referrals with DA", "Newham")
    )
    result = cleaned(drawing)
    assert tidy(result) == "hackney referral 2023Q3 1\nhackney referral 2023Q4 2"
    assert asked(result) == ["stop unknown_indicator A6"]


def test_a_row_of_a_list_speaks_for_itself():
    drawing = (
        "Borough | Indicator | Quarter | Count\nHackney | REF | Jul-Sep 23 | 1\nHackney | ASS | | 2"
    )
    result = cleaned(drawing)
    assert tidy(result) == "hackney referral 2023Q3 1"
    assert asked(result) == ["stop unreadable_quarter D3"]


def test_a_list_with_the_first_and_last_day_of_each_quarter():
    header = "Borough | Indicator | From | To | Count\n"
    drawing = (
        header
        + "Hackney | REF | 01/07/2023 | 30/09/2023 | 1\nHackney | REF | 01/10/2023 | 31/12/2023 | "
    )
    assert (
        tidy(cleaned(drawing)) == "hackney referral 2023Q3 1\nhackney referral 2023Q4 not_returned"
    )


def test_numbered_rows_are_not_counts():
    result = cleaned("No | Indicator | Jul-Sep 23 | Oct-Dec 23\n1 | REF | 5 | 6\n2 | ASS | 7 | 8")
    assert result.table["count"].sum() == 26
    assert asked(result) == ["warn unread_numbers A2"]


def test_a_note_between_rows_is_a_note():
    result = cleaned(
        "HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2\nNote: a new system from here\nASS | 3 | 4"
    )
    assert set(result.table.loc[result.table["file"] != "", "caveat"]) == {
        "Note: a new system from here"
    }


def test_a_sheet_for_each_quarter():
    sheet = "Indicator | Hackney | Newham\nREF | {} | {}\nASS | {} | {}"
    workbook = {"Jul-Sep 23": sheet.format(1, 5, 3, 7), "Q3 2023-24": sheet.format(2, 6, 4, 8)}
    assert tidy(cleaned(xlsx_file(**workbook), "return.xlsx")) == TWO


def test_a_borough_whose_title_is_ambiguous_is_not_guessed_from_the_file():
    result = cleaned("LBB\nIndicator | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2", "barnet.csv")
    assert tidy(result) == ""
    assert "stop ambiguous_borough A1" in asked(result)


def test_nothing_at_all_is_a_complete_table_of_blanks():
    result = clean({}, NO_CORRECTIONS, "2023-25")
    assert set(result.table["status"]) == {"not_returned"}
    assert (len(result.table), len(result.wordings)) == (168, 0)
    assert result.queries["rule"].tolist() == ["no_return"] * 6


def test_a_period_without_dates_has_no_quarters_to_fill():
    result = clean(
        {"hackney.csv": csv_file("HACKNEY | Jul-Sep 23\nREF | 1")}, NO_CORRECTIONS, "2021-22"
    )
    assert len(result.table) == 0
    assert result.queries["rule"].tolist() == ["quarter_outside_period"]
