"""Visits to the hub month by month: totals over the months returned, each with its rate; visitors
are never added.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.periods import month_label, period
from analysis.declare.proforma import BETWEEN
from analysis.declare.table import rows_with
from analysis.declare.words import listed
from analysis.find import rates
from analysis.find.finding import counted, finding, frame, reasons, refusals
from strands.activity.declares.activity import SECTIONS
from strands.activity.declares.logs import LEAST, MOST
from strands.activity.finds.activity import fall_and_rise

TOTAL = "sum over the months returned, v1"
MONTHLY = "visits / months returned, v1"
SHARE = "visits of the page / visits of its section, over the months returned, v1"
RATIO = "ratio, later / earlier, v1"
LEFT_OUT = "ratio of rates with each month left out in turn, v1"
# A rate over fewer months is one of single months.
FEWEST = 3
# What is set against what: the halves of a period, and a period and the one before.
HALVES, PERIODS = "halves", "periods"
REFUSED = reasons("""
    interval of visits: G4
        one visitor makes many visits, so they do not come one by one, and a Poisson interval
        would be too narrow
    visitors over months or pages: other
        who comes in two months, or to two pages, is counted twice
    change without the season: G10
        a change in fewer than two full years may be the season
""")


def findings(rows: DataFrame) -> DataFrame:
    """Everything found in rows of the table `hub_months`: FINDINGS.

    `subject` is empty for the whole hub, a section, or section and page. A change is later divided
    by earlier; its `reading` is HALVES or PERIODS. That of visitors is LEAST or MOST.
    """
    made = []
    rows = rows.assign(subject=rows["section"] + BETWEEN + rows["page"])
    visits = rows_with(rows, measure="visits", status="returned")
    for key, returned in rows.groupby("period", sort=False):
        of_period = rows_with(visits, period=key)
        made += [
            *_whole(key, of_period),
            *_pages(key, returned, of_period),
            *refusals(REFUSED, key),
        ]
        # A period of an odd number of months has the middle one in its second half.
        months = period(key).all_months
        is_early = of_period["month"] < months[len(months) // 2]
        made += _changes(key, (of_period[is_early], of_period[~is_early]), HALVES)
    for before, key in pairwise(rows["period"].unique()):
        spans = [rows_with(visits, period=span) for span in (before, key)]
        made += _changes(key, spans, PERIODS)
    return frame(made)


def _whole(key: str, visits: DataFrame) -> Iterator[dict]:
    """The hub and its sections, and the months nobody returned."""
    months = period(key).all_months
    missing = [month_label(month) for month in months if month not in set(visits["month"])]
    note = f"no page was returned for {', '.join(missing)}" if missing else ""
    numbers = counted(visits["month"].nunique(), len(months))
    yield finding("months returned", visits, when=key, note=note, **numbers)
    yield finding("pages", visits, when=key, **counted(visits["subject"].nunique()))
    yield from _level("", key, visits)
    for section in SECTIONS:
        yield from _level(section, key, rows_with(visits, section=section))


def _level(subject: str, key: str, visits: DataFrame, hub_months: int = 0) -> Iterator[dict]:
    """A total and what it comes to a month; a blank month is no zero and divides nothing.

    A page without a line in some of `hub_months` may have had no visits there: the range begins at
    that rate.
    """
    months, whole = visits["month"].nunique(), len(period(key).all_months)
    about = {"subject": subject, "when": key, "rows": visits}
    if not months:
        note = "no total: no month was returned"
        yield finding("visits", refused="not_returned", note=note, **about)
        return
    total = float(visits["count"].sum())
    note = f"{months} of {whole} months were returned" if months < whole else ""
    about |= {"n": months, "note": note}
    yield finding("visits", estimate=total, unit="count", method=TOTAL, **about)
    if months < hub_months:
        about |= {"low": total / hub_months, "high": total / months}
    yield finding("visits a month", estimate=total / months, unit="rate", method=MONTHLY, **about)


def _pages(key: str, rows: DataFrame, visits: DataFrame) -> Iterator[dict]:
    """Each page as returned, in the order of the file; one without any number is told of too."""
    visitors = rows_with(rows, measure="visitors", status="returned")
    for section, subject in rows[["section", "subject"]].drop_duplicates().itertuples(index=False):
        about = {"subject": subject, "when": key}
        of_page = rows_with(visits, subject=subject)
        of_section = rows_with(visits, section=section)
        yield from _level(subject, key, of_page, visits["month"].nunique())
        x, n = int(of_page["count"].sum()), int(of_section["count"].sum())
        if n and len(of_page):
            share = {"estimate": x / n, "x": x, "n": n, "unit": "share", "method": SHARE}
            note = _fewer(of_page, of_section)
            yield finding("share of section", of_page, note=note, **about, **share)
        # A month whose visits are asked about is no better known by its visitors.
        asked = rows_with(rows, measure="visits", subject=subject, status="queried")["month"]
        came = rows_with(visitors, subject=subject)
        came = came[~came["month"].isin(asked)]
        if len(came):
            for reading, count in {LEAST: came["count"].min(), MOST: came["count"].max()}.items():
                how = counted(int(count), len(came), "least and most, v1")
                yield finding("visitors in one month", came, reading=reading, **about, **how)


def _fewer(of_page: DataFrame, of_section: DataFrame) -> str:
    """What to beware of in a share of months that are not all of the section's."""
    months, whole = (rows["month"].nunique() for rows in (of_page, of_section))
    return f"counted in {months} of the {whole} months of its section" if months < whole else ""


def _changes(key: str, spans: Sequence[DataFrame], reading: str) -> Iterator[dict]:
    """Later against earlier for the hub, each section and each page, and how many pages fall and
    rise.
    """
    yield from _change("", key, spans, reading)
    for section in SECTIONS:
        parts = [rows_with(rows, section=section) for rows in spans]
        both = pd.concat(parts)
        if both.empty:
            continue
        yield from _change(section, key, parts, reading)
        ratios = []
        for page in both["subject"].unique():
            of_page = list(
                _change(page, key, [rows_with(rows, subject=page) for rows in parts], reading)
            )
            ratios += [row["estimate"] for row in of_page if row["statistic"] == "change a month"]
            yield from of_page
        known = [(ratio, ratio) for ratio in ratios if ratio is not None]
        about = {"subject": section, "when": key, "reading": reading}
        yield from fall_and_rise("pages that {}", known, both, **about)


def _change(subject: str, key: str, spans: Sequence[DataFrame], reading: str) -> Iterator[dict]:
    """In total and a month together, whether they point one way, and whether one month makes the
    direction.
    """
    rows = pd.concat(spans)
    about = {"subject": subject, "when": key, "reading": reading, "rows": rows}
    if why := _no_change(spans, rows):
        yield finding("change a month", **about, **why)
        return
    before, after = (span.groupby("month")["count"].sum().astype("float64") for span in spans)
    total, ratio = float(after.sum() / before.sum()), _ratio(before, after)
    about["unit"] = "ratio"
    yield finding(
        "change in total",
        estimate=total,
        method=RATIO,
        note=f"{len(before)} months returned against {len(after)}",
        **about,
    )
    n = len(before) + len(after)
    yield finding("change a month", estimate=ratio, n=n, method=RATIO, **about)
    # With as many months on either side the two are one, but for rounding.
    sizes = [ratio] if len(before) == len(after) else [total, ratio]
    ways = rates.ways([(size, size) for size in sizes])
    yield finding("direction", **about | rates.direction(ways))
    left_out = _one_left_out(before, after, ratio)
    yield finding("change a month, one month left out", **about | left_out)


def _no_change(spans: Sequence[DataFrame], rows: DataFrame) -> dict:
    """Why two spans are not set against one another; empty where they are."""
    if any(span["month"].nunique() < FEWEST for span in spans):
        note = f"fewer than {FEWEST} months were returned on one side"
        return {"refused": "other", "note": note}
    if rows["counted_as"].nunique() > 1:
        return {"refused": "G12", "note": "a visit was counted in two ways"}
    if not spans[0]["count"].sum():
        return {"note": "no ratio: there were no visits on the earlier side"}
    return {}


def _one_left_out(before: Series, after: Series, ratio: float) -> dict:
    """The least and greatest ratio with a month left out, and the months on which the direction
    hangs.
    """
    without = {month: _ratio(before.drop(month), after) for month in before.index}
    without |= {month: _ratio(before, after.drop(month)) for month in after.index}
    turned = [
        month_label(month) for month, other in without.items() if (other - 1) * (ratio - 1) < 0
    ]
    low, high = min(without.values()), max(without.values())
    found = {
        "estimate": len(turned),
        "low": low,
        "high": high if np.isfinite(high) else None,
        "n": len(without),
        "unit": "count",
        "method": LEFT_OUT,
    }
    if not turned:
        return found
    note = f"the direction turns where {listed(turned, 'or')} is left out"
    return {**found, "refused": "G29", "note": note}


def _ratio(before: Series, after: Series) -> float:
    return float(after.mean() / before.mean()) if before.sum() else np.inf
