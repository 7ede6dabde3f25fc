"""Themes of open answers: what is read as a count, and what has to be asked."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.kept import CORRECTIONS
from analysis.declare.table import InputError
from strands.themes.cleans import clean

NO_CORRECTIONS = CORRECTIONS.empty()
THEMES = "Survey,Question,Theme,Noted"
QUESTIONS = "Survey,Question,Themes announced,People who answered,Unit,Printed in"
BASES = "Survey,Questionnaires,People,Printed in"


def cleaned(*lines: str, corrections=NO_CORRECTIONS):
    return clean({"themes/t.csv": "\n".join(lines).encode()}, corrections, "2023-25")


def rules(made) -> list[str]:
    return made.queries["rule"].tolist()


def drawn(frame: pd.DataFrame, *columns: str) -> list[str]:
    held = [["" if pd.isna(value) else str(value) for value in frame[column]] for column in columns]
    return [" ".join(values) for values in zip(*held, strict=True)]


@pytest.mark.parametrize(
    ("noted", "expected", "asked"),
    [
        ("83 times", "83 returned", []),
        ("noted 83 times", "83 returned", []),
        ("83", "83 returned", []),
        ("0 times", "0 returned", []),
        ("", " not_returned", []),
        ("many times", " queried", ["text_in_number_cell"]),
        ("~80 times", " queried", ["rounded_count"]),
        ("<5", " withheld", []),
    ],
)
def test_a_mention_is_a_count_and_a_blank_is_no_zero(noted, expected, asked):
    made = cleaned(
        THEMES, f"Overview,What changed,Words,{noted}", 'overview,What changed,"Acts, seen",7'
    )
    assert made.themes["survey"].tolist() == ["overview"] * 2
    assert drawn(made.themes, "count", "status")[0] == expected
    assert made.themes["raw"].tolist() == [noted, "7"]
    assert rules(made) == asked


def test_a_question_says_what_is_announced_and_what_a_mention_is():
    made = cleaned(
        QUESTIONS,
        '"Core training, before",What changed,6,,not stated,page 1',
        "core_after,What changed,,120,people,page 2",
        "core_after,What else,,,,page 2",
    )
    told = drawn(made.questions, "survey", "announced", "answered", "unit", "status")
    assert told == [
        "core_before 6  unclear returned",
        "core_after  120 respondents not_returned",
        "core_after   unclear not_returned",
    ]
    assert rules(made) == []


def test_questionnaires_by_their_kind():
    made = cleaned(BASES, "core_after,opened,54,p", "core_after,opened and mostly left blank,15,p")
    assert drawn(made.bases, "base", "count", "cell") == ["opened 54 C2", "mostly_blank 15 C3"]


@pytest.mark.parametrize(
    "lines",
    [
        (THEMES, "Doorstep,What changed,Words,3"),
        (QUESTIONS, "overview,What changed,6,,weights,p"),
        (BASES, "overview,burnt,3,p"),
    ],
)
def test_a_word_nobody_knows_is_asked_about_with_those_that_are_known(lines):
    made = cleaned(*lines)
    assert rules(made) == ["unknown_word"]
    assert "none of the words this column takes: '" in made.queries["question"].item()


def test_a_theme_told_twice_is_used_once_or_not_at_all():
    same = cleaned(THEMES, "overview,What changed,Words,3", "overview,What changed,Words,3")
    assert drawn(same.themes, "count", "status") == ["3 returned"]
    assert rules(same) == ["duplicate_rows"]
    other = cleaned(THEMES, "overview,What changed,Words,3", "overview,What changed,Words,4")
    assert drawn(other.themes, "count", "status") == [" queried"]
    assert rules(other) == ["duplicate_values_differ"]
    assert "says 3" in other.queries["question"].item()


def test_a_table_that_is_none_of_these_is_asked_about():
    assert rules(cleaned("Fruit,Colour", "Apple,red")) == ["nothing_read"]
    assert rules(cleaned("Survey,Question,Theme", "overview,What changed,Words")) == [
        "nothing_read"
    ]


def test_a_correction_is_read_and_the_text_as_sent_is_kept():
    entry = {
        "file": "themes/t.csv",
        "sheet": "",
        "cell": "D2",
        "was": "83 times",
        "becomes": "38 times",
        "why": "figures swapped",
        "who": "evaluator",
        "decided": "2025-07",
    }
    lines = (THEMES, "overview,What changed,Words,83 times")
    made = cleaned(*lines, corrections=pd.DataFrame([entry]))
    assert drawn(made.themes, "count", "raw") == ["38 83 times"]
    assert "figures swapped" in made.themes["caveat"].item()
    with pytest.raises(InputError, match="expected to hold"):
        cleaned(*lines, corrections=pd.DataFrame([{**entry, "was": "84 times"}]))


def test_a_period_without_files_has_empty_tables():
    made = clean({}, NO_CORRECTIONS, "2021-22")
    assert made.themes.empty and made.questions.empty and made.bases.empty and made.queries.empty


def test_published_themes_raise_no_question_and_lose_no_line(monkeypatch):
    monkeypatch.chdir(ROOT)
    files = store.returns("2023-25", "themes")
    made = clean(files, store.corrections("2023-25", "themes"), "2023-25")
    lines = {
        name.split("/")[1]: content.decode().count("\n") - 1 for name, content in files.items()
    }
    assert lines == {
        "themes.csv": len(made.themes),
        "questions.csv": len(made.questions),
        "bases.csv": len(made.bases),
    }
    assert rules(made) == []
    assert made.themes["count"].dropna().tolist() == [83, 41, 20, 16, 15, 19, 16, 11]
    assert made.themes.loc[made.themes["count"].isna(), "status"].unique().tolist() == [
        "not_returned"
    ]
    asked = set(zip(made.themes["survey"], made.themes["question"], strict=True))
    assert asked == set(zip(made.questions["survey"], made.questions["question"], strict=True))
