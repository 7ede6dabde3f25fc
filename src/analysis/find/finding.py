"""Making findings: one row a statistic, with its interval, its method and the rows it rests on."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from pandas import DataFrame
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import FINDINGS
from analysis.declare.words import entries, successive

# Findings on their way into a frame, or values of them, one after another.
Rows = Iterator[dict]
CONFIDENCE = 0.95
# Below this many a share has the exact interval: Wilson's is too short there.
EXACT_BELOW = 30
EXACT = "x of n, exact (Clopper-Pearson) interval (statsmodels), v1"
WILSON = "x of n, Wilson interval (statsmodels), v1"
# What a finding holds that counts one by one.
COUNT = {"unit": "count", "method": "count, v1"}
_EMPTY = {name: None if column.kind != "str" else "" for name, column in FINDINGS.columns.items()}


def finding(statistic: str, rows: DataFrame | str = "", **values: object) -> dict:
    """One row of FINDINGS, made from returned `rows` (or the places already made of them)."""
    made_from = rows if isinstance(rows, str) else places(rows)
    return {**_EMPTY, "statistic": statistic, "rows": made_from, **values}


def frame(findings: Iterable[dict]) -> DataFrame:
    """Findings as a checked FINDINGS frame."""
    return FINDINGS.framed(findings)


def reasons(text: str) -> dict[str, tuple[str, str]]:
    """Questions that are never answered, each with its code of REFUSALS and why.

    They stand one under the other as `what is asked; what else: code`, the reason set in under it.
    """
    declared = ((*first.rsplit(": ", 1), " ".join(why)) for first, *why in entries(text))
    return {one: (code, why) for asked, code, why in declared for one in asked.split("; ")}


def refusals(reasons: Mapping[str, tuple[str, str]], when: str) -> Iterator[dict]:
    """A finding for each question that is never answered: its code of REFUSALS, and why."""
    for statistic, (refused, why) in reasons.items():
        yield finding(statistic, when=when, refused=refused, note=why)


def places(returned: DataFrame) -> str:
    """Where returned rows came from: `file!sheet!cell`, one after the other."""
    return "; ".join(returned["file"] + "!" + returned["sheet"] + "!" + returned["cell"])


def ranges(returned: DataFrame) -> str:
    """Where many rows of a table came from, cells that stand under one another together:
    `file!sheet!J2:J57`.
    """
    at = returned["cell"].str.extract(r"^(?P<column>[A-Z]+)(?P<row>\d+)$")
    cells = returned[["file", "sheet"]].join(at.astype({"row": int}))
    found = []
    for (*place, column), rows in cells.groupby(["file", "sheet", "column"]):
        for run in successive(rows["row"].unique()):
            ends = dict.fromkeys((f"{column}{run[0]}", f"{column}{run[-1]}"))
            found.append("!".join((*place, ":".join(ends))))
    return "; ".join(found)


def by_borough(returned: DataFrame) -> Iterator[tuple[str, DataFrame]]:
    """Rows of each borough that has any, in order of joining."""
    for borough in BOROUGH_KEYS:
        rows = returned[returned["borough"] == borough]
        if len(rows):
            yield borough, rows


def interval(ends: tuple[float, float, float]) -> dict:
    """Estimate, low and high as values of a finding."""
    return dict(zip(("estimate", "low", "high"), (float(end) for end in ends), strict=True))


def counted(x: float | None, n: int | None = None, method: str = COUNT["method"]) -> dict:
    """How many there are (of `n`), as values of a finding; None where nobody knows."""
    return {"estimate": x, "x": x, "n": n, "unit": "count", "method": method}


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


def statistic(
    name: str,
    estimate: float | None = None,
    low: float | None = None,
    high: float | None = None,
    *,
    n: int = 0,
    unit: str = "statistic",
    method: str = "",
    refused: str = "",
    note: str = "",
) -> dict:
    """Values of a finding; a number that is not finite is none, and the note then says why."""
    numbers = {"estimate": estimate, "low": low, "high": high}
    for end, value in numbers.items():
        finite = value is not None and np.isfinite(value)
        numbers[end] = float(value) if finite else None
    about = {"method": method, "refused": refused, "note": note}
    counted_in = "" if numbers["estimate"] is None else unit
    return {"statistic": name, **numbers, "n": int(n), "unit": counted_in, **about}


def two_sided(df: float = np.inf) -> float:
    """The multiple of a standard error that reaches to either end of an interval: t with `df`
    degrees of freedom.
    """
    return float(stats.t.ppf((1 + CONFIDENCE) / 2, df))


def share_interval(share: float, n: float, reach: float | None = None) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share of `n` (statsmodels); an effective `n` need be no
    whole number.

    `reach` is the multiple of the standard error; without one it is that of the normal law.
    """
    alpha = 2 * stats.norm.sf(two_sided() if reach is None else reach)
    low, high = proportion_confint(share * n, n, alpha=alpha, method="wilson")
    # Rounding leaves a share of everybody a hair below 1.
    return 0.0 if share == 0 else float(low), 1.0 if share == 1 else float(high)
