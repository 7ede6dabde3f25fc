"""Learning reviews case by case: what they are drawn from, what each reading saw, and evidence from
single cases.
"""

from analysis.declare.proforma import ITEM, Field, Proforma, fields
from analysis.declare.sampling import EVIDENCED, KINDS
from analysis.declare.words import titled, worded
from strands.reviews.declares.reviews import PRINCIPLES

# Short headings of the principles: those of the published report, a fixed core.
HEADINGS = worded("""
    language: Language
    pattern: Pattern
    expectations: Expectations
    parenting: Parenting choice
    partnering: Partnering
    safety: Safety planning
    supervision: Supervision
    pathways: Pathways to harm
    worker_safety: Worker safety
    """)
# Templates before this one rated by colours. Such readings are kept apart from all others, as a
# version of their own.
COLOURS = worded("""
    green: evidenced
    g: evidenced
    amber: partly
    a: partly
    red: not
    r: not
    """)
BY_COLOUR = "RAG"
# Stands for words that may name somebody, which are not kept.
NOT_KEPT = "[not kept]"
# One case in so many is to be read a second time.
SECOND_READING = 5
# Why a reading is not counted as evidence.
LEFT_OUT = worded("""
    open: a question about the reading is open
    not_listed: the case is not on the borough's list of closed cases
    arms_disagree: the review and the list of closed cases put the case in different groups
    no_arm: the case is in neither group
    not_drawn: the case was not drawn
    no_draw: nobody drew for the quarter in which the case closed
    again: a second reading of a case
    """)
_ALSO = COLOURS | worded("""
    yes: evidenced
    y: evidenced
    no: not
    n: not
    not: not
    partial: partly
    partially: partly
    na: na
    not applicable: na
    """)


CLOSED = Proforma(
    "closed_cases",
    "Closed cases",
    "one case closed in the period",
    fields("""
        case: code, needed
            Case code; Case
            The borough's code for the case. No names
        closed_on: day, needed, within
            Closed on; Date closed
            The day it was closed
        trained: yes_no, needed
            Worker trained; Trained
            Whether the allocated worker had been to the core training
        consulted: yes_no, needed
            Case consulted on; Consulted
            Whether the lead was consulted on the case
        """),
    names=("case",),
    since="2025-26",
    lines=200,
)
READ = Proforma(
    "review_cases",
    "Learning reviews",
    "one reading of one case",
    (
        *fields(
            """
            case: code, needed
                Case code; Case
                The code of the case as it was drawn
            reader: code, needed
                Reader code; Reviewer; Reader
                A code for who read it
            quarter: quarter, needed
                Quarter
                The quarter the case was closed in
            arm: word, needed
                Arm
                The arm it was drawn for
                both = trained consulted, trained and consulted
                neither = untrained, neither trained nor consulted
            frame: number
                Out of; Cases in frame
                How many closed cases of that arm it was drawn from
            version: text, needed
                Version; Template version
                The version of the template
            blind: yes_no
                Read blind
                Whether the reader did not know the arm
            """,
            arm=KINDS,
        ),
        *(
            Field(key, HEADINGS[key], titled(says), ITEM, EVIDENCED, also=_ALSO)
            for key, says in PRINCIPLES.items()
        ),
        *fields("""
            extract: text, free
                In our words; Extract
                What was seen, without names or places
            second_look: yes_no
                Looked at by a second person; Second look
                Whether somebody else checked that nobody can be recognised in these words.
                Without it they are not printed
            """),
    ),
    names=("case", "reader"),
    since="2025-26",
)
OUTCOMES = worded("""
    court: court order
    charge: charge
    conviction: conviction
    other: something else
    """)
EVIDENCE = Proforma(
    "case_evidence",
    "Case evidence",
    "one thing that happened in one case",
    fields(
        """
        evidence: code, needed
            Evidence code; Ref
            A code for this line
        happened: quarter, needed
            Quarter
            The quarter it happened in
        kind: word, needed
            What happened
            What it was
        part: text, needed, free
            What practice added
            What workers did that may have been part of it
        otherwise: text, needed, free
            What else could explain it; Alternatives
            Other explanations, whether or not they are thought likely
        known_from: text, needed, free
            Known from; Source
            What it is known from
        second_look: yes_no, needed
            Looked at by a second person; Second look
            Whether somebody else checked that nobody can be recognised
        """,
        kind=OUTCOMES,
    ),
    names=("evidence",),
    since="2025-26",
    lines=20,
    expected=False,
)
PROFORMAS = (CLOSED, READ, EVIDENCE)
