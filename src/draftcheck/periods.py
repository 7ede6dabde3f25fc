"""Captions whose period the columns contradict, and labels of periods that differ between tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftcheck.document import Document, Grid
from draftcheck.finding import Finding
from draftcheck.layout import Layout, layout
from draftcheck.spans import Span, joined, spans_in
from draftcheck.words import stems

RULE_CAPTION, RULE_LABEL = "period", "label"
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
    for grid, stated, cells in _dated(document):
        outside = [(place, span) for place, span in cells if not stated.holds(span)]
        shown = joined([span for _, span in cells])
        if outside:
            place, span = outside[0]
            yield Finding(
                place,
                RULE_CAPTION,
                f"{span}, under a caption of {stated}",
                f"periods within the caption's; the table runs from {shown}",
                "certain",
            )
        elif shown != stated and len(cells) > 1:
            yield Finding(
                grid.place,
                RULE_CAPTION,
                f"the caption says {stated}",
                f"{shown}, as the table does",
                "likely",
            )
    for grid in document.grids:
        yield from _numbered(grid)


def count(document: Document) -> int:
    """How many captions state a period that their table states too."""
    return sum(1 for _ in _dated(document))


def _dated(document: Document) -> Iterator[tuple[Grid, Span, list[tuple[str, Span]]]]:
    """Each table with the period of its caption and the periods of its headings, or else of its
    rows.
    """
    for grid in document.grids:
        stated = spans_in(grid.caption)
        table = layout(grid)
        cells = _spans_of_headings(table) or _spans_of_rows(table)
        if len(stated) == 1 and cells:
            # A column that sums the whole up says a period too; it says nothing of its parts.
            yield (
                grid,
                stated[0],
                [(place, span) for place, span in cells if span != stated[0]] or cells,
            )


def _spans_of_headings(table: Layout) -> list[tuple[str, Span]]:
    found = []
    for column in table.columns:
        spans = spans_in(table.headers[column])
        if len(spans) == 1:
            place = (
                f"{table.grid.name}, column '{table.headers[column]}'"
                f" ({table.grid.places[0][column]})"
            )
            found.append((place, spans[0]))
    return found if len(found) > 1 else []


def _spans_of_rows(table: Layout) -> list[tuple[str, Span]]:
    found = [
        (table.where(row), spans[0])
        for row in table.rows
        if len(spans := spans_in(table.labels[row])) == 1
    ]
    return found if len(found) > 1 and len(found) * 2 > len(table.rows) else []


def _numbered(grid: Grid) -> Iterator[Finding]:
    """A caption "Years 1-3/4" over columns of other years."""
    match = _RANGE.search(grid.caption)
    labels = [label for _, label in period_labels(layout(grid))]
    if match and len(labels) > 1:
        ends, own = (
            (_whole(match[2]), _whole(match[3])),
            [number for label in labels for number in _whole(label)],
        )
        if (min(ends[0]), max(ends[1])) != (min(own), max(own)):
            yield Finding(
                grid.place,
                RULE_CAPTION,
                f"the caption says {match[0]}",
                f"the periods of the columns: {', '.join(dict.fromkeys(labels))}",
                "likely",
            )


def _whole(label: str) -> list[int]:
    return [int(number) for number in label.split("/")]


def differing_labels(document: Document) -> Iterator[Finding]:
    """A column "Year 3" in one table where another table has "Year 3/4" in its place."""
    tables = [(layout(grid), period_labels(layout(grid))) for grid in document.grids]
    for table, labels in tables:
        for column, label in labels:
            if "/" in label:
                continue
            others = [
                (t, at, wide)
                for t, their in tables
                if t is not table
                for at, wide in their
                if "/" in wide and label in wide.split("/")
            ]
            has_both = any("/" in own and label in own.split("/") for _, own in labels)
            others = [(t, at) for t, at, _ in others if _alike(table, t)]
            if others and not has_both:
                other, at = others[0]
                place = (
                    f"{table.grid.name}, column '{table.headers[column]}'"
                    f" ({table.grid.places[0][column]})"
                )
                yield Finding(
                    place,
                    RULE_LABEL,
                    f"{_typed(table, column)}",
                    f"{_typed(other, at)}, as {other.grid.name} has it",
                    "look",
                )
                break


def count_labels(document: Document) -> int:
    """How many headings name a numbered period."""
    return sum(len(period_labels(layout(grid))) for grid in document.grids)


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
