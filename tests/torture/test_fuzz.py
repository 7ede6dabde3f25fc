"""Files damaged at random end in rows, questions or one line; some hundred of them here."""

import pytest
from drawing import NO_CORRECTIONS
from torture.fuzz import SEEDS, _other, _other_answer, _other_passage, outcome, outcomes

from strands.indicators.cleans.indicators import clean
from strands.surveys.cleans.answers import clean as answered
from strands.themes.cleans import clean as coded


def test_valid_files_are_read_as_their_cells_say():
    ended = {kind: outcome(kind, content).ended for kind, content in SEEDS.items()}
    assert "refused" not in ended.values()
    assert ended["xlsx"] == ended["ods"] == ended["csv"] == "rows"
    assert {end for kind, end in ended.items() if "." in kind} == {"rows"}


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_count_that_is_another_than_its_cell_would_be_seen(kind):
    read = clean({f"hackney.{kind}": SEEDS[kind]}, NO_CORRECTIONS, "2023-25").table
    counted = read[read["status"] == "returned"]
    assert _other(kind, SEEDS[kind], counted) == ""
    assert _other(kind, SEEDS[kind], counted.assign(raw="999", count=999))


def test_an_answer_or_a_passage_that_is_another_would_be_seen():
    made = answered({"forms_after.xlsx": SEEDS["forms.xlsx"]}, NO_CORRECTIONS, "2025-26").answers
    numbers = made[made["number"].notna()].head(1)
    assert _other_answer("xlsx", SEEDS["forms.xlsx"], numbers) == ""
    assert _other_answer(
        "xlsx", SEEDS["forms.xlsx"], numbers.assign(number=numbers["number"] % 7 + 1)
    )
    assert _other_answer("xlsx", SEEDS["forms.xlsx"], numbers.assign(raw="9"))
    segments = coded({"answers.qdpx": SEEDS["qdpx"]}, NO_CORRECTIONS, "2025-26").segments
    assert _other_passage(SEEDS["qdpx"], segments) == ""
    assert _other_passage(SEEDS["qdpx"], segments.assign(text="other words"))
    assert _other_passage(SEEDS["qdpx"], segments.assign(code="Wants tools"))


def test_damaged_files_end_in_rows_questions_or_one_line():
    ends = outcomes(330)
    assert [end for end in ends if end.ended == "wrong"] == []
    for kind in ("xlsx", "ods", "csv", "qdpx", "docx", "forms.xlsx", "plain.tsv"):
        assert {"refused", "rows", "asked"} & {end.ended for end in ends if end.kind == kind}
    assert {end.ended for end in ends} == {"rows", "asked", "refused"}
