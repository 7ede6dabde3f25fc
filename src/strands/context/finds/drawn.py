"""What the design was weighed by, and what figures draw, of the comparison with other authorities."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from pandas import DataFrame

from analysis.find.finding import finding, frame
from strands.context.declares import ENGLAND, LONDON, OUTCOMES, PLAN, Plan
from strands.context.finds.placebo import spread
from strands.context.finds.study import Study


def designs(rows: DataFrame, of_period: str, plan: Plan = PLAN) -> DataFrame:
    """How much authorities that never joined vary under each design that was weighed, without a look at
    a member: a FINDINGS frame of `donors_differ`, `reading` the design.
    """
    found = []
    for first in sorted({plan.first, int(rows["year"].min())} if len(rows) else ()):
        for outcome in OUTCOMES.values():
            weighed = Study(outcome, rows, of_period, Plan(first=first, last=plan.last))
            if outcome.is_placebo or weighed.missing or not weighed.starts:
                continue
            for where, donors in ((ENGLAND, weighed.donors), (LONDON, weighed.of_london)):
                if len(donors) <= len(weighed.starts) or first < min(weighed.panel.years):
                    continue
                varies = spread(
                    weighed.values.loc[donors], {*weighed.starts.values()}, weighed.years
                )
                about = {
                    "subject": outcome.key,
                    "reading": f"{first} on, {where}",
                    "when": of_period,
                }
                values = {"estimate": varies, "n": len(donors), "unit": "statistic"}
                if np.isfinite(varies):
                    found.append(
                        finding("design", **about, **values, method="spread of donors, v1")
                    )
    return frame(found)


def lines(rows: DataFrame, of_period: str, plan: Plan = PLAN) -> DataFrame:
    """What figures draw of the outcomes tested: `subject, authority, year, odds, group`; `group` is
    `donor`, or `members` for the mean of those whose series does not break.
    """
    drawn = [
        _lines(study).assign(subject=study.outcome.key) for study in _tested(rows, of_period, plan)
    ]
    columns = ["subject", "authority", "year", "odds", "group"]
    return pd.concat(drawn, ignore_index=True)[columns] if drawn else DataFrame(columns=columns)


def _lines(study: Study) -> DataFrame:
    others = np.exp(study.values.loc[study.donors]).rename_axis("authority").reset_index()
    others = others.melt("authority", var_name="year", value_name="odds").assign(group="donor")
    codes = study.main.effects.dropna().index
    mean = np.exp(study.values.loc[codes].mean().dropna()).rename_axis("year")
    mean = mean.rename("odds").reset_index().assign(authority="", group="members")
    return pd.concat([others, mean], ignore_index=True)


def placebos(rows: DataFrame, of_period: str, plan: Plan = PLAN) -> DataFrame:
    """The means of random donors that the members' are ranked among: `subject`, and `mean` as an odds
    ratio.
    """
    drawn = [
        DataFrame({"subject": study.outcome.key, "mean": np.exp(study.main.means)})
        for study in _tested(rows, of_period, plan)
    ]
    return pd.concat(drawn, ignore_index=True) if drawn else DataFrame(columns=["subject", "mean"])


def _tested(rows: DataFrame, of_period: str, plan: Plan) -> Iterator[Study]:
    """The outcomes tested that can be compared."""
    for key in plan.tested:
        study = Study(OUTCOMES[key], rows, of_period, plan)
        if study.is_usable:
            yield study
