"""A printed number as a number with the format that shows it as it was printed: 14% is 0.14 shown
as 14%, and ×1.25 is 1.25 with a sign before it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from analysis.declare.revisions import MARK

MINUS = "−"
_PRINTED = re.compile(
    rf"(?P<before>[+×{MINUS}]?)(?P<digits>0|[1-9]\d{{0,8}}|[1-9]\d{{0,2}}(?:,\d{{3}})+)"
    rf"(?P<part>\.\d+)?(?P<percent>%?)(?P<after>(?:\N{{NO-BREAK SPACE}}{re.escape(MARK)})?)"
)


@dataclass(frozen=True)
class Number:
    """A number and how it is shown: `before` and `after` are words around it, `places` how many
    digits stand behind the point.
    """

    text: str
    value: Decimal
    places: int
    before: str = ""
    after: str = ""
    grouped: bool = False
    percent: bool = False


def number(text: str) -> Number | None:
    """A printed text as a number; None where it is anything else, as a range or a symbol is."""
    found = _PRINTED.fullmatch(text)
    if found is None:
        return None
    part, percent = found["part"] or "", bool(found["percent"])
    value = Decimal(found["digits"].replace(",", "") + part)
    # A rounded nought knows whether it was below: no number does.
    if found["before"] == MINUS and not value:
        return None
    signed = -value if found["before"] == MINUS else value
    return Number(
        text,
        signed.scaleb(-2) if percent else signed,
        max(len(part) - 1, 0),
        found["before"],
        found["after"],
        "," in found["digits"],
        percent,
    )
