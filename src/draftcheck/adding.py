"""What a line of cells may add to: which cells are the parts of a total, and what is not known of
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from analysis.declare.percentages import places_after_point
from draftcheck.layout import Layout
from draftcheck.numbers import Value

TOTALS = ("total", "grand", "sub", "all", "loose")
_ADDS_NOT = re.compile(
    r"more than one|more than once|double[- ]count|do(es)? not (add|sum)|may not (add|sum)|counted"
    r" (only )?once|"
    r"multiple (responses|answers|choice)|select(ed)? (more|all|several)|tick(ed)? (all|more)|not"
    r" mutually|"
    r"choose (more|all|several)|several answers|not all .{0,40}(are )?shown|unique"
    r" (people|individuals|families)|"
    r"top (five|ten|\d+)",
    re.I,
)
_NEAREST = re.compile(r"round\w* to (?:the )?(?:nearest )?(\d+|five|ten|hundred)\b", re.I)
_WORDS = {"five": 5, "ten": 10, "hundred": 100}


@dataclass(frozen=True)
class Cell:
    """A cell in a line, with the kind of the line that crosses there."""

    at: tuple[int, int]
    value: Value
    kind: str


@dataclass(frozen=True)
class Sum:
    """What some cells add to; `gap` where one of them is blank or a dash."""

    total: Decimal
    cells: tuple[Cell, ...]
    gap: bool

    @property
    def numbers(self) -> list[Decimal]:
        """The numbers that were added."""
        return [cell.value.number for cell in self.cells if cell.value.kind == "number"]

    @property
    def weighs(self) -> bool:
        """Whether agreeing with it means something: two numbers that are not nought were added."""
        return sum(number != 0 for number in self.numbers) > 1


def row_line(table: Layout, row: int) -> list[Cell]:
    """The cells of a row."""
    return [Cell((row, at), table.values[row][at], table.column_kinds[at]) for at in table.columns]


def column_line(table: Layout, column: int) -> list[Cell]:
    """The cells of a column below the headings."""
    return [Cell((at, column), table.values[at][column], table.row_kinds[at]) for at in table.rows]


def sums(line: list[Cell], at: int) -> list[Sum]:
    """What the total at a place of its line may honestly be."""
    found = {}
    for cells in _spans(line, at):
        if (added := _added(cells)) is not None:
            found.setdefault(added.total, added)
    return list(found.values())


def _spans(line: list[Cell], at: int) -> Iterator[list[Cell]]:
    """The cells that may be the parts of a total: since the last one, all before, all after, or
    totals themselves.
    """
    stops = [i for i, cell in enumerate(line) if cell.kind in (*TOTALS, "section")]
    last = max((i for i in stops if i < at), default=-1)
    following = min((i for i in stops if i > at), default=len(line))
    for span in (
        line[last + 1 : at],
        line[:at],
        line[at + 1 : following],
        line[:at] + line[at + 1 :],
    ):
        yield [cell for cell in span if cell.kind == "part"]
        yield [cell for cell in span if cell.kind in ("part", "all", "loose")]
    totals = [i for i in stops if line[i].kind != "section" and i < at]
    if len(totals) > 1:
        yield [line[i] for i in totals]
        yield [line[i] for i in totals] + [
            cell for cell in line[totals[-1] + 1 : at] if cell.kind == "part"
        ]
    before = max((i for i in totals), default=None)
    if before is not None:
        yield [line[before]] + [cell for cell in line[before + 1 : at] if cell.kind == "part"]


def _added(cells: list[Cell]) -> Sum | None:
    """The sum of the cells; None where one of them hides its number, or there is nothing to add."""
    numbers = [cell.value.number for cell in cells if cell.value.kind == "number"]
    known = all(
        cell.value.kind in ("number", "blank", "dash") and not cell.value.percent for cell in cells
    )
    if not known or not numbers or len(cells) < 2:
        return None
    return Sum(sum(numbers, Decimal(0)), tuple(cells), len(numbers) < len(cells))


def agrees(printed: Decimal, added: Sum, unit: Decimal) -> bool:
    """Whether the printed total is this sum, as far as rounding lets it be."""
    return abs(printed - added.total) <= slack(printed, added, unit)


def slack(printed: Decimal, added: Sum, unit: Decimal) -> Decimal:
    """How far rounding may carry a printed total from the sum of its printed parts."""
    decimals = max(map(places_after_point, [printed, *added.numbers]))
    step = max(unit, Decimal(1).scaleb(-decimals) if decimals else Decimal(0))
    return step * (len(added.numbers) + 1) / 2


def rounded_to(text: str) -> Decimal:
    """The unit to which a table says its numbers are rounded; 0 where it says nothing."""
    if match := _NEAREST.search(text):
        return Decimal(_WORDS.get(match[1].lower(), 0) or int(match[1]))
    return (
        Decimal(1)
        if re.search(
            r"(?:because of|due to|owing to) rounding|figures? (?:are )?rounded", text, re.I
        )
        else Decimal(0)
    )


def says_it_adds_not(text: str) -> bool:
    """Whether the text around a table says that its parts need not add to its totals."""
    return bool(_ADDS_NOT.search(text))
