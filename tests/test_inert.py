"""What a spreadsheet would compute is written as text, and read back as it was."""

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from analysis.store.inert import alive, csv_text, each_text, inert
from analysis.store.project import csv_rows
from desk.books import undated

RUNS = (
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|x",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "'=1",
    "''-x",
    "-",
    "-a",
)
NUMBERS = ("-3", "+0.4 (-0.5 to\xa0+1.4)", "-1,503", "+5%", "--", "-", "+0.95 to +2.05", "")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def test_what_runs_is_marked_and_numbers_are_not():
    for text in RUNS:
        assert text == "-" or not inert(text).startswith(_STARTS)
    for text in NUMBERS:
        assert inert(text) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n1.%a (")))
def test_what_was_written_is_read_back(text):
    assert alive(inert(text)) == text
    assert inert(text) == text or not inert(text).startswith(_STARTS)


def test_a_csv_of_ours_runs_nothing_and_is_read_back():
    rows = pd.DataFrame({"=1+1": RUNS, "count": [-1] * len(RUNS)})
    text = csv_text(rows)
    cells = [cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line]
    assert not [cell for cell in cells if cell.startswith(_STARTS) and cell not in ("-1", "-")]
    back = csv_rows(text.encode())
    assert tuple(back["=1+1"]) == RUNS
    assert each_text(rows, str.upper)["COUNT"].tolist() == [-1] * len(RUNS)


def test_a_workbook_of_ours_computes_nothing():
    book = Workbook()
    for row, text in enumerate(RUNS, 1):
        book.active.cell(row, 1, text.strip())
    book.active["B1"] = -3
    sheet = load_workbook(io.BytesIO(undated(book))).active
    assert [sheet.cell(row, 1).value for row in range(1, len(RUNS) + 1)] == [
        text.strip() for text in RUNS
    ]
    assert {cell.data_type for (cell,) in sheet.iter_rows(max_col=1)} == {"s"}
    assert sheet["A1"].quotePrefix
    assert sheet["B1"].value == -3
