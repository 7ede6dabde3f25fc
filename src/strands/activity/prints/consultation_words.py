"""Sentences on consultations as they were logged, by one rule for a rise and a fall."""

from __future__ import annotations

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import month_label
from analysis.show import words
from analysis.show.shares import one


def level_sentence(found: pd.DataFrame, borough: str) -> str:
    """How many, on how many cases, by how many, and a month with both intervals."""
    count, cases, came = (
        one(found, name, borough)["x"] for name in ("consultations", "cases", "practitioners")
    )
    monthly = found[(found["statistic"] == "a month") & (found["borough"] == borough)].iloc[0]
    drawn, total = one(found, "a month by practitioner", borough), one(found, "reconciled", borough)
    said = (
        f"**{borough_name(borough)}.** {words.count(count, 'consultation')} on"
        f" {words.count(cases, 'case')} by {words.count(came, 'practitioner')} in"
        f" {words.count(monthly['n'], 'month')} from {month_label(monthly['subject'])}:"
        f" {monthly['estimate']:.1f} a month. "
    )
    if pd.isna(drawn["estimate"]):
        said += (
            f"One by one that fits {_between(monthly)} (95% interval). By practitioner:"
            f" {drawn['note']}."
        )
    else:
        said += (
            f"One by one that fits {_between(monthly)}; as practitioners come again,"
            f" {_between(drawn)} (95% intervals)."
        )
    return said if total is None else f"{said} {words.sentence(total['note'])}"


def _between(row: pd.Series) -> str:
    return f"{row['low']:.1f} to{words.NBSP}{row['high']:.1f}"


def change_sentence(found: pd.DataFrame, borough: str) -> str:
    """What may be said of the second half of the months logged against the first."""
    change, name = one(found, "change", borough), borough_name(borough)
    if pd.isna(change["estimate"]):
        return f"**{name}: too few.** {words.sentence(change['note'])}"
    first, second = (one(found, "in half", borough, f"{half} half") for half in ("first", "second"))
    low, high = (words.change(change[end]) for end in ("low", "high"))
    moved = (
        f"{first['estimate']:.1f} a month in {_months(first)}, and {second['estimate']:.1f} in"
        f" {_months(second)}"
    )
    if change["note"] == "cannot tell":
        return (
            f"**{name}: cannot tell.** {moved}: that is compatible with anything from {low} to"
            f" {high}. {_could_show(one(found, 'detectable', borough))}"
        )
    looked = one(found, "changes looked at")
    return (
        f"**{name}: {change['note']}.** {moved}: that fits {words.change(change['estimate'])} (95%"
        f" interval: {low} to {high}). It was not planned beforehand, and is one of"
        f" {words.count(looked['x'], 'borough')} looked at, of which chance alone would make"
        f" {looked['estimate']:.2g} seem to change."
    )


def _months(half: pd.Series) -> str:
    first, _, last = half["note"].partition(" to ")
    return f"{month_label(first)} to {month_label(last)}"


def _could_show(least: pd.Series) -> str:
    """The smallest fall and rise that would have shown in 80 of 100 cases."""
    said = [
        words.change(least[end], "at least ") for end in ("low", "high") if not pd.isna(least[end])
    ]
    return (
        f"Such a log could only have shown {' or '.join(said)}."
        if said
        else "No change would have shown in it."
    )
