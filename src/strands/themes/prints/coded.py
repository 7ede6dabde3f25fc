"""Findings of themes and codings in words: shares, where they were asked, and the dashes that stand
for no number.
"""

import re

import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import FINDINGS
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import words
from strands.themes.declares.coding import ORIGINS
from strands.themes.declares.themes import LEAST_BASE, with_parts

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$^@]")
WHEN = {"before": "before the training", "after": "after the training", "": "time not stated"}


def of_period(found: DataFrame, period: str) -> DataFrame:
    """The findings on codings of one period, the parts of their subject as columns: `survey, wave,
    question, code, other`.
    """
    rows = found[found["when"] == period]
    return with_parts(rows, "survey", "wave", "question", "code", "other")


def public(rows: DataFrame) -> DataFrame:
    """Findings on what people wrote as they stand beside a table: without the rows they came from."""
    return rows[[name for name in FINDINGS.columns if name != "rows"]]


def share(row) -> str:
    """A share and its interval as whole percentages: `24% (20 to 29)`; a dash where there is none."""
    if withheld(row.x, row.estimate, row.low, row.high):
        return SYMBOL
    if pd.isna(row.estimate):
        return "–"
    ends = f"{100 * row.low:.0f}{words.NBSP}to{words.NBSP}{100 * row.high:.0f}"
    return f"{100 * row.estimate:.0f}% ({ends})"


def most_first(rows: DataFrame, counts: pd.Series) -> DataFrame:
    """Rows by these counts of theirs, the greatest first and those withheld last, as they stood."""
    known = counts.map(lambda count: -1.0 if withheld(count) else float(count))
    return rows.iloc[(-known).argsort(kind="stable")]


def why_dashes(rows: DataFrame) -> tuple[str, ...]:
    """The note under a table in which a dash stands for a percentage of too few people."""
    few = rows["refused"].eq("G18").any()
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
