"""Words before and after: log odds worked by hand."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.table import InputError
from strands.themes.finds.coding import log_odds, pooled_prior

BEFORE, AFTER = Counter(["fear", "fear", "hope"]), Counter(["fear", "hope", "hope", "hope"])


def test_log_odds_by_hand():
    """Prior fear 1, hope 2. Of fear: after (1 + 1) / (4 + 3 - 2), before (2 + 1) / (3 + 3 - 3), a ratio of 2 / 5."""
    found = log_odds(BEFORE, AFTER, {"fear": 1, "hope": 2})
    row, error = found["fear"], np.sqrt(1 / 2 + 1 / 3)
    assert row["estimate"] == pytest.approx(np.log(2 / 5))
    assert row["high"] - row["estimate"] == pytest.approx(1.959964 * error, rel=1e-6)
    assert row["n"] == 3
    # With two words the odds of one are the inverse odds of the other.
    assert found["hope"]["estimate"] == pytest.approx(-np.log(2 / 5))


word = st.sampled_from(["fear", "hope", "calm", "safe"])
texts = st.lists(word, max_size=30).map(Counter)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_turning_before_and_after_round_mirrors_every_word(before, after):
    prior = dict.fromkeys(["fear", "hope", "calm", "safe"], 2.0)
    there, back = log_odds(before, after, prior), log_odds(after, before, prior)
    assert {name: -row["estimate"] for name, row in back.items()} == pytest.approx(
        {name: row["estimate"] for name, row in there.items()}
    )


def test_a_stronger_prior_draws_rare_words_to_nothing():
    weak, strong = (
        log_odds(BEFORE, AFTER, pooled_prior(BEFORE + AFTER, strength)) for strength in (1, 1000)
    )
    assert abs(strong["fear"]["estimate"]) < 0.01 < abs(weak["fear"]["estimate"])


def test_pooled_prior_has_its_strength_in_the_shares_of_the_text():
    assert pooled_prior(BEFORE + AFTER, 70) == pytest.approx({"fear": 30, "hope": 40})


def test_a_word_without_prior_is_told_and_a_lone_word_has_no_odds():
    with pytest.raises(InputError, match="word 'hope' has no prior"):
        log_odds(BEFORE, AFTER, {"fear": 1})
    row = log_odds(Counter(["fear"]), Counter(["fear"]), {"fear": 1})["fear"]
    assert (row["estimate"], row["note"]) == (None, "no odds: there is no other word")
