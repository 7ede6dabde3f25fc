"""A long series before and since a dated start: a step, and with more quarters a step and another slope
with the season, against what would have come had the trend gone on.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis.declare.boroughs import BY_KEY
from analysis.declare.periods import period
from analysis.find import ladder
from analysis.find.finding import finding, interval, two_sided
from analysis.find.slopes import POWER, resemblance
from strands.indicators.finds.judged import LARGEST, Series, ordinal

# Usable quarters in all and on either side of the start: for a step alone, and for a slope besides.
STEP_FROM, STEP_SIDE = 12, 3
SLOPE_FROM, SLOPE_SIDE = 24, 8
SEASON = 4
METHOD = (
    "segmented quasi-Poisson (Bernal, Cummins and Gasparrini 2017), neighbours correlated by 0.3, the"
    " series' dispersion, floored at 1, t (statsmodels GLM){}, v1"
)


@dataclass(frozen=True)
class Interrupted:
    """A fitted interruption: log ratio and error of the `step` at the start and of the `slope` a step of
    time later on, None where only a step is fitted; what is `expected` of each count, and what it
    would have been had the trend `gone_on`, with its error on the log scale.
    """

    step: tuple[float, float]
    slope: tuple[float, float] | None
    dispersion: float
    df: float
    expected: np.ndarray
    gone_on: np.ndarray
    gone_on_error: np.ndarray

    def ratio(self, effect: tuple[float, float]) -> tuple[float, float, float]:
        """An effect as a ratio with its interval."""
        reach = two_sided(self.df) * effect[1]
        return tuple(float(np.exp(effect[0] + side * reach)) for side in (0, -1, 1))

    def detectable(self, effect: tuple[float, float]) -> float:
        """The rise up to LARGEST that 80 of 100 series like this would show, the fall being its inverse:
        what lies as far from no effect as the ends of both tails of t; NaN where none would.
        """
        rise = float(np.exp(effect[1] * (two_sided(self.df) + stats.t.ppf(POWER, self.df))))
        return rise if rise <= LARGEST else float("nan")

    def p(self, effect: tuple[float, float]) -> float:
        """Two-sided p of no effect."""
        return float(2 * stats.t.sf(abs(effect[0] / effect[1]), self.df))


def interrupted(
    counts: np.ndarray,
    times: np.ndarray,
    start: float,
    *,
    season: int | None = None,
    with_slope: bool = False,
    exposure: np.ndarray | None = None,
    rho: float | None = None,
) -> Interrupted | None:
    """Fit log(mu) = a + b t + c [t >= start] + d (t - start)[t >= start] + season; None where that does
    not settle, or one side is all 0.

    `season` is how many steps a year has (two harmonics), `exposure` what counts are over. The error
    is that of counts that resemble their neighbours by `rho`, or else CORRELATION (Liang and Zeger
    1986), its dispersion and degrees of freedom as in `slopes`.
    """
    after = (times >= start).astype(float)
    if not (np.any(counts * after) and np.any(counts * (1 - after))):
        return None
    columns = [np.ones(len(times)), times - start, after]
    columns += [after * (times - start)] if with_slope else []
    columns += [] if season is None else [*_harmonics(times, season)]
    design = np.column_stack(columns)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=exposure)
        fit = model.fit(scale=1.0)
    if not fit.converged or not np.all(np.isfinite(fit.bse)):
        return None
    spread, misfit, df = _resembling(design, fit.mu, resemblance(times, rho))
    dispersion = max(1.0, float(fit.pearson_chi2) / misfit)
    errors = np.sqrt(dispersion * np.diag(spread))
    before = design.copy()
    before[:, 2 : 3 + with_slope] = 0
    base = 1 if exposure is None else exposure
    return Interrupted(
        (float(fit.params[2]), float(errors[2])),
        (float(fit.params[3]), float(errors[3])) if with_slope else None,
        dispersion,
        df,
        fit.mu,
        np.exp(before @ fit.params) * base,
        np.sqrt(dispersion * np.einsum("ij,jk,ik->i", before, spread, before)),
    )


def _harmonics(times: np.ndarray, season: int) -> Iterator[np.ndarray]:
    """Two pairs of waves a year; of four quarters the second has one that is not nil."""
    for times_a_year in (1, 2):
        turn = 2 * np.pi * times_a_year * times / season
        if 2 * times_a_year < season:
            yield np.sin(turn)
        yield np.cos(turn)


def _resembling(
    design: np.ndarray, mean: np.ndarray, alike: np.ndarray
) -> tuple[np.ndarray, float, float]:
    """The covariance of the coefficients without dispersion, what Pearson's X2 is to be expected to come
    to, and the degrees of freedom of a dispersion from it (Satterthwaite 1946).
    """
    root = np.sqrt(mean)[:, None] * design
    inverse = np.linalg.inv(root.T @ root)
    left = (np.eye(len(mean)) - root @ inverse @ root.T) @ alike
    misfit = float(np.trace(left))
    return (
        inverse @ (root.T @ alike @ root) @ inverse,
        misfit,
        misfit**2 / float(np.trace(left @ left)),
    )


def start_of(borough: str) -> str:
    """The quarter in which a borough joined; empty where its first period is not dated."""
    return period(BY_KEY[borough].joined).first or ""


def is_long_enough(series: Series) -> bool:
    """Whether a series has a dated start with enough quarters in all and on either side of it."""
    before, since = _sides(series)
    return series.n >= STEP_FROM and min(before, since) >= STEP_SIDE


def _sides(series: Series) -> tuple[int, int]:
    """The usable quarters before and since the borough joined; none where that is not dated."""
    start = start_of(series.borough)
    before = sum(quarter < start for quarter in series.quarters)
    return (before, series.n - before) if start else (0, 0)


def fitted(series: Series) -> Interrupted | None:
    """The interruption of a series that is long enough, at the quarter in which its borough joined; None
    where none can be fitted.
    """
    long = series.n >= SLOPE_FROM and min(_sides(series)) >= SLOPE_SIDE
    at = ordinal(start_of(series.borough)) - ordinal(series.quarters[0])
    season = SEASON if long else None
    return interrupted(series.counts, series.times, at, season=season, with_slope=long)


def findings(series: Series) -> Iterator[dict]:
    """The step, the slope and what would have come, of a series that is long enough."""
    if not is_long_enough(series):
        return
    if not (fit := fitted(series)):
        yield series.finding("step", note="no step can be fitted to these counts")
        return
    # Where the first quarters since are missing, what is seen is a step by the first that came.
    start = next(quarter for quarter in series.quarters if quarter >= start_of(series.borough))
    method = METHOD.format(", season by two harmonics" if fit.slope else ", no season")
    about = {"method": method, "note": start}
    for name, effect in (("step", fit.step), ("slope_since", fit.slope)):
        if effect is None:
            continue
        yield series.finding(name, **interval(fit.ratio(effect)), unit="ratio", **about)
        yield series.finding(f"{name}_p", estimate=fit.p(effect), unit="p", **about)
    rise = fit.detectable(fit.step)
    least = interval((rise, 1 / rise, rise))
    yield series.finding("step_detectable", **least, unit="ratio", **about)
    _, low, high = fit.ratio(fit.step)
    yield series.finding("step_verdict", verdict=ladder.verdict(low, high), **about)
    yield series.finding("step_dispersion", estimate=fit.dispersion, unit="statistic", **about)
    reach = two_sided(fit.df) * fit.gone_on_error
    for at, quarter in enumerate(series.quarters):
        ends = fit.gone_on[at], *(fit.gone_on[at] * np.exp(side * reach[at]) for side in (-1, 1))
        of_quarter = {"when": quarter, "unit": "count", "method": method}
        yield series.finding("gone_on", **interval(ends), x=float(fit.expected[at]), **of_quarter)


def adjusted(found: list[dict]) -> Iterator[dict]:
    """The p of each step after Holm over all steps, and how many there are."""
    steps = [row for row in found if row["statistic"] == "step_p"]
    if not steps:
        return
    holm = multipletests([row["estimate"] for row in steps], method="holm")[1]
    for row, p in zip(steps, holm, strict=True):
        yield {**row, "statistic": "step_p_holm", "estimate": float(p), "method": "Holm, v1"}
    values = {"estimate": len(steps), "n": len(steps), "unit": "count"}
    yield finding("steps_tested", **values, method="count of p-values, v1")
