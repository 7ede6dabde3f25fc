"""The practice checklist: how far each item is evidenced in what was read, by borough and version;
no total is made.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import members
from analysis.declare.cases import ORDERED
from analysis.find.counted import finding, frame, share
from strands.checklist.declares import ITEMS, USES, subject
from strands.checklist.finds.double_read import agreement, pairs

# Where more readings say nothing of an item, what they leave out could turn what is told of it.
MUCH_BLANK = 0.2
COUNT = "count, v1"
RANGE = (
    "readings in which it would be evidenced, were it so in none or in all of those without an"
    " answer, v1"
)
NOT_ON_FORM = "this item is not on the form that was sent"

# What is asked of the checklist and cannot be answered by it.
REFUSED = {
    "total score": (
        "refused: items are not declared to measure one thing, so their answers do not add up to a"
        " score"
    ),
    "change from period to period": (
        "refused (G20): boroughs fit the checklist to themselves, and another version does "
        "not ask the same"
    ),
    "items of two versions together": (
        "refused (G12): an item that was reworded or stands among others is another item"
    ),
    "one borough against another": (
        "refused (G11): each borough chooses its own cases and has its own readers"
    ),
    "shares by use": (
        "refused: which cases are read in audit, in supervision or before a conference was not left"
        " to chance; readings are counted by use, and no more"
    ),
    "what training did": (
        "refused (G19): whose cases were read was not left to chance, and readers knew what is"
        " hoped for"
    ),
}


def findings(table: pd.DataFrame, period: str) -> pd.DataFrame:
    """Everything the strand finds of `period` in its table: a COUNTED frame, empty where nothing
    was sent.

    Shares are of first readings: a second one of the same case is for agreement alone. A subject of
    an item is `item | version`. A reading whose line is queried is left out and counted.
    """
    mine = table[table["period"] == period]
    if mine.empty:
        return frame([])
    is_used = (
        mine["status"].ne("queried").groupby([mine["borough"], mine["reading"]]).transform("any")
    )
    used, both = mine[is_used], pairs(mine[is_used])
    sent = finding(
        "boroughs", period, mine, x=mine["borough"].nunique(), n=len(members(period)), method=COUNT
    )
    made: list[dict] = [sent]
    for borough in (one.key for one in members(period)):
        mine_of, used_of, both_of = (
            rows[rows["borough"] == borough] for rows in (mine, used, both)
        )
        made += [
            *_arrived(mine_of, used_of, borough, period),
            *_compared(used_of, both_of, borough, period),
        ]
        first = used_of[used_of["second_of"] == ""]
        for version in _versions(first):
            made += _items(first[first["version"] == version], borough, version, period)
        for version in _versions(both_of):
            made += agreement(both_of[both_of["version"] == version], borough, version, period)
    return frame(
        [*made, *(finding(what, period, mine.iloc[:0], note=why) for what, why in REFUSED.items())]
    )


def _versions(rows: pd.DataFrame) -> list[str]:
    return sorted(rows["version"].unique())


def _arrived(mine: pd.DataFrame, used: pd.DataFrame, borough: str, period: str) -> Iterator[dict]:
    """How many readings, of how many cases and by how many readers; by version and by use."""
    if mine.empty:
        yield finding("readings", period, mine, borough=borough, note="not returned")
        return
    lines = used.drop_duplicates("reading")
    sent, first = mine["reading"].nunique(), lines[lines["second_of"] == ""]
    left = sent - len(lines)
    note = (
        f"{left} of the {sent} that were sent could not be read and {'is' if left == 1 else 'are'}"
        " left out"
    )
    counts = {
        "readings": len(lines),
        "first readings": len(first),
        "cases": first["case"].nunique(),
        "readers": lines["reader"].nunique(),
    }
    for statistic, x in counts.items():
        about = {"note": note} if statistic == "readings" and left else {}
        yield finding(statistic, period, lines, borough=borough, x=x, method=COUNT, **about)
    for version in _versions(first):
        of = first[first["version"] == version]
        yield finding(
            "of version",
            period,
            of,
            borough=borough,
            subject=version,
            x=len(of),
            n=len(first),
            method=COUNT,
        )
    for use in USES:
        of = first[first["used_in"] == use]
        yield finding(
            "used in",
            period,
            of,
            borough=borough,
            subject=use,
            x=len(of),
            n=len(first),
            method=COUNT,
        )


def _items(first: pd.DataFrame, borough: str, version: str, period: str) -> Iterator[dict]:
    """Of each item of one version: its answers, n/a and no answer apart, and the range where much
    is unanswered.
    """
    for item in ITEMS:
        rows, about = (
            first[first["item"] == item],
            {"borough": borough, "subject": subject(item, version)},
        )
        if rows.empty:
            yield finding("evidenced", period, rows, **about, note=NOT_ON_FORM)
            continue
        of = {answer: int((rows["answer"] == answer).sum()) for answer in (*ORDERED, "na", "")}
        answered = sum(of[answer] for answer in ORDERED)
        for answer in reversed(ORDERED):
            yield finding(answer, period, rows, **about, **share(of[answer], answered))
        yield finding("na", period, rows, **about, **share(of["na"], answered + of["na"]))
        unread = int((rows["status"] == "queried").sum())
        note = f"{unread} of them could not be read" if unread else ""
        yield finding(
            "no answer", period, rows, **about, x=of[""], n=len(rows), method=COUNT, note=note
        )
        if of[""] > MUCH_BLANK * len(rows):
            yield finding(
                "range of evidenced",
                period,
                rows,
                **about,
                low=of["evidenced"],
                high=of["evidenced"] + of[""],
                n=answered + of[""],
                method=RANGE,
            )


def _compared(
    used: pd.DataFrame, compared: pd.DataFrame, borough: str, period: str
) -> Iterator[dict]:
    """How many first readings have a second one beside them, and how many second ones could not be
    compared.
    """
    first = used.loc[used["second_of"] == "", "reading"].nunique()
    second = used.loc[used["second_of"] != "", "reading"].nunique()
    if first or second:
        paired = compared["reading"].nunique()
        left = second - compared["reading_second"].nunique()
        note = (
            f"{left} second {'reading' if left == 1 else 'readings'} could not be compared"
            if left
            else ""
        )
        yield finding(
            "read twice",
            period,
            compared.drop_duplicates("reading"),
            borough=borough,
            x=paired,
            n=first,
            method=COUNT,
            note=note,
        )
