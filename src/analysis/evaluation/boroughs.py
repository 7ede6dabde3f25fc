"""The boroughs of the partnership, the names they go by, and when they joined."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.evaluation.periods import PERIOD_KEYS, period


@dataclass(frozen=True)
class Borough:
    """A member borough. `aliases` certainly mean it; `doubtful` names are read as it and queried."""

    key: str
    name: str
    gss: str
    joined: str
    aliases: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    def was_member(self, quarter: str) -> bool:
        """Whether the borough had joined by `quarter`. A joining period without dates lies before every return."""
        first = period(self.joined).first
        return first is None or quarter >= first


# In order of joining, which is the order every table and figure uses.
BOROUGHS = (
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
BOROUGH_KEYS = tuple(borough.key for borough in BOROUGHS)
BY_KEY = {borough.key: borough for borough in BOROUGHS}

# Names that could be more than one borough: refused, never guessed.
AMBIGUOUS = {
    "LBB": ("Barnet", "Bexley", "Brent", "Bromley", "Barking and Dagenham"),
    "LB": ("any London borough",),
    "H": ("Hackney", "Hammersmith and Fulham", "Haringey", "Harrow", "Havering", "Hillingdon", "Hounslow"),
    "B": ("Barnet", "Barking and Dagenham", "Bexley", "Brent", "Bromley"),
}

# The other London boroughs, and what else a return is compared with: never read as a member's numbers.
OTHER_BOROUGHS = (
    "Bexley", "Brent", "Bromley", "Camden", "Croydon", "Ealing", "Enfield", "Greenwich", "Haringey", "Harrow",
    "Havering", "Hillingdon", "Hounslow", "Islington", "Kensington and Chelsea", "Kingston upon Thames", "Lambeth",
    "Lewisham", "Merton", "Redbridge", "Richmond upon Thames", "Southwark", "Sutton", "Tower Hamlets", "Wandsworth",
    "Westminster",
)  # fmt: skip
OTHER_AREAS = (
    "City of London", "Inner London", "Outer London", "London", "England", "National", "Statistical neighbours",
    "Stat neighbours", "SN",
)  # fmt: skip


def borough_name(key: str) -> str:
    """The name as printed."""
    return BY_KEY[key].name


assert len(set(BOROUGH_KEYS)) == len(BOROUGHS)
assert all(borough.joined in PERIOD_KEYS for borough in BOROUGHS)
