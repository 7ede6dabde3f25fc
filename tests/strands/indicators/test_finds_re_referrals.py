"""Re-referrals: shares and changes against other routes, and a reason in the place of every number there is not."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from re_referral_rows import PERIOD, found, rows, series, table
from scipy import optimize, special, stats

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import CANNOT_TELL, POSSIBLE_DECREASE, POSSIBLE_INCREASE, TOO_FEW
from analysis.find import quasi_binomial
from analysis.find.over_time import relative
from strands.indicators.finds.re_referrals import findings

FOUR = [(42, 231), (44, 200), (35, 201), (30, 165)]
BASIS = ("new", "cohort")


def of(frame, statistic, subject="new | period", borough="barnet", when=PERIOD):
    here = (
        (frame["statistic"] == statistic)
        & (frame["borough"] == borough)
        & (frame["subject"] == subject)
        & (frame["when"] == when)
    )
    return frame[here].iloc[0]


def quarter(numbers, key="2025Q2", way=("new", "period"), **more):
    """The finding about one quarter of four."""
    frame = findings(table(rows("barnet", numbers, way, **more)), PERIOD)
    return of(frame, "share", f"{way[0]} | {way[1]}", when=key)


@pytest.fixture(autouse=True, scope="module")
def few_simulated_series():
    """Fewer simulated series are quicker; where their number matters the test says so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quasi_binomial, "_SERIES", 40)
        yield


# Shares


@pytest.mark.parametrize(
    ("of_n", "low", "high"),
    [
        ((81, 263), 0.2553, 0.3662),
        ((15, 148), 0.0624, 0.1605),
        ((0, 20), 0.0, 0.1684),
        ((1, 29), 0.0009, 0.1776),
    ],
)
def test_interval_is_the_textbook_one(of_n, low, high):
    """Newcombe (1998), table I: Wilson for the first two, Clopper-Pearson below 30."""
    share = quarter([of_n, None, None, None])
    assert (share["estimate"], share["x"], share["n"]) == (of_n[0] / of_n[1], *of_n)
    assert (share["low"], share["high"]) == pytest.approx((low, high), abs=5.1e-5)


def test_share_knows_the_two_cells_it_was_made_from():
    assert quarter(FOUR)["rows"] == "barnet.xlsx!R!D2; barnet.xlsx!R!E2"


@pytest.mark.parametrize(
    ("pair", "refused", "note"),
    [
        ((40, None), "G14", "what the re-referrals are out of was not returned"),
        ((40, "tbc"), "G14", "what the re-referrals are out of is queried"),
        ((40, "<5"), "G14", "what the re-referrals are out of is withheld"),
        (("21%", None), "G14", "only a percentage came (21%), from which nothing can be counted"),
        ((None, 200), "not_returned", "not returned"),
        (("forty", 200), "queried", "queried"),
        (("<c", 200), "withheld", "withheld without a range"),
        ((40, 0), "other", "more re-referrals than they are out of"),
        ((0, 0), "", "there was nothing to count from"),
    ],
)
def test_quarter_without_a_share_says_why(pair, refused, note):
    share = quarter([pair, *FOUR[1:]])
    assert pd.isna([share["estimate"], share["low"], share["high"]]).all()
    assert (share["refused"], share["note"]) == (refused, note)


def test_number_without_its_whole_is_kept():
    share = quarter([(40, None), *FOUR[1:]])
    assert share["x"] == 40
    assert pd.isna(share["n"])


def test_percentage_in_a_column_of_its_own_is_named():
    assert "(19.9%)" in quarter([(None, None), *FOUR[1:]], rate="19.9%")["note"]


@pytest.mark.parametrize(("extracted", "refused"), [("2026-06-29", True), ("2026-06-30", False)])
def test_closed_cases_wait_for_twelve_months(extracted, refused):
    """G13: a share of cases that had less than a year to come back can only rise."""
    share = quarter(FOUR, way=BASIS, extracted=extracted)
    assert (share["refused"] == "G13") == refused
    assert pd.isna(share["estimate"]) == refused


def test_referrals_look_back_and_wait_for_nothing_but_the_end_of_their_quarter():
    assert quarter(FOUR, extracted="2025-06-30")["estimate"] == pytest.approx(42 / 231)
    early = quarter(FOUR, extracted="2025-06-29")
    assert (early["refused"], early["note"]) == ("other", "drawn before the quarter was over")


def test_numbers_without_a_day_are_refused():
    share = quarter(FOUR, way=BASIS, extracted="")
    assert share["refused"] == "G13"
    assert share["note"].startswith("nobody said")


def test_withheld_number_makes_a_range_over_what_it_may_be_and_no_estimate():
    share = quarter([("<5", 60), *FOUR[1:]])
    ends = [quarter([(x, 60), *FOUR[1:]]) for x in (1, 4)]
    assert pd.isna(share["estimate"])
    assert (share["low"], share["high"]) == (ends[0]["low"], ends[1]["high"])
    assert (share["refused"], share["note"]) == ("G34", "1 to 4 of 60")


# Which series there are


def test_two_ways_of_counting_are_two_series_and_never_one():
    both = table(
        rows("barnet", [*FOUR[:2], None, None]),
        rows("barnet", [None, None, *FOUR[2:]], ("both", "period")),
    )
    frame = findings(both, PERIOD)
    assert [of(frame, "quarters used", way)["x"] for way in ("new | period", "both | period")] == [
        2,
        2,
    ]
    assert of(frame, "share", "new | period", when="2025Q4")["note"] == "counted in another way"
    assert of(frame, "share", "both | period", when="2025Q2")["note"] == "counted in another way"


def test_every_quarter_of_every_series_has_a_row_and_no_borough_is_added_to_another():
    frame = findings(table(*(rows(key, FOUR) for key in reversed(BOROUGH_KEYS))), PERIOD)
    shares = frame[frame["statistic"] == "share"]
    assert shares.groupby("borough", sort=False).size().to_dict() == dict.fromkeys(BOROUGH_KEYS, 4)
    together = frame[frame["borough"] == ""]
    assert together["x"].isna().all()
    # How many changes were tested is all that is said of all.
    assert together[together["estimate"].notna()]["statistic"].tolist() == ["tests"]


@pytest.mark.parametrize(
    ("period", "frame"),
    [("2023-25", table()), (PERIOD, table()), ("2023-25", table(rows("barnet", FOUR)))],
)
def test_nothing_is_found_where_the_period_has_no_rows(period, frame):
    assert findings(frame, period).empty


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("one line with children taken into care", "G12"),
        ("one line through two ways of counting", "G12"),
        ("sum across boroughs", "G11"),
        ("ranking of boroughs", "G11"),
        ("red or green rating", "G21"),
    ],
)
def test_what_is_never_computed_is_a_row_with_its_reason(asked, code):
    row = of(findings(table(rows("barnet", FOUR)), PERIOD), asked, "", "")
    assert row["refused"] == code
    assert row["note"]
    assert pd.isna(row["estimate"])


# Change over time


def test_four_quarters_give_first_and_last_and_no_test():
    frame = findings(table(rows("barnet", FOUR)), PERIOD)
    assert of(frame, "first to last")["estimate"] == pytest.approx((30 / 165) / (42 / 231))
    assert of(frame, "change")["refused"] == "G1"
    assert of(frame, "verdict")["verdict"] == TOO_FEW
    assert "p" not in set(frame["statistic"])


def test_three_quarters_give_their_numbers_alone():
    frame = findings(table(rows("barnet", [*FOUR[:3], None])), PERIOD)
    assert of(frame, "first to last")["refused"] == "G1"


@pytest.mark.parametrize(
    ("first", "refused", "why"),
    [
        ((3, 19), "G18", "out of fewer than 20"),
        (("<5", 60), "withheld", "is withheld"),
        ((0, 60), "", "is none"),
    ],
)
def test_first_to_last_is_not_made_of_few_withheld_or_none(first, refused, why):
    row = of(findings(table(rows("barnet", [first, *FOUR[1:]])), PERIOD), "first to last")
    assert (row["refused"], pd.isna(row["estimate"])) == (refused, True)
    assert row["note"].endswith(why)


def by_hand(x, n, times):
    """The same change without statsmodels: greatest likelihood, its curvature, Pearson's X2 and t."""
    t = times - times.mean()

    def loss(b):
        return -stats.binom.logpmf(x, n, special.expit(b[0] + b[1] * t)).sum()

    b = optimize.minimize(
        loss,
        [special.logit(x.sum() / n.sum()), 0],
        method="Nelder-Mead",
        options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000},
    ).x
    p = special.expit(b[0] + b[1] * t)
    weight, design = n * p * (1 - p), np.column_stack([np.ones_like(t), t])
    error = np.sqrt(np.linalg.inv(design.T @ (design * weight[:, None]))[1, 1])
    spread = max(1.0, ((x - n * p) ** 2 / weight).sum() / (len(x) - 2))
    reach = stats.t.ppf(0.975, len(x) - 2) * error * np.sqrt(spread)
    return np.exp(np.ptp(times) * (b[1] + np.array([0, -1, 1]) * reach))


@pytest.mark.parametrize(
    "numbers",
    [
        [60, 58, 55, 50, 52, 49, 44, 45, 40, 38, 30],
        [30, 80, 37, 62, 29],
        [9, 14, None, 21, 18, 25, None, 30],
    ],
)
def test_change_is_that_of_a_fit_by_hand(numbers, independent):
    row = of(found(series(numbers)), "change")
    kept = [at for at, x in enumerate(numbers) if x is not None]
    x = np.array([numbers[at] for at in kept], float)
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx(
        by_hand(x, np.full(len(x), 250.0), np.array(kept, float)), rel=1e-5
    )
    assert row["n"] == len(kept)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=5, max_size=9))
def test_series_end_for_end_gives_the_opposite_numbers(numbers):
    here, there = found(series(numbers)), found(series(numbers[::-1]))
    if pd.isna(of(here, "change")["estimate"]):
        assert pd.isna(of(there, "change")["estimate"])
        return
    for statistic in ("change", "relative change"):
        one, other = of(here, statistic), of(there, statistic)
        assert (one["estimate"], one["low"], one["high"]) == pytest.approx(
            (1 / other["estimate"], 1 / other["high"], 1 / other["low"]), rel=1e-4
        )
    one, other = (of(frame, "change in points") for frame in (here, there))
    assert (one["estimate"], one["low"]) == pytest.approx(
        (-other["estimate"], -other["high"]), abs=1e-6
    )
    assert of(here, "least change")["high"] == pytest.approx(
        of(there, "least change")["high"], nan_ok=True
    )


def test_verdict_is_one_rule_up_and_down():
    falls, rises = found(series([60, 55, 50, 44, 38, 30])), found(series([30, 38, 44, 50, 55, 60]))
    assert of(falls, "verdict")["verdict"] == POSSIBLE_DECREASE
    assert of(rises, "verdict")["verdict"] == POSSIBLE_INCREASE
    assert of(found(series([30, 28, 33, 29, 31])), "verdict")["verdict"] == CANNOT_TELL


def test_points_and_ratio_are_those_of_shares_that_follow_a_logistic_line():
    shares = special.expit(special.logit(0.2) + np.linspace(0.4, -0.4, 9))
    frame = found(series([round(20_000 * share) for share in shares], 20_000))
    assert of(frame, "change in points")["estimate"] == pytest.approx(
        shares[-1] - shares[0], abs=2e-3
    )
    assert of(frame, "relative change")["estimate"] == pytest.approx(
        shares[-1] / shares[0], abs=5e-3
    )


def test_holm_counts_every_series_tested():
    """Holm (1979): the smallest of two p is doubled, and the other is never below it."""
    frame = found(series([60, 55, 50, 44, 38, 30]), series([30, 31, 36, 33, 35], borough="hackney"))
    p = [of(frame, "p", borough=key)["estimate"] for key in ("barnet", "hackney")]
    holm = [of(frame, "p (Holm)", borough=key)["estimate"] for key in ("barnet", "hackney")]
    assert holm == pytest.approx([2 * p[0], max(2 * p[0], p[1])])
    assert of(frame, "tests", "", "")["note"] == "0.1 expected below 0.05 by chance"


def test_withheld_quarter_widens_the_change_over_all_it_may_be_and_leaves_no_estimate():
    frame = found(series(["<5", 8, 9, 12, 14], 60))
    ends = [of(found(series([x, 8, 9, 12, 14], 60)), "change") for x in (1, 4)]
    row = of(frame, "change")
    assert pd.isna(row["estimate"])
    assert row["low"] <= min(end["low"] for end in ends) + 1e-9
    assert row["high"] >= max(end["high"] for end in ends) - 1e-9


def test_series_of_none_or_of_few_children_says_that_it_carries_no_change():
    assert "do not carry" in of(found(series([0, 0, 0, 0, 0])), "change")["note"]
    assert of(found(series([1, 0, 2, 1, 0], 3)), "change")["refused"] == "G18"


# What could have been seen


@pytest.mark.parametrize(("out_of", "least", "most"), [(250, 0.40, 0.50), (700, 0.25, 0.30)])
def test_smallest_fall_of_a_fifth_over_eleven_quarters_is_the_known_one(
    out_of, least, most, monkeypatch
):
    """From 20 %: 40 to 50 % at 250 referrals a quarter, 25 to 30 % at 700, on a grid of 5 %."""
    monkeypatch.setattr(quasi_binomial, "_SERIES", 2_000)
    # A share that falls so far from a fifth lies around this on the way.
    level = 0.2 * (1 - (least + most) / 4)
    for dispersion in (1.0, 1.5):
        odds = quasi_binomial.least_odds(level, np.full(11, out_of), np.arange(11.0), dispersion)
        assert least - 0.05 <= 1 - relative(1 / odds, level) <= most + 0.05


def test_change_of_that_size_is_called_in_about_80_of_100_series_of_another_program(monkeypatch):
    """Series drawn with numpy and tested with statsmodels, one by one."""
    monkeypatch.setattr(quasi_binomial, "_SERIES", 2_000)
    times, n, level = np.arange(11.0), 250, 0.16
    odds = quasi_binomial.least_odds(level, np.full(11, n), times, 1.0)
    shares = special.expit(special.logit(level) + np.log(odds) * (times / 10 - 0.5))
    rng, design, called = np.random.default_rng(7), sm.add_constant(times), []
    for _ in range(250):
        x = rng.binomial(n, shares)
        fit = sm.GLM(np.column_stack([x, n - x]), design, family=sm.families.Binomial()).fit(
            scale=1.0
        )
        t = abs(fit.params[1]) / (fit.bse[1] * np.sqrt(max(1.0, fit.pearson_chi2 / 9)))
        called.append(t > stats.t.ppf(0.975, 9))
    assert 0.74 < np.mean(called) < 0.95


@given(st.floats(0.02, 0.98), st.floats(0.01, 0.99))
def test_relative_change_and_its_opposite_are_one_anothers_inverse(level, ratio):
    assert relative(ratio, level) * relative(1 / ratio, level) == pytest.approx(1)
    assert relative(ratio, level) < 1


def test_quarters_drawn_again_begin_the_series_of_that_borough_alone():
    earlier = ["2024Q3", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"]
    again = rows("barnet", [(30, 200), (33, 210), *FOUR], quarters=earlier)
    frame = findings(table(again, rows("hackney", FOUR)), PERIOD)
    shares = frame[frame["statistic"] == "share"]
    of_barnet = shares[shares["borough"] == "barnet"].set_index("when")
    # The quarter between, of which nothing came, is a gap in time and no number.
    since = ("2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1")
    assert list(of_barnet.index) == list(since)
    assert of_barnet.loc["2024Q4", "refused"] == "not_returned"
    assert len(shares[shares["borough"] == "hackney"]) == 4
    assert of(frame, "verdict")["verdict"] != TOO_FEW
    assert of(frame, "verdict", borough="hackney")["verdict"] == TOO_FEW
    assert of(frame, "quarters used")[["x", "n"]].tolist() == [6, 7]
