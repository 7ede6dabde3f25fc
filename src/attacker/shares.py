"""Counts from what is printed of them: a share, a percentage, a rate, the ends of an interval."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from scipy.stats import beta, chi2, norm

from attacker.linkages import CERTAIN, EQUAL, Belief, Limits, Linkage, Name, Statistic
from attacker.reading import Edition, Row, X, number
from attacker.series import Index, Series

# Bases that are tried where none is printed.
MOST_BASE = 400
# From so many digits on a number is printed as it is, and was not rounded.
EXACT_DIGITS = 8
ALPHA = 0.05
Z = norm.ppf(1 - ALPHA / 2)


class Span(NamedTuple):
    """What a rounded number may have been."""

    low: float
    high: float

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Which values may be printed so."""
        return (values >= self.low) & (values <= self.high)


def decimals(text: str) -> int:
    """How many decimals a number is printed with."""
    mantissa, _, exponent = text.lower().partition("e")
    return max(len(mantissa.partition(".")[2]) - int(exponent or 0), 0)


def digits(text: str) -> int:
    """How many significant digits a number is printed with."""
    mantissa = text.lower().partition("e")[0]
    return len(mantissa.replace(".", "").lstrip("-0"))


class Rounding:
    """How the numbers of a column are rounded: not at all where one of them has many digits, else
    to the decimals of the longest.
    """

    def __init__(self, texts: Iterable[str]):
        told = [text.removesuffix(".0") for text in texts if number(text) is not None]
        self.exact = any(digits(text) >= EXACT_DIGITS for text in told)
        self.places = max((decimals(text) for text in told), default=0)

    def span(self, text: str) -> Span | None:
        """What was rounded to `text`; None where that is no number."""
        if (told := number(text)) is None:
            return None
        if self.exact:
            slack = max(abs(told) * 1e-8, 1e-11)
        else:
            slack = 0.5 * 10.0**-self.places + 1e-12
        return Span(told - slack, told + slack)


def simplest(low: float, high: float) -> Fraction:
    """The fraction with the smallest denominator from `low` to `high`, which has the smallest
    numerator too.
    """
    floor = math.floor(low)
    if floor == low or floor + 1 <= high:
        return Fraction(floor if floor == low else floor + 1)
    rest = simplest(1 / (high - floor), 1 / (low - floor))
    return floor + 1 / rest


def _wilson(x, n):
    middle = (x + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * np.sqrt(x * (n - x) / n + Z**2 / 4)
    return middle - half, middle + half


def _clopper_pearson(x, n):
    low = np.where(x > 0, beta.ppf(ALPHA / 2, np.maximum(x, 1), n - x + 1), 0)
    high = np.where(x < n, beta.ppf(1 - ALPHA / 2, x + 1, np.maximum(n - x, 1)), 1)
    return low, high


def _garwood(x, n):
    low = np.where(x > 0, chi2.ppf(ALPHA / 2, 2 * np.maximum(x, 1)) / 2, 0)
    return low / n, chi2.ppf(1 - ALPHA / 2, 2 * (x + 1)) / 2 / n


INTERVALS: dict[str, Callable] = {
    "Wilson": _wilson,
    "Clopper-Pearson": _clopper_pearson,
    "Garwood": _garwood,
}


def shares(edition: Edition, statistics: list[Statistic], limits: Limits) -> list[Linkage]:
    """A count or base that follows from its share or rate, or from an end of its interval."""
    links: list[Linkage] = []
    for statistic in statistics:
        by_look: dict[tuple, list[Row]] = defaultdict(list)
        for _, row in statistic.rows:
            by_look[row.unit, row.method].append(row)
        for (unit, method), rows in by_look.items():
            if not any(_open(edition, row) for row in rows):
                continue
            links += _from_ratios(edition, rows, unit)
            links += _from_intervals(edition, rows, unit, method, limits)
            if unit == "count":
                links += _from_ends(edition, rows)
    return links


def _open(edition: Edition, row: Row) -> bool:
    """Whether a count or base of a finding is withheld, and anything told from which it may
    follow.
    """
    cells = [cell for cell in (row.x, row.n) if cell is not None]
    told = [number(text) for text in (row.estimate, row.low, row.high)]
    withheld = any(edition.cells[cell].value is None for cell in cells)
    return withheld and any(value is not None for value in told)


def _known(edition: Edition, cell: int | None) -> int | None:
    return None if cell is None else edition.cells[cell].value


def _ratio(edition: Edition, rows: Sequence[Row], unit: str, spans: Rounding) -> float | None:
    """What x/n is multiplied by in a column; None where it is no multiple of it."""
    usual = {"share": 1.0, "rate": 100.0}.get(unit)
    told = []
    for row in rows:
        x, n = _known(edition, row.x), _known(edition, row.n)
        if x and n and (span := spans.span(row.estimate)):
            told.append((span, n / x))
    if not told:
        return usual
    tries = {
        usual,
        1.0,
        100.0,
        number(rows[0].estimate) and (told[0][0].low + told[0][0].high) / 2 * told[0][1],
    }
    for times in sorted(filter(None, tries), key=lambda times: times not in (1.0, 100.0)):
        if all(span.low <= times / per <= span.high for span, per in told):
            return times
    return None


def _from_ratios(edition: Edition, rows: Sequence[Row], unit: str) -> Iterator[Linkage]:
    if unit in ("count", "p", "ratio", "odds"):
        return
    spans = Rounding(row.estimate for row in rows)
    if (times := _ratio(edition, rows, unit, spans)) is None:
        return
    for row in rows:
        span = spans.span(row.estimate)
        if span is None or None in (row.x, row.n) or not _open(edition, row):
            continue
        x, n = _known(edition, row.x), _known(edition, row.n)
        low, high = max(span.low / times, 0), span.high / times
        ratio = "x/n" if times == 1 else f"{times:g} times x/n"
        belief = Belief(f"{row.estimate} is {ratio}", CERTAIN)
        if n is not None:
            yield Linkage(belief, ((row.x, 1),), math.ceil(low * n), math.floor(high * n))
        elif x is not None and high > 0:
            most = math.floor(x / low) if low > 0 else math.inf
            yield Linkage(belief, ((row.n, 1),), math.ceil(x / high), most)
        elif x is None and high > 0:
            least = simplest(low, high) if low > 0 else Fraction(0)
            if least:
                yield Linkage(belief, ((row.x, 1),), least.numerator, math.inf)
                yield Linkage(belief, ((row.n, 1),), least.denominator, math.inf)
            # Scaled, so that rounding errors stay small: low * n <= x <= high * n.
            scale = 10**6
            yield Linkage(belief, ((row.x, scale), (row.n, -math.floor(low * scale))), 0, math.inf)
            yield Linkage(belief, ((row.n, math.ceil(high * scale)), (row.x, -scale)), 0, math.inf)


def _from_ends(edition: Edition, rows: Sequence[Row]) -> Iterator[Linkage]:
    """A count that is withheld where the ends of its range are not."""
    for row in rows:
        low, high = number(row.low), number(row.high)
        if row.x is None or (low is None and high is None) or not _open(edition, row):
            continue
        belief = Belief(f"its range is printed: {row.low or '?'} to {row.high or '?'}", CERTAIN)
        most = math.inf if high is None else math.floor(high)
        yield Linkage(belief, ((row.x, 1),), math.ceil(low or 0), most)


def _from_intervals(
    edition: Edition, rows: Sequence[Row], unit: str, method: str, limits: Limits
) -> Iterator[Linkage]:
    """Counts and bases at which an interval has the ends that are printed."""
    if unit not in ("share", "rate", "", "points", "[d]"):
        return
    lows, highs = Rounding(row.low for row in rows), Rounding(row.high for row in rows)
    wanted = [
        row for row in rows if row.x is not None and row.n is not None and _open(edition, row)
    ]
    wanted = [row for row in wanted if lows.span(row.low) or highs.span(row.high)]
    if not wanted:
        return
    ways = [*_ways(edition, rows, method, lows, highs)]
    for row in wanted:
        x, n = _known(edition, row.x), _known(edition, row.n)
        many = np.arange(1, MOST_BASE + 1) if n is None else np.array([n])
        counts = np.arange(limits.least, many[-1] + 1) if x is None else np.array([x])
        grid_x, grid_n = (side.ravel().astype(float) for side in np.meshgrid(counts, many))
        fits = np.zeros(len(grid_x), bool)
        for name, times in ways:
            inside = (grid_x <= grid_n) | (name == "Garwood")
            low, high = INTERVALS[name](np.where(inside, grid_x, 0), grid_n)
            fit = inside
            if span := lows.span(row.low):
                fit = fit & span.holds(low * times)
            if span := highs.span(row.high):
                fit = fit & span.holds(high * times)
            fits |= fit
        if fits.any():
            words = f"its interval is printed: {row.low or '?'} to {row.high or '?'}"
            for cell, grid, one in ((row.x, grid_x, x), (row.n, grid_n, n)):
                if one is None:
                    ends = grid[fits].min(), grid[fits].max()
                    most = math.inf if ends[1] >= MOST_BASE and n is None else ends[1]
                    yield Linkage(Belief(words, CERTAIN), ((cell, 1),), ends[0], most)


def _ways(
    edition: Edition, rows: Sequence[Row], method: str, lows: Rounding, highs: Rounding
) -> Iterator[tuple[str, float]]:
    """The intervals, each with what it is multiplied by, that give every one that is seen; where
    none is seen those the method names, or any.
    """
    seen = [
        (x, n, low, high)
        for row in rows
        if (x := _known(edition, row.x)) is not None
        and (n := _known(edition, row.n))
        and (low := lows.span(row.low))
        and (high := highs.span(row.high))
    ]
    named = [name for name in INTERVALS if name in method] or [*INTERVALS]
    for name in INTERVALS if seen else named:
        inside = [one for one in seen if name == "Garwood" or one[0] <= one[1]]
        if len(inside) < len(seen):
            continue
        x, n = (np.array([one[place] for one in seen], float) for place in (0, 1))
        low, high = INTERVALS[name](x, n) if seen else (x, n)
        for times in (1.0, 100.0):
            if all(
                a.holds(np.array(one * times)) and b.holds(np.array(two * times))
                for (_, _, a, b), one, two in zip(seen, low, high, strict=True)
            ):
                yield name, times


def rates(edition: Edition, along: Sequence[Series]) -> list[Linkage]:
    """A count from a rate of another finding that is the same multiple of it wherever both are
    seen, in three places or more.
    """
    texts: dict[Name, dict[Index, str]] = defaultdict(dict)
    for row in edition.rows:
        if row.unit in ("rate", "") and row.x is None and number(row.estimate) is not None:
            place = row.place
            rest = tuple(part for part in place.subject if part)
            texts[Name(*place[:3])][rest, *place[4:]] = row.estimate
    links: list[Linkage] = []
    counts = [one for one in along if not any(one.title.fixed) and one.title.field == X]
    for name, rate in texts.items():
        rounding = Rounding(rate.values())
        told = {index: span for index, text in rate.items() if (span := rounding.span(text))}
        for count in counts:
            if count.title.name.section == name.section:
                links += _multiples(edition, name, told, count)
    return links


def _multiples(
    edition: Edition, name: Name, told: dict[Index, Span], count: Series
) -> Iterator[Linkage]:
    seen = [index for index in told.keys() & count.seen.keys() if count.seen[index]]
    if len({count.seen[index] for index in seen}) < 2 or len(seen) < 3:
        return
    low = max(told[index].low / count.seen[index] for index in seen)
    high = min(told[index].high / count.seen[index] for index in seen)
    if not 0 < low <= high:
        return
    times = f"{(low + high) / 2:.4g} times {count.title.words}"
    words = f"{name.statistic} is {times}, held {len(seen)} times"
    for index in (index for index in told if index in count.terms):
        (cell, _), *more = count.terms[index]
        if not more and edition.cells[cell].withheld:
            least, most = math.ceil(told[index].low / high), math.floor(told[index].high / low)
            yield Linkage(Belief(words, EQUAL), ((cell, 1),), least, most)
