"""Training: totals, rates and directions of the printed tables."""

import pandas as pd
import pytest
from conftest import ROOT
from training_rows import published

from analysis import store
from analysis.declare.finding import subject
from strands.training.cleans import clean

PERIODS = ("2021-22", "2022-23", "2023-25")


@pytest.fixture(scope="module")
def rows():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        tables = [
            clean(store.returns(p, "training"), store.corrections(p, "training"), p).table
            for p in PERIODS
        ]
    return pd.concat(tables, ignore_index=True)


@pytest.fixture(scope="module")
def found(rows):
    return published(rows)


def one(
    found, statistic, course="", period="", measure="attendance", borough="partnership", against=""
) -> pd.Series:
    columns = {
        "statistic": statistic,
        "subject": subject(course, measure),
        "when": period,
        "borough": borough,
        "reading": against,
    }
    mask = pd.Series(True, index=found.index)
    for column, value in columns.items():
        mask &= found[column] == value
    assert mask.sum() == 1
    return found[mask].iloc[0]


@pytest.mark.parametrize(
    ("measure", "period", "total"),
    [
        ("blocks", "2021-22", 26),
        ("blocks", "2022-23", 34),
        ("blocks", "2023-25", 32),
        ("blocks", "", 92),
        ("attendance", "2021-22", 604),
        ("attendance", "2022-23", 773),
        ("attendance", "2023-25", 1230),
        ("attendance", "", 2607),
    ],
)
def test_computed_totals_of_table_1_are_the_printed_ones(found, measure, period, total):
    assert one(found, "total", period=period, measure=measure)["estimate"] == total


def test_attendance_rises_in_total_and_falls_a_month_under_every_length(found):
    assert one(found, "change in total", period="2023-25", against="2022-23")[
        "estimate"
    ] == pytest.approx(1.59, abs=0.005)
    monthly = one(found, "change in per_month", period="2023-25", against="2022-23")
    assert monthly["high"] < 1
    assert "depends" in one(found, "direction", period="2023-25", against="2022-23")["note"]


@pytest.mark.parametrize(
    ("course", "measure", "rates"),
    [("", "blocks", (2.2, 2.8, 1.5)), ("core", "attendance", (16, 29, 22))],
)
def test_rates_a_month_at_the_longest_lengths(found, course, measure, rates):
    lows = [
        one(found, "per_month", course=course, measure=measure, period=period)["low"]
        for period in PERIODS
    ]
    assert lows == pytest.approx(rates, rel=0.03)


def test_attendance_a_block_is_23_23_38(found):
    blocks = [one(found, "per_block", period=period)["estimate"] for period in PERIODS]
    assert [round(rate) for rate in blocks] == [23, 23, 38]


@pytest.mark.parametrize(
    ("course", "period", "beyond"),
    [
        ("overview", "2021-22", 125),
        ("overview", "2022-23", 97),
        ("core", "2021-22", 103),
        ("core", "2022-23", 124),
        ("overview", "2023-25", 0),
        ("core", "2023-25", 0),
        ("refresher", "2023-25", 0),
        ("supervisors", "2023-25", -3),
    ],
)
def test_what_the_boroughs_that_left_leave_over(found, course, period, beyond):
    assert one(found, "beyond_boroughs", course=course, period=period)["estimate"] == beyond


def test_hackney_total_is_computed(found):
    assert one(found, "total", course="overview", borough="hackney")["estimate"] == 171


def test_a_number_that_is_missing_is_said_beside_the_total(rows):
    missing = rows.copy()
    here = (
        (missing["course"] == "core")
        & (missing["borough"] == "hackney")
        & (missing["period"] == "2023-25")
    )
    missing.loc[here, ["count", "status"]] = [pd.NA, "unknown"]
    total = one(
        published(missing), "total", course="core", period="2023-25", borough="boroughs listed"
    )
    assert (total["estimate"], total["note"]) == (455 - 63, "without what is unknown")


def test_direction_is_one_where_every_way_of_counting_agrees(found):
    row = one(found, "direction", measure="blocks", period="2023-25", against="2022-23")
    assert (row["estimate"], row["note"]) == (1, "every way of counting points the same way")


def test_nothing_received_gives_nothing(rows):
    assert published(rows.head(0)).empty


def test_members_that_returned_nothing_are_missing_and_not_boroughs_that_left(rows):
    lists = ["partnership", "hackney"]
    few = rows[rows["borough"].isin(lists) & (rows["period"] == "2023-25")]
    made = published(few)
    listed = one(made, "total", "core", "2023-25", borough="boroughs listed")
    assert (listed["estimate"], listed["x"], listed["n"]) == (63, 1, 6)
    beyond = one(made, "beyond_boroughs", "core", "2023-25")
    assert beyond["estimate"] == 455 - 63
    assert beyond["note"].startswith("those of Waltham Forest, Newham, Hammersmith and Fulham")
    assert "left" not in beyond["note"]


def test_where_the_listed_make_up_the_whole_nobody_is_missing(found):
    assert pd.isna(one(found, "total", "refresher", "2023-25", borough="boroughs listed")["n"])


def test_no_rate_and_no_change_is_made_of_a_total_without_some_of_its_numbers(rows):
    missing = rows.copy()
    here = (missing["course"] == "core") & (missing["borough"] == "partnership")
    here &= (missing["period"] == "2023-25") & (missing["measure"] == "attendance")
    missing.loc[here, ["count", "status"]] = [pd.NA, "not_returned"]
    made = published(missing)
    total = one(made, "total", period="2023-25")
    assert (total["estimate"], total["x"], total["n"]) == (1230 - 455, 3, 4)
    of_all = made[(made["subject"] == subject("", "attendance")) & (made["when"] == "2023-25")]
    assert set(of_all["statistic"]) == {"total"}
