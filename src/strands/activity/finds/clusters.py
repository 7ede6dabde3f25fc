"""Intervals for counts that come in clusters: whoever is counted is drawn again with everything
that is theirs.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import norm
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep

from analysis.find.finding import CONFIDENCE

DRAWS = 2000
# With fewer, what was drawn again says little of who else might have come.
FEWEST = 10
FEWEST_IN_A_HALF = 5
POWER = 0.8
# A change is looked for in steps of 5 %, so that no digit of an approximation is printed.
_FALLS = np.arange(95, 4, -5) / 100
_RISES = np.arange(105, 2001, 5) / 100
_SIDES = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)


def exact(count: float) -> tuple[float, float]:
    """The exact 95 % interval of a count of separate events (Garwood 1936, statsmodels)."""
    low, high = confint_poisson(count, 1, method="exact-c")
    return (0.0 if not count else float(low)), float(high)


def total(parts: np.ndarray, name: str) -> tuple[float, float]:
    """A 95 % interval for the sum of `parts`, one part a member: the percentiles of 2,000 draws.

    A draw takes each member 0, 1, 2... times, as often as chance (Poisson of 1) has it, so that how
    many came is drawn as well: drawing as many as came, out of those who came, would take their
    number as certain. Such a draw has the variance of a compound Poisson sum, the sum of squared
    parts (Hanley and MacGibbon 2006, "Creating non-parametric bootstrap samples using Poisson
    frequencies"). Either end is at least as far out as that of separate events: members who share
    what is counted, or are alike by luck, would make it narrower. `name` seeds the draws, so that
    one sum does not move another's.
    """
    sums = _draws(len(parts), name) @ parts
    return _outer(tuple(np.quantile(sums, _SIDES)), exact(float(parts.sum())))


def ratio(before: np.ndarray, after: np.ndarray, name: str) -> tuple[float, float]:
    """A 95 % interval for sum(after) / sum(before), members drawn with both their parts as in
    `total`.

    Percentiles are taken of the logarithm: the interval of before / after is the same turned round.
    Either end is at least as far out as that of separate events (score interval): members who came
    as often in both would otherwise leave no interval at all.
    """
    drawn = _draws(len(before), name)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(drawn @ after) - np.log(drawn @ before)
    # A draw with neither has no ratio.
    low, high = np.quantile(logs[~np.isnan(logs)], _SIDES, method="nearest")
    separate = confint_poisson_2indep(
        after.sum(), 1, before.sum(), 1, method="score", compare="ratio"
    )
    return _outer((np.exp(low), np.exp(high)), separate)


def detectable(before: np.ndarray, after: np.ndarray) -> tuple[float | None, float | None]:
    """The smallest fall and rise, as ratios in steps of 5 %, that would have shown in 80 of 100
    cases.

    The variance of the log ratio is that of the clusters as they are, or of separate events where
    that is more; a ratio r instead of none adds (1 / r - 1) / m, m being half of all, since a share
    r of the second half would be there (thinning of a compound Poisson sum). Both sums may be
    swapped without a change to the answer. None where no such change would show.
    """
    clustered = float(((after / after.sum() - before / before.sum()) ** 2).sum())
    clustered = max(clustered, float(1 / before.sum() + 1 / after.sum()))
    half = float(before.sum() + after.sum()) / 2
    found = []
    for ratios in (_FALLS, _RISES):
        variance = np.maximum(clustered + (1 / ratios - 1) / half, 0)
        shows = np.abs(np.log(ratios)) >= norm.ppf([_SIDES[1], POWER]).sum() * np.sqrt(variance)
        found.append(float(ratios[shows][0]) if shows.any() else None)
    return found[0], found[1]


def _outer(drawn: tuple[float, float], separate: tuple[float, float]) -> tuple[float, float]:
    return float(min(drawn[0], separate[0])), float(max(drawn[1], separate[1]))


def _draws(members: int, name: str) -> np.ndarray:
    return (
        np.random.default_rng([2025, *name.encode()]).poisson(1.0, (DRAWS, members)).astype(float)
    )
