"""A year of complaints that nobody made: the same bytes each time, and every kind of mess once."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import openpyxl
import pytest
from drawing import NO_CORRECTIONS

from analysis.declare.periods import period
from simulated.complaints import files
from simulated.made import generator
from strands.complaints.cleans import clean
from strands.complaints.declares import COMPLAINANTS, OUTCOMES
from strands.complaints.finds.complaints import findings

PERIOD = "2025-26"


@pytest.fixture(scope="module")
def made(simulated) -> dict[str, bytes]:
    return {name: one.content for name, one in simulated.items() if one.strand == "complaints"}


@pytest.fixture(scope="module")
def cleaned(made):
    return clean(made, NO_CORRECTIONS, PERIOD)


def test_again_gives_the_same_bytes_and_another_seed_does_not(made):
    again = {one.file: one.content for one in files(period(PERIOD), generator("complaints"))}
    other = {one.file: one.content for one in files(period(PERIOD), generator("something else"))}
    assert again == made
    assert other.keys() == made.keys()
    assert [name for name in made if made[name] == other[name]] == []


def test_all_are_filed_with_the_strand_by_somebody_simulated(made, simulated):
    assert len(made) == 5
    for name in made:
        assert simulated[name].sender.startswith("simulated: ")


def test_workbooks_know_no_time(made):
    for name, content in made.items():
        if name.endswith("xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert {part.date_time for part in archive.infolist()} == {(2026, 4, 1, 0, 0, 0)}
                assert archive.read("docProps/core.xml").count(b">2026-04-01T00:00:00Z<") == 2


def test_five_boroughs_write_in_five_ways_and_the_sixth_is_asked_for(made, cleaned):
    assert (
        set(cleaned.table["borough"])
        == set(cleaned.base["borough"])
        == {"hackney", "waltham_forest", "newham", "hammersmith_and_fulham", "barnet"}
    )
    assert [name for name in made if not name.endswith("xlsx")] == ["complaints/barnet.csv"]
    missing = cleaned.queries[cleaned.queries["rule"] == "no_proforma"]["question"]
    assert len(missing) == 2
    assert missing.str.startswith("Barking and Dagenham").all()


def test_cleaning_asks_what_the_mess_deserves(cleaned):
    told = cleaned.queries[cleaned.queries["rule"] != "no_proforma"]
    assert Counter(zip(told["file"].str.split("/").str[1], told["rule"], strict=True)) == {
        ("hackney.xlsx", "grounds_missing"): 1,
        ("hackney.xlsx", "duplicate_rows"): 1,
        ("hackney.xlsx", "days_of_open"): 1,
        ("LBWF complaints.xlsx", "unknown_column"): 1,
        ("newham_complaints_2025.xlsx", "stage_before_earlier"): 1,
        ("H&F complaints return.xlsx", "blank_answer"): 2,
        ("barnet.csv", "stage_without_earlier"): 1,
        ("barnet.csv", "answer_after_next_stage"): 1,
        ("barnet.csv", "unknown_word"): 1,
        ("barnet.csv", "day_not_read"): 1,
    }


def test_bases_are_as_messy_as_declared(cleaned):
    uses = cleaned.base.groupby("borough")["in_use"].agg(tuple)
    assert uses["newham"] == ("no", "part", "all", "all")
    assert uses["barnet"][0] == "part"
    statuses = cleaned.base.groupby("borough")["status"].agg(Counter)
    assert statuses["hammersmith_and_fulham"] == {"unknown": 4}
    assert statuses["waltham_forest"] == {"returned": 3, "not_returned": 1}


def test_a_hidden_column_is_hidden_and_not_kept(made, cleaned):
    sheet = openpyxl.load_workbook(io.BytesIO(made["complaints/LBWF complaints.xlsx"]))["Log"]
    assert sheet.column_dimensions["M"].hidden
    assert sheet["M1"].value == "Team"
    assert "Team 1" not in cleaned.table.to_csv()


def test_the_year_is_plausible(cleaned):
    held = cleaned.table[cleaned.table["status"] == "returned"]
    assert set(held["complainant"]) == set(COMPLAINANTS)
    assert set(held["outcome"]) == set(OUTCOMES)
    assert (held.groupby(["borough", "complaint"]).size() > 1).sum() > 10
    rates = findings(cleaned.table, cleaned.base, PERIOD)
    rates = rates[(rates["statistic"] == "per 100 open cases") & rates["estimate"].notna()]
    assert len(rates) > 8
    assert rates["estimate"].between(0.3, 4).all()
