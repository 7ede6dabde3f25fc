"""How a share changes over a short series of months: quasi-binomial, and the smallest change it
could have shown.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import statsmodels.api as sm
from scipy import special, stats

from analysis.find.finding import CONFIDENCE

# `{}` is what the series goes by: month or quarter.
METHOD = (
    "quasi-binomial logistic change over the {}s, dispersion floored at 1, t(n-2) (statsmodels"
    " GLM), v1"
)
LEAST_METHOD = (
    "simulated quasi-binomial t test, 2,000 beta-binomial series a direction, least change on a"
    " grid of log odds 0.1 called in 80 %, v1"
)
POWER = 0.80
_SERIES = 2_000
# Changes of the log odds over the span: up to odds fifty times as high.
_STEPS = np.arange(1, 40) / 10


@dataclass(frozen=True)
class Change:
    """A fitted change of log odds a month, with `df` degrees of freedom for its t. `span` is months
    first to last.
    """

    slope: float
    error: float
    dispersion: float
    df: int
    span: float

    def odds(self) -> tuple[float, float, float]:
        """Odds at the last month over odds at the first, as fitted, with its interval."""
        reach = stats.t.ppf((1 + CONFIDENCE) / 2, self.df) * self.error
        with np.errstate(over="ignore"):
            return tuple(
                float(np.exp(self.span * (self.slope + side * reach))) for side in (0, -1, 1)
            )

    @property
    def p(self) -> float:
        """Two-sided p of no change."""
        return float(2 * stats.t.sf(abs(self.slope / self.error), self.df))


def change(of: np.ndarray, out_of: np.ndarray, times: np.ndarray) -> Change | None:
    """Fit logit p = a + b (t - mean t) to `of` out of `out_of` at months `times`; None where they
    cannot carry it.

    McCullagh and Nelder (1989), section 4.5: dispersion is Pearson's X2 / (n - 2), and never below
    1 in the standard error. As estimated it is what is returned and printed.
    """
    if len(of) < 3 or not 0 < np.sum(of) < np.sum(out_of):
        return None
    design = sm.add_constant(times - np.mean(times))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.GLM(
            np.column_stack([of, out_of - of]).astype(float), design, family=sm.families.Binomial()
        )
        fitted = model.fit(scale=1.0)
    dispersion = float(fitted.pearson_chi2 / fitted.df_resid)
    error = float(fitted.bse[1] * np.sqrt(max(1.0, dispersion)))
    # Where the months part into none and all, the fit runs off and its error with it.
    if not fitted.converged or not np.isfinite([fitted.params[1], error]).all() or error > 10:
        return None
    return Change(
        float(fitted.params[1]), error, dispersion, int(fitted.df_resid), float(np.ptp(times))
    )


def points(odds: float, level: float) -> float:
    """A ratio of odds over a span as a difference of shares around their `level`: half of it
    before, half after.
    """
    half, middle = np.log(odds) / 2, special.logit(level)
    return float(special.expit(middle + half) - special.expit(middle - half))


def least_odds(level: float, out_of: np.ndarray, times: np.ndarray, dispersion: float) -> float:
    """The ratio of odds over the span, above 1, that is called in 80 of 100 series; the fall is its
    inverse.

    `level` is the share over all months, `out_of` how many there were in each, `dispersion`
    variance over that of the binomial law, at least 1. NaN where not even odds fifty times as high
    or as low are called so often.
    """
    # A series and its mirror image must get one answer, so both are simulated as one of the two.
    ways = ((times - times.min(), out_of), ((times.max() - times)[::-1], out_of[::-1]))
    times, out_of = min(ways, key=lambda way: (*way[0], *way[1]))
    first, last = 0, len(_STEPS)
    while first < last:
        middle = (first + last) // 2
        if power(_STEPS[middle], level, out_of, times, dispersion) >= POWER:
            last = middle
        else:
            first = middle + 1
    return float(np.exp(_STEPS[first])) if first < len(_STEPS) else float("nan")


def power(
    log_odds: float, level: float, out_of: np.ndarray, times: np.ndarray, dispersion: float
) -> float:
    """How often a change of `log_odds` over the span of `times` is called, falls and rises
    together.
    """
    rng = np.random.default_rng(2025)
    tilt = (times - times.mean()) / np.ptp(times) * log_odds
    ways = [special.expit(special.logit(level) + side * tilt) for side in (1, -1)]
    return float(
        np.mean(
            [_called(_drawn(rng, way, out_of, dispersion), out_of, times).mean() for way in ways]
        )
    )


def _drawn(
    rng: np.random.Generator, shares: np.ndarray, out_of: np.ndarray, dispersion: float
) -> np.ndarray:
    """Series around `shares`: binomial, or beta-binomial with `dispersion` times its variance."""
    shape = (_SERIES, len(shares))
    if dispersion < 1.001:
        return rng.binomial(out_of, shares, shape)
    # Variance is 1 + (n - 1) / (a + b + 1) times the binomial one; of n it can be no more than n
    # times.
    within = np.clip((dispersion - 1) / np.maximum(out_of - 1, 1), 1e-6, 0.95)
    both = 1 / within - 1
    return rng.binomial(out_of, np.clip(rng.beta(shares * both, (1 - shares) * both, shape), 0, 1))


def _called(of: np.ndarray, out_of: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Whether the test of `change` calls each row of `of`."""
    slope, error, dispersion = fit(of, out_of, times)
    with np.errstate(invalid="ignore"):
        t = np.abs(slope) / (error * np.sqrt(np.maximum(1, dispersion)))
    return t > stats.t.ppf((1 + CONFIDENCE) / 2, len(times) - 2)


def fit(
    of: np.ndarray, out_of: np.ndarray, times: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slope, binomial standard error and Pearson dispersion for every row of `of` at once.

    The model statsmodels fits one series at a time, by the same Newton steps on all; NaN where a
    row is none or all.
    """
    x = times - times.mean()
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        level, slope = special.logit(of.sum(axis=1) / out_of.sum()), np.zeros(len(of))
        for _ in range(25):
            share = special.expit(level[:, None] + slope[:, None] * x)
            weight = out_of * share * (1 - share)
            total, lean, spread = weight.sum(axis=1), weight @ x, weight @ x**2
            off, tilt = (of - out_of * share).sum(axis=1), (of - out_of * share) @ x
            determinant = total * spread - lean**2
            raw = (spread * off - lean * tilt, total * tilt - lean * off)
            steps = [np.clip(step / determinant, -2, 2) for step in raw]
            level, slope = level + steps[0], slope + steps[1]
            if not np.nanmax(np.abs(steps), initial=0) > 1e-9:
                break
        misfit = ((of - out_of * share) ** 2 / weight).sum(axis=1)
        return slope, np.sqrt(total / determinant), misfit / (len(times) - 2)
