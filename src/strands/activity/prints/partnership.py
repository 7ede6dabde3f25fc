"""The partnership over time as printed: who belonged to it for how long, a time line, and what
happened when.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import permutations

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.cleared import WAITS
from analysis.declare.periods import month_label, period
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.traced import cell_key, cell_keys, marked
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.activity.declares.partnership import PRECISIONS, SCHEMES, SUBJECTS
from strands.activity.prints.timeline import runs, timeline

# The day of a date as typed: `2025-05-14`, `14/05/2025`, `14th May 2025`.
_DAY = re.compile(r"(?<=^\d{4}-\d\d-)\d\d|^\d{1,2}(?!\d)")
# What stands for words that nobody has looked at.
_WAITS = "not shown yet"
_WHY = "the sender's own words, until somebody has checked that they may be printed"


def blocks(
    membership: DataFrame,
    tracks: DataFrame,
    events: DataFrame,
    of_period: str,
    source: str,
) -> Iterator[Block]:
    """The part on the partnership: MEMBERSHIP, TRACKS and EVENTS frames up to a period, printed and
    drawn.
    """
    yield Heading("activity-partnership", "The partnership and its time")
    if (events["first"] != "").any():
        draw, alt = (
            partial(timeline, events, membership, of_period, source),
            _alt(events, membership),
        )
        drawn = events[(events["first"] != "") & (events["subject"] != "")]
        of = cell_keys("activity", drawn)
        data = DataFrame(
            {
                "Event": drawn["number"].astype(str),
                "Of": drawn["subject"].map(SUBJECTS),
                "First month": list(map(marked, drawn["first"], of)),
                "Last month": list(map(marked, drawn["last"], of)),
            }
        )
        yield PrintedFigure("activity-timeline", _title(events), alt, draw, data)
    yield Paragraphs((*_lengths(membership, of_period), *_schemes(tracks)))
    yield _membership(membership, tracks, of_period)
    yield _events(events)


def _membership(membership: DataFrame, tracks: DataFrame, of_period: str) -> PrintedTable:
    """A line a borough; a scheme that was not in use has no column."""
    schemes = {key: name for key, name in SCHEMES.items() if key in set(tracks["scheme"])}
    lines = [
        {
            "Borough": SUBJECTS[row["subject"]],
            "Joined, left": "; left ".join(
                marked(row[kind], of) for kind, of in _told_in(row["rows"]).items()
            ),
            "Known to": _known_to(
                row["joined_precision"], *[row["left_precision"]] * bool(row["left"])
            ),
            "Months": _months(row["least"], row["most"]),
            **{
                name: "; ".join(rows_with(tracks, scheme=key, subject=row["subject"])["track"])
                or "–"
                for key, name in schemes.items()
            },
        }
        for _, row in membership.iterrows()
    ]
    notes = (
        "Joined, left: as the report dates it. Known to: how precisely that is dated. Months: how"
        f" long it may have been a member by the end of {period(of_period).label}, or until it"
        " left, counting the first month and the last.",
        *(["A dash in a column of tracks: no track was named."] if schemes else []),
        *_unread([line["Known to"] for line in lines]),
    )
    return PrintedTable(
        "activity-membership",
        "Members of the partnership",
        lines,
        membership,
        notes,
        ("Joined, left", "Known to", "Months", *schemes.values()),
    )


def _told_in(rows: str) -> dict[str, str]:
    """The ids of the cells that say when a member joined and left."""
    keys = [cell_key("activity", place) for place in rows.split("; ")]
    return dict(zip(("joined", "left"), keys, strict=False))


def _months(least: int, most: int) -> str:
    if pd.isna(least):
        return "–"
    return f"{least}" if least == most else f"{least}{words.NBSP}to{words.NBSP}{most}"


def _known_to(*precisions: str) -> str:
    return "; ".join(dict.fromkeys(PRECISIONS.get(key, SYMBOLS["queried"]) for key in precisions))


def _unread(cells: list[str]) -> tuple[str, ...]:
    """What the symbol of a queried cell means, where there is one."""
    symbol = SYMBOLS["queried"]
    if not any(symbol in cell for cell in cells):
        return ()
    return (f"{symbol} what was typed could not be read; a question has gone back.",)


def _lengths(membership: DataFrame, of_period: str) -> Iterator[str]:
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


def _schemes(tracks: DataFrame) -> Iterator[str]:
    """The schemes side by side: how many tracks each has, and which boroughs one joins and another
    parts.
    """
    known = tracks[(tracks["scheme"] != "") & (tracks["subject"] != "")]
    by_scheme = dict(list(known.groupby("scheme")))
    used = [by_scheme[key] for key in SCHEMES if key in by_scheme]
    if len(used) < 2:
        return
    sizes = [f"{words.count(_size(scheme), 'track')} in its {_places(scheme)}" for scheme in used]
    parts = []
    for scheme, other in permutations(used, 2):
        parts += [
            f"{words.listed(names)} are together in one of the {_size(scheme)} tracks, and in"
            f" {tracks} of the {_size(other)}"
            for names, tracks in _parted(scheme, other)
        ]
    parted = "; ".join(parts) or "All put the same boroughs together"
    yield (
        f"**Tracks.** The report groups the boroughs in {len(used)} ways: into"
        f" {words.listed(sizes)}. {parted}."
    )


def _size(tracks: DataFrame) -> int:
    return tracks["track"].nunique()


def _places(tracks: DataFrame) -> str:
    """Where the report names these tracks."""
    return words.listed([f"“{place}”" for place in tracks["place"].unique()])


def _parted(scheme: DataFrame, other: DataFrame) -> Iterator[tuple[list[str], int]]:
    """The boroughs of each track that stand in several tracks of the other scheme, in order of
    joining, and in how many.
    """
    for _, subjects in scheme.groupby("track", sort=False)["subject"]:
        tracks = _size(other[other["subject"].isin(subjects)])
        if tracks > 1:
            yield [name for key, name in SUBJECTS.items() if key in set(subjects)], tracks


def _events(events: DataFrame) -> PrintedTable:
    unread = SYMBOLS["queried"]
    cells = DataFrame(
        {
            "No.": events["number"].astype(str),
            "When": [
                marked(_when(row) or unread, of)
                for row, of in zip(events.itertuples(), cell_keys("activity", events), strict=True)
            ],
            "Known to": events["precision"].map(_known_to),
            "Who": events["subject"].map(SUBJECTS).fillna(unread),
            "What happened": events["what"].replace({"": "–", WAITS: _WAITS}),
        }
    )
    notes = (
        "No.: the number in the time line, in the order of the earliest month each can lie in."
        " When: the day or the months it can lie in; where no more than the period is known, as the"
        " report dates it. Known to: how precisely that dates it. A part of a period, such as its"
        " start, counts as the whole period.",
        *([f"{words.titled(_WAITS)}: {_WHY}."] if events["what"].eq(WAITS).any() else []),
        *_unread(cells.to_numpy().ravel()),
    )
    caption = "What happened when"
    return PrintedTable("activity-events", caption, cells, events, notes, tuple(cells.columns[1:]))


def _when(event) -> str:
    """A date as far as it is known: `2 May 2025`, `May 2025`, `Apr–Jun 2025`, `2025`; a period as it
    was typed.
    """
    if event.precision == "period" or not event.first:
        return event.raw
    first, last = month_label(event.first), month_label(event.last)
    if first == last:
        day = _DAY.search(event.raw) if event.precision == "day" else None
        return f"{int(day[0])} {first}" if day else first
    year = event.first[:4]
    if (event.first, event.last) == (f"{year}-01", f"{year}-12"):
        return year
    return f"{first.removesuffix(f' {event.last[:4]}')}–{last}"


def _title(events: DataFrame) -> str:
    """What is seen: the years, how many events the figure can place, and how closely."""
    dated = events[events["first"] != ""]
    vague, close = (dated["precision"].isin(keys).sum() for keys in (["period"], ["day", "month"]))
    years = dict.fromkeys((dated["first"].min()[:4], dated["last"].max()[:4]))
    return (
        f"What happened when, {' to '.join(years)}: of {words.count(len(dated), 'event')} {vague} can"
        f" be dated only to the funding period, {close} to the month"
    )


def _alt(events: DataFrame, membership: DataFrame) -> str:
    """The figure row by row in words."""
    dated = events[events["first"] != ""]
    belonged = {row.subject: _belonged(row) for row in membership.itertuples()}
    rows = []
    for key, name in SUBJECTS.items():
        parts = [belonged[key]] if key in belonged else []
        parts += _marked(rows_with(dated, subject=key))
        if parts:
            rows.append(f"{name}: {'; '.join(parts)}.")
    return f"Time line with a mark as wide as each date is imprecise. {' '.join(rows)}"


def _belonged(member) -> str:
    if not member.joined_first:
        return "joined"
    spans = {"joined": (member.joined_first, member.joined_last)}
    if member.left_first:
        spans["left"] = member.left_first, member.left_last
    of = _told_in(member.rows)
    return ", ".join(
        f"{did} between {words.listed([marked(month_label(end), of[did]) for end in span])}"
        for did, span in spans.items()
    )


def _marked(rows: DataFrame) -> Iterator[str]:
    for (first, last), numbers in rows.groupby(["first", "last"])["number"]:
        ends = [month_label(first), month_label(last)]
        when = f"in {ends[0]}" if first == last else f"between {words.listed(ends)}"
        yield f"{'event' if len(numbers) == 1 else 'events'} {runs(numbers.tolist())} {when}"
