"""Rules on numbers: totals, how many there are, and what they are numbers of."""

from __future__ import annotations

from decimal import Decimal

from analysis.declare.boroughs import BY_KEY, borough_name
from analysis.show import words
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, nothing


def equals(figure: Figure, number: Decimal, of: str = "") -> list[Reading]:
    """The rows come to this number; `of` says of what, where that may differ from what was counted."""
    return [
        _counted(figure, of)
        or Reading(_comes_to(figure, number), f"{_said(figure)}; {number:,} is stated.")
    ]


def sums_to(figure: Figure, number: Decimal) -> list[Reading]:
    """The rows, each a part, add up to the total stated."""
    if not figure.known:
        return [_counted(figure)]
    parts = " + ".join(f"{part:,.0f}" for part in figure.numbers)
    return [
        Reading(_comes_to(figure, number), f"{parts} = {figure.total:,.0f}; {number:,} is stated.")
    ]


def more_than(figure: Figure, number: Decimal, of: str = "") -> list[Reading]:
    """The rows come to more than this number; `of` as in `equals`."""
    return [
        _counted(figure, of)
        or Reading(figure.total > number, f"{_said(figure)}; over {number:,} is stated.")
    ]


def at_most(figure: Figure, number: Decimal, of: str = "") -> list[Reading]:
    """The rows come to this number at the most; `of` as in `equals`."""
    return [
        _counted(figure, of)
        or Reading(figure.total <= number, f"{_said(figure)}; {number:,} is stated.")
    ]


def lists(figure: Figure, number: int) -> list[Reading]:
    """So many rows are listed, whatever number each holds."""
    if not len(figure.rows):
        return [_counted(figure)]
    listed = words.count(len(figure.rows), "is", "are")
    return [Reading(len(figure.rows) == number, f"{listed} listed; {number} stated.")]


def different(figure: Figure, number: int) -> list[Reading]:
    """So many different entries stand in the column named."""
    entries = sorted({_named(str(entry)) for entry in figure.rows[figure.column].dropna()} - {""})
    if not entries:
        return [nothing(figure.named)]
    return [
        Reading(
            len(entries) == number,
            f"There are {len(entries)}: {words.listed(entries)}; {number} stated.",
        )
    ]


def only(figure: Figure, number: int, among: Figure) -> list[Reading]:
    """So many of the rows `among` are of this kind, and no more; rows reported as unknown could be."""
    if not len(among.rows):
        return [_counted(among)]
    known, unknown = len(figure.rows), int((among.rows["status"] != "returned").sum())
    readings = [
        Reading(known == number, f"As reported: {known} of {len(among.rows)}; {number} stated.")
    ]
    if unknown:
        most = known + unknown
        readings.append(
            Reading(
                None if known <= number <= most else False,
                f"{words.count(unknown, 'is', 'are')} not known, so it could be from {known} to"
                f" {most}.",
            )
        )
    return readings


def _named(entry: str) -> str:
    return borough_name(entry) if entry in BY_KEY else entry


def _comes_to(figure: Figure, number: Decimal) -> bool:
    return abs(figure.total - float(number)) < 1e-9


def _said(figure: Figure) -> str:
    without = (
        f" (without {words.count(figure.lacking, 'missing number')})" if figure.lacking else ""
    )
    return f"{figure.total:,.10g} {figure.unit}{without}"


def _counted(figure: Figure, of: str = "") -> Reading | None:
    """Why the rows cannot answer: there are none, or they count something else."""
    if not figure.known:
        return nothing(figure.named)
    if of and of != figure.unit:
        return Reading(None, f"{_said(figure)} were counted; how many {of} that is, is not known.")
    return None


RULES = (equals, sums_to, more_than, at_most, lists, different, only)
