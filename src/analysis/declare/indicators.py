"""The children's social care indicators: what each counts, how boroughs word it, and the table they
become.
"""

from dataclasses import dataclass

from analysis.declare.added import (
    KEY,
    added,
    refuse_backwards,
    refuse_shared,
    with_added,
    with_lists,
)
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS, QUARTER, is_within
from analysis.declare.returned import PLACE, returned
from analysis.declare.table import Table, columns


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
    columns=columns(
        """
        key: its key, in small letters with _ between words, like strategy_meeting
        name (text or empty): its name in tables, like Strategy meetings
        says (text or empty): its name in a sentence, like strategy meetings about DA
        counts (text or empty): what it counts, in one word for several, like meetings
        wordings (text or empty): the wordings agreed with boroughs, with | between them, like
            Strategy meetings with DA|Strategy discussions with DA
        since (text or empty): the first period it is asked for
        until (text or empty): the last period it is asked for
    """,
        key=KEY,
        since=PERIOD_KEYS,
        until=PERIOD_KEYS,
    ),
)


def declared() -> tuple[Indicator, ...]:
    """The indicators declared at release with rows of ADDED put in. InputError names the row that
    does not fit.
    """
    rows = added(ADDED)
    held = with_added(_AT_RELEASE, rows, with_lists("wordings"), Indicator, ADDED)
    refuse_shared(rows, {key: (one.name, *one.wordings) for key, one in held.items()})
    refuse_backwards(rows, held)
    return tuple(held.values())


INDICATORS = declared()
INDICATOR_KEYS = tuple(indicator.key for indicator in INDICATORS)
INDICATOR = {indicator.key: indicator for indicator in INDICATORS}


def indicators_of(key: str) -> tuple[str, ...]:
    """The indicators asked for in period `key`."""
    return tuple(one.key for one in INDICATORS if is_within(key, one.since, one.until))


TABLE = returned(
    "indicators",
    "one indicator in one borough in one quarter",
    ("borough", "indicator", "quarter"),
    columns(
        """
        borough: borough key
        indicator: indicator key
        quarter: calendar quarter
        count (count or empty): the number returned: empty is no number, 0 is none
    """,
        borough=BOROUGH_KEYS,
        indicator=INDICATOR_KEYS,
        quarter=QUARTER,
    ),
)

WORDINGS = Table(
    "wordings",
    one_row_is="how one borough worded one indicator in one return",
    key=("borough", "indicator", "file", "sheet", "cell"),
    columns={
        **columns(
            """
        borough: borough key
        indicator: indicator key
        wording (free text): the heading as typed
    """,
            borough=BOROUGH_KEYS,
            indicator=INDICATOR_KEYS,
        ),
        **PLACE,
    },
)
