"""Who computes a p-value is read from the code itself."""

import pytest

from edition import sources

OTHER = '''"""Another room."""
METHOD = "rank of {draws:,} draws, v1"
'''
MINE = '''"""A room of statistics."""
from strands.toy.finds import other

EXACT = "exact, v2"


def tested(x):
    """Two tests."""
    yield finding("p of x", unit="p", method=EXACT)
    yield finding("p of y", **{"unit": "p", "method": other.METHOD.format(draws=5_000)})


def _adjusted(rows):
    for way in ("holm", "bh"):
        yield finding(f"p_{way}", unit="p", method=f"{way} over {len(rows)} tests, v1")


def level(x):
    """No test, by the same method."""
    yield finding("level of x", unit="count", method=EXACT)
'''


@pytest.fixture
def every(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_SOURCE", tmp_path)
    for name, code in (("toy/finds/mine", MINE), ("toy/finds/other", OTHER), ("toy/x", OTHER)):
        path = tmp_path / "strands" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    (tmp_path / "analysis" / "find").mkdir(parents=True)
    return sources.functions(sources.modules(["toy"]))


@pytest.mark.parametrize(
    ("statistic", "method", "by"),
    [
        ("p of x", "exact, v2", ["tested"]),
        ("p of y", "rank of 5,000 draws, v1", ["tested"]),
        ("p of x", "exact, v2; but beware", ["tested"]),
        ("p called otherwise later", "exact, v2", ["tested"]),
        ("p_bh", "bh over 20 tests, v1", ["_adjusted"]),
        ("p of x", "exact, v3", []),
        ("p of x", "inexact, v2", []),
    ],
)
def test_a_p_value_is_of_the_function_that_gives_it_by_its_method(every, statistic, method, by):
    assert [one.name for one in sources.computes(every, "toy", statistic, method)] == by


def test_another_strand_has_no_part_in_it(every):
    assert sources.computes(every, "mash", "p of x", "exact, v2") == []


def test_functions_say_what_they_do_and_where_they_stand(every):
    first = every[0]
    assert (first.module, first.name, first.says) == (
        "strands.toy.finds.mine",
        "tested",
        "Two tests.",
    )
    assert first.path == "src/strands/toy/finds/mine.py"
    assert [one.gives_p for one in every] == [True, True, False]
