"""Bounds passed on from cell to cell along linkages, until nothing moves; a belief that contradicts
what is seen is given up.
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attacker.linkages import Limits, Linkage

# How often one linkage is looked at, before bounds that still move are left to the programs.
MOST_VISITS = 60
# Less than this is nothing.
SLIGHT = 1e-6


@dataclass(frozen=True)
class Component:
    """Cells that are not known and hang together, and the linkages they hang by."""

    cells: tuple[int, ...]
    linkages: tuple[Linkage, ...]

    def without(self, given_up: Iterable[Linkage]) -> "Component":
        """The component without some linkages."""
        gone = {*given_up}
        return Component(self.cells, tuple(one for one in self.linkages if one not in gone))

    @property
    def weakest(self) -> list[Linkage]:
        """The linkages that are believed least."""
        least = min(one.belief.strength for one in self.linkages)
        return [one for one in self.linkages if one.belief.strength == least]


@dataclass
class Bounds:
    """From where to where each cell may be; a cell that is seen is from itself to itself,
    unless it was rounded.
    """

    low: list[float]
    high: list[float]

    def copy(self) -> "Bounds":
        """The same bounds, to be changed on their own."""
        return Bounds([*self.low], [*self.high])

    def fixed(self, cell: int) -> bool:
        """Whether a cell can be one number only."""
        return self.low[cell] == self.high[cell]


def first_bounds(values: Sequence[int | None], limits: Limits) -> Bounds:
    """Bounds before any linkage is looked at: what is withheld is at least the least that is so for
    its size, what is seen is itself or was rounded to it.
    """
    spans = [(limits.least, math.inf) if value is None else limits.span(value) for value in values]
    return Bounds([float(low) for low, _ in spans], [float(high) for _, high in spans])


def components(bounds: Bounds, linkages: Iterable[Linkage]) -> list[Component]:
    """The cells that are not known by what hangs together, the strongest of linkages that say the
    same.
    """
    head = {cell: cell for cell in range(len(bounds.low)) if not bounds.fixed(cell)}

    def of(cell: int) -> int:
        while head[cell] != cell:
            head[cell] = head[head[cell]]
            cell = head[cell]
        return cell

    different: dict[tuple, Linkage] = {}
    for linkage in linkages:
        key = (tuple(sorted(linkage.terms)), linkage.low, linkage.high)
        if key not in different or different[key].belief.strength < linkage.belief.strength:
            different[key] = linkage
    placed = []
    for linkage in different.values():
        unknown = [cell for cell, _ in linkage.terms if cell in head]
        if unknown:
            placed.append((unknown[0], linkage))
            for cell in unknown[1:]:
                head[of(cell)] = of(unknown[0])
    cells, links = defaultdict(list), defaultdict(list)
    for cell in head:
        cells[of(cell)].append(cell)
    for cell, linkage in placed:
        links[of(cell)].append(linkage)
    return [Component(tuple(those), tuple(links[first])) for first, those in cells.items()]


def settled(component: Component, start: Bounds) -> tuple[Component, Bounds]:
    """A component and bounds that agree: beliefs that contradict what is seen are given up."""
    while True:
        bounds = start.copy()
        if (culprits := _pass(component, bounds)) is None:
            return component, bounds
        least = min(one.belief.strength for one in culprits)
        beliefs = {one.belief for one in culprits if one.belief.strength == least}
        component = component.without(
            one for one in component.linkages if one.belief == next(iter(sorted(beliefs, key=str)))
        )


def _pass(component: Component, bounds: Bounds) -> list[Linkage] | None:
    """Pass bounds on in place; the linkages that led to a contradiction, None where there is
    none.
    """
    along: dict[int, list[int]] = defaultdict(list)
    for place, linkage in enumerate(component.linkages):
        for cell, _ in linkage.terms:
            along[cell].append(place)
    queue = deque(range(len(component.linkages)))
    waiting = set(queue)
    visits = [0] * len(component.linkages)
    why: dict[tuple[int, bool], int] = {}
    while queue:
        place = queue.popleft()
        waiting.discard(place)
        visits[place] += 1
        if visits[place] > MOST_VISITS:
            continue
        for cell, is_low in _tightened(component.linkages[place], bounds):
            why[cell, is_low] = place
            if bounds.low[cell] > bounds.high[cell]:
                return _led(component, why, cell)
            for other in along[cell]:
                if other != place and other not in waiting:
                    waiting.add(other)
                    queue.append(other)
    return None


def _led(component: Component, why: dict[tuple[int, bool], int], cell: int) -> list[Linkage]:
    led, asked = set(), [cell]
    known = set()
    while asked:
        cell = asked.pop()
        known.add(cell)
        for is_low in (True, False):
            if (place := why.get((cell, is_low))) is not None and place not in led:
                led.add(place)
                asked += [
                    other for other, _ in component.linkages[place].terms if other not in known
                ]
    return [component.linkages[place] for place in led]


def _tightened(linkage: Linkage, bounds: Bounds) -> list[tuple[int, bool]]:
    """Tighten the bounds of a linkage's cells in place; which cells moved, and whether from
    below.
    """
    least = [_end(cell, times, bounds, low=True) for cell, times in linkage.terms]
    most = [_end(cell, times, bounds, low=False) for cell, times in linkage.terms]
    moved = []
    for place, (cell, times) in enumerate(linkage.terms):
        others_least = sum(least[:place]) + sum(least[place + 1 :])
        others_most = sum(most[:place]) + sum(most[place + 1 :])
        ends = sorted(((linkage.high - others_least) / times, (linkage.low - others_most) / times))
        low, high = math.ceil(ends[0] - SLIGHT) if math.isfinite(ends[0]) else ends[0], ends[1]
        high = math.floor(high + SLIGHT) if math.isfinite(high) else high
        if low > bounds.low[cell]:
            bounds.low[cell] = low
            moved.append((cell, True))
        if high < bounds.high[cell]:
            bounds.high[cell] = high
            moved.append((cell, False))
    return moved


def _end(cell: int, times: int, bounds: Bounds, *, low: bool) -> float:
    return times * (bounds.low if (times > 0) == low else bounds.high)[cell]
