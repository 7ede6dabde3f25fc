"""The difference between two shares of a few cases each, with an interval that holds what it
promises.
"""

from collections.abc import Callable

import numpy as np
from scipy.stats import binom

from analysis.find.finding import CONFIDENCE

SANTNER_SNELL = (
    "difference of two shares, exact unconditional interval (Santner and Snell 1980), v1"
)
# How finely the unknown share is searched, and how often the span in which an end lies is halved.
_SHARES, _HALVINGS = 400, 30


def difference(x: int, n: int, y: int, m: int) -> tuple[float, float, float]:
    """`x` of `n` less `y` of `m` as shares, with its exact 95 % interval.

    The lower end is the least difference for which, at some pair of shares that lie so far apart, a
    difference as large as the one seen is likelier than 2.5 %; the upper end likewise (Santner and
    Snell 1980, J Am Stat Assoc 75; SAS EXACT RISKDIFF without scores). It never holds the truth
    less often than 95 in 100, and mostly more often.
    """
    seen = x / n - y / m
    apart = np.arange(n + 1)[:, None] / n - np.arange(m + 1)[None, :] / m
    # Shares are compared with room for the last digit: 3/5 - 2/5 and 1/5 are one difference.
    low = _end(lambda least: _likeliest(apart >= seen - 1e-9, n, m, least))
    high = -_end(lambda most: _likeliest(apart <= seen + 1e-9, n, m, -most))
    return seen, low, high


def _end(likeliest: Callable[[float], float]) -> float:
    """The difference from -1 to 1 from which on the likeliest chance exceeds that of one tail; it
    never falls.
    """
    tail, low, high = (1 - CONFIDENCE) / 2, -1.0, 1.0
    if likeliest(low) > tail:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if likeliest(middle) > tail else (middle, high)
    return (low + high) / 2


def _likeliest(extreme: np.ndarray, n: int, m: int, apart: float) -> float:
    """The highest chance of the `extreme` pairs of counts over all pairs of shares that lie so far
    apart.
    """
    second = np.linspace(max(0.0, -apart), min(1.0, 1.0 - apart), _SHARES)
    first = np.clip(second + apart, 0, 1)
    chances = binom.pmf(np.arange(n + 1)[:, None, None], n, first) * binom.pmf(
        np.arange(m + 1)[None, :, None], m, second
    )
    return float(chances[extreme].sum(axis=0).max())
