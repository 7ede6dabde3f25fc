"""Consultations and hub: rates with exact intervals, and no comparison between boroughs."""

import warnings

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from scipy.stats import chi2, norm, t

from analysis import store
from analysis.find import rates
from strands.activity.cleans.activity import clean
from strands.activity.finds.activity import findings

PERIODS = ("2021-22", "2022-23", "2023-25")


@pytest.fixture(scope="module")
def tables():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = [
            clean(store.returns(p, "activity"), store.corrections(p, "activity"), p)
            for p in PERIODS
        ]
    names = ("consultations", "hub", "form")
    return [pd.concat([getattr(one, name) for one in made], ignore_index=True) for name in names]


@pytest.fixture(scope="module")
def found(tables):
    return findings(*tables)


def one(found, statistic, borough="", subject="", period="2023-25", against="") -> pd.Series:
    here = (
        (found["statistic"] == statistic)
        & (found["borough"] == borough)
        & (found["subject"] == subject)
        & (found["when"] == period)
    )
    rows = found[here & (found["reading"] == against)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_rate_a_month_has_the_garwood_interval(found):
    """Garwood 1936: chi2(alpha/2, 2x)/2 and chi2(1 - alpha/2, 2x + 2)/2, over the months."""
    row = one(found, "per_month", "hackney")
    assert row["estimate"] == pytest.approx(113 / 18)
    assert row["low"] == pytest.approx(chi2.ppf(0.025, 2 * 113) / 2 / 18)
    assert row["high"] == pytest.approx(chi2.ppf(0.975, 2 * 113 + 2) / 2 / 18)


@pytest.mark.parametrize(
    ("borough", "ratio", "low", "high"),
    [
        ("waltham_forest", 1.51, 1.14, 2.00),
        ("hammersmith_and_fulham", 1.84, 1.21, 2.80),
        ("hackney", 0.80, 0.59, 1.08),
        ("newham", 1.21, 0.94, 1.55),
    ],
)
def test_change_within_a_borough_is_as_uncertain_as_all_boroughs_vary(
    found, tables, borough, ratio, low, high
):
    """The ends are those of Poisson counts, widened by what two-way scaling leaves unexplained."""
    row = one(found, "change in per_month", borough, against="2022-23")
    counts = tables[0].dropna(subset=["count", "months"])
    y, months = (
        counts.pivot(index="borough", columns="period", values=name).astype(float).to_numpy()
        for name in ("count", "months")
    )
    of_period = np.ones(y.shape[1])
    for _ in range(2_000):
        of_borough = np.nansum(y, axis=1) / np.nansum(months * of_period, axis=1)
        of_period = np.nansum(y, axis=0) / np.nansum(months * of_borough[:, None], axis=0)
    expected = months * of_borough[:, None] * of_period
    df = np.isfinite(y).sum() - sum(y.shape) + 1
    dispersion = np.nansum((y - expected) ** 2 / expected) / df
    wider = np.sqrt(max(1, dispersion)) * t.ppf(0.975, df) / norm.ppf(0.975)
    assert wider > 1
    ends = [ratio * (end / ratio) ** wider for end in (low, high)]
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx((ratio, *ends), rel=0.02)


@pytest.mark.parametrize("left", ["one period", "one borough", "nothing logged before", "none"])
def test_counts_too_few_for_a_spread_give_no_interval_and_no_warning(tables, left):
    rows, hub, form = tables
    rows = {
        "one period": rows[rows["period"] == "2021-22"],
        "one borough": rows[rows["borough"] == "hackney"],
        "nothing logged before": rows.assign(
            count=rows["count"].where(rows["period"] == "2023-25", 0)
        ),
        "none": rows.iloc[:0],
    }[left]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = findings(rows, hub, form)
    changes = found[(found["statistic"] == "change in per_month") & found["borough"].ne("")]
    assert changes["low"].isna().all()


def test_hackney_rises_in_total_and_falls_a_month(found):
    assert one(found, "change in total", "hackney", against="2022-23")["estimate"] > 1
    direction = one(found, "direction", "hackney", against="2022-23")
    assert direction["refused"] == "G28"
    assert "depends" in direction["note"]


def test_the_whole_period_is_a_longer_exposure(found):
    assert one(found, "per_month_whole_period", "barnet")["estimate"] == pytest.approx(75 / 21)


@pytest.mark.parametrize(
    ("period", "total"), [("2021-22", 218), ("2022-23", 246), ("2023-25", 774)]
)
def test_totals_of_table_3_are_computed(found, period, total):
    assert one(found, "consultations", period=period)["estimate"] == total


@pytest.mark.parametrize(
    ("page", "total", "low", "high"),
    [
        ("training | S&T: core training", 1.20, 0.46, 0.69),
        ("resources | Engaging with perpetrators", 2.87, 1.09, 1.64),
    ],
)
def test_a_page_in_total_and_a_month_under_every_length(found, page, total, low, high):
    assert one(found, "change in total", subject=page, against="2022-23")[
        "estimate"
    ] == pytest.approx(total, abs=0.005)
    monthly = one(found, "change in per_month", subject=page, against="2022-23")
    assert (monthly["low"], monthly["high"]) == pytest.approx((low, high), abs=0.005)
    assert pd.isna(monthly["estimate"])


def test_all_resource_pages_but_one_fall(found):
    row = one(found, "pages that fall: change in total", subject="resources", against="2022-23")
    assert (row["estimate"], row["n"]) == (10, 11)
    assert (
        one(found, "pages that rise: change in total", subject="resources", against="2022-23")[
            "estimate"
        ]
        == 1
    )


def test_completions_have_no_rate(found):
    row = one(found, "completions", "hackney")
    assert row["estimate"] == 12
    assert row["refused"] == "G14"
    assert row["note"].startswith("no rate")


def test_without_months_there_is_a_reason_and_no_rate(tables):
    consultations, hub, form = tables
    unknown = consultations.assign(
        months=consultations["months"].where(consultations["borough"] != "newham")
    )
    row = one(findings(unknown, hub, form), "per_month", "newham")
    assert pd.isna(row["estimate"])
    assert "months logged are not known" in row["note"]


def test_nothing_reported_gives_nothing(tables):
    assert findings(*(table.head(0) for table in tables)).empty


def test_rates_are_taken_over_every_length():
    assert rates.per_month(24, "2022-23") == (2, 3)
    assert rates.per_month(21, "2023-25") == (1, 1)
    assert rates.ratio_range((2, 3), (1, 1)) == pytest.approx((1 / 3, 1 / 2))


@pytest.mark.parametrize(
    ("ranges", "ways"),
    [
        ([(1.2, 1.2), (0.5, 0.9)], 2),
        ([(1.2, 1.2), (1.1, 2.0)], 1),
        ([(0.8, 1.3)], 2),
        ([(1, 1)], 0),
    ],
)
def test_ways_of_counting_that_disagree_are_told_apart(ranges, ways):
    assert rates.ways(ranges) == ways
