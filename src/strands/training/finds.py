"""What was delivered and attended: totals, rates per month and per block, and whether they point
the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.table import Column, Table
from analysis.declare.training import COURSE_KEYS, MEASURES, PARTNERSHIP
from analysis.find import rates
from analysis.find.finding import places

TRAINING = Table(
    "training findings",
    one_row_is="one statistic of one course, or of all, in one period or between two",
    key=("statistic", "course", "borough", "period", "measure", "against"),
    columns={
        "statistic": Column("str", "what was asked"),
        "course": Column("str", "course key; empty for all courses"),
        "borough": Column("str", "borough key, or the whole partnership"),
        "period": Column("str", "funding period; empty for all periods"),
        "measure": Column("str", "blocks or attendance"),
        "against": Column(
            "str", "the earlier period a change is counted from; empty where it is no change"
        ),
        "estimate": Column("number", "the answer", nullable=True),
        "low": Column("number", "least over the plausible lengths of the periods", nullable=True),
        "high": Column("number", "greatest", nullable=True),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)


def findings(rows: pd.DataFrame) -> pd.DataFrame:
    """Everything the strand finds in `rows` of the `training` table: a TRAINING frame."""
    totals = list(_totals(rows))
    made = [*totals, *_rates(totals), *_per_block(totals), *_reconciled(rows)]
    return TRAINING.check(pd.DataFrame([*made, *_changes(made)], columns=list(TRAINING.columns)))


def _finding(statistic: str, **values) -> dict:
    blank = {
        "course": "",
        "borough": PARTNERSHIP,
        "period": "",
        "measure": "attendance",
        "against": "",
        "note": "",
    }
    return {
        **blank,
        "estimate": None,
        "low": None,
        "high": None,
        "rows": "",
        **values,
        "statistic": statistic,
    }


def _totals(rows: pd.DataFrame) -> Iterator[dict]:
    """Totals always computed: by course, by period, by both, and by course and borough over all
    periods.
    """
    whole = rows[rows["borough"] == PARTNERSHIP]
    for measure, course, when in product(MEASURES, ("", *COURSE_KEYS), ("", *PERIOD_KEYS)):
        yield from _total(
            whole[_is(whole["course"], course) & _is(whole["period"], when)], measure, course, when
        )
    for borough, course in product(BOROUGH_KEYS, COURSE_KEYS):
        mine = rows[(rows["borough"] == borough) & (rows["course"] == course)]
        yield from _total(mine, "attendance", course, "", borough)
    for course, when in product(COURSE_KEYS, ("", *PERIOD_KEYS)):
        mine = rows[
            (rows["borough"] != PARTNERSHIP)
            & (rows["course"] == course)
            & _is(rows["period"], when)
        ]
        yield from _total(mine, "attendance", course, when, "boroughs listed")


def _is(values: pd.Series, wanted: str) -> pd.Series:
    return values.eq(wanted) if wanted else values.ne("")


def _total(
    rows: pd.DataFrame, measure: str, course: str, when: str, borough: str = PARTNERSHIP
) -> Iterator[dict]:
    """The sum of the numbers reported; none where none was, and a warning where one is missing
    among them.
    """
    mine = rows[rows["measure"] == measure]
    reported = mine[mine["status"] == "returned"]
    if len(reported):
        unknown = sorted(set(mine["status"]) - {"returned", "not_offered", "not_member"})
        note = f"without what is {', '.join(unknown).replace('_', ' ')}" if unknown else ""
        yield _finding(
            "total",
            course=course,
            borough=borough,
            period=when,
            measure=measure,
            note=note,
            estimate=float(reported["count"].sum()),
            rows=places(reported),
        )


def _rates(totals: list[dict]) -> Iterator[dict]:
    """Per month, from the longest to the shortest length the period may have had."""
    for row in totals:
        if row["borough"] == PARTNERSHIP and row["period"]:
            low, high = rates.per_month(row["estimate"], row["period"])
            known = (
                {"estimate": low}
                if low == high
                else {"estimate": None, "note": "the length of the period is not known"}
            )
            yield {**row, "statistic": "per_month", "low": low, "high": high, **known}


def _per_block(totals: list[dict]) -> Iterator[dict]:
    """Attendances for each block delivered."""
    blocks = {(row["course"], row["period"]): row for row in totals if row["measure"] == "blocks"}
    for row in totals:
        of = blocks.get((row["course"], row["period"]))
        if (
            of
            and row["borough"] == PARTNERSHIP
            and row["measure"] == "attendance"
            and of["estimate"]
        ):
            yield {
                **row,
                "statistic": "per_block",
                "estimate": row["estimate"] / of["estimate"],
                "rows": f"{row['rows']}; {of['rows']}",
            }


def _reconciled(rows: pd.DataFrame) -> Iterator[dict]:
    """Attendances of the whole partnership that no listed borough accounts for."""
    attended = rows[(rows["measure"] == "attendance") & (rows["status"] == "returned")]
    for course, when in product(COURSE_KEYS, PERIOD_KEYS):
        mine = attended[(attended["course"] == course) & (attended["period"] == when)]
        whole, listed = mine[mine["borough"] == PARTNERSHIP], mine[mine["borough"] != PARTNERSHIP]
        if len(whole) and len(listed):
            beyond = float(whole["count"].sum() - listed["count"].sum())
            note = (
                "more are listed by borough than in all"
                if beyond < 0
                else "boroughs that left, or agencies outside the boroughs"
                if beyond
                else ""
            )
            yield _finding(
                "beyond_boroughs",
                course=course,
                period=when,
                estimate=beyond,
                note=note,
                rows=places(mine),
            )


def _changes(made: list[dict]) -> Iterator[dict]:
    """From each period to the next: totals and rates, and an alarm where they do not point the same
    way.
    """
    held = {
        (row["statistic"], row["course"], row["period"], row["measure"]): row
        for row in made
        if row["borough"] == PARTNERSHIP
    }
    for course, measure in product(("", *COURSE_KEYS), MEASURES):
        for before, after in pairwise(PERIOD_KEYS):
            pairs = {
                name: (
                    held.get((name, course, before, measure)),
                    held.get((name, course, after, measure)),
                )
                for name in ("total", "per_month", "per_block")
            }
            changes = [_change(name, *pair) for name, pair in pairs.items() if all(pair)]
            yield from changes
            if changes:
                yield _direction(changes)


def _change(statistic: str, before: dict, after: dict) -> dict:
    """The ratio of a later total or rate to an earlier one; its range over the lengths the periods
    may have had.
    """
    monthly = statistic == "per_month"
    ends = [
        (row["low"], row["high"]) if monthly else (row["estimate"],) * 2 for row in (before, after)
    ]
    low, high = rates.ratio_range(*ends)
    return {
        **after,
        "statistic": f"change in {statistic}",
        "against": before["period"],
        "note": "",
        "estimate": None if monthly else low,
        "low": low,
        "high": high,
        "rows": f"{before['rows']}; {after['rows']}",
    }


def _direction(changes: list[dict]) -> dict:
    """Whether total, rate per month and rate per block point the same way, under every length of
    the periods.
    """
    ways = rates.ways([(row["low"], row["high"]) for row in changes])
    blank = {"statistic": "direction", "estimate": float(ways), "low": None, "high": None}
    return {**changes[0], **blank, "note": rates.DIRECTIONS[ways]}
