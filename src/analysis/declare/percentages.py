"""Which numbers of people a printed percentage can be of (the GRIM test of Brown and Heathers,
2017, for shares).
"""

from decimal import ROUND_HALF_UP, Decimal


def places_after_point(number: Decimal) -> int:
    """How many figures stand after the point."""
    return max(0, -number.as_tuple().exponent)


def rounding(number: Decimal) -> Decimal:
    """How far rounding may have moved a number as it is printed."""
    return Decimal("0.5").scaleb(-places_after_point(number))


def fits(percentage: Decimal, base: int) -> bool:
    """Whether some count of `base` people, rounded, is this percentage."""
    nearest = int((percentage * base / 100).to_integral_value(ROUND_HALF_UP))
    return any(
        abs(Decimal(100 * k) / base - percentage) <= rounding(percentage)
        for k in (nearest - 1, nearest, nearest + 1)
        if 0 <= k <= base
    )
