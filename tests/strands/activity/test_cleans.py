"""Consultations, hub visits and the form's status: what is read, and what is asked."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.kept import CORRECTIONS
from strands.activity.cleans.activity import clean

NO_CORRECTIONS = CORRECTIONS.empty()


def cleaned(*lines: str, period: str = "2023-25"):
    return clean({"activity/t.csv": "\n".join(lines).encode()}, NO_CORRECTIONS, period)


def rules(made) -> list[str]:
    return made.queries["rule"].tolist()


def drawn(frame: pd.DataFrame, *columns: str) -> list[str]:
    held = [["" if pd.isna(value) else str(value) for value in frame[column]] for column in columns]
    return [" ".join(values) for values in zip(*held, strict=True)]


def test_consultations_come_with_the_months_they_were_logged():
    made = cleaned(
        "Borough,     N in Year 1, Across N of months, N in Year 3/4, Across N of months",
        "Hackney,     81,          9,                  113,           18",
        "Barnet,      -,           -,                  75,            12",
        "Total,       81,          ,                   188,           ",
    )
    assert drawn(made.consultations, "borough", "count", "months", "status", "cell") == [
        "hackney 113 18 returned D2",
        "barnet 75 12 returned D3",
    ]
    assert rules(made) == []


def test_a_dash_before_joining_is_not_a_zero():
    made = cleaned("Borough,N in Year 1,Across N of months", "Barnet,-,-", period="2021-22")
    assert drawn(made.consultations, "borough", "count", "months", "status") == [
        "barnet   not_member"
    ]


def test_a_dash_of_a_member_is_asked_about():
    made = cleaned("Borough,N in Year 3/4,Across N of months", "Hackney,-,18")
    assert drawn(made.consultations, "count", "status") == [" queried"]
    assert rules(made) == ["dash_inside_membership"]


def test_hub_numbers_that_slipped_a_column_are_read_in_order_and_asked_about_once():
    made = cleaned(
        "Professional Hub Page,,Number of visits,",
        "TRAINING,,Yr2,Yr3/4",
        "Core,,491,591",
        "RESOURCES,,,",
        "Landing,1503,703,",
        "Events,225,84,",
    )
    assert drawn(made.hub, "section", "page", "count", "cell") == [
        "training Core 591 D3",
        "resources Landing 703 C5",
        "resources Events 84 C6",
    ]
    assert rules(made) == ["shifted_columns"]


def test_a_page_without_a_number_for_each_period_is_asked_about():
    made = cleaned("Professional Hub Page,Number of visits,", "TRAINING,Yr2,Yr3/4", "Core,491,")
    assert made.hub.empty
    assert rules(made) == ["unread_numbers"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Live with 12 completions", "live 12 returned"),
        ("In process", "in_process  returned"),
        ("Live and currently being piloted", "pilot  returned"),
        ("Live and mandatory", "mandatory  returned"),
        ("Not yet live", "not_started  returned"),
        ("Unknown", "  unknown"),
        ("", "  not_returned"),
        ("Ask the lead", "  queried"),
    ],
)
def test_a_sentence_on_the_form_is_a_step_or_a_question(said, expected):
    made = cleaned("Borough,Status of form", f"Hackney,{said}")
    assert drawn(made.form, "stage", "count", "status") == [expected]
    assert rules(made) == (["unreadable_stage"] if "queried" in expected else [])


def test_a_borough_that_is_none_is_read_and_asked_or_only_asked():
    made = cleaned(
        "Borough,Status of form", "Hammersmith and City,Unknown", "Camden,Live", "LBB,Live"
    )
    assert made.form["borough"].tolist() == ["hammersmith_and_fulham"]
    assert sorted(rules(made)) == ["ambiguous_borough", "doubtful_borough", "unknown_borough"]


def test_a_table_that_is_none_of_the_three_is_asked_about():
    assert rules(cleaned("Fruit,Colour", "Apple,red")) == ["nothing_read"]


def test_published_tables_raise_the_questions_they_deserve(monkeypatch):
    monkeypatch.chdir(ROOT)
    made = clean(
        store.returns("2023-25", "activity"), store.corrections("2023-25", "activity"), "2023-25"
    )
    # The report also says "Year 3" of five events where it means Year 3/4.
    assert sorted(rules(made)) == ["doubtful_borough", *5 * ["doubtful_period"], "shifted_columns"]
    assert (len(made.consultations), len(made.hub), len(made.form)) == (6, 15, 6)
