"""SurveyMonkey: a row of questions, each above the first of its columns, and a row of options under
it.
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

# "Survey Data Exports" (SurveyMonkey Help Center) describes the spreadsheet of all responses.
_ABOUT = frozenset(
    {
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
    }
)
_WHOLE = re.compile(r"(?:response|open-?\s?ended response)?", re.IGNORECASE)
_OTHER = re.compile(r"other\b.*(?:specify|say)", re.IGNORECASE)


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    row = heading_row(sheet)
    above = names_of(sheet, row)
    number = next((column for column, text in above.items() if bare(text) == "respondentid"), 0)
    if not number:
        return None
    # The condensed export leaves the second row empty, and a plain reader's copy may leave it out.
    second = not sheet.at(row + 1, number).text.strip()
    below = names_of(sheet, row + 1) if second else {}
    if not second and "collectorid" not in set(map(bare, above.values())):
        return None
    stems, fields, cells = {}, [], {}
    for column in range(min(above), max([*above, *below]) + 1):
        stems[column] = above.get(column) or stems.get(column - 1, "")
        cells[column] = sheet.at(row, column) if column in above else sheet.at(row + 1, column)
        fields.append(_field(column, cells[column], stems[column], below.get(column, "").strip()))
    layout = Layout(
        "surveymonkey",
        {column: (text,) for column, text in stems.items()},
        cells,
        row + 1 + second,
        _ABOUT,
        ("respondentid",),
        ("enddate", "datemodified", "startdate"),
        day_first=False,
    )
    return assembled(layout, sheet, fields)


def _field(column: int, heading, stem: str, part: str) -> Field:
    if _WHOLE.fullmatch(part):
        return Field(column, heading, ((stem, ""),))
    if _OTHER.match(part):
        return Field(column, heading, ((stem, ""),), other=True)
    # A line of a grid may be a question in its own right.
    return Field(column, heading, ((part, ""), (stem, part), (f"{stem} {part}", "")))
