"""Where a period's files come from, and the words that go on every page, table and figure made from
them.
"""

ORIGINS = {
    "published": (
        "Published data: the numbers are those printed in the partnership's evaluation report of"
        " June 2025."
    ),
    "supplied": "Supplied data: returns sent by the boroughs to the evaluators.",
    "simulated": (
        "Simulated data: made up to try the software. Nothing here is a finding about the real"
        " partnership."
    ),
}
