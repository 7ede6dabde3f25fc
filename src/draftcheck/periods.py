"""Captions whose period the columns contradict, and labels of periods that differ between tables;
periods are months counted from year 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftcheck.document import Document
from draftcheck.finding import Finding, Rule
from draftcheck.layout import Layout, in_tables
from draftcheck.words import stems

_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"['’]?((?:19|20)\d\d|\d\d)(?![\d/])"
_JOINT = r"\s*(?:-|–|—|to|until|through)\s*"
_FULL = re.compile(rf"\b{_MONTH}\s*{_YEAR}{_JOINT}{_MONTH}\s*{_YEAR}", re.I)
_MONTHS = re.compile(rf"\b{_MONTH}{_JOINT}{_MONTH}\s*{_YEAR}", re.I)
_ONE = re.compile(rf"\b{_MONTH}\s*{_YEAR}", re.I)
_FINANCIAL = re.compile(r"(?<![\d/-])(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)(?![\d/])")
_QUARTER = re.compile(
    r"\bq(?:uarter\s*)?([1-4])\s*,?\s*(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)(?!\d)", re.I
)
_NUMBERED = re.compile(
    r"\b(years?|yrs?|phases?|rounds?|waves?|cycles?|cohorts?)\s*(\d{1,2}(?:\s*/\s*\d{1,2})*)(?!\d)",
    re.I,
)
_RANGE = re.compile(
    r"\b(years?|yrs?|phases?|rounds?|waves?|cycles?)\s*(\d{1,2}(?:/\d{1,2})?)\s*(?:-|–|to)\s*(\d{1,2}(?:/\d{1,2})?)(?!\d)",
    re.I,
)


def contradicted_captions(document: Document) -> Iterator[Finding]:
    """Captions that state another period than their columns or rows do."""
    for table, stated, cells in in_tables(_dated)(document):
        outside = [(place, span) for place, span in cells if not stated.holds(span)]
        shown = joined([span for _, span in cells])
        if outside:
            place, span = outside[0]
            expected = f"periods within the caption's; the table runs from {shown}"
            yield Finding(place, f"{span}, under a caption of {stated}", expected, "certain")
        elif shown != stated and len(cells) > 1:
            says = f"the caption says {stated}"
            yield Finding(table.grid.place, says, f"{shown}, as the table does", "likely")
    yield from in_tables(_numbered)(document)


def _dated(table: Layout) -> Iterator[tuple[Layout, Span, list[tuple[str, Span]]]]:
    """A table with the period of its caption and the periods of its headings, or else of its rows,
    where it has both.
    """
    stated = spans_in(table.grid.caption)
    cells = _spans_of_headings(table) or _spans_of_rows(table)
    if len(stated) == 1 and cells:
        # A column that sums the whole up says a period too; it says nothing of its parts.
        parts = [(place, span) for place, span in cells if span != stated[0]]
        yield table, stated[0], parts or cells


def _spans_of_headings(table: Layout) -> list[tuple[str, Span]]:
    found = [
        (table.where_column(column), spans[0])
        for column in table.columns
        if len(spans := spans_in(table.headers[column])) == 1
    ]
    return found if len(found) > 1 else []


def _spans_of_rows(table: Layout) -> list[tuple[str, Span]]:
    found = [
        (table.where(row), spans[0])
        for row in table.rows
        if len(spans := spans_in(table.labels[row])) == 1
    ]
    return found if len(found) > 1 and len(found) * 2 > len(table.rows) else []


def _numbered(table: Layout) -> Iterator[Finding]:
    """A caption "Years 1-3/4" over columns of other years."""
    match = _RANGE.search(table.grid.caption)
    labels = [label for _, label in period_labels(table)]
    if match and len(labels) > 1:
        own = [number for label in labels for number in _whole(label)]
        if (min(_whole(match[2])), max(_whole(match[3]))) != (min(own), max(own)):
            says = f"the caption says {match[0]}"
            expected = f"the periods of the columns: {', '.join(dict.fromkeys(labels))}"
            yield Finding(table.grid.place, says, expected, "likely")


def _whole(label: str) -> list[int]:
    return [int(number) for number in label.split("/")]


def differing_labels(document: Document) -> Iterator[Finding]:
    """A column "Year 3" in one table where another table has "Year 3/4" in its place."""
    tables = in_tables(lambda table: [(table, period_labels(table))])(document)
    for table, labels in tables:
        others = [pair for pair in tables if pair[0] is not table]
        for column, label in labels:
            if "/" in label or _wider(labels, label):
                continue
            wider = [(other, _wider(theirs, label)) for other, theirs in others]
            wider = [(other, at) for other, at in wider if at and _alike(table, other)]
            if wider:
                other, at = wider[0]
                expected = f"{_typed(other, at[0])}, as {other.grid.name} has it"
                yield Finding(table.where_column(column), _typed(table, column), expected, "look")
                break


def _wider(labels: list[tuple[int, str]], label: str) -> list[int]:
    """The columns of labels like `3/4` that a label like `3` is part of."""
    return [column for column, wide in labels if "/" in wide and label in wide.split("/")]


def period_labels(table: Layout) -> list[tuple[int, str]]:
    """The columns that are a numbered period, like `3/4`; a heading with a range of them is none."""
    found = []
    for column in table.columns:
        header = table.headers[column]
        matches = _NUMBERED.findall(header)
        if (
            len(matches) == 1
            and not _RANGE.search(header)
            and table.column_kinds[column] in ("part", "derived")
        ):
            found.append((column, re.sub(r"\s", "", matches[0][1])))
    return found


def _alike(a: Layout, b: Layout) -> bool:
    """Whether two tables are cut alike: they share a period label, or words of their headings or
    captions.
    """
    periods = {label for _, label in period_labels(a)} & {label for _, label in period_labels(b)}
    return bool(periods) or bool(
        stems(" ".join(a.headers) + a.grid.caption) & stems(" ".join(b.headers) + b.grid.caption)
    )


def _typed(table: Layout, column: int) -> str:
    """The period as the heading words it."""
    return _NUMBERED.search(table.headers[column])[0]


@dataclass(frozen=True)
class Span:
    """A run of months, both ends in it."""

    first: int
    last: int

    def holds(self, other: Span) -> bool:
        """Whether the other run lies within this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return " to ".join(map(_named, dict.fromkeys((self.first, self.last))))


def spans_in(text: str) -> list[Span]:
    """The periods a text states beyond doubt, from the widest wording to the narrowest."""
    found, rest = [], " ".join(text.split())
    for pattern, read in (
        (_FULL, _full),
        (_MONTHS, _months),
        (_ONE, _one),
        (_QUARTER, _quarter),
        (_FINANCIAL, _financial),
    ):
        for match in pattern.finditer(rest):
            span = read(match)
            if span and span.first <= span.last:
                found.append(span)
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return found


def joined(spans: list[Span]) -> Span:
    """The run from the first month of any to the last of any."""
    return Span(min(span.first for span in spans), max(span.last for span in spans))


def _month(name: str) -> int:
    return _NAMES.index(name[:3].lower()) // 4


def _year(typed: str) -> int:
    return int(typed) if len(typed) == 4 else 2000 + int(typed)


def _full(match: re.Match) -> Span:
    return Span(_year(match[2]) * 12 + _month(match[1]), _year(match[4]) * 12 + _month(match[3]))


def _months(match: re.Match) -> Span:
    last = _year(match[3]) * 12 + _month(match[2])
    return Span(last - (_month(match[2]) - _month(match[1])) % 12, last)


def _one(match: re.Match) -> Span:
    at = _year(match[2]) * 12 + _month(match[1])
    return Span(at, at)


def _quarter(match: re.Match) -> Span | None:
    """A quarter of a financial year, which begins in April."""
    if int(match[3]) != (int(match[2]) + 1) % 100:
        return None
    first = int(match[2]) * 12 + 3 * int(match[1])
    return Span(first, first + 2)


def _financial(match: re.Match) -> Span | None:
    """A financial year, or several: 2023-25 runs from April 2023 to March 2025."""
    last = int(match[1]) // 100 * 100 + int(match[2])
    return Span(int(match[1]) * 12 + 3, last * 12 + 2) if last > int(match[1]) else None


def _named(month: int) -> str:
    return f"{_NAMES.split()[month % 12].capitalize()} {month // 12}"


RULES = (
    Rule(
        "period",
        "The period of a caption is the period of its columns.",
        contradicted_captions,
        "captions with a period",
        in_tables(_dated),
    ),
    Rule(
        "label",
        "A period has one label in every table.",
        differing_labels,
        "headings with a numbered period",
        in_tables(period_labels),
    ),
)
