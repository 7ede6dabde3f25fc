"""What monthly counts of safeguarding hubs can bear, within each borough: shares, their change, and
what is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import CANNOT_TELL
from analysis.declare.periods import Period, month_label, period
from analysis.find import ladder, quasi_binomial
from analysis.find.counted import finding, frame
from analysis.find.finding import CONFIDENCE
from strands.mash.declares import LEAST_MONTHS, MEASURES
from strands.mash.finds.mash_months import NOT_RETURNED, Month, Series, all_series, counts, widened

TOO_FEW = "too few months"
_SUM, _LADDER = "sum of the months returned, v1", "ladder of wording, v1"
_POINTS = (
    f"{quasi_binomial.METHOD}; odds as a difference of shares around the share over all months"
)
# Asked of nothing: each stands in every report of the strand with its reason.
REFUSED = {
    "change of the number of contacts": (
        "refused: how many contacts come to a hub is managed by thresholds, opening "
        "hours and other agencies' habits, so it is told and not tested"
    ),
    "rate of contacts": (
        "refused (G14): nobody counted the families or children that contacts could have come from"
    ),
    "sum across boroughs": (
        "refused (G11): hubs take in, count and close contacts each in a way of their own"
    ),
    "ranking of boroughs": (
        "refused (G11): hubs take in, count and close contacts each in a way of their own"
    ),
    "red or green rating": (
        "refused (G21): every one of these shares can rise for a good reason and for a bad one, and"
        " fall for either"
    ),
    "seasonal adjustment": (
        "refused (G10): twelve months hold each season once, so a season and a change look alike"
    ),
}


def findings(returned: pd.DataFrame, received: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """What the rows of one period (the `mash` table) bear, a COUNTED frame.

    `received` says when each file came (RECEIVED, files named as in `returned`). Nothing is found
    where nothing came.
    """
    plan = period(of_period)
    mine = returned[returned["period"] == of_period]
    if mine.empty:
        return frame([])
    series = list(all_series(mine, received, plan.all_months))
    return frame(
        [
            *_counts(mine, plan),
            *(row for one in series for row in _shares(one, plan)),
            *_changes(series, plan),
            *(finding(asked, of_period, mine.iloc[:0], note=why) for asked, why in REFUSED.items()),
        ]
    )


def quarters(plan: Period) -> dict[str, set[str]]:
    """The months of each quarter of a period, and of all of it under an empty name."""
    months = {
        quarter: {
            month for month in plan.all_months if str(pd.Period(month, "M").asfreq("Q")) == quarter
        }
        for quarter in plan.quarters
    }
    return {**months, "": set(plan.all_months)}


def _counts(mine: pd.DataFrame, plan: Period) -> Iterator[dict]:
    """How many were counted by quarter and in all: a sum of months, saying of how many."""
    for borough in (key for key in BOROUGH_KEYS if key in set(mine["borough"])):
        for measure in MEASURES:
            rows = mine[(mine["borough"] == borough) & (mine["measure"] == measure)]
            for quarter, months in quarters(plan).items():
                here = rows[rows["month"].isin(months)]
                values = [ends for row in here.to_dict("records") if (ends := counts(row))]
                yield finding(
                    "count",
                    plan.key,
                    here,
                    borough=borough,
                    subject=_subject(measure, quarter),
                    method=_SUM,
                    n=len(values),
                    **_total(values),
                    note=_months(len(values), len(months)),
                )


def _total(values: list[tuple[int, int]]) -> dict:
    """The sum of some counts as values of a finding: a range where some are withheld, nothing where
    there are none.
    """
    if not values:
        return {}
    low, high = (sum(ends) for ends in zip(*values, strict=True))
    return {"low": low, "high": high, **({"x": low, "estimate": low} if low == high else {})}


def _months(used: int, asked: int) -> str:
    return "" if used == asked else f"{used} of {asked} months" if used else NOT_RETURNED


def _subject(measure: str, of: str = "") -> str:
    return f"{measure} {of}".strip()


def _shares(series: Series, plan: Period) -> Iterator[dict]:
    """The share by month, by quarter and in all, each with an interval as wide as the months vary."""
    for one in series.months:
        values = {"note": one.why_not} if one.why_not else _share([one], series.dispersion)
        yield finding(
            "share by month",
            plan.key,
            series.rows_in({one.month}),
            borough=series.borough,
            subject=_subject(series.measure, one.month),
            **values,
        )
    for quarter, months in quarters(plan).items():
        statistic, subject = (
            "share by quarter" if quarter else "share",
            _subject(series.measure, quarter),
        )
        yield finding(
            statistic,
            plan.key,
            series.rows_in(months),
            borough=series.borough,
            subject=subject,
            **_share_over(series, months),
        )


def _share_over(series: Series, months: set[str]) -> dict:
    """The share over several months, saying of how many; why there is none where none can be used."""
    used = series.within(months)
    if not used:
        return {"note": _why_none(series, months)}
    values = _share(used, series.dispersion)
    return {
        **values,
        "note": "; ".join(filter(None, (_months(len(used), len(months)), values.get("note", "")))),
    }


def _why_none(series: Series, months: set[str]) -> str:
    """Why no month of some can be used: the reasons, each once."""
    return "; ".join(
        dict.fromkeys(one.why_not for one in series.months if one.month in months and one.why_not)
    )


def _share(months: list[Month], dispersion: float) -> dict:
    """The share over some months; with counts withheld the range of its intervals at both ends, and
    no estimate.
    """
    low, high, n = (sum(getattr(one, name) for one in months) for name in ("low", "high", "whole"))
    ends = [widened(x, n, dispersion) for x in (low, high)]
    if low == high:
        return ends[0]
    return {
        "n": n,
        "low": ends[0]["low"],
        "high": ends[1]["high"],
        "method": ends[0]["method"],
        "note": f"{low} to {high} of {n}, as some is withheld (G34)",
    }


def _changes(series: list[Series], plan: Period) -> Iterator[dict]:
    """The change of each share over the period, what is said of it, and all tests together."""
    tested = [one for one in series if one.changes]
    p = [max(fit.p for fit in one.changes) for one in tested]
    holm = multipletests(p, method="holm")[1] if tested else []
    adjusted = {id(one): float(value) for one, value in zip(tested, holm, strict=True)}
    for one in series:
        yield from _change(one, plan, adjusted.get(id(one), 1.0))
    by_chance = (
        f"{len(tested) * (1 - CONFIDENCE):.1f} expected below {1 - CONFIDENCE:.2f} by chance"
    )
    yield finding(
        "tests",
        plan.key,
        pd.concat([one.rows for one in tested]) if tested else series[0].rows.iloc[:0],
        estimate=len(tested),
        n=len(series),
        note=by_chance,
        method="count of p-values, v1",
    )


def _change(series: Series, plan: Period, adjusted: float) -> Iterator[dict]:
    """Change, dispersion, smallest change and verdict of one share."""
    rows = series.rows_in({one.month for one in series.usable})
    about = {"borough": series.borough, "subject": series.measure, "n": len(series.usable)}
    planned = f"{series.borough}/{series.measure}" in plan.primary
    for values in _fitted(series, adjusted, planned) if series.changes else _unfitted(series):
        yield finding(values.pop("statistic"), plan.key, rows, **about, **values)


def _unfitted(series: Series) -> Iterator[dict]:
    n, few = len(series.usable), len(series.usable) < LEAST_MONTHS
    why = (
        f"{n} usable months, at least {LEAST_MONTHS} are needed"
        if few
        else "the months do not carry one: each is none or all, or they part into none and all"
    )
    yield {"statistic": "change", "note": f"no change was fitted: {why}"}
    yield {
        "statistic": "verdict",
        "note": TOO_FEW if few else CANNOT_TELL,
        "method": _LADDER,
    }


def _fitted(series: Series, adjusted: float, planned: bool) -> Iterator[dict]:
    """The change as odds and as points, over all readings of what is withheld, and what the ladder
    makes of it.
    """
    odds = [fit.odds() for fit in series.changes]
    low, high = min(one[1] for one in odds), max(one[2] for one in odds)
    estimate = odds[0][0] if len(odds) == 1 else None
    level = float(np.mean([of.sum() for of in series.readings()]) / series.out_of.sum())
    note = " to ".join(month_label(one.month) for one in (series.usable[0], series.usable[-1]))
    note += "" if estimate else "; counts are withheld, so there is no one estimate (G34)"
    yield {
        "statistic": "change",
        "estimate": estimate,
        "low": low,
        "high": high,
        "note": note,
        "method": quasi_binomial.METHOD,
    }
    points = [
        None if end is None else quasi_binomial.points(end, level) for end in (estimate, low, high)
    ]
    yield {
        "statistic": "change in points",
        **dict(zip(("estimate", "low", "high"), points, strict=True)),
        "note": note,
        "method": _POINTS,
    }
    yield {
        "statistic": "dispersion",
        "estimate": series.dispersion,
        "method": "Pearson X2 / (n - 2), v1",
    }
    p = max(fit.p for fit in series.changes)
    yield {"statistic": "p", "estimate": p, "method": quasi_binomial.METHOD}
    yield {
        "statistic": "p (Holm)",
        "estimate": adjusted,
        "method": "Holm over all changes tested (statsmodels), v1",
    }
    least = quasi_binomial.least_odds(
        level, series.out_of.astype(int), series.times, max(1.0, series.dispersion)
    )
    seen = None if np.isnan(least) else quasi_binomial.points(least, level)
    yield {
        "statistic": "least change in points",
        "estimate": seen,
        "method": quasi_binomial.LEAST_METHOD,
    }
    said = ladder.verdict(low, high, planned=planned, adjusted_p=adjusted)
    yield {"statistic": "verdict", "note": said, "method": _LADDER}
