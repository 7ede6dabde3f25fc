"""Answer sheets drawn at random, every layout they are tried in, and what cleaning made of them in short."""

from __future__ import annotations

import datetime as dt
import random
from functools import partial

import pandas as pd

from simulated.exporting import (
    NOT_SHOWN,
    PREFER_NOT,
    WRITERS,
    Person,
    asked,
    parts,
    shown,
    wording,
)
from simulated.sheets import Rows, as_csv, as_xlsx
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


def limesurvey(questions: list[Question], people: list[Person], headed: str = "both") -> Rows:
    """LimeSurvey (.csv): `headed` is `code`, `text` or `both`."""
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
    named = {"code": "{0}", "text": "{1}", "both": "{0}. {1}"}[headed]
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
    return rows


TOOLS = {**WRITERS, "limesurvey": limesurvey}


# How these tools write a text file unless they are told otherwise; the others write plain UTF-8.
_ENCODINGS = {"qualtrics": "utf-8-sig", "jisc": "utf-8-sig"}


def exported(tool: str, questions: list[Question], people: list[Person], **how) -> bytes:
    """The file a tool would hand over, set as `how` says: `encoding`, `separator`, `xlsx` for a workbook.

    LimeSurvey knows `heads`; a plain table `keys` for question keys as headings; Qualtrics `numeric` for codes,
    `legacy` without import ids and `seen` for -99.
    """
    if tool == "limesurvey":
        rows = limesurvey(questions, people, how.get("heads", "both"))
    else:
        rows = TOOLS[tool](questions, people)
    if tool == "qualtrics":
        rows = _qualtrics(rows, questions, people, how)
    if tool == "plain" and how.get("keys"):
        rows[0][1:] = [question.key for question in questions]
    if tool == "plain" and how.get("xlsx"):
        rows[1:] = [[dt.datetime.fromisoformat(row[0]), *row[1:]] for row in rows[1:]]
    if tool == "forms" or how.get("xlsx"):
        return as_xlsx(rows)
    encoding = how.get("encoding", _ENCODINGS.get(tool, "utf-8"))
    return as_csv(rows, encoding, how.get("separator", ","))


def _qualtrics(rows: Rows, questions: list[Question], people: list[Person], how: dict) -> Rows:
    """An export of Qualtrics as its settings change it."""
    heads, lines = rows[: 2 if how.get("legacy") else 3], rows[3:]
    for row, person in zip(lines, people, strict=True):
        if how.get("numeric") and not person.test:
            row[2] = "0"
        for at, question in enumerate(questions, len(row) - len(questions)):
            answer = person.said.get(question.key)
            if how.get("numeric") and isinstance(answer, list):
                keys = [option.key for option in question.options]
                row[at] = ",".join(str(keys.index(key) + 1) for key in answer)
            if not shown(question, answer) or answer == NOT_SHOWN:
                row[at] = "-99" if how.get("seen") and answer != NOT_SHOWN else ""
    return [*heads, *lines]


plain = partial(exported, "plain")


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
