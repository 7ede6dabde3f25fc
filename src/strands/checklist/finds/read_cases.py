"""Which readings of cases count, and whether the cases read are those that were drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.cases import ARMS, KINDS
from analysis.declare.sampling import placed, seed_of
from analysis.find.counted import finding, frame

_CASE = ["borough", "case"]
_COUNT = "count, v1"


def readings(
    read: pd.DataFrame, closed: pd.DataFrame, samples: pd.DataFrame, period: str
) -> pd.DataFrame:
    """One row a reading of a period, in the order of the returns: its case, and `why_not` it is
    counted.

    `quarter` and `arm` are those of the list of closed cases where it has them, and of the review
    elsewhere; `drawn_as` is `drawn`, `reserve`, `not drawn`, or `no draw` where none of its quarter
    is on record. `why_not` is empty or one of LEFT_OUT.
    """
    mine = read[read["period"] == period]
    one = mine.drop_duplicates([*_CASE, "reader"])[
        [*_CASE, "reader", "quarter", "arm", "version", "blind"]
    ]
    listed = placed(closed[closed["period"] == period])[[*_CASE, "arm", "quarter"]]
    one = one.merge(
        listed,
        on=_CASE,
        how="left",
        suffixes=("", "_listed"),
        validate="many_to_one",
        indicator="on_list",
    )
    lots = samples[samples["period"] == period]
    one = one.merge(
        lots.drop_duplicates(_CASE)[[*_CASE, "drawn_as"]],
        on=_CASE,
        how="left",
        validate="many_to_one",
    )
    known = one["quarter_listed"].fillna("")
    one["quarter"] = one["quarter"].where(known == "", known)
    quarters = set(lots[["borough", "quarter"]].itertuples(index=False, name=None))
    has_draw = np.array(
        [key in quarters for key in zip(one["borough"], one["quarter"], strict=True)], dtype=bool
    )
    one["drawn_as"] = one["drawn_as"].fillna(
        pd.Series(np.where(has_draw, "not drawn", "no draw"), one.index)
    )
    one["why_not"] = _why_not(one, mine, closed[closed["period"] == period])
    of_list = one["arm_listed"].fillna("")
    one["arm"] = one["arm"].where(of_list == "", of_list)
    return one[[*_CASE, "reader", "quarter", "arm", "version", "blind", "drawn_as", "why_not"]]


def _why_not(one: pd.DataFrame, rows: pd.DataFrame, closed: pd.DataFrame) -> np.ndarray:
    is_open = (
        rows["status"]
        .eq("queried")
        .groupby([rows[name] for name in (*_CASE, "reader")], sort=False)
        .all()
    )
    key = pd.MultiIndex.from_frame(one[[*_CASE, "reader"]])
    listed = one["arm_listed"].fillna("")
    sends_list = one["borough"].isin(set(closed["borough"]))
    reasons = {
        "open": is_open.reindex(key).to_numpy(dtype=bool),
        "not_listed": (sends_list & one["on_list"].eq("left_only")).to_numpy(),
        "arms_disagree": ((listed != "") & (listed != one["arm"])).to_numpy(),
        "no_arm": ~one["arm"].isin(ARMS).to_numpy(),
        "not_drawn": one["drawn_as"].eq("not drawn").to_numpy(),
    }
    why = np.select(list(reasons.values()), list(reasons), default="")
    counts = pd.Series(why == "", one.index)
    again = counts & one[counts].duplicated(_CASE).reindex(one.index, fill_value=False)
    return np.where(again, "again", why)


def drawn(
    of: pd.DataFrame, closed: pd.DataFrame, samples: pd.DataFrame, period: str
) -> pd.DataFrame:
    """By borough, quarter and kind of case: how many were closed, drawn and read. A COUNTED frame.

    `of` are readings; `subject` is `quarter | kind`. Kinds that are no arm are counted and never
    drawn from.
    """
    cases, samples = (
        placed(closed[closed["period"] == period]),
        samples[samples["period"] == period],
    )
    once = of.drop_duplicates(_CASE)
    made: list[dict] = []
    for borough in BOROUGH_KEYS:
        mine, lots, seen = (rows[rows["borough"] == borough] for rows in (cases, samples, once))
        for quarter in sorted({*mine["quarter"], *lots["quarter"], *seen["quarter"]} - {""}):
            here = [rows[rows["quarter"] == quarter] for rows in (mine, lots, seen)]
            made += _of_quarter(*here, period=period, borough=borough, quarter=quarter)
        if len(unplaced := mine[mine["quarter"] == ""]):
            made.append(
                finding(
                    "closed, not placed",
                    period,
                    unplaced,
                    borough=borough,
                    x=len(unplaced),
                    n=len(mine),
                    method=_COUNT,
                    note="a question about them is open",
                )
            )
    return frame(made)


def _of_quarter(
    cases: pd.DataFrame,
    lots: pd.DataFrame,
    seen: pd.DataFrame,
    period: str,
    borough: str,
    quarter: str,
) -> Iterator[dict]:
    for kind in KINDS:
        mine, lot, read = (rows[rows["arm"] == kind] for rows in (cases, lots, seen))
        named = {"borough": borough, "subject": f"{quarter} | {kind}", "method": _COUNT}
        yield finding("closed", period, mine, **named, x=len(mine), n=len(cases))
        if kind in ARMS:
            yield from _of_arm(mine, lot, read, period, named, seed_of(period, borough, quarter))


def _of_arm(
    cases: pd.DataFrame,
    lot: pd.DataFrame,
    read: pd.DataFrame,
    period: str,
    named: dict[str, str],
    seed: str,
) -> Iterator[dict]:
    """What was drawn in an arm, and how many of the cases read were drawn, in reserve, or neither."""
    of = {kind: int((lot["drawn_as"] == kind).sum()) for kind in ("drawn", "reserve")}
    if len(lot):
        notes = (["by a seed of its own"] if (lot["seed"] != seed).any() else []) + (
            ["the list has changed since"] if lot["eligible"].iloc[0] != len(cases) else []
        )
        yield finding(
            "drawn",
            period,
            cases,
            **named,
            x=of["drawn"],
            n=int(lot["eligible"].iloc[0]),
            note="; ".join(notes),
        )
    else:
        yield finding("drawn", period, cases, **named, note="no draw is on record")
    for kind in ("drawn", "reserve", "not drawn", "no draw"):
        these = read[read["drawn_as"] == kind]
        if len(these) or (kind == "drawn" and len(lot)):
            yield finding(
                f"read: {kind}",
                period,
                cases[cases["case"].isin(these["case"])],
                **named,
                x=len(these),
                n=of.get(kind, len(read)),
            )
