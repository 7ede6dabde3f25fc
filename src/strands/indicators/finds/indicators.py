"""What the children's social care indicators can and cannot show, within each borough."""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.periods import period
from analysis.find.finding import by_borough, finding, frame, interval, places
from strands.indicators.declares import as_withheld
from strands.indicators.finds import elsewhere, family, interrupted, re_referrals, refusals
from strands.indicators.finds import together as pooled
from strands.indicators.finds.judged import Judged, judged, of_its_own
from strands.indicators.finds.series import about_series

_COUNTED = {"unit": "count", "method": "count of cells with status returned, v1"}
_FINGERPRINT = "flagged after assessment / referral issue, median and range over quarters, v1"


def everything(
    returned: DataFrame, again: DataFrame, official: DataFrame, of_period: str
) -> dict[str, DataFrame]:
    """The four frames of findings by name, of rows of `indicators`, of `re_referrals` and of `context`:
    made of what is told in them, so that nothing follows from a finding that does not from a row.
    """
    return {
        "findings": findings(returned, of_period),
        "together": pooled.findings(returned, of_period),
        "re_referrals": re_referrals.findings(again, of_period),
        "elsewhere": elsewhere.elsewhere(official, of_period),
    }


def findings(returned: DataFrame, of_period: str) -> DataFrame:
    """Everything the strand finds in `returned` (rows of the `indicators` table): a FINDINGS frame.

    It is about the indicators asked for in period `of_period`, over that period and those before
    it; where no file came for the period, it is about nothing. `subject` is the indicator,
    `reading` how withheld counts were read, `when` the period or, of `not_returned`, the quarter.
    """
    plan = period(of_period)
    returned = of_its_own(returned, plan)
    every = judged(returned, of_period)
    series = [each.series for each in every]
    rows = [row for each in every for row in about_series(each)]
    rows += family.adjusted(every)
    found = [
        *coverage(returned),
        *rows,
        *verdicts(every),
        *fingerprints(returned),
        *family.tests(rows),
        *interrupted.adjusted(rows),
        *family.endings(series),
        *refusals.refused(returned, series),
    ]
    return frame({**row, "when": row["when"] or of_period} for row in found)


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


def verdicts(every: list[Judged]) -> Iterator[dict]:
    """What the interval of each whole change lets one say."""
    for each in every:
        yield each.series.finding("verdict", verdict=each.verdict, method="ladder of wording, v1")


def fingerprints(returned: DataFrame) -> Iterator[dict]:
    """Cases flagged after assessment for each case referred, by borough: how differently boroughs
    count.
    """
    both = ["referral", "assessment"]
    for borough, rows in by_borough(as_withheld(returned)):
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
