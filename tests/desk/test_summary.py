"""The evaluators' summary is held against the report: by command, with every build, on publication."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import pipeline, store
from analysis.declare.outcomes import LINES
from desk import summary
from desk.cli import main

PERIOD = "2023-25"
OWN = "Attendances were counted: 1,320 attendances at training blocks."


@pytest.fixture
def built(project):
    """A period whose sections print one number, and a summary with another."""
    own = Path(f"data/raw/{PERIOD}/commentary/summary.md")
    own.parent.mkdir()
    own.write_text(OWN + "\n", encoding="utf-8")
    for strand in store.strands(PERIOD):
        store.write(f"reports/{PERIOD}/{strand}/section.pandoc", f"# {strand}\n\nNothing.\n")
    number = {"kind": "number", "value": "1,230", "text": "attendances at 32 training blocks"}
    given = [dict.fromkeys(LINES.columns, "") | number]
    store.write(f"reports/{PERIOD}/training/glance.csv", LINES.framed(given))
    return own


def test_a_number_that_differs_is_one_line_with_the_number_known(built):
    assert summary.of_period(PERIOD) == [
        f"commentary/summary.md line 1: “{OWN}” The report has 1,230 attendances, as in “1,230"
        " attendances at 32 training blocks” (the first page)"
    ]
    built.write_text(OWN.replace("1,320", "1,230"), encoding="utf-8")
    assert summary.of_period(PERIOD) == []
    built.unlink()
    assert summary.of_period(PERIOD) == []


def test_the_evaluators_own_words_and_checked_statements_bear_nothing_out(built):
    own = "::: {#own_2023_25_training_01234567 .commentary}\n1,320 attendances at training.\n:::"
    store.write(f"reports/{PERIOD}/training/section.pandoc", f"# Training\n\n{own}\n\nMore.\n")
    store.write(f"reports/{PERIOD}/claims/section.pandoc", "# Claims\n\n1,320 attendances.\n")
    assert len(summary.of_period(PERIOD)) == 1


def test_verdicts_are_those_of_the_findings_that_leave(built):
    found = "subject,borough,verdict\nreferral,hackney,cannot tell\nreferral,barnet,increase\n"
    store.write(f"reports/{PERIOD}/indicators/findings.csv", found)
    assert "cannot tell" in summary.against(PERIOD, "a.md", b"Referrals rose in Hackney.")[0]
    assert summary.against(PERIOD, "a.md", b"Referrals rose in Barnet.") == []


def test_the_command_says_it_and_exits_with_1(built):
    answer = CliRunner().invoke(main, ["check", "--against", PERIOD, str(built)])
    assert answer.exit_code == 1
    assert "summary.md line 1:" in answer.output and "1,230 attendances" in answer.output
    both = CliRunner().invoke(main, ["check", "--json", "--against", PERIOD, str(built)])
    assert (both.exit_code, both.output.count("\n")) == (2, 1)


def test_each_build_says_it_where_there_is_a_summary(built, capsys):
    stage = pipeline.stages()[f"summary-{PERIOD}"]
    assert stage["cmd"] == f"python -m desk.summary {PERIOD}" and stage["always_changed"]
    assert summary.main(PERIOD) == 0
    assert "1,230 attendances" in capsys.readouterr().out
    built.unlink()
    assert f"summary-{PERIOD}" not in pipeline.stages()
