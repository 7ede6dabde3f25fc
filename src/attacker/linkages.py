"""What a stranger believes of the numbers of an edition: beliefs, and the linkages they are made
of.

A linkage bounds a sum of cells from both sides; a belief is why it is believed, and how strongly.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from attacker.reading import Edition, Row

# How strongly something is believed; the weakest is given up first where beliefs contradict.
CERTAIN, SUM, EQUAL, CHANCE = 3, 2, 1, 0

Terms = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Belief:
    """Why a linkage is believed, in words."""

    words: str
    strength: int


class Linkage(NamedTuple):
    """`low` <= the sum of each cell times its coefficient <= `high`."""

    belief: Belief
    terms: Terms
    low: float = 0
    high: float = 0


def equal_cells(linkage: Linkage) -> bool:
    """Whether a linkage says that two cells are the same number."""
    if len(linkage.terms) != 2 or linkage.low or linkage.high:
        return False
    return linkage.terms[0][1] == -linkage.terms[1][1]


class Key(NamedTuple):
    """What a cell of one statistic is about; the subject is filled up to the longest."""

    subject: tuple[str, ...]
    borough: str
    when: str
    reading: str


class Name(NamedTuple):
    """Which statistic, of which section and family of files."""

    section: str
    family: int
    statistic: str


@dataclass
class Statistic:
    """The cells of one statistic by field and key, and its findings."""

    name: Name
    width: int
    cells: dict[str, dict[Key, int]] = field(default_factory=lambda: defaultdict(dict))
    rows: list[tuple[Key, Row]] = field(default_factory=list)
    # Whether every count that is seen is at most its base.
    within: bool = False


def statistics(edition: Edition) -> list[Statistic]:
    """An edition by statistic."""
    widths: dict[Name, int] = defaultdict(int)
    for place in (one.place for one in (*edition.cells, *edition.rows)):
        widths[Name(*place[:3])] = max(widths[Name(*place[:3])], len(place.subject))
    found = {name: Statistic(name, width) for name, width in widths.items()}

    def key(place) -> Key:
        blank = widths[Name(*place[:3])] - len(place.subject)
        return Key(place.subject + ("",) * blank, *place[4:])

    for at, cell in enumerate(edition.cells):
        cells = found[Name(*cell.place[:3])].cells[cell.field]
        # Of a cell that is withheld in one file and printed in another the printed one stays.
        if key(cell.place) not in cells or cell.value is not None:
            cells[key(cell.place)] = at
    for row in edition.rows:
        found[Name(*row.place[:3])].rows.append((key(row.place), row))
    for statistic in found.values():
        statistic.within = _within(edition, statistic)
    return [*found.values()]


def _within(edition: Edition, statistic: Statistic) -> bool:
    rows = [row for _, row in statistic.rows if row.x is not None and row.n is not None]
    told = [(edition.cells[row.x].value, edition.cells[row.n].value) for row in rows]
    both = [(x, n) for x, n in told if x is not None and n is not None]
    share = any(row.unit == "share" for row in rows)
    return all(x <= n for x, n in both) and (share or len(both) > 0)


@dataclass(frozen=True)
class Limits:
    """The range of counts that a profile withholds for their size, and to what it rounds others."""

    least: int = 1
    most: int = 5
    nearest: int = 1

    def span(self, value: int) -> tuple[int, int]:
        """From where to where a count is that is printed as `value`: itself, unless it may have been
        rounded to that, as one that is not small.
        """
        if self.nearest == 1 or value <= self.most or value % self.nearest:
            return value, value
        reach = self.nearest // 2
        return max(value - reach, self.most + 1), value + reach

    def slack(self, terms: Terms, values: Sequence[int | None]) -> int:
        """By how much rounding may move a sum of what is seen."""
        return sum(
            abs(times) * (self.span(values[cell])[1] - values[cell])
            for cell, times in terms
            if values[cell] is not None
        )

    def told(self, low: float, high: float) -> bool:
        """Whether bounds tell more than that a count is withheld: it is exact, or it may be small
        and is told to be none of the smallest or none of the largest that are withheld.
        """
        return low == high or (low <= self.most and (low > self.least or high < self.most))


class Test(NamedTuple):
    """What the groups say of `whole = sum of parts`.

    `told` of them are seen to hold, and weigh `weight`: the more, the larger their numbers.
    Whether it fails in none (`equal`), and whether the whole is less in none (`at_least`). In
    `against` of them it would make withheld numbers too large to be withheld for their size; in
    `fits` small enough.
    """

    told: int
    weight: float
    equal: bool
    at_least: bool
    against: int
    fits: int


Group = tuple[Terms, Terms]


def tested(
    groups: Iterable[Group], values: Sequence[int | None], limits: Limits, fewest: int = 2
) -> Test:
    """A sum held against every group of which enough is seen; one of fewer than `fewest` cells
    speaks for nothing.
    """
    told, weight, equal, at_least, against, fits = 0, 0.0, True, True, 0, 0
    for whole, parts in groups:
        terms = difference(whole, parts)
        seen = sum(values[cell] * times for cell, times in terms if values[cell] is not None)
        open_terms = [(cell, times) for cell, times in terms if values[cell] is None]
        slack = limits.slack(terms, values) if limits.nearest > 1 else 0
        if not open_terms:
            equal &= abs(seen) <= slack
            at_least &= seen >= -slack
            total = max((values[cell] for cell, _ in terms), default=0)
            if len(terms) >= fewest and total > 0 and abs(seen) <= slack:
                told += 1
                weight += math.log(total + 1)
        elif all(times < 0 for _, times in open_terms):
            left = seen + limits.least * sum(times for _, times in open_terms)
            equal &= left >= -slack
            at_least &= left >= -slack
        elif all(times > 0 for _, times in open_terms):
            equal &= seen + limits.least * sum(times for _, times in open_terms) <= slack
        signs = {times for _, times in open_terms}
        if signs in ({1}, {-1}):
            left, many = -seen * signs.pop(), len(open_terms)
            small = limits.least * many - slack <= left <= limits.most * many + slack
            # Of two or more that are withheld one may well be so for the other's sake.
            against, fits = against + (many == 1 and not small), fits + small
    return Test(told, weight, equal, at_least, against, fits)


def difference(whole: Terms, parts: Terms) -> Terms:
    """`whole - parts` as one sum, without what cancels."""
    terms: dict[int, int] = defaultdict(int)
    for cell, times in whole:
        terms[cell] += times
    for cell, times in parts:
        terms[cell] -= times
    return tuple((cell, times) for cell, times in terms.items() if times)


def value(terms: Terms, values: Sequence[int | None]) -> int | None:
    """The value of a sum of cells; None where one of them is withheld."""
    total = 0
    for cell, times in terms:
        if (seen := values[cell]) is None:
            return None
        total += times * seen
    return total


def linked(
    belief: Belief, groups: Iterable[Group], edition: Edition, high: float = 0
) -> list[Linkage]:
    """`0 <= whole - parts <= high` for each group in which anything is withheld."""
    found = []
    for whole, parts in groups:
        terms = difference(whole, parts)
        if any(edition.cells[cell].withheld for cell, _ in terms):
            found.append(Linkage(belief, terms, 0, high))
    return found


def first_seen(cells: Sequence[int], values: Sequence[int | None]) -> int:
    """Of cells that are one count the first that is visible, or the first."""
    return next((cell for cell in cells if values[cell] is not None), cells[0])


def one(cell: int) -> Terms:
    """A cell as a sum of one."""
    return ((cell, 1),)


def ones(cells: Iterable[int]) -> Terms:
    """Cells as a sum of them."""
    return tuple((cell, 1) for cell in cells)


def words(linkage: Linkage, edition: Edition, this: int) -> str:
    """A linkage with its numbers: `28 = 18 + this + [d]`, and why it is believed."""

    def said(cell: int, times: int) -> str:
        seen = edition.cells[cell].value
        text = "this" if cell == this else "[d]" if seen is None else str(seen)
        return text if abs(times) == 1 else f"{abs(times)} x {text}"

    sides = [
        " + ".join(said(cell, times) for cell, times in linkage.terms if times * sign > 0) or "0"
        for sign in (1, -1)
    ]
    if len(linkage.terms) == 1 or linkage.low or linkage.high not in (0, math.inf):
        return linkage.belief.words
    sign = "=" if linkage.high == 0 else ">="
    return f"{linkage.belief.words}: {sides[0]} {sign} {sides[1]}"
