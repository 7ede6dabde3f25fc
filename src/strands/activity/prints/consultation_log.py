"""Consultations logged row by row as printed: counts and rates with two intervals, reach, cases,
months and themes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import month_label, period
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.lookup import borough_keys, ends
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.shares import LEAST, one, percent
from strands.activity.declares.logs import THEMES
from strands.activity.prints.consultation_words import change_sentence, level_sentence
from strands.activity.prints.month_panels import since_first

_NONE = SYMBOLS["not_returned"]
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


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """What was logged and by whom, what is missing or does not agree, and what may not be said;
    empty without.
    """
    here = found[found["period"] == of_period]
    total = one(here, "consultations")
    if total is None:
        return Paragraphs((), box="keyfinding")
    keys = borough_keys(here)
    missing = [borough_name(key) for key in keys if pd.isna(one(here, "consultations", key)["x"])]
    apart = [
        f"{borough_name(row.borough)} ({row.x:,} in the log, {row.n:,} in the total)"
        for row in here[here["statistic"] == "reconciled"].itertuples()
        if row.estimate
    ]
    reach = here[(here["statistic"] == "reach") & (here["note"] != "")]
    texts = (
        (
            f"**Consultation logs.** {total['x']:,} consultations logged in all in"
            f" {period(of_period).label}, by {total['n']} boroughs of {len(keys)}."
        ),
        *([f"**No log.** {words.listed(missing)}."] if missing else []),
        *(
            [f"**Does not agree.** A total was sent beside the log: {words.listed(apart)}."]
            if apart
            else []
        ),
        *(
            [
                f"**No reach.** {words.listed([borough_name(key) for key in reach['borough']])}:"
                " the reason stands under the table."
            ]
            if len(reach)
            else []
        ),
        (
            "**What may not be said.** Boroughs are not set against one another: leads were in post"
            " for differing times, and what counts as a consultation differs. A log tells what was"
            " written down. Many consultations on a case are no sign of good or bad work, and what"
            " was spoken of is not what was done."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def blocks(found: pd.DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """The part on logs: months, counts and rates, change within a borough, who came, cases, themes;
    nothing without.
    """
    here = found[found["period"] == of_period]
    logged = [
        key for key in borough_keys(here) if not pd.isna(one(here, "consultations", key)["x"])
    ]
    if not logged:
        return
    yield Heading("activity-consultation-log", "Consultations as they were logged")
    yield _figure(here, logged, source)
    yield Paragraphs(tuple(level_sentence(here, key) for key in logged))
    yield _levels(here)
    yield Paragraphs(tuple(change_sentence(here, key) for key in logged))
    yield _changes(here, logged)
    yield _who(here)
    yield _cases(here)
    yield _themes(here, logged)


def _figure(here: pd.DataFrame, logged: list[str], source: str) -> PrintedFigure:
    rows = here[here["statistic"] == "in month"]
    drawn = pd.DataFrame(
        {"panel": rows["borough"], "month": rows["subject"], "at": rows["n"], "count": rows["x"]}
    )
    said = [
        f"{borough_name(key)} from {month_label(mine['month'].iloc[0])}: "
        + ", ".join("no lead" if pd.isna(count) else f"{count}" for count in mine["count"])
        for key in logged
        if len(mine := drawn[drawn["panel"] == key])
    ]
    title = (
        "Consultations by month, each borough from its own first: logs of"
        f" {words.count(len(logged), 'borough')}"
    )
    return PrintedFigure(
        "activity-consultation-months",
        title,
        f"Bars of consultations a month. {'; '.join(said)}.",
        since_first(drawn, {key: borough_name(key) for key in logged}, source),
    )


def _levels(here: pd.DataFrame) -> PrintedTable:
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
    lines = [{"Borough": borough_name(key), **_level(here, key)} for key in borough_keys(here)]
    notes = (
        _INTERVALS,
        _CLOCK,
        *_remarks(here, statistics),
        *_lines_and_copies(here),
        *_missing(here),
    )
    return _table(here, "levels", "Consultations, and how many a month", lines, statistics, notes)


def _level(here: pd.DataFrame, key: str) -> dict[str, str]:
    statistics = ("consultations", "a month by practitioner", "wider", "to 20 days of lead")
    of = {name: one(here, name, key) for name in statistics}
    monthly = here[(here["statistic"] == "a month") & (here["borough"] == key)]
    if monthly.empty:
        return dict.fromkeys(
            (
                "Consultations",
                "Months",
                "A month, one by one",
                "A month, as practitioners come again",
                "Times as wide",
                "To 20 days of lead",
            ),
            _NONE,
        )
    rate = monthly.iloc[0]
    return {
        "Consultations": f"{of['consultations']['x']:,}",
        "Months": f"{rate['n']}, from {month_label(rate['subject'])}",
        "A month, one by one": words.rate(*ends(rate)),
        "A month, as practitioners come again": words.rate(*ends(of["a month by practitioner"])),
        "Times as wide": "–" if of["wider"] is None else f"×{of['wider']['estimate']:.1f}",
        "To 20 days of lead": words.rate(*ends(of["to 20 days of lead"])),
    }


def _changes(here: pd.DataFrame, logged: list[str]) -> PrintedTable:
    statistics = ("in half", "change", "detectable")
    lines = []
    for key in logged:
        change, least = one(here, "change", key), one(here, "detectable", key)
        halves = [one(here, "in half", key, f"{half} half") for half in ("first", "second")]
        lines.append(
            {
                "Borough": borough_name(key),
                **{
                    f"{name} half, a month": (
                        "–"
                        if half is None
                        else f"{half['estimate']:.1f} ({half['x']} in {half['n']})"
                    )
                    for name, half in zip(("First", "Second"), halves, strict=True)
                },
                "Second to first (95% interval)": words.times(*ends(change)),
                "Smallest change it could show": "–" if least is None else _least(least),
            }
        )
    notes = (
        (
            "The interval is that of practitioners drawn again. The first half may hold the time in"
            " which consultations became known, and the halves are different seasons."
        ),
    )
    return _table(
        here,
        "halves",
        "The second half of the months logged against the first",
        lines,
        statistics,
        notes,
    )


def _least(row: pd.Series) -> str:
    return f" or{words.NBSP}".join(
        "none" if pd.isna(row[end]) else f"×{row[end]:.2f}" for end in ("low", "high")
    )


def _who(here: pd.DataFrame) -> PrintedTable:
    statistics = (
        "practitioners",
        "practitioner contacts",
        "reach",
        "in post",
        "nqsw",
        "trained",
        "joint",
    )
    lines = []
    for key in borough_keys(here):
        came, contacts = one(here, "practitioners", key), one(here, "practitioner contacts", key)
        lines.append(
            {
                "Borough": borough_name(key),
                "Practitioners, of those in post": _NONE if came is None else _reach(here, key),
                "Contacts": _NONE if contacts is None else f"{contacts['x']:,}",
                **{
                    title: _part(one(here, name, key))
                    for title, name in (
                        ("Newly qualified", "nqsw"),
                        ("Been to core training", "trained"),
                        ("Joint consultations", "joint"),
                    )
                },
            }
        )
    notes = (
        (
            "A contact is one practitioner in one consultation: a joint consultation is one"
            " consultation and as many contacts as practitioners. Newly qualified and trained: of"
            " practitioners for whom it was said, as last said. No intervals: a log holds all of"
            " its lines and is no sample."
        ),
        *_remarks(here, statistics),
    )
    return _table(here, "who", "Who consulted", lines, statistics, notes)


def _reach(here: pd.DataFrame, key: str) -> str:
    reach, post = one(here, "reach", key), one(here, "in post", key)
    if post is None:
        return f"{reach['x']:,}"
    same = post["low"] == post["high"]
    said = (
        f"{post['low']:,.0f}" if same else f"{post['low']:,.0f} to{words.NBSP}{post['high']:,.0f}"
    )
    share = (
        percent(reach["low"])
        if same
        else f"{100 * reach['low']:.0f} to{words.NBSP}{percent(reach['high'])}"
    )
    return f"{reach['x']:,} of{words.NBSP}{said}" + (f" ({share})" if post["low"] >= LEAST else "")


def _cases(here: pd.DataFrame) -> PrintedTable:
    statistics = ("cases", "cases again", "cases by times", "minutes")
    often = dict.fromkeys(here.loc[here["statistic"] == "cases by times", "subject"])
    lines = []
    for key in borough_keys(here):
        cases, minutes = one(here, "cases", key), one(here, "minutes", key)
        by_times = {name.capitalize(): one(here, "cases by times", key, name) for name in often}
        lines.append(
            {
                "Borough": borough_name(key),
                "Cases": _NONE if cases is None else f"{cases['x']:,}",
                **{
                    name: _NONE if row is None else f"{row['x']:,}"
                    for name, row in by_times.items()
                },
                "Came again": _part(one(here, "cases again", key)),
                "Minutes, median (range)": _NONE if minutes is None else _minutes(minutes),
            }
        )
    notes = (
        (
            "A case is counted once for each consultation it was part of. One first brought late in"
            " the period had less time to come again. Minutes are those of consultations for which"
            " they were given."
        ),
        *_remarks(here, statistics),
    )
    return _table(
        here, "cases", "Cases, how often they came, and how long it took", lines, statistics, notes
    )


def _minutes(row: pd.Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    span = f"{row['low']:.0f} to{words.NBSP}{row['high']:.0f}"
    return f"{row['estimate']:.0f} ({span}); given for {row['x']:,} of{words.NBSP}{row['n']:,}"


def _themes(here: pd.DataFrame, logged: list[str]) -> PrintedTable:
    told = [key for key in logged if one(here, "theme", key, next(iter(THEMES)))["n"]]
    lines = (
        [
            {
                "Theme": name[:1].upper() + name[1:],
                **{borough_name(key): _part(one(here, "theme", key, theme)) for key in told},
            }
            for theme, name in THEMES.items()
        ]
        if told
        else []
    )
    silent = [borough_name(key) for key in logged if key not in told]
    notes = (
        (
            "Mentions, of consultations for which any theme was given; one consultation may have"
            " several, so a column does not add up. Themes are in the order of the form."
        ),
        *([f"No themes were given: {words.listed(silent)}."] if silent else []),
    )
    return _table(here, "themes", "What consultations were about", lines, ("theme",), notes)


def _part(row: pd.Series | None) -> str:
    """x of n, and a percentage from 20 on; a dash where it was not given."""
    if row is None:
        return _NONE
    if not row["n"]:
        return "–"
    said = f"{row['x']:,} of{words.NBSP}{row['n']:,}"
    return said if row["n"] < LEAST else f"{said} ({percent(row['estimate'])})"


def _remarks(here: pd.DataFrame, statistics: tuple[str, ...]) -> list[str]:
    """Why a number is missing, or what to beware of, with whose it is; that there is no log is told
    by a symbol.
    """
    rows = here[
        here["statistic"].isin(statistics)
        & here["note"].ne("")
        & here["statistic"].ne("consultations")
    ]
    said: dict[str, list[str]] = {}
    for row in rows.itertuples():
        said.setdefault(row.note, []).append(borough_name(row.borough))
    return [f"{words.listed(of)}: {note}." for note, of in said.items()]


def _lines_and_copies(here: pd.DataFrame) -> Iterator[str]:
    left_out = [
        f"{borough_name(row.borough)}: {row.n - row.x} of {row.n}"
        for row in here[here["statistic"] == "lines read"].itertuples()
        if row.x < row.n
    ]
    copies = [
        f"{borough_name(row.borough)}: {row.x} of {row.n}"
        for row in here[here["statistic"] == "possible copies"].itertuples()
    ]
    if left_out:
        yield f"Lines that cannot be read and are in no count. {'; '.join(left_out)}."
    if copies:
        yield (
            "Counted, though they may be copies of another: same day, practitioner and case."
            f" {'; '.join(copies)}."
        )


def _missing(here: pd.DataFrame) -> tuple[str, ...]:
    gone = any(pd.isna(one(here, "consultations", key)["x"]) for key in borough_keys(here))
    return words.symbols({"not_returned"} if gone else set())


def _table(
    here: pd.DataFrame,
    key: str,
    caption: str,
    lines: list[dict],
    statistics: tuple[str, ...],
    notes: tuple[str, ...],
) -> PrintedTable:
    data = here[here["statistic"].isin(statistics)]
    return PrintedTable(f"activity-consultation-{key}", caption, pd.DataFrame(lines), data, notes)
