"""What did not come is asked from what was asked for, whether others sent anything or not."""

import datetime as dt

import pytest
from conftest import ROOT

from analysis.declare.boroughs import borough_name, members
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from analysis.registry import STRANDS, cleans
from desk.collecting.forms import asked_of
from desk.exchange.desk import _not_over
from desk.exchange.unreturned import unreturned

PERIOD = period("2025-26")
MEMBERS = [one.key for one in members(PERIOD.key)]
ASKED = [key for key in STRANDS if asked_of(key, "hackney", PERIOD)]


def cleaned(strand: str, files: dict[str, bytes] | None = None) -> dict:
    made = cleans(strand).clean(files or {}, CORRECTIONS.empty(), PERIOD.key)
    return dict(made.frames)


@pytest.mark.parametrize("strand", ASKED)
def test_every_member_is_asked_once_for_a_strand_of_which_nothing_came(strand):
    asked = unreturned(strand, PERIOD, cleaned(strand))["question"]
    of_boroughs = [text for text in asked if not text.startswith("The partnership")]
    firsts = sorted(text.partition(" sent nothing on ")[0] for text in of_boroughs)
    assert firsts == sorted(map(borough_name, MEMBERS))


def test_activity_checklist_and_training_are_among_what_boroughs_are_asked_for():
    assert {"activity", "checklist", "training", "indicators", "mash"} <= set(ASKED)


@pytest.mark.parametrize("strand", ["training", "activity", "experience"])
def test_what_is_kept_for_the_whole_partnership_is_asked_of_the_partnership(strand):
    asked = unreturned(strand, PERIOD, cleaned(strand))["question"]
    assert asked.str.startswith("The partnership sent nothing on ").sum() == 1


def test_what_came_is_not_asked_for():
    file = "training/core.csv"
    content = (ROOT / "data" / "raw" / PERIOD.key / file).read_bytes()
    few = b"\n".join(content.split(b"\n")[:3])  # its heading and two boroughs
    asked = unreturned("training", PERIOD, cleaned("training", {file: few}))["question"]
    assert len(asked) == len(MEMBERS) - 2 + 1
    assert not asked.str.contains("Hackney|Waltham Forest").any()


def test_a_file_that_could_not_be_read_is_asked_about_and_not_asked_for():
    made = cleaned("checklist", {"checklist/newham.csv": b"Something,Else\na,b\n"})
    assert made["queries"]["file"].eq("checklist/newham.csv").any()
    asked = unreturned("checklist", PERIOD, made)["question"]
    assert len(asked) == len(MEMBERS) - 1
    assert not asked.str.contains("Newham").any()


def test_a_period_without_dates_asks_for_nothing():
    assert unreturned("indicators", period("2021-22"), cleaned("indicators")).empty


def test_nothing_of_a_period_that_still_runs_is_late():
    assert "not late" in _not_over(PERIOD.key, dt.date(2026, 3, 31))[0]
    assert _not_over(PERIOD.key, dt.date(2026, 4, 1)) == []
