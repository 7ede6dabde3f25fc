"""The exact interval of a difference of two shares, against other programs, by hand, and by what it promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from strands.reviews.finds.review_cases import difference


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [((40, 78, 5, 17), -0.0466, 0.4676), ((3, 4, 1, 2), -0.6420027, 0.8900002)],
)
def test_as_the_tests_of_r_tern_have_it(counts, low, high):
    """`s_proportion_diff(method = "uncond_exact_diff")` of the R package tern, which follows SAS, in its own tests."""
    assert difference(*counts)[1:] == pytest.approx((low, high), abs=1e-4)


def test_all_against_none_by_hand():
    """The likeliest pair of shares d apart is (1 + d)/2 and (1 - d)/2, so ((1 + d)/2)^10 = 0.025."""
    assert difference(5, 5, 0, 5)[1:] == pytest.approx((2 * 0.025**0.1 - 1, 1), abs=1e-4)


COUNTS = st.integers(1, 6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(deadline=None, max_examples=25)
@given(COUNTS, COUNTS)
def test_either_arm_first_is_the_mirror(first, second):
    seen, low, high = difference(*first, *second)
    other = difference(*second, *first)
    assert (-seen, -high, -low) == pytest.approx(other, abs=1e-6)
    assert -1 <= low <= seen <= high <= 1


def test_it_holds_the_truth_in_95_of_100_whatever_the_truth():
    """Over all samples of 5 and 5, at pairs of shares from 0.05 to 0.95."""
    ends = {(x, y): difference(x, 5, y, 5)[1:] for x in range(6) for y in range(6)}
    for p in np.linspace(0.05, 0.95, 7):
        for q in np.linspace(0.05, 0.95, 7):
            held = sum(
                binom.pmf(x, 5, p) * binom.pmf(y, 5, q)
                for (x, y), (low, high) in ends.items()
                if low - 1e-6 <= p - q <= high + 1e-6
            )
            assert held >= 0.95
