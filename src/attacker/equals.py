"""Counts that are the same wherever both are seen: in two tables, a base and a count, two counts
and their sum.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from attacker.linkages import (
    CERTAIN,
    CHANCE,
    EQUAL,
    SUM,
    Belief,
    Limits,
    Linkage,
    Statistic,
    first_seen,
    linked,
    one,
    ones,
    tested,
)
from attacker.reading import Edition, N, X
from attacker.series import Index, Series

# So many visible numbers have to agree.
COMMON = 3
# How much less than once a sum of two may be expected to hold by chance, over all that are tried.
ODDS = math.log(50)
# More series than so of one section are not tried for sums of two.
MOST_SERIES = 600


def twice(edition: Edition) -> list[Linkage]:
    """A finding that one file withholds and another prints."""
    return [
        Linkage(
            Belief(f"the same finding in {edition.cells[printed].files[0]}", CERTAIN),
            ((withheld, 1), (printed, -1)),
        )
        for withheld, printed in edition.twice
    ]


def agreeing(
    edition: Edition, found: Sequence[Series], limits: Limits
) -> list[tuple[Series, Series, int]]:
    """Pairs of series that are believed equal: wherever both are seen, in three places or more."""
    pairs = []
    whole: set[tuple] = set()
    for a, b, told in _agreeing(found):
        pair = (a.title[::2], b.title[::2])
        common = a.terms.keys() & b.terms.keys()
        groups = ((a.terms[index], b.terms[index]) for index in common)
        test = tested(groups, edition.values, limits)
        # Statistics that are the same throughout are not held against each other part by part.
        if pair in whole or not test.equal or COMMON * test.against > told:
            continue
        if not any((*a.title.fixed, *b.title.fixed)):
            whole |= {pair, pair[::-1]}
        pairs.append((a, b, told))
    return pairs


def equal(edition: Edition, pairs: Iterable[tuple[Series, Series, int]]) -> list[Linkage]:
    """The counts and bases of series that are believed equal."""
    links: list[Linkage] = []
    joined = _Joined()
    for a, b, told in pairs:
        belief = Belief(f"{a.title.words} is {b.title.words}, held {told} times", EQUAL)
        for index in (index for index in a.terms if index in b.terms):
            left, right = a.terms[index], b.terms[index]
            if not any(edition.cells[cell].withheld for cell, _ in left + right):
                continue
            if len(left) == len(right) == 1 and not joined.join(left[0][0], right[0][0]):
                continue
            links += linked(belief, [(left, right)], edition)
    return links


def different(found: Iterable[Series], pairs: Iterable[tuple[Series, Series, int]]) -> list[Series]:
    """Series without those that are believed equal to another that tells of all they tell of."""
    gone = set()
    for a, b, _ in pairs:
        if id(a) not in gone and id(b) not in gone:
            small, large = sorted((a, b), key=lambda one_of: len(one_of.terms))
            if small.terms.keys() <= large.terms.keys():
                gone.add(id(small))
    return [one_of for one_of in found if id(one_of) not in gone]


class _Joined:
    """Which cells are told to be equal already."""

    def __init__(self):
        self.head: dict[int, int] = {}

    def _of(self, cell: int) -> int:
        while self.head.get(cell, cell) != cell:
            cell = self.head[cell]
        return cell

    def join(self, a: int, b: int) -> bool:
        """Whether the two were not joined yet; they are now."""
        a, b = self._of(a), self._of(b)
        self.head[a] = b
        return a != b


def _agreeing(found: Sequence[Series]) -> Iterator[tuple[Series, Series, int]]:
    """Pairs of series that agree wherever both are seen, those that agree most often first."""
    buckets: dict[tuple[Index, int], list[int]] = defaultdict(list)
    for at, one_series in enumerate(found):
        if len(one_series.seen) >= COMMON:
            for index, seen in one_series.seen.items():
                buckets[index, seen].append(at)
    often: Counter[tuple[int, int]] = Counter()
    zero: Counter[tuple[int, int]] = Counter()
    for (_, seen), those in buckets.items():
        pairs = [*combinations(those, 2)]
        often.update(pairs)
        if not seen:
            zero.update(pairs)
    order = sorted(often.items(), key=lambda pair: (-pair[1], _fixed(found, pair[0])))
    for (first, second), told in order:
        if told < COMMON:
            return
        a, b = found[first], found[second]
        if told - zero[first, second] < 2 or a.title[::2] == b.title[::2]:
            continue
        common = a.seen.keys() & b.seen.keys()
        different = {a.seen[index] for index in common} - {0}
        if len(different) > 1 and all(a.seen[index] == b.seen[index] for index in common):
            yield a, b, told


def _fixed(found: Sequence[Series], pair: tuple[int, int]) -> int:
    """How much of the subjects of two series is fixed."""
    return sum(part is not None for at in pair for part in found[at].title.fixed)


def sums_of_two(edition: Edition, found: list[Series], limits: Limits) -> list[Linkage]:
    """Two series of a section that add up to a third wherever all are seen, more often than by
    chance.
    """
    by_section: dict[str, list[Series]] = defaultdict(list)
    for one_series in found:
        if len(one_series.seen) >= COMMON and any(one_series.seen.values()):
            by_section[one_series.title.name.section].append(one_series)
    links: list[Linkage] = []
    for those in by_section.values():
        those = sorted(those, key=lambda s: len(s.seen))[-MOST_SERIES:]
        places: dict[tuple[Index, int], list[int]] = defaultdict(list)
        for at, one_series in enumerate(those):
            for index, seen in one_series.seen.items():
                places[index, seen].append(at)
        enough = math.log(len(those) ** 3 / 2) + ODDS
        told = [
            (how_often, a, b, c)
            for a, b in combinations(range(len(those)), 2)
            for c, how_often in _wholes(those, a, b, places, enough)
        ]
        for a, b, c in _best(told):
            links += _sum(edition, those[a], those[b], those[c], limits)
    return links


def _best(told: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Sums of which no other with the same whole and a part of it is seen to hold more often."""
    most: dict[tuple[int, int], int] = defaultdict(int)
    for often, a, b, c in told:
        most[a, c], most[b, c] = max(most[a, c], often), max(most[b, c], often)
    for often, a, b, c in told:
        if often == most[a, c] == most[b, c]:
            yield a, b, c


def _wholes(
    found: list[Series], a: int, b: int, places: dict, enough: float
) -> Iterator[tuple[int, int]]:
    left, right = found[a].seen, found[b].seen
    common = left.keys() & right.keys()
    if len(common) < COMMON:
        return
    sums = {index: left[index] + right[index] for index in common}
    often = Counter(c for index, total in sums.items() for c in places.get((index, total), ()))
    for c, told in often.items():
        if told < COMMON or c in (a, b):
            continue
        held = found[c].seen.keys() & common
        if any(found[c].seen[index] != sums[index] for index in held):
            continue
        weighty = [index for index in held if left[index] and right[index]]
        if len(weighty) > 1 and sum(math.log(sums[index] + 1) for index in held) >= enough:
            yield c, told


def _sum(edition: Edition, a: Series, b: Series, c: Series, limits: Limits) -> list[Linkage]:
    words = f"{a.title.words} and {b.title.words} are {c.title.words}"
    common = [index for index in a.terms if index in b.terms and index in c.terms]
    those = [(c.terms[index], a.terms[index] + b.terms[index]) for index in common]
    test = tested(those, edition.values, limits)
    if not test.equal or COMMON * test.against > test.told:
        return []
    return linked(Belief(f"{words}, held {test.told} times", CHANCE), those, edition)


def parts_of_base(edition: Edition, statistics: list[Statistic], limits: Limits) -> list[Linkage]:
    """Statistics that share a base and add up to it: evidenced, partly and not of all that were
    read.
    """
    values = edition.values
    links: list[Linkage] = []
    for cluster in _clusters(statistics, values):
        sizes = range(2, len(cluster) + 1)
        subsets = [those for size in sizes for those in combinations(cluster, size)]
        for those in subsets:
            fields = [one_of.cells[name] for one_of in those for name in (X, N)]
            keys = [key for key in fields[0] if all(key in cells for cells in fields)]
            groups = [
                (
                    one(first_seen([one_of.cells[N][key] for one_of in those], values)),
                    ones(one_of.cells[X][key] for one_of in those),
                )
                for key in keys
            ]
            test = tested(groups, values, limits)
            if test.equal and test.weight >= math.log(len(subsets)) + ODDS:
                names = " and ".join(one_of.name.statistic for one_of in those)
                belief = Belief(f"x of {names} add up to n, held {test.told} times", SUM)
                links += linked(belief, groups, edition)
    return links


def _clusters(
    statistics: list[Statistic], values: list[int | None], most: int = 7
) -> Iterator[list[Statistic]]:
    """Statistics of a section whose bases are the same wherever both are seen."""
    by_section: dict[str, list[list[Statistic]]] = defaultdict(list)
    for statistic in statistics:
        if not (statistic.within and statistic.cells[X]):
            continue
        for cluster in by_section[statistic.name.section]:
            if len(cluster) < most and all(
                _same_base(statistic, other, values) for other in cluster
            ):
                cluster.append(statistic)
                break
        else:
            by_section[statistic.name.section].append([statistic])
    for clusters in by_section.values():
        yield from (cluster for cluster in clusters if len(cluster) > 1)


def _same_base(a: Statistic, b: Statistic, values: list[int | None]) -> bool:
    pairs = [
        (values[a.cells[N][key]], values[b.cells[N][key]])
        for key in a.cells[N].keys() & b.cells[N].keys()
    ]
    both = [(x, y) for x, y in pairs if x is not None and y is not None]
    return len(both) >= COMMON and all(x == y for x, y in both)
