"""The themes section: printed numbers, shares that say what they rest on, and no number where none was published."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.withheld import WITHHELD
from analysis.show.printed import Paragraphs, PrintedTable
from strands.themes.cleans import clean
from strands.themes.finds.themes import findings
from strands.themes.prints import themes

PERIOD = "2023-25"


@pytest.fixture(scope="module")
def tables():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = clean(store.returns(PERIOD, "themes"), store.corrections(PERIOD, "themes"), PERIOD)
    return made.themes, made.questions, made.bases


@pytest.fixture(scope="module")
def found(tables):
    return findings(*tables)


def printed(blocks) -> list[PrintedTable]:
    return [block for block in blocks if isinstance(block, PrintedTable)]


def test_a_table_for_each_question_with_numbers_in_order_of_print(tables, found):
    overview, core = printed(themes.counted(tables[0], tables[1], found, PERIOD))
    assert overview.cells["Mentions"].tolist() == ["83", "41", "20", "16", "15"]
    assert (
        overview.cells["Of 342 handed in (95% interval)"].iloc[0]
        == "24% (20\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}29)"
    )
    assert core.cells["Mentions"].tolist() == ["19", "16", "11"]
    assert list(core.cells.columns[2:]) == [
        "Of 54 handed in (95% interval)",
        "Of 39 usable (95% interval)",
    ]
    assert [cell.split()[0] for cell in core.cells.iloc[0, 2:]] == ["35%", "49%"]


def test_a_table_says_what_its_shares_rest_on(tables, found):
    for table in printed(themes.counted(tables[0], tables[1], found, PERIOD)):
        assert "Unit of a mention: not stated." in table.notes[0]
        assert "was not published" in table.notes[0]
        assert "holds only if each mention is another person" in table.notes[1]


def test_opening_says_that_one_theme_is_missing_from_print(found):
    text = " ".join(themes.opening(found, PERIOD).texts)
    assert (
        "27 themes in the answers to 8 open questions in Year 3/4. For 8 of them, in 2 questions"
        in text
    )
    assert (
        "6 themes were announced and 5 are listed, so 1 theme is missing from print (Overview training,"
        " afterwards: what had" in themes.announced(found, PERIOD).key
    )


@pytest.mark.parametrize(
    ("announced", "said"),
    [(4, "so 1 theme more than announced ("), (7, "so 2 themes are missing from print ("), (5, "")],
)
def test_too_many_and_too_few_are_told_by_one_rule(tables, announced, said):
    questions = tables[1].assign(
        announced=tables[1]["announced"].mask(tables[1]["announced"].notna(), announced)
    )
    text = themes.announced(findings(tables[0], questions, tables[2]), PERIOD).key
    assert said in text
    assert ("Announced and listed" in text) == bool(said)


def test_the_chart_names_no_theme_that_it_does_not_draw(found):
    not_drawn = found["statistic"].eq("share") & found["subject"].str.contains(
        "Language, reframing"
    )
    (figure,) = themes.figure(found[~not_drawn], PERIOD, "Made up.")
    assert figure.title.startswith("“Abuse as a choice of a parent, who…” (Overview: ")


def title(found) -> str:
    (figure,) = themes.figure(found, PERIOD, "Made up.")
    return figure.title


def test_the_heading_names_the_theme_noted_most_in_answer_to_each_question(found):
    first = "“Language, reframing and records…”"
    second = "“What the behaviour does to children”"
    core = f"{second} (Core: 19 mentions, of 54 handed in)"
    overview = f"{first} (Overview: 83 mentions, of 342 handed in)"
    said = themes.opening(found, PERIOD).finding
    assert said == f"{first} (Overview) and {second} (Core) were noted most often"
    assert title(found) == f"{overview} and {core} were noted most often"
    of_core = found["subject"].str.contains("core_after")
    for rows, leader in ((found[of_core], core), (found[~of_core], overview)):
        assert title(rows) == f"{leader} was noted most often"
    mentions = found["statistic"] == "mentions"
    known = found.astype({"estimate": object})
    several = known.assign(estimate=known["estimate"].mask(mentions & found["estimate"].gt(80), 41))
    tied = f"{first} and “Abuse as a choice of a parent, who…” (Overview: each 41"
    assert title(several).startswith(f"{tied} mentions, of 342 handed in) and {core}")
    unknown = found["statistic"].eq("share") & found["subject"].str.contains("overview")
    unknown = known.assign(n=known["n"].astype(object).mask(unknown, WITHHELD))
    assert "(Overview: 83 mentions) and" in themes._finding(
        themes._of_period(unknown, PERIOD), out_of=True
    )
    some = known.assign(
        estimate=known["estimate"].mask(mentions & found["estimate"].gt(80), WITHHELD)
    )
    said = themes.opening(some, PERIOD).finding
    assert said.startswith("“Abuse as a choice")
    none = known.assign(estimate=known["estimate"].mask(mentions, WITHHELD))
    assert themes.opening(none, PERIOD).finding == "no number of mentions that may be told"
    assert themes.opening(found[~mentions], PERIOD).finding == "themes without a number"


def test_shares_are_drawn_by_question_and_by_what_they_are_of(found):
    (figure,) = themes.figure(found, PERIOD, "Source.")
    panels = figure.drawn["Question"].drop_duplicates()
    assert [panel.rpartition(", of ")[2] for panel in panels] == [
        "342 handed in",
        "54 handed in",
        "39 usable",
    ]
    assert len(figure.drawn) == 5 + 3 + 3
    assert "only if each mention is another person" in figure.figure.texts[-1].get_text().replace(
        "\n", " "
    )
    assert list(themes.figure(found, "2021-22", "Source.")) == []


def test_a_theme_without_a_number_has_a_symbol(tables, found):
    (table,) = printed(themes.named(tables[0], found, PERIOD))
    assert len(table.cells) == 6
    assert set(table.cells["Mentions"]) == {"[x]"}
    assert len(table.data) == 19
    assert any(note.startswith("[x]") for note in table.notes)


def test_missing_shares_say_why(tables):
    bases = tables[2].assign(count=pd.array([19, 348, 54, 15], dtype="Int64"))
    overview = printed(themes.counted(tables[0], tables[1], findings(*tables[:2], bases), PERIOD))[
        0
    ]
    assert set(overview.cells.iloc[:, 2]) == {"–"}
    assert "–: no share: more mentions than people." in overview.notes
    assert "–: no share: fewer than 20 people." in overview.notes


def test_refusals_are_printed(found):
    (table,) = printed(themes.refused(found, PERIOD))
    assert table.cells["Asked"].tolist() == [
        "Share of people",
        "Themes that go together",
        "Agreement between coders",
        "Change from before to after",
    ]


def test_period_without_themes_says_not_received(tables, found):
    assert "Not received" in themes.opening(found, "2021-22").texts[0]
    blocks = [
        *themes.counted(tables[0], tables[1], found, "2021-22"),
        *themes.named(tables[0], found, "2021-22"),
        *themes.refused(found, "2021-22"),
    ]
    assert all(block.empty for block in blocks if isinstance(block, PrintedTable | Paragraphs))
