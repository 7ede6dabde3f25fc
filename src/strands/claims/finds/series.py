"""Rules on series of quarters: in the last of them, over the whole, and what a series could have
shown.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from pandas import DataFrame
from scipy import stats

from analysis.declare.boroughs import borough_name
from analysis.declare.claims import CANNOT_TELL
from analysis.declare.finding import CANNOT_TELL as NO_VERDICT
from analysis.declare.finding import STABLE
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label
from analysis.declare.table import InputError
from analysis.declare.words import change, count, listed, sentence, would_show
from analysis.find.finding import CONFIDENCE, two_sided
from strands.claims.finds.evidence import Evidence, Figure
from strands.claims.finds.kinds import Percent, Quarter, Several
from strands.claims.finds.reading import Reading, Readings, Way


def moved_in_last(series: Figure, quarters: Several, way: Way) -> Readings:
    """Every series fell, or rose, at its end: once read as each of its last so many quarters, once as
    their average against those before.
    """
    if alike := _says_nothing(series):
        yield Reading(CANNOT_TELL, alike)
        return
    yield _in_last(series, quarters, way)
    yield _at_the_end(series, quarters, way)


def _says_nothing(series: Figure) -> str:
    """That a series is of two quarters or fewer, or of one number over and over."""
    for name, rows in _series(series):
        counts = rows["count"].tolist()
        if len(counts) < 3 or len(set(counts)) == 1:
            few = "too few quarters" if len(counts) < 3 else "all alike"
            return (
                f"{name}: {count(len(counts), 'quarter')} ({', '.join(map(str, counts))}), {few}."
            )
    return ""


def _in_last(series: Figure, quarters: int, way: Way) -> Reading:
    met, unmet = [], []
    for name, rows in _series(series):
        last = rows.tail(quarters + 1)
        counts, times = (
            last["count"].tolist(),
            [pd.Period(quarter).ordinal for quarter in last["quarter"]],
        )
        if len(counts) <= quarters or times[-1] - times[0] > quarters:
            lacking = f"the last {count(quarters + 1, 'quarter')} were not all returned"
            return Reading(None, f"{name}: {lacking}.")
        steps = [way.met(*step) for step in pairwise(counts)]
        (met if all(steps) else unmet).append(f"{name} ({', '.join(map(str, counts))})")
    last = "in the last" if quarters == 1 else f"in each of the last {quarters}"
    found = []
    if met:
        found.append(f"{listed(met)} {way}{'s' * (len(met) == 1)} {last}")
    if unmet:
        found.append(f"{listed(unmet)} {'does' if len(unmet) == 1 else 'do'} not")
    return Reading(not unmet, sentence("; ".join(found)))


def _at_the_end(series: Figure, quarters: int, way: Way) -> Reading:
    found, met = [], []
    for name, rows in _series(series):
        counts = rows["count"].to_numpy(float)
        if len(counts) <= quarters:
            returned = count(len(counts), "quarter was", "quarters were")
            return Reading(None, f"{name}: {returned} returned.")
        before, after = counts[:-quarters].mean(), counts[-quarters:].mean()
        met.append(way.met(before, after))
        found.append(f"{name} {before:,.1f} before and {after:,.1f} then")
    return Reading(all(met), f"On average {'; '.join(found)}.")


def trend(series: Figure, way: Way, evidence: Evidence, without: Quarter = "") -> Readings:
    """The series falls or rises as a whole, and that stands after allowing for all series tested;
    with `without`, also when that quarter is left out.
    """
    for name, one in _judged(series, evidence):
        yield _trend(name, one, way)
    if without:
        for _, one in _judged(series, evidence, without):
            yield _trend(f"Without {quarter_label(without)}", one, way)


def no_pattern(series: Figure, evidence: Evidence) -> Readings:
    """Every series is stable within the margin agreed beforehand; the opposite is that one changes
    and that stands.
    """
    every = [*_judged(series, evidence)]
    stable = all(one.verdict == STABLE for _, one in every)
    moving = any(one.stands for _, one in every)
    holds = False if moving else True if stable else CANNOT_TELL
    yield Reading(holds, " ".join(_told(name, one) for name, one in every))


def moved(series: Figure, way: Way, evidence: Evidence) -> Readings:
    """The series fell or rose: once read as its last step, once as the whole of it beyond
    chance.
    """
    if alike := _says_nothing(series):
        yield Reading(CANNOT_TELL, alike)
        return
    for name, rows in _series(series):
        counts = rows["count"].tolist()
        of = f"{name} ({', '.join(map(str, counts))})"
        step = f"{of}: the last step is from {counts[-2]} to {counts[-1]}."
        yield Reading(way.met(*counts[-2:]), step)
    for _, one in _judged(series, evidence):
        yield _trend("As a whole", one, way)


def shows_fall_of(series: Figure, percent: Percent, evidence: Evidence) -> Readings:
    """Every series falls by so many per cent or more: its interval lies wholly beyond; the opposite
    is that one falls by less, or rises, and that stands after allowing for all of them (Holm).
    """
    least = 1 - float(percent) / 100
    if least <= 0:
        raise InputError("a fall of 100% leaves none, of which no trend can tell")
    every = [*_judged(series, evidence)]
    beyond = all(one.high <= least for _, one in every)
    short = any(_p_of_less(one, least) * len(every) < (1 - CONFIDENCE) / 2 for _, one in every)
    holds = False if short else True if beyond else CANNOT_TELL
    yield Reading(holds, " ".join(_told(name, one) for name, one in every))


def _p_of_less(one: tuple, least: float) -> float:
    """One-sided p of a ratio of `least` or lower; NaN without a trend."""
    if np.isnan(one.ratio):
        return np.nan
    error = np.log(one.high / one.low) / 2 / two_sided(one.df)
    return float(stats.t.sf(np.log(one.ratio / least) / error, one.df))


def _trend(name: str, one: tuple, way: Way) -> Reading:
    holds = CANNOT_TELL
    if one.stands:
        holds = way.met_by(one.ratio)
    elif one.verdict == STABLE:
        holds = False
    return Reading(holds, _told(name, one))


def _told(name: str, one: tuple) -> str:
    """What a series bears, in the words of its verdict in the section on the indicators."""
    if np.isnan(one.ratio):
        quarters = f"{count(len(one.counts), 'quarter')} ({', '.join(map(str, one.counts))})"
        return f"{name}: {quarters}, {one.verdict}."
    told = f"{name}: {one.verdict}, anything from {change(one.low)} to {change(one.high)}"
    if one.verdict != NO_VERDICT:
        chance = "can still" if one.stands else "can no longer"
        return f"{told}; allowing for all series tested it {chance} be distinguished from chance."
    if np.isnan(one.detectable):
        few = "the counts are too few, and vary too much, to show a change reliably"
        return f"{name}: {one.verdict}; {few}."
    ends = (change(end) for end in (1 / one.detectable, one.detectable))
    return f"{told}; {would_show(ends, 'series')}."


def _judged(
    figure: Figure, evidence: Evidence, without: Quarter = ""
) -> Iterator[tuple[str, tuple]]:
    """Each series among the rows with its row of the verdicts; `without` a quarter in every series
    named.
    """
    named = [*_series(figure)]
    rows = evidence.tables[figure.table]
    of = ["borough", "indicator"]
    if len(rows.merge(figure.rows[of].drop_duplicates(), on=of)) > len(figure.rows):
        raise InputError(f"{figure.named} leaves out quarters: a series is judged as a whole")
    if without:
        if without not in set(figure.rows["quarter"]):
            raise InputError(f"'{without}' is no quarter of {figure.named}")
        rows = rows.drop(figure.rows.index[figure.rows["quarter"] == without])
    every = evidence.verdicts(rows, evidence.period)
    for name, of_series in named:
        about = of_series["borough"].iloc[0], of_series["indicator"].iloc[0]
        for one in every.itertuples():
            if (one.borough, one.indicator) == about:
                yield name, one


def last_returned(series: Figure, quarter: Quarter) -> Readings:
    """The last quarter returned is this one, in every series."""
    last = {rows["quarter"].iloc[-1] for _, rows in _series(series)}
    quarters = listed(sorted(map(quarter_label, last)))
    yield Reading(last == {quarter}, f"The last return is of {quarters}.")


def _series(figure: Figure) -> Iterator[tuple[str, DataFrame]]:
    """Each series among the rows by name, its quarters in order. InputError for rows of anything
    else.
    """
    if figure.table != "indicators":
        raise InputError(f"{figure.named} is no series of an indicator")
    several = figure.returned["borough"].nunique() > 1
    for (borough, indicator), rows in figure.returned.groupby(["borough", "indicator"], sort=False):
        name = INDICATOR[indicator].name
        full = f"{borough_name(borough)}, {name.lower()}" if several else name
        yield full, rows.sort_values("quarter")
