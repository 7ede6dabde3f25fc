"""The beginning of a page: whose it is, what is wanted back, what arrived and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from analysis.declare.periods import period as declared
from analysis.declare.periods import quarter_label, span
from analysis.declare.replies import ANSWERED, CLOSED
from analysis.declare.table import Table
from analysis.registry import STRANDS, TABLES
from analysis.show import asked, words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from desk.exchange.naming import boroughs_named
from desk.pages.held import Held
from desk.pages.labels import labels
from desk.pages.reader import Reader
from desk.pages.rows import cases, is_in_confidence, is_of_cases, of_period


def opening(held: Held, reader: Reader, until: dt.date | None) -> Paragraphs:
    """Whose page it is, what may be done with it, and what is wanted back."""
    one = declared(held.period)
    dates = f" ({span(one.quarters)})" if one.quarters else ""
    mine = held.asked[held.asked["recipient"] == reader.borough]
    waiting = mine[~mine["status"].isin([ANSWERED, CLOSED])]
    day = f" Please do so by {until.day} {until:%B %Y}." if until else ""
    texts = (
        (
            f"**For {reader.name} alone.** This page holds what the evaluation knows of"
            f" {reader.name} for {one.label}{dates}, with what its report shows of earlier periods."
            " No number, question or note of any other borough is in it."
        ),
        (
            "**Your say comes first.** You see these numbers before they are published, and may"
            " comment on any of them: correct it, confirm it, or say what readers should know."
            " What you answer is printed beside the number, with your role and the day, never with"
            f" your name.{day}"
        ),
        (
            f"**What we ask.** {words.count(len(waiting), 'question')} to you without an"
            f" answer{_urgent(waiting)}. Answer in the workbook that came with this page; what else"
            " you want to say, write to whoever sent it."
        ),
        f"**Where the numbers come from.** {held.origin}",
    )
    return Paragraphs(texts, box="keyfinding")


def _urgent(waiting: pd.DataFrame) -> str:
    stops = waiting["severity"].eq("stop").sum()
    return (
        f", {stops} of which {'keeps' if stops == 1 else 'keep'} numbers out of the report"
        if stops
        else ""
    )


def arrived(held: Held, reader: Reader) -> Iterator[Block]:
    """The files with numbers of the borough, and what is missing."""
    yield Heading("arrived", "What arrived, and what is missing", level=1)
    files = held.received[
        held.received["file"].map(lambda file: _is_mine(file, held, reader)).astype(bool)
    ]
    if files.empty:
        yield Paragraphs(("No file with numbers of yours has arrived for this period.",))
    newer = dict(zip(held.received["replaces"], held.received["file"], strict=True))
    cells = pd.DataFrame(
        {
            "File": files["file"].map(reader.said).map(_name),
            "About": [STRANDS[strand].title for strand in files["strand"]],
            "From": files["sender"].map(reader.said),
            "Arrived": files["received"].map(asked.day),
            "Replaced by": [_name(reader.said(newer.get(file, "–"))) for file in files["file"]],
        }
    )
    several = words.listed(
        [_name(file) for file in files["file"] if held.owners.get(file, set()) - {reader.borough}]
    )
    notes = (
        *(
            [f"Numbers of several boroughs stand in {several}; only yours are on this page."]
            if several
            else []
        ),
        *(
            ["A file that was replaced is kept, and no longer read."]
            if cells["Replaced by"].ne("–").any()
            else []
        ),
    )
    cells = cells if cells["Replaced by"].ne("–").any() else cells.drop(columns="Replaced by")
    yield PrintedTable("arrived", "Files with numbers of yours", cells, files, notes, tuple(cells))
    yield from _missing(held, reader)


def _name(file: str) -> str:
    """The file's own name: its folder is that of what it is about."""
    return file.rsplit("/", 1)[-1]


def _is_mine(file: str, held: Held, reader: Reader) -> bool:
    """Whether a file holds rows of the reader, or nobody's and is named for it, or made way for one
    that does.
    """
    newer = held.received.loc[held.received["replaces"] == file, "file"]
    if file not in held.owners and len(newer):
        return _is_mine(newer.iloc[0], held, reader)
    named = boroughs_named(file)
    return named <= {reader.borough} and reader.borough in held.owners.get(file, named)


def _missing(held: Held, reader: Reader) -> Iterator[Block]:
    """Of each table with rows of the reader in the period, how much was returned and what was not."""
    lines, none = [], []
    for strand in dict.fromkeys(strand for strand, _ in held.tables):
        declared_here = {
            name: table for name, table in TABLES[strand].items() if _is_counted(table)
        }
        told = [
            _complete(strand, name, of_period(reader.own(held.tables[strand, name]), held.period))
            for name in declared_here
        ]
        lines += [line for line in told if line]
        none += [] if any(told) or not told else [STRANDS[strand].title]
    cells = pd.DataFrame(lines)
    yield PrintedTable("missing", "How much was returned", cells, cells, words=("What is missing",))
    yield Paragraphs(
        (
            *(
                [f"**Nothing of yours** came for this period on: {'; '.join(none)}."]
                if none
                else []
            ),
            (
                "**Not on this page.** Answers to surveys and people's own words are kept from it:"
                " they were not given to those they work for."
            ),
        )
    )


def _is_counted(table: Table) -> bool:
    """Whether a borough could be told what is missing in it."""
    return {"borough", "status"} <= set(table.columns) and not is_in_confidence(table)


def _complete(strand: str, name: str, rows: pd.DataFrame) -> dict | None:
    """One table's line: its rows, those returned, and what became of the others, with their
    quarters.
    """
    if rows.empty:
        return None
    table = TABLES[strand][name]
    of_it = "" if name == "table" else f": {labels(strand, name, table).title.lower()}"
    if is_of_cases(table):
        returned, missing = (
            words.count(len(cases(table, rows)), "line"),
            "how many there were is not known here",
        )
    else:
        gone = rows[rows["status"] != "returned"]
        returned = f"{len(rows) - len(gone)} of {len(rows)}"
        by_status = gone.groupby("status", sort=False)
        missing = (
            "; ".join(f"{status.replace('_', ' ')}: {_which(some)}" for status, some in by_status)
            or "nothing"
        )
    return {
        "Table": f"{STRANDS[strand].title}{of_it}",
        "Returned": returned,
        "What is missing": missing,
    }


def _which(rows: pd.DataFrame) -> str:
    if "quarter" not in rows or rows["quarter"].eq("").any():
        return words.count(len(rows), "cell")
    return (
        f"{words.count(len(rows), 'cell')}"
        f" ({', '.join(map(quarter_label, sorted(set(rows['quarter']))))})"
    )
