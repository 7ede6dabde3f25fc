"""The mash strand: contacts screened at the multi-agency safeguarding hubs, month by month, and
what became of them.
"""

from analysis.declare.disclosure import told
from analysis.declare.proforma import COUNT, Proforma, fields
from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand

# What each count is a part of; what stands in no line here is a part of nothing.
PART_OF = {
    "da_contacts": "contacts",
    "prompted": "da_contacts",
    "trained": "da_contacts",
    "to_assessment": "da_contacts",
    "in_a_day": "da_contacts",
    "again": "da_contacts",
}
FIELDS = fields("""
    month: month, needed
        Month; Month of contact
        The month the numbers are of
    contacts: count
        Contacts; Total contacts; All contacts; Contacts screened; No. of contacts
        Contacts screened in the month
    da_contacts: count
        DA contacts; Contacts with DA; Of which DA; DVA contacts; Contacts DA recorded
        Contacts screened in which domestic abuse was recorded
    prompted: count
        Prompt used; Prompts used; DA prompt used; Tool used; Prompt or tool used
        DA contacts screened with the prompt or tool
    trained: count
        Trained screener; Screened by trained worker; Trained worker; Screener trained
        DA contacts screened by somebody who was trained
    to_assessment: count
        To assessment; Progressed to assessment; To C&F assessment; Assessment
        DA contacts passed on to an assessment
    in_a_day: count
        Decided in 24 hours; Decision within 24 hours; Within 24 hours; Within 24h; Decided within 24 hours
        DA contacts decided on within 24 hours
    again: count
        Again in 90 days; Re-contact within 90 days; Re-contact in 90 days; Repeat contact 90 days; Again within 90 days
        DA contacts followed by another about the same family within 90 days
""")
MEASURES = {one.key: one.heading for one in FIELDS if one.kind == COUNT}
# A share of DA contacts, or of all contacts, in the words of a table and of a sentence.
SHARES = {
    "da_contacts": (
        "DA recorded, of all contacts",
        "contacts in which domestic abuse was recorded",
    ),
    "prompted": ("Prompt used, of DA contacts", "DA contacts screened with the prompt"),
    "trained": (
        "Trained screener, of DA contacts",
        "DA contacts screened by somebody who was trained",
    ),
    "to_assessment": ("To assessment, of DA contacts", "DA contacts passed on to an assessment"),
    "in_a_day": ("Decided in 24 hours, of DA contacts", "DA contacts decided on within 24 hours"),
    "again": ("Again in 90 days, of DA contacts", "DA contacts followed by another within 90 days"),
}
# Days after the end of a month until nothing more can happen to what is counted of it.
DAYS_OPEN = {"again": 90}
# Usable months from which a change over the period is asked for.
LEAST_MONTHS = 8
# What a change of each share may mean, either way: none of them is good or bad by itself.
MAY_MEAN = {
    "da_contacts": (
        "abuse that is seen and recorded more or less often, abuse that is more or less frequent,"
        " or other contacts that grew or shrank in number"
    ),
    "prompted": "a prompt used more or less often, or its use written down more or less often",
    "trained": "more or fewer trained screeners, other shifts, or people who came and left",
    "to_assessment": "a lower or a higher threshold, or contacts of another kind",
    "in_a_day": (
        "quicker or slower decisions, contacts that are simpler or harder, or more or fewer staff"
    ),
    "again": (
        "families who come back as help did not hold, or as somebody trusted the hub enough to call"
        " again"
    ),
}

# The statistics that are decided on: what counts contacts, and what is a share of them. `IN_PART`
# are those with counts that the borough withheld, and those out of less than was counted.
CONTACTS, DA_CONTACTS = "contacts", "DA contacts"
RECORDED, SHARE, USED = "DA recorded", "share", "months used"
COUNTED = {CONTACTS: "contacts", DA_CONTACTS: "da_contacts"}
IN_PART = ", in part"
# The readings of months in which contacts and DA contacts are both known, and of the others.
BOTH, ALONE = "both known", "one known"
# The code of REFUSALS for what is withheld here.
HERE = "G23"
# Contacts are made about children and survivors: every count of them is decided on, by month
# within its quarter, and all that is found is made of what was told of them.
_OF_ALL = f"{CONTACTS} | {DA_CONTACTS} | {RECORDED}"
PEOPLE = {
    "counted": told(f"""
        {CONTACTS} | {DA_CONTACTS}:: people; over when | 1 | reading
        {RECORDED}:: people; same as counted/{DA_CONTACTS}; of {CONTACTS}
        {SHARE}:: people; of {DA_CONTACTS}; over when | 1 | reading
        {CONTACTS}{IN_PART} | {DA_CONTACTS}{IN_PART} | {RECORDED}{IN_PART}:: from {_OF_ALL}
        {SHARE}{IN_PART}:: from {_OF_ALL} | {SHARE}
        {USED}:: nobody
    """),
    "findings": told("""
        count | share | months used | first to last | change | change in points:: nobody
        relative change | least change | least change in points | dispersion:: nobody
        trend allowed | trend shown:: nobody
        p | p (Holm) | verdict | tests:: nobody
    """),
}

PROFORMA = Proforma(
    "mash",
    "MASH contacts",
    "one month",
    FIELDS,
    names=("month",),
    since="2025-26",
    typed_in="month",
)
TABLE = PROFORMA.table()

STRAND = Strand(
    "mash",
    "Multi-agency safeguarding hubs",
    {"table": TABLE, "revisions": REVISIONS, "queries": QUERIES},
    (PROFORMA,),
    since="2025-26",
    counted_by="measure",
    series=tuple(PART_OF),
    people=PEOPLE,
)
