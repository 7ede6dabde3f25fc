"""How long each borough may have been a member, and the other events in the order of their dates."""

from __future__ import annotations

import pandas as pd

from analysis.declare.periods import period
from analysis.declare.table import Column, Table
from analysis.find.finding import places
from strands.activity.declares.partnership import MILESTONES, MONTH, PRECISIONS, SUBJECTS

_SPAN = rf"(?:{MONTH})?"

MEMBERSHIP = Table(
    "membership",
    one_row_is="the membership of one borough, or of the two not named, at the end of a period",
    key=("subject",),
    columns={
        "subject": Column("str", "borough key, or those not named", allowed=tuple(SUBJECTS)),
        "joined": Column("str", "when it joined, as reported"),
        "joined_first": Column("str", "the earliest month it can have joined", pattern=_SPAN),
        "joined_last": Column("str", "the latest", pattern=_SPAN),
        "joined_precision": Column("str", "how precisely that is known", allowed=("", *PRECISIONS)),
        "left": Column("str", "when it left, as reported; empty where no leaving was reported"),
        "left_first": Column("str", "the earliest month it can have left", pattern=_SPAN),
        "left_last": Column("str", "the latest", pattern=_SPAN),
        "left_precision": Column("str", "how precisely that is known", allowed=("", *PRECISIONS)),
        "least": Column(
            "count",
            "the fewest months it can have been a member, first and last one counted",
            nullable=True,
        ),
        "most": Column("count", "the most months", nullable=True),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)

EVENTS = Table(
    "events",
    one_row_is="one event, numbered by its date",
    key=("number",),
    columns={
        "number": Column("count", "its number in the figure and the table"),
        **MILESTONES.columns,
    },
)


def membership(milestones: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """Who joined and left up to the end of a period, in the order of SUBJECTS: a MEMBERSHIP frame."""
    told = milestones[_is_membership(milestones)]
    joinings, leavings = (
        told[told["kind"] == kind].set_index("subject") for kind in ("joined", "left")
    )
    rows = [
        _member(
            key,
            joinings.loc[key],
            leavings.loc[key] if key in leavings.index else None,
            told,
            of_period,
        )
        for key in SUBJECTS
        if key in joinings.index
    ]
    return MEMBERSHIP.check(pd.DataFrame(rows, columns=list(MEMBERSHIP.columns)))


def events(milestones: pd.DataFrame) -> pd.DataFrame:
    """Every event that is not in `membership`, numbered by date, those without a date last: an
    EVENTS frame.
    """
    order = {key: place for place, key in enumerate(SUBJECTS)}
    rest = milestones[~_is_membership(milestones)]
    rest = rest.assign(
        undated=rest["first"] == "", place_in_row=rest["subject"].map(order).fillna(len(order))
    )
    # A stable sort: events of one borough and date stay in the order in which they were listed.
    rest = rest.sort_values(["undated", "first", "last", "place_in_row"], kind="stable")
    return EVENTS.check(rest.assign(number=range(1, len(rest) + 1)))


def _is_membership(milestones: pd.DataFrame) -> pd.Series:
    """The first joining of a borough and its last leaving, where it has joined; all else is told as
    an event.
    """
    known = milestones["subject"] != ""
    joined = known & (milestones["kind"] == "joined")
    left = (
        known
        & (milestones["kind"] == "left")
        & milestones["subject"].isin(milestones.loc[joined, "subject"])
    )
    first = ~milestones[joined].duplicated("subject", keep="first")
    last = ~milestones[left].duplicated("subject", keep="last")
    return milestones.index.to_series().isin([*first[first].index, *last[last].index])


def _member(
    subject: str, joined: pd.Series, left: pd.Series | None, told: pd.DataFrame, of_period: str
) -> dict:
    mine = told[told["subject"] == subject]
    went = (
        left
        if left is not None
        else pd.Series({"raw": "", "first": "", "last": "", "precision": ""})
    )
    end = (went["first"], went["last"]) if left is not None else _end(of_period)
    least, most = _months((joined["first"], joined["last"]), end)
    return {
        "subject": subject,
        "joined": joined["raw"],
        "joined_first": joined["first"],
        "joined_last": joined["last"],
        "joined_precision": joined["precision"],
        "left": went["raw"],
        "left_first": went["first"],
        "left_last": went["last"],
        "left_precision": went["precision"],
        "least": least,
        "most": most,
        "rows": places(mine),
    }


def _end(of_period: str) -> tuple[str, str]:
    """The month a period ends in: one month, or any from the end of its shortest plausible length."""
    first, last = period(of_period).bounds
    if period(of_period).first is not None or not first:
        return last, last
    return str(pd.Period(first, "M") + min(period(of_period).months) - 1), last


def _months(start: tuple[str, str], end: tuple[str, str]) -> tuple[int | None, int | None]:
    """Fewest and most months from one span to another, both ends counted; None where either is not
    known.
    """
    if "" in (*start, *end):
        return None, None
    return max(1, _distance(start[1], end[0])), _distance(start[0], end[1])


def _distance(first: str, last: str) -> int:
    return (pd.Period(last, "M") - pd.Period(first, "M")).n + 1
