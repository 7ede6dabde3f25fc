"""Exports of survey tools, told apart by their own shape and not by their file's name."""

from analysis.declare.table import InputError
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import read_workbook
from strands.surveys.cleans.exports import forms, jisc, limesurvey, plain, qualtrics, surveymonkey
from strands.surveys.cleans.exports.export import Export

# The plainest last: it would take any of the others whose headings are wordings.
_TOOLS = (qualtrics, limesurvey, surveymonkey, forms, jisc, plain)


def read_export(sheet: Sheet) -> Export | None:
    """The sheet as the export of the tool whose layout it has; None where it has none we know."""
    return next((found for tool in _TOOLS if (found := tool.read(sheet))), None)


def is_export(file: str, content: bytes) -> bool:
    """Whether a file holds answers row by row, and not a typed table of what was counted.

    A file that cannot be read is no export: whoever reads it next says why.
    """
    try:
        return any(read_export(sheet) for sheet in read_workbook(file, content) if sheet.visible)
    except InputError:
        return False
