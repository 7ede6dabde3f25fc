"""SurveyMonkey: a row of questions, each above the first of its columns, and a row of options under
it.
"""

from __future__ import annotations

import re

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Heads, Layout, assembled, headings

# "Survey Data Exports" (SurveyMonkey Help Center) describes the spreadsheet of all responses.
_LAYOUT = Layout(
    "surveymonkey",
    frozenset(
        [
            "respondentid",
            "collectorid",
            "startdate",
            "enddate",
            "datecreated",
            "datemodified",
            "customdata1",
            "customdata",
            "collectortitle",
            "responsestatus",
            "tags",
        ]
    ),
    number=("respondentid",),
    when=("enddate", "datemodified", "startdate"),
    day_first=False,
)
_WHOLE = re.compile(r"(?:response|open-?\s?ended response)?", re.IGNORECASE)
_OTHER = re.compile(r"other\b.*(?:specify|say)", re.IGNORECASE)


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    top = headings(sheet)
    row, number = top.first, top.column(("respondentid",))
    if not number:
        return None
    # The condensed export leaves the second row empty, and a plain reader's copy may leave it out.
    second = not sheet.at(row, number).text.strip()
    if not second and "collectorid" not in top.bare:
        return None
    options = {cell.column: cell for cell in sheet.rows.get(row, []) if second}
    cells = options | top.cells
    names, readings, others, stem = {}, {}, set(), ""
    for column in range(min(top.cells), max(cells) + 1):
        stem = top.texts.get(column) or stem
        cells.setdefault(column, sheet.at(row, column))
        names[column] = (stem,)
        part = options[column].text.strip() if column in options else ""
        if _OTHER.match(part):
            others.add(column)
        if _OTHER.match(part) or _WHOLE.fullmatch(part):
            readings[column] = ((stem, ""),)
        else:
            # A line of a grid may be a question in its own right.
            readings[column] = ((part, ""), (stem, part), (f"{stem} {part}", ""))
    return assembled(_LAYOUT, Heads(sheet, names, cells, row + second), readings, others)
