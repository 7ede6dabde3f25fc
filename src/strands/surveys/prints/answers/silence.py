"""What those who did not answer may hide, as printed: the change over everybody in a sentence, a
table and a figure.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.surveys import INSTRUMENT, LEAST_RESPONSE, LEAST_USABLE
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import EVERYBODY, OF_ANSWERS, SCALE, WAVES
from strands.surveys.prints.everybody import (
    BEGUN,
    Panel,
    Statistics,
    bounds_column,
    has_waves,
    item_name,
    items_of,
    lines_explained,
    of_period,
    planned,
    readings_figure,
    signed,
    signed_span,
    statistics,
    titled,
    unchanged,
    where,
)
from strands.surveys.prints.headlines import (
    conditions,
    kept_back,
    those_who_answered,
    who_answered,
)

_LEE = "always answering: difference of means"
_LINES = "A broken line is no change. Dots: one value; bars: every value that can be."
_BOUNDS_NOTE = (
    "In brackets: the change. Silent: who could have answered and did not, and who answered only one"
    " of two questions of one sheet. The least and the most put all of them at one end of the scale,"
    " before and after (Manski bounds), so their changes are no differences from the average before."
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


def headlines(found: DataFrame, period: str) -> list[tuple[str, str, str, Statistics]]:
    """What was declared beforehand as that to look at, over all who could have answered."""
    found = of_period(found, period, OF_ANSWERS)
    primary = planned(found, primary=True)
    return [
        (key, titled(question).lower(), case, by)
        for key, question, case, by in cases_of(found, 0)
        if (key, question) in primary
    ]


def silence(found: DataFrame, period: str) -> Iterator[Block]:
    """A table a kind of everybody, under which conditions the change comes to what, and what the
    ranges take for granted.
    """
    found = of_period(found, period, OF_ANSWERS)
    yield Heading("answers-silence", "What those who did not answer may hide")
    for place, name in enumerate(("answers-bounds", "answers-bounds-before")):
        yield _bounds(found, place, name)
    yield Paragraphs(tuple(_conditions(found)))
    if any(cases_of(found, 0)):
        yield Paragraphs(tuple(_taken_for_granted(found)))


def chart(found: DataFrame, period: str) -> Iterator[PrintedFigure]:
    """The change of each primary item under each reading, a panel an item."""
    found = of_period(found, period, OF_ANSWERS)
    primary = planned(found, primary=True)
    reach = float(SCALE[1] - SCALE[0])
    panels = [
        _panel(key, question, case, by)
        for key, question, case, by in cases_of(found, 0)
        if (key, question) in primary
    ]
    yield from readings_figure(
        "answers-silent",
        "Counting the silent, the change in points is anywhere from",
        "Dots and bars of changes on the scale of answers.",
        panels,
        (signed, signed),
        (-reach, reach),
        lines_explained(_LINES, "at the average before", panels),
        "change of the average, points",
        "+",
    )


def _panel(key: str, question: str, case: str, by: Statistics) -> Panel:
    once = not has_waves(key)
    readings = {
        "change: answered": those_who_answered(by) if once else "between people not all the same",
        "change: silent unchanged": unchanged(once),
        _LEE: "those who would always answer (Lee)",
        "change: silent unknown": "all, whatever the silent would say",
    }
    name, of = item_name(key, question), who_answered(by, case, once)
    return Panel(name, of, by, readings, 0.0, "no change")


def _bounds(found: DataFrame, place: int, name: str) -> PrintedTable:
    """A column an item; the kind of everybody at `place` in its order, the nearest first."""
    columns, used, untold = {}, [found.head(0)], []
    for key, question, case, by in cases_of(found, place):
        if kept_back(by):
            untold.append(item_name(key, question))
            continue
        everybody = f"{by['change: silent unknown'].n:,.0f} {EVERYBODY[case]}"
        column = bounds_column(by, not has_waves(key))
        of_item = where(found, instrument=key, question=question)
        always = "change, those who would always answer"
        column[always] = signed_span(by[_LEE], words.NBSP)
        columns[f"{item_name(key, question)}, {everybody}"] = column
        used.append(of_item)
        for wave in () if place else WAVES:
            column[f"{wave}, weighted to boroughs"] = _weighted(statistics(of_item, moment=wave))
    cells = DataFrame(columns).rename_axis("Average").reset_index()
    rows = pd.concat(used)
    rows = rows[rows["statistic"].str.match("mean:|change:|tipping|headline|always|weight")]
    if place:
        caption, notes = "over those who answered before", (_BOUNDS_NOTE, BEGUN)
    else:
        caption = "over those who answered and over everybody"
        notes = (_BOUNDS_NOTE, BEGUN, *_NOTES)
    if untold:
        notes += (f"Not told, as it rests on counts that are withheld: {words.listed(untold)}.",)
    return PrintedTable(name, f"The same average {caption}", cells, rows, notes)


def _weighted(by: Statistics) -> str:
    mean = by.get("weighted: mean")
    if mean is None or pd.isna(mean.estimate):
        return "–"
    worth = by["weights: effective n"].estimate
    return SYMBOL if withheld(mean.estimate) else f"{mean.estimate:.2f} ({worth:.0f})"


def _conditions(found: DataFrame) -> Iterator[str]:
    """A paragraph an item: what the change over everybody comes to, and under which conditions."""
    for key, question, case, by in cases_of(found, 0):
        if not kept_back(by):
            said = conditions(by, case, not has_waves(key))
            yield f"**{item_name(key, question)}, over all.** {said}"


def _taken_for_granted(found: DataFrame) -> Iterator[str]:
    """When a range comes first, and what the ranges rest on."""
    yield (
        f"**Which comes first.** From {100 * LEAST_RESPONSE:g}% of those who could have answered"
        f" and {LEAST_USABLE} answers on, a sentence begins with those who answered; with fewer it"
        " begins with the range over everybody."
    )
    yield (
        "**Taken for granted.** An attendance is one person. Where the silent are said not to have"
        " changed, they are taken to have begun at the average of those who answered about before,"
        " and so are those who answered after where a survey was asked twice. None of it is known;"
        " the ranges hang on the first alone."
    )
    for key in where(found, statistic="links: pairs")["instrument"]:
        by = statistics(found, instrument=key, question="")
        pairs, *others = (
            by[f"links: {name}"].estimate for name in ("pairs", "unlinked after", "ambiguous after")
        )
        linked = "some usable answers, and of how many is withheld"
        if not withheld(pairs, *others):
            linked = f"{pairs:,.0f} of {pairs + sum(others):,.0f} usable answers"
        yield (
            f"**Taken for granted of {INSTRUMENT[key].name}.** Where everybody is who answered"
            " before, those who answered after are taken to be among them. Codes say so of"
            f" {linked}; the rest may be mistyped codes, or other people."
        )
