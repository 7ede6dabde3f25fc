"""Leaks: withheld counts that can be told more narrowly than the profile lets them be."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from attacker.linkages import Limits, Linkage, words
from attacker.passing import Bounds, Component, first_bounds, settled
from attacker.programs import Program, ends, program, reasons
from attacker.reading import Edition

PUBLIC = "anybody"


@dataclass(frozen=True)
class Leak:
    """A withheld number that is told, to whom, and from what."""

    section: str
    file: str
    name: str
    what: str
    why: tuple[str, ...] = ()
    who: str = PUBLIC
    # Only so much is told as its withheld parts come to at least: two of them, two or more.
    floor: bool = False
    cell: int = -1
    low: float = 0
    high: float = math.inf
    same: int = 0

    @property
    def line(self) -> str:
        """The leak in one line."""
        to = "" if self.who == PUBLIC else f" to {self.who}"
        why = f", from {'; '.join(self.why)}" if self.why else ""
        floor = " (no more than its withheld parts come to)" if self.floor else ""
        same = f" (and {self.same} more that equal it)" if self.same else ""
        return f"leak{to}: {self.file}: {self.name} is {self.what}{floor}{same}{why}"


def told(low: float, high: float) -> str:
    """Bounds in words."""
    if low == high:
        return f"{low:.0f}"
    return f"{low:.0f} to {high:.0f}" if math.isfinite(high) else f"{low:.0f} or more"


@dataclass
class Found:
    """A component as it was settled, and the cells that leak with their bounds."""

    component: Component
    bounds: Bounds
    leaking: dict[int, tuple[float, float]]


def attack(component: Component, start: Bounds, limits: Limits, wanted: Sequence[int]) -> Found:
    """The cells of a component that leak, of those that are wanted."""
    component, bounds = settled(component, start)
    leaking: dict[int, tuple[float, float]] = {}
    if not component.linkages:
        return Found(component, bounds, leaking)
    of = program(component, bounds)
    done: dict[int, tuple[float, float]] = {}
    for cell in wanted:
        if bounds.fixed(cell):
            leaking[cell] = bounds.low[cell], bounds.high[cell]
        elif not _safe(of, cell, bounds, limits):
            place = of.places[cell]
            if place not in done:
                if (found := ends(of, cell)) is None:
                    fewer = component.without(component.weakest)
                    return attack(fewer, start, limits, wanted)
                done[place] = found
            if limits.told(*done[place]):
                leaking[cell] = done[place]
    return Found(component, bounds, leaking)


def _safe(of: Program, cell: int, bounds: Bounds, limits: Limits) -> bool:
    """Whether points that were found for other cells show already that this one is not told."""
    place = of.places[cell]
    low, high = of.seen_low[place], of.seen_high[place]
    if bounds.low[cell] > limits.most:
        return high - low >= 1
    return low <= limits.least and high >= limits.most


def public_leaks(
    edition: Edition, components: Sequence[Component], limits: Limits
) -> Iterator[tuple[list[Leak], dict[int, tuple[float, float]]]]:
    """What anybody can tell of each component: its leaks, and the cells that leak."""
    start = first_bounds(edition.values, limits)
    for component in components:
        found = attack(component, start, limits, _withheld(edition, component))
        floors = _floors(found.component, start)
        leaks = [leak(edition, found, cell, start, limits, floors=floors) for cell in found.leaking]
        yield leaks, found.leaking


def _withheld(edition: Edition, component: Component) -> list[int]:
    return [cell for cell in component.cells if edition.cells[cell].value is None]


def insider_leaks(
    edition: Edition,
    component: Component,
    limits: Limits,
    who: str,
    known: Mapping[int, int],
    told_already: Mapping[int, tuple[float, float]],
) -> list[Leak]:
    """What a borough can tell of others beside what anybody can, for it knows its own numbers
    (`known`). A number of all boroughs is asked of no insider: what it tells of the others is
    asked of theirs.
    """
    if not any(cell in known for cell in component.cells):
        return []
    start = first_bounds(edition.values, limits)
    for cell in component.cells:
        if cell in known:
            start.low[cell] = start.high[cell] = float(known[cell])
    wanted = [
        cell
        for cell in _withheld(edition, component)
        if edition.cells[cell].place.borough not in ("", who)
    ]
    found = attack(component, start, limits, wanted)
    for cell, ends_of in [*found.leaking.items()]:
        if told_already.get(cell) == ends_of:
            del found.leaking[cell]
    floors = _floors(found.component, start)
    return [leak(edition, found, cell, start, limits, who, floors) for cell in found.leaking]


def leak(
    edition: Edition,
    found: Found,
    cell: int,
    start: Bounds,
    limits: Limits,
    who: str = PUBLIC,
    floors: Mapping[int, float] | None = None,
) -> Leak:
    """A leaking cell in words."""
    this = edition.cells[cell]
    low, high = found.leaking[cell]
    return Leak(
        this.place.section,
        this.files[0],
        this.name,
        told(low, high),
        why(edition, found, cell, start, limits),
        who,
        low < high and high >= limits.most and low <= (floors or {}).get(cell, 0),
        cell,
        low,
        high,
    )


def why(
    edition: Edition, found: Found, cell: int, start: Bounds, limits: Limits, most: int = 3
) -> tuple[str, ...]:
    """The linkages a cell is told by, in words; those that weigh most on its bounds."""
    of = program(found.component, start, merged=False)
    if cell not in of.places:
        return ()
    low, high = found.leaking[cell]
    linkages: list[Linkage] = []
    if low > limits.least:
        linkages += reasons(of, cell, least=True)
    if high < limits.most or low == high:
        linkages += reasons(of, cell, least=False)
    said = dict.fromkeys(words(linkage, edition, cell) for linkage in linkages)
    return tuple(said)[:most]


def _floors(component: Component, start: Bounds) -> dict[int, float]:
    """What each cell is at least because it is the whole of parts each of which is at least so
    many.
    """
    low = {cell: start.low[cell] for cell in component.cells}

    def least(cell: int) -> float:
        return low.get(cell, start.low[cell])

    for _ in range(len(component.cells)):
        moved = False
        for linkage in component.linkages:
            signs = (
                (1, -1) if linkage.low == linkage.high == 0 else (1,) if linkage.low == 0 else ()
            )
            for sign in signs:
                terms = [(cell, times * sign) for cell, times in linkage.terms]
                # What is seen beside the whole would take from it, and that is no floor.
                above = [(cell, times) for cell, times in terms if times > 0 and start.high[cell]]
                if len(above) == 1 and above[0][0] in low:
                    ((cell, times),) = above
                    below = -sum(least(other) * many for other, many in terms if other != cell)
                    if below / times > low[cell]:
                        low[cell], moved = below / times, True
        if not moved:
            break
    return low
