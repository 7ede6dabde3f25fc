"""Projects drawn with their passages: each stands where it stands in its source, or is asked about."""

from __future__ import annotations

import pytest
from torture.projects import KINDS, verdicts

TIMES = 5
ALL = {"codes alike": "asked", "another subject": "refused"}


@pytest.mark.parametrize("kind", KINDS)
def test_passages_stand_where_they_stand(kind):
    found = list(verdicts(kind, TIMES))
    assert [seed for verdict, _, seed in found if verdict == "wrong"] == []
    assert sum(verdict == ALL.get(kind, "right") for verdict, _, _ in found) >= TIMES - 1
    if kind == "honest":
        assert [(rules, seed) for _, rules, seed in found if rules] == []
