"""Consultations, hub visits and the engagement form: rates with their intervals, never one borough
against another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep

from analysis.declare.periods import PERIOD_KEYS, period
from analysis.declare.table import Column, Table
from analysis.find import rates
from analysis.find.finding import places
from strands.activity.declares.activity import SECTIONS

GARWOOD = "consultations / months logged, exact (Garwood) interval (statsmodels), v1"
RATIO = "ratio of rates a month within the borough, score interval (statsmodels), v1"
LENGTHS = "range over the plausible lengths of the periods, v1"

ACTIVITY = Table(
    "activity findings",
    one_row_is="one statistic of one borough or page, in one period or against the one before",
    key=("statistic", "subject", "period", "against"),
    columns={
        "statistic": Column("str", "what was asked"),
        "subject": Column("str", "borough key, or section and page of the hub; empty for all"),
        "period": Column("str", "funding period"),
        "against": Column(
            "str", "the earlier period a change is counted from; empty where it is no change"
        ),
        "estimate": Column("number", "the answer", nullable=True),
        "low": Column("number", "lower end of the 95 % interval, or of the range", nullable=True),
        "high": Column("number", "upper end", nullable=True),
        "n": Column("count", "how many it rests on", nullable=True),
        "method": Column("str", "the method and its version"),
        "note": Column("str", "why there is no number, or what to beware of"),
        "rows": Column("str", "the rows it was made from, as file!sheet!cell"),
    },
)


def findings(consultations: pd.DataFrame, hub: pd.DataFrame, form: pd.DataFrame) -> pd.DataFrame:
    """Everything the strand finds in its three tables: an ACTIVITY frame."""
    made = [*_consultations(consultations), *_hub(hub), *_form(form)]
    return ACTIVITY.check(pd.DataFrame(made, columns=list(ACTIVITY.columns)))


def _finding(statistic: str, subject: str, of_period: str, rows: pd.DataFrame, **values) -> dict:
    blank = {
        "against": "",
        "estimate": None,
        "low": None,
        "high": None,
        "n": None,
        "method": "",
        "note": "",
    }
    return {
        **blank,
        "statistic": statistic,
        "subject": subject,
        "period": of_period,
        "rows": places(rows),
        **values,
    }


def _consultations(rows: pd.DataFrame) -> Iterator[dict]:
    held = rows[rows["status"] == "returned"]
    for key, mine in held.groupby("period", sort=False):
        yield _finding(
            "consultations",
            "",
            key,
            mine,
            estimate=float(mine["count"].sum()),
            n=len(mine),
            method="sum, v1",
        )
    for borough, mine in held.groupby("borough", sort=False):
        logged = [row for _, row in mine.iterrows()]
        for row in logged:
            yield from _monthly(borough, row, mine[mine["period"] == row["period"]])
        for before, after in pairwise(logged):
            yield from _against(
                borough,
                before,
                after,
                mine[mine["period"].isin([before["period"], after["period"]])],
            )


def _monthly(borough: str, row: pd.Series, mine: pd.DataFrame) -> Iterator[dict]:
    """A rate a month over the months logged, and over the whole period where that is longer."""
    if pd.isna(row["months"]) or not row["months"]:
        yield _finding(
            "per_month",
            borough,
            row["period"],
            mine,
            note="no rate: the months logged are not known",
        )
        return
    count, months, longest = (
        int(row["count"]),
        int(row["months"]),
        max(period(row["period"]).months),
    )
    low, high = (float(end) for end in confint_poisson(count, months, method="exact-c"))
    note = "the months logged are longer than the period" if months > longest else ""
    yield _finding(
        "per_month",
        borough,
        row["period"],
        mine,
        estimate=count / months,
        low=low,
        high=high,
        n=count,
        method=GARWOOD,
        note=note,
    )
    yield _finding(
        "per_month_whole_period",
        borough,
        row["period"],
        mine,
        estimate=count / longest,
        n=count,
        method=f"consultations / {longest} months, v1",
    )


def _against(
    borough: str, before: pd.Series, after: pd.Series, mine: pd.DataFrame
) -> Iterator[dict]:
    """This period against the one before within the borough: in total and a month, and whether they
    agree.
    """
    about = {
        "subject": borough,
        "of_period": after["period"],
        "rows": mine,
        "against": before["period"],
    }
    counts = int(after["count"]), int(before["count"])
    if pd.isna(after["months"]) or pd.isna(before["months"]) or not all(counts):
        yield _finding(
            "change in per_month",
            note="no ratio: a count or the months logged are not known, or 0",
            **about,
        )
        return
    total = counts[0] / counts[1]
    yield _finding(
        "change in total",
        estimate=total,
        low=total,
        high=total,
        method="ratio of counts, v1",
        **about,
    )
    months = int(after["months"]), int(before["months"])
    ratio = total / (months[0] / months[1])
    low, high = confint_poisson_2indep(
        counts[0], months[0], counts[1], months[1], method="score", compare="ratio"
    )
    note = "narrower than it should be where one case came back several times"
    yield _finding(
        "change in per_month",
        estimate=ratio,
        low=float(low),
        high=float(high),
        method=RATIO,
        note=note,
        **about,
    )
    ways = rates.ways([(total, total), (ratio, ratio)])
    yield _finding("direction", estimate=float(ways), note=rates.DIRECTIONS[ways], **about)


def _hub(rows: pd.DataFrame) -> Iterator[dict]:
    """Visits a month over every plausible length, and each page against the period before."""
    seen = rows[rows["status"] == "returned"]
    changes = []
    for (section, page), mine in seen.groupby(["section", "page"], sort=False):
        subject, at = f"{section}/{page}", {row["period"]: row for _, row in mine.iterrows()}
        for key, row in at.items():
            low, high = rates.per_month(row["count"], key)
            yield _finding(
                "visits_per_month",
                subject,
                key,
                mine[mine["period"] == key],
                low=low,
                high=high,
                estimate=low if low == high else None,
                n=row["count"],
                method=LENGTHS,
            )
        changes += [
            change
            for before, after in pairwise(key for key in PERIOD_KEYS if key in at)
            for change in _page_change(subject, at[before], at[after], mine)
        ]
    yield from changes
    yield from _falling(changes)


def _page_change(
    subject: str, before: pd.Series, after: pd.Series, mine: pd.DataFrame
) -> Iterator[dict]:
    about = {
        "subject": subject,
        "of_period": after["period"],
        "rows": mine,
        "against": before["period"],
    }
    if not before["count"]:
        return
    total = (after["count"] / before["count"],) * 2
    monthly = rates.ratio_range(
        *(rates.per_month(row["count"], row["period"]) for row in (before, after))
    )
    for statistic, (low, high) in (("change in total", total), ("change in per_month", monthly)):
        yield _finding(
            statistic,
            low=low,
            high=high,
            estimate=low if low == high else None,
            method=LENGTHS,
            **about,
        )
    ways = rates.ways([total, monthly])
    yield _finding("direction", estimate=float(ways), note=rates.DIRECTIONS[ways], **about)


def _falling(changes: list[dict]) -> Iterator[dict]:
    """How many pages of a section fall in total, and how many a month whatever the lengths; rises
    alike.
    """
    for section in SECTIONS:
        mine = [row for row in changes if row["subject"].startswith(f"{section}/")]
        for statistic in ("change in total", "change in per_month"):
            rows = [row for row in mine if row["statistic"] == statistic]
            counts = {
                "fall": sum(row["high"] < 1 for row in rows),
                "rise": sum(row["low"] > 1 for row in rows),
            }
            for way in counts if rows else ():
                yield {
                    **rows[0],
                    "statistic": f"pages that {way}: {statistic}",
                    "subject": section,
                    "low": None,
                    "high": None,
                    "estimate": float(counts[way]),
                    "n": len(rows),
                    "note": "",
                    "rows": "; ".join(row["rows"] for row in rows),
                }


def _form(rows: pd.DataFrame) -> Iterator[dict]:
    """Completions as reported; no rate, for nobody reported how many cases could have had a form."""
    for row in rows[rows["count"].notna()].to_dict("records"):
        mine = rows[rows["borough"] == row["borough"]]
        yield _finding(
            "completions",
            row["borough"],
            row["period"],
            mine,
            estimate=float(row["count"]),
            n=row["count"],
            note="refused (G14): no rate, as no number of eligible cases was reported",
        )
