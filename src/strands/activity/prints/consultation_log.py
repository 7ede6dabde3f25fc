"""Consultations logged row by row as printed: counts and rates with two intervals, reach, cases,
months and themes; sentences by one rule for a rise and a fall.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL, POSSIBLE_DECREASE, POSSIBLE_INCREASE, with_parts
from analysis.declare.periods import month_label, period
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.lookup import borough_keys, ends, index, within
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.printed import opening as first_screen
from analysis.show.shares import LEAST, one, percent, x_of_n
from strands.activity.declares.logs import THEMES
from strands.activity.prints.month_panels import since_first

# The findings of one borough by statistic.
Found = Mapping[str, pd.Series]

_NONE = SYMBOLS["not_returned"]
_VERDICTS = {
    POSSIBLE_DECREASE: "possible fall",
    POSSIBLE_INCREASE: "possible rise",
    CANNOT_TELL: "cannot tell",
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
    "The interval is that of practitioners drawn again. The first half may hold the time in which"
    " consultations became known, and the halves are different seasons."
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


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """What was logged and by whom, what is missing or does not agree, and what may not be said;
    empty without.
    """
    found = within(found, of_period)
    total = one(found, "consultations")
    if total is None:
        return first_screen()
    boroughs = _by_borough(found)
    missing = words.listed([borough_name(key) for key in boroughs if key not in _logged(boroughs)])
    differing = found[(found["statistic"] == "reconciled") & (found["estimate"] != 0)]
    apart = words.listed(
        [
            f"{borough_name(row.borough)} ({row.x:,.0f} in the log, {row.n:,.0f} in the total)"
            for row in differing.itertuples()
        ]
    )
    is_refused = (found["statistic"] == "reach") & (found["refused"] != "")
    unreached = words.listed(list(map(borough_name, found.loc[is_refused, "borough"])))
    return first_screen(
        f"**Consultation logs.** {total['x']:,.0f} consultations logged in all in"
        f" {period(of_period).label}, by {total['n']:.0f} boroughs of {len(boroughs)}.",
        missing and f"**No log.** {missing}.",
        apart and f"**Does not agree.** A total was sent beside the log: {apart}.",
        unreached and f"**No reach.** {unreached}: the reason stands under the table.",
        _NEVER,
    )


def _by_borough(found: pd.DataFrame) -> dict[str, Found]:
    return {key: index(found[found["borough"] == key]) for key in borough_keys(found)}


def _logged(boroughs: Mapping[str, Found]) -> dict[str, Found]:
    """Those with a log that can be read."""
    return {key: mine for key, mine in boroughs.items() if not mine["consultations"]["refused"]}


def blocks(found: pd.DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """The part on logs: months, counts and rates, change within a borough, who came, cases, themes;
    nothing without.
    """
    found = within(found, of_period)
    boroughs = _by_borough(found)
    logged = _logged(boroughs)
    if not logged:
        return
    yield Heading("activity-consultation-log", "Consultations as they were logged")
    yield _figure(found, logged, source)
    yield Paragraphs(tuple(level_sentence(found, key) for key in logged))
    yield _levels(found, boroughs)
    yield Paragraphs(tuple(change_sentence(found, key) for key in logged))
    yield _changes(found, logged)
    yield _who(found, boroughs)
    yield _cases(found, boroughs)
    yield _themes(found, logged)


def _figure(found: pd.DataFrame, logged: Mapping[str, Found], source: str) -> PrintedFigure:
    columns = {"borough": "panel", "when": "month", "n": "at", "x": "count"}
    rows = found[found["statistic"] == "in month"].rename(columns=columns)[list(columns.values())]
    titles = {key: borough_name(key) for key in logged}
    parts = []
    for key, title in titles.items():
        mine = rows[rows["panel"] == key]
        counts = ", ".join(
            "no lead" if pd.isna(count) else f"{count:.0f}" for count in mine["count"]
        )
        parts.append(f"{title} from {month_label(mine['month'].iloc[0])}: {counts}")
    return PrintedFigure(
        "activity-consultation-months",
        "Consultations by month, each borough from its own first: logs of"
        f" {words.count(len(logged), 'borough')}",
        f"Bars of consultations a month. {'; '.join(parts)}.",
        since_first(rows, titles, source),
    )


def _levels(found: pd.DataFrame, boroughs: Mapping[str, Found]) -> PrintedTable:
    statistics = (
        "consultations",
        "a month",
        "a month by practitioner",
        "wider",
        "to 20 days of lead",
        "lines read",
        "possible copies",
        "last logged",
        "reconciled",
    )
    logged = _logged(boroughs)
    lines = {key: _level(mine) if key in logged else {} for key, mine in boroughs.items()}
    without = {"not_returned"} if len(logged) < len(boroughs) else set()
    notes = (
        _INTERVALS,
        _CLOCK,
        *_remarks(found, statistics),
        *_lines_and_copies(found),
        *words.symbols(without),
    )
    return _table(found, "levels", "Consultations, and how many a month", lines, statistics, notes)


def _level(mine: Found) -> dict[str, str]:
    rate, wider = mine["a month"], mine.get("wider")
    return {
        "Consultations": f"{mine['consultations']['x']:,.0f}",
        "Months": f"{rate['n']:.0f}, from {month_label(rate['subject'])}",
        "A month, one by one": words.rate(*ends(rate)),
        "A month, as practitioners come again": words.rate(*ends(mine["a month by practitioner"])),
        "Times as wide": "–" if wider is None else f"×{wider['estimate']:.1f}",
        "To 20 days of lead": words.rate(*ends(mine["to 20 days of lead"])),
    }


def _changes(found: pd.DataFrame, logged: Mapping[str, Found]) -> PrintedTable:
    lines = {}
    for key, mine in logged.items():
        halves = [f"{row.estimate:.1f} ({row.x:.0f} in {row.n:.0f})" for row in _halves(found, key)]
        first, second = halves or ("–", "–")
        least = mine.get("detectable")
        lines[key] = {
            "First half, a month": first,
            "Second half, a month": second,
            "Second to first (95% interval)": words.times(*ends(mine["change"])),
            "Smallest change it could show": "–" if least is None else _least(least),
        }
    caption = "The second half of the months logged against the first"
    statistics = ("in half", "change", "detectable")
    return _table(found, "halves", caption, lines, statistics, (_HALVES,))


def _halves(found: pd.DataFrame, key: str) -> list:
    """The first half and the second, with their first and last months; none of a single month."""
    rows = found[(found["statistic"] == "in half") & (found["borough"] == key)]
    return list(with_parts(rows, "half", "first", "last").itertuples())


def _least(row: pd.Series) -> str:
    return f" or{words.NBSP}".join(
        "none" if pd.isna(row[end]) else f"×{row[end]:.2f}" for end in ("low", "high")
    )


def _who(found: pd.DataFrame, boroughs: Mapping[str, Found]) -> PrintedTable:
    parts = {
        "Newly qualified": "nqsw",
        "Been to core training": "trained",
        "Joint consultations": "joint",
    }
    lines = {
        key: {
            "Practitioners, of those in post": _reach(mine),
            "Contacts": f"{mine['practitioner contacts']['x']:,.0f}",
            **{title: _part(mine[name]) for title, name in parts.items()},
        }
        for key, mine in _logged(boroughs).items()
    }
    statistics = ("practitioners", "practitioner contacts", "reach", "in post", *parts.values())
    notes = (_WHO, *_remarks(found, statistics))
    every = {key: lines.get(key, {}) for key in boroughs}
    return _table(found, "who", "Who consulted", every, statistics, notes)


def _reach(mine: Found) -> str:
    reach, post = mine["reach"], mine.get("in post")
    if post is None:
        return f"{reach['x']:,.0f}"
    if post["low"] == post["high"]:
        posted, share = f"{post['low']:,.0f}", percent(reach["low"])
    else:
        posted = f"{post['low']:,.0f} to{words.NBSP}{post['high']:,.0f}"
        share = f"{100 * reach['low']:.0f} to{words.NBSP}{percent(reach['high'])}"
    part = f"{reach['x']:,.0f} of{words.NBSP}{posted}"
    return f"{part} ({share})" if post["low"] >= LEAST else part


def _cases(found: pd.DataFrame, boroughs: Mapping[str, Found]) -> PrintedTable:
    by_times = found[found["statistic"] == "cases by times"]
    lines: dict[str, dict] = {key: {} for key in boroughs}
    for key, mine in _logged(boroughs).items():
        often = by_times[by_times["borough"] == key]
        lines[key] = {
            "Cases": f"{mine['cases']['x']:,.0f}",
            **{row.subject.capitalize(): f"{row.x:,.0f}" for row in often.itertuples()},
            "Came again": _part(mine["cases again"]),
            "Minutes, median (range)": _minutes(mine["minutes"]),
        }
    statistics = ("cases", "cases again", "cases by times", "minutes")
    caption = "Cases, how often they came, and how long it took"
    notes = (_CASES, *_remarks(found, statistics))
    return _table(found, "cases", caption, lines, statistics, notes)


def _minutes(row: pd.Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    return f"{row['estimate']:.0f} ({words.span(row)}); given for {x_of_n(row)}"


def _themes(found: pd.DataFrame, logged: Mapping[str, Found]) -> PrintedTable:
    rows = found[found["statistic"] == "theme"]
    given = [key for key, mine in logged.items() if mine["theme"]["n"]]
    lines = [
        {
            "Theme": name[:1].upper() + name[1:],
            **{borough_name(key): _part(one(rows, "theme", key, theme)) for key in given},
        }
        for theme, name in THEMES.items()
    ]
    silent = words.listed([borough_name(key) for key in logged if key not in given])
    notes = (_MENTIONS, *([f"No themes were given: {silent}."] if silent else []))
    cells = pd.DataFrame(lines if given else [])
    caption = "What consultations were about"
    return PrintedTable("activity-consultation-themes", caption, cells, rows, notes)


def _part(row: pd.Series) -> str:
    """x of n, and a percentage from 20 on; a dash where it was not given."""
    if not row["n"]:
        return "–"
    return x_of_n(row) if row["n"] < LEAST else f"{x_of_n(row)} ({percent(row['estimate'])})"


def _remarks(found: pd.DataFrame, statistics: tuple[str, ...]) -> list[str]:
    """Why a number is missing, or what to beware of, with whose it is; that there is no log is told
    by a symbol.
    """
    noted = found[found["statistic"].isin(statistics) & (found["note"] != "")]
    noted = noted[noted["statistic"] != "consultations"]
    return [
        f"{words.listed(list(map(borough_name, keys)))}: {note}."
        for note, keys in noted.groupby("note", sort=False)["borough"]
    ]


def _lines_and_copies(found: pd.DataFrame) -> Iterator[str]:
    read, copies = (found[found["statistic"] == name] for name in ("lines read", "possible copies"))
    left_out = read.assign(x=read["n"] - read["x"])
    for rows, means in (
        (left_out[left_out["x"] > 0], "Lines that cannot be read and are in no count."),
        (
            copies,
            "Counted, though they may be copies of another: same day, practitioner and case.",
        ),
    ):
        parts = [
            f"{borough_name(row.borough)}: {row.x:.0f} of {row.n:.0f}" for row in rows.itertuples()
        ]
        if parts:
            yield f"{means} {'; '.join(parts)}."


def _table(
    found: pd.DataFrame,
    key: str,
    caption: str,
    lines: Mapping[str, dict[str, str]],
    statistics: tuple[str, ...],
    notes: tuple[str, ...],
) -> PrintedTable:
    """A line a borough; one without a log is marked throughout."""
    names = [{"Borough": borough_name(borough)} for borough in lines]
    columns = list(next(filter(None, lines.values())))
    cells = pd.DataFrame(list(lines.values()), columns=columns).fillna(_NONE)
    return PrintedTable(
        f"activity-consultation-{key}",
        caption,
        pd.concat([pd.DataFrame(names), cells], axis=1),
        found[found["statistic"].isin(statistics)],
        notes,
    )


def level_sentence(found: pd.DataFrame, borough: str) -> str:
    """How many, on how many cases, by how many, and a month with both intervals."""
    mine = index(found[found["borough"] == borough])
    count, case, practitioner = (
        words.count(mine[f"{name}s"]["x"], name)
        for name in ("consultation", "case", "practitioner")
    )
    rate, drawn, total = mine["a month"], mine["a month by practitioner"], mine.get("reconciled")
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


def change_sentence(found: pd.DataFrame, borough: str) -> str:
    """What may be said of the second half of the months logged against the first."""
    mine, name = index(found[found["borough"] == borough]), borough_name(borough)
    change = mine["change"]
    if not change["verdict"]:
        return f"**{name}: too few.** {words.sentence(change['note'])}"
    verdict = _VERDICTS[change["verdict"]]
    first, second = _halves(found, borough)
    low, high = (words.change(change[end]) for end in ("low", "high"))
    moved = (
        f"**{name}: {verdict}.** {first.estimate:.1f} a month in {_months(first)}, and"
        f" {second.estimate:.1f} in {_months(second)}"
    )
    if change["verdict"] == CANNOT_TELL:
        return (
            f"{moved}: that is compatible with anything from {low} to {high}."
            f" {_could_show(mine['detectable'])}"
        )
    looked = one(found, "changes looked at")
    return (
        f"{moved}: that fits {words.change(change['estimate'])} (95% interval: {low} to {high})."
        f" It was not planned beforehand, and is one of {words.count(looked['x'], 'borough')}"
        f" looked at, of which chance alone would make {looked['estimate']:.2g} seem to change."
    )


def _months(half) -> str:
    return f"{month_label(half.first)} to {month_label(half.last)}"


def _could_show(least: pd.Series) -> str:
    """The smallest fall and rise that would have shown in 80 of 100 cases."""
    parts = [words.change(least[end], "at least ") for end in ("low", "high") if least[end] > 0]
    if not parts:
        return "No change would have shown in it."
    return f"Such a log could only have shown {' or '.join(parts)}."
