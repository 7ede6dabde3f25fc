"""What is not computed, and why: a refusal is a row with the reason, never a missing row and never
an exception.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pandas import DataFrame

from analysis.declare.table import InputError
from analysis.declare.words import entries
from analysis.find.finding import by_borough, finding
from strands.indicators.finds import interrupted
from strands.indicators.finds.judged import Series


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


# `code asked: in words, of fewer than so many quarters`, and why; several may have one reason.
_RULE = re.compile(r"(\w+) (\w+): (.+?)(?:, of fewer than (\d+) quarters)?")


def _rules(text: str) -> tuple[Rule, ...]:
    """The guardrails some text declares, in its order."""
    rules, because = [], ""
    for first, *why in reversed(entries(text)):
        because = " ".join(why) or because
        code, asked, says, needs = _RULE.fullmatch(first).groups()
        rules.insert(0, Rule(code, asked, says, int(needs) if needs else None, because))
    return tuple(rules)


# Asked of one series. Rates of false alarm are from simulation: tests/findings/test_guardrails.py.
OF_SERIES = _rules("""
    G2 newey_west: Newey–West interval, of fewer than 24 quarters
        in series this short it calls a trend in 28 of 100 cases where there is none
    G3 negative_binomial: negative-binomial trend, of fewer than 12 quarters
        in shorter series it calls too many trends, and often does not settle on an answer
    G4 naive_poisson: Poisson trend without dispersion
        counts of families vary more than the Poisson law says, so its interval is too narrow
    G5 autocorrelation_test: test of autocorrelation, of fewer than 24 quarters
        it cannot see autocorrelation in a short series; what autocorrelation would do is shown
        instead
    G6 segmented: segmented (interrupted) trend, of fewer than 12 quarters
        it wants a single dated start with quarters on either side
    G8 run_chart: run-chart signal, of fewer than 10 quarters
        judged against its own median a shorter series can never signal, whatever it holds
    G9 control_chart: control-chart limits
        limits from so few and so variable counts raise false alarms in 14 to 63 of 100 unchanged
        series
    G10 seasonal_adjustment: seasonal adjustment, of fewer than 8 quarters
        two full years are the least that can show a season
    G14 rate: rate
        no denominator came with the counts
    G21 red_green: red or green rating
        a rise may be better identification and a fall may be missed cases: neither is good or bad
        by itself
    G30 typed_total: typed total
        a total typed by hand is compared with the sum of its parts and never used
    G33 imputed_quarters: missing quarters filled in
        late returns are not missing at random: the most stretched teams are late
""")
OF_BOROUGH = _rules("""
    G7 before_after: before and after joining
        no quarter that was returned is known to be from before the borough joined
""")
OF_ALL = _rules("""
    G11 sum_across_boroughs: sum across boroughs
    G11 average_across_boroughs: average across boroughs
    G11 ranking_of_boroughs: ranking of boroughs
    G11 correlation_across_boroughs: correlation across boroughs
    G11 shared_axis: one axis for all boroughs
        each borough counts by its own definitions and systems, so a difference between boroughs
        may be one in counting; out of their changes, which are averaged, it cancels
    G12 joined_definitions: one line through two definitions
        an indicator that is counted in a new way, or replaced, starts a new series
    G13 cohort_re_referral: re-referral rate of recent closures
        re-referral counts for twelve months after closure, so recent closures always look better
""")

RULES = {rule.asked: rule for rule in (*OF_SERIES, *OF_BOROUGH, *OF_ALL)}


def refused(returned: DataFrame, series: list[Series]) -> Iterator[dict]:
    """Every analysis that is not computed, with its reason: for each series, each borough and the
    whole.
    """
    for each in series:
        for rule in OF_SERIES:
            if rule.asked != "segmented" or not interrupted.is_long_enough(each):
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
    # A series that is long enough is not refused; there is no such analysis yet, but of an
    # interruption, which wants quarters on either side besides.
    possible = rule.needs is not None and quarters >= rule.needs and asked != "segmented"
    code = "not_offered" if possible else rule.code
    values = {"x": quarters, "n": rule.needs, "refused": code, "note": rule.because}
    return finding(asked, method=rule.says, **values, **about)
