"""Cases read one by one as printed: x of n and no percentages, nothing compared, and words without whose they are."""

import re

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.boroughs import BOROUGHS
from analysis.declare.sampling import SAMPLE
from analysis.show import printed
from strands.reviews.cleans.reviews import clean
from strands.reviews.declares.review_cases import CLOSED, EVIDENCE, READ
from strands.reviews.finds import case_evidence, read_cases, review_cases
from strands.reviews.prints import case_cards, reviews
from strands.reviews.prints import review_cases as shown

PERIOD = "2025-26"
EMPTY = {one.key: one.table().empty() for one in (CLOSED, READ, EVIDENCE)}


class Told:
    """Everything printed of some tables, and the tables themselves."""

    def __init__(self, closed, read, evidence, samples):
        readings = read_cases.readings(read, closed, samples, PERIOD)
        words = case_evidence.findings(read, evidence, PERIOD)
        drawn = read_cases.drawn(readings, closed, samples, PERIOD)
        of_cases = review_cases.findings(readings, read, PERIOD)
        self.found = pd.concat([of_cases, drawn, words], ignore_index=True)
        self.opening = shown.opening(self.found)
        self.blocks = [
            *shown.sample(self.found),
            shown.not_counted(self.found),
            *shown.evidence(self.found),
            *shown.read_twice(self.found),
            shown.refused(self.found),
            *case_cards.extracts(case_evidence.extracts(read, PERIOD), self.found),
            *case_cards.cards(case_evidence.cards(evidence, PERIOD), self.found),
        ]
        self.tables = {
            block.key: block for block in self.blocks if isinstance(block, printed.PrintedTable)
        }

    def text(self) -> str:
        blocks = (self.opening, *self.blocks)
        return "\n".join(
            block.markdown("S") for block in blocks if not getattr(block, "empty", False)
        )


@pytest.fixture(scope="module")
def made():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return (
            clean(store.returns(PERIOD, "reviews"), store.corrections(PERIOD, "reviews"), PERIOD),
            store.samples(PERIOD),
        )


@pytest.fixture(scope="module")
def told(made):
    cleaned, samples = made
    return Told(cleaned.closed_cases, cleaned.review_cases, cleaned.case_evidence, samples)


@pytest.fixture(scope="module")
def nothing():
    return Told(
        EMPTY["closed_cases"], EMPTY["review_cases"], EMPTY["case_evidence"], SAMPLE.empty()
    )


def test_cells_are_x_of_n_and_percentages_stand_nowhere_but_in_one_interval(told):
    text = told.text()
    assert [
        line
        for line in text.splitlines()
        if "%" in line and not line.startswith("**One cell alone.**")
    ] == []
    evidence = [table for key, table in told.tables.items() if key.startswith("reviews-evidence-")]
    cells = [cell for table in evidence for name in table.words for cell in table.cells[name]]
    assert all(
        cell == "–" or re.match(r"\d+ of\N{NO-BREAK SPACE}\d+(; |$)", cell) for cell in cells
    )
    assert len(evidence) == 6


def test_a_table_holds_one_borough_and_says_that_arms_are_self_selected(told):
    for key, table in told.tables.items():
        if key.startswith("reviews-evidence-"):
            assert table.data["borough"].nunique() == 1
            assert "no effect can be read from it." in table.notes[0]


def test_no_test_is_printed(told):
    assert not re.search(r"Boschloo|\bp\b ?[=<]|contrast|significan", told.text())
    assert not re.search(r"\b(impact|led to|trend|improve|better|worse|higher|lower)", told.text())


def test_the_opening_counts_what_arrived(told, made):
    cleaned, samples = made
    readings = cleaned.review_cases.drop_duplicates(["borough", "case", "reader"])
    text = "\n".join(told.opening.texts)
    assert (
        f"{len(readings)} readings of closed cases arrived from {readings['borough'].nunique()}"
        " boroughs" in text
    )
    drawn = samples["drawn_as"].eq("drawn").sum()
    assert f"{drawn} cases were drawn in {samples['borough'].nunique()} boroughs" in text
    assert told.opening.finding.startswith("46 of 56 readings of closed cases from 4 boroughs")
    (said,) = shown.behind(told.found).texts
    assert f"{len(cleaned.case_evidence)} lines on single cases arrived" in said


def test_what_was_drawn_is_told_apart_from_what_was_not(told):
    cells = told.tables["reviews-drawn"].cells
    assert set(cells["Read by hand"]) == {"–", "1"}
    assert set(cells["Read in reserve"]) == {"–", "1"}
    assert (cells.loc[cells["Drawn"] == "no draw", "Read, no draw"] != "–").any()


def test_words_stand_beside_no_borough(told):
    for key, table in told.tables.items():
        if key.startswith(("reviews-words", "reviews-card")):
            text = table.markdown("S") + table.data.to_csv()
            assert not any(borough.name in text or borough.key in text for borough in BOROUGHS)
            assert not re.search(r"\b[HWNF]\d{3}\b|\b[RLNF]\d\b|reviews/|2025", text)


def test_a_card_says_what_else_could_explain_it(told):
    cards = [table for key, table in told.tables.items() if key.startswith("reviews-card-")]
    assert len(cards) == 2
    for card in cards:
        assert list(card.cells["Asked"]) == [
            "What happened",
            "What practice may have added",
            "What else could explain it",
            "Known from",
        ]
        assert all(card.cells["Told"])
    assert "Printed: 2 of 3. Not printed: 1, as nobody else has checked" in cards[-1].notes[0]


def test_where_no_card_may_be_printed_the_reason_still_is(made):
    evidence = made[0].case_evidence.assign(second_look="no")
    text = Told(EMPTY["closed_cases"], EMPTY["review_cases"], evidence, SAMPLE.empty()).text()
    assert "Printed: 0 of 3. Not printed: 3, as nobody else has checked" in text
    assert "What happened" not in text


def test_no_case_and_no_reader_stands_in_any_csv(told):
    for table in told.tables.values():
        assert not {"case", "reader", "extract"} & set(table.data.columns)


def test_of_nothing_nothing_is_printed(nothing):
    assert nothing.opening.empty
    assert [
        block
        for block in nothing.blocks
        if not getattr(block, "empty", isinstance(block, printed.Heading))
    ] == []


def test_only_where_nothing_at_all_arrived_the_section_says_so(told, nothing):
    none = reviews.opening(*(pd.DataFrame({"period": []}) for _ in range(3)), PERIOD)
    assert printed.received(none, nothing.opening) == (none,)
    assert printed.received(none, told.opening) == (told.opening,)


def test_evidence_alone_is_an_opening_of_its_own(made):
    of = Told(EMPTY["closed_cases"], EMPTY["review_cases"], made[0].case_evidence, SAMPLE.empty())
    assert of.opening.texts == (
        "**Case evidence.** 3 lines on single cases arrived, and 2 can be printed.",
    )
    assert of.opening.finding == "no reading of a single case came"
    assert shown.behind(of.found).empty


def test_a_list_alone_is_an_opening_of_its_own(made):
    """Placed or not: a list all of whose cases have a question open has arrived too."""
    closed = made[0].closed_cases
    for status in ("returned", "queried"):
        of = Told(
            closed.assign(status=status),
            EMPTY["review_cases"],
            EMPTY["case_evidence"],
            SAMPLE.empty(),
        )
        assert of.opening.texts[0].startswith(
            f"**Closed cases.** {len(closed)} closed cases stood on the lists of 4"
        )
        assert len(of.opening.texts) == 1
