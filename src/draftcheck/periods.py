"""Captions whose period the columns contradict, and labels of periods that differ between tables;
periods are months counted from year 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftcheck.document import Document, in_tables
from draftcheck.finding import Finding, Rule
from draftcheck.layout import Grid
from draftcheck.words import stems

_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# "July 23 to March 25", "Jul-Sep 23", "May 2024"; "Q4 2023/24"; "2023-25".
_PERIOD = re.compile(
    rf"""\b(?P<month>{MONTH})\b\.?
    (?:(?:\s*['’]?(?P<from>(?:19|20)\d\d|\d\d)(?![\d/]))?\s*(?:-|–|—|to|until|through)\s*
        (?P<last_month>{MONTH})\b\.?)?
    \s*['’]?(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])
    |(?:\bq(?:uarter\s*)?(?P<quarter>[1-4])\s*,?\s*|(?<![\d/-]))
    (?P<begins>20\d\d)\s*[/–-]\s*(?:20)?(?P<ends>\d\d)(?![\d/])""",
    re.I | re.X,
)
_NUMBERED = re.compile(
    r"\b(?:years?|yrs?|phases?|rounds?|waves?|cycles?|cohorts?)"
    r"\s*(\d{1,2}(?:\s*/\s*\d{1,2})*)(?!\d)",
    re.I,
)
_RANGE = re.compile(
    r"\b(?:years?|yrs?|phases?|rounds?|waves?|cycles?)"
    r"\s*(\d{1,2}(?:/\d{1,2})?)\s*(?:-|–|to)\s*(\d{1,2}(?:/\d{1,2})?)(?!\d)",
    re.I,
)


@dataclass(frozen=True)
class Span:
    """A run of months, both ends in it."""

    first: int
    last: int

    def holds(self, other: Span) -> bool:
        """Whether the other run lies within this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return " to ".join(
            f"{month_name(month % 12)} {month // 12}"
            for month in dict.fromkeys((self.first, self.last))
        )


def month_number(name: str) -> int:
    """A month by its name, January being 0."""
    return _NAMES.split().index(name[:3].lower())


def month_name(number: int) -> str:
    """The name of a month in short, January being 0."""
    return _NAMES.split()[number].capitalize()


def contradicted_captions(document: Document) -> Iterator[Finding]:
    """Captions that state another period than their columns or rows do."""
    for table, stated, cells in dated(document):
        spans = [span for _, span in cells]
        shown = Span(min(span.first for span in spans), max(span.last for span in spans))
        outside = [(place, span) for place, span in cells if not stated.holds(span)]
        if outside:
            place, span = outside[0]
            expected = f"periods within the caption's; the table runs from {shown}"
            yield Finding(place, f"{span}, under a caption of {stated}", expected, "certain")
        elif shown != stated and len(cells) > 1:
            says = f"the caption says {stated}"
            yield Finding(table.place, says, f"{shown}, as the table does", "likely")
    yield from _misnumbered(document)


@in_tables
def dated(table: Grid) -> Iterator[tuple[Grid, Span, list[tuple[str, Span]]]]:
    """A table with the period of its caption and the periods of its headings, or else of its rows,
    where it has both.
    """
    stated = spans_in(table.caption)
    columns = _spans_of((table.where_column(at), table.headers[at]) for at in table.columns)
    rows = _spans_of((table.where(row), table.labels[row]) for row in table.rows)
    cells = columns if len(columns) > 1 else rows
    enough = len(columns) > 1 or (len(rows) > 1 and len(rows) * 2 > len(table.rows))
    if len(stated) == 1 and enough:
        # A column that sums the whole up says a period too; it says nothing of its parts.
        parts = [(place, span) for place, span in cells if span != stated[0]]
        yield table, stated[0], parts or cells


def _spans_of(named: Iterator[tuple[str, str]]) -> list[tuple[str, Span]]:
    """The places whose text states one period, with it."""
    return [(place, spans[0]) for place, text in named if len(spans := spans_in(text)) == 1]


@in_tables
def _misnumbered(table: Grid) -> Iterator[Finding]:
    """A caption "Years 1-3/4" over columns of other years."""
    match = _RANGE.search(table.caption)
    labels = period_labels(table).values()
    if match and len(labels) > 1:
        own = [number for label in labels for number in _whole(label)]
        if (min(_whole(match[1])), max(_whole(match[2]))) != (min(own), max(own)):
            says = f"the caption says {match[0]}"
            expected = f"the periods of the columns: {', '.join(dict.fromkeys(labels))}"
            yield Finding(table.place, says, expected, "likely")


def _whole(label: str) -> list[int]:
    return [int(number) for number in label.split("/")]


def differing_labels(document: Document) -> Iterator[Finding]:
    """A column "Year 3" in one table where another table has "Year 3/4" in its place."""
    tables = [(table, period_labels(table)) for table in document.grids]
    for table, labels in tables:
        for column, label in labels.items():
            if "/" in label or _wider(labels, label):
                continue
            wider = (
                (other, wide)
                for other, theirs in tables
                for wide in _wider(theirs, label)[:1]
                if other is not table and _alike(table, other)
            )
            if found := next(wider, None):
                other, there = found
                expected = f"{_typed(other, there)}, as {other.name} has it"
                yield Finding(table.where_column(column), _typed(table, column), expected, "look")
                break


def _wider(labels: dict[int, str], label: str) -> list[int]:
    """The columns of labels like `3/4` that a label like `3` is part of."""
    return [column for column, wide in labels.items() if "/" in wide and label in wide.split("/")]


def period_labels(table: Grid) -> dict[int, str]:
    """The columns that are a numbered period, like `3/4`; a heading with a range is none."""
    found = {
        column: _NUMBERED.findall(table.headers[column])
        for column, kind in table.column_kinds.items()
        if kind in ("part", "derived") and not _RANGE.search(table.headers[column])
    }
    return {
        column: re.sub(r"\s", "", numbers[0])
        for column, numbers in found.items()
        if len(numbers) == 1
    }


def _alike(a: Grid, b: Grid) -> bool:
    """Whether two tables are cut alike: they share a period label, or words of their headings or
    captions.
    """
    if set(period_labels(a).values()) & set(period_labels(b).values()):
        return True
    words, others = (stems(" ".join(table.headers) + table.caption) for table in (a, b))
    return bool(words & others)


def _typed(table: Grid, column: int) -> str:
    """The period as the heading words it."""
    return _NUMBERED.search(table.headers[column])[0]


def spans_in(text: str) -> list[Span]:
    """The periods a text states beyond doubt."""
    spans = map(_span, _PERIOD.finditer(" ".join(text.split())))
    return [span for span in spans if span and span.first <= span.last]


def _span(match: re.Match) -> Span | None:
    """The months of a match: of a financial year or several, which begin in April, of a quarter of
    one, or those that are named.
    """
    if match["begins"]:
        begins, quarter = int(match["begins"]), int(match["quarter"] or 0)
        ends = begins // 100 * 100 + int(match["ends"])
        if quarter:
            first = begins * 12 + 3 * quarter
            return Span(first, first + 2) if int(match["ends"]) == (begins + 1) % 100 else None
        return Span(begins * 12 + 3, ends * 12 + 2) if ends > begins else None
    last = _month(match["last_month"] or match["month"], match["year"])
    if match["from"]:
        return Span(_month(match["month"], match["from"]), last)
    return Span(last - (last - _month(match["month"], match["year"])) % 12, last)


def _month(name: str, year: str) -> int:
    century = 2000 if len(year) == 2 else 0
    return (century + int(year)) * 12 + _NAMES.index(name[:3].lower()) // 4


RULES = (
    Rule(
        "period",
        "The period of a caption is the period of its columns.",
        contradicted_captions,
        "captions with a period",
        dated,
    ),
    Rule(
        "label",
        "A period has one label in every table.",
        differing_labels,
        "headings with a numbered period",
        in_tables(period_labels),
    ),
)
