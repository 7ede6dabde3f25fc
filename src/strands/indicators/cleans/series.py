"""What the numbers themselves ask: gaps, lone zeros, copies, running totals and jumps, rises and
falls alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import numpy as np

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label
from analysis.read.ask.queries import Query
from strands.indicators.cleans.table import Row

# How many scaled median absolute deviations away a number starts to ask for a reason.
FAR = 3.0
# Honest counts vary by more than chance alone: children come with their siblings, and twice the
# variance is common.
DISPERSION = 2.0
# A step is compared with the other steps too, which already hold much of that.
STEP_DISPERSION = 1.5
# From here on a zero between two counts looks more like a blank than like none.
BESIDE_ZERO = 4
# Fewer quarters have no range, and no habit, of their own.
ENOUGH = 5

# A definition that changed moves a count by half or more, and the ratio of the two counts by a
# fifth.
JUMP = math.log(1.5)
RATIO_MOVES = math.log(1.2)

Series = dict[str, list[Row]]


def series_queries(rows: Iterable[Row]) -> Iterator[Query]:
    """Every question about the numbers of each borough; never across boroughs."""
    boroughs: dict[str, Series] = {}
    for row in rows:
        boroughs.setdefault(row.borough, {}).setdefault(row.indicator, []).append(row)
    for series in boroughs.values():
        for held in series.values():
            yield from blank_inside_series(held)
            yield from lone_zero(held)
            yield from year_to_date(held)
            yield from out_of_own_range(held)
        yield from not_returned_quarters(series)
        yield from copy_forward(series)
        yield from copied_series(series)
        yield from definition_fingerprint(series)


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
    missing = [
        row
        for held in series.values()
        for place, row in enumerate(held)
        if _is_blank(row) and not _ends(held)[0] <= place <= _ends(held)[1]
    ]
    if missing and any(row.file for held in series.values() for row in held):
        quarters = sorted({row.quarter for row in missing})
        whole = [
            quarter
            for quarter in quarters
            if all(
                row.quarter != quarter or row in missing for held in series.values() for row in held
            )
        ]
        partly = [
            f"{quarter_label(row.quarter)} ({INDICATOR[row.indicator].name})"
            for row in missing
            if row.quarter not in whole
        ]
        yield missing[0].ask(
            "not_returned_quarters",
            borough=borough_name(missing[0].borough),
            quarters=", ".join([quarter_label(quarter) for quarter in whole] + partly),
        )


def lone_zero(held: list[Row]) -> Iterator[Query]:
    """A 0 whose neighbours are all counts of some size; several in a row may be blanks that a
    formula summed.
    """
    for place, row in enumerate(held):
        sides = (reversed(held[:place]), held[place + 1 :])
        counts = [
            count
            for side in sides
            if (count := next((near.count for near in side if near.count != 0), None))
        ]
        if row.count == 0 and counts and min(counts) >= BESIDE_ZERO:
            yield row.ask("lone_zero", beside=" and ".join(map(str, counts)))


def copy_forward(series: Series) -> Iterator[Query]:
    """A quarter whose every number repeats the quarter before."""
    for before, now in pairwise(zip(*series.values(), strict=True)):
        counts = [row.count for row in now]
        if (
            len(counts) > 1
            and None not in counts
            and any(counts)
            and counts == [row.count for row in before]
        ):
            quarter, previous = quarter_label(now[0].quarter), quarter_label(before[0].quarter)
            yield now[0].ask("copy_forward", quarter=quarter, previous=previous)


def copied_series(series: Series) -> Iterator[Query]:
    """Two indicators with the same numbers in every quarter."""
    for one, other in combinations(series.values(), 2):
        counts = [row.count for row in one]
        if (
            len(_returned(one)) >= ENOUGH - 1
            and len(set(counts)) > 1
            and counts == [row.count for row in other]
        ):
            yield _returned(other)[0].ask(
                "copied_series",
                indicator=INDICATOR[other[0].indicator].name,
                other=INDICATOR[one[0].indicator].name,
            )


def year_to_date(held: list[Row]) -> Iterator[Query]:
    """Counts that rise through every financial year and fall back by more than half as the next
    begins.
    """
    rows = _returned(held)
    falls = [later for earlier, later in pairwise(rows) if later.count < earlier.count]
    resets = [
        later
        for earlier, later in pairwise(rows)
        if later.quarter.endswith("Q2") and later.count < earlier.count / 2
    ]
    rises = all(
        later.count > earlier.count
        for earlier, later in pairwise(rows)
        if not later.quarter.endswith("Q2")
    )
    if resets and falls == resets and rises and len(rows) >= ENOUGH:
        yield resets[0].ask("year_to_date")


def out_of_own_range(held: list[Row]) -> Iterator[Query]:
    """A count far from the middle of its series, above or below alike."""
    rows = _returned(held)
    counts = [row.count for row in rows]
    for row in rows if len(rows) >= ENOUGH else []:
        middle = float(np.median(counts))
        # No range is narrower than what a count of that size moves by chance.
        if abs(row.count - middle) > FAR * max(
            _spread(counts), math.sqrt(DISPERSION * middle), 1.0
        ):
            yield row.ask(
                "out_of_own_range",
                side="above" if row.count > middle else "below",
                middle=f"{middle:g}",
            )


def _spread(numbers: list[float]) -> float:
    """The scaled median absolute deviation."""
    return 1.4826 * float(np.median(np.abs(np.array(numbers) - np.median(numbers))))


def definition_fingerprint(series: Series) -> Iterator[Query]:
    """A jump in referrals or assessments, unlike any other of its series, that their ratio shows
    too.
    """
    for one, other in (("referral", "assessment"), ("assessment", "referral")):
        held = [
            both
            for both in zip(series.get(one, []), series.get(other, []), strict=True)
            if both[0].count and both[1].count
        ]
        steps = [math.log(now[0].count / before[0].count) for before, now in pairwise(held)]
        ratios = [math.log(row.count / beside.count) for row, beside in held]
        for place in range(len(steps) if len(steps) >= ENOUGH else 0):
            before, now = held[place][0], held[place + 1][0]
            if (
                _jumps(steps, place, before.count, now.count)
                and abs(ratios[place + 1] - ratios[place]) > RATIO_MOVES
            ):
                yield now.ask(
                    "definition_fingerprint",
                    previous=before.count,
                    indicator=INDICATOR[one].name,
                    other=INDICATOR[other].name,
                )


def _jumps(steps: list[float], place: int, before: int, now: int) -> bool:
    """Whether a step is large in itself, and far from the other steps of its series."""
    others = steps[:place] + steps[place + 1 :]
    by_chance = math.sqrt(STEP_DISPERSION * (1 / before + 1 / now))
    far = abs(steps[place] - float(np.median(others))) > FAR * max(_spread(others), by_chance)
    return far and abs(steps[place]) > JUMP
