"""Drafts made to wear a reader out: a check that took quadratic time would never end on them."""

import pytest

from draftcheck.check import check

LINES = {
    "dots": ". " * 100_000 + "x",
    "brackets": "[" * 100_000 + "5%",
    "emphasis": "**a " * 50_000,
    "tags": "<a " * 50_000,
    "names": "Hackney and " * 20_000,
    "figures": "1,111" * 50_000 + "%",
    "blanks": "a" + " " * 200_000 + "b",
    "dashes": "- " * 9_000 + "x",
    "pipes": "|" * 9_000,
    "a long table": "a\t1\t2\n" * 10_000,
    "many tables": "Table 1: x\n\n| a | N |\n| b | 5 |\n\nw\n\n" * 500,
}


@pytest.mark.parametrize("name", LINES)
def test_no_draft_stops_the_check(name):
    planted = "See Table 99."
    doubts = check("draft.md", f"{planted}\n\n{LINES[name]}\n".encode()).doubts
    assert "reference" in set(doubts["rule"])
