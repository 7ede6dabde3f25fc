"""The beginning of a page: whose it is, what is wanted back, what arrived and what is missing."""

import datetime as dt
from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.periods import period as declared
from analysis.declare.periods import quarter_label, span
from analysis.declare.words import day
from analysis.registry import STRANDS, TABLES
from analysis.show import asked, words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from desk.exchange.naming import boroughs_named, file_name
from desk.exchange.settling import WAITING
from desk.exchange.unreturned import parted
from desk.pages.held import Held
from desk.pages.labels import labels
from desk.pages.reader import Reader
from desk.pages.rows import cases, is_in_confidence, is_of_cases, of_period

_NOT_HERE = (
    "**Not on this page.** Answers to surveys and people's own words are kept from it: they were"
    " not given to those they work for."
)


_SMALL = (
    " Small numbers of people stand here as you sent them, and are withheld in the report: do not pass"
    " this page on."
)


def opening(held: Held, reader: Reader, until: dt.date | None) -> Paragraphs:
    """Whose page it is, what may be done with it, and what is wanted back."""
    one = declared(held.period)
    dates = f" ({span(one.quarters)})" if one.quarters else ""
    mine = held.asked[held.asked["recipient"] == reader.borough]
    waiting = mine[mine["status"].isin(WAITING)]
    by_when = f" Please do so by {day(until)}." if until else ""
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
            f" your name.{by_when}"
        ),
        (
            f"**What we ask.** {words.count(len(waiting), 'question')} to you without an"
            f" answer{parted(waiting)}{_urgent(waiting)}. Answer in the workbook that came with this"
            " page; what else you want to say, write to whoever sent it."
        ),
        f"**Where the numbers come from.** {held.origin}{_SMALL if held.withholds else ''}",
    )
    return Paragraphs(texts, box="keyfinding")


def _urgent(waiting: DataFrame) -> str:
    stops = waiting["severity"].eq("stop").sum()
    keep = "keeps" if stops == 1 else "keep"
    return f", {stops} of which {keep} numbers out of the report" if stops else ""


def arrived(held: Held, reader: Reader) -> Iterator[Block]:
    """The files with numbers of the borough, and what is missing."""
    yield Heading("arrived", "What arrived, and what is missing", level=1)
    files = held.received.loc[[_is_mine(file, held, reader) for file in held.received["file"]]]
    if files.empty:
        yield Paragraphs(("No file with numbers of yours has arrived for this period.",))
    newer = dict(zip(held.received["replaces"], held.received["file"], strict=True))
    cells = DataFrame(
        {
            "File": files["file"].map(reader.said).map(file_name),
            "About": [STRANDS[strand].title for strand in files["strand"]],
            "From": files["sender"].map(reader.said),
            "Arrived": files["received"].map(asked.day),
            "Replaced by": [file_name(reader.said(newer.get(file, "–"))) for file in files["file"]],
        }
    )
    several = [file for file in files["file"] if held.owners.get(file, set()) - {reader.borough}]
    notes = []
    if several:
        names = words.listed(list(map(file_name, several)))
        notes.append(f"Numbers of several boroughs stand in {names}; only yours are on this page.")
    if cells["Replaced by"].ne("–").any():
        notes.append("A file that was replaced is kept, and no longer read.")
    else:
        cells = cells.drop(columns="Replaced by")
    yield PrintedTable(
        "arrived", "Files with numbers of yours", cells, files, tuple(notes), tuple(cells)
    )
    yield from _missing(held, reader)


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
    lines: list[dict] = []
    came: dict[str, bool] = {}
    for strand, name in held.tables:
        table = TABLES[strand][name]
        # In no other table could a borough be told what is missing.
        if {"borough", "status"} <= set(table.columns) and not is_in_confidence(table):
            rows = of_period(reader.own(held.tables[strand, name]), held.period)
            came[strand] = came.get(strand, False) or not rows.empty
            lines += [] if rows.empty else [_complete(strand, name, rows)]
    cells = DataFrame(lines)
    yield PrintedTable("missing", "How much was returned", cells, cells, words=("What is missing",))
    texts = [_NOT_HERE]
    if none := [STRANDS[strand].title for strand, has_rows in came.items() if not has_rows]:
        texts.insert(0, f"**Nothing of yours** came for this period on: {'; '.join(none)}.")
    yield Paragraphs(tuple(texts))


def _complete(strand: str, name: str, rows: DataFrame) -> dict:
    """One table's line: its rows, those returned, and what became of the others, with their
    quarters.
    """
    table = TABLES[strand][name]
    of_it = "" if name == "table" else f": {labels(strand, name, table).title.lower()}"
    if is_of_cases(table):
        returned = words.count(len(cases(table, rows)), "line")
        missing = "how many there were is not known here"
    else:
        gone = rows[rows["status"] != "returned"]
        returned = f"{len(rows) - len(gone)} of {len(rows)}"
        by_status = gone.groupby("status", sort=False)
        parts = (f"{status.replace('_', ' ')}: {_which(some)}" for status, some in by_status)
        missing = "; ".join(parts) or "nothing"
    return {
        "Table": f"{STRANDS[strand].title}{of_it}",
        "Returned": returned,
        "What is missing": missing,
    }


def _which(rows: DataFrame) -> str:
    count = words.count(len(rows), "cell")
    if "quarter" not in rows or rows["quarter"].eq("").any():
        return count
    return f"{count} ({', '.join(map(quarter_label, sorted(set(rows['quarter']))))})"
