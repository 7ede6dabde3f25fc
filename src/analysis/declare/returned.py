"""What every returned row knows beside its own key and value, and what a question to a sender
holds.
"""

from analysis.declare.statuses import STATUS_KEYS
from analysis.declare.table import Column, Table, columns

PLACE = columns("""
    file: the file as received; empty where no return arrived
    sheet: the sheet; empty for a text file
    cell: the cell, like C7, for text files too
""")
RETURNED = {
    "status": Column("str", "what the cell means", allowed=STATUS_KEYS),
    **PLACE,
    **columns("""
        raw: the text as typed, before any correction
        caveat (free text): the sender's notes and the corrections that apply to this row
    """),
}


def returned(name: str, one_row_is: str, key: tuple[str, ...], *parts: dict[str, Column]) -> Table:
    """A table of returned rows: its own columns, part by part, and what every such row knows."""
    own = {column: about for part in parts for column, about in part.items()}
    return Table(name, one_row_is, key, own | RETURNED)


# What is asked after a return of which nothing is here: no question about what was sent.
NO_RETURN = ("no_proforma", "no_return")
QUERIES = Table(
    "queries",
    one_row_is="one question to the sender of a return",
    key=(),
    columns={
        "rule": Column("str", "the rule that raised it"),
        "severity": Column(
            "str",
            "stop keeps the value out, warn prints it with the question, info only asks",
            allowed=("stop", "warn", "info"),
        ),
        **PLACE,
        **columns("""
            typed: what was found there
            question: the question in plain English
            effect: what happens to the report if nobody answers
        """),
    },
)
