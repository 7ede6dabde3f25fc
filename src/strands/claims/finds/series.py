"""Rules on series of quarters: in the last of them, over the whole, and what a series could have
shown.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label, span
from analysis.declare.words import change, count, listed, sentence
from analysis.find.ladder import tier
from analysis.find.power import detectable_ratio
from analysis.find.slopes import Slope, quasi_poisson
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, Readings, Way

_LEAST_TIER = 2


def falls_in_last(series: Figure, quarters: int) -> Readings:
    """Every series falls in each of its last so many quarters."""
    yield _in_last(series, quarters, Way.FALL)


def rises_in_last(series: Figure, quarters: int) -> Readings:
    """Every series rises in each of its last so many quarters."""
    yield _in_last(series, quarters, Way.RISE)


def _in_last(series: Figure, quarters: int, way: Way) -> Reading:
    met, unmet = [], []
    for name, rows in _series(series):
        last = rows.tail(quarters + 1)
        counts, times = last["count"].tolist(), _times(last)
        if len(counts) <= quarters or times[-1] - times[0] > quarters:
            lacking = f"the last {count(quarters + 1, 'quarter')} were not all returned"
            return Reading(None, f"{name}: {lacking}.")
        steps = [before and way.met_by(after / before) for before, after in pairwise(counts)]
        (met if all(steps) else unmet).append(f"{name} ({', '.join(map(str, counts))})")
    found = []
    if met:
        found.append(f"{listed(met)} {way}{'s' * (len(met) == 1)} in each")
    if unmet:
        found.append(f"{listed(unmet)} {'does' if len(unmet) == 1 else 'do'} not")
    return Reading(not unmet, sentence("; ".join(found)))


def lower_at_the_end(series: Figure, quarters: int) -> Readings:
    """In every series the last so many quarters average less than those before them."""
    yield _at_the_end(series, quarters, Way.FALL)


def higher_at_the_end(series: Figure, quarters: int) -> Readings:
    """In every series the last so many quarters average more than those before them."""
    yield _at_the_end(series, quarters, Way.RISE)


def _at_the_end(series: Figure, quarters: int, way: Way) -> Reading:
    found, met = [], []
    for name, rows in _series(series):
        counts = _counts(rows)
        if len(counts) <= quarters:
            returned = count(len(counts), "quarter was", "quarters were")
            return Reading(None, f"{name}: {returned} returned.")
        before, after = counts[:-quarters].mean(), counts[-quarters:].mean()
        met.append(bool(before) and way.met_by(after / before))
        found.append(f"{name} {before:,.1f} before and {after:,.1f} then")
    return Reading(all(met), sentence("; ".join(found)))


def trend(series: Figure, way: Way, without: str = "") -> Readings:
    """The series falls or rises as a whole, beyond chance; with `without`, also when that quarter
    is left out.

    The same fit and the same interval as everywhere: quasi-Poisson, dispersion never below 1.
    """
    for name, rows in _series(series):
        yield _trend(name, rows, way)
        if without:
            others = rows[rows["quarter"] != without]
            yield _trend(f"Without {quarter_label(without)}", others, way)


def no_pattern(series: Figure) -> Readings:
    """In none of the series does the whole of it fall or rise beyond chance."""
    moving, still = [], []
    for name, rows in _series(series):
        fit = _fit(rows)
        if not fit:
            still.append(f"{name} has too few quarters")
            continue
        _, low, high = fit.whole()
        if low <= 1 <= high:
            still.append(f"{name} is compatible with {_between(low, high)}")
        else:
            moving.append(f"{name} shows {_between(low, high)}")
    yield Reading(not moving, sentence("; ".join(moving + still)))


def moved(series: Figure, way: Way) -> Readings:
    """The series fell or rose: once read as its last step, once as the whole of it beyond
    chance.
    """
    for name, rows in _series(series):
        *_, before, after = [None, None, *rows["count"].tolist()]
        last = way.met_by(after / before) if before else None
        yield Reading(last, f"{name}: the last step is from {before} to {after}.")
        yield _trend("As a whole", rows, way)


def shows_fall_of(series: Figure, percent: int) -> Readings:
    """A series falls by so many per cent or more; where none could have shown it, nothing can be
    said.
    """
    every = list(_series(series))
    able = [(name, rows) for name, rows in every if _least_fall(rows) <= percent / 100]
    if not able:
        found = f"None of {len(every)} series could have shown a fall of {percent}%."
        yield Reading(None, found)
    for name, rows in able:
        yield _trend(name, rows, Way.FALL)


def _least_fall(rows: DataFrame) -> float:
    """The least fall that a series could have shown; NaN, below no number, where none would."""
    fit = _fit(rows)
    if not fit:
        return np.nan
    return 1 - 1 / detectable_ratio(_counts(rows).mean(), _times(rows), max(1.0, fit.dispersion))


def _trend(name: str, rows: DataFrame, way: Way) -> Reading:
    fit = _fit(rows)
    if not fit:
        quarters = f"{count(len(rows), 'quarter')} ({', '.join(map(str, rows['count']))})"
        return Reading(None, f"{name}: {quarters}, too few to tell a change from chance.")
    _, low, high = fit.whole()
    met = high < 1 if way is Way.FALL else low > 1
    over = span(rows["quarter"], "and")
    return Reading(met, f"{name}: between {over} compatible with {_between(low, high)}.")


def _fit(rows: DataFrame) -> Slope | None:
    """The trend of a series; None where its quarters are too few."""
    return quasi_poisson(_counts(rows), _times(rows)) if tier(len(rows)) >= _LEAST_TIER else None


def _counts(rows: DataFrame) -> np.ndarray:
    return rows["count"].to_numpy(float)


def _times(rows: DataFrame) -> np.ndarray:
    return np.array([pd.Period(quarter).ordinal for quarter in rows["quarter"]], dtype=float)


def _between(low: float, high: float) -> str:
    return f"anything from {change(low)} to {change(high)}"


def last_returned(series: Figure, quarter: str) -> Readings:
    """The last quarter returned is this one, in every series."""
    last = {rows["quarter"].iloc[-1] for _, rows in _series(series)}
    quarters = listed(sorted(map(quarter_label, last)))
    yield Reading(last == {quarter}, f"The last return is of {quarters}.")


def _series(figure: Figure) -> Iterator[tuple[str, DataFrame]]:
    """Each series among the rows by name, its quarters in order."""
    several = figure.returned["borough"].nunique() > 1
    for (borough, indicator), rows in figure.returned.groupby(["borough", "indicator"], sort=False):
        name = INDICATOR[indicator].name
        full = f"{borough_name(borough)}, {name.lower()}" if several else name
        yield full, rows.sort_values("quarter")
