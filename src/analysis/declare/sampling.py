"""How cases are drawn for learning reviews: an order that anyone gets again, from the list of
closed cases alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.kept import AS_FAR_AS_KNOWN
from analysis.declare.periods import PERIOD_KEYS, QUARTER
from analysis.declare.table import Table, columns

# How far something is evidenced on file. In order, for agreement that counts near misses as near;
# "n/a" is in no order.
EVIDENCED = {"evidenced": "evidenced", "partly": "partly", "not": "not evidenced", "na": "n/a"}
ORDERED = ("not", "partly", "evidenced")
# The two kinds of case that the frame agreed with the leads asks for.
ARMS = {"both": "trained and consulted", "neither": "neither trained nor consulted"}
# These two, and the two a closed case may fall in between them.
KINDS = {
    "both": "trained and consulted",
    "neither": "neither",
    "trained": "trained only",
    "consulted": "consulted only",
}
# Cases an arm in a quarter, as the frame asks for.
DRAWN = 5
METHOD = "order of sha256(seed|case code), v1"
# Cases an arm that stand in, in their order, where one that was drawn cannot be read.
RESERVES = 2
AS = {"drawn": "drawn", "reserve": "reserve"}

SAMPLE = Table(
    "sample",
    one_row_is="one case drawn, or one in reserve, of one arm in one borough and quarter",
    key=("borough", "period", "quarter", "arm", "position"),
    columns=columns(
        """
        borough: borough key
        period: funding period
        quarter: the calendar quarter the cases were closed in
        arm: the kind of case
        position (count): its place in the order of its arm, from 1
        case: the borough's code for the case
        drawn_as: drawn, or a reserve
        eligible (count): closed cases of the arm it was drawn from
        seed: what the order hangs on beside the case codes
        method: the method and its version
        frame: the files the list of closed cases was read from, from the period's folder
        sha256: their fingerprints
        drawn_on: when, as far as known
    """,
        borough=BOROUGH_KEYS,
        period=PERIOD_KEYS,
        quarter=QUARTER,
        arm=tuple(ARMS),
        case=".+",
        drawn_as=tuple(AS),
        sha256="[0-9a-f]{64}(; [0-9a-f]{64})*",
        drawn_on=AS_FAR_AS_KNOWN,
    ),
)


def arm_of(trained: str, consulted: str) -> str:
    """The arm of a closed case by its two answers, as a key of cases.ARMS; empty where one is not
    known.
    """
    arms = {
        ("yes", "yes"): "both",
        ("no", "no"): "neither",
        ("yes", "no"): "trained",
        ("no", "yes"): "consulted",
    }
    return arms.get((trained, consulted), "")


def quarter_of(day: str) -> str:
    """The calendar quarter of a day like `2025-04-30`; empty where there is none."""
    return str(pd.Period(day, "Q")) if day else ""


def placed(closed: DataFrame) -> DataFrame:
    """Closed cases with their `arm` and `quarter`; both empty where a question about the case is
    open.
    """
    known = closed["status"] == "returned"
    arms = [
        arm_of(*answers) for answers in zip(closed["trained"], closed["consulted"], strict=True)
    ]
    quarters = [quarter_of(day) for day in closed["closed_on"]]
    return closed.assign(
        arm=Series(arms, closed.index, dtype="str").where(known, ""),
        quarter=Series(quarters, closed.index, dtype="str").where(known, ""),
    )


def seed_of(period: str, borough: str, quarter: str) -> str:
    """The seed of a draw where nobody names one: made of what is drawn for, so that nobody can try
    another.
    """
    return f"{period}|{borough}|{quarter}"


def in_order(cases: Iterable[str], seed: str) -> list[str]:
    """Cases by the SHA-256 of `seed|case` in UTF-8, lowest first.

    The place of a case hangs on its code and the seed alone: neither the order of the list nor
    another case changes which of two comes first, and any tool that computes SHA-256 gives the same
    order.
    """
    return sorted(set(cases), key=lambda case: sha256(f"{seed}|{case}".encode()).hexdigest())


def drawn(eligible: Mapping[str, Iterable[str]], seed: str, size: int = DRAWN) -> Iterator[dict]:
    """The first `size` cases of each arm in their order, and those in reserve after them."""
    for arm in ARMS:
        order = in_order(eligible.get(arm, ()), seed)
        for position, case in enumerate(order[: size + RESERVES], 1):
            yield {
                "arm": arm,
                "position": position,
                "case": case,
                "eligible": len(order),
                "drawn_as": "drawn" if position <= size else "reserve",
            }


def sample(eligible: Mapping[str, Iterable[str]], size: int = DRAWN, **about: str) -> DataFrame:
    """A draw as a frame of SAMPLE; `about` names its borough, period, quarter, seed, frame, sha256
    and day.
    """
    rows = [{**about, "method": METHOD, **row} for row in drawn(eligible, about["seed"], size)]
    return SAMPLE.framed(rows)


def file_of(borough: str, quarter: str) -> str:
    """Where the draw of a quarter is kept, from the period's folder."""
    return f"samples/{borough}_{quarter}.csv"
