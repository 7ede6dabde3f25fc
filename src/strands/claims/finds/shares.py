"""Rules on shares and percentages: of what, how rounded, and whether any number of people can give
them.
"""

from __future__ import annotations

from decimal import Decimal

from analysis.declare.percentages import fits, rounding
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, Readings, nothing


def share_of(part: Figure, whole: Figure, percent: Decimal) -> Readings:
    """The part is this percentage of the whole, rounded as stated."""
    if not whole.total:
        yield nothing(whole)
        return
    share = 100 * part.total / whole.total
    found = f"{part.total:,.0f} of {whole.total:,.0f} is {share:.1f}%; {percent}% is stated."
    yield Reading(abs(share - float(percent)) <= float(rounding(percent)) + 1e-9, found)


def share_over(figure: Figure, percent: Decimal) -> Readings:
    """A percentage printed lies above this one, however it was rounded; one reading a percentage."""
    for typed in _typed(figure):
        half = rounding(typed)
        holds, doubt = None, ", which rounding may have lifted over it or not"
        if typed - half >= percent or typed + half < percent:
            holds, doubt = typed > percent, ""
        yield Reading(holds, f"{typed}% is printed, over {percent}% is stated{doubt}.")


def adds_to_hundred(figure: Figure) -> Readings:
    """Percentages of one whole add up to 100, give or take their rounding."""
    typed = _typed(figure)
    total, reach = sum(typed), sum(map(rounding, typed))
    found = f"They add up to {total}%; rounding allows {100 - reach} to {100 + reach}."
    yield Reading(abs(total - 100) <= reach, found)


def possible_of(figure: Figure, base: int) -> Readings:
    """Every percentage can be one of this many people."""
    typed = _typed(figure)
    wrong = ", ".join(f"{percent}%" for percent in typed if not fits(percent, base))
    found = f"{wrong} can be no share of {base}" if wrong else f"all can be shares of {base}"
    yield Reading(not wrong, f"Of {len(typed)} percentages {found}.")


def possible_up_to(figure: Figure, base: int) -> Readings:
    """Some one number of people, up to this many, gives every percentage of a column."""
    typed = _typed(figure)
    bases = [n for n in range(1, base + 1) if all(fits(percent, n) for percent in typed)]
    found = f"no number up to {base} does"
    if bases:
        found = f"{len(bases)} numbers up to {base} do, the least {bases[0]}"
    lead = f"Of numbers that could give all {len(typed)} percentages"
    yield Reading(bool(bases), f"{lead}, {found}.")


def largest(figure: Figure, among: Figure) -> Readings:
    """No other number among the rows is as large."""
    others = set(among.numbers) - set(figure.numbers)
    beside = f"; the next is {max(others):,.10g}" if others else ""
    yield Reading(figure.total >= max(among.numbers), f"It is {figure.total:,.10g}{beside}.")


def larger_than(figure: Figure, than: Figure) -> Readings:
    """The first rows come to more than the second."""
    yield Reading(figure.total > than.total, f"{figure.total:,.10g} against {than.total:,.10g}.")


def _typed(figure: Figure) -> list[Decimal]:
    """The percentages with the places they were printed with."""
    rows = figure.returned
    places = rows["places"] if "places" in rows else [0] * len(rows)
    return [Decimal(f"{number:.{at}f}") for number, at in zip(figure.numbers, places, strict=True)]
