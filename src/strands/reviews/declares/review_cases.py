"""Learning reviews case by case: what they are drawn from, what each reading saw, and evidence from
single cases.
"""

from analysis.declare.proforma import (
    CODE,
    DAY,
    ITEM,
    NUMBER,
    QUARTER_,
    TEXT,
    WORD,
    YES_NO,
    YES_NO_ALSO,
    Field,
    Proforma,
)
from analysis.declare.sampling import EVIDENCED, KINDS
from strands.reviews.declares.reviews import PRINCIPLES

# Short headings of the principles: those of the published report, a fixed core.
HEADINGS = {
    "language": "Language",
    "pattern": "Pattern",
    "expectations": "Expectations",
    "parenting": "Parenting choice",
    "partnering": "Partnering",
    "safety": "Safety planning",
    "supervision": "Supervision",
    "pathways": "Pathways to harm",
    "worker_safety": "Worker safety",
}
# Templates before this one rated by colours. Such readings are kept apart from all others, as a
# version of their own.
COLOURS = {
    "green": "evidenced",
    "g": "evidenced",
    "amber": "partly",
    "a": "partly",
    "red": "not",
    "r": "not",
}
BY_COLOUR = "RAG"
# Stands for words that may name somebody, which are not kept.
NOT_KEPT = "[not kept]"
# One case in so many is to be read a second time.
SECOND_READING = 5
# Why a reading is counted in no arm.
LEFT_OUT = {
    "open": "a question about the reading is open",
    "not_listed": "the case is not on the borough's list of closed cases",
    "arms_disagree": "the review and the list of closed cases put the case in different arms",
    "no_arm": "the case is in neither arm",
    "not_drawn": "the case was not drawn",
    "again": "a second reading of a case",
}
_ALSO = {
    "yes": "evidenced",
    "y": "evidenced",
    "no": "not",
    "n": "not",
    "not": "not",
    "partial": "partly",
    "partially": "partly",
    "na": "na",
    "not applicable": "na",
    **COLOURS,
}


def _yes_no(key: str, heading: str, says: str, **more) -> Field:
    return Field(key, heading, says, WORD, YES_NO, also=YES_NO_ALSO, **more)


CLOSED = Proforma(
    "closed_cases",
    "Closed cases",
    "one case closed in the period",
    (
        Field(
            "case",
            "Case code",
            "The borough's code for the case. No names",
            CODE,
            needed=True,
            aliases=("Case",),
        ),
        Field(
            "closed_on",
            "Closed on",
            "The day it was closed",
            DAY,
            needed=True,
            within=True,
            aliases=("Date closed",),
        ),
        _yes_no(
            "trained",
            "Worker trained",
            "Whether the allocated worker had been to the core training",
            needed=True,
            aliases=("Trained",),
        ),
        _yes_no(
            "consulted",
            "Case consulted on",
            "Whether the lead was consulted on the case",
            needed=True,
            aliases=("Consulted",),
        ),
    ),
    names=("case",),
    since="2025-26",
    lines=200,
)
READ = Proforma(
    "review_cases",
    "Learning reviews",
    "one reading of one case",
    (
        Field(
            "case",
            "Case code",
            "The code of the case as it was drawn",
            CODE,
            needed=True,
            aliases=("Case",),
        ),
        Field(
            "reader",
            "Reader code",
            "A code for who read it",
            CODE,
            needed=True,
            aliases=("Reviewer", "Reader"),
        ),
        Field("quarter", "Quarter", "The quarter the case was closed in", QUARTER_, needed=True),
        Field(
            "arm",
            "Arm",
            "The arm it was drawn for",
            WORD,
            KINDS,
            needed=True,
            also={
                "trained consulted": "both",
                "trained and consulted": "both",
                "untrained": "neither",
                "neither trained nor consulted": "neither",
            },
        ),
        Field(
            "frame",
            "Out of",
            "How many closed cases of that arm it was drawn from",
            NUMBER,
            aliases=("Cases in frame",),
        ),
        Field(
            "version",
            "Version",
            "The version of the template",
            TEXT,
            needed=True,
            aliases=("Template version",),
        ),
        _yes_no(
            "blind",
            "Read blind",
            "Whether the reader did not know the arm",
        ),
        *(
            Field(key, HEADINGS[key], f"{says[0].upper()}{says[1:]}", ITEM, EVIDENCED, also=_ALSO)
            for key, says in PRINCIPLES.items()
        ),
        Field(
            "extract",
            "In our words",
            "What was seen, without names or places",
            TEXT,
            aliases=("Extract",),
        ),
        _yes_no(
            "second_look",
            "Looked at by a second person",
            "Whether somebody else checked that nobody can be "
            "recognised in these words. Without it they are not printed",
            aliases=("Second look",),
        ),
    ),
    names=("case", "reader"),
    since="2025-26",
)
OUTCOMES = {
    "court": "court order",
    "charge": "charge",
    "conviction": "conviction",
    "other": "something else",
}
EVIDENCE = Proforma(
    "case_evidence",
    "Case evidence",
    "one thing that happened in one case",
    (
        Field(
            "evidence", "Evidence code", "A code for this line", CODE, needed=True, aliases=("Ref",)
        ),
        Field("happened", "Quarter", "The quarter it happened in", QUARTER_, needed=True),
        Field("kind", "What happened", "What it was", WORD, OUTCOMES, needed=True),
        Field(
            "part",
            "What practice added",
            "What workers did that may have been part of it",
            TEXT,
            needed=True,
        ),
        Field(
            "otherwise",
            "What else could explain it",
            "Other explanations, whether or not they are thought likely",
            TEXT,
            needed=True,
            aliases=("Alternatives",),
        ),
        Field(
            "known_from",
            "Known from",
            "What it is known from",
            TEXT,
            needed=True,
            aliases=("Source",),
        ),
        _yes_no(
            "second_look",
            "Looked at by a second person",
            "Whether somebody else checked that nobody can be recognised",
            needed=True,
            aliases=("Second look",),
        ),
    ),
    names=("evidence",),
    since="2025-26",
    lines=20,
    expected=False,
)
PROFORMAS = (CLOSED, READ, EVIDENCE)
