"""What row-level surveys bear: who answered, what moved, and what the silence of the others may
hide.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

import pandas as pd

from analysis.declare.percentages import fits
from analysis.declare.table import Column, Table
from strands.surveys.declares import QUESTION_KEYS, QUESTIONNAIRE, WAVES
from strands.surveys.finds.answer_changes import compared, distribution, refused_designs, tested
from strands.surveys.finds.answer_flow import WHO, bases, composition, flow, linked
from strands.surveys.finds.answer_sheets import Survey, surveys
from strands.surveys.finds.answer_silence import silence
from strands.surveys.finds.ordinal import possible

ANSWERED = Table(
    "answer findings",
    one_row_is="one statistic of one survey in one period, or of all of them",
    key=("statistic", "instrument", "question", "wave", "group", "reading", "period"),
    columns={
        "statistic": Column("str", "what was asked"),
        "instrument": Column(
            "str", "instrument key; empty for all surveys", allowed=("", *QUESTIONNAIRE)
        ),
        "question": Column(
            "str", "question key; empty for none in particular", allowed=("", *QUESTION_KEYS)
        ),
        "wave": Column(
            "str", "before or after; empty where both or neither is meant", allowed=("", *WAVES)
        ),
        "group": Column(
            "str",
            "the option, point of the scale or reason for no answer that is counted; empty for all",
        ),
        "reading": Column(
            "str", "who counts as everybody; empty where nobody but those who answered"
        ),
        "period": Column("str", "funding period"),
        "estimate": Column("number", "the answer", nullable=True),
        "low": Column(
            "number", "lower end of the 95 % interval, or the least it can be", nullable=True
        ),
        "high": Column("number", "upper end, or the most it can be", nullable=True),
        "n": Column("count", "how many it is about", nullable=True),
        "p": Column("number", "p of the test that goes with this size", nullable=True),
        "adjusted": Column("number", "the same, allowing for the other tests", nullable=True),
        "adjustment": Column("str", "the test, and how its p was adjusted"),
        "method": Column("str", "the method and its version"),
        "planned": Column(
            "str",
            "whether the item was declared beforehand as the one to look at",
            allowed=("", "primary", "explored"),
        ),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the files it was made from"),
    },
)
_BLANK = {name: "" for name, column in ANSWERED.columns.items() if column.kind == "str"} | {
    name: None for name, column in ANSWERED.columns.items() if column.kind != "str"
}

SELF_CHECK = "printed means and percentages that no answers of so many people give (GRIM), v1"
# What is printed as a mean to two places, and as a percentage to one; of the latter those that are
# shares of 1.
MEANS = (
    "mean",
    "mean: before",
    "mean: answered",
    "paired: mean change",
    "retrospective: mean change",
)
PERCENTAGES = ("share", "share at point", "handed in, % of eligible", "usable, % of eligible")
_SHARES_OF_ONE = tuple(
    f"{design}: share {way}"
    for design in ("paired", "retrospective")
    for way in ("risen", "same", "fallen")
)


def findings(
    responses: pd.DataFrame, answers: pd.DataFrame, training: pd.DataFrame
) -> pd.DataFrame:
    """Everything told by frames of RESPONSES and ANSWERS: an ANSWERED frame.

    `training` are the cleaned rows of the training strand; the attendances of a survey's course are
    those who could have answered it.
    """
    made = []
    for _, of_period in groupby(
        surveys(responses, answers, training), key=lambda survey: survey.period
    ):
        several = list(of_period)
        rows = tested([{**_BLANK, **row} for survey in several for row in _found(survey)])
        rows += [{**_BLANK, "period": several[0].period, **row} for row in _ages(several)]
        made += [{**_BLANK, **row} for row in [*rows, self_check(rows)]]
    return ANSWERED.check(pd.DataFrame(made, columns=list(ANSWERED.columns)))


def _found(survey: Survey) -> Iterator[dict]:
    about = {"instrument": survey.asked.instrument, "period": survey.period, "rows": survey.files}
    for wave in survey.asked.waves:
        for part in (flow, bases, composition):
            yield from ({**about, "wave": wave, **row} for row in part(survey, wave))
    yield from ({**about, **row} for row in linked(survey))
    for item in survey.items:
        named = {**about, "question": item.key, "planned": item.planned}
        for part in (distribution, silence, compared):
            yield from ({**named, **row} for row in part(survey, item))
    yield from ({**about, **row} for row in refused_designs(survey))
    if survey.asked.waves == WAVES:
        yield {
            **about,
            "statistic": "change of composition",
            "method": "test of change in who they are",
            "note": (
                "refused (G17): other people may have answered after than before, so a difference"
                " is one of who replied"
            ),
        }


def _ages(several: list[Survey]) -> Iterator[dict]:
    """Ages of two surveys are never set side by side where their bands differ."""
    bands = {
        survey.asked.instrument: next(
            (q for q in survey.asked.questions if q.key in WHO and q.key.startswith("age")), None
        )
        for survey in several
    }
    said = {question.options: "" for question in bands.values() if question}
    if len(said) > 1:
        yield {
            "statistic": "ages",
            "method": "ages of two surveys side by side",
            "note": f"refused (G12): the bands differ in {' and '.join(bands)}",
        }


def self_check(rows: list[dict]) -> dict:
    """How many of the means and percentages that are printed no whole answers of their n people can
    give.
    """
    impossible, checked = [], 0
    for row in rows:
        if row["estimate"] is None or not row["n"]:
            continue
        if row["statistic"] in MEANS:
            fit = possible(Decimal(f"{row['estimate']:.2f}"), int(row["n"]))
        elif row["statistic"] in PERCENTAGES + _SHARES_OF_ONE:
            percent = row["estimate"] * (100 if row["statistic"] in _SHARES_OF_ONE else 1)
            fit = fits(Decimal(f"{percent:.1f}"), int(row["n"]))
        else:
            continue
        checked += 1
        if not fit:
            impossible.append(
                " ".join(
                    filter(None, (row["statistic"], row["question"], row["wave"], row["group"]))
                )
            )
    return {
        "statistic": "self check",
        "period": rows[0]["period"],
        "estimate": len(impossible),
        "n": checked,
        "method": SELF_CHECK,
        "note": "; ".join(impossible),
    }
