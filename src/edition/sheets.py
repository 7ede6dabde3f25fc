"""A sheet of a workbook for any format: a title, lines of text under it, and at most one table."""

from __future__ import annotations

from dataclasses import dataclass

from edition.numbers import Number

# How wide columns are, in letters.
_NARROWEST, _WIDEST, _TEXT_WIDTH = 12, 60, 90


@dataclass(frozen=True)
class Link:
    """A text that leads to a sheet."""

    text: str
    sheet: str


Cell = str | Number | Link


@dataclass(frozen=True)
class Table:
    """The one table of a sheet: its name in the workbook, its headings, which columns stand on the
    right as numbers do, and its lines.
    """

    name: str
    headings: tuple[str, ...]
    is_number: tuple[bool, ...]
    lines: tuple[tuple[Cell, ...], ...]

    @property
    def widths(self) -> list[int]:
        """How many letters wide each column is to be: longer texts go on in a line below."""
        columns = zip(self.headings, *self.lines, strict=True)
        return [min(max(_NARROWEST, *(len(shown(c)) + 2 for c in one)), _WIDEST) for one in columns]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its title in A1, the lines under that in column A, and its table. Of
    lines, those of `heads` (by their place) are headings.
    """

    name: str
    title: str
    lines: tuple[str | Link, ...]
    table: Table | None = None
    heads: frozenset[int] = frozenset()

    @property
    def widths(self) -> list[int]:
        """How many letters wide its columns are."""
        return self.table.widths if self.table else [_TEXT_WIDTH]


def shown(cell: Cell) -> str:
    """What a reader sees of a cell."""
    return cell.text if isinstance(cell, Link | Number) else str(cell)
