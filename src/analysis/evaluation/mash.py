"""The mash strand: contacts screened at the multi-agency safeguarding hubs, month by month, and what became of them."""

from analysis.evaluation.proforma import COUNT, MONTH_, Field, Proforma

# What each count is a part of; what stands in no line here is a part of nothing.
PART_OF = {
    "da_contacts": "contacts",
    "prompted": "da_contacts",
    "trained": "da_contacts",
    "to_assessment": "da_contacts",
    "in_a_day": "da_contacts",
    "again": "da_contacts",
}
MEASURES = {
    "contacts": ("Contacts", "Contacts screened in the month"),
    "da_contacts": ("DA contacts", "Contacts screened in which domestic abuse was recorded"),
    "prompted": ("Prompt used", "DA contacts screened with the prompt or tool"),
    "trained": ("Trained screener", "DA contacts screened by somebody who was trained"),
    "to_assessment": ("To assessment", "DA contacts passed on to an assessment"),
    "in_a_day": ("Decided in 24 hours", "DA contacts decided on within 24 hours"),
    "again": ("Again in 90 days", "DA contacts followed by another about the same family within 90 days"),
}

PROFORMA = Proforma(
    "mash",
    "MASH contacts",
    "one month",
    (
        Field("month", "Month", "The month the numbers are of", MONTH_, needed=True),
        *(Field(key, heading, says, COUNT) for key, (heading, says) in MEASURES.items()),
    ),
    names=("month",),
    since="2025-26",
    typed_in="month",
)
TABLE = PROFORMA.table()
