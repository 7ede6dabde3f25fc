"""Sentences on consultations logged row by row, by one rule for a rise and a fall: how many a month,
and what may be said of the second half of the months against the first.
"""

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL
from analysis.declare.periods import month_label
from analysis.declare.table import rows_with
from analysis.declare.withheld import withheld
from analysis.show import words
from analysis.show.lookup import borough_keys, index, of_kind
from analysis.show.shares import one
from strands.activity.declares.logs import HALVES

# How a log stands to the total that was sent beside it.
RECONCILED = ("reconciled", "reconciled, more logged")
_NOT_RECONCILED = "whether the log agrees with the total sent in all is withheld"
_NO_CHANGE = "no verdict on change, as it rests on counts that are withheld"


def first_month(rows: DataFrame) -> str:
    """The month of the first consultation of one borough."""
    return month_label(of_kind(rows, "in month")["when"].min())


def logged_in(found: DataFrame) -> list[str]:
    """The boroughs with a log that can be read, in order of joining."""
    return borough_keys(rows_with(found, statistic="consultations", refused=""))


def halves(rows: DataFrame) -> list:
    """The first half and the second of the months of one borough; none of a single month."""
    found = of_kind(rows, "in half")
    return list(found[found["subject"].isin(HALVES)].itertuples())


def level_sentence(found: DataFrame, borough: str) -> str:
    """How many, on how many cases, by how many, and a month with both intervals."""
    rows = rows_with(found, borough=borough)
    by_statistic = index(rows)
    count, case, practitioner = (
        words.count(by_statistic[f"{name}s"]["x"], name)
        for name in ("consultation", "case", "practitioner")
    )
    rate, drawn = by_statistic["a month"], by_statistic["a month by practitioner"]
    months = f"{words.count(rate['n'], 'month')} from {first_month(rows)}"
    level = f"**{borough_name(borough)}.** {words.titled(count)} on {case} by {practitioner} in {months}"
    level += ". How many a month is withheld." if withheld(rate["estimate"]) else _fits(rate, drawn)
    for name in RECONCILED:
        if (total := by_statistic.get(name)) is not None:
            level += f" {words.sentence(total['note'] or _NOT_RECONCILED)}"
    return level


def _fits(rate: Series, drawn: Series) -> str:
    """A rate a month with both intervals, or the reason why there is only one."""
    fits = f": {rate['estimate']:.1f} a month. 95% interval:"
    exact = f"{words.span(rate, 1)} if every consultation came by itself"
    if withheld(drawn["estimate"]):
        return f"{fits} {exact}; allowing for practitioners who come again it is withheld."
    if pd.isna(drawn["estimate"]):
        return f"{fits} {exact}; allowing for practitioners who come again, {drawn['note']}."
    again = f"{words.span(drawn, 1)}, allowing for practitioners who come again"
    return f"{fits} {again}; {exact}."


def change_sentence(found: DataFrame, borough: str) -> str:
    """What may be said of the second half of the months logged against the first."""
    rows, name = rows_with(found, borough=borough), borough_name(borough)
    by_statistic = index(rows)
    change = by_statistic["change"]
    if withheld(change["estimate"]):
        return f"**{name}.** {words.sentence(_NO_CHANGE)}"
    if not change["verdict"]:
        return f"**{name}.** {words.sentence(change['note'])}"
    first, second = halves(rows)
    low, high = (words.change(change[end]) for end in ("low", "high"))
    moved = (
        f"**{name}: {change['verdict']}.** {first.estimate:.1f} a month in {_months(rows, first)}, and"
        f" {second.estimate:.1f} in {_months(rows, second)}"
    )
    if change["verdict"] == CANNOT_TELL:
        return (
            f"{moved}: that is compatible with anything from {low} to {high}."
            f" {_could_show(by_statistic['detectable'])}{_days_in_halves(rows)}"
        )
    looked = one(found, "changes looked at")
    looked_at = words.count(looked["x"], "borough was", "boroughs were")
    return (
        f"{moved}: that fits {words.change(change['estimate'])} (95% interval: {low} to {high})."
        f" This look was not planned beforehand. {looked_at} looked at; by chance alone about 1 such"
        f" look in {looked['x'] / looked['estimate']:.0f} would seem to show a change."
        f"{_days_in_halves(rows)}"
    )


def _days_in_halves(rows: DataFrame) -> str:
    """How long a lead was in post in either half, which the change of a rate a month leaves out."""
    days = of_kind(rows, "days of lead in half")["x"]
    if days.empty:
        return ""
    first, second = days.astype(int)
    first = words.count(first, "working day")
    return f" A lead was in post on {first} of the first half and on {second} of the second."


def _months(rows: DataFrame, half) -> str:
    """The first and the last month of a half."""
    months = rows_with(of_kind(rows, "in month"), subject=half.subject)["when"]
    return f"{month_label(months.min())} to {month_label(months.max())}"


def _could_show(least: Series) -> str:
    """The smallest fall and rise that would have shown in 80 of 100 cases."""
    if withheld(least["low"], least["high"]):
        return "What would have shown is withheld."
    parts = [words.change(least[end]) for end in ("low", "high") if least[end] > 0]
    if not parts:
        return "No change would have shown in it."
    no_fall = "" if least["low"] > 0 else "; even a fall of 95% would not"
    return words.sentence(words.would_show(parts, "logs") + no_fall)
