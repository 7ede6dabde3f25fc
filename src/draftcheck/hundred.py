"""Percentages that should add to 100: under a total of 100, or of answers of which only one can be
given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from analysis.declare.percentages import places_after_point
from draftcheck.adding import says_it_adds_not
from draftcheck.document import Document
from draftcheck.finding import Finding
from draftcheck.grim import percentage_columns
from draftcheck.labels import is_percentage
from draftcheck.layout import Layout, layout
from draftcheck.numbers import Value, shown
from draftcheck.words import key

RULE = "hundred"
_TOTALS = ("total", "grand", "all", "sub", "loose")
_REST = re.compile(
    r"(others?|other (?:answers?|reasons?|ethnic groups?|ethnicit(y|ies)|please"
    r" specify)|unknown|not known|not stated|"
    r"not recorded|prefer not to (say|answer)|don ?t know|no answer|neither.*|none|none of"
    r" these|missing|undecided|"
    r"not sure|unsure)"
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


def not_hundred(document: Document) -> Iterator[Finding]:
    """Percentages that should add to 100 and do not, beyond what rounding can do."""
    for grid in document.grids:
        table = layout(grid)
        for column in percentage_columns(table) if not says_it_adds_not(grid.notes) else ():
            for parts, total in _groups(table, column):
                yield from _judged(table, column, parts, total)
        yield from _rows(table)


def count(document: Document) -> int:
    """How many groups of percentages should add to 100."""
    tables = [layout(grid) for grid in document.grids]
    return sum(
        total is not None or _one_answer(table, parts)
        for table in tables
        for column in percentage_columns(table)
        for parts, total in _groups(table, column)
    )


def _groups(table: Layout, column: int) -> Iterator[tuple[dict[int, Value], int | None]]:
    """The percentages between two sections or totals, and the row of the total of 100 that ends
    them.
    """
    rows = {row: table.values[row][column] for row in table.rows}
    ends = [row for row in table.rows if table.row_kinds[row] in (*_TOTALS, "section")]
    for _, group in groupby(table.rows, key=lambda row: sum(end < row for end in ends)):
        group = list(group)
        parts = {
            row: rows[row]
            for row in group
            if table.row_kinds[row] in ("part", "derived") and rows[row].kind != "text"
        }
        ends_here = table.row_kinds[group[-1]] in _TOTALS and rows[group[-1]].number == 100
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
        yield Finding(
            table.where(total, column),
            RULE,
            f"percentages under a total of 100 add to {shown(added)}",
            _HUNDRED,
            sure,
        )
    elif off <= _WITHIN and _one_answer(table, parts):
        place = (
            f"{table.grid.name}, column '{table.headers[column]}'"
            f" ({table.grid.places[min(parts)][column]})"
        )
        yield Finding(
            place,
            RULE,
            f"{len(parts)} percentages add to {shown(added)}",
            "100, if each person gave one answer",
            "look",
        )


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
                    yield Finding(table.where(row, column), RULE, says, _HUNDRED, "certain")


def _are_percentages(values: list[Value], named: bool) -> bool:
    return all(value.kind == "number" and (named or value.percent) for value in values)
