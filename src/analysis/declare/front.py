"""What is said of a report as a whole: who wrote it, for whom, when, and how to cite it."""

from analysis.declare.table import Table, columns
from analysis.declare.words import worded

# Each item, and how it is called in print.
ITEMS = worded("""
    authors: Authors
    organisation: Organisation
    commissioner: Commissioned by
    date: Date of the report
    version: Version of the report
    licence: Licence
    contact: Contact
    cite: How to cite
    ethics: Ethics
""")
FRONT = Table(
    "front",
    one_row_is="one thing said of a report as a whole",
    key=("item",),
    columns=columns(
        """
        item: what is said
        says (free text): in words
    """,
        item=tuple(ITEMS),
    ),
)
# What a report is found by, beside its title.
KEYWORDS = (
    "domestic abuse",
    "children's social care",
    "Safe & Together",
    "evaluation",
    "London boroughs",
)
