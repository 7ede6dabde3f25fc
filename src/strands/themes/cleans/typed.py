"""Themes typed in tables: how often each was noted, how many were announced, and how many people
there were.
"""

import re
from dataclasses import replace

from analysis.read.ask.typed import Record
from analysis.read.values.values import Value, read_value
from strands.themes.declares.themes import BASES, SURVEYS, UNITS

# The tables, each with the number in which two of its lines may differ.
TYPED = {"themes": "count", "questions": "announced", "bases": "count"}
# "Noted 83 times" is the count 83.
_TIMES = re.compile(r"^(?:noted|mentioned)?\s*(\S+)\s*times?$", re.IGNORECASE)


def read_typed(kind: str, line: Record) -> None:
    """One line of a typed table under the survey it names; a word nobody knows is asked about."""
    values = {**line.texts(), "survey": line.word("survey", SURVEYS)}
    if values["survey"] and kind == "bases":
        values["base"] = line.word("base", BASES)
    if None in values.values():
        return
    number = _number(line, "value")
    values[TYPED[kind]] = number.count
    if kind == "questions":
        unit = line.word("unit", UNITS) if values["unit"] else None
        values |= {"unit": unit or "unclear", "answered": _number(line, "answered").count}
    line.keep(kind, "value", number.status, **values)


def _number(line: Record, heading: str) -> Value:
    """The count in a cell; a blank is a number that was not published, and never a zero."""
    cell = line.cells[heading]
    value = read_value(replace(cell, text=_TIMES.sub(r"\1", cell.text.strip())))
    line.ask(value.rule, heading)
    return value
