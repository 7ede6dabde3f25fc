"""Visits by month: totals over the months returned, rates, halves, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest
from hub_and_form_rows import PERIOD, hub_rows, one
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.finding import REFUSALS
from strands.activity.declares.logs import LEAST, MOST
from strands.activity.finds import hub_months as find
from strands.activity.finds.hub_months import HALVES, PERIODS

CORE, WELCOME = "training | Core", "resources | Welcome"


def found(pages: dict[str, list], **more) -> pd.DataFrame:
    return find.findings(hub_rows(pages, **more))


def test_without_rows_nothing_is_found():
    assert find.findings(hub_rows({})).empty


def test_a_blank_month_is_no_zero_and_divides_nothing():
    """100 + 80 + 60 visits in three of twelve months: 240, and 80 a month; not 20."""
    made = found({CORE: [100, None, 80, None, 60]})
    total, monthly = one(made, "visits", CORE), one(made, "visits a month", CORE)
    assert (total["estimate"], total["n"], total["note"]) == (
        240,
        3,
        "3 of 12 months were returned",
    )
    assert (monthly["estimate"], monthly["n"]) == (80, 3)
    zero = found({CORE: [100, 0, 80, 0, 60]})
    assert one(zero, "visits a month", CORE)["estimate"] == 48


def test_a_month_that_cannot_be_read_is_not_counted_either():
    made = found({CORE: [100, "q", 80]})
    assert one(made, "visits", CORE)["n"] == 2


def test_a_page_left_out_of_an_export_may_have_had_no_visits():
    """60 visits in 3 months, and the hub counted in 6: from 10 to 20 a month."""
    made = found({CORE: [20, None, 20, None, 20, None], WELCOME: [5] * 6})
    monthly = one(made, "visits a month", CORE)
    assert (monthly["low"], monthly["estimate"], monthly["high"]) == (10, 20, 20)
    assert pd.isna(one(made, "visits a month", WELCOME)["low"])


def test_months_nobody_returned_are_named():
    returned = one(found({CORE: [9, None, 9], WELCOME: [9, None, 9]}), "months returned")
    assert (returned["x"], returned["n"]) == (2, 12)
    assert returned["note"].startswith("no page was returned for May 2025, Jul 2025,")


def test_a_share_is_of_the_section_alone():
    made = found({CORE: [30, 10], "training | Overview": [20, 20], WELCOME: [500, 500]})
    share = one(made, "share of section", CORE)
    assert (share["x"], share["n"], share["estimate"]) == (40, 80, 0.5)
    # Visits come in bunches: no interval stands beside any of these.
    assert (
        made.loc[made["statistic"].isin(["share of section", "visits"]), ["low", "high"]]
        .isna()
        .all(axis=None)
    )
    assert pd.isna(one(made, "visits a month", CORE)["low"])


def test_the_shares_of_a_section_make_one():
    made = found({CORE: [30, 11], "training | Overview": [20, None], "training | Dates": [3, 8]})
    assert made.loc[made["statistic"] == "share of section", "estimate"].sum() == pytest.approx(1)
    assert (
        one(made, "share of section", "training | Overview")["note"]
        == "counted in 1 of the 2 months of its section"
    )


def test_visitors_are_told_for_single_months_and_never_added():
    made = found({CORE: [30, 40, 50]}, visitors={CORE: [20, 25, 22]})
    visitors = made[made["statistic"] == "visitors in one month"].set_index("reading")
    assert (visitors["x"][LEAST], visitors["x"][MOST]) == (20, 25)
    assert visitors["n"].tolist() == [3, 3]
    assert 20 + 25 + 22 not in made["estimate"].tolist()
    refused = one(made, "visitors over months or pages")
    assert refused["refused"] == "other"
    assert refused["note"].startswith("who comes in two months")


@pytest.mark.parametrize(
    "statistic",
    ["interval of visits", "visitors over months or pages", "change without the season"],
)
def test_what_is_not_computed_is_a_row_with_its_reason(statistic):
    row = one(found({CORE: [30, 40]}), statistic)
    assert row["refused"] in REFUSALS
    assert row["note"]
    assert pd.isna(row["estimate"])


def test_halves_are_compared_in_total_and_a_month_together():
    """Four months of 60 and then six of 45: 240 to 270 is x 1.125 in total, and x 0.75 a month (F9, G28)."""
    made = found({CORE: [60, 60, None, 60, 60, None, 45, 45, 45, 45, 45, 45]})
    assert one(made, "change in total", CORE, reading=HALVES)["estimate"] == 1.125
    assert one(made, "change a month", CORE, reading=HALVES)["estimate"] == 0.75
    direction = one(made, "direction", CORE, reading=HALVES)
    assert (direction["estimate"], direction["refused"], direction["note"]) == (
        2,
        "G28",
        "the direction depends on what is counted",
    )
    assert one(made, "pages that fall", "training", reading=HALVES)["x"] == 1


def test_no_total_of_a_half_without_its_rate():
    made = found({CORE: [60, 61, None, 60, 64, 66, 45, 45, 42, 45, 47, 45], WELCOME: [5, 6, 7] * 4})
    totals, rates = (
        set(made.loc[(made["statistic"] == name) & (made["reading"] == HALVES), "subject"])
        for name in ("change in total", "change a month")
    )
    assert totals == rates == {"", "training", "resources", CORE, WELCOME}


def test_one_month_that_makes_a_rise_is_named():
    """Without the 500 of February the later half falls from 40 a month to 30."""
    made = found({CORE: [40] * 6 + [30, 30, 30, 30, 500, 30]})
    assert one(made, "change a month", CORE, reading=HALVES)["estimate"] == pytest.approx(650 / 240)
    left = one(made, "change a month, one month left out", CORE, reading=HALVES)
    assert left["estimate"] == 1
    assert left["low"] == pytest.approx(30 / 40)
    assert left["refused"] == "G29"
    assert left["note"] == "the direction turns where Feb 2026 is left out"


def test_too_few_months_two_ways_of_counting_and_no_visits_are_no_ratio():
    about = ("change a month", CORE)
    few = one(found({CORE: [9, 9, None, None, None, None, 9, 9, 9]}), *about, reading=HALVES)
    assert (few["refused"], few["note"]) == (
        "other",
        "fewer than 3 months were returned on one side",
    )
    none = one(found({CORE: [0] * 6 + [9] * 6}), *about, reading=HALVES)
    assert none["note"] == "no ratio: there were no visits on the earlier side"
    rows = hub_rows({CORE: [9] * 12})
    rows["counted_as"] = ["views"] * 6 + ["sessions"] * 6
    two = one(find.findings(rows), *about, reading=HALVES)
    assert (two["refused"], two["note"]) == ("G12", "a visit was counted in two ways")


COUNTS = st.lists(st.one_of(st.none(), st.integers(1, 300)), min_size=12, max_size=12).filter(
    lambda counts: all(
        sum(one is not None for one in half) >= 3 for half in (counts[:6], counts[6:])
    )
)


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_turned_end_for_end_every_ratio_is_inverted_and_the_alarm_stands(counts):
    here, there = (found({CORE: held}) for held in (counts, counts[::-1]))
    for statistic in ("change in total", "change a month"):
        both = [one(made, statistic, CORE, reading=HALVES)["estimate"] for made in (here, there)]
        assert both[0] * both[1] == pytest.approx(1)
    for statistic in ("direction", "change a month, one month left out"):
        both = [one(made, statistic, CORE, reading=HALVES)["estimate"] for made in (here, there)]
        assert both[0] == both[1]
    falls, rises = (
        one(made, f"pages that {way}", "training", reading=HALVES)["x"]
        for made, way in ((here, "fall"), (there, "rise"))
    )
    assert falls == rises


def test_periods_of_unequal_length_are_never_compared_without_the_rate():
    """A total that rises by a half over twice the months is a fall to three quarters a month (F9)."""
    before = hub_rows({CORE: [40] * 6, WELCOME: [10] * 6}).assign(period="2023-25")
    after = hub_rows({CORE: [30] * 12, WELCOME: [10] * 12})
    made = find.findings(pd.concat([before, after], ignore_index=True))
    late = made[made["when"] == PERIOD]
    assert one(late, "change in total", CORE, reading=PERIODS)["estimate"] == 1.5
    assert one(late, "change a month", CORE, reading=PERIODS)["estimate"] == 0.75
    assert one(late, "direction", CORE, reading=PERIODS)["estimate"] == 2
    assert PERIODS not in set(made.loc[made["when"] == "2023-25", "reading"])


def test_every_finding_knows_the_cells_it_was_made_from():
    made = found({CORE: [30, 40], WELCOME: [7, 8]})
    assert one(made, "visits", CORE)["rows"] == "f.csv!!D2; f.csv!!D3"
    assert one(made, "visits", WELCOME)["rows"] == "f.csv!!D102; f.csv!!D103"
