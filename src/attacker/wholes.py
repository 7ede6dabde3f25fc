"""Wholes and their parts: boroughs and all, the period and its quarters, strata and all, answers
and their base.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from attacker.linkages import (
    CERTAIN,
    CHANCE,
    SUM,
    Belief,
    Group,
    Key,
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

_WHOLE = re.compile(
    r"|(all|any|totals?|together|overall|sum|every\w+|partnership|boroughs listed|whole\b.*)(\s.*)?"
)
WHEN, BOROUGH, READING = "when", "borough", "reading"


def whole(label: str) -> bool:
    """Whether a label may name all of something."""
    return _WHOLE.fullmatch(label.strip().lower().replace("_", " ")) is not None


def without(key: Key, along: str | int) -> tuple[str, tuple]:
    """The value of a key along one of its dimensions, and the rest of it."""
    if isinstance(along, int):
        subject = key.subject
        return subject[along], ((*subject[:along], None, *subject[along + 1 :]), *key[1:])
    place = Key._fields.index(along)
    return key[place], (*key[:place], *key[place + 1 :])


def keyed(cells: Mapping[Key, int], along: str | int) -> list[dict[Key, int]]:
    """Cells that differ along one dimension only."""
    found: dict[tuple, dict[Key, int]] = defaultdict(dict)
    for key, cell in cells.items():
        found[without(key, along)[1]][key] = cell
    return [*found.values()]


def groups(cells: Mapping[Key, int], along: str | int) -> dict[str, list[Group]]:
    """Wholes with their parts along a dimension, by how the whole is told from the parts."""
    found: dict[str, list[Group]] = defaultdict(list)
    for keys in keyed(cells, along):
        line = {without(key, along)[0]: cell for key, cell in keys.items()}
        for told, name, parts in _wholes(line, along):
            found[told].append((one(line[name]), ones(line[part] for part in parts)))
    return found


def _wholes(line: Iterable[str], along: str | int) -> Iterator[tuple[str, str, list[str]]]:
    if along == WHEN:
        yield from spans([*line])
        return
    parts = [label for label in line if not whole(label)]
    for name in line:
        if whole(name) and parts:
            yield name or "all", name, parts


def spans(whens: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """The quarters and months among `whens` by the longer spans among them, each as it is told, the
    span and its parts.
    """
    quarters = {when: _months(when) for when in whens if re.fullmatch(r"\d{4}Q[1-4]", when)}
    months = {when for when in whens if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", when)}
    for quarter, its in quarters.items():
        if its & months:
            yield "a quarter and its months", quarter, sorted(its & months)
    for span in whens:
        inside = _year(span)
        if span and not inside:
            continue
        if those := [quarter for quarter, its in quarters.items() if not span or its <= inside]:
            yield f"{'the period' if span else 'all time'} and its quarters", span, those
        if those := sorted(months if not span else months & inside):
            yield f"{'the period' if span else 'all time'} and its months", span, those


def _months(quarter: str) -> set[str]:
    year, number = int(quarter[:4]), int(quarter[-1])
    return {f"{year}-{month:02}" for month in range(3 * number - 2, 3 * number + 1)}


def _year(span: str) -> set[str]:
    """The months of `2025-26` and of `2023-25`; none of what is no such span."""
    if not (found := re.fullmatch(r"(\d{4})-(\d{2})", span)):
        return set()
    first, last = int(found[1]), int(found[1][:2] + found[2])
    return {
        f"{year}-{month:02}"
        for year in range(first, last + 1)
        for month in range(1, 13)
        if (year, month) >= (first, 4) and (year, month) < (last, 4)
    }


def sums(edition: Edition, statistics: list[Statistic], limits: Limits) -> list[Linkage]:
    """Wholes that are the sum of their parts in every group that is seen, or never less."""
    values = edition.values
    found = []
    for statistic in statistics:
        along_of = (BOROUGH, WHEN, READING, *range(statistic.width))
        for along in along_of:
            bases = groups(statistic.cells[N], along)
            for name, cells in statistic.cells.items():
                for told, those in groups(cells, along).items():
                    test = tested(those, values, limits, fewest=3)
                    of_base = tested(bases.get(told, ()), values, limits, fewest=3)
                    inherits = name == X and of_base.told > 0 and of_base.equal and statistic.within
                    what = f"{name} of {statistic.name.statistic}: {_dimension(along)} ({told})"
                    told_of = test.told or (of_base.told if inherits else 0)
                    if test.equal and told_of and told_of + test.fits >= test.against:
                        why = f"held {test.told} times" if test.told else "as its base does"
                        belief = Belief(f"{what} adds up, {why}", SUM)
                        found += linked(belief, those, edition)
                    elif test.at_least and test.told > 1:
                        belief = Belief(f"{what} is never less than its parts", CHANCE)
                        found += linked(belief, those, edition, high=float("inf"))
    return found


def _dimension(along: str | int) -> str:
    return f"part {along + 1} of the subject" if isinstance(along, int) else along


def bases(edition: Edition, statistics: list[Statistic], limits: Limits) -> list[Linkage]:
    """A count is at most its base; parts that share a base add up to it, where that is seen."""
    values = edition.values
    found = []
    for statistic in statistics:
        name = statistic.name.statistic
        if statistic.within:
            belief = Belief(f"x of {name} is out of n", CERTAIN)
            both = ((row.n, row.x) for _, row in statistic.rows)
            pairs = dict.fromkeys(pair for pair in both if None not in pair)
            found += linked(belief, [(one(n), one(x)) for n, x in pairs], edition, float("inf"))
        for along in range(statistic.width):
            those = shared(statistic, along, values, limits)
            if not those:
                continue
            belief = Belief(f"n of {name} is one for all along part {along + 1}", SUM)
            for _, cells in those:
                equal = [(one(cells[0][0]), one(cell)) for cell, _ in cells[1:]]
                found += linked(belief, equal, edition)
            of_base = [
                (one(first_seen([n for n, _ in cells], values)), ones(x for _, x in cells))
                for _, cells in those
                if all(x is not None for _, x in cells)
            ]
            test = tested(of_base, values, limits, fewest=3)
            if test.equal and test.told and test.told + test.fits >= test.against:
                words = f"x of {name} over part {along + 1} of the subject adds up to n"
                belief = Belief(f"{words}, held {test.told} times", SUM)
                found += linked(belief, of_base, edition)
    return found


def shared(
    statistic: Statistic, along: int, values: list[int | None], limits: Limits
) -> list[tuple[tuple, list[tuple[int, int | None]]]]:
    """The bases (each with its count) that differ along one part of the subject only, where they
    are the same in every group that is seen, and there is one.
    """
    groups: dict[tuple, list[tuple[int, int | None]]] = defaultdict(list)
    for key, cell in statistic.cells[N].items():
        label, rest = without(key, along)
        if not whole(label):
            groups[rest].append((cell, statistic.cells[X].get(key)))
    pairs = [
        (one(first_seen([n for n, _ in cells], values)), one(other))
        for cells in groups.values()
        for other, _ in cells
    ]
    test = tested([(a, b) for a, b in pairs if a != b], values, limits)
    enough = test.equal and test.told and test.told >= 3 * test.against
    return [*groups.items()] if enough else []
