"""Where a member's series breaks: it jumps over years without a number by more than other authorities
do in the same time, as it does when a system is lost or replaced.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas import DataFrame

METHOD = (
    "mean log odds after years without a number less that before, against the middle {share:.0%} of the"
    " donors' of the same years, v1"
)


class Break(NamedTuple):
    """A jump of an authority from one year to another, as a log odds ratio, and the band of the donors'."""

    code: str
    before: int
    after: int
    jump: float
    low: float
    high: float


def breaks(values: DataFrame, codes: list[str], donors: pd.Index, band: float) -> list[Break]:
    """The jumps over gaps beyond the donors' band, of some authorities: `values` are log odds by code
    and year, NaN where a number is missing.

    A jump is of the means of the years on either side of the gap, as many of the donors'.
    """
    found = []
    for code in codes:
        known = values.loc[code].dropna() if code in values.index else ()
        years = list(getattr(known, "index", ()))
        for at, (before, after) in enumerate(pairwise(years), 1):
            if after - before == 1:
                continue
            sides = years[:at], years[at:]
            jump, others = (_jump(values.loc[rows], *sides) for rows in ([code], donors))
            low, high = np.quantile(others - np.median(others), ((1 - band) / 2, (1 + band) / 2))
            own = float(jump.iloc[0] - np.median(others))
            if not low <= own <= high:
                found.append(Break(code, before, after, own, float(low), float(high)))
    return found


def _jump(values: DataFrame, before: list[int], after: list[int]) -> pd.Series:
    return values[after].mean(axis=1) - values[before].mean(axis=1)
