"""Rules on change from one period to the next: in total, a month, and row by row."""

from dataclasses import replace

from analysis.declare.claims import CANNOT_TELL
from analysis.declare.periods import period
from analysis.declare.surveys import INSIDE_LIMIT, INSTRUMENT
from analysis.declare.table import InputError
from analysis.declare.words import change, listed
from analysis.find import rates
from analysis.find.bounds import Answers
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import SAYS, Reading, Readings, Way, nothing

# Totals of a managed activity: counts of anything else vary, which the section on them allows for.
_OFFERED = ("training", "activity/hub")
# What a row may be about, by which rows of two periods are matched.
_ABOUT = ("section", "page", "borough", "course", "indicator")


def compares_per_month(before: Figure, after: Figure, way: Way) -> Readings:
    """The later rows come to more, or less, in total and a month, under every length tried for the
    periods; each measure by itself.
    """
    if {before.table, after.table} - set(_OFFERED):
        raise InputError(f"it compares what was offered or visited: {', '.join(_OFFERED)}")
    first, second = map(_period, (before, after))
    if first >= second:
        raise InputError(f"{after.named} is not later than {before.named}")
    both = _measures(before), _measures(after)
    if both[0].keys() != both[1].keys():
        raise InputError(f"{before.named} and {after.named} do not hold the same measures")
    for measure in both[0]:
        yield from _compared(*(measures[measure] for measures in both), way)


def _period(figure: Figure) -> str:
    """The one period the rows are of."""
    periods = set(figure.rows["period"])
    if len(periods) != 1:
        raise InputError(f"{figure.named} is not of one period")
    return periods.pop()


def _measures(figure: Figure) -> dict[str, Figure]:
    """The rows of each measure; all of them where a table has none."""
    if "measure" not in figure.rows:
        return {"": figure}
    parts = figure.rows.groupby("measure", sort=True)
    return {measure: replace(figure, rows=rows) for measure, rows in parts}


def _compared(before: Figure, after: Figure, way: Way) -> Readings:
    total = _in_total(before, after, way)
    yield total
    if total.holds in (None, CANNOT_TELL):
        return
    monthly = _monthly(before), _monthly(after)
    ends = rates.ratio_range(*monthly)
    met = {way.met_by(end) for end in ends}
    sizes = " and ".join(dict.fromkeys(map(change, ends)))
    sizes = f"between {sizes}" if " and " in sizes else sizes
    earlier, later = (" to ".join(dict.fromkeys(f"{end:,.1f}" for end in pair)) for pair in monthly)
    found = f"A month {earlier}, then {later}: {sizes}{_lengths(before, after)}."
    yield Reading(met.pop() if len(met) == 1 else None, found)


def _lengths(*figures: Figure) -> str:
    """The lengths tried."""
    lengths = {months for figure in figures for months in period(_period(figure)).months}
    return f" (periods of {listed(sorted(map(str, lengths), key=int), 'or')} months)"


def gained(
    before: Figure,
    after: Figure,
    answered: Figure,
    eligible: Figure,
    answered_before: Figure = None,
) -> Readings:
    """An average on a scale rose: among those who answered, and over all who could have, whatever
    the silent think. `answered_before` are others, where not the same people were asked of both.
    """
    scale = INSTRUMENT[before.rows["instrument"].iloc[0]].scale
    averages = _average(before), _average(after)
    usable, of = _usable(answered), int(eligible.total)
    at_first = _usable(answered_before) if answered_before else usable
    if max(usable, at_first) > of:
        raise InputError(f"{max(usable, at_first)} answered, and only {of} could have")
    answers = Answers(usable, of, *averages, *scale, at_first)
    who = f"Among the {usable} who answered: {answers.before:.3g}, then {answers.after:.3g}."
    if answered_before:
        who = (
            f"{at_first} answered before: {answers.before:.3g}; {usable} answered after, not all of"
            f" them of those: {answers.after:.3g}."
        )
    yield Reading(answers.after > answers.before, who)
    low, high = answers.change_over_all
    holds = CANNOT_TELL if low <= 0 <= high else low > 0
    between = f"{low:+.1f} and {high:+.1f}".replace("-", "−")
    lies = f"the change lies between {between} points, whatever those who did not answer think"
    yield Reading(holds, f"Over all {answers.eligible}: {lies}.")


def _usable(replies: Figure) -> int:
    """Replies that hold answers: those returned without those mostly blank."""
    counts = replies.returned.set_index("stage")["count"]
    if not counts.index.is_unique or "returned" not in counts:
        raise InputError(f"{replies.named} is not of one survey at one time")
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
    if but < 0:
        raise InputError(f"all but {but} are none")
    keys = [key for key in _ABOUT if key in before.rows]
    both = before.returned.merge(after.returned, on=keys, suffixes=("_before", "_after"))
    if both.empty:
        yield nothing(before)
        return
    both = both[both["count_before"] != 0]
    met = [way.met_by(ratio) for ratio in both["count_after"] / both["count_before"]]
    found = f"{sum(met)} of {len(met)} {way}; {SAYS} all but {but}."
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
    """Least and greatest rate a month over every length tried."""
    return rates.per_month(figure.total, _period(figure))
