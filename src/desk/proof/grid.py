"""A sheet before it is written: what stands in which cell, and which of it a spreadsheet computes."""

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import NamedTuple

from openpyxl.utils import get_column_letter, quote_sheetname

HEAD, TITLE, NOTE = "head", "title", "note"
_REFERENCE = re.compile(r"\[(@?)(\w+)\]|\{(\w+)\}")


class Formula(str):
    """What a spreadsheet is to compute, without its equals sign."""

    __slots__ = ()


class Link(NamedTuple):
    """Words that lead to a cell of a sheet."""

    says: str
    to: tuple[str, str]


class Grid:
    """A sheet called `title` with columns of some widths: its cells with their looks, by row and
    column, and the next `row`; what is `frozen` and `filtered`, and its `checks`.
    """

    def __init__(self, title: str, *widths: int) -> None:
        self.title = title
        self.cells: dict[tuple[int, int], tuple[object, str]] = {}
        self.widths = dict(enumerate(widths, 1))
        self.row, self.frozen, self.filtered, self.checks = 1, "", "", ""

    @property
    def across(self) -> int:
        """How wide all its columns are."""
        return sum(self.widths.values())

    def put(self, row: int, column: int, value: object, look: str = "") -> str:
        """Put something into a cell; how a formula of the same sheet names it."""
        self.cells[row, column] = value, look
        return f"${get_column_letter(column)}${row}"

    def line(self, values: Iterable[object], look: str = "") -> list[str]:
        """Put values side by side into the next row; how formulas of the same sheet name them."""
        made = [self.put(self.row, at, value, look) for at, value in enumerate(values, 1)]
        self.row += 1
        return made

    def outside(self, where: str) -> str:
        """How formulas of other sheets name a cell or a block of this one."""
        return f"{quote_sheetname(self.title)}!{where}"


class Table:
    """Lines of a grid, their columns given as `key | heading | formula` one under the other, and what
    they come to as `key | what it is | formula`. In a formula `[y]` is a column, `[@y]` its cell in the
    line, and `{slope}` what stands elsewhere, `at` by its key.
    """

    def __init__(self, grid: Grid, columns: str, at: Mapping[str, str]) -> None:
        self.grid, self.at, self._columns = grid, dict(at), parted(columns)
        letters = map(get_column_letter, count(1))
        self._letters = {
            key: letter for (key, *_), letter in zip(self._columns, letters, strict=False)
        }
        self.top = self._bottom = 0

    def lines(self, given: Iterable[Mapping[str, object]]) -> None:
        """Put in a line for each of some values by the keys of their columns, under the headings."""
        given, keys = [*given], {key for key, *_ in self._columns}
        assert not {key for values in given for key in values} - keys
        self.grid.line((heading for _, heading, _ in self._columns), HEAD)
        self.top, self._bottom = self.grid.row, self.grid.row + len(given) - 1
        for values in given:
            self.grid.line(
                values.get(key, self.formula(formula) if formula else None)
                for key, _, formula in self._columns
            )

    def sums(self, text: str, *sets: Mapping[str, str]) -> list[dict[str, str]]:
        """Put in what the lines come to, one under the other; for several `sets` of what stands
        elsewhere in a column each. Where all of it stands, by set.
        """
        rows, made = [*enumerate(parted(text), self.grid.row)], []
        for column, more in enumerate(sets or ({},), 3):
            letter = get_column_letter(column)
            at = self.at | more | {key: f"${letter}${row}" for row, (key, *_) in rows}
            for row, (_, says, formula) in rows:
                self.grid.put(row, 1, says)
                self.grid.put(row, 2, None)
                self.grid.put(row, column, self.formula(formula, at))
            made.append(at)
        self.at = made[0]
        self.grid.row += len(rows)
        return made

    def formula(self, text: str, at: Mapping[str, str] | None = None) -> Formula:
        """A formula with what it names put in, in the grid's next row."""
        known = self.at if at is None else at

        def named(found: re.Match) -> str:
            in_line, column, elsewhere = found.groups()
            if elsewhere:
                return known[elsewhere]
            return f"${self._letters[column]}{self.grid.row}" if in_line else self.column(column)

        return Formula(_REFERENCE.sub(named, text))

    def cell(self, key: str, row: int) -> str:
        """The cell of a column in a row."""
        return f"${self._letters[key]}${row}"

    def column(self, key: str) -> str:
        """All of a column."""
        return f"${self._letters[key]}${self.top}:${self._letters[key]}${self._bottom}"


def parted(text: str) -> list[tuple[str, str, str]]:
    """What is declared in three parts a line, with `|` between them."""
    lines = filter(None, map(str.strip, text.splitlines()))
    return [tuple(part.strip() for part in f"{line} | ".split(" | ")[:3]) for line in lines]
