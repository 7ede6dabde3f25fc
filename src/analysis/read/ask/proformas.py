"""Proformas filled in become tidy rows, each knowing its cell, and the questions they raise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.declare.boroughs import borough_name, members
from analysis.declare.periods import Period
from analysis.declare.periods import period as period_called
from analysis.declare.proforma import Proforma
from analysis.read.ask.lines import Line, read_lines, rows_of
from analysis.read.ask.queries import Query, query
from analysis.read.find.proformas import BOROUGH, Found, asked_of_headings, found_on, whose
from analysis.read.open.corrections import corrected
from analysis.read.open.sheet import Sheet
from analysis.read.open.tripwire import refuse_child_level
from analysis.read.open.workbook import read_workbook


@dataclass
class Read:
    """What the sheets held: the lines of each proforma, the sheets that hold none, and what has to
    be asked.
    """

    period: Period
    lines: dict[str, list[Line]] = field(default_factory=dict)
    others: list[Sheet] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)

    @property
    def files(self) -> set[str]:
        """The files that hold a line of some proforma."""
        return {line.found.sheet.file for lines in self.lines.values() for line in lines}

    def lines_of(self, proforma: Proforma) -> list[Line]:
        """The lines of one proforma, in the order of files, sheets and rows."""
        return self.lines.get(proforma.key, [])

    def frame(self, proforma: Proforma) -> pd.DataFrame:
        """The lines of one proforma as its checked table. A copy of a line is read once; two that
        differ are asked.
        """
        table = proforma.table()
        rows = [row for line in self.lines_of(proforma) for row in rows_of(line, self.asked)]
        kept = _once(rows, table.key, self.asked)
        return table.check(pd.DataFrame(kept, columns=list(table.columns)))


def sheets_of(files: Mapping[str, bytes], corrections: pd.DataFrame) -> list[Sheet]:
    """The sheets of some files with corrections applied; InputError for data on single children."""
    sheets = corrected(
        [sheet for file in sorted(files) for sheet in read_workbook(file, files[file])], corrections
    )
    refuse_child_level(sheets)
    return sheets


def read_proformas(sheets: Iterable[Sheet], proformas: tuple[Proforma, ...], period: str) -> Read:
    """What the proformas among the sheets hold, asked for in `period`."""
    read = Read(period_called(period))
    for sheet in sheets:
        held = found_on(sheet, proformas)
        if not held:
            read.others.append(sheet)
        elif not sheet.visible:
            read.asked.append(query("hidden_sheet", sheet))
        else:
            for found in held:
                _read(found, read)
    for proforma in proformas:
        if proforma.by_borough and read.lines_of(proforma):
            read.asked += _missing(proforma, read)
    return read


def nothing_read(read: Read) -> list[Query]:
    """A question about each file without a proforma: for strands that are sent in no other way."""
    told = read.files | {one.file for one in read.asked}
    silent = {
        sheet.file: sheet
        for sheet in reversed(read.others)
        if sheet.rows and sheet.file not in told
    }
    return [query("no_lines_read", file, sheet.name) for file, sheet in silent.items()]


def _read(found: Found, read: Read) -> None:
    """The lines of one proforma on one sheet."""
    borough, asked = whose(found) if found.proforma.by_borough else ("", [])
    read.asked += [*asked_of_headings(found, read.period), *asked]
    if borough is None and BOROUGH not in found.columns and not asked:
        sheet = found.sheet
        read.asked.append(query("unknown_borough", sheet, typed=sheet.title, could_be=""))
    lines, of_lines = read_lines(found, borough, read.period)
    read.asked += of_lines
    read.lines.setdefault(found.proforma.key, []).extend(lines)


def _missing(proforma: Proforma, read: Read) -> list[Query]:
    """Who of the members sent no line, where others did; and for each that did the months or
    quarters left blank.
    """
    sent = {line.values[BOROUGH] for line in read.lines_of(proforma)}
    about = {"title": proforma.title, "period": read.period.label}
    silent = [one for one in members(read.period.key) if one.key not in sent and proforma.expected]
    return [
        *(query("no_proforma", borough=one.name, **about) for one in silent),
        *_blank(proforma, read),
    ]


def _blank(proforma: Proforma, read: Read) -> Iterator[Query]:
    """What was left blank of what had been typed in beforehand: a question a sheet."""
    blank: dict[tuple[str, str, str], list[Line]] = {}
    for line in read.lines_of(proforma):
        if line.found.is_blank(line.row):
            sheet = line.found.sheet
            blank.setdefault((sheet.file, sheet.name, line.values[BOROUGH]), []).append(line)
    for (file, sheet, borough), lines in blank.items():
        said = [line.cells[proforma.typed_in].text for line in lines]
        about = {"borough": borough_name(borough), "quarters": ", ".join(said[:4])}
        about["quarters"] += f" and {len(said) - 4} more" * bool(said[4:])
        yield query(
            "not_returned_quarters", file, sheet, lines[0].cells[proforma.typed_in], **about
        )


def _once(rows: list[dict], key: tuple[str, ...], asked: list[Query]) -> list[dict]:
    """Rows with one row a key. A copy is left out; of two that differ the first stays, queried and
    without a value.
    """
    kept: dict[tuple, dict] = {}
    questions: dict[tuple, Query] = {}
    for row in rows:
        first = kept.setdefault(tuple(row[name] for name in key), row)
        if first is row:
            continue
        place, other = (row["file"], row["sheet"], row["at"]), f"{first['file']} {first['cell']}"
        rule = "duplicate_rows" if _said(first) == _said(row) else "duplicate_lines"
        # Once a line, however many of its answers are rows of their own.
        questions.setdefault((rule, *place[:2], row["at"].row), query(rule, *place, other=other))
        if rule == "duplicate_lines":
            first |= {"status": "queried", "count": None, "answer": ""}
    asked += questions.values()
    return list(kept.values())


def _said(row: dict) -> dict:
    """What a row says, wherever it stands."""
    return {
        name: value
        for name, value in row.items()
        if name not in ("file", "sheet", "cell", "raw", "caveat", "at")
    }
