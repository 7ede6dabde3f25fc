"""How fragile the trend of one short series of counts is: an exact permutation check, the trend with
one quarter less, and quarters a year apart.
"""

from dataclasses import replace

import numpy as np
from scipy import stats

from analysis.find import rates
from analysis.find.slopes import Slope
from strands.indicators.finds.trends import quasi_poisson

PERMUTATION = "permutation of |sum (t - mean t) y| (scipy), v1"
YEAR_APART = (
    "ratio of matched quarters a year apart, score interval (statsmodels) widened on the log scale as"
    " the trend's is, v2"
)

EXACT_UP_TO = 8
_RESAMPLES = 99_999


def permutation_p(counts: np.ndarray, times: np.ndarray) -> float:
    """How often a reordering of `counts` leans as far either way; every order up to n = 8, else a
    seeded sample.

    Its least value is 2/n! (1/12 at n = 4).
    """
    # Whole numbers: n (t - mean t), so that equal statistics are equal.
    weights = len(times) * times - times.sum()
    answer = stats.permutation_test(
        (np.asarray(counts, float),),
        lambda order, axis: np.abs(np.sum(order * weights, axis=axis)),
        permutation_type="pairings",
        alternative="greater",
        vectorized=True,
        n_resamples=np.inf if len(counts) <= EXACT_UP_TO else _RESAMPLES,
        rng=np.random.default_rng(2025),
    )
    return float(answer.pvalue)


def leave_one_out(counts: np.ndarray, times: np.ndarray) -> tuple[float, float] | None:
    """Least and greatest rate ratio per quarter when any one quarter is left out; None if one
    cannot be fitted.
    """
    fits = [quasi_poisson(np.delete(counts, i), np.delete(times, i)) for i in range(len(counts))]
    if not all(fits):
        return None
    ratios = [fit.ratio()[0] for fit in fits]
    return min(ratios), max(ratios)


def rests_on(counts: np.ndarray, times: np.ndarray, fitted: Slope) -> list[int]:
    """The places of those quarters without any one of which the interval holds no change, where that
    of all quarters, `fitted`, does not.
    """
    if _holds_none(fitted):
        return []
    return [
        at
        for at in range(len(counts))
        if (fit := quasi_poisson(np.delete(counts, at), np.delete(times, at)))
        and _holds_none(replace(fit, dispersion=fitted.dispersion, df=fitted.df))
    ]


def _holds_none(fit: Slope) -> bool:
    _, low, high = fit.whole()
    return low <= 1 <= high


def year_apart(
    counts: np.ndarray, times: np.ndarray, fitted: Slope
) -> tuple[float, float, float, int] | None:
    """Later over earlier counts in the quarters that have a partner four quarters on: ratio, low,
    high, pairs.

    The score interval for two Poisson counts of equal exposure, as much wider on the log scale as
    `fitted`, the trend, says. None without pairs, or where either side is 0.
    """
    at = dict(zip(times.tolist(), counts.tolist(), strict=True))
    begins = np.array([time for time in at if time + 4 in at])
    earlier, later = (sum(at[time + later] for time in begins) for later in (0, 4))
    if not earlier or not later:
        return None
    pairs = len(begins)
    signs = np.repeat([-1, 1], pairs)
    alike = rates.resembling(signs, np.concatenate([begins, begins + 4]))
    spread = rates.Spread(fitted.spread * alike, fitted.df)
    return *rates.ratio((later, pairs), (earlier, pairs), spread.widening), pairs
