"""LimeSurvey: one heading row of codes, of wordings or of both, with parts in square brackets."""

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

# "Exporting results" (LimeSurvey Manual): headings are the question code, the full text, or code
# and text.
_ABOUT = frozenset(
    {
        "id",
        "responseid",
        "submitdate",
        "datesubmitted",
        "lastpage",
        "startlanguage",
        "startlang",
        "seed",
        "startdate",
        "datestarted",
        "datestamp",
        "datelastaction",
        "interviewtime",
        "totaltime",
    }
)
_WHEN = ("submitdate", "datesubmitted")
_TIMING = re.compile(r"(?:question|group) ?time\b.*|.*(?<=[a-z\d])Time|groupTime\d*")
_CODED = re.compile(r"(?P<code>[A-Za-z]\w*)(?:\[(?P<part>\w+)\])?(?:\.\s+(?P<text>.*))?", re.DOTALL)
_WORDED = re.compile(r"(?P<text>.*\S)\s*\[(?P<part>[^\[\]]+)\]\s*", re.DOTALL)
# A question that was not shown has no value in the database, and N/A in the export.
_MARKS = {"n/a": "not_shown"}


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    row = heading_row(sheet)
    texts = names_of(sheet, row)
    names = {column: (text, *text.split(". ", 1)) for column, text in texts.items()}
    known = {bare(name) for said in names.values() for name in said}
    if "lastpage" not in known or not known & {"id", "submitdate", "datesubmitted", "responseid"}:
        return None
    cells = {column: sheet.at(row, column) for column in texts}
    layout = Layout("limesurvey", names, cells, row + 1, _ABOUT, ("id", "responseid"), _WHEN)
    asked = {
        column: text
        for column, text in texts.items()
        if not _TIMING.fullmatch(text.split(". ", 1)[0])
    }
    return assembled(
        layout,
        sheet,
        [_field(column, cells[column], text) for column, text in asked.items()],
        _MARKS,
    )


def _field(column: int, heading, text: str) -> Field:
    coded = _CODED.fullmatch(text)
    said = (coded["text"] or "") if coded else text
    worded = _WORDED.fullmatch(said)
    code, part = (coded["code"], coded["part"] or "") if coded else ("", "")
    stem, option = (worded["text"].rstrip(" :"), worded["part"]) if worded else (said, "")
    if part.lower() == "other" or (option.lower() == "other" and not part):
        return Field(
            column, heading, tuple((name, "") for name in (stem, code) if name), other=True
        )
    readings = [(said, ""), (option, ""), (stem, option or part), (code, option or part)]
    return Field(column, heading, tuple((name, piece) for name, piece in readings if name))
