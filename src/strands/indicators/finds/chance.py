"""What chance alone would do: how many series end in two successive falls when nothing has changed."""

from __future__ import annotations

from itertools import permutations

import numpy as np

METHOD = "exact chance under reordering; convolution over series, v1"


def ends_with(counts: np.ndarray, direction: int) -> bool:
    """Whether the last three counts fall twice (`direction` -1) or rise twice (+1)."""
    return bool(np.all(np.sign(np.diff(counts[-3:])) == direction))


def chance(counts: np.ndarray) -> float:
    """Chance that a random order of `counts` ends in two successive falls; the same for rises. 1/6
    without ties.
    """
    triples = list(permutations(counts, 3))
    return sum(a > b > c for a, b, c in triples) / len(triples)


def at_least(seen: int, chances: list[float]) -> float:
    """Chance of `seen` or more successes among independent trials of differing `chances`."""
    distribution = np.ones(1)
    for each in chances:
        distribution = np.convolve(distribution, [1 - each, each])
    return float(distribution[seen:].sum())
