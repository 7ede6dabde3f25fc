"""The training manager's tables: blocks and attendances of the year by course, and attendances by
borough.
"""

from collections import Counter
from collections.abc import Iterator

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.training import COURSES
from simulated.made import Made, Rng, sent
from simulated.sheets import Rows, titles

_SENDER = "training manager"
# Blocks of the courses that are offered, and how many come to a block of those without a survey of
# their own.
_BLOCKS = {"overview": 12, "core": 14, "supervisors": 2, "refresher": 3}
_TO_A_BLOCK = (9, 16)
# How the manager writes these two.
_SHORT = {"hammersmith_and_fulham": "H&F", "barking_and_dagenham": "LBBD"}


def files(label: str, attended: dict[str, Counter], rng: Rng) -> Iterator[Made]:
    """The table of courses and one a course by borough; `label` names the year, `attended` counts
    by borough.
    """
    rows = _courses(label, attended, rng)
    yield sent("training/courses.csv", rows, _SENDER, "blocks and attendances")
    for course, counts in attended.items():
        # The six boroughs; people from elsewhere are in the table of courses alone.
        lines = [
            [_SHORT.get(borough.key, borough.name), counts[borough.key]] for borough in BOROUGHS
        ]
        total = ["Total", sum(number for _, number in lines)]
        rows = [[course.upper(), f"{label} N attended"], *lines, total]
        yield sent(f"training/{course}.csv", rows, _SENDER, f"attendances of {course} by borough")


def _courses(label: str, attended: dict[str, Counter], rng: Rng) -> Rows:
    """A dash is a course that was not offered."""
    came = {
        key: attended[key].total() if key in attended else int(rng.integers(*_TO_A_BLOCK)) * blocks
        for key, blocks in _BLOCKS.items()
    }
    lines = [
        [course.name, _BLOCKS.get(course.key, "-"), came.get(course.key, "-")] for course in COURSES
    ]
    total = ["Total", sum(_BLOCKS.values()), sum(came.values())]
    return [titles(f"Training|Blocks {label}|Attendance {label}"), *lines, total]
