"""The members' change since they joined against that of authorities that never did: how far the mean of
the members lies among the means of as many others, had these joined in the same years.

Differences in differences with staggered starts and never-treated controls (Callaway and Sant'Anna
2021), one authority one vote; inference by placebos in space (Abadie, Diamond and Hainmueller 2010).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from analysis.find.finding import CONFIDENCE
from analysis.find.slopes import POWER

METHOD = (
    "mean log odds of the years from joining on less the years before, less the donors' median of the"
    " same; two-sided rank of the members' mean among {draws:,} means of random donors given the same"
    " years of joining, interval by turning the test round, v1"
)
SEED = 2025


def contrast(
    values: DataFrame,
    before: Sequence[int],
    after: Sequence[int],
) -> Series:
    """The mean of some years less the mean of others, for each row of `values` by year; NaN where none
    of either is known.
    """
    return values[list(after)].mean(axis=1) - values[list(before)].mean(axis=1)


def group_time(
    values: DataFrame,
    treated: pd.Index,
    never: pd.Index,
    before: Sequence[int],
    after: Sequence[int],
    centre: Callable[[Series], float] = np.median,
) -> float:
    """The mean contrast of the treated less the centre of that of the never treated: with the year
    before treatment for `before` and the mean for `centre`, the group-time effect of Callaway and
    Sant'Anna (2021).
    """
    change = contrast(values, before, after)
    return float(change[treated].mean() - centre(change[never]))


@dataclass(frozen=True)
class Comparison:
    """Members, by code and year of joining, against `donors`, who have every one of the `years`.

    `values` are log odds by code and year.
    """

    values: DataFrame
    starts: Mapping[str, int]
    donors: pd.Index
    years: tuple[int, ...]
    draws: int

    @cached_property
    def effects(self) -> Series:
        """Each member's change since it joined, less the donors' median; NaN where it has no year
        before or since.
        """
        return Series({code: self._effect(code) for code in self.starts}, dtype=float)

    def _effect(self, code: str) -> float:
        start = self.starts[code]
        if code not in self.values.index:
            return float("nan")
        own = contrast(self.values.loc[[code]], *self._sides(start)).iloc[0]
        return float(own - np.median(self._changes(start)))

    @cached_property
    def mean(self) -> float:
        """The mean over the members whose change is known, one authority one vote."""
        return float(self.effects.mean())

    @cached_property
    def placebos(self) -> DataFrame:
        """The change of each donor, had it joined in each of the members' years, less their median."""
        return DataFrame(
            {start: self._centred(start) for start in sorted(set(self.starts.values()))},
            index=self.donors,
        )

    @cached_property
    def means(self) -> np.ndarray:
        """Means of as many random donors as members, given the members' years, sorted."""
        return self.drawn([start for code, start in self.starts.items() if self._known(code)])

    def drawn(self, starts: Sequence[int]) -> np.ndarray:
        """Means of random donors given some years of joining, no donor twice; sorted."""
        rng = np.random.default_rng(SEED)
        order = np.argsort(rng.random((self.draws, len(self.donors))), axis=1)[:, : len(starts)]
        held = [self.placebos[start].to_numpy()[order[:, at]] for at, start in enumerate(starts)]
        return np.sort(np.mean(held, axis=0))

    @property
    def p(self) -> float:
        """How often random donors' mean lies as far out on either side."""
        return rank_p(self.means, self.mean)

    def interval(self) -> tuple[float, float, float]:
        """The members' mean with the changes that the test would not tell it from."""
        low, high = np.quantile(self.means, _tails())
        return self.mean, self.mean - high, self.mean - low

    def detectable(self) -> tuple[float, float]:
        """The fall and the rise that 80 of 100 sets of members would show, as log odds ratios."""
        low, high = np.quantile(self.means, _tails())
        less, more = np.quantile(self.means, (1 - POWER, POWER))
        return float(low - more), float(high - less)

    @property
    def spread(self) -> float:
        """The standard deviation of the change of a single donor."""
        return float(np.sqrt((self.placebos**2).mean(axis=None)))

    def without(self, code: str) -> "Comparison":
        """The same without one member."""
        starts = {other: start for other, start in self.starts.items() if other != code}
        return Comparison(self.values, starts, self.donors, self.years, self.draws)

    def member_p(self, code: str) -> float:
        """How far a member's change lies out among those of its donors; not below 2 of all of them."""
        return rank_p(np.sort(self.placebos[self.starts[code]]), self.effects[code])

    def _known(self, code: str) -> bool:
        return bool(np.isfinite(self.effects[code]))

    def _sides(self, start: int) -> tuple[list[int], list[int]]:
        return (
            [year for year in self.years if year < start],
            [year for year in self.years if year >= start],
        )

    def _changes(self, start: int) -> Series:
        return contrast(self.values.loc[self.donors], *self._sides(start))

    def _centred(self, start: int) -> Series:
        changes = self._changes(start)
        return changes - np.median(changes)


def rank_p(placebos: np.ndarray, seen: float) -> float:
    """Two-sided p of a value among sorted placebos, itself one of them."""
    below = np.searchsorted(placebos, seen, side="right")
    above = len(placebos) - np.searchsorted(placebos, seen, side="left")
    return float(min(1.0, 2 * (1 + min(below, above)) / (1 + len(placebos))))


def _tails() -> tuple[float, float]:
    return (1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2
