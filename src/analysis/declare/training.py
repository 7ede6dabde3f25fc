"""The training strand: the courses, and the tables of blocks delivered and attendances they become."""

from dataclasses import dataclass

from analysis.declare.added import (
    KEY,
    added,
    refuse_backwards,
    refuse_shared,
    with_added,
    with_lists,
)
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS, is_within
from analysis.declare.returned import returned
from analysis.declare.table import Table, columns


@dataclass(frozen=True)
class Course:
    """A course of the training offer and the names it goes by.

    It is offered from period `since` to period `until`, both included; None where that end is open.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


_AT_RELEASE = (
    Course("overview", "Overview"),
    Course("core", "Core"),
    Course("perpetrators", "Working with perpetrators"),
    Course("supervisors", "Supervisors", ("Supervisor",)),
    Course("refresher", "Refresher training", ("Refresher",)),
)
ADDED = Table(
    "courses",
    one_row_is="one course, or what has changed about one",
    key=("key",),
    columns=columns(
        """
        key: its key, in small letters with _ between words, like working_with_fathers
        name (text or empty): its name in tables, like Working with fathers
        aliases (text or empty): other names it goes by, with | between them, like Fathers|Dads
        since (text or empty): the first period it is offered
        until (text or empty): the last period it is offered
    """,
        key=KEY,
        since=PERIOD_KEYS,
        until=PERIOD_KEYS,
    ),
)


def declared() -> tuple[Course, ...]:
    """The courses declared at release with rows of ADDED put in. InputError names the row that does
    not fit.
    """
    rows = added(ADDED)
    held = with_added(_AT_RELEASE, rows, with_lists("aliases"), Course, ADDED)
    refuse_shared(
        rows, {key: (key.replace("_", " "), one.name, *one.aliases) for key, one in held.items()}
    )
    refuse_backwards(rows, held)
    return tuple(held.values())


COURSES = declared()
COURSE_KEYS = tuple(course.key for course in COURSES)
COURSE = {course.key: course for course in COURSES}


def courses_of(key: str) -> tuple[str, ...]:
    """The courses offered in period `key`."""
    return tuple(one.key for one in COURSES if is_within(key, one.since, one.until))


# All boroughs that were ever members, those that left and agencies outside the boroughs among them.
PARTNERSHIP = "partnership"
MEASURES = ("blocks", "attendance")

TABLE = returned(
    "training",
    "one measure of one course in one period, of one borough or of the whole partnership",
    ("course", "borough", "period", "measure"),
    columns(
        """
        course: course key
        borough: borough key, or the whole partnership
        period: funding period
        measure: blocks delivered, or attendances (not people)
        count (count or empty): the number reported: empty is no number, 0 is none
    """,
        course=COURSE_KEYS,
        borough=(*BOROUGH_KEYS, PARTNERSHIP),
        period=PERIOD_KEYS,
        measure=MEASURES,
    ),
)
