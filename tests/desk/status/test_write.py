"""The page and the drafts: everything of whom it is for, nothing of anybody else's, the same bytes again."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from status.conftest import GONE, PERIOD, due_lines, edited

from analysis.declare.boroughs import BOROUGH_KEYS, BY_KEY, borough_name
from analysis.registry import STRANDS
from desk.cli import main
from desk.exchange.naming import boroughs_named
from desk.status.emails import drafts
from desk.status.known import Known, known
from desk.status.page import page

ON = dt.date(2026, 5, 4)
DUE = (
    "everyone,returns,2026-04-30,lead evaluator,2026-03-01",
    "everyone,answers,2026-05-29,lead evaluator,2026-03-01",
    "barnet,mash,2026-06-12,lead evaluator,2026-04-30",
)


@pytest.fixture
def found(raw) -> Known:
    due_lines(raw, *DUE)
    return known(PERIOD, ON)


def texts(found: Known) -> dict[str, str]:
    return {sender: content.decode("utf-8") for sender, content in drafts(found).items()}


def source(found: Known) -> str:
    text = "\n\n".join(block.markdown("") for block in page(found))
    return text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def test_a_draft_holds_the_questions_of_its_reader_and_nobody_elses(found):
    written = texts(found)
    assert set(written) == set(found.open["recipient"]) - {"evaluators"} | {one for one, *_ in GONE}
    for sender, text in written.items():
        mine = found.asked(sender)
        numbered = re.findall(r"^(\d+)\. (.+)\r$", text, re.M)
        known = dict(zip(found.files["file"], found.files["strand"], strict=True))
        in_words = {file: f"{STRANDS[key].title}: {Path(file).name}" for file, key in known.items()}
        expected = [" ".join(one.split()) for one in mine["question"]]
        for file, words in in_words.items():
            expected = [one.replace(file, words) for one in expected]
            assert file not in text
        assert [words for _, words in numbered] == expected
        assert [int(number) for number, _ in numbered] == list(range(1, len(mine) + 1))
        assert f"{len(mine)} question" in text.splitlines()[1]
        if sender in BOROUGH_KEYS:
            assert boroughs_named(text) == {sender}
            assert not any(
                one.gss in text or one.key in text for one in BY_KEY.values() if one.key != sender
            )


def test_a_draft_says_what_is_late_what_is_not_and_by_when(found):
    written = texts(found)
    assert (
        "DUE, AND NOT HERE\r\n- Practice checklist. It was due by 30 April 2026."
        in written["newham"]
    )
    assert (
        "NOT HERE YET\r\n- Multi-agency safeguarding hubs: MASH contacts. Please send it by 12 June 2026."
        in written["barnet"]
    )
    assert "DUE, AND NOT HERE" not in written["barnet"] + written["hackney"]
    assert "NOT HERE" not in written["hackney"]
    assert "send it back by 29 May 2026." in written["hackney"]


@pytest.mark.parametrize(
    "question",
    [
        "Stage 2 was received on 04/05/2025, before stage 1 on 20 April 2025. Which is right?",
        "'12 (as of 30/06/2025)' stands here, and in 'drawn 2025-06-30.xlsx'. Which is right?",
        "The numbers were drawn between 2025-05-04 and 05/06/2025.",
    ],
)
def test_a_draft_changes_no_day_in_a_question(found, question):
    sender = found.open["recipient"].iloc[0]
    asked = found.open.head(1).assign(question=question)
    assert f"1. {question}\r\n" in texts(replace(found, open=asked))[sender]


def test_a_draft_without_a_day_asks_for_one_and_calls_nothing_due(raw):
    text = texts(known(PERIOD, ON))["newham"]
    assert "Practice checklist. No day was agreed: when will it come?" in text
    assert "due" not in text.casefold().replace("residue", "")


def test_a_draft_is_addressed_to_a_role_and_a_borough(found):
    first = texts(found)["hackney"].splitlines()[0]
    assert first == "To: Hackney (quality assurance lead; complaints manager; hub manager)"


def test_a_draft_is_text_that_windows_reads_line_by_line(found):
    for content in drafts(found).values():
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
        assert content.endswith(b"\r\n")


def test_a_draft_that_would_name_another_is_refused_with_nothing_written(raw):
    edited(
        raw / "received.csv",
        '"simulated: complaints manager, Hackney"',
        "manager for LBN and Hackney",
    )
    answer = CliRunner().invoke(main, ("status", PERIOD, "--on", "2026-05-04"))
    assert answer.exit_code == 1
    assert "the e-mail to Hackney would name newham, in 'To: Hackney" in answer.output
    assert answer.output.count("\n") == 1
    assert not (raw.parents[2] / "status").exists()


@pytest.mark.parametrize(
    ("sender", "strand", "is_quoted"),
    [
        ("hackney", "experience", False),
        ("hackney", "surveys", False),
        ("hackney", "themes", False),
        ("hackney", "reviews", True),
        ("training_manager", "surveys", True),
        ("partner_organisation", "experience", False),
    ],
)
def test_what_people_answered_is_counted_and_not_quoted(found, sender, strand, is_quoted):
    """A borough is not shown what those who work for it answered, nor an e-mail what was told in confidence."""
    hackneys = found.asked("hackney").assign(strand=strand, recipient=sender)
    told = texts(replace(found, open=hackneys))[sender]
    assert ("about what people answered or said; see the workbook alone" in told) != is_quoted
    plain = [one for one in hackneys["question"] if not re.search(r"/|\d-\d", one)]
    assert {question in told for question in plain} == {is_quoted}
    assert f"{len(hackneys)} questions" in told


def test_the_page_says_each_thing_it_is_for(found):
    said = source(found)
    assert "18 returns asked of 6 senders: 15 here, 2 late and 1 not here and not late." in said
    assert "- No report of 2025-26 is built" in said
    ours = found.open["recipient"].eq("evaluators").sum()
    assert f"{len(found.open)} questions about what was sent wait for an answer, " in said
    assert f"{len(found.open) - ours} with " in said
    for sender in BOROUGH_KEYS:
        assert f": Asked of {borough_name(sender)} {{" in said
    assert "| Practice checklist | 30 April 2026 | – | Late: Practice checklist |" in said
    assert (
        "| Barnet | Multi-agency safeguarding hubs | 12 June 2026 | lead evaluator | 30 April 2026 |"
        in said
    )
    assert "No day is on record" not in said


def test_without_days_the_page_says_so_and_that_nothing_is_called_late(raw):
    said = source(known(PERIOD, ON))
    assert "No day is on record in `data/raw/2025-26/due.csv`, so nothing is called late." in said
    assert "Late:" not in said
    assert "3 not here, with no day on record by which they are due" in said


def test_the_command_writes_the_same_bytes_whenever_the_files_were_touched(raw):
    due_lines(raw, *DUE)
    call = lambda: CliRunner().invoke(main, ("status", PERIOD, "--on", "2026-05-04"))  # noqa: E731
    first = call()
    assert first.exit_code == 0, first.output
    folder = raw.parents[2] / "status" / PERIOD
    before = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")
    }
    for path in raw.rglob("*.*"):
        os.utime(path, (0, 0))
    assert call().output == first.output
    assert before == {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")
    }
    html = before["status.html"].decode("utf-8")
    assert '<html lang="en-GB"' in html.replace(" xml:lang", " lang") or 'lang="en-GB"' in html
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', html)
    assert {name for name in before if name.startswith("emails/")} == {
        f"emails/{sender}.txt" for sender in drafts(known(PERIOD, ON))
    }


def test_a_draft_of_an_earlier_run_to_whom_nothing_is_asked_any_more_is_named(raw):
    old = raw.parents[2] / "status" / PERIOD / "emails" / "camden.txt"
    old.parent.mkdir(parents=True)
    old.write_text("Dear colleague", encoding="utf-8")
    answer = CliRunner().invoke(main, ("status", PERIOD, "--on", "2026-05-04"))
    assert "camden.txt: from an earlier run, nothing is waited for any more" in answer.output
    assert old.read_text(encoding="utf-8") == "Dear colleague"


def test_a_period_that_nobody_has_cleaned_is_one_line(project):
    answer = CliRunner().invoke(main, ("status", "2022-23"))
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1)
    assert "run `python3 make.py report` first" in answer.output
