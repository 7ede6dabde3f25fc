"""Readings against the practice checklist as boroughs keep them: their own headings and words,
versions that drift.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from analysis.declare.periods import Period
from analysis.declare.proforma import NOTE
from simulated.made import Made, Rng, sent, shares
from simulated.sheets import Rows, filled, heads, lines, titles
from strands.checklist.declares import ITEMS, PROFORMA, USES

# How readily each item is evidenced, and how often it does not apply.
_EASE = shares(
    "pattern 0.9, accountable 0.1, impact_on_child 0.8, strengths 0.6, language 0.2, plan -0.5,"
    "safety -0.1, worker_safety -0.7"
)
_NOT_APPLICABLE = shares("plan 0.08, safety 0.06, worker_safety 0.15")
_BLANK = 0.02
_DAYS = 340

# One reading of one case by the fields of the form; `strength` is how good the work on it is,
# whoever reads.
Reading = dict[str, object]


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """A file of each borough but one, from which nothing comes."""
    for borough, makes in _BOROUGHS.items():
        name, rows = makes(period, rng)
        says = "readings against the checklist"
        yield sent(f"checklist/{name}", rows, "quality assurance lead", says, borough)


def seen_as(seen: float, well: float, at_all: float) -> str:
    """How far a thing is evidenced to who sees so much of it."""
    if seen > well:
        return "evidenced"
    return "partly" if seen > at_all else "not"


def in_words(items: Iterable[str], words: str) -> dict[str, dict[str, str]]:
    """A borough's own words for evidenced, partly, not and n/a, by item."""
    own = dict(zip(("evidenced", "partly", "not", "na"), titles(words), strict=True))
    return dict.fromkeys(items, own)


def _answers(rng: Rng, strength: float) -> dict[str, str]:
    """The answers of one reader to a case: how it is, and how this reader sees it."""
    answers = {}
    for item, ease in _EASE.items():
        answers[item] = seen_as(ease + strength + rng.normal(0, 0.45), 0.45, -0.35)
        if rng.random() < _NOT_APPLICABLE.get(item, 0.01):
            answers[item] = "na"
        if rng.random() < _BLANK:
            answers[item] = ""
    return answers


def _readings(
    rng: Rng, period: Period, letter: str, number: int, readers: int, *uses: str
) -> list[Reading]:
    """First readings in the order of their days; `letter` begins the borough's codes."""
    readings = []
    for at, day in enumerate(sorted(rng.integers(0, _DAYS, number)), 1):
        strength = float(rng.normal(0, 0.75))
        reading = {
            "reading": f"{letter}{at:02}",
            "case": f"{letter}C{100 + 3 * at}",
            "reader": f"R{rng.integers(1, readers + 1)}",
            "read_on": _opens(period) + dt.timedelta(days=int(day)),
            "version": "v1",
            "used_in": str(rng.choice(uses)),
            "strength": strength,
        }
        readings.append(reading | _answers(rng, strength))
    return readings


def _opens(period: Period) -> dt.date:
    return dt.date.fromisoformat(f"{period.bounds[0]}-08")


def _again(rng: Rng, first: list[Reading], number: int, reader: str) -> list[Reading]:
    """Second readings of some cases by somebody else, some days later; what does not apply to a
    case is mostly seen not to by both.
    """
    again = []
    for at in sorted(rng.choice(len(first), number, replace=False)):
        before = first[at]
        answers = _answers(rng, before["strength"])
        for item in ITEMS:
            if before[item] == "na" and rng.random() < 0.7:
                answers[item] = "na"
        whose = {
            "reading": f"{before['reading']}B",
            "reader": reader,
            "read_on": before["read_on"] + dt.timedelta(days=9),
            "second_of": before["reading"],
        }
        again.append({**before, **whose, **answers})
    return again


def _hackney(period: Period, rng: Rng) -> tuple[str, Rows]:
    """Our own template: many readings, half of them read again, and one version written in three
    ways.
    """
    uses = (USES["audit"], USES["audit"], USES["supervision"])
    first = _readings(rng, period, "H", 40, 4, *uses)
    for at, reading in enumerate(first):
        reading["version"] = ("v1", "V1.0", "1")[at % 7 % 3]
    rows = lines(PROFORMA, [*first, *_again(rng, first, 22, "R9")])
    rows[5].append("read with the team manager")
    remark = "Cases closed in the period, drawn by lot"
    return "hackney.xlsx", filled(PROFORMA, period, "Hackney", rows, remark, NOTE)


def _waltham_forest(period: Period, rng: Rng) -> tuple[str, Rows]:
    """Text with the borough's own headings and words, an item of its own, and second readings that
    went wrong.
    """
    first = _readings(rng, period, "W", 24, 3, "Audit", "Pre-conference")
    again = _again(rng, first, 4, "R8")
    readers = {reading["reading"]: reading["reader"] for reading in first}
    again[0]["reader"] = readers[again[0]["second_of"]]
    again[1]["second_of"] = "W99"
    own = "Review code|Case ref|Reviewer|Date|Checklist version|Context|Second reading of"
    above = [*titles(own), *ITEMS.values(), "Fathers are worked with"]
    words = in_words(ITEMS, "Yes|Partially|No|N/A")
    rows = lines(PROFORMA, [*first, *again], "{:%d/%m/%Y}".format, words)
    title = [f"LBWF checklist readings {period.label}"]
    return "waltham_forest.csv", [title, above, *([*row, "Yes"] for row in rows)]


def _fulham(period: Period, rng: Rng) -> tuple[str, Rows]:
    """A few readings, in supervision alone."""
    rows = lines(PROFORMA, _readings(rng, period, "F", 4, 2, USES["supervision"]))
    return "h_and_f.xlsx", [["H&F"], heads(PROFORMA), *rows]


def _barnet(period: Period, rng: Rng) -> tuple[str, Rows]:
    """A version of the borough's own from the summer on; one case not read, and one line copied
    from that above.
    """
    first = _readings(rng, period, "B", 23, 3, USES["conference"], USES["audit"])
    for reading in first[9:]:
        reading["version"] = "v2 local"
    first[3] |= dict.fromkeys(ITEMS, "na")
    first[14] |= {"pattern": "evidenced", "plan": "not"}
    first[15] |= {item: first[14][item] for item in ITEMS}
    own = "Ref|Case|Reviewer|Read on|Version|Use|Second reading of"
    words = in_words(ITEMS, "Met|Partly met|Not met|Not applicable")
    first += _again(rng, first[9:], 5, "R7")
    rows = lines(PROFORMA, first, "{:%d.%m.%y}".format, words)
    return "barnet_practice_checklist.xlsx", [[*titles(own), *ITEMS.values()], *rows]


def _barking(period: Period, rng: Rng) -> tuple[str, Rows]:
    """Workers' safety mostly left blank, a case read again without saying so, a day of the year
    before, a new word.
    """
    first = _readings(rng, period, "D", 12, 2, "audit", "pre case conference")
    for reading in first[1::2]:
        reading["worker_safety"] = ""
    first[7]["case"] = first[2]["case"]
    first[10]["read_on"] = _opens(period) - dt.timedelta(days=20)
    rows = lines(PROFORMA, first, dt.date.isoformat)
    rows[4][7] = "mostly"
    return "checklist_east.csv", [
        ["Borough", *heads(PROFORMA)],
        *(["LBBD", *row] for row in rows),
    ]


# In order of joining; from Newham nothing comes.
_BOROUGHS = {
    "hackney": _hackney,
    "waltham_forest": _waltham_forest,
    "hammersmith_and_fulham": _fulham,
    "barnet": _barnet,
    "barking_and_dagenham": _barking,
}
