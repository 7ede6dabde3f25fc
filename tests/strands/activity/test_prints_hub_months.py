"""Hub visits by month as printed: total and rate together, gaps as gaps, and one rule for falls and rises."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hub_and_form_rows import PERIOD, hub_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.activity.finds import hub_months as find
from strands.activity.prints import hub_months

CORE, WELCOME = "training | Core", "resources | Welcome"
SOURCE = "Simulated data: a trial."
BANNED = (
    r"\b(?:trend|significant\w*|impact|effect|led"
    r" to|better|worse|noticeabl\w*|dramatic\w*|popular\w*)\b"
)
TURNING = {CORE: [60, 60, None, 60, 60, None, 45, 45, 45, 45, 45, 45], WELCOME: [10] * 12}


def blocks(pages: dict[str, list], **more) -> list:
    rows = hub_rows(pages, **more)
    found = find.findings(rows)
    first = hub_months.by_month(rows, found, PERIOD, SOURCE)
    return [*first, *hub_months.blocks(rows, found, PERIOD)]


def sentences(pages: dict[str, list]) -> list[str]:
    rows = hub_rows(pages)
    behind = hub_months.blocks(rows, find.findings(rows), PERIOD)
    return [text for block in behind if isinstance(block, Paragraphs) for text in block.texts]


def table(shown: list, key: str) -> pd.DataFrame:
    (found,) = (block for block in shown if isinstance(block, PrintedTable) and block.key == key)
    return found.cells.map(lambda cell: cell.replace("\N{NO-BREAK SPACE}", " ")).set_index("Page")


def opening(pages: dict[str, list], of_period: str = PERIOD) -> tuple[str, ...]:
    return hub_months.opening(find.findings(hub_rows(pages)), of_period).texts


@pytest.mark.parametrize("of_period", [PERIOD, "2023-25"])
def test_without_rows_of_the_period_nothing_is_printed(of_period):
    pages = {} if of_period == PERIOD else TURNING
    rows = hub_rows(pages)
    found = find.findings(rows)
    assert hub_months.opening(found, of_period).empty
    assert list(hub_months.by_month(rows, found, of_period, SOURCE)) == []
    assert list(hub_months.blocks(rows, found, of_period)) == []


def test_the_opening_says_what_arrived_what_is_missing_and_where_counting_decides():
    arrived, beware, caution = opening(TURNING)
    # 240 and 270 to one page, 120 to the other.
    assert arrived.endswith("630 visits to 2 pages in 2025/26, counted in 12 of 12 months.")
    assert beware == (
        "**In total and per month.** From the first half of the period to the second visits to “Core”"
        " rose in total and fell per month."
    )
    mirrored = opening({**TURNING, CORE: TURNING[CORE][::-1]})[1]
    assert mirrored.endswith("“Core” fell in total and rose per month.")
    assert "a visit is not a visitor" in caution
    gap = opening({CORE: [9, None, 9], WELCOME: [9, None, 9]})[0]
    assert "counted in 2 of 12 months; no page was returned for May 2025, Jul 2025" in gap


def test_a_month_not_returned_is_a_sign_and_a_zero_a_zero():
    shown = blocks({CORE: [60, None, 0] * 4, WELCOME: [10, 0, 10] * 4})
    first = table(shown, "activity-hub-months-1")
    assert first.loc["Core"].tolist() == ["60", "[x]", "0", "60", "[x]", "0"]
    assert first.loc["Welcome"].tolist() == ["10", "0", "10", "10", "0", "10"]
    assert list(first.columns[[0, -1]]) == ["Apr 2025", "Sep 2025"]
    assert list(table(shown, "activity-hub-months-2").columns[[0, -1]]) == ["Oct 2025", "Mar 2026"]
    notes = next(
        block.notes for block in shown if getattr(block, "key", "") == "activity-hub-months-1"
    )
    assert any("may have had no visits then" in note for note in notes)


def test_a_line_tells_total_months_rate_share_and_both_changes():
    line = table(blocks(TURNING), "activity-hub-totals-training").loc["Core"]
    assert line.tolist() == [
        "510 of 510 (100%)",
        "42.5 to 51.0 (10)",
        "–",
        "×1.12",
        "×0.75",
        "×0.75 to ×0.75",
    ]


def test_total_and_rate_always_stand_in_one_sentence():
    said = sentences(TURNING)
    (core,) = (text for text in said if text.startswith("**Core"))
    assert "In total a rise of 12% (4 months returned against 6); per month a fall of 25%." in core
    assert "The direction depends on what is counted." in core
    for text in said:
        assert text.lower().count("in total") == len(
            re.findall(r"per month a |per month no change", text)
        )


def test_a_single_month_that_decides_is_told():
    told = [
        text
        for text in sentences({CORE: [40] * 6 + [30, 30, 30, 30, 500, 30]})
        if "single month" in text
    ]
    assert told == [
        "**A single month decides.** From the first half of the period to the second the direction"
        " of visits a month would turn where one month is left out: Core."
    ]


def test_what_is_not_computed_stands_under_the_tables_with_its_reason():
    notes = [
        note for block in blocks(TURNING) if isinstance(block, PrintedTable) for note in block.notes
    ]
    refused = [note for note in notes if note.startswith("Not computed: ")]
    assert [note.split(": ")[1] for note in refused] == [
        "interval of visits",
        "visitors over months or pages",
        "change without the season",
    ]


COUNTS = st.lists(st.integers(1, 300), min_size=12, max_size=12)


@settings(max_examples=25, deadline=None)
@given(COUNTS, COUNTS)
def test_turned_end_for_end_every_sentence_turns(core, welcome):
    here, there = (
        sentences({CORE: one[::step], WELCOME: other[::step]})
        for one, other, step in ((core, welcome, 1), (core, welcome, -1))
    )
    assert [_plain(text) for text in here] == [_turned(_plain(text)) for text in there]


def _plain(text: str) -> str:
    """A sentence without the sizes of its changes, which are not alike both ways: half of 2 is not 2 of 1."""
    sized = re.sub(
        r"a (fall|rise) (?:of|to) (?:less than |over )?[\d.]+(?:%| times)", r"a \1", text
    )
    return sized.replace(" over 1000 times", "")


def _turned(text: str) -> str:
    swapped = re.sub(
        r"a (fall|rise)\b", lambda found: f"a {'rise' if found[1] == 'fall' else 'fall'}", text
    )
    return re.sub(r"(\d+) fall and (\d+) rise", r"\2 fall and \1 rise", swapped)


def test_the_figure_says_the_finding_and_its_numbers_in_words():
    (figure,) = (block for block in blocks(TURNING) if isinstance(block, PrintedFigure))
    assert figure.title == (
        "Visits a month fell on 1 page of the hub and rose on 0, first half of the period to the"
        " second. No trend is tested, as one person makes many visits"
    )
    assert "Core: 60 in Apr 2025, 45 in Mar 2026; least 45, most 60" in figure.alt
    assert [axis.get_title(loc="left") for axis in figure.figure.axes if axis.get_visible()] == [
        "Core",
        "Welcome",
    ]


def test_no_line_crosses_a_gap():
    (figure,) = (block for block in blocks(TURNING) if isinstance(block, PrintedFigure))
    core, welcome = (axis for axis in figure.figure.axes if axis.get_visible())
    assert [list(line.get_xdata()) for line in core.lines] == [[0, 1], [3, 4], [6, 7, 8, 9, 10, 11]]
    assert [len(line.get_xdata()) for line in welcome.lines] == [12]
    assert len(core.patches) == 2
    assert core.get_ylim()[0] == 0
    assert core.get_ylim() != welcome.get_ylim()


def test_nothing_printed_judges_or_names_a_cause():
    shown = blocks(TURNING, visitors={CORE: [9] * 12})
    text = "\n".join(block.markdown(SOURCE) for block in shown)
    assert not re.search(BANNED, text.replace("No trend is tested", ""), re.I)
    assert isinstance(shown[0], Heading)
