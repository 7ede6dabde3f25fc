"""Funding periods, the quarters they hold, and what was planned for each before its data came."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.frames import InputError


@dataclass(frozen=True)
class Period:
    """A funding period. `first` and `last` are calendar quarters; None where the report does not date the period.

    `months` are its plausible lengths, shortest first, and `length` says what each rests on.
    `primary` names the series and `margin` the change, as a share, that was agreed in advance to count as
    "stable"; a period without a written plan has neither, and nothing in it may be called a planned result.
    `widest` is the first and the last month that a period without dates can reach to. Every file of a `simulated`
    period is made up; such a period and a real one never stand in one table.
    """

    key: str
    label: str
    first: str | None = None
    last: str | None = None
    months: tuple[int, ...] = ()
    length: str = ""
    primary: tuple[str, ...] = ()
    margin: float | None = None
    widest: tuple[str, str] = ("", "")
    simulated: bool = False

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last month, like `2023-07`; the widest they can be where the period is not dated."""
        if self.first is None:
            return self.widest
        return str(pd.Period(self.first).asfreq("M", "start")), str(pd.Period(self.last).asfreq("M", "end"))

    @property
    def quarters(self) -> tuple[str, ...]:
        """Every calendar quarter of the period, like `2023Q3`."""
        if self.first is None:
            return ()
        return tuple(str(q) for q in pd.period_range(self.first, self.last, freq="Q"))


# The report of June 2025 dates the third period only; the lengths of the first two can be inferred, not known.
# The first was funded in 2021. A borough that joined at the start of the second has been a member since 2022, so
# the second began in that year and the first was over by its end. The third began in July 2023.
PERIODS = (
    Period(
        "2021-22",
        "Year 1",
        months=(8, 9, 12),
        length="8 months of core funding, 9 of logged consultations, 12 with the boroughs' match funding",
        widest=("2021-01", "2022-12"),
    ),
    Period(
        "2022-23",
        "Year 2",
        months=(8, 11, 12),
        length="8 and 11 months of logged consultations, 12 for a full year",
        widest=("2022-01", "2023-06"),
    ),
    Period("2023-25", "Year 3/4", first="2023Q3", last="2025Q1", months=(21,), length="July 2023 to March 2025"),
    Period(
        "2025-26",
        "2025/26",
        first="2025Q2",
        last="2026Q1",
        months=(12,),
        length="April 2025 to March 2026",
        simulated=True,
    ),
)
PERIOD_KEYS = tuple(period.key for period in PERIODS)


def periods_to(key: str) -> tuple[str, ...]:
    """The periods a report of period `key` may show: it and those before it, simulated apart from real."""
    return tuple(one.key for one in PERIODS if one.key <= key and one.simulated == period(key).simulated)


QUARTER = r"\d{4}Q[1-4]"
MONTHS = {1: "Jan–Mar", 2: "Apr–Jun", 3: "Jul–Sep", 4: "Oct–Dec"}


def period(key: str) -> Period:
    """The period called `key`; InputError naming the known ones where there is none."""
    for candidate in PERIODS:
        if candidate.key == key:
            return candidate
    raise InputError(
        f"no period '{key}': known are {', '.join(PERIOD_KEYS)}; "
        "declare a new one in src/analysis/evaluation/periods.py"
    )


def quarter_label(quarter: str) -> str:
    """`2023Q3` as people write it: `Jul–Sep 2023`."""
    return f"{MONTHS[int(quarter[-1])]} {quarter[:4]}"


def span(quarters, joint: str = "to") -> str:
    """The first and last of some quarters in words: `Jul–Sep 2023 to Jan–Mar 2025`."""
    return f"{quarter_label(min(quarters))} {joint} {quarter_label(max(quarters))}"
