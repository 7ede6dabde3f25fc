"""Statements checked stand in three parts, each once, and the first screen counts what stands there."""

from __future__ import annotations

from itertools import chain

import pandas as pd
import pytest

from analysis.declare.claims import CHECKED
from strands.claims import prints

TITLES = {"training": "Training", "indicators": "Indicators"}
# The verdict, part and strand of a statement, as often as they stand here.
STATEMENTS = [
    *[("holds", "matters", "training")] * 2,
    *[("cannot tell", "matters", "indicators")] * 3,
    ("does not hold", "matters", "other"),
    *[("holds", "figure", "training")] * 4,
    *[("does not hold", "figure", "indicators")] * 5,
    *[("cannot be tested", "lacking", "training")] * 6,
]


@pytest.fixture(scope="module")
def checked() -> pd.DataFrame:
    rows = (
        {**dict.fromkeys(CHECKED.columns, ""), "id": f"C{at:02}", "verdict": verdict}
        | {"part": part, "strand": strand}
        for at, (verdict, part, strand) in enumerate(STATEMENTS)
    )
    return CHECKED.framed(rows)


def printed(checked: pd.DataFrame) -> dict[str, list[str]]:
    blocks = prints.statements(checked, TITLES)
    return {one.key: list(one.cells["Statement"]) for one in blocks if hasattr(one, "cells")}


def test_every_statement_stands_once_and_in_its_part(checked):
    tables = printed(checked)
    assert sorted(chain(*tables.values())) == sorted(checked["id"])
    assert {key: len(ids) for key, ids in tables.items()} == {
        "claims-not-borne-out": 4,
        "claims-borne-out": 2,
        "claims-slips": 5,
        "claims-right": 4,
        "claims-lacking-training": 6,
    }


def test_what_the_data_contradict_comes_before_what_they_leave_open(checked):
    verdicts = checked.set_index("id")["verdict"]
    assert [verdicts[name] for name in printed(checked)["claims-not-borne-out"]] == [
        "does not hold",
        *["cannot tell"] * 3,
    ]


def test_the_first_screen_counts_each_part(checked):
    said = prints.opening(checked, len(checked)).texts[0]
    assert "Of 21 published statements" in said
    assert (
        "6 matter to a reader: 2 hold, 1 does not hold and 3 cannot be decided by these numbers"
        in said
    )
    assert "9 are sums, names or references: 4 are right, and 5 are to be corrected" in said
    assert "6 need data that were not received" in said


def test_an_abbreviation_that_the_data_are_called_by_is_spelt_out_below(checked):
    found = checked["found"].where(checked["id"] != "C00", "Proportion CSC: 91% is printed.")
    tables = [one for one in prints.statements(checked.assign(found=found), TITLES) if one.key]
    spelt = {one.key for one in tables if getattr(one, "notes", ()) != ()}
    assert spelt == {"claims-borne-out"}


def test_of_no_statements_nothing_is_printed(checked):
    assert printed(checked.iloc[:0]) == {}
    assert "No statements were entered" in prints.opening(checked.iloc[:0], 0).texts[0]
    assert "internal edition" in prints.opening(checked.iloc[:0], 3).texts[0]
