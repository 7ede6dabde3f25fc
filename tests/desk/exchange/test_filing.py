"""Drawn questions, answered in a workbook and filed: what was said is what is kept, once, and all of it."""

from __future__ import annotations

import pandas as pd
import pytest
from exchange.answering import PERIOD, answered, queries
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.kept import CORRECTIONS
from analysis.declare.replies import ANSWERS, CORRECT, NOTE, REPLIES
from desk.exchange.filing import Filed, Kept, filed
from desk.exchange.identity import with_ids
from desk.exchange.reading import Answer, read_answers
from desk.exchange.settling import settled
from desk.exchange.workbook import workbook

WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="=@+-\ufffe\uffff"
    ),
    min_size=1,
    max_size=12,
)
TYPED = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12), WORDS
)


def asked_of(*typed: str) -> pd.DataFrame:
    """A question a cell, of one file, about what was typed there."""
    rows = [
        ("lone_zero", "warn", "one.csv", "", f"B{row}", text) for row, text in enumerate(typed, 2)
    ]
    return with_ids(queries(*rows), PERIOD).assign(recipient="hackney", strand="indicators")


def kept(asked: pd.DataFrame, before: Filed | None = None) -> Kept:
    texts = {(row.file, row.sheet, row.cell): row.typed for row in asked.itertuples()}
    lists = (
        (before.replies, before.corrections) if before else (REPLIES.empty(), CORRECTIONS.empty())
    )
    return Kept(asked, *lists, texts)


def sent_back(asked: pd.DataFrame, *given: dict) -> list[Answer]:
    """The questions on paper, answered, and read again."""
    made = workbook(settled(asked, REPLIES.empty()), "hackney", PERIOD, "Published data.")
    reading = read_answers("back.xlsx", answered(made, *given))
    assert reading.problems == []
    return reading.answers


def reply(answer: str, value: str = "", note: str = "", who: str = "analyst") -> dict:
    said = {"answer": answer, "value": value if answer == CORRECT else "", "note": note, "who": who}
    return {key: text for key, text in said.items() if text}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(TYPED, st.sampled_from(list(ANSWERS)), WORDS, WORDS), min_size=1, max_size=5)
)
def test_what_was_answered_is_what_is_filed(drawn):
    drawn = [one for one in drawn if one[0].strip() != one[2]]
    asked = asked_of(*(typed for typed, *_ in drawn))
    answers = sent_back(asked, *(reply(*rest) for _, *rest in drawn))
    found = filed(answers, kept(asked), "back.xlsx", "2026-02-03")
    assert found.problems == []
    assert found.replies["id"].tolist() == asked["id"].tolist()
    assert found.replies["answer"].tolist() == [answer for _, answer, *_ in drawn]
    assert found.replies["typed"].tolist() == [typed for typed, *_ in drawn]
    becomes = [
        (typed, value if answer == CORRECT else typed, note)
        for typed, answer, value, note in drawn
        if answer in (CORRECT, NOTE)
    ]
    assert (
        list(found.corrections[["was", "becomes", "why"]].itertuples(index=False, name=None))
        == becomes
    )
    again = filed(answers, kept(asked, found), "renamed.xlsx", "2026-09-09")
    assert again.lines == []
    assert again.replies.equals(found.replies)
    assert again.corrections.equals(found.corrections)
    states = settled(asked, found.replies)
    assert set(states["status"]) <= {"answered"}
    assert settled(asked.iloc[:0], found.replies)["status"].tolist() == ["closed"] * len(asked)


def on_one_cell(*rules: str) -> pd.DataFrame:
    rows = [(rule, "warn", "one.csv", "", "B2", "94") for rule in rules]
    return with_ids(queries(*rows), PERIOD).assign(recipient="hackney", strand="indicators")


@pytest.mark.parametrize(
    ("first", "second", "becomes", "why"),
    [
        (reply(CORRECT, "49"), reply(CORRECT, "49", "turned round"), "49", "turned round"),
        (
            reply(CORRECT, "49", "turned round"),
            reply(NOTE, note="late"),
            "49",
            "turned round; late",
        ),
        (reply(NOTE, note="late"), reply(NOTE, note="new team"), "94", "late; new team"),
        (reply(NOTE, note="late"), reply("confirmed as is"), "94", "late"),
        (reply(NOTE, note="late"), reply("cannot say"), "94", "late"),
        (reply(CORRECT, "49"), reply("cannot say"), "49", "reply"),
    ],
)
def test_two_questions_about_one_cell_make_one_correction_in_either_order(
    first, second, becomes, why
):
    asked = on_one_cell("lone_zero", "out_of_own_range")
    together = filed(sent_back(asked, first, second), kept(asked), "a.xlsx", "2026-02-03")
    one = filed(sent_back(asked, first), kept(asked), "a.xlsx", "2026-02-03")
    then = filed(sent_back(asked, {}, second), kept(asked, one), "b.xlsx", "2026-02-03")
    for found in (together, then):
        assert found.problems == []
        assert found.corrections[["becomes", "why"]].values.tolist() == [[becomes, why]]


@pytest.mark.parametrize("second", [reply(CORRECT, "50"), reply("confirmed as is")])
def test_two_answers_about_one_cell_that_disagree_are_refused(second):
    asked = on_one_cell("lone_zero", "out_of_own_range")
    found = filed(
        sent_back(asked, reply(CORRECT, "49"), second), kept(asked), "a.xlsx", "2026-02-03"
    )
    assert found.problems == [
        "one.csv B2: two answers about this cell disagree; keep one of the two"
    ]
    assert (len(found.replies), len(found.corrections)) == (0, 0)


def test_what_was_confirmed_is_not_corrected_later_but_a_correction_may_be_confirmed():
    asked = on_one_cell("lone_zero", "out_of_own_range")
    fixed = filed(sent_back(asked, reply(CORRECT, "49")), kept(asked), "a.xlsx", "2026-02-03")
    then = filed(
        sent_back(asked, {}, reply("confirmed as is")), kept(asked, fixed), "b.xlsx", "2026-03-03"
    )
    assert then.problems == []
    assert then.corrections["becomes"].tolist() == ["49"]
    confirmed = filed(
        sent_back(asked, reply("confirmed as is")), kept(asked), "a.xlsx", "2026-02-03"
    )
    refused = filed(
        sent_back(asked, {}, reply(CORRECT, "49")), kept(asked, confirmed), "b.xlsx", "2026-03-03"
    )
    assert len(refused.problems) == 1


def test_a_question_about_a_whole_file_can_be_noted_and_not_corrected():
    asked = with_ids(queries(("nothing_read", "stop", "one.csv", "", "", "")), PERIOD).assign(
        recipient="hackney", strand="indicators"
    )
    without_cells = Kept(asked, REPLIES.empty(), CORRECTIONS.empty(), {})
    noted = filed(
        sent_back(asked, reply(NOTE, note="sent again")), without_cells, "a.xlsx", "2026-02-03"
    )
    assert (noted.problems, len(noted.replies), len(noted.corrections)) == ([], 1, 0)
    wrong = filed(sent_back(asked, reply(CORRECT, "5")), without_cells, "a.xlsx", "2026-02-03")
    assert "needs a cell to correct" in wrong.problems[0]
