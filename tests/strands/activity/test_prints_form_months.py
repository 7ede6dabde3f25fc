"""The engagement form by month as printed: the ladder, completions of cases, and why a number is not there."""

from __future__ import annotations

import re

import pandas as pd
from hub_and_form_rows import PERIOD, form_rows

from analysis.declare.boroughs import BOROUGHS
from analysis.show.printed import Paragraphs, PrintedTable, received
from analysis.show.printed import opening as first_screen
from strands.activity.finds import form_months as find
from strands.activity.prints import form_months

BANNED = (
    r"\b(?:trend|significant\w*|impact|effect|led"
    r" to|better|worse|best|worst|ahead|behind|improve\w*)\b"
)
ROWS = form_rows(
    newham=[("unknown", None, None)] * 12,
    hackney=[("in_process", 0, 20)] * 3 + [("live", 6, 20)] * 3 + [("mandatory", 15, 20)] * 6,
    barnet=[("live", 2, None)] * 12,
    waltham_forest=[("live", 1, 3)] * 2 + [("in_process", 0, 3)] * 5,
)


def blocks(rows: pd.DataFrame = ROWS) -> list:
    return list(form_months.blocks(rows, find.findings(rows), PERIOD))


def table(shown: list, key: str) -> pd.DataFrame:
    (found,) = (block for block in shown if isinstance(block, PrintedTable) and block.key == key)
    return found.cells.map(lambda cell: cell.replace("\N{NO-BREAK SPACE}", " ")).set_index(
        "Borough"
    )


def test_without_rows_nothing_is_printed():
    nothing = form_rows()
    assert blocks(nothing) == []
    assert form_months.opening(find.findings(nothing), PERIOD).empty
    assert form_months.opening(find.findings(ROWS), "2023-25").empty


def test_a_section_of_forms_alone_does_not_say_that_nothing_came():
    none = first_screen(none="No activity was reported for this period.")
    mine = form_months.opening(find.findings(ROWS), PERIOD)
    assert received(none, mine) == (mine,)
    assert received(none, form_months.opening(find.findings(form_rows()), PERIOD)) == (none,)


def test_the_opening_says_who_did_not_send_what_is_unknown_and_what_is_old():
    arrived, unknown, old, share, caution = form_months.opening(find.findings(ROWS), PERIOD).texts
    assert "Returned by 4 boroughs of 6 in 2025/26." in arrived
    assert "Not returned: Hammersmith and Fulham and Barking and Dagenham." in arrived
    assert unknown.endswith("Newham.")
    assert (
        "Waltham Forest was last returned for Oct 2025, 151 days before the end of the period."
        in old
    )
    assert "Barnet sent how many forms were completed, and not how many cases" in share
    assert "Whether one borough does better than another" in caution


def test_the_ladder_stands_in_order_of_joining_and_says_how_old_the_last_word_is():
    ladder = table(blocks(), "activity-form-ladder")
    assert list(ladder.index) == [borough.name for borough in BOROUGHS]
    assert ladder.loc["Hackney"].tolist() == [
        "–",
        "Apr 2025",
        "–",
        "Jul 2025",
        "Oct 2025",
        "live and mandatory since Oct 2025",
        "Mar 2026 (0 days)",
    ]
    assert ladder.loc["Barnet", "At the end"] == "live by Apr 2025"
    assert ladder.loc["Newham"].tolist() == ["–"] * 5 + ["[u]", "–"]
    assert ladder.loc["Barking and Dagenham", "At the end"] == "[x]"


def test_completions_are_x_of_n_or_a_dash_with_its_reason():
    shown = blocks()
    done = table(shown, "activity-form-completed")
    # 3 months of 6 and 6 of 15 make 108, of 9 months of 20 cases.
    assert done.loc["Hackney"].tolist() == [
        "9 of 12",
        "108 (12)",
        "12.0 a month",
        "108 of 180 (60%, 53 to 67%)",
        "–",
        "18 of 60",
        "45 of 60",
        "45 of 60",
    ]
    # Fewer than twenty: no percentage.
    assert done.loc["Waltham Forest", "Of cases in a month"] == "2 of 6"
    assert done.loc["Barnet"].tolist() == ["12 of 12", "24 (12)", "2.0 a month", *["–"] * 5]
    notes = next(
        block.notes for block in shown if getattr(block, "key", "") == "activity-form-completed"
    )
    assert any(note.startswith("Barnet. ") and "refused (no base)" in note for note in notes)


def test_no_share_is_told_without_what_it_is_of():
    text = "\n".join(block.markdown("Simulated.") for block in blocks()).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert (
        len(re.findall(r"\d+ of \d+ (?:case-months )?\(\d+%, \d+ to \d+%\)", text))
        == len(re.findall(r"\(\d+%", text))
        == 2
    )


def test_a_sentence_a_borough_in_order_of_joining():
    (said,) = (block.texts for block in blocks() if isinstance(block, Paragraphs))
    assert [text.split(".**")[0].strip("*") for text in said] == [
        borough.name for borough in BOROUGHS
    ]
    assert (
        said[0].replace("\N{NO-BREAK SPACE}", " ")
        == "**Hackney.** Live and mandatory since Oct 2025, as last returned for Mar 2026. 108 forms"
        " completed in 12 months returned. A form was completed for 108 of 180 case-months (60%,"
        " 53 to 67%)."
    )
    assert said[4].endswith(" No share, as no number of cases that could have a form was returned.")
    assert "Forms completed:" not in said[4]


def test_a_withheld_month_is_printed_as_a_range_and_notes_of_senders_stand_below():
    rows = form_rows(hackney=[("live", 10, 40), ("live", "<5", 40)])
    rows["caveat"] = ["", "", "new system", "new system"]
    shown = blocks(rows)
    assert (
        table(shown, "activity-form-completed").loc["Hackney", "Completed (months)"]
        == "11 to 14 (2)"
    )
    notes = next(
        block.notes for block in shown if getattr(block, "key", "") == "activity-form-ladder"
    )
    assert "The sender's note, Hackney, May 2025: new system" in notes


def test_nothing_printed_ranks_sums_or_judges():
    text = "\n".join(block.markdown("Simulated.") for block in blocks())
    assert not re.search(BANNED, text, re.I)
    assert "Total" not in text
    refused = re.findall(r"Not computed: ([^:]+): refused", text)
    assert refused == [
        "time until live",
        "comparison of boroughs",
        "sum over boroughs",
        "change over time",
    ]
