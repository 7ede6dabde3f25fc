"""One short series of counts: what it bears, and a reason for everything it does not."""

from collections.abc import Iterator

import numpy as np

from analysis.declare.periods import quarter_label
from analysis.declare.words import listed
from analysis.find import ladder
from analysis.find.finding import interval
from analysis.find.slopes import DISPERSION, Slope
from strands.indicators.finds import fragility, interrupted, trends
from strands.indicators.finds.judged import LARGEST, TESTED_FROM, Judged, Series

_TOO_FEW = "with fewer, no order of the counts would be rare enough to tell from chance"
_NONE_WOULD_SHOW = (
    f"not even a fall of {1 - 1 / LARGEST:.0%} or a rise to {LARGEST} times would have shown"
)
_OF_TREND = (
    "dispersion",
    "dispersion_of_its_own",
    "trend_per_quarter",
    "trend_over_span",
    "trend_p",
    "permutation_p",
    "leave_one_out",
    "year_apart",
    "detectable_change",
)
_STEADY = (
    "counts of a steady change with the mean of those returned, at the first and last quarter, v1"
)


def about_series(judged: Judged) -> Iterator[dict]:
    """Every statistic a series of this length may bear, and a reason for every one it may not."""
    series = judged.series
    yield from _level(series)
    yield series.finding(
        "tier", estimate=ladder.tier(series.n), unit="statistic", method="tier by quarters, v1"
    )
    if series.left_out:
        yield series.finding("left_out", x=series.left_out, unit="count", method="count, v1")
    yield from interrupted.findings(series)
    if judged.fit:
        yield from _fitted(series, judged.fit)
        yield from _fragility(series, judged.fit)
        yield _detectable(judged)
        yield from _steady(judged)
        if judged.margin is not None:
            yield _seen_at_margin(judged)
    else:
        yield from _unfitted(series)


def _level(series: Series) -> Iterator[dict]:
    """Mean and range of the counts, and the last as a ratio of the first."""
    if not series.n:
        yield series.finding("level", note="no usable quarter")
        return
    counts, first, last = series.counts, series.counts[0], series.counts[-1]
    mean = interval((counts.mean(), counts.min(), counts.max()))
    yield series.finding("level", **mean, unit="count", method="mean and range, v1")
    # A ratio with a 0 at either end has no mirror image.
    ratio = {"note": "the first or last count is 0: no ratio"}
    if series.n < TESTED_FROM - 1:
        why = "of fewer only the numbers are shown"
        ratio = {"refused": "G1", "x": series.n, "n": TESTED_FROM - 1, "note": why}
        ratio["method"] = "last count as a ratio of the first"
    elif first and last:
        ratio = {"estimate": last / first, "unit": "ratio"}
    yield series.finding("first_to_last", **{"method": "last count / first count, v1", **ratio})


def _unfitted(series: Series) -> Iterator[dict]:
    why = "all are 0" if not series.counts.any() else "it does not settle"
    values = {"note": f"no trend can be fitted to these counts: {why}"}
    if series.n < TESTED_FROM:
        values = {"refused": "G1", "x": series.n, "n": TESTED_FROM, "note": _TOO_FEW}
    for statistic in _OF_TREND:
        yield series.finding(statistic, **values)


def _fitted(series: Series, fitted: Slope) -> Iterator[dict]:
    """The trend, the whole change it comes to, and both checks of chance."""
    ratio = {"unit": "ratio", "method": trends.QUASI_POISSON}
    reordered = fragility.permutation_p(series.counts, series.times)
    dispersions = {"dispersion": fitted.dispersion, "dispersion_of_its_own": fitted.own}
    for statistic, estimate in dispersions.items():
        yield series.finding(statistic, estimate=estimate, unit="statistic", method=DISPERSION)
    yield series.finding("trend_per_quarter", **interval(fitted.ratio()), **ratio)
    yield series.finding("trend_over_span", **interval(fitted.whole()), **ratio)
    yield series.finding("trend_p", estimate=fitted.p, unit="p", method=trends.QUASI_POISSON)
    yield series.finding(
        "permutation_p", estimate=reordered, unit="p", method=fragility.PERMUTATION
    )


def _fragility(series: Series, fitted: Slope) -> Iterator[dict]:
    """What leaving one quarter out would do, and quarters a year apart."""
    yield _leave_one_out(series, fitted)
    at = fragility.rests_on(series.counts, series.times, fitted)
    if quarters := [quarter_label(series.quarters[place]) for place in at]:
        yield series.finding("rests_on", x=len(quarters), note=listed(quarters, "or"))
    yield _year_apart(series, fitted)


def _leave_one_out(series: Series, fitted: Slope) -> dict:
    ends = fragility.leave_one_out(series.counts, series.times)
    if ends is None:
        return series.finding("leave_one_out", note="one quarter less and no trend can be fitted")
    turns = (ends[0] < 1) != (ends[1] < 1)
    warning = {"refused": "G29", "note": "leaving out a single quarter turns the direction"}
    return series.finding(
        "leave_one_out",
        **interval((fitted.ratio()[0], *ends)),
        unit="ratio",
        method="rate ratio a quarter, each quarter left out in turn, v1",
        **(warning if turns else {}),
    )


def _year_apart(series: Series, fitted: Slope) -> dict:
    apart = fragility.year_apart(series.counts, series.times, fitted)
    if apart is None:
        why = "no quarter and its partner a year on were both returned, or one side is 0"
        return series.finding("year_apart", note=why)
    *ratio, pairs = apart
    return series.finding(
        "year_apart", **interval(ratio), n=pairs, unit="ratio", method=fragility.YEAR_APART
    )


def _detectable(judged: Judged) -> dict:
    rise = judged.detectable
    note = "" if np.isfinite(rise) else _NONE_WOULD_SHOW
    values = {**interval((rise, 1 / rise, rise)), "unit": "ratio", "note": note}
    return judged.series.finding("detectable_change", method=trends.METHOD, **values)


def _steady(judged: Judged) -> Iterator[dict]:
    """What the trends within the interval come to at the first and the last quarter, and what the
    least fall and rise that would have shown do.
    """
    series, fit = judged.series, judged.fit
    reach = fit.reach * fit.error
    shown = np.log(judged.detectable) / fit.span
    slopes = {
        "trend allowed": (fit.slope - reach, fit.slope + reach),
        "trend shown": (-shown, shown),
    }
    for statistic, ways in slopes.items():
        if not np.isfinite(ways).all():
            continue
        both = [trends.steady(series.counts.mean(), series.times, way) for way in ways]
        for at in (0, -1):
            ends = {"low": min(way[at] for way in both), "high": max(way[at] for way in both)}
            about = {"when": series.quarters[at], "unit": "count", "method": _STEADY}
            yield series.finding(statistic, **ends, **about)


def _seen_at_margin(judged: Judged) -> dict:
    """How many of 100 series like it would show a change to the margin agreed beforehand."""
    ends = {"low": 1 / (1 + judged.margin), "high": 1 + judged.margin}
    seen = {"estimate": judged.seen_at_margin, "unit": "share", "method": trends.METHOD}
    return judged.series.finding("seen_at_margin", **ends, **seen)
