"""The senders' notes travel with every row they apply to, and with no other."""

from __future__ import annotations

import pytest
from drawing import asked, book, cleaned, csv_file, saved
from openpyxl.comments import Comment

TWO = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\n"


def caveats(result) -> dict[str, str]:
    arrived = result.table[result.table["file"] != ""]
    return dict(zip(arrived["cell"], arrived["caveat"], strict=True))


def test_an_unmarked_note_is_on_every_row_of_its_table():
    result = cleaned(TWO + "REF | 1 | 2\nASS | 3 |\n.\nThe system changed in June.")
    assert caveats(result) == dict.fromkeys(["B2", "C2", "B3", "C3"], "The system changed in June.")


REMARKS = [
    "Q4 may change",
    "New system from April",
    "Apr-Jun 2024 counted again",
    "2024 figures provisional",
    "Total includes DV",
    "average of last year",
    "target 50",
    "up 10% on last year",
    "child protection plans under review",
    "March",
]


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("head", ["Comment", "Explanation", ""])
@pytest.mark.parametrize(
    "drawing",
    [
        "HACKNEY | Jul-Sep 23 | Oct-Dec 23 | {}\nREF | 1 | 2\nASS | 3 | 4 | {}\nCPP | 5 | 6",
        "HACKNEY | {} | Jul-Sep 23 | Oct-Dec 23\nREF |  | 1 | 2\nASS | {} | 3 | 4\nCPP |  | 5 | 6",
    ],
)
def test_what_is_said_beside_a_row_takes_no_number_from_it(remark, head, drawing):
    result = cleaned(drawing.format(head, remark))
    arrived = result.table[result.table["file"] != ""]
    assert sorted(arrived["count"]) == [1, 2, 3, 4, 5, 6]
    beside = arrived["indicator"] == "assessment"
    assert set(arrived.loc[beside, "caveat"]) == {remark}
    assert set(arrived.loc[~beside, "caveat"]) == {""}


def test_a_total_beside_a_row_is_still_one():
    drawing = "HACKNEY | Part | Jul-Sep 23\nREF | Girls | 1\nREF | Boys | 2\nREF | Total | 3"
    assert 3 not in set(cleaned(drawing).table["count"].dropna())


def test_a_title_is_no_note():
    result = cleaned("Hackney return, as sent\n" + TWO + "REF | 1 | 2")
    assert set(caveats(result).values()) == {""}


def test_a_note_above_the_table_is_a_note():
    result = cleaned("Hackney return\nNote: provisional\n" + TWO + "REF | 1 | 2")
    assert set(caveats(result).values()) == {"Note: provisional"}


def test_a_marked_note_is_on_the_rows_that_carry_its_mark():
    table = TWO + "New cases where DA* is flagged after assessment | 1 | 2\nREF | 3 | 4†\n.\n"
    result = cleaned(table + "* DA includes DV\n† provisional")
    assert caveats(result) == {
        "B2": "* DA includes DV",
        "C2": "* DA includes DV",
        "B3": "",
        "C3": "† provisional",
    }
    assert result.table["count"].sum() == 10
    assert asked(result) == []


def test_a_marked_quarter_marks_its_column():
    result = cleaned(
        "HACKNEY | Jul-Sep 23 | Oct-Dec 23*\nREF | 1 | 2\nASS | 3 | 4\n.\nNote: * provisional"
    )
    assert caveats(result) == {
        "B2": "",
        "C2": "Note: * provisional",
        "B3": "",
        "C3": "Note: * provisional",
    }


def test_a_note_whose_mark_nothing_carries_is_asked_about_and_kept():
    result = cleaned(TWO + "REF | 1 | 2\n.\n* DA includes DV")
    assert set(caveats(result).values()) == {"* DA includes DV"}
    assert asked(result) == ["info orphan_footnote A4"]


def test_numbered_notes_without_marks_are_a_list():
    result = cleaned(TWO + "REF | 1 | 2\n.\n1. The system changed.\n2. So did the team.")
    assert set(caveats(result).values()) == {"1. The system changed. | 2. So did the team."}
    assert asked(result) == []


def test_a_note_stays_with_its_own_borough():
    drawing = "{}\n | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2\n"
    result = cleaned(
        drawing.format("LB Hackney") + "Note: ours alone\n.\n" + drawing.format("LB Newham"),
        "return.csv",
    )
    assert caveats(result) == {
        "B3": "Note: ours alone",
        "C3": "Note: ours alone",
        "B8": "",
        "C8": "",
    }


def test_a_note_under_the_last_table_is_on_every_table_of_its_borough():
    drawing = TWO + "REF | 1 | 2\n.\n" + TWO + "ASS | 3 | 4\n.\nNote: all of it"
    assert set(caveats(cleaned(drawing)).values()) == {"Note: all of it"}


def test_a_remark_beside_a_row_is_on_that_row():
    result = cleaned(
        "HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Comments\nREF | 1 | 2 | two teams only\nASS | 3 | 4 |"
    )
    assert caveats(result) == {"B2": "two teams only", "C2": "two teams only", "B3": "", "C3": ""}


def test_comments_on_values_and_headings_are_notes():
    workbook = book(S=TWO + "REF | 1 | 2\nASS | 3 | 4")
    workbook["S"]["B2"].comment = Comment("an estimate", "analyst")
    workbook["S"]["C1"].comment = Comment("new system", "analyst")
    found = caveats(cleaned(saved(workbook), "hackney.xlsx"))
    assert found == {"B2": "an estimate", "C2": "new system", "B3": "", "C3": "new system"}


def test_a_note_with_commas_and_line_breaks_stays_whole():
    content = csv_file(TWO + "REF | 1 | 2") + b'\r\n\r\n"Note: one, two,\nand three"'
    assert set(caveats(cleaned(content)).values()) == {"Note: one, two, and three"}
