"""The reviews section: words by band and principle, and nothing that points to a person."""

import re

import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.boroughs import BOROUGHS
from analysis.declare.traced import bare
from analysis.show.figures import PHONE
from analysis.show.printed import Paragraphs, PrintedTable
from strands.reviews.cleans.reviews import clean
from strands.reviews.declares.reviews import PRINCIPLES
from strands.reviews.finds.reviews import findings
from strands.reviews.prints import reviews

PERIOD = "2023-25"


@pytest.fixture(scope="module")
def tables():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = clean(store.returns(PERIOD, "reviews"), store.corrections(PERIOD, "reviews"), PERIOD)
    return made.rounds, made.frame, made.seen


@pytest.fixture(scope="module")
def found(tables):
    return findings(*tables)


def blocks_of(tables, found, period: str) -> list:
    rounds, frame, seen = tables
    return [
        *reviews.held(rounds, period),
        reviews.frame(frame, found, period),
        *reviews.by_band(seen, found, period),
        *reviews.could_show(found, period),
        *reviews.refused(found, period),
    ]


@pytest.fixture(scope="module")
def printed(tables, found) -> dict[str, PrintedTable]:
    blocks = blocks_of(tables, found, PERIOD)
    return {block.key: block for block in blocks if isinstance(block, PrintedTable)}


def test_rounds_stand_by_borough_and_an_unknown_one_has_a_symbol(printed):
    cells = printed["reviews-rounds"].cells
    assert list(dict.fromkeys(cells["Borough"])) == [borough.name for borough in BOROUGHS]
    assert cells.loc[cells["Borough"] == "Barnet", "Round"].tolist() == ["1", "2", "3"]
    assert cells.loc[cells["Borough"] == "Barking and Dagenham", "Round"].tolist() == [
        "1",
        "[x]",
        "2",
        "3",
    ]
    assert cells.loc[cells["Quarter"] != "[x]", "Quarter"].tolist() == ["Jan–Mar 2024"]


def test_frame_tells_agreed_from_reviewed(printed):
    cells = printed["reviews-frame"].cells
    assert cells["Cases a round, as agreed"].tolist() == ["5", "5"]
    assert cells["Cases reviewed"].tolist() == ["[x]", "[x]"]


def test_a_table_a_band_with_every_principle(printed):
    newer, established = printed["reviews-newer"].cells, printed["reviews-established"].cells
    assert list(newer.columns) == ["Principle", "Barnet", "Barking and Dagenham", "Reports"]
    assert list(established.columns[1:-1]) == [
        "Hackney",
        "Waltham Forest",
        "Newham",
        "Hammersmith and Fulham",
    ]
    assert len(newer) == len(established) == len(PRINCIPLES)


def test_a_cell_holds_words_with_their_rounds_and_files(printed):
    newer = printed["reviews-newer"].cells.set_index("Principle")
    language = newer.loc["Language that neither blames nor mutualises"]
    assert (
        language["Barnet"] == "weak or missing (round 1, across all); in places (round 2; round 3)"
    )
    assert (
        language["Barking and Dagenham"]
        == "weak or missing (round 1, across all); in places (trained)"
    )
    parenting = newer.loc["Abuse framed as a parenting choice"]
    assert parenting["Barnet"] == "weak or missing (rounds 1 and 2)"
    established = printed["reviews-established"].cells.set_index("Principle")
    assert established.loc["Worker safety", "Waltham Forest"] == "weak or missing"


def test_silence_is_not_reported_and_never_not_seen(printed):
    for key in ("reviews-newer", "reviews-established"):
        cells = printed[key].cells
        assert "not reported" in set(cells.iloc[:, 1])
        for _, row in cells.iterrows():
            said = sum(cell != "not reported" for cell in row.iloc[1:-1])
            assert row["Reports"] == f"{said} of {len(row) - 2}"
        assert not cells.map(lambda cell: "not seen" in cell).any(axis=None)


def test_differences_that_can_be_told_come_first(printed, tables, found):
    cells = printed["reviews-size"].cells
    assert cells.iloc[:, 0].tolist()[:3] == [
        "5 and 0",
        "4 and 0, 5 and 1",
        "3 and 0, 5 and 2",
    ]
    assert cells.columns[0] == "Cases showing the practice in each group of 5"
    at_5 = ["distinguishable from chance"] * 2 + ["could be chance"] * 5
    assert cells["At 5%"].tolist() == at_5
    texts = [
        text
        for block in reviews.could_show(found, PERIOD)
        if isinstance(block, Paragraphs)
        for text in block.texts
    ]
    assert "3 of 5 cases would be in line with 15% to 95%" in texts[0]


def test_opening_says_what_is_not_known(tables, found):
    text = " ".join(reviews.opening(tables[0], tables[2], found, PERIOD).texts)
    assert "43 statements on 9 principles of practice in 6 boroughs" in text
    assert (
        "Barnet held 3; Barking and Dagenham held 3; no number was published for 4 boroughs."
        in text
    )


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        ("seen", "43 say seen, 0 in places and 0 weak or missing"),
        ("weak", "0 say seen, 0 in places and 43 weak or missing"),
    ],
)
def test_the_heading_counts_every_phrase_alike(tables, found, seen, says):
    rounds, _, statements = tables
    opening = reviews.opening(rounds, statements, found, PERIOD)
    of_all = "of 43 statements on practice, "
    assert bare(opening.finding) == f"{of_all}16 say seen, 11 in places and 16 weak or missing"
    alike = reviews.opening(rounds, statements.assign(seen=seen), found, PERIOD)
    assert bare(alike.finding) == f"{of_all}{says}"
    none = reviews.opening(rounds, statements.head(0), found, PERIOD)
    assert none.finding == "rounds were held, and no statement on practice was reported"


def test_the_grid_has_a_mark_for_every_phrase_and_words_for_silence(tables):
    (figure,) = reviews.figure(tables[2], PERIOD, "Source.")
    assert list(figure.drawn.columns) == ["Principle", *(one.name for one in BOROUGHS)]
    cells = figure.drawn.set_index("Principle")
    assert cells.loc["Worker safety"].value_counts()["not reported"] == 5
    pattern = cells.loc["The perpetrator's pattern named and documented"]
    assert pattern["Hammersmith and Fulham"] == "seen; in places; weak or missing"
    told = [phrase for cell in cells.to_numpy().ravel() for phrase in cell.split("; ")]
    for drawn in (figure.figure, figure.draw(wide=PHONE)):
        axis = drawn.axes[0]
        marks = [line.get_fillstyle() for line in axis.lines if line.get_marker() == "o"]
        for fill, phrase in (("full", "seen"), ("left", "in places"), ("none", "weak or missing")):
            assert marks.count(fill) == told.count(phrase)
        said = " ".join(text.get_text() for text in axis.texts)
        assert said.count("not reported") == told.count("not reported")
    assert list(reviews.figure(tables[2], "2021-22", "Source.")) == []


def test_no_line_with_a_borough_names_a_persons_role(printed):
    role = re.compile(
        r"\b(?:leads?|practitioners?|social workers?|consultants?|managers?|supervisors?)\b"
    )
    for table in printed.values():
        for _, row in table.cells.iterrows():
            assert not role.search(" ".join(row)), row


def test_period_without_reviews_says_not_received(tables, found):
    assert "Not received" in reviews.opening(tables[0], tables[2], found, "2021-22").texts[0]
    blocks = blocks_of(tables, found, "2021-22")
    assert all(block.empty for block in blocks if isinstance(block, PrintedTable | Paragraphs))
