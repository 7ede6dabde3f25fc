"""Rules on change from one period to the next: in total, a month, and row by row."""

from __future__ import annotations

from analysis.declare.surveys import INSIDE_LIMIT, INSTRUMENT
from analysis.find import rates
from analysis.find.bounds import Answers
from analysis.show import words
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, Way, nothing


def rises_over(before: Figure, after: Figure) -> list[Reading]:
    """The later rows come to more than the earlier ones, in total."""
    return [_in_total(before, after, Way.RISE)]


def falls_over(before: Figure, after: Figure) -> list[Reading]:
    """The later rows come to less than the earlier ones, in total."""
    return [_in_total(before, after, Way.FALL)]


def compares_per_month(before: Figure, after: Figure, way: Way) -> list[Reading]:
    """The later rows come to more, or less, in total and a month, under every length the periods
    may have had.
    """
    total = _in_total(before, after, way)
    if total.holds is None:
        return [total]
    earlier, later = (_monthly(side) for side in (before, after))
    low, high = rates.ratio_range(earlier, later)
    met = {way.met_by(end) for end in (low, high)}
    sizes = " to ".join(dict.fromkeys(words.change(end) for end in (low, high)))
    found = f"A month {_per_month(earlier)}, then {_per_month(later)}: {sizes}."
    return [total, Reading(met.pop() if len(met) == 1 else None, found)]


def gained(before: Figure, after: Figure, answered: Figure, eligible: Figure) -> list[Reading]:
    """An average on a scale rose: among those who answered, and over all who could have, whatever
    the silent think.
    """
    if lacking := [side.named for side in (before, after, answered, eligible) if not side.known]:
        return [nothing(lacking[0])]
    scale = INSTRUMENT[before.rows["instrument"].iloc[0]].scale
    held = Answers(
        _usable(answered), int(eligible.total), _average(before), _average(after), *scale
    )
    low, high = held.over_all(held.least), held.over_all(held.most)
    over_all = True if low > held.before else False if high < held.before else None
    answering = f"Among the {held.answered} who answered: {held.before:.3g}, then {held.after:.3g}."
    everybody = (
        f"Over all {held.eligible}: the later average lies between {low:.1f} and {high:.1f}."
    )
    return [Reading(held.after > held.before, answering), Reading(over_all, everybody)]


def _usable(replies: Figure) -> int:
    """Replies that hold answers: those returned without those mostly blank."""
    counts = replies.returned.set_index("stage")["count"]
    return int(counts["returned"] - counts.get("mostly_blank", 0))


def _average(rating: Figure) -> float:
    """The average, or the value a printed limit such as "under 4" is read as."""
    row = rating.returned.iloc[0]
    return float(row["number"]) + {"under": -INSIDE_LIMIT, "over": INSIDE_LIMIT}.get(
        row["bound"], 0.0
    )


def all_but(before: Figure, after: Figure, but: int, way: Way) -> list[Reading]:
    """From before to after all rows but so many fall, or rise; rows are matched by what they are
    about.
    """
    keys = [
        key for key in ("section", "page", "borough", "course", "indicator") if key in before.rows
    ]
    both = before.returned.merge(after.returned, on=keys, suffixes=("_before", "_after"))
    if both.empty:
        return [nothing(before.named)]
    met = [
        way.met_by(row.count_after / row.count_before)
        for row in both.itertuples()
        if row.count_before
    ]
    return [
        Reading(
            len(met) - sum(met) == but, f"{sum(met)} of {len(met)} {way}; all but {but} is stated."
        )
    ]


def _in_total(before: Figure, after: Figure, way: Way) -> Reading:
    if not before.known or not after.known or not before.total:
        return nothing((after if before.known else before).named)
    ratio = after.total / before.total
    return Reading(
        way.met_by(ratio),
        f"In total {before.total:,.0f}, then {after.total:,.0f} {after.unit}:"
        f" {words.change(ratio)}.",
    )


def _monthly(figure: Figure) -> tuple[float, float]:
    """Least and greatest rate a month: over the months logged where they are known, else over every
    length.
    """
    if "months" in figure.rows and figure.returned["months"].notna().all():
        rate = figure.total / float(figure.returned["months"].sum())
        return rate, rate
    (of_period,) = set(figure.rows["period"])
    return rates.per_month(figure.total, of_period)


def _per_month(ends: tuple[float, float]) -> str:
    low, high = (f"{end:,.1f}" for end in ends)
    return low if low == high else f"{low} to {high}"


RULES = (rises_over, falls_over, compares_per_month, gained, all_but)
