"""Themes typed in tables: how often each was noted, how many were announced, and how many people
there were.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.read.ask.typed import framed_once, row, unknown
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.values.values import Value, chosen, read_value
from strands.themes.cleans.gathered import Found, said_in
from strands.themes.cleans.rules import query
from strands.themes.declares import STRAND
from strands.themes.declares.themes import BASES, SURVEYS, UNITS

# The tables, each with the number in which two of its lines may differ.
TYPED = {"themes": "count", "questions": "announced", "bases": "count"}
# "Noted 83 times" is the count 83.
_TIMES = re.compile(r"^(?:noted|mentioned)?\s*(\S+)\s*times?$", re.IGNORECASE)


def read_typed(kind: str, sheet: Sheet, line: Mapping[str, Cell], found: Found) -> None:
    """One line of a typed table under the survey it names; a word nobody knows is asked about."""
    value, said = line["value"], said_in(line)
    survey = _word(sheet, line["survey"], SURVEYS, found)
    values = {**said, "survey": survey, "period": found.period}
    if survey and kind == "bases":
        values["base"] = _word(sheet, line["base"], BASES, found)
    if None in values.values():
        return
    if kind == "questions":
        unit = _word(sheet, line["unit"], UNITS, found) if said["unit"] else None
        values["unit"] = unit or "unclear"
    number = _number(sheet, value, found)
    values[TYPED[kind]] = number.count
    if kind == "questions":
        values["answered"] = _number(sheet, line["answered"], found).count
    found.typed[kind].append(row(sheet, value, number.status, **values))


def typed_frames(found: Found) -> dict[str, pd.DataFrame]:
    """The typed tables, one row a key."""
    return {
        kind: framed_once(STRAND.tables[kind], found.typed[kind], value, found.asked)
        for kind, value in TYPED.items()
    }


def _word(sheet: Sheet, cell: Cell, words: Mapping[str, str], found: Found) -> str | None:
    key = chosen(cell, words)
    if key is None:
        found.asked.append(unknown(sheet, cell, words))
    return key


def _number(sheet: Sheet, cell: Cell, found: Found) -> Value:
    """The count in a cell; a blank is a number that was not published, and never a zero."""
    value = read_value(replace(cell, text=_TIMES.sub(r"\1", cell.text.strip())))
    if value.rule:
        found.asked.append(query(value.rule, sheet, cell))
    return value
