"""How far two coders agree: Cohen's kappa, with how common the codes are."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.declare.table import InputError
from analysis.find.finding import statistic

KAPPA = "Cohen's kappa, large-sample interval (statsmodels), v1"
WEIGHTED_KAPPA = "Cohen's kappa, linear weights, large-sample interval (statsmodels), v1"
OF_PAIRS = "x of n pairs of answers, v1"
# Of fewer units an interval covers alpha in less than 92 of 100 cases, of 8 in 56 (docs/methods.md).
INTERVAL_FROM = 60
NO_INTERVAL = f"no interval: of fewer than {INTERVAL_FROM} units it would be too narrow"
# Fewer pairs of answers tell next to nothing of agreement.
FEWEST_PAIRS = 20


def kappa(first: Sequence, second: Sequence, categories: Sequence) -> Iterator[dict]:
    """Cohen's kappa of two coders of the same units, plain and with linear weights over
    `categories` in their order.

    Units that either left blank are left out. Beside it stand agreement as such and the share of
    codes in each category: where one is rare, kappa is low however often coders agree (Byrt, Bishop
    and Carlin 1993).
    """
    both = pd.DataFrame({"first": list(first), "second": list(second)}).dropna()
    if unknown := set(both.to_numpy().ravel()) - set(categories):
        raise InputError(
            f"code '{', '.join(map(str, unknown))}' is no category: use one of"
            f" {', '.join(map(str, categories))}"
        )
    table = np.zeros((len(categories), len(categories)), dtype=int)
    codes = (pd.Categorical(both[name], categories).codes for name in ("first", "second"))
    np.add.at(table, tuple(codes), 1)
    n = len(both)
    yield statistic(
        "agreement: same code", np.trace(table) / n if n else None, n=n, method="share of units, v1"
    )
    # With two categories linear weights change nothing.
    kinds = (("kappa", None, KAPPA), ("weighted kappa", "linear", WEIGHTED_KAPPA))[
        : 1 + (len(categories) > 2)
    ]
    for name, weights, method in kinds:
        if not n or (table.sum(axis=0) * table.sum(axis=1)).sum() == n**2:
            note = (
                "no kappa: both coders gave every unit the same code"
                if n
                else "no kappa: no unit was coded by both"
            )
            yield statistic(f"agreement: {name}", n=n, method=method, note=note)
        else:
            found = cohens_kappa(table, wt=weights)
            few = n < INTERVAL_FROM
            ends = () if few else (found.kappa_low, found.kappa_upp)
            note = NO_INTERVAL if few else ""
            yield statistic(f"agreement: {name}", found.kappa, *ends, n=n, method=method, note=note)
    for category, count in zip(categories, table.sum(axis=0) + table.sum(axis=1), strict=True):
        yield statistic(
            f"agreement: prevalence, {category}",
            count / (2 * n) if n else None,
            n=n,
            method="share of the codes of both, v1",
        )


def weighted_kappa(first: Sequence, second: Sequence, categories: Sequence) -> dict:
    """Cohen's kappa with linear weights, as values of a finding: `estimate`, or the `note` on why
    there is none.

    Without an interval: that of `kappa` takes each pair for a draw of its own.
    """
    # Where coders never differ the large-sample error is the root of a hair below zero.
    with np.errstate(invalid="ignore", divide="ignore"):
        rows = {row["statistic"]: row for row in kappa(first, second, categories)}
    found = rows["agreement: weighted kappa"]
    return {name: found[name] for name in ("n", "estimate", "method", "note")}


def part(x: int, n: int, method: str) -> dict:
    """`x` of `n` pairs of answers as values of a finding, without an interval: pairs of one case
    hang together, so n pairs tell less than n draws.
    """
    values = {"x": x, "n": n, "unit": "share", "method": method}
    return values | ({"estimate": x / n} if n else {"note": "no pair of answers"})
