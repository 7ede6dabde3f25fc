"""Sums of rows and columns that call themselves totals, judged by whether the table's other totals
are sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from draftcheck.adding import (
    TOTALS,
    Cell,
    Sum,
    agrees,
    column_line,
    rounded_to,
    row_line,
    says_it_adds_not,
    sums,
)
from draftcheck.document import Document
from draftcheck.finding import Finding
from draftcheck.labels import STRICT, is_percentage
from draftcheck.layout import Layout, layout
from draftcheck.numbers import shown

RULE = "total"


@dataclass(frozen=True)
class Check:
    """One printed total and what it may be."""

    cell: Cell
    kind: str
    options: tuple[Sum, ...]
    unit: Decimal

    @property
    def right(self) -> bool:
        """Whether it is one of the sums it may be."""
        return any(agrees(self.cell.value.number, added, self.unit) for added in self.options)

    @property
    def weighs(self) -> bool:
        """Whether being right says that this line of the table holds sums."""
        return self.right and any(
            added.weighs
            for added in self.options
            if agrees(self.cell.value.number, added, self.unit)
        )

    @property
    def nearest(self) -> Sum:
        """The sum that was most probably meant."""
        return min(self.options, key=lambda added: abs(added.total - self.cell.value.number))


def doubtful_totals(document: Document) -> Iterator[Finding]:
    """The totals of every table that are no sum of their parts."""
    for grid in document.grids:
        table = layout(grid)
        groups = list(checks(table))
        wrong = [
            (check, sure)
            for group in groups
            for check, sure in judged(group, _dashes_are_nought(groups))
        ]
        meant = {check.cell.at: check.nearest.total for check, _ in wrong}
        for check, sure in wrong:
            yield _finding(table, check, sure, meant)


def count(document: Document) -> int:
    """How many totals could be compared."""
    return sum(len(group) for grid in document.grids for group in checks(layout(grid)))


def checks(table: Layout) -> Iterator[list[Check]]:
    """The totals of each line that calls itself one: first rows, then columns."""
    near = table.grid.near
    if says_it_adds_not(table.grid.notes) or is_percentage(table.grid.caption):
        return
    unit = rounded_to(near)
    counted = [at for at in table.columns if table.column_kinds[at] not in ("derived", "label")]
    for row, kind in table.row_kinds.items():
        if kind in TOTALS:
            yield _checks(
                kind, [(column_line(table, at), row - table.head) for at in counted], unit
            )
    for column, kind in table.column_kinds.items():
        rows = [at for at in table.rows if table.row_kinds[at] not in ("derived", "section")]
        if kind in TOTALS:
            yield _checks(kind, [(row_line(table, at), column - table.stubs) for at in rows], unit)


def _checks(kind: str, lines: list[tuple[list[Cell], int]], unit: Decimal) -> list[Check]:
    found = []
    for line, at in lines:
        if (
            line[at].value.kind == "number"
            and not line[at].value.percent
            and (options := sums(line, at))
        ):
            check = Check(line[at], kind, tuple(options), unit)
            if not _is_hundred(check):
                found.append(check)
    return found


def _is_hundred(check: Check) -> bool:
    """Whether these are percentages without their sign, which another rule looks at."""
    nearest = check.nearest
    return (
        check.cell.value.number == 100
        and abs(nearest.total - 100) * 2 <= len(nearest.cells)
        and not check.right
    )


def judged(group: list[Check], dashes_are_nought: bool) -> Iterator[tuple[Check, str]]:
    """The wrong totals of one line, and how sure. A line of which none is a sum holds something
    else.
    """
    right, wrong = (
        [check for check in group if check.weighs],
        [check for check in group if not check.right],
    )
    for check in wrong:
        sure = _sure(check, len(right), len(wrong), len(group))
        hides = check.nearest.gap and check.cell.value.number > check.nearest.total
        if sure and not (hides and not dashes_are_nought):
            yield check, "likely" if sure == "certain" and hides else sure


def _sure(check: Check, right: int, wrong: int, known: int) -> str:
    printed, nearest = check.cell.value.number, check.nearest
    if check.kind in STRICT:
        if right >= wrong:
            return "certain"
        # One or two totals alone: nothing else shows that they are sums, but their name does.
        few = known <= 2 and printed * 2 >= max(nearest.numbers)
        return (
            ("certain" if printed >= max(nearest.numbers) else "likely")
            if few
            else "look" * bool(right)
        )
    if right and right >= wrong:
        return "likely"
    # "All" may stand over an average or over people counted once.
    is_close = max(nearest.numbers) < printed and abs(printed - nearest.total) * 5 <= nearest.total
    return "look" if check.kind == "all" and known == 1 and is_close else ""


def _dashes_are_nought(groups: list[list[Check]]) -> bool:
    """Whether some total in the table shows that a blank or a dash adds nothing."""
    return any(check.weighs and check.nearest.gap for group in groups for check in group)


def _finding(
    table: Layout, check: Check, sure: str, meant: dict[tuple[int, int], Decimal]
) -> Finding:
    nearest, printed = check.nearest, check.cell.value.number
    adding = (
        " + ".join(map(shown, nearest.numbers))
        if len(nearest.numbers) < 9
        else f"{len(nearest.numbers)} numbers"
    )
    expected = f"{shown(nearest.total)}: {adding} = {shown(nearest.total)}"
    # A total may be wrong only because it was added from another wrong one.
    mended = sum(
        (
            meant.get(cell.at, cell.value.number)
            for cell in nearest.cells
            if cell.value.number is not None
        ),
        Decimal(0),
    )
    if mended == printed != nearest.total:
        expected += (
            f"; {shown(printed)} would be right if the doubtful totals above were as their own"
            " parts say"
        )
    return Finding(table.where(*check.cell.at), RULE, f"total {shown(printed)}", expected, sure)
