"""Learning reviews: their rounds, the frame cases were taken by, and what was said to be seen of
each principle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.cases import ARMS
from analysis.declare.periods import period as declared
from analysis.declare.periods import quarter_label
from analysis.read.ask.proformas import read_proformas
from analysis.read.ask.queries import Query, query
from analysis.read.find.listing import Listing, listings
from analysis.read.find.records import chosen, headings, records, row, unknown
from analysis.read.label.names import plain_name, read_borough
from analysis.read.label.quarters import read_quarter
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.pipe import Cleaned, cleaned, framed_once, opened
from analysis.read.values.values import Value, read_value
from strands.reviews.cleans.review_cases import settled
from strands.reviews.declares.review_cases import CLOSED, EVIDENCE, PROFORMAS, READ
from strands.reviews.declares.reviews import (
    FRAME,
    NOT_PUBLISHED,
    PRINCIPLES,
    ROUNDS,
    SEEN,
    STATEMENTS,
    WHERE,
)

# One round, or several: "1", "1 and 2", "1, 2 and 3".
_ROUNDS = re.compile(r"\d( (and )?\d)*")


@dataclass
class _Found:
    """What reading one table after another gathers."""

    period: str
    rounds: list[dict] = field(default_factory=list)
    frame: list[dict] = field(default_factory=list)
    seen: list[dict] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The reviews of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `reviews/seen.csv`, to its bytes; the headings of a
    table tell what it is. InputError where a file cannot be read or a correction does not fit.
    """
    read = read_proformas(opened(files, corrections), PROFORMAS, period)
    read.asked += settled(read)
    by_case = {proforma.key: read.frame(proforma) for proforma in (CLOSED, READ, EVIDENCE)}
    found = _Found(period, asked=read.asked)
    for sheet in read.others:
        tables = list(listings(sheet))
        for table in tables:
            _read(table, found)
        if not tables and sheet.file not in read.files:
            found.asked.append(query("nothing_read", sheet))
    frames = {
        "rounds": framed_once(ROUNDS, found.rounds, "", found.asked),
        "frame": framed_once(FRAME, found.frame, "count", found.asked),
        "seen": framed_once(STATEMENTS, found.seen, "", found.asked),
    }
    return cleaned(found.asked, **frames, **by_case)


def _read(table: Listing, found: _Found) -> None:
    reader = next((read for needed, read in _READERS if needed <= headings(table)), None)
    if reader is None:
        found.asked.append(query("nothing_read", table.sheet, table.corner))
        return
    for record in records(table):
        reader(table.sheet, record, found)


def _read_round(sheet: Sheet, record: dict[str, Cell], found: _Found) -> None:
    borough, number = (
        _borough(sheet, record["borough"], found),
        _number(sheet, record["round"], found),
    )
    if borough:
        words = {
            "quarter": _quarter(sheet, record["quarter"], found),
            "remark": _text(record["remark"]),
        }
        key = {"borough": borough, "period": found.period, "round": number.count}
        found.rounds.append(row(sheet, record["round"], number.status, **key, **words))


def _read_arm(sheet: Sheet, record: dict[str, Cell], found: _Found) -> None:
    arm = _chosen(sheet, record["arm"], ARMS, found)
    agreed, reviewed = (
        _number(sheet, record[name], found) for name in ("cases a round", "cases reviewed")
    )
    if arm:
        key = {
            "arm": arm,
            "period": found.period,
            "count": agreed.count,
            "reviewed": reviewed.count,
        }
        words = {"selected": _text(record["taken from"]), "kept": _text(record["kept to"])}
        found.frame.append(row(sheet, record["cases a round"], agreed.status, **key, **words))


def _read_statement(sheet: Sheet, record: dict[str, Cell], found: _Found) -> None:
    """One statement; a line of which a word is not known is asked about and left out whole."""
    key = {
        "borough": _borough(sheet, record["borough"], found),
        "principle": _chosen(sheet, record["principle"], PRINCIPLES, found),
        "seen": _chosen(sheet, record["seen"], SEEN, found),
        "found_in": _chosen(sheet, record["where"], WHERE, found),
        "rounds": _rounds(sheet, record["rounds"], found),
    }
    if None not in key.values():
        note = _text(record["in our words"])
        found.seen.append(
            row(sheet, record["seen"], "returned", **key, period=found.period, note=note)
        )


_READERS = (
    ({"borough", "round", "quarter", "remark"}, _read_round),
    ({"arm", "cases a round", "cases reviewed", "taken from", "kept to"}, _read_arm),
    ({"borough", "principle", "seen", "where", "rounds", "in our words"}, _read_statement),
)


def _borough(sheet: Sheet, cell: Cell, found: _Found) -> str | None:
    """The borough a cell names; what names none is asked about."""
    name, place = read_borough(cell.text), (sheet.file, sheet.name, cell)
    if name is None or name.key is None:
        could_be = " or ".join(name.could_be) if name else ""
        found.asked.append(
            query("ambiguous_borough" if name else "unknown_borough", *place, could_be=could_be)
        )
        return None
    if name.doubtful:
        found.asked.append(query("doubtful_borough", *place, borough=borough_name(name.key)))
    return name.key


def _chosen(sheet: Sheet, cell: Cell, words: Mapping[str, str], found: _Found) -> str | None:
    key = chosen(cell, words)
    if key is None:
        found.asked.append(unknown(sheet, cell, words))
    return key


def _number(sheet: Sheet, cell: Cell, found: _Found) -> Value:
    """The count in a cell; one that was not published is not returned, and never a zero."""
    value = Value("not_returned") if _unsaid(cell) else read_value(cell)
    if value.rule:
        found.asked.append(query(value.rule, sheet, cell))
    return value


def _quarter(sheet: Sheet, cell: Cell, found: _Found) -> str:
    """The quarter a cell states; empty where it states none of the period."""
    if _unsaid(cell):
        return ""
    heading, place = read_quarter(cell.text, cell.date), (sheet.file, sheet.name, cell)
    if heading is None or heading.quarter is None:
        why = (
            heading.problem
            if heading and heading.problem
            else "it does not name one quarter of one year"
        )
        found.asked.append(query("unreadable_quarter", *place, why=why))
        return ""
    if heading.quarter not in declared(found.period).quarters:
        label = declared(found.period).label
        found.asked.append(
            query(
                "quarter_outside_period",
                *place,
                quarter=quarter_label(heading.quarter),
                period=label,
            )
        )
        return ""
    return heading.quarter


def _rounds(sheet: Sheet, cell: Cell, found: _Found) -> str | None:
    """The rounds a statement is about, as `1 2`; empty where it does not say."""
    said = plain_name(cell.text)
    if _unsaid(cell):
        return ""
    if not _ROUNDS.fullmatch(said):
        found.asked.append(query("text_in_number_cell", sheet, cell))
        return None
    return " ".join(re.findall(r"\d", said))


def _unsaid(cell: Cell) -> bool:
    return plain_name(cell.text) in ("", NOT_PUBLISHED, WHERE["unsaid"])


def _text(cell: Cell) -> str:
    return " ".join(cell.text.split())
