"""Why some analyses are refused: their false alarms, simulated where nothing changes; and that ours are few."""

import re
import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import simulation
import statsmodels.api as sm
from conftest import ROOT, series_rows
from scipy import stats
from statsmodels.discrete.discrete_model import NegativeBinomial

from analysis.declare.indicators import TABLE
from analysis.find import slopes
from strands.indicators.finds import judged as series
from strands.indicators.finds import trends
from strands.indicators.finds.series import about_series
from strands.indicators.prints.series_words import series_sentence

QUARTERS = np.arange(7)


def unchanging(mean: float, dispersion: float, series: int, quarters: int = 7) -> np.ndarray:
    """Counts with one mean and variance `dispersion` x mean: Poisson, or negative binomial."""
    rng = np.random.default_rng(20250630)
    if dispersion == 1:
        return rng.poisson(mean, (series, quarters))
    return rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion, (series, quarters))


@pytest.mark.parametrize("correlation", [0, 0.3])
@pytest.mark.parametrize("dispersion", [1, 2, 5])
@pytest.mark.parametrize("mean", [3, 40])
@pytest.mark.parametrize("quarters", [5, 11, 24])
def test_at_most_six_in_a_hundred_unchanging_series_are_called(
    quarters, mean, dispersion, correlation
):
    kind = ([mean] * simulation.KIND, [dispersion] * simulation.KIND)
    called = simulation.called(quarters, *kind, correlation)
    assert called <= 0.06
    # A test that never calls anything would pass the line above.
    assert called > (0.0005 if mean == 3 else 0.003)


def test_one_series_alone_is_called_no_more_often():
    assert simulation.called(7, [40], [3], 0.3) <= 0.06


def test_what_a_dispersion_may_be_taken_from_stands_in_the_docs():
    printed = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8").splitlines()
    assert set(simulation.rules()) <= set(printed)


def test_a_series_that_varies_more_than_its_kind_is_seldom_called():
    """Judged by its kind's dispersion alone it would be called in 14 of 100 cases."""
    called = (simulation.ps(7, [30] * 6, [1, 1, 2, 3, 4, 5], 0.3) < 0.05).mean(axis=0)
    assert called.max() <= 0.09
    assert called.mean() <= 0.06


def test_a_fall_by_half_is_seen_where_counts_are_large():
    assert simulation.called(7, [100] * 6, [2] * 6, 0, 0.5) > 0.8
    assert simulation.called(7, [3] * 6, [2] * 6, 0, 0.5) < 0.1


def test_what_is_simulated_is_the_test_that_is_printed():
    rng, kind = np.random.default_rng(3), []
    for mean in (20, 60, 200):
        kind.append(rng.negative_binomial(mean / 2, 1 / 3, 7))
    about = ("care_entry", series.AS_RETURNED, (), QUARTERS)
    every = [series.Series(str(at), *about, counts, 0, "") for at, counts in enumerate(kind)]
    fits = series._trends(every)
    assert [fit.p for fit in fits] == pytest.approx(simulation.p_of(np.array(kind), QUARTERS))


def test_newey_west_calls_one_in_four_unchanging_series():
    design = sm.add_constant(QUARTERS.astype(float))
    calls = [
        sm.OLS(counts, design).fit(cov_type="HAC", cov_kwds={"maxlags": 1}).pvalues[1] < 0.05
        for counts in unchanging(40, 1, 1000).astype(float)
    ]
    assert 0.22 < np.mean(calls) < 0.34


def test_negative_binomial_calls_too_many_or_does_not_settle():
    design, calls, series = sm.add_constant(QUARTERS.astype(float)), [], unchanging(20, 2, 300)
    for counts in series:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = NegativeBinomial(counts, design).fit(disp=0, maxiter=50)
        if fitted.mle_retvals["converged"] and np.isfinite(fitted.bse).all():
            calls.append(fitted.pvalues[1] < 0.05)
    assert np.mean(calls) > 0.06
    assert len(calls) < 0.95 * len(series)


@pytest.mark.parametrize(("dispersion", "low", "high"), [(2, 0.11, 0.20), (5, 0.50, 0.68)])
def test_control_chart_alarms_on_series_that_do_not_change(dispersion, low, high):
    counts = unchanging(40, dispersion, 4000)
    centre = counts.mean(axis=1, keepdims=True)
    alarms = (np.abs(counts - centre) > 3 * np.sqrt(centre)).any(axis=1)
    assert low < alarms.mean() < high


@pytest.mark.parametrize("useful", range(1, 9))
def test_run_chart_cannot_signal_below_ten_points(useful):
    """Nine quarters leave eight useful points, half on either side of their median: no run can be long enough."""
    longest_possible = -(-useful // 2)
    allowed = round(np.log2(useful) + 3)
    assert longest_possible <= allowed
    fewest_crossings = 1 if useful > 1 else 0
    assert fewest_crossings >= stats.binom.ppf(0.05, useful - 1, 0.5)


STEPS = """
4   - / - / -     95/-/-       90/95/-
10  - / - / -     85/93/-      75/85/95
20  85/93/-       75/85/95     65/75/90
40  75/85/-       60/75/90     50/60/80
100 60/70/85      45/55/75     35/45/60
250 40/50/70      35/40/55     25/35/45
700 30/35/50      20/25/40     15/20/30
"""


@pytest.mark.parametrize(
    "line", STEPS.strip().splitlines(), ids=lambda line: "mean " + line.split()[0]
)
def test_smallest_change_agrees_with_an_earlier_simulation(line, independent):
    """Falls in %, at 4, 5 and 7 quarters and dispersion 1/2/5, within one step of the grid of 5 (100 is
    beyond it): of quarters that do not resemble each other, as they were simulated there.
    """
    mean, *cells = line.replace(" / ", "/").split()
    for quarters, cell in zip((4, 5, 7), cells, strict=True):
        for dispersion, fall in zip((1, 2, 5), cell.split("/"), strict=True):
            ratio = trends.detectable_ratio(float(mean), np.arange(quarters), dispersion)
            here = 100 if np.isnan(ratio) else 100 * (1 - 1 / ratio)
            assert here == pytest.approx(100 if fall == "-" else float(fall), abs=7), (
                quarters,
                dispersion,
            )


def test_smallest_change_is_called_in_four_of_five_series_fitted_one_by_one():
    ratio = trends.detectable_ratio(100, QUARTERS, 2)
    rng, calls = np.random.default_rng(1), {}
    for step in (0, -1):
        fall = 1 / ratio - 0.05 * step
        expected = fall ** (QUARTERS / 6)
        law = trends.law_of(100 * expected / expected.mean(), 2)
        draws = slopes.drawn(rng, law, QUARTERS, 1000)
        calls[step] = np.mean([trends.quasi_poisson(counts, QUARTERS).p < 0.05 for counts in draws])
    assert calls[0] > 0.78
    assert calls[-1] < 0.80


def test_fit_of_many_series_is_the_fit_of_each():
    counts = unchanging(6, 2, 200)
    slope, chance, own, df = trends.fit(counts, QUARTERS)
    for i, one in enumerate(counts):
        fitted = trends.quasi_poisson(one, QUARTERS)
        assert slope[i] == pytest.approx(fitted.slope, abs=1e-6)
        assert own[i] == pytest.approx(fitted.own, abs=1e-4)
        assert chance[i] == pytest.approx(fitted.chance, rel=1e-5)
        assert df[i] == pytest.approx(fitted.df, rel=1e-5)


@pytest.mark.parametrize("times", [[0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 5, 6], [0, 3, 4, 5, 6, 7]])
def test_smallest_change_is_one_for_a_series_and_its_mirror(times):
    times = np.array(times)
    mirrored = times.max() - times[::-1]
    assert trends.detectable_ratio(30, times, 2.2) == trends.detectable_ratio(30, mirrored, 2.2)


def test_a_margin_agreed_beforehand_is_the_yardstick_of_what_would_have_shown():
    rows = TABLE.check(
        pd.DataFrame(series_rows("barnet", "referral", [100, 104, 96, 101, 99, 103, 97]))
    )
    one = next(each for each in series.judged(rows, "2023-25") if each.fit)
    assert one.margin is None
    assert np.isnan(one.seen_at_margin)
    seen = [replace(one, margin=margin).seen_at_margin for margin in (0.05, 0.5, 4)]
    assert seen == sorted(seen)
    assert (seen[0] < 0.2, seen[-1] > 0.9) == (True, True)
    found = {row["statistic"]: pd.Series(row) for row in about_series(replace(one, margin=0.5))}
    found["verdict"] = pd.Series({"verdict": "cannot tell"})
    assert re.search(
        r"A fall of 33% or a rise of 50%, the margin agreed beforehand, would have shown in \d+\.$",
        series_sentence("Referrals", "now and then", found, {}),
    )
