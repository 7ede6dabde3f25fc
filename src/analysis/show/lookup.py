"""Picking findings out of their frame, so that tables and sentences can name what they print."""

from __future__ import annotations

import pandas as pd

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.indicators import INDICATOR_KEYS


def borough_keys(found: pd.DataFrame) -> list[str]:
    """The boroughs the findings are about, in order of joining."""
    return [borough.key for borough in BOROUGHS if borough.key in set(found["borough"])]


def indicator_keys(rows: pd.DataFrame) -> list[str]:
    """The indicators that findings, or rows returned, are about, in their declared order."""
    return [key for key in INDICATOR_KEYS if key in set(rows["indicator"])]


def by_statistic(
    found: pd.DataFrame, borough: str = "", indicator: str = "", scenario: str | None = None
) -> dict:
    """The findings about one series, one borough or all series together, by statistic."""
    rows = found[(found["borough"] == borough) & (found["indicator"] == indicator)]
    return index(rows if scenario is None else rows[rows["scenario"] == scenario])


def index(rows: pd.DataFrame) -> dict[str, pd.Series]:
    return {row["statistic"]: row for _, row in rows.iterrows()}


def ends(row: pd.Series) -> tuple[float, float, float]:
    return row["estimate"], row["low"], row["high"]
