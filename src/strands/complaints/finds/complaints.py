"""Complaints: how many over the open cases, from whom, how they ended; a rise alone is praise or
blame of nobody.
"""

from collections.abc import Iterator
from itertools import groupby

from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS, members
from analysis.declare.table import rows_with
from analysis.find.finding import counted, finding, frame, rate, reasons, refusals, share
from strands.complaints.declares import (
    COMPLAINANTS,
    CONVENTIONS,
    GROUNDS,
    OUTCOMES,
    RAMP_UP,
    SHARES,
    SUPPORT,
)
from strands.complaints.finds.complaint_changes import changes, spread
from strands.complaints.finds.complaint_quarters import (
    Quarter,
    among,
    complaints,
    linked,
    quarters,
)

COUNT = "complaints, each once, in the quarter of its first stage, v1"
RANGE = "median and range, v1"

# What is asked of complaints and cannot be answered by counting them.
REFUSED = reasons("""
    more complaints as better or worse practice: G21
        counts of reports tell how much is reported as well as how much there is to report, so
        neither a rise nor a fall is a measure of performance (Macrae 2016)
    one borough against another: other
        who complains, what is noted and what is known to be domestic abuse differ from borough to
        borough
    rate of all boroughs together: other
        the boroughs began at different times, so no quarter is the same stage of recording for
        all
    number of people who complained: other
        a code is a complaint's, and nothing tells which are of one person
    what brought about a change: other
        nothing here was left to chance, and much else changed in the same months
""")
_IN_RAMP_UP = (
    f"in the first {RAMP_UP} quarters of full use, and in those of part use, counts tell of the"
    " recording"
)


def findings(lines: DataFrame, base: DataFrame, of_period: str) -> DataFrame:
    """Everything the strand finds in its two tables up to a period: a FINDINGS frame.

    `when` is a quarter, or the period for what is told of it as a whole. Of a period of which
    nothing came nothing is found.
    """
    if of_period not in {*lines["period"], *base["period"]}:
        return frame([])
    found = []
    of_boroughs = {
        borough: list(in_order)
        for borough, in_order in groupby(
            quarters(lines, base, of_period), lambda each: each.borough
        )
    }
    of_all = spread(of_boroughs.values())
    for borough, in_order in of_boroughs.items():
        for quarter in in_order:
            found += _quarter(quarter)
        found += changes(borough, in_order, of_period, of_all)
    found += [*_arrived(lines, of_period), *_period(lines, of_period)]
    return frame([*found, *refusals(REFUSED, of_period)])


def _quarter(quarter: Quarter) -> Iterator[dict]:
    """Use, complaints, open cases, rate, and shares upheld and supported of one quarter."""
    about = {"borough": quarter.borough, "when": quarter.when}
    count, cases = quarter.count, quarter.cases
    yield finding("use of the proforma", quarter.base, subject=quarter.use, **about)
    received = counted(count, method=COUNT)
    yield finding("complaints", quarter.lines, note=quarter.why, **about, **received)
    open_cases = counted(cases, method="as returned, v1")
    yield finding("open cases", quarter.base, refused=quarter.no_cases, **about, **open_cases)
    yield finding("per 100 open cases", quarter.rows, **about, **_rate(quarter))
    for name in ("upheld", "supported") if count is not None else ():
        told = share(*among(quarter.complaints, *SHARES[name]))
        yield finding(name, quarter.lines, **about, **told)
    if quarter.ramp_up:
        refused = {"refused": "G22", "note": _IN_RAMP_UP}
        yield finding("set against another quarter", quarter.rows, **about, **refused)


def _rate(quarter: Quarter) -> dict:
    """Complaints per 100 cases open in the quarter; or why there is no rate."""
    if quarter.count is None:
        return {"note": quarter.why}
    if quarter.use != "all":
        why = f"{quarter.why}, and the open cases are those of all of it"
        return {"x": quarter.count, "refused": "G22", "note": why}
    if quarter.cases:
        return rate(quarter.count, quarter.cases, "complaints / open cases")
    why = "there is no number of open cases to count over"
    if quarter.cases == 0:
        why = "no case was open"
    return {"x": quarter.count, "refused": "G14", "note": why}


def _arrived(lines: DataFrame, of_period: str) -> Iterator[dict]:
    """What arrived for the period and what did not: boroughs, complaints, lines left out."""
    received = rows_with(lines, period=of_period)
    asked = members(of_period)
    about = {"when": of_period, "unit": "count", "method": "count, v1"}
    senders = {"x": received["borough"].nunique(), "n": len(asked)}
    yield finding("boroughs that sent complaints", received, **about, **senders)
    for borough in ("", *(member.key for member in asked)):
        rows = rows_with(received, borough=borough) if borough else received
        out = rows_with(rows, status="queried")
        note = "no complaint was sent" if borough and rows.empty else ""
        # How many lines came is not told: with later stages it would tell of complaints.
        left = {"borough": borough, "x": len(out), "note": note}
        yield finding("lines left out", out, **about, **left)


def _period(lines: DataFrame, of_period: str) -> Iterator[dict]:
    """Who complained, what it was like and how it ended, by borough; and what arrived from all, as
    counts alone.
    """
    stages = linked(lines)
    each_once = complaints(stages)
    each_once = rows_with(each_once, period=of_period)
    every_line = stages[stages["root"].isin(each_once["root"])]
    about = {"when": of_period, "unit": "count"}
    arrived = {"x": len(each_once), "method": COUNT}
    yield finding("complaints that arrived", every_line, **about, **arrived)
    x, n = among(each_once, "nqsw", ("yes",), ("yes", "no"))
    yield finding("newly qualified worker", every_line, **about, x=x, n=n, method="count, v1")
    for borough in BOROUGH_KEYS:
        received = rows_with(each_once, borough=borough)
        rows = stages[stages["root"].isin(received["root"])]
        for name, subject, values in _composition(received) if len(received) else ():
            found = {"borough": borough, "subject": subject, "when": of_period, **values}
            yield finding(name, rows, **found)


def _composition(received: DataFrame) -> Iterator[tuple[str, str, dict]]:
    """Name, subject and values of what is told of one borough's complaints."""
    perpetrators = rows_with(received, complainant="perpetrator")
    for name, rows, answers in (
        ("complainant", received, COMPLAINANTS),
        ("outcome", received, OUTCOMES),
        ("grounds", perpetrators, ("", *GROUNDS)),
        ("support", received, SUPPORT),
    ):
        for key in answers:
            yield name, key or "none given", share(*among(rows, name, (key,), answers))
    noted = received.loc[received["conventions"].map(len) > 0, "conventions"]
    for key in CONVENTIONS:
        yield "convention", key, share(sum(key in given for given in noted), len(noted))
    yield "convention", "nothing noted", share(len(received) - len(noted), len(received))
    for name in ("upheld", "supported"):
        yield name, "", share(*among(received, *SHARES[name]))
    yield "taken further", "", share(int((received["stages"] > 1).sum()), len(received))
    for name, rows in (("repeat", received), ("mapped", perpetrators)):
        yield name, "", share(*among(rows, name, ("yes",), ("yes", "no")))
    yield "days to the first answer", "", _days(received["days"].dropna().astype(float))


def _days(days: Series) -> dict:
    if days.empty:
        return {"n": 0, "note": "no days were given"}
    spread = {"estimate": days.median(), "low": days.min(), "high": days.max()}
    return {"n": len(days), **spread, "unit": "days", "method": RANGE}
