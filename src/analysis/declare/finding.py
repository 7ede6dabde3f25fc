"""A finding: one schema for every strand, and each word a finding may carry: verdicts, refusals,
units.

`find` fills these columns with keys; `show` and a strand's `prints` put them into words. The words
stand here, once.
"""

from pandas import DataFrame

from analysis.declare.proforma import BETWEEN
from analysis.declare.statuses import STATUS_KEYS
from analysis.declare.table import Table, columns
from analysis.declare.words import worded

# What an interval lets one say of a change, the same upward and downward (`find.ladder`).
TOO_FEW = "too few quarters"
TOO_FEW_MONTHS = "too few months"
CANNOT_TELL = "cannot tell"
STABLE = "stable"
DECREASE, INCREASE = "decrease", "increase"
POSSIBLE_DECREASE, POSSIBLE_INCREASE = "possible decrease", "possible increase"
MOVED = (DECREASE, INCREASE, POSSIBLE_DECREASE, POSSIBLE_INCREASE)
VERDICTS = (
    DECREASE,
    INCREASE,
    POSSIBLE_DECREASE,
    POSSIBLE_INCREASE,
    STABLE,
    CANNOT_TELL,
    TOO_FEW,
    TOO_FEW_MONTHS,
)

# Why a number is refused, or what stands against it, by the code that the CSV keeps.
REFUSALS = worded("""
    G1: too few quarters
    G2: too short for such errors
    G3: too short for such a model
    G4: more variable than chance
    G5: too short to test
    G6: no dated start
    G7: nothing from before
    G8: too few points
    G9: limits too narrow
    G10: less than two years
    G11: boroughs differ
    G12: another definition
    G13: not complete yet
    G14: no base
    G15: another design
    G16: response low or not known
    G17: other people answered
    G18: base too small
    G19: not left to chance
    G20: another version
    G21: no good direction
    G22: recording was beginning
    G23: withheld here
    G28: direction depends on what is counted
    G29: one quarter decides
    G30: typed by hand
    G33: never filled in
    G34: withheld, read at both ends
    G35: the recording broke off
    S17: told in confidence
""")
# What no rule of the table names, and the note says.
REFUSALS["other"] = ""

# What an estimate and its ends are counted in.
UNITS = {"": "no number"} | worded("""
    count: how many
    share: a share, from 0 to 1
    points: a difference of shares
    ratio: times as many
    odds: times the odds
    rate: how many a month, a block or a hundred, as the statistic says
    scale: points on the scale of the question
    p: a probability under no change
    days: days
    months: months
    minutes: minutes
    statistic: a number without a unit
""")

FINDINGS = Table(
    "findings",
    one_row_is="one statistic about one subject",
    key=("statistic", "subject", "borough", "when", "reading"),
    columns=columns(
        """
        statistic: what was asked
        subject: what it is about, its parts joined by ' | '; empty where it is about everything
        borough: borough key; empty where it is about all
        when: the quarter, month or funding period it is about
        reading: under which reading: how withheld counts were read, what it is held against
        estimate (number or empty): the answer; for x of n the share
        low (number or empty): lower end of the 95 % interval, or of the range
        high (number or empty): upper end
        x (number or empty): how many it counts; empty where it counts nothing
        n (number or empty): how many they are out of, or it rests on
        unit: what the estimate is counted in
        method: the method and its version
        verdict: what may be said of a change
        refused: why there is no number: a code of REFUSALS, or the status of what was returned
        note: what to beware of, or the refusal's reason in this case
        rows: the returned rows it was made from, as file!sheet!cell
    """,
        unit=tuple(UNITS),
        verdict=("", *VERDICTS),
        refused=("", *REFUSALS, *STATUS_KEYS),
    ),
)


def subject(*parts: str) -> str:
    """What a finding is about, of several parts."""
    return BETWEEN.join(parts)


def with_parts(found: DataFrame, *names: str) -> DataFrame:
    """Findings with the parts of their `subject` as columns of their own; a missing part is empty."""
    parts = found["subject"].str.split(BETWEEN, regex=False)
    return found.assign(
        **{
            name: [part[place] if place < len(part) else "" for part in parts]
            for place, name in enumerate(names)
        }
    )
