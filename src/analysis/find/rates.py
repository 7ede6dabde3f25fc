"""Totals over periods of unknown length: what they come to a month, and whether total and rate
point the same way.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from statsmodels.stats.rates import confint_poisson_2indep

from analysis.declare.periods import period
from analysis.find.finding import two_sided
from analysis.find.slopes import resemblance

# Counts, what each is counted over, and when.
Group = tuple[np.ndarray, np.ndarray, np.ndarray]


def per_month(total: float, of_period: str) -> tuple[float, float]:
    """Least and greatest rate a month over every length the period may have had."""
    lengths = period(of_period).months
    return total / max(lengths), total / min(lengths)


def ratio_range(before: tuple[float, float], after: tuple[float, float]) -> tuple[float, float]:
    """Least and greatest ratio of a later rate to an earlier one; NaN where the earlier is 0."""
    if not min(before):
        return np.nan, np.nan
    return after[0] / before[1], after[1] / before[0]


def ratio(
    after: tuple[int, float], before: tuple[int, float], widening: float
) -> tuple[float, float, float]:
    """The ratio of two rates, each a count over months or quarters, low and high: the score interval
    of two Poisson counts (statsmodels), so many times as wide on the log scale.
    """
    estimate = after[0] / after[1] / (before[0] / before[1])
    low, high = confint_poisson_2indep(*after, *before, method="score", compare="ratio")
    ends = (estimate * (end / estimate) ** widening for end in (low, high))
    return estimate, *ends


class Spread(NamedTuple):
    """By how many times their variance by chance counts vary, at least 1, and its degrees of
    freedom.
    """

    dispersion: float = 1.0
    df: float = np.inf

    @property
    def widening(self) -> float:
        """By how much an interval of separate events has to be wider on the log scale."""
        return float(np.sqrt(self.dispersion) * two_sided(self.df) / two_sided())


def spread(groups: Iterable[Group]) -> Spread:
    """How counts vary around the rate of their group; that of chance where nothing can tell.

    Pearson's X2 over what neighbours correlated as in `slopes` make of it (Satterthwaite 1946).
    """
    misfit, expected, squares = 0.0, 0.0, 0.0
    for counts, exposures, times in groups:
        if counts.any():
            mean = exposures * counts.sum() / exposures.sum()
            root = np.sqrt(mean / mean.sum())
            left = (np.eye(len(root)) - np.outer(root, root)) @ resemblance(times)
            misfit += ((counts - mean) ** 2 / mean).sum()
            expected, squares = expected + np.trace(left), squares + np.trace(left @ left)
    if expected < 1e-9:
        return Spread()
    return Spread(max(1.0, misfit / expected), expected**2 / squares)


def apart(groups: Sequence[Group], of_all: Spread) -> Spread:
    """How the difference of two groups of as many counts varies: by the larger of the spread `of_all`
    such groups and of their own, as the trend of a series does.
    """
    signs = np.repeat([-1, 1], len(groups[0][0]))
    alike = resembling(signs, np.concatenate([times for *_, times in groups]))
    return Spread(max(of_all.dispersion, spread(groups).dispersion) * alike, of_all.df)


def resembling(weights: np.ndarray, times: np.ndarray) -> float:
    """By how many times neighbours that resemble each other move the variance of a sum of counts with
    these weights.
    """
    return float(weights @ resemblance(times) @ weights / (weights @ weights))


def ways(ranges: list[tuple[float, float]]) -> int:
    """How many directions a set of ratio ranges points to: 2 where one way of counting rises and
    another falls.
    """
    return len(
        {
            sign
            for low, high in ranges
            for sign in (np.sign(low - 1), np.sign(high - 1))
            if sign and sign == sign
        }
    )


DIRECTIONS = {
    2: "the direction depends on what is counted",
    1: "every way of counting points the same way",
    0: "nothing changed in any way of counting",
}


def direction(ways: int) -> dict:
    """In how many directions the ways of counting point, as values of a finding."""
    return {
        "estimate": ways,
        "refused": "G28" if ways == 2 else "",
        "unit": "count",
        "note": DIRECTIONS[int(ways)],
    }
