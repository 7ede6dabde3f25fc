"""Which readings of cases count, and whether the cases read are those that were drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.cases import ARMS, KINDS
from analysis.declare.finding import subject
from analysis.declare.sampling import placed, seed_of
from analysis.find.finding import finding, frame
from strands.reviews.finds.reviews import COUNT

_CASE = ["borough", "case"]
_READING = [*_CASE, "reader"]


def readings(
    read: pd.DataFrame, closed: pd.DataFrame, samples: pd.DataFrame, period: str
) -> pd.DataFrame:
    """One row a reading of a period, in the order of the returns: its case, and `why_not` it is
    counted.

    `quarter` and `arm` are those of the list of closed cases where it has them, and of the review
    elsewhere; `drawn_as` is `drawn`, `reserve`, `not drawn`, or `no draw` where none of its quarter
    is on record. `why_not` is empty or one of LEFT_OUT.
    """
    read, closed, lots = (rows[rows["period"] == period] for rows in (read, closed, samples))
    columns = [*_READING, "quarter", "arm", "version", "blind"]
    by_reading = (
        read.drop_duplicates(_READING)[columns]
        .merge(
            placed(closed)[[*_CASE, "arm", "quarter"]],
            on=_CASE,
            how="left",
            suffixes=("", "_listed"),
            validate="many_to_one",
            indicator="on_list",
        )
        .merge(
            lots.drop_duplicates(_CASE)[[*_CASE, "drawn_as"]],
            on=_CASE,
            how="left",
            validate="many_to_one",
        )
    )
    quarter, arm = (by_reading[f"{name}_listed"].fillna("") for name in ("quarter", "arm"))
    by_reading["quarter"] = quarter.where(quarter != "", by_reading["quarter"])
    drawn_quarters = pd.MultiIndex.from_frame(lots[["borough", "quarter"]])
    has_draw = pd.MultiIndex.from_frame(by_reading[["borough", "quarter"]]).isin(drawn_quarters)
    otherwise = pd.Series(np.where(has_draw, "not drawn", "no draw"), by_reading.index)
    by_reading["drawn_as"] = by_reading["drawn_as"].fillna(otherwise)
    by_reading["why_not"] = _why_not(by_reading, read, closed)
    by_reading["arm"] = arm.where(arm != "", by_reading["arm"])
    return by_reading[[*columns, "drawn_as", "why_not"]]


def _why_not(by_reading: pd.DataFrame, rows: pd.DataFrame, closed: pd.DataFrame) -> np.ndarray:
    is_open = rows["status"].eq("queried").groupby([rows[name] for name in _READING]).all()
    reading = pd.MultiIndex.from_frame(by_reading[_READING])
    listed = by_reading["arm_listed"].fillna("")
    sends_list = by_reading["borough"].isin(set(closed["borough"]))
    reasons = {
        "open": is_open.reindex(reading).to_numpy(dtype=bool),
        "not_listed": sends_list & by_reading["on_list"].eq("left_only"),
        "arms_disagree": (listed != "") & (listed != by_reading["arm"]),
        "no_arm": ~by_reading["arm"].isin(ARMS),
        "not_drawn": by_reading["drawn_as"].eq("not drawn"),
    }
    why = np.select([np.asarray(is_so) for is_so in reasons.values()], list(reasons), default="")
    counts = pd.Series(why == "", by_reading.index)
    is_again = by_reading[counts].duplicated(_CASE).reindex(by_reading.index, fill_value=False)
    return np.where(is_again, "again", why)


def drawn(
    readings: pd.DataFrame, closed: pd.DataFrame, samples: pd.DataFrame, period: str
) -> pd.DataFrame:
    """By borough, quarter and kind of case: how many were closed, drawn and read. A FINDINGS frame.

    `subject` is `quarter | kind`, and of how many were read `quarter | kind | drawn as`. Kinds that
    are no arm are counted and never drawn from.
    """
    cases = placed(closed[closed["period"] == period])
    tables = (cases, samples[samples["period"] == period], readings.drop_duplicates(_CASE))
    made: list[dict] = []
    for borough in BOROUGH_KEYS:
        about = {"borough": borough, "when": period, **COUNT}
        of_borough = [rows[rows["borough"] == borough] for rows in tables]
        for quarter in sorted({*pd.concat(rows["quarter"] for rows in of_borough)} - {""}):
            of_quarter = [rows[rows["quarter"] == quarter] for rows in of_borough]
            seed = seed_of(period, borough, quarter)
            for kind in KINDS:
                of_kind = [rows[rows["arm"] == kind] for rows in of_quarter]
                made += _of_kind(*of_kind, quarter, kind, about, len(of_quarter[0]), seed)
        made += _unplaced(of_borough[0], about)
    return frame(made)


def _unplaced(cases: pd.DataFrame, about: dict) -> Iterator[dict]:
    unplaced = cases[cases["quarter"] == ""]
    if len(unplaced):
        numbers = {"x": len(unplaced), "n": len(cases)}
        note = "a question about them is open"
        yield finding("closed, not placed", unplaced, note=note, **numbers, **about)


def _of_kind(
    cases: pd.DataFrame,
    lot: pd.DataFrame,
    read: pd.DataFrame,
    quarter: str,
    kind: str,
    about: dict,
    closed: int,
    seed: str,
) -> Iterator[dict]:
    """How many cases of a kind were closed; of an arm, what was drawn, and how many of the cases
    read were drawn, in reserve, or neither.
    """
    named = subject(quarter, kind)
    yield finding("closed", cases, subject=named, x=len(cases), n=closed, **about)
    if kind not in ARMS:
        return
    lots = {kind: (lot["drawn_as"] == kind).sum() for kind in ("drawn", "reserve")}
    values = {"refused": "other", "note": "no draw is on record"}
    if len(lot):
        eligible, remarks = lot["eligible"].iloc[0], []
        if (lot["seed"] != seed).any():
            remarks.append("by a seed of its own")
        if eligible != len(cases):
            remarks.append("the list has changed since")
        values = {"x": lots["drawn"], "n": eligible, "note": "; ".join(remarks)}
    yield finding("drawn", cases, subject=named, **values, **about)
    for drawn_as in ("drawn", "reserve", "not drawn", "no draw"):
        these = read[read["drawn_as"] == drawn_as]
        if len(these) or (drawn_as == "drawn" and len(lot)):
            yield finding(
                "read",
                cases[cases["case"].isin(these["case"])],
                subject=subject(named, drawn_as),
                x=len(these),
                n=lots.get(drawn_as, len(read)),
                **about,
            )
