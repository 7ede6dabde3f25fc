"""Answer sheets drawn at random, every layout they are tried in, and what cleaning made of them in short."""

from __future__ import annotations

import datetime as dt
import random

import pandas as pd

from simulated.exporting import (
    PREFER_NOT,
    Person,
    as_csv,
    as_xlsx,
    asked,
    parts,
    plain,
    shown,
    wording,
)
from simulated.exporting import TOOLS as SIMULATED_TOOLS
from strands.surveys.declares.asking import Question

__all__ = [
    "LAYOUTS",
    "PREFER_NOT",
    "TOOLS",
    "Person",
    "as_csv",
    "as_xlsx",
    "asked",
    "drawn",
    "exported",
    "plain",
    "rules",
    "said",
    "wording",
]


def limesurvey(questions: list[Question], people: list[Person], **how) -> bytes:
    """LimeSurvey (.csv): `heads` is `code`, `text` or `both`."""
    heads = [
        ("id", "Response ID"),
        ("submitdate", "Date submitted"),
        ("lastpage", "Last page"),
        ("startlanguage", "Start language"),
        ("seed", "Seed"),
        ("ipaddr", "IP address"),
    ]
    for question in questions:
        code = question.key.replace("_", "")
        heads += [
            (f"{code}[SQ{at:03}]", f"{question.wording} [{part}]")
            for at, part in enumerate(parts(question), 1)
        ] or [(code, question.wording)]
    named = {"code": "{0}", "text": "{1}", "both": "{0}. {1}"}[how.get("heads", "both")]
    rows = [[named.format(*column) for column in heads]]
    for number, person in enumerate(people, 1):
        row = [number, f"{person.at:%Y-%m-%d %H:%M:%S}", 4, "en", 1234567, "10.1.2.3"]
        for question in questions:
            answer = person.said.get(question.key)
            if question.kind == "many":
                row += ["Y" if option.key in (answer or []) else "" for option in question.options]
            else:
                row.append(shown(question, answer))
        rows.append(row)
    return as_csv(rows, separator=how.get("separator", ","))


TOOLS = {**SIMULATED_TOOLS, "limesurvey": limesurvey}


def exported(tool: str, questions: list[Question], people: list[Person], **how) -> bytes:
    """The file a tool would hand over."""
    return TOOLS[tool](questions, people, **how)


DAY = dt.datetime(2025, 9, 1, 9, 0)
WORDS = (
    "Fear, worry; hope",
    "I didn’t know “this” – £5",
    "=1+1",
    "+ more practice",
    "line one\nline two",
    "Zoë’s café",
    "<script>alert(1)</script>",
    'He said "no"',
    "- a list",
)


def drawn(instrument: str, wave: str, people: int, seed: int) -> list[Person]:
    """People who answered at different minutes, some of them leaving questions out."""
    dice = random.Random(seed)
    minutes = dice.sample(range(200_000), people)
    return [
        Person(
            DAY + dt.timedelta(minutes=minute),
            {
                question.key: _said(question, dice)
                for question in asked(instrument, wave)
                if dice.random() < 0.85
            },
        )
        for minute in minutes
    ]


def _said(question: Question, dice: random.Random):
    if question.kind == "scale":
        return dice.choice([*range(1, 8), PREFER_NOT])
    if question.kind == "code":
        return f"{dice.choice('ABCDE')}{dice.randint(1, 28):02}{dice.choice('XYZ')}"
    if question.kind == "open":
        return dice.choice(WORDS)
    keys = [option.key for option in question.options]
    if question.kind == "one":
        return [dice.choice(keys)]
    return [key for key in keys if dice.random() < 0.5] or keys[:1]


# Every layout a tool is tried in: the tool, the ending of its file, and how.
LAYOUTS = [
    ("forms", "xlsx", {}),
    ("qualtrics", "csv", {}),
    ("qualtrics", "csv", {"legacy": True}),
    ("qualtrics", "csv", {"numeric": True, "encoding": "utf-8"}),
    ("qualtrics", "csv", {"seen": True}),
    ("surveymonkey", "csv", {}),
    ("surveymonkey", "csv", {"encoding": "cp1252"}),
    ("surveymonkey", "csv", {"encoding": "mac_roman"}),
    ("surveymonkey", "xlsx", {"xlsx": True}),
    ("jisc", "csv", {}),
    ("limesurvey", "csv", {}),
    ("limesurvey", "csv", {"heads": "code"}),
    ("limesurvey", "csv", {"heads": "text", "separator": ";"}),
    ("plain", "csv", {}),
    ("plain", "csv", {"keys": True}),
    ("plain", "xlsx", {"xlsx": True}),
]


def said(of, question: str) -> list[str]:
    """What cleaning read as answers to a question, one text a sheet: number, options and words, or why none."""
    shown: dict[str, list[str]] = {}
    for row in of.answers[of.answers["question"] == question].itertuples():
        number = "" if pd.isna(row.number) else str(row.number)
        shown.setdefault(row.respondent, []).append(row.missing or number + row.option + row.text)
    return ["+".join(parts) for parts in shown.values()]


def rules(of) -> list[str]:
    """What cleaning asked, as `rule cell`, without the columns that name people."""
    asked_of = of.queries[of.queries["rule"] != "personal_columns"]
    return sorted(f"{row.rule} {row.cell}".strip() for row in asked_of.itertuples())
