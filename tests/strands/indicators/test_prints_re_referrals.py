"""Re-referrals as printed: their meaning before their moves, every gap with its reason, and no line with others."""

import re
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from re_referral_rows import PERIOD, found, rows, series, table

from analysis.declare.finding import FINDINGS
from analysis.declare.indicators import INDICATOR, INDICATORS, TABLE
from analysis.declare.returned import QUERIES
from analysis.find import quasi_binomial
from analysis.show.figures import STILL
from analysis.show.over_time import ends, moved
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.indicators.declares import CAME_AFTER, counting
from strands.indicators.finds import indicators as of_counts
from strands.indicators.finds.re_referrals import findings
from strands.indicators.prints import borough, re_referrals
from strands.indicators.prints.re_referrals import (
    KEY,
    behind,
    blocks,
    changes,
    elsewhere,
    opening,
    quarterly_shares,
)

SOURCE = "Simulated data: a trial."
FOUR = [(42, 231), (44, 200), (35, 201), (30, 165)]
# A quarter more than a year has, as a borough that drew an earlier one again.
FIVE = [str(one) for one in pd.period_range("2025Q1", periods=5, freq="Q")]
NO_QUERIES = QUERIES.empty()
MIRROR = {"fall": "rise", "rise": "fall", "decrease": "increase", "increase": "decrease"}
RETURNED = table(
    rows("hackney", FOUR),
    rows("newham", [(63, None), (86, None), None, (70, None)]),
    rows(
        "hammersmith_and_fulham",
        [(11, 33), (5, 26), ("<5", 29), ("<5", 29)],
        ("previous", "cohort"),
    ),
    rows("barnet", [(22, 119), ("148", "123"), None, None]),
    rows("barnet", [None, None, ("21%", None), (11, 127)], ("both", "period")),
)


def nothing():
    """Findings about the other indicators where nothing came."""
    return of_counts.findings(TABLE.empty(), PERIOD)


def shown(returned=RETURNED, asked=NO_QUERIES, counts=None, period=PERIOD):
    counts = nothing() if counts is None else counts
    found = findings(returned, period)
    return [*blocks(returned, asked, found, counts, period, SOURCE), *behind(found)]


def printed(all_blocks, key, kind=PrintedTable):
    return next(block for block in all_blocks if isinstance(block, kind) and block.key == key)


def query(**more) -> pd.DataFrame:
    row = {
        "rule": "no_denominator",
        "severity": "warn",
        "file": "newham.xlsx",
        "sheet": "R",
        "cell": "D2",
        "typed": "63",
        "question": "Out of?",
        "effect": "Printed.",
    }
    return QUERIES.check(pd.DataFrame([{**row, **more}]))


@pytest.fixture(autouse=True, scope="module")
def few_simulated_series():
    """The mirror holds whatever the number of simulated series; fewer of them are quicker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quasi_binomial, "_SERIES", 40)
        yield


# What comes first, and what is left out


def test_what_a_change_may_mean_is_said_before_whether_there_was_one():
    first = shown()[1]
    assert isinstance(first, Paragraphs)
    heads = [text.split("**")[1] for text in first.texts]
    assert heads == [
        "What arrived.",
        "What it may mean.",
        "How it is counted.",
        "Whether shares changed.",
        "What this cannot tell.",
    ]
    meaning = first.texts[1]
    # The reasons for good and for bad stand on both sides.
    places = [meaning.index(word) for word in ("harmed again", "recognised", "safer", "noticed")]
    assert places == sorted(places)


def test_opening_counts_quarters_with_a_share_and_names_who_sent_nothing():
    arrived = opening(findings(RETURNED, PERIOD), PERIOD).texts[0]
    assert (
        "Re-referrals from 4 boroughs. Nothing came from Waltham Forest and Barking and Dagenham."
        in arrived
    )
    assert arrived.endswith(
        "Hackney 4 of 4, Newham 0 of 4, Hammersmith and Fulham 0 of 4 and Barnet 2 of 4."
    )


@pytest.mark.parametrize("period", ["2021-22", "2022-23", "2023-25"])
def test_nothing_is_printed_of_a_period_in_which_they_were_not_asked_for(period, returned):
    assert shown(table(), counts=of_counts.findings(returned, period), period=period) == []


def test_nothing_is_printed_where_nothing_came_at_all():
    assert shown(table()) == []


def test_not_received_is_said_where_only_other_counts_came():
    counts = of_counts.findings(
        TABLE.check(
            pd.DataFrame(
                [
                    {
                        "borough": "barnet",
                        "indicator": "referral",
                        "quarter": "2025Q2",
                        "count": 5,
                        "status": "returned",
                        "file": "b.xlsx",
                        "sheet": "S",
                        "cell": "B2",
                        "raw": "5",
                        "caveat": "",
                    }
                ]
            )
        ),
        PERIOD,
    )
    heading, said = shown(table(), counts=counts)
    assert isinstance(heading, Heading)
    assert said.texts == ("**Not received.** No borough sent re-referrals for 2025/26.",)


# Tables


def test_table_holds_each_quarter_with_its_share_its_way_and_its_day():
    cells = printed(shown(), f"{KEY}-hackney").cells
    assert cells.iloc[0].tolist() == [
        "Apr–Jun 2025",
        "42 of\N{NO-BREAK SPACE}231",
        "18% (14 to\N{NO-BREAK SPACE}24%)",
        counting("new", "period"),
        "20 Apr 2026",
    ]
    assert len(cells) == 4


def test_number_without_its_whole_is_shown_and_the_quarter_without_either_is_one_symbol():
    made = printed(shown(), f"{KEY}-newham")
    assert made.cells["Re-referrals"].tolist() == [
        "63 of\N{NO-BREAK SPACE}[x]",
        "86 of\N{NO-BREAK SPACE}[x]",
        "[x]",
        "70 of\N{NO-BREAK SPACE}[x]",
    ]
    assert set(made.cells["Share (95% interval)"]) == {"–"}
    assert made.notes[:2] == (
        "[x] not returned: the cell, or the whole return, was blank.",
        (
            "Apr–Jun 2025, Jul–Sep 2025 and Jan–Mar 2026: "
            "refused (no base): what the re-referrals are out of was not returned."
        ),
    )


def test_closed_cases_say_from_which_day_they_can_be_drawn():
    made = printed(shown(), f"{KEY}-hammersmith_and_fulham")
    assert made.cells["Drawn on"].iloc[0] == "20 Apr 2026 (complete from 30 Jun 2026)"
    assert made.cells["Re-referrals"].iloc[-1] == "<5 of\N{NO-BREAK SPACE}29"
    assert set(made.cells["Share (95% interval)"]) == {"–"}


def test_who_counts_in_two_ways_has_a_line_a_quarter_and_no_line_for_the_way_not_used():
    made = printed(shown(), f"{KEY}-barnet")
    assert made.cells["Quarter"].tolist() == [
        "Apr–Jun 2025",
        "Jul–Sep 2025",
        "Oct–Dec 2025",
        "Jan–Mar 2026",
    ]
    assert (
        made.cells["How counted"].tolist()
        == [counting("new", "period")] * 2 + [counting("both", "period")] * 2
    )
    assert any("only a percentage came (21%)" in note for note in made.notes)


def test_no_percentage_of_fewer_than_twenty():
    made = printed(shown(table(rows("barnet", [(3, 19), (4, 20), *FOUR[2:]]))), f"{KEY}-barnet")
    assert made.cells["Share (95% interval)"].tolist()[:2] == [
        "–",
        "20% (6 to\N{NO-BREAK SPACE}44%)",
    ]
    assert "No percentage is made of fewer than 20." in made.notes


def test_questions_stand_with_the_sheet_they_are_about():
    asked = pd.concat(
        [query(), query(sheet="Counts", rule="lone_zero", cell="B8")], ignore_index=True
    )
    notes = " ".join(printed(shown(asked=asked), f"{KEY}-newham").notes)
    # Of the two that were asked.
    assert "1 question is open with the sender." in notes
    assert elsewhere(asked, RETURNED)["rule"].tolist() == ["lone_zero"]


def test_refusals_say_of_whom_and_why():
    cells = printed(shown(), f"{KEY}-refused").cells
    said = [tuple(row) for row in cells.itertuples(index=False)]
    assert (
        "Share of a quarter",
        "3 quarters of Newham",
        "Refused (no base): what the re-referrals are out of was not returned.",
    ) in said
    assert any(
        row[1] == "4 quarters of Hammersmith and Fulham" and "(not complete yet)" in row[2]
        for row in said
    )
    assert any(
        row[0] == "One line with children taken into care" and "(another definition)" in row[2]
        for row in said
    )
    assert cells["Why"].str.contains(r"\(boroughs differ\)").sum() == 2


def test_boroughs_stand_in_order_of_joining_and_never_in_one_table_of_shares():
    headings = [block.text for block in shown() if isinstance(block, Heading) and block.level == 3]
    assert headings == ["Hackney", "Newham", "Hammersmith and Fulham", "Barnet"]
    for block in shown():
        if isinstance(block, PrintedTable) and "Share (95% interval)" in block.cells:
            assert block.data["borough"].nunique() == 1


def test_every_printed_share_knows_its_cells():
    assert (
        printed(shown(), f"{KEY}-hackney")
        .data["rows"]
        .str.contains("hackney.xlsx!R!D2; hackney.xlsx!R!E2")
        .any()
    )


# The figure


def axes_of(figure):
    return [axis for axis in figure.axes if axis.get_visible()]


def test_every_panel_is_one_series_with_an_axis_of_its_own_from_zero():
    two = table(rows("hackney", FOUR), rows("barnet", [(x // 2, n) for x, n in FOUR]))
    drawn = axes_of(printed(shown(two), KEY, PrintedFigure).figure)
    titles = [axis.get_title(loc="left") for axis in drawn]
    assert titles == ["Hackney: too few quarters", "Barnet: too few quarters"]
    assert all(axis.get_ylim()[0] == 0 for axis in drawn)
    assert len({axis.get_ylim()[1] for axis in drawn}) == 2


def test_no_line_is_drawn_through_fewer_quarters_than_may_be_compared():
    """Of three the numbers are shown, and Barnet counts two in one way and one in another."""
    title = printed(shown(), KEY, PrintedFigure).title
    assert title == "Re-referrals: there are too few quarters to tell in Hackney"
    three = shown(table(rows("barnet", FOUR[:3])))
    assert not any(isinstance(block, PrintedFigure) for block in three)


def test_no_line_crosses_a_quarter_without_a_share():
    gap = table(rows("barnet", [FOUR[0], None, *FOUR[1:]], quarters=FIVE))
    drawn = printed(shown(gap), KEY, PrintedFigure).figure
    lines = [line.get_xdata().tolist() for line in axes_of(drawn)[0].lines]
    assert lines == [[0], [2, 3, 4]]
    hatched = [patch for patch in axes_of(drawn)[0].patches if patch.get_hatch()]
    assert [patch.get_x() for patch in hatched] == [0.5]


def test_withheld_number_is_a_line_between_its_ends_without_a_mark():
    drawn = printed(
        shown(table(rows("barnet", [("<5", 60), *FOUR[1:]]))), KEY, PrintedFigure
    ).figure
    axis = axes_of(drawn)[0]
    assert [line.get_xdata().tolist() for line in axis.lines] == [[1, 2, 3]]
    assert len(axis.collections[0].get_segments()) == 4
    assert "1–4" in [text.get_text() for text in axis.texts]


def test_alt_text_tells_every_share_and_every_gap():
    gap = table(rows("hackney", [("21%", None), *FOUR], quarters=FIVE))
    alt = printed(shown(gap), KEY, PrintedFigure).alt
    assert (
        "Hackney, DA at the new referral, out of referrals of the quarter: refused (no base): only a"
        " percentage came (21%), from which nothing can be counted, 42 of\N{NO-BREAK SPACE}231 (18%"
        in alt
    )
    assert "too few quarters" in alt


def test_long_series_leaves_out_names_of_quarters_rather_than_print_one_over_the_other():
    frame = found(series([30] * 11))
    figure = next(
        block
        for block in blocks(table(), NO_QUERIES, frame, nothing(), PERIOD, SOURCE)
        if isinstance(block, PrintedFigure)
    ).figure
    axis = axes_of(figure)[0]
    figure.canvas.draw()
    named = [label.get_window_extent() for label in axis.get_xticklabels() if label.get_text()]
    assert all(left.x1 < right.x0 for left, right in pairwise(named))


def test_no_axis_and_no_table_holds_re_referrals_beside_children_taken_into_care():
    """E18: the indicator that came in the place of another is never drawn with it."""
    counts = pd.DataFrame(
        [
            {
                "borough": "barnet",
                "indicator": one.key,
                "quarter": quarter,
                "count": 5,
                "status": "returned",
                "file": "barnet.xlsx",
                "sheet": "S",
                "cell": "B2",
                "raw": "5",
                "caveat": "",
            }
            for one in INDICATORS
            for quarter in ("2025Q2", "2025Q3", "2025Q4", "2026Q1")
        ]
    )
    counts = TABLE.check(counts)
    found_counts = of_counts.findings(counts, PERIOD)
    wordings = pd.DataFrame(columns=["borough", "indicator", "wording"])
    none = FINDINGS.empty()
    others = list(borough.blocks(counts, wordings, NO_QUERIES, found_counts, none, SOURCE))
    again = shown(counts=found_counts)
    care = INDICATOR[CAME_AFTER].name.lower()
    for block in [*others, *again]:
        if isinstance(block, PrintedFigure):
            words = " ".join(
                [block.alt, *(axis.get_title(loc="left") for axis in block.figure.axes)]
            ).lower()
            assert not ("re-referral" in words and care in words)
            # Asked for until the period before, so not drawn in this one at all.
            assert care not in words
        if isinstance(block, PrintedTable) and block.key != f"{KEY}-refused":
            words = " ".join(block.cells.to_numpy().ravel()).lower()
            assert not (care in words and block.key.startswith(KEY))
            assert "re-referral" not in words or block.key.startswith(KEY)


def test_figure_has_no_colour_that_means_good_or_bad():
    figure = printed(shown(), KEY, PrintedFigure).figure
    colours = {line.get_color() for axis in axes_of(figure) for line in axis.lines}
    assert colours == {STILL}


# Sentences


def said(numbers, out_of=250) -> str:
    frame = found(series(numbers, out_of))
    return next(re_referrals.sentences(frame[frame["borough"] == "barnet"], frame))


def shape(sentence: str) -> str:
    """A sentence without its sizes: what it says of direction, and how."""
    sentence = re.sub(r"\d+ of.\d+((, | and )\d+ of.\d+)*", "NUMBERS", sentence)
    sized = re.sub(r"(of|to) (at least |less than |over )?[\d.]+(%| times)", "of SIZE", sentence)
    sized = re.sub(r"(of|to) (less than )?\d+( percentage points?)?", r"\1 SIZE", sized)
    return re.sub(r"first of them is \d+% and the last \d+%", "FIRST AND LAST", sized)


def turned(sentence: str) -> str:
    """The mirror image: falls become rises, and the two ends of a range change places."""
    swapped = re.sub(r"\b(" + "|".join(MIRROR) + r")\b", lambda word: MIRROR[word[0]], sentence)
    end = r"(a (?:fall|rise) of SIZE|the greatest possible (?:fall|rise)|no change)"
    return re.sub(rf"{end} (to|or) {end}", r"\3 \2 \1", swapped)


wandering = st.lists(st.integers(0, 120), min_size=1, max_size=7)
steep = st.builds(
    lambda start, step, noise: [
        max(0, start + step * at + jitter) for at, jitter in enumerate(noise)
    ],
    st.integers(40, 120),
    st.integers(-14, 14),
    st.lists(st.integers(-4, 4), min_size=5, max_size=7),
)


@settings(max_examples=12, deadline=None)
@given(st.one_of(wandering, steep))
def test_series_end_for_end_gives_the_mirror_sentence(numbers):
    assert shape(said(numbers[::-1])) == turned(shape(said(numbers)))


def test_cannot_tell_says_what_could_have_been_seen():
    sentence = said([42, 44, 35, 30, 41, 38])
    assert ": cannot tell.** Between Apr–Jun 2025 and Jul–Sep 2026" in sentence
    assert re.search(r"from a fall of \d+ to a rise of \d+ percentage points?\.", sentence)
    ways = r"of the share itself, a fall of \d+% or a rise of \d+%\."
    seen = r"would have shown in 80 of 100 such series"
    assert re.search(rf"A change of \d+ percentage points either way {seen}: {ways}", sentence)


def test_possible_change_says_how_many_were_tested_and_that_none_was_planned():
    sentence = said([60, 55, 50, 44, 38, 30])
    assert "possible decrease" in sentence
    ends = r"95% interval: a fall of \d+ to a fall of \d+ percentage points"
    assert re.search(rf"fits a fall of 1\d percentage points \({ends}\)", sentence)
    assert "one of 1 change tested; after allowing for their number" in sentence
    assert "it can still be distinguished from chance, but was not planned beforehand" in sentence


def test_four_quarters_say_first_and_last_and_that_nothing_is_tested():
    sentence = said([42, 44, 35, 30])
    assert "4 usable quarters" in sentence
    assert "the first of them is 17% and the last 12%" in sentence
    assert "no test is run" in sentence


def test_of_two_and_three_quarters_the_numbers_stand_and_no_percentage():
    for numbers in ([42, 44], [44, 42, 35]):
        sentence = said(numbers)
        assert all(f"{x} of\N{NO-BREAK SPACE}250" in sentence for x in numbers)
        assert "%" not in sentence and "no test is run" in sentence


def test_one_quarter_and_none():
    assert "One usable quarter, Apr–Jun 2025: 42 of\N{NO-BREAK SPACE}250. That is too few" in said(
        [42]
    )
    frame = findings(RETURNED, PERIOD)
    newham = next(re_referrals.sentences(frame[frame["borough"] == "newham"], frame))
    assert newham.endswith("There is no quarter of which a share can be made.")


@pytest.mark.parametrize(
    "numbers", [[42, 44, 35, 30, 41], [60, 55, 50, 44, 38, 30], [42, 44, 35, 30]]
)
def test_no_word_of_cause_or_of_certainty(numbers):
    assert not re.search(
        r"\b(effect|impact|led to|significant|trend|noticeable|clear)\b",
        said(numbers),
        re.IGNORECASE,
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (0.12, "a rise of 12 percentage points"),
        (-0.01, "a fall of 1 percentage point"),
        (0.0001, "no change"),
        (0.003, "a rise of less than 1 percentage point"),
    ],
)
def test_change_in_words(change, words):
    assert moved(change) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.06, 0.08, "a fall of 6 to a rise of 8 percentage points"),
        (-0.45, 0.13, "the greatest possible fall to a rise of 13 percentage points"),
        (-0.13, 0.45, "a fall of 13 percentage points to the greatest possible rise"),
        (0.05, 0.15, "a rise of 5 to a rise of 15 percentage points"),
        (-0.15, -0.05, "a fall of 15 to a fall of 5 percentage points"),
        (-0.45, -0.03, "the greatest possible fall to a fall of 3 percentage points"),
        (-0.06, 0.0, "a fall of 6 percentage points to no change"),
    ],
)
def test_a_share_of_a_fifth_does_not_fall_or_rise_by_more(low, high, words):
    shares = pd.DataFrame({"estimate": [0.16, None], "low": [0.1, 0.12], "high": [0.2, 0.21]})
    assert ends(pd.Series({"low": low, "high": high}), shares) == words


def test_sentences_rest_on_a_table_of_the_series_that_were_tested():
    falling, short = [60, 55, 50, 44, 38, 30], series([42, 44], borough="newham")
    made = changes(found(series(falling, borough="hackney"), short, series(falling)))
    way = counting("new", "period")
    assert made.cells["Series"].tolist() == [f"Hackney, {way}", f"Barnet, {way}"]
    assert set(made.cells["Quarters"]) == {"6"}
    change = made.cells["Change in points (95% interval)"]
    assert change.str.fullmatch(r"−\d+ \(−\d+ to.−\d+\)").all()
    assert set(made.data["borough"]) == {"hackney", "barnet"}
    assert changes(findings(RETURNED, PERIOD)).empty


def test_what_one_sentence_rests_on_is_a_sentence_and_no_table_of_one_row():
    frame = found(series([60, 55, 50, 44, 38, 30]), series([42, 44], borough="hackney"))
    (text,) = changes(frame).texts
    assert text.startswith(
        f"**Barnet, {counting('new', 'period')}.** Quarters: 6; Change in points"
    )
    assert "p, all tests allowed for: " in text and "1 change tested" in text


def test_figure_of_one_panel_hides_the_other():
    frame = pd.DataFrame(
        {
            "panel": "a",
            "when": ["2025Q2"],
            "estimate": [0.2],
            "low": [0.1],
            "high": [0.3],
            "said": ["20%"],
            "sign": [""],
        }
    )
    none = nothing().assign(panel="")
    words = {"a": "A"}, {"a": "way"}, {"a": "cannot tell"}
    assert len(axes_of(quarterly_shares(frame, none, *words, SOURCE))) == 1
