"""Shares of safeguarding hubs against published and hand-made numbers, and what is refused of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mash_rows import FLAT, PERIOD, UP, find, one, rows
from scipy import stats

from analysis.find import quasi_binomial
from analysis.find.counted import share
from strands.mash.declares import MEASURES, TABLE
from strands.mash.finds import mash, mash_months

# Deaths of beetles by dose (Bliss 1935), as in Dobson and Barnett, An Introduction to Generalized Linear Models,
# section 7.3: logistic intercept -60.72 (5.18) and slope 34.27 (2.91), deviance 11.23; Pearson X2 10.03 on 6 degrees
# of freedom, so R's quasibinomial gives dispersion 1.671 and a standard error of 2.912 x sqrt(1.671) = 3.765.
DOSES = np.array([1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839])
BEETLES, KILLED = (
    np.array([59, 60, 62, 56, 63, 59, 62, 60]),
    np.array([6, 13, 18, 28, 52, 53, 61, 60]),
)


def test_the_fit_is_that_of_the_textbook():
    fitted = quasi_binomial.change(KILLED, BEETLES, DOSES)
    assert fitted.slope == pytest.approx(34.27, abs=0.005)
    assert fitted.dispersion == pytest.approx(10.03 / 6, abs=0.001)
    assert fitted.error == pytest.approx(2.912 * np.sqrt(10.03 / 6), abs=0.002)
    reach = stats.t.ppf(0.975, 6) * 3.7646 * np.ptp(DOSES)
    assert np.log(fitted.odds()[2] / fitted.odds()[0]) == pytest.approx(reach, rel=1e-4)


def test_two_dates_are_an_odds_ratio_by_hand():
    """Months at two dates: the odds ratio of the pooled table, Woolf's error, and Pearson's X2 within the dates."""
    of, out_of, times = (
        np.array([20, 30, 45, 50]),
        np.array([100, 100, 100, 100]),
        np.array([0.0, 0.0, 1.0, 1.0]),
    )
    fitted = quasi_binomial.change(of, out_of, times)
    assert fitted.odds()[0] == pytest.approx((95 / 105) / (50 / 150))
    # Within the dates shares are 0.25 and 0.475: X2 = 2 x 25 / 18.75 + 2 x 6.25 / 24.9375.
    x2 = 50 / 18.75 + 12.5 / 24.9375
    assert fitted.dispersion == pytest.approx(x2 / 2)
    assert fitted.error == pytest.approx(np.sqrt((1 / 50 + 1 / 150 + 1 / 95 + 1 / 105) * x2 / 2))


def test_months_that_vary_less_than_chance_narrow_nothing():
    of, out_of, times = np.array([30, 31, 32, 33, 34, 35]), np.full(6, 100), np.arange(6.0)
    fitted = quasi_binomial.change(of, out_of, times)
    (_,), (plain,), (dispersion,) = quasi_binomial.fit(of[None, :].astype(float), out_of, times)
    assert fitted.dispersion == pytest.approx(dispersion)
    assert dispersion < 0.1
    assert fitted.error == pytest.approx(plain)


@pytest.mark.parametrize(
    "of", [[0, 0, 0, 0, 0, 0], [50, 50, 50, 50, 50, 50], [0, 0, 0, 50, 50, 50]]
)
def test_where_months_are_all_or_none_nothing_is_fitted(of):
    assert quasi_binomial.change(np.array(of), np.full(6, 50), np.arange(6.0)) is None


@given(st.lists(st.tuples(st.integers(5, 300), st.floats(0.05, 0.95)), min_size=8, max_size=12))
@settings(max_examples=60, deadline=None)
def test_end_for_end_a_rise_is_a_fall(months):
    out_of = np.array([n for n, _ in months])
    of, times = np.array([round(n * p) for n, p in months]), np.arange(float(len(months)))
    there, back = (
        quasi_binomial.change(of, out_of, times),
        quasi_binomial.change(of[::-1], out_of[::-1], times),
    )
    assert (there is None) == (back is None)
    if there:
        low, high = back.odds()[2], back.odds()[1]
        assert np.log(there.odds()) == pytest.approx(
            np.log([1 / back.odds()[0], 1 / low, 1 / high]), abs=1e-5
        )
        assert there.p == pytest.approx(back.p, abs=1e-6)


def test_the_least_change_is_one_number_for_a_series_and_its_mirror():
    # Drawn as they stand, these months and their mirror image would differ by a step.
    out_of, times = np.array([18, 55, 41, 90, 92, 88, 111, 112]), np.arange(8.0)
    least = quasi_binomial.least_odds(0.3, out_of, times, 1.0)
    assert least == quasi_binomial.least_odds(0.3, out_of[::-1], times, 1.0)
    assert least > 1


@pytest.mark.parametrize("dispersion", [1, 2])
def test_the_least_change_is_called_in_80_of_100_and_a_smaller_one_is_not(dispersion):
    out_of, times = np.full(12, 80), np.arange(12.0)
    least = np.log(quasi_binomial.least_odds(0.4, out_of, times, dispersion))
    assert quasi_binomial.power(least, 0.4, out_of, times, dispersion) >= 0.8
    assert quasi_binomial.power(least - 0.1, 0.4, out_of, times, dispersion) < 0.8
    assert quasi_binomial.power(0.0, 0.4, out_of, times, dispersion) < 0.06


def test_what_is_drawn_is_as_dispersed_as_asked():
    rng = np.random.default_rng(1)
    drawn = quasi_binomial._drawn(rng, np.full(12, 0.3), np.full(12, 200), 3.0)
    assert drawn.mean() == pytest.approx(60, rel=0.01)
    assert drawn.var() / (200 * 0.3 * 0.7) == pytest.approx(3.0, rel=0.05)


@pytest.mark.parametrize(
    ("odds", "level", "points"), [(4.0, 0.5, 1 / 3), (1.0, 0.2, 0.0), (0.25, 0.5, -1 / 3)]
)
def test_odds_in_points_by_hand(odds, level, points):
    """Half of odds four times as high either side of one: odds of 2 and 1/2, so shares of two thirds and one third."""
    assert quasi_binomial.points(odds, level) == pytest.approx(points)


def test_shares_are_sums_of_months_over_sums_of_months():
    found = find(rows(FLAT))
    quarter, whole = (
        one(found, "share by quarter", "prompted 2025Q3"),
        one(found, "share", "prompted"),
    )
    assert (quarter["x"], quarter["n"], quarter["estimate"]) == (45 + 50 + 45, 90 + 100 + 90, 0.5)
    assert (whole["x"], whole["n"], whole["note"]) == (570, 1140, "")
    assert (one(found, "count", "contacts 2025Q2")["x"], one(found, "count", "contacts")["x"]) == (
        900,
        3600,
    )
    assert one(found, "share by month", "prompted 2025-05")["n"] == 90


def test_a_share_says_of_how_many_months_it_is_and_a_blank_is_no_zero():
    gap = {**FLAT, "prompted": [50, "", *FLAT["prompted"][2:]]}
    found = find(rows(gap))
    quarter = one(found, "share by quarter", "prompted 2025Q2")
    assert (quarter["x"], quarter["n"], quarter["note"]) == (100, 200, "2 of 3 months")
    assert one(found, "share by month", "prompted 2025-05")["note"] == "not returned"


@pytest.mark.parametrize(("typed", "why"), [("", "returned"), ("?", "usable"), ("<5", "usable")])
def test_a_part_without_its_whole_is_refused(typed, why):
    found = find(rows({**FLAT, "da_contacts": [typed, *FLAT["da_contacts"][1:]]}))
    row = one(found, "share by month", "prompted 2025-04")
    assert (row["note"], pd.isna(row["estimate"])) == (
        f"refused (G14): DA contacts was not {why}",
        True,
    )


def test_what_is_withheld_is_a_range_at_both_ends():
    found = find(rows({**FLAT, "again": ["<5", *[10] * 11]}))
    month, whole = one(found, "share by month", "again 2025-04"), one(found, "share", "again")
    assert month["note"] == "1 to 4 of 100, as some is withheld (G34)"
    assert (month["low"], month["high"]) == (share(1, 100)["low"], share(4, 100)["high"])
    assert pd.isna(whole["estimate"])
    assert whole["note"] == "111 to 114 of 1140, as some is withheld (G34)"


@pytest.mark.parametrize(
    ("typed", "signs"), [(["<5"] * 6 + [20] * 6, (1, 1)), ([20] * 6 + ["<5"] * 6, (-1, -1))]
)
def test_a_change_with_counts_withheld_holds_every_reading(typed, signs):
    """The interval holds those of all low, all high and both tilts, and the rise turns into the fall."""
    found = find(rows({**FLAT, "da_contacts": [100] * 12, "again": typed}))
    row = one(found, "change", "again")
    assert pd.isna(row["estimate"])
    assert "(G34)" in row["note"]
    for value in (1, 2, 4):
        of = np.array([value if count == "<5" else count for count in typed])
        low, high = quasi_binomial.change(of, np.full(12, 100), np.arange(12.0)).odds()[1:]
        assert row["low"] <= low < high <= row["high"]
    assert tuple(np.sign(np.log([row["low"], row["high"]]))) == signs


def test_counts_withheld_all_year_may_have_risen_or_fallen():
    found = find(rows({**FLAT, "da_contacts": [100] * 12, "again": ["<5"] * 12}))
    row = one(found, "change", "again")
    for of in ([4] * 6 + [1] * 6, [1] * 6 + [4] * 6):
        low, high = quasi_binomial.change(np.array(of), np.full(12, 100), np.arange(12.0)).odds()[
            1:
        ]
        assert row["low"] <= low < high <= row["high"]
    assert one(found, "verdict", "again")["note"] == "cannot tell"


@pytest.mark.parametrize(
    ("arrived", "usable"),
    # The 90 days after December end on 31 March, those after March on 29 June.
    [("2026-04", 9), ("2026-03-31", 8), ("2026-06-29", 11), ("2026-06-30", 12), ("2026", 6)],
)
def test_contacts_again_are_counted_of_months_that_were_over(arrived, usable):
    found = find(rows(FLAT), arrived)
    assert one(found, "change", "again")["n"] == usable
    assert one(found, "change", "prompted")["n"] == 12
    late = one(found, "share by month", "again 2026-03")
    assert late["note"].startswith("refused (G13)") == (usable < 12)


def test_nobody_knows_when_a_file_came_that_is_not_listed():
    found = mash.findings(rows(FLAT), pd.DataFrame({"file": [], "received": []}), PERIOD)
    assert one(found, "share", "again")["note"].startswith("refused (G13): nobody knows")


@pytest.mark.parametrize(("months", "verdict"), [(7, "too few months"), (8, "cannot tell")])
def test_a_change_wants_eight_months(months, verdict):
    found = find(rows({key: values[:months] for key, values in FLAT.items()}))
    assert one(found, "verdict", "prompted")["note"] == verdict
    assert pd.isna(one(found, "change", "prompted")["estimate"]) == (months < 8)


def moving(steps: list[int]) -> pd.DataFrame:
    return find(rows({"contacts": [300] * 12, "da_contacts": [100] * 12, "prompted": steps}))


def test_a_change_is_possible_and_its_mirror_is_the_mirror():
    up, down = moving(UP), moving(UP[::-1])
    assert one(up, "verdict", "prompted")["note"] == "possible increase"
    assert one(down, "verdict", "prompted")["note"] == "possible decrease"
    rise, fall = one(up, "change in points", "prompted"), one(down, "change in points", "prompted")
    assert (rise["estimate"], rise["low"]) == pytest.approx((-fall["estimate"], -fall["high"]))
    least = [one(found, "least change in points", "prompted")["estimate"] for found in (up, down)]
    assert least[0] == least[1]


def test_all_changes_are_one_family():
    found = find(pd.concat([rows(FLAT), rows(FLAT, "newham").assign(file="mash/b.csv")]))
    tested = found[found["statistic"] == "p"]
    counted = one(found, "tests", "")
    # Contacts again of Newham came in a file that nobody knows of.
    assert (counted["estimate"], counted["note"]) == (
        len(tested),
        "0.3 expected below 0.05 by chance",
    )
    assert len(tested) == 5
    assert (
        found.loc[found["statistic"] == "p (Holm)", "estimate"].to_numpy()
        >= tested["estimate"].to_numpy()
    ).all()


def test_no_number_is_about_more_than_one_borough():
    found = find(pd.concat([rows(FLAT), rows(FLAT, "newham").assign(file="mash/b.csv")]))
    of_all = found[found["borough"] == ""]
    assert set(of_all["statistic"]) == {"tests", *mash.REFUSED}
    assert (
        of_all.loc[of_all["statistic"] != "tests", ["estimate", "low", "high", "x"]]
        .isna()
        .all(axis=None)
    )


def test_the_number_of_contacts_is_never_tested():
    found = find(rows(FLAT))
    assert not found["subject"].eq("contacts").where(found["statistic"] == "change", False).any()
    assert one(found, "change of the number of contacts", "")["note"].startswith("refused")


def test_every_number_names_its_cells():
    found = find(rows(FLAT))
    month = one(found, "share by month", "prompted 2025-05")
    assert sorted(month["rows"].split("; ")) == ["mash/a.csv!!C3", "mash/a.csv!!D3"]
    assert found.loc[found["x"].notna(), "rows"].ne("").all()


def test_an_interval_is_as_wide_as_the_months_vary():
    """Korn and Graubard (1998): the interval of x / 4 of n / 4 where months vary four times as much as by chance."""
    wide = mash_months.widened(80, 400, 4.0)
    assert (wide["low"], wide["high"]) == pytest.approx(
        (share(20, 100)["low"], share(20, 100)["high"])
    )
    assert (wide["x"], wide["n"], wide["estimate"]) == (80, 400, 0.2)
    assert (
        mash_months.widened(80, 400, 0.5)
        == mash_months.widened(80, 400, float("nan"))
        == share(80, 400)
    )


def test_nothing_is_found_in_nothing():
    assert find(TABLE.empty()).empty
    assert set(MEASURES) >= set(FLAT)
