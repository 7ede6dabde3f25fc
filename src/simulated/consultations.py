"""Leads' diaries of case consultations as boroughs export them, and how many practitioners and
leads were in post.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import WHOLE_SHEET
from simulated.exporting import as_book, as_csv, as_xlsx
from simulated.made import Made
from strands.activity.declares.logs import CONSULTATION, THEMES, WORKFORCE

# How readily each month of the year brings a consultation: slow at first, fewer in August and
# December.
_MONTHS = dict(
    zip((4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3), (3, 5, 6, 6, 3, 6, 7, 7, 4, 6, 6, 7), strict=True)
)
_THEMES = dict(zip(THEMES, (0.6, 0.35, 0.4, 0.3, 0.3, 0.15, 0.1), strict=True))
# Few practitioners consult often and most once or never: rates from a gamma of this shape.
_SHAPE = 0.45
_SAME_CASE, _TOGETHER, _TWO_CASES, _TRAINED, _NEW = 0.4, 0.07, 0.06, 0.55, 0.18


@dataclass(frozen=True)
class Held:
    """One line of a diary: one practitioner of one consultation."""

    code: str
    day: dt.date
    practitioner: str
    new: str
    trained: str
    cases: tuple[str, ...]
    first: bool
    themes: tuple[str, ...]
    minutes: int


def files(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """A diary of each borough but one, from which nothing comes; what was in post; and one total
    beside its diary.
    """
    year = int(period.bounds[0][:4])
    for borough, makes in _BOROUGHS.items():
        sender = f"simulated: implementation lead, {borough_name(borough)}"
        for name, content, says in makes(year, period, rng):
            yield Made(f"activity/{name}", content, sender, f"{says}, {borough_name(borough)}")


def _diary(
    rng: np.random.Generator,
    year: int,
    letter: str,
    number: int,
    eligible: int,
    away: tuple[int, ...] = (),
) -> list[Held]:
    """A year's consultations in order of days; `away` are the months without a lead, `letter`
    begins the codes.
    """
    rates = rng.gamma(_SHAPE, 1, eligible)
    who = rng.choice(eligible, number, p=rates / rates.sum())
    known: dict[int, list[str]] = {}
    made: list[Held] = []
    met: set[tuple[int, dt.date]] = set()
    for at, (day, person) in enumerate(zip(_days(rng, year, number, away), who, strict=True), 1):
        mine = known.setdefault(int(person), [])
        # Nobody brings one case twice on one day.
        again = bool(mine) and rng.random() < _SAME_CASE and (int(person), day) not in met
        met.add((int(person), day))
        case = str(rng.choice(mine)) if again else f"{letter}C{100 + 7 * at % 600}"
        cases = (case, f"{letter}C{101 + 7 * at % 600}") if rng.random() < _TWO_CASES else (case,)
        mine += [one for one in cases if one not in mine]
        themes = tuple(key for key, often in _THEMES.items() if rng.random() < often)
        minutes = int(5 * round(float(rng.lognormal(3.75, 0.35)) / 5))
        one = Held(
            f"{letter}{at:03}",
            day,
            *_person(letter, int(person)),
            cases,
            not again,
            themes,
            minutes,
        )
        made.append(one)
        if rng.random() < _TOGETHER:
            other = _person(letter, (int(person) + 1) % eligible)
            made.append(replace(one, practitioner=other[0], new=other[1], trained=other[2]))
    return made


def _person(letter: str, number: int) -> tuple[str, str, str]:
    """A practitioner's code, whether newly qualified and whether trained: the same on every line."""
    lot = np.random.default_rng([number, ord(letter)]).random(2)
    return (
        f"{letter}P{number + 1:03}",
        "yes" if lot[0] < _NEW else "no",
        "yes" if lot[1] < _TRAINED else "no",
    )


def _days(rng: np.random.Generator, year: int, number: int, away: tuple[int, ...]) -> list[dt.date]:
    """Working days of the funding year that begins in April of `year`, in order."""
    all_days = [dt.date(year, 4, 1) + dt.timedelta(days=step) for step in range(365)]
    open_days = [day for day in all_days if day.weekday() < 5 and day.month not in away]
    weights = np.array([_MONTHS[day.month] for day in open_days], dtype=float)
    return [
        open_days[at]
        for at in sorted(rng.choice(len(open_days), number, p=weights / weights.sum()))
    ]


def _line(one: Held, words: tuple[str, str], between: str = "; ", themes: str = "; ") -> list:
    """A line in the order of the form's columns."""
    named = themes.join(THEMES[key] for key in one.themes)
    return [
        one.code,
        _date(one.day),
        "L1",
        one.practitioner,
        "",
        one.new,
        one.trained,
        between.join(one.cases),
        words[0] if one.first else words[1],
        named,
        one.minutes,
    ]


def _hackney(
    year: int, period: Period, rng: np.random.Generator
) -> Iterator[tuple[str, bytes, str]]:
    """Our own template: a long diary, one line copied under a new code, a long entry, a case called
    the first again.
    """
    held = _diary(rng, year, "H", 92, 118)
    held.append(replace(held[40], code="H093"))
    held[17] = replace(held[17], minutes=540)
    again = next(at for at, one in enumerate(held) if not one.first and at > 50)
    held[again] = replace(held[again], first=True)
    heads = [one.heading for one in CONSULTATION.fields]
    above = [
        [f"Hackney, {CONSULTATION.title.lower()}, {period.label}"],
        [f"One line is {CONSULTATION.one_line_is}."],
        [WHOLE_SHEET],
        [],
    ]
    yield (
        "hackney.xlsx",
        as_xlsx([*above, heads, *(_line(one, ("first", "again")) for one in held)]),
        "consultations",
    )
    posts = _posts(period, (118, 121, 117, 124), (61, 64, 63, 61))
    yield "hackney_practitioners.xlsx", as_xlsx([["Hackney"], [], *posts]), "practitioners in post"


def _waltham_forest(
    year: int, period: Period, rng: np.random.Generator
) -> Iterator[tuple[str, bytes, str]]:
    """The diary's own export: its headings, days as text, several cases with commas, a total,
    themes left out.
    """
    held = _diary(rng, year, "W", 118, 96)
    heads = [
        "Diary ref",
        "When",
        "IL",
        "SW code",
        "Team",
        "NQSW",
        "Trained",
        "Cases",
        "First/repeat",
        "Theme",
        "Mins",
        "Room",
    ]
    lines = [[*_line(one, ("1st", "Repeat"), ", ", "\n"), "MS Teams"] for one in held]
    for at, line in enumerate(lines):
        line[1], line[4:7] = (
            f"{held[at].day:%d/%m/%y}",
            [f"Team {at % 4 + 1}", line[5][0].upper(), line[6][0].upper()],
        )
    lines[8][9] = lines[30][9] = lines[31][9] = ""
    lines[12][10], lines[51][10], lines[60][9] = "about 45", 0, "Police"
    total = ["Total", "", "", "", "", "", "", "", "", "", sum(one.minutes for one in held)]
    yield "LBWF consultation diary.xlsx", as_xlsx([heads, *lines, [], total]), "consultations"
    posts = _posts(period, (96, 96, 96, 96), (60, 64, 62, 61))
    yield (
        "waltham_forest_posts.csv",
        as_csv([["Waltham Forest"], *([str(one) for one in row] for row in posts)]),
        "practitioners in post",
    )


def _newham(
    year: int, period: Period, rng: np.random.Generator
) -> Iterator[tuple[str, bytes, str]]:
    """Text, a line a case where there are two; a total beside it that counts four more; one code
    used on two days.
    """
    held = _diary(rng, year, "N", 71, 140)
    held[22] = replace(held[22], code=held[21].code)
    heads = [
        "Consultation ref",
        "Date held",
        "Worker code",
        "Case",
        "First or repeat",
        "NQSW",
        "Length",
    ]
    words = {True: "new", False: "follow up"}
    lines = [
        [
            one.code,
            f"{one.day:%Y-%m-%d}",
            one.practitioner,
            case,
            words[one.first],
            one.new,
            str(one.minutes),
        ]
        for one in held
        for case in one.cases
    ]
    yield "newham_consultations.csv", as_csv([heads, *lines]), "consultations"
    posts = [
        ["Quarter", "Headcount"],
        *([quarter_label(quarter), "140"] for quarter in period.quarters),
    ]
    yield "newham_headcount.csv", as_csv([["LB Newham"], *posts]), "practitioners in post"
    number = len({one.code for one in held}) + 4
    total = [
        ["Borough", f"N in {period.label}", "Across N of months"],
        ["Newham", str(number), "12"],
    ]
    yield "newham_total.csv", as_csv(total), "consultations in one number"


def _fulham(
    year: int, period: Period, rng: np.random.Generator
) -> Iterator[tuple[str, bytes, str]]:
    """A sheet a quarter. The lead was away in August and September; one case had been consulted on
    before the log.
    """
    held = _diary(rng, year, "F", 52, 88, away=(8, 9))
    held[3] = replace(held[3], first=False)
    heads = [one.heading for one in CONSULTATION.fields]
    quarters = groupby(held, key=lambda one: (one.day.month - 1) // 3)
    book = {
        f"Q{(at + 3) % 4 + 1}": [
            ["H&F"],
            heads,
            *(_line(one, ("Initial", "returning")) for one in lines),
        ]
        for at, lines in quarters
    }
    posts = _posts(period, (88, 85, 86, 90), (61, 23, 63, 61))
    yield (
        "h_and_f_consultations.xlsx",
        as_book({**book, "Posts": [["H&F"], *posts]}),
        "consultations and practitioners in post",
    )


def _barking(
    year: int, period: Period, rng: np.random.Generator
) -> Iterator[tuple[str, bytes, str]]:
    """A lead in post from July: a short diary, its first line of June; nobody said how many
    practitioners there are.
    """
    held = _diary(rng, year, "D", 16, 12, away=(4, 5, 6))
    held[0] = replace(held[0], day=dt.date(year, 6, 24))
    heads = ["Borough", "Ref", "Held on", "Practitioner", "Case codes", "First or repeat", "Themes"]
    lines = [
        [
            "LBBD",
            one.code,
            f"{one.day.day} {one.day:%B %Y}",
            one.practitioner,
            " & ".join(one.cases),
            "1st" if one.first else "2nd",
            "; ".join(THEMES[key] for key in one.themes),
        ]
        for one in held
    ]
    lines[5][3] = ""
    yield "consultations_east.csv", as_csv([heads, *lines], separator=";"), "consultations"
    posts = [
        ["Borough", "Quarter", "In post", "Lead days"],
        *(
            ["LBBD", quarter_label(quarter), "", days]
            for quarter, days in zip(period.quarters, ("0", "64", "63", "61"), strict=True)
        ),
    ]
    yield "posts_east.csv", as_csv(posts), "days with a lead in post"


def _posts(period: Period, eligible: tuple[int, ...], days: tuple[int, ...]) -> list[list]:
    heads = [one.heading for one in WORKFORCE.fields]
    return [
        heads,
        *(
            [quarter_label(quarter), *row]
            for quarter, *row in zip(period.quarters, eligible, days, strict=True)
        ),
    ]


def _date(day: dt.date) -> dt.datetime:
    """A day as Excel keeps it."""
    return dt.datetime.combine(day, dt.time())


# In order of joining; from Barnet nothing comes.
_BOROUGHS = {
    "hackney": _hackney,
    "waltham_forest": _waltham_forest,
    "newham": _newham,
    "hammersmith_and_fulham": _fulham,
    "barking_and_dagenham": _barking,
}
