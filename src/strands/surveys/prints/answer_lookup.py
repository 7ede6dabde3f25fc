"""Names of surveys, waves and questions in print, and the order they stand in."""

from __future__ import annotations

import pandas as pd

from analysis.declare.surveys import INSTRUMENT
from strands.surveys.declares import QUESTIONNAIRE, QUESTIONNAIRES

_TITLES = {
    "age_core": "Age",
    "age_overview": "Age",
    "role_changed": "View of the role changed",
    "heard_of": "Heard of it by",
}


def survey_name(key: str, wave: str) -> str:
    """`Core, before`; the name alone of a survey asked once."""
    return INSTRUMENT[key].name + (f", {wave}" if len(QUESTIONNAIRE[key].waves) > 1 else "")


def titled(question: str) -> str:
    """A question in a word or two: `Gender`, `Knowledge`."""
    return _TITLES.get(question) or question.removesuffix("_after").replace("_", " ").capitalize()


def item_name(key: str, question: str) -> str:
    """`Core: knowledge`."""
    return f"{INSTRUMENT[key].name}: {titled(question).lower()}"


def base_before(case: str) -> str:
    """Who counts as everybody, in words."""
    return "who answered before" if case == "answered before" else case


def waves_of(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Surveys and waves that are there, in the order in which they are declared."""
    held = set(zip(rows["instrument"], rows["wave"], strict=True))
    return [
        (one.instrument, wave)
        for one in QUESTIONNAIRES
        for wave in one.waves
        if (one.instrument, wave) in held
    ]


def items_of(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Surveys and items rated before and after that are there, in the order of their
    questionnaires.
    """
    held = set(zip(rows["instrument"], rows["question"], strict=True))
    return [
        (one.instrument, question.key)
        for one in QUESTIONNAIRES
        for question in one.questions
        if (one.instrument, question.key) in held
    ]
