"""Everybody who could have answered a survey: who they are, what share of them answered, and what
an average would be over all of them.
"""

from collections.abc import Iterable

from pandas import DataFrame

from analysis.declare.finding import subject
from analysis.declare.surveys import INSTRUMENT, LEAST_RESPONSE, LEAST_USABLE
from analysis.find.finding import Rows, finding
from strands.surveys.finds.bounds import (
    MANSKI,
    Answers,
    headline,
    over_everybody,
    share_over_everybody,
)

COUNT = "as returned or counted, v1"
SHARE = "share, v1"
HEADLINE = f"estimate from {100 * LEAST_RESPONSE:g}% and {LEAST_USABLE} answers on (G16), v1"


def rows_of(rows: DataFrame, instrument: str, period: str) -> DataFrame:
    """The rows of one survey in one period."""
    return rows[(rows["instrument"] == instrument) & (rows["period"] == period)]


def attendances(training: DataFrame, instrument: str, period: str) -> DataFrame:
    """The attendances of a survey's course in one period, a row a borough and one for the whole."""
    of_course = training["course"] == INSTRUMENT[instrument].course
    in_period = (training["measure"] == "attendance") & (training["period"] == period)
    return training[of_course & in_period]


def count_in(rows: DataFrame) -> int | None:
    """The first count that was returned; None where none was."""
    counts = rows["count"].dropna()
    return int(counts.iloc[0]) if len(counts) else None


def rates(case: str, eligible: int | None, counts: dict[str, int | None]) -> Rows:
    """How many could have answered, and each of `counts` as a percentage of them."""
    known = {} if eligible is not None else {"refused": "unknown", "note": "not known"}
    row = {"statistic": "eligible", "reading": case, "estimate": eligible, "unit": "count"}
    yield {**row, "method": COUNT, **known}
    for name, count in counts.items():
        row = {"statistic": f"{name}, % of eligible", "reading": case, "x": count, "n": eligible}
        if count is None or not eligible:
            why = "no share: a number is not known, or nobody could have answered"
            row |= {"refused": "unknown", "note": why}
        elif count > eligible:
            row |= {"refused": "queried", "note": "no share: more answered than could have"}
        else:
            row |= {"estimate": 100 * count / eligible, "unit": "rate"}
        yield {**row, "method": SHARE}


def over_all(answers: Answers) -> Rows:
    """Averages and changes over everybody, and which a sentence begins with: `headline` is refused
    (G16) where the range over everybody comes before the average of those who answered.
    """
    yield from over_everybody(answers)
    x, n = answers.answered, answers.eligible
    row = {"statistic": "headline", "estimate": 100 * x / n, "x": x, "n": n, "unit": "rate"}
    few = {"refused": "G16", "note": "the range over everybody comes first"}
    yield {**row, "method": HEADLINE, **(few if headline(x, n) == "bounds" else {})}


def share_over_all(percent: float, answered: int, eligible: int | None) -> Rows:
    """A share of those who answered, over all who could have, as none or all of the silent would
    have said the same; nothing where it is not known how many could have.
    """
    if eligible and answered <= eligible:
        low, high = share_over_everybody(percent, answered, eligible)
        row = {"statistic": "share: silent unknown", "low": low, "high": high, "n": eligible}
        yield {**row, "unit": "rate", "method": MANSKI}


def told(rows: Iterable[dict], /, **about: object) -> Rows:
    """Each row with what all of them are about."""
    return ({**about, **row} for row in rows)


def named(row: dict, parts: tuple[str, ...], period: str) -> dict:
    """A finding of one period: what `row` has of `parts` is its subject."""
    values = {name: value for name, value in row.items() if name not in parts}
    about = [row.get(name, "") for name in parts]
    return finding(subject=subject(*about) if any(about) else "", when=period, **values)
