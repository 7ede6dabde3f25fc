"""Secondary suppression: which further counts of linked tables are withheld, so that no reader can
work a withheld one out from those that are printed.

The tables are cells and linear equations between them. What a reader learns of a cell is the least
and the greatest it can be, a linear program each, as of the attackers of Fischetti and Salazar (2001,
Management Science 47). Programs are in real numbers: that counts are whole tells no more in a table of
two dimensions, and may in others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import chain, groupby, pairwise
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse.csgraph import connected_components

# Linked cells of which the best pattern is searched for (beyond them a good one is), how many patterns
# are tried, and branches each may take, before the best found has to do: time bounded alike anywhere.
EXACT_UP_TO, PATTERNS, BRANCHES = 300, 60, 2000
# A count this near a bound is at it; a multiplier this near to 0 is 0. How far a pattern is moved towards
# withholding everything before it is cut off; tables kept in mind.
NEAR, NOTHING, INSIDE, REMEMBERED = 1e-6, 1e-7, 0.1, 1000


@dataclass(frozen=True)
class Cells:
    """Cells of linked tables: arrays have an entry a cell, `relations` a row an equation and
    a column a cell, and `relations @ values` is 0.

    Every reader has to think `low` and `high` possible of each cell that is `primary`. Readers know
    that counts are not negative, nothing of cells that are `unprinted`, and of printed ones that they
    are `read_low` to `read_high`. A cell that may be read as 0 is never withheld, so that a withheld
    one is at least 1, unless `zeros` says otherwise. Each mask in `known` is of an insider, who knows
    those cells exactly and from whom they need no protection. Those in `kept` are public already.
    Of some cells too much is known where everything is withheld, as of a total of two small counts,
    which is at least 2. These are refused; if `attainable`, protected as far as that would.
    """

    values: np.ndarray
    relations: sparse.csr_array
    primary: np.ndarray
    unprinted: np.ndarray
    low: np.ndarray
    high: np.ndarray
    read_low: np.ndarray
    read_high: np.ndarray
    known: tuple[np.ndarray, ...] = ()
    zeros: bool = False
    attainable: bool = False
    kept: np.ndarray | None = None

    @cached_property
    def hidden(self) -> np.ndarray:
        """Cells that are not printed in any case."""
        return self.primary | self.unprinted

    @cached_property
    def choice(self) -> np.ndarray:
        """Cells that may be withheld besides."""
        kept = False if self.kept is None else self.kept
        return ~self.hidden & ~np.asarray(kept) & (self.zeros | (self.read_low >= 1))

    @cached_property
    def floor(self) -> np.ndarray:
        """The least that a cell can be where it is not printed."""
        return np.where(self.unprinted | self.zeros, 0.0, 1.0)

    @cached_property
    def costs(self) -> np.ndarray:
        """What is to be least of the cells withheld, a row each: zeros, then cells, then counts."""
        costs = np.array([self.values == 0, np.ones(len(self.values)), self.values], float)
        return costs[not self.zeros :]

    def wrong(self) -> np.ndarray:
        """The numbers of cells of which the input contradicts itself."""
        amiss = (self.values < 0) | (self.values < self.read_low) | (self.values > self.read_high)
        beyond = (self.values < np.maximum(self.low, self.floor)) | (self.values > self.high)
        unsolved = abs(self.relations).T @ (np.abs(self.relations @ self.values) > NEAR) > 0
        return np.flatnonzero(amiss | (self.primary & beyond) | unsolved)

    def components(self) -> Iterator[np.ndarray]:
        """The numbers of the cells in each set of linked cells with a primary one among them. Cells
        that everybody knows to be 0 link nothing.
        """
        loose = np.flatnonzero(self.hidden | self.choice | (self.read_high > 0))
        linked = abs(self.relations[:, loose])
        labels = connected_components(linked.T @ linked, directed=False)[1]
        for label in np.unique(labels[self.primary[loose]]):
            yield loose[labels == label]

    def part(self, members: np.ndarray) -> "Cells":
        """The cells with these numbers, and the equations that they are in."""
        each = {field.name: getattr(self, field.name) for field in fields(self)}
        arrays = {name: of[members] for name, of in each.items() if isinstance(of, np.ndarray)}
        columns = sparse.csr_array(self.relations[:, members])
        arrays["relations"] = columns[np.diff(columns.indptr) > 0]
        return replace(self, known=tuple(mask[members] for mask in self.known), **arrays)


class _Need(NamedTuple):
    """What a reader, by number, must not rule out: that a cell goes as far as its target, up where
    `side` is 1 and down where it is -1.
    """

    reader: int
    cell: int
    side: int
    target: float

    def met(self, least: np.ndarray, most: np.ndarray) -> bool:
        """Whether cells that can be from the least to the most go that far."""
        end = most if self.side > 0 else least
        return self.side * (end[self.cell] - self.target) >= -NEAR


class _View(NamedTuple):
    """What a reader knows: cells solve the equations and lie between `low` and `high`."""

    relations: sparse.csr_array
    low: np.ndarray
    high: np.ndarray

    def furthest(self, aim: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """The table where `aim @ table` is greatest, and what that owes to each equation; None where
        it has no bound.
        """
        loose = self.low < self.high
        table = np.where(loose, 0.0, self.low)
        if not loose.any():
            return table, np.zeros(self.relations.shape[0])
        answer = linprog(
            -aim[loose],
            A_eq=self.relations[:, loose],
            b_eq=-(self.relations @ table),
            bounds=np.stack([self.low, self.high], axis=1)[loose],
            # It cannot always tell a program without a bound from one without a solution.
            options={"presolve": False},
        )
        if answer.status == 3:
            return None
        if answer.status:
            raise RuntimeError(answer.message)
        table[loose] = answer.x
        return table, answer.eqlin.marginals

    def towards(self, need: _Need) -> tuple[np.ndarray, np.ndarray]:
        """The same where a cell goes towards its target, and not beyond: more is of no use."""
        low, high = self.low.copy(), self.high.copy()
        if need.side > 0:
            high[need.cell] = min(high[need.cell], need.target)
        else:
            low[need.cell] = max(low[need.cell], need.target)
        return self._replace(low=low, high=high).furthest(self.aim(need.cell, need.side))

    def aim(self, cell: int, side: int) -> np.ndarray:
        """An entry a cell of the tables: the side of that one, and 0."""
        return side * (np.arange(len(self.low)) == cell)


def _view(cells: Cells, known: np.ndarray, share: np.ndarray, reach: float = 0.0) -> _View:
    """What a reader who knows some cells learns where a share of each is withheld: what is printed at
    0, from the floor up at 1, and between them by that share of what this frees, upwards `reach`.
    """
    share = np.where(cells.hidden, 1.0, share * cells.choice)
    low = np.where(cells.hidden, cells.floor, np.maximum(cells.read_low, 0))
    low = np.where(known, cells.values, low - share * (low - cells.floor))
    high = np.where(share < 1, cells.read_high + share * reach, np.inf)
    return _View(cells.relations, low, np.where(known, cells.values, high))


class _Search:
    """The search for a pattern of a component: a mask of cells that, withheld, meet every need."""

    def __init__(self, cells: Cells, known: Sequence[np.ndarray], needs: Sequence[_Need]):
        self.cells, self.known, self.needs = cells, known, needs
        # Tables that a reader thinks possible, as does any other whose view they fit.
        self.tables, self.met_with = np.tile(cells.values.astype(float), (REMEMBERED, 1)), 0
        self.reach = max((abs(need.target - cells.values[need.cell]) for need in needs), default=0)
        # What is known of patterns that meet every need: rows @ pattern >= right.
        self.rows = list(_paired(cells))
        self.right, self.tried = [0.0] * len(self.rows), 0

    def remember(self, table: np.ndarray) -> None:
        """Keep a possible table, in place of the oldest."""
        self.tables[self.met_with % REMEMBERED] = table
        self.met_with += 1

    def lacking(self, withheld: np.ndarray) -> Iterator[_Need]:
        """Needs that a pattern does not meet."""
        for reader, needs in groupby(self.needs, key=lambda need: need.reader):
            view = _view(self.cells, self.known[reader], withheld)
            fit = (self.tables >= view.low - NEAR) & (self.tables <= view.high + NEAR)
            tables = self.tables[fit.all(axis=1)]
            least, most = tables.min(axis=0, initial=np.inf), tables.max(axis=0, initial=-np.inf)
            for need in needs:
                if not need.met(least, most):
                    table, _ = view.towards(need)
                    self.remember(table)
                    least, most = np.minimum(least, table), np.maximum(most, table)
                    if not need.met(least, most):
                        yield need

    def cut(self, need: _Need, share: np.ndarray) -> np.ndarray | None:
        """Coefficients c of cells: c @ pattern >= 1 for each pattern that meets the need; None where
        these shares of cells do.

        With any multipliers m of the equations, the cell is (aim + m @ relations) @ table on its side,
        so at most what bounds of the table make of that; and bounds are linear in the pattern. No
        coefficient need be more than 1 (Fischetti and Salazar 2001, capacity inequalities).
        """
        cells, known = self.cells, self.known[need.reader]
        view = _view(cells, known, share, self.reach)
        slope = view.aim(need.cell, need.side) + cells.relations.T @ view.towards(need)[1]
        slope[np.abs(slope) < NOTHING] = 0
        up, down, printed = slope > 0, slope < 0, _view(cells, known, np.zeros(len(share)))
        bound = slope[up] @ printed.high[up] + slope[down] @ printed.low[down]
        short = need.side * need.target - bound
        if not NEAR < short < np.inf:
            return None
        gain = np.where(up, np.inf, 0) - np.where(down, slope * (printed.low - cells.floor), 0)
        return np.where(cells.choice & ~known, np.minimum(gain / short, 1), 0)

    def cut_off(self, pattern: np.ndarray, needs: Iterable[_Need]) -> None:
        """Forbid a pattern for each need that it does not meet.

        Of many cuts that do, one made a little inside is the least heavy there (Magnanti and Wong 1981),
        and is taken if it forbids the pattern as well.
        """
        for need in needs:
            for share in (pattern + INSIDE * ~pattern, pattern.astype(float)):
                cut = self.cut(need, share)
                if cut is not None and cut @ pattern < 1 - NEAR:
                    self.demand(cut, 1)
                    break

    def demand(self, row: np.ndarray, right: float) -> None:
        """Have row @ pattern >= right of all patterns from now on."""
        self.rows.append(row)
        self.right.append(right)

    def cheapest(self, cost: np.ndarray) -> np.ndarray | None:
        """The pattern of least cost that is not forbidden; None where that takes too long."""
        self.tried += 1
        rows = sparse.csr_array(np.reshape(self.rows, (-1, len(cost))))
        answer = milp(
            cost,
            integrality=np.ones(len(cost)),
            bounds=Bounds(0, self.cells.choice.astype(float)),
            constraints=LinearConstraint(rows, self.right, np.inf),
            options={"mip_rel_gap": 0, "node_limit": BRANCHES},
        )
        if answer.status not in (0, 1):
            raise RuntimeError(answer.message)
        return None if answer.status or self.tried > PATTERNS else answer.x > 0.5

    def moved(self, need: _Need, withheld: np.ndarray) -> np.ndarray:
        """The printed cells, a mask, that move in the cheapest deviation that meets a need: it costs how
        far each of them moves; where that is the same, the least telling.
        """
        cells, known = self.cells, self.known[need.reader]
        view = _view(cells, known, withheld)
        view.low[need.cell] = view.high[need.cell] = need.target
        free = np.flatnonzero(cells.choice & ~withheld & ~known)
        columns, none = cells.relations[:, free], np.zeros(len(free))
        wider = _View(
            sparse.hstack([cells.relations, columns, -columns], format="csr"),
            np.concatenate([view.low, none, none]),
            np.concatenate([view.high, none + np.inf, view.low[free] - cells.floor[free]]),
        )
        # Zeros last of all.
        weights = 1 + cells.values / (cells.values.sum() + 1) + len(withheld) * (cells.values == 0)
        weights = np.concatenate([np.zeros(len(withheld)), weights[free], weights[free]])
        table, deviations = np.split(wider.furthest(-weights)[0], [len(withheld)])
        up, down = deviations.reshape(2, -1)
        table[free] += up - down
        self.remember(table)
        return np.isin(np.arange(len(withheld)), free[up + down > NEAR])

    def mended(self, withheld: np.ndarray) -> tuple[np.ndarray, list[_Need]]:
        """A pattern with cells added for each need (Kelly, Golden and Assad 1992), and those unmet."""
        pattern, unmet = withheld, list(self.lacking(withheld))
        for need in unmet:
            pattern = pattern | self.moved(need, pattern)
        return pattern, unmet

    def opened(self, withheld: np.ndarray) -> np.ndarray:
        """A pattern without the cells that it turns out not to need, the dearest tried first."""
        pattern = withheld.copy()
        for cell in np.lexsort(self.cells.costs[::-1])[::-1]:
            if pattern[cell]:
                pattern[cell] = False
                pattern[cell] = next(self.lacking(pattern), None) is not None
        return pattern

    def cheap(self) -> np.ndarray:
        """A pattern that meets every need, not always at the least cost."""
        return self.opened(self.mended(np.zeros_like(self.cells.choice))[0])

    def fewest(self) -> np.ndarray:
        """The pattern that meets every need at the least cost, cost after cost."""
        best = self.cheap()
        for cost in self.cells.costs:
            best = self.least(cost, best)
            self.demand(-cost, -cost @ best)
        return best

    def least(self, cost: np.ndarray, best: np.ndarray) -> np.ndarray:
        """The pattern that meets every need at the least of one cost: the cheapest, cut after cut. Where
        that takes too long, the best that was met with.
        """
        while (pattern := self.cheapest(cost)) is not None and cost @ pattern < cost @ best - 0.5:
            mended, unmet = self.mended(pattern)
            if not unmet:
                return pattern
            self.cut_off(pattern, unmet)
            if tuple(self.cells.costs @ mended) < tuple(self.cells.costs @ best):
                best = self.opened(mended)
        return best


def _paired(cells: Cells) -> Iterator[np.ndarray]:
    """Rows that are at least 0 of the best pattern: where all of an equation is told exactly, one cell
    withheld alone is told as well.
    """
    told = ~cells.hidden & (cells.read_low == cells.read_high)
    for start, end in pairwise(cells.relations.indptr):
        line = cells.relations.indices[start:end]
        for cell in line[cells.choice[line]] if told[line].all() else ():
            row = np.zeros(len(told))
            row[line[cells.choice[line]]] = 1
            row[cell] = -1
            yield row


def _search(cells: Cells, members: np.ndarray) -> _Search:
    """The search in a component, of cells that have these numbers outside, for all that can be met."""
    public = np.zeros(len(members), bool)
    # Those who know most first: what they cannot rule out, nobody can who knows less.
    known = sorted([*cells.known, public], key=lambda mask: -mask.sum())
    needs = [
        _Need(reader, int(cell), side, float(target[cell]))
        for reader, mask in enumerate(known)
        for cell in np.flatnonzero(cells.primary & ~mask)
        for side, target in ((1, cells.high), (-1, cells.low))
    ]
    search, short = _Search(cells, known, needs), {}
    for need in search.lacking(~public):
        end = _view(cells, known[need.reader], ~public).towards(need)[0][need.cell]
        if not cells.attainable:
            most, who = need.side > 0, "an insider" if known[need.reader].any() else "the public"
            end = f"at {'most' if most else 'least'} {end:g} to {who}"
            raise ValueError(f"cell {members[need.cell]} is {end}, whatever is withheld")
        # A little less far, as a program of fixed cells has to have a solution.
        short[need] = need._replace(target=round(end - need.side * NEAR, 6))
    asked: dict[tuple, list[_Need]] = defaultdict(list)
    for need in (short.get(need, need) for need in needs):
        same = asked[need[1:]]
        seen = any((known[other.reader] >= known[need.reader]).all() for other in same)
        if not seen and need.side * (need.target - cells.values[need.cell]) > 0:
            same.append(need)
    return _Search(cells, known, sorted(chain(*asked.values())))


def secondary(cells: Cells, exact_up_to: int = EXACT_UP_TO) -> np.ndarray:
    """Which printed cells to withhold, a mask, so that no reader can rule out what it must not of a
    primary cell: the fewest, and of these the least sum, in components of so many cells at most.
    """
    if len(wrong := cells.wrong()):
        raise ValueError(f"values, bounds and equations contradict each other in cells {wrong}")
    withheld = np.zeros(len(cells.values), bool)
    for members in cells.components():
        search = _search(cells.part(members), members)
        pattern = search.fewest() if len(members) <= exact_up_to else search.cheap()
        for need in search.lacking(pattern):
            raise RuntimeError(f"cell {members[need.cell]} was left unprotected")
        withheld[members] = pattern
    return withheld


def bounds(
    cells: Cells, withheld: np.ndarray, insider: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest that each primary cell can be, in their order, where these cells are
    withheld besides: to the public, or to the insider with this number in `known`.
    """
    known = np.zeros(len(withheld), bool) if insider is None else cells.known[insider]
    ends = np.zeros((2, len(withheld)))
    for members in cells.components():
        part = cells.part(members)
        view = _view(part, known[members], withheld[members])
        for cell in np.flatnonzero(part.primary):
            for row, side in zip(ends, (-1, 1), strict=True):
                found = view.furthest(view.aim(cell, side))
                row[members[cell]] = side * np.inf if found is None else found[0][cell]
    return ends[0, cells.primary], ends[1, cells.primary]
