"""A printed table with a heading row and a heading column: the plain shape in which totals and logs are sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.cleaning.sheet import Cell, Sheet


@dataclass(frozen=True)
class Listing:
    """One table: its corner, the headings across, and each heading down with its cells, blank ones too."""

    sheet: Sheet
    corner: Cell
    across: tuple[Cell, ...]
    down: tuple[tuple[Cell, tuple[Cell, ...]], ...]


def listings(sheet: Sheet) -> Iterator[Listing]:
    """Every table of a sheet: a row of two headings or more, and the rows under it up to a blank one."""
    taken = 0
    for row, cells in sheet.rows.items():
        if row > taken and len(cells) >= 2:
            corner, *across = cells
            down = tuple(_down(sheet, row, corner.column, across))
            taken = row + len(down)
            yield Listing(sheet, corner, tuple(across), down)


def _down(sheet: Sheet, head: int, column: int, across: list[Cell]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    row = head + 1
    while row in sheet.rows:
        yield sheet.at(row, column), tuple(sheet.at(row, heading.column) for heading in across)
        row += 1
