"""The complaints strand: each complaint as the proforma holds it, and the open cases they are
counted over.
"""

from analysis.declare.disclosure import told
from analysis.declare.finding import DECREASE, INCREASE
from analysis.declare.proforma import Proforma, fields
from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.words import worded

STAGES = worded("""
    one: stage 1
    two: stage 2
    three: stage 3
    ombudsman: ombudsman
""")
COMPLAINANTS = worded("""
    perpetrator: perpetrator of abuse
    survivor: victim-survivor
    coerced: victim-survivor thought coerced
    other: somebody else
    unknown: not known
""")
# What the judgement that a complainant is a perpetrator rests on: it is never taken on trust.
GROUNDS = worded("""
    court: court or police finding
    assessment: assessment of the case
    disclosure: disclosure
    worker: worker's own view
""")
CONVENTIONS = worded("""
    lengthy: lengthy
    unrealistic_wait: unrealistic deadline
    excess_contact: excessive contact
    denial: denial
    minimisation: minimising
    counter_allegation: counter-allegation
    system_manipulation: use of systems
    playing_off: playing off workers
    threats: threats
""")
SUPPORT = worded("""
    given: given
    offered: offered and declined
    none: none
""")
OUTCOMES = worded("""
    upheld: upheld
    partly: partly upheld
    not_upheld: not upheld
    withdrawn: withdrawn
    open: still open
""")
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
IN_USE = worded("""
    all: all quarter
    part: part of the quarter
    no: not yet
""")
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

# What each statistic tells of people: complaints are people's, and open cases children's.
PEOPLE = {
    "findings": told("""
        complaints:: people; over borough | when
        complaints that arrived:: people; same as complaints
        lines left out:: people; over borough
        newly qualified worker:: people; of complaints
        open cases:: people
        upheld:: people; of complaints; over when | borough; adds outcome (upheld) | outcome (partly);
            base adds outcome (upheld) | outcome (partly) | outcome (not_upheld)
        supported:: people; of complaints; parts; same as support (given)
        support:: people; of complaints; parts; over when | borough
        complainant | outcome:: people; of complaints; parts
        grounds:: people; of complainant (perpetrator); parts
        mapped:: people; of complainant (perpetrator)
        convention:: people; of complaints; left convention (nothing noted)
        repeat | taken further:: people; of complaints
        days to the first answer:: people; of complaints; range
        per 100 open cases:: people; same as complaints; of open cases
        rate:: from complaints | open cases
        upheld @ first half | upheld @ second half | upheld @ change | upheld @ least change:: from upheld
        supported @ first half | supported @ second half:: from supported
        supported @ change | supported @ least change:: from supported
        from perpetrators @ first half | from perpetrators @ second half:: from complaints
        from perpetrators @ change | from perpetrators @ least change:: from complaints
        verdict:: from complaints | open cases | upheld | supported; answer; per
        use of the proforma | set against another quarter | compared | times of year:: nobody
        boroughs that sent complaints:: nobody
    """)
}

PROFORMA = Proforma(
    "complaints",
    "Complaints",
    "one complaint at one stage",
    fields(
        """
        complaint: code, needed
            Complaint code; Complaint ref; Reference; Complaint reference; Ref
            A code of the borough's own, the same at every stage. No names
        stage: word, needed
            Stage
            The stage this line is about
            one = 1, stage one
            two = 2, stage two
            three = 3, stage three
            ombudsman = lgsco
        received: day, needed, within
            Received on; Date received; Received
            The day it was received at this stage
        complainant: word, needed
            Complainant
            Who complained, as the borough judges
            perpetrator = perpetrator, perp
            survivor = victim survivor, survivor
            other = other
            unknown = unknown
        grounds: word
            Judged by; Basis of judgement
            What that judgement rests on; needed where the complainant is a perpetrator
        conventions: words
            What it is like; Conventions; Features
            Whatever applies, with ; between
        repeat: yes_no
            Complained before; Repeat; Repeat complainant
            Whether the same person complained before
        nqsw: yes_no
            Newly qualified worker; NQSW
            Whether the worker complained of is newly qualified
        support: word
            Support to worker; Support given; Support
            Whether the worker was supported
            given = yes, y
            none = no, n
            offered = declined
        outcome: word, needed
            Outcome
            How it ended at this stage
            open = open, ongoing
            partly = partially upheld
            not_upheld = not upheld no fault
        days: number
            Days to answer; Days
            Days from receiving it to the answer
        mapped: yes_no
            Added to mapping; Added to perpetrator mapping
            Whether it was added to the mapping of the perpetrator's pattern
        """,
        stage=STAGES,
        complainant=COMPLAINANTS,
        grounds=GROUNDS,
        conventions=CONVENTIONS,
        support=SUPPORT,
        outcome=OUTCOMES,
    ),
    names=("complaint", "stage"),
    since="2025-26",
)
BASE = Proforma(
    "complaint_base",
    "Open cases",
    "one quarter",
    fields(
        """
        quarter: quarter, needed
            Quarter
            The quarter the numbers are of
        in_use: word, needed
            Proforma in use
            Whether complaints were recorded with the proforma in the quarter
            all = yes, full
            part = partly
            no = no
        open_cases: count
            Open DA cases; Open cases; DA cases open
            Cases open at any time in the quarter in which domestic abuse is recorded
        """,
        in_use=IN_USE,
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
    people=PEOPLE,
)
