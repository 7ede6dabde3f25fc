"""The section's blocks: what arrived first, every borough in order, nothing that a finding does not hold."""

import re
from itertools import pairwise

import pandas as pd
import pytest
from conftest import printed, series_rows

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.disclosure import PROFILES
from analysis.declare.finding import FINDINGS
from analysis.declare.indicators import TABLE, WORDINGS
from analysis.declare.returned import QUERIES
from analysis.show.figures import LINE, SHOWN, STILL
from analysis.show.printed import (
    Heading,
    Paragraphs,
    PrintedFigure,
    PrintedTable,
    commentary,
    plain,
)
from analysis.show.report import closing, statuses
from strands.indicators.finds.indicators import findings
from strands.indicators.prints import borough as of_borough
from strands.indicators.prints import indicators
from strands.indicators.prints.small_multiples import small_multiples

NO_QUERIES = QUERIES.empty()
NONE = FINDINGS.empty()
NO_TRENDS = NONE.rename(columns={"subject": "panel"})
SOURCE = "Published data: a trial."


def query(**more) -> pd.DataFrame:
    row = {
        "rule": "lone_zero",
        "severity": "warn",
        "file": "barnet.xlsx",
        "sheet": "S",
        "cell": "B8",
        "typed": "0",
        "question": "Is it none?",
        "effect": "Printed.",
    }
    return QUERIES.check(pd.DataFrame([{**row, **more}]))


def blocks(returned, found, queries=NO_QUERIES, wordings=None, pooled=NONE):
    wordings = WORDINGS.empty() if wordings is None else wordings
    return list(of_borough.blocks(returned, wordings, queries, found, pooled, SOURCE))


@pytest.fixture(scope="module")
def shown(returned, found):
    return blocks(returned, found)


def test_what_a_borough_is_given_for_its_page_holds_no_number_of_another(returned, found):
    """Every number of the others is planted, and the words and the picture stay what they were."""
    numbers = ["estimate", "low", "high", "x", "n"]
    others = ~found["borough"].isin(["barnet", ""])
    planted = found.copy()
    planted.loc[others, numbers] = 987654.0
    theirs = returned["borough"] != "barnet"
    counted = returned.assign(
        count=returned["count"].mask(theirs & returned["count"].notna(), 987654)
    )

    def own(rows, results):
        every = of_borough.page(rows, WORDINGS.empty(), NO_QUERIES, results, SOURCE)
        return [block for borough, block in every if borough == "barnet"]

    before, after = own(returned, found), own(counted, planted)
    said = [block.markdown(SOURCE) for block in after]
    assert said == [block.markdown(SOURCE) for block in before]
    assert isinstance(after[0], PrintedFigure) and after[0].png == before[0].png
    assert not any("987654" in text or "987,654" in text for text in said)


def test_opening_counts_what_arrived_and_what_came_of_it(found):
    arrived, by_borough, limits = indicators.opening(found, NONE, NONE).texts
    assert "144 of the 168 counts asked for, and nothing stands in for the others" in arrived
    assert (
        "possible decrease in 1, cannot tell in 19 and too few quarters in 4; no change is distinguishable"
        " from chance" in by_borough
    )
    assert "no count that a borough sent is known to be from before it joined" in limits


def test_of_others_nothing_is_said_where_every_count_came():
    rows = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", [5, 6, 7, 8, 9])))
    said = indicators.opening(findings(rows, "2023-25"), NONE, NONE).texts[0]
    assert "5 of the 5 counts asked for: 1 indicator of" in said


def test_without_an_average_the_heading_says_what_came_of_the_series():
    rows = TABLE.check(
        pd.DataFrame(series_rows("barnet", "referral", [60, 52, 50, 41, 36, 33, 25]))
    )
    found = findings(rows, "2023-25")
    moved = indicators.opening(found, NONE, NONE)
    assert moved.finding == "new cases with DA as the referral issue in Barnet may have fallen"
    nothing = findings(TABLE.empty(), "2023-25")
    assert indicators.opening(nothing, NONE, NONE).finding == "not received"
    # What came is never called nothing.
    assert indicators.opening(nothing, NONE, found).finding == "re-referrals alone"


def test_a_series_that_was_read_twice_is_counted_once_and_said_to_be():
    rows = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", [10, "<5", 9, 12])))
    found = findings(rows, "2023-25")
    assert (
        "Of 1 quarterly series: too few quarters in 1;"
        in indicators.opening(found, NONE, NONE).texts[1]
    )
    assert "1 series has withheld counts" in " ".join(indicators.coverage(found, NO_QUERIES).notes)


def test_a_borough_s_table_says_why_its_intervals_are_others_in_the_chart_of_all(returned, found):
    joined = pd.DataFrame([{"statistic": "borough_change", "borough": "hackney"}])
    said = {
        block.texts[-1].partition("indicators-")[2].partition("-")[0]: "are others"
        in block.texts[-1]
        for block in blocks(returned, found, pooled=joined)
        if isinstance(block, Paragraphs)
    }
    assert [borough for borough, other in said.items() if other] == ["hackney"]


def test_boroughs_stand_in_order_of_joining_with_the_same_blocks(shown):
    headings = [block.text for block in shown if isinstance(block, Heading)]
    assert headings == [borough_name(key) for key in BOROUGH_KEYS]
    kinds = [type(block) for block in shown]
    usual = [Heading, PrintedTable, PrintedFigure, Paragraphs, PrintedTable]
    # Newham has too few quarters: nothing was fitted, and no table of dashes says so.
    assert kinds == [*usual * 2, *usual[:-1], *usual * 3]


def test_sentences_point_to_no_table_that_is_not_there(shown):
    keys = {f"@tbl:{block.key}" for block in shown if isinstance(block, PrintedTable)}
    said = " ".join(text for block in shown for text in getattr(block, "texts", ()))
    assert set(re.findall(r"@tbl:[\w-]+", said)) <= keys


@pytest.mark.parametrize("key", BOROUGH_KEYS)
def test_counts_are_the_printed_ones_and_blanks_are_symbols(shown, key):
    table = next(
        block
        for block in shown
        if isinstance(block, PrintedTable) and block.key == f"indicators-{key}"
    )
    cells = table.cells.iloc[:, 1:].to_numpy().tolist()
    assert cells == [[cell or "[x]" for cell in row[1:]] for row in printed(key)[1:]]


def test_symbol_is_explained_only_where_it_stands(shown):
    notes = {block.key: " ".join(block.notes) for block in shown if isinstance(block, PrintedTable)}
    assert "[x] not returned" in notes["indicators-newham"]
    assert "[x]" not in notes["indicators-hackney"]


def test_title_of_a_figure_says_the_finding(shown):
    titles = {block.key: block.title for block in shown if isinstance(block, PrintedFigure)}
    assert titles["indicators-hackney"] == (
        "Hackney: nobody can tell a rise from a fall in any of the 4 series"
    )
    assert titles["indicators-barking_and_dagenham"].startswith(
        "Barking and Dagenham: new cases with DA as the referral issue may have fallen; nobody can"
    )


def test_alt_text_tells_every_count_and_every_gap(shown):
    alt = next(
        block.alt for block in shown if isinstance(block, PrintedFigure) and "newham" in block.key
    )
    assert (
        "Children taken into care: 5, 9, 15, 2, not returned, not returned, not returned; too few"
        " quarters." in alt
    )


def test_note_of_the_sender_stands_under_the_table_and_is_pointed_to(returned, found):
    noted = returned.assign(
        caveat=returned["caveat"].where(returned["borough"] != "newham", "Matched back *by hand*.")
    )
    shown = blocks(noted, found)
    table = next(
        block
        for block in shown
        if block.key == "indicators-newham" and isinstance(block, PrintedTable)
    )
    assert "From the sender: Matched back *by hand*." in table.notes
    assert r"Matched back \*by hand\*" in table.markdown(SOURCE)
    pointer = next(
        block.texts[-1]
        for block in shown
        if isinstance(block, Paragraphs) and "newham" in block.texts[-1]
    )
    assert "the sender's notes stand and apply here too" in pointer


def test_note_on_one_indicator_says_which(returned, found):
    here = (returned["borough"] == "newham") & (returned["indicator"] == "care_entry")
    shown = blocks(returned.assign(caveat=returned["caveat"].mask(here, "Back matched.")), found)
    table = next(
        block
        for block in shown
        if block.key == "indicators-newham" and isinstance(block, PrintedTable)
    )
    assert "From the sender (Children taken into care): Back matched." in table.notes


def test_open_questions_name_rule_and_cell_and_not_the_wording(returned, found):
    shown = blocks(returned, found, query())
    table = next(
        block
        for block in shown
        if block.key == "indicators-barnet" and isinstance(block, PrintedTable)
    )
    assert "1 question is open with the sender." in table.notes
    assert "Is it none?" not in table.markdown(SOURCE)
    elsewhere = [
        block for block in shown if isinstance(block, PrintedTable) and "barnet" not in block.key
    ]
    assert not any("Questions open" in " ".join(block.notes) for block in elsewhere)


def test_withheld_counts_give_two_sentences():
    rows = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", [10, "<5", 9, 12, 14, 11])))
    said = list(of_borough.sentences("barnet", rows, findings(rows, "2023-25")))
    assert said[0].startswith("**Referral issue on intake, withheld at lowest: ")
    assert said[1].startswith("**Referral issue on intake, withheld at highest: ")


def test_coverage_tells_how_many_questions_are_open(found):
    table = indicators.coverage(found, query(severity="stop"))
    assert table.cells["Counts returned"].tolist() == [
        f"{n} of 28" for n in (28, 24, 16, 20, 28, 28)
    ]
    assert "1 that keep a value out until answered, 0 that keep none out" in table.notes[0]


def test_checks_hold_every_p_value(found):
    cells = indicators.checks(found).cells.set_index("Series")
    assert cells.loc["Barking and Dagenham, referral issue on intake", "p"] == "0.030"
    assert (cells["p"] != "–").sum() == 20
    assert cells.loc["Newham, referral issue on intake", "p"] == "–"


def test_refusals_are_one_line_a_rule_with_the_range_of_quarters(found):
    cells = indicators.refused(found).cells.set_index("What was not computed")
    assert cells.loc["Newey–West interval", "Why"].startswith(
        "refused (too short for such errors): 4 to 7 usable quarters, at least 24"
    )
    assert cells.loc["Newey–West interval", "For"] == "24 series"
    assert cells.loc["before and after joining", "For"] == "6 boroughs"
    assert cells.loc["sum across boroughs", "For"] == "boroughs together"
    assert cells.loc["a verdict on its own trend, or any test", "For"] == "4 series"


def test_chance_is_told_for_falls_and_rises_alike(found):
    (text,) = indicators.chance(found).texts
    assert "7 of 24 series end in two falls running" in text
    assert "1 of 24 series ends in two rises running" in text


def test_no_line_crosses_a_gap_and_every_axis_starts_at_zero():
    rows = pd.DataFrame(
        {
            "panel": "a",
            "quarter": [str(q) for q in pd.period_range("2023Q3", periods=5, freq="Q")],
            "count": pd.array([5, 6, pd.NA, 9, 8], dtype="Int64"),
            "status": ["returned", "returned", "not_returned", "returned", "returned"],
        }
    )
    axis = small_multiples(rows, {"a": ("A", "")}, NO_TRENDS, set(), SOURCE).axes[0]
    assert axis.get_ylim()[0] == 0
    stretches = [list(line.get_xdata()) for line in axis.get_lines() if len(line.get_xdata())]
    assert [0, 1] in stretches
    assert [3, 4] in stretches
    assert not any({1, 3} <= set(places) for places in stretches)
    assert any(patch.get_hatch() for patch in axis.patches)


@pytest.mark.parametrize("note", ["New system from January", "[worded anew from 2024Q1]"])
def test_no_line_joins_what_is_counted_otherwise(note):
    counted = series_rows("barnet", "referral", [5, 6, 7, 9, 8])
    rows = TABLE.check(pd.DataFrame(counted))
    rows.loc[rows["quarter"] >= "2024Q1", "caveat"] = note
    drawn = of_borough.figure("barnet", rows, findings(rows, "2023-25"), SOURCE)
    lines = [list(line.get_xdata()) for line in drawn.figure.axes[0].get_lines()]
    stretches = [places for places in lines if len(places)]
    assert [0, 1] in stretches
    assert [2, 3, 4] in stretches
    assert not any({1, 2} <= set(places) for places in stretches)
    assert "6, (from here on counted otherwise) 7, 9" in drawn.alt


def drawn_ends(counts: list[int]) -> tuple[str, dict[str, list[float]], object]:
    """The verdict on counts, what their trends come to at the ends, and the panel they are drawn in."""
    rows = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", counts)))
    found = findings(rows, "2023-25")
    ends = {
        statistic: of_kind.sort_values("when")[["low", "high"]].to_numpy().ravel().tolist()
        for statistic, of_kind in found.groupby("statistic")
        if statistic.startswith("trend ")
    }
    panel = of_borough.figure("barnet", rows, found, SOURCE).figure.axes[0]
    return found.loc[found["statistic"] == "verdict", "verdict"].item(), ends, panel


def test_the_trends_drawn_have_the_mean_of_the_counts_and_the_ends_of_the_interval():
    counts = [158, 186, 181, 204, 195, 171, 133]
    verdict, ends, panel = drawn_ends(counts)
    rows = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", counts)))
    found = findings(rows, "2023-25").set_index("statistic")
    whole, shown = found.loc["trend_over_span"], found.loc["detectable_change"]
    for statistic, (low, high) in (
        ("trend allowed", (whole["low"], whole["high"])),
        ("trend shown", (shown["low"], shown["high"])),
    ):
        first_low, first_high, last_low, last_high = ends[statistic]
        assert last_low / first_high == pytest.approx(low)
        assert last_high / first_low == pytest.approx(high)
        for first, last in ((first_high, last_low), (first_low, last_high)):
            steady = [first * (last / first) ** (at / 6) for at in range(7)]
            assert sum(steady) == pytest.approx(sum(counts))
    assert verdict == "cannot tell"
    lines = {line.get_color(): line.get_ydata() for line in panel.lines}
    assert set(lines) == {STILL, SHOWN}
    assert list(lines[STILL]) == counts
    assert max(lines[SHOWN]) == pytest.approx(max(ends["trend shown"]))


def test_a_series_that_moved_stands_out_and_its_mirror_image_as_much():
    counts = [60, 52, 50, 41, 36, 33, 25]
    (verdict, ends, panel), (other, turned, mirrored) = map(drawn_ends, (counts, counts[::-1]))
    assert (verdict, other) == ("possible decrease", "possible increase")
    for one in (panel, mirrored):
        assert LINE in {line.get_color() for line in one.lines}
        assert STILL not in {line.get_color() for line in one.lines}
    for statistic, (*first, low, high) in ends.items():
        assert turned[statistic] == pytest.approx([low, high, *first])
    assert panel.get_ylim() == pytest.approx(mirrored.get_ylim())


def test_two_drawings_are_the_same_bytes(shown, returned, found):
    again = of_borough.figure("hackney", returned[returned["borough"] == "hackney"], found, SOURCE)
    first = next(
        block for block in shown if isinstance(block, PrintedFigure) and "hackney" in block.key
    )
    assert first.png == again.png


def test_reading_guide_explains_the_symbols_that_are_printed_and_lists_every_file():
    received = pd.DataFrame(
        {"file": ["a.xlsx"], "sender": ["analyst"], "received": ["2025-06"], "sha256": ["0" * 64]}
    )
    cells = ["Jan–Mar 2025", "<5 of 29", "[d], 9 months", "×0.94", "12", "[x]"]
    printed = [pd.DataFrame({"cell": each}) for each in (cells, ["–"])]
    guide = closing(received, PROFILES["as_published"], {}, {}, None, printed)
    symbols = next(block for block in guide if block.key == "statuses")
    told = ["a number", "[x]", "[d]", "–", "<", "×"]
    assert symbols.cells["Symbol"].tolist() == told
    # The line on [d] says what the note under any other table would.
    assert "::: note" not in symbols.markdown("")
    assert "–" not in statuses(printed[:1]).cells["Symbol"].tolist()
    assert next(
        block for block in guide if block.key == "sources" and isinstance(block, PrintedTable)
    ).cells.shape == (
        1,
        4,
    )


def test_commentary_stands_under_a_heading_of_its_own_or_not_at_all():
    assert commentary("", "2023-25", "indicators") == ()
    heading, text = commentary("We think.", "2023-25", "indicators")
    assert (heading.text, text.texts) == ("The evaluators' commentary", ("We think.",))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*", r"\*"),
        ("<b>", r"\<b\>"),
        ("[x]", r"\[x\]"),
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_a_sender_typed_is_never_markup(typed, shown):
    assert plain(typed) == shown


def test_reference_reads_as_words_in_a_notebook():
    block = Paragraphs(("See @tbl:indicators-newham and @fig:indicators-newham.",))
    assert (
        block._repr_markdown_() == "See [the table *indicators-newham*](#tbl:indicators-newham) and"
        " [the figure *indicators-newham*](#fig:indicators-newham)."
    )
    assert "@tbl:indicators-newham" in block.markdown(SOURCE)


TWO_PERIODS = [*map(str, pd.period_range("2024Q3", "2025Q1", freq="Q")), "2026Q2", "2026Q3"]


def test_quarters_between_two_periods_are_an_empty_place_and_no_line_crosses_them():
    rows = pd.DataFrame(
        {"panel": "a", "quarter": TWO_PERIODS, "count": [5, 6, 7, 9, 8], "status": "returned"}
    )
    axis = small_multiples(rows, {"a": ("A", "")}, NO_TRENDS, set(), SOURCE).axes[0]
    stretches = [list(line.get_xdata()) for line in axis.get_lines() if len(line.get_xdata())]
    assert [0, 1, 2] in stretches
    assert [4, 5] in stretches
    assert not any({2, 4} <= set(places) for places in stretches)
    names = [label.get_text() for label in axis.get_xticklabels()]
    assert names[2:5] == ["Jan", "", "Apr"]


def test_quarters_between_two_periods_are_said_in_table_and_alt_text():
    counted = series_rows("barnet", "referral", [5, 6, 7, 9, 8], TWO_PERIODS)
    rows = TABLE.check(pd.DataFrame(counted))
    table = of_borough.counts("barnet", rows, WORDINGS.empty(), NO_QUERIES)
    lacking = "Apr–Jun 2025 to Jan–Mar 2026"
    assert list(table.cells.columns[3:6]) == ["Jan–Mar 2025", f"… {lacking}", "Apr–Jun 2026"]
    assert table.cells.iloc[0, 3:6].tolist() == ["7", "…", "9"]
    assert any(note.startswith(f"… {lacking}") for note in table.notes)


def test_falls_across_a_gap_are_not_successive():
    counted = [9, 8, 7, 6, 5]
    ends = {
        quarters[-1]: findings(
            TABLE.check(pd.DataFrame(series_rows("barnet", "referral", counted, quarters))), key
        )
        for key, quarters in (
            ("2023-25", ["2023Q4", "2024Q1", "2024Q2", "2024Q3", "2025Q1"]),
            ("2023-25", ["2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4"]),
        )
    }
    falls = [
        found.loc[found["statistic"] == "two_successive_falls", "x"].item()
        for found in ends.values()
    ]
    assert falls == [0, 1]


def test_names_and_source_of_a_figure_of_twelve_quarters_are_within_it_and_apart():
    quarters = [str(quarter) for quarter in pd.period_range("2023Q3", periods=12, freq="Q")]
    rows = pd.DataFrame({"panel": "a", "quarter": quarters, "count": 5, "status": "returned"})
    figure = small_multiples(
        rows, {"a": ("A", "")}, NO_TRENDS, set(), "Supplied data: " + "returns sent " * 20
    )
    figure.draw_without_rendering()
    assert figure.texts[-1].get_window_extent().x1 <= figure.bbox.x1
    names = [name for name in figure.axes[0].get_xticklabels() if name.get_text()]
    ends = [name.get_window_extent() for name in names]
    assert len(ends) > 3
    assert all(one.x1 < other.x0 for one, other in pairwise(ends))
