"""How a share changes over a short series of months: quasi-binomial, and the smallest change it
could have shown.
"""

import numpy as np
import statsmodels.api as sm
from scipy import special, stats
from scipy.stats.distributions import rv_frozen

from analysis.find import slopes

# `{}` is what the series goes by: month or quarter.
METHOD = (
    "quasi-binomial logistic change over the {}s, neighbours correlated by 0.3, dispersion"
    " floored at 1, t (statsmodels GLM), v2"
)
LEAST_METHOD = (
    "simulated quasi-binomial t test, 2,000 beta-binomial series a direction, neighbours correlated"
    " by 0.3, least change on a grid of log odds 0.1 called in 80 %, v2"
)
_SERIES = 2_000
# Changes of the log odds over the span: up to odds fifty times as high.
_STEPS = np.arange(1, 40) / 10


def change(x: np.ndarray, out_of: np.ndarray, times: np.ndarray) -> slopes.Slope | None:
    """Fit logit p = a + b (t - mean t) to `x` out of `out_of` at months `times`; None where they
    cannot carry it.
    """
    if len(x) < 3 or not 0 < np.sum(x) < np.sum(out_of):
        return None
    fit = slopes.fitted(np.column_stack([x, out_of - x]), times, sm.families.Binomial())
    # Where the months part into none and all, the fit runs off and its error with it.
    return fit if fit and fit.chance <= 10 else None


def points(odds: float, level: float) -> float:
    """A ratio of odds over a span as a difference of shares around their `level`: half of it
    before, half after.
    """
    half, middle = np.log(odds) / 2, special.logit(level)
    return float(special.expit(middle + half) - special.expit(middle - half))


def least_odds(
    level: float, out_of: np.ndarray, times: np.ndarray, dispersion: float, df: float = 0
) -> float:
    """The ratio of odds over the span, above 1, that is called in 80 of 100 series; the fall is its
    inverse.

    `level` is the share over all months, `out_of` how many there were in each, `dispersion`
    variance over that of the binomial law, at least 1, and `df` its degrees of freedom, 0 where it
    is the series' own. NaN where not even odds fifty times as high or as low are called so often.
    """
    # A series and its mirror image must get one answer, so both are simulated as one of the two.
    ways = ((times - times.min(), out_of), ((times.max() - times)[::-1], out_of[::-1]))
    times, out_of = min(ways, key=lambda way: (*way[0], *way[1]))

    def called(odds: float) -> float:
        return power(odds, level, out_of, times, dispersion, df)

    return float(np.exp(slopes.least_called(_STEPS, called)))


def power(
    log_odds: float,
    level: float,
    out_of: np.ndarray,
    times: np.ndarray,
    dispersion: float,
    df: float = 0,
) -> float:
    """How often a change of `log_odds` over the span of `times` is called, falls and rises
    together.
    """
    rng, calls = np.random.default_rng(2025), []
    tilt = (times - times.mean()) / np.ptp(times) * log_odds
    for side in (1, -1):
        shares = special.expit(special.logit(level) + side * tilt)
        counts = slopes.drawn(rng, law_of(shares, out_of, dispersion), times, _SERIES)
        calls.append(slopes.called(fit(counts, out_of, times), dispersion, df, rng).mean())
    return float(np.mean(calls))


def law_of(shares: np.ndarray, out_of: np.ndarray, dispersion: float) -> rv_frozen:
    """The law of the counts: binomial, or beta-binomial with `dispersion` times its variance."""
    if dispersion < 1.001:
        return stats.binom(out_of, shares)
    # Variance is 1 + (n - 1) / (a + b + 1) times the binomial one; of n it can be no more than n
    # times.
    within = np.clip((dispersion - 1) / np.maximum(out_of - 1, 1), 1e-6, 0.95)
    both = 1 / within - 1
    return stats.betabinom(out_of, shares * both, (1 - shares) * both)


def fit(x: np.ndarray, out_of: np.ndarray, times: np.ndarray) -> tuple[np.ndarray, ...]:
    """A change for every row of `x` at once (`slopes.fitted_many`); NaN where a row is none or all."""

    def binomial(line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        share = special.expit(line)
        return out_of * share, out_of * share * (1 - share)

    with np.errstate(divide="ignore", invalid="ignore"):
        level = special.logit(x.sum(axis=1) / out_of.sum())
    return slopes.fitted_many(x, times, level, binomial)
