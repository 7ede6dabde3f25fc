"""One short series of counts: what it bears, and a reason for everything it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.indicators import INDICATOR_KEYS
from analysis.declare.statuses import withheld_range
from analysis.find import ladder, power, trend
from analysis.find.finding import interval, places
from analysis.find.old_finding import AS_RETURNED, finding

LOWEST, HIGHEST = "withheld at lowest", "withheld at highest"
# No test below this many usable quarters: at 4 the permutation check cannot go under 1/12.
TESTED_FROM = 5


@dataclass(frozen=True)
class Series:
    """One indicator in one borough: usable counts at quarters `times`, counted from the first one."""

    borough: str
    indicator: str
    scenario: str
    times: np.ndarray
    counts: np.ndarray
    quarters: tuple[str, ...]
    rows: str
    note: str

    @property
    def n(self) -> int:
        return len(self.counts)

    def owns(self, row: dict) -> bool:
        """Whether `row` is about this series."""
        return (row["borough"], row["indicator"], row["scenario"]) == (
            self.borough,
            self.indicator,
            self.scenario,
        )

    def finding(self, statistic: str, **values) -> dict:
        """A row about this series."""
        about = {
            "borough": self.borough,
            "indicator": self.indicator,
            "scenario": self.scenario,
            "n": self.n,
            "tier": str(ladder.tier(self.n)),
            "rows": self.rows,
            "note": self.note,
        }
        return finding(statistic, **{**about, **values})


def all_series(returned: pd.DataFrame) -> Iterator[Series]:
    """Every series in order; twice, at both ends, where counts are withheld within a stated range."""
    for borough, of_borough in by_borough(returned):
        for indicator in (key for key in INDICATOR_KEYS if key in set(of_borough["indicator"])):
            rows = of_borough[of_borough["indicator"] == indicator].sort_values("quarter")
            ranges = rows["raw"].where(rows["status"] == "withheld", "").map(withheld_range)
            for scenario in (LOWEST, HIGHEST) if ranges.notna().any() else (AS_RETURNED,):
                yield _series(borough, indicator, rows, ranges, scenario)


def _series(
    borough: str, indicator: str, rows: pd.DataFrame, ranges: pd.Series, scenario: str
) -> Series:
    end = {LOWEST: 0, HIGHEST: 1}.get(scenario)
    counts = rows["count"].astype("Float64")
    if end is not None:
        counts = counts.fillna(
            ranges.map(lambda ends: ends[end] if ends else pd.NA).astype("Float64")
        )
    used = rows[counts.notna()]
    times = pd.PeriodIndex(used["quarter"], freq="Q").astype("int64").to_numpy()
    closed = int(((rows["status"] == "withheld") & counts.isna()).sum())
    note = f"{closed} quarters withheld without a stated range are left out (G34)" if closed else ""
    return Series(
        borough,
        indicator,
        scenario,
        times - times.min() if len(times) else times,
        counts.dropna().to_numpy(int),
        tuple(used["quarter"]),
        places(used),
        note,
    )


def of_series(series: Series) -> list[dict]:
    """Every statistic a series of this length may bear, and a reason for every one it may not."""
    return [*_level(series), *_trend(series)]


def _level(series: Series) -> list[dict]:
    """Mean and range of the counts, and the last as a ratio of the first."""
    if not series.n:
        return [series.finding("level", note="no usable quarter")]
    counts, first, last = series.counts, series.counts[0], series.counts[-1]
    # A ratio with a 0 at either end has no mirror image.
    ratio, note = (
        (last / first, series.note)
        if first and last
        else (None, "the first or last count is 0: no ratio")
    )
    return [
        series.finding(
            "level",
            estimate=counts.mean(),
            low=counts.min(),
            high=counts.max(),
            method="mean and range, v1",
        ),
        series.finding(
            "first_to_last", estimate=ratio, method="last count / first count, v1", note=note
        ),
    ]


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


def _trend(series: Series) -> list[dict]:
    if series.n < TESTED_FROM:
        why = (
            f"refused (G1): {series.n} usable quarters, at least {TESTED_FROM} are needed: with"
            " fewer, no order of the counts would be rare enough to tell from chance"
        )
        return [series.finding(statistic, note=why) for statistic in _OF_TREND]
    fitted = trend.quasi_poisson(series.counts, series.times)
    if fitted is None:
        why = "no trend can be fitted to these counts: " + (
            "all are 0" if not series.counts.any() else "it does not settle"
        )
        return [series.finding(statistic, note=why) for statistic in _OF_TREND]
    return [
        *_fitted(series, fitted),
        *_fragility(series, fitted),
        _year_apart(series, fitted),
        _detectable(series, fitted),
    ]


def _fitted(series: Series, fitted: trend.Trend) -> list[dict]:
    """The trend, the whole change it comes to, and both checks of chance."""
    reach = int(series.times.max())
    quarterly, whole = fitted.ratio(), fitted.ratio(reach)
    method = trend.QUASI_POISSON
    return [
        series.finding("dispersion", estimate=fitted.dispersion, method="Pearson X2 / (n - 2), v1"),
        series.finding("trend_per_quarter", **interval(quarterly), method=method),
        series.finding("trend_over_span", **interval(whole), method=method),
        series.finding("trend_p", estimate=fitted.p, method=method),
        series.finding(
            "permutation_p",
            estimate=trend.permutation_p(series.counts, series.times),
            method=trend.PERMUTATION,
        ),
    ]


def _fragility(series: Series, fitted: trend.Trend) -> list[dict]:
    """What leaving one quarter out, or autocorrelation that so few quarters cannot show, would do."""
    rows = [
        series.finding(
            f"trend_if_autocorrelated_{rho}",
            method="standard error x sqrt((1 + rho) / (1 - rho)), v1",
            **interval(
                fitted.ratio(int(series.times.max()), inflate=np.sqrt((1 + rho) / (1 - rho)))
            ),
        )
        for rho in (0.2, 0.4)
    ]
    ends = trend.leave_one_out(series.counts, series.times)
    if ends is None:
        return [
            *rows,
            series.finding("leave_one_out", note="one quarter less and no trend can be fitted"),
        ]
    turns = (ends[0] < 1) != (ends[1] < 1)
    warning = (
        "warning (G29): leaving out a single quarter turns the direction" if turns else series.note
    )
    return [
        *rows,
        series.finding(
            "leave_one_out",
            estimate=fitted.ratio()[0],
            low=ends[0],
            high=ends[1],
            method="rate ratio a quarter, each quarter left out in turn, v1",
            note=warning,
        ),
    ]


def _year_apart(series: Series, fitted: trend.Trend) -> dict:
    apart = trend.year_apart(series.counts, series.times, fitted.dispersion)
    if apart is None:
        return series.finding(
            "year_apart",
            note="no quarter and its partner a year on were both returned, or one side is 0",
        )
    return series.finding("year_apart", **interval(apart[:3]), n=apart[3], method=trend.YEAR_APART)


def _detectable(series: Series, fitted: trend.Trend) -> dict:
    rise = power.detectable_ratio(series.counts.mean(), series.times, max(1.0, fitted.dispersion))
    note = (
        series.note
        if np.isfinite(rise)
        else "not even a fall of 95% or a rise to 20 times would have shown"
    )
    return series.finding(
        "detectable_change", estimate=rise, low=1 / rise, high=rise, method=power.METHOD, note=note
    )


def by_borough(returned: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Rows of each borough that has any, in order of joining."""
    for borough in BOROUGH_KEYS:
        rows = returned[returned["borough"] == borough]
        if len(rows):
            yield borough, rows
