"""What monthly counts of safeguarding hubs can bear, within each borough: shares, their change, and
what is refused.
"""

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from itertools import product

import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import TOO_FEW_MONTHS, subject
from analysis.declare.periods import Period, period
from analysis.declare.proforma import BETWEEN
from analysis.declare.withheld import withheld
from analysis.find import over_time
from analysis.find.finding import by_borough, finding, frame, reasons, refusals
from analysis.find.over_time import Rules, Series, Step, counts
from strands.mash.declares import (
    ALONE,
    BOTH,
    COUNTED,
    DA_CONTACTS,
    DAYS_OPEN,
    HERE,
    IN_PART,
    LEAST_MONTHS,
    MEASURES,
    PART_OF,
    RECORDED,
    SHARE,
    USED,
)

RULES = Rules(
    "month",
    LEAST_MONTHS,
    why_few="{n} usable months, at least {least} are needed",
    why_alike=(
        "the share is none or all in every month, or jumps from one to the other, which no steady"
        " change fits"
    ),
    too_few=TOO_FEW_MONTHS,
)
# Why a finding is refused where a count is withheld.
_WHY = "it rests on counts that are withheld"
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


def counted(returned: DataFrame, received: DataFrame, of_period: str) -> DataFrame:
    """How many contacts the rows of one period (the `mash` table) count, and how many of how many
    in each way: a FINDINGS frame without shares, to be decided on before anything is made of it.

    `received` says when each file came (RECEIVED, files named as in `returned`). `when` is the
    period or a quarter; `subject` the month of that quarter, empty for all of them, and the measure
    where the statistic does not say it; `reading` says of which months the base is, BOTH or ALONE.
    """
    plan = period(of_period)
    rows = returned[returned["period"] == of_period]
    series = list(all_series(rows, received, plan.all_months))
    recorded = [each for each in series if each.subject == "da_contacts"]
    both = {(each.borough, step.when) for each in recorded for step in each.usable}
    bases = list(_bases(rows, both, plan))
    of_da = {
        (found["borough"], found["when"]): found["x"]
        for found in bases
        if (found["statistic"], found["subject"], found["reading"]) == (DA_CONTACTS, "", "")
    }
    parts = (_read(found, both, of_da) for each in series for found in _parts(each, plan))
    return frame([*bases, *parts])


def findings(returned: DataFrame, told: DataFrame, of_period: str) -> DataFrame:
    """What is told of the counts of one period bears, and nothing else: a FINDINGS frame.

    `told` is what `counted` found as it may leave, `returned` the rows it was made from, for their
    places. Nothing is found where nothing came. `subject` is a measure, `when` a month, a quarter
    or the period.
    """
    if told.empty:
        return frame([])
    plan = period(of_period)
    rows = returned[returned["period"] == of_period]
    by_name, series = _by_name(told), as_told(returned, told, of_period)
    shares = (found for each in series for found in _shares(each, by_name, plan))
    withheld_in = {(each.borough, each.subject) for each in series if _is_withheld(each)}
    changes = (
        {**found, "n": None, "verdict": "", "refused": HERE, "note": _WHY}
        if (found["borough"], found["subject"]) in withheld_in
        else found
        for found in over_time.changes(series, plan)
    )
    counts_told = _counts(rows, by_name, plan)
    return frame([*counts_told, *shares, *changes, *refusals(REFUSED, of_period)])


def as_told(returned: DataFrame, told: DataFrame, of_period: str) -> list[Series]:
    """Every share of every borough as far as it is told, with the dispersion of its kind; arguments
    as in `findings`.
    """
    plan, rows = period(of_period), returned[returned["period"] == of_period]
    return over_time.of_kinds([*_told_series(rows, _by_name(told), plan)])


def _spans(plan: Period) -> Iterator[tuple[str, str, list[str]]]:
    """Each month within its quarter, each quarter and the period: `when`, the month where it is
    one, and the months.
    """
    quarters = pd.PeriodIndex(plan.all_months, freq="M").asfreq("Q").astype(str)
    for quarter, months in pd.Series(plan.all_months).groupby(quarters, sort=False):
        yield from ((quarter, month, [month]) for month in months)
        yield quarter, "", list(months)
    yield plan.key, "", list(plan.all_months)


def _bases(returned: DataFrame, both: Container[tuple[str, str]], plan: Period) -> Iterator[dict]:
    """How many contacts and DA contacts there were, in all and in the months of a borough in which
    `both` are known.
    """
    for borough, of_borough in by_borough(returned):
        for statistic, measure in COUNTED.items():
            rows = of_borough[of_borough["measure"] == measure]
            for when, month, months in _spans(plan):
                about = {"borough": borough, "when": when, "subject": month}
                known = [each for each in months if (borough, each) in both]
                reading = (BOTH if known else ALONE) if month else ""
                yield _sum(statistic, rows, months, reading=reading, **about)
                in_known = _sum(statistic, rows, known, reading=BOTH, **about)
                if not month and in_known["x"] is not None:
                    yield in_known
                if not month and measure == "contacts":
                    yield _used(rows, months, **{**about, "subject": subject("", measure)})


def _sum(statistic: str, rows: DataFrame, months: list[str], **about: str) -> dict:
    """The sum of the counts of some months: a range, in part, where some are withheld."""
    rows = rows[rows["month"].isin(months)]
    values = [ends for row in rows.to_dict("records") if (ends := counts(row))]
    if not values:
        return finding(statistic, rows, refused="not_returned", **about)
    low, high = (sum(ends) for ends in zip(*values, strict=True))
    about |= {"unit": "count", "method": "sum of the months returned, v1"}
    if low < high:
        about |= {"reading": "", "refused": "G34"}
        return finding(statistic + IN_PART, rows, low=low, high=high, **about)
    return finding(statistic, rows, x=low, estimate=low, low=low, high=low, **about)


def _used(rows: DataFrame, months: list[str], **about: str) -> dict:
    """Of how many of some months there is a count."""
    rows = rows[rows["month"].isin(months)]
    used = sum(bool(counts(row)) for row in rows.to_dict("records"))
    return finding(USED, rows, x=used, n=len(months), unit="count", **about)


def _parts(series: Series, plan: Period) -> Iterator[dict]:
    """How many of how many by month, by quarter and in all, and of how many months."""
    for when, month, months in _spans(plan):
        steps = [step for step in series.steps if step.when in months]
        used = [step for step in steps if step.usable]
        statistic, about = _named(series.subject, month)
        found = series.finding(statistic, months, when=when, **_part(used or steps[:1]))
        yield {**found, "subject": about}
        if not month:
            of_measure = subject("", series.subject)
            yield {**over_time.steps_used(series, when, months), "subject": of_measure}


def _named(measure: str, month: str) -> tuple[str, str]:
    """The statistic and the subject of how many of a measure were counted."""
    return (RECORDED, month) if measure == "da_contacts" else (SHARE, subject(month, measure))


def _part(steps: list[Step]) -> dict:
    """How many of how many over some steps, a range where some are withheld; of one that cannot be
    used, why.
    """
    first = steps[0]
    if not first.usable:
        return {"refused": first.refused, "note": first.note}
    low, high, n = (sum(getattr(step, name) for step in steps) for name in ("low", "high", "n"))
    if low < high:
        return {"low": low, "high": high, "n": n, "refused": "G34"}
    return {"x": low, "n": n}


def _read(
    found: dict, both: Container[tuple[str, str]], of_da: Mapping[tuple[str, str], int | None]
) -> dict:
    """How many of how many under the reading of its base; in part where its base is not all that
    was counted (`of_da` are the DA contacts of quarters), or where a count was withheld.
    """
    statistic, place = found["statistic"], (found["borough"], found["when"])
    month = found["subject"].split(BETWEEN)[0]
    if statistic == USED or pd.isna(found["n"]):
        return found
    if found["refused"] == "G34":
        return {**found, "statistic": statistic + IN_PART}
    if statistic == RECORDED:
        return {**found, "reading": BOTH}
    if month:
        return {**found, "reading": BOTH if (found["borough"], month) in both else ALONE}
    is_all = found["n"] == of_da.get(place)
    return found if is_all else {**found, "statistic": statistic + IN_PART}


def _counts(
    returned: DataFrame, by_name: Mapping[tuple[str, ...], dict], plan: Period
) -> Iterator[dict]:
    """How many contacts were counted by quarter and in all, and of how many months."""
    whens = [(when, months) for when, month, months in _spans(plan) if not month]
    for borough, of_borough in by_borough(returned):
        for (statistic, measure), (when, months) in product(COUNTED.items(), whens):
            here = of_borough["measure"].eq(measure) & of_borough["month"].isin(months)
            about = {"borough": borough, "subject": measure, "when": when}
            row = by_name[statistic, "", borough, when]
            yield finding("count", of_borough[here], **about, **_values(row))
            if measure == "contacts":
                used = by_name[USED, subject("", measure), borough, when]
                yield finding(USED, of_borough[here], **about, **_values(used))


def _by_name(told: DataFrame) -> dict[tuple[str, ...], dict]:
    """What is told, by statistic, subject, borough and `when`: of what is counted of a quarter,
    all.
    """
    names = ("statistic", "subject", "borough", "when")
    rows = told.assign(statistic=told["statistic"].str.removesuffix(IN_PART))
    of_known = rows["statistic"].isin(COUNTED) & rows["subject"].eq("") & rows["reading"].eq(BOTH)
    rows = rows[~of_known].to_dict("records")
    return {tuple(row[name] for name in names): row for row in rows}


def _values(row: dict) -> dict:
    """The numbers of a finding as told, refused where any of them is withheld."""
    names = ("x", "n", "estimate", "low", "high")
    kept = [name for name in names if withheld(row[name])]
    values = {name: row[name] for name in (*names, "unit", "method", "refused", "note")}
    refused = {"refused": HERE, "note": _WHY} if kept else {}
    return values | dict.fromkeys(kept) | refused


def _told_series(
    returned: DataFrame, by_name: Mapping[tuple[str, ...], dict], plan: Period
) -> Iterator[Series]:
    """Every share of every borough with rows, as far as it is told: where a month is withheld, no
    month is used, since what is small would be missing from it.
    """
    quarters = {month: when for when, month, _ in _spans(plan)}
    for borough, part, rows in _all_parts(returned):
        steps = []
        for month in plan.all_months:
            statistic, about = _named(part, month)
            row = by_name[statistic, about, borough, quarters[month]]
            steps.append(_as_told(row, month))
        if any(step.refused == HERE for step in steps):
            steps = [Step(step.when, refused=HERE, note=_WHY) for step in steps]
        yield Series(borough, part, part, tuple(steps), rows, RULES)


def _is_withheld(series: Series) -> bool:
    return series.steps[0].refused == HERE


def _as_told(row: dict, when: str) -> Step:
    """How many of how many as told, as a step."""
    low, high = ("low", "high") if row["refused"] == "G34" else ("x", "x")
    numbers = row[low], row[high], row["n"]
    if withheld(*numbers):
        return Step(when, refused=HERE, note=_WHY)
    if pd.isna(row[low]):
        return Step(when, refused=row["refused"], note=row["note"])
    return Step(when, *map(int, numbers))


def _shares(
    series: Series, by_name: Mapping[tuple[str, ...], dict], plan: Period
) -> Iterator[dict]:
    """The share by month, by quarter and in all, each with an interval as wide as the months vary:
    its own, or where some are withheld those of the other boroughs.
    """
    dispersion = series.dispersion
    if _is_withheld(series) and series.kind:
        dispersion = max(1.0, series.kind[0])
    for when, month, months in _spans(plan):
        statistic, about = _named(series.subject, month)
        row = by_name[statistic, about, series.borough, when]
        step = _as_told(row, when)
        values = over_time.share_of([step], dispersion) if step.usable else _values(row)
        yield series.finding("share", months, when=month or when, **values)
        if not month:
            used = by_name[USED, subject("", series.subject), series.borough, when]
            yield series.finding(USED, months, when=when, **_values(used))


def all_series(
    returned: DataFrame, received: DataFrame, months: tuple[str, ...]
) -> Iterator[Series]:
    """Every share of every borough with rows; `returned` are rows of those months."""
    arrived = {row.file: _earliest(row.received) for row in received.itertuples()}
    for borough, part, rows in _all_parts(returned):
        cells = {(row["month"], row["measure"]): row for row in rows.to_dict("records")}
        steps = [
            _step(month, cells.get((month, part)), cells.get((month, PART_OF[part])), part, arrived)
            for month in months
        ]
        yield Series(borough, part, part, tuple(steps), rows, RULES)


def _all_parts(returned: DataFrame) -> Iterator[tuple[str, str, DataFrame]]:
    """Each part of each borough that has any rows, with the rows of it and of its whole."""
    for borough, of_borough in by_borough(returned):
        for part, whole in PART_OF.items():
            yield borough, part, of_borough[of_borough["measure"].isin([part, whole])]


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
