"""How often honest counts are asked about, and how often slips are, by the size of a count and the
length of a period.

    python tests/torture/series.py [RETURNS]
"""

import sys
from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator, default_rng

from analysis.read.ask.series import Series, doubts, repeats
from strands.indicators.cleans.series import copies

SIZES = (5, 15, 40, 150, 740)
MONTHS = (
    *(f"2026-{month:02}" for month in range(4, 13)),
    *(f"2027-{month:02}" for month in (1, 2, 3)),
)
LENGTHS = {
    "seven quarters": ("2023Q3", "2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1"),
    "four quarters": ("2026Q2", "2026Q3", "2026Q4", "2027Q1"),
    "two quarters": ("2026Q2", "2026Q3"),
    "twelve months": MONTHS,
}
INDICATORS = 4
Counts = list[list[int]]


def honest(chance: Generator, size: int, length: int) -> Counts:
    """Counts of some indicators whose variance is twice their mean."""
    rates = chance.gamma(size, 1, (INDICATORS, length))
    return chance.poisson(rates).tolist()


def asked(counts: Counts, whens: tuple[str, ...]) -> list[str]:
    """The rules that ask of a return."""
    held = {str(at): Series(whens, row) for at, row in enumerate(counts)}
    rules = [doubt.rule for doubt in doubts(held)]
    return rules + ["copy_forward" for _ in repeats(held)] + ["copied_series" for _ in copies(held)]


def _tenfold(chance: Generator, counts: Counts) -> None:
    counts[0][chance.integers(len(counts[0]))] *= 10


def _hundredfold(chance: Generator, counts: Counts) -> None:
    counts[0][chance.integers(len(counts[0]))] *= 100


def _tenth(chance: Generator, counts: Counts) -> None:
    counts[0][chance.integers(len(counts[0]))] //= 10


def _twice(chance: Generator, counts: Counts) -> None:
    at = chance.integers(len(counts[0]))
    counts[0][at] = int(str(counts[0][at]) * 2)


def _running(_: Generator, counts: Counts) -> None:
    # Seven quarters hold three in their first financial year.
    begins = 3 if len(counts[0]) == 7 else 0
    counts[:] = [
        np.cumsum(row[:begins]).tolist() + np.cumsum(row[begins:]).tolist() for row in counts
    ]


SLIPS: dict[str, Callable] = {
    "ten times": _tenfold,
    "a hundred times": _hundredfold,
    "a tenth": _tenth,
    "typed twice": _twice,
    "running totals": _running,
}


def needless(size: int, whens: tuple[str, ...], returns: int) -> np.ndarray:
    """How many questions each of some honest returns gets."""
    chance = default_rng(size)
    return np.array([len(asked(honest(chance, size, len(whens)), whens)) for _ in range(returns)])


def caught(slip: str, size: int, whens: tuple[str, ...], returns: int) -> float:
    """The share of returns with one slip that are asked about it."""
    chance, found = default_rng(size), 0
    for _ in range(returns):
        counts = honest(chance, size, len(whens))
        SLIPS[slip](chance, counts)
        found += bool(asked(counts, whens))
    return found / returns


def lines(returns: int) -> Iterator[str]:
    """The table: needless questions a return, returns with more than one, slips caught."""
    yield f"{'period':<15} {'size':>4}  needless  >1 asked  " + "  ".join(SLIPS)
    for name, whens in LENGTHS.items():
        for size in SIZES:
            questions = needless(size, whens, returns)
            shares = (caught(slip, size, whens, returns // 5) for slip in SLIPS)
            found = "  ".join(
                f"{share:>{len(slip)}.0%}" for slip, share in zip(SLIPS, shares, strict=True)
            )
            mean, several = questions.mean(), (questions > 1).mean()
            yield f"{name:<15} {size:>4}  {mean:>8.3f}  {several:>8.1%}  {found}"


def main(returns: int = 1000) -> None:
    """Print the table."""
    for line in lines(returns):
        print(line)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
