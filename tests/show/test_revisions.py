"""What changed in the returns since a publication, as printed: what each number was, and why."""

import pandas as pd
import pytest

from analysis.declare.disclosure import PROFILES
from analysis.declare.revisions import REASONS, REVISIONS
from analysis.declare.withheld import WITHHELD
from analysis.registry import STRANDS
from analysis.show import revisions
from analysis.show.printed import PrintedTable
from analysis.show.report import sources


def revised(*rows: dict) -> pd.DataFrame:
    row = {
        "table": "table",
        "row": "newham / care_entry / 2025Q1",
        "was": None,
        "was_status": "not_returned",
        "becomes": 1204,
        "status": "returned",
        "reason": "late_return",
        "why": "",
        "since": "2025-09-01",
        "published": "2025-06-30",
        "file": "indicators/newham_2.xlsx",
        "at": "S H9",
    }
    return REVISIONS.check(pd.DataFrame([{**row, **one} for one in rows], columns=list(row)))


def table_of(found: pd.DataFrame, strand: str = "indicators") -> PrintedTable:
    return revisions.blocks(STRANDS[strand], found)[1]


def test_each_number_says_what_it_was_and_why():
    (line,) = table_of(revised({})).cells.to_dict("records")
    assert line == {
        "What": "Newham, children taken into care, Jan–Mar 2025",
        "Was": "[x]",
        "Is": "1,204",
        "Why": "returned late",
        "Since": "2025-09-01",
    }


def test_numbers_of_one_series_that_came_for_one_reason_stand_on_one_line():
    late = [{"row": f"newham / care_entry / 2024Q{at}", "becomes": at} for at in (3, 4)]
    other = {
        "row": "newham / care_entry / 2024Q2",
        "was": 5,
        "was_status": "returned",
        "reason": "restatement",
    }
    cells = table_of(revised(*late, {}, other, {"row": "barnet / care_entry / 2024Q3"})).cells
    assert cells["What"].tolist() == [
        "Newham, children taken into care, Jul–Sep 2024, Oct–Dec 2024 and Jan–Mar 2025",
        "Newham, children taken into care, Apr–Jun 2024",
        "Barnet, children taken into care, Jul–Sep 2024",
    ]
    assert cells["Was"].tolist() == ["[x]", "5", "[x]"]
    assert cells["Is"].tolist() == ["3; 4; 1,204", "1,204", "1,204"]


def test_equal_numbers_of_a_series_are_each_told():
    same = [{"row": f"newham / care_entry / 2024Q{at}", "becomes": 7} for at in (3, 4)]
    assert table_of(revised(*same)).cells["Is"].tolist() == ["7; 7"]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_printed_in_words(reason):
    (why,) = table_of(revised({"reason": reason, "why": "a slip"})).cells["Why"]
    assert why == f"{REASONS[reason]}: a slip"
    assert "_" not in why


def test_a_row_of_training_is_named():
    cells = table_of(
        revised({"row": "core / partnership / 2023-25 / blocks", "was": 11}), "training"
    ).cells
    assert cells["What"].item() == "Core, blocks, whole partnership, Year 3/4"


def test_symbols_of_the_table_are_explained_and_no_others():
    notes = " ".join(table_of(revised({})).notes)
    assert "[x] stands for not returned." in notes
    assert "[c]" not in notes
    assert "2025-06-30" in notes


def test_nothing_revised_prints_nothing():
    assert table_of(REVISIONS.empty()).empty


def test_sources_say_which_file_a_newer_one_stands_for():
    row = {"sender": "analyst", "received": "2025-09-01", "sha256": "0" * 64}
    received = pd.DataFrame(
        [{"file": "p/b.xlsx", "replaces": "a.xlsx", **row}, {"file": "p/a.xlsx", **row}]
    ).fillna("")
    assert sources(received, PROFILES["as_published"]).notes == (
        "p/b.xlsx replaces a.xlsx, which is kept and no longer read.",
    )


PUBLISHED = pd.DataFrame({"received": ["2025-06"], "origin": ["published"]})
SUPPLIED = pd.DataFrame({"received": ["2025-06"], "origin": ["supplied"]})
NOW = pd.DataFrame(
    {
        "borough": ["newham", "hackney"],
        "indicator": "care_entry",
        "quarter": "2025Q1",
        "count": pd.Series([1204, WITHHELD], dtype=object),
    }
)
HACKNEY = {"row": "hackney / care_entry / 2025Q1", "was": 3, "was_status": "returned", "becomes": 4}


@pytest.mark.parametrize(
    "sources, told, was, becomes",
    [
        (PUBLISHED, {"table": NOW}, ["[x]", "3"], ["1,204", "[d]"]),
        (SUPPLIED, {"table": NOW}, ["[x]", "[d]"], ["1,204", "[d]"]),
        (PUBLISHED, {}, ["[x]", "3"], ["[d]", "[d]"]),
    ],
)
def test_where_counts_are_withheld_only_what_anybody_may_read_is_told(sources, told, was, becomes):
    tables = STRANDS["indicators"].tables
    found = revised({}, HACKNEY | {"why": "a slip: it was 4"})
    cells = table_of(revisions.as_told(found, told, tables, sources)).cells
    assert (cells["Was"].tolist(), cells["Is"].tolist()) == (was, becomes)
    assert not cells["Why"].str.contains("slip").any()


def test_a_number_that_is_no_longer_given_stays_a_gap_where_counts_are_withheld():
    found = revised({"becomes": None, "status": "not_returned", "reason": "withdrawn"})
    told = revisions.as_told(found, {}, STRANDS["indicators"].tables, PUBLISHED)
    assert table_of(told).cells["Is"].tolist() == ["[x]"]
