"""Averages before and after as printed: over those who answered, and over everybody whatever the
silent would say.
"""

import re
from collections.abc import Iterable, Iterator

from pandas import DataFrame

from analysis.declare.statuses import SYMBOLS
from analysis.declare.surveys import DESIGNS, INSTRUMENT
from analysis.declare.traced import as_of
from analysis.declare.withheld import withheld
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import EVERYBODY, OF_SUMS
from strands.surveys.declares.sums import ASSUMPTIONS
from strands.surveys.prints.everybody import (
    BEGUN,
    Panel,
    bounds_column,
    has_waves,
    lines_explained,
    of_period,
    readings_figure,
    signed,
    signed_span,
    statistics,
    unchanged,
    where,
    whole,
)
from strands.surveys.prints.headlines import (
    Case,
    average,
    conditions,
    headline,
    kept_back,
    who_answered,
)

_LIMITS = "Other readings of an average printed as a limit"
_LINES = "A broken line is the average before. Dots: one value; bars: every value the scale allows."


def headlines(found: DataFrame, period: str) -> list[Case]:
    """What each survey rated, over all who could have answered, where averages of all are there."""
    cases = _widest(_bounded(of_period(found, period, OF_SUMS)))
    return [(key, _plain(item), case, by) for key, item, case, by in cases]


def rating_sentences(found: DataFrame) -> Iterator[str]:
    """A paragraph a rating, over all who could have answered: the range first where too few
    answered, else second.
    """
    for key, item, case, by in _widest(_cases(found)):
        survey, answered = INSTRUMENT[key], by["change: answered"]
        about = f"**{survey.name}: {_plain(item)}.**"
        if "headline" in by:
            yield f"{about} {headline(by, case, survey.scale, not has_waves(key))}"
            continue
        who = "Among those who answered"
        if has_waves(key):
            who = "Between those who answered before and those who answered after"
        if withheld(answered.estimate):
            yield f"{about} {who} the change is withheld."
            continue
        yield f"{about} {who}, {words.points(answered.estimate)}; {answered.note}."


def ratings(rows: DataFrame | None, found: DataFrame, period: str) -> Iterator[Block]:
    """Averages as printed, their readings over everybody in a table and a figure, and last what is
    taken for granted, under its heading. `rows` are the returned rows, None where counts are withheld.
    """
    found = of_period(found, period, OF_SUMS)
    typed = None if rows is None else where(rows, period=period)
    yield Heading("surveys-ratings", "Averages before and after")
    if typed is not None:
        yield _printed_averages(typed, found)
    yield _bounds(found)
    yield Paragraphs(tuple(_conditions(found)))
    yield from _figure(found)
    if typed is not None:
        yield _limits(typed, found)
    yield Paragraphs(tuple(_shares(found)))
    rated = where(found, statistic="change: answered") if typed is None else typed
    yield Heading("surveys-granted", "What is taken for granted")
    yield _assumptions(set(rated["instrument"]))


def _printed_averages(rows: DataFrame, found: DataFrame) -> PrintedTable:
    lines = []
    for (key, item), of_item in rows.groupby(["instrument", "item"], sort=False):
        line = {"Survey": f"{INSTRUMENT[key].name}: {_plain(item)}", "Before": "", "After": ""}
        for row in of_item.itertuples():
            returned = row.status == "returned"
            typed = as_of(row.number, row.raw)
            line[row.wave.capitalize()] = typed if returned else SYMBOLS[row.status]
        rounding = statistics(found, instrument=key, item=item).get("change: rounding")
        known = rounding is not None
        line["After less before"] = signed(rounding.estimate) if known else "–"
        # A limit such as "under 4" has no lower end that rounding could tell.
        exact = known and all(re.fullmatch(r"[\d.]+", raw) for raw in of_item["raw"])
        line["The same, as far as rounding tells"] = signed_span(rounding) if exact else "–"
        lines.append(line)
    notes = []
    for key in rows["instrument"].unique():
        survey = INSTRUMENT[key]
        least, most = survey.scale
        notes.append(
            f"{survey.name}: {DESIGNS[survey.design]}. Scale from {least} to {most}."
            f"{_after_less_before(where(found, instrument=key))}"
        )
    notes = (*notes, *_read_as(found), *words.symbols(set(rows["status"])))
    return PrintedTable("surveys-averages", "Averages as printed", lines, rows, notes)


def _after_less_before(found: DataFrame) -> str:
    """Whose change it is from one printed average to the other, or that it is nobody's."""
    for key, _, _, by in _widest(_bounded(found)):
        before, after = (whole(by[f"mean: {when}"].n) for when in ("before", "answered"))
        if has_waves(key):
            return (
                f" After less before is no change of anybody: {before} answered before and {after}"
                " after, and they are not all the same."
            )
        return f" After less before is the change of the {after} who answered."
    return ""


def _read_as(found: DataFrame) -> Iterator[str]:
    """With which number for an average printed as a limit the change is worked out."""
    for key, item, _, by in _widest(_bounded(found)):
        means = by["mean: before"], by["mean: answered"]
        if limits := [average(mean) for mean in means if mean.note]:
            yield (
                f"{_rated(found, key, item)}: after less before is worked out with"
                f" {words.listed(limits)}. Others stand in the table “{_LIMITS}”."
            )


def _bounds(found: DataFrame) -> PrintedTable:
    """A column a survey and kind of everybody; a line a reading of the average after."""
    columns, untold = {}, []
    for key, item, case, by in _bounded(found):
        if kept_back(by):
            untold.append(_rated(found, key, item))
            continue
        everybody = f"{by['mean: silent unknown'].n:,.0f} {EVERYBODY[case]}"
        columns[f"{_rated(found, key, item)}: {everybody}"] = bounds_column(by, not has_waves(key))
    cells = DataFrame(columns).rename_axis("Average").reset_index()
    used = found["statistic"].str.match("(?:mean|change|tipping|headline)")
    note = (
        "Silent: who could have answered and did not. In brackets: the change. The least and the most"
        " put every silent person at one end of the scale, before and after (Manski bounds), so their"
        " changes are no differences from the average before."
    )
    caption = "One average, over those who answered and over everybody"
    rows = where(found[used], limit="")
    notes = (note, BEGUN)
    if untold:
        names = words.listed(list(dict.fromkeys(untold)))
        notes += (f"Not told, as it rests on counts that are withheld: {names}.",)
    return PrintedTable("surveys-bounds", caption, cells, rows, notes)


def _conditions(found: DataFrame) -> Iterator[str]:
    """A paragraph a rating: what the change over everybody comes to, and under which conditions."""
    for key, item, case, by in _widest(_bounded(found)):
        if kept_back(by):
            continue
        survey = INSTRUMENT[key]
        yield (
            f"**{survey.name}: {_plain(item)}, over all.** This survey was"
            f" {DESIGNS[survey.design]}. {conditions(by, case, not has_waves(key))}"
        )


def _figure(found: DataFrame) -> Iterator[PrintedFigure]:
    """The same average under each reading, a panel a survey."""
    panels, scales = [], []
    for key, item, case, by in _widest(_bounded(found)):
        once = not has_waves(key)
        readings = {
            "mean: answered": "those who answered" if once else "those who answered after",
            "mean: silent unchanged": unchanged(once),
            "mean: silent unknown": "all, whatever the silent would say",
        }
        about = _rated(found, key, item), who_answered(by, case, once), by, readings
        before = by["mean: before"]
        panels.append(Panel(*about, before.estimate, f"before: {average(before)}"))
        scales += INSTRUMENT[key].scale
    yield from readings_figure(
        "surveys-silent",
        "Counting the silent, the average after training is anywhere from",
        "Dots and bars on the scale of answers.",
        panels,
        (words.short, "{:.2f}".format),
        (min(scales, default=0), max(scales, default=0)),
        lines_explained(_LINES, "there", panels),
    )


def _limits(rows: DataFrame, found: DataFrame) -> PrintedTable:
    """What changes where an average that was printed as a limit is read otherwise."""
    limits = where(rows, status="returned", bound=("under", "over"))
    used = where(found, instrument=limits["instrument"])
    lines = [
        {
            "Before, read as": words.short(by["mean: before"].estimate),
            "Survey": f"{_rated(found, key, item)}, all {EVERYBODY[case]}",
            "After less before": signed(by["change: answered"].estimate),
            "Change, all, silent unchanged": signed(by["change: silent unchanged"].estimate),
            "Change, all, silent unknown": signed_span(by["change: silent unknown"]),
            "Silent, for no change": words.number(by["tipping: mean"].estimate, 2),
        }
        for limit in used["limit"].unique()
        for key, item, case, by in _widest(_bounded(used, limit))
    ]
    typed = [
        f"“{row.raw}” ({INSTRUMENT[row.instrument].name}, {row.wave})"
        for row in limits.itertuples()
    ]
    note = (
        f"Printed as {words.listed(typed)}: no number. The first line is the reading used"
        " everywhere else; the others show what hangs on it. The least and the most that the"
        " average after may be over all do not change with it."
    )
    cells = DataFrame(lines)
    return PrintedTable("surveys-limits", _LIMITS, cells, used, (note,), ("Survey",))


def _shares(found: DataFrame) -> Iterator[str]:
    """A share who said something, over everybody who could have answered."""
    for row in where(found, statistic="share: silent unknown").itertuples():
        if withheld(row.estimate, row.low, row.high, row.n):
            continue
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


def _cases(found: DataFrame, limit: str = "") -> Iterator[Case]:
    """Each survey, question and kind of everybody with its statistics."""
    rows = where(found, wave="", limit=limit)
    rows = rows[rows["reading"] != ""]
    for (key, item, case), same in rows.groupby(["instrument", "item", "reading"], sort=False):
        yield key, item, case, index(same)


def _bounded(found: DataFrame, limit: str = "") -> Iterator[Case]:
    """Of those cases the ones that have averages over everybody."""
    return (case for case in _cases(found, limit) if "headline" in case[-1])


def _widest(cases: Iterable[Case]) -> Iterator[Case]:
    """Of each survey and question the first kind of everybody: all who could have answered, and who
    answered before only where nothing is known over those.
    """
    widest: dict[tuple[str, str], Case] = {}
    for case in cases:
        known = widest.setdefault(case[:2], case)
        if "headline" not in known[-1] and "headline" in case[-1]:
            widest[case[:2]] = case
    yield from widest.values()


def _rated(found: DataFrame, key: str, item: str) -> str:
    """A survey's name, with what was rated where it asked for more than one rating."""
    rated = where(found, instrument=key, statistic="mean: before")["item"]
    return INSTRUMENT[key].name + (f", {_plain(item)}" if rated.nunique() > 1 else "")


def _plain(item: str) -> str:
    """What was rated, without its scale: `knowledge about perpetrators`."""
    bare = item.split(" (")[0]
    return bare[0].lower() + bare[1:]
