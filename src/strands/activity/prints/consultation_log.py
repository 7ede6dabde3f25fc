"""Consultations logged row by row as printed: counts and rates with two intervals, reach, cases,
months and themes; sentences by one rule for a rise and a fall.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL, POSSIBLE_DECREASE, POSSIBLE_INCREASE, with_parts
from analysis.declare.periods import month_label, period
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.show import words
from analysis.show.lookup import borough_keys, borough_names, ends, index, of_kind, within
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.printed import opening as first_screen
from analysis.show.shares import LEAST, between, one, percent, x_of_n
from strands.activity.declares.logs import THEMES
from strands.activity.prints.month_panels import since_first

_NONE = SYMBOLS["not_returned"]
_VERDICTS = {
    POSSIBLE_DECREASE: "possible fall",
    POSSIBLE_INCREASE: "possible rise",
    CANNOT_TELL: CANNOT_TELL,
}
_NEVER = (
    "**What may not be said.** Boroughs are not set against one another: leads were in post for"
    " differing times, and what counts as a consultation differs. A log tells what was written"
    " down. Many consultations on a case are no sign of good or bad work, and what was spoken of is"
    " not what was done."
)
_INTERVALS = (
    "One by one: the exact interval (Garwood), right if every consultation came by itself. As"
    " practitioners come again: practitioners drawn again by chance with all that is theirs, as"
    " others might have come in their place. The second is the one to go by."
)
_CLOCK = (
    "Months run from that of the first consultation in the log to the end of the period; where a"
    " lead had been in post before, the first month is no beginning. A month of 0 says that nothing"
    " was logged: whether a lead was there is known by quarter only. The rate to 20 working days"
    " with a lead in post has the exact interval."
)
_HALVES = (
    "The interval is that of practitioners drawn again, and never narrower than one that allows for"
    " months that vary more than chance lets them, in all logs together. The first half may hold the"
    " time in which consultations became known, and the halves are different seasons."
)
_WHO = (
    "A contact is one practitioner in one consultation: a joint consultation is one consultation"
    " and as many contacts as practitioners. Newly qualified and trained: of practitioners for whom"
    " it was said, as last said. No intervals: a log holds all of its lines and is no sample."
)
_CASES = (
    "A case is counted once for each consultation it was part of. One first brought late in the"
    " period had less time to come again. Minutes are those of consultations for which they were"
    " given."
)
_MENTIONS = (
    "Mentions, of consultations for which any theme was given; one consultation may have several,"
    " so a column does not add up. Themes are in the order of the form."
)


def opening(found: DataFrame, of_period: str) -> Paragraphs:
    """What was logged and by whom, what is missing or does not agree, and what may not be said;
    empty without.
    """
    found = within(found, of_period)
    total = one(found, "consultations")
    if total is None:
        return first_screen()
    boroughs, logged = borough_keys(found), _logged(found)
    missing = borough_names(key for key in boroughs if key not in logged)
    differing = found[(found["statistic"] == "reconciled") & (found["estimate"] != 0)]
    apart = words.listed(
        [
            f"{borough_name(row.borough)} ({row.x:,.0f} in the log, {row.n:,.0f} in the total)"
            for row in differing.itertuples()
        ]
    )
    is_refused = (found["statistic"] == "reach") & (found["refused"] != "")
    unreached = borough_names(found.loc[is_refused, "borough"])
    return first_screen(
        f"**Consultation logs.** {total['x']:,.0f} consultations logged in all in"
        f" {period(of_period).label}, by {total['n']:.0f} boroughs of {len(boroughs)}.",
        missing and f"**No log.** {missing}.",
        apart and f"**Does not agree.** A total was sent beside the log: {apart}.",
        unreached and f"**No reach.** {unreached}: the reason stands under the table.",
        _NEVER,
    )


def _logged(found: DataFrame) -> list[str]:
    """The boroughs with a log that can be read, in order of joining."""
    return borough_keys(rows_with(found, statistic="consultations", refused=""))


def blocks(found: DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """The part on logs: months, counts and rates, change within a borough, who came, cases, themes;
    nothing without.
    """
    found = within(found, of_period)
    boroughs, logged = borough_keys(found), _logged(found)
    if not logged:
        return
    yield Heading("activity-consultation-log", "Consultations as they were logged")
    yield _figure(found, logged, source)
    yield Paragraphs(tuple(level_sentence(found, key) for key in logged))
    without = {"not_returned"} if len(logged) < len(boroughs) else set()
    yield _table("levels", found, boroughs, *words.symbols(without))
    yield Paragraphs(tuple(change_sentence(found, key) for key in logged))
    yield _table("halves", found, logged)
    yield _table("who", found, boroughs)
    yield _table("cases", found, boroughs)
    yield _themes(found, logged)


def _figure(found: DataFrame, logged: list[str], source: str) -> PrintedFigure:
    columns = {"borough": "panel", "when": "month", "n": "at", "x": "count"}
    rows = of_kind(found, "in month").rename(columns=columns)[list(columns.values())]
    titles = {key: borough_name(key) for key in logged}
    parts = []
    for key, of_borough in rows.groupby("panel", sort=False):
        counts = ", ".join(
            "no lead" if pd.isna(count) else f"{count:.0f}" for count in of_borough["count"]
        )
        parts.append(f"{titles[key]} from {month_label(of_borough['month'].iloc[0])}: {counts}")
    return PrintedFigure(
        "activity-consultation-months",
        "Consultations by month, each borough from its own first: logs of"
        f" {words.count(len(logged), 'borough')}",
        f"Bars of consultations a month. {'; '.join(parts)}.",
        since_first(rows, titles, source),
    )


def _table(key: str, found: DataFrame, boroughs: list[str], *more: str) -> PrintedTable:
    """One of the tables, a line a borough; one without a log is marked throughout."""
    caption, line, statistics, notes = _TABLES[key]
    rows, logged = of_kind(found, *statistics.split("; ")), _logged(found)
    lines = []
    for borough in boroughs:
        numbers = line(rows_with(rows, borough=borough)) if borough in logged else {}
        lines.append({"Borough": borough_name(borough), **numbers})
    return PrintedTable(
        f"activity-consultation-{key}",
        caption,
        DataFrame(lines).fillna(_NONE),
        rows,
        (*notes, *_remarks(rows), *_lines_and_copies(rows), *more),
    )


def _level(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    rate, wider = by_statistic["a month"], by_statistic.get("wider")
    drawn, to_days = by_statistic["a month by practitioner"], by_statistic["to 20 days of lead"]
    return {
        "Consultations": f"{by_statistic['consultations']['x']:,.0f}",
        "Months": f"{rate['n']:.0f}, from {month_label(rate['subject'])}",
        "A month, one by one": words.rate(*ends(rate)),
        "A month, as practitioners come again": words.rate(*ends(drawn)),
        "Times as wide": "–" if wider is None else f"×{wider['estimate']:.1f}",
        "To 20 days of lead": words.rate(*ends(to_days)),
    }


def _change(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    halves = [f"{half.estimate:.1f} ({half.x:.0f} in {half.n:.0f})" for half in _halves(rows)]
    first, second = halves or ("–", "–")
    least = by_statistic.get("detectable")
    return {
        "First half, a month": first,
        "Second half, a month": second,
        "Second to first (95% interval)": words.times(*ends(by_statistic["change"])),
        "Would show in 80 of 100": "–" if least is None else _least(least),
    }


def _halves(rows: DataFrame) -> list:
    """The first half and the second of one borough, with their first and last months; none of a
    single month.
    """
    halves = of_kind(rows, "in half")
    return list(with_parts(halves, "half", "first", "last").itertuples())


def _least(row: Series) -> str:
    return f" or{words.NBSP}".join(
        "none" if pd.isna(row[end]) else f"×{row[end]:.2f}" for end in ("low", "high")
    )


def _who(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    return {
        "Practitioners, of those in post": _reach(
            by_statistic["reach"], by_statistic.get("in post")
        ),
        "Contacts": f"{by_statistic['practitioner contacts']['x']:,.0f}",
        "Newly qualified": _part(by_statistic["nqsw"]),
        "Been to core training": _part(by_statistic["trained"]),
        "Joint consultations": _part(by_statistic["joint"]),
    }


def _reach(reach: Series, post: Series | None) -> str:
    if post is None:
        return f"{reach['x']:,.0f}"
    posted, share = f"{post['low']:,.0f}", percent(reach["low"])
    if post["low"] != post["high"]:
        posted += f" to{words.NBSP}{post['high']:,.0f}"
        share = between(reach)
    part = f"{reach['x']:,.0f} of{words.NBSP}{posted}"
    return f"{part} ({share})" if post["low"] >= LEAST else part


def _case(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    often = of_kind(rows, "cases by times")
    return {
        "Cases": f"{by_statistic['cases']['x']:,.0f}",
        **{row.subject.capitalize(): f"{row.x:,.0f}" for row in often.itertuples()},
        "Came again": _part(by_statistic["cases again"]),
        "Minutes, median (range)": _minutes(by_statistic["minutes"]),
    }


def _minutes(row: Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    return f"{row['estimate']:.0f} ({words.span(row)}); given for {x_of_n(row)}"


def _themes(found: DataFrame, logged: list[str]) -> PrintedTable:
    rows = of_kind(found, "theme")
    given = borough_keys(rows[rows["n"] > 0])
    lines = [
        {
            "Theme": name[:1].upper() + name[1:],
            **{borough_name(key): _part(one(rows, "theme", key, theme)) for key in given},
        }
        for theme, name in THEMES.items()
        if given
    ]
    silent = borough_names(key for key in logged if key not in given)
    return PrintedTable(
        "activity-consultation-themes",
        "What consultations were about",
        lines,
        rows,
        tuple(filter(None, [_MENTIONS, silent and f"No themes were given: {silent}."])),
    )


def _part(row: Series) -> str:
    """x of n, and a percentage from 20 on; a dash where it was not given."""
    if not row["n"]:
        return "–"
    return x_of_n(row) if row["n"] < LEAST else f"{x_of_n(row)} ({percent(row['estimate'])})"


def _remarks(rows: DataFrame) -> Iterator[str]:
    """Why a number is missing, or what to beware of, with whose it is; that there is no log is told
    by a symbol, and why there is no change by a sentence.
    """
    noted = rows[(rows["note"] != "") & ~rows["statistic"].isin(["consultations", "change"])]
    for note, keys in noted.groupby("note", sort=False)["borough"]:
        yield f"{borough_names(keys)}: {note}."


def _lines_and_copies(rows: DataFrame) -> Iterator[str]:
    read, copies = (of_kind(rows, name) for name in ("lines read", "possible copies"))
    left_out = read.assign(x=read["n"] - read["x"])
    for about, means in (
        (left_out[left_out["x"] > 0], "Lines that cannot be read and are in no count."),
        (
            copies,
            "Counted, though they may be copies of another: same day, practitioner and case.",
        ),
    ):
        parts = [
            f"{borough_name(row.borough)}: {row.x:.0f} of {row.n:.0f}" for row in about.itertuples()
        ]
        if parts:
            yield f"{means} {'; '.join(parts)}."


# The tables of one line a borough: caption, the function that makes a line of the findings of a
# borough, their statistics, and what stands under the table.
_TABLES = {
    "levels": (
        "Consultations, and how many a month",
        _level,
        "consultations; a month; a month by practitioner; wider; to 20 days of lead; lines read;"
        " possible copies; last logged; reconciled",
        (_INTERVALS, _CLOCK),
    ),
    "halves": (
        "The second half of the months logged against the first",
        _change,
        "in half; change; detectable",
        (_HALVES,),
    ),
    "who": (
        "Who consulted",
        _who,
        "practitioners; practitioner contacts; reach; in post; nqsw; trained; joint",
        (_WHO,),
    ),
    "cases": (
        "Cases, how often they came, and how long it took",
        _case,
        "cases; cases again; cases by times; minutes",
        (_CASES,),
    ),
}


def level_sentence(found: DataFrame, borough: str) -> str:
    """How many, on how many cases, by how many, and a month with both intervals."""
    by_statistic = index(rows_with(found, borough=borough))
    count, case, practitioner = (
        words.count(by_statistic[f"{name}s"]["x"], name)
        for name in ("consultation", "case", "practitioner")
    )
    rate, drawn = by_statistic["a month"], by_statistic["a month by practitioner"]
    total = by_statistic.get("reconciled")
    exact = f"One by one that fits {words.span(rate, 1)}"
    if pd.isna(drawn["estimate"]):
        fits = f"{exact} (95% interval). By practitioner: {drawn['note']}."
    else:
        fits = f"{exact}; as practitioners come again, {words.span(drawn, 1)} (95% intervals)."
    level = (
        f"**{borough_name(borough)}.** {count} on {case} by {practitioner} in"
        f" {words.count(rate['n'], 'month')} from {month_label(rate['subject'])}:"
        f" {rate['estimate']:.1f} a month. {fits}"
    )
    return level if total is None else f"{level} {words.sentence(total['note'])}"


def change_sentence(found: DataFrame, borough: str) -> str:
    """What may be said of the second half of the months logged against the first."""
    rows, name = rows_with(found, borough=borough), borough_name(borough)
    by_statistic = index(rows)
    change = by_statistic["change"]
    if not change["verdict"]:
        return f"**{name}: too few.** {words.sentence(change['note'])}"
    verdict = _VERDICTS[change["verdict"]]
    first, second = _halves(rows)
    low, high = (words.change(change[end]) for end in ("low", "high"))
    moved = (
        f"**{name}: {verdict}.** {first.estimate:.1f} a month in {_months(first)}, and"
        f" {second.estimate:.1f} in {_months(second)}"
    )
    if change["verdict"] == CANNOT_TELL:
        return (
            f"{moved}: that is compatible with anything from {low} to {high}."
            f" {_could_show(by_statistic['detectable'])}{_days_in_halves(rows)}"
        )
    looked = one(found, "changes looked at")
    return (
        f"{moved}: that fits {words.change(change['estimate'])} (95% interval: {low} to {high})."
        f" It was not planned beforehand, and is one of {words.count(looked['x'], 'borough')}"
        f" looked at, of which chance alone would make {looked['estimate']:.2g} seem to change."
        f"{_days_in_halves(rows)}"
    )


def _days_in_halves(rows: DataFrame) -> str:
    """How long a lead was in post in either half, which the change of a rate a month leaves out."""
    days = of_kind(rows, "days of lead in half")["x"]
    if days.empty:
        return ""
    first, second = days.astype(int)
    first = words.count(first, "working day")
    return f" A lead was in post on {first} of the first half and on {second} of the second."


def _months(half) -> str:
    return f"{month_label(half.first)} to {month_label(half.last)}"


def _could_show(least: Series) -> str:
    """The smallest fall and rise that would have shown in 80 of 100 cases."""
    parts = [words.change(least[end]) for end in ("low", "high") if least[end] > 0]
    if not parts:
        return "No change would have shown in it."
    no_fall = "" if least["low"] > 0 else "; even a fall of 95% would not"
    return words.sentence(words.would_show(parts, "logs") + no_fall)
