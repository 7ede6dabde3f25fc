"""Which notes of the sender apply to which values, and which marks and notes miss each other."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from analysis.read.ask.queries import Query
from analysis.read.open.sheet import Cell, Sheet
from strands.indicators.cleans.blocks import Block
from strands.indicators.cleans.layout import Place
from strands.indicators.cleans.rules import query

_ON_LABEL = re.compile(r"(?<=[^\s*†‡§¹²³])\s?([*†‡§]+|[¹²³]|[\[(](?:note )?\d[\])])")
_ON_NOTE = re.compile(
    r"(?:notes?\s*:?\s*)?([*†‡§]+|[¹²³]|[\[(]?(?:note )?\d[\])]|\d(?=[.:)\s]))\s*", re.IGNORECASE
)

Noted = list[tuple[Block, list[Place]]]


def marks(cell: Cell) -> set[str]:
    """The footnote marks a heading or a value carries: `DA/DV*` carries one, a bare `*` or a
    formula none.
    """
    return (
        {_plain(mark) for mark in _ON_LABEL.findall(cell.typed)} if cell.kind == "text" else set()
    )


def mark_of(note: str) -> str:
    """The mark a note begins with; empty for a note on everything above it."""
    match = _ON_NOTE.match(note)
    return _plain(match[1]) if match else ""


def _plain(mark: str) -> str:
    return re.sub(r"[\[\]().\s]|note", "", unicodedata.normalize("NFKC", mark).lower())


def caveats(noted: Noted) -> dict[tuple[int, int], list[Cell]]:
    """What is noted on each value of a sheet, by its place: its notes, then remarks on its cells
    and its row, each as a cell with the words.
    """
    found = {(place.cell.row, place.cell.column): [] for _, held in noted for place in held}
    for note, reached in _reaches(noted):
        for place in reached:
            found[place.cell.row, place.cell.column].append(note)
    for _, held in noted:
        for place in held:
            found[place.cell.row, place.cell.column] += _remarks(place)
    return found


def _remarks(place: Place) -> list[Cell]:
    cells = (place.cell, *place.headings)
    remarks = [replace(cell, text=remark) for cell in cells for remark in cell.remarks]
    return [*remarks, *place.beside]


def _reaches(noted: Noted) -> Iterator[tuple[Cell, list[Place]]]:
    """Each note with the values it applies to: its table, and tables of the same boroughs since the
    note before.
    """
    waiting: list[Place] = []
    for block, held in noted:
        waiting += held
        boroughs = {_borough(place) for place in held}
        for note in block.notes:
            above = [place for place in waiting if _borough(place) in boroughs]
            carrying = [place for place in above if mark_of(note.text) in _carried(place)]
            yield note, carrying or above
        waiting = [] if block.notes else waiting


def _borough(place: Place) -> str | None:
    return place.borough.name.key if place.borough and place.borough.name else None


def _carried(place: Place) -> set[str]:
    return set().union(*(marks(cell) for cell in (place.cell, *place.headings)))


def orphan_queries(sheet: Sheet, noted: Noted) -> Iterator[Query]:
    """A mark that no note explains, and a note whose mark nothing carries."""
    carriers = [
        cell for _, held in noted for place in held for cell in (place.cell, *place.headings)
    ]
    carried = set().union(*(marks(cell) for cell in carriers))
    notes = [note for block, _ in noted for note in block.notes]
    explained = {mark_of(note.text) for note in notes}
    for cell in carriers:
        for mark in marks(cell) - explained:
            yield query("orphan_footnote", sheet, cell, mark=mark)
    for note in notes:
        # A note that begins with a number may only be one of a numbered list.
        if (mark := mark_of(note.text)) and mark not in carried and not mark.isdigit():
            yield query("orphan_footnote", sheet, note, mark=mark)
