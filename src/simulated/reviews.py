"""Lists of closed cases, readings of those drawn from them, and evidence from single cases, as
boroughs keep them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.cases import ARMS as DRAWN_ARMS
from analysis.declare.cases import EVIDENCED
from analysis.declare.cases import KINDS as ARMS
from analysis.declare.periods import Period, quarter_label
from analysis.declare.sampling import arm_of, file_of, quarter_of, sample, seed_of
from simulated.made import Made
from simulated.sheets import as_csv, as_xlsx
from strands.reviews.declares.review_cases import CLOSED, EVIDENCE, HEADINGS, OUTCOMES, READ

# How readily each principle is evidenced, and what a reader adds who knows of training and
# consultation.
_EASE = dict(zip(HEADINGS, (0.3, 0.2, -0.4, -0.5, 0.4, -0.2, 0.1, -0.1, -0.6), strict=True))
_EXTRACTS = (
    "The assessment names what he did and when, and does not speak of arguments.",
    "Strengths of the mother are recorded, and the plan still asks her to keep everyone safe.",
    "The CP plan asks [father] to change how he behaves, with dates.",
    "Notes speak of a volatile relationship, as if both were to blame.",
    "Supervision asked what his behaviour means for the children, and the visit after it did too.",
    "Nobody met him, and the reason is not on file.",
)
# (kind, part, otherwise, known from, second look)
_EVIDENCE = {
    "hackney": (
        (
            "charge",
            (
                "The worker wrote down each incident with its date, and the officer asked for the"
                " record."
            ),
            "A neighbour had seen one incident and gave a statement of their own.",
            "what the worker and the lead recall",
            "Yes",
        ),
        (
            "court",
            "The chronology in the statement was set out by pattern, after a consultation.",
            "Both parties had lawyers, and an expert reported at the same time.",
            "the order and the case file",
            "Yes",
        ),
    ),
    "newham": (
        (
            "conviction",
            "The school and the worker agreed who would tell whom what had been seen.",
            "There was evidence from a telephone, which nobody here had a part in.",
            "what the lead recalls",
            "No",
        ),
    ),
}


@dataclass(frozen=True)
class Case:
    """One closed case, as the list has it."""

    code: str
    day: dt.date
    trained: bool
    consulted: bool

    @property
    def arm(self) -> str:
        """Its arm, as a key of ARMS."""
        return arm_of("yes" if self.trained else "no", "yes" if self.consulted else "no")


@dataclass(frozen=True)
class Reading:
    """One reading of one case, in the words of our own form but for what a borough changes."""

    case: str
    reader: str
    quarter: str
    arm: str
    of: int
    version: str = "v1"
    blind: str = "No"
    said: dict[str, str] = field(default_factory=dict)
    extract: str = ""
    second_look: str = ""


def files(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """Lists and readings of four boroughs, the draws they were read by, and evidence of two."""
    for makes in (_hackney, _waltham_forest, _newham, _fulham):
        yield from makes(period, rng)
    yield from _evidence(period)


def _closed(
    rng: np.random.Generator, letter: str, quarters: dict[str, int], chances: tuple[float, float]
) -> list[Case]:
    """Cases closed in each quarter, so many of them; with chances of training, and of a
    consultation where trained.
    """
    cases: list[Case] = []
    for quarter, number in quarters.items():
        first = pd.Period(quarter, "Q").start_time.date()
        for day in sorted(int(one) for one in rng.integers(0, 90, number)):
            trained = bool(rng.random() < chances[0])
            consulted = bool(rng.random() < (chances[1] if trained else 0.12))
            cases.append(
                Case(
                    f"{letter}{len(cases) * 7 + 301}",
                    first + dt.timedelta(days=day),
                    trained,
                    consulted,
                )
            )
    return cases


def _drawn(
    cases: list[Case], period: Period, borough: str, quarter: str, frame: Made
) -> pd.DataFrame:
    """The draw of a quarter, just as `analysis sample` makes it."""
    here = [one for one in cases if quarter_of(one.day.isoformat()) == quarter]
    eligible = {arm: [one.code for one in here if one.arm == arm] for arm in DRAWN_ARMS}
    return sample(
        eligible,
        borough=borough,
        period=period.key,
        quarter=quarter,
        frame=frame.file,
        sha256=frame.sha256,
        seed=seed_of(period.key, borough, quarter),
        drawn_on=f"{pd.Period(period.bounds[1], 'M') + 1}",
    )


def _kept(draw: pd.DataFrame) -> Made:
    """The draw as it is kept on record."""
    about = draw.iloc[0]
    says = f"cases drawn of {borough_name(about['borough'])}, {quarter_label(about['quarter'])}"
    content = draw.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return Made(file_of(about["borough"], about["quarter"]), content, "", says)


def _readings(
    rng: np.random.Generator, draw: pd.DataFrame, reader: str, kind: str = "drawn", **more
) -> list[Reading]:
    """Readings of the cases of one kind in a draw."""
    rows = draw[draw["drawn_as"] == kind]
    return [
        Reading(
            row.case,
            reader,
            quarter_label(row.quarter),
            ARMS[row.arm],
            row.eligible,
            said=_said(rng, row.arm == "both"),
            **more,
        )
        for row in rows.itertuples()
    ]


def _said(rng: np.random.Generator, more: bool) -> dict[str, str]:
    """The answers of one reader to one case."""
    strength, said = float(rng.normal(0.5 * more, 0.5)), {}
    for item, ease in _EASE.items():
        seen = ease + strength + float(rng.normal(0, 0.5))
        answer = "evidenced" if seen > 0.35 else "partly" if seen > -0.3 else "not"
        said[item] = "na" if rng.random() < 0.05 else "" if rng.random() < 0.02 else answer
    return said


def _again(rng: np.random.Generator, first: Reading, reader: str, blind: str) -> Reading:
    """A second reading of a case, which sees most of it as the first did."""
    said = {
        key: was if rng.random() < 0.75 else str(rng.choice(["evidenced", "partly", "not"]))
        for key, was in first.said.items()
    }
    return replace(first, reader=reader, blind=blind, said=said, extract="", second_look="")


def _lines(readings: list[Reading], words: dict[str, str]) -> list[list]:
    """Readings in the order of the form's columns."""
    return [
        [
            one.case,
            one.reader,
            one.quarter,
            one.arm,
            one.of,
            one.version,
            one.blind,
            *(words[said] if said else "" for said in one.said.values()),
            one.extract,
            one.second_look,
        ]
        for one in readings
    ]


def _listed(cases: list[Case], day: Callable[[dt.date], object]) -> list[list]:
    return [
        [one.code, day(one.day), "Yes" if one.trained else "No", "Yes" if one.consulted else "No"]
        for one in cases
    ]


def _made(name: str, content: bytes, borough: str, says: str) -> Made:
    sender = f"simulated: implementation lead, {borough_name(borough)}"
    return Made(f"reviews/{name}", content, sender, f"{says}, {borough_name(borough)}")


def _heads(proforma) -> list[str]:
    return [one.heading for one in proforma.fields]


def _hackney(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """Our own template in two quarters, a case in reserve for one that could not be read, and
    second readings.
    """
    first, second = period.quarters[:2]
    cases = _closed(rng, "H", {first: 22, second: 24}, (0.6, 0.55))
    title = [
        [f"Hackney, {CLOSED.title.lower()}, {period.label}"],
        [f"One line is {CLOSED.one_line_is}."],
        [],
    ]
    frame = _made(
        "hackney_closed.xlsx",
        as_xlsx([*title, _heads(CLOSED), *_listed(cases, lambda day: day)]),
        "hackney",
        "closed cases",
    )
    draws = [_drawn(cases, period, "hackney", quarter, frame) for quarter in (first, second)]
    read = [
        *_readings(rng, draws[0], "R1")[:-1],
        *_readings(rng, draws[0], "R1", "reserve")[:1],
        *_readings(rng, draws[1], "R1"),
    ]
    read = [
        replace(one, extract=words, second_look="Yes")
        for one, words in zip(read, _EXTRACTS[:3], strict=False)
    ] + read[3:]
    # One that names somebody, and one that nobody else has looked at.
    read[4] = replace(
        read[4], extract="Worker Example Person wrote a clear plan.", second_look="Yes"
    )
    read[5] = replace(read[5], extract=_EXTRACTS[5])
    again = [_again(rng, one, "R2", "Yes") for one in read[6:9]]
    title = [
        [f"Hackney, {READ.title.lower()}, {period.label}"],
        [f"One line is {READ.one_line_is}."],
        [],
    ]
    rows = [*title, _heads(READ), *_lines([*read, *again], EVIDENCED)]
    yield from (
        frame,
        _made("hackney_readings.xlsx", as_xlsx(rows), "hackney", "readings of cases"),
    )
    yield from map(_kept, draws)


def _waltham_forest(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """Text with headings of its own, two versions, a case in the wrong arm, and one that was not
    drawn.
    """
    first = period.quarters[0]
    cases = _closed(rng, "W", {first: 26}, (0.5, 0.6))
    rows = [
        ["LBWF closed cases"],
        ["Case", "Date closed", "Trained", "Consulted"],
        *_listed(cases, lambda day: f"{day:%d/%m/%Y}"),
    ]
    frame = _made("waltham_forest_closed.csv", as_csv(rows), "waltham_forest", "closed cases")
    draw = _drawn(cases, period, "waltham_forest", first, frame)
    read = _readings(rng, draw, "L1")
    lots = set(draw["case"])
    wrong = next(one for one in cases if one.arm == "trained")
    chosen = next(one for one in cases if one.arm == "both" and one.code not in lots)
    read[0] = replace(read[0], case=wrong.code)
    read.append(replace(read[1], case=chosen.code, said=_said(rng, True)))
    read = [replace(one, version="v2" if at > 6 else "v1") for at, one in enumerate(read)]
    read[2] = replace(read[2], extract=_EXTRACTS[3], second_look="Y")
    words = {"evidenced": "Yes", "partly": "Partially", "not": "No", "na": "N/A"}
    heads = [
        "Case",
        "Reviewer",
        "Quarter",
        "Arm",
        "Cases in frame",
        "Template version",
        "Read blind",
        *HEADINGS.values(),
        "Extract",
        "Second look",
    ]
    rows = [
        ["LBWF learning reviews"],
        heads,
        *_lines([*read, _again(rng, read[3], "L2", "No")], words),
    ]
    yield from (
        frame,
        _made("waltham_forest_readings.csv", as_csv(rows), "waltham_forest", "readings of cases"),
    )
    yield _kept(draw)


def _newham(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """Some readings by red, amber and green, and a number of cases that the list does not bear out."""
    first = period.quarters[0]
    cases = _closed(rng, "N", {first: 20}, (0.65, 0.6))
    rows = [
        ["Newham"],
        [*_heads(CLOSED), "Team"],
        *([*line, "assessment"] for line in _listed(cases, str)),
    ]
    frame = _made("newham_closed.csv", as_csv(rows), "newham", "closed cases")
    draw = _drawn(cases, period, "newham", first, frame)
    read = _readings(rng, draw, "N1")
    read[0] = replace(read[0], of=read[0].of + 3)
    read[1] = replace(read[1], extract=_EXTRACTS[4], second_look="Yes")
    colours = {"evidenced": "Green", "partly": "Amber", "not": "Red", "na": "n/a"}
    lines = [*_lines(read[:-3], EVIDENCED), *_lines(read[-3:], colours)]
    rows = [["Newham learning reviews"], _heads(READ), *lines]
    yield from (frame, _made("newham_readings.xlsx", as_xlsx(rows), "newham", "readings of cases"))
    yield _kept(draw)


def _fulham(period: Period, rng: np.random.Generator) -> Iterator[Made]:
    """Few cases of one arm, so that all are taken; and readings of a quarter for which nobody drew."""
    first, second = period.quarters[:2]
    cases = _closed(rng, "F", {first: 12, second: 9}, (0.75, 0.7))
    rows = [["H&F closed cases"], _heads(CLOSED), *_listed(cases, lambda day: day)]
    frame = _made("h_and_f_closed.xlsx", as_xlsx(rows), "hammersmith_and_fulham", "closed cases")
    draw = _drawn(cases, period, "hammersmith_and_fulham", first, frame)
    undrawn = _drawn(cases, period, "hammersmith_and_fulham", second, frame)
    read = [*_readings(rng, draw, "F1"), *_readings(rng, undrawn, "F1")[:4]]
    rows = [["H&F learning reviews"], _heads(READ), *_lines([*read, read[0]], EVIDENCED)]
    yield from (
        frame,
        _made(
            "h_and_f_readings.xlsx", as_xlsx(rows), "hammersmith_and_fulham", "readings of cases"
        ),
    )
    yield _kept(draw)


def _evidence(period: Period) -> Iterator[Made]:
    """Two things that happened in cases of one borough, and one of another that nobody else has
    looked at.
    """
    for borough, told in _EVIDENCE.items():
        rows = [
            [f"E{at}", quarter_label(period.quarters[at]), OUTCOMES[kind], *said]
            for at, (kind, *said) in enumerate(told, 1)
        ]
        content = as_csv(
            [[f"{borough_name(borough)}, {EVIDENCE.title.lower()}"], _heads(EVIDENCE), *rows]
        )
        yield _made(f"{borough}_evidence.csv", content, borough, "evidence from single cases")
