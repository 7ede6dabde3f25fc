"""One short series of counts of one indicator in one borough, and the trends of all of them: the
same wherever a series is judged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from analysis.declare.finding import CANNOT_TELL, TOO_FEW
from analysis.declare.indicators import INDICATOR_KEYS, indicators_of
from analysis.declare.periods import Period, period
from analysis.declare.recording import counted_alike
from analysis.declare.statuses import withheld_range
from analysis.find import ladder, slopes
from analysis.find.finding import CONFIDENCE, by_borough, finding, places
from analysis.find.slopes import Slope
from strands.indicators.declares import as_withheld
from strands.indicators.finds import trends

AS_RETURNED = "as returned"
LOWEST, HIGHEST = "withheld at lowest", "withheld at highest"
FALLING, RISING = "withheld at the steepest fall", "withheld at the steepest rise"
# No test below this many usable quarters: at 4 the permutation check cannot go under 1/12.
TESTED_FROM = 5
# Counts that would show nothing smaller than a rise to so many times are too few to show anything.
LARGEST = 10


@dataclass(frozen=True)
class Series:
    """One indicator in one borough, read in one way: usable counts of `quarters` at `times`,
    counted from the first one; `left_out` quarters were withheld without a stated range. `lean` is
    -1 for the reading that falls more, 1 for the one that rises more, 0 where there is but one.
    """

    borough: str
    indicator: str
    reading: str
    quarters: tuple[str, ...]
    times: np.ndarray
    counts: np.ndarray
    left_out: int
    rows: str
    lean: int = 0

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


def ordinal(quarter: str) -> int:
    """A quarter as a number, one more than the quarter before."""
    return pd.Period(quarter, "Q").ordinal


def all_series(returned: pd.DataFrame) -> Iterator[Series]:
    """Every series in order; twice, at both ends, where counts are withheld within a stated range."""
    for borough, rows_of_borough in by_borough(as_withheld(returned)):
        for indicator in INDICATOR_KEYS:
            rows = rows_of_borough[rows_of_borough["indicator"] == indicator]
            if len(rows):
                alike = counted_alike(rows.sort_values("quarter"))
                yield from _both_ends(borough, indicator, alike)


def _both_ends(borough: str, indicator: str, rows: pd.DataFrame) -> Iterator[Series]:
    ranges = rows["raw"].where(rows["status"] == "withheld", "").map(withheld_range)
    used = rows[rows["count"].notna() | ranges.notna()]
    ends = ranges[used.index].where(ranges.notna(), used["count"].map(lambda count: (count, count)))
    times = pd.PeriodIndex(used["quarter"], freq="Q").astype("int64").to_numpy()
    low, high = (np.array([end[at] for end in ends], dtype=int) for at in (0, 1))
    for reading, lean, counts in _readings(low, high, times, ranges[used.index].notna().to_numpy()):
        yield Series(
            borough,
            indicator,
            reading,
            tuple(used["quarter"]),
            times - times[:1],
            counts,
            int((rows["status"].eq("withheld") & ranges.isna()).sum()),
            places(used),
            lean,
        )


def _readings(
    low: np.ndarray, high: np.ndarray, times: np.ndarray, stated: np.ndarray
) -> list[tuple[str, int, np.ndarray]]:
    """Counts as they are read, with how each reading leans. Several that are withheld have more
    than two ends: at its steepest fall a series begins high and ends low.
    """
    if not stated.any():
        return [(AS_RETURNED, 0, low)]
    if stated.sum() == 1:
        falls = -1 if times[stated] >= times.mean() else 1
        return [(LOWEST, falls, low), (HIGHEST, -falls, high)]
    return [
        (FALLING, -1, np.where(times < times.mean(), high, low)),
        (RISING, 1, np.where(times > times.mean(), high, low)),
    ]


@dataclass(frozen=True)
class Judged:
    """A series, its trend where it carries one, its p after Holm and after Benjamini and Hochberg
    over all series tested, and what may be said of it; `planned` is whether it was to count before
    the data came, `margin` the change agreed beforehand to be none.
    """

    series: Series
    fit: Slope | None
    holm: float | None
    bh: float | None
    verdict: str
    planned: bool = False
    margin: float | None = None

    @property
    def stands(self) -> bool:
        """Whether its change stands after allowing for all series tested."""
        return self.holm is not None and self.holm < 1 - CONFIDENCE

    @cached_property
    def detectable(self) -> float:
        """The rise over the span, a ratio above 1 and up to LARGEST, that 80 of 100 series like
        this would show, the fall being its inverse; NaN where none would.
        """
        rise = trends.detectable_ratio(*self._simulated) if self.fit else float("nan")
        return rise if rise <= LARGEST + 1e-9 else float("nan")

    @cached_property
    def seen_at_margin(self) -> float:
        """How many of such series would show a change to the margin agreed beforehand, as a share;
        NaN without a trend or a margin.
        """
        if not self.fit or self.margin is None:
            return float("nan")
        mean, times, *about = self._simulated
        return trends.power(1 / (1 + self.margin), mean, times, *about)

    @property
    def _simulated(self) -> tuple[float, np.ndarray, float, float]:
        counts, times = self.series.counts, self.series.times
        return counts.mean(), times, max(1.0, self.fit.dispersion), self.fit.df


def verdicts(returned: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """What is `judged` of each series as a row, for who takes nothing but that from this strand:
    `borough, indicator, counts`, the change `ratio, low, high` over its span, on `df` degrees of
    freedom, and the least rise `detectable`, NaN where there is none, the `verdict`, and whether
    the change `stands`.
    """
    rows = []
    for one in judged(returned, of_period):
        change = (*one.fit.whole(), one.fit.df) if one.fit else (np.nan,) * 4
        named = one.series.borough, one.series.indicator, one.series.counts.tolist()
        rows.append((*named, *change, one.detectable, one.verdict, one.stands))
    columns = ["borough", "indicator", "counts", "ratio", "low", "high", "df", "detectable"]
    return pd.DataFrame(rows, columns=[*columns, "verdict", "stands"])


def judged(returned: pd.DataFrame, of_period: str) -> list[Judged]:
    """What may be said of each series of rows of the `indicators` table, in a period and those
    before it: the one judgement, wherever a series is spoken of.
    """
    plan = period(of_period)
    series = [*all_series(of_its_own(returned, plan))]
    fits = _trends(series)
    ps = [fit.p for fit in fits if fit]
    methods = ("holm", "fdr_bh")
    adjusted = zip(*(multipletests(ps, method=method)[1] for method in methods), strict=True)
    adjusted = iter([*adjusted] if ps else [])
    found = []
    for each, fit in zip(series, fits, strict=True):
        holm, bh = map(float, next(adjusted)) if fit else (None, None)
        verdict = TOO_FEW if each.n < TESTED_FROM else CANNOT_TELL
        planned = f"{each.borough}/{each.indicator}" in plan.primary
        if fit:
            _, low, high = fit.whole()
            about = {"planned": planned, "margin": plan.margin, "adjusted_p": holm}
            verdict = ladder.verdict(low, high, **about)
        found.append(Judged(each, fit, holm, bh, verdict, planned, plan.margin))
    return found


def of_its_own(returned: pd.DataFrame, plan: Period) -> pd.DataFrame:
    """The rows of the indicators asked for in a period, of earlier periods too; none where no file
    came for it.
    """
    rows = returned[returned["indicator"].isin(indicators_of(plan.key))]
    arrived = rows["quarter"].isin(plan.quarters) & rows["file"].ne("")
    return rows if arrived.any() else rows.iloc[:0]


def _trends(series: Sequence[Series]) -> list[Slope | None]:
    """The trend of each series, its dispersion that of its indicator in all boroughs; None where it
    is too short, or cannot be fitted.
    """
    fits = [
        trends.quasi_poisson(each.counts, each.times) if each.n >= TESTED_FROM else None
        for each in series
    ]
    found = []
    for each, fit in zip(series, fits, strict=True):
        kind = [other for of, other in zip(series, fits, strict=True) if other and _alike(of, each)]
        found.append(fit and slopes.of_kind(fit, kind))
    return found


def _alike(other: Series, each: Series) -> bool:
    """Whether a series counts towards the dispersion of another: of its indicator, and read in one
    way, the same where there are two.
    """
    if other.indicator != each.indicator:
        return False
    if other.borough == each.borough:
        return other.lean == each.lean
    return other.lean in (0, each.lean or -1)
