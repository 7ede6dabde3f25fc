"""Numbers that know what they are of: what survives arithmetic, words and Markdown."""

import pickle
from functools import partial

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.declare import traced as marks
from analysis.declare.traced import Traced, bare, marked, marked_again, places, spans, untraced
from analysis.declare.withheld import WITHHELD
from analysis.show import words

A, B = "training.5f0c2a9141", "training.77aa01b2c3"


def test_a_number_is_the_same_for_whoever_computes_and_leaves_its_mark_in_words():
    half = Traced(0.5, A)
    assert half == 0.5 and half < 1 and {0.5: "found"}[half] == "found"
    assert bare(f"{half:.2f}") == "0.50" and [*marks.values(f"{half:.2f} of")] == [(A, "0.50")]
    # A whole number is told as one.
    assert bare(f"{Traced(1200, A):,}") == "1,200"
    assert str(half) == repr(half) == "0.5" and pickle.loads(pickle.dumps(half)).of == A


@pytest.mark.parametrize(
    "worked, number",
    [
        (lambda one: 100 * one, 50.0),
        (lambda one: 1 - one, 0.5),
        (lambda one: one - 1, -0.5),
        (lambda one: abs(-one), 0.5),
        (lambda one: round(one, 0), 0.0),
        (lambda one: sum([one]), 0.5),
    ],
)
def test_what_is_worked_out_of_one_value_alone_is_still_of_it(worked, number):
    made = worked(Traced(0.5, A))
    assert made == number and made.of == A


def test_what_is_worked_out_with_another_number_is_of_neither():
    assert type(Traced(4, A) * 3) is int
    assert type(Traced(1, A) + Traced(2, B)) is int
    assert type(Traced(4, A) + Traced(1, B)) is int
    assert (Traced(4, A) * pd.Series([1, 2])).tolist() == [4, 8]
    assert (Traced(1, A) * WITHHELD) is WITHHELD
    assert type(sum([Traced(1, A), Traced(2, B)])) is int


def test_a_frame_of_numbers_knows_each_and_is_numbers_again_without():
    rows = pd.DataFrame({"x": [1.0, None, 3.0], "said": ["a", "b", "c"]})
    known = marks.traced(rows, [A, B, A], "x", "not there")
    assert [getattr(one, "of", "") for one in known["x"]] == [A, "", A]
    assert pd.isna(known["x"].iloc[1]) and known["x"].sum() == 4
    back = untraced(known.assign(said=f"{known['x'].iloc[0]:.0f} rows"))
    assert back["said"].tolist() == ["1 rows"] * 3 and pd.api.types.is_numeric_dtype(back["x"])
    held = untraced(partial(dict, known, one=[Traced(2, B)]))
    assert type(held.args[0]["x"].iloc[0]) is not Traced and type(held.keywords["one"][0]) is int


@given(st.lists(st.tuples(st.text("ab |[]{}=:.\n"), st.floats(-1e6, 1e6)), min_size=1, max_size=5))
def test_words_are_the_same_without_marks_and_get_them_again(parts):
    said = "".join(f"{before}{Traced(number, A):.1f}" for before, number in parts)
    plain = "".join(f"{before}{number:.1f}" for before, number in parts)
    assert bare(said) == plain
    assert marked_again(plain, places(said)) == said
    assert [words for _, words in marks.values(said)] == [f"{number:.1f}" for _, number in parts]


def test_markdown_has_a_span_for_each_value_and_is_the_same_without():
    said = f"rose by {Traced(0.86, A):.2f} ({marked('3', B)} of 7)"
    source = spans(said)
    assert source == f'rose by [0.86]{{of="{A}"}} ([3]{{of="{B}"}} of 7)'
    assert marks.unspanned(source) == bare(said) == "rose by 0.86 (3 of 7)"


@given(st.floats(-50, 50))
def test_every_way_of_putting_a_number_says_the_same_whether_it_is_known_or_not(number):
    known = Traced(number, A)
    for put in (words.short, words.points, words.number, words.ratio, words.change):
        assert bare(put(abs(known))) == put(abs(number))
    assert bare(words.points(known)) == words.points(number)


def test_an_id_is_the_same_in_every_build_and_another_for_another_value():
    assert marks.key("training", "findings", "total", "") == "training.e38d70e7ac"
    assert marks.key("training", "a", "bc") != marks.key("training", "ab", "c")


def test_how_many_say_the_same_knows_which():
    rows = pd.DataFrame({"verdict": ["fell", "rose", "fell", ""]})
    told = marks.traced(rows, [A, B, "training.0123456789", "training.9876543210"], "verdict")[
        "verdict"
    ]
    fell = marks.how_many(told[told == "fell"])
    assert fell == 2 and untraced(told).tolist() == rows["verdict"].tolist()
    assert marks.counted([fell.of]) == {fell.of: f"training.0123456789 {A}"}
    # The same findings in another order are the same number, others another; of words it is a number alone.
    assert marks.how_many([*told[told == "fell"]][::-1]).of == fell.of
    assert marks.how_many(told).of != fell.of and marks.how_many(told) == 4
    assert type(marks.how_many(["fell"])) is type(marks.how_many([])) is int
    assert type(marks.how_many([*told, "fell"])) is int
    # Of two readings of one series the verdict is of both.
    both = marks.of_all("nobody can tell", told[:2])
    assert both == "nobody can tell" and both.of == (A, B) and marks.how_many([both]) == 1
    assert pickle.loads(pickle.dumps(both)).of == (A, B) and type(str(both)) is str
    numbers = [Traced(0.01, A), Traced(0.04, B)]
    assert marks.counted([marks.how_many(numbers).of]).popitem()[1] == f"{A} {B}"
