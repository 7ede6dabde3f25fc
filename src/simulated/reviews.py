"""Lists of closed cases, readings of those drawn from them, and evidence from single cases, as
boroughs keep them.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period, quarter_label
from analysis.declare.sampling import ARMS, arm_of, file_of, quarter_of, sample, seed_of
from simulated.checklist import in_words, seen_as
from simulated.made import Made, Rng, days_of, sent, shares, yes
from simulated.sheets import Rows, filled, heads, lines, table, titles
from strands.reviews.declares.review_cases import CLOSED, EVIDENCE, HEADINGS, READ

# How readily each principle is evidenced, and what a reader adds who knows of training and
# consultation.
_EASE = shares(
    "language 0.3, pattern 0.2, expectations -0.4, parenting -0.5, partnering 0.4, safety -0.2,"
    "supervision 0.1, pathways -0.1, worker_safety -0.6"
)
_EXTRACTS = (
    "The assessment names what he did and when, and does not speak of arguments.",
    "Strengths of the mother are recorded, and the plan still asks her to keep everyone safe.",
    "The CP plan asks [father] to change how he behaves, with dates.",
    "Notes speak of a volatile relationship, as if both were to blame.",
    "Supervision asked what his behaviour means for the children, and the visit after it did too.",
    "Nobody met him, and the reason is not on file.",
)
# What happened, the part of the work, what else played a part, how it is known, a second look; the
# first happened in the second quarter.
_EVIDENCE = """\
hackney | E1 | charge | The worker wrote down each incident with its date, and the officer asked \
for the record. | A neighbour had seen one incident and gave a statement of their own. \
| what the worker and the lead recall | Yes
hackney | E2 | court | The chronology in the statement was set out by pattern, after a \
consultation. | Both parties had lawyers, and an expert reported at the same time. \
| the order and the case file | Yes
newham | E1 | conviction | The school and the worker agreed who would tell whom what had been seen. \
| There was evidence from a telephone, which nobody here had a part in. \
| what the lead recalls | No"""


# One closed case, or one reading of one, by the fields of its form.
Line = dict[str, object]


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """Lists and readings of four boroughs, the draws they were read by, and evidence of two."""
    for makes in (_hackney, _waltham_forest, _newham, _fulham):
        yield from makes(period, rng)
    yield from _evidence(period)


def _closed(
    rng: Rng,
    letter: str,
    quarters: dict[str, int],
    trained: float,
    consulted: float,
) -> list[Line]:
    """Cases closed in each quarter, so many of them; with chances of training, and of a
    consultation where trained.
    """
    cases: list[Line] = []
    for quarter, number in quarters.items():
        for day in days_of(quarter, number, rng):
            case = {"case": f"{letter}{len(cases) * 7 + 301}", "closed_on": day}
            case["trained"] = yes(trained, rng)
            case["consulted"] = yes(consulted if case["trained"] == "yes" else 0.12, rng)
            cases.append(case)
    return cases


def _arm(case: Line) -> str:
    return arm_of(case["trained"], case["consulted"])


def _drawn(cases: list[Line], period: Period, borough: str, quarter: str, frame: Made) -> DataFrame:
    """The draw of a quarter, just as `analysis sample` makes it."""
    closed = [case for case in cases if quarter_of(str(case["closed_on"])) == quarter]
    return sample(
        {arm: [case["case"] for case in closed if _arm(case) == arm] for arm in ARMS},
        borough=borough,
        period=period.key,
        quarter=quarter,
        frame=frame.file,
        sha256=frame.sha256,
        seed=seed_of(period.key, borough, quarter),
        drawn_on=f"{pd.Period(period.bounds[1], 'M') + 1}",
    )


def _kept(draw: DataFrame) -> Made:
    """The draw as it is kept on record."""
    borough, quarter = draw.loc[0, ["borough", "quarter"]]
    says = f"cases drawn of {borough_name(borough)}, {quarter_label(quarter)}"
    content = draw.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return Made(file_of(borough, quarter), content, "", says)


def _readings(rng: Rng, draw: DataFrame, reader: str, kind: str = "drawn") -> list[Line]:
    """Readings of the cases of one kind in a draw, in the words of our own form."""
    return [
        {
            "case": row.case,
            "reader": reader,
            "quarter": quarter_label(row.quarter),
            "arm": row.arm,
            "frame": row.eligible,
            "version": "v1",
            "blind": "No",
            **_answers(rng, row.arm == "both"),
        }
        for row in draw[draw["drawn_as"] == kind].itertuples()
    ]


def _answers(rng: Rng, more: bool) -> dict[str, str]:
    """The answers of one reader to one case."""
    strength, answers = float(rng.normal(0.5 * more, 0.5)), {}
    for item, ease in _EASE.items():
        answers[item] = seen_as(ease + strength + float(rng.normal(0, 0.5)), 0.35, -0.3)
        if rng.random() < 0.05:
            answers[item] = "na"
        elif rng.random() < 0.02:
            answers[item] = ""
    return answers


def _again(rng: Rng, first: Line, reader: str, blind: str) -> Line:
    """A second reading of a case, which sees most of it as the first did."""
    again = first | {"reader": reader, "blind": blind, "extract": "", "second_look": ""}
    for item in HEADINGS:
        if rng.random() >= 0.75:
            again[item] = str(rng.choice(["evidenced", "partly", "not"]))
    return again


def _write(reading: Line, extract: str, second_look: str = "Yes") -> None:
    """What the reader wrote of the case, and whether somebody else has looked at it."""
    reading |= {"extract": extract, "second_look": second_look}


def _listed(cases: list[Line], day: Callable[[dt.date], object] = lambda day: day) -> Rows:
    """The list of closed cases, with days as they are or as texts."""
    own = {key: {"yes": "Yes", "no": "No"} for key in ("trained", "consulted")}
    return lines(CLOSED, cases, day, own)


def _made(name: str, rows: Rows, borough: str) -> Made:
    """A list of closed cases, or readings of cases, as its name says."""
    says = "closed cases" if "_closed" in name else "readings of cases"
    return sent(f"reviews/{name}", rows, "implementation lead", says, borough)


def _hackney(period: Period, rng: Rng) -> Iterator[Made]:
    """Our own template in two quarters, a case in reserve for one that could not be read, and
    second readings.
    """
    first, second = period.quarters[:2]
    cases = _closed(rng, "H", {first: 22, second: 24}, 0.6, 0.55)
    rows = filled(CLOSED, period, "Hackney", _listed(cases))
    frame = _made("hackney_closed.xlsx", rows, "hackney")
    draws = [_drawn(cases, period, "hackney", quarter, frame) for quarter in (first, second)]
    read = [
        *_readings(rng, draws[0], "R1")[:-1],
        *_readings(rng, draws[0], "R1", "reserve")[:1],
        *_readings(rng, draws[1], "R1"),
    ]
    for at in range(3):
        _write(read[at], _EXTRACTS[at])
    # One that names somebody, and one that nobody else has looked at.
    _write(read[4], "Worker Example Person wrote a clear plan.")
    _write(read[5], _EXTRACTS[5], "")
    again = [_again(rng, reading, "R2", "Yes") for reading in read[6:9]]
    rows = filled(READ, period, "Hackney", lines(READ, [*read, *again]))
    yield from (frame, _made("hackney_readings.xlsx", rows, "hackney"), *map(_kept, draws))


def _waltham_forest(period: Period, rng: Rng) -> Iterator[Made]:
    """Text with headings of its own, two versions, a case in the wrong arm, and one that was not
    drawn.
    """
    first = period.quarters[0]
    cases = _closed(rng, "W", {first: 26}, 0.5, 0.6)
    above = titles("Case|Date closed|Trained|Consulted")
    rows = [["LBWF closed cases"], above, *_listed(cases, "{:%d/%m/%Y}".format)]
    frame = _made("waltham_forest_closed.csv", rows, "waltham_forest")
    draw = _drawn(cases, period, "waltham_forest", first, frame)
    read = _readings(rng, draw, "L1")
    lots = set(draw["case"])
    read[0]["case"] = next(case["case"] for case in cases if _arm(case) == "trained")
    both = (case["case"] for case in cases if _arm(case) == "both")
    chosen = next(case for case in both if case not in lots)
    read.append(read[1] | {"case": chosen} | _answers(rng, True))
    for reading in read[7:]:
        reading["version"] = "v2"
    _write(read[2], _EXTRACTS[3], "Y")
    above = "Case|Reviewer|Quarter|Arm|Cases in frame|Template version|Read blind"
    above = [*titles(above), *HEADINGS.values(), "Extract", "Second look"]
    read.append(_again(rng, read[3], "L2", "No"))
    typed = lines(READ, read, own=in_words(HEADINGS, "Yes|Partially|No|N/A"))
    rows = [["LBWF learning reviews"], above, *typed]
    yield from (frame, _made("waltham_forest_readings.csv", rows, "waltham_forest"), _kept(draw))


def _newham(period: Period, rng: Rng) -> Iterator[Made]:
    """Some readings by red, amber and green, and a number of cases the list does not bear out."""
    first = period.quarters[0]
    cases = _closed(rng, "N", {first: 20}, 0.65, 0.6)
    listed = ([*line, "assessment"] for line in _listed(cases))
    frame = _made("newham_closed.csv", [["Newham"], heads(CLOSED, "Team"), *listed], "newham")
    draw = _drawn(cases, period, "newham", first, frame)
    read = _readings(rng, draw, "N1")
    read[0]["frame"] += 3
    _write(read[1], _EXTRACTS[4])
    colours = in_words(HEADINGS, "Green|Amber|Red|n/a")
    typed = [*lines(READ, read[:-3]), *lines(READ, read[-3:], own=colours)]
    rows = [["Newham learning reviews"], heads(READ), *typed]
    yield from (frame, _made("newham_readings.xlsx", rows, "newham"), _kept(draw))


def _fulham(period: Period, rng: Rng) -> Iterator[Made]:
    """Few cases of one arm, so that all are taken; readings of a quarter nobody drew for."""
    borough, (first, second) = "hammersmith_and_fulham", period.quarters[:2]
    cases = _closed(rng, "F", {first: 12, second: 9}, 0.75, 0.7)
    rows = [["H&F closed cases"], heads(CLOSED), *_listed(cases)]
    frame = _made("h_and_f_closed.xlsx", rows, borough)
    draw, undrawn = (_drawn(cases, period, borough, quarter, frame) for quarter in (first, second))
    read = [*_readings(rng, draw, "F1"), *_readings(rng, undrawn, "F1")[:4]]
    rows = [["H&F learning reviews"], heads(READ), *lines(READ, [*read, read[0]])]
    yield from (frame, _made("h_and_f_readings.xlsx", rows, borough), _kept(draw))


def _evidence(period: Period) -> Iterator[Made]:
    """Two things that happened in cases of one borough, and one of another that nobody else has
    looked at.
    """
    fields = titles("borough|evidence|kind|part|otherwise|known_from|second_look")
    every = DataFrame(table(_EVIDENCE), columns=fields)
    for borough, happened in every.groupby("borough"):
        quarters = map(quarter_label, period.quarters[1 : len(happened) + 1])
        cases = happened.assign(happened=list(quarters)).to_dict("records")
        title = f"{borough_name(borough)}, {EVIDENCE.title.lower()}"
        rows = [[title], heads(EVIDENCE), *lines(EVIDENCE, cases)]
        says = "evidence from single cases"
        yield sent(f"reviews/{borough}_evidence.csv", rows, "implementation lead", says, borough)
