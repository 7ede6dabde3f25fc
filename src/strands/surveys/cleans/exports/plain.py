"""A plain table: one heading row, a row a person, no tool's marks; read where its headings are
questions of ours.
"""

from __future__ import annotations

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Layout, assembled, headings
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
_TESTS = {
    "status": frozenset({"test", "preview"}),
    "test": frozenset({"yes", "y", "1", "true", "x", "test"}),
}
_ABOUT = frozenset([*_NUMBERS, *_WHEN, *_TESTS, "started"])
_LAYOUT = Layout("plain", _ABOUT, _NUMBERS, _WHEN, _TESTS)
# One heading may be a word by chance.
_FEWEST = 2


def read(sheet: Sheet) -> Export | None:
    """The export; None where fewer than two headings are questions of ours."""
    heads = headings(sheet)
    if len({key for text in heads.texts.values() for key in match_exactly(text)}) < _FEWEST:
        return None
    readings = {}
    for column, text in heads.texts.items():
        stem, _, part = text.rpartition(" - ")
        readings[column] = ((text, ""), (stem, part)) if stem else ((text, ""),)
    return assembled(_LAYOUT, heads, readings)


assert not any(match_exactly(name) for name in _ABOUT)
