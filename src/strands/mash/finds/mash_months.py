"""One share of one safeguarding hub, month by month: what can be used of it, and why the rest
cannot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.statuses import withheld_range
from analysis.find import quasi_binomial
from analysis.find.counted import EXACT_BELOW, share
from analysis.find.finding import CONFIDENCE
from strands.mash.declares import DAYS_OPEN, LEAST_MONTHS, MEASURES, PART_OF

NOT_RETURNED = "not returned"
WIDENED = (
    "x of n over the dispersion of the months (Korn and Graubard 1998), exact interval below 30,"
    " else Wilson (statsmodels), v1"
)


@dataclass(frozen=True)
class Month:
    """A month of one share: from `low` to `high` are counted, equal where nothing is withheld, of
    `whole`.

    `why_not` says why it cannot be used; empty where it can.
    """

    month: str
    low: int = 0
    high: int = 0
    whole: int = 0
    why_not: str = ""


@dataclass(frozen=True)
class Series:
    """One share of one borough: every month of the period in order, and the rows it was read from."""

    borough: str
    measure: str
    months: tuple[Month, ...]
    rows: pd.DataFrame

    @cached_property
    def usable(self) -> tuple[Month, ...]:
        """The months with both part and whole."""
        return tuple(one for one in self.months if not one.why_not)

    @cached_property
    def out_of(self) -> np.ndarray:
        """The whole of each usable month."""
        return np.array([one.whole for one in self.usable], dtype=float)

    @cached_property
    def times(self) -> np.ndarray:
        """Where the usable months stand in the period."""
        return np.array([at for at, one in enumerate(self.months) if not one.why_not], dtype=float)

    def readings(self) -> list[np.ndarray]:
        """What is counted by month: as returned, or, where some is withheld, at every end that
        matters.

        All at lowest, all at highest, and those that make the steepest fall and the steepest rise.
        """
        low, high = (
            np.array([getattr(one, end) for one in self.usable], dtype=float)
            for end in ("low", "high")
        )
        late = self.times > self.times.mean() if len(self.times) else self.times
        ways = [low, high, np.where(late, low, high), np.where(late, high, low)]
        return ways if (low != high).any() else ways[:1]

    @cached_property
    def changes(self) -> list[quasi_binomial.Change] | None:
        """The fitted change of every reading; None with too few months, or where one of them cannot
        be fitted.
        """
        if len(self.usable) < LEAST_MONTHS:
            return None
        fits = [quasi_binomial.change(of, self.out_of, self.times) for of in self.readings()]
        return [one for one in fits if one] if all(fits) else None

    @property
    def dispersion(self) -> float:
        """How much more the months vary around their change than chance lets them, the most over
        all readings.
        """
        return max((one.dispersion for one in self.changes or ()), default=float("nan"))

    def within(self, months: set[str]) -> list[Month]:
        """Its usable months among some."""
        return [one for one in self.usable if one.month in months]

    def rows_in(self, months: set[str]) -> pd.DataFrame:
        """The rows of some months."""
        return self.rows[self.rows["month"].isin(months)]


def all_series(
    returned: pd.DataFrame, received: pd.DataFrame, months: tuple[str, ...]
) -> Iterator[Series]:
    """Every share of every borough with rows, boroughs in order of joining; `returned` are rows of
    those months.
    """
    arrived = {row.file: _earliest(row.received) for row in received.itertuples()}
    for borough in (key for key in BOROUGH_KEYS if key in set(returned["borough"])):
        mine = returned[returned["borough"] == borough]
        for part, whole in PART_OF.items():
            rows = mine[mine["measure"].isin([part, whole])]
            cells = {(row["month"], row["measure"]): row for row in rows.to_dict("records")}
            of = [
                _month(month, cells.get((month, part)), cells.get((month, whole)), part, arrived)
                for month in months
            ]
            yield Series(borough, part, tuple(of), rows)


def _earliest(date: str) -> dt.date:
    """The first day that a date, as far as it is known, can mean."""
    return dt.date.fromisoformat(f"{date}-01-01"[:10])


def _month(
    month: str, part: dict | None, whole: dict | None, measure: str, arrived: Mapping[str, dt.date]
) -> Month:
    if part is None or part["status"] == "not_returned":
        return Month(month, why_not=NOT_RETURNED)
    if why := _too_early(month, measure, arrived.get(part["file"])):
        return Month(month, why_not=why)
    counted = counts(part)
    if counted is None:
        return Month(month, why_not=part["status"].replace("_", " "))
    if whole is None or whole["status"] != "returned":
        said = "returned" if whole is None or whole["status"] == "not_returned" else "usable"
        return Month(
            month, why_not=f"refused (G14): {MEASURES[PART_OF[measure]][0]} was not {said}"
        )
    # Of three no more than three are withheld, whatever range the borough withholds.
    low, high, n = *counted, int(whole["count"])
    return Month(month, low, min(high, n), n) if n else Month(month, why_not="there was none")


def counts(row: dict) -> tuple[int, int] | None:
    """The least and greatest count a returned row leaves open; None where it states none."""
    if row["status"] == "withheld":
        return withheld_range(row["raw"])
    return None if pd.isna(row["count"]) else (int(row["count"]), int(row["count"]))


def _too_early(month: str, measure: str, arrived: dt.date | None) -> str:
    """Why a month is not over for a count that goes on after it; empty where it is, or nothing goes
    on.
    """
    days = DAYS_OPEN.get(measure)
    if not days or (
        arrived and arrived > pd.Period(month, "M").end_time.date() + dt.timedelta(days)
    ):
        return ""
    came = "the return came before" if arrived else "nobody knows whether the return came after"
    return f"refused (G13): {came} the {days} days after the month were over"


def widened(x: int, n: int, dispersion: float) -> dict:
    """`x` of `n` as values of a finding, its interval as wide as the months vary."""
    values = share(x, n)
    if not n or not dispersion > 1:
        return values
    method = "beta" if n / dispersion < EXACT_BELOW else "wilson"
    low, high = proportion_confint(
        x / dispersion, n / dispersion, alpha=1 - CONFIDENCE, method=method
    )
    return {
        **values,
        "low": 0.0 if x == 0 else float(low),
        "high": 1.0 if x == n else float(high),
        "method": WIDENED,
    }
