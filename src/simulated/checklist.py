"""Readings against the practice checklist as boroughs keep them: their own headings and words,
versions that drift.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.declare.boroughs import borough_name
from analysis.declare.cases import EVIDENCED
from analysis.declare.periods import Period
from analysis.declare.proforma import NOTE, WHOLE_SHEET
from simulated.exporting import as_csv, as_xlsx
from simulated.made import Made
from strands.checklist.declares import ITEMS, PROFORMA, USES

# How readily each item is evidenced, and how often it does not apply.
_EASE = dict(zip(ITEMS, (0.9, 0.1, 0.8, 0.6, 0.2, -0.5, -0.1, -0.7), strict=True))
_NOT_APPLICABLE = {"plan": 0.08, "safety": 0.06, "worker_safety": 0.15}
_BLANK = 0.02
_DAYS = 340


@dataclass(frozen=True)
class Reading:
    """One reading of one case; `strength` is how good the work on it is, whoever reads."""

    code: str
    case: str
    reader: str
    day: dt.date
    version: str
    use: str
    strength: float
    second_of: str = ""
    said: dict[str, str] = field(default_factory=dict)


def files(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """A file of each borough but one, from which nothing comes."""
    opens = dt.date.fromisoformat(f"{period.bounds[0]}-08")
    for borough, makes in _BOROUGHS.items():
        name, content = makes(opens, period.label, rng)
        sender = f"simulated: quality assurance lead, {borough_name(borough)}"
        yield Made(
            f"checklist/{name}",
            content,
            sender,
            f"readings against the checklist, {borough_name(borough)}",
        )


def _read(rng: np.random.Generator, strength: float) -> dict[str, str]:
    """The answers of one reader to a case: how it is, and how this reader sees it."""
    said = {}
    for item, ease in _EASE.items():
        seen = ease + strength + rng.normal(0, 0.45)
        answer = "evidenced" if seen > 0.45 else "partly" if seen > -0.35 else "not"
        applies, is_filled = rng.random() >= _NOT_APPLICABLE.get(item, 0.01), rng.random() >= _BLANK
        said[item] = ("na" if not applies else answer) if is_filled else ""
    return said


def _readings(
    rng: np.random.Generator,
    opens: dt.date,
    letter: str,
    number: int,
    readers: int,
    uses: tuple[str, ...],
) -> list[Reading]:
    """First readings in the order of their days; `letter` begins the borough's codes."""
    days = sorted(int(day) for day in rng.integers(0, _DAYS, number))
    made = []
    for at, day in enumerate(days, 1):
        strength = float(rng.normal(0, 0.75))
        made.append(
            Reading(
                f"{letter}{at:02}",
                f"{letter}C{100 + 3 * at}",
                f"R{rng.integers(1, readers + 1)}",
                opens + dt.timedelta(days=day),
                "v1",
                str(rng.choice(uses)),
                strength,
                said=_read(rng, strength),
            )
        )
    return made


def _again(
    rng: np.random.Generator, first: list[Reading], number: int, reader: str
) -> list[Reading]:
    """Second readings of some cases by somebody else, some days later."""
    chosen = sorted(int(at) for at in rng.choice(len(first), number, replace=False))
    return [
        replace(
            one,
            code=f"{one.code}B",
            reader=reader,
            day=one.day + dt.timedelta(days=9),
            second_of=one.code,
            said=_seen_again(rng, one),
        )
        for one in (first[at] for at in chosen)
    ]


def _seen_again(rng: np.random.Generator, first: Reading) -> dict[str, str]:
    """What a second reader says of a case; what does not apply to it is mostly seen not to by both."""
    said = _read(rng, first.strength)
    return {
        item: "na" if first.said[item] == "na" and rng.random() < 0.7 else answer
        for item, answer in said.items()
    }


def _lines(
    readings: list[Reading], words: dict[str, str], day: Callable[[dt.date], object]
) -> list[list]:
    """The readings in the order of the form's columns."""
    return [
        [
            one.code,
            one.case,
            one.reader,
            day(one.day),
            one.version,
            one.use,
            one.second_of,
            *(words[said] if said else "" for said in one.said.values()),
        ]
        for one in readings
    ]


def _hackney(opens: dt.date, label: str, rng: np.random.Generator) -> tuple[str, bytes]:
    """Our own template: many readings, half of them read again, and one version written in three
    ways.
    """
    first = _readings(rng, opens, "H", 40, 4, (USES["audit"], USES["audit"], USES["supervision"]))
    first = [replace(one, version=("v1", "V1.0", "1")[at % 7 % 3]) for at, one in enumerate(first)]
    lines = _lines([*first, *_again(rng, first, 22, "R9")], EVIDENCED, _date)
    heads = [*(one.heading for one in PROFORMA.fields), NOTE]
    lines[5].append("read with the team manager")
    above = [
        [f"Hackney, {PROFORMA.title.lower()}, {label}"],
        ["One line is one reading of one case."],
        [WHOLE_SHEET, "Cases closed in the period, drawn by lot"],
        [],
    ]
    return "hackney.xlsx", as_xlsx([*above, heads, *lines])


def _waltham_forest(opens: dt.date, label: str, rng: np.random.Generator) -> tuple[str, bytes]:
    """Text with the borough's own headings and words, an item of its own, and second readings that
    went wrong.
    """
    first = _readings(rng, opens, "W", 24, 3, ("Audit", "Pre-conference"))
    again = _again(rng, first, 4, "R8")
    again[0] = replace(
        again[0], reader=next(one.reader for one in first if one.code == again[0].second_of)
    )
    again[1] = replace(again[1], second_of="W99")
    words = {"evidenced": "Yes", "partly": "Partially", "not": "No", "na": "N/A"}
    heads = [
        "Review code",
        "Case ref",
        "Reviewer",
        "Date",
        "Checklist version",
        "Context",
        "Second reading of",
        *ITEMS.values(),
        "Fathers are worked with",
    ]
    lines = [
        [*line, "Yes"] for line in _lines([*first, *again], words, lambda day: f"{day:%d/%m/%Y}")
    ]
    return "waltham_forest.csv", as_csv([[f"LBWF checklist readings {label}"], heads, *lines])


def _fulham(opens: dt.date, label: str, rng: np.random.Generator) -> tuple[str, bytes]:
    """A few readings, in supervision alone."""
    first = _readings(rng, opens, "F", 4, 2, (USES["supervision"],))
    heads = [one.heading for one in PROFORMA.fields]
    return "h_and_f.xlsx", as_xlsx([["H&F"], heads, *_lines(first, EVIDENCED, _date)])


def _barnet(opens: dt.date, label: str, rng: np.random.Generator) -> tuple[str, bytes]:
    """A version of the borough's own from the summer on; one case not read, and one line copied
    from that above.
    """
    first = _readings(rng, opens, "B", 23, 3, (USES["conference"], USES["audit"]))
    first = [replace(one, version="v1" if at < 9 else "v2 local") for at, one in enumerate(first)]
    first[3] = replace(first[3], said=dict.fromkeys(ITEMS, "na"))
    first[14] = replace(first[14], said={**first[14].said, "pattern": "evidenced", "plan": "not"})
    first[15] = replace(first[15], said=first[14].said)
    heads = [
        "Ref",
        "Case",
        "Reviewer",
        "Read on",
        "Version",
        "Use",
        "Second reading of",
        *ITEMS.values(),
    ]
    words = {"evidenced": "Met", "partly": "Partly met", "not": "Not met", "na": "Not applicable"}
    lines = _lines([*first, *_again(rng, first[9:], 5, "R7")], words, lambda day: f"{day:%d.%m.%y}")
    return "barnet_practice_checklist.xlsx", as_xlsx([heads, *lines])


def _barking(opens: dt.date, label: str, rng: np.random.Generator) -> tuple[str, bytes]:
    """Workers' safety mostly left blank, a case read again without saying so, a day of the year
    before, a new word.
    """
    first = _readings(rng, opens, "D", 12, 2, ("audit", "pre case conference"))
    first = [
        replace(
            one, said={**one.said, "worker_safety": "" if at % 2 else one.said["worker_safety"]}
        )
        for at, one in enumerate(first)
    ]
    first[7] = replace(first[7], case=first[2].case)
    first[10] = replace(first[10], day=opens - dt.timedelta(days=20))
    lines = _lines(first, EVIDENCED, lambda day: day.isoformat())
    lines[4][7] = "mostly"
    heads = ["Borough", *(one.heading for one in PROFORMA.fields)]
    return "checklist_east.csv", as_csv([heads, *(["LBBD", *line] for line in lines)])


def _date(day: dt.date) -> dt.datetime:
    """A day as Excel keeps it."""
    return dt.datetime.combine(day, dt.time())


# In order of joining; from Newham nothing comes.
_BOROUGHS = {
    "hackney": _hackney,
    "waltham_forest": _waltham_forest,
    "hammersmith_and_fulham": _fulham,
    "barnet": _barnet,
    "barking_and_dagenham": _barking,
}
