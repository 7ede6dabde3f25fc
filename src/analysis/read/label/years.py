"""Which funding period a heading such as `Yr 2`, `N in Year 3/4` or `Attendance 2025/26` means."""

import re
from dataclasses import dataclass

from analysis.declare.periods import PERIODS
from analysis.read.label.names import plain_name

_YEAR = re.compile(r"y(?:ea)?rs? ?(\d)(?: (\d))?\b")
# Years of the funding by their numbers, as in "Year 2" and "Year 3/4".
_YEARS = {
    match.groups(): one.key for one in PERIODS if (match := _YEAR.fullmatch(plain_name(one.label)))
}
_PERIODS = {" ".join(filter(None, numbers)): key for numbers, key in _YEARS.items()}
# The first year of a longer period, named alone.
_DOUBTFUL = {
    first: key for (first, second), key in _YEARS.items() if second and first not in _PERIODS
}
# Periods that are not called a year of the funding, by their labels.
_LABELS = {
    plain_name(one.label): one.key for one in PERIODS if not _YEAR.match(plain_name(one.label))
}
# A part of a year is no year.
_PART = re.compile(
    r"\b(?:q\d|quarters?|h[12]|half|halves|terms?|months?|weeks?|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)


@dataclass(frozen=True)
class Year:
    """A heading read as a funding period; `period` is None where it is none, `doubtful` wants
    asking.
    """

    period: str | None
    doubtful: bool = False


def read_year(text: str) -> Year:
    """The funding period `text` speaks of; a bare "Year 3" is Year 3/4, and doubtful."""
    words = plain_name(text)
    found = _YEAR.search(words)
    if found is None and not _PART.search(words):
        named = {key for label, key in _LABELS.items() if f" {label} " in f" {words} "}
        return Year(named.pop() if len(named) == 1 else None)
    years = " ".join(filter(None, found.groups())) if found else ""
    return Year((_PERIODS | _DOUBTFUL).get(years), doubtful=years in _DOUBTFUL)
