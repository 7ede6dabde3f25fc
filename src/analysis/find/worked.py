"""One number worked in the open: which finding a notebook works, and whether its cells come to the
same.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import with_parts
from analysis.declare.traced import untraced
from analysis.declare.withheld import withheld

_NUMBERS = ["estimate", "low", "high", "x", "n"]
# Beyond rounding by the processor, and that of CSV files.
_CLOSE = 1e-9


def first(found: DataFrame, *statistics: str) -> DataFrame:
    """The first finding of the first of some statistics with a number, none of it withheld: one row
    of `found`, which is in order of joining, or none. So nobody chooses a nice one.
    """
    for statistic in statistics:
        rows = found[found["statistic"] == statistic]
        kept = rows[_NUMBERS].map(withheld).any(axis=1)
        known = rows[["estimate", "low", "x"]].notna().any(axis=1) & rows["refused"].eq("")
        if (known & ~kept).any():
            return untraced(rows[known & ~kept].head(1))
    return found.iloc[:0]


def beside(found: DataFrame, example: DataFrame, *alike: str) -> DataFrame:
    """The findings that are alike an example in some columns, none where there is no example;
    without those of which a number is withheld.
    """
    rows = found.merge(example[[*alike]]) if len(example) else found.iloc[:0]
    return untraced(rows[~rows[_NUMBERS].map(withheld).any(axis=1)])


def parts(example: DataFrame, *names: str) -> list[dict]:
    """What an example is about, by the names of the parts of its subject and `borough` and `when`:
    a list of one, or empty.
    """
    return with_parts(example, *names)[[*names, "borough", "when"]].to_dict("records")


def same(made: Sequence[Mapping], example: DataFrame, places: int | None = None) -> bool:
    """Whether numbers worked out, as values of a finding, are those of the example: all that both
    have, and at least one; rounded first where the example is told to so many places.
    """
    findings = example.to_dict("records")
    if len(made) != len(findings):
        return False
    return all(_same(*both, places) for both in zip(made, findings, strict=True))


def _same(made: Mapping, finding: Mapping, places: int | None) -> bool:
    both = [
        (made[name], finding[name])
        for name in _NUMBERS
        if pd.notna(made.get(name)) and pd.notna(finding[name])
    ]
    if places is not None:
        both = [(round(number, places), told) for number, told in both]
    return bool(both) and all(np.isclose(*pair, rtol=_CLOSE, atol=0) for pair in both)
