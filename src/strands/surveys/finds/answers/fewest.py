"""The least of counts that could be worked out from one another: where it may not be told, nothing
that hangs on one of them may (`strands.surveys.declares.people`).
"""

from collections.abc import Iterable

import numpy as np

from analysis.find.finding import Rows
from strands.surveys.declares import SCALE
from strands.surveys.finds.answers.survey import Item, Survey
from strands.surveys.finds.designs import split

_LEAST = "least count above none, v1"


def fewest(of: str, counts: Iterable[float]) -> dict:
    """The least of some counts that is not none."""
    least = min((int(count) for count in counts if count > 0), default=0)
    return {
        "statistic": f"fewest: {of}",
        "estimate": least,
        "unit": "count",
        "method": _LEAST,
    }


def steps(answers: np.ndarray) -> tuple[float, float]:
    """How many steps of the scale all answers together are from its low end, and from its high one:
    next to an end an average tells how many are not there.
    """
    least, most = SCALE
    return float((answers - least).sum()), float((most - answers).sum())


def of_links(survey: Survey) -> Rows:
    """Sheets by whether a code links them, and the pairs of which one left an item blank."""
    links = survey.links
    pairs = len(links.pairs)
    counts = [pairs, *map(len, (*links.singles, *links.ambiguous))]
    counts += [pairs - len(_pairs(survey, item)[0]) for item in survey.items]
    yield fewest("links", counts)


def of_item(survey: Survey, item: Item) -> Rows:
    """Answers in pairs and outside them, and what became of the answers of a pair."""
    moments = survey.moments(item)
    before, after = moments
    if survey.links:
        (before, after), singles = split(*moments, survey.links)
        outside = [int((~np.isnan(one)).sum()) - len(before) for one in moments]
        apart = [n - len(alone) for n, alone in zip(outside, singles, strict=True)]
        yield fewest("pairs", [len(before), *outside, *steps(before), *steps(after)])
        yield fewest("singles", [*map(len, singles), *apart])
    elif survey.asked.design != "retrospective":
        return
    change = after - before
    change = change[~np.isnan(change)]
    risen, same, fallen = ((np.sign(change) == way).sum() for way in (1, 0, -1))
    yield fewest("risen", [risen, same + fallen])
    yield fewest("moves", [risen, same, fallen])


def of_answers(answers: np.ndarray) -> Rows:
    """Steps of the answers to one question from the ends of the scale, and the people at a point."""
    at_points = [np.sum(answers == point) for point in range(SCALE[0], SCALE[1] + 1)]
    yield fewest("steps", steps(answers))
    yield fewest("points", at_points)


def _pairs(survey: Survey, item: Item) -> tuple[np.ndarray, np.ndarray]:
    """The answers of linked people who gave both."""
    return split(*survey.moments(item), survey.links)[0]
