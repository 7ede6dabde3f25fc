"""Microsoft Forms: one heading row, a column a question, ticked answers joined by semicolons."""

from __future__ import annotations

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

# "Check and share your form results" (Microsoft Support) opens the workbook; the columns are those
# it then holds.
_ABOUT = frozenset(
    {
        "id",
        "starttime",
        "completiontime",
        "lastmodifiedtime",
        "totalpoints",
        "quizfeedback",
        "gradepostedtime",
        "language",
    }
)
_KNOWN = {"id", "starttime", "completiontime"}
# Two columns a question that a quiz adds.
_QUIZ = ("points - ", "feedback - ")


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    row = heading_row(sheet)
    names = names_of(sheet, row)
    if not set(map(bare, names.values())) >= _KNOWN:
        return None
    cells = {column: sheet.at(row, column) for column in names}
    layout = Layout(
        "forms",
        {column: (text,) for column, text in names.items()},
        cells,
        row + 1,
        _ABOUT,
        ("id",),
        ("completiontime", "starttime"),
        day_first=False,
    )
    asked = {column: text for column, text in names.items() if not text.lower().startswith(_QUIZ)}
    return assembled(
        layout,
        sheet,
        [Field(column, cells[column], ((text, ""),)) for column, text in asked.items()],
    )
