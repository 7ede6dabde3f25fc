"""Themes: how often each was noted, what share of people that could be, and what cannot be told
from counts alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from analysis.declare.table import Column, Table
from analysis.find.finding import places
from strands.themes.declares.themes import LEAST_BASE

WILSON = "mentions / people, Wilson interval (statsmodels), v1"

THEMES = Table(
    "theme findings",
    one_row_is="one statistic of one theme, of one question, or of all",
    key=("statistic", "survey", "question", "theme", "base", "period"),
    columns={
        "statistic": Column("str", "what was asked"),
        "survey": Column("str", "survey key; empty where all are meant"),
        "question": Column("str", "the question; empty where all are meant"),
        "theme": Column("str", "the theme; empty where the question is meant"),
        "base": Column("str", "the people it is a share of; empty where it is no share"),
        "period": Column("str", "funding period"),
        "estimate": Column("number", "the answer; a share lies between 0 and 1", nullable=True),
        "low": Column("number", "lower end of the 95 % interval", nullable=True),
        "high": Column("number", "upper end", nullable=True),
        "n": Column("count", "how many people it is a share of", nullable=True),
        "method": Column("str", "the method and its version"),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)

# What is asked of themes and cannot be answered from a list of counts.
REFUSED = {
    "share of people": (
        "neither the unit of a mention nor the number who answered the question was published"
    ),
    "themes that go together": "which themes stood in the same answer was not published",
    "agreement between coders": "no second reader of the answers was reported",
    "change from before to after": "no question has numbers both before and after",
}


def findings(themes: pd.DataFrame, questions: pd.DataFrame, bases: pd.DataFrame) -> pd.DataFrame:
    """Everything the strand finds in its three tables: a THEMES frame."""
    made = []
    for (period, survey, question), mine in themes.groupby(
        ["period", "survey", "question"], sort=False
    ):
        about = {"period": period, "survey": survey, "question": question}
        asked = questions[_is(questions, about)]
        people = _people(bases[_is(bases, {"period": period, "survey": survey})], asked)
        made += [*_listed(mine, asked, about), *_mentions(mine, people, _unit(asked), about)]
    for period, mine in themes.groupby("period", sort=False):
        answerable = _answerable(mine, questions[questions["period"] == period])
        made += [
            _finding(what, mine, {"period": period}, note=f"refused: {because}")
            for what, because in REFUSED.items()
            if what not in answerable
        ]
    return THEMES.check(pd.DataFrame(made, columns=list(THEMES.columns)))


def _finding(statistic: str, rows: pd.DataFrame, about: dict, **values) -> dict:
    blank = {
        "survey": "",
        "question": "",
        "theme": "",
        "base": "",
        "estimate": None,
        "low": None,
        "high": None,
        "n": None,
        "method": "",
        "note": "",
    }
    return {**blank, **about, "statistic": statistic, "rows": places(rows), **values}


def _is(rows: pd.DataFrame, about: dict) -> pd.Series:
    return (rows[list(about)] == pd.Series(about)).all(axis=1)


def _unit(asked: pd.DataFrame) -> str:
    return asked["unit"].iloc[0] if len(asked) else "unclear"


def _answerable(themes: pd.DataFrame, questions: pd.DataFrame) -> set[str]:
    """What need not be refused: every question has people and a unit, or one has numbers from two
    surveys.
    """
    of_people = questions["unit"].eq("respondents") & questions["answered"].notna()
    surveys = themes[themes["status"] == "returned"].groupby("question")["survey"].nunique()
    told = {
        "share of people": len(questions) > 0 and of_people.all(),
        "change from before to after": (surveys > 1).any(),
    }
    return {what for what, known in told.items() if known}


def _people(bases: pd.DataFrame, asked: pd.DataFrame) -> dict[str, tuple[int, pd.DataFrame]]:
    """How many people a theme could be a share of, each with its rows: those who answered, where
    that is known.

    Otherwise every questionnaire that came back, and those not left blank where blank ones were
    counted.
    """
    answered = asked[asked["answered"].notna()]
    if len(answered):
        return {"answered": (int(answered["answered"].iloc[0]), answered)}
    held = {
        row["base"]: (int(row["count"]), bases[bases["base"] == row["base"]])
        for _, row in bases[bases["status"] == "returned"].iterrows()
    }
    opened, blank = held.get("opened"), held.pop("mostly_blank", None)
    if opened and blank and opened[0] > blank[0]:
        held["usable"] = (opened[0] - blank[0], pd.concat([opened[1], blank[1]]))
    return held


def _listed(mine: pd.DataFrame, asked: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How many themes are listed, and how many of those announced are not."""
    yield _finding("themes listed", mine, about, estimate=float(len(mine)), method="count, v1")
    counted = mine[mine["status"] == "returned"]
    yield _finding(
        "themes with a number", counted, about, estimate=float(len(counted)), method="count, v1"
    )
    for announced in asked["announced"].dropna():
        rows = pd.concat([asked, mine])
        yield _finding(
            "themes announced", asked, about, estimate=float(announced), method="as printed, v1"
        )
        yield _finding(
            "announced and not listed",
            rows,
            about,
            estimate=float(announced - len(mine)),
            method="announced - listed, v1",
        )


def _mentions(mine: pd.DataFrame, people: dict, unit: str, about: dict) -> Iterator[dict]:
    """Each theme's mentions, and the share of people they would be if each mention were one person."""
    for place in mine[mine["status"] == "returned"].index:
        row, here = mine.loc[place], mine.loc[[place]]
        of_theme = {**about, "theme": row["theme"]}
        yield _finding(
            "mentions", here, of_theme, estimate=float(row["count"]), method="as printed, v1"
        )
        for base, (n, rows) in people.items():
            yield _finding(
                "share",
                pd.concat([here, rows]),
                {**of_theme, "base": base},
                n=n,
                **_share(int(row["count"]), n, unit),
            )


def _share(count: int, n: int, unit: str) -> dict:
    """The share and its Wilson interval, or why there is none."""
    if unit == "mentions":
        return {"note": "no share: one person may be counted several times"}
    if count > n:
        return {"note": "no share: more mentions than people"}
    if n < LEAST_BASE:
        return {"note": f"no share: fewer than {LEAST_BASE} people"}
    low, high = (float(end) for end in proportion_confint(count, n, method="wilson"))
    note = "" if unit == "respondents" else "holds only if each mention is another person"
    return {"estimate": count / n, "low": low, "high": high, "method": WILSON, "note": note}
