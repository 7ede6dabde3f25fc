"""The context strand: official statistics on every authority, before and since boroughs joined; and how
they are compared, laid down before the members' numbers were opened.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

from analysis.declare.boroughs import Borough
from analysis.declare.periods import period
from analysis.declare.returned import QUERIES, returned
from analysis.declare.strand import Strand
from analysis.declare.table import columns
from analysis.declare.words import worded

LEVELS = {"authority": "local authority", "region": "region", "country": "country"}
# What a release counts, by table: the base first. Each with the headings that releases give it.
HEADINGS = {
    "referrals": worded("""
        referrals: referral_count; number_of_referrals; referrals
        re_referrals: rereferral_count; re_referral_count; number_of_rereferrals; rereferrals;
            referrals_within_12_months_of_a_previous_referral
    """),
    "factors": worded("""
        assessments: Episodes_with_assessment_factor; episodes_with_assessment_factors;
            number_of_episodes_with_assessment_factor; assessments_with_factors
        da_child: Domestic_Abuse_child; domestic_violence_child; 3A
        da_parent: Domestic_Abuse_parent; domestic_violence_parent; 3B
        da_other: Domestic_Abuse_person; domestic_violence_person; 3C
        mental_health_parent: Mental_Health_parent; 4B
        alcohol_parent: Alcohol_Misuse_parent; alcohol_parent; 1B
        drugs_parent: Drug_Misuse_parent; drugs_parent; 2B
    """),
    "plans": worded("""
        plans: CPP_start; cpp_starts; child_protection_plans_starting
        plans_again: CPP_subsequent; second_or_subsequent_plans; cpp_second_or_subsequent
    """),
}
MEASURES = worded("""
    referrals: referrals to children's social care
    re_referrals: referrals within 12 months of an earlier one
    assessments: assessments with a factor identified
    da_child: of these, domestic abuse of the child (3A)
    da_parent: of these, domestic abuse of a parent (3B)
    da_other: of these, domestic abuse of another person (3C)
    mental_health_parent: of these, mental health of a parent
    alcohol_parent: of these, alcohol misuse of a parent
    drugs_parent: of these, drug misuse of a parent
    plans: child protection plans begun
    plans_again: of these, a second or later plan
""")
TABLE = returned(
    "context",
    "one number of one authority, region or country in one year",
    ("area", "year", "measure"),
    columns(
        """
        area: its code, the newest where one was replaced and the place is the same; of a region or the
            country its name
        name: its name in the newest release
        level: what it is
        region: the region it lies in; empty for regions and countries
        year (count): the year that ended on 31 March
        measure: what is counted
        count (count or empty): how many, as released
    """,
        level=tuple(LEVELS),
        measure=tuple(MEASURES),
    ),
)


@dataclass(frozen=True)
class Outcome:
    """A share compared between authorities: log odds of `part` of `whole`, less the mean log odds of
    `less`, other parts of the same whole.

    `is_placebo` says that it has nothing to do with the programme, and `may_mean` what a rise of it
    may mean.
    """

    key: str
    name: str
    part: str
    whole: str
    less: tuple[str, ...] = ()
    is_placebo: bool = False
    may_mean: str = ""


_PARENTS = ("mental_health_parent", "alcohol_parent", "drugs_parent")
_SEEN = "more abuse, or abuse that is seen and named more often, which the programme wants"
OUTCOMES = {
    outcome.key: outcome
    for outcome in (
        Outcome(
            "da_parent_net",
            "Domestic abuse of a parent, less other factors of parents",
            "da_parent",
            "assessments",
            _PARENTS,
            may_mean=_SEEN,
        ),
        Outcome(
            "re_referral",
            "Re-referrals within 12 months",
            "re_referrals",
            "referrals",
            may_mean="children who were not safe after all, or a worry that is told sooner",
        ),
        Outcome(
            "second_plan",
            "Second or later protection plans",
            "plans_again",
            "plans",
            may_mean="children who were not safe after all, or plans that ended sooner before",
        ),
        Outcome(
            "da_parent", "Domestic abuse of a parent", "da_parent", "assessments", may_mean=_SEEN
        ),
        Outcome(
            "da_child", "Domestic abuse of the child", "da_child", "assessments", may_mean=_SEEN
        ),
        Outcome(
            "mental_health_net",
            "Mental health of a parent, less alcohol and drugs",
            "mental_health_parent",
            "assessments",
            _PARENTS[1:],
            is_placebo=True,
        ),
        Outcome(
            "alcohol_net",
            "Alcohol misuse of a parent, less drugs",
            "alcohol_parent",
            "assessments",
            _PARENTS[2:],
            is_placebo=True,
        ),
    )
}


# Under which reading a change is found: against whom, or with which years of joining.
ENGLAND, LONDON = "all other authorities", "other London boroughs"
EARLIER, PRETENDED = "joined earlier", "before anybody joined"


@dataclass(frozen=True)
class Plan:
    """How members are compared with other authorities. It was chosen by how much the others vary among
    themselves, without a look at the members.

    `tested` are the outcomes whose mean is tested, by Holm over them all; `first` and `last` the
    years that count, and the donors have every one of them, of at least `donors` authorities;
    `draws` how many random sets of donors stand for members. `earlier` are first years of a second
    reading. `band` is the share of the donors' jumps beyond which a jump over a gap is a break.
    """

    tested: tuple[str, ...] = ("da_parent_net", "re_referral", "second_plan")
    first: int = 2018
    # From April 2025 on a national reform reaches every authority, and nobody is a control.
    last: int = 2025
    donors: int = 100
    draws: int = 5_000
    earlier: tuple[tuple[str, int], ...] = (("hackney", 2020), ("waltham_forest", 2020))
    band: float = 0.99

    @property
    def sha256(self) -> str:
        """What it is known by: another figure or rule, and it is another."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()


PLAN = Plan()
# The plan as it stood when the members' numbers were opened, and when that was.
LOCKED = "0f22476e5734988d97a5851a007a90d5ab82037027e633282db880522e26dec7"
LOCKED_ON = "2026-11-29"


def joined_year(borough: Borough) -> int:
    """The year, ended in March, in which a borough joined: the first of its funding period."""
    return int(period(borough.joined).key[:4]) + 1


STRAND = Strand(
    "context",
    "Official statistics before and since",
    {"table": TABLE, "queries": QUERIES},
    since="2023-25",
    official=True,
)
