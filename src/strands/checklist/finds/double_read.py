"""How far two readers of the same cases agree, item by item and over all items, with what so many
cases can tell.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import subject
from analysis.declare.sampling import EVIDENCED, ORDERED
from analysis.find.agreement import FEWEST_PAIRS, OF_PAIRS, WEIGHTED_KAPPA, part, weighted_kappa
from analysis.find.finding import COUNT, finding, two_sided
from strands.checklist.declares import ALL_ITEMS, ITEMS

# Fewer cases carry no interval.
FEWEST_CASES = 6
# Where one answer makes up more than this, too few pairs differ to tell by.
MOST_ALIKE = 0.8
JACKKNIFE = (
    "Cohen's kappa, linear weights (statsmodels), interval by leaving out a case at a time, on the"
    " scale of Fisher's z, v2"
)
_OF_BOTH = "x of the n answers of both readers, v1"


def pairs(readings: DataFrame) -> DataFrame:
    """The answers of two readers to one item of one case: a row a pair, with `answer` and
    `answer_second`.

    `readings` are rows of the checklist's table. A pair has two readers, one case and one version;
    of several second readings of a case the first in order is taken.
    """
    second = readings[readings["second_of"] != ""]
    first = readings[readings["second_of"] == ""]
    both = second.merge(
        first,
        left_on=["borough", "second_of", "item"],
        right_on=["borough", "reading", "item"],
        suffixes=("_second", ""),
        sort=False,
    )
    fits = (
        (both["case"] == both["case_second"])
        & (both["version"] == both["version_second"])
        & (both["reader"] != both["reader_second"])
    )
    both = both[fits]
    chosen = both.drop_duplicates(["borough", "reading"])[["borough", "reading", "reading_second"]]
    return both.merge(chosen, on=["borough", "reading", "reading_second"])


def agreement(paired: DataFrame, version: str, about: dict) -> Iterator[dict]:
    """Findings on the pairs of one version in one borough: over all items, and item by item.

    `about` has the findings' `borough` and `when`.
    """
    for item in (ALL_ITEMS, *ITEMS):
        rows = paired if item == ALL_ITEMS else paired[paired["item"] == item]
        named = {**about, "subject": subject(item, version)}
        for name, values in _agreed(rows, item == ALL_ITEMS):
            yield finding(f"agreement: {name}", _both(rows), **named, **values)


def _agreed(rows: DataFrame, is_all: bool) -> Iterator[tuple[str, dict]]:
    """What is told of some pairs, by name: agreement as such, weighted kappa, and what kappa cannot
    be read without.

    An item with too few pairs has agreement as such, and why there is no kappa.
    """
    both = rows[["answer", "answer_second"]]
    given = rows[both.isin(ORDERED).all(axis=1)]
    same = (given["answer"] == given["answer_second"]).sum()
    yield "same answer", part(same, len(given), OF_PAIRS)
    yield "weighted kappa", weighted(given)
    if len(given) < FEWEST_PAIRS and not is_all:
        return
    yield "cases", {"x": rows["reading"].nunique(), **COUNT}
    answered = both[(both != "").all(axis=1)]
    one_alone = ((answered == "na").sum(axis=1) == 1).sum()
    yield "n/a by one reader alone", part(one_alone, len(answered), OF_PAIRS)
    every = given[["answer", "answer_second"]].stack()
    for answer in ORDERED:
        yield f"prevalence, {answer}", part((every == answer).sum(), len(every), _OF_BOTH)


def weighted(given: DataFrame) -> dict:
    """Kappa with linear weights, and an interval where there are cases enough and answers vary
    enough.

    `given` has `reading, answer, answer_second`, a row a pair of answers in ORDERED. Values of a
    finding.
    """
    n = len(given)
    if n < FEWEST_PAIRS:
        note = (
            f"{n} pair{'s' * (n != 1)} of answers, and at least {FEWEST_PAIRS} are needed to tell"
            " agreement from chance"
        )
        return {"n": n, "method": WEIGHTED_KAPPA, "refused": "other", "note": note}
    found = weighted_kappa(given["answer"], given["answer_second"], ORDERED)
    if found["estimate"] is None:
        return found
    of_cases = {"unit": "statistic", "method": JACKKNIFE, "note": ""}
    return found | of_cases | _interval(given, found["estimate"])


def _interval(given: DataFrame, estimate: float) -> dict:
    """The interval of kappa by the jackknife over cases (Efron and Tibshirani 1993, ch. 11), as
    answers on one case hang together; t with one less degree of freedom than there are cases. On
    the scale of Fisher's z it holds the truth in 92 of 100 cases and more (docs/methods.md).
    """
    tables = _tables(given)
    cases = len(tables)
    if why := _no_interval(given, cases):
        return {"note": f"no interval: {why}"}
    with np.errstate(divide="ignore"):
        without = np.arctanh(_linear(tables.sum(axis=0) - tables))
    if not np.isfinite(without).all():
        return {
            "note": "no interval: without one of the cases all answers, or all pairs, are alike"
        }
    error = np.sqrt((cases - 1) / cases * ((without - without.mean()) ** 2).sum())
    middle, reach = np.arctanh(estimate), two_sided(cases - 1) * error
    return {"low": float(np.tanh(middle - reach)), "high": float(np.tanh(middle + reach))}


def _no_interval(given: DataFrame, cases: int) -> str:
    """Why so many cases, or such answers, carry no interval; empty where they may."""
    if cases < FEWEST_CASES:
        return f"{cases} cases, and at least {FEWEST_CASES} are needed"
    common = given[["answer", "answer_second"]].stack().value_counts(normalize=True)
    if common.iloc[0] > MOST_ALIKE:
        answer = EVIDENCED[common.index[0]]
        return f"most answers are '{answer}', and it would come out too short"
    if (given["answer"] == given["answer_second"]).all():
        return "the readers never differed, and such pairs cannot tell how often they would"
    return ""


def _linear(tables: np.ndarray) -> np.ndarray:
    """Kappa with linear weights of each table, by its definition (Cohen 1968); no number where
    nothing differs.
    """
    steps = np.arange(len(ORDERED))
    apart = np.abs(steps[:, None] - steps)
    chance = (
        tables.sum(axis=2)[:, :, None]
        * tables.sum(axis=1)[:, None, :]
        / tables.sum(axis=(1, 2))[:, None, None]
    )
    with np.errstate(invalid="ignore"):
        return 1 - (apart * tables).sum(axis=(1, 2)) / (apart * chance).sum(axis=(1, 2))


def _tables(given: DataFrame) -> np.ndarray:
    """How often two readers gave each pair of answers on each case: cases x answers x answers."""
    tables = np.zeros((given["reading"].nunique(), len(ORDERED), len(ORDERED)), dtype=int)
    first, second = (
        pd.Categorical(given[name], ORDERED).codes for name in ("answer", "answer_second")
    )
    np.add.at(tables, (pd.factorize(given["reading"], sort=True)[0], first, second), 1)
    return tables


def _both(paired: DataFrame) -> DataFrame:
    """The rows that the pairs were made from: each first answer and the second one beside it."""
    cells = ["file", "sheet", "cell"]
    second = paired[[f"{name}_second" for name in cells]].set_axis(cells, axis=1)
    return pd.concat([paired[cells], second])
