"""Counts as they may be told: WITHHELD in the place of one that may not, with the range it lies in. What is
found is made of these, and reads such a count at both ends, as one that its borough withheld.
"""

import re
from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.disclosure import Profile
from analysis.declare.finding import subject
from analysis.declare.statuses import is_withheld, withheld_range
from analysis.declare.withheld import SYMBOL, withheld
from analysis.find.finding import finding, frame

_MEASURES = {"re_referrals": "x", "referrals": "n"}
_LINE, _PLACE = ["period", "borough", "quarter", "da_rule", "basis"], ["file", "sheet", "cell"]
# What a correction, or a note of what was answered, says of a number.
_SAID = re.compile(r"\b(?:(corrected from )'|(noted: ))[^|]*")


def by_way(again: DataFrame) -> DataFrame:
    """The re-referrals of each quarter and way of counting, out of what they are, as findings: what is
    decided on. `reading` is the period of the return.
    """
    return frame(_by_way(again))


def _by_way(again: DataFrame) -> Iterator[dict]:
    for (period, borough, quarter, *way), rows in again.groupby(_LINE, sort=False):
        counts = rows.set_index("measure")["count"].dropna()
        about = {"subject": subject(*way), "borough": borough, "when": quarter, "reading": period}
        numbers = {name: counts.get(measure) for measure, name in _MEASURES.items()}
        yield finding("re-referrals", rows, **about, **numbers, unit="count")


def rows(
    returned: DataFrame, again: DataFrame, leaving: tuple[DataFrame, DataFrame], profile: Profile
) -> tuple[DataFrame, DataFrame]:
    """Rows of both tables as they may be told under a profile; `leaving` are those of the first, and the
    findings `by_way` of the second, as they passed.
    """
    if not profile.withholds:
        return returned, again
    passed, ways = leaving
    queried = returned["status"].eq("queried")
    returned = returned.assign(raw=returned["raw"].mask(queried, ""))
    told = _told(again, _counts(again, ways), profile)
    return _told(returned, passed["count"], profile), _without_percentages(told)


def _counts(again: DataFrame, ways: DataFrame) -> Series:
    """The count of each row as it passed."""
    numbers = {
        (row.reading, row.borough, row.when, row.subject, measure): getattr(row, name)
        for row in ways.itertuples()
        for measure, name in _MEASURES.items()
    }
    of = (again[name] for name in ("period", "borough", "quarter"))
    ways_of = map(subject, again["da_rule"], again["basis"])
    values = [numbers[key] for key in zip(*of, ways_of, again["measure"], strict=True)]
    whole = [
        value if withheld(value) else pd.NA if pd.isna(value) else int(value) for value in values
    ]
    return Series(whole, again.index, dtype=object)


def _told(rows: DataFrame, counts: Series, profile: Profile) -> DataFrame:
    """Rows with `counts`, and in `raw` the range of each that may not be told; without one where it is
    not for its size.
    """
    hidden, ends = _hidden(counts), f"{profile.least} to {profile.most}"
    small = rows["count"].map(lambda count: pd.notna(count) and profile.small(count)).astype(bool)
    by_sender = rows["raw"].map(lambda typed: _by_sender(typed, ends))
    raw = rows["raw"].mask(rows["status"].eq("withheld"), by_sender)
    raw = raw.mask(hidden, SYMBOL).mask(hidden & small, ends)
    said = rows["caveat"].str.replace(_SAID, rf"\1\2'{SYMBOL}'", regex=True)
    # All rows of a line know what is said of each of its cells.
    line = [rows[name] for name in (*_LINE, "indicator") if name in rows]
    untold = (hidden | counts.isna()).groupby(line).transform("any")
    return rows.assign(count=counts, raw=raw, caveat=rows["caveat"].mask(untold, said))


def _by_sender(typed: str, ends: str) -> str:
    """What a borough typed that withholds a number: no number that it left there, nor a range like "<2"
    that leaves but one.
    """
    if not is_withheld(typed):
        return "withheld"
    return ends if len({*(withheld_range(typed) or ())}) == 1 else typed


def _hidden(counts: Series) -> Series:
    return counts.map(withheld).astype(bool)


def _without_percentages(again: DataFrame) -> DataFrame:
    """Rows without the percentage of a line that tells one of its numbers, or may not tell one: it would
    give the other away.
    """
    line = [again[name] for name in _LINE]
    hidden = _hidden(again["count"])
    told = (again["count"].notna() & ~hidden).groupby(line).transform("sum")
    gives_away = told.eq(1) | hidden.groupby(line).transform("any")
    typed = gives_away & again["status"].eq("queried")
    return again.assign(rate=again["rate"].mask(gives_away, ""), raw=again["raw"].mask(typed, ""))


def answers(asked: DataFrame, *tables: DataFrame, profile: Profile) -> DataFrame:
    """Questions with their answers, but for a number that may not be told: a small one, or one about a
    cell of the `tables` that holds none.
    """
    cells = [table.loc[_hidden(table["count"]), _PLACE] for table in tables]
    hidden = pd.MultiIndex.from_frame(asked[_PLACE]).isin(
        pd.MultiIndex.from_frame(pd.concat(cells))
    )
    number = asked["value"].str.fullmatch(r"\d+")
    small = asked["value"].where(number, "-1").astype(int).map(profile.small).astype(bool)
    out = hidden & asked["value"].ne("") | small
    return asked.assign(
        value=asked["value"].mask(out, SYMBOL), note=asked["note"].mask(out | hidden, "")
    )
