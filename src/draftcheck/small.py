"""Counts of people under the disclosure threshold: a choice perhaps, so they are listed and not
judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftcheck.finding import Finding, Rule
from draftcheck.grim import percentage_columns
from draftcheck.layout import Layout, in_tables
from draftcheck.numbers import shown

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


def small_counts(table: Layout) -> Iterator[Finding]:
    """One finding for a table that shows small counts, with their cells."""
    cells = [(row, column, table.values[row][column].number) for row, column in counted(table)]
    cells = [cell for cell in cells if 1 <= cell[2] <= LARGEST_SMALL]
    if cells:
        listed = [f"{shown(number)} ({_named(table, row, at)})" for row, at, number in cells[:8]]
        if len(cells) > 8:
            listed.append(f"and {len(cells) - 8} more")
        counts = "1 count" if len(cells) == 1 else f"{len(cells)} counts"
        says = f"for information: {counts} from 1 to {LARGEST_SMALL}: {'; '.join(listed)}"
        expected = "a choice made on purpose: shown, merged or withheld"
        yield Finding(table.grid.place, says, expected, "look")


def counted(table: Layout) -> list[tuple[int, int]]:
    """The cells that hold counts of people or cases."""
    if _NO_PEOPLE.search(table.grid.caption) and not _PEOPLE.search(table.grid.caption):
        return []
    shares = percentage_columns(table)
    columns = [at for at in table.columns if at not in shares and _holds_counts(table, at)]
    rows = [row for row in table.rows if _is_of_people(table, row)]
    cells = [(row, at) for row in rows for at in columns]
    return [(row, at) for row, at in cells if table.values[row][at].counts]


def _holds_counts(table: Layout, column: int) -> bool:
    if _NO_PEOPLE.search(_measure(table, column)) or table.column_kinds[column] == "label":
        return False
    values = [table.values[row][column] for row in table.rows]
    return all(value.counts for value in values if value.kind == "number")


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


RULES = (
    Rule(
        "small",
        f"Counts of people from 1 to {LARGEST_SMALL} are listed, since showing them may be a"
        " choice.",
        in_tables(small_counts),
        "counts of people",
        in_tables(counted),
    ),
)
