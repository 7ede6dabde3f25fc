"""Exports drawn with their truth: nobody is counted twice or made up, and whole ones raise no question."""

from __future__ import annotations

import pytest
from torture.answers import CHANGES, HONEST, KINDS, verdicts

# Kinds whose numbers nobody can read without an answer.
ASKED = {"scale to five", "scale to ten", "scale to five in words"}
TIMES = 6


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_drawn_is_read_or_asked_about(kind):
    found = list(verdicts(kind, TIMES))
    assert [seed for verdict, _, seed in found if verdict == "wrong"] == []
    right = sum(verdict == "right" for verdict, _, _ in found)
    assert right >= (0 if kind in ASKED else TIMES - 2)
    if kind in HONEST:
        assert [(rules, seed) for _, rules, seed in found if rules] == []
    else:
        assert all(rules for verdict, rules, _ in found if verdict != "refused") or kind in QUIET


# Copies that a tool's own numbers tell, and previews it names itself, need no question.
QUIET = {"nobody in earnest"}


def test_every_kind_is_drawn_often_enough():
    assert len(CHANGES) > 15 and TIMES * len(KINDS) >= 120
