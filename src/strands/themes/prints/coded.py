"""Findings of coded answers in words: shares, where they were asked, and the dashes that stand for
no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from analysis.show import words
from strands.themes.declares.coding import ORIGINS
from strands.themes.declares.themes import LEAST_BASE

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$^@]")
WHEN = {"before": "before the training", "after": "after the training", "": "time not stated"}


def of_kind(rows: pd.DataFrame, statistic: str) -> pd.DataFrame:
    """The findings that answer one question."""
    return rows[rows["statistic"] == statistic]


def counted(rows: pd.DataFrame) -> Iterator[tuple]:
    """Count and n of each row, as whole numbers."""
    return zip(rows["count"], rows["n"], strict=True)


def with_counts(rows: pd.DataFrame) -> tuple:
    """The rows, and beside them their counts: a row's own `count` is a method."""
    return rows.itertuples(), counted(rows)


def share(row) -> str:
    """A share and its interval as whole percentages: `24% (20 to 29)`; a dash where there is none."""
    if pd.isna(row.estimate):
        return "–"
    return (
        f"{100 * row.estimate:.0f}%"
        f" ({100 * row.low:.0f}{words.NBSP}to{words.NBSP}{100 * row.high:.0f})"
    )


def why_dashes(rows: pd.DataFrame) -> tuple[str, ...]:
    """The note under a table in which a dash stands for a percentage of too few people."""
    few = (rows["estimate"].isna() & rows["note"].str.startswith("no percentage")).any()
    return (f"–: no percentage of fewer than {LEAST_BASE} people.",) if few else ()


def origin(survey: str) -> str:
    """The survey, or other origin, as printed."""
    return ORIGINS.get(survey, "Origin not stated")


def asked_in(row) -> str:
    """Survey, wave and question on one line: `Core, before the training: what do you feel?`."""
    wave = f", {WHEN[row.wave]}" if row.wave else ""
    # It goes into captions, where a question's own star or bracket would be markup.
    question = " ".join(_MARKUP.sub(" ", row.question).split())
    return f"{origin(row.survey)}{wave}" + (f": {question}" if question else "")
