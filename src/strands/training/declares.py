"""The training strand: courses in blocks, and who attended them."""

import re

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import borough_name, members
from analysis.declare.disclosure import told
from analysis.declare.form import COUNT, Form
from analysis.declare.periods import Period
from analysis.declare.returned import PLACE, QUERIES, RETURNED
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.table import Table, columns
from analysis.declare.training import COURSE, COURSES, PARTNERSHIP, TABLE, courses_of

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
# A register counted by course, borough and month: the headings of the table filed in its place.
REGISTER = "Attendances counted from the register"
COUNTED = ("Course", "Borough", "Month", "Attendances", "Not read as attended or not")
# What a register says of whoever came, and of whoever did not.
CAME = frozenset(
    "y|yes|attended|present|1|true|✓|✔|p|full|completed|complete|attended in full|fully attended"
    "|yes attended".split("|")
)
NOT_COME = frozenset(
    "n|no|not attended|did not attend|dna|absent|0|false|no show|noshow|did not show|cancelled"
    "|canceled|cancellation|apologies|apology|sent apologies|withdrawn|withdrew|a|✗|✘|nonattendance"
    "|non attendance|postponed|not present".split("|")
)
# What is counted in every way, and how it changed: the statistics and what they are called.
WAYS = {"total": "in total", "per_month": "per month", "per_block": "per block"}

# Numbers of attendances that nobody has published, one by one: of a borough or, of no borough, of
# those listed; and of the whole partnership, the rest of which came from elsewhere.
ATTENDED, IN_ALL = "attended", "attended in all"
_OF_BOTH = f"{ATTENDED} | {IN_ALL}"
# Attendances are of workers, blocks of nobody: what is about blocks has no part in the above.
PEOPLE = {
    "findings": told(f"""
        {IN_ALL}:: people; over 1
        {ATTENDED}:: people; of {IN_ALL}; over borough
        total | per_month | per_block | beyond_boroughs:: from {_OF_BOTH}
        change in total | change in per_month | change in per_block:: from {_OF_BOTH}
        direction:: from {_OF_BOTH}
    """)
}


def course_in(title: str) -> str:
    """The name of the one course that a title speaks of; empty where it is none or several."""
    words = f" {re.sub(r'[^a-z]+', ' ', title.lower())} "
    names = {
        one.name
        for one in COURSES
        if any(f" {name.lower()} " in words for name in (one.name, *one.aliases))
    }
    return names.pop() if len(names) == 1 else ""


def with_silent(rows: DataFrame) -> DataFrame:
    """Rows of TABLE with those of members that are in no list of a course where others are: not
    returned. Where those listed make up the whole partnership's number nobody is missing.
    """
    attended = rows[rows["measure"] == "attendance"]
    silent = []
    for (course, period), listed in attended.groupby(["course", "period"], sort=False):
        is_whole = listed["borough"] == PARTNERSHIP
        whole, counts = (
            listed.loc[is_whole, "count"].sum(min_count=1),
            listed.loc[~is_whole, "count"],
        )
        if is_whole.all() or (pd.notna(whole) and counts.sum() >= whole):
            continue
        about = {"course": course, "period": period, "measure": "attendance"}
        silent += [
            {**about, "borough": one.key, "status": "not_returned"}
            for one in members(period)
            if one.key not in set(listed["borough"])
        ]
    blank = dict.fromkeys(RETURNED, "")
    return pd.concat([rows, TABLE.framed([{**blank, "count": None, **row} for row in silent])])


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
    people=PEOPLE,
)
