"""What may leave: the profiles a period is published under, and how a strand says which of its counts
are of people and how they hang together.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.declare.table import InputError
from analysis.declare.words import entries, listed


@dataclass(frozen=True)
class Profile:
    """A rule of what may be told.

    Counts of people from `least` to `most` are withheld, and whatever they could be worked out from;
    where `nearest` is more than 1, every other count is rounded to it. `zeros` says whether a zero may
    be withheld too. `says` goes into the report, and is empty where nothing is withheld.
    """

    key: str
    most: int = 0
    least: int = 1
    nearest: int = 1
    says: str = ""
    source: str = ""

    @property
    def withholds(self) -> bool:
        """Whether anything is withheld under it."""
        return self.most > 0

    @property
    def zeros(self) -> bool:
        """Whether a zero is withheld like any other small count."""
        return self.least == 0

    def small(self, count: float) -> bool:
        """Whether a count of people is withheld for its size."""
        return self.least <= count <= self.most


PROFILES = {
    profile.key: profile
    for profile in (
        Profile("as_published"),
        Profile("internal"),
        Profile(
            "dfe_cin",
            5,
            says="Counts of people from 1 to 5 are withheld, and what they could be worked out from.",
            source="Department for Education, characteristics of children in need",
        ),
        Profile(
            "hes",
            7,
            nearest=5,
            says=(
                "Counts of people from 1 to 7 are withheld, and what they could be worked out from;"
                " other counts are rounded to the nearest 5, and totals, rates, averages and tests that"
                " rest on them are not told."
            ),
            source="NHS Digital, Hospital Episode Statistics analysis guide",
        ),
        Profile(
            "below_10",
            9,
            least=0,
            says="Counts of people below 10 are withheld, 0 too, and what they could be worked out"
            " from.",
            source="UK Longitudinal Linkage Collaboration, statistical disclosure control",
        ),
    )
}
# What stands on every page, table and figure of an edition that holds everything.
INTERNAL = "INTERNAL, not to be passed on: small numbers are not withheld."
# What begins the sentence by which a section says what is withheld in it.
RULE = "**What is withheld.**"
# For a period in which anything was sent that nobody has published.
STRICT = "dfe_cin"


def profile(key: str) -> Profile:
    """The profile of that name; InputError where there is none."""
    if key not in PROFILES:
        raise InputError(
            f"params.yaml: no disclosure profile '{key}'; write one of {listed([*PROFILES], 'or')}"
        )
    return PROFILES[key]


@dataclass(frozen=True)
class Cost:
    """How many counts of people were looked at, withheld for their size, and withheld with them; and
    by how many fewer that would be (`saved`) without the counts of a statistic `by` borough, quarter or
    month, of those the ones that most of the withheld are among.
    """

    looked_at: int = 0
    small: int = 0
    with_them: int = 0
    saved: int = 0
    statistic: str = ""
    by: str = ""

    def __add__(self, other: "Cost") -> "Cost":
        most = max(self, other, key=lambda cost: cost.saved)
        counts = ("looked_at", "small", "with_them")
        return replace(
            most, **{name: getattr(self, name) + getattr(other, name) for name in counts}
        )


PEOPLE, WORKED_OUT, NOBODY = "people", "worked out", "nobody"
# What parts of a finding a total may be over, beside the parts of its subject by their number.
DIMENSIONS = ("borough", "when", "reading")


@dataclass(frozen=True)
class Told:
    """What a statistic tells of people.

    `kind` is PEOPLE where its `x`, and its `n` unless `per` says that it is something else, count
    people; WORKED_OUT where it counts nobody itself; NOBODY elsewhere. Either goes with the statistics
    it is `worked_out_from`, and its interval with those that is (`interval_from`).
    `of` is the statistic that counts its base, and `left` those that count what is left of that beside
    the base. `over` are the dimensions along which it adds up to the finding about all; `parts` says
    that the last parts of its subject share out its base. `adds` are the counts it is the sum of, and
    `base_adds` those its base is. `same` is a statistic that is the same count. `range` says that its
    `low` and `high` are somebody's own numbers, `answer` that its reading is the answer, `refusal` that
    why there is none tells as much.
    """

    kind: str
    of: str = ""
    over: tuple[str, ...] = ()
    parts: bool = False
    per: bool = False
    range: bool = False
    answer: bool = False
    refusal: bool = False
    same: str = ""
    left: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    base_adds: tuple[str, ...] = ()
    worked_out_from: tuple[str, ...] = ()
    interval_from: tuple[str, ...] = ()


_CLAUSES = {
    "over": re.compile(r"over (.+)"),
    "of": re.compile(r"of (.+)"),
    "same": re.compile(r"same as (.+)"),
    "left": re.compile(r"left (.+)"),
    "adds": re.compile(r"adds (.+)"),
    "base_adds": re.compile(r"base adds (.+)"),
    "worked_out_from": re.compile(r"from (.+)"),
    "interval_from": re.compile(r"interval from (.+)"),
}


def told(text: str) -> dict[str, Told]:
    """What statistics tell of people, one under the other: their names with `|` between them, two colons
    and clauses with `;` between them; further lines are set in.

    The first clause is `people`, `nobody` or `from A | B`; after it come, where they hold, `of BASE`,
    `left A`, `over borough | when | 1`, `parts`, `adds A | B`, `base adds A | B`, `same as A`, `per`,
    `range`, `answer`, `refusal`, `from A | B` and `interval from A | B`. A name may be of one reading alone, `rate @ first half`. Another
    statistic may stand in another frame, and be of one subject: `of log/complainant (perpetrator)`.
    """
    declared: dict[str, Told] = {}
    for entry in entries(text):
        names, _, clauses = " ".join(entry).partition(":: ")
        for name in _several(names):
            declared[name] = _clauses(clauses.split(";"))
    return declared


def _clauses(clauses: Iterable[str]) -> Told:
    given: dict[str, object] = {}
    for clause in map(str.strip, clauses):
        if clause in (PEOPLE, NOBODY):
            given["kind"] = clause
        elif clause in ("parts", "per", "range", "answer", "refusal"):
            given[clause] = True
        else:
            matches = ((name, how.fullmatch(clause)) for name, how in _CLAUSES.items())
            name, match = next(((name, match) for name, match in matches if match), ("", None))
            if not match:
                raise ValueError(
                    f"a statistic says '{clause}' of the people it counts: no such clause"
                )
            given[name] = match[1] if name in ("of", "same") else _several(match[1])
    if "worked_out_from" in given:
        given.setdefault("kind", WORKED_OUT)
    return Told(**given)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))
