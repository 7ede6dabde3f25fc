"""The simulated hub export, the six sheets on the form and the list of activities: what of real returns they hold."""

from __future__ import annotations

import pytest

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from simulated.hub_and_forms import files
from simulated.made import generator
from strands.activity.cleans.activity import clean

PERIOD = "2025-26"


@pytest.fixture(scope="module")
def made() -> dict:
    return {one.file: one for one in files(period(PERIOD), generator("hub_and_forms"))}


@pytest.fixture(scope="module")
def cleaned(made):
    return clean({name: one.content for name, one in made.items()}, CORRECTIONS.empty(), PERIOD)


def test_the_same_seed_makes_the_same_bytes_and_each_says_that_it_is_simulated(made, simulated):
    assert made == {name: simulated[name] for name in made}
    assert all(
        one.sender.startswith("simulated: ") and one.strand == "activity" for one in made.values()
    )


def test_fifteen_pages_one_of_them_renamed_one_month_lost_and_one_month_of_a_machine(cleaned):
    visits = cleaned.hub_months[cleaned.hub_months["measure"] == "visits"]
    assert visits["page"].nunique() == 15 + 1
    assert set(period(PERIOD).all_months) - set(visits["month"]) == {"2025-08"}
    rules = cleaned.queries.set_index("rule")["question"]
    assert "'Practice guides and tools' (Nov 2025 to Mar 2026)" in rules["page_renamed"]
    assert "No page has a line for Aug 2025." in rules["hub_months_missing"]
    assert rules["tenfold_jump"].startswith("414 is 6 times or more above")
    of_machine = visits.query("page == 'Case studies' and month == '2026-02'")
    assert of_machine["status"].tolist() == ["queried"]
    assert "visitors stand beside" in rules["more_visitors_than_visits"]


def test_every_borough_sends_a_sheet_of_its_own_make(cleaned):
    assert tuple(sorted(cleaned.form_months["borough"].unique())) == tuple(sorted(BOROUGH_KEYS))
    by_borough = cleaned.form_months.groupby("borough")["stage"].agg(set)
    assert by_borough["newham"] == {"unknown"}
    assert "mandatory" in by_borough["hackney"]
    hammersmith = cleaned.form_months[cleaned.form_months["borough"] == "hammersmith_and_fulham"]
    assert set(hammersmith["measure"]) == {"completed"}


def test_the_mess_in_the_sheets_is_asked_about_and_nothing_stops_them(cleaned):
    forms = cleaned.queries[~cleaned.queries["file"].str.contains("hub_export")]
    assert set(forms["rule"]) == {
        "completed_without_eligible",
        "stage_unknown_long",
        "not_returned_quarters",
        "unknown_column",
        "live_without_completed",
        "stage_backwards",
        "more_completed_than_eligible",
        "duplicate_rows",
    }
    stops = cleaned.queries[cleaned.queries["severity"] == "stop"]
    assert stops["rule"].tolist() == ["tenfold_jump"]
    assert (cleaned.form_months["status"] == "withheld").any()
    assert cleaned.form_months["caveat"].str.contains("made mandatory").any()


def test_activities_are_listed_with_their_dates_and_never_counted(cleaned):
    events = cleaned.milestones
    kinds = {"community of practice", "steering group", "webinar", "briefing", "practice guidance"}
    assert kinds <= set(events["kind"])
    assert (events["status"] == "returned").all()
    assert (events["first"] != "").all()
    assert "count" not in events.columns
