"""A piece of arithmetic that a text states, and how near a wrong number comes to the right one."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Sum:
    """One piece of arithmetic that a text states: as it stands there, and what it should be."""

    says: str
    expected: str
    holds: bool


def is_slip_of(stated: Decimal, right: Decimal) -> bool:
    """Whether a number may well be a slip for another: it is near, or one figure of it differs.
    What lies farther off was not meant as the same number.
    """
    off, largest = abs(stated - right), max(stated, right)
    if off <= 2 or off * 100 <= largest * 6:
        return True
    # One figure too high or too low, or two in the wrong order.
    steps = {Decimal(step) * ten for step in (1, 2, 3, 9) for ten in (10, 100, 1000)} | {9}
    return off in steps and off * 100 <= largest * 30
