"""Every number of the surveys section is of the people its sentence names, in both kinds of data."""

import re

import pytest
from answer_rows import PERIOD as OF_SHEETS
from answer_rows import core, drawn, overview, rows, training
from conftest import ROOT

from analysis import store
from analysis.show.printed import Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.cleans.sums import clean
from strands.surveys.declares.sums import ASSUMPTIONS
from strands.surveys.finds import answers as sheets_find
from strands.surveys.finds import sums as sums_find
from strands.surveys.prints import averages, sums
from strands.surveys.prints.answers import changes, silence, who
from strands.training.cleans import clean as clean_training

OF_SUMS = "2023-25"


@pytest.fixture(scope="module")
def published():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        read = {
            name: (store.returns(OF_SUMS, name), store.corrections(OF_SUMS, name), OF_SUMS)
            for name in ("surveys", "training")
        }
    made = clean(*read["surveys"])
    return made.replies, made.shares, made.ratings, clean_training(*read["training"]).table


def of_sums(tables) -> list:
    replies, shares, ratings, _ = tables
    found = sums_find.findings(*tables)
    return [
        sums.behind(found, OF_SUMS),
        *sums.flow(replies, found, OF_SUMS),
        *sums.characteristics(shares, found, OF_SUMS),
        *averages.ratings(ratings, found, OF_SUMS),
    ]


def of_sheets(people, **attended) -> list:
    found = sheets_find.findings(*rows(people), training(**attended))
    return [
        who.behind(found, OF_SHEETS),
        *silence.chart(found, OF_SHEETS),
        *who.flow(found, OF_SHEETS),
        *silence.silence(found, OF_SHEETS),
        *changes.effects(found, OF_SHEETS),
    ]


def sentence(blocks, about: str) -> str:
    texts = [text for block in blocks if isinstance(block, Paragraphs) for text in block.texts]
    return next(text for text in texts if text.startswith(f"**{about}"))


def both(blocks, item: str) -> str:
    """What the first screen says of an item, and under which conditions its change comes to what."""
    texts = [text for block in blocks if isinstance(block, Paragraphs) for text in block.texts]
    return " ".join(text for text in texts if text.startswith(f"**{item}"))


def table(blocks, key: str) -> PrintedTable:
    return next(block for block in blocks if isinstance(block, PrintedTable) and block.key == key)


def figure(blocks) -> PrintedFigure:
    return next(block for block in blocks if isinstance(block, PrintedFigure))


def printed(blocks) -> str:
    """All that a reader sees or hears."""
    texts = []
    for block in blocks:
        if isinstance(block, Paragraphs):
            texts += block.texts
        elif isinstance(block, PrintedTable):
            texts += [block.caption, block.cells.to_csv(), *block.notes]
        elif isinstance(block, PrintedFigure):
            texts += [block.title, block.alt]
    return "\n".join(texts)


def without(rows_, **values):
    """Rows without those that have these values."""
    kept = rows_
    for column, value in values.items():
        kept = kept[kept[column] == value]
    return rows_.drop(kept.index)


# Those who answered before and those who answered after


def test_two_groups_are_never_called_those_who_answered(published):
    text = sentence(of_sums(published), "Core: knowledge")
    assert (
        "348 answered before and averaged 3.9 (printed as “under 4”); 39 answered after and averaged"
        " 5, a rise of 1.1 points on the scale from 1 to 7 between people who are not all the same."
    ) in text
    assert "mong those who answered" not in text
    assert "the 342 who answered averaged" in sentence(of_sums(published), "Overview: knowledge")


def test_a_change_of_those_who_answered_is_of_a_survey_asked_once(published):
    for blocks, key in (
        (of_sums(published), "surveys-bounds"),
        (of_sheets(drawn(1)), "answers-bounds"),
    ):
        assert "Change, those who answered" not in printed(blocks)
        assert not re.search(r"Core[^.]*, those who answered: \+", figure(blocks).alt)
        lines = table(blocks, key).cells.set_index("Average")
        for name, column in lines.items():
            other = column["after less before, people not all the same"]
            assert ("(" in column["after, those who answered"]) == name.startswith("Overview")
            assert (other == "–") == name.startswith("Overview")


def test_the_figure_of_changes_counts_both_groups():
    alt = figure(of_sheets(drawn(1))).alt
    about = "Core: knowledge: 55 before and 55 after of 80 attendances"
    assert f"{about}. Between people not all the same: " in alt
    assert "; all, begun alike, if the silent did not change: " in alt
    assert "Overview: knowledge: 40 of 100 attendances. Those who answered: " in alt


def test_the_table_of_printed_averages_says_whose_each_is(published):
    notes = " ".join(table(of_sums(published), "surveys-averages").notes)
    assert "the change of the 342 who answered" in notes
    assert "no change of anybody: 348 answered before and 39 after" in notes


def test_who_answered_before_moves_no_number_of_those_after(published):
    replies, *others = published
    before = (replies["wave"] == "before") & (replies["stage"] == "returned")
    fewer = of_sums((replies.assign(count=replies["count"].mask(before, 300)), *others))
    one, other = (both(each, "Core: knowledge") for each in (of_sums(published), fewer))
    assert "300 answered before" in other
    assert "the 155 who did not answer before" in other
    for said in (r"39 answered after and averaged 5", r"the 416 who did not answer after"):
        assert re.search(said, one) and re.search(said, other)
    still = r"nobody else changed, the change over all is (.*?[a-z])[.]"
    assert re.search(still, one)[1] == re.search(still, other)[1]


def test_an_answer_nobody_linked_moves_no_linked_pair():
    def told(alone: int) -> str:
        people = core([3, 4] * 15 + [alone], [5, 6] * 15, pairs=30)
        return sentence(of_sheets(people, core=80), "Core: knowledge")

    one, other = told(1), told(7)
    pairs = re.compile(r"In 30 linked pairs: .*")
    after = re.compile(r"30 answered after and averaged [\d.]+")
    assert pairs.search(one)[0] == pairs.search(other)[0]
    assert after.search(one)[0] == after.search(other)[0] == "30 answered after and averaged 5.5"
    before = "31 answered before and averaged 3."
    assert f"{before}42" in one and f"{before}61" in other


# Where those began of whom nobody knows it


def test_where_those_after_began_is_said_and_listed(published):
    text = sentence(of_sums(published), "Core: knowledge about perpetrators, over all")
    taken = text.index(
        "If the 39 who answered after and those who did not answer before began at 3.9 too"
    )
    assert taken < text.index("a fall of 0.1 points")
    assert float(re.search(r"a fall of ([\d.]+)", text)[1]) == pytest.approx(
        39 * (5 - 3.9) / 416, abs=0.005
    )
    listed = table(of_sums(published), "surveys-assumptions").cells
    of_core = " ".join(listed.loc[listed["Survey"] == "Core", "Taken for granted"])
    assert "began at the average of those who answered before it" in of_core
    assert any(one.instruments == ("core",) and "began" in one.says for one in ASSUMPTIONS)


def test_where_those_after_began_is_said_of_sheets():
    blocks = of_sheets(drawn(1))
    text = both(blocks, "Core: knowledge")
    before = re.search(r"55 answered before and averaged ([\d.]+);", text)[1]
    began = "If the 55 who answered after and those who did not answer before began at"
    assert f"{began} {before} too, no answers of the silent on the scale would bring it" in text
    taken = sentence(blocks, "Taken for granted.")
    assert "and so are those who answered after where a survey was asked twice" in taken


def test_where_all_answered_before_none_of_them_is_called_silent_before():
    people = core([3, 4, 2, 3], [5, 5, 6], pairs=3)
    text = both(of_sheets(people, core=4), "Core: knowledge")
    assert "whatever the 1 who did not answer after would have said" in text
    assert "If the 3 who answered after began at 3 too" in text


# Over whom


def test_a_headline_is_over_all_who_could_have_answered_in_both_kinds(published):
    assert "from 39 of 455 attendances" in sentence(of_sums(published), "Core: knowledge")
    assert "over all 455 attendances" in both(of_sums(published), "Core: knowledge")
    assert "from 55 of 80 attendances" in sentence(of_sheets(drawn(1)), "Core: knowledge")
    assert "over all 80 attendances" in both(of_sheets(drawn(1)), "Core: knowledge")
    shown = table(of_sums(published), "surveys-bounds").cells
    assert list(shown.columns[2:]) == [
        "Core: 455 attendances",
        "Core: 348 who answered before",
    ]
    assert set(table(of_sums(published), "surveys-limits").cells["Survey"]) == {
        "Core, all attendances"
    }


def test_without_attendances_it_is_over_those_who_answered_before_and_says_so(published):
    *others, attended = published
    text = both(of_sums((*others, attended.head(0))), "Core: knowledge")
    assert "With answers after from 39 of 348 who answered before, the change over all is" in text
    assert "The range over all 348 who answered before holds whatever the" in text
    assert "the 309 who did not answer after would have said" in text


def test_a_number_not_known_of_those_who_answered_before_is_said(published):
    replies, *others = published
    blocks = of_sums((without(replies, instrument="core", wave="before"), *others))
    text = both(blocks, "Core: knowledge")
    assert "An unknown number answered before and averaged 3.9" in text
    assert "and all 455 before (how many answered is not known) would have said" in text


# Who answered both of two questions


def test_who_answered_one_of_two_questions_moves_no_number_but_is_counted():
    def told(half: int) -> str:
        people = overview([2, 3, 3, 4], [4, 4, 5, 5])
        people["overview", "after"] += [{"knowledge_before": half}, {"knowledge_after": half}]
        return both(of_sheets(people, overview=10), "Overview: knowledge")

    assert told(1) == told(7)
    assert (
        "whatever the 6 who did not answer both questions (2 of them answered one) would have said"
        " of before and of after"
    ) in told(1)
    assert "With answers to both questions from 4 of 10 attendances" in told(1)
    assert "the 4 who answered both questions averaged 3 for before" in told(1)
    assert "If those who did not answer both questions began at 3 too" in told(1)


def test_where_nobody_answered_one_alone_it_is_not_brought_up():
    text = both(of_sheets(overview([2, 3, 3, 4], [4, 4, 5, 5]), overview=10), "Overview: knowledge")
    assert "whatever the 6 who did not answer would have said of before and of after" in text


# What became of what was handed in


def test_sheets_handed_in_are_left_out_or_mostly_blank_or_usable():
    people = core([3, 4, 2], [5, 5], pairs=2)
    people["core", "after"] += [{"usable": "no"}] * 3 + [{"kept": "test"}, {"kept": "duplicate"}]
    blocks = of_sheets(people, core=20)
    shown = table(blocks, "answers-flow")
    for line in shown.cells.to_dict("records"):
        parts = f"{line['Blank or mostly blank']} {line['Usable (%)'].split()[0]}"
        handed_in = int(line["Handed in (%)"].split()[0])
        assert sum(map(int, re.findall(r"\d+", parts))) == handed_in
    assert any("blank, mostly blank and usable together" in note for note in shown.notes)
    came = sentence(blocks, "What was handed in")
    assert "Core, after: 5 handed in, 3 mostly blank, 2 usable (" in came
    assert came.endswith("attendances); left out: 1 test, 1 copy.")


def test_what_was_handed_in_stands_beside_what_the_sender_called_it(published):
    came = sentence(of_sums(published), "What was handed in")
    assert "Overview: 342 handed in, counted as “completed” (" in came
    assert "54 handed in, counted as “opened”; 15 of them mostly blank, 39 usable (" in came
    assert "54 returned" not in printed(of_sums(published))


def test_a_sum_before_rounding_is_told_from_the_sum_of_what_was_rounded(published):
    notes = " ".join(table(of_sums(published), "surveys-overview-characteristics").notes)
    assert "each rounded, add up to 99. Before they were rounded their sum can have been" in notes
