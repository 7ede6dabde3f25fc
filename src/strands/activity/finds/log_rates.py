"""Consultations a month and from one half to the other, as separate events and as practitioners who
come again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.find.counted import finding
from strands.activity.finds import clusters

GARWOOD = "consultations / months since the first, exact (Garwood) interval (statsmodels), v1"
BY_PRACTITIONER = (
    f"consultations / months since the first, {clusters.DRAWS:,} draws of practitioners with all"
    " their consultations (Poisson bootstrap, percentiles), never narrower than the exact"
    " interval, v1"
)
RATIO = (
    f"ratio of rates a month, {clusters.DRAWS:,} draws of practitioners (Poisson bootstrap,"
    " percentiles), never narrower than the score interval of separate events, v1"
)
# Fewer months cannot be halved into anything that is more than one month.
FEWEST_MONTHS = 4
VERDICTS = {
    (True, False): "possible fall",
    (False, True): "possible rise",
    (False, False): "cannot tell",
}


def started(rows: pd.DataFrame) -> pd.Series:
    """The day of each consultation: the first, where its lines name several."""
    return rows.groupby("consultation")["held_on"].min()


def garwood(count: int, months: float) -> tuple[float, float]:
    """The exact 95 % interval of a rate, events taken as separate (Garwood 1936)."""
    low, high = clusters.exact(count)
    return low / months, high / months


def monthly(rows: pd.DataFrame, months: list[str], about: dict) -> Iterator[dict]:
    """A rate a month with both intervals, and how much wider the second is."""
    count, span = rows["consultation"].nunique(), len(months)
    low, high = garwood(count, span)
    yield finding(
        "a month",
        subject=months[0],
        x=count,
        n=span,
        estimate=count / span,
        low=low,
        high=high,
        method=GARWOOD,
        **about,
    )
    parts = _parts(rows)["all"].to_numpy()
    if len(parts) < clusters.FEWEST:
        note = (
            f"{len(parts)} practitioners came, and fewer than {clusters.FEWEST} say little of who"
            " else might have"
        )
        yield finding("a month by practitioner", n=len(parts), note=f"no interval: {note}", **about)
        return
    drawn = [end / span for end in clusters.total(parts, _name(about))]
    yield finding(
        "a month by practitioner",
        x=count,
        n=len(parts),
        estimate=count / span,
        low=drawn[0],
        high=drawn[1],
        method=BY_PRACTITIONER,
        **about,
    )
    yield finding(
        "wider",
        estimate=(drawn[1] - drawn[0]) / (high - low),
        n=len(parts),
        **about,
        method="width of the interval by practitioner / width of the exact one, v1",
    )


def halves(rows: pd.DataFrame, months: list[str], about: dict) -> Iterator[dict]:
    """The second half of the months against the first, a middle month left out; and the least that
    could have shown.
    """
    half = len(months) // 2
    spans = {"first half": months[:half], "second half": months[len(months) - half :]}
    parts = _parts(rows, spans)
    for subject, span in spans.items():
        if half:
            counted = round(float(parts[subject].sum()))
            yield finding(
                "in half",
                subject=subject,
                x=counted,
                n=half,
                estimate=counted / half,
                **about,
                method="consultations / months, a middle month left out, v1",
                note=f"{span[0]} to {span[-1]}",
            )
    before, after = (parts[subject].to_numpy() for subject in spans)
    came = tuple(int((part > 0).sum()) for part in (before, after))
    if (
        half < FEWEST_MONTHS // 2
        or len(parts) < clusters.FEWEST
        or min(came) < clusters.FEWEST_IN_A_HALF
    ):
        yield finding("change", n=len(parts), note=_too_few(half, came), **about)
        return
    low, high = clusters.ratio(before, after, _name(about))
    yield finding(
        "change",
        estimate=float(after.sum() / before.sum()),
        low=low,
        high=high,
        n=len(parts),
        method=RATIO,
        note=VERDICTS[high < 1, low > 1],
        **about,
    )
    fall, rise = clusters.detectable(before, after)
    yield finding(
        "detectable",
        low=fall,
        high=rise,
        n=len(parts),
        **about,
        method="smallest ratio that shows in 80 of 100 cases, in steps of 5 %, v1",
    )


def _too_few(half: int, came: tuple[int, int]) -> str:
    if half < FEWEST_MONTHS // 2:
        return f"no change is told: fewer than {FEWEST_MONTHS} months are logged"
    return (
        f"no change is told: {came[0]} practitioners came in the first half and {came[1]} in the"
        f" second, and at least {clusters.FEWEST_IN_A_HALF} in each and {clusters.FEWEST} in all"
        " are needed"
    )


def _parts(rows: pd.DataFrame, spans: dict[str, list[str]] | None = None) -> pd.DataFrame:
    """Consultations by practitioner, in all and in each span of months; one shared by three is a
    third of each.

    Practitioners stand in order of their codes, so that no order of lines moves a draw.
    """
    shares = 1 / rows.groupby("consultation")["practitioner"].transform("nunique")
    month = rows["consultation"].map(started(rows)).str[:7]
    masks = {
        "all": np.ones(len(rows), dtype=bool),
        **{key: month.isin(of) for key, of in (spans or {}).items()},
    }
    parts = {
        key: shares.where(mask, 0.0).groupby(rows["practitioner"]).sum()
        for key, mask in masks.items()
    }
    return pd.DataFrame(parts).sort_index()


def _name(about: dict) -> str:
    return f"{about['borough']}/{about['of_period']}"
