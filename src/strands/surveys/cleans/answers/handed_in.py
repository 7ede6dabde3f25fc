"""Answer sheets as they were handed in: which are tests, copies or blank, which can be used, and
their numbers.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.read.ask.typed import Typed
from analysis.read.open.sheet import Cell
from strands.surveys.cleans.answers.cells import Answer
from strands.surveys.cleans.exports.export import Export, Submission
from strands.surveys.declares.asking import Questionnaire


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
        return self.export.first_of(self.submission.row)

    @property
    def code(self) -> str:
        """The code the person made; empty where none."""
        return next((answer.text for answer in self._of_kinds("code")), "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was answered."""
        return all(answer.is_absent for answer in self.answers)

    @property
    def is_usable(self) -> bool:
        """Whether enough of the questions that are neither open nor the code hold an answer."""
        counted = self._of_kinds("scale", "one", "many")
        answered = {answer.question for answer in counted if not answer.missing}
        return len(answered) >= self.survey.least_answered

    def _of_kinds(self, *kinds: str) -> list[Answer]:
        """The answers to questions of these kinds."""
        keys = {question.key for question in self.survey.questions if question.kind in kinds}
        return [answer for answer in self.answers if answer.question in keys]

    @property
    def content(self) -> tuple:
        """What it holds, without the cells it stands in."""
        return tuple(answer.content for answer in self.answers)

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        sheet = self.export.sheet
        return " ".join(filter(None, (sheet.file, sheet.name, f"row {self.submission.row}")))

    @property
    def group(self) -> tuple[str, str, str]:
        """The file, survey and wave it is numbered in."""
        return self.export.sheet.file, self.survey.instrument, self.wave

    @property
    def order(self) -> tuple:
        """By the time it was handed in, those without one last, then by its place."""
        sheet, handed_in = self.export.sheet, self.moment or dt.datetime.max
        return self.moment is None, handed_in, sheet.file, sheet.name, self.submission.row


def settle(sheets: Iterable[HandedIn], typed: Typed) -> list[HandedIn]:
    """The sheets with `kept` and `respondent` settled, by file, wave and number; copies are asked
    about.
    """
    ordered = sorted(sheets, key=lambda sheet: sheet.order)
    seen: dict[tuple, HandedIn] = {}
    for sheet in ordered:
        if sheet.submission.test:
            sheet.kept = "test"
        elif sheet.is_blank:
            sheet.kept = "empty"
        else:
            _compare(sheet, seen, typed)
    return _numbered(ordered)


def _compare(sheet: HandedIn, seen: dict[tuple, HandedIn], typed: Typed) -> None:
    """Whether a sheet of this number, or with these answers, came before."""
    of_survey = (sheet.survey.instrument, sheet.wave)
    numbers = [(*of_survey, *key) for key in _identities(sheet)]
    answers = (*of_survey, "answers", sheet.day, sheet.code, sheet.content)
    same_number = next((seen[key] for key in numbers if key in seen), None)
    first = same_number or seen.get(answers)
    # Two people may well tick the same boxes on one day; words or a code tell them apart.
    words = sheet.code or any(answer.text for answer in sheet.answers)
    if first:
        rule, what = "same_answers", "answers, words and day"
        if same_number or words:
            rule, sheet.kept = "same_sheet_twice", "duplicate"
        if same_number:
            what = "response number"
        found = {"typed": "", "other": first.place, "what": what}
        typed.ask(rule, sheet.export.sheet, sheet.cell, **found)
    for key in (*numbers, answers):
        seen.setdefault(key, sheet)


def _identities(sheet: HandedIn) -> Iterator[tuple]:
    """What makes a sheet the same: its number within a sheet, its number and moment across files of
    a tool.

    A tool counts its numbers up from 1 or makes them unlike any other; only the latter can be
    compared across files.
    """
    export, number = sheet.export, sheet.submission.number
    if number:
        yield "within", export.sheet.file, export.sheet.name, number
    if number and sheet.moment:
        yield "across", export.tool, number, sheet.moment


def _numbered(ordered: list[HandedIn]) -> list[HandedIn]:
    """Running numbers within file and wave: those read first, so that no test or copy moves their
    numbers.
    """
    numbers: Counter[tuple] = Counter()
    kept_first = sorted(ordered, key=lambda sheet: (sheet.group, sheet.kept != "kept"))
    for sheet in kept_first:
        numbers[sheet.group] += 1
        sheet.respondent = f"{numbers[sheet.group]:04}"
    return kept_first
