"""From an interval to what may be said of it: one rule, the same upward and downward."""

from analysis.declare.finding import (
    CANNOT_TELL,
    DECREASE,
    INCREASE,
    POSSIBLE_DECREASE,
    POSSIBLE_INCREASE,
    STABLE,
)

# Usable quarters at which a series may bear more: tier 0 below 4, tier 1 from 4, and so on.
_TIERS = (4, 5, 8, 12, 24)


def tier(quarters: int) -> int:
    """What a series of `quarters` usable quarters may bear: 0 numbers only, 1 a ratio, 2 a trend
    with low power ...
    """
    return sum(quarters >= least for least in _TIERS)


def verdict(
    low: float,
    high: float,
    *,
    planned: bool = False,
    adjusted_p: float = 1.0,
    margin: float | None = None,
) -> str:
    """What the interval `low` to `high` of a rate ratio lets one say.

    A planned series whose p stands after Holm may be called a change; any other interval without 1
    is a possible one. `margin` is the share of change agreed beforehand to be no change (0.1 for a
    fall or rise of a tenth, so from 1/1.1 to 1.1); without one nothing is called stable.
    """
    if high < 1 or low > 1:
        sure = planned and adjusted_p < 0.05
        if high < 1:
            return DECREASE if sure else POSSIBLE_DECREASE
        return INCREASE if sure else POSSIBLE_INCREASE
    if margin is not None and low >= 1 / (1 + margin) and high <= 1 + margin:
        return STABLE
    return CANNOT_TELL
