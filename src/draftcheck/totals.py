"""Sums of rows and columns that call themselves totals: which cells may be the parts of one, and
whether the table's other totals are sums.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from analysis.declare.percentages import places_after_point
from draftcheck.document import in_tables
from draftcheck.finding import Finding, Rule
from draftcheck.labels import STRICT, TOTALS, is_percentage
from draftcheck.layout import Grid
from draftcheck.numbers import Value, shown

_ADDS_NOT = re.compile(
    r"""more\ than\ one|more\ than\ once|double[- ]count|do(es)?\ not\ (add|sum)
    |may\ not\ (add|sum)|counted\ (only\ )?once|multiple\ (responses|answers|choice)
    |select(ed)?\ (more|all|several)|tick(ed)?\ (all|more)|not\ mutually
    |choose\ (more|all|several)|several\ answers|not\ all\ .{0,40}(are\ )?shown
    |unique\ (people|individuals|families)|top\ (five|ten|\d+)""",
    re.I | re.X,
)
_NEAREST = re.compile(r"round\w* to (?:the )?(?:nearest )?(\d+|five|ten|hundred)\b", re.I)
_ROUNDED = re.compile(r"(?:because of|due to|owing to) rounding|figures? (?:are )?rounded", re.I)
_WORDS = {"five": 5, "ten": 10, "hundred": 100}
_STOPS = (*TOTALS, "section")
# Lines of which no total is asked.
_NEVER_ADDED = ("derived", "label", "section")


@dataclass(frozen=True)
class Cell:
    """A cell in a line, with the kind of the line that crosses there."""

    at: tuple[int, int]
    value: Value
    kind: str


@dataclass(frozen=True)
class Sum:
    """Cells that are added."""

    cells: list[Cell]

    @property
    def numbers(self) -> list[Decimal]:
        """The numbers that are added."""
        return [cell.value.number for cell in self.cells if cell.value.kind == "number"]

    @property
    def total(self) -> Decimal:
        """What they add to."""
        return sum(self.numbers, Decimal(0))

    @property
    def gap(self) -> bool:
        """Whether one of the cells is blank or a dash."""
        return len(self.numbers) < len(self.cells)

    @property
    def weighs(self) -> bool:
        """Whether agreeing with it means something: two numbers that are not nought are added."""
        return sum(number != 0 for number in self.numbers) > 1


@dataclass(frozen=True)
class Check:
    """One printed total, the sum that was most probably meant, and the sums it is as far as
    rounding lets it.
    """

    cell: Cell
    kind: str
    nearest: Sum
    agreeing: list[Sum]

    @property
    def weighs(self) -> bool:
        """Whether being right says that this line of the table holds sums."""
        return any(added.weighs for added in self.agreeing)


@in_tables
def doubtful_totals(table: Grid) -> Iterator[Finding]:
    """The totals of a table that are no sum of their parts."""
    groups = list(_groups(table))
    # Some total may show that a blank or a dash adds nothing.
    nought = any(check.weighs and check.nearest.gap for group in groups for check in group)
    wrong = [found for group in groups for found in _judged(group, nought)]
    meant = {check.cell.at: check.nearest.total for check, _ in wrong}
    for check, sure in wrong:
        expected = _expected(check, meant)
        says = f"total {shown(check.cell.value.number)}"
        yield Finding(table.where(*check.cell.at), says, expected, sure)


@in_tables
def totals(table: Grid) -> Iterator[Check]:
    """The totals of a table."""
    for group in _groups(table):
        yield from group


def _groups(table: Grid) -> Iterator[list[Check]]:
    """The totals of each line that calls itself one: first rows, then columns."""
    if says_it_adds_not(table.notes) or is_percentage(table.caption):
        return
    unit = _rounded_to(table.near)
    rows, columns = table.row_kinds, table.column_kinds
    down = [
        [Cell((row, column), table.values[row][column], rows[row]) for row in rows]
        for column in columns
        if columns[column] not in _NEVER_ADDED
    ]
    across = [
        [Cell((row, column), table.values[row][column], columns[column]) for column in columns]
        for row in rows
        if rows[row] not in _NEVER_ADDED
    ]
    for kinds, lines in ((rows, down), (columns, across)):
        for at, kind in enumerate(kinds.values()):
            if kind in TOTALS:
                yield [check for line in lines if (check := _check(kind, line, at, unit))]


def _check(kind: str, line: list[Cell], at: int, unit: Decimal) -> Check | None:
    """The total at a place of a line; None where nothing there can be one."""
    printed = line[at].value.number
    if line[at].value.kind != "number" or line[at].value.percent:
        return None
    sums: dict[Decimal, Sum] = {}
    for added in filter(_is_known, map(Sum, _spans(line, at))):
        sums.setdefault(added.total, added)
    if not sums:
        return None
    nearest = min(sums.values(), key=lambda added: abs(added.total - printed))
    agreeing = [
        added
        for total, added in sums.items()
        if abs(printed - total) <= _slack(printed, added, unit)
    ]
    # Percentages without their sign, which another rule looks at.
    is_hundred = printed == 100 and abs(nearest.total - 100) * 2 <= len(nearest.cells)
    return None if is_hundred and not agreeing else Check(line[at], kind, nearest, agreeing)


def _spans(line: list[Cell], at: int) -> Iterator[list[Cell]]:
    """The cells that may be the parts of a total: since the last one, all before, all after, or
    totals themselves.
    """
    before, after = line[:at], line[at + 1 :]
    following = list(takewhile(lambda cell: cell.kind not in _STOPS, after))
    for span in (_since_last(before, _STOPS), before, following, before + after):
        yield _of_kind(span, ("part",))
        yield _of_kind(span, ("part", "all", "loose"))
    totals, parts = _of_kind(before, TOTALS), _of_kind(_since_last(before, TOTALS), ("part",))
    if totals:
        yield totals
        yield totals + parts
        yield totals[-1:] + parts


def _since_last(cells: list[Cell], kinds: tuple[str, ...]) -> list[Cell]:
    """The cells after the last of some kinds."""
    last = max((at for at, cell in enumerate(cells) if cell.kind in kinds), default=-1)
    return cells[last + 1 :]


def _of_kind(cells: list[Cell], kinds: tuple[str, ...]) -> list[Cell]:
    return [cell for cell in cells if cell.kind in kinds]


def _is_known(added: Sum) -> bool:
    """Whether none of the cells hides its number, and there is something to add."""
    known = all(
        cell.value.kind in ("number", "blank", "dash") and not cell.value.percent
        for cell in added.cells
    )
    return known and len(added.cells) > 1 and bool(added.numbers)


def _slack(printed: Decimal, added: Sum, unit: Decimal) -> Decimal:
    """How far rounding may carry a printed total from the sum of its printed parts."""
    decimals = max(map(places_after_point, [printed, *added.numbers]))
    step = max(unit, Decimal(1).scaleb(-decimals) if decimals else Decimal(0))
    return step * (len(added.numbers) + 1) / 2


def _rounded_to(text: str) -> Decimal:
    """The unit to which a table says its numbers are rounded; 0 where it says nothing."""
    if match := _NEAREST.search(text):
        unit = match[1].lower()
        return Decimal(_WORDS.get(unit, unit))
    return Decimal(bool(_ROUNDED.search(text)))


def says_it_adds_not(text: str) -> bool:
    """Whether the text around a table says that its parts need not add to its totals."""
    return bool(_ADDS_NOT.search(text))


def _judged(group: list[Check], dashes_are_nought: bool) -> Iterator[tuple[Check, str]]:
    """The wrong totals of one line, and how sure. A line of which none is a sum holds something
    else.
    """
    right = sum(check.weighs for check in group)
    wrong = [check for check in group if not check.agreeing]
    for check in wrong:
        sure = _sure(check, right, len(wrong), len(group))
        hides = check.nearest.gap and check.cell.value.number > check.nearest.total
        if sure and (dashes_are_nought or not hides):
            yield check, "likely" if sure == "certain" and hides else sure


def _sure(check: Check, right: int, wrong: int, known: int) -> str:
    printed, nearest = check.cell.value.number, check.nearest
    most = max(nearest.numbers)
    if check.kind in STRICT:
        if right >= wrong:
            return "certain"
        # One or two totals alone: nothing else shows that they are sums, but their name does.
        if known <= 2 and printed * 2 >= most:
            return "certain" if printed >= most else "likely"
        return "look" * bool(right)
    if right and right >= wrong:
        return "likely"
    # "All" may stand over an average or over people counted once.
    is_close = most < printed and abs(printed - nearest.total) * 5 <= nearest.total
    return "look" if check.kind == "all" and known == 1 and is_close else ""


def _expected(check: Check, meant: dict[tuple[int, int], Decimal]) -> str:
    nearest, printed = check.nearest, check.cell.value.number
    adding = f"{len(nearest.numbers)} numbers"
    if len(nearest.numbers) < 9:
        adding = " + ".join(map(shown, nearest.numbers))
    expected = f"{shown(nearest.total)}: {adding} = {shown(nearest.total)}"
    # A total may be wrong only because it was added from another wrong one.
    mended = sum(meant.get(cell.at, cell.value.number or 0) for cell in nearest.cells)
    if mended == printed != nearest.total:
        expected += (
            f"; {shown(printed)} would be right if the doubtful totals above were as their own"
            " parts say"
        )
    return expected


RULES = (
    Rule(
        "total",
        "A row or column that calls itself a total is the sum of its parts.",
        doubtful_totals,
        "totals",
        totals,
    ),
)
