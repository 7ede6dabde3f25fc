"""The claims strand: published statements, checked against the tables of all the others."""

from analysis.declare.strand import Strand

STRAND = Strand(
    "claims",
    "Statements checked",
    {},
)
