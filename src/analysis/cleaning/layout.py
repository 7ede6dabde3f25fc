"""Which borough, indicator and quarter each value cell belongs to, by the headings that speak for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.cleaning.blocks import DIMENSIONS, Block
from analysis.cleaning.grid import Grid
from analysis.cleaning.labels import Label
from analysis.cleaning.names import find_borough, read_indicator
from analysis.cleaning.quarters import QuarterHeading, find_quarter, read_quarter, years_in
from analysis.cleaning.sheet import NOWHERE, Cell


@dataclass(frozen=True)
class Place:
    """One value cell and what its headings say; a dimension nobody states has no label."""

    cell: Cell
    borough: Label | None
    indicator: Label | None
    quarter: Label | None
    beside: tuple[Cell, ...]
    total: bool = False

    @property
    def headings(self) -> list[Cell]:
        """The cells that head this value."""
        return [label.cell for label in (self.borough, self.indicator, self.quarter) if label and label.cell.row]


def places(block: Block) -> Iterator[Place]:
    """Every value cell of the block, blank ones too, with the headings that speak for it."""
    grid, titles, carried, over = Grid(block), _titles(block), {}, ""
    for row in block.body:
        labels = grid.row_labels(row)
        if labels and _holds_values(grid, row, labels):
            for column in grid.values:
                yield _place(grid, row, column, [*_nearest(labels, column), *_heads(grid, column)], [carried, titles])
            # A heading may stand on the first of its rows only; in a list every row speaks for itself.
            carried |= {_says(label): label for label in labels if grid.across and label.kind in DIMENSIONS}
        elif labels:
            over = _says(labels[0])
            carried |= {_says(label): label for label in labels}
        elif over and row not in grid.numbered:
            # A sub-heading nobody can read still ends what the one before it said.
            carried[over] = Label(block.sheet.rows[row][0], over)


def _says(label: Label) -> str:
    return "year" if label.is_year else label.kind


def _holds_values(grid: Grid, row: int, labels: list[Label]) -> bool:
    """Whether the row is a row of the table; a heading alone, unlike those of other rows, is a sub-heading."""
    return row in grid.numbered or len(labels) > 1 or labels[0].kind in grid.usual


def _nearest(labels: list[Label], column: int) -> list[Label]:
    """Row headings in the order they speak for a column: to its left first, nearest first."""
    return sorted(labels, key=lambda label: (label.cell.column > column, abs(label.cell.column - column)))


def _heads(grid: Grid, column: int) -> list[Label]:
    """Column headings from the lowest up; one above reaches to the right until the next begins."""
    labels, sheet = [grid.values[column]], grid.block.sheet
    for row in reversed(grid.block.heads[:-1]):
        left = [cell for cell in sheet.rows[row] if cell.column <= column]
        reaches = left and (sheet.reach(left[-1]) >= column or sheet.reach(left[-1]) == left[-1].column)
        if reaches and (label := grid.label(row, left[-1].column)):
            labels.append(label)
    return labels


def _place(grid: Grid, row: int, column: int, labels: list[Label], context: list[dict[str, Label]]) -> Place:
    kinds = {label.kind for label in labels}
    return Place(
        grid.block.sheet.at(row, column),
        *(
            _first(kind, labels, context) or _corner(grid, kind, column) or _outside(grid.block, kind)
            for kind in ("borough", "indicator")
        ),
        _quarter(labels, context, grid.block),
        grid.beside(row),
        total=bool(kinds & {"total", "derived"}),
    )


def _first(kind: str, labels: list[Label], context: list[dict[str, Label]]) -> Label | None:
    own = next((label for label in labels if label.kind == kind), None)
    return own or next((carried[kind] for carried in context if kind in carried), None)


def _corner(grid: Grid, kind: str, column: int) -> Label | None:
    """The heading where header row and row headings cross: the nearest, in a column that holds no values."""
    head = grid.block.heads[-1]
    labels = [label for at in grid.down if (label := grid.label(head, at)) and label.kind == kind]
    return next(iter(_nearest(labels, column)), None)


def _outside(block: Block, kind: str) -> Label | None:
    """What the sheet's name, then the file's name, says of the dimension."""
    read = find_borough if kind == "borough" else read_indicator
    for text in (block.sheet.name, block.sheet.title):
        if (name := read(text)) and (name.key or text == block.sheet.title):
            return Label(replace(NOWHERE, text=text), kind, name=name)
    return None


def _titles(block: Block) -> dict[str, Label]:
    """What the titles say, the nearest first."""
    found: dict[str, Label] = {}
    for title in reversed(block.titles):
        label = block.labels.get((title.row, title.column))
        borough = find_borough(title.text)
        # "LBB" as a title of its own is a refusal; in passing it says nothing.
        if borough and (borough.key or label):
            found.setdefault("borough", Label(title, "borough", name=borough))
        if indicator := read_indicator(title.text):
            found.setdefault("indicator", Label(title, "indicator", name=indicator))
        if (quarter := find_quarter(title.text)) and quarter.quarter:
            found.setdefault("quarter", Label(title, "quarter", quarter=quarter))
    return found


def _quarter(labels: list[Label], context: list[dict[str, Label]], block: Block) -> Label | None:
    """The quarter heading, with its year taken from another heading or the one year of the titles."""
    near = [label for label in labels if label.kind == "quarter"]
    near += [carried[says] for carried in context for says in ("quarter", "year") if says in carried]
    months = next((label for label in near if not label.is_year), None)
    if months is None:
        heading = read_quarter(block.sheet.name)
        return Label(replace(NOWHERE, text=block.sheet.name), "quarter", quarter=heading) if heading else None
    year = next((label.quarter for label in near if label.is_year), None) or _year_of_titles(block)
    return replace(months, quarter=months.quarter.of(year)) if months.quarter and year else months


def _year_of_titles(block: Block) -> QuarterHeading | None:
    years = set().union(*(years_in(title.text) for title in block.titles), years_in(block.sheet.name))
    return years.pop() if len(years) == 1 else None
