"""What those who did not answer may hide: the average and its change over everybody, bounds, and
weights.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.declare.surveys import LEAST_RESPONSE, LEAST_USABLE
from analysis.find.bounds import Answers, headline, over_everybody
from strands.surveys.declares import SCALE, WAVES
from strands.surveys.finds.answer_changes import MEAN
from strands.surveys.finds.answer_sheets import Item, Survey
from strands.surveys.finds.lee import LEE, always_answering
from strands.surveys.finds.weights import inverse_response, weighted_mean

HEADLINE = f"estimate from {100 * LEAST_RESPONSE:g}% and {LEAST_USABLE} answers on (G16), v1"
BOROUGHS = "attendances by borough"
_OF_ANSWERS = ("mean: before", "mean: answered", "change: answered")


def silence(survey: Survey, item: Item) -> Iterator[dict]:
    """One item over those who answered and over everybody; among those always answering; and
    weighted.
    """
    before, after = (answers[~np.isnan(answers)] for answers in survey.moments(item))
    for case, eligible in survey.everybody("after").items():
        about = {"reading": case}
        if not len(before) or not len(after) or not eligible or len(after) > eligible:
            yield {
                **about,
                "statistic": "change: answered",
                "n": len(after),
                "note": (
                    "no bounds: nobody answered, or how many could have is not known, or is fewer"
                ),
            }
            continue
        answers = Answers(len(after), eligible, float(before.mean()), float(after.mean()), *SCALE)
        for row in over_everybody(answers):
            n = {"n": len(before)} if row["statistic"] == "mean: before" else {}
            yield {
                **about,
                **row,
                **n,
                **({"method": MEAN} if row["statistic"] in _OF_ANSWERS else {}),
            }
        yield {
            **about,
            "statistic": "headline",
            "estimate": 100 * len(after) / eligible,
            "n": len(after),
            "method": HEADLINE,
            "note": headline(len(after), eligible),
        }
    yield from _always(survey, before, after)
    yield from _weighted(survey, item)


def _always(survey: Survey, before: np.ndarray, after: np.ndarray) -> Iterator[dict]:
    """Bounds among those who would have answered both times, where answers of one person can be
    linked.
    """
    name = "always answering: difference of means"
    if survey.asked.design == "retrospective":
        note = "refused (G15): everybody who answered was asked about both moments at once"
        yield {"statistic": name, "n": len(after), "method": LEE, "note": note}
    elif survey.links is None or not survey.links.pairs:
        yield {
            "statistic": name,
            "n": len(after),
            "method": LEE,
            "note": "refused (G15): no code links two answers",
        }
    elif survey.attendances is None:
        yield {
            "statistic": name,
            "n": len(after),
            "method": LEE,
            "note": "no bounds: attendances are not known",
        }
    else:
        for row in always_answering(before, after, (survey.attendances, survey.attendances)):
            yield {**row, "reading": "attendances"}


def _weighted(survey: Survey, item: Item) -> Iterator[dict]:
    """Averages weighted to the attendances of each borough, with the n that weighting leaves.

    Who named no borough that attended has no weight and is left out; the note says how many.
    """
    known = {key: count for key, count in survey.attended_by_borough.items() if count > 0}
    for wave, numbers in zip(WAVES, survey.moments(item), strict=True):
        about = {"wave": wave, "reading": BOROUGHS}
        if not known:
            yield {
                **about,
                "statistic": "weights: effective n",
                "note": "no weights: no attendances by borough are known",
            }
            continue
        boroughs = survey.options("borough", item.asked_in[wave])
        answered = ~np.isnan(numbers)
        placed = answered & boroughs.isin(list(known)).to_numpy()
        weights = inverse_response(boroughs[placed], known)
        yield from ({**about, **row} for row in weights.rows())
        note = f"{(answered & ~placed).sum()} who named no borough that attended are left out"
        mean = weighted_mean(numbers[placed], weights)
        yield {**about, **mean, "note": "; ".join(filter(None, (mean["note"], note)))}
