"""What those who did not answer may hide, as printed: the change over everybody in a sentence, a
table and a figure.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.surveys import INSTRUMENT, LEAST_RESPONSE, LEAST_USABLE
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import EVERYBODY, OF_ANSWERS, SCALE, WAVES
from strands.surveys.prints.everybody import (
    Statistics,
    bounds_column,
    in_order,
    item_name,
    items_of,
    of_period,
    planned,
    readings_figure,
    signed,
    signed_span,
    statistics,
    where,
)

_LEE = "always answering: difference of means"
_READINGS = {
    "change: answered": "those who answered",
    "change: silent unchanged": "all, if the silent did not change",
    _LEE: "those who would always answer (Lee)",
    "change: silent unknown": "all, whatever the silent would say",
}
_BOUNDS_NOTE = (
    "In brackets: the difference from the average before. Silent: who could have answered and did"
    " not. The least and the most put all of them at one end of the scale (Manski bounds)."
)
_NOTES = (
    (
        "Would always answer: the change among those who would have answered before and after;"
        " holds only if all who answered at the time fewer did would have answered at the other"
        " (Lee bounds), and only where codes link answers."
    ),
    (
        "Weighted: each borough counts as it does among attendances; in brackets the number of"
        " equal answers the weighted ones are worth. –: not known, or refused; the reasons stand at"
        " the end of the section."
    ),
)


def cases_of(found: DataFrame, place: int) -> Iterator[tuple[str, str, str, Statistics]]:
    """Each item with the kind of everybody that stands at `place`, and its statistics by name."""
    for key, question in items_of(where(found, statistic="headline")):
        of_item = where(found, instrument=key, question=question, wave="")
        cases = where(of_item, statistic="headline")["reading"].unique()
        if place < len(cases):
            lee, of_case = where(of_item, statistic=_LEE), where(of_item, reading=cases[place])
            yield key, question, cases[place], index(pd.concat([lee, of_case]))


def headline(by: Statistics, case: str, asked_once: bool) -> str:
    """The change over those who answered and over everybody: the range first where too few
    answered, else second. Where people were `asked_once`, those who tell of before tell of after.
    """
    unknown, answered, before = (
        by["change: silent unknown"],
        by["mean: answered"],
        by["mean: before"],
    )
    low, high = words.points(unknown.low), words.points(unknown.high)
    change = low if low == high else f"anywhere from {low} to {high}"
    everybody = f"over all {unknown.n:,.0f} {EVERYBODY[case]} the change is {change}"
    if silent := unknown.n - answered.n:
        moment = "" if asked_once else " after"
        everybody += f", whatever the {silent:,.0f} who did not answer{moment} would have said"
        everybody += " of before and of after" * asked_once
        if not asked_once and (at_first := unknown.n - min(before.n, unknown.n)):
            everybody += f", and the {at_first:,.0f} who did not answer before"
    scale = f"on the scale from {SCALE[0]} to {SCALE[1]}"
    first, last = words.short(before.estimate), words.short(answered.estimate)
    few = (
        f"among the {answered.n:,.0f} who answered the average {scale} was {first} before and"
        f" {last} after, {words.points(by['change: answered'].estimate)}"
    )
    if not asked_once:
        few = (
            f"{before.n:,.0f} answered before, with {first} {scale} on average, and"
            f" {answered.n:,.0f} after, with {last}: {words.points(by['change: answered'].estimate)}"
            " between people who are not all the same"
        )
    return f"{in_order(by, few, everybody)} {_silent(by)}"


def _silent(by: Statistics) -> str:
    """What the change comes to if the silent did not change, and what would take it away."""
    still, tipping = by["change: silent unchanged"].estimate, by["tipping: mean"]
    if "tipping: change" not in by:
        return words.sentence(tipping.note)
    moved = words.points(by["tipping: change"].estimate)
    sentence = (
        f"If those who did not answer did not change, the change over all is {words.points(still)}"
    )
    if tipping.note:
        return f"{sentence}; {tipping.note}."
    if moved == words.points(0):
        return f"{sentence}."
    average = words.short(tipping.estimate)
    return f"{sentence}; there is none if they averaged {average} after, {moved} of their own."


def silence(found: DataFrame, period: str) -> Iterator[Block]:
    """The figure of the ranges, a table a kind of everybody, and what they take for granted."""
    found = of_period(found, period, OF_ANSWERS)
    yield Heading("answers-silence", "What those who did not answer may hide")
    yield from _figure(found)
    for place, name in enumerate(("answers-bounds", "answers-bounds-before")):
        yield _bounds(found, place, name)
    if any(cases_of(found, 0)):
        yield Paragraphs(tuple(_taken_for_granted(found)))


def _figure(found: DataFrame) -> Iterator[PrintedFigure]:
    """The change of each primary item under each reading, a panel an item."""
    primary = planned(found, primary=True)
    reach = float(SCALE[1] - SCALE[0])
    yield from readings_figure(
        "answers-silent",
        "Counting the silent, the change in points is anywhere from",
        "Dots and bars of changes on the scale of answers.",
        [
            (item_name(key, question), case, by, 0.0, "no change")
            for key, question, case, by in cases_of(found, 0)
            if (key, question) in primary
        ],
        _READINGS,
        (signed, signed),
        (-reach, reach),
        "A broken line is no change. Dots: one value; bars: every value that can be.",
        "change of the average, points",
        "+",
    )


def _bounds(found: DataFrame, place: int, name: str) -> PrintedTable:
    """A column an item; the kind of everybody at `place` in its order, the nearest first."""
    columns, used = {}, [found.head(0)]
    for key, question, case, by in cases_of(found, place):
        everybody = f"{by['change: silent unknown'].n:,.0f} {EVERYBODY[case]}"
        column, of_item = bounds_column(by), where(found, instrument=key, question=question)
        always = "change, those who would always answer"
        column[always] = signed_span(by[_LEE], words.NBSP)
        columns[f"{item_name(key, question)}, {everybody}"] = column
        used.append(of_item)
        for wave in () if place else WAVES:
            column[f"{wave}, weighted to boroughs"] = _weighted(statistics(of_item, wave=wave))
    cells = DataFrame(columns).rename_axis("Average").reset_index()
    rows = pd.concat(used)
    rows = rows[rows["statistic"].str.match("mean:|change:|tipping|headline|always|weight")]
    if place:
        caption, notes = "over those who answered before", (_BOUNDS_NOTE,)
    else:
        caption, notes = "over those who answered and over everybody", (_BOUNDS_NOTE, *_NOTES)
    return PrintedTable(name, f"The same average {caption}", cells, rows, notes)


def _weighted(by: Statistics) -> str:
    mean = by.get("weighted: mean")
    if mean is None or pd.isna(mean.estimate):
        return "–"
    return f"{mean.estimate:.2f} ({by['weights: effective n'].estimate:.0f})"


def _taken_for_granted(found: DataFrame) -> Iterator[str]:
    """When a range comes first, and what the ranges rest on."""
    yield (
        f"**Which comes first.** From {100 * LEAST_RESPONSE:g}% of those who could have answered"
        f" and {LEAST_USABLE} answers on, a sentence begins with those who answered; with fewer it"
        " begins with the range over everybody."
    )
    yield (
        "**Taken for granted.** An attendance is one person, and the silent began at the average of"
        " those who did answer about before; neither is known."
    )
    for key in where(found, statistic="links: pairs")["instrument"]:
        by = statistics(found, instrument=key, question="")
        pairs, *others = (
            by[f"links: {name}"].estimate for name in ("pairs", "unlinked after", "ambiguous after")
        )
        yield (
            f"**Taken for granted of {INSTRUMENT[key].name}.** Where everybody is who answered"
            " before, those who answered after are taken to be among them. Codes say so of"
            f" {pairs:,.0f} of {pairs + sum(others):,.0f} usable sheets; the rest may be mistyped"
            " codes, or other people."
        )
