"""The change of an indicator in the boroughs together: their slopes averaged, never their levels.

A way of counting that stays the same from quarter to quarter cancels out of a borough's own slope,
so slopes may be averaged where counts may not be added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from pandas import DataFrame
from statsmodels.stats.multitest import multipletests

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import TOO_FEW
from analysis.declare.indicators import INDICATOR_KEYS
from analysis.declare.periods import period, quarter_label, span
from analysis.declare.recording import counted_since
from analysis.declare.words import listed
from analysis.find import ladder, slopes
from analysis.find.finding import CONFIDENCE, Rows, finding, frame, interval
from analysis.find.slopes import Slope
from strands.indicators.declares import TOGETHER
from strands.indicators.finds import random_effects as effects
from strands.indicators.finds import trends
from strands.indicators.finds.judged import (
    AS_RETURNED,
    FALLING,
    LARGEST,
    RISING,
    Series,
    all_series,
    of_its_own,
    ordinal,
)
from strands.indicators.finds.random_effects import Pooled

# A borough joins from so many usable quarters on, and so many boroughs have a mean.
JOINED_FROM, BOROUGHS_FROM = 4, 3
SLOPE = (
    "quasi-Poisson log-linear trend, the series' own dispersion, floored at 1 (statsmodels GLM), v1"
)
REORDERED = (
    "quarters reordered within each borough, 19,999 times, |sum of (t - mean t) y / dispersion|, v1"
)
DETECTABLE = (
    "simulated boroughs like these, 2,000 a direction, neighbours correlated by 0.3, one change in"
    " all but for what they differ by, least fall on a grid of 5 % called in 80 %, v1"
)
_TOO_SHORT = "fewer than {} usable quarters that are counted alike"
_ANEW = "counted otherwise from {} on, within the period"
_ORDERS, _DRAWN = 19_999, 2_000


@dataclass(frozen=True)
class Together:
    """One indicator, read in one way, in the boroughs that have a slope: `series` with their `fits`,
    which take quarters for independent, as the spread between boroughs holds what they are not.
    """

    indicator: str
    reading: str
    series: tuple[Series, ...]
    fits: tuple[Slope, ...]

    @property
    def about(self) -> dict:
        """What a finding about it is about."""
        return {"subject": self.indicator, "reading": self.reading}

    @property
    def rows(self) -> str:
        """The returned rows it rests on."""
        return "; ".join(series.rows for series in self.series)

    @property
    def quarters(self) -> list[str]:
        """Every quarter that one of its series has."""
        return sorted({quarter for series in self.series for quarter in series.quarters})

    @property
    def steps(self) -> int:
        """The quarters from the first to the last."""
        return ordinal(self.quarters[-1]) - ordinal(self.quarters[0])

    @property
    def slopes(self) -> np.ndarray:
        """The change of each borough over the steps, a log ratio."""
        return self.steps * np.array([fit.slope for fit in self.fits])

    @property
    def variances(self) -> np.ndarray:
        """Their variances."""
        return (self.steps * np.array([fit.error for fit in self.fits])) ** 2

    @cached_property
    def pooled(self) -> Pooled | None:
        """Their mean; None of too few boroughs."""
        if len(self.fits) < BOROUGHS_FROM:
            return None
        return effects.pooled(self.slopes, self.variances)

    def finding(self, statistic: str, **values: object) -> dict:
        """A finding about it, made from all its counts."""
        return finding(statistic, self.rows, **{"n": len(self.fits), **self.about, **values})

    @cached_property
    def detectable(self) -> float:
        """The rise over the steps that 80 of 100 such sets of boroughs would show, a ratio above 1
        and up to LARGEST, the fall being its inverse; NaN where none would.
        """
        rise = 1 / slopes.least_called(trends.FALLS, self.power)
        return rise if rise <= LARGEST + 1e-9 else float("nan")

    def power(self, ratio: float) -> float:
        """How often a mean change to `ratio` over the steps would be called, falls and rises
        together.
        """
        dispersion = max(1.0, slopes.pooled(self.fits)[0])
        about = [(series.counts.mean(), series.times) for series in self.series]
        return power(ratio, about, dispersion, float(self.pooled.tau2), self.steps)


def power(
    ratio: float,
    about: Sequence[tuple[float, np.ndarray]],
    dispersion: float = 1.0,
    tau2: float = 0.0,
    steps: float | None = None,
    *,
    rho: float | None = None,
    drawn: int = _DRAWN,
) -> float:
    """How often the mean over boroughs, given the mean and the quarters of each, is called where it
    changes to `ratio` over `steps`, or the longest span.

    `dispersion` is the variance over the mean of a count, `tau2` the variance of changes between
    boroughs, `rho` the correlation of neighbours, or else that of `slopes`.
    """
    rng = np.random.default_rng(2025)
    steps = steps or max(np.ptp(times) for _, times in about)
    calls = []
    for whole in (ratio, 1 / ratio):
        sets = [
            _drawn(rng, whole ** (times / steps), mean, times, dispersion, rho, drawn)
            for mean, times in about
        ]
        slope, variance = (np.stack(each, axis=-1) for each in zip(*sets, strict=True))
        known = np.isfinite(slope).all(axis=-1) & np.isfinite(variance).all(axis=-1)
        changes = steps * slope[known] + np.sqrt(tau2) * rng.standard_normal(slope[known].shape)
        p = effects.pooled(changes, steps**2 * variance[known]).p
        calls.append(float((p < 1 - CONFIDENCE).sum() / drawn))
    return float(np.mean(calls))


def _drawn(rng, way, mean, times, dispersion, rho, drawn) -> tuple[np.ndarray, np.ndarray]:
    """Slopes and their variances of so many series that go this way."""
    law = trends.law_of(mean * way / way.mean(), dispersion)
    slope, chance, own, _ = trends.fit(slopes.drawn(rng, law, times, drawn, rho), times, 0)
    return slope, chance**2 * np.maximum(1, own)


def every(kept: Sequence[Series]) -> list[Together]:
    """Each indicator in the boroughs together, of the series that are `kept`; twice, at both ends, where
    counts of one of them are withheld within a stated range.
    """
    return [
        _together(indicator, reading, lean, kind)
        for indicator in INDICATOR_KEYS
        if (kind := [each for each in kept if each.indicator == indicator])
        for reading, lean in _readings(kind)
    ]


def _readings(kind: Sequence[Series]) -> list[tuple[str, int]]:
    """How withheld counts are read, and how that leans: as in the one series that has any, or all where
    they fall, and rise, most.
    """
    twice = [each for each in kind if each.lean]
    if not twice:
        return [(AS_RETURNED, 0)]
    if len({each.borough for each in twice}) == 1:
        return [(each.reading, each.lean) for each in twice]
    return [(FALLING, -1), (RISING, 1)]


def _together(indicator: str, reading: str, lean: int, kind: Sequence[Series]) -> Together:
    series = tuple(each for each in kind if each.lean in (0, lean))
    fits = tuple(trends.quasi_poisson(each.counts, each.times, 0) for each in series)
    return Together(indicator, reading, series, fits)


def _out(rows: DataFrame, series: Series, of_period: str) -> dict:
    """Why the slope of a series stays out, as values of a finding; empty where it does not."""
    mine = (rows["borough"] == series.borough) & (rows["indicator"] == series.indicator)
    since = counted_since(rows[mine].sort_values("quarter"))
    if since in period(of_period).quarters[1:]:
        return {"refused": "G12", "note": _ANEW.format(quarter_label(since))}
    if series.n < JOINED_FROM:
        return {
            "refused": "G1",
            "x": series.n,
            "n": JOINED_FROM,
            "note": _TOO_SHORT.format(JOINED_FROM),
        }
    if not trends.quasi_poisson(series.counts, series.times, 0):
        return {"note": "no trend can be fitted to its counts"}
    return {}


def findings(returned: DataFrame, of_period: str) -> DataFrame:
    """What the boroughs' changes come to together: a FINDINGS frame.

    `subject` is the indicator, `reading` how withheld counts were read, `borough` whose change it
    is, or without whom a mean is. Changes are ratios over all quarters, which a `note` names.
    """
    plan = period(of_period)
    rows = of_its_own(returned, plan)
    why = [(series, _out(rows, series, of_period)) for series in all_series(rows)]
    found = every([series for series, out in why if not out])
    tested = [each for each in found if each.pooled]
    ps = [float(each.pooled.p) for each in tested]
    holm = dict(
        zip(map(id, tested), multipletests(ps, method="holm")[1] if ps else [], strict=True)
    )
    made = [
        *_left_out(why),
        *(one for each in found for one in _about(each, holm.get(id(each)), plan)),
    ]
    if tested:
        below = sum(p < 1 - CONFIDENCE for p in ps)
        values = {"estimate": len(ps), "x": below, "n": len(ps), "unit": "count"}
        made.append(finding("together_tests", **values, method="count of p-values, v1"))
    return frame({**row, "when": of_period} for row in made)


def _left_out(why: Sequence[tuple[Series, dict]]) -> Rows:
    for series, out in why:
        if out:
            about = {**series.about, "method": "slope of the boroughs together", **out}
            yield finding("not_joined", series.rows, **about)


def _about(each: Together, holm: float | None, plan) -> Iterator[dict]:
    """Everything about one indicator in the boroughs together."""
    yield from _boroughs(each)
    if holm is None:
        values = {"x": len(each.fits), "n": BOROUGHS_FROM, "verdict": TOO_FEW}
        yield each.finding("together_verdict", **values, note="fewer boroughs have no mean")
        return
    pooled, method = each.pooled, {"method": effects.METHOD}
    yield each.finding(
        "together_change",
        **_ratios(pooled.interval()),
        x=each.steps,
        note=span(each.quarters, "and"),
        **method,
    )
    ps = {
        "together_p": (pooled.p, effects.METHOD),
        "together_p_holm": (holm, "Holm (statsmodels), v1"),
    }
    ps["sign_flip_p"] = effects.sign_flip_p(each.slopes, each.variances), effects.SIGN_FLIP
    ps["reordered_p"] = reordered_p(each), REORDERED
    for statistic, (p, how) in ps.items():
        yield each.finding(statistic, estimate=float(p), unit="p", method=how)
    predicted = _ratios(pooled.predicted())
    yield each.finding("another_borough", **predicted, method=effects.PREDICTION)
    yield each.finding(
        "between_boroughs", estimate=float(pooled.i2), unit="share", method=effects.HETEROGENEITY
    )
    yield each.finding("differ_p", estimate=differ_p(each), unit="p", method=effects.DIFFER)
    yield from _without(each)
    yield _detectable(each)
    if plan.margin is not None:
        ends = {"low": 1 / (1 + plan.margin), "high": 1 + plan.margin, "unit": "share"}
        seen = each.power(1 / (1 + plan.margin))
        yield each.finding("together_seen_at_margin", estimate=seen, **ends, method=DETECTABLE)
    yield _verdict(each, holm, plan)


def _boroughs(each: Together) -> Rows:
    """The change of each borough over the same steps, as its own interval has it."""
    for series, fit in zip(each.series, each.fits, strict=True):
        about = {**series.about, **each.about, "n": series.n, "x": series.counts.sum()}
        ratio = _ratios(np.log(fit.ratio(each.steps)))
        yield finding("borough_change", series.rows, **about, **ratio, method=SLOPE)


def _ratios(logs: Sequence[float]) -> dict:
    """A log ratio with its interval, as values of a finding."""
    return {**interval(tuple(np.exp(logs))), "unit": "ratio"}


def _without(each: Together) -> Rows:
    """The mean without each borough, where enough remain, and those without whom it could not be told
    from none.
    """
    told = _beyond(each.pooled)
    rest_on = []
    if len(each.fits) == BOROUGHS_FROM:
        return
    means = effects.without_each(each.slopes, each.variances)
    for series, mean in zip(each.series, means, strict=True):
        ratio = _ratios(mean.interval())
        about = {"borough": series.borough, "n": mean.k, "method": effects.METHOD}
        yield each.finding("without_borough", **about, **ratio)
        if told and not _beyond(mean):
            rest_on.append(borough_name(series.borough))
    if rest_on:
        yield each.finding("together_rests_on", x=len(rest_on), note=listed(rest_on, "or"))


def _beyond(mean: Pooled) -> bool:
    return bool(mean.p < 1 - CONFIDENCE)


def _detectable(each: Together) -> dict:
    rise = each.detectable
    values = {**interval((rise, 1 / rise, rise)), "unit": "ratio"}
    return each.finding("together_detectable", method=DETECTABLE, **values)


def _verdict(each: Together, holm: float, plan) -> dict:
    _, low, high = np.exp(each.pooled.interval())
    planned = f"{TOGETHER}/{each.indicator}" in plan.primary
    verdict = ladder.verdict(low, high, planned=planned, adjusted_p=holm, margin=plan.margin)
    note = "planned" if planned else ""
    method = "ladder of wording, v1"
    return each.finding("together_verdict", verdict=verdict, note=note, method=method)


def differ_p(each: Together) -> float:
    """p of boroughs that all change alike. The mean allows for quarters that resemble each other by how
    much the slopes differ; whether they differ is told by errors that allow for it themselves.
    """
    fits = [trends.quasi_poisson(series.counts, series.times) for series in each.series]
    dispersion, df = slopes.pooled(fits)
    errors = np.array([fit.chance for fit in fits]) * np.sqrt(max(1.0, dispersion))
    return effects.differ_p(np.array([fit.slope for fit in fits]), errors**2, df)


def reordered_p(each: Together) -> float:
    """How often quarters put in another order within each borough lean as far either way, by seeded
    draws.
    """
    rng = np.random.default_rng(2025)
    leans, seen = np.zeros(_ORDERS), 0.0
    for series, fit in zip(each.series, each.fits, strict=True):
        weights = (series.times - series.times.mean()) / fit.spread
        orders = rng.permuted(np.tile(series.counts, (_ORDERS, 1)), axis=1)
        leans, seen = leans + orders @ weights, seen + series.counts @ weights
    far = np.sum(np.abs(leans) >= abs(seen) * (1 - 1e-9))
    return float((far + 1) / (_ORDERS + 1))
