"""The engagement form by month: where it stands and how old that is, and completions of cases that could have one."""

from __future__ import annotations

import pandas as pd
import pytest
from hub_and_form_rows import PERIOD, form_rows, one
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.boroughs import members
from analysis.declare.finding import REFUSALS
from strands.activity.declares.logs import OF_ELIGIBLE as SHARE
from strands.activity.finds import form_months as find
from strands.activity.finds.form_months import (
    MORE_THAN_ALL,
    NO_DENOMINATOR,
    NOT_KNOWN,
    NOT_LIVE,
    NOT_RETURNED,
)

HACKNEY = {"borough": "hackney"}
YEAR = {**HACKNEY, "when": "2025-26"}
SECOND = {**HACKNEY, "when": "2025Q2"}


def found(*months: tuple) -> pd.DataFrame:
    return find.findings(form_rows(hackney=list(months)))


def months_used(made: pd.DataFrame) -> tuple:
    row = one(made, "months used", **YEAR)
    return row["x"], row["n"]


def test_without_rows_nothing_is_found():
    assert find.findings(form_rows()).empty


def test_every_member_has_a_status_or_the_reason_why_not():
    made = find.findings(form_rows(hackney=[("live", 2, 9)], newham=[("unknown", None, None)]))
    status = made[made["statistic"] == "status"].set_index("borough")
    assert list(status.index) == [borough.key for borough in members("2025-26")]
    assert status.loc["hackney", "subject"] == "live"
    assert status.loc["newham", ["refused", "note"]].tolist() == ["unknown", NOT_KNOWN]
    assert status.loc["barnet", ["refused", "note"]].tolist() == ["not_returned", NOT_RETURNED]


def test_where_the_form_stands_since_when_and_how_old_that_is():
    """Last told for November: December, January, February and March are 31 + 31 + 28 + 31 = 121 days."""
    made = found(
        *[("in_process", 0, 9)] * 2,
        ("pilot", 1, 9),
        *[("live", 2, 9)] * 5,
        *[("unknown", None, None)] * 4,
    )
    assert one(made, "status", None, **HACKNEY)["subject"] == "live"
    since = one(made, "since", **HACKNEY)
    assert (since["when"], since["n"], since["note"]) == ("2025-07", 5, "")
    told = one(made, "last told", **HACKNEY)
    assert (told["when"], told["estimate"], told["note"]) == (
        "2025-11",
        121,
        "older than 90 days",
    )
    assert one(made, "first told", "in_process", **HACKNEY)["when"] == "2025-04"
    assert one(made, "first told", "pilot", **HACKNEY)["when"] == "2025-06"
    live = one(made, "months in use", **HACKNEY)
    assert (live["x"], live["n"]) == (6, 8)


def test_ninety_days_are_not_yet_old():
    made = found(*[("live", 2, 9)] * 9)
    told = one(made, "last told", None, **HACKNEY)
    assert (told["estimate"], told["note"]) == (90, "")


def test_a_status_held_from_the_first_month_known_may_be_older():
    assert one(found(*[("live", 2, 9)] * 12), "since", None, **HACKNEY)["note"].startswith(
        "or earlier"
    )


def test_a_step_back_begins_the_last_run_anew():
    made = found(("live", 1, 5), ("live", 1, 5), ("in_process", 0, 5), ("live", 1, 5))
    assert one(made, "since", **HACKNEY)["when"] == "2025-07"
    assert one(made, "first told", "live", **HACKNEY)["when"] == "2025-04"


def test_completed_of_eligible_over_the_year_has_the_interval_of_wilson():
    """20 of 100 by hand: (20 + 1.9207) / 103.8415 = 0.2111, give or take 1.96 / 103.8415 x root of 16.9604 = 0.0777."""
    made = found(*[("live", 5, 25)] * 4)
    share = one(made, SHARE, **YEAR)
    assert (share["x"], share["n"], share["estimate"]) == (20, 100, 0.2)
    assert (round(share["low"], 4), round(share["high"], 4)) == (0.1334, 0.2888)
    assert months_used(made) == (4, 12)


def test_a_quarter_of_few_cases_has_the_exact_interval():
    """3 of 10: 0.0667 to 0.6525, as R's binom.test(3, 10) says."""
    made = found(("live", 1, 3), ("live", 1, 3), ("live", 1, 4), *[("live", 5, 25)] * 9)
    share = one(made, SHARE, **SECOND)
    assert (share["x"], share["n"], share["note"]) == (3, 10, "")
    assert (round(share["low"], 4), round(share["high"], 4)) == (0.0667, 0.6525)
    assert "Clopper-Pearson" in share["method"]


def test_a_numerator_alone_is_refused_in_the_year_and_in_every_quarter():
    made = found(*[("live", 3, None)] * 12)
    shares = made[(made["statistic"] == SHARE) & (made["borough"] == "hackney")]
    assert shares["note"].tolist() == [NO_DENOMINATOR] * 5
    assert shares["refused"].tolist() == ["G14"] * 5
    assert shares[["estimate", "x", "n"]].isna().all(axis=None)
    assert one(made, "completed", **HACKNEY)["estimate"] == 36


def test_only_months_with_both_numbers_are_in_a_share():
    made = found(
        ("live", 3, None),
        ("live", 2, 10),
        ("live", None, 99),
        ("live", "<5", 50),
        ("live", "q", 50),
    )
    share = one(made, SHARE, **YEAR)
    assert (share["x"], share["n"], share["note"]) == (2, 10, "")
    assert months_used(made) == (1, 12)


def test_a_month_of_more_completed_than_eligible_is_left_out_and_named():
    made = found(("live", 2, 10), ("live", 12, 10), ("live", 3, 10))
    share = one(made, SHARE, **YEAR)
    assert (share["x"], share["n"]) == (5, 20)
    assert "May 2025 left out, when more were completed than cases could have one" in share["note"]
    more = one(found(("live", 12, 10)), SHARE, **YEAR)
    assert (more["refused"], more["note"]) == ("other", MORE_THAN_ALL)


def test_a_case_cannot_have_a_form_that_is_not_live():
    made = found(*[("in_process", 0, 40)] * 3, *[("live", 4, 40)] * 3)
    share = one(made, SHARE, **YEAR)
    assert (share["x"], share["n"]) == (12, 120)
    assert "months in which it was not in use are left out" in share["note"]
    assert one(made, SHARE, **SECOND)["note"] == NOT_LIVE
    # Where nobody knows whether it was, the month stays in.
    assert one(found(*[("unknown", 1, 10)] * 3), SHARE, **YEAR)["n"] == 30


def test_a_rate_is_over_months_live_with_a_number():
    made = found(("in_process", 0, 9), ("live", 4, 9), ("live", None, 9), ("mandatory", 8, 9))
    rate = one(made, "completed a month in use", **HACKNEY)
    assert (rate["estimate"], rate["n"], rate["note"]) == (
        6,
        2,
        "2 of 3 months in use have a number",
    )
    never = one(found(("in_process", 0, 9)), "completed a month in use", **HACKNEY)
    assert never["note"].startswith("no rate")
    assert pd.isna(never["estimate"])


def test_forms_completed_in_months_not_known_to_be_in_use_leave_no_rate():
    """What is left of the total would be those of the other months."""
    row = one(found(("unknown", 2, 9), ("live", 9, 9)), "completed a month in use", **HACKNEY)
    assert (row["refused"], pd.isna(row["x"]), pd.isna(row["estimate"])) == ("other", True, True)
    assert row["note"].startswith("no rate: forms were completed in months in which")


def test_a_withheld_month_leaves_a_range_and_is_not_missing():
    """10 + 10 and one to four: 21 to 24 (G34)."""
    total = one(
        found(("live", 10, 40), ("live", "<5", 40), ("live", 10, 40)), "completed", **HACKNEY
    )
    assert (total["low"], total["high"], total["n"]) == (21, 24, 3)
    assert pd.isna(total["estimate"])
    assert total["refused"] == "G34"
    assert total["note"].endswith("1 withheld, each anywhere in its range")
    hidden = one(found(("live", 10, 40), ("live", "c", 40)), "completed", **HACKNEY)
    assert hidden["refused"] == "withheld"
    assert hidden["note"] == "no total: a month was withheld without a range"


@pytest.mark.parametrize(
    "name", ["time until live", "comparison of boroughs", "sum over boroughs", "change over time"]
)
def test_what_is_not_computed_is_a_row_with_its_reason(name):
    made = find.findings(form_rows(hackney=[("live", 2, 9)], newham=[("live", 3, 9)]))
    row = one(made, name)
    assert row["refused"] in REFUSALS
    assert row["note"]
    assert pd.isna(row["estimate"])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["live", "mandatory"]), st.integers(0, 9), st.integers(9, 40)),
        min_size=12,
        max_size=12,
    )
)
def test_the_quarters_make_the_year_and_no_borough_tells_of_another(months):
    made = find.findings(form_rows(hackney=months, newham=[("live", 1, 4)] * 12))
    mine = made[(made["statistic"] == SHARE) & (made["borough"] == "hackney")].set_index("when")
    assert mine.drop(PERIOD)["x"].sum() == mine.loc[PERIOD, "x"] == sum(x for _, x, _ in months)
    assert mine.drop(PERIOD)["n"].sum() == mine.loc[PERIOD, "n"] == sum(n for *_, n in months)
    assert one(made, SHARE, borough="newham", when=PERIOD)["n"] == 48
    assert not made.loc[made["borough"] == "hackney", "rows"].str.contains("newham").any()
