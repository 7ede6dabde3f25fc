"""The simulated diaries: the same bytes each time, every kind of mess in them, and nothing lost in reading."""

from collections import Counter

import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from analysis.declare.proforma import BETWEEN
from simulated import consultations
from simulated.made import generator
from strands.activity.cleans.activity import clean

PERIOD = "2025-26"


@pytest.fixture(scope="module")
def made():
    return {
        one.file: one for one in consultations.files(period(PERIOD), generator("consultations"))
    }


@pytest.fixture(scope="module")
def cleaned(made):
    return clean({name: one.content for name, one in made.items()}, CORRECTIONS.empty(), PERIOD)


def test_the_same_seed_gives_the_same_bytes_and_says_that_it_is_made_up(made, simulated):
    assert {name: one.sha256 for name, one in made.items()} == {
        name: simulated[name].sha256 for name in made
    }
    assert all(
        one.sender.startswith("simulated: ") and one.strand == "activity" for one in made.values()
    )


def test_five_boroughs_sent_a_log_and_one_did_not(cleaned):
    assert set(cleaned.consultation_log["borough"]) == {
        "hackney",
        "waltham_forest",
        "newham",
        "hammersmith_and_fulham",
        "barking_and_dagenham",
    }
    silent = cleaned.queries[cleaned.queries["rule"] == "no_proforma"]["question"]
    assert silent.str.startswith("Barnet").all()


def test_every_kind_of_mess_is_there_and_asked_about(cleaned):
    rules = {
        "cases_parted",
        "case_on_its_own_line",
        "minutes_cannot_be",
        "consultation_copied",
        "consultation_two_days",
        "first_is_not_first",
        "again_never_before",
        "no_lead_in_post",
        "unknown_column",
        "unknown_word",
        "blank_answer",
        "rounded_count",
        "no_proforma",
    }
    assert set(cleaned.queries["rule"]) == rules


def test_no_line_is_lost(cleaned, made):
    """Lines of text files counted apart from the reader; two lines of Newham part a consultation by case."""
    files = made
    lines = files["activity/newham_consultations.csv"].content.decode().splitlines()
    joined = (cleaned.queries["rule"] == "case_on_its_own_line").sum()
    rows = Counter(cleaned.consultation_log["borough"])
    assert rows["newham"] == len(lines) - 1 - joined
    east = files["activity/consultations_east.csv"].content.decode().splitlines()
    assert rows["barking_and_dagenham"] == len(east) - 1


def test_few_consult_often_and_most_once(cleaned):
    for borough in ("hackney", "waltham_forest", "newham", "hammersmith_and_fulham"):
        rows = cleaned.consultation_log[cleaned.consultation_log["borough"] == borough]
        often = rows["practitioner"].value_counts()
        assert (often == 1).mean() > 0.35
        assert often.max() >= 5


def test_there_are_joint_consultations_and_several_cases_in_every_long_log(cleaned):
    for borough in ("hackney", "waltham_forest", "newham", "hammersmith_and_fulham"):
        rows = cleaned.consultation_log[cleaned.consultation_log["borough"] == borough]
        assert rows.groupby("consultation")["practitioner"].nunique().max() > 1
        assert rows["case"].str.contains(BETWEEN, regex=False).any()


def test_a_total_beside_the_log_does_not_agree_with_it(cleaned):
    total = cleaned.consultations.set_index("borough")["count"]["newham"]
    rows = cleaned.consultation_log.query("borough == 'newham'")
    assert total - rows["consultation"].nunique() == 4
