"""Learning reviews: what was said of each principle, and what cases this few could have shown; no
cases are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pandas as pd
from scipy.stats import boschloo_exact
from statsmodels.stats.proportion import proportion_confint

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.cases import ARMS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.table import Column, Table
from analysis.find.finding import CONFIDENCE, places
from strands.reviews.declares.reviews import BANDS, PRINCIPLES, boroughs_in

BOSCHLOO = "Boschloo's exact test, two-sided (scipy), v1"
CLOPPER_PEARSON = "exact (Clopper-Pearson) interval (statsmodels), v1"
# The test of every pair takes longer with the square of the cases; larger samples want a plan of
# their own.
MOST_CASES = 10

REVIEWS = Table(
    "review findings",
    one_row_is="one statistic of one principle, band, borough or number of cases",
    key=("statistic", "period", "band", "principle", "borough", "cases"),
    columns={
        "statistic": Column("str", "what was asked"),
        "period": Column("str", "funding period"),
        "band": Column("str", "newer or established; empty where all are meant"),
        "principle": Column("str", "principle key; empty where all are meant"),
        "borough": Column("str", "borough key; empty where all are meant"),
        "cases": Column(
            "str",
            "how many cases show a practice: `x` of one arm, or `x v y`; empty for real reviews",
        ),
        "estimate": Column("number", "the answer", nullable=True),
        "low": Column("number", "lower end of the 95 % interval", nullable=True),
        "high": Column("number", "upper end", nullable=True),
        "n": Column("count", "how many boroughs, or cases, it is one of", nullable=True),
        "method": Column("str", "the method and its version"),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)

# What is asked of reviews and cannot be answered by them.
REFUSED = {
    "number of cases reviewed": "how many cases were reviewed was not published",
    "effect of training or consultation": (
        "who was trained and came to a consultation was not left to chance, and "
        "whoever read a file knew it"
    ),
    "change from round to round": (
        "each borough fitted the template to itself after the first round, so two rounds "
        "did not ask the same"
    ),
    "one borough against another": (
        "each borough read its own files, and the boroughs are at different stages"
    ),
}

_TOLD = {True: "told from chance", False: "could be chance"}


def findings(rounds: pd.DataFrame, frame: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Everything the strand finds in its three tables: a REVIEWS frame."""
    made = []
    for period in PERIOD_KEYS:
        mine, arms = seen[seen["period"] == period], frame[frame["period"] == period]
        held = rounds[rounds["period"] == period]
        if len(mine) or len(held):
            made += [*_rounds(held, period), *_reports(mine, period)]
            made += [
                _finding(what, period, mine, note=f"refused: {because}")
                for what, because in _refused(arms)
            ]
        made += _could_have_shown(arms, period)
    return REVIEWS.check(pd.DataFrame(made, columns=list(REVIEWS.columns)))


def _finding(statistic: str, period: str, rows: pd.DataFrame, **values) -> dict:
    blank = {
        "band": "",
        "principle": "",
        "borough": "",
        "cases": "",
        "estimate": None,
        "low": None,
        "high": None,
        "n": None,
        "method": "",
        "note": "",
    }
    return {**blank, "statistic": statistic, "period": period, "rows": places(rows), **values}


def _refused(arms: pd.DataFrame) -> list[tuple[str, str]]:
    """The refusals that hold; a published number of cases takes the first one away."""
    known = len(arms) > 0 and arms["reviewed"].notna().all()
    return [
        refusal
        for refusal in REFUSED.items()
        if not (known and refusal[0] == "number of cases reviewed")
    ]


def _rounds(held: pd.DataFrame, period: str) -> Iterator[dict]:
    """How many rounds each borough is known to have held."""
    for borough in BOROUGH_KEYS:
        mine = held[held["borough"] == borough]
        numbered = mine[mine["round"].notna()]
        if len(mine):
            known = (
                {"estimate": float(numbered["round"].nunique())}
                if len(numbered)
                else {"note": "not published"}
            )
            yield _finding("rounds", period, mine, borough=borough, method="count, v1", **known)


def _reports(mine: pd.DataFrame, period: str) -> Iterator[dict]:
    """Of how many boroughs of a band something was said on a principle. Silence is no report, and
    not an absence.
    """
    for band, principle in product(BANDS, PRINCIPLES):
        members = boroughs_in(band, period)
        said = mine[mine["borough"].isin(members) & (mine["principle"] == principle)]
        yield _finding(
            "boroughs with a report",
            period,
            said,
            band=band,
            principle=principle,
            n=len(members),
            estimate=float(said["borough"].nunique()),
            method="count, v1",
        )


def _could_have_shown(arms: pd.DataFrame, period: str) -> Iterator[dict]:
    """What samples as large as the arms agreed could show, whatever was found in them."""
    agreed = {
        row["arm"]: int(row["count"]) for _, row in arms[arms["status"] == "returned"].iterrows()
    }
    if set(agreed) != set(ARMS) or not all(0 < cases <= MOST_CASES for cases in agreed.values()):
        return
    first, second = (agreed[arm] for arm in ARMS)
    known: dict[tuple, float] = {}
    for x, y in product(range(first + 1), range(second + 1)):
        pair = _same(x, y, first, second)
        if pair not in known:
            known[pair] = float(boschloo_exact([[x, y], [first - x, second - y]]).pvalue)
        yield _finding(
            "p of a difference",
            period,
            arms,
            cases=f"{x} v {y}",
            estimate=known[pair],
            n=first + second,
            method=BOSCHLOO,
            note=_TOLD[known[pair] < 1 - CONFIDENCE],
        )
    for x in range(first + 1):
        low, high = (float(end) for end in proportion_confint(x, first, method="beta"))
        yield _finding(
            "share of cases",
            period,
            arms,
            cases=f"{x}",
            estimate=x / first,
            low=low,
            high=high,
            n=first,
            method=CLOPPER_PEARSON,
        )


def _same(x: int, y: int, first: int, second: int) -> tuple:
    """One name for pairs with the same answer: a practice seen or not seen and, in equal arms,
    either arm first.
    """
    swapped = [(y, x), (second - y, first - x)] if first == second else []
    return min((x, y), (first - x, second - y), *swapped)
