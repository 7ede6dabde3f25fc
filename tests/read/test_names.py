"""Boroughs and indicators by the names people give them."""

from __future__ import annotations

import pytest

from analysis.declare.boroughs import BOROUGHS
from analysis.read.label.names import OUTSIDER, find_borough, read_borough
from strands.indicators.cleans import wordings
from strands.indicators.cleans.wordings import read_indicator

BOROUGH = {
    "HACKNEY": "hackney",
    "London Borough of Newham": "newham",
    "waltham-forest": "waltham_forest",
    "LBWF": "waltham_forest",
    "Newham Council": "newham",
    "LBBD": "barking_and_dagenham",
    "Barking & Dagenham": "barking_and_dagenham",
    "H&F": "hammersmith_and_fulham",
    "H&amp;F": "hammersmith_and_fulham",
    "Hammersmith & Fulham*": "hammersmith_and_fulham",
    "LB of Barnet": "barnet",
    "hammersmith_and_fulham": "hammersmith_and_fulham",
    "Hackney:": "hackney",
}

INDICATOR = {
    "New cases in this period where DA/DV* is the referral issue on intake": "referral",
    "new cases where domestic abuse is the referral issue on intake": "referral",
    "1. New case where DV is the referral issue at intake": "referral",
    "Referrals with DA": "referral",
    "New cases in this period where DA/DV is flagged after assessment": "assessment",
    "DA flagged at assessment": "assessment",
    "New child protection plans in this period where DA/DV was a factor/issue of concern": (
        "protection_plan"
    ),
    "Number of new CP plans where DA was a factor": "protection_plan",
    "(c) CP plans with DA": "protection_plan",
    "Number of children taken into care in this period where DA/DV was a factor": "care_entry",
    "No. of LAC where DV was a factor": "care_entry",
    "Looked after children where DA was a factor¹": "care_entry",
    "CLA where domestic violence and abuse was a factor": "care_entry",
    "Total number of children taken into care where DA was a factor": "care_entry",
    "Sum of Referrals with DA": "referral",
}

NEAR = {
    "New cases where DA is flagged after asessment": "assessment",
    "New cases where DA is the referal issue on intake": "referral",
    "Number of children takn into care where DA was a factor": "care_entry",
    # Without a word of abuse it may be all plans.
    "New child protection plans": "protection_plan",
}

NEITHER = [
    "Re-referrals with DA",
    "Rereferrals with DA",
    "New cases where DA is flagged on intake",
    "CP plans with DA (ended)",
    "Closed cases where DA is flagged after assessment",
    "New cases where DA is not flagged after assessment",
    "% of new cases where DA is flagged after assessment",
    "Children's Care and Support",
    "Missing children",
    "New cases where DA is the referral issue after assessment",
    "New cases where MH is the referral issue on intake",
    "New cases where SA is flagged after assessment",
    "New cases where DA is unflagged after assessment",
    "New cases where DA is flagged after re-assessment",
    "New cases where DA is flagged after assessment YTD",
    "Children taken into care where DA was the main factor",
    "Children leaving care where DA was a factor",
    "Care proceedings where DA was a factor",
    "S47 where DA was a factor",
]


@pytest.mark.parametrize(("typed", "key"), BOROUGH.items())
def test_a_borough_by_any_certain_name(typed, key):
    name = read_borough(typed)
    assert (name.key, name.doubtful) == (key, False)


@pytest.mark.parametrize("borough", BOROUGHS, ids=lambda borough: borough.key)
def test_every_declared_name_is_read(borough):
    for typed in (borough.key, borough.name, *borough.aliases):
        assert (read_borough(typed).key, read_borough(typed).doubtful) == (borough.key, False)
    for typed in borough.doubtful:
        assert (read_borough(typed).key, read_borough(typed).doubtful) == (borough.key, True)


def test_a_name_that_could_be_several_is_refused():
    assert read_borough("LBB").key is None
    assert "Bromley" in read_borough("LBB").could_be
    assert read_borough("Camden") is None


def test_a_title_speaks_of_one_borough_or_of_none():
    assert find_borough("H&F return, July 23 to March 25").key == "hammersmith_and_fulham"
    assert find_borough("BARNET FAMILY SERVICES").key == "barnet"
    assert find_borough("Barking and Dagenham, Q2").doubtful is False
    assert find_borough("Barnet and Newham") is None
    assert find_borough("Quarterly return") is None
    assert find_borough("Newham and Tower Hamlets") == OUTSIDER
    assert find_borough("London Borough of Hackney").key == "hackney"


@pytest.mark.parametrize(("typed", "key"), INDICATOR.items())
def test_an_indicator_however_it_is_dressed(typed, key):
    name = read_indicator(typed)
    assert (name.key, name.doubtful) == (key, False)


@pytest.mark.parametrize(("typed", "key"), NEAR.items())
def test_a_near_miss_is_read_and_doubtful(typed, key):
    name = read_indicator(typed)
    assert (name.key, name.doubtful) == (key, True)


@pytest.mark.parametrize("typed", NEITHER)
def test_another_quantity_is_never_taken_for_an_indicator(typed):
    assert read_indicator(typed) is None


def test_a_word_that_tells_indicators_apart_outweighs_likeness(monkeypatch):
    monkeypatch.setattr(wordings, "NEAR", 0.5)
    for typed, key in (("Flagged", "assessment"), ("DA referral issue flgged", "referral")):
        assert read_indicator(typed) is None or read_indicator(typed).key == key
    assert read_indicator("New cases where DA is assessed on arrival").key == "assessment"
