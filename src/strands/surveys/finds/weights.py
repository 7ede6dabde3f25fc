"""Weights that make those who answered stand for all who could have: response rates turned over."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.find.finding import statistic, two_sided

INVERSE = "weights inverse to the response rate of each cell, v1"
KISH = "effective n, (sum w)^2 / sum w^2 (Kish 1965), v1"
DESIGN_EFFECT = "design effect of weighting, n sum w^2 / (sum w)^2 (Kish 1965), v1"
WEIGHTED = "weighted mean, linearised variance and t interval, weights taken as known, v1"


@dataclass(frozen=True)
class Weights:
    """A weight for each answer, in order, with mean 1; or none, and `refused` says why."""

    values: np.ndarray
    refused: str = ""

    @property
    def effective(self) -> float:
        """How many answers of equal weight would carry as much, (sum w)^2 / sum w^2."""
        return float(self.values.sum() ** 2 / (self.values**2).sum())

    def rows(self) -> Iterator[dict]:
        """Effective n, design effect, and the least and greatest weight; or the refusal."""
        n, name = len(self.values), "weights: effective n"
        if self.refused:
            yield statistic(name, method=INVERSE, refused="other", note=self.refused)
            return
        yield statistic(name, self.effective, n=n, method=KISH, note=INVERSE)
        effect = {"n": n, "method": DESIGN_EFFECT, "note": INVERSE}
        yield statistic("weights: design effect", n / self.effective, **effect)
        for name, value in (("least", self.values.min()), ("greatest", self.values.max())):
            yield statistic(f"weights: {name}", value, n=n, method=INVERSE)


def inverse_response(cells: pd.Series, eligible: dict[str, int]) -> Weights:
    """Weight of each who answered: how many could have in their cell, over how many did; scaled to
    mean 1.

    `cells` has the cell of each who answered, `eligible` how many people of each cell could have.
    Refused where nobody in a cell answered, as nobody can stand for them.
    """
    if because := _unfit(cells, eligible):
        return Weights(np.array([]), f"no weights: {because}")
    weights = (cells.map(eligible) / cells.map(cells.value_counts())).to_numpy(float)
    return Weights(weights / weights.mean())


def weighted_mean(answers: np.ndarray, weights: Weights) -> dict:
    """Mean of `answers` under `weights`, none of them blank; its n is of answers, not the effective
    one.

    The variance is that of a ratio of totals, n / (n - 1) sum w^2 (y - mean)^2 / (sum w)^2
    (Särndal, Swensson and Wretman 1992), with n - 1 degrees of freedom.
    """
    w, n, name = weights.values, len(answers), "weighted: mean"
    if weights.refused or n < 2:
        why = weights.refused or "no mean: fewer than 2 answers"
        return statistic(name, n=n, method=WEIGHTED, refused="other", note=why)
    about = {"n": n, "unit": "scale", "method": WEIGHTED}
    mean = float(w @ answers / w.sum())
    if not np.ptp(answers):
        return statistic(name, mean, **about, note="no interval: every answer is the same")
    error = np.sqrt(n / (n - 1) * np.sum((w * (answers - mean)) ** 2)) / w.sum()
    reach = two_sided(n - 1) * error
    return statistic(name, mean, mean - reach, mean + reach, **about)


def _unfit(found: pd.Series, known: dict[str, int]) -> str:
    """Why those who answered cannot stand for the known cells; empty where they can."""
    answered = found.value_counts()
    could = [cell for cell, count in known.items() if count > 0]
    if silent := [cell for cell in could if cell not in answered]:
        return f"nobody answered in {', '.join(silent)}"
    strange = sorted(set(answered.index) - set(could))
    if found.isna().any() or strange:
        return f"somebody is in {', '.join(strange) or 'no category'}, where nobody is known to be"
    if over := [cell for cell, count in answered.items() if count > known[cell]]:
        return f"more answered than could have in {', '.join(over)}"
    return "" if len(answered) else "nobody answered"
