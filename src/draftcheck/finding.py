"""What a rule finds: one row a doubt, with its place, what the draft says, what was expected and
how sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

import pandas as pd

from analysis.declare.table import Column, Table
from draftcheck.document import Document

SURE = ("certain", "likely", "look")


@dataclass(frozen=True)
class Finding:
    """One doubt about a draft."""

    place: str
    rule: str
    says: str
    expected: str
    sure: str


@dataclass(frozen=True)
class Rule:
    """A rule: what it looks for in one sentence, how it finds it, and how many things it could
    compare.
    """

    key: str
    says: str
    find: Callable[[Document], Iterable[Finding]]
    unit: str
    count: Callable[[Document], int]


def findings_table(rules: Iterable[str]) -> Table:
    """The table of findings for some rules."""
    return Table(
        "doubts",
        one_row_is="one doubt about a draft",
        key=(),
        columns={
            "place": Column(
                "str", "where in the draft: line, paragraph, cell, or table with row and column"
            ),
            "rule": Column("str", "the rule that raised it", allowed=tuple(rules)),
            "says": Column("str", "what the draft says there"),
            "expected": Column("str", "what was expected"),
            "sure": Column(
                "str",
                "certain: it is wrong; likely: it seems so; look: it may be meant",
                allowed=SURE,
            ),
        },
    )


def framed(findings: Iterable[Finding], rules: Iterable[str]) -> pd.DataFrame:
    """The findings as a checked frame, each once."""
    rows = list(dict.fromkeys(findings))
    table = findings_table(rules)
    return table.check(pd.DataFrame([asdict(row) for row in rows], columns=list(table.columns)))
