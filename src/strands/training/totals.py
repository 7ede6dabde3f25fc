"""Totals that someone typed: kept beside what their parts add up to, and never used."""

from analysis.declare.returned import PLACE
from analysis.declare.table import Column, Table

TOTALS = Table(
    "totals",
    one_row_is="one total as typed",
    key=("file", "sheet", "cell"),
    columns={
        "row": Column("str", "the row's heading as typed"),
        "column": Column("str", "the column's heading as typed"),
        "typed": Column("count", "the total as typed", nullable=True),
        "sum": Column(
            "count",
            "what its parts add up to; empty where one of them is not a number",
            nullable=True,
        ),
        **PLACE,
    },
)
