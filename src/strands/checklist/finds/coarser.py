"""What is told of the checklist where small counts are withheld: by borough and version, whether an item
is evidenced in half of the readings, and no count of any answer to it.

Counts of answers to an item are nearly all small, and those that are not would give them away.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.disclosure import Profile
from analysis.declare.finding import with_parts
from analysis.declare.table import rows_with
from analysis.find.finding import finding, frame
from strands.checklist.declares import ALL_ITEMS, HALF, ITEMS

METHOD = "evidenced, or partly and not together, in half of all first readings of a version, v1"
# What is counted of readings and not of their answers. Cases are nearly always as many as their first
# readings, and all readings as those and a few more: both would be told only where that is of no use.
# Where a case was read twice, readers are two or more, which tells of the few there are.
_COUNTED = ("boroughs", "first readings", "of version", "used in", "read twice")
# What a count is out of, and is no less than.
_OUT_OF = {"agreement: cases": "read twice"}
# What a note says with numbers, said without.
_NOTED = {
    "readings": ("left out", "some of what was sent could not be read and is left out"),
    "read twice": ("not compared", "some second readings could not be compared"),
}
_SAME, _KAPPA = "agreement: same answer", "agreement: weighted kappa"


def coarser(found: DataFrame, profile: Profile) -> DataFrame:
    """The `findings` as they may be decided on under a profile: as they are where it withholds
    nothing, else without the counts of answers, with what can be told in their place.
    """
    if not profile.withholds or found.empty:
        return found
    counted = found[found["statistic"].isin(_COUNTED) | found["refused"].eq("not_returned")]
    refused = found[found["borough"].eq("") & found["refused"].ne("")]
    kept = pd.concat([counted, *_agreed(found, profile)])
    note = kept["note"].mask(kept["statistic"].isin(_NOTED), "")
    rows = kept["rows"].mask(kept["rows"].eq(""), kept["borough"].map(_places(found)).fillna(""))
    kept = kept.assign(note=note, rows=rows, n=kept["n"].fillna(_bases(kept, found)))
    made = [*_noted(found), *_halves(found, profile)]
    return frame([*kept.to_dict("records"), *made, *refused.to_dict("records")])


def _bases(kept: DataFrame, found: DataFrame) -> Series:
    """What each count is out of that stands without it."""
    sizes = found[found["subject"] == ""].set_index(["statistic", "borough"])["x"]
    whole = zip(kept["statistic"].map(_OUT_OF), kept["borough"], strict=True)
    return Series([sizes.get(key) for key in whole], kept.index, dtype="float64")


def _places(found: DataFrame) -> dict[str, str]:
    """The rows of each borough, for what was made of none of them: that it is none could be withheld."""
    lines = rows_with(found, statistic="first readings")
    return dict(zip(lines["borough"], lines["rows"], strict=True))


def _noted(found: DataFrame) -> Iterator[dict]:
    for row in found[found["note"] != ""].itertuples():
        if row.statistic in _NOTED and not row.refused:
            statistic, note = _NOTED[row.statistic]
            yield finding(statistic, row.rows, borough=row.borough, when=row.when, note=note)


def _halves(found: DataFrame, profile: Profile) -> Iterator[dict]:
    """In which half each item is: of versions with so many readings that to know it of an item leaves
    every small count of its answers open.
    """
    items = with_parts(found, "item", "version")
    for row in rows_with(found, statistic="of version").itertuples():
        if row.x <= 2 * profile.most:
            continue
        of_version = rows_with(items, borough=row.borough, version=row.subject)
        of_items = of_version[of_version["item"].isin(ITEMS)]
        for about, rows in of_items.groupby("subject", sort=False):
            numbers = rows.set_index("statistic")["x"]
            named = {"subject": about, "borough": row.borough, "when": row.when, "method": METHOD}
            yield finding(HALF, rows["rows"].iloc[0], reading=half(numbers, row.x), **named)


def half(numbers: Series, readings: float) -> str:
    """The key of HALVES for the answers to one item, by answer."""
    if "no answer" not in numbers:
        return "not_asked"
    if 2 * numbers["evidenced"] >= readings:
        return "evidenced"
    return "otherwise" if 2 * (numbers["partly"] + numbers["not"]) > readings else "neither"


def _agreed(found: DataFrame, profile: Profile) -> Iterator[DataFrame]:
    """Agreement over all items of a version, where neither the cases nor the pairs that differ, nor
    those without two answers, are few; kappa as it is printed, from which no count can be had.
    """
    items = with_parts(found, "item", "version")
    for _, rows in rows_with(items, item=ALL_ITEMS).groupby(["borough", "version"], sort=False):
        by_statistic = rows.set_index("statistic")
        cases, same = by_statistic.loc["agreement: cases", "x"], by_statistic.loc[_SAME]
        asked = rows_with(
            items,
            statistic="no answer",
            borough=rows["borough"].iloc[0],
            version=rows["version"].iloc[0],
        )
        few = (cases, same["x"], same["n"] - same["x"], cases * len(asked) - same["n"])
        if cases > profile.most and not any(map(profile.small, few)):
            told = rows[rows["statistic"].isin(["agreement: cases", _SAME, _KAPPA])]
            yield told.round({"estimate": 2, "low": 2, "high": 2})
