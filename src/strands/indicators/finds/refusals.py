"""What is not computed, and why: a refusal is a row with the reason, never a missing row and never
an exception.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.declare.table import InputError
from analysis.find.finding import finding
from strands.indicators.finds.series import Series, by_borough


@dataclass(frozen=True)
class Rule:
    """A guardrail. `needs` quarters make it possible to ask at all; None is never, whatever the
    length.
    """

    code: str
    asked: str
    says: str
    needs: int | None
    because: str


# Asked of one series. Rates of false alarm are from simulation: tests/findings/test_guardrails.py.
OF_SERIES = (
    Rule(
        "G2",
        "newey_west",
        "Newey–West interval",
        24,
        "in series this short it calls a trend in 28 of 100 cases where there is none",
    ),
    Rule(
        "G3",
        "negative_binomial",
        "negative-binomial trend",
        12,
        "in shorter series it calls too many trends, and often does not settle on an answer",
    ),
    Rule(
        "G4",
        "naive_poisson",
        "Poisson trend without dispersion",
        None,
        "counts of families vary more than the Poisson law says, so its interval is too narrow",
    ),
    Rule(
        "G5",
        "autocorrelation_test",
        "test of autocorrelation",
        24,
        "it cannot see autocorrelation in a short series; what autocorrelation would do is shown"
        " instead",
    ),
    Rule(
        "G6",
        "segmented",
        "segmented (interrupted) trend",
        12,
        "it wants a single dated start with quarters on either side",
    ),
    Rule(
        "G8",
        "run_chart",
        "run-chart signal",
        10,
        "judged against its own median a shorter series can never signal, whatever it holds",
    ),
    Rule(
        "G9",
        "control_chart",
        "control-chart limits",
        None,
        "limits from so few and so variable counts raise false alarms in 14 to 63 of 100 unchanged"
        " series",
    ),
    Rule(
        "G10",
        "seasonal_adjustment",
        "seasonal adjustment",
        8,
        "two full years are the least that can show a season",
    ),
    Rule("G14", "rate", "rate", None, "no denominator came with the counts"),
    Rule(
        "G21",
        "red_green",
        "red or green rating",
        None,
        "a rise may be better identification and a fall may be missed cases: neither is good or bad"
        " by itself",
    ),
    Rule(
        "G30",
        "typed_total",
        "typed total",
        None,
        "a total typed by hand is compared with the sum of its parts and never used",
    ),
    Rule(
        "G33",
        "imputed_quarters",
        "missing quarters filled in",
        None,
        "late returns are not missing at random: the most stretched teams are late",
    ),
)

OF_BOROUGH = (
    Rule(
        "G7",
        "before_after",
        "before and after joining",
        None,
        "no quarter from before the borough joined was returned",
    ),
)

_NOT_COMPARABLE = (
    "each borough counts by its own definitions and systems, so a difference between boroughs "
    "may be a difference in counting"
)
OF_ALL = (
    Rule("G11", "sum_across_boroughs", "sum across boroughs", None, _NOT_COMPARABLE),
    Rule("G11", "average_across_boroughs", "average across boroughs", None, _NOT_COMPARABLE),
    Rule("G11", "ranking_of_boroughs", "ranking of boroughs", None, _NOT_COMPARABLE),
    Rule(
        "G11", "correlation_across_boroughs", "correlation across boroughs", None, _NOT_COMPARABLE
    ),
    Rule("G11", "shared_axis", "one axis for all boroughs", None, _NOT_COMPARABLE),
    Rule(
        "G12",
        "joined_definitions",
        "one line through two definitions",
        None,
        "an indicator that is counted in a new way, or replaced, starts a new series",
    ),
    Rule(
        "G13",
        "cohort_re_referral",
        "re-referral rate of recent closures",
        None,
        "re-referral counts for twelve months after closure, so recent closures always look better",
    ),
)

RULES = {rule.asked: rule for rule in (*OF_SERIES, *OF_BOROUGH, *OF_ALL)}


def refused(returned: pd.DataFrame, series: list[Series]) -> Iterator[dict]:
    """Every analysis that is not computed, with its reason: for each series, each borough and the
    whole.
    """
    for each in series:
        for rule in OF_SERIES:
            yield refusal(rule.asked, each.n, **each.about)
    for borough, rows in by_borough(returned):
        for rule in OF_BOROUGH:
            yield refusal(rule.asked, rows["quarter"].nunique(), borough=borough)
    for rule in OF_ALL:
        yield refusal(rule.asked, returned["quarter"].nunique())


def refusal(asked: str, quarters: int, **about: str) -> dict:
    """The row that stands where the answer to `asked` would have stood: `x` usable quarters, of `n`
    that are needed. InputError for a question nobody knows.
    """
    if asked not in RULES:
        raise InputError(
            f"cannot answer '{asked}': the refusals with a reason are {', '.join(RULES)}"
        )
    rule = RULES[asked]
    # A series that is long enough is not refused; there is no such analysis yet.
    possible = rule.needs is not None and quarters >= rule.needs
    code = "not_offered" if possible else rule.code
    values = {"x": quarters, "n": rule.needs, "refused": code, "note": rule.because}
    return finding(asked, method=rule.says, **values, **about)
