"""Sentences from findings by one rule, the same for a rise and a fall."""

from __future__ import annotations

import pandas as pd

from analysis.declare.finding import TOO_FEW_MONTHS, VERDICTS
from analysis.declare.statuses import STATUSES, SYMBOLS

NBSP = "\N{NO-BREAK SPACE}"  # keeps the ends of an interval on one line


def change(ratio: float, more: str = "") -> str:
    """A ratio in words: `a fall of 27%`, `a rise to 4.3 times`, `no change`; `more` comes before
    the size.
    """
    percent = 100 * abs(ratio - 1)
    if percent < 0.05:
        return "no change"
    if ratio >= 3:
        return (
            f"a rise to {more}{ratio:.{1 if ratio < 10 else 0}f} times"
            if ratio < 1000
            else "a rise to over 1000 times"
        )
    size = (
        "less than 1%" if percent < 0.5 else "over 99%" if ratio < 0.01 else f"{more}{percent:.0f}%"
    )
    return f"a {'fall' if ratio < 1 else 'rise'} of {size}"


def times(estimate: float, low: float, high: float) -> str:
    """A ratio and its interval for a table: `×0.94 (0.89 to 1.00)`; a dash where there is none."""
    return "–" if pd.isna(estimate) else f"×{estimate:.2f} ({low:.2f}{NBSP}to{NBSP}{high:.2f})"


def count(number: float, singular: str, plural: str = "") -> str:
    """A number with its noun: `1 quarter`, `4 quarters`."""
    return f"{number:.0f} {singular if number == 1 else plural or singular + 's'}"


def number(value: float | None, places: int = 1) -> str:
    """A number for a table; a dash where there is none."""
    return "–" if value is None or pd.isna(value) else f"{value:.{places}f}"


def rate(estimate: float, low: float, high: float) -> str:
    """A rate and its interval for a table: `6.3 (5.2 to 7.5)`; a dash where there is none."""
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


def points(change: float) -> str:
    """A difference on a scale in words: `a rise of 1.1 points`, `a fall of 0.12 points`, `no
    change`.
    """
    size = short(abs(change))
    return (
        "no change"
        if size == "0"
        else f"a {'fall' if change < 0 else 'rise'} of {size} point{'s' * (size != '1')}"
    )


def short(value: float) -> str:
    """A number on a scale to two places, without the zeros at its end: `5`, `1.1`, `4.02`."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")


def span_of_ratios(low: float, high: float) -> str:
    """A range of ratios for a table: `×0.92 to ×1.02`."""
    return "–" if pd.isna(low) else f"×{low:.2f} to{NBSP}×{high:.2f}"


def least(fall: float, rise: float) -> str:
    """The smallest fall and rise a series could show, for a table: `×0.73 or ×1.37`."""
    return "–" if pd.isna(fall) else f"×{fall:.2f} or{NBSP}×{rise:.2f}"


def sentence(note: str) -> str:
    """A note as a sentence."""
    return f"{note[:1].upper()}{note[1:]}."


def listed(items: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def verdicts(given: pd.Series, joined: str = "in") -> str:
    """How often each verdict was given, in their declared order: `stable in 1 and cannot tell in 4`."""
    often = given.value_counts()
    known = (*VERDICTS, TOO_FEW_MONTHS)
    return listed([f"{verdict} {joined} {often[verdict]}" for verdict in known if verdict in often])


def grouped(verdicts: dict[str, str]) -> str:
    """Names under their verdicts, rarest first: `possible decrease in X; cannot tell for Y
    and Z`.
    """
    names: dict[str, list[str]] = {}
    for name, verdict in verdicts.items():
        names.setdefault(verdict, []).append(name[0].lower() + name[1:])
    if len(names) == 1:
        return f"{next(iter(names))} for any of the {len(verdicts)} indicators"
    rarest_first = sorted(names, key=lambda verdict: (len(names[verdict]), verdict))
    return "; ".join(f"{verdict} for {listed(names[verdict])}" for verdict in rarest_first)
