"""What re-referrals can bear, within each borough and each way of counting: shares, their change,
and refusals.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import subject
from analysis.declare.periods import Period, period, periods_to
from analysis.declare.withheld import SYMBOL
from analysis.find import over_time
from analysis.find.finding import by_borough, frame, reasons, refusals
from analysis.find.over_time import LEAST_OUT_OF, Rules, Series, Step, counts
from strands.indicators.declares import (
    BASES,
    DA_RULES,
    IN_ANOTHER_WAY,
    PROFORMA,
    as_withheld,
    complete_from,
    quarter_ends,
)

RULES = Rules(
    "quarter",
    5,
    why_few="at least {least} usable quarters are needed to tell a change from chance",
    why_alike="not computed: the quarters do not carry a change, as where each is none or all",
    least_out_of=LEAST_OUT_OF,
)
# Asked of nothing: each stands in every section that has re-referrals, with its reason.
REFUSED = reasons("""
    one line with children taken into care: G12
        re-referrals came in the place of that indicator and count something else, so they are a
        new series
    one line through two ways of counting: G12
        where domestic abuse has to be recorded, and what is counted over, make another number of
        the same children
    sum across boroughs; ranking of boroughs: G11
        boroughs count re-referrals in ways and systems of their own
    red or green rating: G21
        a rise may be better identification and a fall may be missed cases
    seasonal adjustment: G10
        two full years are the least that can show a season
""")
_UNUSED = {
    "not_returned": "not returned",
    "queried": "queried",
    "unknown": "reported as not known",
    "withheld": "withheld without a range",
    "not_offered": "not offered",
    "not_member": "not a member",
}
_WHOLE = "what the re-referrals are out of"
_PERCENTAGE = re.compile(r"\d\s*(%|per ?cent)", re.IGNORECASE)


def findings(returned: DataFrame, of_period: str) -> DataFrame:
    """What rows of the `re_referrals` table bear up to a period, a FINDINGS frame; none where the
    period has no rows.

    `subject` is a way of counting, its DA rule and its basis; `when` a quarter or the period.
    """
    if returned[returned["period"] == of_period].empty:
        return frame([])
    asked_since = [key for key in periods_to(of_period) if key >= PROFORMA.since]
    quarters = [quarter for key in asked_since for quarter in period(key).quarters]
    of_series = found(over_time.of_kinds([*all_series(returned, quarters)]), period(of_period))
    return frame([*of_series, *refusals(REFUSED, of_period)])


def found(series: Sequence[Series], plan: Period) -> Iterator[dict]:
    """The shares of some series by quarter, how many can be used, and how they changed."""
    for each in series:
        yield from over_time.by_step(each)
        yield over_time.steps_used(each, plan.key, [step.when for step in each.steps])
    yield from over_time.changes(series, plan)


def all_series(returned: DataFrame, quarters: Sequence[str]) -> Iterator[Series]:
    """Every way of counting of every borough with rows, boroughs in order of joining.

    `quarters` are those asked for; the series of a borough that drew earlier ones begins with the
    first of them.
    """
    for borough, of_borough in by_borough(as_withheld(returned)):
        by_way = dict(iter(of_borough.groupby(["da_rule", "basis"])))
        for rule in DA_RULES:
            for basis in BASES:
                if (rows := by_way.get((rule, basis))) is None:
                    continue
                elsewhere = set(of_borough["quarter"]) - set(rows["quarter"])
                steps = [
                    _step(quarter, rows, basis, quarter in elsewhere)
                    for quarter in _since(rows, quarters)
                ]
                name = subject(rule, basis)
                yield Series(borough, name, PROFORMA.key, tuple(steps), rows, RULES)


def _since(rows: DataFrame, quarters: Sequence[str]) -> Iterable[str]:
    """The quarters asked for and, where earlier ones were drawn again, all from the first of those
    on.
    """
    first = min([*rows["quarter"], quarters[0]])
    return pd.period_range(first, quarters[-1], freq="Q").astype(str)


def _step(quarter: str, rows: DataFrame, basis: str, elsewhere: bool) -> Step:
    """What the rows of one series hold of a quarter."""
    cells = {row["measure"]: row for row in rows[rows["quarter"] == quarter].to_dict("records")}
    part, whole = cells.get("re_referrals"), cells.get("referrals")
    if part is None and elsewhere:
        return Step(quarter, note=IN_ANOTHER_WAY)
    if part is None:
        return Step(quarter, refused="not_returned", note=_UNUSED["not_returned"])
    ends, n = counts(part), None
    if whole is not None and not pd.isna(whole["count"]):
        n = int(whole["count"])
    if ends is None:
        return Step(quarter, n=n, **_no_number(part))
    low, high = ends
    if n is None:
        return Step(quarter, low, high, **_no_whole(whole))
    why = _too_early(quarter, basis, part["extracted"])
    if low > n:
        why = {"refused": "other", "note": "more re-referrals than they are out of"}
    elif not n:
        why = why or {"note": "there was nothing to count from"}
    return Step(quarter, low, min(high, max(n, low)), n, **why)


def _no_number(row: dict) -> dict:
    """Why there is no number of re-referrals."""
    if row["raw"] == SYMBOL:
        return {"refused": "G23", "note": "how many were not referred again would follow from it"}
    percentage = row["rate"] or (row["raw"] if _PERCENTAGE.search(row["raw"]) else "")
    if percentage:
        only = f"only a percentage came ({percentage}), from which nothing can be counted"
        return {"refused": "G14", "note": only}
    return {"refused": row["status"], "note": _UNUSED[row["status"]]}


def _no_whole(row: dict | None) -> dict:
    """Why there is no number that re-referrals are out of."""
    if row is None or row["status"] == "not_returned":
        return {"refused": "G14", "note": f"{_WHOLE} was not returned"}
    why = "withheld" if row["status"] == "withheld" else _UNUSED[row["status"]]
    return {"refused": "G14", "note": f"{_WHOLE} is {why}"}


def _too_early(quarter: str, basis: str, extracted: str) -> dict:
    """Why numbers drawn on a day are not complete; empty where they are."""
    if not extracted:
        return {"refused": "G13", "note": "nobody said on which day it was drawn"}
    day = dt.date.fromisoformat(extracted)
    if day < quarter_ends(quarter):
        return {"refused": "other", "note": "drawn before the quarter was over"}
    if day < complete_from(quarter, basis):
        young = "cases closed have to be followed for 12 months, and until then the share can only"
        return {"refused": "G13", "note": f"{young} rise"}
    return {}
