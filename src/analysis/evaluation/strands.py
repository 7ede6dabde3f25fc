"""The strands of evidence, and the statements checked against them all: each is one section of the report."""

STRANDS = {
    "training": "Training",
    "activity": "Consultations, hub and engagement form",
    "surveys": "Training surveys",
    "themes": "What people said",
    "reviews": "Learning reviews",
    "indicators": "Children's social care indicators",
    "claims": "Statements checked",
}
