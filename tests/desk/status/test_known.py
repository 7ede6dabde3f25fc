"""What came, what is late and what is open on a day: from the registers' days, and never more than they say."""

from __future__ import annotations

import datetime as dt
import shutil

import pandas as pd
import pytest
from status.conftest import GONE, PERIOD, STRANDS, due_lines, edited

from analysis import store
from analysis.declare.kept import RECEIVED
from analysis.declare.replies import REPLIES, UNKNOWN
from desk.exchange.desk import questions
from desk.status.changes import changes
from desk.status.known import known

ON = dt.date(2026, 5, 4)
ALL_DUE = "everyone,returns,2026-04-30,lead evaluator,2026-03-01"
LATE = dt.date(2026, 5, 1)
HACKNEY = "complaints/hackney.xlsx"


def wanted(on: dt.date = ON) -> set:
    return {
        (one.sender, one.strand, one.missing) for one in known(PERIOD, on).returns if one.is_wanted
    }


def late(on: dt.date) -> set:
    found = known(PERIOD, on)
    return {(one.sender, one.strand, one.missing) for one in found.returns if found.is_late(one)}


def arrived(raw, file: str, when: str) -> None:
    """Say in the register that a file arrived at another time."""
    rows = store.received(PERIOD)
    rows.loc[rows["file"] == file, "received"] = when
    store.keep(PERIOD, RECEIVED, rows)


def test_what_each_was_asked_for_and_did_not_send_is_waited_for(raw):
    assert wanted() == GONE
    assert len(known(PERIOD, ON).returns) == 6 * len(STRANDS)


def test_without_a_day_due_nothing_is_ever_late(raw):
    assert late(dt.date(2099, 1, 1)) == set()
    due_lines(
        raw,
        "hackney,returns,2026-04-30,lead,2026-03-01",
        "everyone,answers,2026-04-30,lead,2026-03-01",
    )
    assert late(dt.date(2099, 1, 1)) == set()


def test_what_is_waited_for_is_late_after_its_day_and_an_extension_moves_that_day(raw):
    due_lines(raw, ALL_DUE, "barnet,mash,2026-06-12,lead evaluator,2026-04-30")
    assert late(LATE - dt.timedelta(1)) == set()
    assert {sender for sender, *_ in late(LATE)} == {"newham", "barking_and_dagenham"}
    assert late(dt.date(2026, 6, 13)) == GONE


def test_what_arrives_later_is_not_here_before_its_day(raw):
    arrived(raw, HACKNEY, "2026-05-02")
    due_lines(raw, ALL_DUE)
    here = ("hackney", "complaints", ("Complaints", "Open cases"))
    assert [here in late(dt.date(2026, 5, day)) for day in (1, 2)] == [True, False]
    open_about = [set(known(PERIOD, dt.date(2026, 5, day)).open["file"]) for day in (1, 2)]
    assert [HACKNEY in files for files in open_about] == [False, True]


def test_a_month_alone_may_be_its_first_day_and_makes_nothing_late(raw):
    """Whether it came before the day due nobody knows: so it is not called late."""
    arrived(raw, HACKNEY, "2026-05")
    due_lines(raw, ALL_DUE)
    assert late(LATE) == GONE
    assert "hackney" in {sender for sender, *_ in late(dt.date(2026, 5, 31))} | {
        sender for sender, *_ in wanted(dt.date(2026, 4, 30))
    }


def test_what_stands_in_the_place_of_an_earlier_file_was_here_with_that(raw):
    """Only the newer one is read; before it came, the older was there under its own name."""
    again = "complaints/hackney_again.xlsx"
    shutil.copy(raw / HACKNEY, raw / again)
    rows = store.received(PERIOD)
    new = rows[rows["file"] == HACKNEY].assign(file=again, received="2026-06-01", replaces=HACKNEY)
    store.keep(PERIOD, RECEIVED, pd.concat([rows, new]))
    for path in (raw.parents[1] / "processed/complaints" / PERIOD).glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(HACKNEY, again)
        path.write_text(text, encoding="utf-8")
    files = {
        day: next(
            one
            for one in known(PERIOD, day).returns
            if one.sender == "hackney" and one.strand == "complaints"
        ).files
        for day in (ON, dt.date(2026, 6, 1))
    }
    assert files == {ON: (HACKNEY,), dt.date(2026, 6, 1): (again,)}


def test_while_a_file_of_a_strand_is_not_read_nothing_of_it_is_late(raw):
    due_lines(raw, ALL_DUE)
    shutil.copy(raw / "mash/hackney.xlsx", raw / "mash/new.xlsx")
    rows = store.received(PERIOD)
    new = rows[rows["file"] == "mash/hackney.xlsx"].assign(
        file="mash/new.xlsx", received="2026-04-29"
    )
    store.keep(PERIOD, RECEIVED, pd.concat([rows, new]))
    found = known(PERIOD, LATE)
    assert found.unread == ("mash/new.xlsx",)
    assert {strand for _, strand, _ in late(LATE)} == {"checklist", "complaints"}


def test_what_a_sender_said_will_not_come_is_asked_for_no_more(raw):
    asked = questions(PERIOD)
    about = asked[asked["question"].str.startswith("Newham sent nothing on 'Practice checklist'")]
    row = about.reindex(columns=list(REPLIES.columns), fill_value="").assign(
        answer=UNKNOWN, note="no list is kept", who="manager", decided="2026-05-03", source="a.xlsx"
    )
    store.keep(PERIOD, REPLIES, row)
    due_lines(raw, ALL_DUE)
    assert {sender for sender, *_ in late(dt.date(2026, 5, 2))} == {one for one, *_ in GONE}
    assert {sender for sender, *_ in late(ON)} == {one for one, *_ in GONE} - {"newham"}
    told, _ = changes(known(PERIOD, ON))
    assert "Answered: what did not come, by manager: cannot say" in [one.what for one in told]


def test_a_question_that_is_answered_is_open_until_its_day(raw):
    asked = known(PERIOD, ON).open
    row = (
        asked[asked["file"] == HACKNEY]
        .iloc[:1]
        .reindex(columns=list(REPLIES.columns), fill_value="")
    )
    row = row.assign(answer=UNKNOWN, who="manager", decided="2026-05-04", source="a.xlsx")
    store.keep(PERIOD, REPLIES, row)
    before, after = (known(PERIOD, day).open for day in (ON - dt.timedelta(1), ON))
    assert set(before["id"]) - set(after["id"]) == set(row["id"])


def test_what_never_came_is_a_return_and_no_question(raw):
    assert not known(PERIOD, ON).open["rule"].isin(["no_proforma", "no_return"]).any()


def test_only_what_is_dated_on_the_day_or_the_day_before_has_changed(raw):
    arrived(raw, HACKNEY, "2026-05-03")
    arrived(raw, "mash/lbbd.csv", "2026-05-04")
    arrived(raw, "mash/wf_mash.csv", "2026-05-02")
    arrived(raw, "mash/lbhf_2025.xlsx", "2026-05")
    due_lines(raw, ALL_DUE, "newham,checklist,2026-05-03,lead evaluator,2026-05-04")
    told, wider = changes(known(PERIOD, ON))
    assert [(one.when, one.what.split(",")[0]) for one in told] == [
        ("2026-05-03", f"Arrived: {HACKNEY}"),
        ("2026-05-04", "Arrived: mash/lbbd.csv"),
        ("2026-05-04", "Due: Practice checklist from Newham until 3 May 2026"),
        ("2026-05-04", "Late from this day: Newham"),
    ]
    assert wider == 1
    assert changes(known(PERIOD, ON + dt.timedelta(9))) == ([], 1)


@pytest.mark.parametrize("day", ["2026-05-01", "2026-05-02"])
def test_a_return_becomes_late_on_the_day_after_its_last(raw, day):
    due_lines(raw, ALL_DUE)
    told, _ = changes(known(PERIOD, dt.date.fromisoformat(day)))
    assert {one.when for one in told if one.what.startswith("Late")} == {"2026-05-01"}


def test_a_sender_renamed_by_hand_changes_nothing_of_what_is_here(raw):
    edited(raw / "received.csv", '"simulated: complaints manager, Hackney"', "somebody")
    assert wanted() == GONE
