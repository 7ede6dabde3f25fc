"""How far coders of the same texts agree: Krippendorff's alpha, with how common the codes are."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.declare.table import InputError
from analysis.find.agreement import INTERVAL_FROM, NO_INTERVAL
from analysis.find.finding import CONFIDENCE, statistic

ALPHA = "Krippendorff's alpha, {level}, percentile interval over units drawn again, v1"
LEVELS = ("nominal", "ordinal", "interval")

_RESAMPLES = 2_000


def alpha(ratings: pd.DataFrame, level: str) -> Iterator[dict]:
    """Krippendorff's alpha of `ratings`, a row a unit and a column a coder, NaN where a coder left
    a unit out.

    alpha = 1 - observed over expected disagreement (Krippendorff 2011, Computing Krippendorff's
    alpha-reliability). Units coded once cannot disagree and are left out. `level` says how codes
    differ: nominal (any two alike), ordinal or interval (numbers). The interval is of seeded draws
    of units, less those in which every code is the same, from INTERVAL_FROM units on; where that is
    so in all units there is no alpha.
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
    elif n < INTERVAL_FROM:
        yield statistic("agreement: alpha", found, n=n, method=method, note=NO_INTERVAL)
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
