"""Consultations a month and from one half to the other, as separate events and as practitioners who
come again: whoever is counted is drawn again with everything that is theirs.
"""

from collections.abc import Callable, Iterator

import numpy as np
from pandas import DataFrame, Series
from scipy.stats import norm, t
from statsmodels.stats.rates import confint_poisson

from analysis.find import rates
from analysis.find.finding import CONFIDENCE, interval, two_sided
from analysis.find.ladder import verdict
from strands.activity.declares.logs import HALVES, MIDDLE

DRAWS = 2000
# With fewer, what was drawn again says little of who else might have come.
FEWEST = 10
FEWEST_IN_A_HALF = 5
# Fewer months cannot be halved into anything that is more than one month.
FEWEST_MONTHS = 4
POWER = 0.8
# A change is looked for in steps of 5 %, so that no digit of an approximation is printed.
_FALLS = np.arange(95, 4, -5) / 100
_RISES = np.arange(105, 2001, 5) / 100
_SIDES = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
GARWOOD = "consultations / months since the first, exact (Garwood) interval (statsmodels), v1"
BY_PRACTITIONER = (
    f"consultations / months since the first, {DRAWS:,} draws of practitioners with all their"
    " consultations (Poisson bootstrap, percentiles), never narrower than the exact interval, v1"
)
RATIO = (
    f"ratio of rates a month, {DRAWS:,} draws of practitioners (Poisson bootstrap, percentiles),"
    " never narrower than the score interval of separate events, as much wider as the months of all"
    " logs vary more than chance lets them, in steps of a quarter, and neighbours resemble each"
    " other, t, v3"
)
# With more digits, or finer steps of how months vary, one could try out which months make them.
PLACES, STEPS = 2, 4


def started(rows: DataFrame) -> Series:
    """The day of each consultation: the first, where its lines name several."""
    return rows.groupby("consultation")["held_on"].min()


def garwood(count: float, months: float = 1) -> tuple[float, float]:
    """The exact 95 % interval of a rate of separate events (Garwood 1936, statsmodels)."""
    low, high = confint_poisson(count, 1, method="exact-c")
    return (float(low) if count else 0.0) / months, float(high) / months


def monthly(
    rows: DataFrame, months: list[str], name: str, found: Callable[..., dict]
) -> Iterator[dict]:
    """A rate a month with both intervals, and how much wider the second is.

    `name` seeds the draws; `found` makes a finding about `rows`.
    """
    count, span = rows["consultation"].nunique(), len(months)
    exact = garwood(count, span)
    rate = {"x": count, "unit": "rate"}
    ends = interval((count / span, *exact))
    yield found("a month", n=span, method=GARWOOD, **rate, **ends)
    parts = _parts(rows)["all"].to_numpy()
    n = len(parts)
    statistic = "a month by practitioner"
    if n < FEWEST:
        note = (
            f"no interval: fewer than {FEWEST} practitioners came, and they say little of who else"
            " might have"
        )
        yield found(statistic, refused="other", note=note)
        return
    drawn = [end / span for end in total(parts, name)]
    ends = interval((count / span, *drawn))
    yield found(statistic, n=n, method=BY_PRACTITIONER, **rate, **ends)
    yield found(
        "wider",
        estimate=(drawn[1] - drawn[0]) / (exact[1] - exact[0]),
        n=n,
        unit="ratio",
        method="width of the interval by practitioner / width of the exact one, v1",
    )


def by_month(rows: DataFrame, months: list[str]) -> list[rates.Group]:
    """Consultations begun in each month of either half, a middle month left out."""
    begun = started(rows).str[:7].value_counts()
    return [
        (begun.reindex(span, fill_value=0).to_numpy(float), np.ones(len(span)), _at(span, months))
        for span in spans(months).values()
        if span
    ]


def spans(months: list[str]) -> dict[str, list[str]]:
    """The months of either half, a middle one left out."""
    half = len(months) // 2
    return dict(zip(HALVES, (months[:half], months[len(months) - half :]), strict=True))


def half_of(months: list[str]) -> dict[str, str]:
    """Of each month its half, or that it is the middle one."""
    named = {month: half for half, span in spans(months).items() for month in span}
    return {month: named.get(month, MIDDLE) for month in months}


def _at(span: list[str], months: list[str]) -> np.ndarray:
    return np.array([months.index(month) for month in span])


def halves(
    rows: DataFrame,
    months: list[str],
    name: str,
    found: Callable[..., dict],
    of_all: rates.Spread,
) -> Iterator[dict]:
    """The second half of the months against the first, a middle month left out; and the least that
    could have shown. `of_all` is the `rates.spread` of the months of all logs.
    """
    halved = spans(months)
    half = len(halved[HALVES[0]])
    parts = _parts(rows, halved)
    begun = started(rows).str[:7].map(half_of(months)).value_counts()
    for subject, n in Series(half_of(months)).value_counts(sort=False).items() if half else ():
        count = int(begun.get(subject, 0))
        yield found(
            "in half",
            subject=subject,
            x=count,
            n=n,
            estimate=count / n,
            unit="rate",
            method="consultations / months, a middle month left out, v1",
        )
    before, after = (parts[subject].to_numpy() for subject in HALVES)
    n = len(parts)
    came = [int((part > 0).sum()) for part in (before, after)]
    if half < FEWEST_MONTHS // 2 or n < FEWEST or min(came) < FEWEST_IN_A_HALF:
        yield found("change", refused="other", note=_too_few(half))
        return
    spread = coarse(rates.apart(by_month(rows, months), of_all))
    ends = (after.sum() / before.sum(), *ratio(before, after, name, spread.widening))
    estimate, low, high = (round(float(end), PLACES) for end in ends)
    told = {"verdict": verdict(low, high), "n": n, "unit": "ratio", "method": RATIO}
    yield found("change", **told, **interval((estimate, low, high)))
    fall, rise = detectable(before, after, spread)
    method = "smallest ratio that shows in 80 of 100 cases, in steps of 5 %, v2"
    yield found("detectable", low=fall, high=rise, n=n, unit="ratio", method=method)


def coarse(spread: rates.Spread) -> rates.Spread:
    """As much spread or more, so that standard deviations are a whole number of quarters times those
    of chance.
    """
    times = np.ceil(STEPS * np.sqrt(spread.dispersion) - 1e-9) / STEPS
    return spread._replace(dispersion=float(times) ** 2)


def _too_few(half: int) -> str:
    if half < FEWEST_MONTHS // 2:
        return f"no verdict on change: fewer than {FEWEST_MONTHS} months are logged"
    return (
        f"no verdict on change: at least {FEWEST_IN_A_HALF} practitioners in each half and {FEWEST} in"
        " all are needed"
    )


def _parts(rows: DataFrame, spans: dict[str, list[str]] | None = None) -> DataFrame:
    """Consultations by practitioner, in all and in each span of months; one shared by three is a
    third of each.

    Practitioners stand in order of their codes, so that no order of lines moves a draw.
    """
    shares = 1 / rows.groupby("consultation")["practitioner"].transform("nunique")
    month = rows["consultation"].map(started(rows)).str[:7]
    parts = DataFrame({"all": shares})
    for key, span in (spans or {}).items():
        parts[key] = shares.where(month.isin(span), 0.0)
    return parts.groupby(rows["practitioner"]).sum().sort_index()


def total(parts: np.ndarray, name: str) -> tuple[float, float]:
    """A 95 % interval for the sum of `parts`, one part a member: the percentiles of 2,000 draws.

    A draw takes each member 0, 1, 2... times, as often as chance (Poisson of 1) has it, so that how
    many came is drawn as well: drawing as many as came, out of those who came, would take their
    number as certain. Such a draw has the variance of a compound Poisson sum, the sum of squared
    parts (Hanley and MacGibbon 2006, "Creating non-parametric bootstrap samples using Poisson
    frequencies"). Either end is at least as far out as that of separate events: members who share
    what is counted, or are alike by luck, would make it narrower. `name` seeds the draws, so that
    one sum does not move another's.
    """
    sums = _draws(len(parts), name) @ parts
    return _outer(np.quantile(sums, _SIDES), garwood(float(parts.sum())))


def ratio(before: np.ndarray, after: np.ndarray, name: str, widening: float) -> tuple[float, float]:
    """A 95 % interval for sum(after) / sum(before), members drawn with both their parts as in
    `total`.

    Percentiles are taken of the logarithm: the interval of before / after is the same turned round.
    Either end is at least as far out as that of separate events (score interval), so many times as
    wide: members who came as often in both would otherwise leave no interval at all, and months
    vary together whoever comes.
    """
    drawn = _draws(len(before), name)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(drawn @ after) - np.log(drawn @ before)
    # A draw with neither has no ratio.
    ends = np.quantile(logs[~np.isnan(logs)], _SIDES, method="nearest")
    separate = rates.ratio((after.sum(), 1), (before.sum(), 1), widening)[1:]
    return _outer(np.exp(ends), separate)


def detectable(
    before: np.ndarray, after: np.ndarray, spread: rates.Spread
) -> tuple[float | None, float | None]:
    """The smallest fall and rise, as ratios in steps of 5 %, that would have shown in 80 of 100
    cases.

    The variance of the log ratio is that of the clusters as they are, or of separate events times
    the dispersion of `spread` where that reaches further; a ratio r instead of none adds
    (1 / r - 1) / m, m being half of all, since a share r of the second half would be there
    (thinning of a compound Poisson sum). Both sums may be swapped without a change to the answer.
    None where no such change would show.
    """
    dispersion, df = spread
    clustered = float(((after / after.sum() - before / before.sum()) ** 2).sum())
    separate = float(1 / before.sum() + 1 / after.sum())
    half = float(before.sum() + after.sum()) / 2
    found = []
    for ratios in (_FALLS, _RISES):
        more = (1 / ratios - 1) / half
        reach = np.maximum(
            (two_sided() + norm.ppf(POWER)) * np.sqrt(np.maximum(clustered + more, 0)),
            (two_sided(df) + t.ppf(POWER, df))
            * np.sqrt(dispersion * np.maximum(separate + more, 0)),
        )
        shows = np.abs(np.log(ratios)) >= reach
        found.append(float(ratios[shows][0]) if shows.any() else None)
    return found[0], found[1]


def _outer(drawn: np.ndarray, separate: tuple[float, float]) -> tuple[float, float]:
    return float(min(drawn[0], separate[0])), float(max(drawn[1], separate[1]))


def _draws(members: int, name: str) -> np.ndarray:
    generator = np.random.default_rng([2025, *name.encode()])
    return generator.poisson(1.0, (DRAWS, members)).astype(float)
