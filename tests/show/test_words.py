"""Sentences: the same rule for rises and falls, shown by holding every series up to a mirror."""

import re

import pandas as pd
import pytest
from conftest import series_rows
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.declare.finding import VERDICTS
from analysis.declare.indicators import TABLE
from analysis.declare.periods import period, quarter_label
from analysis.show import words
from analysis.show.printed import PrintedTable
from strands.indicators.finds import trends
from strands.indicators.finds.indicators import findings
from strands.indicators.prints.borough import sentences

MIRROR = {"fall": "rise", "rise": "fall", "decrease": "increase", "increase": "decrease"}


def said(counts) -> str:
    """The sentence on a series of counts."""
    mine = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", counts)))
    return next(sentences("barnet", mine, findings(mine, "2023-25")))


def shape(sentence: str) -> str:
    """A sentence without its sizes: what it says of direction, and how."""
    return re.sub(r"(of|to) (at least |less than |over )?[\d.]+(%| times)", "SIZE", sentence)


def turned(sentence: str) -> str:
    """The mirror image: falls become rises, and the two ends of a range change places."""
    swapped = re.sub(r"\b(" + "|".join(MIRROR) + r")\b", lambda word: MIRROR[word[0]], sentence)
    end = r"([Aa] (?:fall|rise) SIZE|no change)"
    turned_round = re.sub(rf"{end} (to|or|and) {end}", r"\3 \2 \1", swapped)
    return re.sub(r"a (fall SIZE or) A", r"A \1 a", turned_round)


@pytest.fixture(autouse=True, scope="module")
def few_simulated_series():
    """The mirror holds whatever the number of simulated series; fewer of them are quicker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trends, "_SERIES", 200)
        yield


series = st.lists(st.integers(0, 400), min_size=3, max_size=7)
steep = st.builds(
    lambda start, step, noise: [
        max(0, start + step * i + jitter) for i, jitter in enumerate(noise)
    ],
    st.integers(20, 300),
    st.integers(-40, 40),
    st.lists(st.integers(-6, 6), min_size=5, max_size=7),
)


@settings(max_examples=40, deadline=None)
@example([20, 27, 34, 47, 48])
@given(st.one_of(series, steep))
def test_a_series_end_for_end_gives_the_mirror_sentence(counts):
    there, back = said(counts), said(counts[::-1])
    (one, at), (other, mirrored) = (_rests_on(shape(each)) for each in (there, back))
    assert other == turned(one)
    assert mirrored == {len(counts) - 1 - place for place in at}


def _rests_on(sentence: str) -> tuple[str, set[int]]:
    """A sentence without the quarters it says it rests on, and their places."""
    named = re.search(r"Without (.*) it could be chance", sentence)
    labels = [quarter_label(quarter) for quarter in period("2023-25").quarters]
    at = {place for place, label in enumerate(labels) if named and label in named[1]}
    # The span may name the same quarter.
    return sentence.replace(named[0], named[0].replace(named[1], "")) if named else sentence, at


@settings(max_examples=200)
@given(st.floats(0.001, 1000, allow_nan=False))
def test_mirror_ratio_is_the_opposite_change(ratio):
    here, there = words.change(ratio), words.change(1 / ratio)
    if "no change" not in (here, there):
        assert {here.split()[1], there.split()[1]} == {"fall", "rise"}


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (0.73, "a fall of 27%"),
        (1.37, "a rise of 37%"),
        (1, "no change"),
        (0.998, "a fall of less than 1%"),
        (4.3, "a rise to 4.3 times"),
        (13.6, "a rise to 14 times"),
        (0.004, "a fall of over 99%"),
        (2000, "a rise to over 1000 times"),
    ],
)
def test_change_in_words(ratio, expected):
    assert words.change(ratio) == expected


def test_every_cannot_tell_says_what_could_have_been_seen():
    sentence = said([183, 184, 172, 191, 99, 127, 150])
    assert sentence.startswith("**Referral issue on intake: cannot tell.**")
    assert re.search(
        r"A fall of \d\d% or a rise of \d+% would have shown in 80 of 100 such series\.", sentence
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([2, 4, 6, 6, 5, 2, 3], "Counts this small (2 to 6 a quarter) cannot show a change."),
        ([3, 3, 3, 3, 3], "Counts this small (3 a quarter) cannot show a change."),
    ],
)
def test_counts_that_show_nothing_say_so_without_a_size(counts, expected):
    assert said(counts) == f"**Referral issue on intake: cannot tell.** {expected}"


def test_counts_that_show_only_an_extreme_change_leave_its_size_to_the_table():
    sentence = said([27, 31, 46, 22, 30, 30, 33])
    assert sentence.endswith(
        "7 counts of 22 to 46 a quarter can show only an extreme change; how large is in the table"
        " below."
    )
    assert "%" not in sentence and "times" not in sentence


def test_rise_and_fall_of_one_size_are_both_possible_changes_and_no_more():
    fall, rise = said([160, 140, 121, 100, 80, 61, 40]), said([40, 61, 80, 100, 121, 140, 160])
    assert "possible decrease" in fall
    assert "possible increase" in rise
    assert "It is one of 1 series tested" in rise


def test_too_few_quarters_are_said_with_their_range():
    assert "with counts from 2 to 15; from the first to the last of them is a fall of 60%" in said(
        [5, 9, 15, 2]
    )


def test_an_outcome_names_the_rarer_verdict_first():
    assert (
        words.outcome({"a": "cannot tell", "b": "cannot tell", "c": "possible increase"})
        == "c may have risen; nobody can tell a rise from a fall in a and b"
    )
    many = dict.fromkeys("abc", "too few quarters")
    assert words.outcome(many) == "there are too few quarters to tell in all 3 series"
    assert words.outcome({**many, "d": "decrease"}) == (
        "d fell; there are too few quarters to tell in the other 3 series"
    )
    alone = {"a": "cannot tell", "b": "cannot tell"}
    assert words.outcome(alone) == "nobody can tell a rise from a fall in either of the 2 series"
    assert words.outcome({"a": "stable"}) == "a stayed within the margin agreed beforehand"


_TURNED = {
    "decrease": "increase",
    "possible decrease": "possible increase",
    "may have fallen": "may have risen",
    "fell": "rose",
}
_TURNED |= {after: before for before, after in _TURNED.items()}


@given(st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=9))
def test_an_outcome_of_the_mirrored_series_is_the_mirrored_sentence(verdicts):
    """Every fall in the place of a rise, and nothing else is another."""

    names = [f"series {number}" for number in range(len(verdicts))]
    turned = [_TURNED.get(verdict, verdict) for verdict in verdicts]
    said, other = (words.outcome(dict(zip(names, of, strict=True))) for of in (verdicts, turned))
    ways = r"may have fallen|may have risen|\bfell\b|\brose\b"
    assert other == re.sub(ways, lambda one: _TURNED[one[0]], said)


def test_the_ends_of_a_range_in_a_table_stand_on_one_line():
    cells = pd.DataFrame(
        {
            "Item": ["from home to 3 schools"],
            "Change": ["+1 (−4 to +7)"],
            "Share": ["62 to\u00a087%"],
        }
    )
    text = PrintedTable("a", "A", cells, cells).markdown("somewhere")
    assert "| from home to 3 schools | +1 (−4\u00a0to\u00a0+7) | 62\u00a0to\u00a087% |" in text


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ((0.79, 0.0004, 25208.44), "×0.79 (under 0.01 to over 100)"),
        ((1.25, 0.84, 1.86), "×1.25 (0.84 to 1.86)"),
        ((0.01, 0.01, 100.0), "×0.01 (0.01 to 100.00)"),
    ],
)
def test_an_interval_runs_no_further_than_counts_can_say(given, printed):
    assert words.times(*given).replace(words.NBSP, " ") == printed
    mirrored = words.times(*(1 / end for end in (given[0], given[2], given[1])))
    assert ("over 100" in mirrored) == ("under 0.01" in printed)


TURNED = {**dict.fromkeys(VERDICTS), **MIRROR, "fell": "rose", "rose": "fell"}
TURNED |= {"fallen": "risen", "risen": "fallen"}


def mirrored(text: str) -> str:
    return re.sub(r"\w+", lambda word: TURNED.get(word[0]) or word[0], text)


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [
        (["possible decrease", *["cannot tell"] * 3], "of 4 pages 1 may have fallen (page 0)"),
        (["possible increase", *["cannot tell"] * 3], "of 4 pages 1 may have risen (page 0)"),
        (["decrease", "increase", "increase"], "of 3 pages 1 fell and 2 rose"),
        (["cannot tell"] * 3, "nobody can tell a rise from a fall in any of the 3 pages"),
        (["too few quarters"] * 2, "there are too few quarters to tell in both pages"),
        (
            ["stable", "cannot tell"],
            "page 0 stayed within the margin agreed beforehand; nobody can tell a rise from a fall in page"
            " 1",
        ),
        (["withheld"] * 2, "whether both pages changed is withheld"),
        (["possible decrease"], "page 0 may have fallen"),
        ([], ""),
    ],
)
def test_a_heading_says_what_moved_or_what_can_be_told(verdicts, says):
    assert words.headed({f"page {at}": one for at, one in enumerate(verdicts)}, "pages") == says


@given(st.lists(st.sampled_from(VERDICTS), max_size=6))
def test_a_heading_says_a_rise_as_it_says_a_fall(verdicts):
    def said(turn):
        return words.headed({f"page {at}": turn(one) for at, one in enumerate(verdicts)}, "pages")

    assert said(mirrored) == re.sub("a fall from a rise", "a rise from a fall", mirrored(said(str)))


@pytest.mark.parametrize("way", [("decrease", "fallen"), ("increase", "risen")])
def test_many_series_are_counted_by_verdict_alike_for_falls_and_rises(way):
    moved, verb = f"possible {way[0]}", way[1]
    given = pd.Series(["cannot tell", moved, "too few quarters", "cannot tell"])
    assert words.counted(given, "series") == (
        f"Of 4 series, 1 may have {verb}, nobody can tell a rise from a fall in 2 and there are too"
        " few quarters to tell in 1"
    )
    assert words.counted(pd.Series([moved] * 2), "series") == f"Both series may have {verb}"
    assert words.counted(pd.Series([moved]), "series") == f"Of 1 series, 1 may have {verb}"


def test_how_many_changes_are_more_than_chance_is_said_of_changes():
    assert [words.beyond_chance(number) for number in (0, 1, 3)] == [
        "no change is distinguishable from chance",
        "1 change is distinguishable from chance",
        "3 changes are distinguishable from chance",
    ]


def test_a_verdict_that_is_withheld_is_counted_with_the_others():
    given = pd.Series(["withheld", "cannot tell", "cannot tell"])
    assert words.counted(given, "series") == (
        "Of 3 series, nobody can tell a rise from a fall in 2 and whether 1 changed is withheld"
    )
