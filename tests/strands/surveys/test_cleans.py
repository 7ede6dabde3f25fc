"""Survey tables: what is read, what stays a limit or a blank, and what is asked."""

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import store
from analysis.declare.kept import CORRECTIONS
from analysis.declare.table import InputError
from strands.surveys.cleans.sums import clean, read_survey
from strands.surveys.declares.sums import RATINGS, REPLIES, SHARES

NO_CORRECTIONS = CORRECTIONS.empty()


def cleaned(*lines: str):
    return clean({"surveys/t.csv": "\n".join(lines).encode()}, NO_CORRECTIONS, "2023-25")


def rules(made) -> list[str]:
    return made.queries["rule"].tolist()


def drawn(frame: pd.DataFrame, *columns: str) -> list[str]:
    held = [["" if pd.isna(value) else str(value) for value in frame[column]] for column in columns]
    return [" ".join(values) for values in zip(*held, strict=True)]


def test_replies_know_their_survey_wave_and_stage():
    made = cleaned(
        "Survey,What was counted,Number",
        "Overview,Completed,342",
        "Core before,Returned,348",
        "Core post,Opened,54",
        "Core after,Mostly blank,15",
        "Refresher,Quoted,9",
    )
    assert drawn(made.replies, "instrument", "wave", "stage", "wording", "count", "cell") == [
        "overview after returned Completed 342 C2",
        "core before returned Returned 348 C3",
        "core after returned Opened 54 C4",
        "core after mostly_blank Mostly blank 15 C5",
        "refresher after quoted Quoted 9 C6",
    ]
    assert rules(made) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", " not_returned"),
        ("0", "0 returned"),
        ("unknown", " unknown"),
        ("~40", " queried"),
        ("12.5", " queried"),
    ],
)
def test_a_number_of_replies_that_was_not_sent_is_no_zero(typed, expected):
    made = cleaned(
        "Survey,What was counted,Number", f"Supervisors,Returned,{typed}", "Refresher,Quoted,9"
    )
    assert drawn(made.replies.head(1), "count", "status") == [expected]
    assert len(rules(made)) == ("queried" in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Overview survey", ("overview", "after")),
        ("Core survey Pre %", ("core", "before")),
        ("Core, after", ("core", "after")),
        ("Supervisor training", ("supervisors", "after")),
        ("Core", None),
        ("Core before and after", None),
        ("Core and Overview after", None),
        ("Lunch", None),
    ],
)
def test_a_survey_is_named_with_its_wave_or_not_at_all(text, expected):
    assert read_survey(text) == expected


def test_lines_and_columns_that_name_no_wave_are_asked_about_and_the_rest_is_read():
    made = cleaned(
        "Survey,What was counted,Number",
        "Core,Returned,348",
        "Overview,Lunches,3",
        "Overview,Completed,5",
    )
    assert drawn(made.replies, "instrument", "count") == ["overview 5"]
    assert drawn(made.queries, "rule", "cell") == ["unread_numbers A2", "unread_numbers A3"]
    columns = cleaned("Core survey,Pre %,%", "Female,91,88")
    assert drawn(columns.shares, "wave", "number") == ["before 91.0"]
    assert drawn(columns.queries, "rule", "cell") == ["unread_numbers C1"]


@pytest.mark.parametrize(
    ("typed", "number", "places", "status"),
    [
        ("06", 6, 0, "returned"),
        ("0.5", 0.5, 1, "returned"),
        ("0", 0, 0, "returned"),
        ("41%", 41, 0, "returned"),
        ("100", 100, 0, "returned"),
        ("", None, None, "not_returned"),
        ("<5", None, None, "withheld"),
        ("unknown", None, None, "unknown"),
        ("101", None, None, "queried"),
        ("-3", None, None, "queried"),
        ("forty", None, None, "queried"),
        ("4O", None, None, "queried"),
    ],
)
def test_a_percentage_keeps_its_places_and_its_text(typed, number, places, status):
    row = cleaned("Core survey,Pre %,Post %", f"Female,{typed},88").shares.iloc[0]
    assert (row["status"], row["raw"]) == (status, typed)
    assert [None if pd.isna(value) else value for value in row[["number", "places"]]] == [
        number,
        places,
    ]


@pytest.mark.parametrize(
    ("typed", "number", "bound", "status"),
    [
        ("5.5", 5.5, "", "returned"),
        ("7", 7, "", "returned"),
        ("under 4", 4, "under", "returned"),
        ("<4", 4, "under", "returned"),
        ("Over 5.5", 5.5, "over", "returned"),
        ("", None, "", "not_returned"),
        ("0", None, "", "queried"),
        ("8", None, "", "queried"),
        ("about 4", None, "", "queried"),
    ],
)
def test_a_limit_stays_a_limit_and_a_mean_stays_on_its_scale(typed, number, bound, status):
    made = cleaned("Knowledge (1-7),Before,After", f"Core,{typed},5")
    row = made.ratings.iloc[0]
    assert (row["status"], row["bound"], row["raw"]) == (status, bound, typed)
    assert (None if pd.isna(row["number"]) else row["number"]) == number
    assert bool(rules(made)) == (status == "queried")


def test_a_number_outside_the_scale_is_asked_about_with_the_ends_of_the_scale():
    made = cleaned("Knowledge (1-7),Before,After", "Core,8,5")
    assert drawn(made.queries, "rule", "cell") == ["outside_range B2"]
    assert (
        made.queries["question"].item()
        == "'8' is not a number from 1 to 7. What should stand here?"
    )


def test_a_survey_without_a_scale_has_no_rating():
    made = cleaned("Knowledge (1-7),Before,After", "Supervisors,4,5")
    assert made.ratings.empty
    assert set(rules(made)) == {"unread_numbers"}


@pytest.mark.parametrize(
    ("item", "topic"),
    [
        ("Proportion CSC", "sector"),
        ("Other sectors", "sector"),
        ("Adult social care", "sector"),
        ("Female", "gender"),
        ("Aged 26-50", "age"),
        ("Black /African", "ethnicity"),
        ("Asian British/Indian", "ethnicity"),
        ("Disability", "disability"),
        ("Bi-sexual", "sexuality"),
        ("Non-binary and/or queer", "sexuality"),
        ("Understanding of the role of CSC changed a lot", "answer"),
        ("Left-handed", ""),
    ],
)
def test_the_words_of_an_item_tell_its_topic(item, topic):
    assert cleaned("Overview survey,%", f"{item},7", "Total,9").shares["topic"].iloc[0] == topic


def test_tables_that_are_none_of_the_three_are_asked_about():
    assert rules(cleaned("Fruit,Colour", "Apple,red")) == ["unread_numbers"]
    assert rules(cleaned("Dear all")) == ["nothing_read"]


def test_two_numbers_for_one_question_stop_the_run():
    with pytest.raises(InputError, match="two rows share one instrument"):
        cleaned("Survey,What was counted,Number", "Overview,Completed,3", "Overview,Returned,4")


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.characters(
            codec="utf-8", exclude_characters=',";', exclude_categories=("Cc", "Zl", "Zp")
        ),
        max_size=8,
    )
)
def test_whatever_is_typed_is_a_number_with_a_status_or_no_number(typed):
    try:
        shares = cleaned("Core survey,Pre %,Post %", f"Female,{typed},88").shares
        ratings = cleaned("Knowledge (1-7),Before,After", f"Core,{typed},5").ratings
    except InputError as error:
        # What looks like data on a person is refused.
        assert str(error).startswith("refused")
        return
    for rows in (shares, ratings):
        assert (rows["number"].notna() == (rows["status"] == "returned")).all()


def test_published_tables_raise_no_question(monkeypatch):
    monkeypatch.chdir(ROOT)
    made = clean(
        store.returns("2023-25", "surveys"), store.corrections("2023-25", "surveys"), "2023-25"
    )
    assert rules(made) == []
    assert (len(made.replies), len(made.shares), len(made.ratings)) == (7, 43, 4)
    assert (made.shares["topic"] != "").all()


def test_a_period_without_files_gives_empty_tables():
    made = clean({}, NO_CORRECTIONS, "2021-22")
    for frame, table in ((made.replies, REPLIES), (made.shares, SHARES), (made.ratings, RATINGS)):
        assert frame.empty
        assert list(frame.columns) == list(table.columns)
