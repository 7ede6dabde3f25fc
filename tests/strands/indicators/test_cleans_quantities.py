"""What words around the counts of a return say that they are, wherever a sender puts them."""

from __future__ import annotations

import pytest
from drawing import asked, book, cleaned, saved
from openpyxl.comments import Comment

from analysis.declare.kept import CORRECTIONS
from strands.indicators.cleans.indicators import clean

HEAD = "Indicator | Jul-Sep 23 | Oct-Dec 23\n"
COUNTS = "REF | 41 | 38"


def used(drawing: str) -> list[int]:
    return cleaned(drawing).table["count"].dropna().tolist()


@pytest.mark.parametrize(
    "words",
    [
        *("League position", "Number of families affected", "Police notifications", "MARAC cases"),
        *("Sample data", "Test return", "Team A only", "Q-on-Q change", "Standard deviation"),
        *("Statistical neighbours", "Previous year", "Mean per month", "Open at quarter end"),
    ],
)
def test_words_of_another_kind_of_number_are_asked_about(words):
    assert used(f"{words}\n.\n{HEAD}{COUNTS}") == []
    assert used(f"Indicators 2023/24 - {words}\n.\n{HEAD}{COUNTS}") == []
    assert used(f"{HEAD} | {words} | {words}\n{COUNTS}") == []


@pytest.mark.parametrize(
    "words",
    [
        *("Children & Families Directorate | Hackney", "Early help - contacts and referrals team"),
        *("Region: London", "Police notifications are not counted here", "Q1 - Q4"),
        *("Checked against last year's return", "MARAC cases are included"),
    ],
)
def test_words_about_something_else_are_not(words):
    drawing = f"{words}\n.\n{HEAD}{COUNTS}"
    assert used(drawing) == [41, 38]
    assert asked(cleaned(drawing)) == []


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        *(("Last year", "This year", []), ("All", "DA", []), ("Total", "DA", [])),
        *(("Submitted", "Revised", []), ("Number", "Change", [41, 45]), ("Old", "New", [])),
        ("%", "No.", [38, 43]),
    ],
)
def test_of_two_columns_under_a_quarter_none_is_chosen_by_its_place(first, second, counts):
    under = f" | {first} | {second} | {first} | {second}\n"
    drawing = "HACKNEY | Jul-Sep 23 | | Oct-Dec 23 |\n" + under + "REF | 41 | 38 | 45 | 43"
    made = cleaned(drawing)
    assert made.table["count"].dropna().tolist() == counts
    assert asked(made) != []


def test_a_corner_that_names_another_borough_makes_its_numbers_nobodys():
    assert used("Camden return | Jul-Sep 23 | Oct-Dec 23\nREF | 41 | 38") == []


@pytest.mark.parametrize(
    "drawing",
    [
        "No. | Indicator | Jul-Sep 23 | Oct-Dec 23\n1 | REF | 41 | 38\n2 | ASS | 52 | 49",
        "Ref | Indicator | Jul-Sep 23 | Oct-Dec 23\n1.1 | REF | 41 | 38\n1.2 | ASS | 52 | 49",
        "No. | Indicator | Quarter | Number\n1 | REF | Jul-Sep 23 | 41\n2 | REF | Oct-Dec 23 | 38",
        "Referrals with DA, 2023-24\nQuarter | Number\nJul-Sep 23 | 41\nOct-Dec 23 | 38",
    ],
)
def test_numbers_of_rows_and_the_year_of_a_title_are_no_counts(drawing):
    made = cleaned(drawing)
    assert made.table["count"].dropna().tolist()[:2] == [41, 38]
    assert asked(made) in ([], ["warn unread_numbers A2"])


def test_counts_of_one_and_two_under_no_are_counts():
    assert used("Referrals with DA\nQuarter | No.\nJul-Sep 23 | 1\nOct-Dec 23 | 2") == [1, 2]


def test_a_lone_row_that_says_number_of_is_no_column_of_units():
    drawing = HEAD + "Number of new cases where DA is the referral issue on intake | 41 | 38"
    assert used(drawing) == [41, 38]


@pytest.mark.parametrize(
    ("typed", "counts"), [("²5", [38]), ("½", [38]), ("④", [38]), ("24¹", [24, 38])]
)
def test_a_raised_figure_is_no_digit_and_behind_a_number_a_note(typed, counts):
    made = cleaned(f"{HEAD}REF | {typed} | 38")
    assert made.table["count"].dropna().tolist() == counts
    assert asked(made) != []


@pytest.mark.parametrize("words", ["Figures are weekly averages", "All figures in tens"])
def test_a_sentence_that_says_what_the_numbers_are_is_believed(words):
    assert used(f"{words}\n.\n{HEAD}{COUNTS}") == []


def test_a_length_of_time_beside_one_row_is_of_that_row():
    drawing = (
        "Indicator | Jul-Sep 23 | Oct-Dec 23 |\nREF | 41 | 38 | rolling 12 months\nASS | 52 | 49"
    )
    assert used(drawing) == [52, 49]


@pytest.mark.parametrize("merged", ["B2:B3", "B2:C2"])
def test_a_number_merged_over_cells_is_of_none_of_them(merged):
    workbook = book(Data="HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 41 |\nASS | | 49")
    workbook["Data"].merge_cells(merged)
    made = clean({"hackney.xlsx": saved(workbook)}, CORRECTIONS.empty(), "2023-25")
    assert made.table["count"].dropna().tolist() == [49]
    assert "stop merged_number B2" in asked(made)


@pytest.mark.parametrize(
    ("remark", "is_asked"),
    [
        *(
            ("wrong, use 413", True),
            ("Should read 143", True),
            ("swapped with the row below", True),
        ),
        *(("Q4 may change", False), ("includes two transfers in", False), ("correct", False)),
    ],
)
def test_a_remark_that_gives_another_number_is_asked_about(remark, is_asked):
    workbook = book(Data=f"{HEAD}{COUNTS}")
    workbook["Data"]["B2"].comment = Comment(remark, "me")
    made = clean({"hackney.xlsx": saved(workbook)}, CORRECTIONS.empty(), "2023-25")
    assert made.table["count"].dropna().tolist() == [41, 38]
    assert [one for one in asked(made) if "remark" in one] == (
        ["warn remark_corrects B2"] if is_asked else []
    )


def test_a_sentence_above_a_table_travels_with_its_numbers():
    said = "Referrals of the Marsh Lane office are missing"
    made = cleaned(f"Hackney\n{said}\n.\n{HEAD}{COUNTS}")
    caveats = made.table.dropna(subset=["count"])["caveat"]
    assert len(caveats) == 2
    assert caveats.str.contains(said, regex=False).all()


@pytest.mark.parametrize(
    "title",
    [
        "Hackney return, as sent to you",
        "Hackney: cases where domestic abuse is a factor",
        "Please complete every white cell",
    ],
)
def test_a_title_or_a_direction_above_a_table_is_no_note(title):
    made = cleaned(f"{title}\n.\n{HEAD}{COUNTS}")
    assert set(made.table.dropna(subset=["count"])["caveat"]) == {""}
