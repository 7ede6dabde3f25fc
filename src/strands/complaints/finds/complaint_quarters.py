"""Complaints, each of them once, and the quarters of each borough: what may be counted in them, and
why not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.periods import period, periods_to
from analysis.declare.proforma import BETWEEN
from analysis.declare.statuses import STATUSES
from strands.complaints.declares import PROFORMA, RAMP_UP, STAGES

_MEANS = {status.key: status.means for status in STATUSES}


@dataclass(frozen=True)
class Quarter:
    """One quarter of one borough. `count` and `cases` are None where not known, as `why` and
    `why_no_cases` say.

    `use` is a key of IN_USE, empty where it is not known. `lines` are those of the complaints it
    holds, `base` the row of its open cases.
    """

    borough: str
    period: str
    quarter: str
    use: str
    ramp_up: bool
    count: int | None
    why: str
    cases: int | None
    why_no_cases: str
    complaints: pd.DataFrame
    lines: pd.DataFrame
    base: pd.DataFrame

    @property
    def rows(self) -> pd.DataFrame:
        """Every row it rests on."""
        return pd.concat([self.lines, self.base])

    @property
    def usable(self) -> bool:
        """Whether it may be set against another quarter of its borough (G22)."""
        return self.use == "all" and not self.ramp_up and self.count is not None


def linked(lines: pd.DataFrame) -> pd.DataFrame:
    """The returned lines with `root`, the number of the complaint each is a stage of.

    A complaint is its borough's code. A code that begins again at a stage it has had is another
    complaint: some number theirs anew each year.
    """
    held = lines[lines["status"] == "returned"]
    held = held.assign(order=held["stage"].map(list(STAGES).index))
    held = held.sort_values(["borough", "complaint", "period", "order"], kind="stable")
    same = held[["borough", "complaint"]].eq(held[["borough", "complaint"]].shift()).all(axis=1)
    return held.assign(root=(~same | (held["order"] <= held["order"].shift())).cumsum())


def complaints(stages: pd.DataFrame) -> pd.DataFrame:
    """One row a `root` of `linked` lines: received with its first stage, ended with its last.

    Who complained is as judged last. What is known of any stage is known of the complaint; whether
    somebody complained before is asked of the first, as a later stage has one before it anyway.
    """
    columns = (
        "root",
        "borough",
        "period",
        "quarter",
        "complainant",
        "grounds",
        "conventions",
        "repeat",
        "nqsw",
        "support",
        "outcome",
        "days",
        "mapped",
        "stages",
    )
    made = [_complaint(root, mine) for root, mine in stages.groupby("root", sort=False)]
    return pd.DataFrame(made, columns=list(columns))


def _complaint(root: int, mine: pd.DataFrame) -> dict:
    first, last = mine.iloc[0], mine.iloc[-1]
    given = {part for said in mine["conventions"] for part in said.split(BETWEEN) if part}
    return {
        "root": root,
        "borough": first["borough"],
        "period": first["period"],
        "quarter": str(pd.Period(first["received"], "Q")),
        "complainant": last["complainant"],
        "grounds": next((said for said in reversed(mine["grounds"].tolist()) if said), ""),
        "conventions": given,
        "repeat": first["repeat"],
        "outcome": last["outcome"],
        "stages": len(mine),
        "days": None if pd.isna(first["days"]) or first["stage"] != "one" else int(first["days"]),
        "support": _first_of(mine["support"], ("given", "offered", "none")),
        **{name: _first_of(mine[name], ("yes", "no")) for name in ("nqsw", "mapped")},
    }


def _first_of(said: pd.Series, words: tuple[str, ...]) -> str:
    """The first of some words that was said at any stage; empty where none was."""
    return next((word for word in words if word in set(said)), "")


def quarters(lines: pd.DataFrame, base: pd.DataFrame, of_period: str) -> Iterator[Quarter]:
    """The quarters of every borough since the proforma was first asked for, borough by borough in
    time's order.
    """
    stages = linked(lines)
    held = complaints(stages)
    for borough in BOROUGHS:
        full = 0
        for key in periods_to(of_period):
            if key < PROFORMA.since or not borough.was_member_in(key):
                continue
            sent = bool(((lines["borough"] == borough.key) & (lines["period"] == key)).any())
            for quarter in period(key).quarters:
                at = base[
                    (base["borough"] == borough.key)
                    & (base["period"] == key)
                    & (base["quarter"] == quarter)
                ]
                use = "".join(at.loc[at["status"] != "queried", "in_use"].head(1))
                # A proforma laid aside begins anew; a quarter in part use is none of its full ones.
                full = 0 if use == "no" else full + (use == "all")
                ramp_up = use == "part" or (use == "all" and full <= RAMP_UP)
                here = held[(held["borough"] == borough.key) & (held["quarter"] == quarter)]
                its = stages[stages["root"].isin(here["root"])]
                yield Quarter(
                    borough.key,
                    key,
                    quarter,
                    use,
                    ramp_up,
                    *_count(len(here), use, sent),
                    *_cases(at),
                    here,
                    its,
                    at,
                )


def _count(arrived: int, use: str, sent: bool) -> tuple[int | None, str]:
    """How many complaints, or why that is not known: where nothing arrived there may have been
    none, or no proforma.
    """
    if use == "no":
        return (
            (arrived, "the proforma is said not to have been in use")
            if arrived
            else (None, "not in use yet")
        )
    if not use:
        why = "whether the proforma was in use is not known"
        return (arrived, why) if arrived else (None, why)
    if not sent:
        return None, "no complaint was sent, and whether there was none is not known"
    return arrived, "the proforma was in use for part of the quarter" if use == "part" else ""


def _cases(at: pd.DataFrame) -> tuple[int | None, str]:
    """The open cases, or what stands in their place means."""
    if at.empty:
        return None, _MEANS["not_returned"]
    status, count = at["status"].iloc[0], at["count"].iloc[0]
    return (None, _MEANS[status]) if pd.isna(count) else (int(count), "")
