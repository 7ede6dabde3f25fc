"""What the words around the counts of a proforma say that they are, and what is asked of it."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.declare.proforma import COUNT
from analysis.declare.quantities import (
    OTHER_THAN_CHILDREN,
    PART,
    PART_HEADINGS,
    PROVISIONAL,
    UNIT_HEADINGS,
    WHOLE,
    Quantity,
)
from analysis.read.ask.queries import Asking, Query
from analysis.read.find.proformas import NOTE, Found, titles
from analysis.read.label.names import plain_name
from analysis.read.label.quantities import doubt
from analysis.read.open.sheet import Cell, spoken

# "DA" stands in most headings and tells nothing.
_SHORT = 3


class Doubts:
    """Which lines of a proforma hold other numbers than counts of a borough; `asked` is what has to
    be asked of them.
    """

    def __init__(self, found: Found, query: Asking) -> None:
        self.found, self.query = found, query
        self._asked: dict[tuple[str, str], Query] = {}
        self._counts = found.proforma.of_kind(COUNT)
        self._lines = {row for row in found.rows if self._counts and self._of_line(row)}
        # One name over several lines: the first alone is never all of it.
        self._lines |= {row - 1 for row in found.rows if self._counts and self._is_unnamed(row)}
        if self._counts and self._keeps_out(doubt(self._around(), map(spoken, found.remarks))):
            self._lines = set(found.rows)

    def __contains__(self, row: int) -> bool:
        return row in self._lines

    @property
    def asked(self) -> list[Query]:
        """A question for each kind of number found, where it is said first."""
        return [*self._asked.values()]

    def _around(self) -> Iterator[Cell]:
        """What speaks for every line: words under the headings, the titles, the sheet's name."""
        sheet, head = self.found.sheet, self.found.head
        first = min(self.found.rows, default=head)
        for row in range(head + 1, first):
            yield from sheet.rows.get(row, [])
        yield from reversed(titles(self.found))
        yield spoken(sheet.name)

    def _of_line(self, row: int) -> bool:
        """Whether a column or a format says that a line is of a part, or of another kind."""
        cells = self.found.cells(row)
        shown = [cells[one.key] for one in self._counts if one.key in cells]
        units = [replace(cell, text=cell.unit) for cell in shown]
        parts = [
            (cell, PART)
            for cell in self._beside(row, PART_HEADINGS)
            if plain_name(cell.text) not in WHOLE
        ]
        remarks = [spoken(remark) for cell in shown for remark in cell.remarks]
        notes = [cells[NOTE]] if NOTE in cells else []
        said = [*parts, doubt([*self._beside(row, UNIT_HEADINGS), *units], [*remarks, *notes])]
        return any(self._keeps_out(one) for one in said)

    def _is_unnamed(self, row: int) -> bool:
        """Whether a line holds counts and no name: those of a part, like the line it follows."""
        cells, fields = self.found.cells(row), self.found.proforma
        named = any(cells[key].text.strip() for key in fields.names if key in cells)
        return not named and any(
            cells[one.key].text.strip() for one in self._counts if one.key in cells
        )

    def _beside(self, row: int, headings: frozenset[str]) -> list[Cell]:
        """What stands on a line under some headings of columns that are none of the proforma's."""
        sheet, own = self.found.sheet, self.found.columns.values()
        heads = [cell for cell in sheet.rows[self.found.head] if cell.column not in own]
        at = [cell.column for cell in heads if plain_name(cell.text) in headings]
        return [sheet.at(row, column) for column in at if sheet.at(row, column).text.strip()]

    def _is_own(self, cell: Cell, quantity: Quantity) -> bool:
        """Whether what is said to be counted is what the proforma asks for, as "DA contacts"."""
        headings = {word for one in self._counts for word in plain_name(one.heading).split()}
        return quantity.name == OTHER_THAN_CHILDREN and any(
            word in headings for word in plain_name(cell.text).split() if len(word) > _SHORT
        )

    def _keeps_out(self, said: tuple[Cell, Quantity] | None) -> bool:
        """Whether what is said of numbers keeps them out; it is asked about."""
        if said is None or self._is_own(*said):
            return False
        cell, quantity = said
        rule = "provisional" if quantity.name == PROVISIONAL else "other_quantity"
        asked = self.query(rule, self.found.sheet, cell, typed=cell.text, what=quantity.name)
        self._asked.setdefault((rule, quantity.name), asked)
        return rule == "other_quantity"
