"""Proformas filled in become tidy rows, each knowing its cell, and the questions they raise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from pandas import DataFrame

from analysis.declare.boroughs import borough_name, members
from analysis.declare.periods import PERIODS, Period
from analysis.declare.periods import period as period_called
from analysis.declare.proforma import COUNT, ITEM, WHOLE_SHEET, Proforma
from analysis.declare.quantities import PART_HEADINGS, UNIT_HEADINGS
from analysis.read.ask.account import (
    A_HEADING,
    A_TOTAL,
    ASIDE,
    ASKED,
    CONTEXT,
    NOT_ASKED_FOR,
    VALUE,
    Told,
    is_year,
)
from analysis.read.ask.boroughs import whose
from analysis.read.ask.lines import Line, read_lines, rows_of
from analysis.read.ask.masks import asked_of_masks
from analysis.read.ask.queries import Asking, Query, query
from analysis.read.find.proformas import BOROUGH, Found, found_on, is_total, titles
from analysis.read.label.context import is_context
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Sheet


@dataclass
class Read:
    """What the sheets held: the lines of each proforma, the sheets that hold none, and what has to
    be asked, of lines in the words of the strand's own `query`.
    """

    period: Period
    query: Asking = query
    lines: dict[str, list[Line]] = field(default_factory=dict)
    others: list[Sheet] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)
    told: Told = field(default_factory=Told)

    @property
    def files(self) -> set[str]:
        """The files that hold a line of some proforma."""
        return {line.found.sheet.file for lines in self.lines.values() for line in lines}

    def lines_of(self, proforma: Proforma) -> list[Line]:
        """The lines of one proforma, in the order of files, sheets and rows."""
        return self.lines.get(proforma.key, [])

    def frame(self, proforma: Proforma) -> DataFrame:
        """The lines of one proforma as its checked table. A copy of a line is read once; two that
        differ are asked.
        """
        table = proforma.table()
        lines = self.lines_of(proforma)
        rows = [(line, row) for line in lines for row in rows_of(line, self.asked)]
        kept = _once([row for _, row in rows], table.key, self.asked)
        used = set(map(id, kept))
        for line, row in rows:
            if id(row) in used:
                _tell_of_line(line, self.told)
        return table.framed(kept)


def read_proformas(
    sheets: Iterable[Sheet], proformas: tuple[Proforma, ...], period: str, query: Asking = query
) -> Read:
    """What the proformas among the sheets hold, asked for in `period`; their lines ask by `query`."""
    read = Read(period_called(period), query)
    for sheet in sheets:
        read.asked += asked_of_masks(sheet)
        read.told.sheets.append(sheet)
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
    return [query("no_lines_read", sheet) for sheet in silent.values()]


def _read(found: Found, read: Read) -> None:
    """The lines of one proforma on one sheet."""
    borough, asked = whose(found) if found.proforma.by_borough else ("", [])
    read.asked += [*asked_of_headings(found, read.period), *asked]
    if borough is None and BOROUGH not in found.columns and not asked:
        sheet = found.sheet
        read.asked.append(query("unknown_borough", sheet, typed=sheet.title))
    _tell_of_form(found, read.told)
    lines, of_lines = read_lines(found, borough, read.period, read.query)
    read.asked += of_lines
    read.lines.setdefault(found.proforma.key, []).extend(lines)


def _tell_of_form(found: Found, told: Told) -> None:
    """Tell how the numbers around the lines of a form end; those on lines are asked about, unless a
    line is made of them.
    """
    sheet = found.sheet
    strange = {cell.column for cell in sheet.rows[found.head]} - set(found.columns.values())
    for row, cells in sheet.rows.items():
        if plain_name(cells[0].text) == plain_name(WHOLE_SHEET):
            told.tell(ASIDE, "a note on the whole sheet", sheet, cells)
        elif row < found.head:
            told.tell(ASIDE, A_HEADING, sheet, filter(is_year, cells))
        elif is_total(cells[0]):
            told.tell(ASIDE, A_TOTAL, sheet, cells)
        elif is_context(cells[0].text):
            told.tell(ASIDE, CONTEXT, sheet, cells)
        else:
            told.tell(ASIDE, NOT_ASKED_FOR, sheet, (one for one in cells if one.column in strange))
    for row in found.rows:
        told.tell(ASKED, "this line, see the questions", sheet, found.cells(row).values())


def _tell_of_line(line: Line, told: Told) -> None:
    """Tell that what stands on a line beside its counts and items is part of what was read."""
    melted = {one.key for one in line.found.proforma.of_kind(COUNT, ITEM)}
    for key, cell in line.cells.items():
        if key not in melted:
            heading = line.found.sheet.at(line.found.head, cell.column).text
            told.tell(VALUE, " ".join(heading.split()), line.found.sheet, [cell])


def asked_of_headings(found: Found, period: Period) -> Iterator[Query]:
    """Columns that are missing or not known, another period, and hidden rows."""
    sheet = found.sheet
    spoken_for = (UNIT_HEADINGS | PART_HEADINGS) if found.proforma.of_kind(COUNT) else ()
    for cell in sheet.rows[found.head]:
        if cell.column not in found.columns.values() and plain_name(cell.text) not in spoken_for:
            yield query("unknown_column", sheet, cell)
    first = sheet.rows[found.head][0]
    for one in found.proforma.fields:
        if one.key not in found.columns and (one.needed or one.key in found.proforma.names):
            yield query("missing_column", sheet, first, heading=one.heading, typed="")
    for cell in titles(found):
        others = [
            one.label for one in PERIODS if one.key != period.key and _says(cell.text, one.label)
        ]
        if others and not _says(cell.text, period.label):
            yield query("another_period", sheet, cell, other=others[0], period=period.label)
    if hidden := [row for row in found.rows if row in sheet.hidden_rows]:
        what = f"Row {hidden[0]}" + (f" (and {len(hidden) - 1} more)" if hidden[1:] else "")
        yield query("hidden_cells", sheet, sheet.rows[hidden[0]][0], what=what)
    for key, column in found.columns.items():
        if column in sheet.hidden_columns and (held := found.cells_of(key)):
            what = f"Column {get_column_letter(column)}"
            yield query("hidden_cells", sheet, held[0], what=what)


def _says(text: str, label: str) -> bool:
    return f" {plain_name(label)} " in f" {plain_name(text)} "


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
    blank: dict[tuple, list[Line]] = {}
    for line in read.lines_of(proforma):
        if line.found.is_blank(line.row):
            blank.setdefault((line.where, line.values[BOROUGH]), []).append(line)
    for (_, borough), lines in blank.items():
        typed = [line.text(proforma.typed_in) for line in lines]
        quarters = ", ".join(typed[:4]) + f" and {len(typed) - 4} more" * bool(typed[4:])
        about = {"borough": borough_name(borough), "quarters": quarters}
        yield lines[0].ask("not_returned_quarters", proforma.typed_in, **about)


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
        where, other = (row["file"], row["sheet"]), f"{first['file']} {first['cell']}"
        rule = "duplicate_rows" if _said(first) == _said(row) else "duplicate_lines"
        # Once a line, however many of its answers are rows of their own.
        asked_once = query(rule, where, row["at"], other=other)
        questions.setdefault((rule, where, row["at"].row), asked_once)
        if rule == "duplicate_lines":
            first |= {"status": "queried", "count": None, "answer": ""}
    asked += questions.values()
    return list(kept.values())


_PLACE = "file sheet cell raw caveat at".split()


def _said(row: dict) -> dict:
    """What a row says, wherever it stands."""
    return {name: value for name, value in row.items() if name not in _PLACE}
