"""The engagement form by month as printed: a ladder of months, and forms completed of the cases
that could have one.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name, members
from analysis.declare.finding import REFUSALS
from analysis.declare.periods import month_label, period, quarter_label
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.withheld import SYMBOL, withheld
from analysis.declare.words import worded
from analysis.show import words
from analysis.show.lookup import borough_names, index, of_kind, remarks, within
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.printed import opening as first_screen
from analysis.show.refusals import not_computed, reason
from analysis.show.shares import share, x_of_n
from strands.activity.declares.activity import STAGE
from strands.activity.declares.logs import OF_ELIGIBLE

_HEADINGS = worded("""
    not_started: Not started
    in_process: In process
    pilot: Piloted
    live: Live
    mandatory: In force
""")
_COMPLETED = ("completed", "completed a month in use", OF_ELIGIBLE)
_USED = "months used"
_NEVER = (
    "Whether one borough does better than another, or how many different cases had a form: a share is"
    " of case-months, a case open in several months counts in each of them, and where no number of"
    " cases came, no share is made."
)
_LADDER = (
    "Under each step: the first month of the period for which it was told; a dash where it was not."
    " In force: live and mandatory. At the end: as last returned; “by” stands before the first month of"
    " which anything is known. Last returned for: with the days from the end of that month to the end"
    " of the period."
)
_NUMBERS = (
    "In use: months with a status from the pilot on, of those whose status is known. Completed:"
    " over the months returned, whose number stands beside. Rate: over the months in which it was"
    " in use and a number was returned."
)
_SHARES = (
    "Of cases in a month: forms completed, of case-months in which a case could have one; a case open"
    " in several months counts in each, so the interval is narrower than it should be. Interval: 95%, exact"
    " (Clopper-Pearson) below 30, Wilson from there."
)


def opening(found: DataFrame, of_period: str) -> Paragraphs:
    """Who returned what, what is not known or old, and what may not be said; nothing where nothing
    came.
    """
    found = within(found, of_period)
    status = of_kind(found, "status")
    if status.empty:
        return first_screen()
    missing, unknown = (
        borough_names(status.loc[status["refused"] == refused, "borough"])
        for refused in ("not_returned", "unknown")
    )
    old = found[(found["statistic"] == "last told") & (found["note"] != "")]
    shares = rows_with(found, statistic=OF_ELIGIBLE, when=of_period)
    no_share = borough_names(shares.loc[shares["refused"] == "G14", "borough"])
    returned = words.count(status["refused"].ne("not_returned").sum(), "borough")
    return first_screen(
        f"**What came.** Returned by {returned} of {len(status)} in"
        f" {period(of_period).label}." + (f" Not returned: {missing}." if missing else ""),
        unknown and f"**Not known.** How far the form has come in {unknown}.",
        *(
            f"**Not recent.** The status in {borough_name(row.borough)} was last returned for"
            f" {month_label(row.when)}, {row.estimate:.0f} days before the end of the period."
            for row in old.itertuples()
        ),
        no_share
        and f"**No share.** {no_share} sent how many forms were completed, and not how many cases"
        " could have had one.",
        limits=_NEVER,
    )


def by_month(found: DataFrame, of_period: str) -> Iterator[Block]:
    """What came of the form by month, in words."""
    yield Heading("activity-form-by-month", "The engagement form by month")
    yield Paragraphs(opening(found, of_period).texts)


def blocks(rows: DataFrame, found: DataFrame, of_period: str) -> Iterator[Block]:
    """The part on the form by month: the ladder, the forms completed, and a sentence a borough;
    nothing without rows.

    `rows` is the table `form_months`, `found` its findings.
    """
    rows, found = rows_with(rows, period=of_period), within(found, of_period)
    if rows.empty:
        return
    by_borough = {
        borough.key: rows_with(found, borough=borough.key) for borough in members(of_period)
    }
    yield Heading("activity-form-months", "The engagement form by month: every number")
    yield _ladder(by_borough, rows, found)
    yield _completed(by_borough, found, of_period)
    yield Paragraphs(tuple(_sentence(key, mine, of_period) for key, mine in by_borough.items()))


def _ladder(by_borough: dict[str, DataFrame], rows: DataFrame, found: DataFrame) -> PrintedTable:
    """The first month in which each step was told, a column a step; where the form stands, since
    when, and how old.
    """
    lines = [{"Borough": borough_name(key), **_stands(mine)} for key, mine in by_borough.items()]
    status = of_kind(found, "status")
    unknown = status.drop_duplicates("refused").set_index("refused")["note"]
    notes = (
        _LADDER,
        *(
            f"{SYMBOLS[key]} {unknown[key]}."
            for key in ("not_returned", "unknown")
            if key in unknown
        ),
        *not_computed(rows_with(found, borough="")),
        *_remarks(rows),
    )
    return PrintedTable(
        "activity-form-ladder",
        "How far the engagement form has come, and when that was told",
        lines,
        found[~found["statistic"].isin([*_COMPLETED, _USED])],
        notes,
        tuple(lines[0]),
    )


def _stands(mine: DataFrame) -> dict[str, str]:
    """Steps of a borough with their first months, and `live since Nov 2025`, or `live by Apr 2025`
    where nothing is known of earlier months.
    """
    by_statistic = index(mine)
    status, since = by_statistic["status"], by_statistic.get("since")
    first = of_kind(mine, "first told").set_index("subject")["when"].map(month_label)
    steps = {heading: first.get(step, "–") for step, heading in _HEADINGS.items()}
    if since is None:
        return {**steps, "At the end": SYMBOLS[status["refused"]], "Last returned for": "–"}
    when, told = "by" if since["note"] else "since", by_statistic["last told"]
    return {
        **steps,
        "At the end": f"{STAGE[status['subject']].says} {when} {month_label(since['when'])}",
        "Last returned for": f"{month_label(told['when'])} ({words.count(told['estimate'], 'day')})",
    }


def _remarks(rows: DataFrame) -> Iterator[str]:
    """What senders remark, a line each, with whose it is and of which months it is said unless of
    all of them.
    """
    for borough, returned in rows.groupby("borough", sort=False):
        for caveat, months in remarks(returned, "month"):
            whose = ", ".join([borough_name(borough), *map(month_label, months)])
            yield f"The sender's note, {whose}: {caveat}"


def _completed(by_borough: dict[str, DataFrame], found: DataFrame, of_period: str) -> PrintedTable:
    """Forms completed over the period, a month in use, and of the cases that could have one, by
    quarter and in all.
    """
    lines, beware = [], []
    for key, mine in by_borough.items():
        by_statistic = index(rows_with(mine, when=of_period))
        total, monthly, of_eligible = (by_statistic[name] for name in _COMPLETED)
        live, quarters = by_statistic.get("months in use"), of_kind(mine, OF_ELIGIBLE)
        lines.append(
            {
                "Borough": borough_name(key),
                "In use": "–" if live is None else x_of_n(live),
                "Completed (months)": _total(total),
                "Rate": _rate(monthly["estimate"]),
                "Of cases in a month": share(of_eligible),
                **{
                    quarter_label(row["when"]): _of(row)
                    for _, row in quarters[quarters["when"] != of_period].iterrows()
                },
            }
        )
        beware += _beware(key, by_statistic)
    return PrintedTable(
        "activity-form-completed",
        "Engagement forms completed, of cases that could have one",
        lines,
        of_kind(found, *_COMPLETED, _USED, "months in use"),
        (_NUMBERS, _SHARES, *beware),
    )


def _rate(a_month: float) -> str:
    number = words.number(a_month)
    return number if number in ("–", SYMBOL) else f"{number} a month"


def _total(row: Series) -> str:
    return "–" if pd.isna(row["n"]) else f"{_number(row)} ({row['n']:.0f})"


def _number(row: Series) -> str:
    """A total, or the range of one of which the sender withheld months."""
    if withheld(row["x"]):
        return SYMBOL
    return words.span(row) if pd.isna(row["estimate"]) else f"{row['x']:,.0f}"


def _of(row: Series) -> str:
    return "–" if pd.isna(row["x"]) or pd.isna(row["n"]) else x_of_n(row)


def _beware(key: str, by_statistic: dict[str, Series]) -> Iterator[str]:
    """Why a number of a borough is not there, or what to beware of."""
    used = by_statistic.get(_USED)
    notes = {name: _why(by_statistic[name]) for name in _COMPLETED}
    if used is not None and used["x"] < used["n"]:
        months = f"{used['x']:.0f} of {used['n']:.0f} months"
        notes[OF_ELIGIBLE] = "; ".join(filter(None, [months, notes[OF_ELIGIBLE]]))
    parts = [f"{statistic}: {note}" for statistic, note in notes.items() if note]
    if parts:
        yield f"{borough_name(key)}. {words.sentence('; '.join(parts))}"


def _why(row: Series) -> str:
    """Why there is no number, or what to beware of in one."""
    return reason(row) if row["refused"] in REFUSALS and pd.isna(row["low"]) else row["note"]


def _sentence(key: str, mine: DataFrame, of_period: str) -> str:
    """Where a borough's form stands, as told when, and how many were completed: one rule, whichever
    way it went.
    """
    by_statistic = index(mine) | index(rows_with(mine, when=of_period))
    status, since = by_statistic["status"], by_statistic.get("since")
    name = f"**{borough_name(key)}.**"
    if since is None:
        return f"{name} {words.sentence(status['note'])}"
    told, total, _, of_eligible = (by_statistic[name] for name in ("last told", *_COMPLETED))
    earlier = " or earlier" if since["note"] else ""
    completed, note = f"Forms completed: {_why(total)}", of_eligible["note"]
    part = note if note.startswith("no share") else f"no share: {note}"
    if not pd.isna(total["n"]):
        months = words.count(total["n"], "month")
        number = "a withheld number of" if withheld(total["x"]) else _number(total)
        completed = f"{number} forms completed in {months} returned"
    if not pd.isna(of_eligible["n"]):
        # The percentage, where there is one, stands after what it is of.
        of, *percentage = share(of_eligible).partition(" (")
        part = f"a form was completed for {of} case-months{''.join(percentage)}"
    return (
        f"{name} {STAGE[status['subject']].says.capitalize()} since"
        f" {month_label(since['when'])}{earlier}, as last returned for {month_label(told['when'])}."
        f" {words.sentence(completed)} {words.sentence(part)}"
    )
