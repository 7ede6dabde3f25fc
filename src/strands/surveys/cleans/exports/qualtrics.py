"""Qualtrics: a row of names, a row of wordings and, but for the legacy export, a row of import ids."""

from __future__ import annotations

import re

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import (
    Export,
    Field,
    Layout,
    assembled,
    heading_row,
    names_of,
)

# "Understanding Your Dataset" (Qualtrics support) names the columns and the codes of Status.
_ABOUT = frozenset(
    {
        "startdate",
        "enddate",
        "status",
        "progress",
        "durationinseconds",
        "duration",
        "finished",
        "recordeddate",
        "responseid",
        "responseset",
        "distributionchannel",
        "userlanguage",
        "responsetype",
        "qlanguage",
    }
)
_TESTS = {
    "status": frozenset({"1", "2", "9", "17", "survey preview", "survey test"}),
    "distributionchannel": frozenset({"preview", "test"}),
}
# A code such as `Q7_2` or `Q7_5_TEXT`: the second option of Q7, and the words beside its fifth.
_PART = re.compile(r"(?P<name>.+?)_(?P<part>\d+)(?P<text>_TEXT)?|(?P<whole>.+)_TEXT", re.IGNORECASE)
_CHOICE = re.compile(r"\s+-\s+selected choice(?=\s+-\s|$)", re.IGNORECASE)
# What the export writes for a question that was seen and left, where asked to ("Export Options").
SEEN = "-99"


def read(sheet: Sheet) -> Export | None:
    """The export; None where the sheet is none of this tool."""
    row = heading_row(sheet)
    names, wordings = names_of(sheet, row), names_of(sheet, row + 1)
    ids = sum('"ImportId"' in cell.text for cell in sheet.rows.get(row + 2, []))
    # The legacy export calls its first columns V1, V2; their wordings say what they are. Others
    # write "Response ID".
    known = {*names.values(), *wordings.values()}
    if not ids and not (
        known & {"ResponseId", "ResponseID"} and known & {"IPAddress", "Finished", "ResponseSet"}
    ):
        return None
    cells = {column: sheet.at(row + 1, column) for column in names}
    layout = Layout(
        "qualtrics",
        {column: (name, wordings.get(column, "")) for column, name in names.items()},
        cells,
        row + (3 if ids else 2),
        _ABOUT,
        ("responseid",),
        ("enddate", "recordeddate"),
        _TESTS,
        day_first=False,
    )
    fields = [
        _field(column, cells[column], name, wordings.get(column, ""))
        for column, name in names.items()
    ]
    seen = any(
        cell.text.strip() == SEEN for cell in sheet.cells.values() if cell.row >= layout.first
    )
    # Once what was seen is marked, an empty cell was never seen.
    return assembled(layout, sheet, fields, {SEEN: "blank", "": "not_shown"} if seen else {})


def _field(column: int, heading, name: str, wording: str) -> Field:
    said = _CHOICE.sub("", wording).strip()
    stem, _, part = said.rpartition(" - ")
    coded = _PART.fullmatch(name)
    other = name.upper().endswith("_TEXT") and part.lower() == "text"
    if other:
        stem = stem.rpartition(" - ")[0] or stem
        return Field(
            column, heading, ((stem, ""), (coded["name"] or coded["whole"], "")), other=True
        )
    readings = [(said, ""), (name, "")]
    if stem:
        # A line of a grid may be a question in its own right.
        readings += [(part, ""), (stem, part)]
    if coded and coded["name"] and coded["part"]:
        readings.append((coded["name"], part or coded["part"]))
    return Field(column, heading, tuple(readings))
