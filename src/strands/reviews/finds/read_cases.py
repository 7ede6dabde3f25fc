"""Which readings of cases count, and whether the cases read are those that were drawn."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import subject
from analysis.declare.sampling import ARMS, AS, KINDS, placed, seed_of
from analysis.find.finding import COUNT, finding, frame

_CASE = ["borough", "case"]
_READING = [*_CASE, "reader"]


def readings(read: DataFrame, closed: DataFrame, samples: DataFrame, period: str) -> DataFrame:
    """One row a reading of a period, in the order of the returns: its case, and `why_not` it is
    counted.

    `quarter` and `arm` are those of the list of closed cases where it has them, and of the review
    elsewhere; `drawn_as` is `drawn`, `reserve`, `not drawn`, or `no draw` where none of its quarter
    is on record. `why_not` is empty or one of LEFT_OUT.
    """
    read, closed, lots = (rows[rows["period"] == period] for rows in (read, closed, samples))
    columns = [*_READING, "quarter", "arm", "version", "blind"]
    by_reading = read.drop_duplicates(_READING)[columns]
    listed = placed(closed)[[*_CASE, "arm", "quarter"]].assign(is_listed="yes")
    lot = lots.drop_duplicates(_CASE)[[*_CASE, "drawn_as"]]
    to_case = {"on": _CASE, "how": "left", "validate": "many_to_one"}
    by_reading = by_reading.merge(listed, suffixes=("", "_listed"), **to_case)
    by_reading = by_reading.merge(lot, **to_case).fillna("")
    quarter, arm = by_reading["quarter_listed"], by_reading["arm_listed"]
    by_reading["quarter"] = quarter.where(quarter != "", by_reading["quarter"])
    drawn_quarters = pd.MultiIndex.from_frame(lots[["borough", "quarter"]])
    has_draw = pd.MultiIndex.from_frame(by_reading[["borough", "quarter"]]).isin(drawn_quarters)
    otherwise = Series(np.where(has_draw, "not drawn", "no draw"), by_reading.index)
    by_reading["drawn_as"] = by_reading["drawn_as"].where(by_reading["drawn_as"] != "", otherwise)
    by_reading["why_not"] = _why_not(by_reading, read, closed, len(lots) > 0)
    by_reading["arm"] = arm.where(arm != "", by_reading["arm"])
    return by_reading[[*columns, "drawn_as", "why_not"]]


def _why_not(
    by_reading: DataFrame, rows: DataFrame, closed: DataFrame, any_drawn: bool
) -> np.ndarray:
    is_open = rows["status"].eq("queried").groupby([rows[name] for name in _READING]).all()
    reading = pd.MultiIndex.from_frame(by_reading[_READING])
    listed = by_reading["arm_listed"]
    sends_list = by_reading["borough"].isin(set(closed["borough"]))
    reasons = {
        "open": is_open.reindex(reading).to_numpy(dtype=bool),
        "not_listed": sends_list & by_reading["is_listed"].eq(""),
        "arms_disagree": (listed != "") & (listed != by_reading["arm"]),
        "no_arm": ~by_reading["arm"].isin(ARMS),
        "not_drawn": by_reading["drawn_as"].eq("not drawn"),
        # Where nobody draws at all, how cases come to be read is the same for all of them.
        "no_draw": any_drawn & by_reading["drawn_as"].eq("no draw"),
    }
    why = np.select([np.asarray(is_so) for is_so in reasons.values()], list(reasons), default="")
    counts = Series(why == "", by_reading.index)
    is_again = by_reading[counts].duplicated(_CASE).reindex(by_reading.index, fill_value=False)
    return np.where(is_again, "again", why)


def drawn(readings: DataFrame, closed: DataFrame, samples: DataFrame, period: str) -> DataFrame:
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
            for kind in KINDS:
                cases, lot, read = (rows[rows["arm"] == kind] for rows in of_quarter)
                named = about | {"subject": subject(quarter, kind)}
                n = len(of_quarter[0])
                made.append(finding("closed", cases, x=len(cases), n=n, **named))
                if kind in ARMS:
                    made.append(_lot(cases, lot, named, seed_of(period, borough, quarter)))
                    made += _read(cases, lot, read, named)
        made += _unplaced(of_borough[0], about)
    return frame(made)


def _unplaced(cases: DataFrame, about: dict) -> Iterator[dict]:
    unplaced = cases[cases["quarter"] == ""]
    if len(unplaced):
        about = about | {"x": len(unplaced), "n": len(cases)}
        yield finding("closed, not placed", unplaced, note="a question about them is open", **about)


def _lot(cases: DataFrame, lot: DataFrame, named: dict, seed: str) -> dict:
    """What was drawn of an arm, and what to beware of in it."""
    if lot.empty:
        return finding("drawn", cases, refused="other", note="no draw is on record", **named)
    eligible, remarks = lot["eligible"].iloc[0], []
    if (lot["seed"] != seed).any():
        remarks.append("by a seed of its own")
    if eligible != len(cases):
        remarks.append("the list has changed since")
    x = (lot["drawn_as"] == "drawn").sum()
    return finding("drawn", cases, x=x, n=eligible, note="; ".join(remarks), **named)


def _read(cases: DataFrame, lot: DataFrame, read: DataFrame, named: dict) -> Iterator[dict]:
    """How many of the cases read were drawn, in reserve, or neither."""
    for drawn_as in ("drawn", "reserve", "not drawn", "no draw"):
        these = read[read["drawn_as"] == drawn_as]
        if len(these) or (drawn_as == "drawn" and len(lot)):
            rows = cases[cases["case"].isin(these["case"])]
            in_lot = (lot["drawn_as"] == drawn_as).sum()
            n = in_lot if drawn_as in AS else len(read)
            about = named | {"subject": subject(named["subject"], drawn_as)}
            yield finding("read", rows, x=len(these), n=n, **about)
