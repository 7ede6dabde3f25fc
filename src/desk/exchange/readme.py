"""The first sheet of a workbook of questions: how to answer, for someone who knows nothing of this
project.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from analysis.declare.replies import ANSWERS
from desk.exchange.sheets import URGENCY


@dataclass(frozen=True)
class Line:
    """A row of the sheet: a heading or a word on the left, what it says on the right."""

    left: str = ""
    right: str = ""
    title: bool = False
    bold: bool = False


def lines(title: str, origin: str, until: dt.date | None) -> list[Line]:
    """The rows of the sheet. `until` is the day by which answers are wanted."""
    return [
        Line(title, title=True),
        Line(),
        Line(
            "Why",
            "We read what you sent us for the Safe & Together London evaluation and are unsure"
            " about a few places in it. We would rather ask than guess. The sheet 'Questions' has"
            " one question a row.",
        ),
        Line(
            "By when",
            f"Please answer by {until.day} {until:%B %Y}." if until else "As soon as you can.",
        ),
        Line("Where from", origin),
        Line(),
        Line("How to answer"),
        Line("1", "Read the question. File, sheet and cell say where to look in what you sent."),
        Line(
            "2",
            "Choose an answer from the list in the column 'Answer'. The yellow cells are yours.",
        ),
        Line(
            "3",
            "Write your role (for example: performance analyst) under 'Your role', never a name."
            " Once is enough if one person answers everything.",
        ),
        Line(
            "4",
            "Leave a row empty if you cannot answer it yet. Save the workbook and send it back.",
        ),
        Line(),
        Line("Answers"),
        *(Line(word, says) for word, says in ANSWERS.items()),
        Line(
            "",
            "Please type words and numbers, no formulas, and nothing about single children or"
            " families.",
        ),
        Line(),
        Line("How urgent"),
        *(Line(word, says[0].upper() + says[1:] + ".") for word, says in URGENCY.values()),
        Line(),
        Line("Status"),
        Line("open", "We wait for your answer."),
        Line("overdue", "The day by which we asked for an answer has passed."),
        Line(
            "answered",
            "We have your answer; it stands in the row. To change it, please write to us.",
        ),
    ]
