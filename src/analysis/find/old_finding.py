"""A finding: one row per statistic, with its interval, its method and the returned rows it was made
from.
"""

from __future__ import annotations

import pandas as pd

from analysis.declare.table import Column, Table

FINDINGS = Table(
    "findings",
    one_row_is="one statistic of one series, or of all series of the strand",
    key=("borough", "indicator", "statistic", "scenario"),
    columns={
        "borough": Column("str", "borough key; empty where the statistic is about all series"),
        "indicator": Column(
            "str", "indicator key; empty where the statistic is about a borough or all series"
        ),
        "statistic": Column("str", "what was asked"),
        "scenario": Column(
            "str",
            "how withheld counts were read: `as returned`, `withheld at lowest`, `withheld at"
            " highest`",
        ),
        "estimate": Column("number", "the answer", nullable=True),
        "low": Column("number", "lower end of the 95 % interval, or of the range", nullable=True),
        "high": Column("number", "upper end", nullable=True),
        "n": Column("count", "how many counts, or series, it rests on"),
        "method": Column("str", "the method and its version"),
        "tier": Column(
            "str",
            "what a series of this length may bear, from 0 to 5; empty where no series is meant",
        ),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the returned rows it was made from, as file!sheet!cell"),
    },
)

AS_RETURNED = "as returned"


def finding(
    statistic: str,
    *,
    borough: str = "",
    indicator: str = "",
    scenario: str = AS_RETURNED,
    estimate: float | None = None,
    low: float | None = None,
    high: float | None = None,
    n: int = 0,
    method: str = "",
    tier: str = "",
    note: str = "",
    rows: str = "",
) -> dict:
    """One row of FINDINGS."""
    return {
        "borough": borough,
        "indicator": indicator,
        "statistic": statistic,
        "scenario": scenario,
        "estimate": estimate,
        "low": low,
        "high": high,
        "n": n,
        "method": method,
        "tier": tier,
        "note": note,
        "rows": rows,
    }


def frame(findings: list[dict]) -> pd.DataFrame:
    """Findings as a checked frame."""
    return FINDINGS.check(pd.DataFrame(findings, columns=list(FINDINGS.columns)))
