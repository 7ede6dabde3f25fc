"""Percentages that no count of people can give, by the base that is stated (the GRIM test)."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from analysis.declare.percentages import fits, places_after_point
from draftcheck.bases import Base, base_of, base_rows, stated_sizes
from draftcheck.document import in_tables
from draftcheck.finding import Finding, Rule
from draftcheck.layout import Grid
from draftcheck.numbers import shown

# Fewer percentages than this fit some base by luck, whoever was asked.
FEWEST = 4
# Beyond this no base can be shown to be impossible for percentages as they are printed.
MOST_DECIMALS = 2
_NOT_OF_PEOPLE = re.compile(
    r"\bweighted|\bestimat|\bmodelled|\bseasonally|\bimputed|\baverage of\b|\bmean of\b", re.I
)


@in_tables
def impossible_percentages(table: Grid) -> Iterator[Finding]:
    """Columns of percentages that their stated base cannot give."""
    if _NOT_OF_PEOPLE.search(table.near):
        return
    for column in table.percentages:
        cells, base = percentages(table, column), base_of(table, column)
        # Percentages beside their counts are compared with those.
        left = column - 1
        is_beside = left in table.columns and left not in table.percentages
        if is_beside and sum(table.values[row][left].counts for row in cells) * 2 > len(cells):
            continue
        doubt = _against(table, cells, base) if base else _against_any(table, cells)
        if doubt:
            yield Finding(table.where_column(column, table.head), *doubt)


def percentages(table: Grid, column: int) -> dict[int, Decimal]:
    """The percentages of a column by row: from 0 to 100, no bases, no totals, no averages."""
    left_out = set(base_rows(table))
    found = {row: value for row, value in table.column(column).items() if row not in left_out}
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


def _against(table: Grid, cells: dict[int, Decimal], base: Base) -> tuple[str, str, str] | None:
    """What is said, expected and how sure, where percentages cannot be of their base."""
    wrong = {row: value for row, value in cells.items() if not fits(value, base.size)}
    # A number nearby that rules out most of the column was said of something else.
    if not wrong or (not base.exact and len(wrong) * 2 > len(cells)):
        return None
    lowest = base.size // 2 + 1
    alone = _some_base(cells, range(lowest, base.size))
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
    return f"of {len(cells)} percentages cannot be: {listed}", expected, sure


def _against_any(table: Grid, cells: dict[int, Decimal]) -> tuple[str, str, str] | None:
    """Without one base: any number up to the largest said right before the table may be it."""
    most = max(stated_sizes(f"{table.caption} {table.before}"), default=0)
    if len(cells) < FEWEST or not 0 < most <= 2000 or _some_base(cells, range(5, most + 1)):
        return None
    says = f"percentages without a base: {', '.join(map(shown, cells.values()))}"
    expected = f"a base that gives them all; no number up to {most}, the largest said right before,"
    return says, f"{expected} does", "look"


def _some_base(cells: dict[int, Decimal], bases: range) -> bool:
    """Whether some base gives all the percentages."""
    return any(all(fits(value, base) for value in cells.values()) for base in bases)


def _neighbours(percentage: Decimal, base: int) -> str:
    """What the counts on both sides of an impossible percentage would be."""
    step = Decimal(1).scaleb(-places_after_point(percentage))
    below = int(percentage * base / 100)
    return " and ".join(
        f"{k} is {shown((Decimal(100 * k) / base).quantize(step, ROUND_HALF_UP))} %"
        for k in (below, below + 1)
    )


@in_tables
def _in_columns(table: Grid) -> Iterator[Decimal]:
    for column in table.percentages:
        yield from percentages(table, column).values()


RULES = (
    Rule(
        "percentage",
        "Some count of people gives each percentage, given the base that is stated.",
        impossible_percentages,
        "percentages in columns",
        _in_columns,
    ),
)
