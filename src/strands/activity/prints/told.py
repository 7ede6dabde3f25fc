"""What stands in the place of numbers and words that may not be told, in every part of the strand."""

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import asked as questions
from analysis.show.lookup import of_kind
from analysis.show.printed import Paragraphs
from strands.activity.declares.logs import CONSULTATION

# The code of REFUSALS for what is withheld here.
HERE = "G23"


def many(number: float) -> str:
    """A number before what it counts, at the beginning of a sentence."""
    return "A withheld number of" if withheld(number) else f"{number:,.0f}"


def as_told(rows: DataFrame, found: DataFrame, statistic: str) -> DataFrame:
    """Returned rows, a borough and period each, with the counts that a statistic tells, and without
    what was typed where it may hold a number that is not told.
    """
    if rows["period"].lt(CONSULTATION.since).all():
        return rows
    told = {(row.borough, row.when): row.estimate for row in of_kind(found, statistic).itertuples()}
    own = zip(rows["borough"], rows["period"], rows["count"], strict=True)
    counts = [_whole(told.get((borough, when), count)) for borough, when, count in own]
    is_same = [
        not (withheld(now) or pd.isna(now)) and now == then
        for now, then in zip(counts, rows["count"], strict=True)
    ]
    may_hold = rows["raw"].str.contains(r"\d") & rows["period"].ge(CONSULTATION.since)
    raw = rows["raw"].mask(may_hold & ~Series(is_same, rows.index, dtype=bool), SYMBOL)
    return rows.assign(count=Series(counts, rows.index, dtype=object), raw=raw)


def _whole(count: float) -> object:
    return count if withheld(count) or pd.isna(count) else int(count)


def questions_about(asked: DataFrame, *found: DataFrame) -> Paragraphs:
    """What became of each question about the strand's files; only how many there are where a number
    in some findings is withheld.
    """
    columns = ["x", "n", "estimate", "low", "high"]
    hidden = any(frame[columns].map(withheld).any(axis=None) for frame in found)
    return questions.told(asked, hidden)
