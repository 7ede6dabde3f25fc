"""The themes strand: what people wrote in answer to open questions, coded by the evaluators into
themes.
"""

from pandas import DataFrame

from analysis.declare import finding
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.returned import returned
from analysis.declare.table import columns
from analysis.declare.words import worded

# The questionnaires with open questions, in the order of the report of June 2025.
SURVEYS = worded("""
    overview: Overview training, afterwards
    core_before: Core training, before
    core_after: Core training, afterwards
    supervisors: Supervisor training, afterwards
    """)
# What one mention is. The report says how often a theme was noted, and not whether one person may
# count twice.
UNITS = {"unclear": "not stated", "mentions": "mentions", "respondents": "people"}
# Questionnaires a survey got back; all can be what a theme is a share of, but for those left blank.
BASES = {"returned": "returned", "opened": "opened", "mostly_blank": "opened and mostly left blank"}
# The periods whose numbers of mentions had been published before.
PUBLISHED = ("2023-25",)
# Below this many people a percentage pretends to more than they can say.
LEAST_BASE = 20

_ASKED = columns(
    """
    survey: the survey asked
    question: the open question, in our words
    """,
    survey=tuple(SURVEYS),
)
_PERIOD = columns("period: funding period", period=PERIOD_KEYS)
_PRINTED = columns("printed_in: where the number stands in its source")

THEMES = returned(
    "themes",
    "one theme in the answers to one open question",
    ("survey", "question", "theme", "period"),
    _ASKED,
    columns("theme: the theme, in our words"),
    _PERIOD,
    columns("count (count or empty): how often it was noted"),
)

QUESTIONS = returned(
    "questions",
    "one open question of one survey",
    ("survey", "question", "period"),
    _ASKED,
    _PERIOD,
    columns(
        """
        announced (count or empty): how many themes its source says there are
        answered (count or empty): people who answered it
        unit: what one mention is
        """,
        unit=tuple(UNITS),
    ),
    _PRINTED,
)

RETURNS = returned(
    "bases",
    "one way of counting the questionnaires a survey got back",
    ("survey", "base", "period"),
    {"survey": _ASKED["survey"]},
    columns("base: which questionnaires", base=tuple(BASES)),
    _PERIOD,
    columns("count (count or empty): how many"),
    _PRINTED,
)

# Stands for the bar in what somebody typed: a bar parts what a finding is about.
_BAR = "¦"


def subject(*parts: str) -> str:
    """What a finding is about, of several parts, some of them typed."""
    return finding.subject(*(part.replace("|", _BAR) for part in parts))


def with_parts(found: DataFrame, *names: str) -> DataFrame:
    """Findings with the parts of their `subject` as columns of their own; a missing part is empty."""
    parted = finding.with_parts(found, *names)
    typed = parted[list(names)].astype("str").replace(_BAR, "|", regex=True)
    return parted.assign(**typed)
