"""A heading worded anew, or a note of another way of counting, parts a series whatever is cleared."""

from __future__ import annotations

import pandas as pd
import pytest
from drawing import COLUMNS, NO_CORRECTIONS, csv_file

from analysis.declare.cleared import printable
from analysis.declare.indicators import TABLE
from strands.indicators.cleans.indicators import clean
from strands.indicators.finds.judged import all_series
from strands.indicators.prints.borough import counts

AGREED = "New cases where DA is the referral issue on intake"
HEAD = "HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Jan-Mar 24\n"
TWO_TABLES = "HACKNEY | Jul-Sep 23\n{} | 41\n.\nHACKNEY | Oct-Dec 23 | Jan-Mar 24\nReferrals with DA | 38 | 45"


def made(drawing: str, before: str = "", corrections: pd.DataFrame = NO_CORRECTIONS):
    files = {"hackney.csv": csv_file(drawing)}
    return clean(files, corrections, "2023-25", worded={("hackney", "referral"): before})


def cells(cleaned, rule: str) -> list[str]:
    return cleaned.queries.loc[cleaned.queries["rule"] == rule, "cell"].tolist()


def used(cleaned) -> list[int]:
    """The counts a sentence may rest on, by what may be printed before anybody cleared a note."""
    rows = printable(cleaned.table, TABLE, {}, set())
    return [count for one in all_series(rows) for count in one.counts]


@pytest.mark.parametrize(
    ("before", "now", "is_anew"),
    [
        (AGREED, "Referrals with DA", True),
        ("Referrals with DA", AGREED, True),
        ("DA is the referral issue on intake", "Referral issue on intake", True),
        (
            AGREED,
            "NUMBER OF NEW CASES IN THIS PERIOD where DA/DV* is the  referral issue on intake",
            False,
        ),
        (AGREED, "2) New cases where domestic abuse is the refferal issue, at intake", False),
        (AGREED, "DA referral issue at intake (actual)", False),
        ("", "Referrals with DA", False),
        ("Contacts", "Referrals with DA", False),
    ],
)
def test_a_heading_is_held_against_that_of_the_period_before(before, now, is_anew):
    of = made(HEAD + f"{now} | 41 | 38 | 45", before)
    assert of.table["count"].sum() == 41 + 38 + 45
    assert cells(of, "heading_reworded") == (["A2"] if is_anew else [])
    marked = of.table["caveat"].str.contains("[worded anew from 2023Q3]", regex=False)
    assert set(of.table.loc[marked, "indicator"]) == ({"referral"} if is_anew else set())


def test_a_heading_that_changes_within_a_return_parts_the_series_there():
    of = made(TWO_TABLES.format(AGREED))
    assert cells(of, "heading_reworded") == ["A5"]
    assert of.wordings.query("indicator == 'referral' and file != ''")["cell"].tolist() == [
        "A2",
        "A5",
    ]
    assert used(of) == [38, 45]
    rows = of.table[of.table["borough"] == "hackney"]
    notes = counts("hackney", rows, of.wordings, of.queries).notes
    assert any("words a heading anew" in note and "Oct–Dec 2023" in note for note in notes)
    assert not any("anew from" in note for note in notes)


def test_a_heading_that_was_answered_for_joins_the_series():
    answer = ("hackney.csv", "", "A5", *["Referrals with DA"] * 2, "the same", "analyst", "2025-01")
    answered = pd.DataFrame([answer], columns=COLUMNS)
    of = made(TWO_TABLES.format(AGREED), corrections=answered)
    assert cells(of, "heading_reworded") == []
    assert used(of) == [41, 38, 45]


def test_a_note_parts_the_series_though_nobody_cleared_it():
    assert used(made(HEAD + "REF | 41 | 38 | 45\n.\nNew system from October")) == [38, 45]
    assert used(made(HEAD + "REF | 41 | 38 | 45\n.\nOur system is Mosaic")) == [41, 38, 45]
