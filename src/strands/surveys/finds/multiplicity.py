"""Several tests of one survey: those declared beforehand by Holm, all others by Benjamini and
Hochberg, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from statsmodels.stats.multitest import multipletests

from analysis.declare.table import InputError
from analysis.find.finding import CONFIDENCE
from analysis.find.statistic import statistic

_BY = {"primary": ("holm", "Holm"), "explored": ("fdr_bh", "Benjamini-Hochberg")}


def adjusted(tests: dict[str, float | None], primary: tuple[str, ...]) -> Iterator[dict]:
    """Adjusted p of each item, and how many tests were run; `tests` are p by item, None where there
    was no test.

    `primary` are the items declared before the answers were seen: the family-wise error over them
    is held by Holm (1979), the share of false finds among the others by Benjamini and Hochberg
    (1995).
    """
    if unknown := [item for item in primary if item not in tests]:
        raise InputError(
            f"primary item '{', '.join(unknown)}' has no test: name it as the survey does, or take"
            " it out"
        )
    run = {item: p for item, p in tests.items() if p is not None}
    families = {
        "primary": {item: p for item, p in run.items() if item in primary},
        "explored": {item: p for item, p in run.items() if item not in primary},
    }
    note = f"{len(run) * (1 - CONFIDENCE):.1f} expected below {1 - CONFIDENCE:.2f} by chance"
    yield statistic("tests: run", len(run), n=len(tests), method="count of p-values, v1", note=note)
    for name, family in families.items():
        yield statistic(f"tests: {name}", len(family), n=len(run), method="count of p-values, v1")
        if family:
            method, words = _BY[name]
            says = f"{words} over {len(family)} {name} tests (statsmodels), v1"
            values = multipletests(list(family.values()), method=method)[1]
            for item, p in zip(family, values, strict=True):
                yield statistic(f"tests: adjusted p, {item}", p, n=len(family), method=says)
