"""Which words people use before and after: in how many answers each stands, and which wave it
marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from analysis.declare.table import InputError
from analysis.find.statistic import share_interval, statistic, two_sided

DOCUMENTS = "share of answers that hold the word, Wilson interval (statsmodels), v1"
LOG_ODDS = "log-odds ratio, informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), v1"


def document_frequency(waves: dict[str, Sequence[Sequence[str]]]) -> Iterator[dict]:
    """In what share of the answers of each wave every word stands, however often it does in one
    answer.

    `waves` has the answers of each wave, an answer being a list of lemmas. A word of one wave has a
    row for each.
    """
    held = {
        wave: Counter(word for answer in answers for word in set(answer))
        for wave, answers in waves.items()
    }
    for word in sorted(set().union(*held.values())):
        for wave, answers in waves.items():
            n = len(answers)
            name = f"vocabulary: {word}, {wave}"
            if not n:
                yield statistic(name, method=DOCUMENTS, note="no share: nobody answered")
                continue
            share = held[wave][word] / n
            yield statistic(name, share, *share_interval(share, n), n=n, method=DOCUMENTS)


def log_odds(
    before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], prior: dict[str, float]
) -> Iterator[dict]:
    """How much more after than before each word is used: log odds ratio with its interval, and z.

    `prior` are pseudo-counts a_w of each word, as from a larger body of text; a_0 is their sum.
    With y of n words: delta = log (y_a + a_w) / (n_a + a_0 - y_a - a_w) - the same before; variance
    1 / (y_a + a_w) + 1 / (y_b + a_w) (Monroe, Colaresi and Quinn 2008, Political Analysis 16,
    372-403). Words are counted as often as they stand, and taken to be independent, which words of
    one answer are not: z puts words in order and is no test. InputError where a word has no prior.
    """
    counts = [Counter(word for answer in answers for word in answer) for answers in (before, after)]
    words = sorted(counts[0] | counts[1])
    if bare := [word for word in words if prior.get(word, 0) <= 0]:
        raise InputError(
            f"word '{bare[0]}' has no prior count above 0: take the prior from a text that holds it"
        )
    totals, strength = [sum(count.values()) for count in counts], sum(prior.values())
    for word in words:
        held = [count[word] + prior[word] for count in counts]
        others = [total + strength - mine for total, mine in zip(totals, held, strict=True)]
        used = counts[0][word] + counts[1][word]
        # What is left by rounding is no other word.
        if min(others) <= 1e-9 * strength:
            yield statistic(
                f"log-odds: {word}", n=used, method=LOG_ODDS, note="no odds: there is no other word"
            )
            continue
        delta = float(np.log(held[1] / others[1]) - np.log(held[0] / others[0]))
        error = float(np.sqrt(1 / held[0] + 1 / held[1]))
        reach = two_sided() * error
        yield statistic(
            f"log-odds: {word}", delta, delta - reach, delta + reach, n=used, method=LOG_ODDS
        )
        yield statistic(f"log-odds: z, {word}", delta / error, n=used, method=LOG_ODDS)


def pooled_prior(texts: Sequence[Sequence[str]], strength: float) -> dict[str, float]:
    """Pseudo-counts in proportion to how often each word stands in `texts`, `strength` in all."""
    counts = Counter(word for text in texts for word in text)
    total = sum(counts.values())
    return {word: strength * count / total for word, count in counts.items()}
