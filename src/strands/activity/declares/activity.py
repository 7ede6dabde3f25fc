"""The activity strand: case consultations, the professional hub and the perpetrator engagement
form.
"""

from dataclasses import dataclass

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.returned import returned
from analysis.declare.table import columns
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

CONSULTATIONS = returned(
    "consultations",
    "case consultations of one borough in one period",
    ("borough", "period"),
    columns(
        """
        borough: borough key
        period: funding period
        count (count or empty): consultations held
        months (count or empty): months over which they were logged
    """,
        borough=BOROUGH_KEYS,
        period=PERIOD_KEYS,
    ),
)

HUB = returned(
    "hub",
    "visits to one page of the professional hub in one period",
    ("section", "page", "period"),
    columns(
        """
        section: section of the hub
        page: the page's name as typed
        period: funding period
        count (count or empty): visits
    """,
        section=SECTIONS,
        period=PERIOD_KEYS,
    ),
)

FORM = returned(
    "form",
    "the perpetrator engagement form in one borough, as reported in one period",
    ("borough", "period"),
    columns(
        """
        borough: borough key
        period: funding period
        stage: how far it has come; empty where that is not known
        count (count or empty): forms completed
    """,
        borough=BOROUGH_KEYS,
        period=PERIOD_KEYS,
        stage=("", *STAGE),
    ),
)
