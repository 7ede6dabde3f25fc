"""Findings about things counted one by one: how many of how many, with an interval, each knowing
its rows.
"""

from __future__ import annotations

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from analysis.declare.table import Column, Table
from analysis.find.finding import CONFIDENCE, places

# Below this many a share has the exact interval: Wilson's is too short there.
EXACT_BELOW = 30
EXACT = "x of n, exact (Clopper-Pearson) interval (statsmodels), v1"
WILSON = "x of n, Wilson interval (statsmodels), v1"

COUNTED = Table(
    "findings",
    one_row_is="one statistic of one borough, or of all, about one thing in one period",
    key=("statistic", "borough", "subject", "period"),
    columns={
        "statistic": Column("str", "what was asked"),
        "borough": Column("str", "borough key; empty where it is about all"),
        "subject": Column(
            "str",
            "what it is about: an item, a measure, a quarter; empty where it is about everything",
        ),
        "period": Column("str", "funding period"),
        "estimate": Column("number", "the answer; for x of n the share", nullable=True),
        "low": Column("number", "lower end of the 95 % interval, or of the range", nullable=True),
        "high": Column("number", "upper end", nullable=True),
        "x": Column("count", "how many it counts; empty where it counts nothing", nullable=True),
        "n": Column("count", "how many they are out of, or it rests on", nullable=True),
        "method": Column("str", "the method and its version"),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)


def finding(statistic: str, of_period: str, rows: pd.DataFrame, **values: object) -> dict:
    """One row of COUNTED, made from `rows`."""
    blank = {
        "borough": "",
        "subject": "",
        "estimate": None,
        "low": None,
        "high": None,
        "x": None,
        "n": None,
        "method": "",
        "note": "",
    }
    return {**blank, "statistic": statistic, "period": of_period, "rows": places(rows), **values}


def frame(findings: list[dict]) -> pd.DataFrame:
    """Findings as a checked COUNTED frame."""
    return COUNTED.check(pd.DataFrame(findings, columns=list(COUNTED.columns)))


def share(x: int, n: int) -> dict:
    """`x` of `n` as values of a finding: its share with a 95 % interval; no share of nobody.

    Clopper-Pearson (1934) below 30, Wilson (1927) from there on.
    """
    if not n:
        return {"x": x, "n": n, "note": "no share: there was nothing to count from"}
    exact = n < EXACT_BELOW
    low, high = proportion_confint(x, n, alpha=1 - CONFIDENCE, method="beta" if exact else "wilson")
    # Rounding leaves the ends of none and of all a hair off.
    ends = {"low": 0.0 if x == 0 else float(low), "high": 1.0 if x == n else float(high)}
    return {"x": x, "n": n, "estimate": x / n, **ends, "method": EXACT if exact else WILSON}
