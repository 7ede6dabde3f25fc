"""A year of complaints in five boroughs, each with its own way of keeping them; from the sixth
nothing came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import NOTE, WHOLE_SHEET, YES_NO
from simulated.exporting import as_book, as_csv
from simulated.made import Made
from strands.complaints.declares import (
    BASE,
    COMPLAINANTS,
    CONVENTIONS,
    GROUNDS,
    IN_USE,
    OUTCOMES,
    PROFORMA,
    STAGES,
    SUPPORT,
)

_KEYS = tuple(one.key for one in PROFORMA.fields)
_WHO = dict(zip(COMPLAINANTS, (0.48, 0.2, 0.06, 0.16, 0.1), strict=True))
_RESTS_ON = dict(zip(GROUNDS, (0.3, 0.4, 0.1, 0.2), strict=True))
_ENDS = {"upheld": 0.14, "partly": 0.2, "not_upheld": 0.6, "withdrawn": 0.06}
# How often each convention is noted of a perpetrator's complaint; of anybody else's a third as
# often.
_LIKE = dict(zip(CONVENTIONS, (0.55, 0.35, 0.4, 0.45, 0.4, 0.5, 0.3, 0.3, 0.15), strict=True))
# Of those that were not upheld so many go on, and of those so many again.
_GOES_ON = 0.3
_AFTER = {"one": "two", "two": "ombudsman"}


@dataclass(frozen=True)
class _Line:
    """One complaint at one stage, its answers by field in declared keys."""

    code: str
    stage: str
    day: dt.date
    said: dict
    outcome: str
    days: int | None


def files(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """The complaints and open cases of each borough that sent any."""
    for borough, (letter, cases, rates, support, write) in _BOROUGHS.items():
        bases = [int(rng.poisson(cases)) for _ in period.quarters]
        lines = _year(period, letter, bases, rates, support, rng)
        name, content = write(period, lines, bases)
        sender = f"simulated: complaints manager, {borough_name(borough)}"
        yield Made(
            f"complaints/{name}",
            content,
            sender,
            f"complaints and open cases, {borough_name(borough)}",
        )


def _year(
    period: Period,
    letter: str,
    bases: list[int],
    rates: tuple[float, ...],
    support: float,
    rng: np.random.Generator,
) -> list[_Line]:
    """The lines of a borough by their days; `rates` are complaints per 100 open cases of each
    quarter.
    """
    days = [
        day
        for quarter, base, rate in zip(period.quarters, bases, rates, strict=True)
        for day in sorted(_days(quarter, int(rng.poisson(base * rate / 100)), rng))
    ]
    last = dt.date.fromisoformat(f"{period.bounds[1]}-28")
    lines = []
    for number, day in enumerate(days, 1):
        lines += _complaint(f"{letter}{100 + number}", day, last, support, rng)
    return sorted(lines, key=lambda line: line.day)


def _days(quarter: str, number: int, rng: np.random.Generator) -> list[dt.date]:
    start = pd.Period(quarter, "Q").start_time.date()
    return [start + dt.timedelta(days=int(at)) for at in rng.integers(0, 90, number)]


def _complaint(
    code: str, day: dt.date, last: dt.date, support: float, rng: np.random.Generator
) -> Iterator[_Line]:
    """A complaint from its first stage to the last it reached before the period was over."""
    said, stage, goes_on = _said(support, rng), "one", True
    while goes_on and day <= last:
        days = int(rng.gamma(4, 6)) + 2
        answered = day + dt.timedelta(days=days)
        outcome = _one(_ENDS, rng) if answered <= last + dt.timedelta(days=10) else "open"
        yield _Line(
            code, stage, day, said, outcome, None if outcome in ("open", "withdrawn") else days
        )
        goes_on = outcome == "not_upheld" and stage in _AFTER and rng.random() < _GOES_ON
        day, stage = (
            answered + dt.timedelta(days=int(rng.integers(5, 25))),
            _AFTER.get(stage, stage),
        )


def _said(support: float, rng: np.random.Generator) -> dict:
    """Who complained, what it was like, and what was done for the worker."""
    who = _one(_WHO, rng)
    often = 1 if who == "perpetrator" else 1 / 3
    given = _one(
        {"given": support, "offered": (1 - support) / 3, "none": 2 * (1 - support) / 3}, rng
    )
    return {
        "complainant": who,
        "grounds": _one(_RESTS_ON, rng) if who == "perpetrator" else "",
        "conventions": [key for key, share in _LIKE.items() if rng.random() < share * often],
        "repeat": _yes(0.3, rng),
        "nqsw": _yes(0.2, rng),
        "support": given if rng.random() > 0.06 else "",
        "mapped": _yes(0.45, rng) if who == "perpetrator" else "",
    }


def _one(odds: dict[str, float], rng: np.random.Generator) -> str:
    return str(rng.choice(list(odds), p=np.array(list(odds.values())) / sum(odds.values())))


def _yes(share: float, rng: np.random.Generator) -> str:
    return "yes" if rng.random() < share else "no"


def _cells(
    line: _Line, day, words: dict[str, dict[str, str]] | None = None, between: str = "; "
) -> dict[str, object]:
    """The answers of a line by field as they stand in cells: declared words, or a borough's own."""
    said = {"stage": line.stage, "outcome": line.outcome, **line.said}
    agreed = {
        "stage": STAGES,
        "outcome": OUTCOMES,
        "complainant": COMPLAINANTS,
        "grounds": GROUNDS,
        "support": SUPPORT,
        "repeat": YES_NO,
        "nqsw": YES_NO,
        "mapped": YES_NO,
    }
    own = words or {}
    cells = {key: own.get(key, {}).get(said[key], agreed[key].get(said[key], "")) for key in agreed}
    features = between.join(CONVENTIONS[key] for key in line.said["conventions"])
    held = {
        "complaint": line.code,
        "received": day(line.day),
        "conventions": features,
        "days": line.days,
    }
    return {key: {**cells, **held}[key] for key in _KEYS}


def _hackney(period: Period, lines: list[_Line], bases: list[int]) -> tuple[str, bytes]:
    """Our own template filled in: days as dates, one line entered twice, one complainant judged
    without grounds.
    """
    held = [_cells(line, lambda day: dt.datetime.combine(day, dt.time())) for line in lines]
    ours = COMPLAINANTS["perpetrator"]
    next(
        row for row in held if row["complainant"] == ours and row["outcome"] == OUTCOMES["upheld"]
    )["grounds"] = ""
    still_open = [row for row in held if row["outcome"] == OUTCOMES["open"]]
    still_open[-1]["days"] = 12
    rows = [list(row.values()) for row in held]
    rows.insert(9, list(rows[8]))
    rows[3].append("answered with the schools team")
    return "hackney.xlsx", as_book(
        {
            "Read me first": [["Complaints: what to fill in"]],
            PROFORMA.title: [
                *_above("Hackney", PROFORMA.title, period, "As logged on 10 April"),
                [*(one.heading for one in PROFORMA.fields), NOTE],
                *rows,
            ],
            BASE.title: [
                *_above("Hackney", BASE.title, period, ""),
                [*(one.heading for one in BASE.fields), NOTE],
                *_bases(period, ("all",) * 4, bases),
            ],
        }
    )


def _above(name: str, title: str, period: Period, note: str) -> list[list[str]]:
    return [
        [f"{name}, {title.lower()}, {period.label}"],
        ["White cells are for answers."],
        [WHOLE_SHEET, note],
        [],
    ]


def _bases(period: Period, uses: tuple[str, ...], bases: list) -> list[list]:
    return [
        [quarter_label(quarter), IN_USE[use], base]
        for quarter, use, base in zip(period.quarters, uses, bases, strict=True)
    ]


def _waltham_forest(period: Period, lines: list[_Line], bases: list[int]) -> tuple[str, bytes]:
    """Other headings, ISO days, short words, a hidden column, a row of totals; one number of open
    cases is missing.
    """
    words = {
        "stage": {"one": "1", "two": "2"},
        "complainant": {"perpetrator": "Perp", "survivor": "Survivor"},
        "repeat": {"yes": "Y", "no": "N"},
        "nqsw": {"yes": "Y", "no": "N"},
        "mapped": {"yes": "Y", "no": "N"},
        "support": {"given": "Y", "none": "N", "offered": "declined"},
        "outcome": {"open": "Ongoing"},
    }
    heads = [
        "Reference",
        "Stage",
        "Date received",
        "Complainant",
        "Basis of judgement",
        "Features",
        "Repeat",
        "NQSW",
        "Support given",
        "Outcome",
        "Days",
        "Added to perpetrator mapping",
        "Team",
    ]
    rows = [
        [*_cells(line, lambda day: day.isoformat(), words).values(), f"Team {1 + at % 3}"]
        for at, line in enumerate(lines)
    ]
    total = ["Total", "", "", "", "", "", "", "", "", "", sum(line.days or 0 for line in lines)]
    told = _bases(period, ("all",) * 4, [*bases[:2], "", bases[3]])
    sheets = {
        "Log": [heads, *rows, total],
        "DA open": [["Quarter", "Proforma in use", "DA cases open"], *told],
    }
    return "LBWF complaints.xlsx", as_book(sheets, {"Log": "M"})


def _newham(period: Period, lines: list[_Line], bases: list[int]) -> tuple[str, bytes]:
    """The proforma came into use in the second quarter; days are text, and one second stage lies
    before its first.
    """
    first = next(line for line in lines if line.outcome == "partly")
    lines = [
        *lines,
        replace(first, stage="two", outcome="not_upheld", day=first.day - dt.timedelta(days=6)),
    ]
    rows = [
        list(
            _cells(line, lambda day: f"{day:%d/%m/%Y}", {"stage": {"ombudsman": "LGSCO"}}).values()
        )
        for line in lines
    ]
    heads = [one.heading for one in PROFORMA.fields]
    told = _bases(period, ("no", "part", "all", "all"), bases)
    return "newham_complaints_2025.xlsx", as_book(
        {
            "Complaints 25-26": [["London Borough of Newham"], [], heads, *rows],
            "Base": [["Newham"], ["Quarter", "Proforma in use", "Open cases"], *told],
        }
    )


def _fulham(period: Period, lines: list[_Line], bases: list[int]) -> tuple[str, bytes]:
    """Few complaints, and nobody knows how many cases were open; one line has no code and one
    complainant no name.
    """
    rows = [
        list(_cells(line, lambda day: dt.datetime.combine(day, dt.time())).values())
        for line in lines
    ]
    rows[2][0], rows[-1][_KEYS.index("complainant")] = "", ""
    heads = [one.heading for one in PROFORMA.fields]
    told = _bases(period, ("all",) * 4, ["unknown"] * 4)
    return "H&F complaints return.xlsx", as_book(
        {
            "Sheet1": [
                [f"LBHF, {period.label}"],
                heads,
                *rows,
                [],
                [one.heading for one in BASE.fields],
                *told,
            ],
        }
    )


def _barnet(period: Period, lines: list[_Line], bases: list[int]) -> tuple[str, bytes]:
    """Text only, two tables in one file; slips of the pen, a first stage of the year before, and
    too many days.
    """
    codes = [line.code for line in lines]
    begun, slow = [line for line in lines if codes.count(line.code) == 1][:2]
    late = replace(slow, outcome="not_upheld", days=71)
    changed = {begun.code: replace(begun, stage="two"), slow.code: late}
    lines = [changed.get(line.code, line) for line in lines]
    lines.append(
        replace(late, stage="two", day=slow.day + dt.timedelta(days=40), outcome="partly", days=20)
    )
    rows = [_cells(line, lambda day: f"{day:%d.%m.%y}", between="\n") for line in lines]
    typed = [[str("" if cell is None else cell) for cell in row.values()] for row in rows]
    typed[5][_KEYS.index("conventions")] = "rude"
    typed[7][_KEYS.index("received")] = "30.02.25"
    heads, below = ([one.heading for one in proforma.fields] for proforma in (PROFORMA, BASE))
    told = [
        [str(cell) for cell in row] for row in _bases(period, ("part", "all", "all", "all"), bases)
    ]
    return "barnet.csv", as_csv([["Barnet complaints"], heads, *typed, [], below, *told])


# In order of joining: the letter of its codes, open cases a quarter, complaints per 100 of them in
# each quarter, how often a worker is supported, and how it writes.
_BOROUGHS = {
    "hackney": ("H", 520, (1.4, 1.9, 2.1, 2.3), 0.72, _hackney),
    "waltham_forest": ("W", 430, (1.2, 1.7, 1.7, 1.8), 0.6, _waltham_forest),
    "newham": ("N", 610, (0.0, 0.6, 1.3, 1.6), 0.5, _newham),
    "hammersmith_and_fulham": ("F", 240, (1.1, 1.5, 1.4, 1.6), 0.55, _fulham),
    "barnet": ("B", 350, (0.8, 1.6, 1.9, 1.9), 0.45, _barnet),
}
