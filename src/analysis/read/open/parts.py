"""A workbook of ours for several strands: its first sheet says which sheet is whose, and a strand reads
its own alone.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from analysis.declare.form import COVER, PART_OF
from analysis.read.open.sheet import Sheet

_PART = re.compile(PART_OF.format(sheet="(?P<sheet>.+)", strand=r"(?P<strand>\w+)"))


def parts(sheets: Iterable[Sheet]) -> dict[str, list[str]]:
    """The names of the sheets of each strand, as the first sheet of a workbook tells; empty where it
    tells of none.
    """
    found: dict[str, list[str]] = {}
    for sheet in sheets:
        for cell in sheet.cells.values() if sheet.name == COVER else ():
            if told := _PART.fullmatch(cell.text.strip()):
                found.setdefault(told["strand"], []).append(told["sheet"])
    return found


def own_sheets(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets without those that are part of another strand than the one whose folder their file
    lies in; sheets that nobody told of stay.
    """
    kept = []
    for file, of_file in groupby(sheets, key=lambda sheet: sheet.file):
        held = list(of_file)
        told = parts(held)
        others = {name for strand, names in told.items() for name in names}
        others -= set(told.get(file.partition("/")[0], others))
        kept += [sheet for sheet in held if sheet.name not in others]
    return kept
