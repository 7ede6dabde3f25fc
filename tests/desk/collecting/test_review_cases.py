"""Learning reviews filled in by the workbook come back as they were typed, with nothing to ask."""

import datetime as dt

import pytest
from collecting.filling import typed_into, workbooks

from analysis.declare.kept import CORRECTIONS
from strands.reviews.cleans.reviews import clean
from strands.reviews.declares.review_cases import CLOSED, EVIDENCE, HEADINGS, NOT_KEPT, READ

PERIOD = "2025-26"
FILE = "reviews/hackney.xlsx"
CLOSED_CASE = {"case": "H1", "closed_on": dt.date(2025, 5, 14), "trained": "yes", "consulted": "no"}
READING = {
    "case": "H1",
    "reader": "R1",
    "quarter": "Apr–Jun 2025",
    "arm": "trained only",
    "frame": 1,
    "version": "Pilot",
    "blind": "yes",
    **dict.fromkeys(HEADINGS, "not evidenced"),
    "safety": "n/a",
    "extract": "Plans ask him to change",
    "second_look": "yes",
}
CHARGE = {
    "evidence": "E1",
    "happened": "Jul–Sep 2025",
    "kind": "charge",
    "part": "The record was kept",
    "otherwise": "A neighbour saw it",
    "known_from": "the file",
    "second_look": "yes",
}


@pytest.fixture(scope="module")
def workbook():
    return workbooks(PERIOD)["hackney/reviews.xlsx"]


def filled(workbook: bytes, *sheets):
    for proforma, line in sheets:
        workbook = typed_into(workbook, proforma, [line])
    return clean({FILE: workbook}, CORRECTIONS.empty(), PERIOD)


def test_all_three_sheets_read_as_typed_and_nothing_is_asked(workbook):
    of = filled(workbook, (CLOSED, CLOSED_CASE), (READ, READING), (EVIDENCE, CHARGE))
    assert set(of.queries["rule"]) <= {"no_proforma"}
    assert of.closed_cases[["case", "closed_on", "trained", "consulted"]].values.tolist() == [
        ["H1", "2025-05-14", "yes", "no"]
    ]
    assert dict(zip(of.review_cases["item"], of.review_cases["answer"], strict=True)) == {
        **dict.fromkeys(HEADINGS, "not"),
        "safety": "na",
    }
    told = [
        "case",
        "reader",
        "quarter",
        "arm",
        "frame",
        "version",
        "blind",
        "extract",
        "second_look",
    ]
    assert of.review_cases.iloc[0][told].tolist() == [
        "H1",
        "R1",
        "2025Q2",
        "trained",
        1,
        "Pilot",
        "yes",
        "Plans ask him to change",
        "yes",
    ]
    assert of.case_evidence.iloc[0][list(CHARGE)].tolist() == [
        "E1",
        "2025Q3",
        "charge",
        "The record was kept",
        "A neighbour saw it",
        "the file",
        "yes",
    ]


def test_a_name_typed_into_the_workbook_is_kept_nowhere(workbook):
    of = filled(workbook, (READ, {**READING, "extract": "Plan by Jane Smith"}))
    assert set(of.review_cases["extract"]) == {NOT_KEPT}
    assert "Jane" not in "".join(table.to_csv() for table in of.frames.values())
