"""The exact bounds of withheld cells, by linear programs over a component."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from attacker.linkages import Linkage, equal_cells
from attacker.passing import SLIGHT, Bounds, Component


@dataclass
class Program:
    """The linkages of a component over its cells that are not fixed, as a program, and the least
    and most that each place was in any point found. Cells that are the same number may share a
    place.
    """

    places: dict[int, int]
    linkages: list[Linkage]
    arguments: dict
    seen_low: np.ndarray
    seen_high: np.ndarray


def program(component: Component, bounds: Bounds, *, merged: bool = True) -> Program:
    """The program of a component at some bounds; `merged`, equal cells share a place."""
    cells = [cell for cell in component.cells if not bounds.fixed(cell)]
    places = _places(cells, component.linkages if merged else ())
    width = max(places.values(), default=-1) + 1
    equal, less = _Rows(), _Rows()
    for linkage in component.linkages:
        terms: dict[int, int] = defaultdict(int)
        known = 0.0
        for cell, times in linkage.terms:
            if cell in places:
                terms[places[cell]] += times
            else:
                known += bounds.low[cell] * times
        kept = tuple(sorted((place, times) for place, times in terms.items() if times))
        if not kept:
            continue
        if linkage.low == linkage.high:
            equal.add(kept, 1, linkage.high - known, linkage)
            continue
        if math.isfinite(linkage.high):
            less.add(kept, 1, linkage.high - known, linkage)
        if math.isfinite(linkage.low):
            less.add(kept, -1, known - linkage.low, linkage)
    ends_of = [(-math.inf, math.inf)] * width
    for cell, place in places.items():
        low, high = ends_of[place]
        ends_of[place] = max(low, bounds.low[cell]), min(high, bounds.high[cell])
    arguments = {
        "A_eq": equal.matrix(width),
        "b_eq": equal.totals or None,
        "A_ub": less.matrix(width),
        "b_ub": less.totals or None,
        "bounds": [(low, high if math.isfinite(high) else None) for low, high in ends_of],
    }
    none = np.full(width, math.inf), np.full(width, -math.inf)
    return Program(places, equal.linkages + less.linkages, arguments, *none)


def _places(cells: Sequence[int], linkages: Iterable[Linkage]) -> dict[int, int]:
    """A place for each cell, one for those that are linked as equal."""
    head = {cell: cell for cell in cells}

    def of(cell: int) -> int:
        while head[cell] != cell:
            head[cell] = head[head[cell]]
            cell = head[cell]
        return cell

    for linkage in linkages:
        if equal_cells(linkage) and all(cell in head for cell, _ in linkage.terms):
            (a, _), (b, _) = linkage.terms
            head[of(a)] = of(b)
    numbers: dict[int, int] = {}
    return {cell: numbers.setdefault(of(cell), len(numbers)) for cell in cells}


class _Rows:
    """Rows of a matrix, with what they come to and the linkage they were made of."""

    def __init__(self):
        self.entries: list[tuple[int, int, int]] = []
        self.totals: list[float] = []
        self.linkages: list[Linkage] = []
        self.known: set[tuple] = set()

    def add(
        self, terms: tuple[tuple[int, int], ...], sign: int, total: float, linkage: Linkage
    ) -> None:
        """A row more, unless it is there."""
        if (key := (terms, sign, total)) in self.known:
            return
        self.known.add(key)
        # Rows of great coefficients are scaled down, so that the program keeps its precision.
        scale = max(abs(times) for _, times in terms)
        row = len(self.totals)
        self.entries += [(row, place, sign * times / scale) for place, times in terms]
        self.totals.append(total / scale)
        self.linkages.append(linkage)

    def matrix(self, width: int) -> csr_array | None:
        """The rows as a matrix; None where there are none."""
        if not self.totals:
            return None
        rows, places, times = zip(*self.entries, strict=True)
        return csr_array((times, (rows, places)), shape=(len(self.totals), width), dtype=float)


def extreme(of: Program, cell: int, *, least: bool):
    """The answer to the program that makes a cell as small or as large as it can be; its status
    is 0, or 3 where nothing bounds the cell.
    """
    wanted = np.zeros(len(of.seen_low))
    wanted[of.places[cell]] = 1 if least else -1
    answer = linprog(wanted, method="highs", **of.arguments)
    if answer.status == 0:
        np.minimum(of.seen_low, answer.x, out=of.seen_low)
        np.maximum(of.seen_high, answer.x, out=of.seen_high)
    return answer


def ends(of: Program, cell: int) -> tuple[float, float] | None:
    """The least and the most a cell can be, as whole numbers; None where nothing answers to all
    linkages.
    """
    low = extreme(of, cell, least=True)
    if low.status != 0:
        return None
    # Something answers, so the cell has no bound where its program has no answer.
    high = extreme(of, cell, least=False)
    most = math.floor(-high.fun + SLIGHT) if high.status == 0 else math.inf
    return math.ceil(low.fun - SLIGHT), most


def reasons(of: Program, cell: int, *, least: bool) -> list[Linkage]:
    """The linkages that hold a cell at its least or most, those that weigh most first."""
    answer = extreme(of, cell, least=least)
    if answer.status != 0:
        return []
    weights = np.abs(np.concatenate([answer.eqlin.marginals, answer.ineqlin.marginals]))
    order = np.argsort(-weights, kind="stable")
    return [of.linkages[place] for place in order if weights[place] > SLIGHT]
