"""Percentages that should add to 100: under a total of 100, or of answers of which only one can be
given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from analysis.declare.percentages import places_after_point
from draftcheck.finding import Finding, Rule
from draftcheck.grim import percentage_columns
from draftcheck.labels import TOTALS, is_percentage
from draftcheck.layout import Layout, in_tables
from draftcheck.numbers import Value, shown
from draftcheck.totals import says_it_adds_not
from draftcheck.words import key

_REST = re.compile(
    "(others?|other (?:answers?|reasons?|ethnic groups?|ethnicit(y|ies)|please specify)|unknown"
    "|not known|not stated|not recorded|prefer not to (say|answer)|don ?t know|no answer|neither.*"
    "|none|none of these|missing|undecided|not sure|unsure)"
)
_OPPOSITES = (
    ("yes", "no"),
    ("agree", "disagree"),
    ("male", "female"),
    ("men", "women"),
    ("satisfied", "dissatisfied"),
)
_HUNDRED = "100, or what rounding makes of it"
# Sums further from 100 than this are no slip: more than one answer could be given.
_WITHIN = 12


def not_hundred(table: Layout) -> Iterator[Finding]:
    """Percentages that should add to 100 and do not, beyond what rounding can do."""
    if not says_it_adds_not(table.grid.notes):
        for column, parts, total in _groups(table):
            yield from _judged(table, column, parts, total)
    yield from _rows(table)


def adding_up(table: Layout) -> list:
    """The groups of percentages that should add to 100."""
    groups = _groups(table)
    return [parts for _, parts, total in groups if total is not None or _one_answer(table, parts)]


def _groups(table: Layout) -> Iterator[tuple[int, dict[int, Value], int | None]]:
    """By column, the percentages between two sections or totals, and the row of the total of 100
    that ends them.
    """
    for column in percentage_columns(table):
        yield from ((column, *group) for group in _groups_of(table, column))


def _groups_of(table: Layout, column: int) -> Iterator[tuple[dict[int, Value], int | None]]:
    rows = {row: table.values[row][column] for row in table.rows}
    ends = [row for row in table.rows if table.row_kinds[row] in (*TOTALS, "section")]
    for _, group in groupby(table.rows, key=lambda row: sum(end < row for end in ends)):
        group = list(group)
        parts = {
            row: rows[row]
            for row in group
            if table.row_kinds[row] in ("part", "derived") and rows[row].kind != "text"
        }
        ends_here = table.row_kinds[group[-1]] in TOTALS and rows[group[-1]].number == 100
        if len(parts) > 1 and all(
            value.kind in ("number", "blank", "dash") for value in parts.values()
        ):
            yield (
                {row: value for row, value in parts.items() if value.kind == "number"},
                group[-1] if ends_here else None,
            )


def _judged(
    table: Layout, column: int, parts: dict[int, Value], total: int | None
) -> Iterator[Finding]:
    added = sum((value.number for value in parts.values()), Decimal(0))
    off = abs(added - 100)
    if off <= _slack(parts.values()) or len(parts) < 2:
        return
    if total is not None:
        sure = "certain" if off <= 50 else "look"
        says = f"percentages under a total of 100 add to {shown(added)}"
        yield Finding(table.where(total, column), says, _HUNDRED, sure)
    elif off <= _WITHIN and _one_answer(table, parts):
        says = f"{len(parts)} percentages add to {shown(added)}"
        expected = "100, if each person gave one answer"
        yield Finding(table.where_column(column, min(parts)), says, expected, "look")


def _slack(values) -> Decimal:
    """How far rounding alone may carry the sum from 100."""
    return sum(
        (Decimal(1).scaleb(-places_after_point(value.number)) / 2 for value in values), Decimal(0)
    )


def _one_answer(table: Layout, parts: dict[int, Value]) -> bool:
    """Whether the labels are those of a question with one answer: a rest such as "Other", or
    opposites.
    """
    labels = [key(table.labels[row]) for row in parts]
    words = set(" ".join(labels).split())
    has_rest = any(_REST.fullmatch(label) for label in labels)
    return len(parts) > 1 and (has_rest or any(set(pair) <= words for pair in _OPPOSITES))


def _rows(table: Layout) -> Iterator[Finding]:
    """Rows of percentages that end in a total of 100."""
    for column in (at for at in table.columns if "total" in key(table.headers[at])):
        others = [
            at
            for at in table.columns
            if at < column and table.column_kinds[at] in ("part", "derived")
        ]
        named = is_percentage(table.grid.caption) or all(
            is_percentage(table.headers[at]) for at in others
        )
        for row in table.rows if len(others) > 2 else ():
            values = [table.values[row][at] for at in others]
            if table.values[row][column].number == 100 and _are_percentages(values, named):
                added = sum((value.number for value in values), Decimal(0))
                if abs(added - 100) > _slack(values):
                    says = f"percentages beside a total of 100 add to {shown(added)}"
                    yield Finding(table.where(row, column), says, _HUNDRED, "certain")


def _are_percentages(values: list[Value], named: bool) -> bool:
    return all(value.kind == "number" and (named or value.percent) for value in values)


RULES = (
    Rule(
        "hundred",
        "Percentages under a total of 100, or of a question with one answer, add to 100 but for"
        " rounding.",
        in_tables(not_hundred),
        "groups of percentages that should add to 100",
        in_tables(adding_up),
    ),
)
