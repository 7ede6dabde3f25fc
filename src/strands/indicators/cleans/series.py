"""What the numbers themselves ask: gaps, and by the rules that all strands share lone zeros, copies,
running totals and jumps, rises and falls alike.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from statistics import mean
from types import MappingProxyType

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label
from analysis.declare.recording import speaks_of_change
from analysis.read.ask import series as shared
from analysis.read.ask.queries import Query
from strands.indicators.cleans.reading import Row

# How far apart two levels are from which on no chance parts them, in standard deviations of counts
# as they vary.
SHIFT = 3.8
SPREAD = math.sqrt(shared.DISPERSION)
# A definition that changed moves a count by half or more, and the ratio of the two counts by a
# fifth.
JUMP = math.log(1.5)
RATIO_MOVES = math.log(1.2)

Series = dict[str, list[Row]]


def series_queries(
    rows: Iterable[Row], earlier: shared.Earlier = MappingProxyType({})
) -> Iterator[Query]:
    """Every question about the numbers of each borough; never across boroughs."""
    boroughs: dict[str, Series] = {}
    for row in rows:
        boroughs.setdefault(row.borough, {}).setdefault(row.indicator, []).append(row)
    for series in boroughs.values():
        for held in series.values():
            yield from blank_inside_series(held)
        yield from not_returned_quarters(series)
        yield from recording_changed(series)
        asked = list(_shared(series, earlier))
        yield from asked
        yield from definition_fingerprint({key: kept_out(series[key], asked) for key in series})


def recording_changed(series: Series) -> Iterator[Query]:
    """A note of a new system, or of another way of counting, once a note of a borough."""
    told: set[str] = set()
    for row in (row for rows in series.values() for row in rows):
        if speaks_of_change(row.caveat) and row.caveat not in told and not row.at.corrected:
            told.add(row.caveat)
            yield row.ask("recording_changed")


def kept_out(rows: Iterable[Row], asked: Iterable[Query]) -> list[Row]:
    """The rows, those queried whose count no sentence may rest on until its question is answered."""
    rows, asked = list(rows), list(asked)
    jumps, totals = (
        [row for row in rows if _is_asked(row, asked, rule)]
        for rule in ("tenfold_jump", "year_to_date")
    )
    series = {(row.borough, row.indicator) for row in totals}
    return [
        replace(row, status="queried", count=None)
        if row in jumps or (row.count is not None and (row.borough, row.indicator) in series)
        else row
        for row in rows
    ]


def _is_asked(row: Row, asked: Iterable[Query], rule: str) -> bool:
    place = (row.file, row.sheet, row.address)
    return any(one.rule == rule and (one.file, one.sheet, one.cell) == place for one in asked)


def _shared(series: Series, earlier: shared.Earlier) -> Iterator[Query]:
    held = {
        key: shared.Series(
            tuple(row.quarter for row in rows),
            [row.count for row in rows],
            earlier.get((rows[0].borough, key), ()),
            frozenset(place for place, row in enumerate(rows) if row.at.corrected),
        )
        for key, rows in series.items()
    }
    for doubt in shared.doubts(held):
        yield series[doubt.series][doubt.place].ask(doubt.rule, **doubt.words)
    for place in shared.repeats(held):
        before, now = (next(iter(series.values()))[at] for at in (place - 1, place))
        labels = {"quarter": quarter_label(now.quarter), "previous": quarter_label(before.quarter)}
        yield now.ask("copy_forward", **labels)
    for first, second in copies(held):
        names = {"indicator": INDICATOR[second].name, "other": INDICATOR[first].name}
        yield _returned(series[second])[0].ask("copied_series", **names)


def _returned(held: list[Row]) -> list[Row]:
    return [row for row in held if row.count is not None]


def _is_blank(row: Row) -> bool:
    return row.status == "not_returned" and not row.at.text.strip()


def _ends(held: list[Row]) -> tuple[int, int]:
    """The places of the first and last quarter that hold anything."""
    typed = [place for place, row in enumerate(held) if row.at.text.strip()]
    return (typed[0], typed[-1]) if typed else (len(held), -1)


def blank_inside_series(held: list[Row]) -> Iterator[Query]:
    """A blank between quarters that were returned; blanks at either end are quarters not returned."""
    first, last = _ends(held)
    for row in held[first + 1 : last]:
        if _is_blank(row):
            yield row.ask("blank_inside_series", quarter=quarter_label(row.quarter))


def not_returned_quarters(series: Series) -> Iterator[Query]:
    """One question a borough for the quarters before its first and after its last number."""
    missing = []
    for rows in series.values():
        first, last = _ends(rows)
        outside = (*rows[:first], *rows[max(first, last + 1) :])
        missing += filter(_is_blank, outside)
    every = [row for rows in series.values() for row in rows]
    if not missing or not any(row.file for row in every):
        return
    lacking = Counter(row.quarter for row in missing)
    due = Counter(row.quarter for row in every)
    whole = sorted(quarter for quarter in lacking if lacking[quarter] == due[quarter])
    partly = [
        f"{quarter_label(row.quarter)} ({INDICATOR[row.indicator].name})"
        for row in missing
        if row.quarter not in whole
    ]
    borough, quarters = borough_name(missing[0].borough), [*map(quarter_label, whole), *partly]
    yield missing[0].ask("not_returned_quarters", borough=borough, quarters=", ".join(quarters))


def definition_fingerprint(series: Series) -> Iterator[Query]:
    """Referrals or assessments that went to another level and stayed there, in a jump that their
    ratio shows too.
    """
    for key, beside in (("referral", "assessment"), ("assessment", "referral")):
        pairs = zip(series.get(key, []), series.get(beside, []), strict=True)
        pairs = [(row, other) for row, other in pairs if row.count and other.count]
        found = max((_shift(pairs, place) for place in range(2, len(pairs) - 1)), default=(0, 0))
        if found[0] > SHIFT:
            before, now = (pairs[found[1] + step][0] for step in (-1, 0))
            names = {"indicator": INDICATOR[key].name, "other": INDICATOR[beside].name}
            yield now.ask("definition_fingerprint", previous=before.count, **names)


def _shift(pairs: list[tuple[Row, Row]], place: int) -> tuple[float, int]:
    """How far the counts from a place on lie from those before, in standard deviations, and the
    place; 0 where neither the step there nor the ratio to the other count shows it.
    """
    (before, other_before), (now, other_now) = (
        [[row.count for row in rows] for rows in zip(*side, strict=True)]
        for side in (pairs[:place], pairs[place:])
    )
    far = shared.distance(mean(before), mean(now), 1 / len(before) + 1 / len(now)) / SPREAD
    step = abs(math.log(now[0] / before[-1]))
    ratio = math.log(sum(now) * sum(other_before) / sum(before) / sum(other_now))
    return (far, place) if step > JUMP and abs(ratio) > RATIO_MOVES else (0, place)


def copies(held: dict[str, shared.Series]) -> Iterator[tuple[str, str]]:
    """Pairs of series whose counts are the same throughout, and chance would not have it so."""
    for (first, one), (second, other) in combinations(held.items(), 2):
        counts = [one.counts[place] for place in one.returned]
        varied = len(counts) > 2 and len(set(counts)) > 1
        if (
            varied
            and list(one.counts) == list(other.counts)
            and shared.same_by_chance(counts) < shared.SAME
        ):
            yield first, second
