"""Consultations logged row by row as printed: counts and rates with two intervals, reach, cases,
months and themes.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.proforma import BETWEEN
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import words
from analysis.show.lookup import borough_keys, borough_names, ends, index, of_kind, within
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.shares import LEAST, one, percent, x_of_n
from strands.activity.declares.logs import THEMES
from strands.activity.prints.log_sentences import (
    change_sentence,
    first_month,
    halves,
    level_sentence,
    logged_in,
)
from strands.activity.prints.told import HERE

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


def blocks(found: DataFrame, of_period: str) -> Iterator[Block]:
    """The part on logs: counts and rates, change within a borough, who came, cases, themes; nothing
    without.
    """
    found = within(found, of_period)
    boroughs, logged = borough_keys(found), logged_in(found)
    if not logged:
        return
    yield Heading("activity-consultation-log", "Consultations as they were logged")
    yield Paragraphs(tuple(level_sentence(found, key) for key in logged))
    without = {"not_returned"} if len(logged) < len(boroughs) else set()
    yield _table("levels", found, boroughs, *words.symbols(without))
    yield Paragraphs(tuple(change_sentence(found, key) for key in logged))
    yield _table("halves", found, logged)
    yield _table("who", found, boroughs)
    yield _table("cases", found, boroughs)
    yield _themes(found, logged)


def _table(key: str, found: DataFrame, boroughs: list[str], *more: str) -> PrintedTable:
    """One of the tables, a line a borough; one without a log is marked throughout. A column of
    which nothing is told is left out.
    """
    caption, line, statistics, notes = _TABLES[key]
    rows, logged = of_kind(found, *statistics.split("; ")), logged_in(found)
    lines = []
    for borough in boroughs:
        numbers = line(rows_with(found, borough=borough)) if borough in logged else {}
        lines.append({"Borough": borough_name(borough), **numbers})
    cells = DataFrame(lines)
    untold = [name for name in cells if {*cells[name].dropna()} == {SYMBOL}]
    more = (*more, *(f"{SYMBOL} for every borough: {name}." for name in untold))
    return PrintedTable(
        f"activity-consultation-{key}",
        caption,
        cells.drop(columns=untold).fillna(_NONE),
        rows,
        (*notes, *_remarks(rows), *_lines_and_copies(rows), *more),
    )


def _level(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    rate, wider = by_statistic["a month"], by_statistic.get("wider")
    drawn, to_days = by_statistic["a month by practitioner"], by_statistic["to 20 days of lead"]
    return {
        "Consultations": f"{by_statistic['consultations']['x']:,.0f}",
        "Months": f"{rate['n']:.0f}, from {first_month(rows)}",
        "A month, one by one": words.rate(*ends(rate)),
        "A month, as practitioners come again": words.rate(*ends(drawn)),
        "Times as wide": "–" if wider is None else _times(wider["estimate"]),
        "To 20 days of lead": words.rate(*ends(to_days)),
    }


def _times(ratio: float) -> str:
    return SYMBOL if withheld(ratio) else f"×{ratio:.1f}"


def _change(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    first, second = map(_half, halves(rows) or (None, None))
    least = by_statistic.get("detectable")
    return {
        "First half, a month": first,
        "Second half, a month": second,
        "Second to first (95% interval)": words.times(*ends(by_statistic["change"])),
        "Would show in 80 of 100": "–" if least is None else _least(least),
    }


def _half(half) -> str:
    """Consultations a month in a half, and of how many; a dash where a log is too short to halve."""
    if half is None:
        return "–"
    if withheld(half.estimate):
        return SYMBOL
    return f"{half.estimate:.1f} ({half.x:.0f} in {half.n:.0f})"


def _least(row: Series) -> str:
    if withheld(row["low"], row["high"]):
        return SYMBOL
    return f" or{words.NBSP}".join(
        "none" if pd.isna(row[end]) else f"×{row[end]:.2f}" for end in ("low", "high")
    )


def _who(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    return {
        "Practitioners, of those in post": _reach(rows),
        "Contacts": f"{by_statistic['practitioner contacts']['x']:,.0f}",
        "Newly qualified": _part(by_statistic["nqsw"]),
        "Been to core training": _part(by_statistic["trained"]),
        "Joint consultations": _part(by_statistic["joint"]),
    }


def _reach(rows: DataFrame) -> str:
    """Practitioners of those in post, from the fewest to the most where these changed; without them
    where they are not known.
    """
    *fewest, most = (row for _, row in of_kind(rows, "reach").iterrows())
    if pd.isna(most["n"]):
        return f"{most['x']:,.0f}"
    ends = [*fewest, most]
    posted = f" to{words.NBSP}".join(dict.fromkeys(f"{end['n']:,.0f}" for end in ends))
    part = f"{most['x']:,.0f} of{words.NBSP}{posted}"
    if any(withheld(end["x"], end["n"], end["estimate"]) for end in ends):
        return part
    share = f" to{words.NBSP}".join(f"{100 * end['estimate']:.0f}" for end in reversed(ends))
    return f"{part} ({share}%)" if ends[0]["n"] >= LEAST else part


def _case(rows: DataFrame) -> dict[str, str]:
    by_statistic = index(rows)
    once, again = (
        rows_with(rows, statistic="cases by times", subject=times).iloc[0]
        for times in ("once", "again")
    )
    return {
        "Cases": f"{by_statistic['cases']['x']:,.0f}",
        "Once": f"{once['x']:,.0f}",
        **{
            row.subject.rpartition(BETWEEN)[2].capitalize(): f"{row.x:,.0f}"
            for row in of_kind(rows, "cases again").itertuples()
        },
        "Came again": _part(again),
        "Minutes, median (range)": _minutes(
            by_statistic["minutes"], by_statistic.get("minutes given")
        ),
    }


def _minutes(row: Series, given: Series | None) -> str:
    if given is None or pd.isna(row["estimate"]):
        return "–"
    spread = SYMBOL if withheld(row["low"]) else words.span(row)
    return f"{row['estimate']:.0f} ({spread}); given for {x_of_n(given)}"


def _themes(found: DataFrame, logged: list[str]) -> PrintedTable:
    rows = of_kind(found, "theme")
    given = borough_keys(rows[rows["n"].map(lambda n: withheld(n) or n > 0)])
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
    if withheld(row["x"], row["n"], row["estimate"]):
        return x_of_n(row)
    if not row["n"]:
        return "–"
    return x_of_n(row) if row["n"] < LEAST else f"{x_of_n(row)} ({percent(row['estimate'])})"


def _remarks(rows: DataFrame) -> Iterator[str]:
    """Why a number is missing, or what to beware of, with whose it is; that there is no log, and
    what is withheld, is told by a symbol, and why there is no change by a sentence.
    """
    is_told = (rows["note"] != "") & (rows["refused"] != HERE)
    noted = rows[is_told & ~rows["statistic"].isin(["consultations", "change"])]
    for note, keys in noted.groupby("note", sort=False)["borough"]:
        yield f"{borough_names(keys)}: {note}."


def _lines_and_copies(rows: DataFrame) -> Iterator[str]:
    for name, means in _OF_LINES.items():
        parts = [
            f"{borough_name(row['borough'])}: {row['x']:.0f}"
            for _, row in of_kind(rows, name).iterrows()
            if withheld(row["x"]) or row["x"] > 0
        ]
        if parts:
            yield f"{means} {'; '.join(parts)}."


_OF_LINES = {
    "lines left out": "Lines that cannot be read and are in no count.",
    "possible copies": (
        "Consultations counted, though they may be copies of another: same day, practitioner and"
        " case."
    ),
}
# The tables of one line a borough: caption, the function that makes a line of the findings of a
# borough, their statistics, and what stands under the table.
_TABLES = {
    "levels": (
        "Consultations, and how many a month",
        _level,
        "consultations; a month; a month by practitioner; wider; to 20 days of lead; lines left out;"
        " possible copies; last logged; reconciled; reconciled, more logged",
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
        "practitioners; practitioner contacts; reach; nqsw; trained; joint",
        (_WHO,),
    ),
    "cases": (
        "Cases, how often they came, and how long it took",
        _case,
        "cases; cases by times; cases again; minutes; minutes given",
        (_CASES,),
    ),
}
