"""Beside a borough's figure stands what was asked about it and what came of that: open, kept out, answered by whom."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from exchange.answering import PERIOD, answered, clean_again

from analysis import store
from analysis.declare.finding import FINDINGS
from analysis.declare.indicators import WORDINGS
from analysis.declare.replies import CONFIRMED, CORRECT, NOTE, REPLIES, UNKNOWN
from analysis.declare.returned import QUERIES
from analysis.find.asked import asked
from analysis.show.asked import day, notes, told
from analysis.show.printed import PrintedTable
from desk.exchange.desk import questions, send, take_in
from desk.exchange.settling import settled
from desk.receiving.known_on import inputs
from strands.indicators.prints import borough

OUT = "The value stays out of the report and is shown as queried."


def query(cell: str, rule: str = "lone_zero", severity: str = "warn", **more) -> dict:
    return {
        "rule": rule,
        "severity": severity,
        "file": f"{PERIOD}/barnet.xlsx",
        "sheet": "S",
        "cell": cell,
        "typed": "0",
        "question": "Is it none?",
        "effect": OUT if severity == "stop" else "It stays.",
        **more,
    }


def reply(
    cell: str, answer: str, rule: str = "lone_zero", value: str = "", note: str = "", **more
) -> dict:
    return {
        "id": "0" * 12,
        "rule": rule,
        "file": "barnet.xlsx",
        "sheet": "S",
        "cell": cell,
        "typed": "0",
        "answer": answer,
        "value": value,
        "note": note,
        "who": "performance analyst",
        "decided": "2026-02-03",
        "source": "barnet.xlsx sha256:0",
        **more,
    }


def joined(queries: list[dict], replies: list[dict]) -> pd.DataFrame:
    held = pd.DataFrame(replies, columns=list(REPLIES.columns), dtype="str")
    return asked(QUERIES.check(pd.DataFrame(queries, columns=list(QUERIES.columns))), held, PERIOD)


def test_question_without_an_answer_is_open():
    said = notes(joined([query("B7"), query("B8")], []))
    assert said == ("2 questions are open with the sender.",)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answer": CONFIRMED}, "confirmed as it is (performance analyst, 3 February 2026)"),
        (
            {"answer": CONFIRMED, "note": "looked twice"},
            "confirmed as it is: “looked twice” (performance analyst, 3 February 2026)",
        ),
        ({"answer": UNKNOWN}, "the sender cannot say (performance analyst, 3 February 2026)"),
        (
            {"answer": NOTE, "note": "a new team"},
            (
                "what was typed stays, with a note: “a new team” (performance analyst, 3 February"
                " 2026)"
            ),
        ),
        (
            {"answer": CORRECT, "value": "3"},
            "corrected to “3” (performance analyst, 3 February 2026)",
        ),
    ],
)
def test_every_answer_is_told_in_words_with_role_and_day(given, said):
    (note,) = notes(joined([query("B7")], [reply("B7", **given)]))
    assert note == f"Answered by the sender: {said}."


def test_unanswered_stop_says_that_the_value_is_kept_out_and_why():
    said = notes(joined([query("B5", "rounded_count", "stop"), query("B7")], []))
    assert said == (
        "1 question is open with the sender.",
        f"Kept out, as 1 question is not answered yet. {OUT}",
    )


def test_stop_that_was_answered_but_not_corrected_stays_out():
    stop = query("B5", "rounded_count", "stop")
    (note,) = notes(joined([stop], [reply("B5", UNKNOWN, "rounded_count")]))
    assert note.endswith(
        "the sender cannot say (performance analyst, 3 February 2026); the value stays out."
    )


def test_corrected_stop_is_asked_no_more_and_its_answer_is_told():
    found = joined([], [reply("B5", CORRECT, "rounded_count", "238", "counted again")])
    assert found["status"].tolist() == ["closed"]
    assert notes(found) == (
        (
            "Answered by the sender: corrected to “238”: “counted again” "
            "(performance analyst, 3 February 2026)."
        ),
    )


def test_answer_belongs_to_its_rule_cell_and_typed_text_alone():
    """The same cell asked about by another rule, or after another text was typed there, is open."""
    elsewhere = query("B7", file=f"{PERIOD}/b.xlsx")
    for other in (query("B7", "copy_forward"), query("B7", typed="1"), query("B8"), elsewhere):
        assert joined([other], [reply("B7", CONFIRMED)])["status"].tolist() == ["open", "closed"]


def test_two_questions_of_one_rule_about_one_cell_share_no_answer():
    found = joined([query("B7"), query("B7", question="And that?")], [reply("B7", CONFIRMED)])
    assert found["status"].tolist() == ["answered", "open"]


def test_question_of_an_earlier_period_is_left_to_its_own_report():
    """Its answers are kept with that period, where this report does not look: it is told neither open nor answered."""
    found = joined([query("B7", file="2022-23/barnet.xlsx")], [])
    assert notes(found) == (
        "1 question is about an earlier period; the report of that period tells the answers.",
    )


def test_neither_rule_nor_place_nor_wording_is_told():
    """A lay reader knows none of them, and each can hold a number that may not leave."""
    asked_of = [query("E2", effect="It stays."), query("B5", "rounded_count", "stop")]
    said = " ".join(notes(joined(asked_of, [reply("E2", CONFIRMED)])))
    assert not any(told in said for told in ("lone zero", "rounded", "E2", "B5", "barnet", "none?"))


def test_a_strand_tells_its_questions_in_a_note_that_is_no_markup():
    block = told(joined([query("B7")], [reply("B7", NOTE, note="*all* of [them]")]), False)
    assert block.box == "note"
    assert "“\\*all\\* of \\[them\\]”" in block.markdown("")
    assert told(joined([], []), False).empty
    assert told(joined([], []), True).empty


def test_where_numbers_are_hidden_only_how_many_questions_there_were_is_told():
    (said,) = told(joined([query("B7")], [reply("B7", NOTE, note="it was 3")]), True).texts
    assert said.startswith("1 question was asked of the sender about this.") and "3" not in said


def test_questions_that_nobody_joined_with_answers_are_open():
    assert notes(QUERIES.check(pd.DataFrame([query("B7")]))) == (
        "1 question is open with the sender.",
    )


def test_date_is_told_as_far_as_it_is_known():
    known = {"2026-02-03": "3 February 2026", "2026-02": "February 2026", "2026": "2026", "": ""}
    assert {when: day(when) for when in known} == known


def test_note_stands_under_the_counts_of_its_own_borough_alone(returned, found):
    queries = [query("B8", file=f"{PERIOD}/barnet.xlsx"), query("B9", file=f"{PERIOD}/newham.xlsx")]
    rows = returned.assign(file=f"{PERIOD}/" + returned["file"])
    known = joined(queries, [reply("B8", CONFIRMED)])
    shown = {
        block.key: " ".join(block.notes)
        for block in borough.blocks(rows, WORDINGS.empty(), known, found, FINDINGS.empty(), "S")
        if isinstance(block, PrintedTable)
    }
    assert "Answered by the sender: confirmed as it is" in shown["indicators-barnet"]
    assert "1 question is open with the sender." in shown["indicators-newham"]
    assert not any(
        "the sender" in note for key, note in shown.items() if key[11:] not in ("barnet", "newham")
    )


@pytest.fixture
def replied(project) -> Path:
    """The real period with two of its questions answered on a day, one of them by a correction."""
    (project / "params.yaml").write_text(
        'strands: [indicators, activity]\nperiods: ["2023-25"]\n', encoding="utf-8"
    )
    clean_again()
    send(PERIOD, project / "queries", dt.date(2026, 1, 5))
    given = (
        {"answer": CORRECT, "value": "477", "note": "a digit was lost", "who": "analyst"},
        {"answer": UNKNOWN, "who": "analyst"},
    )
    name = "barking_and_dagenham.xlsx"
    _, problems = take_in(name, answered(project / "queries" / name, *given), dt.date(2026, 2, 3))
    assert problems == []
    clean_again()
    return project


def now() -> pd.DataFrame:
    return asked(store.read("indicators", "queries", up_to=PERIOD), store.replies(PERIOD), PERIOD)


def test_answers_are_those_that_the_exchange_finds_by_the_names_of_its_questions(replied):
    ours = now().set_index(["rule", "cell"])[
        ["status", "answer", "value", "note", "who", "decided"]
    ]
    theirs = settled(questions(PERIOD), store.replies(PERIOD))
    theirs = theirs[theirs["file"].str.startswith("indicators/")].set_index(["rule", "cell"])[
        ours.columns
    ]
    assert set(ours["status"]) == {"open", "answered", "closed"}
    pd.testing.assert_frame_equal(ours.sort_index(), theirs.sort_index())


def test_report_as_known_before_the_answer_holds_no_answer(replied, tmp_path_factory):
    for known_on, statuses in (
        ("2026-02-02", {"open"}),
        ("2026-02-03", {"open", "answered", "closed"}),
    ):
        scratch = tmp_path_factory.mktemp("known")
        inputs(replied, scratch, PERIOD, known_on)
        with contextlib.chdir(scratch):
            clean_again()
            assert set(now()["status"]) == statuses
