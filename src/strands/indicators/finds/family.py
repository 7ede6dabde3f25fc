"""All series of a strand together: how many tests were run, how many stand, and what chance alone
would do.
"""

from __future__ import annotations

from statsmodels.stats.multitest import multipletests

from analysis.declare.finding import VERDICTS
from analysis.find.finding import CONFIDENCE
from analysis.find.old_finding import finding
from strands.indicators.finds import chance
from strands.indicators.finds.series import HIGHEST, Series


def adjusted(rows: list[dict]) -> list[dict]:
    """Holm and Benjamini-Hochberg p over the family of trend tests run, one row a test and method."""
    tests = [row for row in rows if row["statistic"] == "trend_p" and row["estimate"] is not None]
    if not tests:
        return []
    return [
        {
            **row,
            "statistic": f"trend_p_{method.replace('fdr_', '')}",
            "estimate": float(p),
            "method": f"{method} over {len(tests)} trend tests (statsmodels), v1",
        }
        for method in ("holm", "fdr_bh")
        for row, p in zip(
            tests, multipletests([row["estimate"] for row in tests], method=method)[1], strict=True
        )
    ]


def tests(rows: list[dict]) -> list[dict]:
    """How many p-values were computed, and how many are below 0.05 before and after allowing for
    that.
    """

    def values(statistic: str) -> list[float]:
        return [
            row["estimate"]
            for row in rows
            if row["statistic"] == statistic and row["estimate"] is not None
        ]

    run = len(values("trend_p"))
    counted = [
        (
            "tests_run",
            float(run + len(values("permutation_p"))),
            "trend tests and as many permutation checks",
        ),
        ("trend_tests", float(run), f"{run * (1 - CONFIDENCE):.1f} expected below 0.05 by chance"),
        *(
            (f"below_0.05_{name}", float(sum(p < 0.05 for p in values(statistic))), "")
            for name, statistic in (
                ("unadjusted", "trend_p"),
                ("holm", "trend_p_holm"),
                ("benjamini_hochberg", "trend_p_bh"),
                ("permutation", "permutation_p"),
            )
        ),
    ]
    return [
        finding(name, estimate=count, n=run, note=note, method="count of p-values, v1")
        for name, count, note in counted
    ]


def endings(series: list[Series]) -> list[dict]:
    """Series that end in two successive falls, or rises, against what a random order of the same
    counts would do.
    """
    series = [one for one in series if one.n >= 3 and one.scenario != HIGHEST]
    chances = [chance.chance(one.counts) for one in series]
    return [
        _ending("two_successive_falls", -1, series, chances),
        _ending("two_successive_rises", 1, series, chances),
    ]


def _ending(name: str, direction: int, series: list[Series], chances: list[float]) -> dict:
    seen = [one for one in series if chance.ends_with(one.counts, direction)]
    by_chance = chance.at_least(len(seen), chances)
    note = (
        f"{sum(chances):.1f} expected by chance; so many or more by chance in {by_chance:.0%} of"
        " cases"
    )
    return finding(
        name,
        estimate=float(len(seen)),
        n=len(series),
        method=chance.METHOD,
        note=note,
        rows="; ".join(one.rows for one in seen),
    )


def verdicts(rows: list[dict]) -> list[dict]:
    """How many series carry each verdict of the ladder, a row a verdict that occurs or could have."""
    said = [row["note"] for row in rows if row["statistic"] == "verdict"]
    return [
        finding(
            f"series: {verdict}",
            estimate=float(said.count(verdict)),
            n=len(said),
            method="count of verdicts, v1",
        )
        for verdict in VERDICTS
    ]
