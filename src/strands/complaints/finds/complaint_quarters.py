"""Complaints, each of them once, and the quarters of each borough: what may be counted in them, and
why not.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGHS, Borough
from analysis.declare.periods import period, periods_to
from analysis.declare.proforma import BETWEEN
from analysis.declare.sampling import quarter_of
from analysis.declare.table import rows_with
from strands.complaints.declares import PROFORMA, RAMP_UP, STAGES, SUPPORT


@dataclass(frozen=True)
class Quarter:
    """One quarter of one borough. `count` and `cases` are None where not known: `why` says why not,
    `no_cases` is the status of what was returned.

    `use` is a key of IN_USE, empty where it is not known. `lines` are those of the complaints it
    holds, `base` the row of its open cases.
    """

    borough: str
    when: str
    use: str
    ramp_up: bool
    count: int | None
    why: str
    cases: int | None
    no_cases: str
    complaints: DataFrame
    lines: DataFrame
    base: DataFrame

    @property
    def rows(self) -> DataFrame:
        """Every row it rests on."""
        return pd.concat([self.lines, self.base])

    @property
    def usable(self) -> bool:
        """Whether it may be set against another quarter of its borough (G22)."""
        return self.use == "all" and not self.ramp_up and self.count is not None


def linked(lines: DataFrame) -> DataFrame:
    """The returned lines with `root`, the number of the complaint each is a stage of.

    A complaint is its borough's code. A code that begins again at a stage it has had is another
    complaint: some number theirs anew each year.
    """
    held = rows_with(lines, status="returned")
    held = held.assign(order=held["stage"].map(list(STAGES).index))
    held = held.sort_values(["borough", "complaint", "period", "order"], kind="stable")
    same = held[["borough", "complaint"]].eq(held[["borough", "complaint"]].shift()).all(axis=1)
    return held.assign(root=(~same | (held["order"] <= held["order"].shift())).cumsum())


def complaints(stages: DataFrame) -> DataFrame:
    """One row a `root` of `linked` lines: received with its first stage, ended with its last.

    Who complained is as judged last. What is known of any stage is known of the complaint; whether
    somebody complained before is asked of the first, as a later stage has one before it anyway.
    """
    if stages.empty:
        return stages.assign(quarter="", stages=0)
    return DataFrame([_complaint(lines) for _, lines in stages.groupby("root", sort=False)])


def _complaint(lines: DataFrame) -> dict:
    first, last = lines.iloc[0], lines.iloc[-1]
    answered = first["stage"] == "one" and not pd.isna(first["days"])
    return {
        **first[["root", "borough", "period", "repeat"]],
        **last[["complainant", "outcome"]],
        "quarter": quarter_of(first["received"]),
        "grounds": next(filter(None, reversed(lines["grounds"].tolist())), ""),
        "conventions": set(filter(None, BETWEEN.join(lines["conventions"]).split(BETWEEN))),
        "stages": len(lines),
        "days": int(first["days"]) if answered else None,
        "support": _first_of(lines["support"], SUPPORT),
        **{name: _first_of(lines[name], ("yes", "no")) for name in ("nqsw", "mapped")},
    }


def _first_of(answers: Series, words: Iterable[str]) -> str:
    """The first of some words that was answered at any stage; empty where none was."""
    return next((word for word in words if word in set(answers)), "")


def quarters(lines: DataFrame, base: DataFrame, of_period: str) -> Iterator[Quarter]:
    """The quarters of every borough since the proforma was first asked for, borough by borough in
    time's order.
    """
    stages = linked(lines)
    each_once = complaints(stages)
    for borough in BOROUGHS:
        full = 0
        for key, quarter in _asked(borough, of_period):
            when = {"borough": borough.key, "quarter": quarter}
            row = rows_with(base, period=key, **when)
            use = "".join(row.loc[row["status"] != "queried", "in_use"].head(1))
            # A proforma laid aside begins anew; a quarter in part use is none of its full ones.
            full = 0 if use == "no" else full + (use == "all")
            ramp_up = use == "part" or (use == "all" and full <= RAMP_UP)
            sent = len(rows_with(lines, borough=borough.key, period=key)) > 0
            received = rows_with(each_once, **when)
            yield Quarter(
                borough.key,
                quarter,
                use,
                ramp_up,
                *_count(len(received), use, sent),
                *_cases(row),
                received,
                stages[stages["root"].isin(received["root"])],
                row,
            )


def _asked(borough: Borough, of_period: str) -> Iterator[tuple[str, str]]:
    """The periods and quarters for which a borough was asked for complaints."""
    for key in periods_to(of_period):
        if key >= PROFORMA.since and borough.was_member_in(key):
            yield from ((key, quarter) for quarter in period(key).quarters)


def _count(received: int, use: str, sent: bool) -> tuple[int | None, str]:
    """How many complaints, or why that is not known: where nothing arrived there may have been
    none, or no proforma.
    """
    if use == "no" and not received:
        return None, "not in use yet"
    if use == "no":
        return received, "the proforma is said not to have been in use"
    if not use:
        return received or None, "whether the proforma was in use is not known"
    if not sent:
        return None, "no complaint was sent, and whether there was none is not known"
    return received, "the proforma was in use for part of the quarter" if use == "part" else ""


def _cases(row: DataFrame) -> tuple[int | None, str]:
    """The open cases, or the status of what stands in their place."""
    for status, count in zip(row["status"], row["count"], strict=True):
        return (None, status) if pd.isna(count) else (int(count), "")
    return None, "not_returned"


def among(
    rows: DataFrame, column: str, counted: Collection[str], known: Collection[str]
) -> tuple[int, int]:
    """How many complaints have an answer that is counted, and how many one that is known."""
    return int(rows[column].isin(counted).sum()), int(rows[column].isin(known).sum())
