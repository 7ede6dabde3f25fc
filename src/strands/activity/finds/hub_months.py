"""Visits to the hub month by month: totals over the months returned, each with its rate; visitors
are never added.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.declare.periods import month_label, period
from analysis.find import rates
from analysis.find.counted import finding, frame
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
CLUSTERED = (
    "refused (G4): one visitor makes many visits, so they do not come one by one, and a Poisson"
    " interval would be too narrow"
)
SAME_AGAIN = "refused: who comes in two months, or to two pages, is counted twice"
SEASONS = "refused (G10): a season cannot be told from a change in fewer than two full years"


def findings(rows: pd.DataFrame) -> pd.DataFrame:
    """Everything found in rows of the table `hub_months`: a COUNTED frame.

    `subject` is empty for the whole hub, a section, or section and page with a stroke between. A
    change is later divided by earlier; its name ends in HALVES or PERIODS.
    """
    made = []
    for key, mine in rows.groupby("period", sort=False):
        counted = _counted(mine, "visits")
        made += [*_whole(key, mine, counted), *_pages(key, mine, counted)]
        # A period of an odd number of months has the middle one in its second half.
        months = period(key).all_months
        middle = months[len(months) // 2]
        is_early = counted["month"] < middle
        made += _changes(key, counted[is_early], counted[~is_early], HALVES)
    keys = list(dict.fromkeys(rows["period"]))
    visits = _counted(rows, "visits")
    for before, after in pairwise(keys):
        made += _changes(
            after, visits[visits["period"] == before], visits[visits["period"] == after], PERIODS
        )
    return frame(made)


def _counted(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows of a measure that hold a number, with what each is about."""
    held = rows[(rows["measure"] == measure) & (rows["status"] == "returned")]
    return held.assign(subject=held["section"] + "/" + held["page"])


def _whole(key: str, rows: pd.DataFrame, counted: pd.DataFrame) -> Iterator[dict]:
    """The hub and its sections, the months nobody returned, and what is not computed."""
    months = period(key).all_months
    held = sorted(set(counted["month"]))
    missing = [month_label(month) for month in months if month not in held]
    note = f"no page was returned for {', '.join(missing)}" if missing else ""
    yield finding(
        "months returned",
        key,
        counted,
        estimate=float(len(held)),
        x=len(held),
        n=len(months),
        method="count, v1",
        note=note,
    )
    pages = counted["subject"].nunique()
    yield finding("pages", key, counted, estimate=float(pages), x=pages, method="count, v1")
    yield from _level("", key, counted)
    for section in SECTIONS:
        yield from _level(section, key, counted[counted["section"] == section])
    yield finding("interval of visits", key, rows, note=CLUSTERED)
    yield finding(
        "visitors over months or pages", key, rows[rows["measure"] == "visitors"], note=SAME_AGAIN
    )
    yield finding("change without the season", key, rows, note=SEASONS)


def _level(subject: str, key: str, mine: pd.DataFrame, hub_months: int = 0) -> Iterator[dict]:
    """A total and what it comes to a month; a blank month is no zero and divides nothing.

    A page without a line in some of `hub_months` may have had no visits there: the range begins at
    that rate.
    """
    about = {"subject": subject, "of_period": key, "rows": mine}
    months, of = mine["month"].nunique(), len(period(key).all_months)
    if not months:
        yield finding("visits", note="no total: no month was returned", **about)
        return
    note = f"{months} of {of} months were returned" if months < of else ""
    total = float(mine["count"].sum())
    yield finding("visits", estimate=total, n=months, method=TOTAL, note=note, **about)
    ends = {"low": total / hub_months, "high": total / months} if months < hub_months else {}
    yield finding(
        "visits a month",
        estimate=total / months,
        n=months,
        method=MONTHLY,
        note=note,
        **ends,
        **about,
    )


def _pages(key: str, rows: pd.DataFrame, counted: pd.DataFrame) -> Iterator[dict]:
    """Each page as returned, in the order of the file; one without any number is told of too."""
    visitors = _counted(rows, "visitors")
    named = rows.assign(subject=rows["section"] + "/" + rows["page"])
    of_section = counted.groupby("section")["count"].sum()
    for (section, subject), _ in named.groupby(["section", "subject"], sort=False):
        mine, whole = counted[counted["subject"] == subject], int(of_section.get(section, 0))
        yield from _level(subject, key, mine, counted["month"].nunique())
        if whole and len(mine):
            x = int(mine["count"].sum())
            yield finding(
                "share of section",
                key,
                mine,
                subject=subject,
                estimate=x / whole,
                x=x,
                n=whole,
                method=SHARE,
                note=_fewer(mine, counted[counted["section"] == section]),
            )
        here = visitors[visitors["subject"] == subject]
        if len(here):
            yield finding(
                "visitors in one month",
                key,
                here,
                subject=subject,
                low=float(here["count"].min()),
                high=float(here["count"].max()),
                n=len(here),
                method="least and most, v1",
            )


def _fewer(mine: pd.DataFrame, section: pd.DataFrame) -> str:
    """What to beware of in a share of months that are not all of the section's."""
    months, of = mine["month"].nunique(), section["month"].nunique()
    return f"counted in {months} of the {of} months of its section" if months < of else ""


def _changes(key: str, before: pd.DataFrame, after: pd.DataFrame, name: str) -> list[dict]:
    """Later against earlier for the hub, each section and each page, and how many pages fall and
    rise.
    """
    made = list(_change("", key, before, after, name))
    for section in SECTIONS:
        parts = [rows[rows["section"] == section] for rows in (before, after)]
        pages = list(dict.fromkeys(pd.concat(parts)["subject"]))
        made += _change(section, key, *parts, name) if pages else []
        split = {page: [rows[rows["subject"] == page] for rows in parts] for page in pages}
        of_pages = [
            one for page, sides in split.items() for one in _change(page, key, *sides, name)
        ]
        made += [*of_pages, *_falling(section, key, of_pages, pd.concat(parts), name)]
    return made


def _change(
    subject: str, key: str, before: pd.DataFrame, after: pd.DataFrame, name: str
) -> Iterator[dict]:
    """In total and a month together, whether they point one way, and whether one month makes the
    direction.
    """
    about = {"subject": subject, "of_period": key, "rows": pd.concat([before, after])}
    if why := _no_change(before, after):
        yield finding(f"change a month, {name}", note=why, **about)
        return
    counts = [_by_month(rows) for rows in (before, after)]
    total = float(counts[1].sum() / counts[0].sum())
    ratio = float(counts[1].mean() / counts[0].mean())
    months = f"{len(counts[0])} months returned against {len(counts[1])}"
    yield finding(f"change in total, {name}", estimate=total, method=RATIO, note=months, **about)
    yield finding(
        f"change a month, {name}", estimate=ratio, n=sum(map(len, counts)), method=RATIO, **about
    )
    # With as many months on either side the two are one, but for rounding.
    ways = (
        rates.ways([(total, total), (ratio, ratio)])
        if len(counts[0]) != len(counts[1])
        else abs(np.sign(ratio - 1))
    )
    yield finding(f"direction, {name}", estimate=float(ways), note=_alarm(int(ways)), **about)
    yield _one_left_out(counts, ratio, f"change a month, one month left out, {name}", about)


def _alarm(ways: int) -> str:
    return f"{rates.DIRECTIONS[ways]}{' (G28)' if ways == 2 else ''}"


def _no_change(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """Why two spans are not set against one another; empty where they are."""
    if any(rows["month"].nunique() < FEWEST for rows in (before, after)):
        return f"refused: fewer than {FEWEST} months were returned on one side"
    if pd.concat([before, after])["counted_as"].nunique() > 1:
        return "refused (G12): a visit was counted in two ways"
    return "" if before["count"].sum() else "no ratio: there were no visits on the earlier side"


def _by_month(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby("month")["count"].sum().astype("float64")


def _one_left_out(counts: list[pd.Series], ratio: float, statistic: str, about: dict) -> dict:
    """The least and greatest ratio with a month left out, and the months on which the direction
    hangs.
    """
    without = {}
    for side in (0, 1):
        for month in counts[side].index:
            kept = [one.drop(month) if at == side else one for at, one in enumerate(counts)]
            without[month] = float(kept[1].mean() / kept[0].mean()) if kept[0].sum() else np.inf
    turned = [
        month_label(month)
        for month, one in without.items()
        if np.sign(one - 1) * np.sign(ratio - 1) < 0
    ]
    note = f"the direction turns where {_either(turned)} is left out (G29)" if turned else ""
    low, high = min(without.values()), max(without.values())
    return finding(
        statistic,
        estimate=float(len(turned)),
        low=low,
        high=high if np.isfinite(high) else None,
        n=len(without),
        method=LEFT_OUT,
        note=note,
        **about,
    )


def _either(months: list[str]) -> str:
    return " or ".join(filter(None, [", ".join(months[:-1]), months[-1]]))


def _falling(
    section: str, key: str, made: list[dict], rows: pd.DataFrame, name: str
) -> Iterator[dict]:
    """How many pages of a section have fewer visits a month, and how many more."""
    ratios = [
        one["estimate"]
        for one in made
        if one["statistic"] == f"change a month, {name}" and one["estimate"] is not None
    ]
    counts = {"fall": sum(one < 1 for one in ratios), "rise": sum(one > 1 for one in ratios)}
    for way in counts if ratios else ():
        yield finding(
            f"pages that {way}, {name}",
            key,
            rows,
            subject=section,
            estimate=float(counts[way]),
            x=counts[way],
            n=len(ratios),
            method="count, v1",
        )
