"""The complaints strand: each complaint as the proforma holds it, and the open cases they are
counted over.
"""

from analysis.declare.finding import DECREASE, INCREASE
from analysis.declare.proforma import (
    CODE,
    COUNT,
    DAY,
    NUMBER,
    QUARTER_,
    WORD,
    WORDS,
    YES_NO,
    YES_NO_ALSO,
    Field,
    Proforma,
)
from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand

STAGES = {"one": "stage 1", "two": "stage 2", "three": "stage 3", "ombudsman": "ombudsman"}
COMPLAINANTS = {
    "perpetrator": "perpetrator of abuse",
    "survivor": "victim-survivor",
    "coerced": "victim-survivor thought coerced",
    "other": "somebody else",
    "unknown": "not known",
}
# What the judgement that a complainant is a perpetrator rests on: it is never taken on trust.
GROUNDS = {
    "court": "court or police finding",
    "assessment": "assessment of the case",
    "disclosure": "disclosure",
    "worker": "worker's own view",
}
CONVENTIONS = {
    "lengthy": "lengthy",
    "unrealistic_wait": "unrealistic deadline",
    "excess_contact": "excessive contact",
    "denial": "denial",
    "minimisation": "minimising",
    "counter_allegation": "counter-allegation",
    "system_manipulation": "use of systems",
    "playing_off": "playing off workers",
    "threats": "threats",
}
SUPPORT = {"given": "given", "offered": "offered and declined", "none": "none"}
OUTCOMES = {
    "upheld": "upheld",
    "partly": "partly upheld",
    "not_upheld": "not upheld",
    "withdrawn": "withdrawn",
    "open": "still open",
}
# A complaint upheld in part is upheld, as the ombudsman counts; one that is open or withdrawn is
# not decided.
UPHELD = ("upheld", "partly")
DECIDED = (*UPHELD, "not_upheld")
# The shares that are told: the field, which of its answers are counted, and of which.
SHARES = {
    "upheld": ("outcome", UPHELD, DECIDED),
    "supported": ("support", ("given",), tuple(SUPPORT)),
    "from perpetrators": ("complainant", ("perpetrator",), tuple(COMPLAINANTS)),
}
IN_USE = {"all": "all quarter", "part": "part of the quarter", "no": "not yet"}
# Quarters of full use after its launch in which a rise may be the recording, and quarters in part
# use whenever: none of them is set against another (G22). Then two quarters a half are the fewest
# of which one may stand for a time.
RAMP_UP = 2
LEAST_QUARTERS = 4
BEFORE, AFTER = "first half", "second half"
# What a rate that rose or fell and two shares may be read as together.
PATTERN = {INCREASE: "accountability", DECREASE: "reverse of accountability"}
WARNING = {INCREASE: "warning", DECREASE: "reverse of a warning"}
NEITHER = "neither pattern"

PROFORMA = Proforma(
    "complaints",
    "Complaints",
    "one complaint at one stage",
    (
        Field(
            "complaint",
            "Complaint code",
            "A code of the borough's own, the same at every stage. No names",
            CODE,
            needed=True,
            aliases=("Complaint ref", "Reference", "Complaint reference", "Ref"),
        ),
        Field(
            "stage",
            "Stage",
            "The stage this line is about",
            WORD,
            STAGES,
            needed=True,
            also={
                "1": "one",
                "2": "two",
                "3": "three",
                "stage one": "one",
                "stage two": "two",
                "stage three": "three",
                "lgsco": "ombudsman",
            },
        ),
        Field(
            "received",
            "Received on",
            "The day it was received at this stage",
            DAY,
            needed=True,
            within=True,
            aliases=("Date received", "Received"),
        ),
        Field(
            "complainant",
            "Complainant",
            "Who complained, as the borough judges",
            WORD,
            COMPLAINANTS,
            needed=True,
            also={
                "perpetrator": "perpetrator",
                "perp": "perpetrator",
                "victim survivor": "survivor",
                "survivor": "survivor",
                "other": "other",
                "unknown": "unknown",
            },
        ),
        Field(
            "grounds",
            "Judged by",
            "What that judgement rests on; needed where the complainant is a perpetrator",
            WORD,
            GROUNDS,
            aliases=("Basis of judgement",),
        ),
        Field(
            "conventions",
            "What it is like",
            "Whatever applies, with ; between",
            WORDS,
            CONVENTIONS,
            aliases=("Conventions", "Features"),
        ),
        Field(
            "repeat",
            "Complained before",
            "Whether the same person complained before",
            WORD,
            YES_NO,
            also=YES_NO_ALSO,
            aliases=("Repeat", "Repeat complainant"),
        ),
        Field(
            "nqsw",
            "Newly qualified worker",
            "Whether the worker complained of is newly qualified",
            WORD,
            YES_NO,
            also=YES_NO_ALSO,
            aliases=("NQSW",),
        ),
        Field(
            "support",
            "Support to worker",
            "Whether the worker was supported",
            WORD,
            SUPPORT,
            also={"yes": "given", "y": "given", "no": "none", "n": "none", "declined": "offered"},
            aliases=("Support given", "Support"),
        ),
        Field(
            "outcome",
            "Outcome",
            "How it ended at this stage",
            WORD,
            OUTCOMES,
            needed=True,
            also={
                "open": "open",
                "ongoing": "open",
                "partially upheld": "partly",
                "not upheld no fault": "not_upheld",
            },
        ),
        Field(
            "days",
            "Days to answer",
            "Days from receiving it to the answer",
            NUMBER,
            aliases=("Days",),
        ),
        Field(
            "mapped",
            "Added to mapping",
            "Whether it was added to the mapping of the perpetrator's pattern",
            WORD,
            YES_NO,
            also=YES_NO_ALSO,
            aliases=("Added to perpetrator mapping",),
        ),
    ),
    names=("complaint", "stage"),
    since="2025-26",
)
BASE = Proforma(
    "complaint_base",
    "Open cases",
    "one quarter",
    (
        Field("quarter", "Quarter", "The quarter the numbers are of", QUARTER_, needed=True),
        Field(
            "in_use",
            "Proforma in use",
            "Whether complaints were recorded with the proforma in the quarter",
            WORD,
            IN_USE,
            needed=True,
            also={"yes": "all", "full": "all", "partly": "part", "no": "no"},
        ),
        Field(
            "open_cases",
            "Open DA cases",
            "Cases open at any time in the quarter in which domestic abuse is recorded",
            COUNT,
            aliases=("Open cases", "DA cases open"),
        ),
    ),
    names=("quarter",),
    since="2025-26",
    typed_in="quarter",
)
COMPLAINTS, BASES = PROFORMA.table(), BASE.table()

STRAND = Strand(
    "complaints",
    "Complaints",
    {"table": COMPLAINTS, "base": BASES, "revisions": REVISIONS, "queries": QUERIES},
    (PROFORMA, BASE),
    since="2025-26",
)
