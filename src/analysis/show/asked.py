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
_ASKED = "rule severity cell effect status answer value note who decided".split()


def notes(asked: DataFrame) -> tuple[str, ...]:
    """What became of each question, by rule and place; the wording goes to the sender alone.

    The place is a cell, after its file where there are several. `asked` has the columns of QUERIES,
    `status`, and the answer (`answer, value, note, who, decided`).
    """
    if asked["file"].nunique() > 1:
        asked = asked.assign(
            cell=(asked["file"].str.rsplit("/", n=1).str[-1] + " " + asked["cell"]).str.strip()
        )
    rows = list(asked.reindex(columns=_ASKED, fill_value="").itertuples())
    waiting = [row for row in rows if row.status in ("", OPEN, OVERDUE)]
    return (
        *_listed(
            "Questions open with the sender", [row for row in waiting if row.severity != "stop"]
        ),
        *_kept_out([row for row in waiting if row.severity == "stop"]),
        *_answers([row for row in rows if row.status in (ANSWERED, CLOSED)]),
        *_listed(
            "Asked about an earlier period, whose report tells the answers",
            [row for row in rows if row.status == EARLIER],
        ),
    )


def how_many(asked: DataFrame) -> tuple[str, ...]:
    """How many questions were asked, in place of `notes` where some numbers are withheld."""
    if asked.empty:
        return ()
    return (
        f"Asked of the sender: {count(len(asked), 'question')}. Which they are, and what was"
        " answered, could tell a number that is withheld.",
    )


def told(asked: DataFrame) -> Paragraphs:
    """What became of each question about a strand's files, as a note; empty where nothing was
    asked.
    """
    return Paragraphs(tuple(map(plain, notes(asked))), box="note")


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


def _listed(title: str, rows: list) -> list[str]:
    return [f"{title}: {', '.join(map(_question, rows))}."] if rows else []


def _question(row) -> str:
    return f"{row.rule.replace('_', ' ')}{row.cell and f' ({row.cell})'}"


def _kept_out(rows: list) -> Iterator[str]:
    """For what is out of the report until it is answered: which question keeps it out, and what
    that does.
    """
    for effect in dict.fromkeys(row.effect for row in rows):
        said = ", ".join(_question(row) for row in rows if row.effect == effect)
        yield f"Kept out, since the sender has not answered: {said}. {effect}"


def _answers(rows: list) -> list[str]:
    """An answer other than a correction cannot bring in what was kept out."""
    stays = {True: "; the value stays out", False: ""}
    said = [
        f"{_question(row)}: {answer(row)}{stays[row.severity == 'stop' and row.status == ANSWERED]}"
        for row in rows
    ]
    return [f"Answered by the sender: {'; '.join(said)}."] if said else []
