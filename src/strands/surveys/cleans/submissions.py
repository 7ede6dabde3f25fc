"""Answer sheets as they were handed in: which are tests, copies or blank, which can be used, and
their numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.declare.asking import Questionnaire
from analysis.read.ask.queries import Query
from analysis.read.open.sheet import Cell
from strands.surveys.cleans.answer_cells import Answer
from strands.surveys.cleans.exports.export import Export, Submission
from strands.surveys.cleans.rules import query

# A tool counts its numbers up from 1 or makes them unlike any other; only the latter can be
# compared across files.
_NOT_COUNTED = ("open", "code")


@dataclass
class HandedIn:
    """One sheet of answers to one survey in one wave; `kept` and `respondent` are settled when all
    are known.
    """

    export: Export
    submission: Submission
    survey: Questionnaire
    wave: str
    moment: dt.datetime | None
    answers: tuple[Answer, ...]
    kept: str = "kept"
    respondent: str = ""

    @property
    def day(self) -> str:
        """The day it was handed in; empty where not known."""
        return self.moment.date().isoformat() if self.moment else ""

    @property
    def cell(self) -> Cell:
        """The cell a question about the whole sheet points at: the first of its row that holds
        something.
        """
        row = self.submission.row
        return next(iter(self.export.sheet.rows.get(row, [])), Cell(row, 1))

    @property
    def code(self) -> str:
        """The code the person made; empty where none."""
        coded = {question.key for question in self.survey.questions if question.kind == "code"}
        return next((answer.text for answer in self.answers if answer.question in coded), "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was answered."""
        return all(answer.missing in ("blank", "not_shown") for answer in self.answers)

    @property
    def is_usable(self) -> bool:
        """Whether enough of the questions that are neither open nor the code hold an answer."""
        counted = {
            question.key for question in self.survey.questions if question.kind not in _NOT_COUNTED
        }
        answered = {answer.question for answer in self.answers if not answer.missing} & counted
        return len(answered) >= self.survey.least_answered

    @property
    def order(self) -> tuple:
        """By the time it was handed in, those without one last, then by its place."""
        sheet = self.export.sheet
        return (
            self.moment is None,
            self.moment or dt.datetime.max,
            sheet.file,
            sheet.name,
            self.submission.row,
        )


def settle(sheets: Iterable[HandedIn]) -> tuple[list[HandedIn], list[Query]]:
    """The sheets with `kept` and `respondent` settled, by file, wave and number, and what is asked
    of copies.
    """
    ordered, asked = sorted(sheets, key=lambda one: one.order), []
    seen: dict[tuple, HandedIn] = {}
    for one in ordered:
        one.kept = "test" if one.submission.test else "empty" if one.is_blank else "kept"
        if one.kept == "kept":
            asked += _compare(one, seen)
    return list(_numbered(ordered)), asked


def _compare(one: HandedIn, seen: dict[tuple, HandedIn]) -> Iterator[Query]:
    """Whether a sheet of this number, or with these answers, came before."""
    about = (one.survey.instrument, one.wave)
    place = (one.export.sheet.file, one.export.sheet.name, one.cell)
    ids = [(*about, what, *key) for what, key in _identities(one)]
    said = (*about, "answers", one.day, one.code, _content(one))
    first = next((seen[key] for key in ids if key in seen), None)
    if first:
        one.kept = "duplicate"
        yield query(
            "same_sheet_twice", *place, typed="", other=_place(first), what="response number"
        )
    elif said in seen and _tells_apart(one):
        one.kept = "duplicate"
        yield query(
            "same_sheet_twice",
            *place,
            typed="",
            other=_place(seen[said]),
            what="answers, words and day",
        )
    elif said in seen:
        yield query("same_answers", *place, typed="", other=_place(seen[said]))
    for key in (*ids, said):
        seen.setdefault(key, one)


def _identities(one: HandedIn) -> Iterator[tuple[str, tuple]]:
    """What makes a sheet the same: its number within a sheet, its number and moment across files of
    a tool.
    """
    number = one.submission.number
    if number:
        yield "within", (one.export.sheet.file, one.export.sheet.name, number)
    if number and one.moment:
        yield "across", (one.export.tool, number, one.moment)


def _content(one: HandedIn) -> tuple:
    return tuple((a.question, a.option, a.number, a.text, a.missing) for a in one.answers)


def _tells_apart(one: HandedIn) -> bool:
    """Whether the sheet holds words or a code: two people may well tick the same boxes on one day."""
    return bool(one.code) or any(answer.text for answer in one.answers)


def _place(one: HandedIn) -> str:
    sheet = one.export.sheet
    return " ".join(filter(None, (sheet.file, sheet.name, f"row {one.submission.row}")))


def _numbered(ordered: list[HandedIn]) -> Iterator[HandedIn]:
    """Running numbers within file and wave: those read first, so that no test or copy moves their
    numbers.
    """
    groups: dict[tuple, list[HandedIn]] = {}
    for one in ordered:
        groups.setdefault((one.export.sheet.file, one.survey.instrument, one.wave), []).append(one)
    for key in sorted(groups):
        for number, one in enumerate(sorted(groups[key], key=lambda one: one.kept != "kept"), 1):
            one.respondent = f"{number:04}"
            yield one
