"""How far coders agree: Krippendorff's alpha and Cohen's kappa, each with how common the codes are."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.declare.table import InputError
from analysis.find.finding import CONFIDENCE, statistic

ALPHA = "Krippendorff's alpha, {level}, percentile interval over units drawn again, v1"
KAPPA = "Cohen's kappa, large-sample interval (statsmodels), v1"
WEIGHTED_KAPPA = "Cohen's kappa, linear weights, large-sample interval (statsmodels), v1"
OF_PAIRS = "x of n pairs of answers, v1"
# Fewer pairs of answers tell next to nothing of agreement.
FEWEST_PAIRS = 20
LEVELS = ("nominal", "ordinal", "interval")

_RESAMPLES = 2_000


def alpha(ratings: pd.DataFrame, level: str) -> Iterator[dict]:
    """Krippendorff's alpha of `ratings`, a row a unit and a column a coder, NaN where a coder left
    a unit out.

    alpha = 1 - observed over expected disagreement (Krippendorff 2011, Computing Krippendorff's
    alpha-reliability). Units coded once cannot disagree and are left out. `level` says how codes
    differ: nominal (any two alike), ordinal or interval (numbers). The interval is of seeded draws
    of units, less those in which every code is the same; where that is so in all units there is no
    alpha.
    """
    if level not in LEVELS:
        raise InputError(f"level '{level}' is not known: use one of {', '.join(LEVELS)}")
    values = np.unique(ratings.stack().dropna())
    if level != "nominal" and not np.issubdtype(values.dtype, np.number):
        raise InputError(
            f"codes of level '{level}' must be numbers, got {values[0]!r}: number them in their"
            " order"
        )
    counts = (
        np.stack([(ratings == value).sum(axis=1).to_numpy() for value in values], axis=1)
        if len(values)
        else None
    )
    counts = counts[counts.sum(axis=1) > 1] if counts is not None else np.zeros((0, 0))
    n, method = len(counts), ALPHA.format(level=level)
    yield statistic("agreement: units coded twice or more", n, n=len(ratings), method="count, v1")
    units = _coincidences(counts)
    found = float(_alpha(units.sum(axis=0), values, level))
    if not np.isfinite(found):
        why = "every code is the same" if n else "no unit was coded twice"
        yield statistic("agreement: alpha", n=n, method=method, note=f"no alpha: {why}")
    else:
        # How often each unit is drawn, in each of the draws.
        times = np.random.default_rng(2025).multinomial(n, np.full(n, 1 / n), _RESAMPLES)
        drawn = _alpha(np.tensordot(times, units, 1), values, level)
        tails = (1 - CONFIDENCE) / 2
        yield statistic(
            "agreement: alpha",
            found,
            *np.nanquantile(drawn, [tails, 1 - tails]),
            n=n,
            method=method,
        )
    for value, count in zip(values, counts.sum(axis=0), strict=True):
        yield statistic(
            f"agreement: prevalence, {value}",
            count / counts.sum() if n else None,
            n=int(counts.sum()),
            method="share of codes in units coded twice or more, v1",
        )


def _coincidences(counts: np.ndarray) -> np.ndarray:
    """Pairs of codes within each unit, units x values x values, from `counts`, units x values.

    Each unit weighs as many as it has codes: its pairs are divided by one less than that.
    """
    alike = counts[:, :, None] * np.eye(counts.shape[1])
    return (counts[:, :, None] * counts[:, None, :] - alike) / (counts.sum(axis=1) - 1)[
        :, None, None
    ]


def _alpha(coincidences: np.ndarray, values: np.ndarray, level: str) -> np.ndarray:
    """Alpha of each table of coincidences, ... x values x values; NaN where no two codes differ."""
    totals = coincidences.sum(axis=-1)
    difference = _difference(values, totals, level)
    observed = (coincidences * difference).sum(axis=(-2, -1))
    expected = (totals[..., :, None] * totals[..., None, :] * difference).sum(axis=(-2, -1))
    with np.errstate(invalid="ignore"):
        return 1 - (totals.sum(axis=-1) - 1) * observed / expected


def _difference(values: np.ndarray, totals: np.ndarray, level: str) -> np.ndarray:
    """Squared difference between each two values; ordinal ones lie as far apart as codes lie
    between them.
    """
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    place = values.astype(float) if level == "interval" else np.cumsum(totals, axis=-1) - totals / 2
    return (place[..., :, None] - place[..., None, :]) ** 2


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
            yield statistic(
                f"agreement: {name}",
                found.kappa,
                found.kappa_low,
                found.kappa_upp,
                n=n,
                method=method,
            )
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
