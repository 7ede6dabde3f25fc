"""The training strand: courses in blocks, and who attended them."""

from analysis.declare.returned import PLACE, QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.table import Column, Table
from analysis.declare.training import TABLE

# Totals that someone typed are kept beside what their parts add up to, and never used.
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
# The sum over the boroughs that list attendances of their own.
LISTED = "boroughs listed"
# What is counted in every way, and how it changed: the statistics and what they are called.
WAYS = {"total": "in total", "per_month": "a month", "per_block": "a block"}

STRAND = Strand(
    "training",
    "Training",
    {"table": TABLE, "totals": TOTALS, "revisions": REVISIONS, "queries": QUERIES},
    lists=("boroughs", "courses", "periods"),
)
