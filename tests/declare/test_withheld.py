"""A withheld number prints as its symbol and is no number for anything else."""

import copy
import pickle

import pandas as pd
import pytest

from analysis.declare.disclosure import NOBODY, PEOPLE, PROFILES, WORKED_OUT, profile, told
from analysis.declare.table import InputError
from analysis.declare.withheld import WITHHELD, withheld
from analysis.declare.words import change, count
from analysis.show import shares, words


def test_it_prints_as_its_symbol_whatever_the_format():
    assert f"{WITHHELD:.0f} of {24:.0f} ({WITHHELD:.0%})" == "[d] of 24 ([d])"
    assert [str(WITHHELD), f"{100 * WITHHELD:.1f}", f"{WITHHELD:,}"] == ["[d]"] * 3


def test_what_is_worked_out_from_it_is_withheld():
    counts = pd.Series([4, WITHHELD, 7], dtype=object)
    assert counts.sum() is WITHHELD
    assert all(
        withheld(value)
        for value in (
            WITHHELD + 1,
            1 - WITHHELD,
            3 / WITHHELD,
            -WITHHELD,
            abs(WITHHELD),
            round(WITHHELD),
        )
    )


@pytest.mark.parametrize(
    "taken", [float, int, bool, lambda it: it > 3, lambda it: it >= 3, lambda it: max(it, 3)]
)
def test_to_compare_it_or_take_it_for_a_number_is_an_error(taken):
    with pytest.raises(TypeError, match="withheld"):
        taken(WITHHELD)


def test_it_is_neither_missing_nor_a_number_and_there_is_only_one():
    assert not pd.isna(WITHHELD) and WITHHELD != 3 and WITHHELD != 0
    assert pickle.loads(pickle.dumps(WITHHELD)) is copy.deepcopy([WITHHELD])[0] is WITHHELD


def test_words_say_that_it_is_withheld():
    row = pd.Series(
        {"x": WITHHELD, "n": 40, "estimate": WITHHELD, "low": WITHHELD, "high": WITHHELD}
    )
    assert shares.share(row) == "[d] of\N{NO-BREAK SPACE}40"
    assert shares.share(row.replace(40, WITHHELD)) == "[d]"
    assert count(WITHHELD, "line") == "a withheld number of lines"
    assert "withheld" in change(WITHHELD)
    assert words.rate(WITHHELD, WITHHELD, WITHHELD) == words.number(WITHHELD) == "[d]"


def test_a_profile_nobody_knows_is_refused_in_one_line():
    with pytest.raises(InputError, match="no disclosure profile 'dfe'; write one of as_published"):
        profile("dfe")


@pytest.mark.parametrize(
    ("key", "small", "told"),
    [("dfe_cin", (1, 5), (0, 6)), ("hes", (1, 7), (0, 8)), ("below_10", (0, 9), (10,))],
)
def test_what_is_small_under_each_profile(key, small, told):
    assert all(map(PROFILES[key].small, small)) and not any(map(PROFILES[key].small, told))


def test_what_a_statistic_tells_is_declared_in_clauses():
    declared = told("""
        lines: 2nd | days:: people; of log/lines; over borough | when; parts; range
        rate:: from lines | days
        use:: nobody
    """)
    assert declared["days"] == declared["lines: 2nd"]
    days = declared["days"]
    assert (days.kind, days.of, days.over) == (PEOPLE, "log/lines", ("borough", "when"))
    assert days.parts and days.range and not days.per
    assert (declared["rate"].kind, declared["rate"].worked_out_from) == (
        WORKED_OUT,
        ("lines", "days"),
    )
    assert declared["use"].kind == NOBODY


def test_a_clause_nobody_knows_is_refused_by_its_words():
    with pytest.raises(ValueError, match="'amongst boroughs' of the people it counts"):
        told("a:: people; amongst boroughs")
