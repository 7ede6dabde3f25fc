"""The activity strand: case consultations, the professional hub and the perpetrator engagement
form.
"""

from dataclasses import dataclass

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.returned import RETURNED
from analysis.declare.table import Column, Table, columns
from analysis.declare.words import worded


@dataclass(frozen=True)
class Stage:
    """A step on the way of the form into a borough's case management system, from 0."""

    key: str
    step: int
    says: str


_STAGES = worded("""
    not_started: not started
    in_process: in process
    pilot: live and being piloted
    live: live
    mandatory: live and mandatory
""")
STAGES = tuple(Stage(key, step, says) for step, (key, says) in enumerate(_STAGES.items()))
STAGE = {stage.key: stage for stage in STAGES}
SECTIONS = ("training", "resources")

_BOROUGH = Column("str", "borough key", allowed=BOROUGH_KEYS)
_PERIOD = Column("str", "funding period", allowed=PERIOD_KEYS)

CONSULTATIONS = Table(
    "consultations",
    one_row_is="case consultations of one borough in one period",
    key=("borough", "period"),
    columns={
        "borough": _BOROUGH,
        "period": _PERIOD,
        **columns("""
        count (count or empty): consultations held
        months (count or empty): months over which they were logged
    """),
        **RETURNED,
    },
)

HUB = Table(
    "hub",
    one_row_is="visits to one page of the professional hub in one period",
    key=("section", "page", "period"),
    columns={
        **columns(
            """
        section: section of the hub
        page: the page's name as typed
    """,
            section=SECTIONS,
        ),
        "period": _PERIOD,
        "count": Column("count", "visits", nullable=True),
        **RETURNED,
    },
)

FORM = Table(
    "form",
    one_row_is="the perpetrator engagement form in one borough, as reported in one period",
    key=("borough", "period"),
    columns={
        "borough": _BOROUGH,
        "period": _PERIOD,
        **columns(
            """
        stage: how far it has come; empty where that is not known
        count (count or empty): forms completed
    """,
            stage=("", *STAGE),
        ),
        **RETURNED,
    },
)
