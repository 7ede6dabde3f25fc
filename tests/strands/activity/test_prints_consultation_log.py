"""Consultations row by row as printed: the opening, the tables, sentences that mirror, nothing without logs."""

import re

import pandas as pd
import pytest
from consultation_rows import PERIOD, by_month, log, totals, workforce

from analysis.declare.boroughs import BOROUGHS
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable, received
from strands.activity.finds import consultation_log as find
from strands.activity.prints import activity, log_first
from strands.activity.prints import consultation_log as show
from strands.activity.prints.log_sentences import change_sentence, level_sentence

SOURCE = "Simulated data: made up."


def found(*rows: pd.DataFrame, posts=None, sent=None) -> pd.DataFrame:
    return find.findings(
        pd.concat(rows), workforce() if posts is None else posts, totals() if sent is None else sent
    )


def table(of: pd.DataFrame, key: str) -> PrintedTable:
    return next(one for one in show.blocks(of, PERIOD) if one.key == f"activity-consultation-{key}")


def cells(of: pd.DataFrame, key: str, borough: str) -> dict[str, str]:
    lines = table(of, key).cells
    return (
        lines[lines["Borough"] == borough].iloc[0].str.replace("\N{NO-BREAK SPACE}", " ").to_dict()
    )


def words(sentence: str) -> str:
    return sentence.replace("\N{NO-BREAK SPACE}", " ")


def test_without_logs_nothing_is_printed_and_the_section_still_says_not_received():
    nothing = found(log())
    assert list(show.blocks(nothing, PERIOD)) == []
    assert list(log_first.figure(nothing, PERIOD, SOURCE)) == []
    assert log_first.behind(nothing, PERIOD).empty
    assert log_first.opening(nothing, PERIOD).empty
    no_rows = pd.DataFrame(
        {name: [] for name in ("when", "period", "statistic", "subject", "estimate", "n")}
    )
    opening = activity.opening(no_rows, no_rows, PERIOD)
    assert received(opening, log_first.opening(nothing, PERIOD)) == (opening,)
    # When only logs came the section must not say that nothing did.
    told = log_first.opening(found(by_month([5])), PERIOD)
    assert received(opening, told) == (told,)


def test_logs_of_another_period_are_not_printed_here():
    assert list(show.blocks(found(by_month([5])), "2023-25")) == []
    assert log_first.opening(found(by_month([5])), "2023-25").empty


def test_the_opening_says_who_sent_none_and_what_does_not_agree():
    of = found(by_month([5]), by_month([7], borough="newham"), sent=totals(("newham", 9, 12)))
    said = " ".join(log_first.opening(of, PERIOD).texts)
    assert (
        "12 consultations in 2025/26, in the logs of 2 boroughs of 6. No log came from Waltham"
        " Forest, Hammersmith and Fulham, Barnet and Barking and Dagenham." in said
    )
    behind = log_first.behind(of, PERIOD).key
    assert "A total came beside the log from Newham (9; its log holds 7)." in behind
    assert log_first.also_sent(of, PERIOD) == ["newham"]
    assert "**What this cannot tell.**" in said
    agreed = found(by_month([5]), sent=totals(("hackney", 5, 12)))
    assert "Log and total" not in log_first.behind(agreed, PERIOD).key


def test_boroughs_stand_in_order_of_joining_whatever_their_numbers():
    numbers = {"barking_and_dagenham": 30, "newham": 9, "hackney": 1}
    of = found(*(by_month([number], borough=borough) for borough, number in numbers.items()))
    names = [one.name for one in BOROUGHS if one.was_member_in(PERIOD)]
    for key in ("levels", "who", "cases"):
        # No line adds them up.
        assert table(of, key).cells["Borough"].tolist() == names


def test_both_intervals_stand_beside_one_another():
    line = cells(found(by_month([5] * 12, practitioners=30)), "levels", "Hackney")
    assert (line["Consultations"], line["Months"]) == ("60", "12, from Apr 2025")
    assert re.fullmatch(r"5\.0 \(3\.8 to 6\.4\)", line["A month, one by one"])
    assert re.fullmatch(r"5\.0 \(\d\.\d to \d\.\d\)", line["A month, as practitioners come again"])
    assert re.fullmatch(r"×\d\.\d", line["Times as wide"])
    few = cells(found(by_month([5] * 12, practitioners=4)), "levels", "Hackney")
    assert (few["A month, as practitioners come again"], few["Times as wide"]) == ("–", "–")


def test_what_did_not_come_is_marked_and_no_zero():
    of = found(by_month([5]))
    assert set(list(cells(of, "levels", "Barnet").values())[1:]) == {"[x]"}
    assert any("[x] not returned" in note for note in table(of, "levels").notes)


@pytest.mark.parametrize(
    ("eligible", "expected"),
    [
        ((40,) * 4, "12 of 40 (30%)"),
        ((40, 48, 44, 48), "12 of 40 to 48 (25 to 30%)"),
        ((16,) * 4, "12 of 16"),
        ((), "12"),
        ((11,) * 4, "12"),
    ],
)
def test_reach_has_a_percentage_from_twenty_on_and_none_without_a_denominator(eligible, expected):
    of = found(by_month([12]), posts=workforce(eligible=eligible))
    assert cells(of, "who", "Hackney")["Practitioners, of those in post"] == expected
    refused = [note for note in table(of, "who").notes if "so no share of them" in note]
    assert bool(refused) == (expected == "12")


def test_themes_and_answers_nobody_gave_are_dashes_with_a_reason():
    given = log(
        *((f"K{at}", "2025-05-12", f"P{at}", f"C{at}", {"themes": "court"}) for at in range(20))
    )
    of = found(given, by_month([3], borough="newham"))
    lines = (
        table(of, "themes")
        .cells.set_index("Theme")["Hackney"]
        .str.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert (lines["Court and contact"], lines["The children"]) == (
        "20 of 20 (100%)",
        "0 of 20 (0%)",
    )
    assert "Newham" not in table(of, "themes").cells
    assert "No themes were given: Newham." in table(of, "themes").notes
    assert cells(of, "who", "Newham")["Newly qualified"] == "–"
    assert "Hackney and Newham: who is newly qualified was not said." in table(of, "who").notes


def test_a_falling_log_and_the_same_turned_round_have_mirror_sentences():
    fall, rise = (
        words(change_sentence(found(by_month(numbers, practitioners=36)), "hackney"))
        for numbers in ([12] * 6 + [2] * 6, [2] * 6 + [12] * 6)
    )
    assert fall.startswith(
        "**Hackney: possible decrease.** 12.0 a month in Apr 2025 to Sep 2025, and 2.0 in Oct 2025"
    )
    assert rise.startswith(
        "**Hackney: possible increase.** 2.0 a month in Apr 2025 to Sep 2025, and 12.0 in Oct 2025"
    )
    assert "that fits a fall of 83%" in fall
    assert "that fits a rise to 6.0 times" in rise
    bare = [
        re.sub(
            r"a (?:fall|rise) (?:of|to) [\d.]+(?:%| times)|[\d.]+ (?:a month|in Oct)|(?:de|in)crease",
            "",
            one,
        )
        for one in (fall, rise)
    ]
    assert bare[0] == bare[1]
    assert (
        "This look was not planned beforehand. 1 borough was looked at; by chance alone about 1 such"
        " look in 20 would seem to show a change." in fall
    )


def test_cannot_tell_says_what_could_have_shown():
    said = words(change_sentence(found(by_month([5] * 12, practitioners=30)), "hackney"))
    assert said.startswith("**Hackney: cannot tell.**")
    assert re.search(r"compatible with anything from a fall of \d+% to a rise of \d+%\.", said)
    assert re.search(
        r"A rise of \d+% would have shown in 80 of 100 such logs; even a fall of 95% would not\.",
        said,
    )
    many = words(change_sentence(found(by_month([15] * 12, practitioners=90)), "hackney"))
    assert re.search(
        r"A fall of \d+% or a rise of \d+% would have shown in 80 of 100 such logs\.", many
    )


def test_a_change_says_how_long_a_lead_was_in_post():
    rows = by_month([5] * 12, practitioners=30)
    said, unknown = (
        words(change_sentence(found(rows, posts=workforce(days=days)), "hackney"))
        for days in ((61, 23, 62, 62), (61, 23, 62, None))
    )
    assert said.endswith(
        " A lead was in post on 84 working days of the first half and on 124 of the second."
    )
    assert "A lead was" not in unknown


def test_too_few_is_told_with_its_reason():
    said = change_sentence(found(by_month([0] * 9 + [9, 9, 9])), "hackney")
    assert said == "**Hackney.** No verdict on change: fewer than 4 months are logged."


def test_one_is_written_as_one():
    said = words(level_sentence(found(log(("K1", "2026-03-02", "P1", "C1"))), "hackney"))
    assert said.startswith(
        "**Hackney.** 1 consultation on 1 case by 1 practitioner in 1 month from Mar 2026: 1.0 a"
    )


def test_the_figure_says_its_numbers_and_a_month_without_a_lead_is_no_bar():
    of = found(by_month([2, 0, 1]), posts=workforce(days=(61, 0, 60, 60)))
    figure = next(
        one for one in log_first.figure(of, PERIOD, SOURCE) if isinstance(one, PrintedFigure)
    )
    assert (
        "Hackney from Apr 2025: 2, 0, 1, no lead, no lead, no lead, 0, 0, 0, 0, 0, 0" in figure.alt
    )
    panel = figure.figure.axes[0]
    # Nine months with a number have a bar, three without a lead are hatched.
    assert [bar.get_height() for bar in panel.patches if not bar.get_hatch()] == [
        2,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    ]
    assert sum(bool(bar.get_hatch()) for bar in panel.patches) == 3
    assert "Hatched: no lead in post." in figure.figure.texts[0].get_text()
    assert (
        figure.png
        == next(
            one for one in log_first.figure(of, PERIOD, SOURCE) if isinstance(one, PrintedFigure)
        ).png
    )


def test_no_word_ranks_or_explains():
    of = found(
        by_month([2] * 6 + [9] * 6, practitioners=30), by_month([9] * 6 + [2] * 6, 30, "newham")
    )
    first = log_first.opening(of, PERIOD)
    texts = [first.key, first.finding, log_first.behind(of, PERIOD).key]
    for block in (one for one in show.blocks(of, PERIOD) if not getattr(one, "empty", False)):
        texts += [
            (
                block.key
                if isinstance(block, Paragraphs)
                else block.text
                if isinstance(block, Heading)
                else block.markdown(SOURCE)
            )
        ]
    said = " ".join(texts).lower()
    banned = (
        r"\b(?:effects? of|impact\w*|led"
        r" to|significan\w*|trends?|highest|lowest|best|worst|rank\w*|average)\b"
    )
    assert not re.findall(banned, said)
