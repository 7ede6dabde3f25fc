"""Several tests at once: published p-values, Holm by hand, and every test counted."""

import pytest

from analysis.declare.table import InputError
from strands.surveys.finds.multiplicity import adjusted

# Fifteen p-values of a trial, Benjamini and Hochberg (1995, Journal of the Royal Statistical Society B 57, 289-300).
TRIAL = (
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
)


def made(tests, primary) -> list[dict]:
    return list(adjusted(tests, primary))


def estimates(rows) -> dict[str, float]:
    names = [row.get("item") or row["statistic"].removeprefix("tests: ") for row in rows]
    return dict(zip(names, [row["estimate"] for row in rows], strict=True))


def test_four_of_fifteen_stand_as_published():
    found = estimates(made({f"item {i}": p for i, p in enumerate(TRIAL)}, ()))
    standing = [i for i in range(15) if found[f"item {i}"] <= 0.05]
    assert standing == [0, 1, 2, 3]
    assert found["item 3"] == pytest.approx(0.0095 * 15 / 4)


def test_declared_items_by_holm_and_the_others_apart():
    """Holm over 0.01 and 0.04: 2 x 0.01 and 0.04. The others: 0.02 x 2 / 1 is more than 0.03 x 2 / 2."""
    found = estimates(made({"a": 0.01, "b": 0.04, "c": 0.02, "d": 0.03, "e": None}, ("a", "b")))
    assert found == pytest.approx(
        {
            "run": 4,
            "primary": 2,
            "explored": 2,
            "a": 0.02,
            "b": 0.04,
            "c": 0.03,
            "d": 0.03,
        }
    )


def test_what_chance_would_do_is_said():
    run, *_ = made({f"item {i}": p for i, p in enumerate(TRIAL)}, ())
    assert run["note"] == "0.8 expected below 0.05 by chance"


def test_a_primary_item_without_a_test_of_its_name_is_told():
    with pytest.raises(InputError, match="primary item 'confidence' has no test"):
        made({"knowledge": 0.2}, ("confidence",))


def test_nothing_tested_is_counted_as_nothing():
    assert estimates(made({"a": None}, ("a",))) == {"run": 0, "primary": 0, "explored": 0}
