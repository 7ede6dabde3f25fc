"""How many people a percentage is of: what headings, captions, rows and the text nearby state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftcheck.layout import Grid
from draftcheck.words import key

_WHO = (
    "(?:respondents?|participants?|people|persons|professionals|practitioners|staff|surveys?"
    "|responses?|answers|social workers|children|families|cases|trainees|attendees|interviews"
    "|returns|forms|questionnaires|completed|answered|responded|replied)"
)
_N = re.compile(r"\bn\s*=\s*(\d[\d,]*)(?![\d.]*\s*%)", re.I)
_COUNTED = re.compile(
    rf"(?<![\d.,/-])(\d[\d,]*)(?!\s*%)\s+(?:(?!and\b|or\b)[a-z-]+\s+){{0,2}}{_WHO}\b", re.I
)
_BASE_ROW = re.compile(
    "n|base|base n|respondents|number of respondents|sample size|total n|unweighted base|responses"
    "|number of responses|n total|sample|base number|bases"
)
_SMALLEST = 5


@dataclass(frozen=True)
class Base:
    """A stated base: `exact` where it is said of this very column, else read from the text nearby."""

    size: int
    source: str
    exact: bool


def base_rows(table: Grid) -> list[int]:
    """Rows that state the base of each column."""
    return [row for row in table.rows if _BASE_ROW.fullmatch(key(table.labels[row]))]


def base_of(table: Grid, column: int) -> Base | None:
    """The base stated for a column, by the nearest thing that states it."""
    if found := _sizes(_N, table.headers[column]):
        return Base(found[0], "its heading", True)
    for row in base_rows(table):
        value = table.values[row][column]
        if value.counts and value.number >= _SMALLEST:
            return Base(int(value.number), f"row '{table.labels[row]}'", True)
    if len(found := set(_sizes(_N, table.caption))) == 1:
        return Base(found.pop(), "the caption", True)
    return _named_nearby(table, column) or _only_one_nearby(table)


def _named_nearby(table: Grid, column: int) -> Base | None:
    """The number said of the column's own word: "348 pre" for a column "Pre %"."""
    words = [
        word
        for word in key(table.headers[column]).split()
        if len(word) > 2 and word not in ("per", "cent", "the")
    ]
    for word in words:
        pattern = re.compile(
            rf"(?<![\d.,/-])(\d[\d,]*)(?!\s*%)\s+(?:(?!and\b|or\b)[a-z-]+\s+){{0,3}}?{re.escape(word)}\b",
            re.I,
        )
        # What stands before a table introduces it; what follows may already speak of something
        # else.
        for text in (table.caption, table.before, table.after):
            if len(found := set(_sizes(pattern, text))) == 1:
                return Base(found.pop(), "the text nearby", False)
    return None


def _only_one_nearby(table: Grid) -> Base | None:
    found = set(_sizes(_N, table.near)) or set(_sizes(_COUNTED, table.before))
    return Base(found.pop(), "the text nearby", False) if len(found) == 1 else None


def stated_sizes(text: str) -> list[int]:
    """Every number of people a text states."""
    return _sizes(_N, text) + _sizes(_COUNTED, text)


def _sizes(pattern: re.Pattern, text: str) -> list[int]:
    found = [int(match.replace(",", "") or 0) for match in pattern.findall(text)]
    return [size for size in found if size >= _SMALLEST and size not in range(1990, 2050)]
