"""A reading of a statement: whether it holds so read, and what the data say; readings together make
the verdict.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from analysis.declare.claims import CANNOT_TELL, DEPENDS, FAILS, HOLDS, UNTESTABLE
from strands.claims.finds.evidence import Figure

# What stands between what the data say and what is stated.
SAYS = "the statement says"


class Way(StrEnum):
    """The direction a statement states."""

    FALL = "fall"
    RISE = "rise"

    def met_by(self, ratio: float) -> bool:
        """Whether a later number over an earlier one points this way."""
        return self.met(1, ratio)

    def met(self, before: float, after: float) -> bool:
        """Whether the later of two numbers lies this way of the earlier, whatever it is."""
        return after < before if self is Way.FALL else after > before


@dataclass(frozen=True)
class Reading:
    """One way to read a statement: whether it `holds`; None where there is nothing to say it with, and
    CANNOT_TELL where there is, and it says neither.
    """

    holds: bool | str | None
    found: str


Readings = Iterator[Reading]


def nothing(figure: Figure) -> Reading:
    """The reading of a statement about rows that were never returned."""
    return Reading(None, f"No number was returned for {figure.named}.")


def verdict(readings: Iterable[Reading]) -> str:
    """What all readings come to: they agree, they differ, or the data cannot tell or test any."""
    outcomes = {reading.holds for reading in readings}
    if outcomes == {CANNOT_TELL, None}:
        return CANNOT_TELL
    if len(outcomes) > 1:
        return DEPENDS
    return {True: HOLDS, False: FAILS, CANNOT_TELL: CANNOT_TELL, None: UNTESTABLE}[outcomes.pop()]
