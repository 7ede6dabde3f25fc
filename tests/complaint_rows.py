"""Complaints and open cases made for tests: frames as cleaning gives them, and a period long enough for halves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import pytest

from analysis.declare import periods
from strands.complaints.declares import BASES, COMPLAINTS

PERIOD = "2025-26"


@dataclass(frozen=True)
class Level:
    """What every quarter of a stretch holds: complaints, how many were upheld and supported, and open cases.

    The rest were not upheld and not supported; `perpetrators` of them are judged to come from one.
    """

    complaints: int = 0
    upheld: int = 0
    supported: int = 0
    cases: int | None = 400
    use: str = "all"
    perpetrators: int = 0


def longer(patch: pytest.MonkeyPatch, last: str) -> tuple[str, ...]:
    """The quarters of the simulated period as if it ended with another one."""
    changed = tuple(
        replace(one, last=last) if one.key == PERIOD else one for one in periods.PERIODS
    )
    patch.setattr(periods, "PERIODS", changed)
    return periods.period(PERIOD).quarters


def line(borough: str, code: str, received: str, **said) -> dict:
    """One returned line; somebody else's complaint that was not upheld unless `said` otherwise."""
    at = said.pop("at", code)
    return {
        "borough": borough,
        "period": PERIOD,
        "complaint": code,
        "stage": "one",
        "received": received,
        "complainant": "other",
        "grounds": "",
        "conventions": "",
        "repeat": "",
        "nqsw": "",
        "support": "",
        "outcome": "not_upheld",
        "days": None,
        "mapped": "",
        "status": "returned",
        "file": f"{borough}.csv",
        "sheet": "",
        "cell": at,
        "raw": code,
        "caveat": "",
        **said,
    }


def base(borough: str, quarter: str, cases: int | None, use: str = "all", status: str = "") -> dict:
    """The open cases of one quarter; not returned where there is no number."""
    return {
        "borough": borough,
        "period": PERIOD,
        "quarter": quarter,
        "in_use": use,
        "measure": "open_cases",
        "count": cases,
        "status": status or ("not_returned" if cases is None else "returned"),
        "file": f"{borough}.csv",
        "sheet": "",
        "cell": f"B{quarter}",
        "raw": "",
        "caveat": "",
    }


def frames(lines: list[dict], bases: list[dict]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Checked frames of both tables."""
    made = pd.DataFrame(lines, columns=list(COMPLAINTS.columns)).astype({"days": "Int64"})
    cases = pd.DataFrame(bases, columns=list(BASES.columns)).astype({"count": "Int64"})
    return COMPLAINTS.check(made), BASES.check(cases)


def series(
    borough: str, quarters: tuple[str, ...], levels: list[Level]
) -> tuple[list[dict], list[dict]]:
    """A borough's lines and open cases, a level a quarter."""
    lines, bases = [], []
    for quarter, level in zip(quarters, levels, strict=True):
        day = str(pd.Period(quarter, "Q").start_time.date())
        bases.append(base(borough, quarter, level.cases, level.use))
        for at in range(level.complaints):
            lines.append(
                line(
                    borough,
                    f"{quarter}/{at}",
                    day,
                    outcome="upheld" if at < level.upheld else "not_upheld",
                    support="given" if at < level.supported else "none",
                    complainant="perpetrator" if at < level.perpetrators else "other",
                )
            )
    return lines, bases
