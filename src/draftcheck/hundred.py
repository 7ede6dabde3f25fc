"""Percentages that should add to 100: under a total of 100, or of answers of which only one can be
given.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from analysis.declare.percentages import rounding
from draftcheck.document import in_tables
from draftcheck.finding import Finding, Rule
from draftcheck.labels import TOTALS, is_percentage
from draftcheck.layout import Grid
from draftcheck.numbers import Value, shown
from draftcheck.totals import says_it_adds_not
from draftcheck.words import key

_REST = re.compile(
    "(others?|other (?:answers?|reasons?|ethnic groups?|ethnicit(y|ies)|please specify)|unknown"
    "|not known|not stated|not recorded|prefer not to (say|answer)|don ?t know|no answer|neither.*"
    "|none|none of these|missing|undecided|not sure|unsure)"
)
_OPPOSITES = "yes no|agree disagree|male female|men women|satisfied dissatisfied"
_HUNDRED = "100, or what rounding makes of it"
# Sums further from 100 than this are no slip: more than one answer could be given.
_WITHIN = 12


@dataclass(frozen=True)
class Group:
    """Percentages of a column between two sections or totals, and the row of the total of 100 that
    ends them.
    """

    column: int
    parts: dict[int, Value]
    total: int | None
    one_answer: bool


@in_tables
def not_hundred(table: Grid) -> Iterator[Finding]:
    """Percentages that should add to 100 and do not, beyond what rounding can do."""
    if not says_it_adds_not(table.notes):
        for group in _groups(table):
            yield from _judged(table, group)
    yield from _rows(table)


@in_tables
def adding_up(table: Grid) -> Iterator[Group]:
    """The groups of percentages that should add to 100."""
    for group in _groups(table):
        if group.total is not None or group.one_answer:
            yield group


def _groups(table: Grid) -> Iterator[Group]:
    ends = [row for row in table.rows if table.row_kinds[row] in (*TOTALS, "section")]
    for column in table.percentages:
        values = table.column(column)
        for _, rows in groupby(table.rows, key=lambda row: bisect_left(ends, row)):
            rows = list(rows)
            parts = {
                row: values[row]
                for row in rows
                if table.row_kinds[row] in ("part", "derived") and values[row].kind != "text"
            }
            numbers = {row: value for row, value in parts.items() if value.kind == "number"}
            is_total = table.row_kinds[rows[-1]] in TOTALS and values[rows[-1]].number == 100
            hides = any(value.kind == "hidden" for value in parts.values())
            if len(parts) > 1 and not hides:
                one_answer = _one_answer([key(table.labels[row]) for row in numbers])
                yield Group(column, numbers, rows[-1] if is_total else None, one_answer)


def _judged(table: Grid, group: Group) -> Iterator[Finding]:
    added, off = _added(group.parts.values())
    if not off or len(group.parts) < 2:
        return
    if group.total is not None:
        sure = "certain" if off <= 50 else "look"
        says = f"percentages under a total of 100 add to {shown(added)}"
        yield Finding(table.where(group.total, group.column), says, _HUNDRED, sure)
    elif off <= _WITHIN and group.one_answer:
        says = f"{len(group.parts)} percentages add to {shown(added)}"
        expected = "100, if each person gave one answer"
        yield Finding(table.where_column(group.column, min(group.parts)), says, expected, "look")


def _added(values: Iterable[Value]) -> tuple[Decimal, Decimal]:
    """What percentages add to, and how far that is from 100; nought where rounding alone may carry
    it there.
    """
    numbers = [value.number for value in values]
    added = sum(numbers, Decimal(0))
    off = abs(added - 100)
    return added, off if off > sum(map(rounding, numbers)) else Decimal(0)


def _one_answer(labels: list[str]) -> bool:
    """Whether labels are those of a question with one answer: a rest such as "Other", or
    opposites.
    """
    words = set(" ".join(labels).split())
    opposites = any(words.issuperset(pair.split()) for pair in _OPPOSITES.split("|"))
    return len(labels) > 1 and (opposites or any(map(_REST.fullmatch, labels)))


def _rows(table: Grid) -> Iterator[Finding]:
    """Rows of percentages that end in a total of 100."""
    for column in (at for at in table.columns if "total" in key(table.headers[at])):
        others = [
            at
            for at in table.columns
            if at < column and table.column_kinds[at] in ("part", "derived")
        ]
        named = is_percentage(table.caption) or all(
            is_percentage(table.headers[at]) for at in others
        )
        for row in table.rows if len(others) > 2 else ():
            values = [table.values[row][at] for at in others]
            are_percentages = all(
                value.kind == "number" and (named or value.percent) for value in values
            )
            if table.values[row][column].number == 100 and are_percentages:
                added, off = _added(values)
                if off:
                    says = f"percentages beside a total of 100 add to {shown(added)}"
                    yield Finding(table.where(row, column), says, _HUNDRED, "certain")


RULES = (
    Rule(
        "hundred",
        "Percentages under a total of 100, or of a question with one answer, add to 100 but for"
        " rounding.",
        not_hundred,
        "groups of percentages that should add to 100",
        adding_up,
    ),
)
