"""The members' change since they joined against that of authorities that never did: how far the mean of
the members lies among the means of as many others, had these joined in the same years.

Differences in differences with staggered starts and never-treated controls (Callaway and Sant'Anna
2021), one authority one vote; inference by placebos in space (Abadie, Diamond and Hainmueller 2010).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from analysis.find.finding import CONFIDENCE
from analysis.find.slopes import POWER

METHOD = (
    "mean log odds of the years from joining on less the years before, less the donors' median of the"
    " same years; two-sided rank of the members' mean among {draws:,} means of random donors given the same"
    " years of joining, interval by turning the test round, v1"
)
SEED = 2025


def contrast(
    values: DataFrame,
    before: Sequence[int],
    after: Sequence[int],
) -> Series:
    """The mean of some years less the mean of others, for each row of `values` by year; NaN where none
    of either is known. Of one year and the last before treatment, less that of the never treated, it
    is the group-time effect of Callaway and Sant'Anna (2021).
    """
    return values[list(after)].mean(axis=1) - values[list(before)].mean(axis=1)


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
        """Each member's change since it joined, less the donors' median over the same years; NaN where it
        has no year before or since.
        """
        own = {code: self._change(code, [code]) for code in self.starts}
        centre = {code: np.median(self._change(code, self.donors)) for code in self.starts}
        return Series({code: float(own[code].iloc[0] - centre[code]) for code in own}, dtype=float)

    @cached_property
    def mean(self) -> float:
        """The mean over the members whose change is known, one authority one vote."""
        return float(self.effects.mean())

    @cached_property
    def placebos(self) -> DataFrame:
        """By member: the change of each donor over the years of that member, less their median."""
        changes = {code: self._change(code, self.donors) for code in self.effects.dropna().index}
        return DataFrame({code: each - np.median(each) for code, each in changes.items()})

    @cached_property
    def means(self) -> np.ndarray:
        """Means of as many random donors as members, each given the years of one, no donor twice;
        sorted.
        """
        rng, codes = np.random.default_rng(SEED), list(self.placebos)
        order = np.argsort(rng.random((self.draws, len(self.donors))), axis=1)[:, : len(codes)]
        held = [self.placebos[code].to_numpy()[order[:, at]] for at, code in enumerate(codes)]
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
        """The standard deviation of the change of a single donor, over the years the members joined in."""
        return spread(self.values.loc[self.donors], set(self.starts.values()), self.years)

    def without(self, code: str) -> "Comparison":
        """The same without one member."""
        starts = {other: start for other, start in self.starts.items() if other != code}
        return Comparison(self.values, starts, self.donors, self.years, self.draws)

    def member_p(self, code: str) -> float:
        """How far a member's change lies out among those of its donors; not below 2 of all of them."""
        return rank_p(np.sort(self.placebos[code]), self.effects[code])

    def _change(self, code: str, codes: Sequence[str]) -> Series:
        """The change of some authorities over the years that a member has, since it joined; NaN where it
        is in no release.
        """
        if code not in self.values.index:
            return Series(np.nan, index=codes)
        own = self.values.loc[code, list(self.years)]
        known = [year for year in self.years if np.isfinite(own[year])]
        before = [year for year in known if year < self.starts[code]]
        after = [year for year in known if year >= self.starts[code]]
        return contrast(self.values.loc[codes], before, after)


def spread(values: DataFrame, starts: Iterable[int], years: Sequence[int]) -> float:
    """The standard deviation of the change of authorities, had they joined in some years, around their
    median; NaN where no start has years on either side.
    """
    squares = []
    for start in starts:
        sides = [year for year in years if year < start], [year for year in years if year >= start]
        changes = contrast(values, *sides)
        squares.append((changes - changes.median()) ** 2)
    return float(np.sqrt(np.nanmean(squares))) if np.isfinite(squares).any() else float("nan")


def rank_p(placebos: np.ndarray, seen: float) -> float:
    """Two-sided p of a value among sorted placebos, itself one of them."""
    below = np.searchsorted(placebos, seen, side="right")
    above = len(placebos) - np.searchsorted(placebos, seen, side="left")
    return float(min(1.0, 2 * (1 + min(below, above)) / (1 + len(placebos))))


def _tails() -> tuple[float, float]:
    return (1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2
