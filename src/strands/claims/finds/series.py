"""Rules on series of quarters: in the last of them, over the whole, and what a series could have
shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label, span
from analysis.find.ladder import tier
from analysis.find.power import detectable_ratio
from analysis.find.trend import quasi_poisson
from analysis.show import words
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Reading, Way, nothing

_LEAST_TIER = 2


def falls_in_last(series: Figure, quarters: int) -> list[Reading]:
    """Every series falls in each of its last so many quarters."""
    return _in_last(series, quarters, Way.FALL)


def rises_in_last(series: Figure, quarters: int) -> list[Reading]:
    """Every series rises in each of its last so many quarters."""
    return _in_last(series, quarters, Way.RISE)


def _in_last(series: Figure, quarters: int, way: Way) -> list[Reading]:
    met, unmet = [], []
    for name, rows in _series(series):
        last = rows.tail(quarters + 1)
        counts, times = last["count"].tolist(), _fitted(last)[1]
        if len(counts) <= quarters or times[-1] - times[0] > quarters:
            return [
                Reading(
                    None,
                    f"{name}: the last {words.count(quarters + 1, 'quarter')} were not all"
                    " returned.",
                )
            ]
        steps = all(
            way.met_by(after / before) if before else False for before, after in pairwise(counts)
        )
        (met if steps else unmet).append(f"{name} ({', '.join(map(str, counts))})")
    if not met and not unmet:
        return [nothing(series.named)]
    said = [f"{words.listed(met)} {way}{'s' if len(met) == 1 else ''} in each"] if met else []
    said += [f"{words.listed(unmet)} {'does' if len(unmet) == 1 else 'do'} not"] if unmet else []
    return [Reading(not unmet, words.sentence("; ".join(said)))]


def lower_at_the_end(series: Figure, quarters: int) -> list[Reading]:
    """In every series the last so many quarters average less than those before them."""
    return _at_the_end(series, quarters, Way.FALL)


def higher_at_the_end(series: Figure, quarters: int) -> list[Reading]:
    """In every series the last so many quarters average more than those before them."""
    return _at_the_end(series, quarters, Way.RISE)


def _at_the_end(series: Figure, quarters: int, way: Way) -> list[Reading]:
    said, met = [], []
    for name, rows in _series(series):
        counts = rows["count"].astype(float).to_numpy()
        if len(counts) <= quarters:
            return [
                Reading(
                    None,
                    f"{name}: {words.count(len(counts), 'quarter was', 'quarters were')} returned.",
                )
            ]
        before, after = counts[:-quarters].mean(), counts[-quarters:].mean()
        met.append(bool(before) and way.met_by(after / before))
        said.append(f"{name} {before:,.1f} before and {after:,.1f} then")
    return [Reading(all(met), words.sentence("; ".join(said)))] if met else [nothing(series.named)]


def trend(series: Figure, way: Way, without: str = "") -> list[Reading]:
    """The series falls or rises as a whole, beyond chance; with `without`, also when that quarter
    is left out.

    The same fit and the same interval as everywhere: quasi-Poisson, dispersion never below 1.
    """
    readings = []
    for name, rows in _series(series):
        readings.append(_trend(name, rows, way))
        if without:
            readings.append(
                _trend(f"Without {quarter_label(without)}", rows[rows["quarter"] != without], way)
            )
    return readings or [nothing(series.named)]


def no_pattern(series: Figure) -> list[Reading]:
    """In none of the series does the whole of it fall or rise beyond chance."""
    moving, still = [], []
    for name, rows in _series(series):
        low, high = _interval(rows)
        if np.isnan(low):
            still.append(f"{name} has too few quarters")
        elif low <= 1 <= high:
            still.append(f"{name} is compatible with {_between(low, high)}")
        else:
            moving.append(f"{name} shows {_between(low, high)}")
    said = words.sentence("; ".join(moving + still))
    return [Reading(not moving, said)] if moving or still else [nothing(series.named)]


def moved(series: Figure, way: Way) -> list[Reading]:
    """The series fell or rose: once read as its last step, once as the whole of it beyond chance."""
    readings = []
    for name, rows in _series(series):
        *_, before, after = [None, None, *rows["count"].tolist()]
        last = way.met_by(after / before) if before else None
        readings.append(Reading(last, f"{name}: the last step is from {before} to {after}."))
        readings.append(_trend("As a whole", rows, way))
    return readings or [nothing(series.named)]


def shows_fall_of(series: Figure, percent: int) -> list[Reading]:
    """A series falls by so many per cent or more; where none could have shown it, nothing can be
    said.
    """
    able, unable = [], []
    for name, rows in _series(series):
        counts, times = _fitted(rows)
        fit = quasi_poisson(counts, times) if tier(len(counts)) >= _LEAST_TIER else None
        rise = detectable_ratio(counts.mean(), times, max(1.0, fit.dispersion)) if fit else np.nan
        # A comparison with NaN is false: what no change could show is shown by none.
        (able if 1 - 1 / rise <= percent / 100 else unable).append((name, rows))
    if not able and not unable:
        return [nothing(series.named)]
    if not able:
        return [
            Reading(None, f"None of {len(unable)} series could have shown a fall of {percent}%.")
        ]
    return [_trend(name, rows, Way.FALL) for name, rows in able]


def _trend(name: str, rows: pd.DataFrame, way: Way) -> Reading:
    low, high = _interval(rows)
    over = span(rows["quarter"], "and") if len(rows) else ""
    if np.isnan(low):
        counts = ", ".join(map(str, rows["count"]))
        return Reading(
            None,
            f"{name}: {words.count(len(rows), 'quarter')} ({counts}), too few to tell a change from"
            " chance.",
        )
    met = high < 1 if way is Way.FALL else low > 1
    return Reading(met, f"{name}: between {over} compatible with {_between(low, high)}.")


def _interval(rows: pd.DataFrame) -> tuple[float, float]:
    """The 95 % interval of the change from the first quarter to the last; NaN where they are too
    few.
    """
    counts, times = _fitted(rows)
    fit = quasi_poisson(counts, times) if tier(len(counts)) >= _LEAST_TIER else None
    return fit.ratio(times[-1] - times[0])[1:] if fit else (np.nan, np.nan)


def _fitted(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    times = np.array([pd.Period(quarter).ordinal for quarter in rows["quarter"]], dtype=float)
    return rows["count"].astype(float).to_numpy(), times


def _between(low: float, high: float) -> str:
    return f"anything from {words.change(low)} to {words.change(high)}"


def last_returned(series: Figure, quarter: str) -> list[Reading]:
    """The last quarter returned is this one, in every series."""
    last = {name: rows["quarter"].iloc[-1] for name, rows in _series(series)}
    said = words.listed(sorted({quarter_label(one) for one in last.values()}))
    return (
        [Reading(set(last.values()) == {quarter}, f"The last return is of {said}.")]
        if last
        else [nothing(series.named)]
    )


def _series(figure: Figure) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each series among the rows by name, its quarters in order."""
    several = figure.returned["borough"].nunique() > 1
    for (borough, indicator), rows in figure.returned.groupby(["borough", "indicator"], sort=False):
        name = INDICATOR[indicator].name
        yield (
            (f"{borough_name(borough)}, {name.lower()}" if several else name),
            rows.sort_values("quarter"),
        )


RULES = (
    falls_in_last,
    rises_in_last,
    lower_at_the_end,
    higher_at_the_end,
    trend,
    no_pattern,
    moved,
    shows_fall_of,
    last_returned,
)
