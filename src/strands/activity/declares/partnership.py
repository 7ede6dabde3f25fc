"""The partnership itself: who its events are about, what kinds there are, and how precisely a date
is known.
"""

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.returned import returned
from analysis.declare.table import Column, Table, columns
from analysis.declare.words import worded

# Two boroughs of the first five left; the report of June 2025 does not name them.
SUBJECTS = {
    "partnership": "Partnership",
    **{key: borough_name(key) for key in BOROUGH_KEYS},
    "unnamed": "Two boroughs not named",
}
_HAPPENED = (
    "joined; left; lead; training; consultations; form; hub; complaints; quality assurance;"
    " learning review; practice guidance; funding; context; evaluation"
)
# Activities that are listed and not counted.
_LISTED = "community of practice; steering group; webinar; briefing; workshop"
KINDS = tuple(f"{_HAPPENED}; {_LISTED}".split("; "))

# The same report sorts the boroughs in two ways: by the year they joined, and with earlier work
# told apart.
SCHEMES = worded("""
    three: Three tracks
    four: Four tracks
""")

# How precisely a date is known, the most precise first, and how that is said.
PRECISIONS = worded("""
    day: the day
    month: the month
    quarter: the quarter
    span: a span of months
    year: the year
    period: the period
""")

MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"

_SPAN = rf"(?:{MONTH})?"
# The values a column of a milestone or of a track may take, or the pattern of them.
_ABOUT = {"subject": ("", *SUBJECTS), "period": PERIOD_KEYS}

MILESTONES = returned(
    "milestones",
    "one event of the partnership or of a borough, as reported in one period",
    ("period", "file", "cell"),
    columns(
        """
        subject: whom it is about; empty where that is not known
        kind: what kind of event; empty where that is not known
        what (free text): what happened
        first: the earliest month it can lie in; empty where the date cannot be read
        last: the latest month it can lie in
        precision: how precisely the date is known
        place: the part of the report that says so
        period: funding period under which it was reported
    """,
        kind=("", *KINDS),
        first=_SPAN,
        last=_SPAN,
        precision=("", *PRECISIONS),
        **_ABOUT,
    ),
)

TRACKS = returned(
    "tracks",
    "the track of one borough in one scheme, as reported in one period",
    ("period", "file", "cell"),
    columns(
        """
        scheme: the scheme; empty where it is not known
        subject: whom it is about; empty where that is not known
        track: the track's name
        place: the part of the report that says so
        period: funding period under which it was reported
    """,
        scheme=("", *SCHEMES),
        **_ABOUT,
    ),
)

# What findings keep of a joining and of a leaving, by the column of the milestone that says it.
KEPT = worded("""
    raw: {}
    first: {}_first
    last: {}_last
    precision: {}_precision
""")


def _dated(kind: str, when: str) -> dict[str, Column]:
    """The columns of a joining or a leaving."""
    values = {"first": _SPAN, "last": _SPAN, "precision": ("", *PRECISIONS)}
    return columns(
        f"""
        {kind}: {when}
        {kind}_first: the earliest month it can have {kind}
        {kind}_last: the latest
        {kind}_precision: how precisely that is known
    """,
        **{KEPT[name].format(kind): value for name, value in values.items()},
    )


MEMBERSHIP = Table(
    "membership",
    one_row_is="the membership of one borough, or of the two not named, at the end of a period",
    key=("subject",),
    columns={
        **columns("subject: borough key, or those not named", subject=tuple(SUBJECTS)),
        **_dated("joined", "when it joined, as reported"),
        **_dated("left", "when it left, as reported; empty where no leaving was reported"),
        **columns("""
        least (count or empty): the fewest months it can have been a member, first and last one
            counted
        most (count or empty): the most months
        rows: the rows it was made from, as file!sheet!cell, the joining first
    """),
    },
)

EVENTS = Table(
    "events",
    one_row_is="one event, numbered by its date",
    key=("number",),
    columns={
        **columns("number (count): its number in the figure and the table"),
        **MILESTONES.columns,
    },
)
