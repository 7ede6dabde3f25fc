"""The children's social care indicators: what each counts, how boroughs word it, and the table they
become.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.declare.added import KEY, added, refuse_backwards, refuse_shared, several, with_added
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS, QUARTER, is_within
from analysis.declare.returned import PLACE, RETURNED
from analysis.declare.table import Column, Table


@dataclass(frozen=True)
class Indicator:
    """One indicator. `wordings` are the forms agreed with boroughs, compared after dressing is
    taken off.

    It is asked for from period `since` to period `until`, both included; None where that end is
    open.
    """

    key: str
    name: str
    says: str
    counts: str
    wordings: tuple[str, ...]
    until: str | None = None
    since: str | None = None


_AT_RELEASE = (
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
        (
            "New cases where DA is flagged after assessment",
            "DA flagged after assessment",
            "DA flagged at assessment",
        ),
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
    # To be followed by re-referrals after 2023-25: DA is seldom recorded as the reason a child
    # enters care.
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
ADDED = Table(
    "indicators",
    one_row_is="one indicator, or what has changed about one",
    key=("key",),
    columns={
        "key": Column("str", "its key", pattern=KEY),
        "name": Column("str", "its name in tables", nullable=True),
        "says": Column("str", "its name in a sentence", nullable=True),
        "counts": Column("str", "what it counts, in one word of several", nullable=True),
        "wordings": Column(
            "str", "the wordings agreed with boroughs, with | between them", nullable=True
        ),
        "since": Column(
            "str", "the first period it is asked for", allowed=PERIOD_KEYS, nullable=True
        ),
        "until": Column(
            "str", "the last period it is asked for", allowed=PERIOD_KEYS, nullable=True
        ),
    },
)


def declared() -> tuple[Indicator, ...]:
    """The indicators declared at release with rows of ADDED put in. InputError names the row that
    does not fit.
    """
    rows = added(ADDED)
    held = with_added(_AT_RELEASE, rows, _values, Indicator)
    refuse_shared(rows, {key: (one.name, *one.wordings) for key, one in held.items()})
    refuse_backwards(rows, held)
    return tuple(held.values())


def _values(given: dict[str, str]) -> dict:
    return {name: several(cell) if name == "wordings" else cell for name, cell in given.items()}


INDICATORS = declared()
INDICATOR_KEYS = tuple(indicator.key for indicator in INDICATORS)
INDICATOR = {indicator.key: indicator for indicator in INDICATORS}


def indicators_of(key: str) -> tuple[str, ...]:
    """The indicators asked for in period `key`."""
    return tuple(one.key for one in INDICATORS if is_within(key, one.since, one.until))


TABLE = Table(
    "indicators",
    one_row_is="one indicator in one borough in one quarter",
    key=("borough", "indicator", "quarter"),
    columns={
        "borough": Column("str", "borough key", allowed=BOROUGH_KEYS),
        "indicator": Column("str", "indicator key", allowed=INDICATOR_KEYS),
        "quarter": Column("str", "calendar quarter", pattern=QUARTER),
        "count": Column(
            "count", "the number returned: empty is no number, 0 is none", nullable=True
        ),
        **RETURNED,
    },
)

WORDINGS = Table(
    "wordings",
    one_row_is="how one borough worded one indicator in one return",
    key=("borough", "indicator", "file"),
    columns={
        "borough": Column("str", "borough key", allowed=BOROUGH_KEYS),
        "indicator": Column("str", "indicator key", allowed=INDICATOR_KEYS),
        "wording": Column("str", "the heading as typed"),
        **PLACE,
    },
)
