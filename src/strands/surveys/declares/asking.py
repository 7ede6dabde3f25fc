"""What a question of a survey is, and a questionnaire: records alone, no wording of ours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.declare.added import several
from analysis.declare.periods import is_within

# How a question is answered: a number on the scale, one option, several, in words, or with a code
# of one's own making.
KINDS = ("scale", "one", "many", "open", "code")
# The moment an answer is about, where the survey asks once about two; else the wave in which it was
# asked.
DESIGNS = {
    "paired": "the same people before and after, every answer linked",
    "partially_paired": (
        "before and after, linked where the code people made for themselves allows it"
    ),
    "unpaired": "before and after, answers of one person cannot be linked",
    "retrospective": "asked once, after the training, about before and after",
}


@dataclass(frozen=True)
class Option:
    """An answer one can tick, and how else exports word it."""

    key: str
    wording: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with the wordings it went by. `waves` are those that ask it; `low` and `high` word
    a scale's ends.

    It is asked from period `since` to period `until`, both included; None where that end is open.
    """

    key: str
    wording: str
    kind: str
    waves: tuple[str, ...] = ("before", "after")
    options: tuple[Option, ...] = ()
    low: str = ""
    high: str = ""
    primary: bool = False
    aliases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Questionnaire:
    """One survey as asked from a period on: its design, its questions, and when an answer sheet can
    be used.

    A sheet is usable with answers to at least `least_answered` of the questions that are not open.
    """

    instrument: str
    since: str
    design: str
    questions: tuple[Question, ...]
    least_answered: int
    waves: tuple[str, ...] = ("before", "after")

    def of(self, period: str) -> Questionnaire:
        """The questionnaire with the questions that are asked in a period."""
        return replace(
            self,
            questions=tuple(
                question
                for question in self.questions
                if is_within(period, question.since, question.until)
            ),
        )


def options(cell: str) -> tuple[Option, ...]:
    """Options of the wordings in a cell, with | between; each is keyed by its own words."""
    return tuple(
        Option(wording.lower().replace(" ", "_").replace("'", ""), wording)
        for wording in several(cell)
    )
