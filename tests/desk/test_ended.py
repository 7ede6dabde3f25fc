"""Commands that are ended halfway: all of what they change is there afterwards, or nothing."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from torture.kills import COMMANDS, PERIOD, Tried, counted, disk, questions_made_up, state

from analysis import store
from analysis.declare.table import InputError
from desk.receiving import receive, undoing


@pytest.mark.parametrize("name", COMMANDS)
def test_ended_at_any_change_everything_is_done_or_nothing(name):
    found = counted(name, ways=("torn",), deep=False)
    assert found["other"] == 0
    assert found["before"] > 3
    assert found["after"] > 3


def test_a_recovery_ended_at_any_change_is_finished_by_the_next():
    found = counted("receive", ways=())
    assert found["other"] == 0
    assert found["before"] + found["after"] > found["changes"]


@pytest.mark.skipif(sys.platform == "win32", reason="a program cannot be copied as it runs there")
def test_the_system_ends_it_too(tmp_path):
    tried = Tried(COMMANDS["receive"], tmp_path)
    ends = {tried.ended(at, "killed") for at in (1, 5, tried.changes - 2, tried.changes)}
    assert ends == {"before", "after"}


def test_the_next_command_finishes_first_and_says_so(tmp_path):
    tried = Tried(COMMANDS["receive"], tmp_path)
    tried.anew()
    with questions_made_up(), disk(tried.home, tried.changes - 4):
        tried.command.run()
    assert state(tried.home) != tried.after
    again = subprocess.run(
        [sys.executable, "-c", "from desk.cli import main; main()", "check", "params.yaml"],
        cwd=tried.home,
        capture_output=True,
        text=True,
    )
    assert "an earlier command was ended halfway and is now finished: data/raw" in again.stderr
    assert state(tried.home) == tried.after


def held_open(name: str, monkeypatch) -> None:
    """A file as a program of its own holds it open on Windows: nothing can be put in its place."""
    replace = Path.replace

    def refused(path, target):
        if Path(target).name == name:
            raise PermissionError(13, "Permission denied", str(path), None, str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refused)


@pytest.mark.parametrize("name", ["report.docx", "report.pdf", "section.md"])
def test_a_report_with_one_file_open_elsewhere_stays_the_old_one(name, tmp_path, monkeypatch):
    tried = Tried(COMMANDS["a report put in place"], tmp_path)
    tried.anew()
    held_open(name, monkeypatch)
    with disk(tried.home), pytest.raises(InputError, match=rf"{name} cannot be written .*close it"):
        tried.command.run()
    assert state(tried.home) == tried.before
    monkeypatch.undo()
    with disk(tried.home):
        tried.command.run()
    assert state(tried.home) == tried.after


def test_what_is_open_when_it_is_to_be_finished_is_named_and_finished_later(tmp_path, monkeypatch):
    tried = Tried(COMMANDS["receive"], tmp_path)
    tried.anew()
    with questions_made_up(), disk(tried.home, tried.changes - 4):
        tried.command.run()
    held_open("waltham_forest.xlsx", monkeypatch)
    with (
        disk(tried.home),
        pytest.raises(InputError, match=r"waltham_forest\.xlsx cannot be written"),
    ):
        store.recover()
    monkeypatch.undo()
    with disk(tried.home):
        store.recover()
    assert state(tried.home) == tried.after


def test_a_workbook_that_is_open_elsewhere_is_named_and_stays(tmp_path, monkeypatch):
    book = tmp_path / "queries" / "hackney.xlsx"
    store.write_whole(book, b"old")
    held_open(book.name, monkeypatch)
    with pytest.raises(InputError, match=r"^hackney\.xlsx cannot be written .*: close it"):
        store.write_whole(book, b"new")
    assert [path.name for path in book.parent.iterdir()] == [book.name]
    assert book.read_bytes() == b"old"
    monkeypatch.undo()
    store.write_whole(book, b"new")
    assert book.read_bytes() == b"new"


def test_a_workbook_ended_at_any_change_is_the_old_one_or_the_new(tmp_path):
    book = tmp_path / "hackney.xlsx"
    ends = set()
    for way in ("stopped", "torn"):
        for at in range(1, 5):
            book.write_bytes(b"old")
            with disk(tmp_path, at, way):
                store.write_whole(book, b"new")
            ends.add(book.read_bytes())
    assert ends == {b"old", b"new"}


def test_what_another_command_changed_meanwhile_is_not_lost(tmp_path):
    tried = Tried(COMMANDS["receive of two files"], tmp_path)
    tried.anew()
    with questions_made_up(), disk(tried.home):
        told = receive.Told(period=PERIOD, strand="indicators", date="2025-06-01")
        first, second = (receive.planned([path], told) for path in sorted(Path("inbox").iterdir()))
        receive.file(second)
        taken = undoing.last(PERIOD)
        receive.file(first)
        with pytest.raises(InputError, match="filed by another command since"):
            receive.file(first)
        with pytest.raises(InputError, match="another command filed something since"):
            list(undoing.taken_back(taken))
        assert len(store.received(PERIOD)) == 2


def test_two_changes_at_once_wait_for_each_other(tmp_path):
    tried = Tried(COMMANDS["a report put in place"], tmp_path)
    tried.anew()
    other = """
import sys
from analysis import store
with store.changes() as change:
    print("begun", flush=True)
    sys.stdin.read()
    change.write("data/raw/other.csv", b"whole")
"""
    with disk(tried.home):
        running = subprocess.Popen([sys.executable, "-c", other], stdin=-1, stdout=-1, text=True)
        assert running.stdout.readline() == "begun\n"
        threading.Timer(1, running.stdin.close).start()
        tried.command.run()
    running.wait()
    running.stdout.close()
    assert state(tried.home) == tried.after | {"data/raw/other.csv": b"whole"}
