"""One short series of counts: what it bears, and a reason for everything it does not."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.declare.indicators import INDICATOR_KEYS
from analysis.declare.recording import counted_alike
from analysis.declare.statuses import withheld_range
from analysis.find import ladder, power
from analysis.find.finding import by_borough, finding, interval, places
from analysis.find.slopes import QUASI_POISSON, Slope, quasi_poisson
from strands.indicators.finds import fragility

AS_RETURNED = "as returned"
LOWEST, HIGHEST = "withheld at lowest", "withheld at highest"
# No test below this many usable quarters: at 4 the permutation check cannot go under 1/12.
TESTED_FROM = 5
_TOO_FEW = "with fewer, no order of the counts would be rare enough to tell from chance"
_NONE_WOULD_SHOW = "not even a fall of 95% or a rise to 20 times would have shown"
_OF_TREND = (
    "dispersion",
    "trend_per_quarter",
    "trend_over_span",
    "trend_p",
    "permutation_p",
    "leave_one_out",
    "trend_if_autocorrelated_0.2",
    "trend_if_autocorrelated_0.4",
    "year_apart",
    "detectable_change",
)


@dataclass(frozen=True)
class Series:
    """One indicator in one borough, read in one way: usable counts at quarters `times`, counted from
    the first one; `left_out` quarters were withheld without a stated range.
    """

    borough: str
    indicator: str
    reading: str
    times: np.ndarray
    counts: np.ndarray
    left_out: int
    rows: str

    @property
    def n(self) -> int:
        """How many usable quarters it has."""
        return len(self.counts)

    @property
    def about(self) -> dict:
        """What a finding about it is about."""
        return {"subject": self.indicator, "borough": self.borough, "reading": self.reading}

    def finding(self, statistic: str, **values: object) -> dict:
        """A finding about it, made from all its counts."""
        return finding(statistic, self.rows, **{"n": self.n, **self.about, **values})


def all_series(returned: pd.DataFrame) -> Iterator[Series]:
    """Every series in order; twice, at both ends, where counts are withheld within a stated range."""
    for borough, rows_of_borough in by_borough(returned):
        for indicator in INDICATOR_KEYS:
            rows = rows_of_borough[rows_of_borough["indicator"] == indicator]
            if len(rows):
                alike = counted_alike(rows.sort_values("quarter"))
                yield from _both_ends(borough, indicator, alike)


def _both_ends(borough: str, indicator: str, rows: pd.DataFrame) -> Iterator[Series]:
    ranges = rows["raw"].where(rows["status"] == "withheld", "").map(withheld_range)
    stated = ranges.notna()
    for reading in (LOWEST, HIGHEST) if stated.any() else (AS_RETURNED,):
        end = 1 if reading == HIGHEST else 0
        counts = rows["count"].astype("Float64")
        counts[stated] = [ends[end] for ends in ranges[stated]]
        used = rows[counts.notna()]
        times = pd.PeriodIndex(used["quarter"], freq="Q").astype("int64").to_numpy()
        yield Series(
            borough,
            indicator,
            reading,
            times - times[:1],
            counts.dropna().to_numpy(int),
            int((rows["status"].eq("withheld") & counts.isna()).sum()),
            places(used),
        )


def about_series(series: Series) -> Iterator[dict]:
    """Every statistic a series of this length may bear, and a reason for every one it may not."""
    yield from _level(series)
    yield series.finding(
        "tier", estimate=ladder.tier(series.n), unit="statistic", method="tier by quarters, v1"
    )
    if series.left_out:
        yield series.finding("left_out", x=series.left_out, unit="count", method="count, v1")
    yield from _trend(series)


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
    if first and last:
        ratio = {"estimate": last / first, "unit": "ratio"}
    yield series.finding("first_to_last", **ratio, method="last count / first count, v1")


def _trend(series: Series) -> Iterator[dict]:
    fitted = quasi_poisson(series.counts, series.times) if series.n >= TESTED_FROM else None
    if fitted:
        yield from _fitted(series, fitted)
        yield from _fragility(series, fitted)
        return
    why = "all are 0" if not series.counts.any() else "it does not settle"
    values = {"note": f"no trend can be fitted to these counts: {why}"}
    if series.n < TESTED_FROM:
        values = {"refused": "G1", "x": series.n, "n": TESTED_FROM, "note": _TOO_FEW}
    for statistic in _OF_TREND:
        yield series.finding(statistic, **values)


def _fitted(series: Series, fitted: Slope) -> Iterator[dict]:
    """The trend, the whole change it comes to, and both checks of chance."""
    ratio = {"unit": "ratio", "method": QUASI_POISSON}
    reordered = fragility.permutation_p(series.counts, series.times)
    yield series.finding(
        "dispersion",
        estimate=fitted.dispersion,
        unit="statistic",
        method="Pearson X2 / (n - 2), v1",
    )
    yield series.finding("trend_per_quarter", **interval(fitted.ratio()), **ratio)
    yield series.finding("trend_over_span", **interval(fitted.whole()), **ratio)
    yield series.finding("trend_p", estimate=fitted.p, unit="p", method=QUASI_POISSON)
    yield series.finding(
        "permutation_p", estimate=reordered, unit="p", method=fragility.PERMUTATION
    )


def _fragility(series: Series, fitted: Slope) -> Iterator[dict]:
    """What autocorrelation that so few quarters cannot show, or leaving one quarter out, would do;
    quarters a year apart, and the smallest change that would have shown.
    """
    for rho in (0.2, 0.4):
        inflate = np.sqrt((1 + rho) / (1 - rho))
        yield series.finding(
            f"trend_if_autocorrelated_{rho}",
            **interval(fitted.whole(inflate)),
            unit="ratio",
            method="standard error x sqrt((1 + rho) / (1 - rho)), v1",
        )
    yield _leave_one_out(series, fitted)
    yield _year_apart(series, fitted)
    yield _detectable(series, fitted)


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
    apart = fragility.year_apart(series.counts, series.times, fitted.dispersion)
    if apart is None:
        why = "no quarter and its partner a year on were both returned, or one side is 0"
        return series.finding("year_apart", note=why)
    *ratio, pairs = apart
    return series.finding(
        "year_apart", **interval(ratio), n=pairs, unit="ratio", method=fragility.YEAR_APART
    )


def _detectable(series: Series, fitted: Slope) -> dict:
    rise = power.detectable_ratio(series.counts.mean(), series.times, max(1.0, fitted.dispersion))
    note = "" if np.isfinite(rise) else _NONE_WOULD_SHOW
    values = {**interval((rise, 1 / rise, rise)), "unit": "ratio", "note": note}
    return series.finding("detectable_change", method=power.METHOD, **values)
