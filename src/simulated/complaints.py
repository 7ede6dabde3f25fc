"""A year of complaints in five boroughs, each with its own way of keeping them; from the sixth
nothing came.
"""

import datetime as dt
from collections.abc import Iterator
from operator import itemgetter

from pandas import DataFrame

from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import NOTE
from simulated.made import Made, Rng, days_of, one_of, sent, shares, yes
from simulated.sheets import Rows, filled, heads, laid, lines
from strands.complaints.declares import BASE, PROFORMA

_KEYS = [field.key for field in PROFORMA.fields]
_WHO = shares("perpetrator 0.48, survivor 0.2, coerced 0.06, other 0.16, unknown 0.1")
_RESTS_ON = shares("court 0.3, assessment 0.4, disclosure 0.1, worker 0.2")
_ENDS = shares("upheld 0.14, partly 0.2, not_upheld 0.6, withdrawn 0.06")
# How often each convention is noted of a perpetrator's complaint; of anybody else's a third as
# often.
_LIKE = shares(
    "lengthy 0.55, unrealistic_wait 0.35, excess_contact 0.4, denial 0.45, minimisation 0.4,"
    "counter_allegation 0.5, system_manipulation 0.3, playing_off 0.3, threats 0.15"
)
# Of those that were not upheld so many go on, and of those so many again.
_GOES_ON = 0.3
_AFTER = {"one": "two", "two": "ombudsman"}


# One complaint at one stage, by the fields of the form; and the sheets of a workbook, with how they
# are written.
_Line = dict[str, object]
_Book = tuple[str, Rows | dict[str, Rows], dict]


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """The complaints and open cases of each borough that sent any."""
    for borough, (letter, cases, rates, support, write) in _BOROUGHS.items():
        bases = [int(rng.poisson(cases)) for _ in period.quarters]
        year = _year(period, letter, bases, rates, support, rng)
        name, rows, how = write(period, year, bases)
        says = "complaints and open cases"
        yield sent(f"complaints/{name}", rows, "complaints manager", says, borough, **how)


def _year(
    period: Period,
    letter: str,
    bases: list[int],
    rates: tuple[float, ...],
    support: float,
    rng: Rng,
) -> list[_Line]:
    """The lines of a borough by their days; `rates` are complaints per 100 open cases of each
    quarter.
    """
    days: list[dt.date] = []
    for quarter, base, rate in zip(period.quarters, bases, rates, strict=True):
        days += days_of(quarter, int(rng.poisson(base * rate / 100)), rng)
    last = dt.date.fromisoformat(f"{period.bounds[1]}-28")
    year = (
        line
        for number, day in enumerate(days, 101)
        for line in _complaint(f"{letter}{number}", day, last, support, rng)
    )
    return sorted(year, key=itemgetter("received"))


def _complaint(code: str, day: dt.date, last: dt.date, support: float, rng: Rng) -> Iterator[_Line]:
    """A complaint from its first stage to the last it reached before the period was over."""
    about = {"complaint": code, **_about(support, rng)}
    stage, goes_on = "one", True
    while goes_on and day <= last:
        days = int(rng.gamma(4, 6)) + 2
        answered = day + dt.timedelta(days=days)
        is_over = answered <= last + dt.timedelta(days=10)
        outcome = one_of(_ENDS, rng) if is_over else "open"
        line = {**about, "stage": stage, "received": day, "outcome": outcome}
        yield line | ({} if outcome in ("open", "withdrawn") else {"days": days})
        goes_on = outcome == "not_upheld" and stage in _AFTER and rng.random() < _GOES_ON
        day = answered + dt.timedelta(days=int(rng.integers(5, 25)))
        stage = _AFTER.get(stage, stage)


def _about(support: float, rng: Rng) -> _Line:
    """Who complained, what it was like, and what was done for the worker."""
    who = one_of(_WHO, rng)
    is_perpetrator = who == "perpetrator"
    often = 1 if is_perpetrator else 1 / 3
    rest = (1 - support) / 3
    given = one_of({"given": support, "offered": rest, "none": 2 * (1 - support) / 3}, rng)
    return {
        "complainant": who,
        "grounds": one_of(_RESTS_ON, rng) if is_perpetrator else "",
        "conventions": [key for key, share in _LIKE.items() if rng.random() < share * often],
        "repeat": yes(0.3, rng),
        "nqsw": yes(0.2, rng),
        "support": given if rng.random() > 0.06 else "",
        "mapped": yes(0.45, rng) if is_perpetrator else "",
    }


def _bases(period: Period, uses: str, bases: list) -> Rows:
    """Open cases of each quarter, and how far the form was in use: `no part all all`."""
    quarters = map(quarter_label, period.quarters)
    counted = DataFrame({"quarter": quarters, "in_use": uses.split(), "open_cases": bases})
    return lines(BASE, counted.to_dict("records"))


def _hackney(period: Period, year: list[_Line], bases: list[int]) -> _Book:
    """Our own template filled in: days as dates, one line entered twice, one complainant judged
    without grounds.
    """
    upheld = (line for line in year if line["outcome"] == "upheld")
    next(line for line in upheld if line["complainant"] == "perpetrator")["grounds"] = ""
    [line for line in year if line["outcome"] == "open"][-1]["days"] = 12
    rows = lines(PROFORMA, year)
    rows.insert(9, list(rows[8]))
    rows[3].append("answered with the schools team")
    own = {
        PROFORMA.title: filled(PROFORMA, period, "Hackney", rows, "As logged on 10 April", NOTE),
        BASE.title: filled(
            BASE, period, "Hackney", _bases(period, "all all all all", bases), "", NOTE
        ),
    }
    for sheet in own.values():
        sheet[1] = ["White cells are for answers."]
    return "hackney.xlsx", {"Read me first": [["Complaints: what to fill in"]], **own}, {}


def _waltham_forest(period: Period, year: list[_Line], bases: list[int]) -> _Book:
    """Other headings, ISO days, short words, a hidden column, a row of totals; one number of open
    cases is missing.
    """
    short = {"yes": "Y", "no": "N"}
    words = {
        "stage": {"one": "1", "two": "2"},
        "complainant": {"perpetrator": "Perp", "survivor": "Survivor"},
        **dict.fromkeys(("repeat", "nqsw", "mapped"), short),
        "support": {"given": "Y", "none": "N", "offered": "declined"},
        "outcome": {"open": "Ongoing"},
    }
    layout = """\
Reference | Stage | Date received | Complainant | Basis of judgement | Features | Repeat | NQSW \
| Support given | Outcome | Days | Added to perpetrator mapping | Team
..."""
    rows = lines(PROFORMA, year, dt.date.isoformat, words)
    for at, row in enumerate(rows):
        row.append(f"Team {1 + at % 3}")
    total = ["Total", *[""] * 9, sum(line.get("days", 0) for line in year)]
    base = _bases(period, "all all all all", [*bases[:2], "", bases[3]])
    sheets = {
        "Log": laid(layout, [*rows, total]),
        "DA open": laid("Quarter | Proforma in use | DA cases open\n...", base),
    }
    return "LBWF complaints.xlsx", sheets, {"hidden": {"Log": "M"}}


def _newham(period: Period, year: list[_Line], bases: list[int]) -> _Book:
    """The proforma came into use in the second quarter; days are text, and one second stage lies
    before its first.
    """
    first = next(line for line in year if line["outcome"] == "partly")
    early = first["received"] - dt.timedelta(days=6)
    second = first | {"stage": "two", "outcome": "not_upheld", "received": early}
    words = {"stage": {"ombudsman": "LGSCO"}}
    rows = lines(PROFORMA, [*year, second], "{:%d/%m/%Y}".format, words)
    base = _bases(period, "no part all all", bases)
    sheets = {
        "Complaints 25-26": [["London Borough of Newham"], [], heads(PROFORMA), *rows],
        "Base": laid("Newham\nQuarter | Proforma in use | Open cases\n...", base),
    }
    return "newham_complaints_2025.xlsx", sheets, {}


def _fulham(period: Period, year: list[_Line], bases: list[int]) -> _Book:
    """Few complaints, and nobody knows how many cases were open; one line has no code and one
    complainant no name.
    """
    rows = lines(PROFORMA, year)
    rows[2][0] = rows[-1][_KEYS.index("complainant")] = ""
    base = _bases(period, "all all all all", ["unknown"] * 4)
    sheet = [[f"LBHF, {period.label}"], heads(PROFORMA), *rows, [], heads(BASE), *base]
    return "H&F complaints return.xlsx", {"Sheet1": sheet}, {}


def _barnet(period: Period, year: list[_Line], bases: list[int]) -> _Book:
    """Text only, two tables in one file; slips of the pen, a first stage of the year before, and
    too many days.
    """
    codes = [line["complaint"] for line in year]
    begun, slow = [line for line in year if codes.count(line["complaint"]) == 1][:2]
    begun["stage"] = "two"
    slow |= {"outcome": "not_upheld", "days": 71}
    later = slow["received"] + dt.timedelta(days=40)
    second = slow | {"stage": "two", "received": later, "outcome": "partly", "days": 20}
    rows = lines(PROFORMA, [*year, second], "{:%d.%m.%y}".format, between="\n")
    rows[5][_KEYS.index("conventions")] = "rude"
    rows[7][_KEYS.index("received")] = "30.02.25"
    base = _bases(period, "part all all all", bases)
    return "barnet.csv", [["Barnet complaints"], heads(PROFORMA), *rows, [], heads(BASE), *base], {}


# In order of joining: the letter of its codes, open cases a quarter, complaints per 100 of them in
# each quarter, how often a worker is supported, and how it writes.
_BOROUGHS = {
    "hackney": ("H", 520, (1.4, 1.9, 2.1, 2.3), 0.72, _hackney),
    "waltham_forest": ("W", 430, (1.2, 1.7, 1.7, 1.8), 0.6, _waltham_forest),
    "newham": ("N", 610, (0.0, 0.6, 1.3, 1.6), 0.5, _newham),
    "hammersmith_and_fulham": ("F", 240, (1.1, 1.5, 1.4, 1.6), 0.55, _fulham),
    "barnet": ("B", 350, (0.8, 1.6, 1.9, 1.9), 0.45, _barnet),
}
