"""The reviews strand: learning reviews as published, and case by case."""

from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from strands.reviews.declares import review_cases, reviews, told

STRAND = Strand(
    "reviews",
    "Learning reviews",
    {
        "rounds": reviews.ROUNDS,
        "frame": reviews.FRAME,
        "seen": reviews.STATEMENTS,
        "closed_cases": review_cases.CLOSED.table(),
        "review_cases": review_cases.READ.table(),
        "case_evidence": review_cases.EVIDENCE.table(),
        "revisions": REVISIONS,
        "queries": QUERIES,
    },
    review_cases.PROFORMAS,
    draws=True,
    people=told.PEOPLE,
)
