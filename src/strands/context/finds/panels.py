"""Shares of authorities by year, as log odds, from rows of official statistics."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from strands.context.declares import Outcome


@dataclass(frozen=True)
class Panel:
    """An outcome in every authority: `odds`, log odds by code and year, NaN where a number is missing;
    and `counts` of what it is made of, by measure, alike.
    """

    outcome: Outcome
    odds: DataFrame
    counts: dict[str, DataFrame]
    regions: Series

    @property
    def years(self) -> list[int]:
        """Every year that a number is from."""
        return list(self.odds.columns)

    def complete(self, first: int, last: int) -> pd.Index:
        """The authorities that have every year from the first to the last."""
        within = self.odds[[year for year in self.years if first <= year <= last]]
        return within.index[within.notna().all(axis=1)]


def panel(rows: DataFrame, outcome: Outcome) -> Panel:
    """An outcome in every authority, from rows of the `context` table."""
    authorities = rows[rows["level"] == "authority"]
    measures = (outcome.whole, outcome.part, *outcome.less)
    of_outcome = authorities[authorities["measure"].isin(measures)]
    counts = of_outcome["count"].astype("float64").where(of_outcome["status"] == "returned")
    wide = of_outcome.assign(count=counts).pivot(
        index=["measure", "area"], columns="year", values="count"
    )
    found = set(of_outcome["measure"])
    by_measure = {name: wide.loc[name] for name in measures} if set(measures) <= found else {}
    regions = authorities.drop_duplicates("area").set_index("area")["region"]
    if not by_measure:
        return Panel(outcome, DataFrame(dtype=float), {}, regions)
    whole = by_measure[outcome.whole]
    odds = log_odds(by_measure[outcome.part], whole)
    if outcome.less:
        others = [log_odds(by_measure[name], whole) for name in outcome.less]
        odds = odds - sum(others) / len(others)
    odds.columns = [int(year) for year in odds.columns]
    return Panel(outcome, odds.sort_index(axis=1), by_measure, regions)


def log_odds(part: DataFrame, whole: DataFrame) -> DataFrame:
    """The log odds of a share, half a case added to either side, so that none and all have some too
    (Haldane 1956).
    """
    return np.log((part + 0.5) / (whole - part + 0.5))
