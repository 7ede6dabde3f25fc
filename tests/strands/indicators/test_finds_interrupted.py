"""A step at a dated start: held to a published series, to R, to what chance does, and to mirror images."""

import numpy as np
import pandas as pd
import pytest
import simulation
from conftest import ROOT, series_rows

from analysis.declare.indicators import TABLE
from strands.indicators.finds import interrupted
from strands.indicators.finds.indicators import findings
from strands.indicators.prints import interrupted as prints

REFERENCE = ROOT / "tests" / "reference"
SICILY = pd.read_csv(REFERENCE / "sicily.csv")
R = pd.read_csv(REFERENCE / "segmented.csv").set_index("model")
BAN = int((SICILY["month"] < "2005-01").sum())


def of_sicily(**how) -> interrupted.Interrupted:
    counts, months = SICILY["events"].to_numpy(float), np.arange(len(SICILY))
    exposure = SICILY["standard_population"].to_numpy()
    return interrupted.interrupted(counts, months, BAN, exposure=exposure, rho=0, **how)


@pytest.mark.parametrize(
    ("model", "how"),
    [("step", {}), ("season", {"season": 12}), ("slope", {"season": 12, "with_slope": True})],
)
def test_the_models_of_the_tutorial_have_the_answers_of_r(model, how):
    fit = of_sicily(**how)
    assert fit.step == pytest.approx((R.loc[model, "step"], R.loc[model, "step_error"]), rel=1e-5)
    assert fit.dispersion == pytest.approx(R.loc[model, "dispersion"], rel=1e-5)
    if model == "slope":
        assert fit.slope == pytest.approx(
            (R.loc[model, "slope"], R.loc[model, "slope_error"]), rel=1e-4
        )
    else:
        assert fit.slope is None


def test_heart_attacks_fell_at_the_smoking_ban_as_published():
    """0.894, of separate events 0.864 to 0.925 (Bernal, Cummins and Gasparrini 2017)."""
    fit = of_sicily()
    effect, error = fit.step[0], fit.step[1] / np.sqrt(fit.dispersion)
    ends = (np.exp(effect + side * 1.96 * error) for side in (0, -1, 1))
    assert [*ends] == pytest.approx([0.894, 0.864, 0.925], abs=0.001)


def test_neighbours_that_resemble_each_other_widen_the_interval():
    counts, months = SICILY["events"].to_numpy(float), np.arange(len(SICILY))
    apart, alike = (interrupted.interrupted(counts, months, BAN, rho=rho) for rho in (0, 0.3))
    assert alike.step[0] == pytest.approx(apart.step[0])
    assert alike.step[1] > apart.step[1] and alike.df < apart.df


def quarters(first: str, last: str) -> list[str]:
    return [str(quarter) for quarter in pd.period_range(first, last, freq="Q")]


def rows_of(counts, first: str, last: str, borough: str = "barnet") -> pd.DataFrame:
    return TABLE.check(
        pd.DataFrame(series_rows(borough, "referral", counts, quarters(first, last)))
    )


def one(found: pd.DataFrame, statistic: str) -> pd.Series:
    (row,) = [row for _, row in found[found["statistic"] == statistic].iterrows()]
    return row


STEP = [60, 63, 58, 61, 59, 62, 60, 30, 31, 29, 30, 31, 30, 29]


def test_a_step_down_is_found_and_its_mirror_image_is_a_step_up():
    down = findings(rows_of(STEP, "2021Q4", "2025Q1"), "2023-25")
    counts = np.array(STEP, float)
    up = findings(rows_of([round(1800 / count) for count in counts], "2021Q4", "2025Q1"), "2023-25")
    assert one(down, "step")["estimate"] == pytest.approx(0.5, abs=0.05)
    assert one(down, "step_verdict")["verdict"] == "possible decrease"
    assert one(up, "step")["estimate"] == pytest.approx(1 / one(down, "step")["estimate"], rel=0.05)
    assert one(up, "step_verdict")["verdict"] == "possible increase"
    assert one(down, "step")["note"] == "2023Q3"
    heading, said, figure, table = prints.blocks(down, rows_of(STEP, "2021Q4", "2025Q1"), "")
    assert heading.text == "Before and since joining"
    assert "a fall of" in said.texts[0] and "at joining" not in said.texts[0].lower()
    assert "Barnet" in figure.alt and len(table.cells) == 1


def test_steps_are_tested_together_and_dated_by_what_came():
    several = pd.concat(
        [
            rows_of(STEP, "2021Q4", "2025Q1"),
            rows_of([60] * 14, "2021Q4", "2025Q1", "barking_and_dagenham"),
        ]
    )
    found = findings(TABLE.check(several), "2023-25")
    ps, holm = (
        found[found["statistic"] == name].set_index("borough")["estimate"]
        for name in ("step_p", "step_p_holm")
    )
    assert holm["barnet"] == pytest.approx(min(1, 2 * ps["barnet"]))
    assert one(found, "steps_tested")["estimate"] == 2
    said = " ".join(
        next(block.texts for block in prints.blocks(found, several, "") if hasattr(block, "texts"))
    )
    assert "one of 2 steps tested" in said
    late = [*STEP[:7], None, None, *STEP[9:], 30, 31, 30]
    missing = findings(rows_of(late, "2021Q4", "2025Q4"), "2023-25")
    assert one(missing, "step")["note"] == "2024Q1"


def test_what_would_have_come_is_the_trend_before_gone_on():
    found = findings(rows_of(STEP, "2021Q4", "2025Q1"), "2023-25")
    gone_on = found[found["statistic"] == "gone_on"].set_index("when")
    since = gone_on[gone_on.index >= "2023Q3"]
    assert (since["estimate"] > 1.7 * since["x"]).all() and (since["low"] < since["estimate"]).all()
    before = gone_on[gone_on.index < "2023Q3"]
    assert before["estimate"].to_numpy() == pytest.approx(before["x"].to_numpy())


@pytest.mark.parametrize(
    ("first", "last", "borough"),
    [
        ("2023Q3", "2025Q1", "barnet"),
        ("2023Q1", "2025Q1", "barnet"),
        ("2022Q3", "2025Q1", "barnet"),
        ("2020Q1", "2025Q1", "hackney"),
        ("2020Q1", "2023Q4", "barnet"),
    ],
)
def test_too_few_quarters_or_no_dated_start_is_a_refusal_and_no_step(first, last, borough):
    counts = [50 + at % 5 for at in range(len(quarters(first, last)))]
    found = findings(rows_of(counts, first, last, borough), "2023-25")
    assert "step" not in set(found["statistic"])
    refused = one(found, "segmented")
    assert refused["refused"] == "G6" and "single dated start" in refused["note"]
    assert [*prints.blocks(found, rows_of(counts, first, last, borough), "")] == []


def test_a_slope_and_the_season_come_in_with_eight_quarters_on_either_side():
    from strands.indicators.finds.judged import Series

    def series(n: int) -> Series:
        counts = np.array([40 + 9 * (at % 4 == 0) + at % 3 for at in range(n)])
        times = np.arange(n)
        return Series(
            "barnet",
            "referral",
            "as returned",
            tuple(quarters("2019Q1", "2029Q4")[:n]),
            times,
            counts,
            0,
            "",
        )

    assert interrupted.fitted(series(25)).slope is None
    assert interrupted.fitted(series(26)).slope is not None


@pytest.mark.parametrize(
    "counts", [[0] * 14, [5] * 14, [0] * 7 + [5] * 7, [2**at for at in range(14)]]
)
def test_counts_of_an_extreme_kind_have_a_step_or_none_but_never_a_wrong_number(counts):
    found = findings(rows_of(counts, "2021Q4", "2025Q1"), "2023-25")
    steps = found[found["statistic"] == "step"]
    assert len(steps) <= 1
    if counts == [5] * 14:
        assert steps["estimate"].item() == pytest.approx(1)
        assert one(found, "step_verdict")["verdict"] == "cannot tell"
    numbers = steps[["estimate", "low", "high"]].astype(float).dropna(how="all")
    assert np.isfinite(numbers).all(axis=None)
    assert numbers.empty == (0 in counts)


@pytest.mark.parametrize("rho", [0, 0.3])
@pytest.mark.parametrize(("before", "since"), [(6, 6), (12, 12)])
def test_a_step_that_is_none_is_seldom_called(before, since, rho):
    called = simulation.stepped(before, since, 40, 2, rho, runs=300)
    assert called <= 0.08
    assert simulation.stepped(before, since, 40, 2, rho, 0.4, runs=100) > 0.4
