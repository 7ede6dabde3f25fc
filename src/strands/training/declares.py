"""The training strand: courses in blocks, and who attended them."""

from analysis.declare.boroughs import borough_name
from analysis.declare.form import COUNT, Form
from analysis.declare.periods import Period
from analysis.declare.returned import PLACE, QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.table import Table, columns
from analysis.declare.training import COURSE, PARTNERSHIP, TABLE, courses_of

# Totals that someone typed are kept beside what their parts add up to, and never used.
TOTALS = Table(
    "totals",
    one_row_is="one total as typed",
    key=("file", "sheet", "cell"),
    columns={
        **columns("""
        row: the row's heading as typed
        column: the column's heading as typed
        typed (count or empty): the total as typed
        sum (count or empty): what its parts add up to; empty where one of them is not a number
    """),
        **PLACE,
    },
)
# The sum over the boroughs that list attendances of their own.
LISTED = "boroughs listed"
# What is counted in every way, and how it changed: the statistics and what they are called.
WAYS = {"total": "in total", "per_month": "a month", "per_block": "a block"}


def forms(sender: str, period: Period) -> tuple[Form, ...]:
    """The whole offer from its manager, course by course; from a borough how many of its own came
    to each.
    """
    courses = [COURSE[key] for key in courses_of(period.key)]
    if sender == PARTNERSHIP:
        says = (
            "{}: blocks delivered in the period, and attendances of the whole partnership. An"
            " attendance is not a person: who came to two blocks is counted twice."
        )
        return (
            Form(
                "Course",
                (f"Blocks {period.label}", f"Attendances {period.label}"),
                (COUNT, COUNT),
                tuple(course.name for course in courses),
                tuple(says.format(course.name) for course in courses),
            ),
        )
    says = (
        "{}: attendances of people from the borough in the period. Who came twice is counted twice."
    )
    return tuple(
        Form(
            course.name,
            (f"Attendances {period.label}",),
            (COUNT,),
            (borough_name(sender),),
            (says.format(course.name),),
        )
        for course in courses
    )


STRAND = Strand(
    "training",
    "Training",
    {"table": TABLE, "totals": TOTALS, "revisions": REVISIONS, "queries": QUERIES},
    lists=("boroughs", "courses", "periods"),
    forms=forms,
)
