"""What the numbers themselves ask: gaps, lone zeros, copies, running totals and jumps, rises and
falls alike.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import numpy as np

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label
from analysis.read.ask.queries import Query
from strands.indicators.cleans.reading import Row

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
            for rule in (blank_inside_series, lone_zero, year_to_date, out_of_own_range):
                yield from rule(held)
        for rule in (not_returned_quarters, copy_forward, copied_series, definition_fingerprint):
            yield from rule(series)


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


def lone_zero(rows: list[Row]) -> Iterator[Query]:
    """A 0 whose neighbours are all counts of some size; several in a row may be blanks that a
    formula summed.
    """
    for place, row in enumerate(rows):
        nearest = (_first_but_zero(rows[place::-1]), _first_but_zero(rows[place:]))
        counts = [count for count in nearest if count]
        if row.count == 0 and counts and min(counts) >= BESIDE_ZERO:
            yield row.ask("lone_zero", beside=" and ".join(map(str, counts)))


def _first_but_zero(rows: list[Row]) -> int | None:
    return next((row.count for row in rows if row.count != 0), None)


def copy_forward(series: Series) -> Iterator[Query]:
    """A quarter whose every number repeats the quarter before."""
    for before, now in pairwise(zip(*series.values(), strict=True)):
        counts = [row.count for row in now]
        repeats = counts == [row.count for row in before]
        if len(counts) > 1 and None not in counts and any(counts) and repeats:
            quarter, previous = quarter_label(now[0].quarter), quarter_label(before[0].quarter)
            yield now[0].ask("copy_forward", quarter=quarter, previous=previous)


def copied_series(series: Series) -> Iterator[Query]:
    """Two indicators with the same numbers in every quarter."""
    for first, second in combinations(series.values(), 2):
        counts = [row.count for row in first]
        varied = len(_returned(first)) >= ENOUGH - 1 and len(set(counts)) > 1
        if varied and counts == [row.count for row in second]:
            names = [INDICATOR[rows[0].indicator].name for rows in (second, first)]
            asked = _returned(second)[0]
            yield asked.ask("copied_series", indicator=names[0], other=names[1])


def year_to_date(rows: list[Row]) -> Iterator[Query]:
    """Counts that rise through every financial year and fall back by more than half as the next
    begins.
    """
    steps = list(pairwise(_returned(rows)))
    falls = [later for earlier, later in steps if later.count < earlier.count]
    begins = [(earlier, later) for earlier, later in steps if later.quarter.endswith("Q2")]
    resets = [later for earlier, later in begins if later.count < earlier.count / 2]
    within = [step for step in steps if step not in begins]
    rises = all(later.count > earlier.count for earlier, later in within)
    if resets and falls == resets and rises and len(steps) >= ENOUGH - 1:
        yield resets[0].ask("year_to_date")


def out_of_own_range(rows: list[Row]) -> Iterator[Query]:
    """A count far from the middle of its series, above or below alike."""
    rows = _returned(rows)
    if len(rows) < ENOUGH:
        return
    counts = [row.count for row in rows]
    middle = float(np.median(counts))
    # No range is narrower than what a count of that size moves by chance.
    reach = FAR * max(_spread(counts), math.sqrt(DISPERSION * middle), 1.0)
    for row in rows:
        if abs(row.count - middle) > reach:
            side = "above" if row.count > middle else "below"
            yield row.ask("out_of_own_range", side=side, middle=f"{middle:g}")


def _spread(numbers: list[float]) -> float:
    """The scaled median absolute deviation."""
    return 1.4826 * float(np.median(np.abs(np.array(numbers) - np.median(numbers))))


def definition_fingerprint(series: Series) -> Iterator[Query]:
    """A jump in referrals or assessments, unlike any other of its series, that their ratio shows
    too.
    """
    for key, beside in (("referral", "assessment"), ("assessment", "referral")):
        pairs = zip(series.get(key, []), series.get(beside, []), strict=True)
        pairs = [(row, other) for row, other in pairs if row.count and other.count]
        rows = [row for row, _ in pairs]
        steps = [math.log(now.count / before.count) for before, now in pairwise(rows)]
        ratios = [math.log(row.count / other.count) for row, other in pairs]
        if len(steps) < ENOUGH:
            continue
        for place, (before, now) in enumerate(pairwise(rows)):
            moved = abs(ratios[place + 1] - ratios[place]) > RATIO_MOVES
            if moved and _jumps(steps, place, before.count, now.count):
                names = {"indicator": INDICATOR[key].name, "other": INDICATOR[beside].name}
                yield now.ask("definition_fingerprint", previous=before.count, **names)


def _jumps(steps: list[float], place: int, before: int, now: int) -> bool:
    """Whether a step is large in itself, and far from the other steps of its series."""
    others = steps[:place] + steps[place + 1 :]
    by_chance = math.sqrt(STEP_DISPERSION * (1 / before + 1 / now))
    far = abs(steps[place] - float(np.median(others))) > FAR * max(_spread(others), by_chance)
    return far and abs(steps[place]) > JUMP
