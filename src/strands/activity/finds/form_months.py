"""The engagement form by month: how far it has come, told when, and forms completed of cases that
could have one.
"""

from collections.abc import Collection, Iterator
from itertools import takewhile

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import members
from analysis.declare.periods import Period, month_label, period
from analysis.declare.sampling import quarter_of
from analysis.declare.statuses import withheld_range
from analysis.declare.table import rows_with
from analysis.find.finding import counted, finding, frame, reasons, refusals
from analysis.find.over_time import Rules, Series, Step, over, steps_used
from strands.activity.declares.activity import STAGE, STAGES
from strands.activity.declares.logs import LIVE_FROM, OF_ELIGIBLE, WITH_CASES

# Days after which a status that was not told again is old.
OLD = 90
NOT_RETURNED = "not returned"
NOT_KNOWN = "the status is not known in any month"
NO_DENOMINATOR = "no share, as no number of cases that could have a form was returned"
NOT_LIVE = "no share: the form was not in use"
MORE_THAN_ALL = "more were completed than cases could have one"
REFUSED = reasons("""
    time until live: other
        six boroughs, which began at different steps, are too few for a survival curve
    comparison of boroughs; sum over boroughs: G11
        boroughs differ in which cases could have a form and in when it came
    change over time: other
        a rise may be recording that begins, or a form that is made mandatory
""")
# A change over time is refused, so no number of months is asked for.
_RULES = Rules("month", 0, "", "")
# Where no month has a share: which reason stands for all of them.
_REASONS = ("other", "G14", "not_returned", "")


def findings(rows: DataFrame) -> DataFrame:
    """Everything found in rows of the table `form_months`, for every member of a period: FINDINGS.

    `status` and each `first told` have a stage as subject; `since`, `first told` and `last told` a
    month as `when`, the last with its age at the period's end in days.
    """
    made = []
    for key in rows["period"].unique():
        for borough in members(key):
            returned = rows_with(rows, period=key, borough=borough.key)
            stages = _stages(returned)
            made += _status(borough.key, period(key), returned, stages)
            made += _completed(borough.key, period(key), returned, stages)
        made += refusals(REFUSED, key)
    return frame(made)


def _stages(rows: DataFrame) -> dict[str, str]:
    """The stage by month, in order, where one is known and its line can be used."""
    known = rows[rows["stage"].isin(list(STAGE)) & (rows["status"] != "queried")]
    return known.sort_values("month").set_index("month")["stage"].to_dict()


def _live(stages: dict[str, str]) -> list[str]:
    return [month for month, stage in stages.items() if STAGE[stage].step >= LIVE_FROM]


def _status(borough: str, span: Period, rows: DataFrame, stages: dict[str, str]) -> Iterator[dict]:
    """The stage as last told, since when it is known, how old that is, and when each stage was
    first told of.
    """

    def found(statistic: str, months: Collection[str], **values: object) -> dict:
        made_from = rows[rows["month"].isin(months)]
        return finding(statistic, made_from, borough=borough, **{"when": span.key, **values})

    if not stages:
        why = ("unknown", NOT_KNOWN) if len(rows) else ("not_returned", NOT_RETURNED)
        yield found("status", rows["month"], refused=why[0], note=why[1])
        return
    last, stage = list(stages.items())[-1]
    run = list(takewhile(lambda month: stages[month] == stage, reversed(stages)))
    yield found(
        "status",
        run,
        subject=stage,
        n=len(stages),
        estimate=STAGE[stage].step,
        unit="count",
        method="as last told, v1",
    )
    # Nobody said what was before the first month that is known.
    is_first = run[-1] == min(stages)
    yield found(
        "since",
        run[-1:],
        when=run[-1],
        n=len(run),
        method="first month of the run that reaches the last month told, v1",
        note="or earlier: no month before it is known" if is_first else "",
    )
    days = (pd.Period(span.bounds[1], "M").end_time - pd.Period(last, "M").end_time).days
    yield found(
        "last told",
        [last],
        when=last,
        estimate=days,
        unit="days",
        method="days from the month's end to the period's, v1",
        note=f"older than {OLD} days" if days > OLD else "",
    )
    for each in STAGES:
        if told := [month for month in stages if stages[month] == each.key]:
            yield found(
                "first told",
                told[:1],
                subject=each.key,
                when=told[0],
                n=len(told),
                method="first month it was told of, v1",
            )
    live = len(_live(stages))
    yield found(
        "months in use",
        stages,
        **counted(live, len(stages), "months from pilot on, of months known, v1"),
    )


def _completed(
    borough: str, span: Period, rows: DataFrame, stages: dict[str, str]
) -> Iterator[dict]:
    """Forms completed over the period, a month in use, and of the cases that could have one: in all
    and by quarter.
    """
    completed = rows_with(rows, measure="completed")
    about = {"borough": borough, "when": span.key}
    yield finding("completed", completed, **about, **_total(completed, len(span.all_months)))
    live = completed[completed["month"].isin(_live(stages))]
    told = rows_with(completed, status="returned")["count"].sum()
    yield finding("completed a month in use", live, **about, **_a_month(live, told))
    series = _series(borough, span, rows, set(stages) - set(_live(stages)))
    for when in (span.key, *span.quarters):
        months = [month for month in span.all_months if when in (span.key, quarter_of(month))]
        yield from _share(series, when, months)


def _total(completed: DataFrame, months: int) -> dict:
    """The sum over months with a number; where months were withheld by the sender, also the range
    that these leave open (G34).
    """
    counts, withheld = (rows_with(completed, status=status) for status in ("returned", "withheld"))
    ranges = [withheld_range(text) for text in withheld["raw"]]
    n = len(counts) + len(ranges)
    if not n:
        return {"refused": "not_returned", "note": NOT_RETURNED}
    if None in ranges:
        return {"refused": "withheld", "note": "no total: a month was withheld without a range"}
    total = int(counts["count"].sum())
    low, high = (total + sum(ends) for ends in zip((0, 0), *ranges, strict=True))
    values = {"estimate": total, "method": "sum, v1"}
    notes = [f"{n} of {months} months were returned"] * (n < months)
    if ranges:
        notes.append(f"{len(ranges)} withheld, each anywhere in its range")
        values = {"low": low, "high": high, "method": "range of the sum, v1", "refused": "G34"}
    return {"x": total, "n": n, "unit": "count", "note": "; ".join(notes), **values}


def _a_month(live: DataFrame, told: float) -> dict:
    """Forms completed a month, over months in use that have a number; none where more were `told`
    than in those.
    """
    counts = live.loc[live["status"] == "returned", "count"]
    n = len(counts)
    if not n:
        return {"note": "no rate: no month in which the form is known to be in use has a number"}
    if counts.sum() < told:
        note = "no rate: forms were completed in months in which it is not known to be in use"
        return {"refused": "other", "note": note}
    return {
        "estimate": float(counts.mean()),
        "x": int(counts.sum()),
        "n": n,
        "unit": "rate",
        "method": "completed / months in use, v1",
        "note": f"{n} of {len(live)} months in use have a number" if n < len(live) else "",
    }


def _series(borough: str, span: Period, rows: DataFrame, before: Collection[str]) -> Series:
    """Completed of cases that could have one, by month; in the months `before` the form was told
    not to be in use yet, and a case cannot have one. Where nobody knows whether it was, its
    month stays in.
    """
    returned = rows_with(rows, status="returned")
    counts = returned.pivot(index="month", columns="measure", values="count")
    every = counts.reindex(index=span.all_months, columns=["completed", "eligible"])
    steps = tuple(
        _step(month, *(None if pd.isna(count) else int(count) for count in pair), month in before)
        for month, *pair in every.itertuples()
    )
    return Series(borough, "", OF_ELIGIBLE, steps, rows, _RULES)


def _step(month: str, completed: int | None, eligible: int | None, is_before: bool) -> Step:
    """A month, and why no share is made of it; refused where the cases never came (G14)."""
    why = {}
    if is_before and (completed, eligible) != (None, None):
        why = {"note": NOT_LIVE}
    elif completed is None:
        why = {"refused": "not_returned", "note": NOT_RETURNED}
    elif eligible is None:
        why = {"refused": "G14", "note": NO_DENOMINATOR}
    elif completed > eligible:
        why = {"refused": "other", "note": MORE_THAN_ALL}
    return Step(month, completed, completed, eligible, **why)


def _share(series: Series, when: str, months: Collection[str]) -> Iterator[dict]:
    """Completed of cases that could have one over months with both, and of how many months it is
    made; or why there is no share.
    """
    steps = [step for step in series.steps if step.when in months]
    if not any(step.usable for step in steps):
        sent = [step for step in steps if (step.low, step.n) != (None, None)]
        why = min(sent or steps, key=lambda step: _REASONS.index(step.refused))
        about = {"when": when, "refused": why.refused, "note": why.note, "reading": WITH_CASES}
        yield series.finding(OF_ELIGIBLE, months, **about)
        return
    found = over(series, when, months)
    notes = [found["note"]]
    if any(step.note == NOT_LIVE for step in steps):
        notes.append("months in which it was not in use are left out")
    if more := [month_label(step.when) for step in steps if step.note == MORE_THAN_ALL]:
        notes.append(
            f"{', '.join(more)} left out, when more were completed than cases could have one"
        )
    note = "; ".join(filter(None, notes))
    yield {**found, "statistic": OF_ELIGIBLE, "reading": WITH_CASES, "note": note}
    yield steps_used(series, when, months)
