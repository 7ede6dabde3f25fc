"""Consultations, hub visits and the engagement form: rates with their intervals, never one borough
against another.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
import statsmodels.api as sm
from pandas import DataFrame, Series
from statsmodels.stats.rates import confint_poisson

from analysis.declare.finding import subject
from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.table import rows_with
from analysis.find import rates
from analysis.find.finding import counted, finding, frame, interval
from strands.activity.declares.activity import SECTIONS
from strands.activity.declares.logs import CONSULTATION
from strands.activity.finds import log_rates

GARWOOD = "consultations / months logged, exact (Garwood) interval (statsmodels), v1"
RATIO = (
    "ratio of rates a month within the borough, score interval (statsmodels) widened by the dispersion"
    " of all boroughs and periods, t, v2"
)
RATIO_IN_STEPS = RATIO.replace("t, v2", "in steps of a quarter, t, v3")
_NO_SPREAD = "no interval: too few boroughs and periods to tell how far such counts vary"
LENGTHS = "range over the plausible lengths of the periods, v1"
IN_TOTAL, A_MONTH = "change in total", "change in per_month"


def findings(consultations: DataFrame, hub: DataFrame, form: DataFrame) -> DataFrame:
    """Everything the strand finds in its three tables: FINDINGS.

    The `reading` of a change is the earlier period it is counted from; the `subject` of what is
    found of the hub its section, or section and page.
    """
    return frame([*_consultations(consultations), *_hub(hub), *_form(form)])


def _consultations(rows: DataFrame) -> Iterator[dict]:
    logged = rows_with(rows, status="returned")
    for key, in_period in logged.groupby("period", sort=False):
        yield finding(
            "consultations",
            in_period,
            when=key,
            estimate=in_period["count"].sum(),
            n=len(in_period),
            unit="count",
            method="sum, v1",
        )
    known = logged[logged["months"].gt(0)].rename(columns={"borough": "member"})
    spread = _spread(known)
    for _, of_borough in logged.groupby("borough", sort=False):
        for at in range(len(of_borough)):
            yield from _monthly(of_borough.iloc[[at]])
        for at in range(1, len(of_borough)):
            yield from _against(of_borough.iloc[at - 1 : at + 1], spread, known)


def _monthly(returned: DataFrame) -> Iterator[dict]:
    """The count where logs may be sent as well, a rate a month over the months logged, and over the
    whole period where that is longer.
    """
    row = returned.iloc[0]
    about = {"borough": row["borough"], "when": row["period"], "rows": returned}
    if row["period"] >= CONSULTATION.since:
        yield finding("sent", **about, **counted(int(row["count"]), method="as sent, v1"))
    if pd.isna(row["months"]) or not row["months"]:
        note = "no rate: the months logged are not known"
        yield finding("per_month", refused="unknown", note=note, **about)
        return
    count, months = int(row["count"]), int(row["months"])
    longest = max(period(row["period"]).months)
    about |= {"n": count, "unit": "rate"}
    yield finding(
        "per_month",
        **interval((count / months, *confint_poisson(count, months, method="exact-c"))),
        method=GARWOOD,
        note="the months logged are longer than the period" if months > longest else "",
        **about,
    )
    method = f"consultations / {longest} months, v1"
    yield finding("per_month_whole_period", estimate=count / longest, method=method, **about)


def _spread(counts: DataFrame) -> rates.Spread | None:
    """By how many times what chance lets them counts vary around what their member and their period
    make of them, at least 1, and its degrees of freedom; None where nothing is left to tell it by.

    `counts` has `member, period, count, months`. Quasi-Poisson of a rate a month with an effect of
    each member and each period: X2 over its degrees of freedom (McCullagh and Nelder 1989).
    """
    for side in ("member", "period"):
        # One without any has no rate on the scale of logs, and nothing to vary around.
        counts = counts[counts.groupby(side)["count"].transform("sum").gt(0)]
    effects = pd.get_dummies(counts[["member", "period"]], drop_first=True, dtype=float)
    design = effects.assign(constant=1.0).to_numpy()
    df = len(counts) - np.linalg.matrix_rank(design) if len(counts) else 0
    if not df:
        return None
    months = np.log(counts["months"].to_numpy(float))
    law = sm.families.Poisson()
    fit = sm.GLM(counts["count"].to_numpy(float), design, family=law, offset=months).fit()
    return rates.Spread(max(1.0, fit.pearson_chi2 / df), float(df))


def _against(rows: DataFrame, spread: rates.Spread | None, counts: DataFrame) -> Iterator[dict]:
    """A period against the one before within the borough: in total and a month, and whether they
    agree; `spread` is by how much all `counts` vary more than chance lets them, with its degrees of
    freedom.
    """
    (_, before), (_, after) = rows.iterrows()
    about = _about_change(before, after, rows) | {"borough": after["borough"]}
    if rows["months"].isna().any() or not rows["count"].all():
        note = "no ratio: a count or the months logged are not known, or 0"
        yield finding(A_MONTH, note=note, **about)
        return
    later, earlier = ((int(side["count"]), int(side["months"])) for side in (after, before))
    total = later[0] / earlier[0]
    in_total = interval((total, total, total))
    yield finding(IN_TOTAL, method="ratio of counts, v1", unit="ratio", **in_total, **about)
    is_late = after["period"] >= CONSULTATION.since
    widening = (
        log_rates.coarse(spread) if spread and is_late else spread or rates.Spread()
    ).widening
    ratio, *ends = rates.ratio(later, earlier, widening)
    known = {**interval((ratio, *ends)), "method": RATIO_IN_STEPS if is_late else RATIO}
    if spread is None:
        known = {"estimate": ratio, "method": "ratio of rates a month, v1", "note": _NO_SPREAD}
    yield finding(A_MONTH, unit="ratio", **known, **about | {"rows": counts})
    ways = rates.ways([(total, total), (ratio, ratio)])
    yield finding("direction", **rates.direction(ways), **about)


def _about_change(before: Series, after: Series, rows: DataFrame) -> dict:
    return {"when": after["period"], "reading": before["period"], "rows": rows}


def _hub(rows: DataFrame) -> Iterator[dict]:
    """Visits a month over every plausible length, and each page against the period before."""
    returned = rows_with(rows, status="returned")
    changes: dict[str, list[dict]] = {section: [] for section in SECTIONS}
    for (section, page), of_page in returned.groupby(["section", "page"], sort=False):
        by_period = {row["period"]: row for _, row in of_page.iterrows()}
        for key, row in by_period.items():
            yield finding(
                "visits_per_month",
                rows_with(of_page, period=key),
                subject=subject(section, page),
                when=key,
                n=row["count"],
                unit="rate",
                method=LENGTHS,
                **_range(rates.per_month(row["count"], key)),
            )
        ordered = [by_period[key] for key in PERIOD_KEYS if key in by_period]
        for before, after in pairwise(ordered):
            about = _about_change(before, after, of_page) | {"subject": subject(section, page)}
            changes[section] += _page_change(before, after, about)
    for of_pages in changes.values():
        yield from of_pages
    for section, of_pages in changes.items():
        yield from _falling(section, of_pages)


def _range(ends: tuple[float, float]) -> dict:
    """A range as values of a finding, with an estimate where it is one number."""
    low, high = ends
    return {"low": low, "high": high, "estimate": low if low == high else None}


def _page_change(before: Series, after: Series, about: dict) -> Iterator[dict]:
    if not before["count"]:
        return
    total = (after["count"] / before["count"],) * 2
    monthly = rates.ratio_range(
        *(rates.per_month(row["count"], row["period"]) for row in (before, after))
    )
    for statistic, ends in ((IN_TOTAL, total), (A_MONTH, monthly)):
        yield finding(statistic, method=LENGTHS, unit="ratio", **_range(ends), **about)
    yield finding("direction", **rates.direction(rates.ways([total, monthly])), **about)


def _falling(section: str, changes: list[dict]) -> Iterator[dict]:
    """How many pages of a section fall in total, and how many a month whatever the lengths; rises
    alike.
    """
    for statistic in (IN_TOTAL, A_MONTH):
        rows = [row for row in changes if row["statistic"] == statistic]
        about = {name: rows[0][name] for name in ("when", "reading")} if rows else {}
        places = "; ".join(row["rows"] for row in rows)
        ends = [(row["low"], row["high"]) for row in rows]
        yield from fall_and_rise(
            f"pages that {{}}: {statistic}", ends, places, subject=section, **about
        )


def fall_and_rise(
    name: str, changes: list[tuple[float, float]], rows: DataFrame | str, **about: str
) -> Iterator[dict]:
    """How many of some `changes`, each the ends of a ratio, are a fall and how many a rise: two
    findings `name`; none without a change.
    """
    counts = {
        "fall": sum(high < 1 for _, high in changes),
        "rise": sum(low > 1 for low, _ in changes),
    }
    for way, x in counts.items() if changes else ():
        yield finding(name.format(way), rows, **about, **counted(x, len(changes)))


def _form(rows: DataFrame) -> Iterator[dict]:
    """Completions as reported; no rate, for nobody said how many cases could have had a form."""
    for _, row in rows[rows["count"].notna()].iterrows():
        yield finding(
            "completions",
            rows_with(rows, borough=row["borough"]),
            borough=row["borough"],
            when=row["period"],
            estimate=row["count"],
            n=row["count"],
            unit="count",
            refused="G14",
            note="no rate, as no number of eligible cases was reported",
        )
