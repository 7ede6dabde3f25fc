"""A number worked in the open, as the notebook shows it: which, step by step, and in words."""

from collections.abc import Iterable, Mapping, Sequence

from pandas import DataFrame

from analysis.show.printed import Paragraphs

_NUMBERS = ["estimate", "low", "high", "x", "n"]
_NONE = (
    "No finding of this period is worked here: there is none with a number of which nothing is"
    " withheld."
)


def picked(example: DataFrame) -> DataFrame | Paragraphs:
    """The finding that is worked, as it stands in its CSV; or that there is none."""
    if example.empty:
        return Paragraphs((_NONE,))
    about = ["statistic", "subject", "borough", "when", "reading"]
    said = [name for name in about if example[name].iloc[0] != ""]
    numbers = [name for name in _NUMBERS if example[name].notna().iloc[0]]
    return example[[*said, *numbers]].reset_index(drop=True)


def steps(
    made: Iterable[Mapping], *said: str, **more: Sequence
) -> tuple[DataFrame | Paragraphs, ...]:
    """What the cells came to, with `more` columns (left out where they are empty), and the sentences
    of the section that rest on it; nothing where nothing was worked.
    """
    rows = DataFrame(made)
    if rows.empty:
        return ()
    shown = rows[[name for name in _NUMBERS if name in rows]]
    more = {name: values for name, values in more.items() if len(values)}
    return shown.assign(**more), Paragraphs(tuple(said))
