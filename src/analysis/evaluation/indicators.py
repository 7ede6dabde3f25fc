"""The children's social care indicators: what each counts, how boroughs word it, and the table they become."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.evaluation.boroughs import BOROUGH_KEYS
from analysis.evaluation.periods import QUARTER
from analysis.evaluation.returned import PLACE, RETURNED
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

TABLE = Table(
    "indicators",
    one_row_is="one indicator in one borough in one quarter",
    key=("borough", "indicator", "quarter"),
    columns={
        "borough": Column("str", "borough key", allowed=BOROUGH_KEYS),
        "indicator": Column("str", "indicator key", allowed=INDICATOR_KEYS),
        "quarter": Column("str", "calendar quarter", pattern=QUARTER),
        "count": Column("count", "the number returned: empty is no number, 0 is none", nullable=True),
        **RETURNED,
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
        **PLACE,
    },
)
