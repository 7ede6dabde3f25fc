"""A sheet as a person sees it: cells with a place, a text and a kind, whatever format it came in."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property

from openpyxl.utils import get_column_letter

_NUMBER = re.compile(r"[-+]?\d[\d, ]*(?:\.\d+)?")


@dataclass(frozen=True)
class Cell:
    """One cell. `kind` is text, number, date, error, split for a part of one cut in two,
    formula for a formula without a result of its own, or hidden for a number that is not shown.

    `time` is the time of day of a date cell that has one. `unit` is what a workbook's number
    format adds to the number in words, `struck` whether the text is struck through. `corrected` says how and why a correction
    changed the cell; `typed` is then what stood there before.
    """

    row: int
    column: int
    text: str = ""
    kind: str = "text"
    date: dt.date | None = None
    comment: str = ""
    before: str | None = None
    corrected: str = ""
    time: dt.time | None = None
    struck: bool = False
    unit: str = ""

    @property
    def address(self) -> str:
        """The cell as people name it, like `C7`."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def typed(self) -> str:
        """The text as the sender typed it."""
        return self.text if self.before is None else self.before

    @property
    def is_number(self) -> bool:
        """Whether the cell shows a number, stored as one or as text."""
        return self.kind == "number" or bool(_NUMBER.fullmatch(self.text.strip()))

    @property
    def remarks(self) -> list[str]:
        """What travels with the cell: its comment and its correction."""
        return [remark for remark in (self.comment, self.corrected) if remark]


# Where nothing arrived, and where a heading is the name of a sheet or of a file.
NOWHERE = Cell(0, 0)


def spoken(text: str) -> Cell:
    """Words that stand in no cell, as the name of a sheet or of a file does."""
    return Cell(0, 0, text)


@dataclass(frozen=True)
class Sheet:
    """One sheet of one file. `cells` holds what is not blank; `merged` are ranges (top, left,
    bottom, right).
    """

    file: str
    name: str
    cells: dict[tuple[int, int], Cell]
    visible: bool = True
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)

    @property
    def title(self) -> str:
        """The file's name as a title: without folder and ending."""
        return self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @cached_property
    def rows(self) -> dict[int, list[Cell]]:
        """The cells that hold something, row by row, left to right."""
        rows: dict[int, list[Cell]] = {}
        for place in sorted(self.cells):
            if self.cells[place].text.strip():
                rows.setdefault(place[0], []).append(self.cells[place])
        return rows

    def of_file(self, file: str) -> Sheet:
        """The sheet under a file's name, with all that was worked out of its cells."""
        named = copy(self)
        object.__setattr__(named, "file", file)
        return named

    @cached_property
    def columns(self) -> dict[int, list[int]]:
        """The rows of each column in which a cell stands, both in order."""
        columns: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            columns.setdefault(column, []).append(row)
        return dict(sorted(columns.items()))

    @cached_property
    def spoken_for(self) -> list[int]:
        """Every column in which a cell stands, and those before the last that a merged range covers."""
        last = max(self.columns, default=0)
        covered = {column for _, column in self._anchors if column <= last}
        return sorted(covered | set(self.columns))

    def below(self, cell: Cell) -> Cell | None:
        """The next cell down that holds something."""
        rows = self.columns[cell.column]
        place = bisect_right(rows, cell.row)
        return self.at(rows[place], cell.column) if place < len(rows) else None

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def at(self, row: int, column: int) -> Cell:
        """The cell itself; a blank one where nothing stands."""
        return self.cells.get((row, column)) or Cell(row, column)

    def heading_at(self, row: int, column: int) -> Cell:
        """The heading that speaks here: a merged heading speaks for its whole range."""
        return self.at(*self._anchors.get((row, column), (row, column)))

    def reach(self, cell: Cell) -> int:
        """The last column a heading was merged to; its own where it was not merged."""
        return self._reaches.get((cell.row, cell.column), cell.column)

    @cached_property
    def _reaches(self) -> dict[tuple[int, int], int]:
        return {(top, left): right for top, left, _, right in sorted(self.merged)}

    def with_cell(self, cell: Cell) -> Sheet:
        """The sheet with one cell put in the place of another."""
        return replace(self, cells={**self.cells, (cell.row, cell.column): cell})


def by_place(cells: Iterable[Cell]) -> dict[tuple[int, int], Cell]:
    """Cells keyed by row and column; those with neither text nor comment are left out."""
    return {(cell.row, cell.column): cell for cell in cells if cell.text.strip() or cell.comment}
