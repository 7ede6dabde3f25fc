"""How far two readers of the same cases agree, item by item and over all items, with what so many
cases can tell.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from analysis.declare.cases import EVIDENCED, ORDERED
from analysis.find.agreement import WEIGHTED_KAPPA, kappa
from analysis.find.counted import finding
from analysis.find.finding import CONFIDENCE
from strands.checklist.declares import ALL_ITEMS, ITEMS, subject

# Fewer pairs of answers tell next to nothing, and fewer cases carry no interval.
FEWEST_PAIRS, FEWEST_CASES = 20, 6
# Where one answer makes up more than this, intervals of 95 % hold the truth in 75 to 90 of 100
# (tests/findings).
MOST_ALIKE = 0.8
JACKKNIFE = (
    "Cohen's kappa, linear weights (statsmodels), interval by leaving out a case at a time, v1"
)
_OF_PAIRS, _OF_BOTH = "x of n pairs of answers, v1", "x of the n answers of both readers, v1"


def pairs(readings: pd.DataFrame) -> pd.DataFrame:
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


def agreement(of_version: pd.DataFrame, borough: str, version: str, period: str) -> Iterator[dict]:
    """Findings on the pairs of one version in one borough: over all items, and item by item."""
    for item in (ALL_ITEMS, *ITEMS):
        mine = of_version if item == ALL_ITEMS else of_version[of_version["item"] == item]
        rows, about = _both(mine), {"borough": borough, "subject": subject(item, version)}
        yield from (
            finding(f"agreement: {name}", period, rows, **about, **values)
            for name, values in _told(mine, item == ALL_ITEMS)
        )


def _told(mine: pd.DataFrame, of_all: bool) -> Iterator[tuple[str, dict]]:
    """What is told of some pairs, by name: agreement as such, weighted kappa, and what kappa cannot
    be read without.

    An item with too few pairs has agreement as such, and why there is no kappa.
    """
    answered = mine[(mine["answer"] != "") & (mine["answer_second"] != "")]
    told = answered[answered["answer"].isin(ORDERED) & answered["answer_second"].isin(ORDERED)]
    one_na = ((answered["answer"] == "na") != (answered["answer_second"] == "na")).sum()
    yield (
        "same answer",
        {**_part((told["answer"] == told["answer_second"]).sum(), len(told)), "method": _OF_PAIRS},
    )
    yield "weighted kappa", weighted(told)
    if len(told) < FEWEST_PAIRS and not of_all:
        return
    yield "cases", {"x": mine["reading"].nunique(), "method": "count, v1"}
    yield "n/a by one reader alone", {**_part(one_na, len(answered)), "method": _OF_PAIRS}
    given = pd.concat([told["answer"], told["answer_second"]])
    for answer in ORDERED:
        yield (
            f"prevalence, {answer}",
            {**_part((given == answer).sum(), len(given)), "method": _OF_BOTH},
        )


def _part(x: int, n: int) -> dict:
    """Without an interval: pairs of one case hang together, so n pairs tell less than n draws."""
    return {"x": int(x), "n": n, **({"estimate": x / n} if n else {"note": "no pair of answers"})}


def weighted(told: pd.DataFrame) -> dict:
    """Kappa with linear weights, and an interval where there are cases enough and answers vary
    enough.

    `told` has `reading, answer, answer_second`, a row a pair of answers in ORDERED. Values of a
    finding.
    """
    n = len(told)
    if n < FEWEST_PAIRS:
        why = (
            f"{n} {'pair' if n == 1 else 'pairs'} of answers, and at least {FEWEST_PAIRS} are"
            " needed"
        )
        return {
            "n": n,
            "method": WEIGHTED_KAPPA,
            "note": f"refused: {why} to tell agreement from chance",
        }
    # Where readers never differ the large-sample error, which is not used, is the root of a hair
    # below zero.
    with np.errstate(invalid="ignore", divide="ignore"):
        rows = {
            row["statistic"]: row for row in kappa(told["answer"], told["answer_second"], ORDERED)
        }
    found = rows["agreement: weighted kappa"]
    if found["estimate"] is None:
        return {"n": n, "method": WEIGHTED_KAPPA, "note": found["note"]}
    return {
        "n": n,
        "method": JACKKNIFE,
        "estimate": found["estimate"],
        **_interval(told, found["estimate"]),
    }


def _interval(told: pd.DataFrame, estimate: float) -> dict:
    """The interval of kappa by the jackknife over cases (Efron and Tibshirani 1993, ch. 11), as
    answers on one case hang together; t with one less degree of freedom than there are cases.
    """
    tables = _tables(told)
    cases, given = len(tables), pd.concat([told["answer"], told["answer_second"]])
    most = given.value_counts(normalize=True)
    if cases < FEWEST_CASES:
        return {"note": f"no interval: {cases} cases, and at least {FEWEST_CASES} are needed"}
    if most.iloc[0] > MOST_ALIKE:
        return {
            "note": (
                f"no interval: most answers are '{EVIDENCED[most.index[0]]}', and it would come out"
                " too short"
            )
        }
    if (told["answer"] == told["answer_second"]).all():
        return {
            "note": (
                "no interval: the readers never differed, and such pairs cannot tell how often they"
                " would"
            )
        }
    without = _linear(tables.sum(axis=0) - tables)
    if not np.isfinite(without).all():
        return {"note": "no interval: without one of the cases every answer is the same"}
    error = np.sqrt((cases - 1) / cases * ((without - without.mean()) ** 2).sum())
    reach = stats.t.ppf((1 + CONFIDENCE) / 2, cases - 1) * error
    return {"low": max(-1.0, float(estimate - reach)), "high": min(1.0, float(estimate + reach))}


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


def _tables(told: pd.DataFrame) -> np.ndarray:
    """For each case how often its two readers gave each pair of answers: cases x answers x answers."""
    first, second = (
        pd.Categorical(told[name], ORDERED).codes.astype(int)
        for name in ("answer", "answer_second")
    )
    kinds = len(ORDERED)
    counts = pd.crosstab(told["reading"].to_numpy(), kinds * first + second)
    return (
        counts.reindex(columns=range(kinds**2), fill_value=0).to_numpy().reshape(-1, kinds, kinds)
    )


def _both(mine: pd.DataFrame) -> pd.DataFrame:
    """The rows that the pairs were made from: each first answer and the second one beside it."""
    named = ["file", "sheet", "cell"]
    second = mine[[f"{name}_second" for name in named]].set_axis(named, axis=1)
    return pd.concat([mine[named], second])
