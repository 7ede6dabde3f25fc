"""Cells and sentences from findings by one rule, the same for a rise and a fall."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.declare.finding import (
    CANNOT_TELL,
    DECREASE,
    INCREASE,
    MOVED,
    POSSIBLE_DECREASE,
    POSSIBLE_INCREASE,
    STABLE,
    TOO_FEW,
    TOO_FEW_MONTHS,
    VERDICTS,
)
from analysis.declare.statuses import STATUSES, SYMBOLS
from analysis.declare.traced import as_of, bare, how_many, untraced
from analysis.declare.withheld import SYMBOL, withheld
from analysis.declare.words import change, count, listed, sentence, titled, would_show

__all__ = ["change", "count", "listed", "sentence", "titled", "would_show"]

NBSP = "\N{NO-BREAK SPACE}"  # keeps the ends of an interval on one line


def ratio(value: float, sign: str = "") -> str:
    """A ratio to two places: `0.86`; beyond a hundredth or a hundredfold, that it is: `over 100`."""
    if value < 0.01:
        return f"under {sign}0.01"
    return f"over {sign}100" if value > 100 else f"{sign}{value:.2f}"


def times(estimate: float, low: float, high: float) -> str:
    """A ratio and its interval for a table: `×0.94 (0.89 to 1.00)`; a dash where there is none."""
    if withheld(estimate):
        return SYMBOL
    return (
        "–"
        if pd.isna(estimate)
        else f"×{ratio(estimate)} ({ratio(low)}{NBSP}to{NBSP}{ratio(high)})"
    )


def number(value: float | None, places: int = 1) -> str:
    """A number for a table; a dash where there is none."""
    if withheld(value):
        return SYMBOL
    return "–" if value is None or pd.isna(value) else f"{value:.{places}f}"


def rate(estimate: float, low: float, high: float) -> str:
    """A rate and its interval for a table: `6.3 (5.2 to 7.5)`; a dash where there is none."""
    if withheld(estimate):
        return SYMBOL
    return "–" if pd.isna(estimate) else f"{estimate:.1f} ({low:.1f}{NBSP}to{NBSP}{high:.1f})"


def cells(returned: pd.DataFrame) -> list[str]:
    """The counts of returned rows for a table, a symbol where there is none."""
    counts = zip(returned["count"], returned["status"], strict=True)
    return [f"{count:,}" if status == "returned" else SYMBOLS[status] for count, status in counts]


def symbols(statuses: set[str]) -> tuple[str, ...]:
    """What each symbol standing for one of `statuses` means, a sentence each."""
    return tuple(
        f"{status.symbol} {status.means}."
        for status in STATUSES
        if status.symbol and status.key in statuses
    )


def between(estimate: float | None, low: float, high: float) -> str:
    """A rate for a table: `2.2`, or `2.2 to 3.3` where only its range is known."""
    return number(estimate) if not pd.isna(estimate) else f"{low:.1f} to{NBSP}{high:.1f}"


def span(row: pd.Series, places: int = 0) -> str:
    """The ends of a finding's range: `12 to 40`."""
    return f"{row['low']:.{places}f} to{NBSP}{row['high']:.{places}f}"


def points(change: float) -> str:
    """A difference on a scale in words: `a rise of 1.1 points`, `a fall of 0.12 points`, `no
    change`.
    """
    size = short(abs(change))
    if bare(size) == "0":
        return "no change"
    way = "fall" if change < 0 else "rise"
    return f"a {way} of {size} point{'s' * (bare(size) != '1')}"


def short(value: float) -> str:
    """A number on a scale to two places, without the zeros at its end: `5`, `1.1`, `4.02`."""
    two_places = f"{untraced(value):.2f}"
    return as_of(value, two_places.rstrip("0").rstrip(".").replace("-", "−"))


def span_of_ratios(low: float, high: float, joined: str = "to") -> str:
    """A range of ratios for a table: `×0.92 to ×1.02`."""
    if withheld(low):
        return SYMBOL
    return "–" if pd.isna(low) else f"{ratio(low, '×')} {joined}{NBSP}{ratio(high, '×')}"


def least(fall: float, rise: float) -> str:
    """The smallest fall and rise a series could show, for a table: `×0.73 or ×1.37`."""
    return span_of_ratios(fall, rise, "or")


def verdicts(given: pd.Series, joined: str = "in") -> str:
    """How often each verdict was given, in their declared order: `stable in 1 and cannot tell in
    4`.
    """
    often = _often(given)
    return listed([f"{key} {joined} {often[key]}" for key in VERDICTS if key in often])


def _often(given: Iterable[str]) -> dict[str, int]:
    """How many are each, in the order in which they come."""
    given = [*given]
    return {key: how_many([one for one in given if one == key]) for key in dict.fromkeys(given)}


# What stands for a verdict that may not be told.
KEPT = "withheld"
# What a verdict says of the series it was given to; `{which}` names them.
_SAYS = {
    DECREASE: "{which} fell",
    INCREASE: "{which} rose",
    POSSIBLE_DECREASE: "{which} may have fallen",
    POSSIBLE_INCREASE: "{which} may have risen",
    STABLE: "{which} stayed within the margin agreed beforehand",
    CANNOT_TELL: "nobody can tell a rise from a fall in {which}",
    TOO_FEW: "there are too few quarters to tell in {which}",
    TOO_FEW_MONTHS: "there are too few months to tell in {which}",
    KEPT: "whether {which} changed is withheld",
}


def outcome(verdicts: Mapping[str, str], plural: str = "series") -> str:
    """What was found of several series, by name, the rarest first: `visits may have fallen; nobody
    can tell a rise from a fall in the other 3 series`.
    """
    names: dict[str, list[str]] = {}
    for name, verdict in verdicts.items():
        names.setdefault(verdict, []).append(name)
    often = _often(verdicts.values())
    if len(names) == 1 < len(verdicts):
        (verdict,) = names
        number, are_two = often[verdict], len(verdicts) == 2
        if verdict == CANNOT_TELL:
            return _said(verdict, f"{'either' if are_two else 'any'} of the {number} {plural}")
        return _said(verdict, f"both {plural}" if are_two else f"all {number} {plural}")
    parts = []
    # The first of as many stands first: no verdict comes before its mirror image.
    for at, (verdict, of) in enumerate(sorted(names.items(), key=lambda one: len(one[1])), 1):
        many = f"{'the other ' * (at == len(names))}{often[verdict]} {plural}"
        parts.append(_said(verdict, listed(of) if len(of) <= 2 else many))
    return "; ".join(parts)


def headed(verdicts: Mapping[str, str], plural: str) -> str:
    """What was found of several, as briefly as a heading: `of 4 pages 1 may have fallen (home)`;
    how many moved, with the name of one alone, and where none did, what can be said of all.
    """
    moved = {name: verdict for name, verdict in verdicts.items() if verdict in MOVED}
    if not moved or len(verdicts) == 1:
        return outcome(verdicts, plural)
    told = listed(
        [_said(verdict, f"{number}") for verdict, number in _often(moved.values()).items()]
    )
    return f"of {how_many(verdicts.values())} {plural} {told}" + f" ({listed([*moved])})" * (
        len(moved) == 1
    )


def counted(given: pd.Series, plural: str) -> str:
    """What was found of many series, without their names: `Of 24 series, 1 may have fallen and
    nobody can tell a rise from a fall in 23`.
    """
    often = _often(given)
    if len(often) == 1 < len(given):
        return titled(outcome(dict(enumerate(given)), plural))
    said = [_said(verdict, f"{often[verdict]}") for verdict in _SAYS if verdict in often]
    return f"Of {how_many(given)} {plural}, {listed(said)}"


def beyond_chance(number: float) -> str:
    """How many changes are more than chance: `no change is distinguishable from chance`."""
    many = count(number, "change is", "changes are") if number else "no change is"
    return f"{many} distinguishable from chance"


def _said(verdict: str, which: str) -> str:
    return _SAYS[verdict].format(which=which)
