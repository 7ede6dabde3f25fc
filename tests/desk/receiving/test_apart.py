"""What one file may take, whatever it does."""

import io
import threading

import openpyxl
import pytest

from analysis.declare.table import InputError
from desk.receiving import apart
from desk.receiving.apart import apart as worked_apart
from desk.receiving.understanding import best


def doubled(name: str, times: int) -> str:
    return name * times


def greedy(name: str) -> int:
    return len(b"x" * 3 * apart.MEMORY)


def endless(name: str) -> None:
    while True:
        pass


def gone(name: str) -> None:
    raise SystemExit(3)


def broken(name: str) -> None:
    raise InputError(f"cannot read {name}: it is empty")


def test_what_was_worked_out_comes_back_and_so_do_errors():
    assert worked_apart(doubled, "ab", 2) == "abab"
    with pytest.raises(InputError, match=r"cannot read a\.xlsx: it is empty"):
        worked_apart(broken, "a.xlsx")


LOCK = threading.Lock()


def waiting(name: str) -> bool:
    """Whether nobody holds the lock, as a library's own lock in a thread of its own."""
    return LOCK.acquire(timeout=60)


def test_what_a_thread_holds_keeps_no_file_from_being_read(monkeypatch):
    monkeypatch.setattr(apart, "IDLE", 1)
    through = threading.Event()
    with LOCK:
        other = threading.Thread(target=through.wait)
        other.start()
        try:
            assert worked_apart(waiting, "a.xlsx")
        finally:
            through.set()
            other.join()


@pytest.mark.parametrize("work", [greedy, endless, gone])
def test_too_much_memory_or_time_ends_in_one_line(work, monkeypatch, capfd):
    monkeypatch.setattr(apart, "SECONDS", 1)
    monkeypatch.setattr(apart, "CLOCK", 20)
    monkeypatch.setattr(apart, "PATIENCE", 0.1)
    monkeypatch.setattr(apart.sys.stderr, "isatty", lambda: True, raising=False)
    with pytest.raises(InputError, match=r"refused a\.xlsx: it takes more than 1 GB") as error:
        worked_apart(work, "a.xlsx")
    assert "\n" not in str(error.value)
    if work is endless:
        assert "a.xlsx: still being read" in capfd.readouterr().err


def test_a_file_is_parsed_once_however_many_strands_and_periods_are_tried(monkeypatch):
    calls, load = [], openpyxl.load_workbook
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *a, **k: calls.append(1) or load(*a, **k))
    book = openpyxl.Workbook()
    for row in range(150):
        book.active.append([f"Area {row}", *range(40)])
    made = io.BytesIO()
    book.save(made)
    with pytest.raises(InputError):
        best("areas.xlsx", made.getvalue(), "", "", ["2021-22", "2023-25"], "2026-11-28")
    assert len(calls) == 1
