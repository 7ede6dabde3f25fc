"""What the change was among those who would have answered both times, where fewer answered one time
(Lee 2009).
"""

from collections.abc import Iterator

import numpy as np

from analysis.find.finding import statistic

LEE = "trimming bounds (Lee 2009), monotone answering, v1"
MONOTONE = "holds only if nobody answered {less} who would not also have answered {more}"
WHEN = ("before", "after")


def always_answering(
    before: np.ndarray, after: np.ndarray, eligible: tuple[int, int]
) -> Iterator[dict]:
    """Means before and after, and their difference, among those who would always have answered.

    `eligible` could have answered before, and after. Where a larger share of them answered at one
    time, that time's answers hold people who were silent at the other. Nobody knows which, so the
    share that is too much is taken off one end of the answers, then off the other: the mean lies
    between (Lee 2009, Review of Economic Studies 76, 1071-1102, proposition 1a). It is taken for
    granted that answering is monotone: all who answered at the time of the smaller share would have
    answered at the other. The ends are no interval of chance: they leave it out.
    """
    sides, n = (before, after), len(before) + len(after)
    if because := _unfit(sides, eligible):
        row = {"n": n, "method": LEE, "refused": "other", "note": because}
        yield statistic("always answering: difference of means", **row)
        return
    rates = np.array([len(before), len(after)]) / eligible
    for when, side, could, rate in zip(WHEN, sides, eligible, rates, strict=True):
        about = {"unit": "share", "method": f"{len(side)} of {could}, v1"}
        yield statistic(f"always answering: rate {when}", rate, n=could, **about)
    less, more = WHEN[:: 1 if rates[0] < rates[1] else -1]
    note = "" if rates[0] == rates[1] else MONOTONE.format(less=less, more=more)
    about = {"unit": "scale", "method": LEE, "note": note}
    ends = np.array(
        [trimmed(side, min(rates) / rate) for side, rate in zip(sides, rates, strict=True)]
    )
    for when, side, of_side in zip(WHEN, sides, ends, strict=True):
        mean = np.mean(side)
        yield statistic(f"always answering: mean {when}", mean, *of_side, n=len(side), **about)
    apart = np.mean(after) - np.mean(before), *(ends[1] - ends[0][::-1])
    yield statistic("always answering: difference of means", *apart, n=n, **about)


def trimmed(answers: np.ndarray, share: float) -> tuple[float, float]:
    """Mean of the lowest `share` of answers, and of the highest; an answer on the cut counts in
    part.
    """
    ordered = np.sort(np.asarray(answers, float))
    # How much of each answer, in order, lies within the share that is kept.
    kept = np.clip(share * len(ordered) - np.arange(len(ordered)), 0, 1)
    return float(kept @ ordered / kept.sum()), float(kept @ ordered[::-1] / kept.sum())


def _unfit(sides: tuple[np.ndarray, np.ndarray], eligible: tuple[int, int]) -> str:
    """Why there are no bounds; empty where there are."""
    for when, side, could in zip(WHEN, sides, eligible, strict=True):
        if not len(side):
            return f"no bounds: nobody answered {when}"
        if len(side) > could:
            return f"no bounds: {len(side)} answered {when} and only {could} could have"
    return ""
