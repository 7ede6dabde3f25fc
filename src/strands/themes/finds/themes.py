"""Themes: how often each was noted, what share of people that could be, and what cannot be told
from counts alone.
"""

from collections.abc import Iterable, Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.table import rows_with
from analysis.find.finding import (
    COUNT,
    counted,
    finding,
    frame,
    places,
    reasons,
    refusals,
    share_interval,
)
from strands.themes.declares.themes import LEAST_BASE, PUBLISHED, subject

WILSON = "mentions / people, Wilson interval (statsmodels), v1"
_PRINTED = "as printed, v1"

# What is asked of themes and cannot be answered from a list of counts.
REFUSED = reasons("""
    share of people: other
        neither the unit of a mention nor the number who answered the question was published
    themes that go together: other
        which themes stood in the same answer was not published
    agreement between coders: other
        no second reader of the answers was reported
    change from before to after: other
        no question has numbers both before and after
    """)


def findings(themes: DataFrame, questions: DataFrame, bases: DataFrame) -> DataFrame:
    """Everything the strand finds in its three tables: a FINDINGS frame.

    Parts of a subject are survey, question and theme; `reading` is the people a theme is a share
    of.
    """
    made = []
    by_question = themes.groupby(["period", "survey", "question"], sort=False)
    for (period, survey, question), listed in by_question:
        asked = rows_with(questions, period=period, survey=survey, question=question)
        people = _people(rows_with(bases, period=period, survey=survey), asked)
        made += [*_listed(listed, asked), *_mentions(listed, people, asked)]
    for period, listed in themes.groupby("period", sort=False):
        answerable = _answerable(listed, rows_with(questions, period=period))
        made += [
            refusal | {"rows": places(listed)}
            for refusal in refusals(REFUSED, period)
            if refusal["statistic"] not in answerable
        ]
    return frame(made)


def _answerable(themes: DataFrame, questions: DataFrame) -> set[str]:
    """What need not be refused: every question has people and a unit, or one has numbers from two
    surveys.
    """
    of_people = questions["unit"].eq("respondents") & questions["answered"].notna()
    surveys = themes[themes["status"] == "returned"].groupby("question")["survey"].nunique()
    known = {
        "share of people": len(questions) > 0 and of_people.all(),
        "change from before to after": (surveys > 1).any(),
    }
    return {statistic for statistic in known if known[statistic]}


def _people(bases: DataFrame, asked: DataFrame) -> dict[str, tuple[int, DataFrame]]:
    """How many people a theme could be a share of, each with its rows: those who answered, where
    that is known.

    Otherwise every questionnaire that came back, and those not left blank where blank ones were
    counted.
    """
    answered = asked[asked["answered"].notna()]
    if len(answered):
        return {"answered": (int(answered["answered"].iloc[0]), answered)}
    returned = bases[bases["status"] == "returned"].groupby("base", sort=False)
    people = {base: (int(rows["count"].iloc[0]), rows) for base, rows in returned}
    opened, blank = people.get("opened"), people.pop("mostly_blank", None)
    if opened and blank and opened[0] > blank[0]:
        people["usable"] = (opened[0] - blank[0], pd.concat([opened[1], blank[1]]))
    return people


def _listed(listed: DataFrame, asked: DataFrame) -> Iterator[dict]:
    """How many themes are listed, and how many of those announced are not."""
    first, counted = listed.iloc[0], listed[listed["status"] == "returned"]
    made = [
        ("themes listed", listed, len(listed), COUNT["method"]),
        ("themes with a number", counted, len(counted), COUNT["method"]),
    ]
    for announced in asked["announced"].dropna():
        both, missing = pd.concat([asked, listed]), announced - len(listed)
        made += [
            ("themes announced", asked, announced, _PRINTED),
            ("announced and not listed", both, missing, "announced - listed, v1"),
        ]
    about = {"subject": subject(first["survey"], first["question"]), "when": first["period"]}
    for statistic, rows, number, method in made:
        yield finding(statistic, rows, estimate=number, unit="count", method=method, **about)


def _mentions(listed: DataFrame, people: dict, asked: DataFrame) -> Iterator[dict]:
    """Each theme's mentions, and the share of people they would be if each mention were one person."""
    unit = asked["unit"].iloc[0] if len(asked) else "unclear"
    for place, theme in listed[listed["status"] == "returned"].iterrows():
        rows, count = listed.loc[[place]], int(theme["count"])
        about = {"subject": subject(theme["survey"], theme["question"], theme["theme"])}
        about["when"] = theme["period"]
        if theme["period"] not in PUBLISHED:
            bases = [n for n, _ in people.values()]
            yield fewest("mentions", [count, *bases, *(n - count for n in bases)], **about)
        yield finding("mentions", rows, estimate=count, unit="count", method=_PRINTED, **about)
        for base, (n, of_base) in people.items():
            share = _share(count, n, unit)
            yield finding("share", pd.concat([rows, of_base]), **about, reading=base, **share)


def fewest(of: str, counts: Iterable[float], **about: str) -> dict:
    """The least of some counts that is not none: where it may not be told, nothing may that hangs on
    one of them.
    """
    least = min((count for count in counts if count > 0), default=0)
    return finding(f"fewest: {of}", **counted(least, method="least count above none, v1"), **about)


def _share(count: int, n: int, unit: str) -> dict:
    """The share and its Wilson interval, or why there is none."""
    if unit == "mentions":
        return {"n": n, "refused": "other", "note": "one person may be counted several times"}
    if count > n:
        return {"n": n, "refused": "other", "note": "more mentions than people"}
    note = "" if unit == "respondents" else "holds only if each mention is another person"
    return {"method": WILSON, "note": note, **wilson(count, n)}


def wilson(x: int, n: int) -> dict:
    """`x` of `n` people as values of a finding: the share with its Wilson interval, refused where
    they are too few for a percentage.
    """
    if n < LEAST_BASE:
        return {"x": x, "n": n, "refused": "G18", "note": f"fewer than {LEAST_BASE} people"}
    low, high = share_interval(x / n, n)
    return {"x": x, "n": n, "estimate": x / n, "low": low, "high": high, "unit": "share"}
