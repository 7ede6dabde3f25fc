"""Bounds for those who would always have answered: by hand, and wide enough for whoever was silent."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strands.surveys.finds.silence import always_answering, trimmed

BEFORE = np.array([1, 2, 2, 3, 3, 4, 4, 5, 6, 7.0])
AFTER = np.array([4, 4, 5, 5, 5, 5, 6, 6.0])


def named(rows) -> dict[str, tuple]:
    return {
        row["statistic"].removeprefix("always answering: "): (
            row["estimate"],
            row["low"],
            row["high"],
        )
        for row in rows
    }


def test_bounds_by_hand():
    """Of 10, 10 answered before and 8 after: 8 of the 10 before are kept, the lowest (24 / 8) or highest (34 / 8)."""
    found = named(always_answering(BEFORE, AFTER, (10, 10)))
    assert found["rate after"][0] == 0.8
    assert found["mean before"] == pytest.approx((3.7, 3.0, 4.25))
    assert found["mean after"] == pytest.approx((5, 5, 5))
    assert found["difference of means"] == pytest.approx((1.3, 5 - 4.25, 5 - 3))


def test_an_answer_on_the_cut_counts_in_part():
    """Half of 1, 4, 6 is one answer and a half: (1 + 4 / 2) / 1.5 and (6 + 4 / 2) / 1.5."""
    assert trimmed(np.array([6, 1, 4]), 0.5) == pytest.approx((2, 16 / 3))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 7), min_size=1, max_size=9), st.data())
def test_whoever_was_silent_the_mean_lies_between_and_the_ends_are_reached(answers, data):
    kept = data.draw(st.integers(1, len(answers)))
    means = [np.mean(some) for some in combinations(answers, kept)]
    assert trimmed(np.array(answers), kept / len(answers)) == pytest.approx(
        (min(means), max(means))
    )


def test_equal_rates_leave_nothing_to_trim():
    found = named(always_answering(BEFORE, AFTER, (20, 16)))
    assert found["difference of means"] == pytest.approx((1.3, 1.3, 1.3))


def test_turning_before_and_after_round_mirrors_the_bounds():
    there = named(always_answering(BEFORE, AFTER, (10, 12)))
    back = named(always_answering(AFTER, BEFORE, (12, 10)))
    estimate, low, high = there["difference of means"]
    assert back["difference of means"] == pytest.approx((-estimate, -high, -low))
    assert back["mean after"] == pytest.approx(there["mean before"])


@pytest.mark.parametrize(
    ("sides", "says"),
    [
        ((BEFORE, AFTER), "nobody answered after who would not also have answered before"),
        ((AFTER, BEFORE), "nobody answered before who would not also have answered after"),
    ],
)
def test_what_is_taken_for_granted_is_said_for_the_time_fewer_answered(sides, says):
    *_, row = always_answering(*sides, (10, 10))
    assert says in row["note"]


@pytest.mark.parametrize(
    ("eligible", "why"),
    [
        ((9, 20), "more answered before than could have"),
        ((10, 7), "more answered after than could have"),
    ],
)
def test_more_answers_than_people_have_no_bounds(eligible, why):
    (row,) = always_answering(BEFORE, AFTER, eligible)
    assert row["note"] == f"no bounds: {why}"


def test_nobody_after_has_no_bounds():
    (row,) = always_answering(BEFORE, np.array([]), (10, 10))
    assert (row["estimate"], row["note"]) == (None, "no bounds: nobody answered after")
