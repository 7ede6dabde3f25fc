"""Two ways to do one thing, measured in turn: how many times as long the first takes as the second."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Ratio:
    """How many times the wall time of `against` `ours` took, pair by pair, and what it was to be `at
    most`; `seconds` are the medians of both.
    """

    what: str
    against: str
    ratios: tuple[float, ...]
    at_most: float
    seconds: tuple[float, float]

    @property
    def middle(self) -> float:
        """The median over the pairs."""
        return statistics.median(self.ratios)

    @property
    def cells(self) -> tuple[str, ...]:
        """A row of the table of results."""
        low, high = min(self.ratios), max(self.ratios)
        return (
            self.what,
            self.against,
            f"{self.middle:.3g} ({low:.3g} to {high:.3g})",
            f"{self.at_most:.2g}",
            "met" if self.middle <= self.at_most else "not met",
            " and ".join(f"{one:.3g} s" for one in self.seconds),
        )


def paired(
    what: str,
    ours: Callable[[], object],
    against: str,
    other: Callable[[], object],
    at_most: float,
    before: Callable[[], object] = lambda: None,
) -> Ratio:
    """Both in turn, RUNS times after one run that is not counted; `before` each of ours undoes the
    last.
    """
    pairs = []
    for run in range(RUNS + 1):
        before()
        pairs.append((_timed(ours), _timed(other)))
        print(
            f"  {what}: run {run} of {RUNS}, {pairs[-1][0]:.3g} s and {pairs[-1][1]:.3g} s",
            flush=True,
        )
    counted = pairs[1:]
    seconds = tuple(statistics.median(one) for one in zip(*counted, strict=True))
    return Ratio(what, against, tuple(a / b for a, b in counted), at_most, seconds)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
