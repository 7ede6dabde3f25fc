"""The hub's visits by month: what is read, and each question beside a sheet, much like it, that raises none."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from drawing import csv_file

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from strands.activity.cleans.activity import clean

PERIOD = "2025-26"
MONTHS = period(PERIOD).all_months
HEAD = "Month | Section | Page | Visits | Users\n"


def read(drawing: str):
    return clean({"activity/hub.csv": csv_file(HEAD + drawing)}, CORRECTIONS.empty(), PERIOD)


def asked(drawing: str, *but: str) -> list[str]:
    """The questions as `severity rule cell`, without those about months that no drawing this small has."""
    return asked_of(read(drawing), *but)


def asked_of(made, *but: str) -> list[str]:
    rows = made.queries
    rows = rows[~rows["rule"].isin(["hub_months_missing", "page_months_missing", *but])]
    return [" ".join((row.severity, row.rule, row.cell)) for row in rows.itertuples()]


def pages(**counts: list) -> str:
    """A line for each page and month of the period, from its first; None is no line."""
    lines = [
        f"{month} | resources | {page.replace('_', ' ')} | {count} |"
        for page, held in counts.items()
        for month, count in zip(MONTHS, held, strict=False)
        if count is not None
    ]
    return "\n".join(lines)


def test_a_tools_export_is_read_under_its_own_headings_and_below_its_remarks():
    content = "\n".join(
        [
            "# Pages and screens",
            "# 20250401-20260331",
            "",
            "Month,Section,Page title,Metric,Views,Active users",
            '2025-04,Training,Core course,Page views,"1,204",830',
            "May 2025,resource,Welcome,pageviews,0,",
        ]
    ).encode()
    made = clean({"activity/hub.csv": content}, CORRECTIONS.empty(), PERIOD)
    columns = ["month", "section", "page", "counted_as", "measure", "count", "status", "cell"]
    assert made.hub_months[columns].astype("object").fillna("").to_numpy().tolist() == [
        ["2025-04", "training", "Core course", "views", "visits", 1204, "returned", "E5"],
        ["2025-04", "training", "Core course", "views", "visitors", 830, "returned", "F5"],
        ["2025-05", "resources", "Welcome", "views", "visits", 0, "returned", "E6"],
        ["2025-05", "resources", "Welcome", "views", "visitors", "", "not_returned", "F6"],
    ]
    assert made.hub.empty


def test_more_visitors_than_visits():
    assert asked("Apr 2025 | training | Core | 40 | 41") == ["warn more_visitors_than_visits E2"]
    assert asked("Apr 2025 | training | Core | 40 | 40") == []
    assert asked("Apr 2025 | training | Core | | 41") == []


def test_months_of_which_no_page_has_a_line_are_asked_for_once():
    rows = read(pages(Core=[5, 6, None, 7, 5, 6], Case_studies=[3, 4, None, 4, 3, 4])).queries
    missing = rows[rows["rule"] == "hub_months_missing"]
    assert missing["question"].tolist() == [
        "No page has a line for Jun 2025, Oct 2025 to Mar 2026. Will these months come, or was"
        " nothing counted?"
    ]
    everything = read(pages(Core=[5] * 12)).queries
    assert "hub_months_missing" not in set(everything["rule"])


def test_a_page_without_a_line_where_others_have_one_is_asked_about_and_gets_no_zero():
    made = read(pages(Core=[5, 6, 7], Podcast=[3, None, 4]))
    rows = made.queries[made.queries["rule"] == "page_months_missing"]
    assert rows["typed"].tolist() == ["Podcast"]
    assert "no line for May 2025," in rows["question"].iloc[0]
    assert len(made.hub_months[made.hub_months["page"] == "Podcast"]) == 2 * 2
    assert made.hub_months["count"].dropna().min() == 3


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ("Practice guides", "Practice guides and tools"),
        ("Case studys", "Case studies"),
        ("Podcasts", "podcasts!"),
    ],
)
def test_a_page_under_a_nearly_equal_name_is_asked_about_and_never_put_together(former, later):
    drawing = "\n".join(
        f"{month} | resources | {former if at < 6 else later} | 20 |"
        for at, month in enumerate(MONTHS)
    )
    made = read(drawing)
    rows = made.queries[made.queries["rule"] == "page_renamed"]
    assert rows["cell"].tolist() == ["C8"]
    assert (
        f"'{later}' (Oct 2025 to Mar 2026) and '{former}' (Apr 2025 to Sep 2025)"
        in rows["question"].iloc[0]
    )
    # What one name lacks the other has, so nothing more is asked.
    assert set(made.queries["rule"]) == {"page_renamed"}
    assert made.hub_months["page"].nunique() == 2


def test_pages_alike_in_name_that_are_there_together_are_two_pages():
    both = pages(Engaging_with_perpetrators=[9] * 12, Working_with_perpetrators=[8] * 12)
    assert asked(both) == []
    # Month by month under one name but for a capital: that is one page, or one number counted twice.
    assert asked(pages(Case_studies=[9] * 12, Case_Studies=[8] * 12)) == ["warn page_renamed C14"]


def test_pages_of_two_sections_may_have_nearly_one_name():
    first = "\n".join(f"{month} | training | Events | 9 |" for month in MONTHS[:6])
    second = "\n".join(f"{month} | resources | Events | 9 |" for month in MONTHS[6:])
    assert asked(f"{first}\n{second}") == []


def test_a_month_far_above_or_below_its_page_is_asked_about_like_any_count():
    steady = [40, 44, 39, 41, 45, 38, 40, 43, 42, 39, 41, 40]
    for odd, asks in (
        (400, "stop tenfold_jump D7"),
        (4, "stop tenfold_jump D7"),
        (130, "warn out_of_own_range D7"),
    ):
        made = read(pages(Core=[*steady[:5], odd, *steady[6:]], Guides=steady))
        assert asked_of(made) == [asks]
        core = made.hub_months.query(
            "page == 'Core' and month == '2025-09' and measure == 'visits'"
        )
        # A tenfold month waits for its answer; another stands with its question beside it.
        assert core["status"].item() == ("queried" if "tenfold" in asks else "returned")
    assert asked(pages(Core=steady)) == []


def test_small_numbers_and_a_page_that_varies_anyway_raise_no_question():
    assert asked(pages(Core=[2, 1, 8, 2, 1, 2, 1, 2, 2, 1, 2, 2])) == []
    assert asked(pages(Core=[10, 160, 20, 90, 15, 140, 12, 100, 30, 80, 11, 150])) == []


def test_visits_of_the_year_so_far_are_asked_about_page_by_page():
    made = read(pages(Core=[40, 84, 123, 164, 209, 247], Guides=[40, 44, 39, 41, 45, 38]))
    assert asked_of(made) == ["stop year_to_date D7"]
    statuses = made.hub_months.query("measure == 'visits'").groupby("page")["status"].unique()
    assert statuses.map(list).to_dict() == {"Core": ["queried"], "Guides": ["returned"]}


@pytest.mark.parametrize(("factor", "said"), [(3, "more than doubled"), (1 / 3, "fell below half")])
def test_most_pages_at_once_ask_whether_visits_are_counted_otherwise(factor, said):
    names = ("Core", "Guides", "Podcast", "Welcome")
    before = {name: [30 + 10 * at] * 6 for at, name in enumerate(names)}
    after = {name: [*held, *[math.ceil(held[0] * factor)] * 6] for name, held in before.items()}
    rows = read(pages(**after)).queries
    rows = rows[rows["rule"] == "hub_counted_otherwise"]
    assert rows["cell"].tolist() == ["A8"]
    assert (
        f"From Sep 2025 to Oct 2025 the visits to 4 of 4 pages {said}." in rows["question"].iloc[0]
    )
    # One page of four alone changed: nothing about the hub.
    one = {**{name: [*held, *held] for name, held in before.items()}, "Core": after["Core"]}
    assert "hub_counted_otherwise" not in set(read(pages(**one)).queries["rule"])


def test_a_copied_line_is_read_once_and_two_that_differ_are_neither():
    twice = "Apr 2025 | training | Core | 40 | 30\nApr 2025 | training | Core | 40 | 30"
    assert read(twice).hub_months["count"].tolist() == [40, 30]
    differ = read("Apr 2025 | training | Core | 40 | 30\nApr 2025 | training | Core | 45 | 30")
    assert differ.hub_months["status"].tolist() == ["queried", "returned"]
    assert pd.isna(differ.hub_months["count"].iloc[0])
