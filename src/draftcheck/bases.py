"""How many people a percentage is of: what headings, captions, rows and the text nearby state."""

import re
from collections.abc import Iterator
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
_SAID = r"(?<![\d.,/-])(\d[\d,]*)(?!\s*%%)\s+(?:(?!and\b|or\b)[a-z-]+\s+){0,3}?%s\b"
_BASE_ROW = re.compile(
    "n|base|base n|respondents|number of respondents|sample size|total n|unweighted base|responses"
    "|number of responses|n total|sample|base number|bases"
)
_SMALLEST = 5


@dataclass(frozen=True)
class Base:
    """A stated base: `exact` where it is said of this very column, not in the text nearby."""

    size: int
    source: str
    exact: bool


def base_rows(table: Grid) -> list[int]:
    """Rows that state the base of each column."""
    return [row for row in table.rows if _BASE_ROW.fullmatch(key(table.labels[row]))]


def base_of(table: Grid, column: int) -> Base | None:
    """The base stated for a column, by the nearest thing that states one and no other."""
    for sizes, source, exact in _stated(table, column):
        if len(sizes) == 1:
            return Base(sizes.pop(), source, exact)
    return None


def _stated(table: Grid, column: int) -> Iterator[tuple[set[int], str, bool]]:
    header = table.headers[column]
    yield set(_sizes(_N, header)[:1]), "its heading", True
    for row in base_rows(table):
        value = table.values[row][column]
        if value.counts and value.number >= _SMALLEST:
            yield {int(value.number)}, f"row '{table.labels[row]}'", True
    yield set(_sizes(_N, table.caption)), "the caption", True
    # The number said of the column's own word: "348 pre" for a column "Pre %".
    for word in key(header).split():
        said = re.compile(_SAID % re.escape(word), re.I)
        # What stands before a table introduces it; what follows may already speak of something
        # else.
        for text in (table.caption, table.before, table.after):
            if len(word) > 2 and word not in ("per", "cent", "the"):
                yield set(_sizes(said, text)), "the text nearby", False
    nearby = _sizes(_N, table.near) or _sizes(_COUNTED, table.before)
    yield set(nearby), "the text nearby", False


def stated_sizes(text: str) -> list[int]:
    """Every number of people a text states."""
    return _sizes(_N, text) + _sizes(_COUNTED, text)


def _sizes(pattern: re.Pattern, text: str) -> list[int]:
    found = [int(match.replace(",", "") or 0) for match in pattern.findall(text)]
    return [size for size in found if size >= _SMALLEST and size not in range(1990, 2050)]
