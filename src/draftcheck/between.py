"""The same number in two tables: cells that share row and column, and a row of one that is the
total of another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from draftcheck.document import Document
from draftcheck.finding import Finding, Rule
from draftcheck.labels import STRICT
from draftcheck.layout import Grid
from draftcheck.numbers import shown
from draftcheck.words import key, stems

_PERIOD = re.compile(
    r"""\b(?:years?|yrs?|phase|wave|round)\s*(\d+(?:/\d+)?)|\b(20\d\d(?:\s*[/–-]\s*\d\d)?)
    |\b(q[1-4])\b|\b((?:jan|apr|jul|oct)\w*\s*[-–]\s*\w+\s*\d+)""",
    re.I | re.X,
)
_FEWEST_SHARED = 3
# Tables further apart than this are not compared: no report says one thing twice so far away.
_FARTHEST_APART = 100


@dataclass(frozen=True)
class Twin:
    """One number that stands in two tables."""

    here: str
    there: str
    number: Decimal
    other: Decimal

    @property
    def agrees(self) -> bool:
        """Whether both tables print the same."""
        return self.number == self.other


def differing_tables(document: Document) -> Iterator[Finding]:
    """Numbers that two tables print differently though the rest of what they share agrees."""
    for twins in _pairs(document):
        agree = [twin for twin in twins if twin.agrees and twin.number > 1]
        differ = [twin for twin in twins if not twin.agrees]
        # Tables that agree in little are of different things: other boroughs, other terms.
        if differ and len(agree) >= max(2, 2 * len(differ)):
            for twin in differ:
                expected = f"{shown(twin.other)}, as in {twin.there}"
                yield Finding(twin.here, shown(twin.number), expected, "likely")


def compared(document: Document) -> Iterator[Twin]:
    """The numbers that stand in two tables and agree, or nearly all of them do."""
    for twins in _pairs(document):
        if sum(twin.agrees for twin in twins) * 2 > len(twins):
            yield from twins


def _pairs(document: Document) -> Iterator[list[Twin]]:
    for at, first in enumerate(document.grids):
        for second in document.grids[at + 1 : at + 1 + _FARTHEST_APART]:
            cells = _same_cells(first, second)
            if len(cells) >= _FEWEST_SHARED:
                yield cells
            yield from filter(None, (_same_total(first, second), _same_total(second, first)))


def _same_cells(a: Grid, b: Grid) -> list[Twin]:
    """The cells whose row and column are called the same in both tables."""
    rows, columns = (
        [(ours[name], theirs[name]) for name in ours if name in theirs]
        for ours, theirs in ((a.named_rows, b.named_rows), (a.named_columns, b.named_columns))
    )
    return _twins(a, b, [((r, c), (s, d)) for r, s in rows for c, d in columns])


def _same_total(summary: Grid, detail: Grid) -> list[Twin]:
    """The row of one table that another is all about, against the other's total row."""
    totals = [row for row, kind in detail.row_kinds.items() if kind in STRICT]
    if not totals or not detail.about or summary.corner & detail.corner:
        return []
    rows = [
        row
        for name, row in summary.named_rows.items()
        if summary.row_kinds[row] == "part" and (own := stems(name)) and own <= detail.about
    ]
    if len(rows) != 1:
        return []
    above = {at: _column_for(summary, detail.headers[at]) for at in detail.columns}
    cells = [((rows[0], to), (totals[-1], at)) for at, to in above.items() if to is not None]
    return _twins(summary, detail, cells)


def _twins(a: Grid, b: Grid, cells: list[tuple[tuple[int, int], tuple[int, int]]]) -> list[Twin]:
    twins = [
        Twin(
            a.where(row, at),
            b.where(to, there),
            a.values[row][at].number,
            b.values[to][there].number,
        )
        for (row, at), (to, there) in cells
    ]
    return [twin for twin in twins if twin.number is not None and twin.other is not None]


def _column_for(summary: Grid, header: str) -> int | None:
    """The one column of the summary with the same period and the same measure."""
    periods, words = _periods(header), stems(_PERIOD.sub(" ", header))
    same = [at for at in summary.columns if _periods(summary.headers[at]) == periods and periods]
    same = [at for at in same if stems(_PERIOD.sub(" ", summary.headers[at])) & words] or (
        same if not words else []
    )
    return same[0] if len(same) == 1 else None


def _periods(header: str) -> tuple[str, ...]:
    return tuple(key("".join(found)) for found in _PERIOD.findall(header))


RULES = (
    Rule(
        "between",
        "A number that stands in two tables is the same in both.",
        differing_tables,
        "numbers that stand in two tables",
        compared,
    ),
)
