"""Workbooks: what each sheet shows, cut into its tables and the lines of text around them."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from itertools import groupby

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from draftcheck.document import Block, Unreadable
from draftcheck.layout import Grid, grid

MAX_CELLS = 400_000
# A formula that was never computed has no number to show, and is not taken for a gap.
NOT_COMPUTED = "[x]"
_BULLET = re.compile(r"[•‣◦·*–-]\s+")


def read_xlsx(content: bytes) -> list[Block | Grid]:
    """The parts of every sheet that shows. Unreadable where the sheets are far larger than any
    draft's tables.
    """
    computed = load_workbook(io.BytesIO(content), data_only=True)
    typed = load_workbook(io.BytesIO(content))
    parts = []
    for sheet in computed.worksheets:
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            large = f"sheet '{sheet.title}' is larger than {MAX_CELLS:,} cells"
            raise Unreadable(f"{large}; check its tables one by one")
        if sheet.sheet_state == "visible":
            parts += _sheet(sheet, typed[sheet.title])
    return parts


def _sheet(sheet, typed) -> Iterator[Block | Grid]:
    texts = [[_text(cell, typed) for cell in row] for row in sheet.iter_rows()]
    filled = [sum(map(bool, row)) for row in texts]
    for empty, numbers in groupby(range(len(texts)), key=lambda number: filled[number] == 0):
        if not empty:
            numbers = list(numbers)
            table = [at for at, number in enumerate(numbers) if filled[number] > 1]
            # Lone cells above and below are text, what is between them is a table.
            first, end = (table[0], table[-1] + 1) if table else (len(numbers), len(numbers))
            yield from _lone(sheet.title, texts, numbers[:first])
            yield from _cut(sheet.title, texts, numbers[first:end])
            yield from _lone(sheet.title, texts, numbers[end:])


def _lone(title: str, texts, numbers: list[int]) -> Iterator[Block]:
    for number in numbers:
        at = next(at for at, text in enumerate(texts[number]) if text)
        bullet = _BULLET.match(texts[number][at])
        text = texts[number][at].removeprefix(bullet[0] if bullet else "")
        yield Block("item" if bullet else "text", text, _place(title, number, at))


def _cut(title: str, texts, numbers: list[int]) -> Iterator[Grid]:
    """The table in these rows, or the tables side by side with an empty column between them."""
    used = [any(cells) for cells in zip(*(texts[number] for number in numbers), strict=True)]
    for is_used, columns in groupby(range(len(used)), key=used.__getitem__):
        if is_used:
            columns = list(columns)
            yield grid(
                [[texts[number][at] for at in columns] for number in numbers],
                [tuple(_place(title, number, at) for at in columns) for number in numbers],
            )


def _place(title: str, row: int, column: int) -> str:
    return f"{title}!{get_column_letter(column + 1)}{row + 1}"


def _text(cell, typed) -> str:
    """The cell as it shows, near enough: percentages with their sign, no figures nobody sees."""
    value = cell.value
    if value is None:
        return NOT_COMPUTED if typed.cell(cell.row, cell.column).data_type == "f" else ""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%b %Y}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return " ".join(str(value).split())
    return _number(value, cell.number_format or "General")


def _number(value: float, shape: str) -> str:
    percent = "%" in shape
    after = re.search(r"[0#]\.(0+)", shape)
    shown = value * 100 if percent else value
    if after or percent or re.search(r"^[#,]*0$", shape):
        text = f"{shown:.{len(after[1]) if after else 0}f}"
    else:
        text = f"{round(shown, 10):.10f}".rstrip("0").rstrip(".") or "0"
    return text + "%" * percent
