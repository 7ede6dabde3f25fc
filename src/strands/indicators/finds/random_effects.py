"""The mean of effects measured in a few places: random effects, and how far the mean rests on chance
or on one of the places.

Effects and their variances lie along the last axis of arrays; those before it are sets of effects.
"""

from typing import NamedTuple

import numpy as np
from scipy import stats

from analysis.find.finding import two_sided

METHOD = (
    "random effects, between-variance of Paule and Mandel (1982), modified Hartung-Knapp interval"
    " (Hartung and Knapp 2001, factor at least 1: Roever, Knapp and Friede 2015), t(k - 1), v1"
)
SIGN_FLIP = "exact sign flips of the effects of the places, |mean / its error|, v1"
PREDICTION = "mean +/- t(k - 1) x root of between-variance and squared error (Higgins 2009), v1"
HETEROGENEITY = "I2 (Higgins and Thompson 2002), v1"
DIFFER = (
    "Cochran's Q over k - 1 against F, errors by the dispersion of the indicator in all boroughs,"
    " neighbours correlated by 0.3, v1"
)


class Pooled(NamedTuple):
    """The mean of `k` effects and its `error`, the variance `tau2` of effects between places, and
    `i2`, the share of all variance that this is.
    """

    mean: np.ndarray
    error: np.ndarray
    tau2: np.ndarray
    i2: np.ndarray
    k: int

    @property
    def p(self) -> np.ndarray:
        """Two-sided p of no effect on the mean."""
        return 2 * stats.t.sf(np.abs(self.mean / self.error), self.k - 1)

    def interval(self) -> tuple[float, float, float]:
        """The mean with its interval."""
        return self._around(self.error)

    def predicted(self) -> tuple[float, float, float]:
        """The mean with the interval in which the true effect of another place would lie."""
        return self._around(np.sqrt(self.tau2 + self.error**2))

    def _around(self, error: np.ndarray) -> tuple[float, float, float]:
        reach = two_sided(self.k - 1)
        return tuple(float(self.mean + side * reach * error) for side in (0, -1, 1))


def pooled(effects: np.ndarray, variances: np.ndarray) -> Pooled:
    """The mean of effects with these variances; of two places or more."""
    k, fixed = effects.shape[-1], 1 / variances
    tau2 = between(effects, variances)
    weights = 1 / (variances + tau2[..., None])
    whole = weights.sum(axis=-1)
    mean = (weights * effects).sum(axis=-1) / whole
    spread = (weights * (effects - mean[..., None]) ** 2).sum(axis=-1) / (k - 1)
    total = fixed.sum(axis=-1)
    typical = (k - 1) * total / (total**2 - (fixed**2).sum(axis=-1))
    error = np.sqrt(np.maximum(1, spread) / whole)
    return Pooled(mean, error, tau2, tau2 / (tau2 + typical), k)


def between(effects: np.ndarray, variances: np.ndarray) -> np.ndarray:
    """The variance of the true effects between places, at least 0 (Paule and Mandel 1982).

    Newton's steps from 0 (DerSimonian and Kacker 2007): what is to be 0 falls and is convex, so none
    goes too far.
    """
    tau2 = np.zeros((*effects.shape[:-1], 1))
    for _ in range(200):
        weights = 1 / (variances + tau2)
        mean = (weights * effects).sum(axis=-1, keepdims=True)
        off = (effects - mean / weights.sum(axis=-1, keepdims=True)) ** 2
        beyond = (weights * off).sum(axis=-1, keepdims=True) - (effects.shape[-1] - 1)
        slope = (weights**2 * off).sum(axis=-1, keepdims=True)
        step = np.where(beyond > 0, beyond / np.where(slope > 0, slope, 1), 0)
        tau2 = tau2 + step
        if not np.any(step > 1e-12 * tau2):
            break
    return tau2[..., 0]


def differ_p(effects: np.ndarray, variances: np.ndarray, df: float) -> float:
    """p of no difference between places but chance: Cochran's (1954) Q over k - 1 against F, as the
    variances rest on a dispersion with `df` degrees of freedom.
    """
    weights, k = 1 / variances, len(effects)
    mean = np.average(effects, weights=weights)
    return float(stats.f.sf((weights * (effects - mean) ** 2).sum() / (k - 1), k - 1, df))


def sign_flip_p(effects: np.ndarray, variances: np.ndarray) -> float:
    """How often the mean would lie as far from no effect if each place's effect had either sign: all
    2^k ways, so never below 2 / 2^k.
    """
    k = len(effects)
    signs = 1 - 2 * ((np.arange(2**k)[:, None] >> np.arange(k)) & 1)
    flipped = pooled(signs * effects, np.broadcast_to(variances, signs.shape))
    far = np.abs(flipped.mean / flipped.error)
    return float(np.mean(far >= far[0] * (1 - 1e-9) - 1e-9))


def without_each(effects: np.ndarray, variances: np.ndarray) -> list[Pooled]:
    """The mean without each place in turn, where two remain."""
    return [
        pooled(np.delete(effects, place), np.delete(variances, place))
        for place in range(len(effects))
    ]
