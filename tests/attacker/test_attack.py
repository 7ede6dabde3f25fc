"""The attack as a whole: what it says while it works, what it takes for granted, and what it gives up."""

import ast
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import attacker
from attacker.linkages import CERTAIN, CHANCE, EQUAL, Belief, Limits, Linkage
from attacker.passing import components, first_bounds, settled
from attacker.printed import when
from attacker.programs import ends, program
from attacker.shares import INTERVALS, Rounding, simplest

D = "[d]"


def line(statistic, x="", n="", **more) -> dict:
    return {"statistic": statistic, "x": x, "n": n, "when": "2025-26"} | more


def test_it_imports_nothing_of_the_project():
    for file in Path(attacker.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            ours = {"analysis", "desk", "draftcheck", "simulated", "strands"}
            assert not ours & {name.split(".")[0] for name in names}


def test_a_line_for_each_section_and_one_in_the_end(edition):
    edition.prints([line("people", D, 20, borough="hackney")])
    edition.prints([line("people", 8)], "other/findings.csv")
    assert edition.attacked() == []
    said = [told.split(" (")[0] for told in edition.said]
    assert said[0].startswith("read: 3 counts, 1 withheld")
    assert said[1:4] == [
        "made: 1 of 2 counts withheld, 0 leaks",
        "other: 0 of 1 counts withheld, 0 leaks",
        "report: texts, 0 leaks",
    ]
    assert said[-1].endswith("2025-26: 0 leaks")


def test_an_edition_that_withholds_nothing_leaks_nothing(edition):
    edition.prints([line("people", 3, 20, borough="hackney"), line("people", 3, 20)])
    assert edition.attacked() == []


def test_what_is_said_of_a_range():
    limits = Limits(1, 5)
    assert not limits.told(1, 5)
    assert not limits.told(1, math.inf)
    assert not limits.told(6, 9)
    assert limits.told(6, 6)
    assert limits.told(2, 9)
    assert limits.told(1, 4)


def test_another_range(edition):
    lines = [
        line("people", x, 20, subject=s, borough="hackney")
        for s, x in zip("ab", (8, 12), strict=True)
    ]
    lines += [line("people", D, 10, subject=s, borough="newham") for s in "ab"]
    edition.prints(lines)
    assert edition.attacked() == []
    assert len(edition.attacked("--most", "9", "--least", "0")) == 0
    lines[2]["n"] = lines[3]["n"] = 8
    edition.prints(lines)
    assert len(edition.attacked("--most", "9")) == 2


EQUAL_BELIEF = Belief("equal", EQUAL)


def test_bounds_of_a_table_that_only_a_program_finds():
    """Four withheld cells, of which two rows and both diagonals are told; passing bounds on tells less."""
    values = [None] * 4
    sums = {(0, 1): 10, (2, 3): 10, (0, 2): 10, (1, 3): 10, (0, 3): 14}
    linkages = [
        Linkage(EQUAL_BELIEF, tuple((cell, 1) for cell in cells), total, total)
        for cells, total in sums.items()
    ]
    (component,) = components(first_bounds(values, Limits()), linkages)
    component, bounds = settled(component, first_bounds(values, Limits()))
    assert not bounds.fixed(0)
    assert [ends(program(component, bounds), cell) for cell in range(4)] == [
        (7, 7),
        (3, 3),
        (3, 3),
        (7, 7),
    ]


def test_a_belief_that_contradicts_what_is_seen_is_given_up_the_weakest_first():
    values = [None, 8, 3]
    strong = Linkage(Belief("is 8", CERTAIN), ((0, 1), (1, -1)))
    weak = Linkage(Belief("is 3", CHANCE), ((0, 1), (2, -1)))
    (component,) = components(first_bounds(values, Limits()), [weak, strong])
    component, bounds = settled(component, first_bounds(values, Limits()))
    assert component.linkages == (strong,)
    assert (bounds.low[0], bounds.high[0]) == (8, 8)


@pytest.mark.parametrize(
    ("low", "high", "fraction"),
    [
        (0.33, 0.34, Fraction(1, 3)),
        (0.4285, 0.4286, Fraction(3, 7)),
        (0.2, 0.2, Fraction(1, 5)),
        (1, 1, 1),
    ],
)
def test_the_simplest_fraction(low, high, fraction):
    assert simplest(low, high).limit_denominator(1000) == fraction


def test_how_a_column_is_rounded():
    assert Rounding(["0.5", "0.3333333333"]).exact
    rounded = Rounding(["0.5", "0.33", D, ""])
    assert rounded.span("0.5") == pytest.approx((0.495, 0.505))
    assert rounded.span(D) is None


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("Wilson", 0.1077912674, 0.6032218525),
        ("Clopper-Pearson", 0.06673951118, 0.6524528501),
        ("Garwood", 0.06186721, 0.87672731),
    ],
)
def test_intervals(name, low, high):
    told = INTERVALS[name](np.array([3.0]), np.array([10.0]))
    assert [float(end[0]) for end in told] == pytest.approx([low, high], rel=1e-6)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Apr–Jun 2025", "2025Q2"),
        ("Jan to Mar 2026", "2026Q1"),
        ("June 2025", "2025-06"),
        ("2025/26", "2025-26"),
        ("Complaints", ""),
    ],
)
def test_spans_of_time_in_a_printed_table(label, told):
    assert when(label) == told


def test_a_rounded_count_is_read_as_all_that_it_may_have_been(edition):
    """12, 17, 9 and 38 are printed as 10, 15, 10 and 40; 25 less 10 less 10 may be 1 or 7 too."""
    seen = {"a": (10, 10, 10, 30), "b": (15, 0, 20, 35), "c": (10, 15, 10, 40)}
    boroughs = ("hackney", "newham", "barnet", "")

    def lines(total, first=10):
        for subject, counts in {**seen, "d": (first, 10, D, total)}.items():
            for borough, x in zip(boroughs, counts, strict=True):
                yield line("people", x, subject=subject, borough=borough)

    hes = ("--least", "1", "--most", "7", "--nearest", "5")
    edition.prints([*lines(25)])
    assert edition.attacked(*hes) == []
    edition.prints([*lines(20)])
    (leak,) = edition.attacked(*hes)
    assert "is 1 to 6" in leak
    # What is no multiple of 5 was not rounded.
    edition.prints([*lines(25, first=16)])
    assert "is 1 to 3" in edition.attacked(*hes)[0]
    # Read as they are printed, they do not add up, and nobody would believe it.
    edition.prints([*lines(25)])
    assert not any("adds up" in leak for leak in edition.attacked("--most", "7"))


def test_what_a_printed_count_may_have_been():
    limits = Limits(1, 7, 5)
    assert [limits.span(value) for value in (0, 5, 10, 12, 30)] == [
        (0, 0),
        (5, 5),
        (8, 12),
        (12, 12),
        (28, 32),
    ]
