"""The surveys section: Table 2 as printed, the range before the average, and small counts."""

import csv
import re

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.withheld import WITHHELD
from analysis.show import words
from analysis.show.printed import Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.cleans.sums import clean
from strands.surveys.declares import ATTENDED
from strands.surveys.finds.sums import findings
from strands.surveys.prints import averages as rated
from strands.surveys.prints import headlines, sums
from strands.training.cleans import clean as clean_training

PERIOD = "2023-25"


@pytest.fixture(scope="module")
def tables():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = clean(store.returns(PERIOD, "surveys"), store.corrections(PERIOD, "surveys"), PERIOD)
        training = clean_training(
            store.returns(PERIOD, "training"), store.corrections(PERIOD, "training"), PERIOD
        )
    return made.replies, made.shares, made.ratings, training.table


@pytest.fixture(scope="module")
def found(tables):
    return findings(*tables)


@pytest.fixture(scope="module")
def blocks(tables, found):
    replies, shares, averages, _ = tables
    return [
        sums.opening(found, PERIOD),
        sums.behind(found, PERIOD),
        *sums.flow(replies, found, PERIOD),
        *sums.characteristics(shares, found, PERIOD),
        *rated.ratings(averages, found, PERIOD),
        *sums.refused(found, PERIOD),
    ]


def table(blocks, key: str) -> PrintedTable:
    return next(block for block in blocks if isinstance(block, PrintedTable) and block.key == key)


def behind(found) -> str:
    return "\n".join(sums.behind(found, PERIOD).texts)


def said(blocks) -> list[str]:
    return [text for block in blocks if isinstance(block, Paragraphs) for text in block.texts]


def of_all(tables, found) -> list[str]:
    """What the changes over everybody come to, a paragraph a survey."""
    texts = said(rated.ratings(tables[2], found, PERIOD))
    return [text for text in texts if ", over all.**" in text]


def test_table_2_is_the_printed_one_but_for_zeros_before_a_number(blocks):
    with open(ROOT / "tests" / "published" / "table02.csv", encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    shown = table(blocks, "surveys-core-characteristics").cells
    assert list(shown.columns)[1:] == head[1:]
    lines = [[name, *(f"{float(cell):g}" for cell in cells)] for name, *cells in lines]
    assert shown.to_numpy().tolist() == lines


def test_table_2_says_of_how_many_people_it_can_be(blocks):
    notes = " ".join(table(blocks, "surveys-core-characteristics").notes)
    assert "2 of 12 percentages cannot be of 348 people; all can be of 182 to 222" in notes
    assert (
        "2 of 12 percentages cannot be of 54 people and 7 of 12 percentages cannot be of 39 people"
        in notes
    )
    assert "no one number up to 54 fits all 12" in notes
    assert "not set against each other" in notes


def test_bases_table_names_the_percentages_that_are_ruled_out(blocks):
    cells = table(blocks, "surveys-bases").cells.set_index(["Percentages of", "If all are of"])
    assert cells.loc[("Core, before", "348 (handed in and usable)"), "Which"] == "Gay; Lesbian"
    assert cells.loc[("Core, before", "182 to 222"), "Impossible"] == "0 of 12"
    assert cells.loc[("Core, after", "54 (handed in)"), "Which"] == "Female; Black /African"
    assert cells.loc[("Overview", "342 (handed in and usable)"), "Impossible"] == "0 of 15"


def test_a_percentage_outside_the_tables_of_who_answered_is_named(blocks, tables, found):
    shown = table(blocks, "surveys-bases")
    listed = table(blocks, "surveys-overview-characteristics")
    assert len(listed.cells) == 14  # of the 15 that are tried
    assert shown.notes[1:] == (
        f"The percentages of Overview stand in the table “{listed.caption}”, but for what was"
        " answered: “Understanding of the role of CSC changed a lot or a little” (96%).",
    )
    assert f"“{shown.caption}” says which." in " ".join(
        table(blocks, "surveys-core-characteristics").notes
    )
    of_who = tables[1][tables[1]["topic"] != "answer"]
    *_, none = sums.characteristics(of_who, found, PERIOD)
    assert none.notes == shown.notes[:1]


def test_flow_tells_what_was_handed_in_apart_from_those_that_are_not_known(blocks):
    shown = table(blocks, "surveys-flow")
    assert shown.cells.to_numpy().tolist() == [
        ["Overview", "717", "342 (47.7)", "342 (47.7)", "–"],
        ["Core, before", "455", "348 (76.5)", "348 (76.5)", "–"],
        ["Core, after", "455", "54 (11.9)", "39 (8.6)", "11.2"],
        ["Supervisors", "25", "[x]", "[x]", "–"],
        ["Refresher", "33", "[x]", "[x]", "–"],
    ]
    assert any(note.startswith("[x] not returned") for note in shown.notes)
    assert any("Core, after: 15 mostly blank" in note for note in shown.notes)
    words_for_it = "Overview “completed”, Core, before “returned” and Core, after “opened”."
    assert any(note.endswith(words_for_it) for note in shown.notes)


def test_overview_is_as_printed_with_its_sum(blocks):
    shown = table(blocks, "surveys-overview-characteristics")
    cells = dict(shown.cells.to_numpy().tolist())
    assert (cells["Black African"], cells["Black Caribbean"], cells["Aged 36-65"]) == (
        "8",
        "9",
        "76",
    )
    assert "Understanding of the role of CSC changed a lot or a little" not in cells
    assert any(
        "add up to 99" in note and "can have been anything from 96 to 102" in note
        for note in shown.notes
    )


def test_small_counts_are_printed_where_they_had_been_published_and_nowhere_else(blocks, tables):
    assert table(blocks, "surveys-overview-people").cells["People"].tolist() == [
        "3",
        "3",
        "11",
        "6",
    ]
    later = tables[1].assign(period="2022-23")
    shown = table(
        list(sums.characteristics(later, findings(*tables).head(0), "2022-23")),
        "surveys-overview-people",
    )
    assert shown.cells["People"].tolist() == ["11"]
    assert shown.data["number"].tolist() == [11]
    assert "3 numbers below 10 not printed." in shown.notes


def test_averages_are_printed_as_typed(blocks):
    shown = table(blocks, "surveys-averages").cells
    assert shown[["Before", "After"]].to_numpy().tolist() == [["4", "5.5"], ["under 4", "5"]]
    assert shown["The same, as far as rounding tells"].tolist() == [
        "+0.95 to +2.05",
        "–",  # of a limit rounding tells nothing
    ]


def test_a_limit_is_told_with_the_number_it_was_read_as(blocks, tables):
    read = [note for note in table(blocks, "surveys-averages").notes if "worked out with" in note]
    assert read == [
        "Core: after less before is worked out with 3.9 (printed as “under 4”). Others stand in the"
        f" table “{table(blocks, 'surveys-limits').caption}”."
    ]
    replies, shares, averages, training = tables
    exact = averages.assign(bound="", raw=averages["raw"].str.removeprefix("under "))
    over = exact.assign(
        bound=exact["bound"].mask(exact["raw"] == "5.5", "over"),
        raw=exact["raw"].replace("5.5", "over 5.5"),
    )
    worked = "Overview: after less before is worked out with 5.6 "
    for typed, said in ((exact, []), (over, [worked])):
        shown = [*rated.ratings(typed, findings(replies, shares, typed, training), PERIOD)]
        notes = table(shown, "surveys-averages").notes
        assert [note.split("(")[0] for note in notes if "worked out" in note] == said


def test_bounds_table_holds_each_reading_of_the_same_average(blocks):
    cells = table(blocks, "surveys-bounds").cells.set_index("Average")
    assert list(cells.columns) == [
        "Overview: 717 attendances",
        "Core: 455 attendances",
        "Core: 348 who answered before",
    ]
    assert cells["Core: 348 who answered before"].tolist() == [
        "348 and 39",
        "3.90",
        "5.00",
        "+1.10",
        "4.02 (+0.12)",
        "1.45 (−2.45)",
        "6.78 (+2.88)",
        "3.76",
    ]


def test_behind_the_opening_the_range_comes_first_where_few_answered(found):
    text = behind(found)
    range_at = text.index(
        "With answers after from 39 of 455 attendances, the change over all is anywhere from a fall"
        " of 3.29 points to a rise of 3.61 points."
    )
    assert range_at < text.index("348 answered before and averaged 3.9 (printed as “under 4”)")
    assert (
        "If all began at 3.9 on average and nobody else changed, the change over all is a rise of"
        " 0.09 points." in text
    )
    assert "Asked once, after the training, the 342 who answered averaged 4 for before" in text


def test_a_paragraph_behind_the_opening_holds_three_sentences(found):
    for text in sums.behind(found, PERIOD).texts[1:3]:
        assert len(re.findall(r"[.](?: |$)", text.split("** ")[1])) == 3


def test_the_opening_is_three_sentences_and_a_finding(found):
    handed_in, everybody, answered, limits = sums.opening(found, PERIOD).texts
    assert handed_in == (
        "**What was handed in.** Usable answers, of attendances: Overview 342 of 717; Core, before"
        " 348 of 455; Core, after 39 of 455; not known for Supervisors and Refresher."
    )
    assert "anywhere from a fall of 2.42 points to a rise of 3.85 points for Overview" in everybody
    assert "3.9 (printed as “under 4”) before and 5 after for Core" in answered
    assert "348 and 39, not all the same" in answered
    assert (
        "as no pairs of answers were published (Overview) and no code links the two answers of one"
        " person (Core);" in limits
    )
    assert all(
        re.search(r"[.] [A-Z]", text.split("** ")[1]) is None
        for text in (everybody, answered, limits)
    )


@pytest.mark.parametrize(
    ("rated_by", "said"),
    [
        (["overview"], "as no pairs of answers were published (Overview); @tbl"),
        (["core"], "as no code links the two answers of one person (Core); @tbl"),
        ([], "as no average came; @tbl"),
    ],
)
def test_why_no_change_is_tested_is_of_the_surveys_that_were_rated(tables, rated_by, said):
    replies, shares, averages, training = tables
    kept = averages[averages["instrument"].isin(rated_by)]
    *_, limits = sums.opening(findings(replies, shares, kept, training), PERIOD).texts
    assert said in limits


def over_all(low: float, high: float, least: float = 1.0) -> dict[str, pd.Series]:
    """The statistics of an average of which 3 of 9 told both ends; `least` may be withheld."""
    numbers = {
        "mean: before": (4, 4, 4, 3),
        "mean: answered": (5, 5, 5, 3),
        "change: silent unknown": (None, low, high, 9),
        "tipping: mean": (least, None, None, 9),
    }
    columns = ["estimate", "low", "high", "n"]
    return {
        name: pd.Series([*row, None, ""], [*columns, "x", "note"], dtype=object)
        for name, row in numbers.items()
    }


_WAYS = {
    "rise": ([over_all(0.1, 2)], "the Overview average rose"),
    "fall": ([over_all(-2, -0.1)], "the Overview average fell"),
    "neither": ([over_all(-2, 0.1)], "nobody can tell a rise from a fall in the Overview average"),
    "withheld": ([over_all(1, 2, WITHHELD)], "whether the Overview average changed is withheld"),
    "two": ([over_all(1, 2), over_all(-2, -1)], "the Overview, b average fell; the Overview, a average rose"),
}  # fmt: skip


@pytest.mark.parametrize(("averages", "said"), _WAYS.values(), ids=_WAYS)
def test_the_heading_tells_a_rise_and_a_fall_over_all_alike(averages, said):
    cases = [("overview", item, ATTENDED, by) for item, by in zip("ab", averages, strict=False)]
    shown = headlines.opening(cases, [], "")
    assert sorted(shown.finding.removeprefix("counting the silent, ").split("; ")) == sorted(
        said.split("; ")
    )
    assert any("Those who answered" in text for text in shown.texts) == ("withheld" not in said)


def test_without_an_average_over_all_the_heading_says_so():
    flow = [{"Survey": "Core", "Attendances": "–", "Usable (%)": "[d]"}, {"Survey": "Overview", "Attendances": "9", "Usable (%)": "[x]"}]  # fmt: skip
    shown = headlines.opening([], flow, "")
    assert shown.finding == "nothing can be said of all who could have answered"
    assert shown.texts == (
        "**What was handed in.** Usable answers, of attendances: Core a withheld number of an unknown"
        " number; not known for Overview.",
    )


def test_each_condition_stands_below_the_ranges(tables, found):
    once, twice = of_all(tables, found)
    assert "This survey was asked once, after the training, about before and after." in once
    assert (
        "The range over all 455 attendances holds whatever the 416 who did not answer after and the"
        " 107 who did not answer before would have said."
    ) in twice
    assert twice.endswith(
        "If the 39 who answered after and those who did not answer before began at 3.9 too, there is"
        " no change over all where those who did not answer after averaged 3.8 after, a fall of"
        " 0.1 points of their own."
    )
    # The range itself stands once behind the first page: in the paragraph on who answered.
    assert "anywhere" not in once + twice


def test_behind_the_opening_the_average_comes_first_where_many_answered(tables):
    replies, *others = tables
    mine = (replies["instrument"] == "overview") & (replies["stage"] == "returned")
    text = behind(findings(replies.assign(count=replies["count"].mask(mine, 600)), *others))
    assert text.index("the 600 who answered") < text.index("With answers from 600 of 717")


def test_a_fall_is_told_as_a_rise_is(tables, found):
    replies, shares, averages, training = tables
    swapped = averages.assign(wave=averages["wave"].map({"before": "after", "after": "before"}))
    other = findings(replies, shares, swapped, training)
    fallen, risen = (
        " ".join(
            text
            for text in (*sums.behind(each, PERIOD).texts, *of_all((0, 0, rates), each))
            if text.startswith("**Overview")
        )
        for each, rates in ((other, swapped), (found, averages))
    )
    assert "a fall of 1.5 points" in fallen
    assert "the change over all is a fall of 0.72 points" in fallen
    assert "a rise of 1.37 points of their own" in fallen

    bare = [re.sub("rise|fall", "way", re.sub(r"[\d.]+", "#", text)) for text in (fallen, risen)]
    assert bare[0] == bare[1]


def test_a_share_whose_base_is_unknown_is_a_range(blocks):
    texts = [text for block in blocks if isinstance(block, Paragraphs) for text in block.texts]
    text = next(text for text in texts if "changed a lot or a little" in text)
    assert "taken to be the 342 usable answers" in text
    assert "between 45.8% and 98.1%" in text


def test_surveys_without_a_scale_say_what_is_known(blocks):
    texts = [text for block in blocks if isinstance(block, Paragraphs) for text in block.texts]
    refresher = next(text for text in texts if text.startswith("**Refresher, 33 attendances."))
    assert (
        "How many were handed in is not known. The published report quotes 9 replies." in refresher
    )
    assert not any("quotes" in text for text in texts if text.startswith("**Supervisors"))


def test_figure_says_the_finding_and_its_numbers(blocks):
    figure = next(block for block in blocks if isinstance(block, PrintedFigure))
    assert "1.34 to 6.83 for Core" in figure.title
    assert figure.title != figure.alt
    assert "39 after of 455 attendances. Those who answered after: 5.00; all, begun" in figure.alt
    drawn = {text.get_text() for axis in figure.figure.axes for text in axis.texts}
    assert {"1.34", "6.83", "5.00", "3.99", "before: 3.9 (printed as “under 4”)"} <= drawn


def test_other_readings_of_a_limit_stand_beside_the_declared_one(blocks):
    shown = table(blocks, "surveys-limits")
    assert shown.cells["Before, read as"].tolist() == ["3.9", "3.99", "3.5"]
    assert "“under 4” (Core, before)" in shown.notes[0]


def test_assumptions_and_refusals_are_listed(blocks):
    granted = table(blocks, "surveys-assumptions")
    assert len(granted.cells) == 8
    assert blocks[blocks.index(granted) - 1].text == "What is taken for granted"
    refused = table(blocks, "surveys-refused").cells
    assert "Supervisors and Refresher" in refused["For"].tolist()
    names = (
        "response low or not known",
        "another design",
        "other people answered",
        "base too small",
    )
    opening_words = tuple(f"refused ({name}): " for name in names)
    assert all(why.startswith(opening_words) for why in refused["Why"])


def test_tables_stay_narrow_and_keys_name_the_strand(blocks):
    for block in blocks:
        if isinstance(block, PrintedTable):
            assert len(block.cells.columns) <= 6
            assert block.key.startswith("surveys-")


def test_a_corrected_number_is_printed_and_not_what_was_typed(tables):
    row = next(tables[1].assign(raw="60", number=6.0, places=0).head(1).itertuples())
    assert sums.as_number(row) == "6"
    assert sums.as_number(row._replace(raw="06")) == "6"
    assert sums.as_number(row._replace(status="withheld")) == "[c]"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (1.1, "a rise of 1.1 points"),
        (-0.1225, "a fall of 0.12 points"),
        (1, "a rise of 1 point"),
        (0.001, "no change"),
        (0, "no change"),
    ],
)
def test_differences_on_a_scale_in_words(change, said):
    assert words.points(change) == said


def test_strand_without_files_says_not_received(tables):
    empty = [one.head(0) for one in tables]
    made = findings(*empty)
    assert "Not received" in sums.opening(made, "2021-22").texts[0]
    assert sums.behind(made, "2021-22").empty
    replies, shares, averages, _ = empty
    blocks = [
        *sums.flow(replies, made, "2021-22"),
        *sums.characteristics(shares, made, "2021-22"),
        *rated.ratings(averages, made, "2021-22"),
        *sums.refused(made, "2021-22"),
    ]
    assert all(block.empty for block in blocks if isinstance(block, PrintedTable | Paragraphs))
    assert not any(isinstance(block, PrintedFigure) for block in blocks)
