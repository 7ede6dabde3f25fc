"""Data about single children is refused before anything else is read."""

import re

from analysis.declare.table import InputError
from analysis.read.label.names import plain_name, read_borough
from analysis.read.open.sheet import Cell, Sheet

_HEADINGS = """
    dob, date of birth, d o b, upn, unique pupil number, nhs number, nhs no, child id,
    childs name, child name, name of child, forename, surname, first name, last name,
    family name, postcode, home address, case id, case number, person id, client id,
    liquidlogic id, mosaic id, la child id
"""
_COLUMNS = frozenset(" ".join(_HEADINGS.split()).split(", "))
# Spaces belong to how an NHS number is written; a telephone number is grouped otherwise.
_NUMBERS = re.compile(r"[A-Z]\d{12}|[A-Z]\d{11}[A-Z]|\d{3} \d{3} \d{4}")
_PERSON = re.compile(r"[A-Z][\w'’-]+(?:,? [A-Z][\w'’-]*)+")


def refuse_child_level(sheets: list[Sheet]) -> None:
    """InputError at the first sheet, hidden or not, with a column or number that belongs to a
    single child.
    """
    for sheet in sheets:
        for cell in (cell for row in sheet.rows.values() for cell in row):
            if _is_personal(sheet, cell):
                where = " ".join(filter(None, (sheet.name, cell.address)))
                raise InputError(
                    f"refused {sheet.file}: {where} looks like data on single children; "
                    "delete the file and ask the sender for counts only"
                )


def _is_personal(sheet: Sheet, cell: Cell) -> bool:
    plain = plain_name(cell.text)
    if plain in ("name", "names", "child"):
        # "Name" also stands beside the analyst's own, and above those of boroughs.
        below = [sheet.at(cell.row + step, cell.column).text.strip() for step in (1, 2)]
        return all(_PERSON.fullmatch(text) and not read_borough(text) for text in below)
    return plain in _COLUMNS or bool(_NUMBERS.fullmatch(cell.text.strip()))
