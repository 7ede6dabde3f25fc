"""Two counts over what they came from, and two shares: how they differ, and the least difference
that would show.
"""

from collections.abc import Callable

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.declare.finding import CANNOT_TELL, DECREASE, INCREASE
from analysis.find import rates
from analysis.find.finding import CONFIDENCE

POWER = 0.80
RATIO = (
    "ratio of two rates, exact interval given the sum of the counts (Clopper-Pearson), as much wider"
    " as the quarters of all boroughs vary more than chance lets them and neighbours resemble each"
    " other, t, v2"
)
DIFFERENCE = "difference of two shares, Newcombe's interval (hybrid score, 1998) (statsmodels), v1"
LEAST_RATIO = (
    "least ratio on a grid of 1 %, told in 80 %, beta-binomial given the sum of the counts, v2"
)
LEAST_DIFFERENCE = (
    "least difference on a grid of 1 point, told in 80 %, exact at the share of both together, v1"
)

# Falls are looked for up to so many per cent, rises among their mirrors: up to a hundred times.
_MOST_CHANGE = 99
# Above this many the exact sum over every pair of counts takes long; samples that large want a plan
# of their own.
_MOST = 400


def ratio(
    counts: tuple[int, int], bases: tuple[float, float], spread: rates.Spread
) -> tuple[float | None, float | None, float | None]:
    """The later rate over the earlier with its interval; None for an end, or a ratio, that a count
    of 0 leaves open.

    Given x + y the later y is binomial with odds ratio x base (Przyborowski and Wilenski 1940), so
    the interval of Clopper and Pearson (1934) turns into one of the ratio, as much wider around it
    as `spread` says, a count of 0 standing for a half. Swapping the two inverts everything.
    """
    (x, y), odds = counts, bases[0] / bases[1]
    if not x + y:
        return None, None, None
    low, high = (float(end) for end in _ends(np.array([y]), x + y, spread.widening)[:, 0])
    return (
        y / x * odds if x and y else None,
        low * odds if y else None,
        high * odds if x else None,
    )


def _ends(y: np.ndarray, total: int, widening: float) -> np.ndarray:
    """Low and high of y over the rest of the total."""
    ends = np.array(proportion_confint(y, total, alpha=1 - CONFIDENCE, method="beta"))
    middle = np.maximum(y, 0.5) / np.maximum(total - y, 0.5)
    with np.errstate(divide="ignore"):
        return middle * (ends / (1 - ends) / middle) ** widening


def difference(shares: tuple[tuple[int, int], tuple[int, int]]) -> tuple[float, float, float]:
    """The later share less the earlier, each x of n with n above 0, with Newcombe's interval (1998,
    method 10).
    """
    (x, n), (y, m) = shares
    low, high = confint_proportions_2indep(
        y, m, x, n, method="newcomb", compare="diff", alpha=1 - CONFIDENCE
    )
    return y / m - x / n, float(low), float(high)


def way(low: float | None, high: float | None, none: float) -> str:
    """The verdict on an interval: a change where it lies on one side of `none`, no change."""
    if low is not None and low > none:
        return INCREASE
    return DECREASE if high is not None and high < none else CANNOT_TELL


def least_ratio(
    total: int, bases: tuple[float, float], spread: rates.Spread
) -> tuple[float | None, float | None]:
    """The least fall and the least rise that `ratio` tells in 80 of 100 cases with so many counts;
    None for none.
    """
    if not total:
        return None, None
    fall = _first(lambda by: _tells_ratio(total, 1 - by / 100, bases, spread), _MOST_CHANGE)
    rise = _first(lambda by: _tells_ratio(total, 1 / (1 - by / 100), bases, spread), _MOST_CHANGE)
    return fall and (100 - fall) / 100, rise and 100 / (100 - rise)


def _tells_ratio(total: int, of: float, bases: tuple[float, float], spread: rates.Spread) -> float:
    """How often the interval of a true ratio `of` lies on one side of 1."""
    at = np.arange(total + 1)
    low, high = _ends(at, total, spread.widening) * bases[0] / bases[1]
    told = ((low > 1) & (at > 0)) | ((high < 1) & (at < total))
    law = _law(total, of * bases[1] / (bases[0] + of * bases[1]), spread.dispersion)
    return float(law.pmf(at)[told].sum())


def _law(total: int, share: float, dispersion: float):
    """How many of a `total` of both halves fall in the later, a `share` of them on average: of two
    negative binomials of one dispersion the beta-binomial, of two Poisson the binomial.
    """
    if dispersion <= 1:
        return stats.binom(total, share)
    size = total / (dispersion - 1)
    return stats.betabinom(total, share * size, (1 - share) * size)


def least_difference(sizes: tuple[int, int], share: float) -> tuple[float | None, float | None]:
    """The least fall and the least rise of a share that `difference` tells in 80 of 100 cases; None
    for none.

    `share` is that of both together, which stays what it is however the two differ.
    """
    if not all(sizes) or max(sizes) > _MOST:
        return None, None
    told = _told(*sizes)
    fall = _first(lambda by: _tells_difference(told, sizes, share, -by / 100), 100)
    rise = _first(lambda by: _tells_difference(told, sizes, share, by / 100), 100)
    return fall and -fall / 100, rise and rise / 100


def _told(n: int, m: int) -> np.ndarray:
    """For every pair of counts x of n and y of m whether Newcombe's interval leaves out 0."""
    (low1, high1), (low2, high2) = (
        proportion_confint(np.arange(k + 1), k, method="wilson") for k in (n, m)
    )
    p1, p2 = np.arange(n + 1)[:, None] / n, np.arange(m + 1)[None, :] / m
    below = p2 - p1 - np.hypot(p2 - low2, (high1[:, None] - p1))
    above = p2 - p1 + np.hypot(high2 - p2, (p1 - low1[:, None]))
    return (below > 1e-12) | (above < -1e-12)


def _tells_difference(told: np.ndarray, sizes: tuple[int, int], share: float, by: float) -> float:
    """How often a true difference `by` is told; 0 where no two shares can differ so much around
    `share`.
    """
    n, m = sizes
    p1, p2 = share - by * m / (n + m), share + by * n / (n + m)
    if not (0 <= p1 <= 1 and 0 <= p2 <= 1):
        return 0.0
    return float(
        stats.binom.pmf(np.arange(n + 1), n, p1) @ told @ stats.binom.pmf(np.arange(m + 1), m, p2)
    )


def _first(tells: Callable[[int], float], last: int) -> int | None:
    """The least step from which on a change is told often enough; None where no step is."""
    return next((by for by in range(1, last + 1) if tells(by) >= POWER), None)
