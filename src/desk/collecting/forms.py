"""What a return asks for, made of the declarations that check it when it comes back."""

from dataclasses import dataclass

from analysis.declare.form import Form
from analysis.declare.periods import Period
from analysis.declare.proforma import Proforma
from analysis.declare.surveys import INSTRUMENT
from analysis.declare.training import PARTNERSHIP
from analysis.registry import STRANDS
from strands.activity.declares.activity import STAGES
from strands.surveys.declares import QUESTIONNAIRES
from strands.surveys.declares.asking import Question

STATUS_WORDS = (*(stage.says.capitalize() for stage in STAGES), "Unknown")


@dataclass(frozen=True)
class AnswerSheet:
    """The questions of one survey in one wave: a sheet with a line a person."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Asked:
    """What one sender is asked for one strand: tables of numbers, proformas, and sheets of answers."""

    forms: tuple[Form, ...] = ()
    proformas: tuple[Proforma, ...] = ()
    answers: tuple[AnswerSheet, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forms or self.proformas or self.answers)


def asked_of(strand: str, sender: str, period: Period) -> Asked:
    """What `sender`, a borough or the partnership, is asked to fill in; nothing for a strand not
    asked of it.

    Headings are the wordings that cleaning reads.
    """
    declared, by_borough = STRANDS[strand], sender != PARTNERSHIP
    due = [proforma for proforma in declared.proformas if proforma.since <= period.key]
    proformas = tuple(proforma for proforma in due if proforma.by_borough == by_borough)
    return Asked(declared.forms(sender, period), proformas)


def answer_sheets(period: Period) -> tuple[AnswerSheet, ...]:
    """A sheet for each wave of each survey that a period asks."""
    asked = [survey.of(period.key) for survey in QUESTIONNAIRES if survey.since <= period.key]
    return tuple(
        AnswerSheet(
            f"{INSTRUMENT[survey.instrument].name} survey, {wave}",
            tuple(question for question in survey.questions if wave in question.waves),
        )
        for survey in asked
        for wave in survey.waves
    )
