"""A plain table: one heading row, a row a person, no tool's marks; read where its headings are
questions of ours.
"""

from __future__ import annotations

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import (
    Export,
    Field,
    Layout,
    assembled,
    heading_row,
    names_of,
)
from strands.surveys.cleans.matching import match_exactly

_NUMBERS = (
    "id",
    "no",
    "number",
    "respondent",
    "respondentid",
    "responseid",
    "responsenumber",
    "person",
)
_WHEN = (
    "submitted",
    "completed",
    "timestamp",
    "date",
    "dateofresponse",
    "datesubmitted",
    "submissiondate",
    "completiontime",
    "handedin",
)
_ABOUT = frozenset({*_NUMBERS, *_WHEN, "started", "status", "test"})
_TESTS = {
    "status": frozenset({"test", "preview"}),
    "test": frozenset({"yes", "y", "1", "true", "x", "test"}),
}
# One heading may be a word by chance.
_FEWEST = 2


def read(sheet: Sheet) -> Export | None:
    """The export; None where fewer than two headings are questions of ours."""
    row = heading_row(sheet)
    names = names_of(sheet, row)
    if len({key for text in names.values() for key in match_exactly(text)}) < _FEWEST:
        return None
    cells = {column: sheet.at(row, column) for column in names}
    layout = Layout(
        "plain",
        {column: (text,) for column, text in names.items()},
        cells,
        row + 1,
        _ABOUT,
        _NUMBERS,
        _WHEN,
        _TESTS,
    )
    return assembled(
        layout, sheet, [_field(column, cells[column], text) for column, text in names.items()]
    )


def _field(column: int, heading, text: str) -> Field:
    stem, _, part = text.rpartition(" - ")
    return Field(column, heading, ((text, ""), (stem, part)) if stem else ((text, ""),))


assert not any(match_exactly(name) for name in _ABOUT)
