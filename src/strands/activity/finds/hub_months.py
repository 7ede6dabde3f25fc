"""Visits to the hub month by month: totals over the months returned, each with its rate; visitors
are never added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.declare.periods import month_label, period
from analysis.declare.proforma import BETWEEN
from analysis.find import rates
from analysis.find.finding import finding, frame, refusals
from strands.activity.declares.activity import SECTIONS

TOTAL = "sum over the months returned, v1"
MONTHLY = "visits / months returned, v1"
SHARE = "visits of the page / visits of its section, over the months returned, v1"
RATIO = "ratio, later / earlier, v1"
LEFT_OUT = "ratio of rates with each month left out in turn, v1"
# A rate over fewer months is one of single months.
FEWEST = 3
# What is set against what: the halves of a period, and a period and the one before.
HALVES, PERIODS = "halves", "periods"
REFUSED = {
    "interval of visits": (
        "G4",
        "one visitor makes many visits, so they do not come one by one, and a Poisson interval"
        " would be too narrow",
    ),
    "visitors over months or pages": (
        "other",
        "who comes in two months, or to two pages, is counted twice",
    ),
    "change without the season": (
        "G10",
        "a season cannot be told from a change in fewer than two full years",
    ),
}


def findings(rows: pd.DataFrame) -> pd.DataFrame:
    """Everything found in rows of the table `hub_months`: FINDINGS.

    `subject` is empty for the whole hub, a section, or section and page. A change is later divided
    by earlier; its `reading` is HALVES or PERIODS.
    """
    made = []
    for key, returned in rows.groupby("period", sort=False):
        visits = _counted(returned, "visits")
        made += [*_whole(key, visits), *_pages(key, returned, visits), *refusals(REFUSED, key)]
        # A period of an odd number of months has the middle one in its second half.
        months = period(key).all_months
        is_early = visits["month"] < months[len(months) // 2]
        made += _changes(key, (visits[is_early], visits[~is_early]), HALVES)
    visits = _counted(rows, "visits")
    for before, key in pairwise(rows["period"].unique()):
        spans = [visits[visits["period"] == span_of] for span_of in (before, key)]
        made += _changes(key, spans, PERIODS)
    return frame(made)


def _counted(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows of a measure that hold a number, with what each is about."""
    return _with_subject(rows[(rows["measure"] == measure) & (rows["status"] == "returned")])


def _with_subject(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(subject=rows["section"] + BETWEEN + rows["page"])


def _whole(key: str, visits: pd.DataFrame) -> Iterator[dict]:
    """The hub and its sections, and the months nobody returned."""
    months = period(key).all_months
    missing = [month_label(month) for month in months if month not in set(visits["month"])]
    about = {"when": key, "unit": "count", "method": "count, v1"}
    returned = visits["month"].nunique()
    yield finding(
        "months returned",
        visits,
        estimate=returned,
        x=returned,
        n=len(months),
        note=f"no page was returned for {', '.join(missing)}" if missing else "",
        **about,
    )
    pages = visits["subject"].nunique()
    yield finding("pages", visits, estimate=pages, x=pages, **about)
    yield from _level("", key, visits)
    for section in SECTIONS:
        yield from _level(section, key, visits[visits["section"] == section])


def _level(subject: str, key: str, visits: pd.DataFrame, hub_months: int = 0) -> Iterator[dict]:
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


def _pages(key: str, rows: pd.DataFrame, visits: pd.DataFrame) -> Iterator[dict]:
    """Each page as returned, in the order of the file; one without any number is told of too."""
    visitors = _counted(rows, "visitors")
    pages = _with_subject(rows)[["section", "subject"]].drop_duplicates()
    for section, subject in pages.itertuples(index=False):
        of_page, of_section = (
            visits[visits[column] == value]
            for column, value in (("subject", subject), ("section", section))
        )
        yield from _level(subject, key, of_page, visits["month"].nunique())
        x, whole = int(of_page["count"].sum()), int(of_section["count"].sum())
        if whole and len(of_page):
            yield finding(
                "share of section",
                of_page,
                subject=subject,
                when=key,
                estimate=x / whole,
                x=x,
                n=whole,
                unit="share",
                method=SHARE,
                note=_fewer(of_page, of_section),
            )
        came = visitors[visitors["subject"] == subject]
        if len(came):
            yield finding(
                "visitors in one month",
                came,
                subject=subject,
                when=key,
                low=came["count"].min(),
                high=came["count"].max(),
                n=len(came),
                unit="count",
                method="least and most, v1",
            )


def _fewer(of_page: pd.DataFrame, of_section: pd.DataFrame) -> str:
    """What to beware of in a share of months that are not all of the section's."""
    months, whole = (rows["month"].nunique() for rows in (of_page, of_section))
    return f"counted in {months} of the {whole} months of its section" if months < whole else ""


def _changes(key: str, spans: Sequence[pd.DataFrame], reading: str) -> Iterator[dict]:
    """Later against earlier for the hub, each section and each page, and how many pages fall and
    rise.
    """
    yield from _change("", key, spans, reading)
    for section in SECTIONS:
        parts = [rows[rows["section"] == section] for rows in spans]
        both = pd.concat(parts)
        if both.empty:
            continue
        yield from _change(section, key, parts, reading)
        of_pages: list[dict] = []
        for page in both["subject"].unique():
            sides = [rows[rows["subject"] == page] for rows in parts]
            of_pages += _change(page, key, sides, reading)
        yield from of_pages
        yield from _falling(of_pages, both, {"subject": section, "when": key, "reading": reading})


def _change(subject: str, key: str, spans: Sequence[pd.DataFrame], reading: str) -> Iterator[dict]:
    """In total and a month together, whether they point one way, and whether one month makes the
    direction.
    """
    rows = pd.concat(spans)
    about = {"subject": subject, "when": key, "reading": reading, "rows": rows}
    if why := _no_change(spans, rows):
        yield finding("change a month", **about, **why)
        return
    counts = [span.groupby("month")["count"].sum().astype("float64") for span in spans]
    before, after = map(len, counts)
    total, ratio = (
        float(getattr(counts[1], name)() / getattr(counts[0], name)()) for name in ("sum", "mean")
    )
    about["unit"] = "ratio"
    yield finding(
        "change in total",
        estimate=total,
        method=RATIO,
        note=f"{before} months returned against {after}",
        **about,
    )
    yield finding("change a month", estimate=ratio, n=before + after, method=RATIO, **about)
    # With as many months on either side the two are one, but for rounding.
    ways = rates.ways([(total, total), (ratio, ratio)])
    if before == after:
        ways = abs(np.sign(ratio - 1))
    yield finding("direction", **about | rates.direction(ways))
    yield finding("change a month, one month left out", **about | _one_left_out(counts, ratio))


def _no_change(spans: Sequence[pd.DataFrame], rows: pd.DataFrame) -> dict:
    """Why two spans are not set against one another; empty where they are."""
    if any(span["month"].nunique() < FEWEST for span in spans):
        note = f"fewer than {FEWEST} months were returned on one side"
        return {"refused": "other", "note": note}
    if rows["counted_as"].nunique() > 1:
        return {"refused": "G12", "note": "a visit was counted in two ways"}
    if not spans[0]["count"].sum():
        return {"note": "no ratio: there were no visits on the earlier side"}
    return {}


def _one_left_out(counts: list[pd.Series], ratio: float) -> dict:
    """The least and greatest ratio with a month left out, and the months on which the direction
    hangs.
    """
    before, after = counts
    without = {
        **{month: _ratio(before.drop(month), after) for month in before.index},
        **{month: _ratio(before, after.drop(month)) for month in after.index},
    }
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
    either = " or ".join(filter(None, [", ".join(turned[:-1]), turned[-1]]))
    return {**found, "refused": "G29", "note": f"the direction turns where {either} is left out"}


def _ratio(before: pd.Series, after: pd.Series) -> float:
    return float(after.mean() / before.mean()) if before.sum() else np.inf


def _falling(of_pages: list[dict], rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How many pages of a section have fewer visits a month, and how many more."""
    ratios = pd.Series(
        [row["estimate"] for row in of_pages if row["statistic"] == "change a month"], dtype=float
    ).dropna()
    counts = {"fall": int((ratios < 1).sum()), "rise": int((ratios > 1).sum())}
    for way, x in counts.items() if len(ratios) else ():
        yield finding(
            f"pages that {way}",
            rows,
            estimate=x,
            x=x,
            n=len(ratios),
            unit="count",
            method="count, v1",
            **about,
        )
