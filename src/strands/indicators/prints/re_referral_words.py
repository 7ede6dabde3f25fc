"""Sentences on the share of re-referrals, by one rule for falls and rises alike, and the numbers
they rest on.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.periods import span
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.shares import LEAST, percent
from strands.indicators.declares import counting

TOO_FEW = "too few quarters"


def sentences(mine: pd.DataFrame, found: pd.DataFrame) -> Iterator[str]:
    """A sentence a way of counting of one borough, whose findings are `mine`; `found` holds those
    of all.
    """
    tests = found[found["statistic"] == "tests"].iloc[0]
    for verdict in mine[mine["statistic"] == "verdict"].itertuples():
        of = index(mine[mine["subject"] == verdict.subject])
        shares = mine[
            (mine["statistic"] == "share") & mine["subject"].str.startswith(f"{verdict.subject} ")
        ]
        used = shares[shares["low"].notna()]
        quarters = used["subject"].str.split().str[-1]
        over = span(quarters, "and") if len(used) else ""
        yield (
            f"**{counting(*verdict.subject.split())}: {verdict.note}.**"
            f" {_said(verdict.note, over, of, used, tests)}"
        )


def _said(verdict: str, over: str, of: dict, used: pd.DataFrame, tests: pd.Series) -> str:
    if verdict == TOO_FEW:
        return _too_few(over, of, used)
    by = of.get("change in points")
    if by is None:
        return f"Between {over}: {of['change']['note']}."
    if verdict == "cannot tell":
        return (
            f"Between {over} the share is compatible with anything from {_ends(by)}. {_least(of)}"
        )
    if verdict == "stable":
        return (
            f"Between {over} the share is compatible only with {_ends(by)}, inside the margin"
            " agreed beforehand."
        )
    fits = (
        f"fits a range, as numbers are withheld: {_ends(by)}"
        if pd.isna(by["estimate"])
        else f"fits {moved(by['estimate'])} (95% interval: {_ends(by)})"
    )
    stands, planned = of["p (Holm)"]["estimate"] < 0.05, "possible" not in verdict
    allowing = (
        "it stands, and it was planned beforehand"
        if planned
        else "it stands, but it was not planned beforehand"
        if stands
        else "it does not stand"
    )
    return (
        f"Between {over} the share {fits}. It is one of {tests['estimate']:.0f} series tested"
        f" ({tests['note']}); after allowing for that (Holm) {allowing}."
    )


def _too_few(over: str, of: dict, used: pd.DataFrame) -> str:
    """What there is of a series too short to be tested: its shares, and from four quarters on its
    first and last.
    """
    if used.empty:
        return "There is no quarter of which a share can be made."
    told = used[used["n"].ge(LEAST) & used["estimate"].notna()]["estimate"].map(percent)
    rest = "That is too few to tell a change from chance, and no test is run."
    if len(used) == 1:
        share = f", with a share of {told.iloc[0]}" if len(told) else ""
        return f"One usable quarter, {over.split(' and ')[0]}{share}. {rest}"
    said = f"{words.count(len(used), 'usable quarter')} between {over}"
    if len(told):
        least, most = (used["estimate"].loc[told.index].agg(end) for end in ("min", "max"))
        said += f", with shares from {percent(least)} to {percent(most)}"
    if not pd.isna(of["first to last"]["estimate"]):
        said += f"; the first of them is {told.iloc[0]} and the last {told.iloc[-1]}"
    return f"{said}. {rest}"


def moved(change: float, unit: bool = True) -> str:
    """A change of a share: `a rise of 12 percentage points`, `no change`; the bare number without
    `unit`.
    """
    if abs(change) < 0.0005:
        return "no change"
    size = round(100 * abs(change))
    points = words.count(size, "percentage point") if size else "less than 1 percentage point"
    return (
        f"a {'fall' if change < 0 else 'rise'} of"
        f" {points if unit else points.split(' percentage')[0]}"
    )


def _ends(by: pd.Series) -> str:
    """`a fall of 9 to a rise of 40 percentage points`."""
    return f"{moved(by['low'], unit=moved(by['high']) == 'no change')} to {moved(by['high'])}"


def _least(of: dict) -> str:
    """The smallest change that a series like this would have shown."""
    least, by = of["least change"], of.get("least change in points")
    if by is None:
        return f"In numbers this small and this variable {least['note']}."
    fall, rise = (words.change(least[end], "at least ") for end in ("low", "high"))
    size = words.count(round(100 * by["estimate"]), "percentage point")
    return (
        f"A series like this could only have shown a change of {size} or more either way: of the"
        f" share itself, {fall} or {rise}."
    )


def cells(of: dict[str, pd.Series]) -> dict[str, str]:
    """What a sentence rests on, as the cells of a table."""
    by, least, points = of["change in points"], of["least change"], of.get("least change in points")
    ends = f"{100 * by['low']:+.0f} to{words.NBSP}{100 * by['high']:+.0f}"
    change = ends if pd.isna(by["estimate"]) else f"{100 * by['estimate']:+.0f} ({ends})"
    return {
        "Quarters": f"{of['change']['n']}",
        "Change in points (95% interval)": change.replace("-", "−"),
        "Smallest change in points": "–" if points is None else f"{100 * points['estimate']:.0f}",
        "Smallest fall or rise, as a ratio": words.least(least["low"], least["high"]),
        "Change of odds (95% interval)": words.times(
            *(of["change"][end] for end in ("estimate", "low", "high"))
        ),
        "Dispersion": words.number(of["dispersion"]["estimate"]),
        "p": words.number(of["p"]["estimate"], 3),
        "p (Holm)": words.number(of["p (Holm)"]["estimate"], 3),
    }
