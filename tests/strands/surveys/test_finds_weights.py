"""Weights: response rates by hand, effective numbers, and what is refused."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from strands.surveys.finds.silence import inverse_response, weighted_mean

# Who answered of three sectors, and how many could have.
CELLS = pd.Series(["care"] * 50 + ["health"] * 35 + ["school"] * 15)
ELIGIBLE = {"care": 300, "health": 100, "school": 100}


def named(rows) -> dict[str, dict]:
    return {row["statistic"]: row for row in rows}


def test_weights_have_the_shares_of_those_who_could_answer_and_the_mean_one():
    weights = inverse_response(CELLS, ELIGIBLE)
    shares = pd.Series(weights.values).groupby(CELLS).sum() / 100
    assert shares.to_dict() == pytest.approx({name: n / 500 for name, n in ELIGIBLE.items()})
    assert weights.values.mean() == pytest.approx(1)


def test_weighting_a_sample_that_has_the_shares_changes_nothing():
    weights = inverse_response(CELLS, CELLS.value_counts().to_dict())
    assert weights.values == pytest.approx(np.ones(100))
    assert named(weights.rows())["weights: effective n"]["estimate"] == pytest.approx(100)
    assert named(weights.rows())["weights: design effect"]["estimate"] == pytest.approx(1)


def test_effective_n_by_hand():
    """Weights 1, 1, 2 carry as much as 16 / 6 equal ones (Kish 1965)."""
    weights = inverse_response(pd.Series(["a", "a", "b"]), {"a": 2, "b": 2})
    assert weights.values == pytest.approx(np.array([1, 1, 2]) * 3 / 4)
    rows = named(weights.rows())
    assert rows["weights: effective n"]["estimate"] == pytest.approx(16 / 6)
    assert rows["weights: design effect"]["estimate"] == pytest.approx(3 / (16 / 6))


def test_weights_by_response_rate_bring_back_what_everybody_would_have_said():
    """Half of one cell and a tenth of the other answered, each cell of one mind."""
    cells = pd.Series(["care"] * 50 + ["health"] * 10)
    row = weighted_mean(
        np.array([6.0] * 50 + [3.0] * 10), inverse_response(cells, {"care": 100, "health": 100})
    )
    assert row["estimate"] == pytest.approx(4.5)


@pytest.mark.parametrize(
    ("eligible", "why"),
    [
        ({**ELIGIBLE, "police": 40}, "nobody answered in police"),
        (
            {"care": 300, "health": 100},
            "somebody is in school, where nobody is known to be",
        ),
        ({**ELIGIBLE, "health": 0}, "somebody is in health, where nobody is known to be"),
    ],
)
def test_cells_the_sample_cannot_have_are_refused(eligible, why):
    weights = inverse_response(CELLS, eligible)
    (row,) = weights.rows()
    assert row["estimate"] is None
    assert (row["refused"], row["note"]) == ("other", f"no weights: {why}")
    assert weighted_mean(np.ones(100), weights)["note"] == row["note"]


def test_people_in_no_cell_are_refused_and_not_dropped():
    cells = CELLS.mask(CELLS.index == 0)
    (row,) = inverse_response(cells, ELIGIBLE).rows()
    assert row["note"] == "no weights: somebody is in no category, where nobody is known to be"


@pytest.mark.parametrize(
    ("eligible", "why"),
    [
        ({"a": 5, "b": 3}, "nobody answered in b"),
        ({"a": 1}, "more answered than could have in a"),
        ({"b": 3}, "nobody answered in b"),
    ],
)
def test_response_rates_nobody_can_stand_for_are_refused(eligible, why):
    (row,) = inverse_response(pd.Series(["a", "a"]), eligible).rows()
    assert row["note"] == f"no weights: {why}"


def test_weighted_mean_is_weighted_least_squares_with_a_robust_error():
    weights, answers = (
        inverse_response(CELLS, ELIGIBLE),
        np.random.default_rng(8).integers(1, 8, 100) * 1.0,
    )
    fitted = sm.WLS(answers, np.ones(100), weights=weights.values).fit(cov_type="HC1", use_t=True)
    row = weighted_mean(answers, weights)
    assert row["estimate"] == pytest.approx(fitted.params[0])
    assert (row["low"], row["high"]) == pytest.approx(tuple(fitted.conf_int()[0]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=40), st.integers(0, 30))
def test_effective_n_is_never_above_n_and_weights_add_up(cells, more):
    cells = pd.Series(cells)
    eligible = {
        cell: int(count) + more * (cell == "a") for cell, count in cells.value_counts().items()
    }
    weights = inverse_response(cells, eligible)
    assert weights.effective <= len(cells) + 1e-9
    assert weights.values.sum() == pytest.approx(len(cells))


def test_one_and_the_same_answer_has_no_interval():
    row = weighted_mean(np.full(100, 4.0), inverse_response(CELLS, ELIGIBLE))
    assert row["estimate"] == pytest.approx(4)
    assert (row["low"], row["note"]) == (None, "no interval: every answer is the same")
