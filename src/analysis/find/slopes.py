"""A log-linear change over a short series, whatever the law: one series fitted, many at once, and
the least change that the test would have called.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import statsmodels.api as sm
from scipy import special, stats
from scipy.stats.distributions import rv_frozen

from analysis.find.finding import CONFIDENCE, two_sided

POWER = 0.80
# How much a quarter, or month, is taken to resemble the one before: no series here is long enough
# to show its own, and the test has to hold whatever it is up to this.
CORRELATION = 0.3
DISPERSION = "Pearson X2 / its expectation with neighbours correlated by 0.3, v2"
# Mean and variance of each count, at each value of the line.
Law = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Slope:
    """A fitted change a step on the scale of the link; `span` is steps first to last.

    `chance` is its standard error where counts vary as chance lets them, `own` by how many times
    its variance the counts do, `own_df` the degrees of freedom of that. The interval rests on
    `dispersion` and `df`: those of all series of a kind, or its own.
    """

    slope: float
    chance: float
    own: float
    own_df: float
    dispersion: float
    df: float
    span: float

    @property
    def spread(self) -> float:
        """By how many times their variance by chance the counts are taken to vary: a series so
        short cannot show that it varies less than chance lets it, nor less than its kind.
        """
        return max(1.0, self.dispersion, self.own)

    @property
    def error(self) -> float:
        """The standard error of the slope."""
        return self.chance * np.sqrt(self.spread)

    @property
    def reach(self) -> float:
        """The multiple of a standard error that the interval reaches to."""
        return two_sided(self.df)

    def ratio(self, steps: float = 1) -> tuple[float, float, float]:
        """Rates, or odds, after so many steps over those before, with the interval."""
        reach = self.reach * self.error
        with np.errstate(over="ignore"):
            return tuple(float(np.exp(steps * (self.slope + side * reach))) for side in (0, -1, 1))

    def whole(self) -> tuple[float, float, float]:
        """The ratio from the first step to the last."""
        return self.ratio(self.span)

    @property
    def p(self) -> float:
        """Two-sided p of no change."""
        return float(2 * stats.t.sf(abs(self.slope / self.error), self.df))


def resemblance(times: np.ndarray, rho: float | None = None) -> np.ndarray:
    """The correlation of each two steps: `rho`, or else CORRELATION, to the power of the steps
    between.
    """
    return (CORRELATION if rho is None else rho) ** np.abs(np.subtract.outer(times, times))


def pooled(fits: Sequence[Slope]) -> tuple[float, float]:
    """The dispersion of all series of a kind, and its degrees of freedom."""
    df = sum(fit.own_df for fit in fits)
    return sum(fit.own_df * fit.own for fit in fits) / df, df


def of_kind(fit: Slope, kind: Sequence[Slope]) -> Slope:
    """A fit whose interval rests on the dispersion of all series of its kind."""
    dispersion, df = pooled(kind)
    return replace(fit, dispersion=dispersion, df=df)


def fitted(
    counts: np.ndarray,
    times: np.ndarray,
    family: sm.families.Family,
    rho: float | None = None,
) -> Slope | None:
    """Fit link(mu) = a + b (t - mean t); None where that does not settle.

    The estimate is that of independent counts (McCullagh and Nelder 1989), its error and
    dispersion those of counts that resemble their neighbours by `rho`, or else CORRELATION
    (`_resembling`).
    """
    design = sm.add_constant(times - np.mean(times))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = sm.GLM(np.asarray(counts, float), design, family=family).fit(scale=1.0)
    if not fit.converged or not np.isfinite(fit.bse[1]):
        return None
    variance = family.variance(fit.mu) * fit.model.n_trials
    chance, misfit, df = (float(each[0]) for each in _resembling(variance[None, :], times, rho))
    own = float(fit.pearson_chi2) / misfit
    return Slope(float(fit.params[1]), chance, own, df, own, df, float(np.ptp(times)))


def _resembling(
    variance: np.ndarray, times: np.ndarray, rho: float | None
) -> tuple[np.ndarray, ...]:
    """For rows of the variances by chance of counts at `times`: standard error of the slope,
    Pearson's X2 to be expected, and the degrees of freedom of a dispersion estimated from it.

    Liang and Zeger (1986) for the error, with a correlation that is known (`resemblance`);
    Satterthwaite (1946) for the degrees of freedom. Without correlation these are the usual ones,
    X2 and degrees of freedom n - 2.
    """
    root, x = np.sqrt(variance), times - np.mean(times)
    alike = resemblance(times, rho)
    design = np.stack([root, root * x], axis=-1)
    turned = design.swapaxes(-1, -2)
    whole = turned @ design
    total, lean, spread = whole[:, 0, 0], whole[:, 0, 1], whole[:, 1, 1]
    inverse = np.array([[spread, -lean], [-lean, total]]) / (total * spread - lean**2)
    inverse = np.moveaxis(inverse, -1, 0)
    once = inverse @ (turned @ alike @ design)
    twice = inverse @ (turned @ alike @ alike @ design)
    misfit = len(times) - np.trace(once, axis1=-2, axis2=-1)
    squares = np.sum(alike**2) - np.trace(2 * twice - once @ once, axis1=-2, axis2=-1)
    return np.sqrt((once @ inverse)[:, 1, 1]), misfit, misfit**2 / squares


def fitted_many(
    counts: np.ndarray, times: np.ndarray, level: np.ndarray, law: Law, rho: float | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Slope, its error by chance, dispersion and degrees of freedom, as in `Slope`, for every row
    of `counts` at once, from the `level` of each.

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
        chance, misfit, df = _resembling(variance, times, rho)
        return slope, chance, ((counts - mean) ** 2 / variance).sum(axis=1) / misfit, df


def called(
    fits: tuple[np.ndarray, ...], dispersion: float, df: float, rng: np.random.Generator
) -> np.ndarray:
    """Whether the test of no change, as in `Slope`, calls each of many fits, where the other series
    of the kind are drawn with their `dispersion`; `df` are those of all series together.
    """
    slope, chance, own, own_df = fits
    others = np.nan_to_num(np.maximum(df - own_df, 0))
    with np.errstate(invalid="ignore"):
        kind = own * own_df + dispersion * rng.gamma(others / 2, 2)
        whole = np.maximum(own_df, df)
        error = chance * np.sqrt(np.maximum(1, np.maximum(own, kind / whole)))
        # Most often all are one, and the quantile of t is the slowest step of a simulation.
        some, where = np.unique(whole, return_inverse=True)
        return np.abs(slope) / error > stats.t.ppf((1 + CONFIDENCE) / 2, some)[where]


def drawn(
    rng: np.random.Generator,
    law: rv_frozen,
    times: np.ndarray,
    series: int,
    rho: float | None = None,
) -> np.ndarray:
    """So many series of counts at `times` after a law of as many steps, neighbours alike by `rho`, or
    else CORRELATION (a Gaussian copula).
    """
    root = np.linalg.cholesky(resemblance(times, rho))
    ranks = special.ndtr(rng.standard_normal((series, len(times))) @ root.T)
    # A count beyond which there is next to nothing.
    most = np.max(np.minimum(law.support()[1], law.mean() + 20 * law.std() + 30))
    steps = np.cumsum(law.pmf(np.arange(most + 1)[:, None]), axis=0)
    return np.column_stack([*map(np.searchsorted, steps.T, ranks.T)])


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
