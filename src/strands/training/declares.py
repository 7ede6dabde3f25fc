"""The training strand: courses in blocks, and who attended them."""

from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.training import TABLE
from strands.training.totals import TOTALS

STRAND = Strand(
    "training",
    "Training",
    {"table": TABLE, "totals": TOTALS, "revisions": REVISIONS, "queries": QUERIES},
)
