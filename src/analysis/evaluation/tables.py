"""The tables of every strand: what cleaning writes, and what a statement may be checked against."""

from analysis.evaluation import (
    activity,
    coding,
    indicators,
    partnership,
    questions,
    reviews,
    surveys,
    themes,
    training,
)
from analysis.evaluation.returned import QUERIES
from analysis.evaluation.revisions import REVISIONS
from analysis.evaluation.totals import TOTALS

# Per strand: each table that cleaning writes and the floors above read.
TABLES = {
    "indicators": {
        "table": indicators.TABLE,
        "wordings": indicators.WORDINGS,
        "revisions": REVISIONS,
        "queries": QUERIES,
    },
    "activity": {
        "consultations": activity.CONSULTATIONS,
        "hub": activity.HUB,
        "form": activity.FORM,
        "milestones": partnership.MILESTONES,
        "tracks": partnership.TRACKS,
        "queries": QUERIES,
    },
    "training": {"table": training.TABLE, "totals": TOTALS, "revisions": REVISIONS, "queries": QUERIES},
    "surveys": {
        "replies": surveys.REPLIES,
        "shares": surveys.SHARES,
        "ratings": surveys.RATINGS,
        "responses": questions.RESPONSES,
        "answers": questions.ANSWERS,
        "queries": QUERIES,
    },
    "themes": {
        "themes": themes.THEMES,
        "questions": themes.QUESTIONS,
        "bases": themes.RETURNS,
        "codes": coding.CODES,
        "segments": coding.SEGMENTS,
        "sources": coding.SOURCES,
        "quotes": coding.QUOTES,
        "queries": QUERIES,
    },
    "reviews": {"rounds": reviews.ROUNDS, "frame": reviews.FRAME, "seen": reviews.STATEMENTS, "queries": QUERIES},
}
# The tables a statement may be checked against, by the names it calls them.
EVIDENCE = {
    strand if name == "table" else f"{strand}/{name}": (strand, name)
    for strand, tables in TABLES.items() for name in tables if name not in ("queries", "revisions", "wordings")
}  # fmt: skip
