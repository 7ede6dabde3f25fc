"""Shares over time against published and hand-made numbers: the fit, the least change, and what a plan allows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.find import over_time, quasi_binomial, slopes
from analysis.find.finding import share

# Deaths of beetles by dose (Bliss 1935), as in Dobson and Barnett, An Introduction to Generalized Linear Models,
# section 7.3: logistic intercept -60.72 (5.18) and slope 34.27 (2.91), deviance 11.23; Pearson X2 10.03 on 6 degrees
# of freedom, so R's quasibinomial gives dispersion 1.671 and a standard error of 2.912 x sqrt(1.671) = 3.765.
DOSES = np.array([1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839])
BEETLES, KILLED = (
    np.array([59, 60, 62, 56, 63, 59, 62, 60]),
    np.array([6, 13, 18, 28, 52, 53, 61, 60]),
)


def test_the_fit_is_that_of_the_textbook(independent):
    fitted = quasi_binomial.change(KILLED, BEETLES, DOSES)
    assert fitted.slope == pytest.approx(34.27, abs=0.005)
    assert fitted.dispersion == pytest.approx(10.03 / 6, abs=0.001)
    assert fitted.error == pytest.approx(2.912 * np.sqrt(10.03 / 6), abs=0.002)
    reach = stats.t.ppf(0.975, 6) * 3.7646 * np.ptp(DOSES)
    assert np.log(fitted.whole()[2] / fitted.whole()[0]) == pytest.approx(reach, rel=1e-4)


def test_two_dates_are_an_odds_ratio_by_hand(independent):
    """Months at two dates: the odds ratio of the pooled table, Woolf's error, and Pearson's X2 within the dates."""
    of, out_of, times = (
        np.array([20, 30, 45, 50]),
        np.array([100, 100, 100, 100]),
        np.array([0.0, 0.0, 1.0, 1.0]),
    )
    fitted = quasi_binomial.change(of, out_of, times)
    assert fitted.whole()[0] == pytest.approx((95 / 105) / (50 / 150))
    # Within the dates shares are 0.25 and 0.475: X2 = 2 x 25 / 18.75 + 2 x 6.25 / 24.9375.
    x2 = 50 / 18.75 + 12.5 / 24.9375
    assert fitted.dispersion == pytest.approx(x2 / 2)
    assert fitted.error == pytest.approx(np.sqrt((1 / 50 + 1 / 150 + 1 / 95 + 1 / 105) * x2 / 2))


def test_months_that_vary_less_than_chance_narrow_nothing():
    of, out_of, times = np.array([30, 31, 32, 33, 34, 35]), np.full(6, 100), np.arange(6.0)
    fitted = quasi_binomial.change(of, out_of, times)
    (_,), (plain,), (dispersion,), _ = quasi_binomial.fit(of[None, :].astype(float), out_of, times)
    assert fitted.dispersion == pytest.approx(dispersion)
    assert dispersion < 0.1
    assert fitted.error == pytest.approx(plain)


@pytest.mark.parametrize(
    "of", [[0, 0, 0, 0, 0, 0], [50, 50, 50, 50, 50, 50], [0, 0, 0, 50, 50, 50]]
)
def test_where_months_are_all_or_none_nothing_is_fitted(of):
    assert quasi_binomial.change(np.array(of), np.full(6, 50), np.arange(6.0)) is None


@given(st.lists(st.tuples(st.integers(5, 300), st.floats(0.05, 0.95)), min_size=8, max_size=12))
@settings(max_examples=60, deadline=None)
def test_end_for_end_a_rise_is_a_fall(months):
    out_of = np.array([n for n, _ in months])
    of, times = np.array([round(n * p) for n, p in months]), np.arange(float(len(months)))
    there, back = (
        quasi_binomial.change(of, out_of, times),
        quasi_binomial.change(of[::-1], out_of[::-1], times),
    )
    assert (there is None) == (back is None)
    if there:
        low, high = back.whole()[2], back.whole()[1]
        assert np.log(there.whole()) == pytest.approx(
            np.log([1 / back.whole()[0], 1 / low, 1 / high]), abs=1e-5
        )
        assert there.p == pytest.approx(back.p, abs=1e-6)


def test_the_least_change_is_one_number_for_a_series_and_its_mirror():
    # Drawn as they stand, these months and their mirror image would differ by a step.
    out_of, times = np.array([18, 55, 41, 90, 92, 88, 111, 112]), np.arange(8.0)
    least = quasi_binomial.least_odds(0.3, out_of, times, 1.0)
    assert least == quasi_binomial.least_odds(0.3, out_of[::-1], times, 1.0)
    assert least > 1


@pytest.mark.parametrize("dispersion", [1, 2])
def test_the_least_change_is_called_in_80_of_100_and_a_smaller_one_is_not(dispersion):
    out_of, times = np.full(12, 80), np.arange(12.0)
    least = np.log(quasi_binomial.least_odds(0.4, out_of, times, dispersion))
    assert quasi_binomial.power(least, 0.4, out_of, times, dispersion) >= 0.8
    assert quasi_binomial.power(least - 0.1, 0.4, out_of, times, dispersion) < 0.8
    assert quasi_binomial.power(0.0, 0.4, out_of, times, dispersion) < 0.06


def test_what_is_drawn_is_as_dispersed_as_asked():
    rng = np.random.default_rng(1)
    law = quasi_binomial.law_of(np.full(12, 0.3), np.full(12, 200), 3.0)
    drawn = slopes.drawn(rng, law, np.arange(12.0), 2_000)
    assert drawn.mean() == pytest.approx(60, rel=0.01)
    assert drawn.var() / (200 * 0.3 * 0.7) == pytest.approx(3.0, rel=0.05)


@pytest.mark.parametrize(
    ("odds", "level", "points"), [(4.0, 0.5, 1 / 3), (1.0, 0.2, 0.0), (0.25, 0.5, -1 / 3)]
)
def test_odds_in_points_by_hand(odds, level, points):
    """Half of odds four times as high either side of one: odds of 2 and 1/2, so shares of two thirds and one third."""
    assert quasi_binomial.points(odds, level) == pytest.approx(points)


def test_an_interval_is_as_wide_as_the_months_vary():
    """Korn and Graubard (1998): the interval of x / 4 of n / 4 where months vary four times as much as by chance."""
    wide = over_time.widened(80, 400, 4.0)
    assert (wide["low"], wide["high"]) == pytest.approx(
        (share(20, 100)["low"], share(20, 100)["high"])
    )
    assert (wide["x"], wide["n"], wide["estimate"]) == (80, 400, 0.2)
    assert (
        over_time.widened(80, 400, 0.5)
        == over_time.widened(80, 400, float("nan"))
        == share(80, 400)
    )
