"""Rules on numbers: totals, how many there are, and what they are numbers of."""

from __future__ import annotations

from decimal import Decimal

from analysis.declare.boroughs import BY_KEY, borough_name
from analysis.declare.words import count, listed
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, Readings, nothing


def equals(figure: Figure, number: Decimal, of: str = "") -> Readings:
    """The rows come to this number; `of` says of what, where that may differ from what was counted."""
    yield _number(figure, of, _comes_to(figure, number), f"{number:,}")


def sums_to(figure: Figure, number: Decimal) -> Readings:
    """The rows, each a part, add up to the total stated."""
    parts = " + ".join(f"{part:,.0f}" for part in figure.numbers)
    found = f"{parts} = {figure.total:,.0f}; {number:,} is stated."
    yield Reading(_comes_to(figure, number), found)


def more_than(figure: Figure, number: Decimal, of: str = "") -> Readings:
    """The rows come to more than this number; `of` as in `equals`."""
    yield _number(figure, of, figure.total > number, f"over {number:,}")


def at_most(figure: Figure, number: Decimal, of: str = "") -> Readings:
    """The rows come to this number at the most; `of` as in `equals`."""
    yield _number(figure, of, figure.total <= number, f"{number:,}")


def lists(figure: Figure, number: int) -> Readings:
    """So many rows are listed, whatever number each holds."""
    rows = len(figure.rows)
    if not rows:
        yield nothing(figure)
        return
    yield Reading(rows == number, f"{count(rows, 'is', 'are')} listed; {number} stated.")


def different(figure: Figure, number: int) -> Readings:
    """So many different entries stand in the column named."""
    typed = set(map(str, figure.rows[figure.column].dropna())) - {""}
    entries = sorted({borough_name(entry) if entry in BY_KEY else entry for entry in typed})
    if not entries:
        yield nothing(figure)
        return
    found = f"There are {len(entries)}: {listed(entries)}; {number} stated."
    yield Reading(len(entries) == number, found)


def only(figure: Figure, number: int, among: Figure) -> Readings:
    """So many of the rows `among` are of this kind, and no more; rows reported as unknown could be."""
    if among.rows.empty:
        yield nothing(among)
        return
    known, unknown = len(figure.rows), int((among.rows["status"] != "returned").sum())
    reported = f"As reported: {known} of {len(among.rows)}; {number} stated."
    yield Reading(known == number, reported)
    if unknown:
        most = known + unknown
        could = f"{count(unknown, 'is', 'are')} not known, so it could be from {known} to {most}."
        yield Reading(None if known <= number <= most else False, could)


def _number(figure: Figure, of: str, holds: bool, stated: str) -> Reading:
    """What the rows come to beside what is stated; nothing where they count something else."""
    lacking = ""
    if figure.lacking:
        lacking = f" (without {count(figure.lacking, 'missing number')})"
    counted = f"{figure.total:,.10g} {figure.unit}{lacking}"
    if of and of != figure.unit:
        return Reading(None, f"{counted} were counted; how many {of} that is, is not known.")
    return Reading(holds, f"{counted}; {stated} is stated.")


def _comes_to(figure: Figure, number: Decimal) -> bool:
    return abs(figure.total - float(number)) < 1e-9


# They ask of rows, which need hold no number.
OF_ROWS = (lists, different, only)
