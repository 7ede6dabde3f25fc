"""Ordinary counts raise few questions: series drawn with no change in them, at the means boroughs really return."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from drawing import NO_CORRECTIONS, real_files

from analysis.declare.periods import period
from analysis.read.open.sheet import Cell
from strands.indicators.cleans.indicators import clean
from strands.indicators.cleans.series import series_queries
from strands.indicators.cleans.table import Row

ROUNDS = 100
QUARTERS = period("2023-25").quarters

#   variance over mean: the share of clean series a rule may ask about
TOLERATED = {1: 0.01, 2: 0.05}


@pytest.fixture(scope="module")
def means() -> dict[tuple[str, str], float]:
    table = clean(real_files(), NO_CORRECTIONS, "2023-25").table
    return table.groupby(["borough", "indicator"])["count"].mean().to_dict()


def drawn(chance: np.random.Generator, mean: float, dispersion: int) -> np.ndarray:
    """Seven counts: Poisson, or negative binomial with that many times the variance."""
    rates = (
        mean
        if dispersion == 1
        else chance.gamma(mean / (dispersion - 1), dispersion - 1, len(QUARTERS))
    )
    return chance.poisson(rates, len(QUARTERS))


def rows(
    chance: np.random.Generator, means: dict[tuple[str, str], float], dispersion: int
) -> list[Row]:
    counts = {series: drawn(chance, mean, dispersion) for series, mean in means.items()}
    return [
        Row(
            *series,
            quarter,
            "returned",
            int(count),
            "f",
            "s",
            Cell(place + 2, column + 2, str(count)),
        )
        for place, series in enumerate(counts)
        for column, (quarter, count) in enumerate(zip(QUARTERS, counts[series], strict=True))
    ]


@pytest.mark.parametrize("dispersion", TOLERATED)
def test_clean_series_are_seldom_asked_about(means, dispersion):
    chance = np.random.default_rng(2025)
    asked = Counter(
        query.rule
        for _ in range(ROUNDS)
        for query in series_queries(rows(chance, means, dispersion))
    )
    assert sum(asked.values()) > 0
    assert {
        rule: times
        for rule, times in asked.items()
        if times > TOLERATED[dispersion] * ROUNDS * len(means)
    } == {}
