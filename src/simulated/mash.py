"""Monthly counts of five safeguarding hubs, each laid out as another analyst would; from the sixth
nothing came.
"""

import calendar
import datetime as dt
from collections.abc import Iterator

import numpy as np

from analysis.declare.boroughs import BY_KEY
from analysis.declare.periods import Period, month_label
from analysis.declare.proforma import NOTE, WHOLE_SHEET
from simulated.made import Made, Rng, sent, shares
from simulated.sheets import Rows, laid, table
from strands.mash.declares import MEASURES, PART_OF

_HEADS = ["Month", *MEASURES.values()]
# How much more months vary than chance lets them: families send several contacts, and shifts
# differ.
_WITHIN = 0.003


# Contacts a month, the shares of a hub as the year begins where they are not those of all, and what
# is added to their log odds over the year.
_SHARES = shares(
    "da_contacts 0.27, prompted 0.52, trained 0.61, to_assessment 0.31, in_a_day 0.78, again 0.17"
)
_HUBS = """\
hackney | 880 | | prompted 1.3, trained 0.5
waltham_forest | 760 | to_assessment 0.38, prompted 0.44 | to_assessment -0.9
newham | 1120 | in_a_day 0.86, trained 0.35 |
hammersmith_and_fulham | 190 | da_contacts 0.16, again 0.1 |
barking_and_dagenham | 1040 | da_contacts 0.31, prompted 0.66 | in_a_day -0.4"""

Counts = dict[str, dict[str, int]]


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """A file a hub, of the period's months."""
    for borough, contacts, own, moves in table(_HUBS):
        name, write = _WRITERS[borough]
        begins, last = _SHARES | shares(own), len(period.all_months) - 1
        counted = {
            month: _drawn(int(contacts), begins, shares(moves), at / last, rng)
            for at, month in enumerate(period.all_months)
        }
        says = f"contacts by month, {BY_KEY[borough].name}"
        yield sent(f"mash/{name}", write(counted, period), "hub manager", says)


def _drawn(
    contacts: int, begins: dict[str, float], moves: dict[str, float], at: float, rng: Rng
) -> dict[str, int]:
    """The counts of a month that lies at `at` of the year, from 0 to 1; quieter in the middle of
    the summer.
    """
    mean = contacts * (0.86 if 0.3 < at < 0.4 else 1)
    counts = {"contacts": int(rng.negative_binomial(60, 60 / (60 + mean)))}
    for part, whole in PART_OF.items():
        odds = begins[part] / (1 - begins[part]) * np.exp(moves.get(part, 0) * at)
        share, both = odds / (1 + odds), 1 / _WITHIN - 1
        counts[part] = int(rng.binomial(counts[whole], rng.beta(share * both, (1 - share) * both)))
    return counts


def _ours(counted: Counts, period: Period) -> Rows:
    """Our own workbook filled in, a note on the sheet and one beside a month."""
    notes = {"2025-06": "new form from the 9th"}
    lines = [
        [month_label(month), *counts.values(), notes.get(month, "")]
        for month, counts in counted.items()
    ]
    layout = f"""\
Hackney, mash contacts, {period.label}

{WHOLE_SHEET} | The prompt became part of the screening form in June.

..."""
    return laid(layout, [[*_HEADS, NOTE], *lines])


_OWN_WORDS = """\
contacts | All contacts
da_contacts | of which DA
in_a_day | Within 24 hours
to_assessment | Progressed to assessment
prompted | DA prompt used
trained | Trained worker
again | Re-contact within 90 days"""


def _own_words(counted: Counts, period: Period) -> Rows:
    """Other headings in another order, months like `April 25`, August forgotten, a total, and a
    column of ours not.
    """
    heads = dict(table(_OWN_WORDS))
    sent_in = {month: counts for month, counts in counted.items() if month[-2:] != "08"}
    rows = [[f"LBWF MASH data {period.label}"], ["Month", *heads.values(), "Police share"]]
    for month, counts in sent_in.items():
        label = f"{calendar.month_name[int(month[5:])]} {month[2:4]}"
        typed = [f"{counts[key]:,}" for key in heads]
        rows.append([label, *typed, f"{0.4 + counts['again'] / 999:.0%}"])
    totals = [sum(counts[key] for counts in sent_in.values()) for key in heads]
    return [*rows, ["Total", *(f"{total:,}" for total in totals), ""]]


def _dates(counted: Counts, period: Period) -> Rows:
    """Months as dates of a spreadsheet; nobody knows who was trained before October; two months are
    not in yet.
    """
    rows: Rows = [["Newham"], _HEADS]
    for at, (month, counts) in enumerate(counted.items()):
        typed: dict = dict(counts)
        if at < 6:
            typed["trained"] = "n/k"
        if at > len(counted) - 3:
            typed |= dict.fromkeys(list(MEASURES)[2:], "")
        rows.append([dt.date.fromisoformat(f"{month}-01"), *typed.values()])
    return rows


def _small(counted: Counts, period: Period) -> Rows:
    """Small numbers withheld, the borough in the file's name alone, and the prompt copied from the
    contacts.
    """
    rows: Rows = [["Monthly return"], _HEADS]
    for month, counts in counted.items():
        typed = counts | {"prompted": counts["da_contacts"]}
        rows.append([month, *("<5" if 0 < number < 5 else number for number in typed.values())])
    return rows


def _two_halves(counted: Counts, period: Period) -> Rows:
    """Two tables on one sheet, and slips: a part above its whole, a number in words, and a month
    copied forward.
    """
    typed: list[dict] = [dict(counts) for counts in counted.values()]
    typed[1]["to_assessment"] = typed[1]["da_contacts"] + 30
    typed[4]["again"] = "about forty"
    typed[9] = typed[8]
    lines = [
        [f"{calendar.month_abbr[int(month[5:])]}-{month[2:4]}", *counts.values()]
        for month, counts in zip(counted, typed, strict=True)
    ]
    title = f"LBBD hub, {period.label},"
    first = [[f"{title} April to September"], _HEADS, *lines[:6]]
    return [*first, [], [f"{title} October to March"], _HEADS, *lines[6:]]


_WRITERS = {
    "hackney": ("hackney.xlsx", _ours),
    "waltham_forest": ("wf_mash.csv", _own_words),
    "newham": ("MASH Newham.xlsx", _dates),
    "hammersmith_and_fulham": ("lbhf_2025.xlsx", _small),
    "barking_and_dagenham": ("lbbd.csv", _two_halves),
}
