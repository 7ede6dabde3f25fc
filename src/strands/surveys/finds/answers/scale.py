"""What moved on the scale, by the design the survey was declared to have; and what those who did
not answer may hide: bounds over everybody, and weights.
"""

import numpy as np

from analysis.declare.surveys import LEAST_FOR_PERCENTAGES
from analysis.find.bounds import Answers
from analysis.find.finding import Rows, counted
from strands.surveys.declares import ANSWERED, ANSWERED_ONE, SCALE, USABLE, WAVES
from strands.surveys.declares.asking import DESIGNS
from strands.surveys.finds.answers import fewest
from strands.surveys.finds.answers.survey import BY_BOROUGH, Item, Survey
from strands.surveys.finds.designs import compare
from strands.surveys.finds.everybody import COUNT, over_all, told
from strands.surveys.finds.silence import LEE, always_answering, inverse_response, weighted_mean

POINT = "answers at this point of the scale / answers, v1"
MEAN = "mean of the answers, v1"
_OF_ANSWERS = ("mean: before", "mean: answered", "change: answered")


def distribution(survey: Survey, item: Item) -> Rows:
    """How many answers stand at each point of the scale, in either wave; their mean; and shares of
    enough answers.
    """
    for moment, answers in zip(WAVES, survey.moments(item), strict=True):
        given = answers[~np.isnan(answers)]
        about = {**_path(item, moment), "n": len(given)}
        count = counted(len(given), len(given), COUNT)
        yield {**about, "statistic": "answers on the scale", **count}
        yield from told(fewest.of_answers(given), **_path(item, moment))
        if len(given):
            mean = {"statistic": "mean", "estimate": float(np.mean(given)), "unit": "scale"}
            yield {**about, **mean, "method": MEAN}
        yield from told(_points(given), **about, method=POINT)


def _path(item: Item, moment: str) -> dict[str, str]:
    """What the answers about one moment are a part of: the subject of findings on them."""
    wave = item.asked[moment][1]
    about = {"wave": wave, "sheets": USABLE, "question": item.key, "answer": ANSWERED}
    return {**about, "moment": moment}


def _points(given: np.ndarray) -> Rows:
    """How many answers stand above the middle of the scale and at each of its points."""
    enough = len(given) >= LEAST_FOR_PERCENTAGES
    above = int(np.sum(given > np.mean(SCALE)))
    share = {"estimate": 100 * above / len(given), "unit": "rate"} if enough else {}
    yield {"statistic": "above the middle", "x": above, **share}
    for point in range(SCALE[0], SCALE[1] + 1):
        count, row = int(np.sum(given == point)), {"group": str(point)}
        of_point = counted(count, len(given), POINT)
        yield {**row, "statistic": "people at point", **of_point}
        if enough:
            share = {"statistic": "share at point", "estimate": 100 * count / len(given)}
            yield {**row, **share, "x": count, "unit": "rate"}


def compared(survey: Survey, item: Item) -> Rows:
    """Before against after by the declared design."""
    design = survey.asked.design
    rows = compare(design, *survey.moments(item), survey.links, declared=design)
    yield from fewest.of_item(survey, item)
    # Links are told once a survey.
    yield from (row for row in rows if not row["statistic"].startswith("links:"))


def refused_designs(survey: Survey) -> Rows:
    """Every comparison the survey was not asked for, with the reason."""
    for design in DESIGNS:
        if design != survey.asked.design:
            yield from compare(design, [], [], declared=survey.asked.design)


def silence(survey: Survey, item: Item) -> Rows:
    """One item over those who answered and over everybody; among those always answering; and
    weighted.

    Asked once about both moments, those who answered are who told of both; who told of one counts
    among the silent, which can only widen a range.
    """
    before, after = (answers[~np.isnan(answers)] for answers in survey.moments(item))
    for case, eligible in survey.everybody("after").items():
        about = {"reading": case}
        if not len(before) or not len(after) or not eligible or len(after) > eligible:
            why = "no bounds: nobody answered, or how many could have is not known, or is fewer"
            row = {**about, "statistic": "change: answered", "n": len(after)}
            yield {**row, "refused": "other", "note": why}
            continue
        means = float(before.mean()), float(after.mean())
        if survey.asked.design == "retrospective":
            one = {"estimate": survey.answered_one(item), "n": eligible, "unit": "count"}
            yield {**about, "statistic": ANSWERED_ONE, **one, "method": COUNT}
        for row in over_all(
            Answers(len(after), eligible, *means, *SCALE, min(len(before), eligible))
        ):
            if row["statistic"] in _OF_ANSWERS:
                row["method"] = MEAN
            if row["statistic"] == "mean: before":
                row["n"] = len(before)
            yield {**about, **row}
    yield from _always(survey, before, after)
    yield from _weighted(survey, item)


def _always(survey: Survey, before: np.ndarray, after: np.ndarray) -> Rows:
    """Bounds among those who would have answered both times, where answers of one person can be
    linked.
    """
    refused = {"refused": "G15"}
    if survey.asked.design == "retrospective":
        refused["note"] = "everybody who answered was asked about both moments at once"
    elif survey.links is None or not survey.links.pairs:
        refused["note"] = "no code links two answers"
    elif survey.attendances is None:
        refused = {"refused": "other", "note": "no bounds: attendances are not known"}
    else:
        rows = always_answering(before, after, (survey.attendances, survey.attendances))
        yield from told(rows, reading="attendances")
        return
    name = "always answering: difference of means"
    yield {"statistic": name, "n": len(after), "method": LEE, **refused}


def _weighted(survey: Survey, item: Item) -> Rows:
    """Averages weighted to the attendances of each borough, with the n that weighting leaves.

    Who named no borough that attended has no weight and is left out; the note says how many.
    """
    known = {key: count for key, count in survey.attended_by_borough.items() if count > 0}
    for moment, numbers in zip(WAVES, survey.moments(item), strict=True):
        about = {**_path(item, moment), "reading": BY_BOROUGH}
        if not known:
            why = "no weights: no attendances by borough are known"
            row = {**about, "statistic": "weights: effective n"}
            yield {**row, "refused": "other", "note": why}
            continue
        boroughs = survey.options("borough", item.asked[moment][1])
        answered = ~np.isnan(numbers)
        placed = answered & boroughs.isin(list(known)).to_numpy()
        left_out = int((answered & ~placed).sum())
        counts = [*boroughs[placed].value_counts(), left_out]
        yield {**about, **fewest.fewest("boroughs", counts)}
        weights = inverse_response(boroughs[placed], known)
        yield from told(weights.rows(), **about)
        mean = weighted_mean(numbers[placed], weights)
        says = f"{left_out} who named no borough that attended are left out"
        yield {**about, **mean, "note": "; ".join(filter(None, (mean["note"], says)))}
