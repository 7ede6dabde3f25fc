"""A log-linear change over a short series, whatever the law: one series fitted, many at once, and the
least change that the test would have called.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import statsmodels.api as sm
from scipy import stats

from analysis.find.finding import CONFIDENCE

QUASI_POISSON = (
    "quasi-Poisson log-linear trend, dispersion floored at 1, t(n-2) (statsmodels GLM), v1"
)

POWER = 0.80
# Mean and variance of each count, at each value of the line.
Law = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Slope:
    """A fitted change a step on the scale of the link, `df` degrees of freedom for its t; `span` is
    steps first to last.
    """

    slope: float
    error: float
    dispersion: float
    df: int
    span: float

    def ratio(self, steps: float = 1, inflate: float = 1) -> tuple[float, float, float]:
        """Rates, or odds, after so many steps over those before, with the interval; `inflate`
        multiplies the standard error.
        """
        reach = stats.t.ppf((1 + CONFIDENCE) / 2, self.df) * self.error * inflate
        with np.errstate(over="ignore"):
            return tuple(float(np.exp(steps * (self.slope + side * reach))) for side in (0, -1, 1))

    def whole(self, inflate: float = 1) -> tuple[float, float, float]:
        """The ratio from the first step to the last."""
        return self.ratio(self.span, inflate)

    @property
    def p(self) -> float:
        """Two-sided p of no change."""
        return float(2 * stats.t.sf(abs(self.slope / self.error), self.df))


def fitted(counts: np.ndarray, times: np.ndarray, family: sm.families.Family) -> Slope | None:
    """Fit link(mu) = a + b (t - mean t); None where that does not settle.

    McCullagh and Nelder (1989), section 4.5: dispersion is Pearson's X2 / (n - 2), and never below
    1 in the standard error: so short a series cannot show that counts vary less than chance lets
    them. As estimated it is what is returned and printed.
    """
    design = sm.add_constant(times - np.mean(times))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = sm.GLM(np.asarray(counts, float), design, family=family).fit(scale=1.0)
    dispersion = float(fit.pearson_chi2 / fit.df_resid)
    slope, error = float(fit.params[1]), float(fit.bse[1] * np.sqrt(max(1.0, dispersion)))
    if not fit.converged or not np.isfinite([slope, error]).all():
        return None
    return Slope(slope, error, dispersion, int(fit.df_resid), float(np.ptp(times)))


def fitted_many(
    counts: np.ndarray, times: np.ndarray, level: np.ndarray, law: Law
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slope, standard error and Pearson dispersion for every row of `counts` at once, from the
    `level` of each.

    The model statsmodels fits one series at a time, by the same Newton steps on all; NaN where a
    row cannot carry it.
    """
    x, slope = times - times.mean(), np.zeros(len(counts))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for _ in range(25):
            mean, variance = law(level[:, None] + slope[:, None] * x)
            total, lean, spread = variance.sum(axis=1), variance @ x, variance @ x**2
            off, tilt = (counts - mean).sum(axis=1), (counts - mean) @ x
            determinant = total * spread - lean**2
            raw = (spread * off - lean * tilt, total * tilt - lean * off)
            steps = [np.clip(step / determinant, -2, 2) for step in raw]
            level, slope = level + steps[0], slope + steps[1]
            if not np.nanmax(np.abs(steps), initial=0) > 1e-9:
                break
        misfit = ((counts - mean) ** 2 / variance).sum(axis=1)
        return slope, np.sqrt(total / determinant), misfit / (len(times) - 2)


def called(slope: np.ndarray, error: np.ndarray, dispersion: np.ndarray, df: int) -> np.ndarray:
    """Whether the test of no change, as in `Slope`, calls each of many fits."""
    with np.errstate(invalid="ignore"):
        t = np.abs(slope) / (error * np.sqrt(np.maximum(1, dispersion)))
    return t > stats.t.ppf((1 + CONFIDENCE) / 2, df)


def least_called(steps: Sequence[float], power: Callable[[float], float]) -> float:
    """The first of `steps`, from small to large changes, whose power suffices; NaN where none has."""
    first, last = 0, len(steps)
    while first < last:
        middle = (first + last) // 2
        if power(steps[middle]) >= POWER:
            last = middle
        else:
            first = middle + 1
    return float(steps[first]) if first < len(steps) else float("nan")


def quasi_poisson(counts: np.ndarray, times: np.ndarray) -> Slope | None:
    """The trend of `counts` at quarters `times`; None where the counts cannot carry it."""
    if len(counts) < 3 or not np.any(counts):
        return None
    return fitted(counts, times, sm.families.Poisson())
