"""Visits to the hub and engagement forms month by month: what no other source has to be asked."""

import math
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations, pairwise

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period, month_label
from analysis.declare.words import successive
from analysis.read.ask.lines import Line, by_values
from analysis.read.ask.queries import Query
from analysis.read.label.names import plain_name
from strands.activity.declares.activity import STAGE
from strands.activity.declares.logs import LIVE_FROM

# How alike two names are that may be one page's; in months they share they are two pages, but for
# the changeover.
NEAR, SHARED = 0.8, 1
# Counted otherwise: most pages double, or halve, from one month to the next.
STEP, MOST, FEWEST_PAGES = math.log(2), 0.75, 4
# Days after which a status that was not told again is old.
OLD = 90

Months = dict[str, Line]


def hub_questions(lines: Iterable[Line], period: Period) -> Iterator[Query]:
    """Every question about the visits: of one cell, of one page, and of the hub as a whole."""
    certain = [line for line in lines if not line.queried]
    for line in certain:
        if _more(line, "visitors", "visits"):
            visits = line.value("visits").count
            yield line.ask("more_visitors_than_visits", "visitors", visits=visits, **_about(line))
    pages = {
        page: {month: first for (month,), (first, *_) in by_values(of_page, "month")}
        for page, of_page in by_values(certain, "section", "page")
    }
    if not pages:
        return
    yield from _months_missing(pages, period)
    near = list(_near_names(pages))
    yield from (_renamed(pages[one], pages[other]) for one, other in near)
    yield from _page_months_missing(pages, near)
    yield from _counted_otherwise(pages)


def _runs(months: Iterable[str]) -> str:
    """Months in order, a run of them by its ends: `Apr 2025 to Sep 2025, Jan 2026`."""
    return ", ".join(
        " to ".join(month_label(str(end)) for end in dict.fromkeys((run[0], run[-1])))
        for run in successive(pd.Period(month, "M") for month in months)
    )


def _more(line: Line, part: str, whole: str) -> bool:
    """Whether a part is more than the whole it is of; not where either is no number."""
    counts = line.value(part).count, line.value(whole).count
    return None not in counts and counts[0] > counts[1]


def _about(line: Line) -> dict[str, str]:
    return {"page": line["page"], "month": month_label(line["month"])}


def _months_missing(pages: dict, period: Period) -> Iterator[Query]:
    held = {month for months in pages.values() for month in months}
    if missing := [month for month in period.all_months if month not in held]:
        yield next(iter(next(iter(pages.values())).values())).ask(
            "hub_months_missing", "month", months=_runs(missing)
        )


def _near_names(pages: dict) -> Iterator[tuple]:
    """Pages of a section whose names are nearly one, and which are not both there month after
    month.
    """
    for one, other in combinations(pages, 2):
        names = plain_name(one[1]), plain_name(other[1])
        seldom = len(set(pages[one]) & set(pages[other])) <= SHARED
        if one[0] == other[0] and (names[0] == names[1] or (seldom and _alike(*names))):
            yield one, other


def _alike(one: str, other: str) -> bool:
    words = set(one.split()), set(other.split())
    return (
        words[0] <= words[1]
        or words[1] <= words[0]
        or SequenceMatcher(None, one, other).ratio() >= NEAR
    )


def _renamed(one: Months, other: Months) -> Query:
    """Asked at the first line of the page that began later."""
    former, later = sorted((one, other), key=min)
    return later[min(later)].ask(
        "page_renamed", "page", months=_runs(later), other=_name(former), other_months=_runs(former)
    )


def _name(months: Months) -> str:
    return months[min(months)]["page"]


def _page_months_missing(pages: dict, near: list[tuple]) -> Iterator[Query]:
    """Months in which the hub was counted and a page is not there, nor one that may be the same."""
    held = {month for months in pages.values() for month in months}
    for key, months in pages.items():
        others = {month for pair in near if key in pair for page in pair for month in pages[page]}
        if missing := held - set(months) - others:
            yield months[min(months)].ask("page_months_missing", "page", months=_runs(missing))


def _counts(months: Months) -> dict[str, int]:
    values = {month: months[month].value("visits").count for month in sorted(months)}
    return {month: count for month, count in values.items() if count is not None}


def _counted_otherwise(pages: dict) -> Iterator[Query]:
    """From one counted month to the next most pages more than double, or fall below half."""
    counts = {key: _counts(months) for key, months in pages.items()}
    for before, month in pairwise(sorted({month for held in counts.values() for month in held})):
        both = {key: held for key, held in counts.items() if before in held and month in held}
        steps = [math.log((held[month] + 1) / (held[before] + 1)) for held in both.values()]
        for moved, far in (
            ("more than doubled", [step > STEP for step in steps]),
            ("fell below half", [step < -STEP for step in steps]),
        ):
            if len(steps) >= FEWEST_PAGES and sum(far) >= MOST * len(steps):
                line = pages[next(iter(both))][month]
                about = {"before": month_label(before), "month": month_label(month), "moved": moved}
                numbers = {"pages": sum(far), "of": len(steps)}
                yield line.ask("hub_counted_otherwise", "month", **about, **numbers)


def form_questions(lines: Iterable[Line], period: Period) -> Iterator[Query]:
    """Every question about the form in each borough; never across boroughs."""
    certain = [line for line in lines if not line.queried]
    certain.sort(key=lambda line: line["month"])
    for _, months in by_values(certain, "borough"):
        for line in months:
            if _more(line, "completed", "eligible"):
                eligible, month = line.value("eligible").count, month_label(line["month"])
                about = {"eligible": eligible, "month": month}
                yield line.ask("more_completed_than_eligible", "completed", **about)
        # Forms completed without the cases they are of; a number of cases withheld is one.
        without = [
            line
            for line in months
            if line.value("completed").count
            and line.value("eligible").status in ("not_returned", "unknown")
        ]
        yield from _asked_once("completed_without_eligible", "eligible", without)
        silent = [
            line
            for line in months
            if (_step(line) or 0) >= LIVE_FROM and line.value("completed").status == "not_returned"
        ]
        yield from _asked_once("live_without_completed", "completed", silent)
        known = [line for line in months if _step(line) is not None]
        yield from _backwards(known)
        yield from _unknown_long(months[-1], known, period)


def _asked_once(rule: str, key: str, lines: list[Line]) -> Iterator[Query]:
    """One question a borough for all the months."""
    if lines:
        borough = borough_name(lines[0]["borough"])
        months = _runs(line["month"] for line in lines)
        yield lines[0].ask(rule, key, borough=borough, months=months)


def _step(line: Line) -> int | None:
    """How far the form has come; None where that is blank or not known."""
    stage = STAGE.get(line["stage"])
    return stage.step if stage else None


def _backwards(known: list[Line]) -> Iterator[Query]:
    for before, after in pairwise(known):
        if _step(after) < _step(before):
            previous, month = (month_label(line["month"]) for line in (before, after))
            stage = STAGE[before["stage"]].says
            about = {"before": stage, "previous": previous, "month": month}
            yield after.ask("stage_backwards", "stage", **about)


def _unknown_long(last: Line, known: list[Line], period: Period) -> Iterator[Query]:
    """A status that nobody told for so long, or in no month, asked at the `last` line."""
    since = f"in any month of {period.label}"
    if known:
        month = max(line["month"] for line in known)
        told, end = (pd.Period(each, "M").end_time for each in (month, period.bounds[1]))
        if (end - told).days <= OLD:
            return
        since = f"since {month_label(month)}"
    borough = borough_name(last["borough"])
    yield last.ask("stage_unknown_long", "stage", borough=borough, since=since)
