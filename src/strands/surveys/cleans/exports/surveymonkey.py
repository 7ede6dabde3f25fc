"""SurveyMonkey: a row of questions, each above the first of its columns, and a row of options under
it.
"""

import re

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Field, Heads, Layout, assembled, headings

# "Survey Data Exports" (SurveyMonkey Help Center) describes the spreadsheet of all responses.
_LAYOUT = Layout(
    "surveymonkey",
    number="respondentid",
    when="enddate datemodified startdate",
    about="collectorid datecreated customdata1 customdata tags",
    tests={"responsestatus": "", "status": "", "collectortitle": "", "collector": ""},
    standing="responsestatus status",
    day_first=False,
)
_WHOLE = re.compile(r"(?:response|open-?\s?ended response)?", re.IGNORECASE)
_OTHER = re.compile(r"other\b.*(?:specify|say)", re.IGNORECASE)


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    top = headings(sheet)
    row, number = top.first, top.column(_LAYOUT.number)
    if not number:
        return None
    # The condensed export leaves the second row empty, and a plain reader's copy may leave it out.
    second = not sheet.at(row, number).text.strip()
    if not second and "collectorid" not in top.bare:
        return None
    options = {cell.column: cell.text.strip() for cell in sheet.rows.get(row, []) if second}
    names, cells, stem = {}, {}, ""
    for column in range(min(top.cells), max(options | top.cells) + 1):
        stem = top.texts.get(column) or stem
        names[column] = (stem,)
        cells[column] = top.cells.get(column) or sheet.at(row, column)
    heads = Heads(sheet, names, cells, row + second)
    fields = (_field(heads, column, options.get(column, "")) for column in names)
    return assembled(_LAYOUT, heads, fields)


def _field(heads: Heads, column: int, part: str) -> Field:
    """What a question and the option under it may mean."""
    stem, other = heads.texts[column], bool(_OTHER.match(part))
    if other or _WHOLE.fullmatch(part):
        return heads.field(column, (stem, ""), other=other)
    # A line of a grid may be a question in its own right.
    return heads.field(column, (part, ""), (stem, part), (f"{stem} {part}", ""))
