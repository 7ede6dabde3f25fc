"""Why a number of a published report is another now, and the list of those that are."""

from __future__ import annotations

from analysis.evaluation.statuses import STATUS_KEYS
from analysis.frames import Column, Table

# The mark beside a number that was another when the report was last published.
MARK = "[r]"

LATE, RESTATED, CORRECTED, DEFINED, METHOD, WITHDRAWN = (
    "late_return", "restatement", "correction", "definition", "method", "withdrawn"
)  # fmt: skip
# Each reason in the words that are printed.
REASONS = {
    LATE: "returned late",
    RESTATED: "restated by the sender in a newer file",
    CORRECTED: "corrected",
    DEFINED: "returned under another heading, so perhaps another definition",
    METHOD: "read otherwise from the same cells",
    WITHDRAWN: "no longer given",
}

REVISIONS = Table(
    "revisions",
    one_row_is="one number, or the lines of one borough, that differ from what was known at the last publication",
    key=("table", "row"),
    columns={
        "table": Column("str", "the strand's table it stands in"),
        "row": Column("str", "the key of the row, or borough and reason of some lines, its parts joined by ' / '"),
        "was": Column("count", "the count then, or how many such lines: empty is no number", nullable=True),
        "was_status": Column("str", "what the cell meant then; empty where there was no such row", (*STATUS_KEYS, "")),
        "becomes": Column("count", "the count now: empty is no number", nullable=True),
        "status": Column("str", "what the cell means now; empty where there is no such row", (*STATUS_KEYS, "")),
        "reason": Column("str", "why it changed", tuple(REASONS)),
        "why": Column("str", "the reason given for a correction, or the two headings of a changed definition"),
        "since": Column("str", "when what changed it arrived or was decided; empty where nothing did"),
        "published": Column("str", "the last day on which a report was published"),
        "file": Column("str", "the file the number stands in now; empty where it stands in none"),
        "at": Column("str", "its sheet and cell there"),
    },
)


def row_key(*parts: str) -> str:
    """How a row is called in REVISIONS."""
    return " / ".join(parts)
