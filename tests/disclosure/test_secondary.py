"""Secondary suppression: a published example, gaps that tell all the same, insiders, rounding, and random
tables against an attacker and a search written apart.
"""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import linprog

from analysis.disclosure.secondary import Cells, bounds, secondary

FEW = settings(max_examples=20, deadline=None, derandomize=True)
# Bounds of what the rule of one to five withholds.
LEAST, MOST = 1, 5


def of(lines: list[dict[int, int]], values: np.ndarray, primary: list[int], **rest) -> Cells:
    """Cells from equations {cell: coefficient}, printed exactly and safe from 1 to 5 unless told else."""
    values = np.asarray(values)
    relations = np.zeros((len(lines), len(values)))
    for row, line in zip(relations, lines, strict=True):
        row[list(line)] = list(line.values())
    marked = np.isin(np.arange(len(values)), primary)
    usual = {
        "unprinted": np.zeros(len(values), bool),
        "low": np.where(marked, LEAST, values),
        "high": np.where(marked, MOST, values),
        "read_low": values,
        "read_high": values,
    }
    return Cells(values, sparse.csr_array(relations), marked, **(usual | rest))


def table(inner: list, primary: list[tuple], **rest) -> Cells:
    """A table of any dimensions with its totals, which stand last on each axis; cells are in C order."""
    full = np.asarray(inner)
    for axis in range(full.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    number, lines = np.arange(full.size).reshape(full.shape), []
    for axis in range(full.ndim):
        for *parts, total in np.moveaxis(number, axis, -1).reshape(-1, full.shape[axis]):
            lines.append({int(total): 1} | {int(part): -1 for part in parts})
    return of(lines, full.ravel(), [int(number[place]) for place in primary], **rest)


def attacked(cells: Cells, withheld: np.ndarray, known: np.ndarray | None = None) -> np.ndarray:
    """The least and the greatest of each primary cell, a row each, by a program with a row a bound."""
    known = np.zeros(len(withheld), bool) if known is None else known
    gone = (withheld | cells.primary | cells.unprinted) & ~known
    least = np.where(cells.unprinted | cells.zeros, 0, 1)
    lower = np.where(gone, least, np.where(known, cells.values, np.maximum(cells.read_low, 0)))
    upper = np.where(known, cells.values, cells.read_high)
    each = np.eye(len(withheld))
    rows = np.concatenate([-each, each[~gone]])
    right = np.concatenate([-lower, upper[~gone]])
    ends = []
    for cell in np.flatnonzero(cells.primary):
        for side in (1, -1):
            found = linprog(
                side * each[cell],
                A_ub=rows,
                b_ub=right,
                A_eq=cells.relations.toarray(),
                b_eq=np.zeros(cells.relations.shape[0]),
                bounds=(None, None),
            )
            assert found.status in (0, 3, 4), found.message
            ends.append(found.fun * side if found.status == 0 else np.inf)
    return np.reshape(ends, (-1, 2))


def safe(cells: Cells, withheld: np.ndarray) -> bool:
    """Whether no reader can rule out what it must not."""
    for known in (np.zeros(len(withheld), bool), *cells.known):
        ends, own = attacked(cells, withheld, known), known[cells.primary]
        low, high = cells.low[cells.primary], cells.high[cells.primary]
        if not (own | ((ends[:, 0] <= low + 1e-5) & (ends[:, 1] >= high - 1e-5))).all():
            return False
    return True


def cost(cells: Cells, withheld: np.ndarray) -> tuple[int, int]:
    return int(withheld.sum()), int(cells.values[withheld].sum())


# Fischetti and Salazar (2001), figure 1: lines I to III, columns A to C; cell II C is withheld.
PAPER = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]


@pytest.mark.parametrize("exact_up_to", [300, 0])
def test_the_published_example(exact_up_to):
    cells = table(PAPER, [(1, 2)], zeros=True)
    cells = replace(cells, low=np.full(16, 5), high=np.full(16, 30))
    withheld = secondary(cells, exact_up_to)
    assert cost(cells, withheld) == (3, 37)
    assert set(cells.values[withheld]) == {8, 17, 12}
    assert np.ravel(bounds(cells, withheld)) == pytest.approx([5, 30])
    # Nothing withheld besides, it is what its line lacks.
    assert np.ravel(bounds(cells, np.zeros(16, bool))) == pytest.approx([22, 22])
    # Whoever asks for more than the rectangle allows gets another pattern.
    wider = replace(cells, high=np.full(16, 40))
    assert cost(wider, secondary(wider)) > (3, 37)
    assert bounds(wider, secondary(wider))[1][0] >= 40 - 1e-6


def test_a_lone_gap_takes_the_cheapest_rectangle():
    """As in sdcTable: categories by gender, the count of women in A withheld."""
    cells = table([[4, 20], [9, 30], [7, 25]], [(0, 0)])
    withheld = secondary(cells)
    assert np.flatnonzero(withheld).tolist() == [1, 6, 7]
    assert sorted(cells.values[withheld]) == [7, 20, 25]
    assert safe(cells, withheld)


# Two rectangles of gaps and one gap that links them: each line has two or more.
LINKED = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)]
NUMBERS = [[3, 3, 50, 60], [3, 3, 4, 70], [80, 90, 3, 3], [40, 30, 3, 3]]


@pytest.mark.parametrize("exact_up_to", [300, 0])
def test_a_gap_among_gaps_that_is_told_all_the_same_is_caught(exact_up_to):
    cells, alone = table(NUMBERS, LINKED), LINKED.index((1, 2))
    gaps = np.zeros((5, 5), int)
    gaps[tuple(np.transpose(LINKED))] = 1
    assert {*gaps[:4].sum(axis=1), *gaps[:, :4].sum(axis=0)} == {2, 3}
    least, most = bounds(cells, np.zeros(25, bool))
    assert (least[alone], most[alone]) == pytest.approx((4, 4))
    withheld = secondary(cells, exact_up_to)
    # One cell closes a ring through it, the least of those that do.
    assert cost(cells, withheld) == (1, 30)
    assert safe(cells, withheld)


def test_three_dimensions_tell_more_than_lines_do():
    """A cube of gaps without one edge: lines in each direction have two gaps or none but for it."""
    inner = np.full((2, 2, 2), 4) + np.arange(8).reshape(2, 2, 2) * 10
    cells = table(inner, [(0, 0, 0)])
    withheld = secondary(cells)
    assert cost(cells, withheld)[0] == 7
    assert safe(cells, withheld)
    for cell in np.flatnonzero(withheld):
        assert not safe(cells, withheld & (np.arange(27) != cell))


def boroughs(values: list[int], primary: list[int], **rest) -> Cells:
    """Counts of boroughs, then their total; each borough knows its own."""
    parts = range(len(values))
    known = tuple(np.arange(len(values) + 1) == part for part in parts)
    line = {len(values): 1} | dict.fromkeys(parts, -1)
    return of([line], [*values, sum(values)], primary, known=known, **rest)


def test_a_borough_that_knows_its_own_count_learns_no_other():
    cells = boroughs([3, 10, 20], [0])
    public = replace(cells, known=())
    assert np.flatnonzero(secondary(public)).tolist() == [1]
    # To the borough of the 10 that is a total less what it knows.
    one = np.arange(4) == 1
    assert np.ravel(bounds(cells, one, 1)) == pytest.approx([3, 3])
    assert bounds(cells, one)[1] == pytest.approx([12])
    # The total does for all of them; where it is known elsewhere, both of the others.
    assert np.flatnonzero(secondary(cells)).tolist() == [3]
    elsewhere = replace(cells, known=tuple(mask | (np.arange(4) == 3) for mask in cells.known))
    withheld = secondary(elsewhere)
    assert np.flatnonzero(withheld).tolist() == [1, 2]
    assert safe(elsewhere, withheld)
    # What a borough has itself is no secret from it.
    assert np.ravel(bounds(elsewhere, withheld, 0)) == pytest.approx([3, 3])


def test_two_small_boroughs_are_told_by_a_third_that_knows_their_sum():
    cells = boroughs([3, 2, 20], [0, 1])
    public = secondary(replace(cells, known=()))
    assert cost(cells, public) == (1, 20)
    # Of 5 in two boroughs with one each at least, neither has 5.
    assert bounds(cells, public, 2)[1] == pytest.approx([4, 4])
    assert np.flatnonzero(secondary(cells)).tolist() == [3]


def test_what_is_rounded_protects_as_far_as_it_was_rounded():
    """Two rounded cells leave room for four, so nothing else is withheld; two exact ones leave none."""
    values = np.array([3, 9, 14, 26])
    line = [{3: 1, 0: -1, 1: -1, 2: -1}]
    rounded = of(line, values, [0], read_low=np.array([3, 8, 13, 23]), read_high=values + 2)
    assert np.ravel(bounds(rounded, np.zeros(4, bool))) == pytest.approx([1, 7])
    assert not secondary(rounded).any()
    nearly = replace(rounded, read_high=np.array([3, 9, 14, 26]))
    assert np.ravel(bounds(nearly, np.zeros(4, bool))) == pytest.approx([1, 5])
    assert not secondary(nearly).any()
    assert cost(nearly, secondary(replace(nearly, high=np.full(4, 6)))) == (1, 9)


def test_a_remainder_that_is_not_printed_is_protected_and_costs_nothing():
    # 40 were asked and 38 said yes: who did not are 2, unless one of the two is withheld.
    line = [{0: 1, 1: -1, 2: -1}]
    unprinted = np.array([False, False, True])
    cells = of(line, [40, 38, 2], [2], unprinted=unprinted)
    assert np.flatnonzero(secondary(cells)).tolist() == [1]
    # Who said yes are 3: as nobody prints how many did not, nothing tells.
    assert not secondary(of(line, [40, 3, 37], [1], unprinted=unprinted)).any()


def test_a_total_of_one_part_is_withheld_with_it():
    for values in ([4, 0, 0, 4], [0, 4, 0, 4]):
        cells = of([{3: 1, 0: -1, 1: -1, 2: -1}], values, [int(np.argmax(values))])
        assert np.flatnonzero(secondary(cells)).tolist() == [3]
    chain = of([{0: 1, 1: -1}, {1: 1, 2: -1}], [4, 4, 4], [2])
    assert secondary(chain).tolist() == [True, True, False]


def test_zeros_are_withheld_only_if_they_may_and_must():
    # The total is known, as it is another table's: a part of 4 alone beside zeros is told.
    line, values = [{3: 1, 0: -1, 1: -1, 2: -1}, {4: 1, 3: -1}], [4, 0, 0, 4, 4]
    everyone = np.isin(np.arange(5), [3, 4])
    told = of(line, values, [0], known=(everyone,), high=np.full(5, 4))
    with pytest.raises(ValueError, match="cell 0 is at least 4 to an insider"):
        secondary(told)
    assert cost(told, secondary(replace(told, zeros=True)))[0] == 1
    assert not secondary(replace(told, attainable=True))[[1, 2]].any()
    # A rectangle through a zero has the least sum, and is not taken while another is to be had.
    either = table([[4, 0, 9], [6, 7, 0]], [(0, 0)], zeros=True, high=np.full(12, 4))
    assert sorted(either.values[secondary(either)]) == [9, 9, 10]


def test_a_total_of_small_counts_is_refused_or_protected_as_far_as_can_be():
    """That none of its parts is 0 tells that a total of two is 2 or more."""
    cells = of([{2: 1, 0: -1, 1: -1}, {4: 1, 2: -1, 3: -1}], [2, 2, 4, 30, 34], [0, 1, 2])
    with pytest.raises(ValueError, match="cell 2 is at least 2 to the public"):
        secondary(cells)
    withheld = secondary(replace(cells, attainable=True))
    assert cost(cells, withheld) == (1, 30)
    least, most = bounds(cells, withheld)
    assert least == pytest.approx([1, 1, 2])
    assert (most >= MOST).all()


def test_what_is_public_already_is_not_withheld():
    cells = boroughs([3, 10, 20], [0])
    cells = replace(cells, known=(), kept=np.arange(4) == 1)
    assert np.flatnonzero(secondary(cells)).tolist() == [2]
    with pytest.raises(ValueError, match="cell 0 is at most 3 to the public"):
        secondary(replace(cells, kept=np.arange(4) > 0))


def test_contradictions_are_refused():
    cells = table([[4, 20], [9, 30]], [(0, 0)])
    for wrong in (
        {"values": cells.values + (np.arange(9) == 0)},
        {"low": np.full(9, 5)},
        {"read_high": cells.values - 1},
    ):
        with pytest.raises(ValueError, match="contradict"):
            secondary(replace(cells, **wrong))


def test_tables_apart_and_tables_without_small_counts_are_left_alone():
    line = [{2: 1, 0: -1, 1: -1}, {5: 1, 3: -1, 4: -1}]
    cells = of(line, [3, 8, 11, 20, 30, 50], [0])
    assert np.flatnonzero(secondary(cells)).tolist() == [1]
    assert not secondary(of(line, [3, 8, 11, 20, 30, 50], [])).any()
    assert not secondary(of([], [3, 8], [0])).any()


def fewer(cells: Cells, count: int) -> bool:
    """Whether so many cells can be safe. With one more a safe pattern stays safe, so no fewer need be
    tried.
    """
    choice = np.flatnonzero(~cells.primary & (cells.values > 0))
    numbers = np.arange(len(cells.values))
    return any(safe(cells, np.isin(numbers, some)) for some in combinations(choice, count))


def test_the_best_pattern_is_found_where_deviation_by_deviation_is_not_enough():
    cells = table([[10, 11, 19], [5, 9, 31], [62, 7, 3]], [(1, 0), (2, 2)])
    best, good = secondary(cells), secondary(cells, 0)
    assert safe(cells, best)
    assert safe(cells, good)
    assert cost(cells, best) == (4, 45)
    assert cost(cells, good) > cost(cells, best)
    assert not fewer(cells, 3)


SMALL = st.lists(st.integers(0, 14), min_size=6, max_size=6)


def small(inner: list[int], **rest) -> Cells:
    """A table of two lines in which the rule of one to five holds, totals and all."""
    cells = table(np.reshape(inner, (2, 3)), [], attainable=True, **rest)
    few = (cells.values >= LEAST) & (cells.values <= MOST)
    cells = replace(cells, primary=few, low=np.full(12, LEAST), high=np.full(12, MOST))
    if not cells.zeros:
        # As far as withholding everything goes.
        ends = attacked(cells, cells.values > 0)
        low = np.ones(12)
        low[few] = np.maximum(ends[:, 0], LEAST)
        cells = replace(cells, low=low)
    return cells


@FEW
@given(SMALL, st.booleans())
def test_no_pattern_of_fewer_cells_or_a_less_sum_is_safe(inner, zeros):
    cells = small(inner, zeros=zeros)
    withheld = secondary(cells)
    assert not (withheld & (cells.primary | (not zeros) & (cells.values == 0))).any()
    assert safe(cells, withheld)
    choice = np.flatnonzero(~cells.primary & (cells.values > 0))
    count, told = cost(cells, withheld)
    nought = (withheld & (cells.values == 0)).any()
    # With one more cell a safe pattern stays safe, so none of as many as it has less one is.
    sizes = [count - 1, count] if count and not nought else []
    for size in sizes:
        for some in combinations(choice, size):
            pattern = np.isin(np.arange(12), some)
            if cost(cells, pattern) < (count, told):
                assert not safe(cells, pattern)


@FEW
@given(SMALL, st.integers(0, 1), st.booleans())
def test_nobody_can_tell_a_small_count_exactly(inner, exact, insiders):
    cells = small(inner)
    own = np.isin(np.arange(12) % 4, [0]) & (cells.values >= 0)
    cells = replace(cells, known=(own,) if insiders else ())
    withheld = secondary(cells, 300 * exact)
    assert safe(replace(cells, known=()), withheld)
    for each, known in enumerate(cells.known):
        ends = attacked(cells, withheld, known)
        assert np.allclose(ends.T, np.minimum(bounds(cells, withheld, each), np.inf), atol=1e-5)
        # No less than if everything were withheld.
        best = attacked(cells, cells.values > 0, known)
        assert (ends[:, 0] <= np.maximum(best[:, 0], cells.low[cells.primary]) + 1e-5).all()
        assert (ends[:, 1] >= np.minimum(best[:, 1], MOST) - 1e-5).all()
