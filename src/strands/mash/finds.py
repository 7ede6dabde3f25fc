"""What monthly counts of safeguarding hubs can bear, within each borough: shares, their change, and
what is refused.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import TOO_FEW_MONTHS
from analysis.declare.periods import Period, period
from analysis.find import over_time
from analysis.find.finding import by_borough, finding, frame, reasons, refusals
from analysis.find.over_time import Rules, Series, Step, counts
from strands.mash.declares import DAYS_OPEN, LEAST_MONTHS, MEASURES, PART_OF

RULES = Rules(
    "month",
    LEAST_MONTHS,
    why_few="{n} usable months, at least {least} are needed",
    why_alike="the months do not carry one: each is none or all, or they part into none and all",
    too_few=TOO_FEW_MONTHS,
)
# Asked of nothing: each stands in every report of the strand with its reason.
REFUSED = reasons("""
    change of the number of contacts: other
        how many contacts come to a hub is managed by thresholds, opening hours and other
        agencies' habits, so it is told and not tested
    rate of contacts: G14
        nobody counted the families or children that contacts could have come from
    sum across boroughs; ranking of boroughs: G11
        hubs take in, count and close contacts each in a way of their own
    red or green rating: G21
        every one of these shares can rise for a good reason and for a bad one, and fall for
        either
    seasonal adjustment: G10
        twelve months hold each season once, so a season and a change look alike
""")


def findings(returned: DataFrame, received: DataFrame, of_period: str) -> DataFrame:
    """What the rows of one period (the `mash` table) bear, a FINDINGS frame.

    `received` says when each file came (RECEIVED, files named as in `returned`). Nothing is found
    where nothing came. `subject` is a measure, `when` a month, a quarter or the period.
    """
    plan = period(of_period)
    rows = returned[returned["period"] == of_period]
    if rows.empty:
        return frame([])
    series = over_time.of_kinds([*all_series(rows, received, plan.all_months)])
    shares = [found for each in series for found in _shares(each, plan)]
    changes = over_time.changes(series, plan)
    return frame([*_counts(rows, plan), *shares, *changes, *refusals(REFUSED, of_period)])


def _spans(plan: Period) -> dict[str, list[str]]:
    """The months of each quarter of a period, and of all of it."""
    quarters = pd.PeriodIndex(plan.all_months, freq="M").asfreq("Q").astype(str)
    months = pd.Series(plan.all_months).groupby(quarters, sort=False).agg(list)
    return {**months, plan.key: list(plan.all_months)}


def _counts(returned: DataFrame, plan: Period) -> Iterator[dict]:
    """How many were counted by quarter and in all: a sum of months, `n` saying of how many."""
    for borough, of_borough in by_borough(returned):
        for measure in MEASURES:
            about = {"borough": borough, "subject": measure}
            counted = of_borough[of_borough["measure"] == measure]
            for when, months in _spans(plan).items():
                rows = counted[counted["month"].isin(months)]
                total = _sum(rows)
                yield finding("count", rows, when=when, **about, **total)
                if measure not in PART_OF:
                    of_months = {"x": total["n"], "n": len(months), "unit": "count"}
                    yield finding("months used", rows, when=when, **about, **of_months)


def _sum(rows: DataFrame) -> dict:
    """The sum of some counts as values of a finding: a range where some are withheld."""
    values = [ends for row in rows.to_dict("records") if (ends := counts(row))]
    about = {"n": len(values), "unit": "count", "method": "sum of the months returned, v1"}
    if not values:
        return {**about, "refused": "not_returned"}
    low, high = (sum(ends) for ends in zip(*values, strict=True))
    if low < high:
        return {**about, "low": low, "high": high, "refused": "G34"}
    return {**about, "low": low, "high": high, "x": low, "estimate": low}


def _shares(series: Series, plan: Period) -> Iterator[dict]:
    """The share by month, by quarter and in all, each with an interval as wide as the months vary."""
    yield from over_time.by_step(series, series.dispersion)
    for when, months in _spans(plan).items():
        yield over_time.over(series, when, months, series.dispersion)
        yield over_time.steps_used(series, when, months)


def all_series(
    returned: DataFrame, received: DataFrame, months: tuple[str, ...]
) -> Iterator[Series]:
    """Every share of every borough with rows; `returned` are rows of those months."""
    arrived = {row.file: _earliest(row.received) for row in received.itertuples()}
    for borough, of_borough in by_borough(returned):
        for part, whole in PART_OF.items():
            rows = of_borough[of_borough["measure"].isin([part, whole])]
            cells = {(row["month"], row["measure"]): row for row in rows.to_dict("records")}
            steps = [
                _step(month, cells.get((month, part)), cells.get((month, whole)), part, arrived)
                for month in months
            ]
            yield Series(borough, part, part, tuple(steps), rows, RULES)


def _earliest(date: str) -> dt.date:
    """The first day that a date, as far as it is known, can mean."""
    return dt.date.fromisoformat(f"{date}-01-01"[:10])


def _step(
    month: str, part: dict | None, whole: dict | None, measure: str, arrived: Mapping[str, dt.date]
) -> Step:
    if part is None or part["status"] == "not_returned":
        return Step(month, refused="not_returned")
    if why := _too_early(month, measure, arrived.get(part["file"])):
        return Step(month, refused="G13", note=why)
    counted = counts(part)
    if counted is None:
        return Step(month, refused=part["status"])
    if whole is None or whole["status"] != "returned":
        state = "returned" if whole is None or whole["status"] == "not_returned" else "usable"
        heading = MEASURES[PART_OF[measure]]
        return Step(month, refused="G14", note=f"{heading} was not {state}")
    low, high, n = *counted, int(whole["count"])
    if not n:
        return Step(month, note="there was none")
    # Of three no more than three are withheld, whatever range the borough withholds.
    return Step(month, low, min(high, n), n)


def _too_early(month: str, measure: str, arrived: dt.date | None) -> str:
    """Why a month is not over for a count that goes on after it; empty where it is, or nothing goes
    on.
    """
    days = DAYS_OPEN.get(measure)
    if not days:
        return ""
    over_on = pd.Period(month, "M").end_time.date() + dt.timedelta(days)
    if arrived and arrived > over_on:
        return ""
    came = "the return came before" if arrived else "nobody knows whether the return came after"
    return f"{came} the {days} days after the month were over"
