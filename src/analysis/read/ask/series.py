"""What the numbers of a return ask by themselves, in a period of any length: jumps of about ten
times, running totals, noughts among counts, copies, and numbers far from their own series.

Pure: counts in their order, None where there is none, become doubts. Honest counts vary by twice as
much as chance alone would have them, since children come with their siblings; the square root of
such a count varies by the same everywhere, so a distance between two counts is told in that.
"""

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

import numpy as np
from scipy import special

# The variance of honest counts over their mean.
DISPERSION = 2.0
# A slip of the pen or a number typed twice moves a count by about ten times and more; what comes
# to less than this is an outlier like any other.
TIMES = 6.0
# Between two periods a level may move for a reason, so there it takes more.
MOVED = 8.0
# How far apart, beside that, two counts are: 1 and 12, or 2 and 20, may be chance.
TENFOLD = 3.5
# How many numbers of an honest return may be asked about for standing far from their series; a
# small return is weighed like one of four series over seven quarters.
NEEDLESS = 0.08
SMALL_RETURN = 28
# Fewer numbers have no range, and fewer no habit, of their own.
RANGE = 4
HABIT = 8
# Noughts beside counts of this size and above look more like blanks than like chance.
NOUGHT = 4.5
# Noughts between smaller counts than these are ordinary.
BESIDE_ZERO = 4
# Chances of a coincidence from which on it is none: that numbers are the same, and that honest
# numbers rise like a running total.
SAME = 0.002
RUNNING = 0.01
# How many times better totals fit what was added each time than a level.
BETTER = 5
# Numbers that show a running total, which of several is the odd one, and a level of their own.
RISING = 3
# The median square of a standard normal number.
_MEDIAN_SQUARE = 0.4549

Counts = Sequence[int | None]
# The counts of periods before, in their order, by borough and what is counted.
Earlier = Mapping[tuple[str, str], tuple[int, ...]]


@dataclass(frozen=True)
class Series:
    """One count of one sender over time: `whens` are quarters, like `2026Q2`, or months, like
    `2026-04`; `earlier` are its cleaned counts of periods before, in their order. What a sender has
    confirmed is `settled`.
    """

    whens: tuple[str, ...]
    counts: Counts
    earlier: tuple[int, ...] = ()
    settled: frozenset[int] = frozenset()

    @property
    def returned(self) -> list[int]:
        """The places that hold a count."""
        return [place for place, count in enumerate(self.counts) if count is not None]


@dataclass(frozen=True)
class Doubt:
    """What is asked of one count, the words found for it, and the counts on which no sentence may
    rest until it is answered, by their places.
    """

    rule: str
    series: Hashable
    place: int
    words: dict[str, object] = field(default_factory=dict)
    kept_out: tuple[int, ...] = ()


def doubts(held: Mapping[Hashable, Series]) -> Iterator[Doubt]:
    """Every doubt about the series of one sender, by their names; a number is doubted once."""
    running = list(_running(held))
    of_totals = {doubt.series for doubt in running}
    yield from running
    others = {name: one for name, one in held.items() if name not in of_totals}
    jumps = [doubt for name, one in others.items() for doubt in tenfold(name, one)]
    yield from jumps
    for name, one in others.items():
        yield from lone_zeros(name, one)
    yield from _far({name: _without(one, name, jumps) for name, one in others.items()})


def _without(one: Series, name: Hashable, jumps: Iterable[Doubt]) -> Series:
    out = {doubt.place for doubt in jumps if doubt.series == name}
    counts = [None if place in out else count for place, count in enumerate(one.counts)]
    return Series(one.whens, counts, one.earlier, one.settled)


def distance(count: float, other: float, dispersion: float = DISPERSION) -> float:
    """How far apart two counts are, in standard deviations of one of them."""
    return 2 * abs(math.sqrt(count + 0.375) - math.sqrt(other + 0.375)) / math.sqrt(dispersion)


def is_tenfold(count: float, other: float, times: float = TIMES) -> bool:
    """Whether two counts differ by about ten times or more, either way, and by no chance."""
    low, high = sorted((count, other))
    return low > 0 and high >= times * low and distance(low, high) >= TENFOLD * math.sqrt(2)


def tenfold(name: Hashable, one: Series) -> Iterator[Doubt]:
    """The counts that stand about ten times above or below the middle of the others, where the
    series jumps so and does not only grow or shrink; all of them where no side is the greater.

    Few counts are held against those of periods before. Where all together have moved from them, it
    is one question: a slip makes one number ten times another, a new way of counting all of them.
    """
    places = [place for place in one.returned if one.counts[place]]
    counts, before = [one.counts[place] for place in places], [*filter(None, one.earlier)]
    moved = before and counts and is_tenfold(np.median(counts), np.median(before), MOVED)
    if moved and len(counts) >= RISING:
        words = {"now": f"{np.median(counts):g}", "middle": f"{np.median(before):g}"}
        if places[0] not in one.settled:
            yield Doubt("level_moved", name, places[0], words)
        return
    if before and len(counts) < RISING:
        compared = [(float(np.median(before)), MOVED)] * len(counts)
    elif any(is_tenfold(*pair) for pair in pairwise(counts)) and not _leaps(counts):
        others = [counts[:at] + counts[at + 1 :] for at in range(len(counts))]
        compared = [
            (_nearer_middle(beside, count), TIMES)
            for beside, count in zip(others, counts, strict=True)
        ]
    else:
        return
    for place, count, (middle, times) in zip(places, counts, compared, strict=True):
        if place not in one.settled and is_tenfold(count, middle, times):
            side = "above" if count > middle else "below"
            words = {"side": side, "middle": f"{middle:g}", "times": f"{times:g}"}
            yield Doubt("tenfold_jump", name, place, words, (place,))


def _leaps(counts: Sequence[int]) -> bool:
    """Whether most steps of a long series are leaps, so that no single one is odd."""
    leaps = [max(pair) >= TIMES / 2 * min(pair) for pair in pairwise(counts)]
    return len(counts) >= HABIT and 2 * sum(leaps) > len(leaps)


def _nearer_middle(others: Sequence[int], count: int) -> float:
    """The middle of some counts; of the two that an even number of them has, the nearer in times."""
    ordered = sorted(others)
    middles = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return min(middles, key=lambda middle: abs(math.log(middle / count)))


def lone_zeros(name: Hashable, one: Series) -> Iterator[Doubt]:
    """A 0 beside counts of some size; several in a row may be blanks that a formula summed."""
    counts = [one.counts[place] for place in one.returned]
    some = [count for count in (*one.earlier, *counts) if count]
    if not some or sum(some) / len(some) < NOUGHT:
        return
    for place in one.returned:
        nearest = [
            next((count for count in side if count != 0), None)
            for side in (one.counts[place::-1], one.counts[place:])
        ]
        beside = [count for count in nearest if count]
        if (
            one.counts[place] == 0
            and place not in one.settled
            and min(beside or [0]) >= BESIDE_ZERO
        ):
            yield Doubt("lone_zero", name, place, {"beside": " and ".join(map(str, beside))})


def _far(held: Mapping[Hashable, Series]) -> Iterator[Doubt]:
    """Counts far from the middle of the others of their series, above or below alike, by how much
    all series of the sender vary.
    """
    long = {name: one for name, one in held.items() if len(_beside(one)) >= RANGE}
    if not long:
        return
    squares = {
        name: [_square(counts, at) for at in range(len(counts))]
        for name, one in long.items()
        if (counts := _beside(one))
    }
    every = [square for of_series in squares.values() for square in of_series]
    reach = special.ndtri(1 - NEEDLESS / 2 / max(len(every), SMALL_RETURN))
    for name, one in long.items():
        counts, own = _beside(one), squares[name]
        first = len(counts) - len(one.returned)
        varies = max(DISPERSION, _usual(every), _usual(own) if len(own) >= HABIT else 0)
        far = [
            (place, counts[at], _middle(counts, at))
            for at, place in enumerate(one.returned, first)
            if counts[at] and place not in one.settled and own[at] > reach**2 * varies
        ]
        # Against periods before one question is enough.
        for place, count, middle in far[:1] if first else far:
            side = "above" if count > middle else "below"
            yield Doubt("out_of_own_range", name, place, {"side": side, "middle": f"{middle:g}"})


def _usual(squares: Sequence[float]) -> float:
    """How much counts vary, over their mean, by squares most of which are of honest ones."""
    return float(np.median(squares)) / _MEDIAN_SQUARE


def _beside(one: Series) -> list[int]:
    """The counts of a series; where they are few, after those of periods before."""
    counts = [one.counts[place] for place in one.returned]
    return counts if len(counts) >= RISING else [*one.earlier, *counts]


def _middle(counts: Sequence[int], at: int) -> float:
    """The middle of the counts of a series beside one of them."""
    return float(np.median([*counts[:at], *counts[at + 1 :]]))


def _square(counts: Sequence[int], at: int) -> float:
    """The square of how far a count is from the middle of the others, which varies too."""
    # Below 1 the root of a count does not vary like that of others.
    middle = max(_middle(counts, at), 1)
    return distance(counts[at], middle, 1 + 1.5 / (len(counts) - 1)) ** 2


def _running(held: Mapping[Hashable, Series]) -> Iterator[Doubt]:
    """Series that rise like totals of the year so far, all of a sender weighed together: each rises
    by about as much as it began with, and far more than counts by quarter or month do.
    """
    found = {name: fit for name, one in held.items() if (fit := _rise(one))}
    flat = sum(fit[0] for fit in found.values())
    freedom = sum(fit[1] for fit in found.values())
    if found and special.chdtrc(freedom, flat) < RUNNING:
        for name in found:
            asked = [place for place in held[name].returned if place not in held[name].settled]
            if len(asked) == len(held[name].returned):
                yield Doubt("year_to_date", name, _reset(held[name]), kept_out=tuple(asked))


def _rise(one: Series) -> tuple[float, int] | None:
    """How badly the counts fit a level, and on how many degrees of freedom, where they rise through
    each year as a total does; None where they do not.
    """
    counts, steps = [one.counts[place] for place in one.returned], list(_steps(one))
    if len(counts) < RISING or any(step <= 0 for step in steps):
        return None
    flat, total, freedom = _misfit(counts), _misfit(steps), len(counts) - 1
    return (flat, freedom) if total < flat / BETTER else None


def _steps(one: Series) -> Iterator[float]:
    """What was added by each count where they are totals of the year so far, by quarter or month."""
    for _, places in groupby(one.returned, lambda place: _year(one.whens[place])):
        before, at = 0, None
        for place in places:
            passed = place - at if at is not None else 1
            yield (one.counts[place] - before) / passed
            before, at = one.counts[place], place


def _misfit(counts: Sequence[float]) -> float:
    """Pearson's X2 of counts around their mean, by the dispersion of honest ones."""
    mean = sum(counts) / len(counts)
    return sum((count - mean) ** 2 for count in counts) / (DISPERSION * mean) if mean else 0.0


def _year(when: str) -> int:
    """The financial year of a quarter or a month, by the year in which it begins."""
    year, part = int(when[:4]), int(when[5:].strip("Q"))
    return year - (part < (2 if "Q" in when else 4))


def _reset(one: Series) -> int:
    """The place where a series falls back as a year begins; the last where it never does."""
    falls = (
        later
        for earlier, later in pairwise(one.returned)
        if one.counts[later] < one.counts[earlier]
    )
    return next(falls, one.returned[-1])


def same_by_chance(counts: Iterable[float]) -> float:
    """The chance that each of some counts is met again by one that is independent of it."""
    return math.prod(1 / (1 + 2 * math.sqrt(math.pi * DISPERSION * count)) for count in counts)


def repeats(held: Mapping[Hashable, Series]) -> Iterator[int]:
    """The places at which every count repeats the one before, and chance would not have it so."""
    for before, now in pairwise(range(len(next(iter(held.values())).counts))):
        pairs = [(one.counts[before], one.counts[now]) for one in held.values()]
        counts = [now for _, now in pairs if now is not None]
        alike = all(before == now for before, now in pairs) and len(counts) > 1 and any(counts)
        if alike and same_by_chance(counts) < SAME:
            yield now
