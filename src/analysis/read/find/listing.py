"""A printed table with a heading row and a heading column: the plain shape in which totals and logs
are sent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.read.open.sheet import Cell, Sheet

_NOTE = re.compile(
    r"\s*(?:[*†‡§¹²³]|\(\d\)|\[\d\]|notes?\b|n\.?b\b|analyst|source\b|caveat|please note)", re.I
)
_LONG = 80


@dataclass(frozen=True)
class Listing:
    """One table: its corner, the headings across, and each heading down with its cells, blank ones
    too.

    `notes` are the sender's notes about it, each alone in a row under it after a blank one.
    """

    sheet: Sheet
    corner: Cell
    across: tuple[Cell, ...]
    down: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    notes: tuple[Cell, ...] = ()

    def caveat(self, cell: Cell) -> str:
        """What the sender remarks on a cell: the notes under its table, and what travels with the
        cell itself.
        """
        return " | ".join([*(" ".join(note.text.split()) for note in self.notes), *cell.remarks])


def is_note(cell: Cell) -> bool:
    """Whether a text reads as a note and not as a title."""
    return bool(_NOTE.match(cell.text)) or len(cell.text) > _LONG


def listings(sheet: Sheet) -> Iterator[Listing]:
    """Every table of a sheet: a row of two headings or more, and the rows under it up to a blank
    one.
    """
    taken, found = 0, []
    for row, cells in sheet.rows.items():
        if row > taken and len(cells) >= 2:
            corner, *across = cells
            down = tuple(_down(sheet, row, corner.column, across))
            taken = row + len(down)
            found.append(Listing(sheet, corner, tuple(across), down))
    yield from _noted(found)


def _noted(found: list[Listing]) -> list[Listing]:
    """The tables with their notes: a note is about its table, and about those since the note
    before.
    """
    noted, below = [], None
    for table in reversed(found):
        own = tuple(_notes(table, below))
        shared = noted[0].notes if noted and not own else ()
        noted.insert(0, replace(table, notes=own or shared))
        below = table
    return noted


def _notes(table: Listing, below: Listing | None) -> Iterator[Cell]:
    """What stands alone in a row between a table and the next: below the last table anything, above
    one only notes.
    """
    rows = table.sheet.rows
    first, end = (
        table.corner.row + len(table.down) + 1,
        below.corner.row if below else next(reversed(rows)) + 1,
    )
    for row in range(first, end):
        # What stands above another table may be that one's title.
        if len(rows.get(row, [])) == 1 and (below is None or is_note(rows[row][0])):
            yield rows[row][0]


def _down(
    sheet: Sheet, head: int, column: int, across: list[Cell]
) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    row = head + 1
    while row in sheet.rows:
        yield sheet.at(row, column), tuple(sheet.at(row, heading.column) for heading in across)
        row += 1
