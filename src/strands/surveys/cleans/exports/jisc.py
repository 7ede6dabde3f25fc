"""Jisc Online Surveys: one heading row of numbered questions, `3.` or `Q3`, with parts such as
`3.1.` and `3.a.`.
"""

import re
from collections.abc import Iterator

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Field, Heads, Layout, assembled, headings

# "Exporting your response data" (Online Surveys help) lets the headings be numbers, wordings or
# both; options of a question that takes several come in one column, or in a column each.
_LAYOUT = Layout(
    "jisc",
    number="uniqueresponsenumber responseid urn",
    when=(
        "completed completeddate completiondate datecompleted submitted completiontime enddate"
        " started"
    ),
    about="starttime startdate datestarted duration timetaken language",
    tests={"status": "", "responsestatus": "", "test": "yes|y|1|true|x"},
    standing="status responsestatus",
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
    if heads.column(_LAYOUT.number) is None or not any(numbered.values()):
        return None
    return assembled(_LAYOUT, heads, _fields(heads, numbered))


def _fields(heads: Heads, numbered: dict[int, re.Match | None]) -> Iterator[Field]:
    """Every column by what its heading may mean: a part goes with the wording of its question, as
    far as that stands further left.
    """
    stems = {}
    for column, found in numbered.items():
        if not found:
            yield heads.field(column, (heads.texts[column], ""))
            continue
        number, text, is_part = found["question"], found["text"], found["part"] or found["letter"]
        stem = stems.get(number, "")
        if stem and _OTHER.match(text):
            yield heads.field(column, (stem, ""), other=True)
        else:
            readings = [(text, "")]
            before, _, part = text.rpartition(" - ")
            if before:
                readings += [(part, ""), (before, part)]
            if stem and is_part:
                readings.append((stem, text))
            yield heads.field(column, *readings)
        if not is_part:
            stems.setdefault(number, text)
