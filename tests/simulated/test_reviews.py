"""Simulated reviews of single cases: the same bytes, every kind of mess in them, and draws nobody has to believe."""

import io
from collections import Counter

import pandas as pd
import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from simulated import reviews
from simulated.made import generator
from strands.reviews.cleans.reviews import clean
from strands.reviews.finds import case_evidence, read_cases

PERIOD = "2025-26"


def files():
    return list(reviews.files(period(PERIOD), generator("reviews")))


@pytest.fixture(scope="module")
def made(simulated):
    return [one for one in simulated.values() if one.strand in ("reviews", "samples")]


@pytest.fixture(scope="module")
def cleaned(made):
    return clean(
        {one.file: one.content for one in made if one.strand == "reviews"},
        CORRECTIONS.empty(),
        PERIOD,
    )


def test_again_gives_the_same_bytes(made):
    assert [(one.file, one.content) for one in files()] == [(one.file, one.content) for one in made]


def test_draws_are_kept_beside_the_returns_and_were_sent_by_nobody(made):
    kinds = Counter(one.strand for one in made)
    assert kinds["samples"] == 5
    assert all((one.sender == "") == (one.strand == "samples") for one in made)
    assert all(one.sender.startswith("simulated: ") for one in made if one.strand == "reviews")


def test_four_boroughs_sent_lists_and_readings(cleaned):
    for table in (cleaned.closed_cases, cleaned.review_cases):
        assert set(table["borough"]) == {
            "hackney",
            "waltham_forest",
            "newham",
            "hammersmith_and_fulham",
        }


@pytest.mark.parametrize(
    "rule",
    [
        "arm_disagrees",
        "duplicate_rows",
        "few_read_twice",
        "frame_number_differs",
        "rated_by_colour",
        "second_look_missing",
        "several_review_versions",
        "unknown_column",
        "words_may_name",
    ],
)
def test_the_mess_is_asked_about(cleaned, rule):
    assert rule in set(cleaned.queries["rule"])


def test_readings_were_drawn_stood_in_or_were_chosen_by_hand(made, cleaned):
    draws = [
        pd.read_csv(io.BytesIO(one.content), dtype=str) for one in made if one.strand == "samples"
    ]
    samples = pd.concat(draws, ignore_index=True)
    of = read_cases.readings(cleaned.review_cases, cleaned.closed_cases, samples, PERIOD)
    assert set(of["drawn_as"]) == {"drawn", "reserve", "not drawn", "no draw"}
    assert set(of["why_not"]) == {"", "arms_disagree", "not_drawn", "no_draw", "again"}


def test_one_card_of_three_is_kept_back(cleaned):
    assert len(cleaned.case_evidence) == 3
    assert len(case_evidence.cards(cleaned.case_evidence, PERIOD)) == 2
