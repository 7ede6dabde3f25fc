"""What re-referrals can bear, within each borough and each way of counting: shares, their change,
and refusals.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import special
from statsmodels.stats.multitest import multipletests

from analysis.declare.finding import CANNOT_TELL, TOO_FEW
from analysis.declare.periods import Period, period, periods_to
from analysis.find import ladder, quasi_binomial
from analysis.find.counted import finding, frame, share
from analysis.find.finding import CONFIDENCE
from strands.indicators.declares import PROFORMA
from strands.indicators.finds.re_referral_series import (
    LEAST_OUT_OF,
    TESTED_FROM,
    Quarter,
    Series,
    all_series,
)

CHANGE = (
    "quasi-binomial logistic change over the quarters, dispersion floored at 1, t(n-2) (statsmodels"
    " GLM), v1"
)
AROUND = f"{CHANGE}; odds as shares around the share over all quarters"
LEAST_METHOD = f"{quasi_binomial.LEAST_METHOD}; odds as shares around the share over all quarters"
_NOT_COMPARABLE = "refused (G11): boroughs count re-referrals in ways and systems of their own"
# Asked of nothing: each stands in every section that has re-referrals, with its reason.
REFUSED = {
    "one line with children taken into care": (
        "refused (G12): re-referrals came in the place of that indicator and "
        "count something else, so they are a new series"
    ),
    "one line through two ways of counting": (
        "refused (G12): where domestic abuse has to be recorded, and what is "
        "counted over, make another number of the same children"
    ),
    "sum across boroughs": _NOT_COMPARABLE,
    "ranking of boroughs": _NOT_COMPARABLE,
    "red or green rating": (
        "refused (G21): a rise may be better identification and a fall may be missed cases"
    ),
    "seasonal adjustment": "refused (G10): two full years are the least that can show a season",
}


def findings(returned: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """What rows of the `re_referrals` table bear up to a period, a COUNTED frame; none where the
    period has no rows.

    `subject` is a way of counting, as in `new period` (DA rule and basis), with a quarter where it
    is about one.
    """
    plan = period(of_period)
    if returned[returned["period"] == of_period].empty:
        return frame([])
    asked = [
        quarter
        for key in periods_to(of_period)
        if key >= PROFORMA.since
        for quarter in period(key).quarters
    ]
    series = list(all_series(returned, asked))
    return frame(
        [
            *(row for one in series for row in _quarters(one, plan)),
            *_changes(series, plan),
            *(
                finding(asked_for, of_period, returned.iloc[:0], note=why)
                for asked_for, why in REFUSED.items()
            ),
        ]
    )


def _quarters(series: Series, plan: Period) -> Iterator[dict]:
    """The share of each quarter, or why there is none, and how many quarters can be used."""
    for one in series.quarters:
        rows = series.rows_of([one.quarter])
        yield finding(
            "share",
            plan.key,
            rows,
            borough=series.borough,
            subject=f"{series.subject} {one.quarter}",
            **_share(one),
        )
    yield _about(
        series,
        plan,
        "usable quarters",
        x=len(series.usable),
        n=len(series.quarters),
        method="count of quarters with a share, v1",
    )


def _share(one: Quarter) -> dict:
    """A quarter as values of a finding: where numbers are withheld the range of both intervals, and
    no estimate.
    """
    known = one.low if one.low == one.high else None
    if one.why_not:
        return {"x": known, "n": one.n, "note": one.why_not}
    ends = [share(x, one.n) for x in (one.low, one.high)]
    if known is not None:
        return ends[0]
    return {
        "n": one.n,
        "low": ends[0]["low"],
        "high": ends[1]["high"],
        "method": ends[0]["method"],
        "note": f"{one.low} to {one.high} of {one.n}, as some is withheld (G34)",
    }


def _about(series: Series, plan: Period, statistic: str, **values: object) -> dict:
    """A finding about a whole series, made from the rows of its usable quarters."""
    rows = series.rows_of([one.quarter for one in series.usable])
    about = {"borough": series.borough, "subject": series.subject, "n": len(series.usable)}
    return finding(statistic, plan.key, rows, **{**about, **values})


def _changes(series: list[Series], plan: Period) -> Iterator[dict]:
    """First and last, the change of each series, what is said of it, and all tests together."""
    tested = [one for one in series if one.changes]
    p = [max(fit.p for fit in one.changes) for one in tested]
    adjusted = dict(
        zip(map(id, tested), multipletests(p, method="holm")[1] if p else [], strict=True)
    )
    for one in series:
        yield _about(
            one, plan, "first to last", method="last share / first share, v1", **_first_to_last(one)
        )
        for values in (
            _fitted(one, plan, float(adjusted.get(id(one), 1.0))) if one.changes else _unfitted(one)
        ):
            yield _about(one, plan, values.pop("statistic"), **values)
    by_chance = (
        f"{len(tested) * (1 - CONFIDENCE):.1f} expected below {1 - CONFIDENCE:.2f} by chance"
    )
    rows = pd.concat([one.rows for one in tested]) if tested else series[0].rows.iloc[:0]
    yield finding(
        "tests",
        plan.key,
        rows,
        estimate=len(tested),
        n=len(series),
        note=by_chance,
        method="count of p-values, v1",
    )


def _first_to_last(series: Series) -> dict:
    """The last share over the first: from four quarters on, of enough, with neither none nor
    withheld.
    """
    if len(series.usable) < TESTED_FROM - 1:
        return {
            "note": (
                f"refused (G1): of fewer than {TESTED_FROM - 1} usable quarters only the numbers"
                " are shown"
            )
        }
    first, last = series.usable[0], series.usable[-1]
    if min(first.n, last.n) < LEAST_OUT_OF:
        return {
            "note": (
                f"refused (G18): the first or the last quarter is out of fewer than {LEAST_OUT_OF}"
            )
        }
    if first.low != first.high or last.low != last.high:
        return {"note": "not computed: the first or the last number is withheld (G34)"}
    if not first.low or not last.low:
        return {"note": "not computed: the first or the last number is none"}
    return {"estimate": (last.low / last.n) / (first.low / first.n)}


def _unfitted(series: Series) -> Iterator[dict]:
    few, small = len(series.usable) < TESTED_FROM, series.out_of.sum() < LEAST_OUT_OF
    why = (
        f"refused (G1): at least {TESTED_FROM} usable quarters are needed to tell a change from"
        " chance"
        if few
        else (
            f"refused (G18): all quarters together are out of fewer than {LEAST_OUT_OF}"
            if small
            else "not computed: the quarters do not carry a change, as where each is none or all"
        )
    )
    yield {"statistic": "change", "note": why}
    yield {
        "statistic": "verdict",
        "note": TOO_FEW if few else CANNOT_TELL,
        "method": "ladder, v1",
    }


def relative(odds: float, level: float) -> float:
    """A ratio of odds over a span as a ratio of shares around their `level`: half of it before,
    half after.
    """
    half, middle = np.log(odds) / 2, special.logit(level)
    return float(special.expit(middle + half) / special.expit(middle - half))


def _fitted(series: Series, plan: Period, adjusted: float) -> Iterator[dict]:
    """The change over the span as odds, points and a ratio; the range over all readings where some
    is withheld.
    """
    odds = [fit.odds() for fit in series.changes]
    by = odds[0][0] if len(odds) == 1 else None
    ends = {
        "estimate": by,
        "low": min(low for _, low, _ in odds),
        "high": max(high for *_, high in odds),
    }
    level, widest = series.level, max(series.changes, key=lambda fit: fit.dispersion)
    withheld = (
        {} if by is not None else {"note": "the range over what withheld numbers may be (G34)"}
    )
    yield {"statistic": "change", "method": CHANGE, **ends, **withheld}
    for name, told in (("change in points", quasi_binomial.points), ("relative change", relative)):
        shown = {end: None if value is None else told(value, level) for end, value in ends.items()}
        yield {"statistic": name, "method": AROUND, **shown}
    yield {
        "statistic": "dispersion",
        "estimate": widest.dispersion,
        "method": "Pearson X2 / (n - 2), v1",
    }
    yield {"statistic": "p", "estimate": max(fit.p for fit in series.changes), "method": CHANGE}
    yield {
        "statistic": "p (Holm)",
        "estimate": adjusted,
        "method": "Holm over all changes tested (statsmodels), v1",
    }
    yield from _least(series, max(1.0, widest.dispersion))
    around = [relative(ends[end], level) for end in ("low", "high")]
    said = ladder.verdict(
        *around,
        planned=f"{series.borough}/{PROFORMA.key}" in plan.primary,
        adjusted_p=adjusted,
        margin=plan.margin,
    )
    yield {"statistic": "verdict", "note": said, "method": "ladder of wording, v1"}


def _least(series: Series, dispersion: float) -> Iterator[dict]:
    """The smallest fall and rise that a series like this would have shown in 80 of 100 cases."""
    level = series.level
    odds = quasi_binomial.least_odds(level, series.out_of.astype(int), series.times, dispersion)
    if np.isnan(odds):
        none = "not even odds fifty times as high or as low would have shown"
        yield {"statistic": "least change", "method": LEAST_METHOD, "note": none}
        return
    fall, rise = relative(1 / odds, level), relative(odds, level)
    yield {
        "statistic": "least change",
        "estimate": rise,
        "low": fall,
        "high": rise,
        "method": LEAST_METHOD,
    }
    by = quasi_binomial.points(odds, level)
    yield {
        "statistic": "least change in points",
        "estimate": by,
        "low": -by,
        "high": by,
        "method": LEAST_METHOD,
    }
