"""What moved on the scale: answers by wave, and before against after by the design the survey was
declared to have.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.declare.surveys import LEAST_FOR_PERCENTAGES
from strands.surveys.declares import SCALE, WAVES
from strands.surveys.finds.answer_sheets import Item, Survey
from strands.surveys.finds.designs import DESIGNS, compare
from strands.surveys.finds.multiplicity import adjusted

POINT = "answers at this point of the scale / answers, v1"
MEAN = "mean of the answers, v1"

# The size that each test stands beside.
EFFECT_OF = {
    "paired: p of change": "paired: rank-biserial",
    "retrospective: p of change": "retrospective: rank-biserial",
    "unpaired: p of superiority": "unpaired: superiority",
}


def distribution(survey: Survey, item: Item) -> Iterator[dict]:
    """How many answers stand at each point of the scale, in either wave; their mean; and shares of
    enough answers.
    """
    for wave, answers in zip(WAVES, survey.moments(item), strict=True):
        given = answers[~np.isnan(answers)]
        about = {"wave": wave, "n": len(given)}
        if len(given):
            yield {**about, "statistic": "mean", "estimate": float(np.mean(given)), "method": MEAN}
        for point in range(SCALE[0], SCALE[1] + 1):
            count = int(np.sum(given == point))
            row = {**about, "group": str(point), "method": POINT}
            yield {**row, "statistic": "people at point", "estimate": count}
            if len(given) >= LEAST_FOR_PERCENTAGES:
                yield {**row, "statistic": "share at point", "estimate": 100 * count / len(given)}


def compared(survey: Survey, item: Item) -> Iterator[dict]:
    """Before against after by the declared design, with p still in rows of their own: see `tested`."""
    before, after = survey.moments(item)
    declared = survey.asked.design
    rows = compare(declared, before, after, survey.links, declared=declared, scale=SCALE)
    yield from (row for row in rows if not row["statistic"].startswith("links:"))


def refused_designs(survey: Survey) -> Iterator[dict]:
    """Every comparison the survey was not asked for, with the reason."""
    for design in DESIGNS:
        if design != survey.asked.design:
            yield from compare(design, [], [], None, declared=survey.asked.design, scale=SCALE)


def tested(rows: list[dict]) -> list[dict]:
    """`rows` of one period with each p put beside the effect it is of, adjusted; and how many tests
    were run.

    A p never stands in a row of its own. Tests of primary items are adjusted by Holm, all others by
    Benjamini and Hochberg, over the whole period.
    """
    p_of = {_key(row): row for row in rows if row["statistic"] in EFFECT_OF}
    if not p_of:
        return rows
    tests = {key: row["estimate"] for key, row in p_of.items()}
    primary = tuple(key for key, row in p_of.items() if row["planned"] == "primary")
    found = list(adjusted(tests, primary))
    by_test = {row["statistic"].removeprefix("tests: adjusted p, "): row for row in found}
    beside = {
        (row["instrument"], row["question"], EFFECT_OF[row["statistic"]]): key
        for key, row in p_of.items()
    }
    kept = [
        _with_p(row, p_of, by_test, beside) for row in rows if row["statistic"] not in EFFECT_OF
    ]
    counts = [row for row in found if not row["statistic"].startswith("tests: adjusted")]
    return kept + [{**row, "period": rows[0]["period"]} for row in counts]


def _key(row: dict) -> str:
    return f"{row['instrument']}, {row['question']}, {row['statistic']}"


def _with_p(row: dict, p_of: dict, by_test: dict, beside: dict) -> dict:
    """A row with the p of the test that stands beside it, where one does."""
    key = beside.get((row["instrument"], row["question"], row["statistic"]))
    if key is None:
        return row
    if key not in by_test:
        return {**row, "note": "; ".join(filter(None, (row["note"], p_of[key]["note"])))}
    return {
        **row,
        "p": p_of[key]["estimate"],
        "adjusted": by_test[key]["estimate"],
        "adjustment": f"{p_of[key]['method']}; {by_test[key]['method']}",
    }
