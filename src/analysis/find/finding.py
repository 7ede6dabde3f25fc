"""Making findings: one row a statistic, with its interval, its method and the rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analysis.declare.finding import FINDINGS

CONFIDENCE = 0.95
# Below this many a share has the exact interval: Wilson's is too short there.
EXACT_BELOW = 30
EXACT = "x of n, exact (Clopper-Pearson) interval (statsmodels), v1"
WILSON = "x of n, Wilson interval (statsmodels), v1"
# What a finding holds that counts one by one.
COUNT = {"unit": "count", "method": "count, v1"}
_EMPTY = {name: None if column.kind != "str" else "" for name, column in FINDINGS.columns.items()}


def finding(statistic: str, rows: pd.DataFrame | str = "", **values: object) -> dict:
    """One row of FINDINGS, made from returned `rows` (or the places already made of them)."""
    made_from = rows if isinstance(rows, str) else places(rows)
    return {**_EMPTY, "statistic": statistic, "rows": made_from, **values}


def frame(findings: Iterable[dict]) -> pd.DataFrame:
    """Findings as a checked FINDINGS frame."""
    return FINDINGS.check(pd.DataFrame(list(findings), columns=list(FINDINGS.columns)))


def refusals(reasons: Mapping[str, tuple[str, str]], when: str) -> Iterator[dict]:
    """A finding for each question that is never answered: its code of REFUSALS, and why."""
    for statistic, (refused, why) in reasons.items():
        yield finding(statistic, when=when, refused=refused, note=why)


def places(returned: pd.DataFrame) -> str:
    """Where returned rows came from: `file!sheet!cell`, one after the other."""
    return "; ".join(returned["file"] + "!" + returned["sheet"] + "!" + returned["cell"])


def interval(ends: tuple[float, float, float]) -> dict:
    """Estimate, low and high as values of a finding."""
    return dict(zip(("estimate", "low", "high"), (float(end) for end in ends), strict=True))


def share(x: int, n: int) -> dict:
    """`x` of `n` as values of a finding: its share with a 95 % interval; no share of nobody.

    Clopper-Pearson (1934) below 30, Wilson (1927) from there on.
    """
    if not n:
        return {"x": x, "n": n, "note": "no share: there was nothing to count from"}
    exact = n < EXACT_BELOW
    low, high = proportion_confint(x, n, alpha=1 - CONFIDENCE, method="beta" if exact else "wilson")
    # Rounding leaves the ends of none and of all a hair off.
    ends = {"low": 0.0 if x == 0 else float(low), "high": 1.0 if x == n else float(high)}
    values = {"x": x, "n": n, "estimate": x / n, **ends, "unit": "share"}
    return {**values, "method": EXACT if exact else WILSON}


def rate(x: int, n: float, what: str, per: int = 100) -> dict:
    """`x` over a base of `n` as values of a finding: how many `per` of it, with Garwood's (1936)
    exact interval. `what` names both for its method.
    """
    low, high = confint_poisson(x, n / per, method="exact-c")
    method = f"{what} x {per}, exact (Garwood) interval (statsmodels), v1"
    values = {"x": x, "n": n, "unit": "rate", "method": method}
    return {**values, **interval((per * x / n, low, high))}
