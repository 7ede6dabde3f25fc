"""Words on single cases: which may be printed, and what stands beside them. Nothing is computed
from them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.find.counted import finding, frame
from strands.reviews.declares.review_cases import NOT_KEPT
from strands.reviews.declares.reviews import band, boroughs_in

# Reasons that keep words out of print, in the order in which one is named.
KEPT_BACK = {
    "open": "a question about the line is open",
    "may_name": "they may name a person or a place",
    "no_second_look": "nobody else has checked that no one can be recognised",
}
_WORDS = ["part", "otherwise", "known_from"]
_COUNT = "count, v1"


def extracts(read: pd.DataFrame, period: str) -> pd.DataFrame:
    """What reviewers wrote of single cases and may be printed: `standing, arm, words`, in the order
    of the words.

    Neither borough nor case, reader, quarter or file stands beside them, and the order does not
    tell whose they are.
    """
    mine = _written(read, period)
    return _anonymous(mine[_why_not(mine, ["extract"]) == ""], ["arm"], {"extract": "words"})


def cards(evidence: pd.DataFrame, period: str) -> pd.DataFrame:
    """Evidence from single cases that may be printed: `standing, kind, part, otherwise,
    known_from`, as `extracts`.
    """
    mine = evidence[evidence["period"] == period]
    return _anonymous(mine[_why_not(mine, _WORDS) == ""], ["kind", *_WORDS], {})


def findings(read: pd.DataFrame, evidence: pd.DataFrame, period: str) -> pd.DataFrame:
    """How many words and cards are printed, and how many are kept back and why: a COUNTED frame.

    Its rows name no place: a file's name would tell whose the words are.
    """
    written, told = _written(read, period), evidence[evidence["period"] == period]
    return frame(
        [
            *_counted("extracts", written, _why_not(written, ["extract"]), period),
            *_counted("case evidence", told, _why_not(told, _WORDS), period),
        ]
    )


def _written(read: pd.DataFrame, period: str) -> pd.DataFrame:
    """The readings of a period that hold words, a row each."""
    mine = read[(read["period"] == period) & (read["extract"] != "")]
    return mine.drop_duplicates(["borough", "case", "reader"])


def _why_not(rows: pd.DataFrame, words: list[str]) -> pd.Series:
    """The key in KEPT_BACK of what keeps words out of print; empty where nothing does."""
    why = pd.Series("", rows.index, dtype="str")
    why[rows["second_look"] != "yes"] = "no_second_look"
    why[rows[words].eq(NOT_KEPT).any(axis=1)] = "may_name"
    why[rows["status"] == "queried"] = "open"
    return why


def _anonymous(rows: pd.DataFrame, names: list[str], renamed: dict[str, str]) -> pd.DataFrame:
    columns = [*names, *renamed]
    standing = [_standing(*key) for key in zip(rows["borough"], rows["period"], strict=True)]
    alone = (
        rows[columns]
        .rename(columns=renamed)
        .assign(standing=pd.Series(standing, rows.index, dtype="str"))
    )
    columns = list(alone.columns[:-1])
    return alone[["standing", *columns]].sort_values([*columns, "standing"], ignore_index=True)


def _standing(borough: str, period: str) -> str:
    """`newer` or `established`; empty where a borough would be the only one of its standing, and so
    be named by it.
    """
    of = band(borough, period)
    return of if of and len(boroughs_in(of, period)) > 1 else ""


def _counted(what: str, rows: pd.DataFrame, why: pd.Series, period: str) -> Iterator[dict]:
    if rows.empty:
        return
    for key in ("", *KEPT_BACK):
        if (x := int((why == key).sum())) or not key:
            name = f"{what}: kept back" if key else f"{what}: printed"
            yield finding(
                name,
                period,
                rows[:0],
                subject=key,
                x=x,
                n=len(rows),
                method=_COUNT,
                note=KEPT_BACK.get(key, ""),
            )
