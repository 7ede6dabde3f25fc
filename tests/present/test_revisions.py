"""Revised numbers as printed: a mark beside each, a note that explains it, and a table that says why."""

import pandas as pd
import pytest

from analysis.evaluation.indicators import TABLE, WORDINGS
from analysis.evaluation.returned import QUERIES
from analysis.evaluation.revisions import REASONS, REVISIONS
from analysis.evaluation.totals import TOTALS
from analysis.evaluation.training import TABLE as TRAINING
from analysis.findings import training as find
from analysis.present import borough, revisions, training
from analysis.present.printed import PrintedTable
from analysis.present.report import sources


def revised(*rows: dict) -> pd.DataFrame:
    row = {
        "table": "table", "row": "newham / care_entry / 2025Q1", "was": None, "was_status": "not_returned",
        "becomes": 1204,
        "status": "returned", "reason": "late_return", "why": "", "since": "2025-09-01", "published": "2025-06-30",
        "file": "indicators/newham_2.xlsx", "at": "S H9",
    }  # fmt: skip
    return REVISIONS.check(pd.DataFrame([{**row, **one} for one in rows], columns=list(row)))


def table_of(found: pd.DataFrame, strand: str = "indicators") -> PrintedTable:
    return revisions.blocks(strand, found)[1]


def test_each_number_says_what_it_was_and_why():
    (line,) = table_of(revised({})).cells.to_dict("records")
    assert line == {
        "What": "Newham, children taken into care, Jan–Mar 2025", "Was": "[x]", "Is": "1,204",
        "Why": "returned late", "Since": "2025-09-01",
    }  # fmt: skip


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_printed_in_words(reason):
    (why,) = table_of(revised({"reason": reason, "why": "a slip"})).cells["Why"]
    assert why == f"{REASONS[reason]}: a slip"
    assert "_" not in why


def test_a_row_of_training_is_named():
    cells = table_of(revised({"row": "core / partnership / 2023-25 / blocks", "was": 11}), "training").cells
    assert cells["What"].item() == "Core, blocks, whole partnership, Year 3/4"


def test_symbols_of_the_table_are_explained_and_no_others():
    notes = " ".join(table_of(revised({})).notes)
    assert "[x] stands for not returned." in notes
    assert "[c]" not in notes
    assert "2025-06-30" in notes


def test_nothing_revised_prints_nothing():
    assert table_of(REVISIONS.empty()).empty
    assert revisions.marked("12", REVISIONS.empty(), "newham", "care_entry", "2025Q1") == "12"


def counts(returned, found: pd.DataFrame) -> PrintedTable:
    mine = returned[returned["borough"] == "newham"]
    return borough.counts("newham", mine, WORDINGS.empty(), QUERIES.empty(), found)


def test_the_mark_stands_beside_the_revised_number_alone(returned):
    plain, marked = counts(returned, REVISIONS.empty()), counts(returned, revised({}))
    differs = plain.cells.ne(marked.cells)
    assert differs.sum().sum() == 1
    assert marked.cells["Jan–Mar 2025"].tolist() == [*plain.cells["Jan–Mar 2025"].tolist()[:-1], "[x] [r]"]
    assert any(note.startswith("[r] ") for note in marked.notes)
    assert not any("[r]" in note for note in plain.notes)


def test_a_borough_with_nothing_revised_has_no_mark(returned):
    elsewhere = counts(returned, revised({"row": "barnet / care_entry / 2025Q1"}))
    assert not any("[r]" in note for note in elsewhere.notes)
    assert TABLE.key == ("borough", "indicator", "quarter")


def test_revised_training_is_marked_in_its_two_tables():
    common = {"course": "core", "period": "2023-25", "status": "returned", "file": "t.csv", "sheet": "", "raw": ""}
    of = [("partnership", "blocks", 11), ("partnership", "attendance", 90), ("newham", "attendance", 40)]
    rows = TRAINING.check(pd.DataFrame([
        {**common, "borough": key, "measure": measure, "count": count, "cell": f"B{count}", "caveat": ""}
        for key, measure, count in of
    ]))  # fmt: skip
    found = find.findings(rows)
    changed = revised(*({"row": f"core / {key} / 2023-25 / {measure}"} for key, measure, _ in of[1:]))
    delivered = training.delivered(rows, found, changed)
    assert "[r]" not in " ".join(delivered.cells["Blocks Year 3/4"])
    assert "90 [r]" in delivered.cells["Attendance Year 3/4"].tolist()
    listed = next(
        block for block in training.by_borough(rows, found, TOTALS.empty(), changed) if block.key == "training-core"
    )
    assert listed.cells.iloc[0].tolist() == ["Newham", "40 [r]"]
    assert revisions.MEANS in delivered.notes
    assert revisions.MEANS in listed.notes
    assert revisions.MEANS not in training.delivered(rows, found).notes


def test_sources_say_which_file_a_newer_one_stands_for():
    row = {"sender": "analyst", "received": "2025-09-01", "sha256": "0" * 64}
    received = pd.DataFrame([{"file": "p/b.xlsx", "replaces": "a.xlsx", **row}, {"file": "p/a.xlsx", **row}]).fillna("")
    assert sources(received).notes == ("p/b.xlsx replaces a.xlsx, which is kept and no longer read.",)
