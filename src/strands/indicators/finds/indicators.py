"""What the children's social care indicators can and cannot show, within each borough."""

from __future__ import annotations

import pandas as pd

from analysis.declare.finding import CANNOT_TELL, TOO_FEW
from analysis.declare.indicators import indicators_of
from analysis.declare.periods import Period, period, quarter_label
from analysis.find import ladder
from analysis.find.finding import interval, places
from analysis.find.old_finding import finding, frame
from strands.indicators.finds import family, refusals
from strands.indicators.finds.series import TESTED_FROM, Series, all_series, by_borough, of_series


def findings(returned: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """Everything the strand finds in `returned` (rows of the `indicators` table): a FINDINGS frame.

    It is about the indicators asked for in period `of_period`, over that period and those before
    it; where no file came for the period, it is about nothing.
    """
    returned = of_its_own(returned, period(of_period))
    series = list(all_series(returned))
    rows = [row for one in series for row in of_series(one)]
    rows += family.adjusted(rows)
    rows += [verdict(one, rows, period(of_period)) for one in series]
    return frame(
        [
            *coverage(returned),
            *rows,
            *fingerprints(returned),
            *family.tests(rows),
            *family.verdicts(rows),
            *family.endings(series),
            *refused(returned, series),
        ]
    )


def of_its_own(returned: pd.DataFrame, plan: Period) -> pd.DataFrame:
    """The rows of the indicators asked for in a period, of earlier periods too; none where no file
    came for it.
    """
    mine = returned[returned["indicator"].isin(indicators_of(plan.key))]
    arrived = mine["quarter"].isin(plan.quarters) & mine["file"].ne("")
    return mine if arrived.any() else mine.iloc[:0]


def coverage(returned: pd.DataFrame) -> list[dict]:
    """How many counts arrived of those asked for, in all and by borough, and which quarters are
    missing.
    """
    return [_covered("", returned)] + [
        _covered(borough, rows) for borough, rows in by_borough(returned)
    ]


def _covered(borough: str, rows: pd.DataFrame) -> dict:
    arrived = rows["status"].eq("returned")
    missing = rows.loc[~arrived].groupby("quarter").size()
    note = "; ".join(quarter_label(quarter) for quarter in missing.index) if borough else ""
    return finding(
        "returned",
        borough=borough,
        estimate=float(arrived.sum()),
        n=len(rows),
        note=note,
        method="count of cells with status returned, v1",
        rows=places(rows[arrived]),
    )


def verdict(series: Series, rows: list[dict], plan: Period) -> dict:
    """What the interval of the whole change lets one say, as the note of a row `verdict`."""
    mine = {row["statistic"]: row for row in rows if series.owns(row)}
    whole = mine["trend_over_span"]
    said = TOO_FEW if series.n < TESTED_FROM else CANNOT_TELL
    if whole["estimate"] is not None:
        planned = f"{series.borough}/{series.indicator}" in plan.primary
        said = ladder.verdict(
            whole["low"],
            whole["high"],
            planned=planned,
            margin=plan.margin,
            adjusted_p=mine["trend_p_holm"]["estimate"],
        )
    return series.finding("verdict", method="ladder of wording, v1", note=said)


def fingerprints(returned: pd.DataFrame) -> list[dict]:
    """Cases flagged after assessment for each case referred, by borough: how differently boroughs
    count.
    """
    return [_fingerprint(borough, rows) for borough, rows in by_borough(returned)]


def _fingerprint(borough: str, rows: pd.DataFrame) -> dict:
    wide = rows.pivot(index="quarter", columns="indicator", values="count").reindex(
        columns=["referral", "assessment"]
    )
    ratio = (
        wide["assessment"].astype("float64")
        / wide["referral"].astype("float64").replace(0, float("nan"))
    ).dropna()
    used = rows[
        rows["quarter"].isin(ratio.index) & rows["indicator"].isin(["referral", "assessment"])
    ]
    values = (
        interval((ratio.median(), ratio.min(), ratio.max()))
        if len(ratio)
        else {"note": "no quarter has both counts"}
    )
    return finding(
        "fingerprint",
        borough=borough,
        n=len(ratio),
        rows=places(used),
        method="flagged after assessment / referral issue, median and range over quarters, v1",
        **values,
    )


def refused(returned: pd.DataFrame, series: list[Series]) -> list[dict]:
    """Every analysis that is not computed, with its reason: for each series, each borough and the
    whole.
    """
    return [
        *(
            refusals.refusal(
                rule.asked,
                one.n,
                borough=one.borough,
                indicator=one.indicator,
                scenario=one.scenario,
                tier=str(ladder.tier(one.n)),
            )
            for one in series
            for rule in refusals.OF_SERIES
        ),
        *(
            refusals.refusal(rule.asked, rows["quarter"].nunique(), borough=borough)
            for borough, rows in by_borough(returned)
            for rule in refusals.OF_BOROUGH
        ),
        *(refusals.refusal(rule.asked, returned["quarter"].nunique()) for rule in refusals.OF_ALL),
    ]


def ask(returned: pd.DataFrame, question: str) -> pd.DataFrame:
    """The answer to a question the strand refuses, such as `sum_across_boroughs`: one row with the
    reason in words.
    """
    return frame([refusals.refusal(question, returned["quarter"].nunique())])
