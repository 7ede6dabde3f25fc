"""Themes coded from open answers: how often each was noted, how many were announced, and how many
people there were.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.read.ask.queries import Query
from analysis.read.find.listing import Listing, listings
from analysis.read.find.records import chosen, headings, records, row, unknown
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.pipe import Cleaned, cleaned, framed_once, opened
from analysis.read.values.values import Value, read_value
from strands.themes.cleans.coding_rules import query
from strands.themes.declares.themes import BASES, QUESTIONS, RETURNS, SURVEYS, THEMES, UNITS

# "Noted 83 times" is the count 83.
_TIMES = re.compile(r"^(?:noted|mentioned)?\s*(\S+)\s*times?$", re.IGNORECASE)


@dataclass
class _Found:
    """What reading one table after another gathers."""

    period: str
    themes: list[dict] = field(default_factory=list)
    questions: list[dict] = field(default_factory=list)
    bases: list[dict] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The themes of one period, the questions they answer, how many answered, and what has to be
    asked.

    `files` maps the name of each file, as in `themes/themes.csv`, to its bytes; the headings of a
    table tell what it is. InputError where a file cannot be read or a correction does not fit.
    """
    found = _Found(period)
    for sheet in opened(files, corrections):
        tables = list(listings(sheet))
        for table in tables:
            _read(table, found)
        if not tables:
            found.asked.append(query("nothing_read", sheet.file, sheet.name))
    frames = {
        "themes": framed_once(THEMES, found.themes, "count", found.asked),
        "questions": framed_once(QUESTIONS, found.questions, "announced", found.asked),
        "bases": framed_once(RETURNS, found.bases, "count", found.asked),
    }
    return cleaned(found.asked, **frames)


def _read(table: Listing, found: _Found) -> None:
    """Every line of a table under the survey it names; a survey nobody knows is asked about."""
    reader = next((read for needed, read in _READERS if needed <= headings(table)), None)
    if reader is None:
        found.asked.append(query("nothing_read", table.sheet.file, table.sheet.name, table.corner))
        return
    for record in records(table):
        survey = chosen(record["survey"], SURVEYS)
        if survey is None:
            found.asked.append(unknown(table.sheet, record["survey"], SURVEYS))
        else:
            reader(table.sheet, record, {"survey": survey, "period": found.period}, found)


def _read_theme(sheet: Sheet, record: dict[str, Cell], key: dict, found: _Found) -> None:
    value = _number(sheet, record["noted"], found)
    words = {"question": _text(record["question"]), "theme": _text(record["theme"])}
    found.themes.append(
        row(sheet, record["noted"], value.status, **key, **words, count=value.count)
    )


def _read_question(sheet: Sheet, record: dict[str, Cell], key: dict, found: _Found) -> None:
    unit = chosen(record["unit"], UNITS) if record["unit"].text.strip() else "unclear"
    if unit is None:
        found.asked.append(unknown(sheet, record["unit"], UNITS))
    announced, answered = (
        _number(sheet, record[name], found) for name in ("themes announced", "people who answered")
    )
    values = {"announced": announced.count, "answered": answered.count, "unit": unit or "unclear"}
    texts = {"question": _text(record["question"]), "printed_in": _text(record["printed in"])}
    found.questions.append(
        row(sheet, record["themes announced"], announced.status, **key, **texts, **values)
    )


def _read_base(sheet: Sheet, record: dict[str, Cell], key: dict, found: _Found) -> None:
    base, people = chosen(record["questionnaires"], BASES), record["people"]
    if base is None:
        found.asked.append(unknown(sheet, record["questionnaires"], BASES))
        return
    value = _number(sheet, people, found)
    values = {"base": base, "count": value.count, "printed_in": _text(record["printed in"])}
    found.bases.append(row(sheet, people, value.status, **key, **values))


# A table is what its headings say; the most particular headings come first.
_READERS = (
    ({"survey", "question", "theme", "noted"}, _read_theme),
    (
        {"survey", "question", "themes announced", "people who answered", "unit", "printed in"},
        _read_question,
    ),
    ({"survey", "questionnaires", "people", "printed in"}, _read_base),
)


def _number(sheet: Sheet, cell: Cell, found: _Found) -> Value:
    """The count in a cell; a blank is a number that was not published, and never a zero."""
    value = read_value(replace(cell, text=_TIMES.sub(r"\1", cell.text.strip())))
    if value.rule:
        found.asked.append(query(value.rule, sheet.file, sheet.name, cell))
    return value


def _text(cell: Cell) -> str:
    return " ".join(cell.text.split())
