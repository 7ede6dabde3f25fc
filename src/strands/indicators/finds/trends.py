"""The trend of a short series of counts, and the smallest change it could have shown, by
simulation.
"""

from functools import lru_cache, partial

import numpy as np
import statsmodels.api as sm
from scipy import stats
from scipy.stats.distributions import rv_frozen

from analysis.find import slopes
from analysis.find.slopes import Slope

QUASI_POISSON = (
    "quasi-Poisson log-linear trend, neighbours correlated by 0.3, the larger of the dispersions of"
    " the series and of its kind, floored at 1, t (statsmodels GLM), v2"
)
METHOD = (
    "simulated quasi-Poisson t test, 4,000 series a direction, neighbours correlated by 0.3, least"
    " fall on a grid of 5 % called in 80 %, v2"
)

_SERIES = 4_000
# Falls of 5 % to 95 %, as ratios of last to first; each with the rise that mirrors it.
FALLS = 1 - np.arange(5, 100, 5) / 100


def quasi_poisson(counts: np.ndarray, times: np.ndarray, rho: float | None = None) -> Slope | None:
    """The trend of `counts` at quarters `times`; None where the counts cannot carry it."""
    if len(counts) < 3 or not np.any(counts):
        return None
    return slopes.fitted(counts, times, sm.families.Poisson(), rho)


def detectable_ratio(mean: float, times: np.ndarray, dispersion: float, df: float = 0) -> float:
    """The rise over the span, a ratio above 1, that the trend test calls in 80 of 100 series; the
    fall is its inverse.

    `mean` is the mean count a quarter, `times` the usable quarters, `dispersion` variance over
    mean, at least 1, and `df` its degrees of freedom, 0 where it is the series' own. NaN where not
    even a fall of 95 % or its mirror, a rise to twenty times, is called so often.
    """
    if len(times) < 3 or mean <= 0:
        return float("nan")
    # A series and its mirror image must get one answer, so both are simulated as one of the two.
    times = min(times - times.min(), times.max() - times[::-1], key=tuple)
    return _detectable(mean, tuple(times), dispersion, df, _SERIES, slopes.CORRELATION)


@lru_cache(maxsize=2**14)
def _detectable(
    mean: float, times: tuple[float, ...], dispersion: float, df: float, series: int, rho: float
) -> float:
    """Series are judged again with each statement about them; what they would show stays the same."""
    about = {"mean": mean, "times": np.array(times), "dispersion": dispersion, "df": df}
    return 1 / slopes.least_called(FALLS, partial(power, **about, series=series, rho=rho))


def power(
    ratio: float,
    mean: float,
    times: np.ndarray,
    dispersion: float,
    df: float = 0,
    series: int | None = None,
    rho: float | None = None,
) -> float:
    """How often the trend test calls a change to `ratio` over the span of `times`, falls and rises
    together, of so many simulated `series` with neighbours alike by `rho`.
    """
    rng, calls = np.random.default_rng(2025), []
    for whole in (ratio, 1 / ratio):
        way = whole ** (times / times.max())
        law = law_of(mean * way / way.mean(), dispersion)
        counts = slopes.drawn(rng, law, times, series or _SERIES, rho)
        calls.append(slopes.called(fit(counts, times, rho), dispersion, df, rng).mean())
    return float(np.mean(calls))


def steady(mean: float, times: np.ndarray, slope: float) -> np.ndarray:
    """Counts at `times` that change by one `slope` a quarter on the log scale and have this mean,
    as those of a fitted trend do.
    """
    steps = slope * (times - np.mean(times))
    way = np.exp(steps - steps.max())
    return mean * way / way.mean()


def law_of(expected: np.ndarray, dispersion: float) -> rv_frozen:
    """The law of counts around `expected`: Poisson, or negative binomial with variance `dispersion` x
    mean.
    """
    if dispersion < 1.001:
        return stats.poisson(expected)
    return stats.nbinom(expected / (dispersion - 1), 1 / dispersion)


def fit(counts: np.ndarray, times: np.ndarray, rho: float | None = None) -> tuple[np.ndarray, ...]:
    """A log-linear trend for every row of `counts` at once (`slopes.fitted_many`); NaN where a row
    is all 0.
    """

    def poisson(line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        expected = np.exp(line)
        return expected, expected

    with np.errstate(divide="ignore"):
        level = np.log(counts.mean(axis=1))
    return slopes.fitted_many(counts, times, level, poisson, rho)
