"""One answer sheet as it was handed in: what it holds, and where it stands."""

import datetime as dt
from dataclasses import dataclass

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
