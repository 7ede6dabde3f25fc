"""Consultations logged row by row: how many, a month, by how many, on what, and again; no borough
beside another.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import members
from analysis.declare.periods import month_label, quarter_label
from analysis.declare.periods import period as period_called
from analysis.declare.proforma import BETWEEN
from analysis.find.counted import finding, frame
from analysis.find.finding import CONFIDENCE
from strands.activity.declares.logs import MONTH_OF_DAYS, THEMES
from strands.activity.finds import log_rates

COUNT = "distinct codes in the log, v1"
ALL = "x of n in the log, which holds all of them: no interval, v1"
LAST_SAID = "x of n practitioners as their last line says, v1"
# What was not said of practitioners, where it was not.
_SAID = {
    "nqsw": "who is newly qualified was not said",
    "trained": "who had been to the core training was not said",
}
# How often a case was consulted on.
OFTEN = {"once": (1, 1), "twice": (2, 2), "three times or more": (3, None)}


def findings(log: pd.DataFrame, workforce: pd.DataFrame, summaries: pd.DataFrame) -> pd.DataFrame:
    """Everything found in the rows of the log, with the workforce and the totals boroughs sent
    beside it: COUNTED.

    Of a period without a row there is nothing; in a period with one, a borough without is a
    refusal.
    """
    made: list[dict] = []
    for key, of in log.groupby("period", sort=True):
        held = of[of["status"] == "returned"]
        made.append(
            finding(
                "consultations",
                key,
                held,
                x=_consultations(held),
                n=held["borough"].nunique(),
                method="logged in all: a sum of codes, no measure of any borough, v1",
            )
        )
        for borough in [one.key for one in members(key)]:
            mine, posts, totals = (
                rows[(rows["borough"] == borough) & (rows["period"] == key)]
                for rows in (of, workforce, summaries)
            )
            made += _of_borough(borough, key, mine, posts, totals)
        made.append(_looked_at(made, key, held))
    return frame(made)


def _looked_at(made: list[dict], key: str, held: pd.DataFrame) -> dict:
    """In how many boroughs a change was looked for, and how many would seem to show one by chance."""
    changes = [one for one in made if one["period"] == key and one["statistic"] == "change"]
    told = [one for one in changes if one["estimate"] is not None]
    return finding(
        "changes looked at",
        key,
        held,
        x=len(told),
        estimate=len(told) * (1 - CONFIDENCE),
        method="boroughs with an interval; times 5 % by chance, v1",
    )


def _of_borough(
    borough: str, key: str, lines: pd.DataFrame, posts: pd.DataFrame, totals: pd.DataFrame
) -> list[dict]:
    rows = lines[lines["status"] == "returned"]
    about = {"of_period": key, "rows": rows, "borough": borough}
    if rows.empty:
        note = "no log was sent" if lines.empty else "no line of the log can be read"
        return [finding("consultations", key, lines, borough=borough, note=note)]
    posts = posts[posts["status"] == "returned"]
    months = _months(rows, key)
    return [
        finding(
            "lines read",
            key,
            lines,
            borough=borough,
            x=len(rows),
            n=len(lines),
            method="x of n lines, v1",
        ),
        finding("consultations", x=_consultations(rows), n=len(rows), method=COUNT, **about),
        finding(
            "practitioner contacts",
            x=len(rows),
            method="a line a practitioner of a consultation, v1",
            **about,
        ),
        finding("practitioners", x=rows["practitioner"].nunique(), method=COUNT, **about),
        *log_rates.monthly(rows, months, about),
        *_by_day(rows, posts, about),
        *log_rates.halves(rows, months, about),
        *_in_months(rows, posts, months, about),
        *_reach(rows, posts, about),
        *_cases(rows, about),
        *_minutes(rows, about),
        *_themes(rows, about),
        *_copies(rows, about),
        *_reconciled(rows, totals, months, about),
    ]


def _consultations(rows: pd.DataFrame) -> int:
    return len(rows[["borough", "consultation"]].drop_duplicates())


def _months(rows: pd.DataFrame, key: str) -> list[str]:
    """The months from the first that holds a consultation to the last of the period."""
    first = rows["held_on"].min()[:7]
    return [month for month in period_called(key).all_months if month >= first]


def _quarter(month: str) -> str:
    return str(pd.Period(month).asfreq("Q"))


def _posted(posts: pd.DataFrame, measure: str) -> pd.Series:
    """A count of the workforce by quarter, in order of time."""
    mine = posts[posts["measure"] == measure].sort_values("quarter")
    return mine.set_index("quarter")["count"].dropna().astype(int)


def _and(about: dict, posts: pd.DataFrame, measure: str) -> dict:
    """`about` with the rows of the workforce that a finding rests on as well."""
    return {**about, "rows": pd.concat([about["rows"], posts[posts["measure"] == measure]])}


def _by_day(rows: pd.DataFrame, posts: pd.DataFrame, about: dict) -> Iterator[dict]:
    """Consultations to 20 working days on which a lead was in post, over the quarters whose days
    were given.
    """
    about = _and(about, posts, "days_of_lead")
    days = _posted(posts, "days_of_lead")
    quarters = log_rates.started(rows).str[:7].map(_quarter)
    inside = int(quarters.isin(days.index[days > 0]).sum())
    if not days.sum():
        yield finding(
            "to 20 days of lead",
            note="days with a lead in post were not given, so no rate to them (G14)",
            **about,
        )
        return
    missing = [
        quarter_label(one)
        for one in period_called(about["of_period"]).quarters
        if one not in days.index
    ]
    low, high = log_rates.garwood(inside, days.sum() / MONTH_OF_DAYS)
    yield finding(
        "to 20 days of lead",
        x=inside,
        n=int(days.sum()),
        estimate=MONTH_OF_DAYS * inside / days.sum(),
        low=low,
        high=high,
        method=f"consultations / days of lead x {MONTH_OF_DAYS}, Garwood interval, v1",
        note=f"days were not given for {', '.join(missing)}" if missing else "",
        **about,
    )


def _in_months(
    rows: pd.DataFrame, posts: pd.DataFrame, months: list[str], about: dict
) -> Iterator[dict]:
    """Consultations begun in each month since the first, and what nothing may mean."""
    days, begun = _posted(posts, "days_of_lead"), log_rates.started(rows).str[:7]
    for month in months:
        number = int((begun == month).sum())
        without = days.get(_quarter(month)) == 0
        note = "no lead in post" if without and not number else ""
        yield finding(
            "in month",
            subject=month,
            x=None if note else number,
            n=months.index(month) + 1,
            note=note,
            method="consultations by the day they were held; n counts months from the first, v1",
            **{**about, "rows": rows[rows["held_on"].str[:7] == month]},
        )
    silent = months[months.index(begun.max()) + 1 :]
    if len(silent) > 1:
        yield finding(
            "last logged",
            subject=begun.max(),
            n=len(silent),
            **about,
            note=(
                f"nothing is logged after {month_label(begun.max())}: whether nobody consulted or"
                " the log ended is not known"
            ),
        )


def _reach(rows: pd.DataFrame, posts: pd.DataFrame, about: dict) -> Iterator[dict]:
    """Distinct practitioners of those in post, which may differ by quarter; of them newly
    qualified, and trained.
    """
    eligible, came = _posted(posts, "eligible"), rows["practitioner"].nunique()
    eligible, of_all, about = eligible[eligible > 0], about, _and(about, posts, "eligible")
    if eligible.empty:
        yield finding(
            "reach",
            x=came,
            **about,
            note="how many practitioners were in post was not given, so no share of them (G14)",
        )
    elif came > eligible.min():
        yield finding(
            "reach",
            x=came,
            n=int(eligible.max()),
            **about,
            note=(
                f"more practitioners consulted in the year ({came}) than were in post at the end of"
                f" a quarter ({eligible.min()}), so no share of them"
            ),
        )
    else:
        least, most = int(eligible.min()), int(eligible.max())
        yield finding(
            "in post",
            low=least,
            high=most,
            n=len(eligible),
            method="range over quarters, v1",
            **about,
        )
        yield finding(
            "reach",
            x=came,
            n=most,
            estimate=came / most if least == most else None,
            low=came / most,
            high=came / least,
            method="practitioners / in post, its range over quarters, v1",
            **about,
        )
    for said, unsaid in _SAID.items():
        last = (
            rows[rows[said] != ""]
            .sort_values(["held_on", "consultation"])
            .groupby("practitioner")[said]
            .last()
        )
        yield _share(said, int((last == "yes").sum()), len(last), LAST_SAID, of_all, unsaid=unsaid)


def _cases(rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """Distinct cases, and how many consultations each had. Late ones had less time to come again."""
    each = rows.assign(case=rows["case"].str.split(BETWEEN, regex=False)).explode("case")
    often = each.drop_duplicates(["case", "consultation"])["case"].value_counts()
    yield finding("cases", x=len(often), method=COUNT, **about)
    yield _share("cases again", int((often > 1).sum()), len(often), ALL, about)
    for subject, (least, most) in OFTEN.items():
        yield _share(
            "cases by times",
            int(often.between(least, most or often.max()).sum()),
            len(often),
            ALL,
            about,
            subject,
        )
    several = int(rows.groupby("consultation")["practitioner"].nunique().gt(1).sum())
    yield _share("joint", several, _consultations(rows), ALL, about)


def _minutes(rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """How long consultations took, where it was given: the median, the shortest and the longest."""
    minutes = rows.groupby("consultation")["minutes"].max().dropna().astype(float)
    if minutes.empty:
        yield finding("minutes", note="no minutes were given", **about)
        return
    yield finding(
        "minutes",
        estimate=float(minutes.median()),
        low=minutes.min(),
        high=minutes.max(),
        x=len(minutes),
        n=_consultations(rows),
        method="median; the shortest and the longest, v1",
        **about,
    )


def _themes(rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """Mentions of each theme, of the consultations for which any was given."""
    told = rows[rows["themes"] != ""]
    named = told.groupby("consultation")["themes"].agg(
        lambda of: {part for one in of for part in one.split(BETWEEN)}
    )
    for theme in THEMES:
        mentions = sum(theme in themes for themes in named)
        yield _share(
            "theme",
            mentions,
            len(named),
            ALL,
            {**about, "rows": told if len(told) else rows},
            theme,
        )


def _copies(rows: pd.DataFrame, about: dict) -> Iterator[dict]:
    """Consultations that stand under another code with the same practitioner, case and day."""
    ordered = rows.sort_values(["held_on", "consultation"])
    copied = ordered[ordered.duplicated(["practitioner", "case", "held_on"])]
    if len(copied):
        yield finding(
            "possible copies",
            x=_consultations(copied),
            n=_consultations(rows),
            method=ALL,
            **{**about, "rows": copied},
        )


def _reconciled(
    rows: pd.DataFrame, totals: pd.DataFrame, months: list[str], about: dict
) -> Iterator[dict]:
    """The total that the borough sent for the period, beside its log."""
    for _, total in totals[totals["status"].eq("returned") & totals["count"].notna()].iterrows():
        logged, sent = _consultations(rows), int(total["count"])
        way = "more" if logged > sent else "fewer"
        apart = "agrees with" if logged == sent else f"holds {abs(logged - sent)} {way} than"
        over = (
            ""
            if pd.isna(total["months"]) or total["months"] == len(months)
            else (f"; those are of {total['months']} months, the log of {len(months)}")
        )
        yield finding(
            "reconciled",
            x=logged,
            n=sent,
            estimate=float(logged - sent),
            method="consultations in the log less the total sent for the period, v1",
            note=f"the log {apart} the {sent} sent in all{over}",
            **{**about, "rows": pd.concat([rows, total.to_frame().T])},
        )


def _share(
    statistic: str,
    x: int,
    n: int,
    method: str,
    about: dict,
    subject: str = "",
    unsaid: str = "not given on any line",
) -> dict:
    """x of n without an interval: nothing was sampled."""
    if not n:
        return finding(statistic, subject=subject, x=x, n=n, note=unsaid, **about)
    return finding(statistic, subject=subject, x=x, n=n, estimate=x / n, method=method, **about)
