"""A period as the registers tell it on a day: its returns, questions, days due, and what stands in
the way of publication.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pandas import DataFrame

from analysis import store
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.due import ANSWERS
from analysis.declare.kept import last_day, latest
from analysis.declare.periods import Period
from analysis.declare.periods import period as declared
from analysis.declare.replies import ANSWERED
from analysis.declare.training import PARTNERSHIP
from desk.collecting.forms import asked_of
from desk.exchange.addressing import EVALUATORS
from desk.exchange.desk import questions
from desk.exchange.settling import WAITING, settled
from desk.exchange.sheets import URGENCY
from desk.exchange.unreturned import (
    ASKED_HERE,
    came,
    missing,
    senders,
    titles,
    when_will_it_come,
)
from desk.receiving.publishing import obstacles
from desk.status.due import Due, due, is_over
from desk.status.due import lines as due_lines


@dataclass(frozen=True)
class Return:
    """What one sender was asked for of one strand, and what of it is here.

    `files` are those with rows of the sender, in order. `missing` are the titles of which nothing
    is here; `answer` is the row of the sender's answer about them, if any.
    """

    sender: str
    strand: str
    asked: tuple[str, ...]
    files: tuple[str, ...]
    missing: tuple[str, ...]
    due: Due | None
    answer: object = None

    @property
    def is_wanted(self) -> bool:
        """Whether something of it is still waited for."""
        return bool(self.missing) and self.answer is None


@dataclass(frozen=True)
class Known:
    """Everything the status of a period on a day is told from.

    `open` are the questions without an answer (QUERIES with `id`, `recipient`, `strand`), but for
    those about what never came. `files` are the rows of RECEIVED that came by the day, `unread`
    those of them that no run has read yet, `due` the lines of DUE granted by then. `owners` are the
    boroughs with rows in each file. `obstacles` are those of now, whatever the day.
    """

    period: Period
    on: dt.date
    origin: str
    returns: tuple[Return, ...]
    open: DataFrame
    files: DataFrame
    unread: tuple[str, ...]
    due: DataFrame
    obstacles: tuple[str, ...]

    def is_late(self, one: Return) -> bool:
        """Whether a return is waited for after the last day in time. Never where none is known, nor
        where a file of its strand has come that no run has read: it may be in there.
        """
        unread = set(self.files.loc[self.files["file"].isin(self.unread), "strand"])
        return one.is_wanted and is_over(one.due, self.on) and one.strand not in unread

    def wanted(self, sender: str) -> list[Return]:
        """The returns that are waited for from a sender."""
        return [one for one in self.returns if one.sender == sender and one.is_wanted]

    def asked(self, sender: str) -> DataFrame:
        """The open questions to a sender, what keeps numbers out first."""
        mine = self.open[self.open["recipient"] == sender]
        return mine.sort_values(
            "severity", key=lambda of: of.map(list(URGENCY).index), kind="stable"
        )

    def answers_due(self, sender: str) -> Due | None:
        """By when the questions to a sender are to be answered; None where that is not known."""
        return due(self.due, sender, ANSWERS, self.on)

    def senders(self) -> list[str]:
        """Whoever is asked for anything: boroughs in order of joining, the partnership, roles, and
        the evaluators themselves.
        """
        asked = {one.sender for one in self.returns} | set(self.open["recipient"])
        order = [*BOROUGH_KEYS, PARTNERSHIP]
        roles = sorted(asked - {*order, EVALUATORS})
        return [key for key in (*order, *roles, EVALUATORS) if key in asked]


def known(period: str, on: dt.date) -> Known:
    """Read where `period` stands on a day; what arrived, was answered or granted later is left out.

    InputError where the period is not declared or not cleaned, what came is not there as it came, or
    a line of due.csv is wrong.
    """
    dates, received, asked = declared(period), store.received(period), questions(period)
    cleaned = {strand: store.cleaned(period, strand) for strand in store.strands(period)}
    lines = due_lines(period, asked)
    files = received[[first_day(day) <= on for day in received["received"]]]
    read = {file for tables in cleaned.values() for rows in tables.values() for file in _of(rows)}
    newest = latest(received)["file"]
    unread = files[
        files["strand"].isin(cleaned) & files["file"].isin(newest) & ~files["file"].isin(read)
    ]
    stands_for = _stands_for(received, set(files["file"]))
    states = settled(asked, by(store.replies(period), "decided", on))
    here = states["status"].isin(WAITING) & states["file"].isin({"", *stands_for})
    waiting = states[here & ~states["rule"].isin(ASKED_HERE)]
    strand_of = dict(zip(received["file"], received["strand"], strict=True))
    return Known(
        period=dates,
        on=on,
        origin=store.origin(period),
        returns=tuple(
            _return(
                sender, strand, dates, tables, stands_for, states, due(lines, sender, strand, on)
            )
            for sender in senders(dates)
            for strand, tables in cleaned.items()
            if asked_of(strand, sender, dates)
        ),
        open=waiting.assign(strand=waiting["file"].map(strand_of).fillna("")),
        files=files,
        unread=tuple(unread["file"]),
        due=by(lines, "granted_on", on),
        obstacles=tuple(obstacles(period)),
    )


def by(rows: DataFrame, column: str, on: dt.date) -> DataFrame:
    """The rows whose day in `column` is not after a day."""
    return rows[rows[column].le(on.isoformat())]


def first_day(text: str) -> dt.date:
    """The first day that a date, as far as it is known, can mean: `2026-04` may be 1 April."""
    last_day(text)  # refuses what is no date
    return dt.date.fromisoformat(f"{text}-01-01"[:10])


def _stands_for(received: DataFrame, there: set[str]) -> dict[str, str]:
    """By each file that is read now the newest file in whose place it stands that had come by a
    day; those without any are left out.
    """
    earlier = dict(zip(received["file"], received["replaces"], strict=True))
    found = {}
    for file in earlier:
        then = file
        while then and then not in there:
            then = earlier.get(then, "")
        if then:
            found[file] = then
    return found


def _of(rows: DataFrame) -> Iterable[str]:
    return rows.get("file", ())


def _return(
    sender: str,
    strand: str,
    dates: Period,
    cleaned: dict[str, DataFrame],
    stands_for: dict[str, str],
    states: DataFrame,
    day: Due | None,
) -> Return:
    """One return from the cleaned tables of its strand, of which only rows of files that are there
    count.
    """
    held = {
        name: rows[rows["file"].isin({"", *stands_for})] if "file" in rows else rows
        for name, rows in cleaned.items()
    }
    asked = asked_of(strand, sender, dates)
    gone = missing(strand, sender, dates, held)
    question = when_will_it_come(sender, gone, dates).question
    answers = states[states["question"].eq(question) & states["status"].eq(ANSWERED)]
    # What has no borough is not one borough's own.
    tables = [
        rows
        for name, rows in held.items()
        if name not in ("queries", "revisions") and ("borough" in rows or sender == PARTNERSHIP)
    ]
    return Return(
        sender,
        strand,
        tuple(titles(strand, asked)),
        tuple(sorted({stands_for[file] for file in came(sender, tables)})),
        tuple(gone),
        day,
        next(answers.itertuples(), None),
    )
