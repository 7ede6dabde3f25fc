"""Consultation logs, hub visits, the form's status and the partnership's events: tidy rows and
questions out.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from pandas import DataFrame

from analysis.declare.boroughs import BY_KEY
from analysis.declare.periods import month_label, quarter_label
from analysis.read.ask.account import ASIDE, ASKED, OTHER_PERIOD, VALUE
from analysis.read.ask.line_series import held_beside
from analysis.read.ask.lines import set_aside
from analysis.read.ask.proformas import read_proformas
from analysis.read.ask.typed import Typed, headings, row
from analysis.read.find.listing import Listing, listings
from analysis.read.label.names import plain_name
from analysis.read.label.years import read_year
from analysis.read.open.sheet import Cell
from analysis.read.pipe import Cleaned, cleaned, opened
from analysis.read.values.values import read_value
from strands.activity.cleans import consultation_log
from strands.activity.cleans.hub_and_forms import form_questions, hub_questions
from strands.activity.cleans.partnership import LISTS
from strands.activity.cleans.rules import query
from strands.activity.declares import logs as logged
from strands.activity.declares.activity import CONSULTATIONS, FORM, HUB, SECTIONS
from strands.activity.declares.partnership import MILESTONES, TRACKS

# What a status says, the furthest step first; "live" alone comes after what qualifies it.
_STAGES = (
    ("mandatory", re.compile(r"\bmandatory\b")),
    ("pilot", re.compile(r"\bpilot")),
    ("not_started", re.compile(r"\bnot (?:yet )?(?:started|begun|live)\b")),
    ("in_process", re.compile(r"\bin (?:process|progress|development)\b")),
    ("live", re.compile(r"\blive\b")),
)
_COMPLETED = re.compile(r"(\d+) (?:forms? )?complet")
_TABLES = {
    "consultations": CONSULTATIONS,
    "hub": HUB,
    "form": FORM,
    "milestones": MILESTONES,
    "tracks": TRACKS,
}

# What is counted by quarter or month, held beside other numbers of its borough, or of the hub.
_SERIES = (
    (logged.WORKFORCE, "quarter", ("eligible",), quarter_label, ()),
    (logged.FORMS, "month", ("completed", "eligible"), month_label, ()),
    (logged.HUB, "month", ("visits",), month_label, ("section", "page")),
)


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The logs of one period as rows of that period, and the questions they raise.

    `files` maps the name of each file, as in `activity/table03.csv`, to its bytes; the heading row
    of a table tells what it is. InputError where a file cannot be read or a correction does not
    fit.
    """
    read = read_proformas(
        opened(files, corrections, logged.PROFORMAS), logged.PROFORMAS, period, query
    )
    consultation_log.settle(read)
    logs = {proforma.key: read.frame(proforma) for proforma in logged.PROFORMAS}
    for proforma, when, measures, label, of in _SERIES:
        lines = read.lines_of(proforma)
        logs[proforma.key], asked = held_beside(
            logs[proforma.key], lines, when, measures, label, of=of
        )
        read.asked += asked
    for line in read.lines_of(logged.WORKFORCE):
        if (line.value("days_of_lead").count or 0) > logged.MOST_DAYS:
            logs["workforce"] = set_aside(logs["workforce"], line, ["days_of_lead"])
            read.asked.append(line.ask("days_cannot_be", "days_of_lead", most=logged.MOST_DAYS))
    read.asked += hub_questions(read.lines_of(logged.HUB), read.period)
    read.asked += form_questions(read.lines_of(logged.FORMS), read.period)
    typed = Typed(period, read.asked, query, told=read.told)
    # A sheet of words beside the tables is a cover; a file of nothing else is a question.
    told = read.files | {sheet.file for sheet in read.others if any(listings(sheet))}
    typed.read(read.others, _reader, "consultations, visits or forms", told)
    return cleaned(typed.asked, typed.told, **typed.frames(_TABLES), **logs)


def _reader(table: Listing) -> Callable | None:
    """Which table this is, by its headings."""
    for needed, read in LISTS:
        if set(needed) <= set(headings(table)[1:]):
            return read
    words = " ".join(headings(table)).split()
    if "hub" in words or "visits" in words:
        return _read_hub
    if "status" in words:
        return _read_form
    return _read_consultations if "months" in words else None


def _read_consultations(table: Listing, typed: Typed) -> None:
    """Pairs of columns: how many in a year, and over how many months they were logged."""
    pairs = [
        at
        for at, cell in enumerate(table.across[:-1])
        if "month" not in cell.text.lower() and read_year(cell.text).period == typed.period
    ]
    for borough, cells in typed.boroughs(table):
        member = BY_KEY[borough].was_member_in(typed.period)
        for at in pairs:
            count, months = (typed.count(table.sheet, cells[at + i], member) for i in (0, 1))
            values = {"borough": borough, "count": count.count, "months": months.count}
            heading = table.across[at + 1].text
            typed.told.tell(VALUE, heading, table.sheet, [cells[at + 1]])
            _keep(typed, "consultations", table, cells[at], count.status, **values)


def _read_form(table: Listing, typed: Typed) -> None:
    """A sentence a borough: how far the form has come, and at times how many were completed."""
    for borough, (cell, *_) in typed.boroughs(table):
        words = plain_name(cell.text)
        stage = next((stage for stage, pattern in _STAGES if pattern.search(words)), "")
        completed = _COMPLETED.search(words)
        status = "returned" if stage else read_value(cell).status
        values = {"borough": borough, "stage": stage}
        values["count"] = int(completed[1]) if completed else None
        _keep(typed, "form", table, cell, status, **values)
        if status == "queried":
            typed.ask("unreadable_stage", table.sheet, cell)


def _read_hub(table: Listing, typed: Typed) -> None:
    """Pages by section; numbers stand in the order of the periods, whichever column they slipped
    into.
    """
    section, heads, shifted = "", [], set()
    for label, _ in table.down:
        filled = [cell for cell in table.sheet.rows[label.row] if cell.column > label.column]
        if plain_name(label.text) in SECTIONS:
            section, heads = plain_name(label.text), filled or heads
        elif not heads or len(filled) != len(heads):
            cells = ", ".join(cell.address for cell in filled or [label])
            typed.ask("unread_numbers", table.sheet, label, cells=cells)
            typed.told.tell(ASKED, "what they count", table.sheet, filled)
        else:
            if section not in shifted and _columns(filled) != _columns(heads):
                # Once a section: its pages have slipped together.
                shifted.add(section)
                typed.ask("shifted_columns", table.sheet, label)
            _read_page(table, section, label, zip(heads, filled, strict=True), typed)


def _columns(cells: Iterable[Cell]) -> list[int]:
    return [cell.column for cell in cells]


def _read_page(table: Listing, section: str, label: Cell, pairs, typed: Typed) -> None:
    for heading, cell in pairs:
        typed.told.tell(ASIDE, OTHER_PERIOD, table.sheet, [cell])
        if read_year(heading.text).period == typed.period:
            value = typed.count(table.sheet, cell)
            values = {"section": section, "page": label.text.strip(), "count": value.count}
            _keep(typed, "hub", table, cell, value.status, **values)


def _keep(typed: Typed, name: str, table: Listing, cell: Cell, status: str, **values) -> None:
    """Keep a row with the place it was read from and the notes under its table."""
    values["period"] = typed.period
    typed.rows[name].append(row(table.sheet, cell, status, table.caveat(cell), **values))
