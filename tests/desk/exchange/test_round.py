"""From a question to its answer and back into the returns: the whole round on the real period."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from click.testing import CliRunner
from exchange.answering import FIRST, PERIOD, answered, clean_again, column, opened, saved

from analysis import store
from analysis.declare.table import InputError
from desk import doctor
from desk.cli import main
from desk.command import _day
from desk.exchange.desk import questions, send, take_in
from desk.exchange.settling import settled

DAY = dt.date(2026, 2, 3)
# Barking and Dagenham is asked about 377 (D8) and 472 (B8) before other cells.
TWO = (
    {"answer": "correct to", "value": "477", "note": "a digit was lost", "who": "analyst"},
    {"answer": "note", "note": "a new team began to record it", "who": "analyst"},
)


def lists() -> tuple[bytes, ...]:
    folder = store.root() / "data" / "raw" / PERIOD
    paths = (folder / "corrections.csv", folder / "replies.csv")
    return tuple(path.read_bytes() if path.is_file() else b"" for path in paths)


def test_an_answer_becomes_a_correction_that_cleaning_obeys(sent):
    file = sent / "barking_and_dagenham.xlsx"
    done, problems = take_in(file.name, answered(file, *TWO), DAY)
    assert problems == []
    assert len(done) == 3
    rows = store.corrections(PERIOD).set_index("cell")
    assert rows.loc["D8", ["was", "becomes", "why", "who", "decided"]].tolist() == [
        "377",
        "477",
        "a digit was lost",
        "analyst",
        "2026-02-03",
    ]
    assert rows.loc["B8", ["was", "becomes", "why"]].tolist() == [
        "472",
        "472",
        "a new team began to record it",
    ]
    clean_again()
    table = (
        store.cleaned(PERIOD, "indicators")["table"]
        .query("borough == 'barking_and_dagenham'")
        .set_index("cell")
    )
    assert table.loc["D8", ["count", "raw"]].tolist() == [477, "377"]
    assert table.loc["D8", "caveat"].endswith(
        "corrected from '377' to '477': a digit was lost (analyst, 2026-02-03)"
    )
    assert table.loc["B8", ["count", "raw"]].tolist() == [472, "472"]
    assert table.loc["B8", "caveat"].endswith(
        "noted: a new team began to record it (analyst, 2026-02-03)"
    )
    assert "corrected" not in table.loc["B8", "caveat"]


def test_the_last_line_counts_what_waits_for_an_answer_apart(sent):
    take_in("b.xlsx", answered(sent / "barking_and_dagenham.xlsx", *TWO), DAY)
    waiting = len(questions(PERIOD)) - 2
    assert f", {waiting} without an answer: " in send(PERIOD, sent, DAY)[-1]


def test_what_was_cleaned_from_a_file_that_is_listed_no_longer_is_asked_of_nobody(sent):
    file = "indicators/barking_and_dagenham.xlsx"
    assert file in set(questions(PERIOD)["file"])
    folder = store.root() / "data" / "raw" / PERIOD
    (folder / file).unlink()
    listed = (folder / "received.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = "".join(line for line in listed if file not in line)
    (folder / "received.csv").write_text(kept, encoding="utf-8")
    assert file not in set(questions(PERIOD)["file"])


def test_doctor_reads_due_csv_too_and_says_a_fault_once(sent):
    folder = store.root() / "data" / "raw" / PERIOD
    (folder / "due.csv").write_text("who,what,until,granted_by,granted_on\nnobody,returns,x,a,b\n")
    (line,) = doctor._lists()
    assert not line.ok
    assert "due.csv, line 2" in line.mend
    faults = line.mend.split("; ")
    assert len(faults) == len(set(faults))


@pytest.mark.parametrize("given", ["20250630", "2025-W27-1"])
def test_a_day_is_written_as_people_are_told_to(given):
    with pytest.raises(InputError, match="write it like 2025-06-30"):
        _day(None, None, given)
    assert _day(None, None, "2025-06-30") == dt.date(2025, 6, 30)
    assert _day(None, None, None) is None


def test_the_next_round_knows_what_was_answered_and_what_is_no_longer_asked(sent):
    file = sent / "barking_and_dagenham.xlsx"
    take_in(file.name, answered(file, *TWO), DAY)
    clean_again()
    states = settled(questions(PERIOD), store.replies(PERIOD))
    theirs = states[states["file"] == "indicators/barking_and_dagenham.xlsx"].set_index("cell")[
        "status"
    ]
    told = theirs.to_dict()
    assert (told.pop("D8"), told.pop("B8"), {*told.values()}) == ("closed", "answered", {"open"})
    said = send(PERIOD, sent, DAY)
    assert any(line.startswith(f"{file}: ") and "1 answered" in line for line in said)
    assert said[-1].endswith("1 answered ones no longer come up")
    sheet = opened(file)["Questions"]
    rows = range(FIRST, sheet.max_row + 1)
    (row,) = [at for at in rows if sheet.cell(at, column("status")).value == "answered"]
    assert sheet.cell(row, column("note")).value == "a new team began to record it"
    assert sheet.cell(row, column("note")).protection.locked


def test_reading_the_same_workbook_again_changes_nothing(sent):
    file = sent / "barking_and_dagenham.xlsx"
    content = answered(file, *TWO)
    take_in(file.name, content, DAY)
    held = lists()
    clean_again()
    done, problems = take_in("another name.xlsx", saved(opened(content)), dt.date(2026, 5, 5))
    assert problems == []
    assert done[0].startswith("0 new answers of 2")
    assert lists() == held


def test_a_confirmed_value_is_not_asked_about_again_until_it_changes(sent):
    file = sent / "hammersmith_and_fulham.xlsx"
    sheet = opened(file)["Questions"]
    typed = [sheet.cell(row, column("typed")).value for row in range(FIRST, sheet.max_row + 1)]
    confirmed = {"answer": "confirmed as is", "who": "analyst"}
    take_in(file.name, answered(file, *[confirmed if text == "0" else {} for text in typed]), DAY)
    assert store.corrections(PERIOD).empty
    states = settled(questions(PERIOD), store.replies(PERIOD)).query(
        "recipient == 'hammersmith_and_fulham'"
    )
    assert states.set_index("typed")["status"].to_dict() == {
        "0": "answered",
        "": "open",
        "Hammersmith and City": "open",
    }
    now = questions(PERIOD).assign(typed=lambda rows: rows["typed"].mask(rows["typed"] == "0", "1"))
    from desk.exchange.identity import with_ids

    again = settled(with_ids(now, PERIOD), store.replies(PERIOD))
    assert again.query("typed == '1'")["status"].tolist() == ["open"]


def test_what_is_open_is_overdue_after_the_day_that_was_set(sent):
    replies = store.replies(PERIOD)
    for today, status in ((dt.date(2026, 3, 1), "open"), (dt.date(2026, 3, 2), "overdue")):
        states = settled(questions(PERIOD), replies, until=dt.date(2026, 3, 1), today=today)
        assert set(states["status"]) == {status}


def test_the_day_to_answer_by_is_each_senders_own_of_the_list_unless_one_is_given(sent):
    (store.root() / "data" / "raw" / PERIOD / "due.csv").write_text(
        "who,what,until,granted_by,granted_on\n"
        "everyone,answers,2026-02-02,lead evaluator,2026-01-05\n"
        "barnet,answers,2026-02-27,lead evaluator,2026-01-20\n",
        encoding="utf-8",
    )
    for given, said in (
        (None, {"barnet": ("27 February 2026", "open"), "newham": ("2 February 2026", "overdue")}),
        (DAY, {"barnet": ("3 February 2026", "open"), "newham": ("3 February 2026", "open")}),
    ):
        send(PERIOD, sent, DAY, given)
        for sender, (day, status) in said.items():
            book = opened(sent / f"{sender}.xlsx")
            assert f"Please answer by {day}." in str(list(book["Read me"].values))
            assert book["Questions"].cell(FIRST, column("status")).value == status


def test_answers_that_nobody_read_are_not_written_over(sent):
    file = sent / "barnet.xlsx"
    file.write_bytes(answered(file, {}, {"answer": "cannot say", "who": "analyst"}))
    held = {path.name: path.read_bytes() for path in sent.iterdir()}
    with pytest.raises(InputError, match=r"barnet\.xlsx holds answers that were not read yet"):
        send(PERIOD, sent, DAY)
    assert {path.name: path.read_bytes() for path in sent.iterdir()} == held


def test_the_same_questions_make_the_same_bytes(sent):
    held = {path.name: path.read_bytes() for path in sent.iterdir()}
    send(PERIOD, sent / "again", dt.date(2027, 1, 5))
    assert {path.name: path.read_bytes() for path in (sent / "again").iterdir()} == held


def test_a_correction_made_by_hand_is_not_changed_silently(sent):
    path = store.root() / "data" / "raw" / PERIOD / "corrections.csv"
    row = (
        "indicators/barking_and_dagenham.xlsx,LBBD data,D8,377,378,by"
        " telephone,evaluator,2026-01-01\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    held = lists()
    file = sent / "barking_and_dagenham.xlsx"
    _, problems = take_in(file.name, answered(file, *TWO), DAY)
    assert problems == [
        "indicators/barking_and_dagenham.xlsx LBBD data D8: corrections.csv already reads this cell"
        " as '378'; mend that row by hand first"
    ]
    assert lists() == held
    take_in(file.name, answered(file, {**TWO[0], "value": "378"}), DAY)
    assert store.corrections(PERIOD)["why"].tolist() == ["by telephone"]


def test_the_commands(sent, project):
    run = CliRunner()
    file = sent / "barking_and_dagenham.xlsx"
    back = project / "back.xlsx"
    back.write_bytes(answered(file, TWO[0], {"answer": "note"}))
    refused = run.invoke(main, ["reply", str(back), "--date", "2026-02-03"])
    assert refused.exit_code == 1
    assert refused.output.splitlines() == [
        "Questions row 4: 'note' without a note; write it, or choose another answer",
        "Error: nothing of back.xlsx was filed",
    ]
    assert lists()[1] == b""
    back.write_bytes(answered(file, *TWO))
    filed = run.invoke(main, ["reply", str(back), "--date", "2026-02-03"])
    assert filed.exit_code == 0, filed.output
    assert (
        pd.read_csv(project / "data/raw/2023-25/replies.csv")["decided"].tolist()
        == ["2026-02-03"] * 2
    )
    made = run.invoke(main, ["queries", PERIOD, "--until", "2026-03-31"])
    assert made.exit_code == 0, made.output
    assert "31 March 2026" in str(
        list(opened(project / "queries" / PERIOD / "barnet.xlsx")["Read me"].values)
    )
    unknown = run.invoke(main, ["queries", "2031-32"])
    assert unknown.exit_code == 1
    assert "no period '2031-32'" in unknown.output


def test_a_strand_that_was_not_cleaned_is_named(sent, project):
    (project / "data/processed/activity/2023-25/queries.csv").unlink()
    with pytest.raises(InputError, match="activity of 2023-25 has been read yet: run `python3"):
        send(PERIOD, sent, DAY)
