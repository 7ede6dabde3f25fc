"""Sends texts out to be cleared and takes decisions in: the only part of clearing that writes."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.cleared import CLEARED, DECISIONS, REWORD, line
from analysis.declare.table import InputError
from analysis.declare.words import count
from desk.books import inert
from desk.clearing.reading import Decided, Decision, read_decisions
from desk.clearing.waiting import waiting
from desk.clearing.workbook import workbook

_KEY = ["strand", "sha256"]


def send(period: str, path: Path) -> list[str]:
    """Write the texts of a period that wait into a workbook, and say how many there are.

    InputError, and nothing written, where the workbook there holds decisions that were not filed.
    """
    texts = waiting(period)
    if texts.empty:
        return [f"no text of {period} waits to be cleared"]
    _refuse_unread(path, period)
    store.write_whole(path, workbook(texts, period))
    return [f"{path}: {count(len(texts), 'text')} to clear"]


def take_in(
    period: str, name: str, content: bytes, decided: dt.date
) -> tuple[list[str], list[str]]:
    """File the decisions of a workbook. Returns what was done and what forbids it; with the second
    nothing is filed.

    InputError where `content` is no workbook of texts, or nothing in it is decided.
    """
    read = read_decisions(name, content)
    if not read.decisions and not read.problems:
        raise InputError(f"nothing is decided in {name}: its column 'Decision' is empty")
    with store.changes() as change:
        return _kept(period, read, decided, change)


def _kept(
    period: str, read: Decided, decided: dt.date, change: store.Change
) -> tuple[list[str], list[str]]:
    known, texts = store.cleared(period), waiting(period).set_index(_KEY)["text"]
    before = known.set_index(_KEY)
    problems = [*read.problems, *_problems(read.decisions, period, texts, before)]
    if problems:
        return [], problems
    new = {(one.strand, one.sha256): _row(one, decided) for one in read.decisions}
    rows = DataFrame([row for key, row in new.items() if key not in before.index])
    if len(rows):
        store.keep(period, CLEARED, pd.concat([known, rows], ignore_index=True), change)
    left = len(texts) - len(rows)
    filed = f"{count(len(rows), 'new decision')} of {len(new)} filed for {period}"
    return [f"{filed}, decided {decided}; texts to clear: {left or 'none'}"], []


def _problems(
    decisions: list[Decision], period: str, texts: pd.Series, before: DataFrame
) -> Iterator[str]:
    """What forbids filing, a line for each row."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for one in decisions:
        key, said = (one.strand, one.sha256), (one.decision, one.as_)
        problem = _incomplete(one)
        if one.period != period:
            problem = f"this text is of {one.period}; run `analysis clear {one.period}` on it"
        elif key in before.index and tuple(before.loc[key, ["decision", "as"]]) != said:
            problem = "another decision on this text is in cleared.csv; keep one of the two there"
        elif key not in before.index and key not in texts.index:
            problem = (
                "no such text is in the returns any more: it was changed or withdrawn since; run"
                f" `analysis clear {period}` again"
            )
        elif key in texts.index and one.text != line(inert(texts[key])):
            problem = (
                "the text is not the one that came in, so nobody can have decided about that; leave"
                " the column 'Text' as it is, and write under 'Print as'"
            )
        elif seen.setdefault(key, said) != said:
            problem = "two decisions on one text; keep one"
        if problem:
            yield f"{one.place}: {problem}"


def _incomplete(one: Decision) -> str:
    """What a decision lacks, or has too much of."""
    if one.decision not in DECISIONS:
        return (
            f"'{one.decision}' is no decision we know; choose one of {', '.join(DECISIONS)}"
            if one.decision
            else "words to print, but no decision; choose one from the list"
        )
    if one.decision == REWORD and not one.as_:
        return f"'{REWORD}' without words; write them under 'Print as'"
    if one.decision != REWORD and one.as_:
        return f"'{one.decision}' with other words to print; choose '{REWORD}', or take them out"
    return "" if one.who else "nobody's role is given; write it under 'Your role'"


def _row(one: Decision, decided: dt.date) -> dict[str, str]:
    return {
        "sha256": one.sha256,
        "strand": one.strand,
        "decision": one.decision,
        "as": one.as_,
        "who": one.who,
        "decided": decided.isoformat(),
    }


def _refuse_unread(path: Path, period: str) -> None:
    if not path.is_file():
        return
    filed = set(store.cleared(period)["sha256"])
    try:
        read = read_decisions(path.name, path.read_bytes())
    except InputError as error:
        raise InputError(
            f"{path} would be written over and cannot be read; move it away first ({error})"
        ) from None
    if read.problems or {one.sha256 for one in read.decisions} - filed:
        raise InputError(
            f"{path} holds decisions that were not filed yet: run `analysis clear {period} {path}`,"
            " or move it away"
        )
