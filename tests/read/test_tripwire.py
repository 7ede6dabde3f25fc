"""A file with data on single children is refused unread, and the message repeats none of it."""

from __future__ import annotations

import pytest
from drawing import book, cleaned, saved, tidy

from analysis.declare.table import InputError

COUNTS = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2"
CHILDREN = {
    "dates of birth": "Child ID | DOB\n17 | 01/02/2015",
    "names": "Name | Quarter\nAmy Example | Jul-Sep 23\nBen Example | Jul-Sep 23",
    "an NHS number": "NHS No. | Quarter\n943 476 5919 | Jul-Sep 23",
    "a number under no heading": "943 476 5919",
    "a UPN": "pupil | H801200001001",
    "postcodes": "Postcode\nE8 1EA",
}


@pytest.mark.parametrize("name", CHILDREN)
def test_a_file_on_single_children_is_refused(name):
    workbook = book(Return=COUNTS, Cases=CHILDREN[name])
    workbook["Cases"].sheet_state = "hidden"
    refusal = r"^refused hackney\.xlsx: Cases [A-Z]+\d+ looks like data on single children; "
    with pytest.raises(InputError, match=refusal) as error:
        cleaned(saved(workbook), "hackney.xlsx")
    assert not any(word in str(error.value) for word in ("Example", "943", "H801", "2015"))


def test_the_analysts_own_name_and_telephone_are_no_children():
    result = cleaned("Name | Sam Analyst\nTelephone | 020 8356 5000\n" + COUNTS)
    assert tidy(result) == "hackney referral 2023Q3 1\nhackney referral 2023Q4 2"
