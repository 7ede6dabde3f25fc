"""Rules on change from one period to the next: in total, a month, and row by row."""

from analysis.declare.claims import CANNOT_TELL
from analysis.declare.surveys import INSIDE_LIMIT, INSTRUMENT
from analysis.declare.words import change
from analysis.find import rates
from analysis.find.bounds import Answers
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, Readings, Way, nothing

# What a row may be about, by which rows of two periods are matched.
_ABOUT = ("section", "page", "borough", "course", "indicator")


def rises_over(before: Figure, after: Figure) -> Readings:
    """The later rows come to more than the earlier ones, in total."""
    yield _in_total(before, after, Way.RISE)


def falls_over(before: Figure, after: Figure) -> Readings:
    """The later rows come to less than the earlier ones, in total."""
    yield _in_total(before, after, Way.FALL)


def compares_per_month(before: Figure, after: Figure, way: Way) -> Readings:
    """The later rows come to more, or less, in total and a month, under every length the periods
    may have had.
    """
    total = _in_total(before, after, way)
    yield total
    if total.holds in (None, CANNOT_TELL):
        return
    monthly = _monthly(before), _monthly(after)
    ends = rates.ratio_range(*monthly)
    met = {way.met_by(end) for end in ends}
    sizes = " to ".join(dict.fromkeys(map(change, ends)))
    earlier, later = (" to ".join(dict.fromkeys(f"{end:,.1f}" for end in pair)) for pair in monthly)
    found = f"A month {earlier}, then {later}: {sizes}."
    yield Reading(met.pop() if len(met) == 1 else None, found)


def gained(before: Figure, after: Figure, answered: Figure, eligible: Figure) -> Readings:
    """An average on a scale rose: among those who answered, and over all who could have, whatever
    the silent think, where those who answered after answered about before as well.
    """
    scale = INSTRUMENT[before.rows["instrument"].iloc[0]].scale
    averages = _average(before), _average(after)
    usable, of = _usable(answered), int(eligible.total)
    # Where those who answered before are all there are, nobody was silent then.
    at_first = of if eligible.table == answered.table else usable
    answers = Answers(usable, of, *averages, *scale, at_first)
    yield Reading(
        answers.after > answers.before,
        f"Among the {answers.answered} who answered: {answers.before:.3g}, then"
        f" {answers.after:.3g}.",
    )
    low, high = answers.change_over_all
    holds = CANNOT_TELL if low <= 0 <= high else low > 0
    lies = f"the change lies between {low:+.1f} and {high:+.1f} points, whatever the silent think"
    yield Reading(holds, f"Over all {answers.eligible}: {lies}.")


def _usable(replies: Figure) -> int:
    """Replies that hold answers: those returned without those mostly blank."""
    counts = replies.returned.set_index("stage")["count"]
    return int(counts["returned"] - counts.get("mostly_blank", 0))


def _average(rating: Figure) -> float:
    """The average, or the value a printed limit such as "under 4" is read as."""
    row = rating.returned.iloc[0]
    inside = {"under": -INSIDE_LIMIT, "over": INSIDE_LIMIT}
    return float(row["number"]) + inside.get(row["bound"], 0.0)


def all_but(before: Figure, after: Figure, but: int, way: Way) -> Readings:
    """From before to after all rows but so many fall, or rise; rows are matched by what they are
    about.
    """
    keys = [key for key in _ABOUT if key in before.rows]
    both = before.returned.merge(after.returned, on=keys, suffixes=("_before", "_after"))
    if both.empty:
        yield nothing(before)
        return
    both = both[both["count_before"] != 0]
    met = [way.met_by(ratio) for ratio in both["count_after"] / both["count_before"]]
    found = f"{sum(met)} of {len(met)} {way}; all but {but} is stated."
    yield Reading(len(met) - sum(met) == but, found)


def _in_total(before: Figure, after: Figure, way: Way) -> Reading:
    if not before.total:
        return nothing(after)
    ratio = after.total / before.total
    # What is missing can only add: to the later rows of a fall, to the earlier ones of a rise.
    lacking = (ratio <= 1 and after.lacking) or (ratio >= 1 and before.lacking)
    totals = f"{before.total:,.0f}, then {after.total:,.0f} {after.unit}"
    holds = CANNOT_TELL if lacking else way.met_by(ratio)
    return Reading(holds, f"In total {totals}: {change(ratio)}.")


def _monthly(figure: Figure) -> tuple[float, float]:
    """Least and greatest rate a month: over the months logged where they are known, else over every
    length.
    """
    if "months" in figure.rows and figure.returned["months"].notna().all():
        rate = figure.total / float(figure.returned["months"].sum())
        return rate, rate
    (of_period,) = set(figure.rows["period"])
    return rates.per_month(figure.total, of_period)
