"""Totals over periods of unknown length: what they come to a month, and whether total and rate
point the same way.
"""

import numpy as np
from statsmodels.stats.rates import confint_poisson_2indep

from analysis.declare.periods import period


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
