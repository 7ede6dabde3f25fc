"""The checklist strand: practice read against a checklist, in audit, supervision or before a
conference.
"""

import re

from analysis.declare.disclosure import told
from analysis.declare.proforma import ITEM, Field, Proforma, fields
from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.sampling import EVIDENCED
from analysis.declare.strand import Strand
from analysis.declare.words import worded

USES = worded("""
    audit: audit
    supervision: supervision
    conference: before a conference
""")
# Other ways in which people write an answer.
_ALSO = {
    way: answer
    for answer, ways in worded("""
        evidenced: yes, y, fully, met, fully met
        partly: partially, partial, in part, partly met, partially met, partly evidenced
        not: no, n, not, not met
        na: not applicable, na
    """).items()
    for way in ways.split(", ")
}
# The fixed core. Boroughs may add items of their own, which stay theirs and are not read.
ITEMS = worded("""
    pattern: The pattern of abuse is described
    accountable: The perpetrator is named as accountable
    impact_on_child: What it does to the child is described
    strengths: The victim-survivor's efforts are recorded
    language: No language that blames or mutualises
    plan: The plan asks something of the perpetrator
    safety: Safety does not rest on the victim-survivor
    worker_safety: Workers' safety is considered
""")

PROFORMA = Proforma(
    "checks",
    "Practice checklist",
    "one reading of one case",
    (
        *fields(
            """
            reading: code, needed
                Reading code; Review code; Ref
                A code for this reading
            case: code, needed
                Case code; Case; Case ref
                The borough's code for the case: the same for a second reading. No names
            reader: code, needed
                Reader code; Reviewer; Reader
                A code for who read
            read_on: day, needed, within
                Read on; Date
                The day of the reading
            version: text, needed
                Version; Checklist version
                The version of the checklist that was used
            used_in: word, needed
                Used in; Use; Context
                What it was used for
                conference = pre conference, pre case conference
            second_of: code
                Second reading of
                Where the case had been read before: the code of that reading
            """,
            used_in=USES,
        ),
        *(
            Field(
                key, heading, f"{heading}: how far, in what is on file", ITEM, EVIDENCED, also=_ALSO
            )
            for key, heading in ITEMS.items()
        ),
    ),
    names=("reading",),
    since="2025-26",
)
CHECKS = PROFORMA.table()

# What stands for all items together where agreement is meant.
ALL_ITEMS = "all items"
# What is told of an item where the counts of its answers are withheld.
HALF = "in half of the readings"
HALVES = worded("""
    evidenced: half or more
    otherwise: under half
    neither: cannot tell
    not_asked: not asked
""")
# What each statistic tells of people: readings are of cases. Answers to items are not declared, so
# that no report leaves with them that withholds anything.
PEOPLE = {
    "findings": told("""
        boroughs:: nobody
        first readings:: people
        read twice:: people; of first readings
        of version | used in:: people; of first readings; parts
        agreement: cases:: people; of read twice
        agreement: same answer | agreement: weighted kappa:: from agreement: cases
    """)
}


def version_of(typed: str) -> str:
    """The version that was meant, for telling versions apart: "v1", "V1.0", "Version 1" and "1" are
    all `1`.

    Nothing else is taken off: "v2 local" is `2 local`, which is another than `2`.
    """
    plain = " ".join(re.sub(r"[^a-z0-9.]+", " ", typed.lower()).split())
    without = re.sub(r"^(?:checklist )?(?:version|ver|v)\.? ?(?=\d)", "", plain)
    return re.sub(r"^(\d+)(?:\.0)+(?![\d.])", r"\1", without)


STRAND = Strand(
    "checklist",
    "Practice checklist",
    {"table": CHECKS, "revisions": REVISIONS, "queries": QUERIES},
    (PROFORMA,),
    since="2025-26",
    people=PEOPLE,
)
