"""The engagement form by month: how far it has come, told when, and forms completed of cases that
could have one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import pandas as pd

from analysis.declare.boroughs import members
from analysis.declare.periods import month_label, period
from analysis.declare.statuses import withheld_range
from analysis.find.counted import finding, frame, share
from strands.activity.declares.activity import STAGE, STAGES
from strands.activity.declares.logs import LIVE_FROM

# Days after which a status that was not told again is old.
OLD = 90
NOT_RETURNED = "not returned"
NOT_KNOWN = "the status is not known in any month"
NO_DENOMINATOR = (
    "refused (G14): no share, as no number of cases that could have a form was returned"
)
NOT_LIVE = "no share: the form was not live"
MORE_THAN_ALL = "refused: more were completed than cases could have one"
SHARE = "completed of cases that could have one"
REFUSED = {
    "time until live": (
        "refused: six boroughs, which began at different steps, are too few for a survival curve"
    ),
    "comparison of boroughs": (
        "refused (G11): boroughs differ in which cases could have a form and in when it came"
    ),
    "sum over boroughs": (
        "refused (G11): boroughs differ in which cases could have a form and in when it came"
    ),
    "change over time": (
        "refused: a rise may be recording that begins, or a form that is made mandatory"
    ),
}


def findings(rows: pd.DataFrame) -> pd.DataFrame:
    """Everything found in rows of the table `form_months`, for every member of a period: a COUNTED
    frame.

    Where the answer is a stage or a month it stands in `subject`: for `status` the stage, with its
    step as estimate; for `since` and each `first STAGE` a month; for `last told` a month, with its
    age at the period's end in days.
    """
    made = []
    for key, mine in rows.groupby("period", sort=False):
        for borough in members(key):
            of_borough = mine[mine["borough"] == borough.key]
            made += [
                *_status(borough.key, key, of_borough),
                *_completed(borough.key, key, of_borough),
            ]
        made += [finding(name, key, mine, note=why) for name, why in REFUSED.items()]
    return frame(made)


def _status(borough: str, key: str, rows: pd.DataFrame) -> Iterator[dict]:
    """The stage as last told, since when it is known, how old that is, and when each stage was
    first told of.
    """
    told = _told(rows)
    if not told:
        yield finding(
            "status", key, rows, borough=borough, note=NOT_KNOWN if len(rows) else NOT_RETURNED
        )
        return
    last = max(told)
    stage, run = (
        told[last],
        list(takewhile(lambda month: told[month] == told[last], sorted(told, reverse=True))),
    )
    yield finding(
        "status",
        key,
        rows[rows["month"].isin(run)],
        borough=borough,
        subject=stage,
        n=len(told),
        estimate=float(STAGE[stage].step),
        method="as last told, v1",
    )
    # Nobody said what was before the first month that is known.
    earlier = "or earlier: no month before it is known" if run[-1] == min(told) else ""
    yield finding(
        "since",
        key,
        rows[rows["month"] == run[-1]],
        borough=borough,
        subject=run[-1],
        n=len(run),
        method="first month of the run that reaches the last month told, v1",
        note=earlier,
    )
    days = (pd.Period(period(key).bounds[1], "M").end_time - pd.Period(last, "M").end_time).days
    yield finding(
        "last told",
        key,
        rows[rows["month"] == last],
        borough=borough,
        subject=last,
        estimate=float(days),
        method="days from the month's end to the period's, v1",
        note=f"older than {OLD} days" if days > OLD else "",
    )
    for one in STAGES:
        if at := [month for month in sorted(told) if told[month] == one.key]:
            yield finding(
                f"first {one.key}",
                key,
                rows[rows["month"] == at[0]],
                borough=borough,
                subject=at[0],
                n=len(at),
                method="first month it was told of, v1",
            )
    live = _live(told)
    yield finding(
        "months live",
        key,
        rows[rows["month"].isin(list(told))],
        borough=borough,
        estimate=float(len(live)),
        x=len(live),
        n=len(told),
        method="months from pilot on, of months known, v1",
    )


def _told(rows: pd.DataFrame) -> dict[str, str]:
    """The stage by month, in order, where one is known and its line can be used."""
    known = rows[rows["stage"].isin(list(STAGE)) & (rows["status"] != "queried")].sort_values(
        "month"
    )
    return dict(zip(known["month"], known["stage"], strict=True))


def _live(told: dict[str, str]) -> list[str]:
    return [month for month, stage in told.items() if STAGE[stage].step >= LIVE_FROM]


def _completed(borough: str, key: str, rows: pd.DataFrame) -> Iterator[dict]:
    """Forms completed over the period, a month live, and of the cases that could have one: in all
    and by quarter.
    """
    completed = rows[rows["measure"] == "completed"]
    about = {"borough": borough, "of_period": key}
    yield finding(
        "completed", rows=completed, **about, **_total(completed, len(period(key).all_months))
    )
    live = completed[completed["month"].isin(_live(_told(rows)))]
    yield finding("completed a month live", rows=live, **about, **_a_month(live))
    # A case cannot have a form that is not live; where nobody knows whether it was, its month stays
    # in.
    told = _told(rows)
    before = set(told) - set(_live(told))
    yield finding(
        SHARE, rows=rows, **about, **_of_eligible(rows, before, len(period(key).all_months))
    )
    quarters = pd.PeriodIndex(rows["month"], freq="M").asfreq("Q").astype(str)
    for quarter in period(key).quarters:
        mine = rows[quarters == quarter]
        yield finding(SHARE, rows=mine, subject=quarter, **about, **_of_eligible(mine, before, 3))


def _total(completed: pd.DataFrame, months: int) -> dict:
    """The sum over months with a number; where months were withheld, the range that these leave
    open (G34).
    """
    counts, withheld = (
        completed[completed["status"] == status] for status in ("returned", "withheld")
    )
    if counts.empty and withheld.empty:
        return {"note": NOT_RETURNED}
    total = int(counts["count"].sum())
    ranges = [withheld_range(text) for text in withheld["raw"]]
    if None in ranges or (counts.empty and not ranges):
        return {"note": "no total: a month was withheld without a range"}
    held = len(counts) + len(ranges)
    note = f"{held} of {months} months were returned" if held < months else ""
    if not ranges:
        return {"estimate": float(total), "x": total, "n": held, "method": "sum, v1", "note": note}
    low, high = (float(total + sum(one[end] for one in ranges)) for end in (0, 1))
    said = f"{len(ranges)} withheld, each anywhere in its range (G34)"
    return {
        "low": low,
        "high": high,
        "n": held,
        "method": "range of the sum, v1",
        "note": "; ".join(filter(None, [note, said])),
    }


def _a_month(live: pd.DataFrame) -> dict:
    """Forms completed a month, over months live that have a number."""
    held = live[live["status"] == "returned"]
    if held.empty:
        return {"note": "no rate: no month in which the form is known to be live has a number"}
    note = f"{len(held)} of {len(live)} months live have a number" if len(held) < len(live) else ""
    return {
        "estimate": float(held["count"].mean()),
        "n": len(held),
        "method": "completed / months live, v1",
        "note": note,
    }


def _of_eligible(rows: pd.DataFrame, before: set[str], months: int) -> dict:
    """Completed of cases that could have one, over months with both; refused where the latter never
    came (G14).

    Months in `before` are those in which the form was told not to be live yet.
    """
    held = rows[rows["status"] == "returned"].pivot(
        index="month", columns="measure", values="count"
    )
    held = held.reindex(columns=["completed", "eligible"])
    live = held[~held.index.isin(list(before))]
    both = live.dropna()
    if both.empty:
        return {"note": _no_share(held, live)}
    fits = both["completed"] <= both["eligible"]
    if not fits.any():
        return {"note": MORE_THAN_ALL}
    kept = both[fits]
    found = share(int(kept["completed"].sum()), int(kept["eligible"].sum()))
    notes = [found.get("note", ""), f"{len(kept)} of {months} months" if len(kept) < months else ""]
    if len(live) < len(held):
        notes.append("months in which it was not live are left out")
    if not fits.all():
        over = ", ".join(month_label(month) for month in both.index[~fits])
        notes.append(f"{over} left out, when more were completed than cases could have one")
    return found | {"note": "; ".join(filter(None, notes))}


def _no_share(held: pd.DataFrame, live: pd.DataFrame) -> str:
    """Why no month has both numbers."""
    if live["completed"].notna().any():
        return NO_DENOMINATOR
    return NOT_LIVE if len(held) and live.empty else NOT_RETURNED
