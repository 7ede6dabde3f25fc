"""The one sheet of a text file: comma, semicolon or tab, in any encoding Excel writes."""

from __future__ import annotations

import csv
import io
from collections import Counter

from analysis.cleaning.sheet import Cell, Sheet, by_place

_SEPARATORS = (",", ";", "\t")


def read_delimited(file: str, content: bytes) -> Sheet:
    """The file as a nameless sheet; ValueError where the bytes are no text."""
    lines = _decoded(content).splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        # Excel's own hint; Excel does not count it as a row either.
        records = _records(lines[1:], lines[0].rstrip("\r\n")[4:] or ",")
    else:
        records = _records(lines, max(_SEPARATORS, key=lambda separator: _regularity(_records(lines, separator))))
    cells = by_place(
        Cell(row, column, text) for row, record in enumerate(records, 1) for column, text in enumerate(record, 1)
    )
    return Sheet(file, "", cells)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\x00" in content:
        # UTF-16 without a mark: western letters leave every other byte zero.
        return content.decode("utf-16-be" if content[:1] == b"\x00" else "utf-16-le").removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _records(lines: list[str], separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator))


def _regularity(records: list[list[str]]) -> int:
    """How many fields lie in rows of one width: a table is regular, commas in a note are not."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    return max((width * times for width, times in widths.items()), default=0)
