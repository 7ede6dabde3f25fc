"""Answers told in confidence where small counts are withheld: none of fewer than ten people, none that could be
worked out, no group, and no print that holds a withheld number.
"""

import re

import numpy as np
import pandas as pd
import pytest
from experience_rows import PERIOD
from experience_rows import rows as rows_of
from hypothesis import given, settings
from hypothesis import strategies as st
from withheld_rows import NUMBERS, cleaned, passed, text_of

from analysis.declare.disclosure import PROFILES
from analysis.declare.returned import QUERIES
from analysis.declare.table import InputError
from analysis.declare.withheld import SYMBOL, WITHHELD
from analysis.show.printed import Paragraphs, PrintedFigure, PrintedTable
from strands.experience import finds
from strands.experience.cleans import clean
from strands.experience.declares import ITEMS, LEAST, OF_ALL, PEOPLE, SPLITS
from strands.experience.prints import experience, of_all


@pytest.fixture(scope="module")
def returned(simulated):
    return cleaned(simulated, "experience", clean).table


@pytest.fixture(scope="module")
def found(returned):
    return finds.findings(returned, returned, PERIOD, strict=True)


def leaving(found, profile="dfe_cin"):
    return passed(PEOPLE, {"findings": found}, PROFILES[profile])["findings"]


def blocks(found, quotes=(), asked=None) -> list:
    made = [
        experience.opening(found, PERIOD),
        *experience.left_out(found),
        of_all.rule(found),
        experience.support(found),
        *experience.statements(found, "Simulated."),
        *of_all.statements(found, "Simulated."),
        *experience.groups(found),
        *of_all.groups(found),
        *experience.own_words(list(quotes), QUERIES.empty() if asked is None else asked, True),
        *experience.refused(found),
    ]
    return [block for block in made if not getattr(block, "empty", False)]


@pytest.mark.parametrize("profile", ["dfe_cin", "hes", "below_10"])
def test_everything_that_leaves_is_declared_and_ten_or_more(found, profile):
    passed = leaving(found, profile)
    assert (passed["x"].dropna() >= LEAST).all()
    assert set(passed["statistic"]) & {"answer", "no answer", *SPLITS} == set()


def test_answers_of_groups_stop_the_build_where_counts_are_withheld(returned):
    with pytest.raises(InputError, match="nobody has declared"):
        leaving(finds.findings(returned, returned, PERIOD))


def test_answers_are_out_of_all_and_those_left_out_say_so(found):
    (say,) = (
        rows.set_index("subject")
        for item, rows in found[found["statistic"] == OF_ALL].groupby(
            found["subject"].str.split(" | ", regex=False).str[0]
        )
        if item == "say"
    )
    assert say["x"].dropna().to_dict() == {"say | agree": 13, "say | partly": 11}
    assert set(say["n"].dropna()) == {34}
    assert say.loc[["say | disagree", "say | none"], "refused"].tolist() == ["withheld"] * 2


def test_how_many_lines_are_not_counted_is_not_said(returned, found):
    people = found[found["statistic"] == "people"].iloc[0]
    assert people["x"] == 34 and pd.isna(people["n"])
    (behind,) = experience.left_out(found)
    assert "more line" not in behind.texts[0]


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_what_is_not_told_is_ten_together_and_none_of_it_can_be_worked_out(sizes):
    sizes = dict(zip("apdn", sizes, strict=True))
    may = finds.told_apart(sizes)
    kept = [size for key, size in sizes.items() if key not in may]
    assert all(sizes[key] >= LEAST for key in may)
    if may and kept:
        # Each can be nobody, the others no more than the smallest that is told; and any small number.
        assert LEAST <= sum(kept) <= (len(kept) - 1) * min(sizes[key] for key in may)


def test_whoever_knows_the_rule_is_left_with_eight_sizes_of_ten():
    people, left = 40, {}
    for agree in range(people + 1):
        for partly in range(people + 1 - agree):
            for disagree in range(people + 1 - agree - partly):
                none = people - agree - partly - disagree
                sizes = dict(zip("apdn", (agree, partly, disagree, none), strict=True))
                may = finds.told_apart(sizes)
                seen = tuple((key, size) for key, size in sizes.items() if key in may)
                for key in sizes.keys() - may:
                    left.setdefault((seen, key), set()).add(sizes[key])
    small = set(range(LEAST))
    assert min(len(sizes & small) for sizes in left.values() if sizes & small) == 8


def test_what_is_printed_is_told_alike_in_words_table_and_figure(found):
    shown = blocks(leaving(found))
    texts = [text for block in shown for text in getattr(block, "texts", ())]
    assert (
        "**“I had a say in the plan.”** Of 34 people, 13 agree and 11 partly agree; how many disagree or"
        " gave no such answer is not shown."
    ) in texts
    (figure,) = (block for block in shown if isinstance(block, PrintedFigure))
    assert "“I had a say in the plan”: 13 agree, 11 partly agree and 10 withheld." in figure.alt
    (table,) = (
        block
        for block in shown
        if isinstance(block, PrintedTable) and block.key == "experience-statements"
    )
    assert table.cells.iloc[3, 3:].tolist() == [SYMBOL, SYMBOL]
    (rule,) = of_all.rule(found).texts
    assert rule.endswith("Of 20 answers 14 are withheld so; [d] stands for each.")


def test_a_statement_that_was_not_asked_says_so(returned):
    rows = returned[returned["item"] != "safer"]
    shown = blocks(finds.findings(rows, rows, PERIOD, strict=True))
    assert any("Not asked: no file has this question." in text_of(block) for block in shown)
    assert "Of 16 answers" in text_of(*shown)


def test_of_fewer_than_ten_nothing_is_shown():
    rows = rows_of([dict.fromkeys(ITEMS, "agree")] * 9)
    found = finds.findings(rows, rows, PERIOD, strict=True)
    assert found["x"].isna().all()
    assert "fewer than 10 people" in experience.opening(found, PERIOD).texts[0]


def test_words_that_are_kept_out_are_not_counted():
    asked = QUERIES.empty().reindex(range(3)).assign(rule="words_may_name")
    (words,) = (
        block
        for block in experience.own_words(["Nobody asked."], asked, True)
        if isinstance(block, Paragraphs)
    )
    assert words.texts[1] == "> “Nobody asked.”"
    assert words.texts[2].startswith("Not printed are words that may name somebody")
    assert not re.search(r"\d", words.texts[2])


@pytest.mark.parametrize("seed", range(6))
def test_no_print_holds_a_withheld_number(found, seed):
    """Each number is told from all others; a third is withheld, and stands nowhere."""
    draw = np.random.default_rng(seed)
    found = found.astype(dict.fromkeys(NUMBERS, object))
    hidden = []
    for at in found.index:
        out = draw.random() < 1 / 3
        for place, name in enumerate(NUMBERS):
            if not pd.isna(found.at[at, name]):
                number = 70_000 + 10 * at + place
                hidden += [f"{number:,}", f"{number}"] * out
                found.at[at, name] = WITHHELD if out else number
    text = text_of(*blocks(found))
    assert not re.search(r"\bnan\b", text)
    assert not [number for number in hidden if number in text]
