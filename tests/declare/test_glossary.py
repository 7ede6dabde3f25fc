"""Abbreviations in plain words, where they stand."""

import pytest

from analysis.declare.glossary import TERMS, in_full


@pytest.mark.parametrize(
    "texts, said",
    [
        (
            ["CP plans with DA"],
            ["Written short here: CP is child protection and DA is domestic abuse."],
        ),
        (["S&T: core training"], ["Written short here: S&T is Safe & Together."]),
        # No part of another word, and no word of the language.
        (["DAB and CPU, an interval"], []),
        ([], []),
    ],
)
def test_only_what_is_written_short_is_said_in_full(texts, said):
    assert list(in_full(texts)) == said


def test_every_term_has_words_that_are_not_the_term():
    assert all(means and term not in means.split() for term, means in TERMS.items())
