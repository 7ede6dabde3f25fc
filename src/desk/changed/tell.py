"""What changed since the last build that was told, in words for whoever builds the reports:

python -m desk.changed.tell
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pandas import DataFrame

from analysis import store
from analysis.declare.revisions import GONE, NEW
from analysis.declare.table import InputError
from analysis.declare.words import count, listed, titled
from analysis.store.inert import csv_text
from analysis.store.project import checked
from desk import approving
from desk.changed.compare import NUMBERS, OTHERS, TABLE, others
from desk.changed.snapshot import CELL, FINDING, SAYS, SENTENCE, snapshot, stamp
from desk.verifying import built

# What a person reads after a build; the list holds the rest.
_MOST = 24
_LONG = 160
_BEFORE = "in the build before"
_COUNTED = {
    FINDING: ("verdict", "verdicts"),
    SENTENCE: ("sentence", "sentences"),
    CELL: ("cell of a table", "cells of tables"),
    TABLE: ("whole table", "whole tables"),
    NUMBERS: ("sentence in its numbers alone", "sentences in their numbers alone"),
}


def told(period: str) -> Path:
    """Where what the last build said is kept, to hold the next against."""
    return store.root() / "data" / "processed" / "told" / f"{period}.csv"


def listing(period: str) -> Path:
    """Where the full list of what changed with the last build lies."""
    return told(period).with_name(f"{period}-changed.csv")


def lines(
    period: str, found: DataFrame, since: str, full: str = "", most: int = _MOST
) -> Iterator[str]:
    """What changed in words, by why it did; of a long list the first `most`, and where all of it
    is: `full`.
    """
    if found.empty:
        yield f"{period}: no number and no sentence is another than {since}."
        return
    kinds = found["kind"].value_counts()
    counts = [count(kinds[kind], *names) for kind, names in _COUNTED.items() if kind in kinds]
    yield f"{period}, otherwise than {since}: {listed(counts)}."
    shown, numbered = _without_repeats(found), _numbers_of_tables(period)
    for why, rows in shown.head(most).groupby("why", sort=False):
        yield f"  {titled(why)}:"
        yield from (f"    {line(row, numbered)}" for row in rows.itertuples())
    if full and min(most, len(shown)) < len(found):
        yield f"  All {len(found)}, each with why: {full}"


def _without_repeats(found: DataFrame) -> DataFrame:
    """Without the numbers of sentences that a table has already told."""
    known = set(" ".join(found.loc[found["kind"] == CELL, "of"]).split())
    repeated = [row.kind == NUMBERS and {*row.of.split()} <= known for row in found.itertuples()]
    return found[[not one for one in repeated]]


def _numbers_of_tables(period: str) -> dict[str, str]:
    """The number that the report published for the period gives a table, by the table's key."""
    kept = store.contents(period)
    tables = kept[kept["kind"] == "table"]
    return {key: row.number for row in tables.itertuples() for key in row.tables.split()}


def line(row, numbered: dict[str, str]) -> str:
    """One thing that changed, in words."""
    was, becomes = _short(row.was), _short(row.becomes)
    if row.kind in (SENTENCE, NUMBERS):
        was, becomes = (f"“{text}”" if row.kind == SENTENCE else text for text in (was, becomes))
    says = {
        NEW: f"{becomes or 'new'}, not there before",
        GONE: f"no longer there{was and f', was {was}'}",
    }
    said = says.get(row.revised, f"{becomes or 'none'} was {was or 'none'}")
    return f"{at(row, numbered)}: {said}"


def at(row, numbered: Mapping[str, str]) -> str:
    """Where something that changed is printed, in words; tables by the number that the published
    report gives them, if any.
    """
    if row.kind in (CELL, TABLE) and row.place in numbered:
        return ", ".join(filter(None, (f"Table {numbered[row.place]}", row.row, row.column)))
    return ", ".join(filter(None, (store.titles()[row.strand], within(row))))


def within(row) -> str:
    """Where in its section something that changed is printed, in words."""
    if row.kind == FINDING:
        return f"verdict on {row.about}"
    quoted = f"“{_short(row.about)}”" if row.about else ""
    return ", ".join(filter(None, (quoted, row.row, row.column)))


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} …"


def tell(period: str) -> Iterator[str]:
    """What the report of a period prints otherwise than the last build that was told, line by line;
    once all is told, this build is the last.
    """
    path = told(period)
    if not path.is_file():
        yield f"{period}: no earlier build is kept to compare with; from now on what changes is told."
        store.write_whole(path, csv_text(snapshot(period)).encode())
    elif not _is_told(period):
        now = snapshot(period)
        try:
            found = others(checked(SAYS, path), now)
        except InputError as error:
            path.unlink()
            raise InputError(
                f"{error}; it was taken away, and the next build begins anew"
            ) from None
        full = listing(period).relative_to(store.root()).as_posix()
        yield from lines(period, found, _BEFORE, full)
        store.write_whole(listing(period), csv_text(found).encode())
        store.write_whole(path, csv_text(now).encode())


def _is_told(period: str) -> bool:
    """Whether it is the last build itself that is kept, which its fingerprint says without reading
    the report.
    """
    mark = stamp(period)
    return bool(mark) and mark in told(period).read_text(encoding="utf-8")


def again(period: str) -> Iterator[str]:
    """All that the last build has otherwise than the one before it; where some of the report was
    built since by other means, all that is otherwise than in the last build, which stays the one
    to compare with. InputError for a period that is not built.
    """
    built.stages(store.root(), period)
    if not told(period).is_file():
        yield f"{period}: no build is kept to compare with; `python3 make.py report` keeps one."
    elif not _is_told(period):
        found = others(checked(SAYS, told(period)), snapshot(period))
        yield from lines(period, found, "in the last whole build", most=len(found))
    elif listing(period).is_file():
        found = checked(OTHERS, listing(period))
        yield from lines(period, found, _BEFORE, most=len(found))
    else:
        yield f"{period}: nothing was built since the first build that is kept to compare with."


def main() -> int:
    """Tell it of every period that is built, with how many approvals are open again; where it
    cannot be told, one line says why.
    """
    failed = False
    for period in store.params()["periods"]:
        try:
            for one in _with_approvals(period):
                print(one, flush=True)
        except InputError as error:
            print(f"analysis: what changed in {period} cannot be told: {error}", file=sys.stderr)
            failed = True
    return int(failed)


def _with_approvals(period: str) -> Iterator[str]:
    """What a build changed; an approval is open again by nothing else."""
    is_new = False
    for one in tell(period):
        is_new = True
        yield one
    if is_new and (opened := approving.reopened(period)):
        yield opened


if __name__ == "__main__":
    sys.exit(main())
