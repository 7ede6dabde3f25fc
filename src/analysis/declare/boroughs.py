"""The boroughs of the partnership, the names they go by, and when they joined."""

from dataclasses import dataclass

from analysis.declare.added import KEY, added, refuse_shared, with_added, with_lists
from analysis.declare.periods import PERIOD_KEYS, is_within, period
from analysis.declare.table import Table, columns


@dataclass(frozen=True)
class Borough:
    """A member borough. `aliases` certainly mean it; `doubtful` names are read as it and queried.

    `joined` is the first period of its membership and `left` the last; None while it is a member.
    """

    key: str
    name: str
    gss: str
    joined: str
    aliases: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    left: str | None = None

    def was_member(self, quarter: str) -> bool:
        """Whether the borough was a member in `quarter`. A period without dates lies before every
        return.
        """
        first = period(self.joined).first
        last = period(self.left).last if self.left else quarter
        return (first is None or quarter >= first) and last is not None and quarter <= last

    def was_member_in(self, key: str) -> bool:
        """Whether the borough was a member in period `key`."""
        return is_within(key, self.joined, self.left)


# In order of joining, which is the order every table and figure uses.
_AT_RELEASE = (
    Borough("hackney", "Hackney", "E09000012", "2021-22", ("LBH", "LB Hackney", "HAC")),
    Borough("waltham_forest", "Waltham Forest", "E09000031", "2021-22", ("LBWF", "WF", "W Forest")),
    Borough("newham", "Newham", "E09000025", "2021-22", ("LBN", "LB Newham")),
    Borough(
        "hammersmith_and_fulham",
        "Hammersmith and Fulham",
        "E09000013",
        "2022-23",
        ("LBHF", "H&F", "HF", "Hammersmith & Fulham"),
        # A line of the Underground, and no borough; printed in the 2025 report for this one.
        doubtful=("Hammersmith and City", "Hammersmith"),
    ),
    Borough("barnet", "Barnet", "E09000003", "2023-25", ("LB Barnet",)),
    Borough(
        "barking_and_dagenham",
        "Barking and Dagenham",
        "E09000002",
        "2023-25",
        ("LBBD", "B&D", "BD", "Barking & Dagenham"),
        doubtful=("Barking", "Dagenham"),
    ),
)

# Names that could be more than one borough: refused, never guessed.
AMBIGUOUS = {
    "LBB": ("Barnet", "Bexley", "Brent", "Bromley", "Barking and Dagenham"),
    "LB": ("any London borough",),
    "H": (
        "Hackney",
        "Hammersmith and Fulham",
        "Haringey",
        "Harrow",
        "Havering",
        "Hillingdon",
        "Hounslow",
    ),
    "B": ("Barnet", "Barking and Dagenham", "Bexley", "Brent", "Bromley"),
}

# The other London boroughs, and what else a return is compared with: never read as a member's
# numbers.
_OTHER_BOROUGHS = (
    "Bexley, Brent, Bromley, Camden, Croydon, Ealing, Enfield, Greenwich, Haringey, Harrow, "
    "Havering, Hillingdon, Hounslow, Islington, Kensington and Chelsea, Kingston upon Thames, "
    "Lambeth, Lewisham, Merton, Redbridge, Richmond upon Thames, Southwark, Sutton, Tower "
    "Hamlets, Wandsworth, Westminster"
).split(", ")
OTHER_AREAS = (
    "City of London, Inner London, Outer London, London, England, National, Statistical neighbours, "
    "Stat neighbours, SN, Comparators, Nearest neighbours"
).split(", ")

ADDED = Table(
    "boroughs",
    one_row_is="one borough, or what has changed about one",
    key=("key",),
    columns=columns(
        """
        key: its name in file names, in small letters with _ between words, like tower_hamlets
        name (text or empty): its name as printed, like Tower Hamlets
        gss (text or empty): its code at the Office for National Statistics, E09 and six digits,
            like E09000030
        joined (text or empty): the first period of its membership
        left (text or empty): the last period of its membership
        aliases (text or empty): names that certainly mean it, with | between them, like LBTH|LB TH
        doubtful (text or empty): names that may mean it, with | between them, like Tower|Hamlets
    """,
        key=KEY,
        gss=r"E09\d{6}",
        joined=PERIOD_KEYS,
        left=PERIOD_KEYS,
    ),
)


def declared() -> tuple[Borough, ...]:
    """The boroughs declared at release with rows of ADDED put in. InputError names the row that
    does not fit.
    """
    rows = added(ADDED)
    held = with_added(_AT_RELEASE, rows, with_lists("aliases", "doubtful"), Borough, ADDED)
    refuse_shared(
        rows,
        {
            **{key: _names(one) for key, one in held.items()},
            "more than one borough": tuple(AMBIGUOUS),
        },
    )
    for row in rows:
        borough = held[row.given["key"]]
        if borough.left and borough.left < borough.joined:
            raise row.refused(
                f"{borough.name} cannot leave in {borough.left}: it joined in {borough.joined}"
            )
    return tuple(sorted(held.values(), key=lambda borough: borough.joined))


def _names(borough: Borough) -> tuple[str, ...]:
    return (borough.key.replace("_", " "), borough.name, *borough.aliases, *borough.doubtful)


BOROUGHS = declared()
BOROUGH_KEYS = tuple(borough.key for borough in BOROUGHS)
BY_KEY = {borough.key: borough for borough in BOROUGHS}
# A borough that joins is another no longer.
OTHER_BOROUGHS = tuple(
    name for name in _OTHER_BOROUGHS if name not in {borough.name for borough in BOROUGHS}
)


def borough_name(key: str) -> str:
    """The name as printed."""
    return BY_KEY[key].name


def members(key: str) -> tuple[Borough, ...]:
    """The boroughs that were members in period `key`, in order of joining."""
    return tuple(borough for borough in BOROUGHS if borough.was_member_in(key))
