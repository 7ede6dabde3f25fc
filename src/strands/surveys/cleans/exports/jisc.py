"""Jisc Online Surveys: one heading row of numbered questions, `3.` or `Q3`, with parts such as
`3.1.` and `3.a.`.
"""

from __future__ import annotations

import re

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import (
    Export,
    Field,
    Layout,
    assembled,
    bare,
    heading_row,
    names_of,
)

# "Exporting your response data" (Online Surveys help) lets the headings be numbers, wordings or
# both; options of a question that takes several come in one column, or in a column each.
_NUMBERS = ("uniqueresponsenumber", "responseid", "urn")
_ABOUT = frozenset(
    {
        *_NUMBERS,
        "started",
        "completed",
        "submitted",
        "starttime",
        "startdate",
        "completiontime",
        "completeddate",
        "enddate",
        "completiondate",
        "datestarted",
        "datecompleted",
        "status",
        "duration",
        "timetaken",
        "language",
    }
)
_WHEN = (
    "completed",
    "completeddate",
    "completiondate",
    "datecompleted",
    "submitted",
    "completiontime",
    "enddate",
    "started",
)
_NUMBERED = re.compile(
    r"\s*q?(?P<question>\d{1,3})(?P<part>(?:[._]\d{1,2})*)(?P<letter>[._][a-z])?(?:[.:)]\s*|\s+-?\s*|$)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OTHER = re.compile(
    r"(?:if you (?:selected|chose|ticked) )?['\"]?other\b.*(?:specify|say|state)", re.IGNORECASE
)


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    row = heading_row(sheet)
    names = names_of(sheet, row)
    numbered = {
        column: found for column, text in names.items() if (found := _NUMBERED.fullmatch(text))
    }
    if not set(map(bare, names.values())) & set(_NUMBERS) or not numbered:
        return None
    cells = {column: sheet.at(row, column) for column in names}
    layout = Layout(
        "jisc",
        {column: (text,) for column, text in names.items()},
        cells,
        row + 1,
        _ABOUT,
        _NUMBERS,
        _WHEN,
        {"status": frozenset({"preview", "test"})},
    )
    fields, stems = [], {}
    for column, text in names.items():
        found = numbered.get(column)
        fields.append(_field(column, cells[column], text, found, stems))
        if found and not found["part"] and not found["letter"]:
            stems.setdefault(found["question"], found["text"])
    return assembled(layout, sheet, fields)


def _field(column: int, heading, text: str, found, stems: dict[str, str]) -> Field:
    """`stems` are the wordings of the questions by number, as far as they stand further left."""
    if not found:
        return Field(column, heading, ((text, ""),))
    stem = stems.get(found["question"], "")
    if stem and _OTHER.match(found["text"]):
        return Field(column, heading, ((stem, ""),), other=True)
    readings = [(found["text"], "")]
    before, _, part = found["text"].rpartition(" - ")
    if before:
        readings += [(part, ""), (before, part)]
    if stem and (found["part"] or found["letter"]):
        readings.append((stem, found["text"]))
    return Field(column, heading, tuple(readings))
