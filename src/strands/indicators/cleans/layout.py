"""Which borough, indicator and quarter each value cell belongs to, by the headings that speak for
it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.read.label.names import OUTSIDER, find_borough, is_elsewhere
from analysis.read.label.quarters import find_quarter, read_quarter, year_of
from analysis.read.open.sheet import Cell, spoken
from strands.indicators.cleans.blocks import DIMENSIONS, Block
from strands.indicators.cleans.grid import Grid
from strands.indicators.cleans.labels import Label
from strands.indicators.cleans.wordings import read_indicator

# The year that a title ends with: "Referrals with DA, 2025-26".
_YEAR = re.compile(r"[\s,:(–-]+(?:in |for )?(?:20)?\d\d ?[-/–] ?(?:20)?\d\d\)?\s*$")


@dataclass(frozen=True)
class Place:
    """One value cell and what its headings say; a dimension nobody states has no label. `around`
    are the cells that may say what kind of number it is, the nearest first, `part` the part of the
    borough it is of, `rival` a number beside it that could be the value as well.
    """

    cell: Cell
    borough: Label | None
    indicator: Label | None
    quarter: Label | None
    beside: tuple[Cell, ...]
    around: tuple[Cell, ...] = ()
    part: Cell | None = None
    rival: Cell | None = None
    total: bool = False

    @property
    def headings(self) -> list[Cell]:
        """The cells that head this value."""
        return [
            label.cell
            for label in (self.borough, self.indicator, self.quarter)
            if label and label.cell.row
        ]


def places(block: Block) -> Iterator[Place]:
    """Every value cell of the block, blank ones too, with the headings that speak for it."""
    grid, titles, carried, over = Grid(block), _titles(block), {}, ""
    titles = {says: label for says, label in titles.items() if says not in grid.own}
    for row in block.body:
        labels = grid.row_labels(row)
        carried = _still_said(carried, labels)
        if grid.goes_on(row) or (labels and _holds_values(grid, row, labels)):
            for column in grid.values:
                yield _place(
                    grid,
                    row,
                    column,
                    [*_nearest(labels, column), *_heads(grid, column)],
                    [carried, titles],
                )
            # A heading may stand on the first of its rows only; in a list every row speaks for
            # itself.
            carried |= {
                _says(label): label for label in labels if grid.across and label.kind in DIMENSIONS
            }
        elif labels:
            over = _says(labels[0])
            carried |= {_says(label): label for label in labels}
        elif over and row not in grid.numbered:
            # A sub-heading nobody can read still ends what the one before it said.
            carried[over] = Label(block.sheet.rows[row][0], over)


def _still_said(carried: dict[str, Label], labels: list[Label]) -> dict[str, Label]:
    """The headings that still speak: a new borough ends what was said of the indicators under the
    one before.
    """
    kinds, named = list(carried), {_says(label) for label in labels}
    end = min((kinds.index(kind) for kind in named if kind in carried), default=len(kinds))
    return {kind: carried[kind] for kind in kinds[:end]}


def _says(label: Label) -> str:
    return "year" if label.is_year else label.kind


def _holds_values(grid: Grid, row: int, labels: list[Label]) -> bool:
    """Whether the row is a row of the table; a heading alone, unlike those of other rows, is a
    sub-heading.
    """
    return row in grid.numbered or len(labels) > 1 or labels[0].kind in grid.usual


def _nearest(labels: list[Label], column: int) -> list[Label]:
    """Row headings in the order they speak for a column: to its left first, nearest first."""
    return sorted(
        labels, key=lambda label: (label.cell.column > column, abs(label.cell.column - column))
    )


def _heads(grid: Grid, column: int) -> list[Label]:
    """Column headings from the lowest up; one above reaches to the right until the next begins."""
    labels, sheet = [grid.values[column]], grid.block.sheet
    for row in reversed(grid.block.heads[:-1]):
        left = [cell for cell in sheet.rows[row] if cell.column <= column]
        reaches = left and (
            sheet.reach(left[-1]) >= column or sheet.reach(left[-1]) == left[-1].column
        )
        if reaches and (label := grid.label(row, left[-1].column)):
            labels.append(label)
    return labels


def _place(
    grid: Grid, row: int, column: int, labels: list[Label], context: list[dict[str, Label]]
) -> Place:
    kinds = {label.kind for label in labels}
    return Place(
        grid.block.sheet.at(row, column),
        _named("borough", labels, context, grid, column),
        _named("indicator", labels, context, grid, column),
        _quarter(labels, context, grid, column),
        grid.beside(row),
        _around(grid, row, column),
        grid.part(row),
        grid.rival(row, column),
        total=bool(kinds & {"total", "derived"}),
    )


def _named(
    kind: str, labels: list[Label], context: list[dict[str, Label]], grid: Grid, column: int
) -> Label | None:
    """The heading of one kind that speaks for a value: its own, then one above, then the names
    around the table.
    """
    carried, titles = context
    near = [label for label in labels if label.kind == kind]
    near += [carried[kind]] if kind in carried else []
    if not near and kind == "borough" and is_elsewhere(grid.block.sheet.name):
        # Whatever a title says: a sheet "England" in Hackney's file is not Hackney's for certain.
        return _outside(grid.block, kind)
    near += [titles[kind]] if kind in titles else []
    if near or kind in grid.own:
        return next(iter(near), None)
    return _corner(grid, kind, column) or _outside(grid.block, kind)


def _around(grid: Grid, row: int, column: int) -> tuple[Cell, ...]:
    names = (*reversed(grid.block.titles), spoken(grid.block.sheet.name))
    unit = replace(grid.block.sheet.at(row, column), text=grid.block.sheet.at(row, column).unit)
    near = [*grid.units(row), *reversed(grid.over(column))]
    # "Number" over every column is no answer to a title that says "Rates per 10,000".
    return (unit, *(near if grid.is_contrasted else []), *names)


def _corner(grid: Grid, kind: str, column: int) -> Label | None:
    """The heading where header row and row headings cross: the nearest, in a column that holds no
    numbers.
    """
    sheet, head = grid.block.sheet, grid.block.heads[-1]
    texts = [at for at in grid.down if not grid.holds_numbers(at)]
    labels = [label for at in texts if (label := grid.label(head, at)) and label.kind == kind]
    if not labels and kind == "borough":
        # "Camden return" in the corner names a borough as a title does.
        named = [(cell, find_borough(cell.text)) for at in texts if (cell := sheet.at(head, at))]
        labels = [Label(cell, kind, name=name) for cell, name in named if name]
    return next(iter(_nearest(labels, column)), None)


def _outside(block: Block, kind: str) -> Label | None:
    """What the sheet's name, then the file's name, says of the dimension."""
    read = find_borough if kind == "borough" else read_indicator
    if kind == "borough" and is_elsewhere(block.sheet.name):
        return Label(spoken(block.sheet.name), kind, name=OUTSIDER)
    for text in (block.sheet.name, block.sheet.title):
        if (name := read(text)) and (name.key or name == OUTSIDER or text == block.sheet.title):
            return Label(spoken(text), kind, name=name)
    return None


def _titles(block: Block) -> dict[str, Label]:
    """What the titles say, the nearest first."""
    found: dict[str, Label] = {}
    for title in reversed(block.titles):
        label = block.labels.get((title.row, title.column))
        borough = OUTSIDER if is_elsewhere(title.text) else find_borough(title.text)
        # "LBB" as a title of its own is a refusal; in passing it says nothing.
        if borough and (borough.key or borough == OUTSIDER or label):
            found.setdefault("borough", Label(title, "borough", name=borough))
        if indicator := read_indicator(_YEAR.sub("", title.text)):
            found.setdefault("indicator", Label(title, "indicator", name=indicator))
        if (quarter := find_quarter(title.text)) and quarter.quarter:
            found.setdefault("quarter", Label(title, "quarter", quarter=quarter))
    return found


def _quarter(
    labels: list[Label], context: list[dict[str, Label]], grid: Grid, column: int
) -> Label | None:
    """The quarter heading, with its year taken from another heading or the one year of the titles."""
    near = [label for label in labels if label.kind == "quarter"]
    near += [
        carried[says] for carried in context for says in ("quarter", "year") if says in carried
    ]
    around = (
        []
        if "quarter" in grid.own
        else [_corner(grid, "quarter", column), _quarter_of_sheet(grid.block)]
    )
    months = next((label for label in (*near, *around) if label and not label.is_year), None)
    if months is None:
        return None
    year = next((label.quarter for label in near if label.is_year), None)
    year = year or year_of([title.text for title in grid.block.titles] + [grid.block.sheet.name])
    return replace(months, quarter=months.quarter.of(year)) if months.quarter and year else months


def _quarter_of_sheet(block: Block) -> Label | None:
    heading = read_quarter(block.sheet.name)
    return Label(spoken(block.sheet.name), "quarter", quarter=heading) if heading else None
