"""Sums of rows and columns that call themselves totals: which cells may be the parts of one, and
whether the table's other totals are sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from analysis.declare.percentages import places_after_point
from draftcheck.finding import Finding, Rule
from draftcheck.labels import STRICT, TOTALS, is_percentage
from draftcheck.layout import Layout, in_tables
from draftcheck.numbers import Value, shown

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
_ROUNDED = re.compile(r"(?:because of|due to|owing to) rounding|figures? (?:are )?rounded", re.I)
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
    before, after = line[:at], line[at + 1 :]
    last = max((i for i in stops if i < at), default=-1)
    following = min((i for i in stops if i > at), default=len(line))
    for span in (before[last + 1 :], before, line[at + 1 : following], before + after):
        yield _of_kind(span, "part")
        yield _of_kind(span, "part", "all", "loose")
    totals = _of_kind(before, *TOTALS)
    since = max((i for i in stops if i < at and line[i].kind != "section"), default=-1) + 1
    parts = _of_kind(before[since:], "part")
    if len(totals) > 1:
        yield totals
        yield totals + parts
    if totals:
        yield totals[-1:] + parts


def _of_kind(cells: Iterable[Cell], *kinds: str) -> list[Cell]:
    return [cell for cell in cells if cell.kind in kinds]


def _added(cells: list[Cell]) -> Sum | None:
    """The sum of the cells; None where one of them hides its number, or there is nothing to add."""
    numbers = [cell.value.number for cell in cells if cell.value.kind == "number"]
    known = all(
        cell.value.kind in ("number", "blank", "dash") and not cell.value.percent for cell in cells
    )
    if not known or not numbers or len(cells) < 2:
        return None
    return Sum(sum(numbers, Decimal(0)), tuple(cells), len(numbers) < len(cells))


def slack(printed: Decimal, added: Sum, unit: Decimal) -> Decimal:
    """How far rounding may carry a printed total from the sum of its printed parts."""
    decimals = max(map(places_after_point, [printed, *added.numbers]))
    step = max(unit, Decimal(1).scaleb(-decimals) if decimals else Decimal(0))
    return step * (len(added.numbers) + 1) / 2


def rounded_to(text: str) -> Decimal:
    """The unit to which a table says its numbers are rounded; 0 where it says nothing."""
    if match := _NEAREST.search(text):
        return Decimal(_WORDS.get(match[1].lower(), 0) or int(match[1]))
    return Decimal(bool(_ROUNDED.search(text)))


def says_it_adds_not(text: str) -> bool:
    """Whether the text around a table says that its parts need not add to its totals."""
    return bool(_ADDS_NOT.search(text))


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
        return bool(self.agreeing)

    @property
    def agreeing(self) -> list[Sum]:
        """The sums it may be, as far as rounding lets it."""
        printed = self.cell.value.number
        return [
            added
            for added in self.options
            if abs(printed - added.total) <= slack(printed, added, self.unit)
        ]

    @property
    def weighs(self) -> bool:
        """Whether being right says that this line of the table holds sums."""
        return any(added.weighs for added in self.agreeing)

    @property
    def nearest(self) -> Sum:
        """The sum that was most probably meant."""
        return min(self.options, key=lambda added: abs(added.total - self.cell.value.number))


def doubtful_totals(table: Layout) -> Iterator[Finding]:
    """The totals of a table that are no sum of their parts."""
    groups = list(checks(table))
    nought = _dashes_are_nought(groups)
    wrong = [found for group in groups for found in judged(group, nought)]
    meant = {check.cell.at: check.nearest.total for check, _ in wrong}
    for check, sure in wrong:
        yield _finding(table, check, sure, meant)


def checks(table: Layout) -> Iterator[list[Check]]:
    """The totals of each line that calls itself one: first rows, then columns."""
    if says_it_adds_not(table.grid.notes) or is_percentage(table.grid.caption):
        return
    unit = rounded_to(table.grid.near)
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
    right = sum(check.weighs for check in group)
    wrong = [check for check in group if not check.right]
    for check in wrong:
        sure = _sure(check, right, len(wrong), len(group))
        hides = check.nearest.gap and check.cell.value.number > check.nearest.total
        if sure and not (hides and not dashes_are_nought):
            yield check, "likely" if sure == "certain" and hides else sure


def _sure(check: Check, right: int, wrong: int, known: int) -> str:
    printed, nearest = check.cell.value.number, check.nearest
    if check.kind in STRICT:
        if right >= wrong:
            return "certain"
        # One or two totals alone: nothing else shows that they are sums, but their name does.
        most = max(nearest.numbers)
        if known <= 2 and printed * 2 >= most:
            return "certain" if printed >= most else "likely"
        return "look" * bool(right)
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
    adding = f"{len(nearest.numbers)} numbers"
    if len(nearest.numbers) < 9:
        adding = " + ".join(map(shown, nearest.numbers))
    expected = f"{shown(nearest.total)}: {adding} = {shown(nearest.total)}"
    # A total may be wrong only because it was added from another wrong one.
    numbers = [cell for cell in nearest.cells if cell.value.number is not None]
    mended = sum((meant.get(cell.at, cell.value.number) for cell in numbers), Decimal(0))
    if mended == printed != nearest.total:
        expected += (
            f"; {shown(printed)} would be right if the doubtful totals above were as their own"
            " parts say"
        )
    return Finding(table.where(*check.cell.at), f"total {shown(printed)}", expected, sure)


RULES = (
    Rule(
        "total",
        "A row or column that calls itself a total is the sum of its parts.",
        in_tables(doubtful_totals),
        "totals",
        in_tables(lambda table: [check for group in checks(table) for check in group]),
    ),
)
