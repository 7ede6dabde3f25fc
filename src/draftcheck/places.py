"""Borough names that are none: in columns of boroughs, and in the text where a name comes near a
real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from draftcheck.document import Document
from draftcheck.finding import Finding
from draftcheck.labels import kind_of
from draftcheck.layout import Layout, layout
from draftcheck.london import AUTHORITIES, is_authority, is_full_name, may_stand_beside
from draftcheck.words import key

RULE = "borough"
_HEADER = re.compile(r"\b(boroughs?|local authorit(y|ies)|la|area)\b")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}(?:(?:\s+(?:and|&|of|upon)\s+|\s+)[A-Z][a-z]{2,}){0,3}")
_DOUBLE = {name.split(" and ")[0]: name for name in AUTHORITIES if " and " in name}
_LIKE = 0.84


def names_of_no_borough(document: Document) -> Iterator[Finding]:
    """Names that stand where a borough should and are none, and near misses in the text."""
    for grid in document.grids:
        table = layout(grid)
        for row, column in borough_cells(table):
            name = grid.rows[row][column]
            if not is_authority(name) and not may_stand_beside(name):
                near = _meant(name)
                expected = f"a London borough{f', such as {near}' if near else ''}"
                yield Finding(
                    table.where(row), RULE, f"'{name}'", expected, "certain" if near else "look"
                )
    for block in document.blocks:
        for name, meant, sure in near_misses(block.text):
            yield Finding(block.place, RULE, f"'{name}'", f"{meant}, if the borough is meant", sure)


def count(document: Document) -> int:
    """How many names in columns of boroughs were compared."""
    return sum(len(borough_cells(layout(grid))) for grid in document.grids)


def borough_cells(table: Layout) -> list[tuple[int, int]]:
    """The cells that should name a borough: those of a column of which most do."""
    cells = []
    for column in range(max(table.stubs, 1)):
        header = key(table.headers[column])
        rows = [
            row
            for row in table.rows
            if (text := table.grid.rows[row][column])
            and kind_of(text) not in ("total", "all", "grand", "sub")
        ]
        known = sum(is_authority(table.grid.rows[row][column]) for row in rows)
        enough = known * 2 >= len(rows) if _HEADER.search(header) else known * 3 >= len(rows) * 2
        if known > 1 and enough:
            cells += [(row, column) for row in rows]
    return cells


def near_misses(text: str) -> Iterator[tuple[str, str, str]]:
    """Names in a text that come near a borough's and are none, with the borough that may be meant
    and how sure.
    """
    for match in _NAME.finditer(text):
        after = text[match.end() : match.end() + 12].lower()
        if after.startswith((" line", " hospital", " college", "'s", "’s")):
            continue
        for name in _unknown(" ".join(match[0].split()).split()):
            if meant := _meant(name):
                yield name, meant, "likely" if " " in name else "look"
                break


def _unknown(words: list[str]) -> Iterator[str]:
    """What is left of some capitalised words when the names of boroughs among them are taken out."""
    for first in range(len(words)):
        for end in range(len(words), first, -1):
            if is_full_name(" ".join(words[first:end])):
                yield from _unknown(words[:first])
                yield from _unknown(words[end:])
                return
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end])


def _meant(name: str) -> str:
    """The authority a name comes near: it begins like a double name, or is spelt almost alike."""
    halves = re.split(r" and | & ", name)
    if len(halves) == 2 and halves[0] in _DOUBLE:
        is_list = is_full_name(halves[1]) or is_full_name(name.replace("&", "and"))
        return "" if is_list else _DOUBLE[halves[0]]
    ratios = {
        known: SequenceMatcher(None, key(name), key(known)).ratio()
        for known in AUTHORITIES
        if known[0] == name[0] and abs(len(known) - len(name)) < 2 and len(name) > 5
    }
    best = max(ratios, key=ratios.get, default="")
    return best if best and _LIKE <= ratios[best] < 1 else ""
