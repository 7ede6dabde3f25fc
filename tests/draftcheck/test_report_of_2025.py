"""The facts of the report of June 2025, in words of our own: its slips are found, its right numbers are left alone."""

import csv

import pytest
from conftest import ROOT

from draftcheck.check import check

SURVEY = [
    ["", "Pre %", "Post %"],
    ["Staff of children's services", "91", "100"],
    ["Female", "91", "88"],
    ["Aged 26-50", "74", "67"],
    ["White British", "31", "35"],
    ["Black British", "14", "06"],
    ["Black Caribbean", "12", "09"],
    ["Black African", "14", "18"],
    ["Asian British", "12", "17"],
    ["Disability", "16", "24"],
    ["Gay", "0.5", "0"],
    ["Lesbian", "0.5", "0"],
    ["Bi-sexual", "07", "06"],
]
CAPTIONS = {
    1: "TRAINING DELIVERED AND ATTENDED YEARS 1 – 3/4",
    3: "CASE CONSULTATIONS ACROSS YEAR 1-3/4",
    4: "VISITS TO THE PROFESSIONAL HUB BY PAGE Yr 2-3/4",
    5: "STATUS OF IMPLEMENTATION OF PERPETRATOR ENGAGEMENT FORM ACROSS BOROUGHS",
    6: "INDICATOR DATA FOR HACKNEY JULY 23-MARCH 25",
    7: "INDICATOR DATA FOR WALTHAM FOREST JULY 23-MARCH 25",
    9: "INDICATOR DATA FOR HAMMERSMITH AND FULHAM JULY 23-MARCH 25",
    12: "OVERVIEW: ATTENDANCE NUMBERS BY BOROUGH",
    13: "CORE: ATTENDANCE NUMBERS BY BOROUGH",
    14: "SUPERVISOR: ATTENDANCE NUMBERS BY BOROUGH",
    15: "REFRESHER: ATTENDANCE BY BOROUGH",
}
WORDS = [
    (
        "There were 12 one-day courses from July 2023: 342 of 717 (48%) answered; 41% in social"
        " care, 14% in health, 7% each in schools and charities, 3% with adults and 27% elsewhere."
    ),
    (
        "Asked what changed, people named six key themes: language (83 times); choice (41 times);"
        " children (20 times); patterns (16 times); strengths (15 times)."
    ),
    "Table 4 shows how far boroughs are with implementation of the form.",
    (
        "The checklist is printed at the end (see Appendix 4), the briefing papers too (see"
        " Appendix 3)."
    ),
    (
        "The project gave 32 courses to 1230 attending, 2607 in all years (Table 1). Table 3 shows"
        " case consultations."
    ),
]


def table(number: int, caption: str, rows: list[list[str]]) -> str:
    return "\n".join([f"**TABLE {number}: {caption}**", "", *("\t".join(row) for row in rows), ""])


def published(number: int) -> list[list[str]]:
    with open(
        ROOT / "tests" / "published" / f"table{number:02}.csv", encoding="utf-8", newline=""
    ) as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def found():
    survey = "There were 348 pre answers and 54 post answers.\n\n" + table(
        2, "WHO ANSWERED BEFORE AND AFTER CORE TRAINING", SURVEY
    )
    appendices = "\n\n".join(f"## Appendix {n}: Of something" for n in (1, 2, 3))
    tables = [table(number, caption, published(number)) for number, caption in CAPTIONS.items()]
    text = "\n\n".join([*WORDS, survey, *tables, appendices])
    return check("report.txt", text.encode())


def of(found, rule: str) -> list[str]:
    doubts = found.doubts[found.doubts["rule"] == rule]
    return [
        f"{place} {says} {expected}"
        for place, says, expected in zip(
            doubts["place"], doubts["says"], doubts["expected"], strict=True
        )
    ]


def test_the_wrong_totals_and_what_they_feed(found):
    doubts = of(found, "total")
    assert len(doubts) == 3
    assert any("row 'Hackney'" in d and "179" in d and "46 + 29 + 96 = 171" in d for d in doubts)
    assert any(
        "Table 12, row 'Total'" in d and "1047" in d and "1039 would be right" in d for d in doubts
    )
    assert any("Table 14" in d and "25" in d and "28" in d for d in doubts)


def test_no_alarm_at_what_adds_up(found):
    places = " ".join(
        found.doubts.loc[
            found.doubts["rule"].isin(["total", "between", "share", "hundred"]), "place"
        ]
    )
    assert not any(f"Table {number}," in places for number in (1, 3, 13, 15))
    assert not of(found, "share")
    assert not of(found, "hundred")
    assert not of(found, "between")
    assert found.tally["totals"] > 40
    assert found.tally["percentages beside counts"] == 1


def test_six_are_announced_and_five_listed(found):
    assert [doubt.split(" ", 2)[2] for doubt in of(found, "list")] == [
        "announces 6 key themes 5 are listed"
    ]


def test_the_wrong_table_and_the_missing_appendix(found):
    doubts = of(found, "reference")
    assert len(doubts) == 2
    assert any("Appendix 4" in d and "Appendix 1, 2, 3" in d for d in doubts)
    assert any("speaks of Table 4" in d and "Table 5" in d for d in doubts)


def test_the_borough_that_is_none(found):
    (doubt,) = of(found, "borough")
    assert "Hammersmith and City" in doubt
    assert "Hammersmith and Fulham" in doubt


def test_percentages_nobody_can_be(found):
    post, pre = sorted(of(found, "percentage"), key=lambda doubt: "Pre" in doubt)
    assert "88 (Female)" in post
    assert "no one number of answers from 28 to 54" in post
    assert "0.5 (Gay)" in pre
    assert "348" in pre


def test_year_3_stands_for_year_3_and_4(found):
    (doubt,) = of(found, "label")
    assert "Table 12" in doubt
    assert "3/4" in doubt


def test_small_counts_are_listed_for_information(found):
    doubts = of(found, "small")
    assert {place.split(" (")[0] for place in doubts} == {
        "Table 6",
        "Table 9",
        "Table 14",
        "Table 15",
    }
    assert all("for information" in doubt for doubt in doubts)
