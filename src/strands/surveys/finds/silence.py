"""What may be said in spite of those who did not answer: bounds on the change among those who would
have answered both times (Lee 2009), and weights that make those who answered stand for all.
"""

from dataclasses import dataclass

import numpy as np
from pandas import Series

from analysis.find.finding import Rows, statistic, two_sided
from strands.surveys.declares import WAVES

RATE = "answers / everybody who could have answered, v1"
LEE = "trimming bounds (Lee 2009), monotone answering, v1"
MONOTONE = "holds only if nobody answered {less} who would not also have answered {more}"
INVERSE = "weights inverse to the response rate of each cell, v1"
KISH = "effective n, (sum w)^2 / sum w^2 (Kish 1965), v1"
DESIGN_EFFECT = "design effect of weighting, n sum w^2 / (sum w)^2 (Kish 1965), v1"
WEIGHTED = "weighted mean, linearised variance and t interval, weights taken as known, v1"


def always_answering(before: np.ndarray, after: np.ndarray, eligible: tuple[int, int]) -> Rows:
    """Means before and after, and their difference, among those who would always have answered.

    `eligible` could have answered before, and after. Where a larger share of them answered at one
    time, that time's answers hold people who were silent at the other. Nobody knows which, so the
    share that is too much is taken off one end of the answers, then off the other: the mean lies
    between (Lee 2009, Review of Economic Studies 76, 1071-1102, proposition 1a). It is taken for
    granted that answering is monotone: all who answered at the time of the smaller share would have
    answered at the other. The ends are no interval of chance: they leave it out.
    """
    sides, n = (before, after), len(before) + len(after)
    if because := _no_bounds(sides, eligible):
        row = {"n": n, "method": LEE, "refused": "other", "note": because}
        yield statistic("always answering: difference of means", **row)
        return
    rates = np.array([len(before), len(after)]) / eligible
    for when, could, rate in zip(WAVES, eligible, rates, strict=True):
        yield statistic(f"always answering: rate {when}", rate, n=could, unit="share", method=RATE)
    less, more = WAVES[:: 1 if rates[0] < rates[1] else -1]
    note = "" if rates[0] == rates[1] else MONOTONE.format(less=less, more=more)
    about = {"unit": "scale", "method": LEE, "note": note}
    ends = np.array(
        [trimmed(side, min(rates) / rate) for side, rate in zip(sides, rates, strict=True)]
    )
    for when, side, of_side in zip(WAVES, sides, ends, strict=True):
        mean = np.mean(side)
        yield statistic(f"always answering: mean {when}", mean, *of_side, n=len(side), **about)
    apart = np.mean(after) - np.mean(before), *(ends[1] - ends[0][::-1])
    yield statistic("always answering: difference of means", *apart, n=n, **about)


def trimmed(answers: np.ndarray, share: float) -> tuple[float, float]:
    """Mean of the lowest `share` of answers, and of the highest; an answer on the cut counts in
    part.
    """
    ordered = np.sort(np.asarray(answers, float))
    # How much of each answer, in order, lies within the share that is kept.
    kept = np.clip(share * len(ordered) - np.arange(len(ordered)), 0, 1)
    return float(kept @ ordered / kept.sum()), float(kept @ ordered[::-1] / kept.sum())


def _no_bounds(sides: tuple[np.ndarray, np.ndarray], eligible: tuple[int, int]) -> str:
    """Why there are no bounds; empty where there are."""
    for when, side, could in zip(WAVES, sides, eligible, strict=True):
        if not len(side):
            return f"no bounds: nobody answered {when}"
        if len(side) > could:
            return f"no bounds: more answered {when} than could have"
    return ""


@dataclass(frozen=True)
class Weights:
    """A weight for each answer, in order, with mean 1; or none, and `refused` says why."""

    values: np.ndarray
    refused: str = ""

    @property
    def effective(self) -> float:
        """How many answers of equal weight would carry as much, (sum w)^2 / sum w^2."""
        return float(self.values.sum() ** 2 / (self.values**2).sum())

    def rows(self) -> Rows:
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


def inverse_response(cells: Series, eligible: dict[str, int]) -> Weights:
    """Weight of each who answered: how many could have in their cell, over how many did; scaled to
    mean 1.

    `cells` has the cell of each who answered, `eligible` how many people of each cell could have.
    Refused where nobody in a cell answered, as nobody can stand for them.
    """
    if because := _no_weights(cells, eligible):
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


def _no_weights(found: Series, known: dict[str, int]) -> str:
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
