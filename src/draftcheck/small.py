"""Counts of people under the disclosure threshold: a choice perhaps, so they are listed and not
judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftcheck.document import Document
from draftcheck.finding import Finding
from draftcheck.grim import percentage_columns
from draftcheck.layout import Layout, layout
from draftcheck.numbers import shown

RULE = "small"
# A shown count from 1 up to this may tell who is meant. 0 is no person.
LARGEST_SMALL = 4
_NO_PEOPLE = re.compile(
    r"\b(blocks?|months?|weeks?|days?|hours?|sessions?|courses?|years?"
    r" (?:of|in)|visits?|pages?|events?|meetings?|"
    r"trainings|workshops?|rounds?|boroughs?|teams?|scores?|rating|rank|scale|quarters|tables?|figures?|files?|"
    r"rows|columns|returns?|modules?|questions?|documents?|reports?|publications?|id|code|no\.|£|cost|fte|ratio|rate|mean|"
    r"average|median|mentions?|themes?|times|priority|likelihood|impact|risk|versions?|audits?)\b|£|%",
    re.I,
)
_PEOPLE = re.compile(r"attend|\bpeople|\bparticipants|\bchildren|\bby (borough|team)", re.I)


def small_counts(document: Document) -> Iterator[Finding]:
    """One finding for each table that shows small counts, with their cells."""
    for grid in document.grids:
        table = layout(grid)
        cells = [
            (row, column)
            for row, column in counted(table)
            if 1 <= table.values[row][column].number <= LARGEST_SMALL
        ]
        if cells:
            listed = "; ".join(
                f"{shown(table.values[r][c].number)} ({_named(table, r, c)})" for r, c in cells[:8]
            )
            more = f"; and {len(cells) - 8} more" if len(cells) > 8 else ""
            counts = "1 count" if len(cells) == 1 else f"{len(cells)} counts"
            says = f"for information: {counts} from 1 to {LARGEST_SMALL}: {listed}{more}"
            yield Finding(
                grid.place,
                RULE,
                says,
                "a choice made on purpose: shown, merged or withheld",
                "look",
            )


def count(document: Document) -> int:
    """How many counts of people are shown in tables."""
    return sum(len(counted(layout(grid))) for grid in document.grids)


def counted(table: Layout) -> list[tuple[int, int]]:
    """The cells that hold counts of people or cases."""
    if _NO_PEOPLE.search(table.grid.caption) and not _PEOPLE.search(table.grid.caption):
        return []
    shares = percentage_columns(table)
    columns = [
        at
        for at in table.columns
        if at not in shares
        and not _NO_PEOPLE.search(_measure(table, at))
        and table.column_kinds[at] != "label"
    ]
    columns = [
        at
        for at in columns
        if all(v.counts for row in table.rows if (v := table.values[row][at]).kind == "number")
    ]
    return [
        (row, at)
        for row in table.rows
        for at in columns
        if table.values[row][at].counts and _is_of_people(table, row)
    ]


def _is_of_people(table: Layout, row: int) -> bool:
    return not _NO_PEOPLE.search(re.sub(r"[(].*", "", table.labels[row])) or (
        table.row_kinds[row] == "part" and "train" in table.labels[row].lower()
    )


def _measure(table: Layout, column: int) -> str:
    """What a column counts: its heading, and for a total the headings of its parts."""
    if table.column_kinds[column] in ("total", "grand", "sub"):
        before = [at for at in table.columns if at < column and table.column_kinds[at] == "part"]
        return f"{table.headers[before[-1]] if before else ''} {table.headers[column]}"
    return table.headers[column]


def _named(table: Layout, row: int, column: int) -> str:
    names = [text for text in (table.labels[row], table.headers[column]) if text]
    return ", ".join(text if len(text) <= 40 else text[:37] + "..." for text in names)
