"""What was printed, what its symbols mean, why a number of a published report is another now, and
the lists of those that are.
"""

import re
from collections.abc import Iterable

from analysis.declare.statuses import STATUS_KEYS, STATUSES
from analysis.declare.table import Column, Table, columns
from analysis.declare.withheld import MEANS, SYMBOL
from analysis.declare.words import worded

# The mark beside a number that was another when the report was last published.
MARK = "[r]"

LATE, RESTATED, CORRECTED, DEFINED, METHOD, WITHDRAWN, FOLLOWS = (
    "late_return",
    "restatement",
    "correction",
    "definition",
    "method",
    "withdrawn",
    "follows",
)
# Each reason in the words that are printed.
REASONS = {
    LATE: "returned late",
    RESTATED: "restated by the sender in a newer file",
    CORRECTED: "corrected",
    DEFINED: "returned under another heading, so perhaps another definition",
    METHOD: "read or worked out otherwise from the same cells",
    WITHDRAWN: "no longer given",
    FOLLOWS: "follows from what changed in another section",
}

REVISIONS = Table(
    "revisions",
    one_row_is=(
        "one number, or the lines of one borough, that differ from what was known at the last"
        " publication"
    ),
    key=("table", "row"),
    columns=columns(
        """
        table: the strand's table it stands in
        row: the key of the row, or borough and reason of some lines, its parts joined by ' / '
        was (count or empty): the count then, or how many such lines: empty is no number
        was_status: what the cell meant then; empty where there was no such row
        becomes (count or empty): the count now: empty is no number
        status: what the cell means now; empty where there is no such row
        reason: why it changed
        why (free text): the reason given for a correction, or the two headings of a changed definition
        since: when what changed it arrived or was decided; empty where nothing did
        published: the last day on which a report was published
        file: the file the number stands in now; empty where it stands in none
        at: its sheet and cell there
    """,
        was_status=(*STATUS_KEYS, ""),
        status=(*STATUS_KEYS, ""),
        reason=tuple(REASONS),
    ),
)

# What became of a printed cell since the report last published: another text, a cell that was not
# there, or none now.
CHANGED, NEW, GONE = "changed", "new", "gone"
_CELL = columns(
    """
        table: the printed table's key
        line (count): its place in the table from 1; after the last, what is gone
        row: what stands in the first column
        column: the heading
        cell: what is printed, without the mark
        was: what the report last published prints there, where that is something else
        revised: what became of it since; empty where it is the same, no number, or nothing was
            published
    """,
    revised=(CHANGED, NEW, GONE, ""),
)
PRINTED = Table(
    "printed", "one cell of a section's tables as printed", ("table", "line", "column"), _CELL
)
REVISED = Table(
    "revised",
    one_row_is="one printed number that differs from the report last published",
    key=("strand", "table", "line", "column"),
    columns={
        "strand": Column("str", "the section"),
        **_CELL,
        "why": Column("str", "the reasons there may be for it, each in words"),
    },
)


# What can stand in a cell beside a number or in its place, and what it means.
MEANINGS = {status.symbol: status.means for status in STATUSES if status.symbol} | {SYMBOL: MEANS}
MEANINGS |= worded(f"""
    {MARK}: another number than in the report last published
    –: there is no such number or entry; where it needs a reason, a note says it
    <: less than the number after it; a count as small as that is not told
    ×: so many times; below 1 is less, above 1 is more
""")


def meanings(cells: Iterable[str]) -> dict[str, str]:
    """Of `MEANINGS` those that stand in some cells; a dash from month to month is none."""
    said = " ".join(cells)
    return {one: MEANINGS[one] for one in MEANINGS if re.search(rf"(?<!\w){re.escape(one)}", said)}


def row_key(*parts: str) -> str:
    """How a row is called in REVISIONS."""
    return " / ".join(parts)
