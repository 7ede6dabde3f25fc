"""Which funding period a heading such as `Yr 2` or `N in Year 3/4` means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.cleaning.names import plain_name

_YEAR = re.compile(r"y(?:ea)?rs? ?(\d)(?: (\d))?\b")
_PERIODS = {"1": "2021-22", "2": "2022-23", "3": "2023-25", "3 4": "2023-25"}


@dataclass(frozen=True)
class Year:
    """A heading read as a funding period; `period` is None where it is none, `doubtful` wants asking."""

    period: str | None
    doubtful: bool = False


def read_year(text: str) -> Year:
    """The funding period `text` speaks of; a bare "Year 3" is Year 3/4, and doubtful."""
    found = _YEAR.search(plain_name(text))
    years = " ".join(filter(None, found.groups())) if found else ""
    return Year(_PERIODS.get(years), doubtful=years == "3")
