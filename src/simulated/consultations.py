"""Leads' diaries of case consultations as boroughs export them, and how many practitioners and
leads were in post.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

import numpy as np
from pandas import DataFrame

from analysis.declare.periods import Period, quarter_label
from simulated.made import Made, Rng, sent, shares
from simulated.sheets import Rows, filled, heads, lines, titles
from strands.activity.declares.logs import CONSULTATION, THEMES, WORKFORCE

# How readily each month of the year brings a consultation: slow at first, fewer in August and
# December.
_MONTHS = shares("4 3, 5 5, 6 6, 7 6, 8 3, 9 6, 10 7, 11 7, 12 4, 1 6, 2 6, 3 7")
_THEMES = shares(
    "pattern 0.6, partnering 0.35, engaging 0.4, safety 0.3, children 0.3, court 0.15,recording 0.1"
)
# Few practitioners consult often and most once or never: rates from a gamma of this shape.
_SHAPE = 0.45
_SAME_CASE, _TOGETHER, _TWO_CASES, _TRAINED, _NEW = 0.4, 0.07, 0.06, 0.55, 0.18


# One line of a diary, one practitioner of one consultation, by the fields of the form; and a file:
# its name, its rows, and what they are.
_Line = dict[str, object]
_File = tuple[str, Rows | dict[str, Rows], str]
_POSTS = "practitioners in post"


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """A diary of each borough but one, from which nothing comes; what was in post; and one total
    beside its diary.
    """
    for borough, makes in _BOROUGHS.items():
        for name, rows, says in makes(period, rng):
            how = {"separator": ";"} if name == "consultations_east.csv" else {}
            yield sent(f"activity/{name}", rows, "implementation lead", says, borough, **how)


def _diary(
    rng: Rng,
    period: Period,
    letter: str,
    number: int,
    eligible: int,
    away: tuple[int, ...] = (),
) -> list[_Line]:
    """A year's consultations in order of days; `away` are the months without a lead, `letter`
    begins the codes.
    """
    rates = rng.gamma(_SHAPE, 1, eligible)
    who = rng.choice(eligible, number, p=rates / rates.sum()).tolist()
    known: dict[int, list[str]] = {}
    diary: list[_Line] = []
    met: set[tuple[int, dt.date]] = set()
    for at, (day, person) in enumerate(zip(_days(rng, period, number, away), who, strict=True), 1):
        theirs = known.setdefault(person, [])
        # Nobody brings one case twice on one day.
        is_again = bool(theirs) and rng.random() < _SAME_CASE and (person, day) not in met
        met.add((person, day))
        cases = [str(rng.choice(theirs)) if is_again else f"{letter}C{100 + 7 * at % 600}"]
        if rng.random() < _TWO_CASES:
            cases.append(f"{letter}C{101 + 7 * at % 600}")
        theirs += [case for case in cases if case not in theirs]
        line = {
            "consultation": f"{letter}{at:03}",
            "held_on": day,
            "lead": "L1",
            **_person(letter, person),
            "case": cases,
            "first": "again" if is_again else "first",
            "themes": [key for key, often in _THEMES.items() if rng.random() < often],
            "minutes": int(5 * round(float(rng.lognormal(3.75, 0.35)) / 5)),
        }
        diary.append(line)
        if rng.random() < _TOGETHER:
            diary.append(line | _person(letter, (person + 1) % eligible))
    return diary


def _person(letter: str, number: int) -> dict[str, str]:
    """A practitioner's code, whether newly qualified and trained: the same on every line."""
    lot = np.random.default_rng([number, ord(letter)]).random(2)
    return {
        "practitioner": f"{letter}P{number + 1:03}",
        "nqsw": "yes" if lot[0] < _NEW else "no",
        "trained": "yes" if lot[1] < _TRAINED else "no",
    }


def _days(rng: Rng, period: Period, number: int, away: tuple[int, ...]) -> list[dt.date]:
    """Working days of the funding year, in order."""
    begins = dt.date.fromisoformat(f"{period.bounds[0]}-01")
    days = [begins + dt.timedelta(days=step) for step in range(365)]
    open_days = [day for day in days if day.weekday() < 5 and day.month not in away]
    weights = np.array([_MONTHS[str(day.month)] for day in open_days])
    chosen = rng.choice(len(open_days), number, p=weights / weights.sum())
    return [open_days[at] for at in sorted(chosen)]


def _posts(period: Period, eligible: tuple[int, ...], days: tuple[int, ...]) -> Rows:
    quarters = map(quarter_label, period.quarters)
    return [heads(WORKFORCE), *zip(quarters, eligible, days, strict=True)]


def _hackney(period: Period, rng: Rng) -> Iterator[_File]:
    """Our own template: a long diary, one line copied under a new code, a long entry, a case called
    the first again.
    """
    diary = _diary(rng, period, "H", 92, 118)
    diary.append(diary[40] | {"consultation": "H093"})
    diary[17]["minutes"] = 540
    next(line for line in diary[51:] if line["first"] == "again")["first"] = "first"
    words = {"first": {"first": "first", "again": "again"}}
    rows = filled(CONSULTATION, period, "Hackney", lines(CONSULTATION, diary, own=words), "")
    yield "hackney.xlsx", rows, "consultations"
    posts = _posts(period, (118, 121, 117, 124), (61, 64, 63, 61))
    yield "hackney_practitioners.xlsx", [["Hackney"], [], *posts], _POSTS


def _waltham_forest(period: Period, rng: Rng) -> Iterator[_File]:
    """The diary's own export: its headings, days as text, several cases with commas, a total,
    themes left out.
    """
    diary = _diary(rng, period, "W", 118, 96)
    total = ["Total", *[""] * 9, sum(line["minutes"] for line in diary)]
    above = "Diary ref|When|IL|SW code|Team|NQSW|Trained|Cases|First/repeat|Theme|Mins|Room"
    own = {"first": {"first": "1st", "again": "Repeat"}, "nqsw": {"yes": "Y", "no": "N"}}
    own["trained"] = own["nqsw"]
    for at, line in enumerate(diary):
        line |= {"team": f"Team {at % 4 + 1}", "case": ", ".join(line["case"])}
    typed = lines(CONSULTATION, diary, "{:%d/%m/%y}".format, own, "\n")
    typed[8][9] = typed[30][9] = typed[31][9] = ""
    typed[12][10], typed[51][10], typed[60][9] = "about 45", 0, "Police"
    rows = [titles(above), *([*row, "MS Teams"] for row in typed), [], total]
    yield "LBWF consultation diary.xlsx", rows, "consultations"
    posts = _posts(period, (96, 96, 96, 96), (60, 64, 62, 61))
    yield "waltham_forest_posts.csv", [["Waltham Forest"], *posts], _POSTS


def _newham(period: Period, rng: Rng) -> Iterator[_File]:
    """Text, a line a case where there are two; a total beside it that counts four more; one code
    used on two days.
    """
    diary = _diary(rng, period, "N", 71, 140)
    diary[22]["consultation"] = diary[21]["consultation"]
    above = "Consultation ref|Date held|Worker code|Case|First or repeat|NQSW|Length"
    cases = DataFrame(diary).explode("case").replace({"first": "new", "again": "follow up"})
    columns = ["consultation", "held_on", "practitioner", "case", "first", "nqsw", "minutes"]
    rows = [titles(above), *cases[columns].to_numpy().tolist()]
    yield "newham_consultations.csv", rows, "consultations"
    posts = [[quarter_label(quarter), 140] for quarter in period.quarters]
    yield "newham_headcount.csv", [["LB Newham"], ["Quarter", "Headcount"], *posts], _POSTS
    number = len({line["consultation"] for line in diary}) + 4
    above = ["Borough", f"N in {period.label}", "Across N of months"]
    yield "newham_total.csv", [above, ["Newham", number, 12]], "consultations in one number"


def _fulham(period: Period, rng: Rng) -> Iterator[_File]:
    """A sheet a quarter. The lead was away in August and September; one case had been consulted on
    before the log.
    """
    diary = _diary(rng, period, "F", 52, 88, away=(8, 9))
    diary[3]["first"] = "again"
    words = {"first": {"first": "Initial", "again": "returning"}}
    book = {
        f"Q{(quarter + 3) % 4 + 1}": [
            ["H&F"],
            heads(CONSULTATION),
            *lines(CONSULTATION, of_quarter, own=words),
        ]
        for quarter, of_quarter in groupby(diary, lambda line: (line["held_on"].month - 1) // 3)
    }
    book["Posts"] = [["H&F"], *_posts(period, (88, 85, 86, 90), (61, 23, 63, 61))]
    yield "h_and_f_consultations.xlsx", book, f"consultations and {_POSTS}"


def _barking(period: Period, rng: Rng) -> Iterator[_File]:
    """A lead in post from July: a short diary, its first line of June; nobody said how many
    practitioners there are.
    """
    diary = _diary(rng, period, "D", 16, 12, away=(4, 5, 6))
    diary[0]["held_on"] = diary[0]["held_on"].replace(month=6, day=24)
    above = "Borough|Ref|Held on|Practitioner|Case codes|First or repeat|Themes"
    rows = [
        [
            "LBBD",
            line["consultation"],
            f"{line['held_on'].day} {line['held_on']:%B %Y}",
            line["practitioner"],
            " & ".join(line["case"]),
            "1st" if line["first"] == "first" else "2nd",
            "; ".join(THEMES[key] for key in line["themes"]),
        ]
        for line in diary
    ]
    rows[5][3] = ""
    yield "consultations_east.csv", [titles(above), *rows], "consultations"
    days = zip(period.quarters, (0, 64, 63, 61), strict=True)
    posts = [["LBBD", quarter_label(quarter), "", number] for quarter, number in days]
    above = titles("Borough|Quarter|In post|Lead days")
    yield "posts_east.csv", [above, *posts], "days with a lead in post"


# In order of joining; from Barnet nothing comes.
_BOROUGHS = {
    "hackney": _hackney,
    "waltham_forest": _waltham_forest,
    "newham": _newham,
    "hammersmith_and_fulham": _fulham,
    "barking_and_dagenham": _barking,
}
