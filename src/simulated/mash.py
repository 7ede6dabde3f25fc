"""Monthly counts of five safeguarding hubs, each laid out as another analyst would; from the sixth
nothing came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from analysis.declare.boroughs import BY_KEY
from analysis.declare.periods import Period, month_label
from analysis.declare.proforma import WHOLE_SHEET
from simulated.made import Made
from simulated.sheets import as_csv, as_xlsx
from strands.mash.declares import MEASURES, PART_OF

_SENDER = "simulated: hub manager"
# How much more months vary than chance lets them: families send several contacts, and shifts
# differ.
_WITHIN = 0.003
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class _Hub:
    """A hub: contacts a month, its shares as the year begins, and what is added to their log odds
    over the year.
    """

    contacts: int
    shares: Mapping[str, float]
    moves: Mapping[str, float] = field(default_factory=dict)


_SHARES = {
    "da_contacts": 0.27,
    "prompted": 0.52,
    "trained": 0.61,
    "to_assessment": 0.31,
    "in_a_day": 0.78,
    "again": 0.17,
}
_HUBS = {
    "hackney": _Hub(880, _SHARES, {"prompted": 1.3, "trained": 0.5}),
    "waltham_forest": _Hub(
        760, {**_SHARES, "to_assessment": 0.38, "prompted": 0.44}, {"to_assessment": -0.9}
    ),
    "newham": _Hub(1120, {**_SHARES, "in_a_day": 0.86, "trained": 0.35}),
    "hammersmith_and_fulham": _Hub(190, {**_SHARES, "da_contacts": 0.16, "again": 0.1}),
    "barking_and_dagenham": _Hub(
        1040, {**_SHARES, "da_contacts": 0.31, "prompted": 0.66}, {"in_a_day": -0.4}
    ),
}

Counts = dict[str, dict[str, int]]


def files(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """A file a hub, of the period's months."""
    for borough, hub in _HUBS.items():
        write, name = _WRITERS[borough]
        counted = {
            month: _drawn(hub, at / (len(period.all_months) - 1), rng)
            for at, month in enumerate(period.all_months)
        }
        content = write(BY_KEY[borough].name, counted, period)
        yield Made(f"mash/{name}", content, _SENDER, f"contacts by month, {BY_KEY[borough].name}")


def _drawn(hub: _Hub, at: float, rng: np.random.Generator) -> dict[str, int]:
    """The counts of a month that lies at `at` of the year, from 0 to 1; quieter in the middle of
    the summer.
    """
    held = {
        "contacts": int(
            rng.negative_binomial(60, 60 / (60 + hub.contacts * (0.86 if 0.3 < at < 0.4 else 1)))
        )
    }
    for part, whole in PART_OF.items():
        odds = hub.shares[part] / (1 - hub.shares[part]) * np.exp(hub.moves.get(part, 0) * at)
        share, both = odds / (1 + odds), 1 / _WITHIN - 1
        held[part] = int(rng.binomial(held[whole], rng.beta(share * both, (1 - share) * both)))
    return held


def _ours(name: str, counted: Counts, period: Period) -> bytes:
    """Our own workbook filled in, a note on the sheet and one beside a month."""
    rows: list[list] = [
        [f"{name}, mash contacts, {period.label}"],
        [],
        [WHOLE_SHEET, "The prompt became part of the screening form in June."],
        [],
        ["Month", *(heading for heading, _ in MEASURES.values()), "Note"],
    ]
    notes = {"2025-06": "new form from the 9th"}
    for month, held in counted.items():
        rows.append([month_label(month), *(held[key] for key in MEASURES), notes.get(month, "")])
    return as_xlsx(rows)


def _own_words(name: str, counted: Counts, period: Period) -> bytes:
    """Other headings in another order, months like `April 25`, August forgotten, a total, and a
    column of ours not.
    """
    heads = {
        "contacts": "All contacts",
        "da_contacts": "of which DA",
        "in_a_day": "Within 24 hours",
        "to_assessment": "Progressed to assessment",
        "prompted": "DA prompt used",
        "trained": "Trained worker",
        "again": "Re-contact within 90 days",
    }
    kept = {month: held for month, held in counted.items() if month[-2:] != "08"}
    rows = [[f"LBWF MASH data {period.label}"], ["Month", *heads.values(), "Police share"]]
    for month, held in kept.items():
        label = f"{_MONTHS[int(month[-2:]) - 1]} {month[2:4]}"
        rows.append(
            [label, *(f"{held[key]:,}" for key in heads), f"{0.4 + held['again'] / 999:.0%}"]
        )
    rows.append(["Total", *(f"{sum(held[key] for held in kept.values()):,}" for key in heads), ""])
    return as_csv(rows)


def _dates(name: str, counted: Counts, period: Period) -> bytes:
    """Months as dates of a spreadsheet; nobody knows who was trained before October; two months are
    not in yet.
    """
    rows: list[list] = [[name], ["Month", *(heading for heading, _ in MEASURES.values())]]
    for month, held in counted.items():
        late = month > period.all_months[-3]
        said = {
            key: (
                "n/k"
                if key == "trained" and month[5:] in ("04", "05", "06", "07", "08", "09")
                else held[key]
            )
            for key in MEASURES
        }
        said |= (
            dict.fromkeys(("prompted", "trained", "to_assessment", "in_a_day", "again"), "")
            if late
            else {}
        )
        rows.append([dt.date(int(month[:4]), int(month[5:]), 1), *said.values()])
    return as_xlsx(rows)


def _small(name: str, counted: Counts, period: Period) -> bytes:
    """Small numbers withheld, the borough in the file's name alone, and the prompt copied from the
    contacts.
    """
    rows: list[list] = [
        ["Monthly return"],
        ["Month", *(heading for heading, _ in MEASURES.values())],
    ]
    for month, held in counted.items():
        said = {**held, "prompted": held["da_contacts"]}
        rows.append([month, *("<5" if 0 < said[key] < 5 else said[key] for key in MEASURES)])
    return as_xlsx(rows)


def _two_halves(name: str, counted: Counts, period: Period) -> bytes:
    """Two tables on one sheet, and slips: a part above its whole, a number in words, and a month
    copied forward.
    """
    months = list(counted)
    typed = {
        month: {key: str(count) for key, count in held.items()} for month, held in counted.items()
    }
    typed[months[1]]["to_assessment"] = str(counted[months[1]]["da_contacts"] + 30)
    typed[months[4]]["again"] = "about forty"
    typed[months[9]] = dict(typed[months[8]])
    heads = ["Month", *(heading for heading, _ in MEASURES.values())]
    rows = [[f"LBBD hub, {period.label}, April to September"], heads]
    for month in months:
        if month == months[6]:
            rows += [[], [f"LBBD hub, {period.label}, October to March"], heads]
        rows.append([f"{_MONTHS[int(month[5:]) - 1][:3]}-{month[2:4]}", *typed[month].values()])
    return as_csv(rows)


_WRITERS: dict[str, tuple[Callable[[str, Counts, Period], bytes], str]] = {
    "hackney": (_ours, "hackney.xlsx"),
    "waltham_forest": (_own_words, "wf_mash.csv"),
    "newham": (_dates, "MASH Newham.xlsx"),
    "hammersmith_and_fulham": (_small, "lbhf_2025.xlsx"),
    "barking_and_dagenham": (_two_halves, "lbbd.csv"),
}
