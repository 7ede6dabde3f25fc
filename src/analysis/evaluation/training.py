"""The training strand: the courses, and the tables of blocks delivered and attendances they become."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.evaluation.boroughs import BOROUGH_KEYS
from analysis.evaluation.periods import PERIOD_KEYS
from analysis.evaluation.returned import RETURNED
from analysis.frames import Column, Table


@dataclass(frozen=True)
class Course:
    """A course of the training offer and the names it goes by."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


COURSES = (
    Course("overview", "Overview"),
    Course("core", "Core"),
    Course("perpetrators", "Working with perpetrators"),
    Course("supervisors", "Supervisors", ("Supervisor",)),
    Course("refresher", "Refresher training", ("Refresher",)),
)
COURSE_KEYS = tuple(course.key for course in COURSES)
COURSE = {course.key: course for course in COURSES}

# All boroughs that were ever members, those that left and agencies outside the boroughs among them.
PARTNERSHIP = "partnership"
MEASURES = ("blocks", "attendance")

TABLE = Table(
    "training", one_row_is="one measure of one course in one period, of one borough or of the whole partnership",
    key=("course", "borough", "period", "measure"),
    columns={
        "course": Column("str", "course key", allowed=COURSE_KEYS),
        "borough": Column("str", "borough key, or the whole partnership", allowed=(*BOROUGH_KEYS, PARTNERSHIP)),
        "period": Column("str", "funding period", allowed=PERIOD_KEYS),
        "measure": Column("str", "blocks delivered, or attendances (not people)", allowed=MEASURES),
        "count": Column("count", "the number reported: empty is no number, 0 is none", nullable=True),
        **RETURNED,
    },
)  # fmt: skip
