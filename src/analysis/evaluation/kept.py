"""The lists people keep by hand beside the returns of a period."""

from analysis.evaluation.origins import ORIGINS
from analysis.frames import Column, Table

RECEIVED = Table(
    "received",
    one_row_is="one file as it arrived",
    key=("file",),
    columns={
        "file": Column("str", "the file, from the period's folder"),
        "sha256": Column("str", "its fingerprint on arrival", pattern="[0-9a-f]{64}"),
        "strand": Column("str", "the strand it feeds"),
        "sender": Column("str", "the sender's role, never a name"),
        "received": Column("str", "when it arrived, as far as known", pattern=r"\d{4}(-\d{2}(-\d{2})?)?"),
        "origin": Column("str", "where the numbers come from", allowed=tuple(ORIGINS)),
    },
)
CORRECTIONS = Table(
    "corrections",
    one_row_is="one change to a returned cell",
    key=("file", "sheet", "cell"),
    columns={
        name: Column("str", says)
        for name, says in (
            ("file", "the file, from the period's folder"),
            ("sheet", "the sheet; empty for a text file"),
            ("cell", "the cell, like C7"),
            ("was", "what must be found there"),
            ("becomes", "what it is read as"),
            ("why", "the reason"),
            ("who", "the role of who decided"),
            ("decided", "when"),
        )
    },
)

CONTENTS = Table(
    "contents",
    one_row_is="one numbered table, figure or appendix of the report the evaluators published for the period",
    key=("kind", "number"),
    columns={
        "kind": Column("str", "what it is", allowed=("table", "figure", "appendix")),
        "number": Column("str", "its number there", pattern=r"\d+"),
        "holds": Column("str", "what it shows"),
        "tables": Column("str", "keys of the tables that print it here; for a figure the section it would stand in"),
        "missing": Column("str", "why it cannot be rebuilt; empty where it is"),
    },
)
