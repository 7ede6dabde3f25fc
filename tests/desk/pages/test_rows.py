"""Any declared table as one borough's: grids line by line, single cases counted, words in confidence not at all."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.returned import RETURNED
from analysis.declare.table import Column, Table
from analysis.registry import TABLES
from desk.pages.rows import is_in_confidence, is_of_cases, of_period, tables
from strands.activity.declares import logs
from strands.checklist import declares as checklist
from strands.complaints import declares as complaints
from strands.mash import declares as mash

PERIOD = "2025-26"


def rows(table: Table, *given: dict) -> pd.DataFrame:
    """Rows of a table, each from what is said of it; cells run on from B5."""
    if not given:
        return table.empty()
    blank = dict.fromkeys(table.columns, "") | (
        {"quarter": "2025Q2"} if "quarter" in table.columns else {}
    )
    place = {
        "borough": "hackney",
        "period": PERIOD,
        "status": "returned",
        "file": "2025-26/x/hackney.xlsx",
        "sheet": "Numbers",
    }
    made = [
        {**blank, **place, "cell": f"B{5 + at}", "raw": str(one.get("count", "")), **one}
        for at, one in enumerate(given)
    ]
    return table.check(pd.DataFrame(made)[list(table.columns)])


def made(strand: str, name: str, table: Table, *given: dict):
    return list(tables(strand, name, table, rows(table, *given)))


def test_months_and_measures_become_a_grid_in_the_words_of_the_proforma():
    (table,) = made(
        "mash",
        "table",
        mash.TABLE,
        {"month": "2025-04", "measure": "contacts", "count": 1210},
        {"month": "2025-04", "measure": "in_a_day", "count": "", "status": "withheld", "raw": "<5"},
        {"month": "2025-05", "measure": "contacts", "count": 980},
    )
    assert list(table.cells) == ["Month", "Contacts", "Decided in 24 hours", "Where"]
    assert table.cells.to_numpy().tolist() == [
        ["Apr 2025", "1,210", "[c]", "2025-26/hackney.xlsx Numbers B5 to B6"],
        ["May 2025", "980", "–", "2025-26/hackney.xlsx Numbers B7"],
    ]
    said = " ".join(table.notes)
    assert "[c] withheld by the borough because the number is small." in said
    assert "Decided in 24 hours: DA contacts decided on within 24 hours" in said


def test_single_cases_are_counted_and_none_is_told():
    given = [
        {
            "complaint": "C-77",
            "stage": "one",
            "complainant": "perpetrator",
            "outcome": "upheld",
            "days": 12,
            "received": "2025-05-06",
            "caveat": "about the family in Mare Street",
        },
        {"complaint": "C-77", "stage": "two", "complainant": "perpetrator", "outcome": "open"},
        {"complaint": "C-78", "stage": "one", "complainant": "other", "outcome": "open"},
    ]
    (table,) = made("complaints", "table", complaints.COMPLAINTS, *given)
    counted = dict(table.cells.to_numpy().tolist())
    assert counted["Stage"] == "stage 1: 2; stage 2: 1"
    assert counted["Outcome"] == "upheld: 1; still open: 2"
    assert counted["Complainant"] == "perpetrator of abuse: 2; somebody else: 1"
    assert counted["Complained before"] == "left blank: 3"
    assert "Lines read from 2025-26/hackney.xlsx: 3." in table.notes[0]
    printed = table.markdown("")
    assert not [word for word in ("C-77", "2025-05-06", "12", "Mare Street") if word in printed]


def test_answers_by_item_count_readings_and_not_items():
    answers = (("A", "pattern", "evidenced"), ("A", "plan", "not"), ("B", "pattern", "partly"))
    given = [
        {
            "reading": reading,
            "case": "K1",
            "reader": "R",
            "version": "1",
            "used_in": "audit",
            "item": item,
            "answer": answer,
        }
        for reading, item, answer in answers
    ]
    chosen, items = made("checklist", "table", checklist.CHECKS, *given)
    assert chosen.cells.to_numpy().tolist() == [["Used in", "audit: 2"]]
    assert items.cells.to_dict("records") == [
        {
            "Item": "The pattern of abuse is described",
            "evidenced": "1",
            "partly": "1",
            "not evidenced": "0",
        },
        {
            "Item": "The plan asks something of the perpetrator",
            "evidenced": "0",
            "partly": "0",
            "not evidenced": "1",
        },
    ]


def test_log_of_consultations_is_counted_and_a_list_is_not():
    assert is_of_cases(logs.CONSULTATION.table())
    assert not is_of_cases(TABLES["reviews"]["rounds"])
    assert not is_of_cases(TABLES["training"]["table"])


def test_what_people_said_under_a_consent_is_never_set_beside_a_borough():
    quotes = TABLES["themes"]["quotes"]
    assert is_in_confidence(quotes)
    assert (
        made(
            "themes",
            "quotes",
            quotes,
            {"quote": "Q1", "text": "He has to answer.", "usable": "yes"},
        )
        == []
    )


def test_typed_text_stands_where_the_number_does_not_tell_it():
    form = TABLES["activity"]["form"]
    (table,) = made(
        "activity", "form", form, {"stage": "live", "count": 12, "raw": "Live with 12 completions"}
    )
    assert list(table.cells) == ["Stage", "Count", "As typed", "Where"]
    assert table.cells.to_numpy().tolist() == [
        ["Live", "12", "Live with 12 completions", "2025-26/hackney.xlsx Numbers B5"],
    ]


def test_file_is_told_once_where_it_is_the_same():
    given = [
        {"month": f"2025-0{month}", "measure": "contacts", "count": month} for month in (4, 5, 6)
    ]
    (table,) = made("mash", "table", mash.TABLE, *given)
    assert table.cells["Cells"].tolist() == ["B5", "B6", "B7"]
    assert "Read from 2025-26/hackney.xlsx Numbers." in table.notes


def test_nothing_is_printed_of_no_rows():
    assert made("mash", "table", mash.TABLE) == []


def test_rows_of_a_period_are_told_by_its_quarters_too():
    table = TABLES["indicators"]["table"]
    both = rows(
        table,
        {"indicator": "referral", "quarter": "2025Q1"},
        {"indicator": "referral", "quarter": "2025Q2"},
    )
    assert of_period(both, PERIOD)["quarter"].tolist() == ["2025Q2"]
    assert of_period(both, "2023-25")["quarter"].tolist() == ["2025Q1"]


def test_strand_that_is_added_later_needs_no_code():
    """A table nobody has heard of, with a borough and numbers, is a table on the page."""
    new = Table(
        "visits",
        "one garden in one quarter",
        ("borough", "garden_kind", "quarter"),
        {
            "borough": Column("str", "borough key", allowed=BOROUGH_KEYS),
            "period": Column("str", "funding period"),
            "garden_kind": Column("str", "the kind of garden", allowed=("large_park", "square")),
            "quarter": Column("str", "calendar quarter", pattern=r"\d{4}Q[1-4]"),
            "count": Column("count", "visits", nullable=True),
            **RETURNED,
        },
    )
    (table,) = made(
        "gardens",
        "visits",
        new,
        {"garden_kind": "large_park", "quarter": "2025Q2", "count": 0},
        {"garden_kind": "square", "quarter": "2025Q3", "count": "", "status": "not_returned"},
    )
    assert table.caption == "Visits"
    assert table.cells.iloc[:, :3].to_numpy().tolist() == [
        ["Large park", "Apr–Jun 2025", "0"],
        ["Square", "Jul–Sep 2025", "[x]"],
    ]


@pytest.mark.parametrize("strand", list(TABLES))
def test_every_declared_table_can_be_printed(strand):
    """Of every table with a borough a row of the words it allows becomes a table, or nothing where it may not."""
    for name, table in TABLES[strand].items():
        if "borough" not in table.columns:
            continue
        row = {
            key: next((word for word in column.allowed if word), "")
            for key, column in table.columns.items()
            if key not in ("borough", "period", "status") and column.allowed
        }
        printed = made(strand, name, table, row)
        assert bool(printed) != is_in_confidence(table)
        assert all(one.markdown("").count("|") > 6 for one in printed)
