"""What was asked about some numbers and what the sender answered, in the words that stand beside
them.
"""

import datetime as dt
from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.replies import (
    ANSWERED,
    CLOSED,
    CONFIRMED,
    CORRECT,
    EARLIER,
    NOTE,
    OPEN,
    OVERDUE,
    UNKNOWN,
)
from analysis.declare.words import count
from analysis.show.printed import Paragraphs, plain

_SAID = {
    CORRECT: "corrected to “{value}”",
    CONFIRMED: "confirmed as it is",
    UNKNOWN: "the sender cannot say",
    NOTE: "what was typed stays, with a note",
}


# What these words need of a question; QUERIES rows that nobody has joined with answers are open.
_ASKED = "severity effect status answer value note who decided".split()


def notes(asked: DataFrame) -> tuple[str, ...]:
    """What became of the questions: how many are open, what those keep out, and each answer.

    Neither the wording nor the place is told: a reader does not know the file, and both can hold a
    number. `asked` has the columns of QUERIES, `status`, and the answer (`answer, value, note, who,
    decided`).
    """
    rows = list(asked.reindex(columns=_ASKED, fill_value="").itertuples())
    waiting = [row for row in rows if row.status in ("", OPEN, OVERDUE)]
    return (
        *_open([row for row in waiting if row.severity != "stop"]),
        *_kept_out([row for row in waiting if row.severity == "stop"]),
        *_answers([row for row in rows if row.status in (ANSWERED, CLOSED)]),
        *_earlier([row for row in rows if row.status == EARLIER]),
    )


def how_many(asked: DataFrame) -> tuple[str, ...]:
    """How many questions were asked, in place of `notes` where some numbers are withheld."""
    if asked.empty:
        return ()
    number = count(len(asked), "question was", "questions were")
    return (
        f"{number} asked of the sender. Which, and what was answered, could give away a number"
        " that is withheld.",
    )


def told(asked: DataFrame, hidden: bool) -> Paragraphs:
    """What became of questions that stand under no table, as a note; only how many they are where
    numbers are `hidden`, and nothing where nothing was asked.
    """
    said = how_many(asked) if hidden else notes(asked)
    return Paragraphs(tuple(map(plain, said)), box="note")


def answer(row) -> str:
    """An answer in words, with who gave it and when: `row` has `answer, value, note, who, decided`."""
    said = _SAID[row.answer].format(value=row.value) + (f": “{row.note}”" if row.note else "")
    return f"{said} ({row.who}, {day(row.decided)})"


def day(when: str) -> str:
    """A date, as far as it is known, as people write it: `2026-02-03` is `3 February 2026`,
    `2026-02` its month.
    """
    if len(when) < 7:
        return when
    date = dt.date.fromisoformat(f"{when}-01"[:10])
    return (f"{date.day} " if len(when) == 10 else "") + f"{date:%B %Y}"


def _open(rows: list) -> Iterator[str]:
    if rows:
        yield f"{count(len(rows), 'question is', 'questions are')} open with the sender."


def _kept_out(rows: list) -> Iterator[str]:
    """For what is out of the report until it is answered: how many questions keep it out, and what
    that does.
    """
    for effect in dict.fromkeys(row.effect for row in rows):
        waiting = [row for row in rows if row.effect == effect]
        keep = count(len(waiting), "question is", "questions are")
        yield f"Kept out, as {keep} not answered yet. {effect}"


def _answers(rows: list) -> Iterator[str]:
    """An answer other than a correction cannot bring in what was kept out."""
    stays = {True: "; the value stays out", False: ""}
    said = [answer(row) + stays[row.severity == "stop" and row.status == ANSWERED] for row in rows]
    if said:
        yield f"Answered by the sender: {'; '.join(said)}."


def _earlier(rows: list) -> Iterator[str]:
    if rows:
        about = count(len(rows), "question is", "questions are")
        yield f"{about} about an earlier period; the report of that period tells the answers."
