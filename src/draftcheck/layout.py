"""How a grid is laid out: rows of headings, columns of labels, and what each line of numbers is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from draftcheck.document import Document, Grid
from draftcheck.labels import kind_of, names_labels
from draftcheck.numbers import Value, read_value

_MOST_HEADERS = 4
_YEARS = range(1990, 2050)


@dataclass(frozen=True, eq=False)
class Layout:
    """A grid read as a table: `head` rows of headings and `stubs` columns of labels, then values."""

    grid: Grid
    head: int
    stubs: int

    @cached_property
    def values(self) -> list[list[Value]]:
        """Every cell as a value."""
        return [[read_value(text) for text in row] for row in self.grid.rows]

    @property
    def rows(self) -> range:
        """The rows below the headings."""
        return range(self.head, len(self.grid.rows))

    @property
    def columns(self) -> range:
        """The columns beside the labels."""
        return range(self.stubs, len(self.grid.rows[0]))

    @cached_property
    def headers(self) -> list[str]:
        """The heading of each column, upper headings first; one that spans columns counts for each
        of them.
        """
        found = []
        for column in range(len(self.grid.rows[0])):
            texts = [self._heading(row, column) for row in range(self.head)]
            found.append(" ".join(dict.fromkeys(text for text in texts if text)))
        return found

    def _heading(self, row: int, column: int) -> str:
        cells = self.grid.rows[row]
        if cells[column] or row == self.head - 1:
            return cells[column]
        filled = [at for at in range(self.stubs, column) if cells[at]]
        return cells[filled[-1]] if filled else ""

    @cached_property
    def labels(self) -> list[str]:
        """The label of each row."""
        return [" / ".join(text for text in row[: self.stubs] if text) for row in self.grid.rows]

    @cached_property
    def row_kinds(self) -> dict[int, str]:
        """What each row below the headings is; `section` where only its label is filled."""
        return {row: self._row_kind(row) for row in self.rows}

    def _row_kind(self, row: int) -> str:
        cells = self.grid.rows[row]
        if self.stubs and not any(cells[self.stubs :]):
            return "section"
        kinds = [kind_of(text) for text in cells[: self.stubs] if text]
        # A total before what is derived, and that before a part.
        kinds.sort(key=lambda kind: {"part": 2, "derived": 1}.get(kind, 0))
        return kinds[0] if kinds else "part"

    @cached_property
    def column_kinds(self) -> dict[int, str]:
        """What each column beside the labels is; `label` where its numbers only name something."""
        return {column: self._column_kind(column) for column in self.columns}

    def _column_kind(self, column: int) -> str:
        header = self.headers[column]
        if header and (
            names_labels(header) or _is_years([self.values[row][column] for row in self.rows])
        ):
            return "label"
        texts = [row[column] for row in self.grid.rows[: self.head] if row[column]]
        kinds = [kind_of(text) for text in (*texts[-1:], header)]
        if "derived" in kinds:
            return "derived"
        return next((kind for kind in kinds if kind != "part"), "part")

    def where(self, row: int, column: int | None = None) -> str:
        """The place of a cell, or of a row, in words."""
        label, header = self.labels[row], self.headers[column] if column is not None else ""
        named = [f"row '{label}'"] * bool(label) + [f"column '{header}'"] * bool(header)
        return f"{', '.join([self.grid.name, *named])} ({self.grid.places[row][column or 0]})"

    def where_column(self, column: int, row: int = 0) -> str:
        """The place of a column in words, by its cell in a row."""
        header, place = self.headers[column], self.grid.places[row][column]
        return f"{self.grid.name}, column '{header}' ({place})"


def in_tables(look: Callable[[Layout], Iterable]) -> Callable[[Document], list]:
    """What something that looks at one table finds in all tables of a document."""
    return lambda document: [thing for grid in document.grids for thing in look(layout(grid))]


@lru_cache(maxsize=4096)
def layout(grid: Grid) -> Layout:
    """The layout of a grid."""
    head = _head(grid)
    return Layout(grid, head, _stubs(grid, head))


def _head(grid: Grid) -> int:
    """How many rows from the top are headings: those with words where numbers would stand."""
    head = 0
    while head < min(_MOST_HEADERS, len(grid.rows) - 1) and _is_heading(grid.rows[head], head):
        head += 1
    has_numbers = any(
        read_value(text).kind == "number" for row in grid.rows[head:] for text in row[1:]
    )
    return head if has_numbers else min(1, head)


def _is_heading(row: tuple[str, ...], head: int) -> bool:
    cells = [text for text in row[1:] if text]
    if not cells:
        return head == 0 and bool(row[0])
    cells = [text for text in cells if not re.match(r"n\s*=", text, re.I)]
    # "None" heads a column as well as it fills a cell, and so does "C" in the first row.
    gaps = ("dash", "hidden") if head == 0 else ("dash",)
    return all(_heads(read_value(text), text, gaps) for text in cells)


def _heads(value: Value, text: str, gaps: tuple[str, ...]) -> bool:
    is_word = value.kind in gaps and re.search("[A-Za-z]", text)
    return value.kind == "text" or _names_a_year(value) or bool(is_word)


def _names_a_year(value: Value) -> bool:
    return value.counts and int(value.number) in _YEARS


def _is_years(values: list[Value]) -> bool:
    numbers = [value for value in values if value.kind == "number"]
    return bool(numbers) and all(map(_names_a_year, numbers))


def _stubs(grid: Grid, head: int) -> int:
    """How many columns from the left hold labels."""
    stubs, width = 0, len(grid.rows[0])
    while stubs < width - 1 and _holds_labels(grid, head, stubs):
        stubs += 1
    return stubs


def _holds_labels(grid: Grid, head: int, column: int) -> bool:
    values = [read_value(row[column]) for row in grid.rows[head:]]
    header = " ".join(row[column] for row in grid.rows[:head])
    if _is_years(values) or (header and names_labels(header)):
        return True
    filled = [value for value in values if value.kind != "blank"]
    words = sum(value.kind == "text" for value in filled)
    return words * 2 > len(filled) if filled else column == 0
