"""The children's social care indicators: what each counts, how boroughs word it, and the table they become."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.evaluation.boroughs import BOROUGH_KEYS
from analysis.evaluation.periods import QUARTER
from analysis.evaluation.statuses import STATUS_KEYS
from analysis.frames import Column, Table


@dataclass(frozen=True)
class Indicator:
    """One indicator. `wordings` are the forms agreed with boroughs, compared after dressing is taken off."""

    key: str
    name: str
    says: str
    counts: str
    wordings: tuple[str, ...]
    until: str | None = None


INDICATORS = (
    Indicator(
        "referral",
        "Referral issue on intake",
        "new cases with DA as the referral issue",
        "cases",
        (
            "New cases where DA is the referral issue on intake",
            "DA is the referral issue on intake",
            "DA referral issue at intake",
            "Referrals with DA",
        ),
    ),
    Indicator(
        "assessment",
        "Flagged after assessment",
        "new cases with DA flagged after assessment",
        "cases",
        ("New cases where DA is flagged after assessment", "DA flagged after assessment", "DA flagged at assessment"),
    ),
    Indicator(
        "protection_plan",
        "New child protection plans",
        "new child protection plans with DA a factor",
        "plans",
        (
            "New child protection plans where DA was a factor/issue of concern",
            "New child protection plans where DA was a factor",
            "New CP plans where DA was a factor",
            "CP plans with DA",
        ),
    ),
    # To be followed by re-referrals after 2023-25: DA is seldom recorded as the reason a child enters care.
    Indicator(
        "care_entry",
        "Children taken into care",
        "children taken into care with DA a factor",
        "children",
        (
            "Number of children taken into care where DA was a factor",
            "Children taken into care where DA was a factor",
            "Children looked after where DA was a factor",
            "LAC where DA was a factor",
            "CLA where DA was a factor",
        ),
        until="2023-25",
    ),
)
INDICATOR_KEYS = tuple(indicator.key for indicator in INDICATORS)
INDICATOR = {indicator.key: indicator for indicator in INDICATORS}

_PLACE = {
    "file": Column("str", "the file as received; empty where no return arrived"),
    "sheet": Column("str", "the sheet; empty for a text file"),
    "cell": Column("str", "the cell, like C7, for text files too"),
}
_TYPED = Column("str", "the text as typed, before any correction")

TABLE = Table(
    "indicators",
    one_row_is="one indicator in one borough in one quarter",
    key=("borough", "indicator", "quarter"),
    columns={
        "borough": Column("str", "borough key", allowed=BOROUGH_KEYS),
        "indicator": Column("str", "indicator key", allowed=INDICATOR_KEYS),
        "quarter": Column("str", "calendar quarter", pattern=QUARTER),
        "count": Column("count", "the number returned: empty is no number, 0 is none", nullable=True),
        "status": Column("str", "what the cell means", allowed=STATUS_KEYS),
        **_PLACE,
        "raw": _TYPED,
        "caveat": Column("str", "the sender's notes and the corrections that apply to this row"),
    },
)

WORDINGS = Table(
    "wordings",
    one_row_is="how one borough worded one indicator",
    key=("borough", "indicator"),
    columns={
        "borough": Column("str", "borough key", allowed=BOROUGH_KEYS),
        "indicator": Column("str", "indicator key", allowed=INDICATOR_KEYS),
        "wording": Column("str", "the heading as typed"),
        **_PLACE,
    },
)

QUERIES = Table(
    "queries",
    one_row_is="one question to the sender of a return",
    key=(),
    columns={
        "rule": Column("str", "the rule that raised it"),
        "severity": Column(
            "str",
            "stop keeps the value out, warn prints it with the question, info only asks",
            allowed=("stop", "warn", "info"),
        ),
        **_PLACE,
        "typed": Column("str", "what was found there"),
        "question": Column("str", "the question in plain English"),
        "effect": Column("str", "what happens to the report if nobody answers"),
    },
)
