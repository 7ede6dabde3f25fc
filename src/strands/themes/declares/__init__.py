"""The themes strand: what people said, as it was coded, and the words they use for what they feel."""

from analysis.declare.returned import QUERIES
from analysis.declare.strand import Strand
from strands.themes.declares import coding, themes

STRAND = Strand(
    "themes",
    "What people said",
    {
        "themes": themes.THEMES,
        "questions": themes.QUESTIONS,
        "bases": themes.RETURNS,
        "codes": coding.CODES,
        "segments": coding.SEGMENTS,
        "sources": coding.SOURCES,
        "quotes": coding.QUOTES,
        "queries": QUERIES,
    },
    lists=("boroughs", "courses", "periods", "questions"),
    reads=("surveys",),
)
