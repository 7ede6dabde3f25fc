"""LimeSurvey: one heading row of codes, of wordings or of both, with parts in square brackets."""

import re
from dataclasses import replace

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Field, Heads, Layout, assembled, headings

# "Exporting results" (LimeSurvey Manual): headings are the question code, the full text, or code
# and text.
_LAYOUT = Layout(
    "limesurvey",
    number="id responseid",
    when="submitdate datesubmitted",
    tests={"status": "", "test": "yes|y|1|true|x"},
    standing="status",
    about=(
        "lastpage startlanguage startlang seed startdate datestarted datestamp datelastaction"
        " interviewtime totaltime"
    ),
)
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
    if "lastpage" not in heads.bare or heads.column(f"{_LAYOUT.number} {_LAYOUT.when}") is None:
        return None
    fields = (
        _field(heads, column, text)
        for column, (text, code, *_) in names.items()
        if not _TIMING.fullmatch(code)
    )
    return assembled(_LAYOUT, heads, fields, _MARKS)


def _field(heads: Heads, column: int, text: str) -> Field:
    """What a heading may mean: a code, a wording, or an option of either."""
    code, part, wording = "", "", text
    if coded := _CODED.fullmatch(text):
        code, part, wording = (coded[name] or "" for name in ("code", "part", "text"))
    stem, option = wording, ""
    if worded := _WORDED.fullmatch(wording):
        stem, option = worded["text"].rstrip(" :"), worded["part"]
    other = "other" in (part.lower(), option.lower() if not part else "")
    if other:
        readings = ((stem, ""), (code, ""))
    else:
        readings = ((wording, ""), (option, ""), (stem, option or part), (code, option or part))
    return heads.field(column, *(reading for reading in readings if reading[0]), other=other)
