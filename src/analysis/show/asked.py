"""What was asked about some numbers and what the sender answered, in the words that stand beside
them.
"""

import datetime as dt
import re
from collections.abc import Container, Iterator, Mapping

from pandas import DataFrame, Series

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
from analysis.declare.returned import NO_RETURN
from analysis.declare.words import count
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, plain

_SAID = {
    CORRECT: "corrected to “{value}”",
    CONFIRMED: "confirmed as it is",
    UNKNOWN: "the sender cannot say",
    NOTE: "what was typed stays, with a note",
}


_WORDS = "Questions about what was sent that nobody has answered"
_HEADS = ("Section", "File", "Question", "Until then")
_HIDDEN = (
    "How many questions were asked about what was sent. Their words stay with the senders, since they"
    " could give away a number that is withheld."
)
# A cell that a question is about, which a reader of the report does not see.
_PLACE = re.compile(r"\s\([A-Z]{1,3}\d+\)")

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
        f"{number} asked of the sender about this. Which, and what was answered, could give away a number"
        " that is withheld.",
    )


def told(asked: DataFrame, hidden: bool) -> Paragraphs:
    """What became of questions that stand under no table, as a note; only how many they are where
    numbers are `hidden`, and nothing where nothing was asked.
    """
    said = how_many(asked) if hidden else notes(asked)
    return Paragraphs(tuple(map(plain, said)), box="note")


def questions(asked: Mapping[str, DataFrame], hidden: Container[str]) -> Iterator[Block]:
    """What senders have not answered about what they sent, section by section, in the words sent;
    of a section whose numbers are `hidden` how many questions there are, as words could tell a
    number.

    `asked` are the questions of each section by its title, with their `status`.
    """
    of_sent = {name: rows[~rows["rule"].isin(NO_RETURN)] for name, rows in asked.items()}
    waiting = [
        (name, row.file.rpartition("/")[2], _PLACE.sub("", row.question), row.effect)
        for name, rows in of_sent.items()
        if name not in hidden
        for row in rows[rows["status"] == OPEN].itertuples()
    ]
    counts = [
        f"**{name}.** {_counted(rows['status'])}"
        for name, rows in of_sent.items()
        if name in hidden and len(rows)
    ]
    if waiting or counts:
        yield Heading("questions", "Questions to senders", level=1)
    if waiting:
        cells = _once(DataFrame(waiting, columns=_HEADS))
        yield PrintedTable("questions", _WORDS, cells, cells, (), _HEADS[1:])
    if counts:
        yield Paragraphs((_HIDDEN, *counts))


def _once(waiting: DataFrame) -> DataFrame:
    """Questions of the same words on one line, which says how often they were asked."""
    often = waiting.groupby(list(waiting), sort=False).size().reset_index(name="times")
    several = often["times"].map(lambda times: f" (asked {times} times)" if times > 1 else "")
    return often.assign(Question=often["Question"] + several).drop(columns="times")


def _counted(status: Series) -> str:
    """What became of the questions of a section, in numbers that add up."""
    often = status.replace(CLOSED, ANSWERED).value_counts()
    asked = count(often.get(ANSWERED, 0) + often.get(OPEN, 0), "question")
    earlier = often.get(EARLIER, 0)
    besides = f"; {earlier} besides about an earlier period" if earlier else ""
    return f"{asked}: {often.get(ANSWERED, 0)} answered, {often.get(OPEN, 0)} open{besides}."


def answer(row) -> str:
    """An answer in words, with who gave it and when: `row` has `answer, value, note, who,
    decided`.
    """
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
