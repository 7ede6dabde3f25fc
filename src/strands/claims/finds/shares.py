"""Rules on shares and percentages: of what, how rounded, and whether any number of people can give
them.
"""

from __future__ import annotations

from decimal import Decimal

from analysis.declare.percentages import fits, places_after_point
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, nothing


def share_of(part: Figure, whole: Figure, percent: Decimal) -> list[Reading]:
    """The part is this percentage of the whole, rounded as stated."""
    if not part.known or not whole.known or not whole.total:
        return [nothing((whole if part.known else part).named)]
    share, half = 100 * part.total / whole.total, 0.5 * 10 ** -places_after_point(percent)
    found = f"{part.total:,.0f} of {whole.total:,.0f} is {share:.1f}%; {percent}% is stated."
    return [Reading(abs(share - float(percent)) <= half + 1e-9, found)]


def share_over(figure: Figure, percent: Decimal) -> list[Reading]:
    """A percentage printed lies above this one, however it was rounded; one reading a percentage."""
    if not figure.known:
        return [nothing(figure.named)]
    return [_over(typed, percent) for typed in _typed(figure)]


def _over(typed: Decimal, percent: Decimal) -> Reading:
    half = Decimal("0.5").scaleb(-places_after_point(typed))
    above, below = typed - half >= percent, typed + half < percent
    rounding = "" if above or below else ", which rounding may have lifted over it or not"
    return Reading(
        True if above else False if below else None,
        f"{typed}% is printed, over {percent}% is stated{rounding}.",
    )


def adds_to_hundred(figure: Figure) -> list[Reading]:
    """Percentages of one whole add up to 100, give or take their rounding."""
    if not figure.known:
        return [nothing(figure.named)]
    typed = _typed(figure)
    total, reach = sum(typed), sum(Decimal("0.5").scaleb(-places_after_point(one)) for one in typed)
    return [
        Reading(
            abs(total - 100) <= reach,
            f"They add up to {total}%; rounding allows {100 - reach} to {100 + reach}.",
        )
    ]


def possible_of(figure: Figure, base: int) -> list[Reading]:
    """Every percentage can be one of this many people."""
    if not figure.known:
        return [nothing(figure.named)]
    typed = _typed(figure)
    wrong = [one for one in typed if not fits(one, base)]
    said = (
        f"{', '.join(f'{one}%' for one in wrong)} can be no share of {base}"
        if wrong
        else f"all can be shares of {base}"
    )
    return [Reading(not wrong, f"Of {len(typed)} percentages {said}.")]


def possible_up_to(figure: Figure, base: int) -> list[Reading]:
    """Some one number of people, up to this many, gives every percentage of a column."""
    if not figure.known:
        return [nothing(figure.named)]
    typed = _typed(figure)
    bases = [n for n in range(1, base + 1) if all(fits(one, n) for one in typed)]
    said = (
        f"{len(bases)} numbers up to {base} do, the least {bases[0]}"
        if bases
        else f"no number up to {base} does"
    )
    return [
        Reading(bool(bases), f"Of numbers that could give all {len(typed)} percentages, {said}.")
    ]


def largest(figure: Figure, among: Figure) -> list[Reading]:
    """No other number among the rows is as large."""
    if not figure.known:
        return [nothing(figure.named)]
    others = sorted(set(among.numbers) - set(figure.numbers), reverse=True)
    beside = f"; the next is {others[0]:,.10g}" if others else ""
    return [Reading(figure.total >= max(among.numbers), f"It is {figure.total:,.10g}{beside}.")]


def larger_than(figure: Figure, than: Figure) -> list[Reading]:
    """The first rows come to more than the second."""
    if not figure.known or not than.known:
        return [nothing((than if figure.known else figure).named)]
    return [Reading(figure.total > than.total, f"{figure.total:,.10g} against {than.total:,.10g}.")]


def _typed(figure: Figure) -> list[Decimal]:
    """The percentages with the places they were printed with."""
    rows = figure.returned
    places = rows["places"] if "places" in rows else [0] * len(rows)
    return [Decimal(f"{number:.{at}f}") for number, at in zip(figure.numbers, places, strict=True)]


RULES = (share_of, share_over, adds_to_hundred, possible_of, possible_up_to, largest, larger_than)
