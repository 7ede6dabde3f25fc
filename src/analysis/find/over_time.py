"""A share of one borough by month or by quarter: what of it can be used, how it changed, and what
may be said of that.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import special
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from analysis.declare.finding import CANNOT_TELL, TOO_FEW
from analysis.declare.periods import Period
from analysis.declare.statuses import withheld_range
from analysis.find import ladder, quasi_binomial
from analysis.find.finding import CONFIDENCE, EXACT_BELOW, finding, interval, share
from analysis.find.slopes import DISPERSION, Slope, pooled

# Out of fewer than this, and one of them is more than five points (G18).
LEAST_OUT_OF = 20
WIDENED = (
    "x of n over the dispersion of the series (Korn and Graubard 1998), exact interval below 30,"
    " else Wilson (statsmodels), v1"
)
_AROUND = "odds as shares around the share over the whole series"
_NONE_WOULD_SHOW = "not even odds fifty times as high or as low would have shown"


@dataclass(frozen=True)
class Step:
    """A month or a quarter: from `low` to `high` are counted, equal unless withheld, out of `n`.

    `refused` (as in FINDINGS) or `note` say why no share is made of them; both are empty where one
    is.
    """

    when: str
    low: int | None = None
    high: int | None = None
    n: int | None = None
    refused: str = ""
    note: str = ""

    @property
    def usable(self) -> bool:
        """Whether a share is made of it."""
        return not (self.refused or self.note)


@dataclass(frozen=True)
class Rules:
    """From how many usable steps, out of how many together, a change is asked for; else why not.

    `step` is `month` or `quarter`, the column of returned rows that says when. `too_few` is the
    verdict on a series that is too short.
    """

    step: str
    least_steps: int
    why_few: str
    why_alike: str
    least_out_of: int = 0
    too_few: str = TOO_FEW


@dataclass(frozen=True)
class Series:
    """One share of one borough: its steps in order, and the returned rows they were read from.

    `name` is what a plan calls it after the borough, as in `hackney/prompted`; `kind` the
    dispersion of all series of its subject and its degrees of freedom (`of_kinds`).
    """

    borough: str
    subject: str
    name: str
    steps: tuple[Step, ...]
    rows: pd.DataFrame
    rules: Rules
    kind: tuple[float, float] | None = None

    @cached_property
    def usable(self) -> tuple[Step, ...]:
        """The steps of which a share is made."""
        return tuple(step for step in self.steps if step.usable)

    @cached_property
    def out_of(self) -> np.ndarray:
        """What each usable step is out of."""
        return np.array([step.n for step in self.usable], dtype=float)

    @cached_property
    def times(self) -> np.ndarray:
        """Where the usable steps stand among all: a gap is time that passed."""
        return np.array([at for at, step in enumerate(self.steps) if step.usable], dtype=float)

    @cached_property
    def readings(self) -> list[np.ndarray]:
        """What is counted by step: as returned; where some is withheld, at every end that matters.

        All at lowest, all at highest, and those that make the steepest fall and rise (G34).
        """
        low, high = (
            np.array([getattr(step, end) for step in self.usable], dtype=float)
            for end in ("low", "high")
        )
        if (low == high).all():
            return [low]
        late = self.times > self.times.mean()
        return [low, high, np.where(late, low, high), np.where(late, high, low)]

    @cached_property
    def changes(self) -> list[Slope]:
        """The fitted change of every reading; none where the series is too short or small, or one
        of them cannot be fitted.
        """
        if self.is_short or self.out_of.sum() < self.rules.least_out_of:
            return []
        fits = [quasi_binomial.change(x, self.out_of, self.times) for x in self.readings]
        if not all(fits):
            return []
        if self.kind is None:
            return fits
        return [replace(fit, dispersion=self.kind[0], df=self.kind[1]) for fit in fits]

    @property
    def is_short(self) -> bool:
        """Whether its usable steps are too few to tell a change from chance (G1)."""
        return len(self.usable) < self.rules.least_steps

    @property
    def level(self) -> float:
        """The share over all usable steps, half-way where some is withheld."""
        return float(np.mean([x.sum() for x in self.readings]) / self.out_of.sum())

    @property
    def dispersion(self) -> float:
        """By how many times what chance lets them the steps are taken to vary around their change,
        the most over all readings; NaN without a fit.
        """
        return max((fit.spread for fit in self.changes), default=float("nan"))

    @property
    def p(self) -> float:
        """The greatest p of no change over all readings."""
        return max(fit.p for fit in self.changes)

    def rows_in(self, whens: Collection[str]) -> pd.DataFrame:
        """The rows of some steps."""
        return self.rows[self.rows[self.rules.step].isin(whens)]

    def finding(self, statistic: str, whens: Collection[str], **values: object) -> dict:
        """A finding about it, made from the rows of some steps."""
        about = {"borough": self.borough, "subject": self.subject}
        return finding(statistic, self.rows_in(whens), **about, **values)


def of_kinds(series: Sequence[Series]) -> list[Series]:
    """The series, each with the dispersion of all those of its subject that a change is fitted to."""
    fits: dict[str, list[Slope]] = {}
    for each in series:
        if each.changes:
            worst = max(each.changes, key=lambda fit: fit.own)
            fits.setdefault(each.subject, []).append(worst)
    kinds = {subject: pooled(held) for subject, held in fits.items()}
    return [replace(each, kind=kinds.get(each.subject)) for each in series]


def counts(row: dict) -> tuple[int, int] | None:
    """The least and the greatest count a returned row leaves open; None where it states none."""
    if row["status"] == "withheld":
        return withheld_range(row["raw"])
    return None if pd.isna(row["count"]) else (int(row["count"]), int(row["count"]))


def by_step(series: Series, dispersion: float = 1) -> Iterator[dict]:
    """The share of each step, or why there is none: findings `share`."""
    for step in series.steps:
        yield series.finding("share", [step.when], when=step.when, **share_of([step], dispersion))


def over(series: Series, when: str, whens: Collection[str], dispersion: float = 1) -> dict:
    """The share over several steps, or why the first of them has none: a finding `share`."""
    steps = [step for step in series.steps if step.when in whens]
    used = [step for step in steps if step.usable]
    return series.finding("share", whens, when=when, **share_of(used or steps[:1], dispersion))


def steps_used(series: Series, when: str, whens: Collection[str]) -> dict:
    """Of how many of some steps a share is made: a finding such as `months used`."""
    used = [step for step in series.usable if step.when in whens]
    return series.finding(
        f"{series.rules.step}s used",
        whens,
        when=when,
        x=len(used),
        n=len(whens),
        unit="count",
        method="count, v1",
    )


def share_of(steps: Sequence[Step], dispersion: float = 1) -> dict:
    """The share over some steps as values of a finding; of a step that cannot be used, why.

    With counts withheld it is the range of the intervals at both ends, and no estimate (G34).
    """
    first = steps[0]
    if not first.usable:
        known = first.low if first.low == first.high else None
        return {"x": known, "n": first.n, "refused": first.refused, "note": first.note}
    low, high, n = (sum(getattr(step, name) for step in steps) for name in ("low", "high", "n"))
    least, most = (widened(x, n, dispersion) for x in (low, high))
    if low == high:
        return least
    ends = {"low": least["low"], "high": most["high"], "n": n}
    about = {"unit": "share", "method": least["method"]}
    return {**ends, **about, "refused": "G34", "note": f"{low} to {high} of {n}"}


def widened(x: int, n: int, dispersion: float) -> dict:
    """`x` of `n` as values of a finding, its interval as wide as the steps vary."""
    values = share(x, n)
    if not n or not dispersion > 1:
        return values
    method = "beta" if n / dispersion < EXACT_BELOW else "wilson"
    low, high = proportion_confint(
        x / dispersion, n / dispersion, alpha=1 - CONFIDENCE, method=method
    )
    ends = {"low": 0.0 if x == 0 else float(low), "high": 1.0 if x == n else float(high)}
    return {**values, **ends, "method": WIDENED}


def relative(odds: float, level: float) -> float:
    """A ratio of odds over a span as a ratio of shares around their `level`: half of it before,
    half after.
    """
    half, middle = np.log(odds) / 2, special.logit(level)
    return float(special.expit(middle + half) / special.expit(middle - half))


def changes(series: Sequence[Series], plan: Period) -> Iterator[dict]:
    """First and last, the change of each series, what may be said of it, and all tests together.

    Findings `first to last`, `change` (of odds), `change in points`, `relative change`,
    `dispersion`, `p`, `p (Holm)`, `least change`, `least change in points` and `verdict` about each
    series, `trend allowed` and `trend shown` at its first and last step, and `tests` about all; `n`
    is how many steps each rests on.
    """
    tested = [each for each in series if each.changes]
    holm = multipletests([each.p for each in tested], method="holm")[1] if tested else []
    adjusted = {
        (each.borough, each.subject): float(p) for each, p in zip(tested, holm, strict=True)
    }
    for each in series:
        whens = [step.when for step in each.usable]
        p = adjusted.get((each.borough, each.subject))
        told = _unfitted(each) if p is None else _fitted(each, plan, p)
        for values in (_first_to_last(each), *told):
            yield each.finding(whens=whens, **{"when": plan.key, "n": len(whens), **values})
    rows = pd.concat([each.rows for each in tested]) if tested else series[0].rows.iloc[:0]
    by_chance = len(tested) * (1 - CONFIDENCE)
    yield finding(
        "tests",
        rows,
        when=plan.key,
        estimate=len(tested),
        n=len(series),
        unit="count",
        note=f"{by_chance:.1f} expected below {1 - CONFIDENCE:.2f} by chance",
        method="count of p-values, v1",
    )


def _first_to_last(series: Series) -> dict:
    """The last share over the first: of enough steps, out of enough, with neither none nor
    withheld.
    """
    about = {"statistic": "first to last", "method": "last share / first share, v1"}
    least = series.rules.least_steps - 1
    if len(series.usable) < least:
        why = f"of fewer than {least} usable {series.rules.step}s only the numbers are shown"
        return {**about, "refused": "G1", "note": why}
    first, last = series.usable[0], series.usable[-1]
    which = f"the first or the last {series.rules.step}"
    if min(first.n, last.n) < LEAST_OUT_OF:
        note = f"{which} is out of fewer than {LEAST_OUT_OF}"
        return {**about, "refused": "G18", "note": note}
    if first.low != first.high or last.low != last.high:
        return {**about, "refused": "withheld", "note": f"the number of {which} is withheld"}
    if not first.low or not last.low:
        return {**about, "note": f"the number of {which} is none"}
    ratio = (last.low / last.n) / (first.low / first.n)
    return {**about, "estimate": ratio, "unit": "ratio"}


def _unfitted(series: Series) -> Iterator[dict]:
    """Why no change is fitted, and the verdict that leaves."""
    rules, n = series.rules, len(series.usable)
    values = {"note": rules.why_alike}
    if series.out_of.sum() < rules.least_out_of:
        together = f"all {rules.step}s together are out of fewer than {rules.least_out_of}"
        values = {"refused": "G18", "note": together}
    if series.is_short:
        values = {"refused": "G1", "note": rules.why_few.format(n=n, least=rules.least_steps)}
    yield {"statistic": "change", **values}
    yield _verdict(rules.too_few if series.is_short else CANNOT_TELL)


def _fitted(series: Series, plan: Period, adjusted: float) -> Iterator[dict]:
    """The change over the span as odds, points and a ratio; the range over all readings where some
    is withheld.
    """
    odds = [fit.whole() for fit in series.changes]
    estimate = odds[0][0] if len(odds) == 1 else None
    ends = {
        "estimate": estimate,
        "low": min(low for _, low, _ in odds),
        "high": max(high for *_, high in odds),
    }
    level, method = series.level, quasi_binomial.METHOD.format(series.rules.step)
    shared = {"method": f"{method}; {_AROUND}"}
    if estimate is None:
        shared |= {"refused": "G34", "note": "the range over what withheld numbers may be"}
    points, ratio = (
        {end: None if value is None else measure(value, level) for end, value in ends.items()}
        for measure in (quasi_binomial.points, relative)
    )
    yield {**shared, "statistic": "change", "unit": "odds", "method": method, **ends}
    yield {**shared, "statistic": "change in points", "unit": "points", **points}
    yield {**shared, "statistic": "relative change", "unit": "ratio", **ratio}
    yield {
        "statistic": "dispersion",
        "estimate": series.dispersion,
        "unit": "statistic",
        "method": DISPERSION,
    }
    yield {"statistic": "p", "estimate": series.p, "unit": "p", "method": method}
    yield {
        "statistic": "p (Holm)",
        "estimate": adjusted,
        "unit": "p",
        "method": "Holm over all changes tested (statsmodels), v1",
    }
    yield from _steady(series, "trend allowed", ends["low"], ends["high"])
    yield from _least(series)
    planned = f"{series.borough}/{series.name}" in plan.primary
    margin = {"margin": plan.margin, "planned": planned, "adjusted_p": adjusted}
    yield _verdict(ladder.verdict(ratio["low"], ratio["high"], **margin))


def _verdict(verdict: str) -> dict:
    return {"statistic": "verdict", "verdict": verdict, "method": "ladder of wording, v1"}


def _least(series: Series) -> Iterator[dict]:
    """The smallest fall and rise that a series like this would have shown in 80 of 100 cases."""
    level = series.level
    dispersion, df = series.kind or (series.dispersion, 0)
    odds = quasi_binomial.least_odds(
        level, series.out_of.astype(int), series.times, max(1.0, dispersion), df
    )
    about = {"statistic": "least change", "method": f"{quasi_binomial.LEAST_METHOD}; {_AROUND}"}
    if np.isnan(odds):
        yield {**about, "note": _NONE_WOULD_SHOW}
        return
    fall, rise = relative(1 / odds, level), relative(odds, level)
    by = quasi_binomial.points(odds, level)
    yield {**about, **interval((rise, fall, rise)), "unit": "ratio"}
    about["statistic"] = "least change in points"
    yield {**about, **interval((by, -by, by)), "unit": "points"}
    yield from _steady(series, "trend shown", 1 / odds, odds)


def _steady(series: Series, statistic: str, *odds: float) -> Iterator[dict]:
    """What changes of the odds over the span come to at the first and the last step: findings of
    `low` and `high`, the fall going from high to low and the rise the other way round.
    """
    middle, about = special.logit(series.level), {"unit": "share", "method": _AROUND}
    for step, side in ((series.usable[0], -1), (series.usable[-1], 1)):
        both = [float(special.expit(middle + side * np.log(way) / 2)) for way in odds]
        yield {
            **about,
            "statistic": statistic,
            "when": step.when,
            "low": min(both),
            "high": max(both),
        }
