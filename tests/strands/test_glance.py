"""What each strand gives to the first page of the third period, held against the published report."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis.declare.outcomes import LINES, OUTCOME

PERIOD = "2023-25"


@pytest.fixture(scope="module")
def given() -> dict[str, pd.DataFrame]:
    files = sorted((ROOT / "reports").glob("*/*/glance.csv"))
    return {
        f"{file.parts[-3]}/{file.parts[-2]}": LINES.check(
            pd.read_csv(file, dtype=str, keep_default_na=False)
        )
        for file in files
    }


def texts(rows: pd.DataFrame, kind: str) -> list[str]:
    return rows.loc[rows["kind"] == kind, "text"].tolist()


def test_the_numbers_are_those_of_the_published_tables(given):
    numbers = {
        (strand, row.value): row.text
        for strand in ("training", "activity", "surveys", "indicators")
        for row in given[f"{PERIOD}/{strand}"].itertuples()
        if row.kind == "number"
    }
    assert numbers == {
        ("training", "1,230"): "attendances at 32 training blocks, 58.6 a month",
        ("activity", "774"): "case consultations in 6 boroughs, over differing months",
        ("surveys", "39 of 455"): "attendances at Core have an answer on knowledge after it",
        ("indicators", "1 of 24"): (
            "quarterly series of the boroughs may have moved; 0 after allowing for 20 tests"
        ),
    }


def test_what_is_wanted_names_every_count_that_did_not_come(given):
    (missing,) = texts(given[f"{PERIOD}/indicators"], "wanted")
    assert missing == (
        "24 quarterly counts that did not come: Waltham Forest 4, Newham 12 and Hammersmith and"
        " Fulham 8"
    )


def test_a_course_that_began_and_one_that_stopped_are_new(given):
    assert texts(given[f"{PERIOD}/training"], "new") == [
        "New course: Refresher training",
        "No longer offered: Working with perpetrators",
    ]


def test_reviews_are_told_as_they_saw_it_also_where_practice_was_weak(given):
    rows = (
        given[f"{PERIOD}/reviews"].set_index("about")["text"].str.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "seen in Hackney and Barnet (rounds 1 and 2); seen in places" in rows["plans"]
    weak = "weak or missing in Hackney, Hammersmith and Fulham and Barking and Dagenham (round 1)"
    assert weak in rows["plans"]
    # A borough one of whose statements names no round.
    assert "in places in Barnet (rounds 2 and 3) and Barking and Dagenham;" in rows["language"]


def test_an_indicator_has_a_life(given):
    told = {
        period: [
            (row.about, row.value)
            for row in given[f"{period}/indicators"].itertuples()
            if row.kind == "life"
        ]
        for period in ("2022-23", PERIOD, "2025-26")
    }
    ended, began = ("Children taken into care", "Year 3/4"), ("Re-referrals", "2025/26")
    assert (told["2022-23"], told[PERIOD]) == ([], [ended])
    assert {ended, began, ("Flagged after assessment", "from Oct–Dec 2025")} <= {*told["2025-26"]}


def test_every_series_and_every_average_gives_its_verdict(given):
    rows = given[f"{PERIOD}/indicators"].query("kind == 'verdict'").set_index("about")["value"]
    assert len(rows) == 24 + 4
    assert rows["indicators/barking_and_dagenham/referral"] == "possible decrease"
    assert rows["indicators/newham/assessment"] == "too few quarters"


def test_every_line_of_evidence_is_on_an_outcome_its_strand_bears_on(given):
    for name, rows in given.items():
        for row in rows[rows["kind"] == "evidence"].itertuples():
            assert name.split("/")[1] in OUTCOME[row.about].strands


def test_no_small_number_of_the_simulated_period_stands_on_its_first_page(given):
    for name, rows in given.items():
        if name.startswith("2025-26"):
            assert not rows["text"].str.contains(r"\[d\]|withheld number", regex=True).any()
            assert not rows["value"].str.contains(r"\[d\]", regex=True).any()
