"""The tables of every strand: what cleaning writes, and what a statement may be checked against."""

from analysis.evaluation import (
    activity,
    checklist,
    coding,
    complaints,
    experience,
    indicators,
    logs,
    mash,
    partnership,
    questions,
    re_referrals,
    review_cases,
    reviews,
    surveys,
    themes,
    training,
)
from analysis.evaluation.proforma import Proforma
from analysis.evaluation.returned import QUERIES
from analysis.evaluation.revisions import REVISIONS
from analysis.evaluation.totals import TOTALS

# Per strand: each table that cleaning writes and the floors above read.
TABLES = {
    "indicators": {
        "table": indicators.TABLE,
        "wordings": indicators.WORDINGS,
        "re_referrals": re_referrals.TABLE,
        "revisions": REVISIONS,
        "queries": QUERIES,
    },
    "activity": {
        "consultations": activity.CONSULTATIONS,
        "hub": activity.HUB,
        "form": activity.FORM,
        "milestones": partnership.MILESTONES,
        "tracks": partnership.TRACKS,
        "consultation_log": logs.CONSULTATION.table(),
        "workforce": logs.WORKFORCE.table(),
        "form_months": logs.FORMS.table(),
        "hub_months": logs.HUB.table(),
        "revisions": REVISIONS,
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
    "reviews": {
        "rounds": reviews.ROUNDS,
        "frame": reviews.FRAME,
        "seen": reviews.STATEMENTS,
        "closed_cases": review_cases.CLOSED.table(),
        "review_cases": review_cases.READ.table(),
        "case_evidence": review_cases.EVIDENCE.table(),
        "revisions": REVISIONS,
        "queries": QUERIES,
    },
    "checklist": {"table": checklist.CHECKS, "revisions": REVISIONS, "queries": QUERIES},
    "complaints": {
        "table": complaints.COMPLAINTS,
        "base": complaints.BASES,
        "revisions": REVISIONS,
        "queries": QUERIES,
    },
    "mash": {"table": mash.TABLE, "revisions": REVISIONS, "queries": QUERIES},
    "experience": {"table": experience.RESPONSES, "revisions": REVISIONS, "queries": QUERIES},
}
# Per strand: the proformas it is asked for with.
PROFORMAS: dict[str, tuple[Proforma, ...]] = {
    "activity": logs.PROFORMAS,
    "reviews": review_cases.PROFORMAS,
    "checklist": (checklist.PROFORMA,),
    "complaints": (complaints.PROFORMA, complaints.BASE),
    "mash": (mash.PROFORMA,),
    "experience": (experience.PROFORMA,),
    "indicators": (re_referrals.PROFORMA,),
}
# The tables a statement may be checked against, by the names it calls them. A verdict names the cells it rests on, and
# victim-survivors' answers are told with nobody's cell.
EVIDENCE = {
    strand if name == "table" else f"{strand}/{name}": (strand, name)
    for strand, tables in TABLES.items() if strand != "experience"
    for name in tables if name not in ("queries", "revisions", "wordings")
}  # fmt: skip
