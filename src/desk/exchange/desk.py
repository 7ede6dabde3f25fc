"""Sends questions and takes answers in: the only part of the exchange that reads and writes."""

import datetime as dt
import hashlib
import re
from pathlib import Path

import pandas as pd
from openpyxl.utils.cell import coordinate_to_tuple
from pandas import DataFrame

from analysis import store
from analysis.declare.due import ANSWERS
from analysis.declare.kept import CORRECTIONS, latest
from analysis.declare.periods import month_label
from analysis.declare.periods import period as declared_period
from analysis.declare.replies import CORRECT, OPEN, OVERDUE, REPLIES
from analysis.declare.returned import QUERIES
from analysis.declare.table import InputError
from analysis.declare.training import PARTNERSHIP
from analysis.declare.words import count
from analysis.read.open.workbook import read_workbook
from analysis.read.personal.words import masked
from desk.exchange.addressing import addressed
from desk.exchange.filing import Filed, Kept, Place, filed
from desk.exchange.identity import with_ids
from desk.exchange.reading import Answer, Reading, read_answers
from desk.exchange.settling import CLOSED, WAITING, settled
from desk.exchange.unreturned import ASKED_HERE, WHOLE, about, unreturned
from desk.exchange.workbook import workbook
from desk.status.due import due
from desk.status.due import lines as due_lines

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")


def send(period: str, folder: Path, today: dt.date, until: dt.date | None = None) -> list[str]:
    """Write a workbook for everybody who has questions of a period into `folder`; a line on each.
    Answers are wanted `until` a day, by default the one that due.csv has for whoever is asked.

    InputError, and nothing written, where a workbook there holds answers that were not read yet, or
    a line of due.csv is wrong.
    """
    known, replies = questions(period), store.replies(period)
    lines, states = due_lines(period, known), settled(known, replies)
    days = {key: until or _day(lines, key, today) for key in known["recipient"].unique()}
    over = states["recipient"].isin([key for key, day in days.items() if day and today > day])
    states.loc[over & states["status"].eq(OPEN), "status"] = OVERDUE
    asked = states[states["status"] != CLOSED]
    waiting = asked[asked["status"].isin(WAITING)]
    made = {
        folder / f"{key}.xlsx": workbook(rows, key, period, store.origin(period), days[key])
        for key, rows in asked.groupby("recipient")
    }
    for path in made:
        _refuse_unread(path, set(replies["id"]))
    for path, content in made.items():
        store.write_whole(path, content)
    found = {path for path in folder.glob("*.xlsx") if not path.name.startswith("~$")}
    kept_out = asked[asked["answer"].eq(CORRECT) & asked["severity"].eq("stop")]
    return [
        *_not_over(period, today),
        *(f"{path}: {_counted(asked[asked['recipient'] == path.stem])}" for path in made),
        *(
            f"{path}: from an earlier run, nothing is asked any more"
            for path in sorted(found - made.keys())
        ),
        *(
            f"{row.file} {row.sheet} {row.cell}: still asked after a correction to"
            f" '{row.value}'; build again, and look at that value if it stays"
            for row in kept_out.itertuples()
        ),
        (
            f"{count(len(asked), 'question')} in {count(len(made), 'workbook')},"
            f" {len(waiting)} without an answer{f': {about(waiting)}' if len(waiting) else ''};"
            f" {(states['status'] == CLOSED).sum()} answered ones no longer come up"
        ),
    ]


def _day(lines: DataFrame, recipient: str, today: dt.date) -> dt.date | None:
    day = due(lines, recipient, ANSWERS, today)
    return day and day.until


def take_in(name: str, content: bytes, decided: dt.date) -> tuple[list[str], list[str]]:
    """File the answers of a workbook. Returns what was done and what forbids it; with the second
    nothing is filed.

    InputError where `content` is no workbook of questions, or nothing in it is answered.
    """
    reading = read_answers(name, content)
    if not reading.answers and not reading.problems:
        raise InputError(f"nothing is answered in {name}: its column 'Answer' is empty")
    if not reading.answers:
        return [], reading.problems
    source = f"{Path(name).name} sha256:{hashlib.sha256(content).hexdigest()}"
    period = reading.answers[0].period
    with store.changes() as change:
        found = _filed(period, reading, source, decided)
        if problems := reading.problems + found.problems:
            return [], problems
        _keep(period, found, change)
    done = (
        f"{count(len(found.lines), 'new answer')} of {len(reading.answers)} filed for {period}, decided"
        f" {decided}"
    )
    return [*found.lines, *reading.notices, done], []


def questions(period: str) -> DataFrame:
    """Every question of a period, from all strands, with `id`, `recipient` and the `strand` that
    asks: QUERIES columns and these three. What was asked for and did not come is asked of whoever
    should have sent it.
    """
    dates = declared_period(period)
    # What was cleaned from a file that is gone or another by now is asked of nobody.
    store.unchanged(period)
    cleaned = {strand: store.cleaned(period, strand) for strand in store.strands(period)}
    every = []
    for strand, tables in cleaned.items():
        asked = tables["queries"]
        gone = unreturned(strand, dates, tables)
        every += [
            rows.assign(strand=strand) for rows in (asked[~asked["rule"].isin(ASKED_HERE)], gone)
        ]
    queries = pd.concat(every).drop_duplicates(list(QUERIES.columns), ignore_index=True)
    here = {"", *latest(store.received(period))["file"]}
    rows = [
        rows for tables in cleaned.values() for name, rows in tables.items() if name != "queries"
    ]
    told = addressed(queries[queries["file"].isin(here)], rows, store.received(period))
    of_whole = told["question"].str.startswith(f"{WHOLE} sent nothing")
    return with_ids(told.assign(recipient=told["recipient"].mask(of_whole, PARTNERSHIP)), period)


def _not_over(period: str, today: dt.date) -> list[str]:
    """What is said of a period that still runs: nothing of it is late."""
    dates = declared_period(period)
    if not dates.quarters or today.isoformat()[:7] > dates.bounds[1]:
        return []
    last = month_label(dates.bounds[1])
    return [
        f"{dates.label} runs to the end of {last}: what has not come is asked for, and not late"
    ]


def _counted(rows: DataFrame) -> str:
    counts = rows["status"].value_counts()
    return ", ".join(f"{counts[status]} {status}" for status in sorted(counts.index, reverse=True))


def _refuse_unread(path: Path, filed_ids: set[str]) -> None:
    if not path.is_file():
        return
    try:
        reading = read_answers(path.name, path.read_bytes())
    except InputError as error:
        raise InputError(
            f"{path} would be written over and cannot be read; move it away first ({error})"
        ) from None
    if reading.problems or {answer.id for answer in reading.answers} - filed_ids:
        raise InputError(
            f"{path} holds answers that were not read yet: run `analysis reply` on it, or move it"
            " away"
        )


def _filed(period: str, reading: Reading, source: str, decided: dt.date) -> Filed:
    asked = questions(period)
    texts = _texts(period, asked, reading.answers)
    kept = Kept(asked, store.replies(period), store.corrections(period), texts)
    return filed(reading.answers, kept, source, decided.isoformat())


def _texts(period: str, asked: DataFrame, answers: list[Answer]) -> dict[Place, str]:
    """The text at every cell that an answer is about, as it was sent, without what tells of people."""
    rows = asked[asked["id"].isin([answer.id for answer in answers]) & asked["cell"].ne("")]
    received = store.received(period).set_index("file")["strand"]
    texts: dict[Place, str] = {}
    for file, places in rows.groupby("file"):
        content = store.returns(period, received[file]).get(file, b"") if file in received else b""
        texts |= _texts_of(file, content, places)
    return texts


def _texts_of(file: str, content: bytes, places: DataFrame) -> dict[Place, str]:
    try:
        sheets = {sheet.name: sheet for sheet in read_workbook(file, content)}
    except InputError:
        return {}  # a project of a coding program, whose parts are no cells, or a file that is no longer there
    return {
        (row.file, row.sheet, row.cell): masked(
            sheets[row.sheet].at(*coordinate_to_tuple(row.cell)).text
        )
        for row in places.itertuples()
        if row.sheet in sheets and _CELL.fullmatch(row.cell)
    }


def _keep(period: str, found: Filed, change: store.Change) -> None:
    if not found.corrections.equals(store.corrections(period)):
        store.keep(period, CORRECTIONS, found.corrections, change)
    if not found.replies.equals(store.replies(period)):
        store.keep(period, REPLIES, found.replies, change)
