"""A share over time as printed: sentences by one rule for a rise and a fall, the numbers they rest
on, and what is refused.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.finding import (
    CANNOT_TELL,
    DECREASE,
    INCREASE,
    REFUSALS,
    STABLE,
)
from analysis.declare.statuses import SYMBOLS
from analysis.declare.traced import as_of, untraced
from analysis.show import words
from analysis.show.lookup import of_kind, remarks
from analysis.show.refusals import reason

# In the order of the ladder, so that falls and rises stand beside one another.
NONE = "–"
# The heading of a p-value after allowing for the number of tests.
ALLOWED_FOR = "p, all tests allowed for"
# What a sentence about a change rests on.
ABOUT_A_CHANGE = (
    "change",
    "change in points",
    "least change in points",
    "dispersion",
    "p",
    "p (Holm)",
    "verdict",
)


# Where the width of a range comes from, when some counts are known within limits alone.
_ALLOWED = " (some counts are withheld, and the range allows for all that they can be)"


class Tested(NamedTuple):
    """The words for a change that was tested: `among` names how many were (`{n}`), and of whether
    it stands (`{stands}`) the three ways.
    """

    among: str
    planned: str
    unplanned: str
    falls: str


def refused_rows(found: DataFrame) -> DataFrame:
    """The findings that a rule of REFUSALS leaves without any number."""
    return found[found["refused"].isin(REFUSALS) & found["low"].isna()]


def tests_of(found: DataFrame) -> Series:
    """The finding on how many changes were tested, of how many."""
    return of_kind(found, "tests").iloc[0]


def why(row) -> str:
    """Why a finding has no estimate, in words that can end a sentence; empty where it has one."""
    if row.refused == "G34":
        return f"{row.note}, as some is withheld"
    return reason(row) if row.refused in REFUSALS else row.note


def sign(refused: str) -> str:
    """What stands where there is no share: the symbol of a status, or a dash."""
    return SYMBOLS.get(refused, NONE)


def caveats(rows: DataFrame, step: str, label: Callable[[str], str]) -> Iterator[str]:
    """Each note of the sender once, with the steps it is about unless it is about all of `rows`."""
    for caveat, steps in remarks(rows, step):
        where = f" ({words.listed(list(map(label, steps)))})" if steps else ""
        yield f"From the sender{where}: {caveat}"


def moved(change: float, unit: bool = True) -> str:
    """A change of a share: `a rise of 12 percentage points`, `no change`; or without its unit."""
    if abs(change) < 0.0005:
        return "no change"
    return f"a {'fall' if change < 0 else 'rise'} of {size(change, unit)}"


def size(change: float, unit: bool = True) -> str:
    """A change of a share without its direction: `12 percentage points`, or `12`."""
    points = round(100 * abs(untraced(change)))
    number = as_of(change, str(points or "less than 1"))
    return f"{number} percentage point{'s' * (points > 1)}" if unit else number


def ends(by: Series, shares: DataFrame) -> str:
    """The interval of a change of a share in words: `a fall of 6 to a rise of 8 percentage
    points`.

    `shares` are the findings of the share by step. A share falls by no more than there is, and
    rises by no more than is left; turned round, each is the other's limit.
    """
    known = shares["estimate"]
    greatest, least = known.fillna(shares["high"]).max(), known.fillna(shares["low"]).min()

    def said(end: float, unit: bool = True) -> str:
        if abs(end) <= min(greatest, 1 - least):
            return moved(end, unit)
        return f"the greatest possible {'fall' if end < 0 else 'rise'}"

    high = said(by["high"])
    return f"{said(by['low'], unit='point' not in high)} to {high}"


def change_sentence(
    between: str,
    found: Mapping[str, Series],
    tests: Series,
    ends: str,
    least: str,
    tested: Tested,
) -> str:
    """What may be said of a fitted change, whose findings are `found` by statistic.

    `between` names the span and the share, `ends` its interval, `least` what it could have shown.
    """
    verdict, by = found["verdict"]["verdict"], found["change in points"]["estimate"]
    if verdict == CANNOT_TELL:
        return f"{between} is compatible with anything from {ends}{_ALLOWED * pd.isna(by)}. {least}"
    if verdict == STABLE:
        return f"{between} is compatible only with {ends}, inside the margin agreed beforehand."
    fits = f"{moved(by)} (95% interval: {ends})"
    if pd.isna(by):
        fits = f"{ends}{_ALLOWED}"
    stands = tested.unplanned if found["p (Holm)"]["estimate"] < 0.05 else tested.falls
    if verdict in (DECREASE, INCREASE):
        stands = tested.planned
    among = tested.among.format(n=words.count(tests["estimate"], "change"), stands=stands)
    return f"{between} fits {fits}. {among}"


def cells(found: Mapping[str, Series], zero: str = "0") -> dict[str, str]:
    """What a sentence rests on, as cells of a table by heading; a dash for what was not computed.

    A change of less than half a point is written as `zero`.
    """

    def number(statistic: str, times: float, places: int) -> str:
        row = found.get(statistic)
        return NONE if row is None else words.number(times * row["estimate"], places)

    least = found.get("least change")
    return {
        "Steps": f"{found['change']['n']:.0f}",
        "Change in points (95% interval)": points(found.get("change in points"), zero),
        "Smallest change in points": number("least change in points", 100, 0),
        "Smallest fall or rise, as a ratio": (
            NONE if least is None else words.least(least["low"], least["high"])
        ),
        "Change of odds (95% interval)": words.times(
            *(found["change"][end] for end in ("estimate", "low", "high"))
        ),
        "Dispersion (at least 1)": number("dispersion", 1, 1),
        "p": number("p", 1, 3),
        ALLOWED_FOR: number("p (Holm)", 1, 3),
    }


def points(row: Series | None, zero: str = "0") -> str:
    """A change of a share for a table: `+12 (3 to +21)`; the ends alone where counts are
    withheld.
    """
    if row is None or pd.isna(row["low"]):
        return NONE
    by, low, high = (_signed(row[end], zero) for end in ("estimate", "low", "high"))
    interval = f"{low} to{words.NBSP}{high}"
    return interval if pd.isna(row["estimate"]) else f"{by} ({interval})"


def _signed(change: float, zero: str) -> str:
    text = f"{100 * change:+.0f}".replace("-", "−")
    return zero if text in ("+0", "−0") else text
