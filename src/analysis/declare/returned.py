"""What every returned row knows beside its own key and value, and what a question to a sender
holds.
"""

from analysis.declare.statuses import STATUS_KEYS
from analysis.declare.table import Column, Table

PLACE = {
    "file": Column("str", "the file as received; empty where no return arrived"),
    "sheet": Column("str", "the sheet; empty for a text file"),
    "cell": Column("str", "the cell, like C7, for text files too"),
}
RETURNED = {
    "status": Column("str", "what the cell means", allowed=STATUS_KEYS),
    **PLACE,
    "raw": Column("str", "the text as typed, before any correction"),
    "caveat": Column("str", "the sender's notes and the corrections that apply to this row"),
}

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
        "typed": Column("str", "what was found there"),
        "question": Column("str", "the question in plain English"),
        "effect": Column("str", "what happens to the report if nobody answers"),
    },
)
