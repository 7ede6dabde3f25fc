"""The training manager's tables: blocks and attendances of the year by course, and attendances by
borough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.training import COURSES
from simulated.made import Made
from simulated.sheets import as_csv

_SENDER = "simulated: training manager"
# Blocks of the courses that are offered, and how many come to a block of those without a survey of
# their own.
_BLOCKS = {"overview": 12, "core": 14, "supervisors": 2, "refresher": 3}
_TO_A_BLOCK = (9, 16)
# How the manager writes these two.
_SHORT = {"hammersmith_and_fulham": "H&F", "barking_and_dagenham": "LBBD"}


def files(label: str, attended: dict[str, Counter], rng: np.random.Generator) -> Iterator[Made]:
    """The table of courses and one a course by borough; `label` names the year, `attended` counts
    by borough.
    """
    counts = {course: sum(of.values()) for course, of in attended.items()}
    yield Made(
        "training/courses.csv",
        as_csv(_courses(label, counts, rng)),
        _SENDER,
        "blocks and attendances",
    )
    for course, of in attended.items():
        content = as_csv(_by_borough(course, label, of))
        yield Made(
            f"training/{course}.csv", content, _SENDER, f"attendances of {course} by borough"
        )


def _courses(label: str, counts: dict[str, int], rng: np.random.Generator) -> list[list[str]]:
    """A dash is a course that was not offered."""
    held = {
        key: counts.get(key) or int(rng.integers(*_TO_A_BLOCK)) * blocks
        for key, blocks in _BLOCKS.items()
    }
    rows = [
        [course.name, str(_BLOCKS.get(course.key, "-")), str(held.get(course.key, "-"))]
        for course in COURSES
    ]
    total = ["Total", str(sum(_BLOCKS.values())), str(sum(held.values()))]
    return [["Training", f"Blocks {label}", f"Attendance {label}"], *rows, total]


def _by_borough(course: str, label: str, of: Counter) -> list[list[str]]:
    """The six boroughs; people from elsewhere are in the table of courses alone."""
    rows = [[_SHORT.get(borough.key, borough.name), str(of[borough.key])] for borough in BOROUGHS]
    total = sum(of[borough.key] for borough in BOROUGHS)
    return [[course.upper(), f"{label} N attended"], *rows, ["Total", str(total)]]
