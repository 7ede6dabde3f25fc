"""One outcome as it is compared under a plan: the members, the donors, the years, and what breaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import BOROUGHS, Borough, members
from analysis.find.finding import places
from strands.context.declares import Outcome, Plan, joined_year
from strands.context.finds import breaks
from strands.context.finds.panels import Panel, panel
from strands.context.finds.placebo import Comparison

_LONDON = ("inner london", "outer london", "london")
# So many years before the first member joined all are taken to have joined, for a trial.
_PRETENDED = 2


@dataclass(frozen=True)
class Study:
    """One outcome in one period under a plan."""

    outcome: Outcome
    rows: DataFrame
    of_period: str
    plan: Plan

    @cached_property
    def panel(self) -> Panel:
        """The outcome in every authority."""
        return panel(self.rows, self.outcome)

    @cached_property
    def members(self) -> dict[str, Borough]:
        """The members that have a code, by it."""
        return {one.gss: one for one in members(self.of_period) if one.gss}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that count, as far as a release holds them."""
        last = min(self.plan.last, max(self.panel.years, default=0))
        return tuple(range(self.plan.first, last + 1))

    @cached_property
    def missing(self) -> list[int]:
        """Years in between that no release holds."""
        return sorted(set(self.years) - set(self.panel.years))

    @cached_property
    def donors(self) -> pd.Index:
        """The authorities that never joined and have every year."""
        if self.missing or not self.years:
            return pd.Index([])
        complete = self.panel.complete(self.years[0], self.years[-1])
        return complete.difference([one.gss for one in BOROUGHS])

    @cached_property
    def of_london(self) -> pd.Index:
        """Those of them that lie in London."""
        return self.donors[self.panel.regions.reindex(self.donors).str.casefold().isin(_LONDON)]

    @cached_property
    def values(self) -> DataFrame:
        """The log odds of the years that count."""
        return self.panel.odds[list(self.years)]

    @cached_property
    def broken(self) -> list[breaks.Break]:
        """The members whose series breaks."""
        codes = [code for code in self.members if code in self.values.index]
        return breaks.breaks(self.values, codes, self.donors, self.plan.band)

    def compared(
        self,
        donors: pd.Index | None = None,
        starts: Mapping[str, int] | None = None,
        years: tuple[int, ...] | None = None,
    ) -> Comparison:
        """The members whose series does not break against donors, with their years of joining or
        other ones.
        """
        broken = {one.code for one in self.broken}
        starts = self.starts if starts is None else starts
        kept = {code: start for code, start in starts.items() if code not in broken}
        donors = self.donors if donors is None else donors
        return Comparison(self.values, kept, donors, years or self.years, self.plan.draws)

    @cached_property
    def main(self) -> Comparison:
        """The comparison that the plan names."""
        return self.compared()

    @cached_property
    def starts(self) -> dict[str, int]:
        """The year in which each member joined that is in the release."""
        return {
            code: joined_year(one)
            for code, one in self.members.items()
            if code in self.values.index
        }

    @property
    def first_start(self) -> int:
        """The year in which the first of them joined."""
        return min(self.starts.values())

    def pretended(self) -> Comparison | None:
        """The comparison before anybody joined, as if all had a little earlier; None where the years
        before are too few.
        """
        start = self.first_start - _PRETENDED
        years = tuple(year for year in self.years if year < self.first_start)
        if not years or years[0] >= start:
            return None
        return self.compared(starts=dict.fromkeys(self.starts, start), years=years)

    def earlier(self) -> Comparison | None:
        """The comparison with the years in which some began before the project; None where none of
        these is a member.
        """
        began = {
            code: dict(self.plan.earlier).get(one.key, joined_year(one))
            for code, one in self.members.items()
            if code in self.starts
        }
        return self.compared(starts=began) if began != self.starts else None

    @property
    def is_usable(self) -> bool:
        """Whether some member can be compared with as many donors as the plan asks for."""
        if len(self.donors) < self.plan.donors or not self.starts:
            return False
        return bool(self.main.effects.notna().any())

    def rows_of(self, codes: list[str]) -> str:
        """Where the numbers of some authorities stand."""
        outcome = self.outcome
        measures = (outcome.whole, outcome.part, *outcome.less)
        mine = self.rows["area"].isin(codes) & self.rows["measure"].isin(measures)
        return places(self.rows[mine & self.rows["year"].isin(self.years)])
