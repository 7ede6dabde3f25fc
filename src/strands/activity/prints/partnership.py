"""The partnership over time as printed: who belonged to it for how long, a time line, and what
happened when.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import period
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.activity.declares.partnership import PRECISIONS, SCHEMES, SUBJECTS
from strands.activity.prints.timeline import runs, timeline


def blocks(
    membership: pd.DataFrame,
    tracks: pd.DataFrame,
    events: pd.DataFrame,
    of_period: str,
    source: str,
) -> Iterator[Block]:
    """The part on the partnership: MEMBERSHIP, TRACKS and EVENTS frames up to a period, printed and
    drawn.
    """
    yield Heading("activity-partnership", "The partnership and its time")
    if (events["first"] != "").any():
        figure = timeline(events, membership, of_period, source)
        yield PrintedFigure("activity-timeline", _title(events), _alt(events, membership), figure)
    yield Paragraphs((*_lengths(membership, of_period), *_schemes(tracks)))
    yield _membership(membership, tracks, of_period)
    yield _events(events)


def _membership(membership: pd.DataFrame, tracks: pd.DataFrame, of_period: str) -> PrintedTable:
    """A line a borough; a scheme that was not in use has no column."""
    schemes = [key for key in SCHEMES if key in set(tracks["scheme"])]
    lines = [
        {
            "Borough": SUBJECTS[row.subject],
            "Joined, left": row.joined + (f"; left {row.left}" if row.left else ""),
            "Known to": _known_to(
                row.joined_precision, row.left_precision if row.left else row.joined_precision
            ),
            "Months": _months(least, most),
            **{SCHEMES[key]: _track(tracks, key, row.subject) for key in schemes},
        }
        for row, least, most in zip(
            membership.itertuples(), membership["least"], membership["most"], strict=True
        )
    ]
    notes = (
        (
            "Joined, left: as the report dates it. Known to: how precisely that is dated. Months:"
            f" how long it may have been a member by the end of {period(of_period).label}, or until"
            " it left, counting the first month and the last."
        ),
        "A dash in a column of tracks: no track was named." if schemes else "",
        *_unread([line["Known to"] for line in lines]),
    )
    columns = ("Joined, left", "Known to", "Months", *(SCHEMES[key] for key in schemes))
    return PrintedTable(
        "activity-membership",
        "Members of the partnership",
        pd.DataFrame(lines),
        membership,
        tuple(filter(None, notes)),
        columns,
    )


def _months(least: int, most: int) -> str:
    if pd.isna(least):
        return "–"
    return f"{least}" if least == most else f"{least}{words.NBSP}to{words.NBSP}{most}"


def _known_to(*precisions: str) -> str:
    return "; ".join(dict.fromkeys(PRECISIONS.get(one, SYMBOLS["queried"]) for one in precisions))


def _unread(cells: list[str]) -> tuple[str, ...]:
    """What the symbol of a queried cell means, where there is one."""
    symbol = SYMBOLS["queried"]
    said = any(symbol in cell for cell in cells)
    return (
        (f"{symbol} what was typed could not be read; a question has gone back.",) if said else ()
    )


def _track(tracks: pd.DataFrame, scheme: str, subject: str) -> str:
    mine = tracks[(tracks["scheme"] == scheme) & (tracks["subject"] == subject)]
    return "; ".join(mine["track"]) or "–"


def _lengths(membership: pd.DataFrame, of_period: str) -> Iterator[str]:
    """How long the members of that time may have been members, those of one length together."""
    here = membership[(membership["left"] == "") & membership["least"].notna()]
    if here.empty:
        return
    parts = [
        f"{words.listed([_inside(key) for key in mine['subject']])} for {_months(*ends)} months"
        for ends, mine in here.groupby(["least", "most"], sort=False)
    ]
    yield (
        f"**Members at the end of {period(of_period).label}.** {'; '.join(parts)}. The range is"
        " what the dates leave open; the month of joining and the last one are counted."
    )


def _inside(key: str) -> str:
    """A name inside a sentence."""
    return SUBJECTS[key] if key in BOROUGH_KEYS else SUBJECTS[key].lower()


def _schemes(tracks: pd.DataFrame) -> Iterator[str]:
    """The schemes side by side: how many tracks each has, and which boroughs one joins and another
    parts.
    """
    known = tracks[(tracks["scheme"] != "") & (tracks["subject"] != "")]
    used = {key: known[known["scheme"] == key] for key in SCHEMES if key in set(known["scheme"])}
    if len(used) < 2:
        return
    sizes = [
        f"{words.count(_size(mine), 'track')} ({words.listed(list(mine['place'].unique()))})"
        for mine in used.values()
    ]
    parted = [
        f"{words.listed([SUBJECTS[key] for key in apart])} share a track where there are"
        f" {_size(used[there])} and are told apart where there are {_size(used[other])}"
        for there, other in permutations(used, 2)
        for apart in _parted(used[there], used[other])
    ]
    yield (
        f"**Tracks.** The report sorts the boroughs in {len(used)} ways: into "
        f"{words.listed(sizes)}. "
        + (f"{'; '.join(parted)}." if parted else "All put the same boroughs together.")
    )


def _size(tracks: pd.DataFrame) -> int:
    return tracks["track"].nunique()


def _parted(scheme: pd.DataFrame, other: pd.DataFrame) -> Iterator[list[str]]:
    """The boroughs of each track that stand in several tracks of the other scheme, in order of
    joining.
    """
    for _, mine in scheme.groupby("track", sort=False):
        if other.loc[other["subject"].isin(mine["subject"]), "track"].nunique() > 1:
            yield [key for key in SUBJECTS if key in set(mine["subject"])]


def _events(events: pd.DataFrame) -> PrintedTable:
    lines = [
        {
            "No.": f"{number}",
            "When": row.raw or SYMBOLS["queried"],
            "Known to": _known_to(row.precision),
            "Who": SUBJECTS.get(row.subject, SYMBOLS["queried"]),
            "What happened": row.what,
        }
        for row, number in zip(events.itertuples(), events["number"], strict=True)
    ]
    notes = (
        (
            "No.: the number in the time line, in the order of the earliest month each can lie in. "
            "When: as the report dates it. Known to: how precisely that dates it. "
            "A part of a period, such as its start, counts as the whole period."
        ),
        *_unread([cell for line in lines for cell in line.values()]),
    )
    return PrintedTable(
        "activity-events",
        "What happened when",
        pd.DataFrame(lines),
        events,
        notes,
        ("When", "Known to", "Who", "What happened"),
    )


def _title(events: pd.DataFrame) -> str:
    """What is seen: how many events the figure can place, and how closely."""
    dated = events[events["first"] != ""]
    vague, close = (
        (dated["precision"] == "period").sum(),
        dated["precision"].isin(["day", "month"]).sum(),
    )
    whole = words.count(len(dated), "event")
    return f"Known no closer than a funding period: {vague} of {whole}; known to the month: {close}"


def _alt(events: pd.DataFrame, membership: pd.DataFrame) -> str:
    """The figure row by row in words."""
    dated = events[events["first"] != ""]
    members = {row.subject: row for row in membership.itertuples()}
    rows = []
    for key, name in SUBJECTS.items():
        mine = dated[dated["subject"] == key]
        said = [*([_belonged(members[key])] if key in members else []), *_marked(mine)]
        if said:
            rows.append(f"{name}: {'; '.join(said)}.")
    return f"Time line with a mark as wide as each date is imprecise. {' '.join(rows)}"


def _belonged(member) -> str:
    left = f", left between {member.left_first} and {member.left_last}" if member.left_first else ""
    return (
        f"joined between {member.joined_first} and {member.joined_last}{left}"
        if member.joined_first
        else "joined"
    )


def _marked(rows: pd.DataFrame) -> Iterator[str]:
    for (first, last), mine in rows.groupby(["first", "last"]):
        when = f"in {first}" if first == last else f"between {first} and {last}"
        yield f"{'event' if len(mine) == 1 else 'events'} {runs(mine['number'].tolist())} {when}"
