"""What counts ask by themselves, in a period of any length, and how seldom honest ones do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from torture.series import LENGTHS, SLIPS, caught, needless

from analysis.read.ask.series import Series, doubts, repeats
from strands.indicators.cleans.series import copies

QUARTERS = LENGTHS["four quarters"]


def asked(*rows, whens=LENGTHS["twelve months"], **how) -> list[tuple]:
    """The doubts about some series as (rule, which series, place)."""
    held = {str(at): Series(whens[: len(row)], row, **how) for at, row in enumerate(rows)}
    return [(one.rule, int(one.series), one.place) for one in doubts(held)]


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ([150, 152, 149, 1501], [3]),
        ([61, 62, None, 6400], [3]),
        ([380, 38, 380], [1]),
        ([38, 380, 38], [1]),
        ([41, 38, 3838, 43], [2]),
        ([730, 7300], [0, 1]),
        ([41, None, None, 3800], [0, 3]),
        ([15, 16, 160, 158], [0, 1, 2, 3]),
        ([150, 15, 14, 151, 149], [1, 2]),
        ([40, 62, 300, 45, 41], [2]),
    ],
)
def test_a_jump_of_ten_times_is_asked_about_at_any_length(counts, places):
    assert asked(counts, whens=QUARTERS * 2) == [("tenfold_jump", 0, place) for place in places]


@pytest.mark.parametrize(
    "counts",
    [
        [10, 160, 20, 90, 15, 140, 12, 100],
        [1, 12],
        [0, 1, 0, 11],
        [12, 1, 12, 14],
        [2, 20],
        [10, 25, 60, 150],
        [0, 40],
        [5, 30, 6],
    ],
)
def test_small_counts_and_growth_are_no_jump_of_ten_times(counts):
    assert "tenfold_jump" not in [rule for rule, *_ in asked(counts)]


def test_earlier_periods_say_which_side_of_a_jump_is_usual():
    assert asked([41, 3800], earlier=(39, 44, 40)) == [("tenfold_jump", 0, 1)]
    assert asked([3800, 3900], earlier=(39, 44, 40)) == [
        ("tenfold_jump", 0, 0),
        ("tenfold_jump", 0, 1),
    ]
    assert asked([90], earlier=(39, 44, 40, 41)) == [("out_of_own_range", 0, 0)]


def test_what_was_confirmed_is_not_asked_about_again():
    assert asked([150, 152, 149, 1501], settled=frozenset({3})) == []
    assert asked([41, 3800], settled=frozenset({0})) == [("tenfold_jump", 0, 1)]


COUNTS = st.lists(st.integers(34, 46), min_size=3, max_size=12)


@given(COUNTS, st.integers(0, 11), st.sampled_from([10, 100]))
def test_a_jump_is_asked_about_up_and_down_alike(counts, at, times):
    at %= len(counts)
    up = [count * times if place == at else count for place, count in enumerate(counts)]
    down = [count if place == at else count * times for place, count in enumerate(counts)]
    assert asked(up)[:1] == asked(down)[:1] == [("tenfold_jump", 0, at)]


def test_totals_of_the_year_so_far_are_asked_about_and_growth_is_not():
    totals = asked([41, 79, 124, 167], [52, 101, 158, 213], [12, 27, 38, 52], whens=QUARTERS)
    assert totals == [("year_to_date", series, 3) for series in range(3)]
    assert asked([41, 79, 124, 167], whens=QUARTERS) == [("year_to_date", 0, 3)]
    assert asked([40, 55, 66, 90], whens=QUARTERS) == []
    assert asked([5, 9, 16, 20], whens=QUARTERS) == []
    seven = LENGTHS["seven quarters"]
    assert asked([40, 82, 120, 44, 90, 122, 166], whens=seven) == [("year_to_date", 0, 3)]


def test_copies_are_asked_about_where_chance_would_not_have_them():
    def held(*rows):
        return {str(at): Series(QUARTERS, row) for at, row in enumerate(rows)}

    assert list(repeats(held([41, 41, 38, 40], [52, 52, 49, 50]))) == [1]
    assert list(repeats(held([1, 1, 3, 0], [2, 2, 1, 0]))) == []
    assert list(copies(held([41, 38, 45, 43], [41, 38, 45, 43]))) == [("0", "1")]
    assert list(copies(held([1, 0, 1, 0], [1, 0, 1, 0]))) == []


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("size", [5, 15, 40, 150, 740])
def test_honest_returns_are_seldom_asked_about(length, size):
    questions = needless(size, LENGTHS[length], 150)
    # Among small counts a nought between counts of four and more is asked about, whoever sent it.
    assert questions.mean() < (0.75 if size == 5 else 0.25)
    assert (questions > 1).mean() < (0.15 if size == 5 else 0.05)


@pytest.mark.parametrize("slip", ["ten times", "a hundred times", "a tenth", "typed twice"])
@pytest.mark.parametrize("length", LENGTHS)
def test_a_slip_is_caught_at_any_length(slip, length):
    assert slip in SLIPS
    assert caught(slip, 150, LENGTHS[length], 50) == 1
