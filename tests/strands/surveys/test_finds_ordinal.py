"""Two groups of answers on a scale: published examples, other ways to the same numbers, and mirrors."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats
from statsmodels.stats.nonparametric import rank_compare_2indep

from strands.surveys.finds.ordinal import (
    LEAST_ANSWERS,
    cumulative_logit,
    difference,
    hedges,
    possible,
    superiority,
    unpaired,
)

# Pain scores after two treatments, Brunner and Munzel (2000, Biometrical Journal 42, 17-25).
TREATED = np.array([1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1], float)
CONTROL = np.array([3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4], float)
# Extra hours of sleep with two drugs, Student (1908); R calls it `sleep`.
FIRST = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
SECOND = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])

answers = st.lists(st.integers(1, 7), min_size=LEAST_ANSWERS, max_size=45).map(
    lambda drawn: np.array(drawn, float)
)


def by_name(rows) -> dict[str, dict]:
    rows = list(rows)
    named = {row["statistic"].removeprefix("unpaired: "): row for row in rows}
    assert len(named) == len(rows)
    return named


def ends(row: dict) -> tuple:
    return row["estimate"], row["low"], row["high"]


def mirrored(row: dict, by) -> list:
    """The row as it should be with before and after turned round."""
    return [
        np.nan if end is None else by(end) for end in (row["estimate"], row["high"], row["low"])
    ]


def test_superiority_of_the_pain_scores_as_published():
    """R, `lawstat::brunner.munzel.test(Y, N)`: estimate 0.788961, df 17.683, p 0.005786, interval from 0.5952169.

    That interval is symmetric; ours takes the same standard error to the logit scale.
    """
    found = by_name(superiority(TREATED, CONTROL))
    assert found["superiority"]["estimate"] == pytest.approx(0.788961, abs=5e-7)
    assert found["p of superiority"]["estimate"] == pytest.approx(0.005786, abs=5e-7)
    error = (0.788961 - 0.5952169) / stats.t.ppf(0.975, 17.683)
    reach = stats.t.ppf(0.975, 17.683) * error / (0.788961 * (1 - 0.788961))
    odds = 0.788961 / (1 - 0.788961)
    by_hand = [odds * np.exp(side * reach) / (1 + odds * np.exp(side * reach)) for side in (-1, 1)]
    assert ends(found["superiority"])[1:] == pytest.approx(by_hand, abs=1e-5)


def test_superiority_and_delta_are_counts_of_pairs():
    above = np.mean([[(a > b) + 0.5 * (a == b) for a in CONTROL] for b in TREATED])
    lean = np.mean([[np.sign(a - b) for a in CONTROL] for b in TREATED])
    found = by_name(superiority(TREATED, CONTROL))
    assert found["superiority"]["estimate"] == pytest.approx(above)
    assert found["Cliff's delta"]["estimate"] == pytest.approx(lean)
    assert ends(found["Cliff's delta"]) == pytest.approx(
        [2 * end - 1 for end in ends(found["superiority"])]
    )


def test_superiority_agrees_with_scipy_and_with_the_form_for_single_answers():
    rng = np.random.default_rng(7)
    before, after = (
        rng.choice(7, 348, p=[0.08, 0.2, 0.27, 0.22, 0.13, 0.07, 0.03]) + 1,
        rng.integers(3, 8, 39),
    )
    found = by_name(superiority(before, after))
    assert found["superiority"]["estimate"] == pytest.approx(
        rank_compare_2indep(after, before).prob1
    )
    assert found["p of superiority"]["estimate"] == pytest.approx(
        stats.brunnermunzel(before, after).pvalue
    )


def test_welch_interval_of_the_sleep_data_as_in_r():
    """R, `t.test(extra ~ group, data = sleep)`: -3.3654832 to 0.2054832 for the first less the second."""
    assert ends(difference(FIRST, SECOND)) == pytest.approx((1.58, -0.2054832, 3.3654832), abs=5e-8)


def of(mean: float, sd: float, n: int) -> np.ndarray:
    """A sample near normal in shape with exactly this mean and standard deviation."""
    shape = stats.norm.ppf((np.arange(n) + 0.5) / n)
    return mean + sd * shape / shape.std(ddof=1)


def test_hedges_g_of_a_textbook():
    """Borenstein and others (2009), Introduction to Meta-Analysis, chapter 4: means 103 and 100, standard deviations
    5.5 and 4.5, 50 a group: g 0.5924 with variance 0.0411."""
    row = hedges(of(100, 4.5, 50), of(103, 5.5, 50))
    assert row["estimate"] == pytest.approx(0.5924, abs=5e-5)
    reach = stats.t.ppf(0.975, 98) * np.sqrt(0.0411)
    assert (row["high"] - row["low"]) / 2 == pytest.approx(reach, rel=0.03)


def test_interval_of_g_agrees_with_leaving_out_one_answer_at_a_time():
    rng = np.random.default_rng(11)
    before, after = (
        rng.choice(7, 348, p=[0.2, 0.3, 0.2, 0.1, 0.1, 0.05, 0.05]) + 1.0,
        rng.integers(4, 8, 39) * 1.0,
    )
    # The share each group has in the pooled spread belongs to the design and is not left out with an answer.
    part = np.array([38, 347]) / 385

    def g(a, b):
        return (
            (a.mean() - b.mean())
            / np.sqrt(part @ [a.var(ddof=1), b.var(ddof=1)])
            * (1 - 3 / (4 * 385 - 1))
        )

    left_out = [
        [g(np.delete(after, i), before) for i in range(39)],
        [g(after, np.delete(before, i)) for i in range(348)],
    ]
    variance = sum((len(one) - 1) * np.var(one) for one in left_out)
    row = hedges(before, after)
    assert row["estimate"] == pytest.approx(g(after, before))
    assert (row["high"] - row["estimate"]) / np.sqrt(variance) == pytest.approx(2.0, abs=0.06)


def many(counts: list[int]) -> np.ndarray:
    return np.repeat(np.arange(1.0, 8.0), counts)


def test_cumulative_logit_is_the_greatest_likelihood():
    before, after = [9, 14, 20, 18, 12, 8, 6], [5, 6, 7, 9, 12, 15, 11]

    def less_likely(parameters):
        cuts = np.concatenate([[-np.inf], np.sort(parameters[1:]), [np.inf]])
        return -sum(
            np.dot(counts, np.log(np.diff(special.expit(cuts - shift))))
            for counts, shift in ((before, 0), (after, parameters[0]))
        )

    best = optimize.minimize(
        less_likely,
        [0.5, -2, -1, 0, 0.5, 1, 2],
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 20000, "maxfev": 20000},
    )
    row = cumulative_logit(many(before), many(after))
    assert row["estimate"] == pytest.approx(np.exp(best.x[0]), rel=1e-4)
    # A Wald interval is symmetric on the log scale.
    assert row["low"] * row["high"] == pytest.approx(row["estimate"] ** 2)
    assert row["low"] < row["estimate"] < row["high"]
    turned = cumulative_logit(many(after), many(before))
    assert list(ends(turned)) == pytest.approx(mirrored(row, lambda end: 1 / end), rel=1e-4)


def test_cumulative_logit_is_refused_where_a_category_is_thin():
    row = cumulative_logit(many([9, 14, 20, 18, 12, 8, 4]), many([5, 6, 7, 0, 12, 15, 11]))
    assert row["estimate"] is None
    assert row["note"] == "no model: fewer than 5 answers before or after at a point of the scale"


@settings(max_examples=60, deadline=None)
@given(answers, answers)
def test_turning_before_and_after_round_mirrors_every_result(before, after):
    there, back = by_name(unpaired(before, after)), by_name(unpaired(after, before))
    ways = {
        "superiority": lambda end: 1 - end,
        "Cliff's delta": lambda end: -end,
        "Hedges g": lambda end: -end,
        "difference of means": lambda end: -end,
        "p of superiority": lambda end: end,
        "odds ratio of a higher answer": lambda end: 1 / end,
    }
    for name, way in ways.items():
        tolerance = 1e-3 if "odds" in name else 1e-9
        turned = [np.nan if end is None else end for end in ends(back[name])]
        assert turned == pytest.approx(
            mirrored(there[name], way), rel=tolerance, abs=1e-9, nan_ok=True
        ), name
        assert back[name]["note"] == there[name]["note"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 5), min_size=20, max_size=40),
    st.lists(st.integers(1, 5), min_size=20, max_size=40),
)
def test_moving_all_answers_up_alike_changes_nothing(before, after):
    before, after = np.array(before, float), np.array(after, float)
    for name, row in by_name(unpaired(before, after)).items():
        moved = by_name(unpaired(before + 2, after + 2))[name]
        if "odds" not in name:
            assert ends(moved) == pytest.approx(ends(row), nan_ok=True), name


def test_moving_the_answers_after_up_moves_the_difference_by_as_much():
    assert ends(difference(TREATED, CONTROL + 2)) == pytest.approx(
        [end + 2 for end in ends(difference(TREATED, CONTROL))]
    )


def test_one_and_the_same_answer_gives_no_interval_and_says_so():
    found = by_name(unpaired(np.full(30, 4.0), np.full(25, 4.0)))
    assert ends(found["superiority"]) == (0.5, None, None)
    assert ends(found["Cliff's delta"]) == (0, None, None)
    assert ends(found["difference of means"]) == (0, None, None)
    assert ends(found["Hedges g"]) == (None, None, None)
    assert found["p of superiority"]["note"] == "no test: every answer is the same"
    assert all(
        found[name]["note"]
        for name in ("superiority", "Cliff's delta", "difference of means", "Hedges g")
    )


def test_groups_wholly_apart_have_an_estimate_and_no_interval():
    found = by_name(unpaired(many([10, 10, 5, 0, 0, 0, 0]), many([0, 0, 0, 0, 5, 10, 10])))
    assert ends(found["superiority"]) == (1, None, None)
    assert "above every answer of the other" in found["superiority"]["note"]
    assert found["Hedges g"]["low"] > 0


def test_too_few_answers_on_a_side_are_counted_and_not_compared():
    rows = by_name(unpaired(np.full(348, 3.0), np.full(LEAST_ANSWERS - 1, 5.0)))
    assert list(rows) == ["answers before", "answers after", "comparison"]
    assert rows["answers after"]["estimate"] == LEAST_ANSWERS - 1
    assert "fewer than 20" in rows["comparison"]["note"]


@pytest.mark.parametrize(
    ("mean", "n", "can"),
    [
        ("5.19", 28, False),
        ("5.18", 28, True),
        ("5.17", 28, False),
        ("5.21", 28, True),
        ("3.5", 1, False),
        ("3.5", 2, True),
        ("4", 3, True),
    ],
)
def test_means_of_whole_numbers(mean, n, can):
    """Of 28 whole numbers no mean is 5.19 (Brown and Heathers 2017): 145 make 5.18 and 146 make 5.21."""
    assert possible(Decimal(mean), n) is can


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 7), min_size=1, max_size=300), st.integers(0, 3))
def test_the_mean_of_whole_numbers_is_always_possible(drawn, places):
    assert possible(Decimal(f"{sum(drawn) / len(drawn):.{places}f}"), len(drawn))
