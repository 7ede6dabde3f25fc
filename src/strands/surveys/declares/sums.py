"""What surveys that come as sums hold: what is counted, what is taken for granted, and the tables
they become.
"""

from dataclasses import dataclass

from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.returned import returned
from analysis.declare.surveys import INSTRUMENT, WAVES
from analysis.declare.table import Column, columns

# What is counted of the replies, with the words senders use for it.
STAGES = {
    "returned": "returned|completed|opened|replies",
    "mostly_blank": "mostly blank|mostly empty|blank",
    "quoted": "quoted|quoted in the report",
}

# What an item tells, by the words in it: the first that fits. An item none fits keeps its wording
# and has no topic.
TOPICS = {
    "answer": "changed",
    "sector": "csc|social care|health|education|voluntary|sector|sectors",
    "gender": "female|male|women",
    "age": "aged|age",
    "sexuality": "gay|lesbian|bi|non binary|queer",
    "ethnicity": "white|black|asian|british|african|caribbean|indian|mixed",
    "disability": "disability|disabled",
}
# Sectors come with a remainder ("other sectors"), so they are of everybody and must add up to 100.
OF_EVERYBODY = ("sector",)

# How far inside a printed limit it may be read too, to show how much hangs on it.
INSIDE_LIMIT_ALSO = (0.01, 0.5)

# Numbers of people below this are not printed, but for periods in which the evaluators had
# published them already.
LEAST_PEOPLE = 10
PEOPLE_PUBLISHED = ("2023-25",)


@dataclass(frozen=True)
class Assumption:
    """Something taken for granted because it was not published, and the instruments it is about."""

    instruments: tuple[str, ...]
    says: str


ASSUMPTIONS = (
    Assumption(
        ("core",),
        "Where the silent are said not to have changed, those who answered after the training began"
        " at the average of those who answered before it. What they began at is not known; the"
        " least and the most do not hang on it.",
    ),
    Assumption(
        ("core",),
        "Where everybody means all who answered before the training, those who answered after it"
        " are taken to be among them.",
    ),
    Assumption(
        ("core",), "The average printed for after the training is that of the usable answers."
    ),
    Assumption(
        ("overview",),
        "The averages, and the share whose understanding changed, are of all who completed the"
        " form.",
    ),
    Assumption(
        ("overview", "core"),
        "An attendance is counted as one person who could have answered: people are not known.",
    ),
    Assumption(
        ("overview", "core"),
        "Where the silent are said not to have changed, those who gave no answer about before began"
        " at the printed average. The least and the most leave open, anywhere on the scale, what"
        " the silent would have said of before and of after.",
    ),
    Assumption(
        ("overview", "core"),
        "Printed averages are taken as exact; what rounding leaves open is shown apart.",
    ),
    Assumption(
        ("overview",),
        "People told after the training what they had known before. Memory, and the wish to have"
        " gained by the time spent, may make the difference larger than it was.",
    ),
)

_OF = columns(
    """
        instrument: instrument key
        wave: before or after the training
    """,
    instrument=tuple(INSTRUMENT),
    wave=WAVES,
)
_PERIOD = {"period": Column("str", "funding period", allowed=PERIOD_KEYS)}

REPLIES = returned(
    "replies",
    "one count of the replies to one wave of one survey in one period",
    ("instrument", "wave", "stage", "period"),
    _OF,
    {"stage": Column("str", "what is counted", allowed=tuple(STAGES))},
    _PERIOD,
    columns("""
        wording (free text): what is counted, as typed
        count (count or empty): how many
    """),
)

SHARES = returned(
    "shares",
    "one share or number of those who answered one wave of one survey",
    ("instrument", "wave", "item", "unit", "period"),
    _OF,
    columns(
        """
        item: who they are or what they said, as typed
        unit: whether percent or people were typed
    """,
        unit=("percent", "people"),
    ),
    _PERIOD,
    columns(
        """
        topic: what the item tells; empty where its wording is not known
        number (number or empty): the percentage or the number of people
        places (count or empty): figures typed after the point
    """,
        topic=("", *TOPICS),
    ),
)

RATINGS = returned(
    "ratings",
    "the average answer to one question of one survey, about before or about after",
    ("instrument", "item", "wave", "period"),
    {"instrument": _OF["instrument"]},
    columns(
        """
        item: what was rated, as typed
        wave: the moment the answer is about; the design says when it was asked
    """,
        wave=WAVES,
    ),
    _PERIOD,
    columns(
        """
        number (number or empty): the average, or the limit it was printed as
        bound: `under` or `over` where the number is a limit and not the average itself
        places (count or empty): figures typed after the point
    """,
        bound=("", "under", "over"),
    ),
)
