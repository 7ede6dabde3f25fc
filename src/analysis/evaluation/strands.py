"""The strands of evidence, and the statements checked against them all: each is one section of the report."""

from collections.abc import Iterable

STRANDS = {
    "training": "Training",
    "activity": "Consultations, hub and engagement form",
    "surveys": "Training surveys",
    "themes": "What people said",
    "reviews": "Learning reviews",
    "checklist": "Practice checklist",
    "complaints": "Complaints",
    "mash": "Multi-agency safeguarding hubs",
    "experience": "Victim-survivors' experience",
    "indicators": "Children's social care indicators",
    "claims": "Statements checked",
}
# The first period each was asked for; a strand without one was there from the start.
SINCE = dict.fromkeys(("checklist", "complaints", "mash", "experience"), "2025-26")


def asked_in(period: str, strands: Iterable[str]) -> list[str]:
    """Those of `strands` that were asked for in `period`, in their order."""
    return [strand for strand in strands if SINCE.get(strand, "") <= period]
