"""The boroughs' changes together: held to metafor, to the printed counts, to what chance does, and to mirror images."""

import re
import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest
import simulation
from conftest import ROOT, series_rows

from analysis.declare import periods
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import FINDINGS
from analysis.declare.indicators import TABLE
from analysis.declare.replies import ANSWERED, OPEN
from strands.indicators.finds import random_effects, together
from strands.indicators.prints import indicators as opened
from strands.indicators.prints import together as prints

REFERENCE = ROOT / "tests" / "reference"
FALLING = [40, 36, 33, 29, 26, 24, 21]


def answers(sets: pd.DataFrame) -> pd.DataFrame:
    """Ours, an answer a set, as metafor gives them."""
    rows = []
    for name, one in sets.groupby("set"):
        effects, variances = one["effect"].to_numpy(), one["variance"].to_numpy()
        mean = random_effects.pooled(effects, variances)
        without = [float(each.mean) for each in random_effects.without_each(effects, variances)]
        row = [mean.mean, mean.error, *mean.interval()[1:], mean.p, mean.tau2, mean.i2]
        row += mean.predicted()[1:]
        rows.append((name, *map(float, row), min(without), max(without)))
    return pd.DataFrame(rows, columns=pd.read_csv(REFERENCE / "metafor.csv").columns)


def test_the_average_of_a_few_effects_is_that_of_metafor():
    """The 13 trials of the BCG vaccine among them."""
    ours, theirs = (
        answers(pd.read_csv(REFERENCE / "effects.csv")),
        pd.read_csv(REFERENCE / "metafor.csv"),
    )
    pd.testing.assert_frame_equal(ours, theirs, rtol=1e-6, atol=1e-8)


def test_new_sets_of_effects_have_metafors_answers_too(tmp_path):
    r = shutil.which("Rscript") or pytest.skip("R is not on this machine")
    if subprocess.run([r, "-e", "library(metafor)"], capture_output=True).returncode:
        pytest.skip("this R has no metafor")
    rng, rows = np.random.default_rng(1312), []
    for at in range(40):
        variances = rng.gamma(1.5, 0.03, rng.integers(3, 9))
        effects = rng.normal(0, np.sqrt(variances + rng.choice([0, 0.02, 0.2])))
        rows += [
            (f"new {at:02d}", effect, variance)
            for effect, variance in zip(effects, variances, strict=True)
        ]
    sets = pd.DataFrame(rows, columns=["set", "effect", "variance"])
    sets.to_csv(tmp_path / "effects.csv", index=False)
    command = [r, REFERENCE / "metafor.R", tmp_path / "effects.csv", tmp_path / "answers.csv"]
    subprocess.run(command, check=True, capture_output=True)
    theirs = pd.read_csv(tmp_path / "answers.csv")
    pd.testing.assert_frame_equal(answers(sets), theirs, rtol=1e-4, atol=1e-6)


@pytest.fixture(scope="module")
def pooled(returned) -> pd.DataFrame:
    return together.findings(returned, "2023-25")


def one(found: pd.DataFrame, statistic: str, indicator: str, borough: str = "") -> pd.Series:
    about = found["statistic"].eq(statistic) & found["subject"].eq(indicator)
    rows = found[about & found["borough"].eq(borough)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize(
    ("indicator", "printed"),
    [
        ("referral", "0.83 0.73 0.94"),
        ("assessment", "0.93 0.81 1.07"),
        ("protection_plan", "1.25 0.84 1.86"),
        ("care_entry", "0.78 0.30 2.02"),
    ],
)
def test_the_averages_of_2023_25(pooled, indicator, printed):
    mean = one(pooled, "together_change", indicator)
    assert " ".join(f"{mean[end]:.2f}" for end in ("estimate", "low", "high")) == printed
    assert (mean["n"], mean["x"]) == (6, 6)


def test_referrals_fell_on_average_but_not_beyond_all_doubt(pooled):
    """The boroughs do not differ beyond chance, four averages are tested, and it rests on one borough."""
    assert one(pooled, "between_boroughs", "referral")["estimate"] == 0
    assert one(pooled, "together_verdict", "referral")["verdict"] == "possible decrease"
    assert one(pooled, "together_p", "referral")["estimate"] < 0.05
    assert one(pooled, "together_p_holm", "referral")["estimate"] > 0.05
    assert one(pooled, "together_rests_on", "referral")["note"] == "Barking and Dagenham"
    assert one(pooled, "sign_flip_p", "referral")["estimate"] == 4 / 64
    (said, *_) = prints.sentences(pooled)
    assert "a fall of 17%" in said and "no longer be distinguished from chance" in said
    assert "Without Barking and Dagenham it could be chance" in said


def test_care_entries_differ_from_borough_to_borough_and_say_nothing_of_a_fall(pooled):
    assert one(pooled, "between_boroughs", "care_entry")["estimate"] > 0.4
    another = one(pooled, "another_borough", "care_entry")
    assert another["low"] < 0.2 and another["high"] > 4
    # So much is, of six boroughs, what chance may still do.
    assert one(pooled, "differ_p", "care_entry")["estimate"] > 0.05
    (said,) = [text for text in prints.sentences(pooled) if text.startswith("**Children taken")]
    assert "may differ by more than chance makes them. If they do" in said
    assert one(pooled, "together_verdict", "care_entry")["verdict"] == "cannot tell"


def test_boroughs_that_go_opposite_ways_are_said_to_differ():
    up, down = [400, 500, 600, 700, 800, 900, 1000], [1000, 900, 800, 700, 600, 500, 400]
    counts = dict(zip(BOROUGH_KEYS, (up, down, up, down, up, down), strict=True))
    found = together.findings(rows_of(counts), "2023-25")
    assert one(found, "differ_p", "referral")["estimate"] < 0.001
    (said,) = prints.sentences(found)
    assert "The boroughs differ by more than chance makes them:" in said
    assert "The counts are too few" not in said


def rows_of(counts: dict[str, list], indicator: str = "referral") -> pd.DataFrame:
    every = [
        row for borough, each in counts.items() for row in series_rows(borough, indicator, each)
    ]
    return TABLE.check(pd.DataFrame(every))


def test_series_end_for_end_have_the_mirror_image():
    counts = dict(
        zip(
            BOROUGH_KEYS[:4],
            ([90, 80, 85, 70, 66], FALLING, [9, 12, 8, 10, 9], [300, 310, 280, 260, 255, 250]),
            strict=True,
        )
    )
    back = {borough: series[::-1] for borough, series in counts.items()}
    there, again = (together.findings(rows_of(each), "2023-25") for each in (counts, back))
    for statistic in ("together_change", "another_borough"):
        first, second = one(there, statistic, "referral"), one(again, statistic, "referral")
        ends = ("estimate", "low", "high"), ("estimate", "high", "low")
        for end, other in zip(*ends, strict=True):
            assert first[end] == pytest.approx(1 / second[other], rel=1e-6)
    for statistic in ("together_p", "sign_flip_p", "together_detectable"):
        first, second = one(there, statistic, "referral"), one(again, statistic, "referral")
        assert first["estimate"] == pytest.approx(second["estimate"])
    assert one(there, "together_verdict", "referral")["verdict"] == "possible decrease"
    assert one(again, "together_verdict", "referral")["verdict"] == "possible increase"
    said = [next(prints.sentences(each)) for each in (there, again)]
    assert "a fall of" in said[0] and "a rise of" not in said[0]
    assert "a rise of" in said[1] and "a fall of" not in said[1]


def test_counting_ten_times_as_much_in_one_borough_moves_no_average():
    """Another definition cancels out of a slope."""
    counts = dict.fromkeys(BOROUGH_KEYS[:4], FALLING)
    more = {**counts, BOROUGH_KEYS[0]: [10 * count for count in FALLING]}
    first, second = (
        one(together.findings(rows_of(each), "2023-25"), "together_change", "referral")
        for each in (counts, more)
    )
    assert second["estimate"] == pytest.approx(first["estimate"], rel=1e-6)


def test_a_borough_that_counts_otherwise_within_the_period_is_left_out_and_named():
    rows = rows_of(dict.fromkeys(BOROUGH_KEYS[:4], FALLING))
    anew = (rows["borough"] == BOROUGH_KEYS[0]) & (rows["quarter"] >= "2024Q1")
    rows.loc[anew, "caveat"] = "new case system from January 2024"
    found = together.findings(rows, "2023-25")
    out = one(found, "not_joined", "referral", BOROUGH_KEYS[0])
    assert (out["refused"], out["note"]) == (
        "G12",
        "counted otherwise from Jan–Mar 2024 on, within the period",
    )
    assert one(found, "together_change", "referral")["n"] == 3
    notes = prints.changes(found).notes
    assert any("Left out: Hackney; counted otherwise" in note for note in notes)


def test_who_is_in_the_average_is_named_with_the_length_of_its_shortest_series():
    counts = dict.fromkeys(BOROUGH_KEYS[1:4], FALLING) | {BOROUGH_KEYS[0]: FALLING[:4]}
    notes = prints.changes(together.findings(rows_of(counts), "2023-25")).notes
    (told,) = [note for note in notes if note.startswith("Usable quarters of those in the average")]
    assert re.findall(r"(\w+) (\d)", told) == [
        ("Hackney", "4"), ("Forest", "7"), ("Newham", "7"), ("Fulham", "7")
    ]  # fmt: skip
    notes = prints.changes(
        together.findings(rows_of(counts | {BOROUGH_KEYS[0]: FALLING[:3]}), "2023-25")
    ).notes
    assert not any("Hackney" in note for note in notes if note.startswith("Usable quarters"))
    assert any(note.startswith("Left out: Hackney; fewer than 4 usable") for note in notes)


def test_a_borough_whose_way_of_counting_is_in_question_is_named_while_it_is_open():
    place = ["file", "sheet", "cell"]

    def said(
        boroughs: int, rule: str = "definition_fingerprint", status: str = OPEN, last=FALLING
    ) -> list[str]:
        counts = dict.fromkeys(BOROUGH_KEYS[:boroughs], FALLING)
        rows = rows_of({**counts, BOROUGH_KEYS[boroughs - 1]: last})
        asked = rows[rows["borough"] == BOROUGH_KEYS[1]].head(1)[place]
        asked = asked.assign(rule=rule, status=status)
        return [*prints.doubts(together.findings(rows, "2023-25"), rows, asked)]

    (one_of_four,), (one_of_three,) = said(4), said(3)
    assert one_of_four.startswith(
        "**Open.** Whether Waltham Forest counts new cases with DA as the"
    )
    assert re.search(r"it is in the average, which without it is ×0\.\d\d \(", one_of_four)
    assert one_of_three.endswith("it is in the average.")
    assert said(4, status=ANSWERED) == said(4, rule="outlier") == []
    # A count that is withheld somewhere takes no doubt away.
    (at_both_ends,) = said(4, last=[9, 8, "<5", 7, 6, 6, 5])
    ways = [f"×0.\\d\\d \\(.*?\\), withheld at {end}" for end in ("lowest", "highest")]
    assert re.search(f"which without it is {', or '.join(ways)}\\.", at_both_ends)


def test_too_few_boroughs_or_quarters_have_no_average():
    two = together.findings(rows_of(dict.fromkeys(BOROUGH_KEYS[:2], FALLING)), "2023-25")
    assert one(two, "together_verdict", "referral")["verdict"] == "too few quarters"
    assert two["statistic"].ne("together_change").all()
    (said,) = prints.sentences(two)
    assert "2 boroughs have a change that can be used; an average needs at least 3" in said
    short = together.findings(rows_of(dict.fromkeys(BOROUGH_KEYS[:5], FALLING[:3])), "2023-25")
    assert set(short["statistic"]) == {"not_joined"}
    assert [*prints.blocks(short, FINDINGS.empty(), "")] == []
    zero = together.findings(rows_of({key: [0] * 7 for key in BOROUGH_KEYS[:5]}), "2023-25")
    assert set(zero["statistic"]) == {"not_joined"}


@pytest.mark.parametrize(
    ("other", "readings"),
    [
        ({BOROUGH_KEYS[3]: [9, 8, "<5", 7, 6, 6, 5]}, ["at lowest", "at highest"]),
        (
            {BOROUGH_KEYS[3]: [9, 8, "<5", 7, 6, "<5", 5]},
            ["at the steepest fall", "at the steepest rise"],
        ),
        (
            {key: [9, 8, "<5", 7, 6, 6, 5] for key in BOROUGH_KEYS[3:5]},
            ["at the steepest fall", "at the steepest rise"],
        ),
    ],
)
def test_withheld_counts_are_read_at_both_ends(other, readings):
    counts = dict.fromkeys(BOROUGH_KEYS[:3], FALLING)
    found = together.findings(rows_of({**counts, **other}), "2023-25")
    means = found[found["statistic"] == "together_change"].set_index("reading")
    assert [*means.index] == [f"withheld {reading}" for reading in readings]
    assert means["n"].eq(3 + len(other)).all()
    fall, rise = means["estimate"]
    assert fall < rise if "steepest" in readings[0] else fall > rise


def test_a_planned_average_that_stands_is_called_a_decrease(monkeypatch):
    rows = rows_of({borough: [4 * count for count in FALLING] for borough in BOROUGH_KEYS})
    assert one(together.findings(rows, "2023-25"), "together_verdict", "referral")["verdict"] == (
        "possible decrease"
    )
    planned = [
        periods.Period(**{**vars(each), "primary": ("together/referral",)})
        if each.key == "2023-25"
        else each
        for each in periods.PERIODS
    ]
    monkeypatch.setattr(periods, "PERIODS", tuple(planned))
    found = together.findings(rows, "2023-25")
    assert one(found, "together_verdict", "referral")["verdict"] == "decrease"
    (said,) = prints.sentences(found)
    assert "It was planned beforehand." in said
    # Planned, and not told from chance after Holm: that is said too.
    weak = {borough: [40, 44, 37, 39, 36, 38, 35] for borough in BOROUGH_KEYS[:3]}
    several = pd.concat([rows_of(weak, indicator) for indicator in ("referral", "assessment")])
    (first, second) = prints.sentences(together.findings(TABLE.check(several), "2023-25"))
    assert ("planned" in first) == ("cannot tell" not in first) and "planned" not in second


def test_averages_that_change_nothing_are_seldom_called():
    """Also where neighbours resemble each other, which the test takes them not to."""
    for rho in (0, 0.3, 0.4):
        called = simulation.averaged_called("referrals at intake", 3.5, 0, rho)
        assert 0.005 < called <= 0.06
        assert simulation.averaged_called("plans of four quarters", 3.5, 0, rho) <= 0.06
    assert simulation.averaged_called("referrals at intake", 3.5, 0.2, 0) <= 0.08


def test_an_average_sees_what_no_single_series_does():
    assert 0.45 < simulation.averaged_called("referrals at intake", 3.5, 0, 0, 0.83) < 0.62
    assert simulation.averaged_called("referrals at intake", 3.5, 0, 0, 0.7) > 0.85


def test_the_table_of_sizes_stands_in_the_docs():
    printed = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8").splitlines()
    shares = [
        simulation.averaged_called("protection plans", 1, 0, *about)
        for about in ((0,), (0.3,), (0.4,), (0, 0.83), (0, 0.7))
    ]
    cells = " | ".join(f"{share:.1%}" for share in shares)
    assert f"| protection plans | 1 | 0 | {cells} |" in printed


def test_the_first_page_says_what_the_averages_say(found, pooled):
    first = opened.opening(found, pooled, FINDINGS.empty())
    assert first.finding == (
        "on average, of 4 indicators 1 may have fallen (new cases with DA as the referral issue)"
    )
    assert len(first.finding) <= 90
    assert (
        "**On average over the boroughs.** New cases with DA as the referral issue may have fallen;"
        " nobody can tell a rise from a fall in the other 3 indicators; no change is distinguishable from"
        in first.texts[2]
    )
