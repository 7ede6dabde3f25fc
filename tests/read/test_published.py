"""The six returns of 2023-25 come to what the report of June 2025 prints, cell by cell."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from drawing import NO_CORRECTIONS, ROOT, real_files
from openpyxl.utils import get_column_letter

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.indicators import INDICATOR_KEYS, TABLE, WORDINGS
from analysis.declare.periods import period
from analysis.declare.returned import QUERIES
from strands.indicators.cleans.indicators import Cleaned, clean

# Where each borough's table begins: its header row and its first column of numbers.
CORNER = {
    "hackney": (4, 2),
    "waltham_forest": (3, 3),
    "newham": (5, 2),
    "hammersmith_and_fulham": (3, 2),
    "barnet": (4, 3),
    "barking_and_dagenham": (6, 2),
}


@pytest.fixture(scope="module")
def real() -> Cleaned:
    return clean(real_files(), NO_CORRECTIONS, "2023-25")


def printed(borough: str) -> list[list[str]]:
    number = 6 + BOROUGH_KEYS.index(borough)
    with open(ROOT / f"tests/published/table{number:02}.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("borough", BOROUGH_KEYS)
def test_every_cell_is_as_printed(real, borough):
    rows = real.table[real.table["borough"] == borough].reset_index(drop=True)
    counts = [cell for line in printed(borough)[1:] for cell in line[1:]]
    assert rows["count"].map(lambda count: "" if pd.isna(count) else str(count)).tolist() == counts
    assert rows["raw"].tolist() == counts
    assert rows["status"].tolist() == ["returned" if cell else "not_returned" for cell in counts]


@pytest.mark.parametrize("borough", BOROUGH_KEYS)
def test_every_row_knows_its_cell(real, borough):
    rows = real.table[real.table["borough"] == borough]
    head, left = CORNER[borough]
    lines = [head + 1, head + 2, head + 3, head + 5 if borough == "barnet" else head + 4]
    assert rows["cell"].tolist() == [
        f"{get_column_letter(left + step)}{line}" for line in lines for step in range(7)
    ]
    assert set(rows["file"]) == {f"indicators/{borough}.xlsx"}
    assert (rows["sheet"] != "").all()


def test_the_table_is_complete_and_in_order(real):
    quarters = list(period("2023-25").quarters)
    expected = [(b, i, q) for b in BOROUGH_KEYS for i in INDICATOR_KEYS for q in quarters]
    assert (
        list(real.table[["borough", "indicator", "quarter"]].itertuples(index=False, name=None))
        == expected
    )
    assert real.table["status"].value_counts().to_dict() == {"returned": 144, "not_returned": 24}


def test_the_frames_are_as_declared(real):
    pd.testing.assert_frame_equal(TABLE.check(real.table), real.table)
    pd.testing.assert_frame_equal(WORDINGS.check(real.wordings), real.wordings)
    pd.testing.assert_frame_equal(QUERIES.check(real.queries), real.queries)


def test_the_wordings_are_as_printed(real):
    for borough in BOROUGH_KEYS:
        wordings = real.wordings[real.wordings["borough"] == borough]
        assert wordings["wording"].tolist() == [line[0] for line in printed(borough)[1:]]
    assert real.wordings.loc[0, ["file", "sheet", "cell"]].tolist() == [
        "indicators/hackney.xlsx",
        "Sheet1",
        "A5",
    ]


def test_the_analysts_notes_are_on_every_row_of_their_borough(real):
    noted = real.table[real.table["caveat"] != ""]
    assert noted["borough"].value_counts().to_dict() == {"newham": 28, "barnet": 28}
    assert (
        noted.loc[noted["borough"] == "newham", "caveat"]
        .str.startswith("Analyst's note: our system holds")
        .all()
    )
    assert (
        noted.loc[noted["borough"] == "barnet", "caveat"]
        .str.contains("3A is DV where the child is")
        .all()
    )


def test_the_questions_the_six_returns_raise(real):
    found = [
        (row.rule, row.severity, row.file[11:-5], row.cell) for row in real.queries.itertuples()
    ]
    assert found == [
        ("out_of_own_range", "warn", "barking_and_dagenham", "H7"),
        ("orphan_footnote", "info", "barnet", "B5"),
        ("definition_fingerprint", "warn", "barnet", "G5"),
        ("not_returned_quarters", "warn", "hammersmith_and_fulham", "G4"),
        ("lone_zero", "warn", "hammersmith_and_fulham", "B7"),
        ("not_returned_quarters", "warn", "newham", "F6"),
        ("not_returned_quarters", "warn", "waltham_forest", "I4"),
    ]


def test_a_correction_of_a_real_return(real):
    correction = [
        "indicators/barnet.xlsx",
        "Barnet",
        "G5",
        "99",
        "199",
        "a slip",
        "the analyst",
        "2025-07-01",
    ]
    corrections = pd.DataFrame([correction], columns=NO_CORRECTIONS.columns)
    changed = clean(real_files(), corrections, "2023-25").table
    row = changed[(changed["cell"] == "G5") & (changed["borough"] == "barnet")].iloc[0]
    assert (row["count"], row["raw"]) == (199, "99")
    assert row["caveat"].endswith(
        "| corrected from '99' to '199': a slip (the analyst, 2025-07-01)"
    )
    others = changed.index != row.name
    pd.testing.assert_frame_equal(changed[others], real.table[others])
