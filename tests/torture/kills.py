"""Commands ended at every change they make on the disk, and what the next command finds.

Each command runs in a small project until its n-th change (a file opened for writing, renamed or
deleted, a folder made or deleted) and is ended there: as it stands, with the file it was writing
cut in half, or by the system itself. Then what was left is recovered, itself ended at each of its
changes in turn, and the project has to be as it was before the command or as it is after it.
"""

import contextlib
import datetime as dt
import io
import os
import shutil
import signal
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd

from analysis import run, store
from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.replies import CORRECT
from analysis.declare.table import InputError
from desk.changed import publication
from desk.collecting.new_period import new_period
from desk.exchange import desk as exchange
from desk.exchange.identity import with_ids
from desk.exchange.settling import settled
from desk.exchange.sheets import HEADINGS
from desk.exchange.workbook import workbook
from desk.receiving import known_on, publishing, receive, undoing

ROOT = Path(__file__).resolve().parents[2]
PERIOD, RETURN = "2023-25", "indicators/waltham_forest.xlsx"
# How a command is ended: as it stands, with its last file half written, by the system.
WAYS = ("stopped", "torn", "killed")
_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link")


class Ended(BaseException):
    """The program ends here: nothing catches it."""


class Disk:
    """Counts the changes made below a folder, and ends the program at one of them and all after."""

    def __init__(self, folder: Path, at: int = 0, way: str = "stopped") -> None:
        self.folder, self.at, self.way, self.changes = str(folder), at, way, 0
        self.writing = ""

    def change(self, path: str, opened: bool) -> None:
        self.changes += 1
        if self.at and self.changes >= self.at:
            if self.way == "torn" and self.writing and self.changes == self.at:
                Disk.watched = None
                with contextlib.suppress(FileNotFoundError):
                    os.truncate(self.writing, os.path.getsize(self.writing) // 2)
                Disk.watched = self
            if self.way == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise Ended
        self.writing = path if opened else ""

    watched: "Disk | None" = None


def _watch(event: str, given: tuple) -> None:
    if Disk.watched is None or (event != "open" and event not in _CHANGES):
        return
    if event == "open" and not given[2] & (os.O_WRONLY | os.O_RDWR):
        return
    if isinstance(given[0], str | os.PathLike):
        path = os.path.abspath(given[0])
        # What is deleted with its folder is named from there.
        inside = path.startswith(Disk.watched.folder) or given[-1] not in (-1, None)
        if inside or event in ("os.remove", "os.rmdir"):
            Disk.watched.change(path, event == "open")


sys.addaudithook(_watch)


@contextlib.contextmanager
def disk(folder: Path, at: int = 0, way: str = "stopped") -> Iterator[Disk]:
    """Watch a folder, which is the working folder meanwhile."""
    with contextlib.chdir(folder):
        Disk.watched = watched = Disk(folder, at, way)
        try:
            yield watched
        except Ended:
            pass
        finally:
            Disk.watched = None


@dataclass(frozen=True)
class Command:
    """What is run, in which project, and what it says where it was run already."""

    name: str
    lay_out: Callable[[Path], None]
    run: Callable[[], object]
    already: str = ""


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a project and, as nothing, every folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def bare(folder: Path) -> None:
    """A project of one period in which nothing was received yet, and a return on its way in."""
    raw = folder / "data" / "raw" / PERIOD
    raw.mkdir(parents=True)
    (folder / "params.yaml").write_text(f'strands: [indicators]\nperiods: ["{PERIOD}"]\n')
    (raw.parent / "periods.csv").write_bytes((ROOT / "data/raw/periods.csv").read_bytes())
    for table in (RECEIVED, CORRECTIONS):
        (raw / f"{table.name}.csv").write_text(",".join(table.columns) + "\n")
    (folder / "inbox").mkdir()
    shutil.copy(ROOT / "data" / "raw" / PERIOD / RETURN, folder / "inbox")


def filed(folder: Path) -> None:
    """The same with the return filed."""
    bare(folder)
    with contextlib.chdir(folder):
        _receive()


def built(folder: Path) -> None:
    """The same of a return that was published, with a report, and paragraphs of the evaluators' own."""
    filed(folder)
    received = folder / "data" / "raw" / PERIOD / "received.csv"
    received.write_text(received.read_text().replace(",supplied,", ",published,"))
    report = folder / "reports" / PERIOD
    own = folder / "data" / "raw" / PERIOD / "commentary"
    for place in (report / "indicators" / "tables", own):
        place.mkdir(parents=True)
    for ending in ("html", "docx", "pdf", "ipynb"):
        (report / f"report.{ending}").write_text(f"old {ending}")
    (report / "indicators" / "printed.csv").write_text("old cells")
    for name in ("section.md", "section.pandoc"):
        (report / "indicators" / name).write_text("old words")
    (report / "indicators" / "tables" / "gone.csv").write_text("a table that is gone")
    (own / "indicators.md").write_text("Our own words.")


def asked(folder: Path) -> None:
    """The same with an answered workbook of two questions."""
    filed(folder)
    with contextlib.chdir(folder):
        rows = settled(_questions(PERIOD), store.replies(PERIOD))
        book = openpyxl.load_workbook(io.BytesIO(workbook(rows, "waltham_forest", PERIOD, "Sent.")))
    columns = {key: number for number, key in enumerate(HEADINGS, 1)}
    answers = ({"answer": CORRECT, "value": "77", "who": "analyst"}, {"answer": "confirmed as is"})
    for row, given in enumerate(answers, 3):
        for key, text in given.items():
            book["Questions"].cell(row, columns[key], text)
    book.save(folder / "inbox" / "answers.xlsx")


def _questions(period: str) -> pd.DataFrame:
    words = "count_outlier", "stop", store.received(period)["file"].iloc[0], "WF"
    sheet = _sheet(store.returns(period, "indicators")[words[2]])
    rows = [
        (*words[:3], sheet, cell, "1", f"Is {cell} right?", "It stays out.")
        for cell in ("C4", "C5")
    ]
    frame = pd.DataFrame(
        rows, columns=["rule", "severity", "file", "sheet", "cell", "typed", "question", "effect"]
    )
    return with_ids(frame.assign(recipient="waltham_forest", strand="indicators"), period)


def _sheet(content: bytes) -> str:
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames[0]


def two(folder: Path) -> None:
    """The same with two returns on their way in."""
    bare(folder)
    shutil.copy(ROOT / "data" / "raw" / PERIOD / "indicators/barnet.xlsx", folder / "inbox")


def _receive() -> None:
    told = receive.Told(period=PERIOD, strand="indicators", date="2025-06-01")
    receive.file(receive.planned(sorted(Path("inbox").iterdir()), told))


def _undo() -> None:
    list(undoing.taken_back(undoing.last(PERIOD)))


def _published() -> None:
    publishing.note(PERIOD, "2025-06-30", "the report", "they are late")


def _reply() -> None:
    content = Path("inbox/answers.xlsx").read_bytes()
    _, problems = exchange.take_in("answers.xlsx", content, dt.date(2025, 7, 1))
    assert not problems, problems


def _install() -> None:
    """What a findings notebook and the report's own leave, put in place."""
    with tempfile.TemporaryDirectory() as scratch:
        staging = Path(scratch)
        section = staging / "reports" / PERIOD / "indicators"
        (section / "figures").mkdir(parents=True)
        for name in (
            *("printed.csv", "section.md", "section.pandoc"),
            *("figures/trend.svg", "findings.ipynb"),
        ):
            (section / name).write_text(f"new {name}")
        for ending in ("html", "docx", "pdf", "ipynb"):
            (section.parent / f"report.{ending}").write_text(f"new {ending}")
        run.install(staging, Path("reports") / PERIOD / "indicators" / "findings.ipynb")


def rebuilt(folder: Path) -> None:
    """The same with a report as it was known on a day."""
    built(folder)
    earlier = folder / "reports" / f"{PERIOD}-as-known-on-2025-06-30"
    shutil.copytree(folder / "reports" / PERIOD / "indicators", earlier / "indicators")


def _known_on() -> None:
    """What a build as known on a day leaves, put in place."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "indicators").mkdir()
        for name in ("report.html", "report.docx", "indicators/printed.csv"):
            (Path(scratch) / name).write_text(f"new {name}")
        known_on.install(Path(scratch), Path.cwd() / "reports" / f"{PERIOD}-as-known-on-2025-06-30")


COMMANDS = {
    command.name: command
    for command in (
        Command("new-period", bare, lambda: new_period("2031-32", "2031-04", "2032-03"), "already"),
        Command("receive", bare, _receive),
        Command("receive of two files", two, _receive),
        Command("receive --undo", filed, _undo, "nothing to take back"),
        Command("published", built, _published, "already"),
        Command("reply", asked, _reply),
        Command("a report put in place", built, _install),
        Command("a report as known on a day", rebuilt, _known_on),
    )
}


_READ: dict = {}


def _read_once(work: Callable, name: str, *given: object) -> object:
    """What is read of a file, which is always the same one here."""
    if (work, name) not in _READ:
        _READ[work, name] = work(name, *given)
    return _READ[work, name]


@contextlib.contextmanager
def questions_made_up() -> Iterator[None]:
    """No project is cleaned here: what is asked, and what a report says, is made up. Nothing here has to outlive the machine,
    so the disk is not waited for; a return is read once and not in a process apart.
    """
    kept = exchange.questions, publishing.questions, os.fsync, receive.apart
    said = publication.as_published
    publication.as_published = lambda period: b"what it says"
    exchange.questions = publishing.questions = _questions
    os.fsync, receive.apart = lambda _: None, _read_once
    try:
        yield
    finally:
        exchange.questions, publishing.questions, os.fsync, receive.apart = kept
        publication.as_published = said


@dataclass
class Tried:
    """A command in a project that can be laid out anew at any time."""

    command: Command
    scratch: Path

    def __post_init__(self) -> None:
        self.home = self.scratch / "project"
        with questions_made_up():
            self.command.lay_out(self.scratch / "laid_out")
            self.anew()
            self.before = state(self.home)
            with disk(self.home) as watched:
                self.command.run()
        self.changes, self.after = watched.changes, state(self.home)

    def anew(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.scratch / "laid_out", self.home)

    def ended(self, at: int, way: str, recovery: int = 0) -> str:
        """`before` or `after`: the project after an end at a change, and at one of the recovery's;
        `other` where it is neither, or where the command cannot be run again.
        """
        self.anew()
        with questions_made_up():
            _in_a_program_of_its_own(self._end, at) if way == "killed" else self._end(at, way)
            if recovery:
                with disk(self.home, recovery):
                    store.recover()
            with contextlib.chdir(self.home):
                store.recover()
                found = state(self.home)
                return self._named(found) if self._again() else "other"

    def recovery(self, at: int) -> int:
        """How many changes the recovery after an end at a change makes."""
        self.anew()
        with questions_made_up():
            self._end(at, "stopped")
            with disk(self.home) as watched:
                store.recover()
        return watched.changes

    def _end(self, at: int, way: str) -> None:
        with disk(self.home, at, way):
            self.command.run()

    def _again(self) -> bool:
        try:
            self.command.run()
        except InputError as error:
            if not self.command.already or self.command.already not in str(error):
                return False
        return state(self.home) == self.after

    def _named(self, found: dict[str, bytes]) -> str:
        return (
            {True: "after", False: "other"}[found == self.after]
            if found != self.before
            else "before"
        )


def _in_a_program_of_its_own(end: Callable[[int, str], None], at: int) -> None:
    """Ended by the system, where that can be had."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            end(at, "killed")
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def counted(name: str, ways: tuple[str, ...] = WAYS[:2], deep: bool = True) -> Counter:
    """A command ended at each of its changes: how often the project was as `before`, as `after`, or
    `other`, with `changes`; `deep` ends the recovery at each of its changes too.
    """
    counts: Counter = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        tried = Tried(COMMANDS[name], Path(scratch).resolve())
        counts["changes"] = tried.changes
        for at in range(1, tried.changes + 1):
            counts.update(tried.ended(at, way) for way in ways)
            for recovery in range(1, tried.recovery(at) + 1) if deep else ():
                counts[tried.ended(at, "stopped", recovery)] += 1
    return counts


def main() -> None:
    """Print the table."""
    ways = WAYS if hasattr(os, "fork") else WAYS[:2]
    print(f"{'command':<24}{'writes':>8}{'kills':>8}{'before':>8}{'after':>8}{'other':>8}")
    for name in COMMANDS:
        found = counted(name, ways)
        kinds = [found[kind] for kind in ("before", "after", "other")]
        print(f"{name:<24}" + "".join(f"{n:>8}" for n in (found["changes"], sum(kinds), *kinds)))


if __name__ == "__main__":
    main()
