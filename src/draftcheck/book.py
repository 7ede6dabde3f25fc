"""Workbooks: what each sheet shows, cut into its tables and the lines of text around them."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from itertools import groupby

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from draftcheck.document import Block, Grid, grid

MAX_CELLS = 400_000
# A formula that was never computed has no number to show, and is not taken for a gap.
NOT_COMPUTED = "[x]"
_BULLET = re.compile(r"[•‣◦·*–-]\s+")


class TooLarge(Exception):
    """A sheet that is far larger than any draft's tables."""


def read_xlsx(content: bytes) -> list[Block | Grid]:
    """The parts of every sheet that shows. TooLarge where the sheets are far larger than any
    draft's tables.
    """
    computed = load_workbook(io.BytesIO(content), data_only=True)
    typed = load_workbook(io.BytesIO(content))
    parts = []
    for sheet in computed.worksheets:
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            raise TooLarge(f"sheet '{sheet.title}' is larger than {MAX_CELLS:,} cells")
        if sheet.sheet_state == "visible":
            parts += _sheet(sheet, typed[sheet.title])
    return parts


def _sheet(sheet, typed) -> Iterator[Block | Grid]:
    texts = [[_text(cell, typed) for cell in row] for row in sheet.iter_rows()]
    filled = [sum(map(bool, row)) for row in texts]
    for empty, numbers in groupby(range(len(texts)), key=lambda number: filled[number] == 0):
        if not empty:
            yield from _region(sheet.title, texts, filled, list(numbers))


def _region(title: str, texts, filled: list[int], numbers: list[int]) -> Iterator[Block | Grid]:
    """Rows without a gap: lone cells above and below are text, what is between them is a table."""
    table = [at for at, number in enumerate(numbers) if filled[number] > 1]
    if not table:
        yield from _lone(title, texts, numbers)
        return
    yield from _lone(title, texts, numbers[: table[0]])
    yield from _cut(title, texts, numbers[table[0] : table[-1] + 1])
    yield from _lone(title, texts, numbers[table[-1] + 1 :])


def _lone(title: str, texts, numbers: list[int]) -> Iterator[Block]:
    for number in numbers:
        at = next(at for at, text in enumerate(texts[number]) if text)
        bullet = _BULLET.match(texts[number][at])
        text = texts[number][at].removeprefix(bullet[0] if bullet else "")
        yield Block("item" if bullet else "text", text, _place(title, number, at))


def _cut(title: str, texts, numbers: list[int]) -> Iterator[Grid]:
    """The table in these rows, or the tables side by side with an empty column between them."""
    width = len(texts[numbers[0]])
    used = [any(texts[number][at] for number in numbers) for at in range(width)]
    for is_used, columns in groupby(range(width), key=used.__getitem__):
        if is_used:
            columns = list(columns)
            rows = [[texts[number][at] for at in columns] for number in numbers]
            yield grid(rows, [[_place(title, number, at) for at in columns] for number in numbers])


def _place(title: str, row: int, column: int) -> str:
    return f"{title}!{get_column_letter(column + 1)}{row + 1}"


def _text(cell, typed) -> str:
    """The cell as it shows, near enough: percentages with their sign, and no figures nobody sees."""
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
