"""What a zipped workbook may hold: counted part by part while it unpacks, before any reader builds
something of it. A file of some hundred bytes can ask for gigabytes.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.parsers import expat

from openpyxl.utils import range_boundaries

# A return is four rows of numbers. Far above any honest workbook, far below what would fill the
# memory.
MAX_PARTS = 1_000
MAX_UNPACKED = 64 * 2**20
MAX_DEPTH = 100
# What Excel itself can show.
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_FORMULA = 8_192
# How much of each a file may hold, and what that is to a person.
MOST = {
    "elements": (1_500_000, "it holds more than {:,} XML elements"),
    # openpyxl makes an object of each; of cells and their texts it makes none.
    "dressing": (150_000, "it holds more than {:,} styles, notes and other things beside cells"),
    "cells": (150_000, "it holds more than {:,} cells, blank ones with them"),
    # Every cell of a merged or linked range is built before it can be left out; a merged column or
    # two is honest.
    "covered": (200_000, "it merges more than {:,} cells"),
    # A formula that is shared is written out anew for each cell.
    "shared": (20_000_000, "its shared formulas are longer than {:,} letters"),
}
_PLAIN = frozenset("row c v f is t si r text:p table:table-row table:table-cell text:span".split())
_COVERING = frozenset(("mergeCell", "hyperlink", "comment", "threadedComment"))
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BLOCK = 2**16
# Where XML begins, in any encoding of one, two or four bytes a letter.
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00\s]*<")


class TooMuch(Exception):
    """Why a file is not read any further, in words for whoever sent it; the second what to do."""


def unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Every part by its name, each looked through.

    TooMuch where there is more than any return holds, or XML declares entities; whatever zipfile
    and expat raise where a part is damaged.
    """
    entries = archive.infolist()
    alone = "ask for the table of counts alone"
    if len(entries) > MAX_PARTS:
        raise TooMuch(f"it holds more than {MAX_PARTS:,} parts", alone)
    if any(entry.compress_type not in _PACKED for entry in entries):
        raise TooMuch("it is packed as no spreadsheet is", "ask for it saved again by Excel")
    parts, tally, room = {}, Counter(), MAX_UNPACKED
    if sum(entry.file_size for entry in entries) > room:
        raise TooMuch(f"it unpacks to more than {MAX_UNPACKED // 2**20} MB", alone)
    for entry in entries:
        parts[entry.filename] = b"".join(_blocks(archive, entry, room))
        room -= len(parts[entry.filename])
    for content in parts.values():
        if _XML.match(content[:200]):
            _look_through(content, tally)
    if tally["sheets"] > len(parts):
        raise TooMuch("it names more sheets than it holds", alone)
    return parts


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """A part piece by piece: what its header says of its size need not be true."""
    with archive.open(entry) as packed:
        while block := packed.read(_BLOCK):
            room -= len(block)
            if room < 0:
                raise TooMuch(
                    f"it unpacks to more than {MAX_UNPACKED // 2**20} MB",
                    "ask for the table of counts alone",
                )
            yield block


def _look_through(content: bytes, tally: Counter) -> None:
    """Count what a part holds, in whatever encoding and under whatever prefix it says it."""
    parser = expat.ParserCreate()
    counter = _Counter(tally)
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    parser.CharacterDataHandler = counter.text
    parser.StartDoctypeDeclHandler = _refuse_entities
    for start in range(0, len(content), _BLOCK):
        parser.Parse(content[start : start + _BLOCK], False)
        for kind, (most, words) in MOST.items():
            if tally[kind] > most:
                raise TooMuch(words.format(most), "ask for the table of counts alone")
    parser.Parse(b"", True)


def _refuse_entities(*_) -> None:
    # Spreadsheets never declare entities; a file that does was made to harm whoever opens it.
    raise TooMuch(
        "it declares XML entities, which no spreadsheet does", "do not open it; tell the sender"
    )


class _Counter:
    """Adds the elements of one part to a tally as expat meets them."""

    def __init__(self, tally: Counter) -> None:
        self.tally, self.depth, self.formula, self.longest = tally, 0, -1, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooMuch("its XML is nested deeper than any sheet's", "tell the sender")
        self.tally["elements"] += 1 + len(attributes)
        local = name.rpartition(":")[2]
        if local == "c":
            self.tally["cells"] += 1
        elif local == "f":
            self.formula = 0
            self.tally["shared"] += self.longest * (attributes.get("t") == "shared")
        elif local == "col":
            _refuse_beyond(attributes.get("max", "1"), MAX_COLUMNS, "columns")
        elif local == "sheet":
            self.tally["sheets"] += 1
        elif local == "row":
            _refuse_beyond(attributes.get("r", "1"), MAX_ROWS, "rows")
        elif local in _COVERING:
            self.tally["covered"] += _cells_in(attributes.get("ref", "A1"))
        if local not in _PLAIN and name not in _PLAIN:
            self.tally["dressing"] += 1

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.formula >= 0:
            self.longest, self.formula = max(self.longest, self.formula), -1

    def text(self, text: str) -> None:
        if self.formula >= 0:
            self.formula += len(text)
            if self.formula > MAX_FORMULA:
                raise TooMuch(
                    f"a formula in it is longer than {MAX_FORMULA:,} letters",
                    "ask for the table with its values alone",
                )


def _refuse_beyond(number: str, most: int, what: str) -> None:
    # What Python reads as a number openpyxl does too: `+3` and `3_000` with it.
    try:
        beyond = int(number) > most
    except ValueError:
        return
    if beyond:
        raise TooMuch(
            f"it speaks of more than {most:,} {what}, which no sheet has", "ask for it again"
        )


def _cells_in(area: str) -> int:
    """How many cells a range has, as openpyxl reads it; ValueError where it is none."""
    left, top, right, bottom = range_boundaries(area)
    # Of whole rows or columns it gives no ends.
    wide, high = (right or MAX_COLUMNS) - (left or 1), (bottom or MAX_ROWS) - (top or 1)
    return max(0, wide + 1) * max(0, high + 1)
