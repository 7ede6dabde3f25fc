"""Averages before and after as printed: over those who answered, and over everybody whatever the
silent would say.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.statuses import SYMBOLS
from analysis.declare.surveys import DESIGNS, INSTRUMENT
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import EVERYBODY, OF_SUMS
from strands.surveys.declares.sums import ASSUMPTIONS
from strands.surveys.prints.everybody import (
    Statistics,
    bounds_column,
    in_order,
    of_period,
    readings_figure,
    signed,
    signed_span,
    statistics,
    where,
)

_READINGS = {
    "mean: answered": "those who answered",
    "mean: silent unchanged": "all, if the silent did not change",
    "mean: silent unknown": "all, whatever the silent would say",
}


def rating_sentences(found: DataFrame) -> Iterator[str]:
    """A paragraph a rating, over the first kind of everybody: the range first where too few
    answered, else second.
    """
    for key, item, case, by in _cases(found, first=True):
        survey, answered = INSTRUMENT[key], by["change: answered"]
        about = f"**{survey.name}: {_plain(item)}.**"
        change = words.points(answered.estimate)
        if "headline" not in by:
            yield f"{about} Among those who answered, {change}; {answered.note}."
            continue
        unknown = by["mean: silent unknown"]
        everybody = (
            f"over all {unknown.n:,.0f} {EVERYBODY[case]} the average after lies between"
            f" {words.short(unknown.low)} and {words.short(unknown.high)} on the scale from"
            f" {survey.scale[0]} to {survey.scale[1]}, depending on what the"
            f" {unknown.n - answered.n:,.0f} who did not answer would have said; before, it was"
            f" {_before(by)}"
        )
        few = (
            f"among those who answered ({answered.n:,.0f}) it was"
            f" {words.short(by['mean: answered'].estimate)}: {change}"
        )
        averages = in_order(by, few, everybody)
        yield f"{about} {averages} {_silent(by)} This survey was {DESIGNS[survey.design]}."


def _before(by: Statistics) -> str:
    """The average before, and how it was printed where that was a limit."""
    row = by["mean: before"]
    return words.short(row.estimate) + (f" ({row.note})" if row.note else "")


def _silent(by: Statistics) -> str:
    """What the change comes to if the silent did not change, and what would take it away."""
    still, tipping = words.points(by["change: silent unchanged"].estimate), by["tipping: mean"]
    if pd.isna(tipping.estimate):
        return f"Over all that is {still}: {tipping.note}."
    moved = words.points(by["tipping: change"].estimate)
    if tipping.note or moved == words.points(0):
        beyond = f"; {tipping.note}" if tipping.note else ""
        return f"If they did not change, that is {still} over all{beyond}."
    return (
        f"If those who did not answer did not change, that is {still} over all; and there is no"
        f" change over all if they averaged {words.short(tipping.estimate)} after, {moved} of"
        " their own."
    )


def ratings(rows: DataFrame, found: DataFrame, period: str) -> Iterator[Block]:
    """Averages as printed, their readings over everybody in a table and a figure, and what is taken
    for granted.
    """
    rows, found = where(rows, period=period), of_period(found, period, OF_SUMS)
    yield Heading("surveys-ratings", "Averages before and after")
    yield _printed_averages(rows, found)
    yield _bounds(found)
    yield from _figure(found)
    yield _limits(rows, found)
    yield Paragraphs(tuple(_shares(found)))
    yield _assumptions(set(rows["instrument"]))


def _printed_averages(rows: DataFrame, found: DataFrame) -> PrintedTable:
    lines = []
    for (key, item), of_item in rows.groupby(["instrument", "item"], sort=False):
        line = {"Survey": f"{INSTRUMENT[key].name}: {_plain(item)}", "Before": "", "After": ""}
        for row in of_item.itertuples():
            returned = row.status == "returned"
            line[row.wave.capitalize()] = row.raw if returned else SYMBOLS[row.status]
        rounding = statistics(found, instrument=key, item=item).get("change: rounding")
        known = rounding is not None
        line["Change, those who answered"] = signed(rounding.estimate) if known else "–"
        line["Change, as far as rounding tells"] = signed_span(rounding) if known else "–"
        lines.append(line)
    notes = []
    for key in rows["instrument"].unique():
        survey = INSTRUMENT[key]
        least, most = survey.scale
        notes.append(f"{survey.name}: {DESIGNS[survey.design]}. Scale from {least} to {most}.")
    notes = (*notes, *words.symbols(set(rows["status"])))
    return PrintedTable("surveys-averages", "Averages as printed", lines, rows, notes)


def _bounds(found: DataFrame) -> PrintedTable:
    """A column a survey and kind of everybody; a line a reading of the average after."""
    columns = {}
    for key, item, case, by in _bounded(found):
        everybody = f"{by['mean: silent unknown'].n:,.0f} {EVERYBODY[case]}"
        columns[f"{_rated(found, key, item)}: {everybody}"] = bounds_column(by)
    cells = DataFrame(columns).rename_axis("Average").reset_index()
    used = found["statistic"].str.match("(?:mean|change|tipping|headline)")
    note = (
        "Silent: who could have answered and did not. In brackets: the difference from the average"
        " before. The least and the most put every silent person at one end of the scale (Manski"
        " bounds)."
    )
    caption = "One average, over those who answered and over everybody"
    rows = where(found[used], limit="")
    return PrintedTable("surveys-bounds", caption, cells, rows, (note,))


def _figure(found: DataFrame) -> Iterator[PrintedFigure]:
    """The same average under each reading, a panel a survey."""
    panels, scales = [], []
    for key, item, case, by in _bounded(found, first=True):
        before = by["mean: before"].estimate, f"before: {_before(by)}"
        panels.append((_rated(found, key, item), case, by, *before))
        scales += INSTRUMENT[key].scale
    yield from readings_figure(
        "surveys-silent",
        "Counting the silent, the average after training is anywhere from",
        "Dots and bars on the scale of answers.",
        panels,
        _READINGS,
        (words.short, "{:.2f}".format),
        (min(scales, default=0), max(scales, default=0)),
        "A broken line is the average before. Dots: one value; bars: every value the scale allows.",
    )


def _limits(rows: DataFrame, found: DataFrame) -> PrintedTable:
    """What changes where an average that was printed as a limit is read otherwise."""
    limits = where(rows, status="returned", bound=("under", "over"))
    used = where(found, instrument=limits["instrument"])
    lines = [
        {
            "Before, read as": words.short(by["mean: before"].estimate),
            "Survey": f"{_rated(found, key, item)}, all {EVERYBODY[case]}",
            "Change, those who answered": signed(by["change: answered"].estimate),
            "Change, all, silent unchanged": signed(by["change: silent unchanged"].estimate),
            "Silent, for no change": words.number(by["tipping: mean"].estimate, 2),
        }
        for limit in used["limit"].unique()
        for key, item, case, by in _bounded(used, limit, first=True)
    ]
    typed = [
        f"“{row.raw}” ({INSTRUMENT[row.instrument].name}, {row.wave})"
        for row in limits.itertuples()
    ]
    note = (
        f"Printed as {words.listed(typed)}: no number. The first line is the reading used"
        " everywhere else; the others show what hangs on it. The least and the most over all do"
        " not change with it."
    )
    caption = "Other readings of an average printed as a limit"
    cells = DataFrame(lines)
    return PrintedTable("surveys-limits", caption, cells, used, (note,), ("Survey",))


def _shares(found: DataFrame) -> Iterator[str]:
    """A share who said something, over everybody who could have answered."""
    for row in where(found, statistic="share: silent unknown").itertuples():
        yield (
            f"**{INSTRUMENT[row.instrument].name}: {_plain(row.item)}.** {words.sentence(row.note)}"
            f" Then {row.estimate:g}% said so, and over all {row.n:,.0f} {EVERYBODY[row.reading]}"
            f" it is between {row.low:.1f}% and {row.high:.1f}%, as none or all of the silent would"
            " have said so."
        )


def _assumptions(keys: set[str]) -> PrintedTable:
    lines = []
    for assumption in ASSUMPTIONS:
        if keys & set(assumption.instruments):
            names = words.listed([INSTRUMENT[key].name for key in assumption.instruments])
            lines.append({"Survey": names, "Taken for granted": assumption.says})
    cells, caption = DataFrame(lines), "What the ranges take for granted"
    return PrintedTable("surveys-assumptions", caption, cells, cells, (), ("Taken for granted",))


def _cases(
    found: DataFrame, limit: str = "", first: bool = False
) -> Iterator[tuple[str, str, str, Statistics]]:
    """Each survey, question and kind of everybody with its statistics; the `first` kind of each
    only, if so wanted.
    """
    rows, seen = where(found, wave="", limit=limit), set()
    rows = rows[rows["reading"] != ""]
    for (key, item, case), same in rows.groupby(["instrument", "item", "reading"], sort=False):
        if not (first and (key, item) in seen):
            seen.add((key, item))
            yield key, item, case, index(same)


def _bounded(*about: object, **wanted: bool) -> Iterator[tuple[str, str, str, Statistics]]:
    """Of those cases the ones that have averages over everybody."""
    return (case for case in _cases(*about, **wanted) if "headline" in case[-1])


def _rated(found: DataFrame, key: str, item: str) -> str:
    """A survey's name, with what was rated where it asked for more than one rating."""
    rated = where(found, instrument=key, statistic="mean: before")["item"]
    return INSTRUMENT[key].name + (f", {_plain(item)}" if rated.nunique() > 1 else "")


def _plain(item: str) -> str:
    """What was rated, without its scale: `knowledge about perpetrators`."""
    bare = item.split(" (")[0]
    return bare[0].lower() + bare[1:]
