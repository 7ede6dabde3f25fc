"""Filing asks first, and the last filing can be taken back where nothing rests on it."""

import pandas as pd
import pytest
from click.testing import CliRunner
from receiving.test_receive import LATE, PERIOD, RETURN, held, sent

from analysis import store
from analysis.declare.kept import CORRECTIONS, PUBLISHED
from desk.cli import main
from desk.receiving import undoing


def call(*arguments, answer=""):
    return CliRunner().invoke(main, ("receive", *map(str, arguments)), input=answer)


def with_row(rows, row):
    return pd.concat([rows, pd.DataFrame([row])], ignore_index=True)


@pytest.mark.parametrize(("answer", "why"), [("n\n", ""), ("\n", ""), ("", "--yes")])
def test_without_a_yes_nothing_is_filed(project, answer, why):
    path, before = sent(project, LATE), held(project)
    said = call(path, answer=answer)
    assert said.exit_code == 1
    assert "File this? [y/N]" in said.output
    assert "nothing was filed" in said.output.splitlines()[-1]
    assert why in said.output.splitlines()[-1]
    assert held(project) == before


def test_a_yes_files_and_a_known_file_asks_nothing(project):
    assert call(sent(project, LATE), answer="y\n").exit_code == 0
    assert len(store.received(PERIOD).query("strand == 'indicators'")) == 7
    (project / "inbox/copy.xlsx").write_bytes((project / "data/raw" / PERIOD / RETURN).read_bytes())
    known = call(project / "inbox/copy.xlsx")
    assert known.exit_code == 0
    assert "[y/N]" not in known.output


def test_the_last_filing_is_taken_back_whole(project):
    before = held(project)
    call("--yes", sent(project, LATE))
    filed = held(project)
    assert call("--undo", answer="n\n").exit_code == 1
    assert held(project) == filed
    said = call("--undo", answer="y\n")
    assert said.exit_code == 0, said.output
    assert f"{RETURN}, which it replaced, is read again" in said.output
    assert held(project) == before
    assert RETURN in store.returns(PERIOD, "indicators")
    # What was printed was never filed by anybody.
    nothing = call("--undo", "--yes", "--period", PERIOD)
    assert nothing.output == f"Error: there is nothing to take back in {PERIOD}\n"


def test_what_else_was_filed_from_the_same_workbook_is_said():
    rows = pd.DataFrame(
        {
            "file": ["training/other.xlsx", "training/one.xlsx", "indicators/one.xlsx"],
            "sha256": ["b", "a", "a"],
            "received": "2026-11-29",
            "replaces": "",
        }
    )
    filing = undoing.Filing("2026-27", rows.iloc[-1], rows.iloc[:-1])
    first, *others = undoing.said(filing)
    assert "indicators/one.xlsx" in first
    assert [line.split()[0] for line in others] == ["training/one.xlsx,"]


def test_what_something_rests_on_stays(project):
    call("--yes", sent(project, LATE), "--date", "2025-09-01")
    file = store.received(PERIOD)["file"].iloc[-1]
    change = dict.fromkeys(CORRECTIONS.columns, "x") | {"file": file, "decided": "2025-09-02"}
    corrections = store.corrections(PERIOD)
    store.keep(PERIOD, CORRECTIONS, with_row(corrections, change))
    filed = held(project)
    said = call("--undo", "--yes")
    assert said.exit_code == 1
    assert "corrections.csv has a correction to it" in said.output
    store.keep(PERIOD, CORRECTIONS, corrections)
    printed = store.published(PERIOD)
    day = {"date": "2025-09-01", "what": "the report"}
    store.keep(PERIOD, PUBLISHED, with_row(printed, day))
    assert f"the report of {PERIOD} was published since" in call("--undo", "--yes").output
    assert set(held(project)) >= set(filed)


def test_undo_names_no_file(project):
    assert "say --undo alone" in call("--undo", sent(project, LATE)).output
    assert "say --undo alone" in call().output
