"""A number worked in the open, as the notebook shows it: which, step by step, and in words."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from pandas import DataFrame

from analysis.declare.traced import untraced
from analysis.show.printed import Paragraphs

_ABOUT = ["statistic", "subject", "borough", "when", "reading"]
_NUMBERS = ["estimate", "low", "high", "x", "n"]
_NONE = (
    "Nothing of this kind is worked here: the period has no number of it of which nothing is"
    " withheld."
)


def picked(example: DataFrame, *beside: DataFrame) -> tuple[DataFrame | Paragraphs, ...]:
    """The finding that is worked, as it stands in its CSV, with frames of what it is worked from;
    or that there is none.
    """
    if example.empty:
        return (Paragraphs((_NONE,)),)
    said = [name for name in _ABOUT if example[name].iloc[0] != ""]
    return _shown(example, said), *(rows.set_axis([""] * len(rows)) for rows in beside)


def steps(
    made: Iterable[Mapping], *said: str, **more: Sequence
) -> tuple[DataFrame | Paragraphs, ...]:
    """What the cells came to, with `more` columns (left out where they are empty), and the
    sentences of the section that rest on it; nothing where nothing was worked.
    """
    rows = DataFrame(untraced([*made]))
    if rows.empty:
        return ()
    more = {name: values for name, values in more.items() if len(values)}
    return _shown(rows).assign(**more), *([Paragraphs(said)] if said else [])


def _shown(rows: DataFrame, about: Sequence[str] = ()) -> DataFrame:
    """Some columns and the numbers there are, whole ones without a point, and no numbers of lines."""
    shown = rows[[*about, *(name for name in _NUMBERS if name in rows)]].dropna(axis=1, how="all")
    whole = {name: _whole(shown[name]) for name in ("x", "n") if name in shown}
    return shown.assign(**whole).set_axis([""] * len(shown))


def _whole(numbers: pd.Series) -> pd.Series:
    floats = numbers.astype(float)
    return floats.astype("Int64") if floats.mod(1).eq(0).all() else floats
