"""Change within persons, and pairs together with single answers: published examples, hand counts, and mirrors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from strands.surveys.finds.paired import (
    LEAST_COMBINED,
    mean_change,
    paired,
    partially_paired,
    rank_biserial,
    retrospective,
    signed_rank_p,
)

# Extra hours of sleep of ten patients with two drugs, Student (1908); R calls it `sleep`.
SLEEP = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
# Depression before and after therapy, Hollander and Wolfe (1973), page 29, as in R's `?wilcox.test`.
DEPRESSION = np.array([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]) - np.array(
    [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
)
STAYED = np.array([0, 0, 0, 1, 2, 2, -3.0])

pairs = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=20, max_size=60).map(
    lambda drawn: tuple(np.array(drawn, float).T)
)


def by_name(rows) -> dict[str, dict]:
    rows = list(rows)
    named = {row["statistic"].partition(": ")[2]: row for row in rows}
    assert len(named) == len(rows)
    return named


def ends(row: dict) -> tuple:
    return row["estimate"], row["low"], row["high"]


def test_mean_change_of_the_sleep_data_as_in_r():
    """R, `t.test(..., paired = TRUE)` on `sleep`: 1.58 from 0.7001142 to 2.4598858."""
    assert mean_change(SLEEP) == pytest.approx((1.58, 0.7001142, 2.4598858), abs=5e-8)


def test_signed_rank_test_of_the_depression_data_as_in_r():
    """R, `wilcox.test(x, y, paired = TRUE)`: V = 40, and one-sided p 0.01953: so many of 512 signs lean as far."""
    assert signed_rank_p(DEPRESSION) == pytest.approx(2 * 10 / 512)
    assert signed_rank_p(DEPRESSION) == pytest.approx(2 * 0.01953, abs=1e-5)
    # V = 40 of 45, so falls have 5.
    assert rank_biserial(DEPRESSION)[0] == pytest.approx((40 - 5) / 45)


def test_signed_rank_test_ranks_ties_with_zero_and_leaves_them_out():
    """Changes 0 0 0 1 2 2 -3: ranks 2 2 2 4 5.5 5.5 7. Rises have 15 and falls 7 (Pratt 1959)."""
    signs = np.array(np.meshgrid(*[[-1, 1]] * 4)).reshape(4, -1).T
    lean = np.abs(signs @ [4, 5.5, 5.5, 7])
    assert signed_rank_p(STAYED) == pytest.approx(np.mean(lean >= 15 - 7))


def test_rank_biserial_counts_those_who_stayed_for_neither_side():
    r = rank_biserial(STAYED)[0]
    assert r == pytest.approx((15 - 7) / 28)
    sums = [np.sign(STAYED[i] + STAYED[j]) for i in range(7) for j in range(i + 1)]
    assert r == pytest.approx(np.mean(sums))
    # With those who stayed left out, one riser among any number of others would make it 1.
    assert rank_biserial(np.array([0] * 39 + [1.0]))[0] < 0.1


def test_rank_biserial_of_all_rising_is_one_and_still_has_an_interval():
    r, low, high = rank_biserial(np.full(40, 2.0))
    assert (r, high) == (1, 1)
    assert 0.85 < low < 0.9


def test_interval_of_rank_biserial_agrees_with_drawing_the_pairs_again():
    rng = np.random.default_rng(5)
    change = rng.choice(np.arange(-2, 5), 300, p=[0.05, 0.1, 0.3, 0.25, 0.15, 0.1, 0.05])
    drawn = [rank_biserial(rng.choice(change, 300))[0] for _ in range(2000)]
    assert rank_biserial(change)[1:] == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.015)


def test_shares_are_wilson_as_published():
    """81 of 263: 0.2553 to 0.3662 (Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3)."""
    change = np.repeat([1.0, 0.0, -1.0], [81, 100, 82])
    found = by_name(paired(np.full(263, 3.0), 3 + change))
    assert ends(found["share risen"]) == pytest.approx((81 / 263, 0.2553, 0.3662), abs=5e-5)
    assert [
        found[f"share {name}"]["estimate"] for name in ("risen", "same", "fallen")
    ] == pytest.approx([81 / 263, 100 / 263, 82 / 263])


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_turning_before_and_after_round_mirrors_every_result(drawn):
    there, back = by_name(paired(*drawn)), by_name(paired(*drawn[::-1]))
    for name in ("mean change", "median change", "rank-biserial"):
        mirrored = [
            None if end is None else -end
            for end in (there[name][end] for end in ("estimate", "high", "low"))
        ]
        assert list(ends(back[name])) == pytest.approx(mirrored, abs=1e-9), name
    assert back["p of change"]["estimate"] == pytest.approx(there["p of change"]["estimate"])
    assert ends(back["share risen"]) == ends(there["share fallen"])
    assert ends(back["share same"]) == ends(there["share same"])


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_moving_before_and_after_alike_changes_nothing(drawn):
    moved = by_name(paired(drawn[0] + 3, drawn[1] + 3))
    for name, row in by_name(paired(*drawn)).items():
        estimate, *interval = ends(row)
        # The averages themselves move.
        if name in ("mean before", "mean after"):
            estimate += 3
        assert ends(moved[name]) == pytest.approx((estimate, *interval)), name


def test_nobody_changed_is_neutral_and_says_so():
    found = by_name(paired(np.full(40, 4.0), np.full(40, 4.0)))
    assert ends(found["mean change"]) == (0, None, None)
    assert "every change is the same" in found["mean change"]["note"]
    assert found["p of change"]["estimate"] is None
    assert found["p of change"]["note"] == "no test: no answer changed"
    r, low, high = ends(found["rank-biserial"])
    assert r == 0
    assert low == pytest.approx(-high)
    assert found["share same"]["estimate"] == 1


def test_retrospective_has_the_numbers_of_paired_and_never_its_name():
    rng = np.random.default_rng(2)
    before, after = rng.integers(1, 6, 300) * 1.0, rng.integers(3, 8, 300) * 1.0
    told, asked = list(retrospective(before, after)), list(paired(before, after))
    assert [ends(row) for row in told] == [ends(row) for row in asked]
    assert all(row["statistic"].startswith("retrospective: ") for row in told)
    assert all("remembered, not measured" in row["method"] for row in told)
    assert not any("remembered" in row["method"] for row in asked)
    assert not {row["statistic"] for row in told} & {row["statistic"] for row in asked}


def test_too_few_pairs_are_counted_and_not_compared():
    rows = by_name(paired(np.full(19, 3.0), np.full(19, 5.0)))
    assert rows["pairs"]["estimate"] == 19
    assert rows["change"]["note"] == "no comparison: fewer than 20 pairs"
    assert len(rows) == 2


def partial(seed: int, sizes=(40, 300, 30)):
    rng = np.random.default_rng(seed)
    linked = rng.integers(1, 6, sizes[0]) * 1.0
    return (linked, np.clip(linked + rng.integers(-1, 4, sizes[0]), 1, 7)), (
        rng.integers(1, 6, sizes[1]) * 1.0,
        rng.integers(3, 8, sizes[2]) * 1.0,
    )


def test_pairs_and_singles_are_weighted_by_inverse_variance():
    linked, alone = partial(1)
    found = {row["statistic"]: row for row in partially_paired(linked, alone)}
    parts = found["paired: mean change"], found["unpaired: difference of means"]
    within, between = (
        stats.ttest_1samp(linked[1] - linked[0], 0),
        stats.ttest_ind(*alone[::-1], equal_var=False),
    )
    means = np.array([part["estimate"] for part in parts])
    # The standard error is the estimate over its t.
    precision = np.array(
        [(part.statistic / mean) ** 2 for part, mean in zip((within, between), means, strict=True)]
    )
    combined = found["partially paired: difference of means"]
    assert combined["estimate"] == pytest.approx(precision @ means / precision.sum())
    assert min(means) < combined["estimate"] < max(means)
    assert combined["n"] == 40 + 40 + 300 + 30
    # Meier (1953): 1 / W times 1 + 4 sum (w/W) (1 - w/W) / df, and 1 / df = sum (w/W)^2 / df.
    one, other = precision / precision.sum()
    widened = 1 + 4 * one * other * (1 / within.df + 1 / between.df)
    reach = stats.t.ppf(0.975, 1 / (one**2 / within.df + other**2 / between.df))
    error = (combined["high"] - combined["low"]) / 2
    assert error == pytest.approx(reach * np.sqrt(widened / precision.sum()))
    assert error < min((part["high"] - part["low"]) / 2 for part in parts)


def test_turning_round_mirrors_the_combination():
    linked, alone = partial(3)
    there, back = (
        list(partially_paired(*sides))[-1]
        for sides in ((linked, alone), (linked[::-1], alone[::-1]))
    )
    assert ends(back) == pytest.approx((-there["estimate"], -there["high"], -there["low"]))


@pytest.mark.parametrize("sizes", [(LEAST_COMBINED - 1, 300, 30), (40, 300, LEAST_COMBINED - 1)])
def test_too_small_a_part_is_told_and_not_combined(sizes):
    rows = {row["statistic"]: row for row in partially_paired(*partial(4, sizes))}
    assert rows["partially paired: difference of means"]["estimate"] is None
    assert "not combined: fewer than 10" in rows["partially paired: difference of means"]["note"]
    assert rows["paired: pairs"]["estimate"] == sizes[0]
    assert rows["unpaired: answers after"]["estimate"] == sizes[2]


def test_a_part_without_spread_is_not_combined():
    linked, alone = partial(5)
    row = list(partially_paired((linked[0], linked[0] + 1), alone))[-1]
    assert row["estimate"] is None
    assert "no spread" in row["note"]
