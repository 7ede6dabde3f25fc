"""What must hold for every sheet: no blank becomes a nought, and order and layout do not matter."""

from __future__ import annotations

import csv
import io
import random

import pandas as pd
import pytest
from drawing import KEYS, NO_CORRECTIONS, WORDING, cleaned, real_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.indicators import INDICATOR_KEYS
from analysis.declare.periods import period, quarter_label
from analysis.declare.statuses import SYMBOLS
from analysis.read.ask.account import Told
from analysis.read.open.workbook import read_workbook
from strands.indicators.cleans.indicators import clean
from strands.indicators.cleans.reading import read_sheet
from strands.indicators.cleans.table import Row, tabulate

PERIOD = period("2023-25")
QUARTERS = list(PERIOD.quarters)
KNOWN = ["borough", "indicator", "quarter", "count", "status"]
BLANKS = ["", " ", "\u00a0", "-", "–", "—", "- "]
TYPED = [
    *BLANKS,
    "0",
    "nil",
    "7",
    "1,503",
    "<5",
    "c",
    "Unknown",
    "n/k",
    "1O3",
    "~40",
    "3.5",
    "-2",
    "see note",
]

thoroughly = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
briefly = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def as_csv(rows: list[list[str]]) -> bytes:
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    return content.getvalue().encode()


def as_book(sheets: dict[str, list[list[str]]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([int(cell) if str(cell).isdigit() else cell or None for cell in row])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def known(content: bytes, file: str = "return.csv") -> pd.DataFrame:
    return clean({file: content}, NO_CORRECTIONS, "2023-25").table[KNOWN]


def cells(values: list[str]) -> st.SearchStrategy[list[list[str]]]:
    """Four rows of seven cells."""
    return st.lists(
        st.lists(st.sampled_from(values), min_size=7, max_size=7), min_size=4, max_size=4
    )


def wide(values: list[list[str]], corner: str = "Hackney") -> list[list[str]]:
    header = [corner, *map(quarter_label, QUARTERS)]
    return [
        header,
        *([wording, *row] for wording, row in zip(WORDING.values(), values, strict=True)),
    ]


def rows_of(content: bytes) -> list[Row]:
    """The rows before they become a checked frame, which is what takes long."""
    entries = [
        entry
        for sheet in read_workbook("hackney.csv", content)
        for entry in read_sheet(sheet, PERIOD, Told())[0]
    ]
    return tabulate(entries, PERIOD)[0]


def is_silent(typed: str) -> bool:
    return typed.strip() in {blank.strip() for blank in BLANKS}


@given(cells(TYPED))
@thoroughly
def test_no_blank_and_no_dash_becomes_a_nought(values):
    arrived = [row for row in rows_of(as_csv(wide(values))) if row.file]
    assert [row.at.typed.strip() for row in arrived] == [
        typed.strip() for row in values for typed in row
    ]
    assert all(row.count is None for row in arrived if is_silent(row.at.typed))
    assert all(row.status == "not_returned" for row in arrived if not row.at.typed.strip())
    assert {row.at.typed for row in arrived if row.count == 0} <= {"0", "nil"}
    assert all((row.count is None) == (row.status != "returned") for row in arrived)


@given(cells(["", "0", "4", "12", "1,503", "<5"]), st.randoms(use_true_random=False))
@briefly
def test_the_order_of_rows_and_columns_does_not_matter(values, chance):
    rows = wide(values)
    columns = [0, *chance.sample(range(1, 8), 7)]
    shuffled = [rows[0], *chance.sample(rows[1:], 4)]
    moved = [[row[column] for column in columns] for row in shuffled]
    pd.testing.assert_frame_equal(known(as_csv(rows)), known(as_csv(moved)))


@given(cells(["", "0", "4", "12", "1,503", "<5"]), st.randoms(use_true_random=False))
@briefly
def test_layout_does_not_matter(values, chance):
    rows = wide(values)
    expected = known(as_csv(rows))
    transposed = [list(row) for row in zip(*rows, strict=True)]
    long = [["Borough", "Indicator", "Quarter", "Count"]]
    entries = [["Hackney", row[0], rows[0][at], row[at]] for row in rows[1:] for at in range(1, 8)]
    long += chance.sample(entries, len(entries))
    for layout in (transposed, long):
        pd.testing.assert_frame_equal(known(as_csv(layout)), expected)


@given(cells(["", "0", "4", "12", "1,503", "<5"]), st.randoms(use_true_random=False))
@settings(briefly, max_examples=15)
def test_a_sheet_for_each_indicator_is_the_same_table(values, chance):
    rows = wide(values)
    expected = known(as_csv(rows))
    sheets = {
        key: [[row[0]], ["Borough", *rows[0][1:]], ["Hackney", *row[1:]]]
        for key, row in zip(KEYS.values(), rows[1:], strict=True)
    }
    shuffled = dict(chance.sample(list(sheets.items()), 4))
    for book in (sheets, shuffled):
        pd.testing.assert_frame_equal(known(as_book(book), "return.xlsx"), expected)


@given(cells(TYPED))
@settings(briefly, max_examples=20)
def test_cleaning_again_changes_nothing(values):
    first = clean({"hackney.csv": as_csv(wide(values))}, NO_CORRECTIONS, "2023-25").table
    pd.testing.assert_frame_equal(known(written_back(first)), first[KNOWN])


def written_back(table: pd.DataFrame) -> bytes:
    """The cleaned table as a return of its own: counts, our symbols, and withheld cells as they were typed."""
    rows = []
    for borough in BOROUGHS:
        for indicator in INDICATOR_KEYS:
            held = table[
                (table["borough"] == borough.key) & (table["indicator"] == indicator)
            ].to_dict("records")
            short = next(short for short, key in KEYS.items() if key == indicator)
            rows.append([borough.name, WORDING[short], *map(shown, held)])
    return as_csv([["Borough", "Indicator", *map(quarter_label, QUARTERS)], *rows])


def shown(row: dict) -> str:
    if row["status"] == "returned":
        return str(row["count"])
    return row["raw"] if row["status"] == "withheld" else SYMBOLS[row["status"]]


def test_cleaning_the_real_table_again_changes_nothing():
    first = clean(real_files(), NO_CORRECTIONS, "2023-25").table
    pd.testing.assert_frame_equal(known(written_back(first)), first[KNOWN])


def test_the_order_of_files_does_not_matter():
    files = list(real_files().items())
    expected = clean(dict(files), NO_CORRECTIONS, "2023-25")
    random.Random(2025).shuffle(files)
    found = clean(dict(files), NO_CORRECTIONS, "2023-25")
    pd.testing.assert_frame_equal(found.table, expected.table)
    pd.testing.assert_frame_equal(found.queries, expected.queries)


WORDS = [
    *TYPED,
    *WORDING.values(),
    "Hackney",
    "LBB",
    "Newham",
    "Total",
    "Jul-Sep 23",
    "Oct-Dec 23",
    "Summer 23",
    "2023/24",
    "Jul-Sep",
    "Q2 23",
    "Quarter",
    "Count",
    "Borough",
    "Indicator",
    "* a note",
    "Note: provisional",
    "2024",
    "Hackney*",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=1, max_size=9))
@thoroughly
def test_no_sheet_however_messy_stops_the_run_or_counts_a_blank(messy):
    rows = rows_of(as_csv([*messy, ["end"]]))
    assert len(rows) == 168
    assert not [row for row in rows if row.count is not None and is_silent(row.at.typed)]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=1, max_size=9))
@settings(briefly, max_examples=20)
def test_every_number_on_a_messy_sheet_is_read_or_asked_about(messy):
    content = as_csv([*messy, ["end"]])
    result = clean({"hackney.csv": content}, NO_CORRECTIONS, "2023-25")
    counted = set(result.table.loc[result.table["count"].notna(), "cell"])
    (sheet,) = read_workbook("hackney.csv", content)
    numbers = {cell.address for cell in sheet.cells.values() if cell.text == "7"}
    assert numbers <= counted or len(result.queries[result.queries["file"] != ""])


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_quarter_of_the_period_is_read_as_we_print_it(quarter):
    table = cleaned(f"HACKNEY | {quarter_label(quarter)}\nREF | 9").table
    assert table.loc[table["count"].notna(), "quarter"].tolist() == [quarter]
