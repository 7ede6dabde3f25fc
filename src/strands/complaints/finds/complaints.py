"""Complaints: how many over the open cases, from whom, how they ended; a rise alone is praise or
blame of nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pandas as pd
from statsmodels.stats.rates import confint_poisson

from analysis.declare.boroughs import BOROUGH_KEYS, members
from analysis.find.counted import finding, frame, share
from strands.complaints.declares import (
    COMPLAINANTS,
    CONVENTIONS,
    DECIDED,
    GROUNDS,
    IN_USE,
    OUTCOMES,
    RAMP_UP,
    SUPPORT,
    UPHELD,
)
from strands.complaints.finds.complaint_changes import changes
from strands.complaints.finds.complaint_quarters import Quarter, complaints, linked, quarters

GARWOOD = "complaints / open cases x 100, exact (Garwood) interval (statsmodels), v1"
COUNT = "complaints, each once, in the quarter of its first stage, v1"
RANGE = "median and range, v1"

# What is asked of complaints and cannot be answered by counting them.
REFUSED = {
    "more complaints as better or worse practice": (
        "refused (G21): counts of reports tell how much is reported as well as how much there is to"
        " report, so neither a rise nor a fall is a measure of performance (Macrae 2016)"
    ),
    "one borough against another": (
        "refused: who complains, what is noted and what is known to be domestic abuse "
        "differ from borough to borough"
    ),
    "rate of all boroughs together": (
        "refused: the boroughs began at different times, so no quarter is the same stage "
        "of recording for all"
    ),
    "number of people who complained": (
        "refused: a code is a complaint's, and nothing tells which are of one person"
    ),
    "what brought about a change": (
        "refused: nothing here was left to chance, and much else changed in the same months"
    ),
}


def findings(lines: pd.DataFrame, base: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """Everything the strand finds in its two tables up to a period: a COUNTED frame.

    Quarters stand under their own period; what is told of the period as a whole, and changes, under
    `of_period`. Of a period of which nothing came nothing is found.
    """
    if of_period not in {*lines["period"], *base["period"]}:
        return frame([])
    made = []
    told = list(quarters(lines, base, of_period))
    for borough, of in groupby(told, key=lambda one: one.borough):
        mine = list(of)
        for one in mine:
            made += _quarter(one)
        made += changes(borough, mine, of_period)
    made += [*_arrived(lines, of_period), *_period(lines, of_period)]
    made += [
        finding(what, of_period, lines.head(0), note=because) for what, because in REFUSED.items()
    ]
    return frame(made)


def _quarter(one: Quarter) -> Iterator[dict]:
    """Use, complaints, open cases, rate, and shares upheld and supported of one quarter."""
    about = {"borough": one.borough, "subject": one.quarter}
    said = IN_USE.get(one.use, "not known") + ("; ramp-up" if one.ramp_up else "")
    yield finding("use of the proforma", one.period, one.base, note=said, **about)
    yield finding(
        "complaints",
        one.period,
        one.lines,
        x=one.count,
        estimate=one.count,
        method=COUNT,
        note=one.why,
        **about,
    )
    yield finding(
        "open cases",
        one.period,
        one.base,
        x=one.cases,
        estimate=one.cases,
        method="as returned, v1",
        note=one.why_no_cases,
        **about,
    )
    yield finding("per 100 open cases", one.period, one.rows, **about, **_rate(one))
    if one.count is not None:
        yield finding("upheld", one.period, one.lines, **about, **upheld(one.complaints))
        yield finding("supported", one.period, one.lines, **about, **supported(one.complaints))
    if one.ramp_up:
        why = (
            f"in the first {RAMP_UP} quarters of full use, and in those of part use, counts tell of"
            " the recording"
        )
        yield finding(
            "set against another quarter",
            one.period,
            one.rows,
            note=f"refused (G22): {why}",
            **about,
        )


def _rate(one: Quarter) -> dict:
    """Complaints per 100 cases open in the quarter, with the exact interval of Garwood (1936); or
    why there is none.
    """
    if one.count is None:
        return {"note": f"no rate: {one.why}"}
    if one.use != "all":
        return {
            "x": one.count,
            "note": f"refused (G22): {one.why}, and the open cases are those of all of it",
        }
    if not one.cases:
        why = (
            "no case was open"
            if one.cases == 0
            else "there is no number of open cases to count over"
        )
        return {"x": one.count, "note": f"refused (G14): {why}"}
    low, high = confint_poisson(one.count, one.cases / 100, method="exact-c")
    return {
        "x": one.count,
        "n": one.cases,
        "estimate": 100 * one.count / one.cases,
        "low": float(low),
        "high": float(high),
        "method": GARWOOD,
    }


def upheld(held: pd.DataFrame) -> dict:
    """How many of the complaints that were decided at their last stage were upheld, wholly or in
    part.
    """
    return share(int(held["outcome"].isin(UPHELD).sum()), int(held["outcome"].isin(DECIDED).sum()))


def supported(held: pd.DataFrame) -> dict:
    """In how many of the complaints of which it was said the worker was given support."""
    return share(int((held["support"] == "given").sum()), int((held["support"] != "").sum()))


def _arrived(lines: pd.DataFrame, of_period: str) -> Iterator[dict]:
    """What arrived for the period and what did not: boroughs, complaints, lines left out."""
    here = lines[lines["period"] == of_period]
    senders, asked = set(here["borough"]), members(of_period)
    yield finding(
        "boroughs that sent complaints",
        of_period,
        here,
        x=len(senders),
        n=len(asked),
        method="count, v1",
    )
    queried = here[here["status"] == "queried"]
    yield finding(
        "lines left out", of_period, queried, x=len(queried), n=len(here), method="count, v1"
    )
    for borough in asked:
        mine = here[here["borough"] == borough.key]
        out = mine[mine["status"] == "queried"]
        note = "" if len(mine) else "no complaint was sent"
        yield finding(
            "lines left out",
            of_period,
            out,
            borough=borough.key,
            x=len(out),
            n=len(mine),
            note=note,
            method="count, v1",
        )


def _period(lines: pd.DataFrame, of_period: str) -> Iterator[dict]:
    """Who complained, what it was like and how it ended, by borough; and what arrived from all, as
    counts alone.
    """
    stages = linked(lines)
    held = complaints(stages)
    held = held[held["period"] == of_period]
    everything = stages[stages["root"].isin(held["root"])]
    yield finding("complaints that arrived", of_period, everything, x=len(held), method=COUNT)
    asked = held[held["nqsw"] != ""]
    yield finding(
        "newly qualified worker",
        of_period,
        everything,
        x=int((asked["nqsw"] == "yes").sum()),
        n=len(asked),
        method="count, v1",
    )
    for borough in BOROUGH_KEYS:
        mine = held[held["borough"] == borough]
        rows = stages[stages["root"].isin(mine["root"])]
        if len(mine):
            yield from (
                finding(name, of_period, rows, borough=borough, subject=subject, **values)
                for name, subject, values in _composition(mine)
            )


def _composition(mine: pd.DataFrame) -> Iterator[tuple[str, str, dict]]:
    """Name, subject and values of what is told of one borough's complaints."""
    n, perpetrators = len(mine), mine[mine["complainant"] == "perpetrator"]
    for name, column, words in (
        ("complainant", "complainant", COMPLAINANTS),
        ("outcome", "outcome", OUTCOMES),
    ):
        yield from ((name, key, share(int((mine[column] == key).sum()), n)) for key in words)
    for key in ("", *GROUNDS):
        yield (
            "grounds",
            key or "none given",
            share(int((perpetrators["grounds"] == key).sum()), len(perpetrators)),
        )
    noted = mine[mine["conventions"].map(len) > 0]
    for key in CONVENTIONS:
        yield (
            "convention",
            key,
            share(sum(key in given for given in noted["conventions"]), len(noted)),
        )
    yield "convention", "nothing noted", share(n - len(noted), n)
    told = mine[mine["support"] != ""]
    yield from (
        ("support", key, share(int((told["support"] == key).sum()), len(told))) for key in SUPPORT
    )
    yield "upheld", "", upheld(mine)
    yield "supported", "", supported(mine)
    yield "taken further", "", share(int((mine["stages"] > 1).sum()), n)
    for name, of in (("repeat", mine), ("mapped", perpetrators)):
        said = of[of[name] != ""]
        yield name, "", share(int((said[name] == "yes").sum()), len(said))
    days = mine["days"].dropna().astype(float)
    values = (
        {"estimate": days.median(), "low": days.min(), "high": days.max(), "method": RANGE}
        if len(days)
        else {}
    )
    yield (
        "days to the first answer",
        "",
        {"n": len(days), "note": "" if len(days) else "no days were given", **values},
    )
