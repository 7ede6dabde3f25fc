"""Weights that make those who answered stand for all who could have: raking, and the inverse of
response rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.find.statistic import statistic, two_sided

RAKED = "raking to known margins (Deming and Stephan 1940), v1"
INVERSE = "weights inverse to the response rate of each cell, v1"
KISH = "effective n, (sum w)^2 / sum w^2 (Kish 1965), v1"
DESIGN_EFFECT = "design effect of weighting, n sum w^2 / (sum w)^2 (Kish 1965), v1"
WEIGHTED = "weighted mean, linearised variance and t interval, weights taken as known, v1"

_ROUNDS, _CLOSE = 1_000, 1e-10


@dataclass(frozen=True)
class Weights:
    """A weight for each answer, in order, with mean 1; or none, and `refused` says why."""

    values: np.ndarray
    method: str
    refused: str = ""

    @property
    def effective(self) -> float:
        """How many answers of equal weight would carry as much, (sum w)^2 / sum w^2."""
        return float(self.values.sum() ** 2 / (self.values**2).sum())

    def rows(self) -> Iterator[dict]:
        """Effective n, design effect, and the least and greatest weight; or the refusal."""
        n = len(self.values)
        if self.refused:
            yield statistic("weights: effective n", method=self.method, note=self.refused)
            return
        yield statistic("weights: effective n", self.effective, n=n, method=KISH, note=self.method)
        yield statistic(
            "weights: design effect",
            n / self.effective,
            n=n,
            method=DESIGN_EFFECT,
            note=self.method,
        )
        for name, value in (("least", self.values.min()), ("greatest", self.values.max())):
            yield statistic(f"weights: {name}", value, n=n, method=self.method)


def raked(people: pd.DataFrame, margins: dict[str, dict[str, float]]) -> Weights:
    """Weights under which those who answered have the known `margins`: people by category, a
    dictionary a column.

    `people` has a row for each who answered and a column for each margin. The weights of each
    category are scaled to its margin, column after column, until all hold. Refused where a category
    of the margins has nobody who answered, where somebody is in no known category, and where the
    margins contradict one another in this sample.
    """
    for column, known in margins.items():
        if because := _unfit(people[column], known):
            return _refused(RAKED, f"no weights: {column}: {because}")
    weights = np.ones(len(people))
    wanted = {column: _wanted(people[column], known) for column, known in margins.items()}
    for _ in range(_ROUNDS):
        for codes, target in wanted.values():
            weights *= (target / np.bincount(codes, weights, len(target)))[codes]
        if all(
            np.allclose(np.bincount(codes, weights, len(target)), target, rtol=0, atol=_CLOSE)
            for codes, target in wanted.values()
        ):
            return Weights(weights * len(people), RAKED)
    return _refused(RAKED, "no weights: no weights of those who answered fit all margins at once")


def inverse_response(cells: pd.Series, eligible: dict[str, int]) -> Weights:
    """Weight of each who answered: how many could have in their cell, over how many did; scaled to
    mean 1.

    `cells` has the cell of each who answered, `eligible` how many people of each cell could have.
    Refused where nobody in a cell answered, as nobody can stand for them.
    """
    if because := _unfit(cells, eligible):
        return _refused(INVERSE, f"no weights: {because}")
    answered = cells.value_counts()
    if over := [cell for cell, count in answered.items() if count > eligible[cell]]:
        return _refused(INVERSE, f"no weights: more answered than could have in {', '.join(over)}")
    weights = cells.map(
        {cell: eligible[cell] / answered[cell] for cell in answered.index}
    ).to_numpy(float)
    return Weights(weights / weights.mean(), INVERSE)


def weighted_mean(answers: np.ndarray, weights: Weights) -> dict:
    """Mean of `answers` under `weights`, none of them blank; its n is of answers, not the effective
    one.

    The variance is that of a ratio of totals, n / (n - 1) sum w^2 (y - mean)^2 / (sum w)^2
    (Särndal, Swensson and Wretman 1992), with n - 1 degrees of freedom.
    """
    w, n = weights.values, len(answers)
    if weights.refused or n < 2:
        return statistic(
            "weighted: mean",
            n=n,
            method=WEIGHTED,
            note=weights.refused or "no mean: fewer than 2 answers",
        )
    mean = float(w @ answers / w.sum())
    if not np.ptp(answers):
        return statistic(
            "weighted: mean",
            mean,
            n=n,
            method=WEIGHTED,
            note="no interval: every answer is the same",
        )
    error = np.sqrt(n / (n - 1) * np.sum((w * (answers - mean)) ** 2)) / w.sum()
    reach = two_sided(n - 1) * error
    return statistic("weighted: mean", mean, mean - reach, mean + reach, n=n, method=WEIGHTED)


def _unfit(found: pd.Series, known: dict[str, float]) -> str:
    """Why those who answered cannot stand for the known categories; empty where they can."""
    held = set(found.dropna())
    if silent := [name for name, count in known.items() if count > 0 and name not in held]:
        return f"nobody answered in {', '.join(silent)}"
    strange = sorted(map(str, held - {name for name, count in known.items() if count > 0}))
    if found.isna().any() or strange:
        return f"somebody is in {', '.join(strange) or 'no category'}, where nobody is known to be"
    return "" if held else "nobody answered"


def _wanted(found: pd.Series, known: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """The category of each as a number, and the share of all that each category should have."""
    codes, names = pd.factorize(found)
    target = np.array([known[name] for name in names], float)
    return codes, target / target.sum()


def _refused(method: str, because: str) -> Weights:
    return Weights(np.array([]), method, because)
