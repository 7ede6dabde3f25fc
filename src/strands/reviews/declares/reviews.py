"""The reviews strand: case files read by the boroughs for practice in line with the approach."""

from analysis.declare.boroughs import BOROUGH_KEYS, BOROUGHS, BY_KEY
from analysis.declare.periods import PERIOD_KEYS, QUARTER
from analysis.declare.returned import returned
from analysis.declare.sampling import ARMS
from analysis.declare.table import columns
from analysis.declare.words import worded

# What stands where nobody said anything of a principle, either way.
NOT_REPORTED = "not reported"
# What the reviews of the June 2025 report speak of, by the principles of the approach; one wording
# each.
PRINCIPLES = worded("""
    language: language that neither blames nor mutualises
    pattern: the perpetrator's pattern named and documented
    expectations: actions and expectations for the perpetrator
    parenting: abuse framed as a parenting choice
    partnering: partnering with the victim-survivor and her strengths
    safety: safety planning not placed on the victim-survivor
    supervision: supervision informed by the approach
    pathways: multiple pathways to harm and the child's voice
    worker_safety: worker safety
    """)
# Said to be there without a limit; said to be there in some or most files, or to be less than
# wanted; said to be weak, scant or missing, or named among what has to improve. Words, and no order
# of merit.
SEEN = {"seen": "seen", "in_places": "seen in places", "weak": "seen to be weak or missing"}
WHERE = worded("""
    both: trained and consulted
    trained: trained
    untrained: not trained
    all: across all
    unsaid: not said
    """)
NOT_PUBLISHED = "not published"
BANDS = {"newer": "newer", "established": "more established"}


def band(borough: str, period: str) -> str:
    """`newer` for a member that joined in the period, `established` for one that joined before;
    empty for others.
    """
    if not BY_KEY[borough].was_member_in(period):
        return ""
    return "newer" if BY_KEY[borough].joined == period else "established"


def boroughs_in(of_band: str, period: str) -> list[str]:
    """The boroughs of a band in a period, in order of joining."""
    return [borough.key for borough in BOROUGHS if band(borough.key, period) == of_band]


_BOROUGH_PERIOD = columns(
    """
    borough: borough key
    period: funding period
    """,
    borough=BOROUGH_KEYS,
    period=PERIOD_KEYS,
)

ROUNDS = returned(
    "rounds",
    "one round of reviews in one borough, or all rounds where they were not told apart",
    ("borough", "period", "round", "remark"),
    _BOROUGH_PERIOD,
    columns(
        """
        round (count or empty): its number, from 1
        quarter: the calendar quarter; empty where that is not known
        remark (free text): what was particular about it, in our words
        """,
        quarter=f"({QUARTER})?",
    ),
)

FRAME = returned(
    "frame",
    "one arm of the sampling frame",
    ("arm", "period"),
    columns(
        """
        arm: the kind of case
        period: funding period
        count (count or empty): cases a round as agreed
        reviewed (count or empty): cases reviewed in all
        selected: the cases they were to be taken from
        kept: how long the frame was kept to
        """,
        arm=tuple(ARMS),
        period=PERIOD_KEYS,
    ),
)

STATEMENTS = returned(
    "seen",
    "one statement on one principle in one borough",
    ("borough", "period", "principle", "seen", "found_in", "rounds"),
    _BOROUGH_PERIOD,
    columns(
        """
        principle: the principle of practice
        seen: what was seen of it, in one of a few words
        found_in: whose files it is about, by training and consultation
        rounds: the rounds it is about; empty where not said
        note (free text): the statement in our words
        """,
        principle=tuple(PRINCIPLES),
        seen=tuple(SEEN),
        found_in=tuple(WHERE),
        rounds=r"(\d( \d)*)?",
    ),
)
