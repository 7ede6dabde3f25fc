"""Jisc Online Surveys: one heading row of numbered questions, `3.` or `Q3`, with parts such as
`3.1.` and `3.a.`.
"""

from __future__ import annotations

import re

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Layout, Readings, assembled, headings

# "Exporting your response data" (Online Surveys help) lets the headings be numbers, wordings or
# both; options of a question that takes several come in one column, or in a column each.
_NUMBERS = ("uniqueresponsenumber", "responseid", "urn")
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
_LAYOUT = Layout(
    "jisc",
    frozenset(
        [
            *_NUMBERS,
            *_WHEN,
            *[
                "starttime",
                "startdate",
                "datestarted",
                "status",
                "duration",
                "timetaken",
                "language",
            ],
        ]
    ),
    _NUMBERS,
    _WHEN,
    {"status": frozenset({"preview", "test"})},
)
_NUMBERED = re.compile(
    r"\s*q?(?P<question>\d{1,3})(?P<part>(?:[._]\d{1,2})*)(?P<letter>[._][a-z])?"
    r"(?:[.:)]\s*|\s+-?\s*|$)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OTHER = re.compile(
    r"(?:if you (?:selected|chose|ticked) )?['\"]?other\b.*(?:specify|say|state)", re.IGNORECASE
)


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    heads = headings(sheet)
    numbered = {column: _NUMBERED.fullmatch(text) for column, text in heads.texts.items()}
    if heads.column(_NUMBERS) is None or not any(numbered.values()):
        return None
    # The wordings of the questions by number, as far as they stand further left.
    readings, others, stems = {}, set(), {}
    for column, text in heads.texts.items():
        found = numbered[column]
        if not found:
            readings[column] = ((text, ""),)
            continue
        stem, is_part = stems.get(found["question"], ""), found["part"] or found["letter"]
        if stem and _OTHER.match(found["text"]):
            readings[column] = ((stem, ""),)
            others.add(column)
        else:
            readings[column] = _readings(found["text"], stem if is_part else "")
        if not is_part:
            stems.setdefault(found["question"], found["text"])
    return assembled(_LAYOUT, heads, readings, others)


def _readings(text: str, stem: str) -> Readings:
    """What a numbered heading may mean; `stem` is the question that it is a part of."""
    readings = [(text, "")]
    before, _, part = text.rpartition(" - ")
    if before:
        readings += [(part, ""), (before, part)]
    if stem:
        readings.append((stem, text))
    return tuple(readings)
