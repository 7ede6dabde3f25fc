"""How long each borough may have been a member, and the other events in order of date."""

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.periods import period
from analysis.find.finding import places
from strands.activity.declares.partnership import EVENTS, KEPT, MEMBERSHIP, SUBJECTS


def membership(milestones: DataFrame, of_period: str) -> DataFrame:
    """Who joined and left up to the end of a period, in order of SUBJECTS: a MEMBERSHIP frame."""
    told = milestones[_is_membership(milestones)]
    rows = [
        _member(subject, told[told["subject"] == subject], of_period)
        for subject in SUBJECTS
        if subject in set(told["subject"])
    ]
    return MEMBERSHIP.framed(rows)


def events(milestones: DataFrame) -> DataFrame:
    """Every event that is not in `membership`, numbered by date, those without a date last: an
    EVENTS frame.
    """
    order = {key: place for place, key in enumerate(SUBJECTS)}
    rest = milestones[~_is_membership(milestones)]
    place = rest["subject"].map(order).fillna(len(order))
    rest = rest.assign(undated=rest["first"] == "", place_in_row=place)
    # A stable sort: events of one borough and date stay in the order in which they were listed.
    rest = rest.sort_values(["undated", "first", "last", "place_in_row"], kind="stable")
    return EVENTS.check(rest.assign(number=range(1, len(rest) + 1)))


def _is_membership(milestones: DataFrame) -> Series:
    """The first joining of a borough and its last leaving, where it has joined; all else is told as
    an event.
    """
    known = milestones[milestones["subject"] != ""]
    joined, left = (known[known["kind"] == kind] for kind in ("joined", "left"))
    left = left[left["subject"].isin(joined["subject"])]
    first = joined.drop_duplicates("subject", keep="first")
    last = left.drop_duplicates("subject", keep="last")
    return milestones.index.isin([*first.index, *last.index])


def _member(subject: str, told: DataFrame, of_period: str) -> dict:
    """The membership of one subject, of whom a joining is told and perhaps a leaving."""
    by_kind = told.set_index("kind")
    # The joining before the leaving, each the one row that says it.
    rows = places(told.sort_values("kind"))
    member, ends = {"subject": subject, "rows": rows}, {"left": _end(of_period)}
    for kind in by_kind.index:
        row = by_kind.loc[kind]
        member |= {name.format(kind): row[column] for column, name in KEPT.items()}
        ends[kind] = (row["first"], row["last"])
    least, most = _months(ends["joined"], ends["left"])
    blank = dict.fromkeys(MEMBERSHIP.columns, "")
    return {**blank, **member, "least": least, "most": most}


def _end(of_period: str) -> tuple[str, str]:
    """The month a period ends in: one, or any from the end of its shortest plausible length."""
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
