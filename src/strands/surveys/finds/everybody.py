"""Everybody who could have answered a survey: who they are, what share of them answered, and what
an average would be over all of them.
"""

from collections.abc import Iterator

import pandas as pd

from analysis.declare.finding import subject
from analysis.declare.surveys import INSTRUMENT, LEAST_RESPONSE, LEAST_USABLE
from analysis.find.bounds import Answers, headline, over_everybody
from analysis.find.finding import finding

COUNT = "as returned or counted, v1"
SHARE = "share, v1"
HEADLINE = f"estimate from {100 * LEAST_RESPONSE:g}% and {LEAST_USABLE} answers on (G16), v1"


def rows_of(rows: pd.DataFrame, instrument: str, period: str) -> pd.DataFrame:
    """The rows of one survey in one period."""
    return rows[(rows["instrument"] == instrument) & (rows["period"] == period)]


def attendances(training: pd.DataFrame, instrument: str, period: str) -> pd.DataFrame:
    """The attendances of a survey's course in one period, a row a borough and one for the whole."""
    of_course = training["course"] == INSTRUMENT[instrument].course
    in_period = (training["measure"] == "attendance") & (training["period"] == period)
    return training[of_course & in_period]


def count_in(rows: pd.DataFrame) -> int | None:
    """The first count that was returned; None where none was."""
    counts = rows["count"].dropna()
    return int(counts.iloc[0]) if len(counts) else None


def rates(case: str, eligible: int | None, counts: dict[str, int | None]) -> Iterator[dict]:
    """How many could have answered, and each of `counts` as a percentage of them."""
    known = {} if eligible is not None else {"refused": "unknown", "note": "not known"}
    row = {"statistic": "eligible", "reading": case, "estimate": eligible, "unit": "count"}
    yield {**row, "method": COUNT, **known}
    for name, count in counts.items():
        row = {"statistic": f"{name}, % of eligible", "reading": case, "x": count, "n": eligible}
        row |= {"method": SHARE, "unit": "rate"}
        if count is None or not eligible:
            why = "no share: a number is not known, or nobody could have answered"
            yield {**row, "unit": "", "refused": "unknown", "note": why}
        elif count > eligible:
            why = "no share: more answered than could have"
            yield {**row, "unit": "", "refused": "queried", "note": why}
        else:
            yield {**row, "estimate": 100 * count / eligible}


def over_all(answers: Answers) -> Iterator[dict]:
    """Averages and changes over everybody, and which a sentence begins with: `headline` is refused
    (G16) where the range over everybody comes before the average of those who answered.
    """
    yield from over_everybody(answers)
    few = headline(answers.answered, answers.eligible) == "bounds"
    yield {
        "statistic": "headline",
        "estimate": 100 * answers.answered / answers.eligible,
        "x": answers.answered,
        "n": answers.eligible,
        "unit": "rate",
        "method": HEADLINE,
        "refused": "G16" if few else "",
        "note": "the range over everybody comes first" if few else "",
    }


def named(row: dict, parts: tuple[str, ...], period: str) -> dict:
    """A finding of one period: what `row` has of `parts` is its subject."""
    values = {name: value for name, value in row.items() if name not in parts}
    about = [row.get(name, "") for name in parts]
    return finding(subject=subject(*about) if any(about) else "", when=period, **values)
