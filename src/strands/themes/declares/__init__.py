"""The themes strand: what people said, as it was coded, and the words they use for what they feel."""

from analysis.declare.disclosure import told
from analysis.declare.returned import QUERIES
from analysis.declare.strand import Strand
from strands.themes.declares import coding, themes

# What the findings tell of people. Two themes in one answer and each alone are four groups: a pair is
# told only where the least of them, `fewest: pair`, may be; so is a share of mentions.
PEOPLE = {
    "findings": told("""
        themes listed | themes with a number | themes announced | announced and not listed:: nobody
        fewest: mentions:: people
        mentions | share:: from fewest: mentions
    """),
    "codings": told("""
        people coded:: people; over 1 | 2 | 3
        people:: people; of people coded
        mentions:: from people
        fewest: pair:: people
        people with both:: from fewest: pair | people | people coded
        texts coded twice:: people; of people coded; over 1 | 2 | 3
        texts given the code:: people; of texts coded twice
        agreement:: from texts given the code
        people who answered:: people
        people who told an emotion:: people; of people who answered
        emotion:: people; of people who answered; over 4
        emotion, after against before:: from emotion
        quotes:: nobody
        quotes that cannot be printed | quotes kept back:: people
    """),
}

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
    people=PEOPLE,
)
