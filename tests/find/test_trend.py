"""The trend of a short series: against R, against a hand count of orders, and against published ratios."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from analysis.find import slopes
from strands.indicators.finds import fragility, trends

R = pd.read_csv(ROOT / "tests" / "reference" / "indicators_r.csv")
SERIES = [pytest.param(row, id=f"{row.borough}-{row.indicator}") for row in R.itertuples()]


def series(text: str) -> tuple[np.ndarray, np.ndarray]:
    counts = np.array([int(number) for number in text.split()])
    return counts, np.arange(len(counts))


@pytest.mark.parametrize("row", SERIES)
def test_trend_agrees_with_r(row, independent):
    fitted = trends.quasi_poisson(*series(row.counts))
    assert fitted.ratio()[0] == pytest.approx(row.poisson_ratio, abs=5e-5)
    # R stops its iterations a little earlier: 6.69222 for 6.69215 in one series.
    assert fitted.own == pytest.approx(row.dispersion, abs=1e-4)
    assert fitted.chance * np.sqrt(fitted.own) == pytest.approx(row.quasi_se, abs=5e-5)


@pytest.mark.parametrize("row", [p for p in SERIES if p.values[0].dispersion >= 1])
def test_interval_and_p_agree_with_r_where_counts_vary_more_than_chance(row, independent):
    fitted = trends.quasi_poisson(*series(row.counts))
    assert fitted.ratio()[1:] == pytest.approx((row.quasi_low, row.quasi_high), abs=5e-5)
    assert fitted.p == pytest.approx(row.quasi_p, abs=5e-5)


@pytest.mark.parametrize("row", [p for p in SERIES if p.values[0].dispersion < 1])
def test_floor_widens_what_r_makes_narrower_than_chance(row, independent):
    """R trusts a dispersion below 1, as seven quarters of one borough can show by luck; we never do."""
    _, low, high = trends.quasi_poisson(*series(row.counts)).ratio()
    assert low < row.quasi_low
    assert high > row.quasi_high


def test_six_series_have_a_dispersion_below_one():
    assert (R["dispersion"] < 1).sum() == 6


def test_span_is_the_quarterly_ratio_to_the_power_of_the_quarters_between():
    fitted = trends.quasi_poisson(*series("19 18 15 6 11 10"))
    assert fitted.ratio(5) == pytest.approx([end**5 for end in fitted.ratio()])


def test_missing_quarter_keeps_its_place():
    """A gap is a quarter of time, not a quarter skipped."""
    steady = np.array([100, 200, 800, 1600])
    assert trends.quasi_poisson(steady, np.array([0, 1, 3, 4])).ratio()[0] == pytest.approx(2)


@pytest.mark.parametrize("counts", ["0 0 0 0 0", "5 9"])
def test_no_trend_where_counts_cannot_carry_one(counts):
    assert trends.quasi_poisson(*series(counts)) is None


@pytest.mark.parametrize("counts", ["5 9 15 2", "12 10 4 1 7", "0 4 4 9 2"])
def test_permutation_p_is_the_share_of_orders_that_lean_as_far(counts):
    y, t = series(counts)
    lean = [abs(np.dot(t - t.mean(), order)) for order in permutations(y)]
    assert fragility.permutation_p(y, t) == pytest.approx(np.mean(np.array(lean) >= lean[0] - 1e-9))


def test_four_quarters_cannot_come_below_one_in_twelve():
    assert fragility.permutation_p(*series("1 2 3 4")) == pytest.approx(2 / 24)
    assert fragility.permutation_p(*series("1 2 3 4 5 6 7")) == pytest.approx(2 / 5040)


def test_longer_series_are_sampled_the_same_way_every_time():
    y, t = series("12 15 15 21 15 35 18 20 30 28 33")
    assert fragility.permutation_p(y, t) == fragility.permutation_p(y, t)
    assert fragility.permutation_p(y, t) < 0.05


def of_spread(spread: float) -> slopes.Slope:
    """A trend whose counts vary so much, known for certain."""
    return slopes.Slope(0.0, 1.0, spread, 5, spread, np.inf, 6)


@pytest.mark.parametrize(
    ("counts", "earlier", "later", "ratio", "low", "high"),
    [
        ("12 15 15 21 15 35 18", 42, 68, 1.62, 1.10, 2.37),
        ("53 39 40 42 46 73 64", 132, 183, 1.39, 1.11, 1.73),
    ],
)
def test_matched_quarters_a_year_apart(counts, earlier, later, ratio, low, high, independent):
    """Barking and Dagenham's care entries and plans rose, which the report of June 2025 calls no clear
    pattern; so they did if their counts varied as chance lets them, and no quarter resembled the next.
    """
    y, t = series(counts)
    assert (y[:3].sum(), y[4:].sum()) == (earlier, later)
    assert fragility.year_apart(y, t, of_spread(1.0)) == pytest.approx(
        (ratio, low, high, 3), abs=0.0051
    )


def test_dispersion_widens_the_year_apart_interval_around_the_same_ratio():
    y, t = series("12 15 15 21 15 35 18")
    plain, wide = (fragility.year_apart(y, t, of_spread(spread)) for spread in (1.0, 4.0))
    assert wide[0] == plain[0]
    assert np.log(wide[1] / wide[0]) == pytest.approx(2 * np.log(plain[1] / plain[0]))


def test_quarters_that_resemble_each_other_widen_what_is_said_of_a_year(request):
    """Three neighbours with a correlation r: their mean varies (3 + 4 r + 2 r^2) / 3 times as much."""
    y, t = series("12 15 15 21 15 35 18")
    alike = fragility.year_apart(y, t, of_spread(1.0))
    request.getfixturevalue("independent")
    apart = fragility.year_apart(y, t, of_spread(1.0))
    wider = (np.log(alike[2] / alike[0]) / np.log(apart[2] / apart[0])) ** 2
    r = 0.3
    # The end of one and the begin of the other resemble each other too, which takes some off.
    across = r**2 + 2 * r**3 + 3 * r**4 + 2 * r**5 + r**6
    assert wider == pytest.approx((3 + 4 * r + 2 * r**2 - across) / 3, abs=1e-4)


def test_no_year_apart_without_pairs_or_on_a_zero():
    assert fragility.year_apart(*series("5 9 15 2"), of_spread(1.0)) is None
    assert fragility.year_apart(*series("0 4 4 9 2"), of_spread(1.0)) is None


def test_leave_one_out_is_the_range_over_every_quarter():
    y, t = series("16 9 9 4 15 4 1")
    fits = [trends.quasi_poisson(np.delete(y, i), np.delete(t, i)).ratio()[0] for i in range(7)]
    assert fragility.leave_one_out(y, t) == (min(fits), max(fits))
    assert min(fits) == pytest.approx(0.7005, abs=5e-5)
