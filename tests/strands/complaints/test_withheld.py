"""Complaints where small counts are withheld: every statistic is declared, and no print holds a number that may
not leave, nor says more than what is left bears.
"""

import numpy as np
import pandas as pd
import pytest
from withheld_rows import NUMBERS, PERIOD, cleaned, passed

from analysis.declare.withheld import WITHHELD, withheld
from analysis.find.asked import COLUMNS
from strands.complaints.cleans import clean
from strands.complaints.declares import PEOPLE
from strands.complaints.finds.complaints import findings
from strands.complaints.prints import complaint_changes, complaints

NOTHING_ASKED = pd.DataFrame(columns=list(COLUMNS), dtype=str)


@pytest.fixture(scope="module")
def made(simulated):
    return cleaned(simulated, "complaints", clean)


@pytest.fixture(scope="module")
def found(made):
    return findings(made.table, made.base, PERIOD)


@pytest.fixture(scope="module")
def left(found):
    return passed(PEOPLE, {"findings": found})["findings"]


def text(made, found) -> str:
    blocks = [
        complaints.opening(found, PERIOD),
        *complaints.behind(found, PERIOD),
        *complaints.boroughs(found, NOTHING_ASKED, made.base, PERIOD),
        *complaints.composition(found, PERIOD),
        *complaint_changes.changes(found, PERIOD, "Made up."),
        *complaints.refused(found, PERIOD),
    ]
    return "\n".join(
        block.markdown("Made up.") for block in blocks if not getattr(block, "empty", False)
    )


def test_no_count_of_1_to_5_is_left_nor_a_part_of_its_base(left, found):
    told = left[[not withheld(x) for x in left["x"]]]
    people = told[~told["statistic"].isin(["boroughs that sent complaints"])]
    assert not people["x"].between(1, 5).any()
    rest = [n - x for x, n in zip(people["x"], people["n"], strict=True) if not withheld(n)]
    assert not pd.Series(rest).between(1, 5).any()
    assert found["x"].between(1, 5).sum() > 100


@pytest.mark.parametrize("borough", ["hackney", "waltham_forest", "newham", "barnet"])
def test_quarters_answers_and_halves_add_up_to_nothing_that_is_withheld(left, found, borough):
    """Where all but one of the numbers that make a total are told, the last is no small count."""
    whole = left[(left["borough"] == borough) & (left["when"] == PERIOD) & (left["reading"] == "")]
    for statistic in ("complainant", "outcome", "support", "grounds"):
        rows = whole[whole["statistic"] == statistic]
        gaps = [withheld(x) for x in rows["x"]]
        assert sum(gaps) != 1 or withheld(*rows["n"])


def test_what_is_left_is_printed_without_a_hole(made, left):
    said = text(made, left)
    assert r"\[d\]" in said and "nan" not in said.replace("another", "").replace("complainan", "")
    assert "\n| : |" not in said


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_withheld_the_section_prints_and_holds_no_number_of_it(made, found, seed):
    out = np.random.default_rng(seed).random(len(found)) < (1 / 3, 0.9)[seed % 2]
    less = found.copy()
    for name in NUMBERS:
        held = less[name].astype(object)
        less[name] = held.where(~(out & held.notna()), WITHHELD)
    less.loc[out, ["verdict", "note"]] = ""
    said = text(made, less)
    assert r"\[d\]" in said
    assert " nan" not in said and "(nan" not in said


def test_how_many_lines_came_is_not_told(found, left):
    """With one line a stage it would tell of complaints: 31 lines of 27 complaints are 4 stages more."""
    lines = left[left["statistic"] == "lines left out"]
    assert len(lines) and lines["n"].isna().all()
