"""Totals with missing parts: what is missing, never less than 0, decides whether a statement can be
told.
"""

from decimal import Decimal

import pandas as pd
import pytest

from analysis.declare.claims import CANNOT_TELL
from strands.claims.finds import changes, numbers
from strands.claims.finds.evidence import Figure
from strands.claims.finds.reading import Way


def rows(*counts: float | None, period: str = "2022-23") -> Figure:
    status = ["unknown" if count is None else "returned" for count in counts]
    table = pd.DataFrame({"count": counts, "status": status, "period": period})
    return Figure("hub", "activity/hub", table, "count")


@pytest.mark.parametrize(
    ("rule", "counts", "number", "holds"),
    [
        (numbers.equals, (4, 5), 9, True),
        (numbers.equals, (4, 5), 10, False),
        (numbers.equals, (4, 5, None), 9, CANNOT_TELL),
        (numbers.equals, (4, 5, None), 10, CANNOT_TELL),
        (numbers.equals, (4, 5, None), 8, False),
        (numbers.sums_to, (4, None), 9, CANNOT_TELL),
        (numbers.sums_to, (4, None), 3, False),
        (numbers.more_than, (4, 5, None), 8, True),
        (numbers.more_than, (4, 5, None), 9, CANNOT_TELL),
        (numbers.more_than, (4, 5), 9, False),
        (numbers.at_most, (4, 5, None), 9, CANNOT_TELL),
        (numbers.at_most, (4, 5, None), 8, False),
        (numbers.at_most, (4, 5), 9, True),
    ],
)
def test_a_total_with_missing_parts_is_told_only_within_bounds(rule, counts, number, holds):
    (reading,) = rule(rows(*counts), Decimal(number))
    assert reading.holds == holds


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ((10,), (5,), True),
        ((10,), (5, None), CANNOT_TELL),
        ((10, None), (5,), True),
        ((5, None), (10,), CANNOT_TELL),
        ((5,), (10, None), True),
        ((5,), (5, None), CANNOT_TELL),
        ((0,), (5,), None),
    ],
)
def test_a_change_in_total_allows_for_what_is_missing_on_either_side(before, after, holds):
    falls = sum(filter(None, after)) < sum(filter(None, before))
    way = Way.FALL if falls else Way.RISE
    in_total = next(changes.compares_per_month(rows(*before), rows(*after, period="2023-25"), way))
    assert in_total.holds == holds


def test_a_missing_number_may_be_the_larger():
    (larger,) = numbers.larger_than(rows(5), rows(4, None))
    (largest,) = numbers.largest(rows(5), rows(5, 4, None))
    assert larger.holds == largest.holds == CANNOT_TELL
