"""What the children's social care indicators can and cannot show, within each borough."""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.finding import CANNOT_TELL, TOO_FEW
from analysis.declare.indicators import indicators_of
from analysis.declare.periods import Period, period
from analysis.find import ladder
from analysis.find.finding import by_borough, finding, frame, interval, places
from strands.indicators.finds import family, refusals
from strands.indicators.finds.series import (
    TESTED_FROM,
    Series,
    about_series,
    all_series,
)

_COUNTED = {"unit": "count", "method": "count of cells with status returned, v1"}
_FINGERPRINT = "flagged after assessment / referral issue, median and range over quarters, v1"


def findings(returned: DataFrame, of_period: str) -> DataFrame:
    """Everything the strand finds in `returned` (rows of the `indicators` table): a FINDINGS frame.

    It is about the indicators asked for in period `of_period`, over that period and those before
    it; where no file came for the period, it is about nothing. `subject` is the indicator,
    `reading` how withheld counts were read, `when` the period or, of `not_returned`, the quarter.
    """
    plan = period(of_period)
    returned = of_its_own(returned, plan)
    series = list(all_series(returned))
    rows = [row for each in series for row in about_series(each)]
    rows += family.adjusted(rows)
    found = [
        *coverage(returned),
        *rows,
        *verdicts(series, rows, plan),
        *fingerprints(returned),
        *family.tests(rows),
        *family.endings(series),
        *refusals.refused(returned, series),
    ]
    return frame({**row, "when": row["when"] or of_period} for row in found)


def of_its_own(returned: DataFrame, plan: Period) -> DataFrame:
    """The rows of the indicators asked for in a period, of earlier periods too; none where no file
    came for it.
    """
    rows = returned[returned["indicator"].isin(indicators_of(plan.key))]
    arrived = rows["quarter"].isin(plan.quarters) & rows["file"].ne("")
    return rows if arrived.any() else rows.iloc[:0]


def coverage(returned: DataFrame) -> Iterator[dict]:
    """How many counts arrived of those asked for, in all and by borough, and how many of a quarter
    did not.
    """
    for borough, rows in (("", returned), *by_borough(returned)):
        arrived = rows["status"].eq("returned")
        about = {"borough": borough, **_COUNTED}
        yield finding("returned", places(rows[arrived]), x=int(arrived.sum()), n=len(rows), **about)
        if borough:
            for quarter, missing in rows[~arrived].groupby("quarter"):
                yield finding("not_returned", when=quarter, x=len(missing), **about)


def verdicts(series: list[Series], rows: list[dict], plan: Period) -> Iterator[dict]:
    """What the interval of each whole change lets one say."""
    names = ("statistic", "subject", "borough", "reading")
    by_name = {tuple(row[name] for name in names): row for row in rows}
    for each in series:
        about = tuple(each.about.values())
        whole, holm = by_name["trend_over_span", *about], by_name.get(("trend_p_holm", *about))
        verdict = TOO_FEW if each.n < TESTED_FROM else CANNOT_TELL
        if holm:
            verdict = ladder.verdict(
                whole["low"],
                whole["high"],
                planned=f"{each.borough}/{each.indicator}" in plan.primary,
                margin=plan.margin,
                adjusted_p=holm["estimate"],
            )
        yield each.finding("verdict", verdict=verdict, method="ladder of wording, v1")


def fingerprints(returned: DataFrame) -> Iterator[dict]:
    """Cases flagged after assessment for each case referred, by borough: how differently boroughs
    count.
    """
    both = ["referral", "assessment"]
    for borough, rows in by_borough(returned):
        wide = rows.pivot(index="quarter", columns="indicator", values="count")
        wide = wide.reindex(columns=both).astype("float64")
        ratio = (wide["assessment"] / wide["referral"].replace(0, float("nan"))).dropna()
        values = {"note": "no quarter has both counts"}
        if len(ratio):
            values = {**interval((ratio.median(), ratio.min(), ratio.max())), "unit": "ratio"}
        used = rows[rows["quarter"].isin(ratio.index) & rows["indicator"].isin(both)]
        yield finding(
            "fingerprint", used, borough=borough, n=len(ratio), method=_FINGERPRINT, **values
        )


def ask(returned: DataFrame, question: str) -> DataFrame:
    """The answer to a question the strand refuses, such as `sum_across_boroughs`: one row with the
    reason in words.
    """
    return frame([refusals.refusal(question, returned["quarter"].nunique())])
