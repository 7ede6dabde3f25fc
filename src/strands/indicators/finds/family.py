"""All series of a strand together: how many tests were run, how many stand, and what chance alone
would do.
"""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from analysis.find.finding import CONFIDENCE, finding
from strands.indicators.finds.judged import AS_RETURNED, Judged, Series

CHANCE = "exact chance under reordering; convolution over series, v1"


def adjusted(every: list[Judged]) -> Iterator[dict]:
    """Holm and Benjamini-Hochberg p over the family of trend tests run, one row a test and method."""
    tested = [each for each in every if each.fit]
    for method in ("holm", "bh"):
        words = f"{method} over {len(tested)} trend tests (statsmodels), v1"
        for each in tested:
            estimate = getattr(each, method)
            yield each.series.finding(
                f"trend_p_{method}", estimate=estimate, unit="p", method=words
            )


def tests(rows: list[dict]) -> Iterator[dict]:
    """How many p-values were computed, and how many are below 0.05 before and after allowing for
    that.
    """
    p_values = {
        name: [row["estimate"] for row in rows if row["statistic"] == statistic]
        for name, statistic in (
            ("unadjusted", "trend_p"),
            ("holm", "trend_p_holm"),
            ("benjamini_hochberg", "trend_p_bh"),
            ("permutation", "permutation_p"),
        )
    }
    computed = {name: [p for p in ps if p is not None] for name, ps in p_values.items()}
    run = len(computed["unadjusted"])
    about = {"n": run, "unit": "count", "method": "count of p-values, v1"}
    yield finding(
        "tests_run",
        estimate=run + len(computed["permutation"]),
        note="trend tests and as many permutation checks",
        **about,
    )
    by_chance = f"chance alone would make at most {run * (1 - CONFIDENCE):.1f} seem to change"
    yield finding("trend_tests", estimate=run, note=by_chance, **about)
    for name, ps in computed.items():
        yield finding(f"below_0.05_{name}", estimate=sum(p < 0.05 for p in ps), **about)
    yield _years_apart([row for row in rows if row["statistic"] == "year_apart"])


def _years_apart(rows: list[dict]) -> dict:
    """How many of the ratios a year apart leave no change out of their interval, and how many would
    by chance.
    """
    ratios = [row for row in rows if row["estimate"] is not None]
    beyond = [row for row in ratios if not row["low"] <= 1 <= row["high"]]
    by_chance = f"{len(ratios) * (1 - CONFIDENCE):.1f} would by chance"
    about = {"unit": "count", "method": "count of intervals without 1, v1", "note": by_chance}
    found = "; ".join(row["rows"] for row in beyond)
    return finding("years_apart", found, x=len(beyond), n=len(ratios), **about)


def endings(series: list[Series]) -> Iterator[dict]:
    """Series that end in two successive falls, or rises, against what a random order of the same
    counts would do; of which nothing is withheld, since the order would not be known.
    """
    # Quarters with others between them are no neighbours.
    series = [
        each
        for each in series
        if each.n >= 3 and each.times[-1] - each.times[-3] == 2 and each.reading == AS_RETURNED
    ]
    chances = [chance(each.counts) for each in series]
    for way, direction in (("falls", -1), ("rises", 1)):
        seen = [each for each in series if ends_with(each.counts, direction)]
        yield finding(
            f"two_successive_{way}",
            "; ".join(each.rows for each in seen),
            x=len(seen),
            n=len(series),
            unit="count",
            method=CHANCE,
            note=_by_chance(len(seen), chances),
        )


def _by_chance(seen: int, chances: list[float]) -> str:
    """How many chance alone would give, and how often as many as were seen, or more."""
    expected = f"chance alone would give about {sum(chances):.1f}"
    if not seen:
        return expected
    often = at_least(seen, chances)
    # Of what is not rare, one time in one or two says nothing.
    how = (
        f"one time in {1 / often:.0f} ({often:.0%})"
        if often < 1 / 3
        else f"in {often:.0%} of cases"
    )
    return f"{expected}, and {seen} or more {how}"


def ends_with(counts: np.ndarray, direction: int) -> bool:
    """Whether the last three counts fall twice (`direction` -1) or rise twice (+1)."""
    return bool(np.all(np.sign(np.diff(counts[-3:])) == direction))


def chance(counts: np.ndarray) -> float:
    """Chance that a random order of `counts` ends in two successive falls; the same for rises. 1/6
    without ties.
    """
    triples = list(permutations(counts, 3))
    return sum(a > b > c for a, b, c in triples) / len(triples)


def at_least(seen: int, chances: list[float]) -> float:
    """Chance of `seen` or more successes among independent trials of differing `chances`."""
    distribution = np.ones(1)
    for each in chances:
        distribution = np.convolve(distribution, [1 - each, each])
    return float(distribution[seen:].sum())
