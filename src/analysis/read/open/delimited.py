"""The one sheet of a text file: comma, semicolon or tab, in any encoding Excel writes."""

import csv
import io
import math
import re
from collections import Counter
from itertools import pairwise

from analysis.read.open.sheet import Cell, Sheet, by_place

_SEPARATORS = (",", ";", "\t")


def read_delimited(file: str, content: bytes) -> Sheet:
    """The file as a nameless sheet; ValueError where the bytes are no text, csv.Error where quotes
    do not pair.
    """
    lines = _decoded(content).splitlines(keepends=True)
    hint = ""
    if lines and lines[0].lower().startswith("sep="):
        # Excel's own hint; Excel does not count it as a row either.
        hint, lines = lines[0].rstrip("\r\n")[4:] or ",", lines[1:]
    if len(hint) != 1 or hint in '" ':
        hint = max(_SEPARATORS, key=lambda separator: _regularity(lines, separator))
    records = _records(lines, hint)
    width = max((len(record) for record in records if not any(map(_is_number, record))), default=0)
    cells = by_place(
        Cell(row, column, text, "split" if is_split and _is_number(text) else "text")
        for row, record in enumerate(records, 1)
        for is_split in [_is_split(record, width)]
        for column, text in enumerate(record, 1)
        if text
    )
    return Sheet(file, "", cells)


def _is_number(text: str) -> bool:
    return text.strip().isdecimal()


def _is_split(record: list[str], width: int) -> bool:
    """Whether a number stands beyond every heading, and "1,503" may have been cut at its comma to
    put it there.
    """
    numbers = [text.strip() if _is_number(text) else "" for text in record]
    cut = (0 < len(left) < 4 and len(right) == 3 for left, right in pairwise(numbers))
    return width > 0 and any(numbers[width:]) and any(cut)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\x00" in content:
        # UTF-16 without a mark: western letters leave every other byte zero.
        return content.decode("utf-16-be" if content[:1] == b"\x00" else "utf-16-le").removeprefix(
            "\ufeff"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_likeliest(content)[0])


# Letters and marks English text holds beside plain ones. Read in the wrong encoding, "didn’t"
# becomes "didnÕt".
_MARKS = frozenset("’‘“”–—…£€•\xa0")
_LETTERS = frozenset("éèêëàâáäçíïîóôöúüûñøåæß")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_OLD = ("cp1252", "mac_roman")


def doubtful_encoding(content: bytes) -> str | None:
    """The encoding a text file is read in where another would do as well or the letters make no
    sense; else None.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"PK")) or b"\x00" in content:
        return None
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding, certain = _likeliest(content)
        return None if certain else encoding
    return None


def _likeliest(content: bytes) -> tuple[str, bool]:
    """Of the encodings of old Windows and Mac programs the one that gives likelier text, and
    whether it is certain.

    UnicodeDecodeError where the bytes are no text in either.
    """
    scores = {encoding: _likeness(content, encoding) for encoding in _OLD}
    best = max(_OLD, key=lambda encoding: scores[encoding])
    if scores[best] == -math.inf:
        content.decode("cp1252")
    other = min(scores.values())
    # What is no letter of ours either way is asked about, even where one reading is a little
    # better.
    return best, scores[best] > max(other, 0)


def _likeness(content: bytes, encoding: str) -> float:
    """How much more often letters beyond plain ones look right than wrong."""
    try:
        strange = [letter for letter in content.decode(encoding) if letter > "\x7f"]
    except UnicodeDecodeError:
        return -math.inf
    if encoding == "mac_roman" and _CONTROL.search(content):
        # It gives every byte a letter; a picture is no text for all that.
        return -math.inf
    return sum(2 if letter in _MARKS else 1 if letter in _LETTERS else -1 for letter in strange)


def _records(lines: list[str], separator: str) -> list[list[str]]:
    # Not strict, a mark never closed would swallow the rest of the file.
    return list(
        csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator, strict=True)
    )


def _regularity(lines: list[str], separator: str) -> int:
    """How many fields lie in rows of one width: a table is regular, commas in a note are not."""
    try:
        records = _records(lines, separator)
    except csv.Error:
        return -1
    widths = Counter(len(record) for record in records if len(record) > 1)
    return max((width * times for width, times in widths.items()), default=0)
