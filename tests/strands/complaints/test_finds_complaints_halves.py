"""Ratios of rates, differences of shares, and what would have shown: textbook numbers, mirrors and plain counting."""

from __future__ import annotations

import numpy as np
import pytest
import simulation
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.find.rates import Spread
from strands.complaints.finds import halves

SEPARATE, SPREAD = Spread(), Spread(2.5, 8.0)


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_differences_of_the_textbook(later, earlier, low, high):
    """Newcombe 1998, Statistics in Medicine 17:873-890, table II, contrasts (a) to (h), method 10."""
    found = halves.difference((earlier, later))
    assert found[0] == pytest.approx(later[0] / later[1] - earlier[0] / earlier[1])
    assert (round(found[1], 4), round(found[2], 4)) == (low, high)


def test_ratio_by_hand():
    """5 then 11 over equal bases: y of 16 by Clopper and Pearson is 0.4134 to 0.8898, as odds 0.7047 to 8.076."""
    estimate, low, high = halves.ratio((5, 11), (100, 100), SEPARATE)
    ends = stats.beta.ppf((0.025, 0.975), (11, 12), (6, 5))
    assert tuple(np.round(ends, 4)) == (0.4134, 0.8898)
    assert estimate == pytest.approx(2.2)
    assert (low, high) == pytest.approx(tuple(end / (1 - end) for end in ends))


def test_ratio_is_of_rates_and_not_of_counts():
    assert halves.ratio((10, 10), (100, 400), SEPARATE)[0] == pytest.approx(0.25)
    low, high = halves.ratio((10, 10), (100, 400), SEPARATE)[1:]
    assert (low, high) == pytest.approx(
        tuple(end / 4 for end in halves.ratio((10, 10), (1, 1), SEPARATE)[1:])
    )


@pytest.mark.parametrize(
    ("counts", "known"),
    [((0, 7), (False, True, False)), ((7, 0), (False, False, True)), ((0, 0), (False,) * 3)],
)
@pytest.mark.parametrize("spread", [SEPARATE, SPREAD])
def test_a_count_of_nought_leaves_ends_open(counts, known, spread):
    assert tuple(end is not None for end in halves.ratio(counts, (50, 60), spread)) == known


def test_an_interval_is_as_much_wider_as_counts_vary_more():
    """On the log scale by the root of the dispersion and by t over z: 2.306 / 1.960 at 8 degrees."""
    (ratio, low, high), wider = (
        halves.ratio((20, 35), (100, 140), spread) for spread in (SEPARATE, SPREAD)
    )
    by = np.sqrt(2.5) * stats.t.ppf(0.975, 8) / stats.norm.ppf(0.975)
    assert wider == pytest.approx((ratio, *(ratio * (end / ratio) ** by for end in (low, high))))


counts, bases = st.integers(0, 60), st.integers(1, 900)


@settings(deadline=None)
@given(counts, counts, bases, bases)
def test_ratio_turned_round_is_its_inverse(x, y, first, second):
    there, back = ((x, y), (first, second)), ((y, x), (second, first))
    one, other = (halves.ratio(*each, SPREAD) for each in (there, back))
    for end, mirror in zip(one, (other[0], other[2], other[1]), strict=True):
        assert (end is None) == (mirror is None)
        assert end is None or end == pytest.approx(1 / mirror)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_difference_turned_round_is_its_negative(n, m, data):
    pairs = (data.draw(st.integers(0, n)), n), (data.draw(st.integers(0, m)), m)
    one, other = halves.difference(pairs), halves.difference(pairs[::-1])
    assert one == pytest.approx((-other[0], -other[2], -other[1]), abs=1e-12)


@pytest.mark.parametrize(
    ("low", "high", "way"),
    [
        (1.1, 3, "increase"),
        (0.2, 0.9, "decrease"),
        (0.9, 1.2, "cannot tell"),
        (1.0, 2, "cannot tell"),
        (0.5, 1.0, "cannot tell"),
        (1.2, None, "increase"),
        (0.8, None, "cannot tell"),
        (None, 0.9, "decrease"),
        (None, None, "cannot tell"),
    ],
)
def test_a_way_is_told_only_where_the_interval_leaves_out_no_change(low, high, way):
    assert halves.way(low, high, 1) == way


# What would have shown


def test_five_complaints_cannot_show_anything_and_six_can():
    """With equal bases all of 6 on one side has p 2/64 and all of 5 has 2/32: only the first is below 5 %."""
    assert halves.least_ratio(5, (100, 100), SEPARATE) == (None, None)
    fall, rise = halves.least_ratio(6, (100, 100), SEPARATE)
    # All six in one half in 80 of 100: 0.8^(1/6) of the odds there.
    least = 0.8 ** (1 / 6)
    # 26.4 times lies on the grid between a fall of 96 % and one of 97 %.
    assert 100 / 4 < least / (1 - least) <= rise == pytest.approx(100 / 3)
    assert fall == pytest.approx(1 / rise)


@pytest.mark.parametrize("dispersion", [1.0, 1.6])
@pytest.mark.parametrize(("total", "bases"), [(50, (500, 700)), (120, (300, 300))])
def test_least_ratio_is_told_in_eighty_of_a_hundred_drawn(total, bases, dispersion):
    """Two negative binomial counts drawn until they come to the total: their law is not asked."""
    spread = Spread(dispersion, 12.0)
    _, rise = halves.least_ratio(total, bases, spread)
    rng = np.random.default_rng(5)
    for ratio, often in ((rise, True), (1 + (rise - 1) * 0.8, False)):
        share = ratio * bases[1] / (bases[0] + ratio * bases[1])
        drawn = _given_total(rng, total, share, dispersion)
        ends = [halves.ratio((total - int(y), int(y)), bases, spread)[1:] for y in drawn]
        told = np.mean([halves.way(*end, 1) != "cannot tell" for end in ends])
        assert (told > 0.78) == often


def _given_total(rng, total: int, share: float, dispersion: float) -> np.ndarray:
    means = np.array([1 - share, share]) * total
    if dispersion == 1:
        x, y = (rng.poisson(mean, 200_000) for mean in means)
    else:
        size, p = means / (dispersion - 1), 1 / dispersion
        x, y = (rng.negative_binomial(n, p, 200_000) for n in size)
    return y[x + y == total][:3000]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 60), bases, bases)
def test_least_ratios_turned_round_are_inverses(total, first, second):
    fall, rise = halves.least_ratio(total, (first, second), SPREAD)
    assert halves.least_ratio(total, (second, first), SPREAD) == pytest.approx(
        (None if rise is None else 1 / rise, None if fall is None else 1 / fall)
    )


def test_nothing_is_told_of_no_change_in_more_than_one_of_twenty():
    at = halves._tells_ratio(40, 1.0, (300, 500), SEPARATE)
    assert 0 < at <= 0.05


@pytest.mark.parametrize(("n", "m"), [(12, 9), (5, 20), (1, 1)])
def test_pairs_that_are_told_are_those_of_the_interval(n, m):
    told = halves._told(n, m)
    for x in range(n + 1):
        for y in range(m + 1):
            low, high = confint_proportions_2indep(y, m, x, n, method="newcomb", compare="diff")
            assert told[x, y] == (low > 1e-12 or high < -1e-12)


def test_least_difference_by_plain_counting():
    fall, rise = halves.least_difference((30, 40), 0.4)
    told = halves._told(30, 40)
    p1, p2 = 0.4 - rise * 40 / 70, 0.4 + rise * 30 / 70
    power = sum(
        stats.binom.pmf(x, 30, p1) * stats.binom.pmf(y, 40, p2) * told[x, y]
        for x in range(31)
        for y in range(41)
    )
    assert 0.8 <= power < 0.83
    assert -0.5 < fall < 0 < rise < 0.5


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.floats(0, 1))
def test_least_differences_turned_round_are_negatives(n, m, share):
    fall, rise = halves.least_difference((n, m), share)
    assert halves.least_difference((m, n), share) == (rise and -rise, fall and -fall)


def test_a_share_of_nobody_or_of_all_could_show_no_difference_around_it():
    assert halves.least_difference((0, 30), 0.5) == (None, None)
    assert halves.least_difference((30, 30), 0.0) == (None, None)


def test_halves_that_do_not_differ_are_seldom_called_however_their_quarters_vary():
    """Dispersion 2 and neighbours correlated by 0.3; the whole table stands in docs/methods.md."""
    shares = [simulation.half_called(5, 4, 40, 2, rho) for rho in (0, 0.3)]
    assert max(shares) <= 0.06
    cells = " | ".join(f"{share:.1%}" for share in shares)
    methods = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert f"| 5 | 4 | 40 | 2 | {cells} |" in methods
