"""One borough's re-referrals counted in one way: what each quarter holds, and why what it lacks is
lacking.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.statuses import withheld_range
from analysis.find import quasi_binomial
from strands.indicators.declares import BASES, DA_RULES, complete_from, quarter_ends

# No change is tested on fewer, and on one fewer than that the first and the last are named (G1).
TESTED_FROM = 5
# Out of fewer than this, and one of them is more than five points (G18).
LEAST_OUT_OF = 20
_UNUSED = {
    "not_returned": "not returned",
    "queried": "queried",
    "unknown": "reported as not known",
    "withheld": "withheld without a range (G34)",
    "not_offered": "not offered",
    "not_member": "not a member",
}


@dataclass(frozen=True)
class Quarter:
    """A quarter: `low` to `high` re-referrals, equal unless withheld, out of `n`; None where not
    known.

    `why_not` says why no share is made of them; empty where one is.
    """

    quarter: str
    low: int | None = None
    high: int | None = None
    n: int | None = None
    why_not: str = ""


@dataclass(frozen=True)
class Series:
    """One way of counting in one borough: every quarter asked for, in order, and the rows it was
    read from.
    """

    borough: str
    da_rule: str
    basis: str
    quarters: tuple[Quarter, ...]
    rows: pd.DataFrame

    @property
    def subject(self) -> str:
        """Its name in findings: `new period`."""
        return f"{self.da_rule} {self.basis}"

    @cached_property
    def usable(self) -> tuple[Quarter, ...]:
        """The quarters of which a share is made."""
        return tuple(one for one in self.quarters if not one.why_not)

    @cached_property
    def out_of(self) -> np.ndarray:
        return np.array([one.n for one in self.usable], dtype=float)

    @cached_property
    def times(self) -> np.ndarray:
        """Where the usable quarters stand among all: a gap is a quarter of time."""
        return np.array(
            [at for at, one in enumerate(self.quarters) if not one.why_not], dtype=float
        )

    @property
    def level(self) -> float:
        """The share over all usable quarters, half-way where some is withheld."""
        return float(
            np.mean([self._counted(end).sum() for end in ("low", "high")]) / self.out_of.sum()
        )

    @cached_property
    def changes(self) -> list[quasi_binomial.Change]:
        """The fitted change of every reading; none with too few quarters, or where one of them
        cannot be fitted.
        """
        if len(self.usable) < TESTED_FROM or self.out_of.sum() < LEAST_OUT_OF:
            return []
        fits = [quasi_binomial.change(of, self.out_of, self.times) for of in self._readings()]
        return [one for one in fits if one] if all(fits) else []

    def _counted(self, end: str) -> np.ndarray:
        return np.array([getattr(one, end) for one in self.usable], dtype=float)

    def _readings(self) -> list[np.ndarray]:
        """As returned; where some is withheld all lowest, all highest, and what falls and what
        rises most (G34).
        """
        low, high = self._counted("low"), self._counted("high")
        late = self.times > self.times.mean()
        ways = [low, high, np.where(late, low, high), np.where(late, high, low)]
        return ways if (low != high).any() else ways[:1]

    def rows_of(self, quarters: Sequence[str]) -> pd.DataFrame:
        """The rows of some quarters."""
        return self.rows[self.rows["quarter"].isin(quarters)]


def all_series(returned: pd.DataFrame, quarters: Sequence[str]) -> Iterator[Series]:
    """Every way of counting of every borough with rows, boroughs in order of joining.

    `quarters` are those asked for; the series of a borough that drew earlier ones begins with the
    first of them.
    """
    for borough in (key for key in BOROUGH_KEYS if key in set(returned["borough"])):
        mine = returned[returned["borough"] == borough]
        ways = [(rule, basis) for rule in DA_RULES for basis in BASES]
        held = {way: mine[(mine["da_rule"] == way[0]) & (mine["basis"] == way[1])] for way in ways}
        for (rule, basis), rows in held.items():
            if len(rows):
                elsewhere = set(mine["quarter"]) - set(rows["quarter"])
                of = (
                    _quarter(quarter, rows, basis, quarter in elsewhere)
                    for quarter in _since(rows, quarters)
                )
                yield Series(borough, rule, basis, tuple(of), rows)


def _since(rows: pd.DataFrame, quarters: Sequence[str]) -> list[str]:
    """The quarters asked for and, where earlier ones were drawn again, all from the first of those
    on.
    """
    first = min([*rows["quarter"], *quarters[:1]])
    before = pd.period_range(first, quarters[0], freq="Q")[:-1] if quarters else ()
    return [*map(str, before), *quarters]


def _quarter(quarter: str, rows: pd.DataFrame, basis: str, elsewhere: bool) -> Quarter:
    """What the rows of one series hold of a quarter."""
    cells = {row["measure"]: row for row in rows[rows["quarter"] == quarter].to_dict("records")}
    of, out_of = cells.get("re_referrals"), cells.get("referrals")
    if of is None:
        return Quarter(quarter, why_not="counted in another way" if elsewhere else "not returned")
    ends = _ends(of)
    if ends is None:
        return Quarter(quarter, n=_count(out_of), why_not=_no_number(of))
    low, high = ends
    n = _count(out_of)
    if n is None:
        return Quarter(quarter, low, high, why_not=_no_whole(out_of))
    why = _too_early(quarter, basis, of["extracted"])
    if low > n:
        why = "refused: more re-referrals than they are out of"
    return Quarter(
        quarter,
        low,
        min(high, max(n, low)),
        n,
        why or ("" if n else "there was nothing to count from"),
    )


def _count(row: dict | None) -> int | None:
    return None if row is None or pd.isna(row["count"]) else int(row["count"])


def _ends(row: dict) -> tuple[int, int] | None:
    """The least and the greatest number a row leaves open; None where it states none."""
    if row["status"] == "withheld":
        return withheld_range(row["raw"])
    count = _count(row)
    return None if count is None else (count, count)


def _no_number(row: dict) -> str:
    """Why there is no number of re-referrals."""
    percentage = row["rate"] or (
        row["raw"] if re.search(r"\d\s*(%|per ?cent)", row["raw"], re.IGNORECASE) else ""
    )
    if percentage:
        return (
            f"refused (G14): only a percentage came ({percentage}), from which nothing can be"
            " counted"
        )
    return _UNUSED[row["status"]]


def _no_whole(row: dict | None) -> str:
    """Why there is no number that re-referrals are out of."""
    if row is None or row["status"] == "not_returned":
        return "refused (G14): what the re-referrals are out of was not returned"
    return f"refused (G14): what the re-referrals are out of is {_UNUSED[row['status']]}"


def _too_early(quarter: str, basis: str, extracted: str) -> str:
    """Why numbers drawn on a day are not complete; empty where they are."""
    if not extracted:
        return "refused (G13): nobody said on which day it was drawn"
    day, complete = dt.date.fromisoformat(extracted), complete_from(quarter, basis)
    if day < quarter_ends(quarter):
        return "refused: drawn before the quarter was over"
    if day < complete:
        return (
            "refused (G13): cases closed have to be followed for 12 months, and until then the"
            " share can only rise"
        )
    return ""
