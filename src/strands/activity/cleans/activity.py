"""Consultation logs, hub visits, the form's status and the partnership's events: tidy rows and
questions out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.declare.boroughs import BY_KEY, borough_name
from analysis.read.ask.proformas import read_proformas
from analysis.read.ask.queries import Query, query
from analysis.read.find.listing import Listing, listings
from analysis.read.label.names import plain_name, read_borough
from analysis.read.label.years import read_year
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.pipe import Cleaned, cleaned, framed, opened
from analysis.read.values.values import read_value
from strands.activity.cleans import consultation_log
from strands.activity.cleans.hub_and_forms import form_questions, hub_questions
from strands.activity.cleans.partnership import (
    EVENT,
    TRACK,
    has_columns,
    read_milestones,
    read_tracks,
)
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


@dataclass
class _Found:
    """What reading one table after another gathers."""

    consultations: list[dict] = field(default_factory=list)
    hub: list[dict] = field(default_factory=list)
    form: list[dict] = field(default_factory=list)
    milestones: list[dict] = field(default_factory=list)
    tracks: list[dict] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The logs of one period as rows of that period, and the questions they raise.

    `files` maps the name of each file, as in `activity/table03.csv`, to its bytes; the heading row
    of a table tells what it is. InputError where a file cannot be read or a correction does not
    fit.
    """
    read = read_proformas(opened(files, corrections), logged.PROFORMAS, period)
    consultation_log.settle(read)
    logs = {proforma.key: read.frame(proforma) for proforma in logged.PROFORMAS}
    read.asked += hub_questions(read.lines_of(logged.HUB), read.period)
    read.asked += form_questions(read.lines_of(logged.FORMS), read.period)
    found = _Found(asked=read.asked)
    held = {id(sheet): list(listings(sheet)) for sheet in read.others}
    # A sheet of words beside the tables is a cover; a file of nothing else is a question.
    told = read.files | {sheet.file for sheet in read.others if held[id(sheet)]}
    for sheet in read.others:
        for table in held[id(sheet)]:
            _reader(table)(table, period, found)
        if sheet.file not in told:
            found.asked.append(query("nothing_read", sheet))
    return cleaned(
        found.asked,
        consultations=framed(CONSULTATIONS, found.consultations),
        hub=framed(HUB, found.hub),
        form=framed(FORM, found.form),
        milestones=framed(MILESTONES, found.milestones),
        tracks=framed(TRACKS, found.tracks),
        **logs,
    )


def _reader(table: Listing):
    """Which table this is, by its headings."""
    headings = plain_name(" ".join(cell.text for cell in (table.corner, *table.across))).split()
    if has_columns(table, EVENT):
        return _read_milestones
    if has_columns(table, TRACK):
        return _read_tracks
    if "hub" in headings or "visits" in headings:
        return _read_hub
    if "status" in headings:
        return _read_form
    return _read_consultations if "months" in headings else _read_nothing


def _read_nothing(table: Listing, period: str, found: _Found) -> None:
    found.asked.append(query("nothing_read", table.sheet, table.corner))


def _read_milestones(table: Listing, period: str, found: _Found) -> None:
    rows, asked = read_milestones(table, period)
    found.milestones += rows
    found.asked += asked


def _read_tracks(table: Listing, period: str, found: _Found) -> None:
    rows, asked = read_tracks(table, period)
    found.tracks += rows
    found.asked += asked


def _read_consultations(table: Listing, period: str, found: _Found) -> None:
    """Pairs of columns: how many in a year, and over how many months they were logged."""
    pairs = [
        (at, read_year(cell.text))
        for at, cell in enumerate(table.across[:-1])
        if "month" not in cell.text.lower()
    ]
    for borough, cells in _boroughs(table, found):
        member = BY_KEY[borough].was_member_in(period)
        for at, year in pairs:
            if year.period == period:
                count, months = read_value(cells[at], member), read_value(cells[at + 1], member)
                row = _row(
                    table,
                    cells[at],
                    count.status,
                    borough=borough,
                    period=period,
                    count=count.count,
                )
                found.consultations.append({**row, "months": months.count})
                found.asked += _asked(table.sheet, (cells[at], count), (cells[at + 1], months))


def _asked(sheet: Sheet, *read) -> Iterator[Query]:
    for cell, value in read:
        if value.rule:
            yield query(value.rule, sheet, cell)


def _boroughs(table: Listing, found: _Found) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The lines that name a borough; what names none is asked about, and a total line is passed
    over.
    """
    for label, cells in table.down:
        if "total" in plain_name(label.text).split():
            continue
        name, place = read_borough(label.text), (table.sheet.file, table.sheet.name, label)
        if name is None or name.key is None:
            rule = "ambiguous_borough" if name else "unknown_borough"
            found.asked.append(
                query(rule, *place, could_be=" or ".join(name.could_be) if name else "")
            )
            continue
        if name.doubtful:
            found.asked.append(query("doubtful_borough", *place, borough=borough_name(name.key)))
        yield name.key, cells


def _read_form(table: Listing, period: str, found: _Found) -> None:
    """A sentence a borough: how far the form has come, and at times how many were completed."""
    for borough, (cell, *_) in _boroughs(table, found):
        words = plain_name(cell.text)
        stage = next((stage for stage, pattern in _STAGES if pattern.search(words)), "")
        completed = _COMPLETED.search(words)
        status = "returned" if stage else read_value(cell).status
        row = _row(table, cell, status, borough=borough, period=period, stage=stage)
        found.form.append({**row, "count": int(completed[1]) if completed else None})
        if status == "queried":
            found.asked.append(query("unreadable_stage", table.sheet, cell))


def _read_hub(table: Listing, period: str, found: _Found) -> None:
    """Pages by section; numbers stand in the order of the periods, whichever column they slipped
    into.
    """
    section, headings, shifted = "", [], set()
    for label, _ in table.down:
        filled = [cell for cell in table.sheet.rows[label.row] if cell.column > label.column]
        if plain_name(label.text) in SECTIONS:
            section, headings = plain_name(label.text), filled or headings
        elif not headings or len(filled) != len(headings):
            cells = ", ".join(cell.address for cell in filled or [label])
            found.asked.append(query("unread_numbers", table.sheet, label, cells=cells))
        else:
            if [cell.column for cell in filled] != [
                cell.column for cell in headings
            ] and section not in shifted:
                # Once a section: its pages have slipped together.
                shifted.add(section)
                found.asked.append(query("shifted_columns", table.sheet, label))
            _read_page(table, section, label, zip(headings, filled, strict=True), period, found)


def _read_page(
    table: Listing, section: str, label: Cell, pairs, period: str, found: _Found
) -> None:
    for heading, cell in pairs:
        if read_year(heading.text).period == period:
            value = read_value(cell)
            row = _row(
                table, cell, value.status, section=section, page=label.text.strip(), period=period
            )
            found.hub.append({**row, "count": value.count})
            found.asked += _asked(table.sheet, (cell, value))


def _row(table: Listing, cell: Cell, status: str, **values) -> dict:
    """A row with the place it was read from."""
    place = {
        "file": table.sheet.file,
        "sheet": table.sheet.name,
        "cell": cell.address,
        "raw": cell.typed,
    }
    return {**values, "status": status, **place, "caveat": table.caveat(cell)}
