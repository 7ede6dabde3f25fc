"""Which words people use before and after: how much each marks the later wave."""

from collections import Counter

import numpy as np

from analysis.declare.table import InputError
from analysis.find.finding import statistic, two_sided

LOG_ODDS = "log-odds ratio, informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), v1"


def log_odds(before: Counter, after: Counter, prior: dict[str, float]) -> dict[str, dict]:
    """How much more after than before each word is used, of which the uses are counted: its log odds
    ratio with its interval, as `statistic` by word.

    `prior` are pseudo-counts a_w of each word, as from a larger body of text; a_0 is their sum.
    With y of n words: delta = log (y_a + a_w) / (n_a + a_0 - y_a - a_w) - the same before; variance
    1 / (y_a + a_w) + 1 / (y_b + a_w) (Monroe, Colaresi and Quinn 2008, Political Analysis 16,
    372-403). Words are counted as often as they stand, and taken to be independent, which words of
    one answer are not: the ratio puts words in order and is no test. InputError where a word has no
    prior.
    """
    words = sorted(before | after)
    if bare := [word for word in words if prior.get(word, 0) <= 0]:
        raise InputError(
            f"word '{bare[0]}' has no prior count above 0: take the prior from a text that holds it"
        )
    strength, odds = sum(prior.values()), {}
    for word in words:
        values = {"n": before[word] + after[word], "method": LOG_ODDS}
        used = [count[word] + prior[word] for count in (before, after)]
        others = [before.total() + strength - used[0], after.total() + strength - used[1]]
        # What is left by rounding is no other word.
        if min(others) <= 1e-9 * strength:
            note = "no odds: there is no other word"
            odds[word] = statistic(word, note=note, **values)
            continue
        delta = np.log(used[1] / others[1]) - np.log(used[0] / others[0])
        reach = two_sided() * np.sqrt(1 / used[0] + 1 / used[1])
        odds[word] = statistic(word, delta, delta - reach, delta + reach, **values)
    return odds


def pooled_prior(counts: Counter, strength: float) -> dict[str, float]:
    """Pseudo-counts in proportion to how often each word is used, `strength` in all."""
    return {word: strength * count / counts.total() for word, count in counts.items()}
