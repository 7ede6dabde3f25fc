"""Counts of people under the disclosure threshold: a choice perhaps, so they are listed and not
judged.
"""

import re
from collections.abc import Iterator

from analysis.declare.words import count
from draftcheck.document import in_tables
from draftcheck.finding import Finding, Rule
from draftcheck.labels import STRICT
from draftcheck.layout import Grid
from draftcheck.numbers import shown

# A shown count from 1 up to this may tell who is meant. 0 is no person.
LARGEST_SMALL = 4
_NO_PEOPLE = re.compile(
    r"""\b(blocks?|months?|weeks?|days?|hours?|sessions?|courses?|years?\ (?:of|in)|visits?|pages?
    |events?|meetings?|trainings|workshops?|rounds?|boroughs?|teams?|scores?|rating|rank|scale
    |quarters|tables?|figures?|files?|rows|columns|returns?|modules?|questions?|documents?|reports?
    |publications?|id|code|no\.|£|cost|fte|ratio|rate|mean|average|median|mentions?|themes?|times
    |priority|likelihood|impact|risk|versions?|audits?)\b|£|%""",
    re.I | re.X,
)
_PEOPLE = re.compile(r"attend|\bpeople|\bparticipants|\bchildren|\bby (borough|team)", re.I)


@in_tables
def small_counts(table: Grid) -> Iterator[Finding]:
    """One finding for a table that shows small counts, with their cells."""
    cells = [(row, at, table.values[row][at].number) for row, at in counted(table)]
    listed = [
        f"{shown(number)} ({_named(table, row, at)})"
        for row, at, number in cells
        if 1 <= number <= LARGEST_SMALL
    ]
    if listed:
        counts = count(len(listed), "count")
        if len(listed) > 8:
            listed = [*listed[:8], f"and {len(listed) - 8} more"]
        says = f"for information: {counts} from 1 to {LARGEST_SMALL}: {'; '.join(listed)}"
        expected = "a choice made on purpose: shown, merged or withheld"
        yield Finding(table.place, says, expected, "look")


def counted(table: Grid) -> Iterator[tuple[int, int]]:
    """The cells that hold counts of people or cases."""
    if _NO_PEOPLE.search(table.caption) and not _PEOPLE.search(table.caption):
        return
    columns = [at for at in table.columns if _holds_counts(table, at)]
    for row in table.rows:
        is_training = table.row_kinds[row] == "part" and "train" in table.labels[row].lower()
        if is_training or not _NO_PEOPLE.search(re.sub(r"[(].*", "", table.labels[row])):
            yield from ((row, at) for at in columns if table.values[row][at].counts)


def _holds_counts(table: Grid, column: int) -> bool:
    """Whether the numbers of a column are counts of people, by its heading; for a total, by that of
    its parts too.
    """
    header, kind = table.headers[column], table.column_kinds[column]
    if kind in STRICT:
        before = [at for at in table.columns if at < column and table.column_kinds[at] == "part"]
        header = f"{table.headers[before[-1]] if before else ''} {header}"
    if column in table.percentages or kind == "label" or _NO_PEOPLE.search(header):
        return False
    return all(value.counts for value in table.column(column).values() if value.kind == "number")


def _named(table: Grid, row: int, column: int) -> str:
    names = [text for text in (table.labels[row], table.headers[column]) if text]
    return ", ".join(text if len(text) <= 40 else text[:37] + "..." for text in names)


RULES = (
    Rule(
        "small",
        f"Counts of people from 1 to {LARGEST_SMALL} are listed, since showing them may be a"
        " choice.",
        small_counts,
        "counts of people",
        in_tables(counted),
    ),
)
