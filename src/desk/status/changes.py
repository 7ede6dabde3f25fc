"""What changed in a period since the day before, by the days that its registers give, and by days
due that passed.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pandas import DataFrame

from analysis import store
from analysis.declare.boroughs import borough_name
from analysis.declare.kept import CORRECTIONS, DATED, PUBLISHED, RECEIVED
from analysis.declare.periods import quarter_label
from analysis.declare.words import count
from analysis.registry import STRANDS
from desk.exchange.naming import place
from desk.status.due import is_over
from desk.status.known import Known, first_day
from desk.status.words import day, named, thing, titles

ONE_DAY = dt.timedelta(days=1)


class Change(NamedTuple):
    """What happened on a day; where the register knows no more, on one in a month or a year."""

    when: str
    what: str

    @property
    def is_dated(self) -> bool:
        """Whether the day itself is known."""
        return len(self.when) == len("2026-04-30")


def changes(known: Known) -> tuple[list[Change], int]:
    """What is dated on the day before or the day itself, in order; and how many lines of the
    registers know only a month or a year in which that lies.
    """
    first = known.on - ONE_DAY
    every = [*_registered(known), *_became_late(known)]
    within = [one for one in every if one.is_dated and first <= first_day(one.when) <= known.on]
    days = (first.isoformat(), known.on.isoformat())
    wider = [one for one in every if not one.is_dated and any(d.startswith(one.when) for d in days)]
    return sorted(within, key=lambda one: one.when), len(wider)


def _registered(known: Known) -> Iterator[Change]:
    """Every line of the registers with a day."""
    period = known.period.key
    registers: dict[str, tuple[DataFrame, Callable]] = {
        RECEIVED.name: (store.received(period), _arrived),
        CORRECTIONS.name: (store.corrections(period), _corrected),
        "replies": (store.replies(period), _answered),
        "cleared": (store.cleared(period), _cleared),
        PUBLISHED.name: (store.published(period), _published),
        "samples": (_draws(period), _drawn),
    }
    for name, (rows, says) in registers.items():
        for row in rows.to_dict("records"):
            yield Change(row[DATED[name]], says(row))
    for row in known.due.itertuples():
        until = day(dt.date.fromisoformat(row.until))
        who, what = named(row.who), thing(row.what)
        yield Change(row.granted_on, f"Due: {what} from {who} until {until}, by {row.granted_by}")


def _arrived(row: dict) -> str:
    instead = f", in the place of {row['replaces']}" if row["replaces"] else ""
    return f"Arrived: {row['file']}, from {row['sender']}{instead}"


def _corrected(row: dict) -> str:
    return (
        f"Corrected: {place(row['file'], row['sheet'], row['cell'])}, by {row['who']}: {row['why']}"
    )


def _answered(row: dict) -> str:
    about = place(row["file"], row["sheet"], row["cell"]) or "what did not come"
    return f"Answered: {about}, by {row['who']}: {row['answer']}"


def _cleared(row: dict) -> str:
    strand = STRANDS[row["strand"]].title if row["strand"] in STRANDS else "an unknown strand"
    return f"Decided about a text of {strand}: {row['decision']}, by {row['who']}"


def _published(row: dict) -> str:
    return f"Published: {row['what']}"


def _draws(period: str) -> DataFrame:
    """A row a draw."""
    return store.samples(period).drop_duplicates(["borough", "quarter", "drawn_on"])


def _drawn(row: dict) -> str:
    where = f"{borough_name(row['borough'])}, {quarter_label(row['quarter'])}"
    return f"Drawn: the cases of a learning review, {where}"


def _became_late(known: Known) -> Iterator[Change]:
    """The first day after each day due that has passed with something not here."""
    for one in known.returns:
        if known.is_late(one):
            late_from = (one.due.until + ONE_DAY).isoformat()
            who = named(one.sender)
            yield Change(late_from, f"Late from this day: {who}, {titles(one.strand, one.missing)}")
    for sender in known.senders():
        due, asked = known.answers_due(sender), len(known.asked(sender))
        if asked and is_over(due, known.on):
            late_from = (due.until + ONE_DAY).isoformat()
            waiting = count(asked, "answer")
            yield Change(late_from, f"Late from this day: {named(sender)}, {waiting}")
