"""The strands of evidence: each is one section of the report, in this order."""

STRANDS = {
    "training": "Training",
    "indicators": "Children's social care indicators",
}
