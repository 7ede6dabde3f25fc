"""No survey is compared but as it was declared, and codes link answers only where they can."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.table import InputError
from strands.surveys.finds.designs import DESIGNS, compare, links

CODES = [f"k{i}" for i in range(60)]


def sides(n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(9)
    return rng.integers(1, 6, n).astype(float), rng.integers(3, 8, n).astype(float)


def linked_for(design: str):
    return links(CODES, CODES) if design in ("paired", "partially_paired") else None


def test_codes_link_once_each_and_ambiguous_ones_never():
    found = links(["ab 1", "B2", "B2", "", "c3", None], ["b2", "AB1", " ", "d4", "d4", "e5"])
    assert found.pairs == ((0, 1),)
    assert found.ambiguous == ((1, 2), (0, 3, 4))
    assert found.singles == ((3, 4, 5), (2, 5))
    counted = {row["statistic"]: row["estimate"] for row in found.rows()}
    assert counted == {
        "links: pairs": 1,
        "links: unlinked before": 3,
        "links: ambiguous before": 2,
        "links: unlinked after": 2,
        "links: ambiguous after": 3,
    }


code = st.sampled_from(["", "a", "b", "c", "d", "e", " A", "B"])


@settings(max_examples=60, deadline=None)
@given(st.lists(code), st.lists(code))
def test_every_answer_is_linked_or_single_or_ambiguous(before, after):
    found, turned = links(before, after), links(after, before)
    for side, codes in enumerate((before, after)):
        of_side = [pair[side] for pair in found.pairs]
        assert sorted([*of_side, *found.singles[side], *found.ambiguous[side]]) == list(
            range(len(codes))
        )
    assert sorted((j, i) for i, j in turned.pairs) == sorted(found.pairs)
    for i, j in found.pairs:
        assert before[i].strip().lower() == after[j].strip().lower() != ""


@pytest.mark.parametrize("declared", DESIGNS)
@pytest.mark.parametrize("design", DESIGNS)
def test_another_design_than_declared_is_refused_with_its_reason(design, declared):
    rows = list(compare(design, *sides(), linked_for(design), declared=declared))
    if design == declared:
        assert len(rows) > 5
        assert not any(row["refused"] == "G15" for row in rows)
    else:
        (row,) = rows
        assert row["estimate"] is None
        assert row["statistic"] == f"{design}: comparison"
        told = f"it was declared {declared.replace('_', ' ')}"
        assert (row["refused"], row["note"]) == ("G15", told)


def test_every_row_says_which_design_it_is_of():
    of = {
        "paired": {"links", "paired"},
        "unpaired": {"unpaired"},
        "retrospective": {"retrospective"},
        "partially_paired": {"links", "paired", "unpaired", "partially paired"},
    }
    for design, names in of.items():
        rows = list(compare(design, *sides(), linked_for(design), declared=design))
        assert {row["statistic"].partition(": ")[0] for row in rows} == names


@pytest.mark.parametrize("design", ["paired", "partially_paired"])
def test_pairs_without_links_are_refused_not_compared_otherwise(design):
    (row,) = compare(design, *sides(), declared=design)
    assert row["refused"] == "G15"
    assert row["note"] == "no codes link the answers of one person"


@pytest.mark.parametrize("design", ["unpaired", "retrospective"])
def test_links_for_a_survey_without_codes_are_refused(design):
    (row,) = compare(design, *sides(), links(CODES, CODES), declared=design)
    assert "links were given" in row["note"]


def test_retrospective_answers_must_be_of_one_questionnaire():
    (row,) = compare("retrospective", sides(60)[0], sides(59)[1], declared="retrospective")
    assert row["refused"] == "G15"
    assert row["note"].startswith("60 answers about before and 59")


def test_a_blank_is_left_out_and_never_a_zero():
    before, after = sides()
    before[:5], after[3:9] = np.nan, np.nan
    pairs, *_ = compare("retrospective", before, after, declared="retrospective")
    assert pairs["estimate"] == 60 - 9
    rows = {
        row["statistic"]: row for row in compare("unpaired", before, after, declared="unpaired")
    }
    assert rows["unpaired: answers before"]["estimate"] == 55
    assert rows["unpaired: difference of means"]["estimate"] == pytest.approx(
        np.nanmean(after) - np.nanmean(before)
    )


def test_the_partner_of_a_blank_counts_as_a_single_answer():
    before, after = sides()
    before[:4] = np.nan
    linked = links(CODES[:50], CODES[:30] + [f"x{i}" for i in range(20)])
    rows = {
        row["statistic"]: row["estimate"]
        for row in compare(
            "partially_paired",
            before[:50],
            after[:50],
            linked,
            declared="partially_paired",
        )
    }
    assert rows["links: pairs"] == 30
    assert rows["paired: pairs"] == 26
    assert rows["unpaired: answers before"] == 20
    assert rows["unpaired: answers after"] == 20 + 4


def test_pairs_are_linked_by_code_and_not_by_place():
    before, _ = sides()
    turned = np.arange(60)[::-1]
    linked = links(CODES, [CODES[i] for i in turned])
    rows = {
        row["statistic"]: row
        for row in compare("paired", before, before[turned], linked, declared="paired")
    }
    assert rows["paired: share same"]["estimate"] == 1


def test_answers_off_the_scale_and_unknown_designs_are_told_in_one_line():
    before, after = sides()
    after[7] = 8
    with pytest.raises(InputError, match="answers after: 8 is no whole number from 1 to 7"):
        list(compare("unpaired", before, after, declared="unpaired"))
    with pytest.raises(InputError, match="design 'matched' is not known"):
        list(compare("matched", before, before, declared="matched"))
