"""Qualtrics: a row of names, one of wordings and, but for the legacy export, one of import ids."""

import re

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Field, Heads, Layout, assembled, headings

# "Understanding Your Dataset" (Qualtrics support) names the columns and the codes of Status.
_LAYOUT = Layout(
    "qualtrics",
    number="responseid",
    when="enddate recordeddate",
    about=(
        "startdate progress durationinseconds duration finished responseset userlanguage qlanguage"
    ),
    tests={
        "status": "1|2|8|9|12|17|40",
        "responsetype": "1|2|8|9|12|17|40",
        "distributionchannel": "",
    },
    standing="status responsetype",
    day_first=False,
)
# A code such as `Q7_2` or `Q7_5_TEXT`: the second option of Q7, and the words beside its fifth.
_PART = re.compile(r"(?P<name>.+?)_(?P<part>\d+)(?P<text>_TEXT)?|(?P<whole>.+)_TEXT", re.IGNORECASE)
_CHOICE = re.compile(r"\s+-\s+selected choice(?=\s+-\s|$)", re.IGNORECASE)
# What the export writes for a question that was seen and left, where asked to ("Export Options").
SEEN = "-99"


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    top = headings(sheet)
    row, cells = top.first, {column: sheet.at(top.first, column) for column in top.cells}
    names = {column: (name, cells[column].text) for column, name in top.texts.items()}
    ids = any('"ImportId"' in cell.text for cell in sheet.rows.get(row + 1, []))
    # The legacy export calls its first columns V1, V2; their wordings say what they are. Others
    # write "Response ID".
    known = {*top.texts.values(), *(cell.text for cell in sheet.rows.get(row, []))}
    legacy = known & {"ResponseId", "ResponseID"} and known & {
        "IPAddress",
        "Finished",
        "ResponseSet",
    }
    if not names or not (ids or legacy):
        return None
    heads = Heads(sheet, names, cells, row + (2 if ids else 1))
    answers = (cell for cell in sheet.cells.values() if cell.row >= heads.first)
    seen = any(cell.text.strip() == SEEN for cell in answers)
    # Once what was seen is marked, an empty cell was never seen.
    marks = {SEEN: "blank", "": "not_shown"} if seen else {}
    return assembled(_LAYOUT, heads, (_field(heads, column) for column in names), marks)


def _field(heads: Heads, column: int) -> Field:
    """What a name and a wording may mean together."""
    name, wording = heads.names[column]
    text = _CHOICE.sub("", wording).strip()
    stem, _, part = text.rpartition(" - ")
    coded = _PART.fullmatch(name)
    if name.upper().endswith("_TEXT") and part.lower() == "text":
        stem = stem.rpartition(" - ")[0] or stem
        return heads.field(column, (stem, ""), (coded["name"] or coded["whole"], ""), other=True)
    readings = [(text, ""), (name, "")]
    if stem:
        # A line of a grid may be a question in its own right.
        readings += [(part, ""), (stem, part)]
    if coded and coded["name"] and coded["part"]:
        readings.append((coded["name"], part or coded["part"]))
    return heads.field(column, *readings)
