"""Questions of the surveys in print, and the order they stand in."""

import pandas as pd

from analysis.declare.surveys import INSTRUMENT
from strands.surveys.declares import QUESTIONNAIRE, QUESTIONNAIRES
from strands.surveys.declares.asking import Question
from strands.surveys.prints.everybody import where

_TITLES = {
    "age_core": "Age",
    "age_overview": "Age",
    "role_changed": "View of the role changed",
    "heard_of": "Heard of it by",
}


def question_called(key: str, question: str) -> Question:
    """The question of a survey that has this key."""
    return next(found for found in QUESTIONNAIRE[key].questions if found.key == question)


def titled(question: str) -> str:
    """A question in a word or two: `Gender`, `Knowledge`."""
    return _TITLES.get(question) or question.removesuffix("_after").replace("_", " ").capitalize()


def item_name(key: str, question: str) -> str:
    """`Core: knowledge`."""
    return f"{INSTRUMENT[key].name}: {titled(question).lower()}"


def items_of(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Surveys and items rated before and after that are there, in the order of their
    questionnaires.
    """
    present = set(zip(rows["instrument"], rows["question"], strict=True))
    declared = [
        (survey.instrument, question.key)
        for survey in QUESTIONNAIRES
        for question in survey.questions
    ]
    return [item for item in declared if item in present]


def planned(found: pd.DataFrame, primary: bool) -> list[tuple[str, str]]:
    """The items that were declared beforehand as those to look at, or the others."""
    rows = where(found, statistic="planned")
    return items_of(rows[rows["estimate"] == primary])
