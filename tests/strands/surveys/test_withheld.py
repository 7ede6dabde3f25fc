"""Surveys where small counts are withheld: every statistic is declared, the numbers that hang together are
told or withheld together, and no print holds a number that may not leave.
"""

import re

import pandas as pd
import pytest
from answer_rows import PERIOD, core, overview, rows, training
from conftest import ROOT
from withheld_rows import less, numbers, passed, untold

from analysis import store
from analysis.declare.finding import with_parts
from analysis.declare.kept import CORRECTIONS
from analysis.declare.withheld import withheld
from strands.surveys.cleans import clean
from strands.surveys.cleans.sums import clean as clean_sums
from strands.surveys.declares import OF_ANSWERS
from strands.surveys.declares.people import PEOPLE
from strands.surveys.finds import answers, sums
from strands.surveys.prints import averages
from strands.surveys.prints import sums as shown
from strands.surveys.prints.answers import changes, refusals, silence, who
from strands.training.cleans import clean as clean_training


@pytest.fixture(scope="module")
def found(simulated):
    """What is found in the simulated answer sheets."""
    files = {
        strand: {name: one.content for name, one in simulated.items() if one.strand == strand}
        for strand in ("surveys", "training")
    }
    made = clean(files["surveys"], CORRECTIONS.empty(), PERIOD)
    attended = clean_training(files["training"], CORRECTIONS.empty(), PERIOD).table
    return answers.findings(made.responses, made.answers, attended)


@pytest.fixture(scope="module")
def typed():
    """What is found in the sums that were published."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        read = {
            name: (store.returns("2023-25", name), store.corrections("2023-25", name), "2023-25")
            for name in ("surveys", "training")
        }
    made = clean_sums(*read["surveys"])
    return (
        made.replies,
        made.shares,
        made.ratings,
        clean_training(*read["training"]).table,
    )


def leaving(**frames: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return passed(PEOPLE, frames)


def left(sheets, **attended) -> pd.DataFrame:
    """The answers of some sheets as they may leave, with what they are about in parts."""
    made = answers.findings(*rows(sheets), training(**attended))
    return with_parts(leaving(answers=made)["answers"], *OF_ANSWERS)


def text(blocks) -> str:
    return "\n".join(
        block.markdown("Made up.") for block in blocks if not getattr(block, "empty", False)
    )


def of_answers(found: pd.DataFrame, period: str = PERIOD) -> str:
    return text(
        [
            who.opening(found, period),
            who.behind(found, period),
            *silence.chart(found, period),
            *who.flow(found, period),
            *who.bases(found, period),
            *who.composition(found, period),
            *silence.silence(found, period),
            *changes.scales(found, period),
            *changes.effects(found, period),
            *refusals.refused(found, period),
        ]
    )


def of_sums(found: pd.DataFrame, period: str) -> str:
    return text(
        [
            shown.opening(found, period),
            shown.behind(found, period),
            *shown.flow(None, found, period),
            *shown.characteristics(None, found, period),
            *averages.ratings(None, found, period),
            *shown.refused(found, period),
        ]
    )


# What is declared


def test_every_statistic_of_answers_and_of_sums_is_declared(found, typed):
    as_returned = [frame.assign(period=PERIOD) for frame in typed]
    made = sums.findings(*as_returned)
    assert {"mostly blank", "fewest: typed"} <= set(made["statistic"])
    passed = leaving(findings=made, answers=found)
    assert passed["answers"]["x"].map(withheld).sum() > 50
    assert not {"mostly blank", "fewest: typed"} & set(sums.findings(*typed)["statistic"])


def test_no_count_of_1_to_5_is_left_nor_a_part_of_its_base(found):
    told = leaving(answers=found)["answers"]
    told = told[~told["statistic"].isin(["left out", "planned"])]
    told = told[~told["statistic"].str.match("tests:|self check")]
    counts = told[[not withheld(x) for x in told["x"]]]
    assert not counts["x"].between(1, 5).any()
    rest = [n - x for x, n in zip(counts["x"], counts["n"], strict=True) if not withheld(n)]
    assert not pd.Series(rest).between(1, 5).any()


# What hangs together


def one(found: pd.DataFrame, statistic: str, **about: str) -> pd.Series:
    row = found[found["statistic"] == statistic]
    for name, value in about.items():
        row = row[row[name] == value]
    assert len(row) == 1
    return row.iloc[0]


def test_answers_at_points_are_told_all_or_none_and_the_average_with_either():
    before = [4] * 20 + [6] * 20
    for after, hidden in (([5] * 20 + [7] * 20, False), ([5] * 37 + [7] * 3, True)):
        found = left(overview(before, after), overview=100)
        points = found[(found["statistic"] == "people at point") & (found["moment"] == "after")]
        assert set(points["x"].map(withheld)) == {hidden}
        assert not withheld(one(found, "mean", moment="after")["estimate"])


def test_an_average_next_to_an_end_of_the_scale_is_withheld():
    found = left(overview([3, 5] * 20, [7] * 38 + [6, 5]), overview=100)
    assert withheld(one(found, "mean", moment="after")["estimate"])
    assert not withheld(one(found, "mean", moment="before")["estimate"])
    for name in ("change: answered", "mean: before", "retrospective: mean change"):
        assert withheld(one(found, name)["estimate"])


def test_pairs_are_withheld_where_few_who_answered_are_in_none():
    def pairs(alone: int) -> pd.Series:
        people = core([3, 4] * 15, [5, 6] * 15, pairs=30 - alone)
        return one(left(people, core=100), "paired: mean change", question="knowledge")

    assert withheld(pairs(3)["estimate"], pairs(3)["n"])
    assert not withheld(pairs(0)["estimate"], pairs(8)["estimate"])


def test_few_who_fell_take_all_with_them_that_tells_of_ranks():
    before, after = [3, 4] * 15, [5, 6] * 12 + [3, 4, 3, 4, 2, 3]
    found = left(overview(before, after), overview=100)
    for name, hidden in {
        "share risen": False,
        "share same": True,
        "share fallen": True,
        "rank-biserial": True,
        "mean change": False,
    }.items():
        assert withheld(one(found, f"retrospective: {name}")["estimate"]) == hidden


def test_what_became_of_sheets_adds_up_to_nothing_that_is_withheld():
    people = [{"knowledge": 4}] * 20 + [{"usable": "no"}] * 3 + [{"kept": "empty"}] * 9
    found = left({("core", "before"): people}, core=60)
    sheets = found[(found["statistic"] == "sheets") & (found["wave"] == "before")]
    assert sheets["x"].map(withheld).sum() == 2
    assert "how many were" in who.behind(found.drop(columns=[*OF_ANSWERS]), PERIOD).texts[0]


# What is printed


def test_what_is_left_is_printed_without_a_hole(found):
    said = of_answers(leaving(answers=found)["answers"])
    assert r"\[d\]" in said
    assert not re.search(r"\bnan\b", said)
    assert "39 usable" in of_answers(found) and "39 usable" not in said


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_withheld_of_answers_no_print_holds_it(found, seed):
    held = less(found, PEOPLE["answers"], seed, (1 / 3, 0.9)[seed % 2])
    said, bare = of_answers(held), of_answers(less(found, PEOPLE["answers"], seed, 1.0))
    assert not re.search(r"\bnan\b|\+nan", said)
    assert r"\[d\]" in said
    assert (numbers(of_answers(found)) - numbers(bare)) & untold(found, held, 20)
    assert not (numbers(said) - numbers(bare)) & untold(found, held, 20)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_withheld_of_sums_no_print_holds_it(typed, seed):
    full = sums.findings(*typed)
    held = less(full, PEOPLE["findings"], seed, (1 / 3, 0.9)[seed % 2])
    said, bare = (
        of_sums(one, "2023-25") for one in (held, less(full, PEOPLE["findings"], seed, 1.0))
    )
    assert not re.search(r"\bnan\b|\+nan", said)
    assert not (numbers(said) - numbers(bare)) & untold(full, held, 20)


def test_no_interval_of_pairs_tells_how_many_fell(found):
    """26 pairs, a mean of 1.23, its interval and 17 risen leave but three numbers of fallen."""
    every = leaving(answers=found)["answers"]
    small = found[(found["statistic"] == "fewest: moves") & found["estimate"].le(5)]["subject"]
    paired = every[every["statistic"].eq("paired: mean change") & every["subject"].isin(small)]
    assert len(paired)
    assert all(withheld(end) for row in paired.itertuples() for end in (row.low, row.high))


def test_that_too_few_answered_singly_is_withheld_with_the_links_it_tells_of(found):
    every = leaving(answers=found)["answers"]
    combined = every[every["statistic"] == "partially paired: difference of means"]
    assert len(combined) and (combined["refused"] == "G23").all()
