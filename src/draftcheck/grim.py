"""Percentages that no count of people can give, by the base that is stated (the GRIM test)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from analysis.declare.percentages import fits, places_after_point
from draftcheck.bases import Base, base_of, base_rows, stated_sizes
from draftcheck.finding import Finding, Rule
from draftcheck.labels import is_percentage
from draftcheck.layout import Layout, in_tables
from draftcheck.numbers import shown

# Fewer percentages than this fit some base by luck, whoever was asked.
FEWEST = 4
# Beyond this no base can be shown to be impossible for percentages as they are printed.
MOST_DECIMALS = 2
_NOT_OF_PEOPLE = re.compile(
    r"\bweighted|\bestimat|\bmodelled|\bseasonally|\bimputed|\baverage of\b|\bmean of\b", re.I
)


def impossible_percentages(table: Layout) -> Iterator[Finding]:
    """Columns of percentages that their stated base cannot give."""
    if _NOT_OF_PEOPLE.search(table.grid.near):
        return
    for column in percentage_columns(table):
        # Percentages beside their counts are compared with those.
        if not beside_counts(table, column):
            cells, base = percentages(table, column), base_of(table, column)
            if base:
                yield from _against(table, column, cells, base)
            else:
                yield from _against_any(table, column, cells)


def percentage_columns(table: Layout) -> list[int]:
    """The columns that hold percentages of something, by their heading, their signs or the caption."""
    return [column for column in table.columns if _is_of_percentages(table, column)]


def _is_of_percentages(table: Layout, column: int) -> bool:
    header, values = table.headers[column], [table.values[row][column] for row in table.rows]
    numbers = [value for value in values if value.kind == "number"]
    signed = sum(value.percent for value in numbers)
    if any(value.share is not None for value in numbers):
        return False
    named = is_percentage(header) or (
        is_percentage(table.grid.caption) and not re.search(r"\b[Nn]\b|[Nn]umber|[Cc]ount", header)
    )
    changes = re.search(
        r"change|increase|decrease|growth|differ|points?\b", f"{header} {table.grid.caption}", re.I
    )
    return bool(numbers) and not changes and (named or signed * 2 > len(numbers))


def percentages(table: Layout, column: int) -> dict[int, Decimal]:
    """The percentages of a column by row: from 0 to 100, no bases, no totals, no averages."""
    left_out = set(base_rows(table))
    found = {row: table.values[row][column] for row in table.rows if row not in left_out}
    signed = any(value.percent for value in found.values())
    return {
        row: value.number
        for row, value in found.items()
        if value.kind == "number"
        and (value.percent or not signed)
        and 0 <= value.number <= 100
        and value.decimals <= MOST_DECIMALS
        and not re.search(r"\b(mean|average|median|score|change|rate)\b", table.labels[row], re.I)
    }


def _against(
    table: Layout, column: int, cells: dict[int, Decimal], base: Base
) -> Iterator[Finding]:
    wrong = {row: value for row, value in cells.items() if not fits(value, base.size)}
    # A number nearby that rules out most of the column was said of something else.
    if not wrong or (not base.exact and len(wrong) * 2 > len(cells)):
        return
    lowest = base.size // 2 + 1
    alone = [n for n in range(lowest, base.size) if all(fits(value, n) for value in cells.values())]
    sure = "look" if alone else "likely"
    if base.exact and len(wrong) * 2 < len(cells) + 1:
        sure = "certain"
    listed = ", ".join(f"{shown(value)} ({table.labels[row]})" for row, value in wrong.items())
    first = next(iter(wrong.values()))
    expected = f"percentages of {base.size}, as {base.source} says: {_neighbours(first, base.size)}"
    if not alone and len(cells) >= FEWEST:
        expected += (
            f"; no one number of answers from {lowest} to {base.size} gives the whole column"
        )
    says = f"of {len(cells)} percentages cannot be: {listed}"
    yield Finding(table.where_column(column, table.head), says, expected, sure)


def beside_counts(table: Layout, column: int) -> bool:
    """Whether the column to the left holds the counts of these percentages."""
    if column - 1 not in table.columns or column - 1 in percentage_columns(table):
        return False
    counts = [table.values[row][column - 1].counts for row in percentages(table, column)]
    return sum(counts) * 2 > len(counts)


def _against_any(table: Layout, column: int, cells: dict[int, Decimal]) -> Iterator[Finding]:
    """Without one base: any number up to the largest that is said right before the table may be it."""
    most = max(stated_sizes(f"{table.grid.caption} {table.grid.before}"), default=0)
    if len(cells) < FEWEST or not most or most > 2000:
        return
    if not any(all(fits(value, base) for value in cells.values()) for base in range(5, most + 1)):
        listed = ", ".join(shown(value) for value in cells.values())
        expected = (
            f"a base that gives them all; no number up to {most}, the largest said right before,"
            " does"
        )
        says = f"percentages without a base: {listed}"
        yield Finding(table.where_column(column, table.head), says, expected, "look")


def _neighbours(percentage: Decimal, base: int) -> str:
    """What the counts on both sides of an impossible percentage would be."""
    step = Decimal(1).scaleb(-places_after_point(percentage))
    below = int(percentage * base / 100)
    near = [
        f"{k} is {shown((Decimal(100 * k) / base).quantize(step, ROUND_HALF_UP))} %"
        for k in (below, below + 1)
    ]
    return " and ".join(near)


def _in_columns(table: Layout) -> Iterator[Decimal]:
    for column in percentage_columns(table):
        yield from percentages(table, column).values()


RULES = (
    Rule(
        "percentage",
        "Some count of people gives each percentage, given the base that is stated.",
        in_tables(impossible_percentages),
        "percentages in columns",
        in_tables(_in_columns),
    ),
)
