"""The strands of evidence: each is one section of the report, in this order."""

STRANDS = {
    "training": "Training",
    "activity": "Consultations, hub and engagement form",
    "indicators": "Children's social care indicators",
}
