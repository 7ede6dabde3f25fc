"""Learning reviews: what was said of each principle, and what cases this few could have shown; no
cases are counted.
"""

from collections.abc import Iterator
from itertools import product

from pandas import DataFrame
from scipy.stats import boschloo_exact

from analysis.declare.finding import subject
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.sampling import ARMS
from analysis.find.finding import (
    CONFIDENCE,
    COUNT,
    by_borough,
    finding,
    places,
    reasons,
    refusals,
    share,
)
from analysis.find.finding import frame as findings_frame
from strands.reviews.declares.reviews import BANDS, PRINCIPLES, boroughs_in

BOSCHLOO = "Boschloo's exact test, two-sided (scipy), v1"
# The test of every pair takes longer with the square of the cases; larger samples want a plan of
# their own.
MOST_CASES = 10
# What is asked of reviews and cannot be answered by them. A published number of cases takes the
# first one away.
REFUSED = reasons("""
    number of cases reviewed: other
        how many cases were reviewed was not published
    effect of training or consultation: G19
        who was trained and came to a consultation was not left to chance, and whoever read a
        file knew it
    change from round to round: G20
        each borough fitted the template to itself after the first round, so two rounds did not
        ask the same
    one borough against another: G11
        each borough read its own files, and the boroughs are at different stages
    """)


def findings(rounds: DataFrame, frame: DataFrame, seen: DataFrame) -> DataFrame:
    """Everything the strand finds in its three tables, in every period: a FINDINGS frame.

    Of samples as large as the arms agreed, `subject` is the number of cases that show a practice:
    `x`, or `x | y` for one arm against the other.
    """
    made: list[dict] = []
    for period in PERIOD_KEYS:
        statements, arms, rounds_held = (
            rows[rows["period"] == period] for rows in (seen, frame, rounds)
        )
        if len(statements) or len(rounds_held):
            made += [*_rounds(rounds_held, period), *_reports(statements, period)]
            made += _refused(arms, places(statements), period)
        made += _reviewed(arms, period)
        made += _could_have_shown(arms, period)
    return findings_frame(made)


def _refused(arms: DataFrame, rows: str, period: str) -> Iterator[dict]:
    """The refusals that hold."""
    is_known = len(arms) > 0 and arms["reviewed"].notna().all()
    for refusal in refusals(REFUSED, period):
        if not (is_known and refusal["statistic"] == "number of cases reviewed"):
            yield refusal | {"rows": rows}


def _rounds(rounds_held: DataFrame, period: str) -> Iterator[dict]:
    """How many rounds each borough is known to have rounds_held."""
    for borough, rows in by_borough(rounds_held):
        known = {"refused": "not_returned", "note": "not published"}
        if rows["round"].notna().any():
            known = {"x": rows["round"].nunique()}
        yield finding("rounds", rows, borough=borough, when=period, **COUNT, **known)


def _reviewed(arms: DataFrame, period: str) -> Iterator[dict]:
    """How many cases of each arm were reviewed, where that was published."""
    for _, row in arms[arms["reviewed"].notna()].iterrows():
        made_from = places(row.to_frame().T)
        yield finding(
            "cases reviewed", made_from, subject=row["arm"], when=period, x=row["reviewed"], **COUNT
        )


def _reports(statements: DataFrame, period: str) -> Iterator[dict]:
    """Of how many boroughs of a band something was said on a principle. Silence is no report, and
    not an absence.
    """
    for band, principle in product(BANDS, PRINCIPLES):
        members = boroughs_in(band, period)
        is_on = statements["borough"].isin(members) & (statements["principle"] == principle)
        yield finding(
            "boroughs with a report",
            statements[is_on],
            subject=subject(band, principle),
            when=period,
            x=statements.loc[is_on, "borough"].nunique(),
            n=len(members),
            **COUNT,
        )


def _could_have_shown(arms: DataFrame, period: str) -> Iterator[dict]:
    """What samples as large as the arms agreed could show, whatever was found in them."""
    returned = arms[arms["status"] == "returned"]
    agreed = dict(zip(returned["arm"], returned["count"], strict=True))
    if set(agreed) != set(ARMS) or not all(0 < cases <= MOST_CASES for cases in agreed.values()):
        return
    first, second = (int(agreed[arm]) for arm in ARMS)
    known: dict[tuple, float] = {}
    for x, y in product(range(first + 1), range(second + 1)):
        pair = _same(x, y, first, second)
        if pair not in known:
            known[pair] = float(boschloo_exact([[x, y], [first - x, second - y]]).pvalue)
        yield finding(
            "p of a difference",
            arms,
            subject=subject(str(x), str(y)),
            when=period,
            estimate=known[pair],
            n=first + second,
            unit="p",
            method=BOSCHLOO,
            note="distinguishable from chance"
            if known[pair] < 1 - CONFIDENCE
            else "could be chance",
        )
    for x in range(first + 1):
        yield finding("share of cases", arms, subject=str(x), when=period, **share(x, first))


def _same(x: int, y: int, first: int, second: int) -> tuple:
    """One name for pairs with the same answer: a practice seen or not seen and, in equal arms,
    either arm first.
    """
    swapped = [(y, x), (second - y, first - x)] if first == second else []
    return min((x, y), (first - x, second - y), *swapped)
