"""Microsoft Forms: one heading row, a column a question, ticked answers joined by semicolons."""

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Layout, assembled, headings

# "Check and share your form results" (Microsoft Support) opens the workbook; the columns are those
# it then holds.
_LAYOUT = Layout(
    "forms",
    number="id",
    when="completiontime starttime",
    about="lastmodifiedtime totalpoints quizfeedback gradepostedtime language",
    tests={"status": "", "test": "yes|y|1|true|x"},
    standing="status",
    day_first=False,
)
# Two columns a question that a quiz adds.
_QUIZ = ("points - ", "feedback - ")


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    heads = headings(sheet)
    if not heads.bare.keys() >= {"id", "starttime", "completiontime"}:
        return None
    fields = (
        heads.field(column, (text, ""))
        for column, text in heads.texts.items()
        if not text.lower().startswith(_QUIZ)
    )
    return assembled(_LAYOUT, heads, fields)
