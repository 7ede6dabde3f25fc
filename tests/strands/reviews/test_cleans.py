"""Learning reviews: rounds, the frame and the statements, and the questions about what cannot be read."""

import re

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.kept import CORRECTIONS
from strands.reviews.cleans.reviews import clean
from strands.reviews.declares.reviews import PRINCIPLES, SEEN, WHERE, band, boroughs_in

NO_CORRECTIONS = CORRECTIONS.empty()
ROUNDS = "Borough,Round,Quarter,Remark"
FRAME = "Arm,Cases a round,Cases reviewed,Taken from,Kept to"
SEEN_IN = "Borough,Principle,Seen,Where,Rounds,In our words"


def cleaned(*lines: str):
    return clean({"reviews/t.csv": "\n".join(lines).encode()}, NO_CORRECTIONS, "2023-25")


def rules(made) -> list[str]:
    return sorted(made.queries["rule"])


def drawn(frame: pd.DataFrame, *columns: str) -> list[str]:
    held = [["" if pd.isna(value) else str(value) for value in frame[column]] for column in columns]
    return [" ".join(values) for values in zip(*held, strict=True)]


@pytest.mark.parametrize(
    ("number", "quarter", "expected", "asked"),
    [
        ("1", "Jan-March 24", "1 2024Q1 returned", []),
        ("2", "not published", "2  returned", []),
        ("not published", "not published", "  not_returned", []),
        ("", "", "  not_returned", []),
        ("two", "", "  queried", ["text_in_number_cell"]),
        ("1", "Apr-Jun 23", "1  returned", ["quarter_outside_period"]),
        ("1", "Spring", "1  returned", ["unreadable_quarter"]),
        ("1", "Jan-Mar", "1  returned", ["unreadable_quarter"]),
    ],
)
def test_a_round_and_its_quarter(number, quarter, expected, asked):
    made = cleaned(ROUNDS, f"Barnet,{number},{quarter},first of all")
    assert drawn(made.rounds, "round", "quarter", "status") == [expected]
    assert rules(made) == asked


def test_cases_agreed_are_not_cases_reviewed():
    made = cleaned(
        FRAME, "trained and consulted,5,not published,closed,a round", "neither,5,4,closed,a round"
    )
    assert drawn(made.frame, "arm", "count", "reviewed") == ["both 5 ", "neither 5 4"]


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [("1 and 2", "1 2"), ("1, 2 and 3", "1 2 3"), ("3", "3"), ("not said", "")],
)
def test_a_statement_is_of_one_round_or_several(rounds, expected):
    made = cleaned(SEEN_IN, f'Newham,worker safety,seen in places,trained,"{rounds}",thought of')
    assert drawn(made.seen, "borough", "principle", "seen", "found_in") == [
        "newham worker_safety in_places trained"
    ]
    assert made.seen["rounds"].tolist() == [expected]
    assert rules(made) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Camden,worker safety,seen,trained,1,x", "unknown_borough"),
        ("LBB,worker safety,seen,trained,1,x", "ambiguous_borough"),
        ("Newham,worker safty,seen,trained,1,x", "unknown_word"),
        ("Newham,worker safety,not seen,trained,1,x", "unknown_word"),
        ("Newham,worker safety,seen,upstairs,1,x", "unknown_word"),
        ("Newham,worker safety,seen,trained,some,x", "text_in_number_cell"),
    ],
)
def test_a_line_with_an_unknown_word_is_asked_about_and_left_out(line, rule):
    made = cleaned(SEEN_IN, line, "Newham,worker safety,seen,trained,1,y")
    assert rules(made) == [rule]
    assert made.seen["note"].tolist() == ["y"]


def test_two_words_on_one_principle_are_two_statements_and_a_copy_is_one():
    made = cleaned(
        SEEN_IN, *[f"Newham,worker safety,{word},not said,1,x" for word in ("seen", "weak", "seen")]
    )
    assert made.seen["seen"].tolist() == ["seen", "weak"]
    assert rules(made) == ["duplicate_rows"]


def test_tables_of_no_kind_are_asked_about():
    assert rules(cleaned("Borough,Principle,Seen", "Newham,worker safety,seen")) == ["nothing_read"]


def test_a_band_is_when_a_borough_joined():
    assert boroughs_in("newer", "2023-25") == ["barnet", "barking_and_dagenham"]
    assert len(boroughs_in("established", "2023-25")) == 4
    assert band("hammersmith_and_fulham", "2022-23") == "newer"
    assert band("barnet", "2022-23") == ""
    assert boroughs_in("established", "2021-22") == []


@pytest.fixture(scope="module")
def published():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return clean(store.returns("2023-25", "reviews"), NO_CORRECTIONS, "2023-25")


def test_published_reviews_raise_no_question(published):
    assert rules(published) == []
    held = published.rounds.groupby("borough")["round"].nunique()
    assert held.to_dict() == {
        "barnet": 3,
        "barking_and_dagenham": 3,
        "hackney": 0,
        "hammersmith_and_fulham": 0,
        "newham": 0,
        "waltham_forest": 0,
    }
    assert published.rounds.loc[
        published.rounds["quarter"] != "", ["borough", "quarter"]
    ].to_numpy().tolist() == [["barking_and_dagenham", "2024Q1"]]
    assert published.frame["count"].tolist() == [5, 5]
    assert published.frame["reviewed"].isna().all()


def test_published_statements_use_every_word_and_no_cell_is_not_seen(published):
    assert set(published.seen["principle"]) == set(PRINCIPLES)
    assert set(published.seen["seen"]) == set(SEEN)
    assert set(published.seen["found_in"]) <= set(WHERE)
    assert not published.seen["raw"].str.contains("not seen").any()


def test_no_row_with_a_boroughs_name_names_a_persons_role(published):
    role = re.compile(
        r"\b(?:leads?|practitioners?|social"
        r" workers?|consultants?|managers?|supervisors?|workers?)\b"
    )
    for text in [*published.rounds["remark"], *published.seen["note"]]:
        assert not role.search(text), text
