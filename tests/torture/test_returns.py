"""The report on drawn returns: none is read wrongly without a question, and honest ones raise none."""

from collections import Counter

import pytest
from torture.returns import drawn_returns, outcome

DRAWN = drawn_returns(420)


@pytest.fixture(scope="module")
def ends() -> list[tuple[str, str, str]]:
    """Kind, end and what is telling of each drawn return."""
    return [(kind, *outcome(drawn)) for kind, drawn in DRAWN]


def test_nothing_is_read_wrongly_without_a_question(ends):
    assert [(kind, told) for kind, end, told in ends if end == "wrong"] == []


def test_honest_returns_of_indicators_are_right_and_raise_no_question(ends):
    honest = [(end, told) for kind, end, told in ends if kind == "indicators, honest"]
    assert len(honest) > 30
    # Now and then chance makes two quarters the same.
    assert len([told for end, told in honest if end != "right"]) <= 1
    assert [told for end, told in honest if not end.startswith("right")] == []


def test_what_is_kept_out_is_no_more_than_has_to_be(ends):
    counted = Counter(end for _, end, _ in ends)
    assert counted["right"] + counted["right, asked"] > 180
    assert counted["refused"] < 20
