"""A publication noted: its day, what was printed, and what the evaluators had written by then, to
make it again.
"""

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.kept import PUBLISHED, last_day
from analysis.declare.table import InputError
from analysis.declare.words import listed
from analysis.pipeline import attack
from desk import approving, summary
from desk.changed import publication
from desk.exchange.desk import questions
from desk.exchange.naming import place
from desk.exchange.settling import OPEN, WAITING, settled
from desk.exchange.unreturned import NEVER_CAME

# What people keep beside the returns of a period without a date in each line.
UNDATED = ("claims.csv", "contents.csv", "commentary")


def note(period: str, date: str, what: str, because: str = "") -> list[str]:
    """Add a day to the PUBLISHED list of a period; keep its undated lists and what is printed. Says
    what was written.

    InputError, and nothing written, where the day is not over, was noted before, no report of the
    period is built that may leave, or a question that keeps a typed number out has no answer.
    `because` says why it is published all the same; it is kept. What never came forbids nothing,
    and is counted.
    """
    with store.changes() as change:
        return _noted(period, date, what, because, change)


def _noted(period: str, date: str, what: str, because: str, change: store.Change) -> list[str]:
    folder, day = store.root() / "data" / "raw" / period, last_day(date)
    before = store.published(period)
    if day > dt.date.today().isoformat():
        raise InputError(f"{date} is not over yet: note a publication on the day, or after it")
    if date in set(before["date"]):
        raise InputError(
            f"data/raw/{period}/published.csv has {date} already; change what it says there"
        )
    _refuse_to_leave(period)
    waiting, never_came = _unanswered(period)
    if waiting and not because:
        raise InputError(_not_answered(period, waiting, never_came))
    if waiting:
        what = f"{what}; questions not answered that keep numbers out: {len(waiting)} ({because})"
    if never_came:
        what = f"{what}; questions about {never_came}"
    kept = folder / "published" / day
    if kept.exists():
        raise InputError(f"data/raw/{period}/published/{day} is there already; move it away first")
    copied = [name for name in UNDATED if (folder / name).exists()]
    cells = sorted(store.reports(period).glob("*/printed.csv"))
    rows = pd.concat([before, pd.DataFrame([{"date": date, "what": what}])], ignore_index=True)
    for name in copied:
        _copy_within(change, folder / name, kept / name)
    for path in cells:
        printed = store.kept_cells(period, day) / f"{path.parent.name}.csv"
        _copy_within(change, path, printed)
    for path in sorted(store.reports(period).glob("*/*.csv")):
        if path.name != "printed.csv":
            told = store.kept_findings(period, day) / path.parent.name / path.name
            _copy_within(change, path, told)
    kept_as = publication.kept(period, day).relative_to(store.root())
    change.write(kept_as, publication.as_published(period))
    store.keep(period, PUBLISHED, rows, change)
    place = f"data/raw/{period}/published"
    return [
        f"{place}.csv: {date}, {what}",
        f"questions not answered: {len(waiting)} that keep numbers out"
        + (f"; about {never_came}" if never_came else ""),
        *(f"{place}/{day}/{name}, kept as it stands" for name in copied),
        f"{place}/{day}/printed: every cell of {len(cells)} sections, kept as printed",
        *filter(None, [approving.reopened(period)]),
        *summary.of_period(period),
    ]


def obstacles(period: str) -> Iterator[str]:
    """Why a report of a period, as it is built now, would not be noted as published, in a line
    each; nothing where it would. InputError where what came is not there as it came: then nothing
    is known of what is asked.
    """
    try:
        _refuse_to_leave(period)
    except InputError as error:
        yield str(error)
    waiting, never_came = _unanswered(period)
    if waiting:
        yield _not_answered(period, waiting, never_came)


def _not_answered(period: str, waiting: list[str], never_came: str) -> str:
    return (
        f"questions that keep numbers of {period} out are not answered: {len(waiting)}. The"
        f" first: {waiting[0]} Ask again with `analysis queries`, or say with --because why it"
        " is published all the same"
        + (f" (no reason is needed for those about {never_came})" if never_came else "")
    )


def _refuse_to_leave(period: str) -> None:
    """InputError where what came is not there as it came, or no report is built that may leave."""
    store.unchanged(period)
    if store.profile(period).key == "internal":
        raise InputError(
            f"the report of {period} is internal and may not leave: choose a disclosure profile in"
            " params.yaml under which it may, and build it"
        )
    if not (store.root() / store.document(period, "html")).is_file():
        raise InputError(
            f"no report of {period} is built that could have been published: run `python3 make.py"
            " report`"
        )
    _refuse_leaking(period)


def _refuse_leaking(period: str) -> None:
    """InputError where a section was built under another rule than params.yaml names now, or
    anything that is withheld can be worked out.
    """
    for built in sorted(store.reports(period).glob("*/section.md")):
        if built.parent.name != "claims":
            store.refuse_other_rule(period, built.parent.name)
    if not store.profile(period).withholds:
        return
    said = f"{period}: trying to work out what its report withholds; this takes up to a minute"
    print(said, file=sys.stderr, flush=True)
    command = [sys.executable, *attack(period).split()[1:]]
    said = subprocess.run(command, cwd=store.root(), capture_output=True, text=True)
    if said.returncode:
        leaks = [line for line in said.stdout.splitlines() if line.startswith("leak")]
        first = leaks[0] if leaks else (said.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise InputError(
            f"the report of {period} may not leave: something that is withheld can be worked out from"
            f" it ({len(leaks)}). The first: {first}. Build it again, or choose a coarser profile"
        )


def _unanswered(period: str) -> tuple[list[str], str]:
    """The questions that keep a typed number out and have no answer, each with its place; and how
    many are about what never came, in words.
    """
    states = settled(questions(period), store.replies(period))
    stops = keeping_out(states)
    waiting = [place(row.file, row.cell, row.question) for row in stops.itertuples()]
    open_ones = states.loc[states["status"].eq(OPEN), "rule"]
    numbers = {says: open_ones.isin(rules).sum() for says, rules in NEVER_CAME.items()}
    return waiting, listed([f"{says}: {number}" for says, number in numbers.items() if number])


def keeping_out(states: DataFrame) -> DataFrame:
    """Of questions with their `status` those that keep a typed number out and have no answer."""
    waiting = states["status"].isin(WAITING) & states["severity"].eq("stop")
    return states[waiting & ~states["rule"].isin(sum(NEVER_CAME.values(), ()))]


def restore(folder: Path, day: str) -> None:
    """In a copy of a period's folder, put the undated lists back to the last publication up to
    `day`, if any.
    """
    kept = sorted(path for path in (folder / "published").glob("*") if path.name <= day)
    if not kept:
        return
    for name in UNDATED:
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        (folder / name).unlink(missing_ok=True)
        if (kept[-1] / name).exists():
            _copy(kept[-1] / name, folder / name)


def _copy_within(change: store.Change, source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
        if path.is_file():
            place = target / path.relative_to(source)
            change.write(place.relative_to(store.root()), path.read_bytes())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)
