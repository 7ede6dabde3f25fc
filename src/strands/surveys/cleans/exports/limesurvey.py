"""LimeSurvey: one heading row of codes, of wordings or of both, with parts in square brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Layout, Readings, assembled, headings

# "Exporting results" (LimeSurvey Manual): headings are the question code, the full text, or code
# and text.
_NUMBERS, _WHEN = ("id", "responseid"), ("submitdate", "datesubmitted")
_OTHERS = (
    "lastpage startlanguage startlang seed startdate datestarted datestamp datelastaction"
    " interviewtime totaltime"
)
_LAYOUT = Layout("limesurvey", frozenset([*_NUMBERS, *_WHEN, *_OTHERS.split()]), _NUMBERS, _WHEN)
_TIMING = re.compile(r"(?:question|group) ?time\b.*|.*(?<=[a-z\d])Time|groupTime\d*")
_CODED = re.compile(r"(?P<code>[A-Za-z]\w*)(?:\[(?P<part>\w+)\])?(?:\.\s+(?P<text>.*))?", re.DOTALL)
_WORDED = re.compile(r"(?P<text>.*\S)\s*\[(?P<part>[^\[\]]+)\]\s*", re.DOTALL)
# A question that was not shown has no value in the database, and N/A in the export.
_MARKS = {"n/a": "not_shown"}


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    heads = headings(sheet)
    names = {column: (text, *text.split(". ", 1)) for column, text in heads.texts.items()}
    heads = replace(heads, names=names)
    if "lastpage" not in heads.bare or heads.column((*_NUMBERS, *_WHEN)) is None:
        return None
    readings, others = {}, set()
    for column, (text, code, *_) in names.items():
        if not _TIMING.fullmatch(code):
            readings[column], is_other = _readings(text)
            others |= {column} if is_other else set()
    return assembled(_LAYOUT, heads, readings, others, _MARKS)


def _readings(text: str) -> tuple[Readings, bool]:
    """What a heading may mean, and whether it is of the words beside "other"."""
    code, part, wording = "", "", text
    if coded := _CODED.fullmatch(text):
        code, part, wording = (coded[name] or "" for name in ("code", "part", "text"))
    stem, option = wording, ""
    if worded := _WORDED.fullmatch(wording):
        stem, option = worded["text"].rstrip(" :"), worded["part"]
    if "other" in (part.lower(), option.lower() if not part else ""):
        return tuple((name, "") for name in (stem, code) if name), True
    both = ((wording, ""), (option, ""), (stem, option or part), (code, option or part))
    return tuple(reading for reading in both if reading[0]), False
