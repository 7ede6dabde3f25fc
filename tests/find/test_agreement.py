"""Agreement of coders: published examples to the third place, hand counts, and what cannot be told."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
import simulation
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.table import InputError
from analysis.find import agreement
from analysis.find.agreement import kappa
from strands.themes.finds.alpha import LEVELS, alpha

# Four coders of twelve units, Krippendorff (2011, Computing Krippendorff's Alpha-Reliability, section C and D).
_ = np.nan
CODED = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        "C": [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    }
)
# Answers of 91 wives and husbands, Agresti (1990), as in R's `vcd::SexualFun`.
COUPLES = np.array([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])


def named(rows) -> dict[str, dict]:
    return {row["statistic"].removeprefix("agreement: "): row for row in rows}


def codes(table: np.ndarray) -> tuple[list[int], list[int]]:
    """What each of two coders said, from the table of both."""
    pairs = [
        (i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)
    ]
    return tuple(list(side) for side in zip(*pairs, strict=True))


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_as_published(level, published):
    found = named(alpha(CODED, level))
    assert found["alpha"]["estimate"] == pytest.approx(published, abs=5e-4)
    # The twelfth unit was coded once and cannot tell of agreement.
    assert (found["alpha"]["n"], found["units coded twice or more"]["n"]) == (11, 12)
    assert (found["alpha"]["low"], found["alpha"]["note"]) == (None, agreement.NO_INTERVAL)
    # Of enough units of the same kind: as often each.
    enough = pd.concat([CODED.iloc[:11]] * 6)
    many = named(alpha(enough, level))["alpha"]
    assert many["low"] < many["estimate"] < many["high"]


@pytest.mark.parametrize("units", [8, 59])
def test_coders_who_always_agree_have_no_interval_of_one_to_one(units):
    alike = pd.DataFrame({"A": np.arange(units) % 2, "B": np.arange(units) % 2})
    found = named(alpha(alike, "nominal"))["alpha"]
    assert (found["estimate"], found["low"], found["high"]) == (1, None, None)


def test_of_few_units_an_interval_would_miss_alpha_and_of_enough_it_holds_it(monkeypatch):
    """The kind of codes it holds least often of those in docs/methods.md."""
    enough, rare = agreement.INTERVAL_FROM, simulation.CODES[2]
    monkeypatch.setattr(simulation, "SETS", 100)
    monkeypatch.setattr("strands.themes.finds.alpha.INTERVAL_FROM", 0)
    assert simulation.alpha_covers(8, *rare) < 0.6
    assert simulation.alpha_covers(enough, *rare) >= 0.88


def by_pairs(ratings: pd.DataFrame, distance) -> float:
    """Alpha by its definition, pair of codes by pair of codes."""
    units = [row.dropna().tolist() for _, row in ratings.iterrows() if row.count() > 1]
    everything = [code for unit in units for code in unit]
    observed = sum(
        sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    expected = sum(distance(a, b) for a, b in permutations(everything, 2)) / (len(everything) - 1)
    return 1 - observed / expected


def ordinal_distance(ratings: pd.DataFrame):
    """Codes are as far apart as the number of codes from one to the other, the ends counting half."""
    units = ratings[ratings.count(axis=1) > 1]
    held = units.stack().dropna().value_counts()

    def distance(a, b):
        low, high = min(a, b), max(a, b)
        return (
            0
            if a == b
            else (held[(held.index >= low) & (held.index <= high)].sum() - (held[a] + held[b]) / 2)
            ** 2
        )

    return distance


coded = st.lists(st.tuples(*[st.sampled_from([1, 2, 3, 5, np.nan])] * 3), min_size=2, max_size=8)


@settings(max_examples=30, deadline=None)
@given(coded)
def test_alpha_is_its_definition_over_pairs_of_codes(rows):
    ratings = pd.DataFrame(rows)
    pairable = ratings[ratings.count(axis=1) > 1].stack().dropna()
    distances = {
        "nominal": lambda a, b: float(a != b),
        "interval": lambda a, b: (a - b) ** 2,
        "ordinal": ordinal_distance(ratings),
    }
    for level in LEVELS:
        found = named(alpha(ratings, level))["alpha"]
        if pairable.nunique() < 2:
            assert found["estimate"] is None
            assert found["note"].startswith("no alpha: ")
        else:
            assert found["estimate"] == pytest.approx(by_pairs(ratings, distances[level]))


def test_alpha_of_wholly_agreeing_coders_is_one():
    ratings = pd.DataFrame({"A": [1, 2, 3, 1], "B": [1, 2, 3, 1]})
    assert all(named(alpha(ratings, level))["alpha"]["estimate"] == 1 for level in LEVELS)


def test_alpha_of_words_is_nominal_and_nothing_else():
    ratings = pd.DataFrame(
        {"A": ["fear", "hope", "hope", "fear"], "B": ["fear", "hope", None, "hope"]}
    )
    # Three pairable units with codes fear 3, hope 3: observed 2 / 6, expected 18 / 30.
    assert named(alpha(ratings, "nominal"))["alpha"]["estimate"] == pytest.approx(
        1 - (2 / 6) / (18 / 30)
    )
    with pytest.raises(InputError, match="codes of level 'ordinal' must be numbers, got 'fear'"):
        list(alpha(ratings, "ordinal"))


def test_one_code_throughout_has_no_alpha_and_says_how_common_it_is():
    found = named(alpha(pd.DataFrame({"A": [2, 2, 2], "B": [2, 2, np.nan]}), "nominal"))
    assert found["alpha"]["note"] == "no alpha: every code is the same"
    assert found["prevalence, 2.0"]["estimate"] == 1


def test_units_coded_once_have_no_alpha():
    for ratings in (
        {"A": [1, 2, np.nan], "B": [np.nan, np.nan, 3]},
        {"A": [np.nan], "B": [np.nan]},
    ):
        assert (
            named(alpha(pd.DataFrame(ratings), "nominal"))["alpha"]["note"]
            == "no alpha: no unit was coded twice"
        )


def test_kappa_of_the_couples_as_in_r():
    """R, `vcd::Kappa(SexualFun)`: 0.1293 with error 0.06860, and linear weights 0.2374 with error 0.07832."""
    found = named(kappa(*codes(COUPLES), range(4)))
    for name, published, error in (("kappa", 0.1293, 0.06860), ("weighted kappa", 0.2374, 0.07832)):
        row = found[name]
        assert row["estimate"] == pytest.approx(published, abs=5e-5)
        assert (row["high"] - row["low"]) / 2 / 1.959964 == pytest.approx(error, abs=5e-6)
        assert row["n"] == 91


def test_kappa_by_hand_with_prevalence():
    """20 and 15 alike of 50, 25 and 30 said yes: 0.70 seen, 0.50 by chance."""
    found = named(kappa(*codes(np.array([[20, 5], [10, 15]])), [0, 1]))
    assert found["same code"]["estimate"] == pytest.approx(0.7)
    assert found["kappa"]["estimate"] == pytest.approx(0.4)
    assert found["prevalence, 0"]["estimate"] == pytest.approx(55 / 100)
    assert "weighted kappa" not in found


def test_rare_codes_make_kappa_low_and_prevalence_shows_it():
    found = named(kappa(*codes(np.array([[94, 3], [3, 0]])), [0, 1]))
    assert found["same code"]["estimate"] == 0.94
    assert found["kappa"]["estimate"] < 0
    assert found["prevalence, 1"]["estimate"] == pytest.approx(0.03)


def test_a_category_nobody_used_keeps_its_place_on_the_scale():
    """Linear weights over 1 2 3 with 2 unused: to be two steps off is all there is, so both kappas are one number."""
    found = named(kappa([1, 1, 3, 3, 1], [1, 3, 3, 3, 1], [1, 2, 3]))
    assert found["weighted kappa"]["estimate"] == pytest.approx(found["kappa"]["estimate"])
    assert found["prevalence, 2"]["estimate"] == 0


def test_blanks_are_left_out_and_unknown_codes_told():
    found = named(kappa([1, 2, None, 1], [1, 2, 2, np.nan], [1, 2]))
    assert (found["kappa"]["estimate"], found["kappa"]["n"]) == (1, 2)
    with pytest.raises(InputError, match=r"code '9.* is no category: use one of 1, 2"):
        list(kappa([1, 9], [1, 2], [1, 2]))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ([1, 1], [1, 1], "both coders gave every unit the same code"),
        ([1, None], [None, 1], "no unit was coded by both"),
    ],
)
def test_no_kappa_where_nothing_can_differ(first, second, why):
    row = named(kappa(first, second, [1, 2]))["kappa"]
    assert (row["estimate"], row["note"]) == (None, f"no kappa: {why}")
