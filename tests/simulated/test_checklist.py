"""The made-up readings against the checklist: the same bytes every time, read whole, and with every mess in them."""

from collections import Counter

import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from simulated import checklist
from simulated.made import generator
from strands.checklist import cleans as cleaning
from strands.checklist.finds.checklist import findings

PERIOD = period("2025-26")


def drawn(name: str) -> dict[str, bytes]:
    return {one.file: one.content for one in checklist.files(PERIOD, generator(name))}


@pytest.fixture(scope="module")
def made(simulated) -> dict[str, bytes]:
    return {name: one.content for name, one in simulated.items() if one.strand == "checklist"}


@pytest.fixture(scope="module")
def cleaned(made):
    return cleaning.clean(made, CORRECTIONS.empty(), PERIOD.key)


@pytest.fixture(scope="module")
def found(cleaned):
    return findings(cleaned.table, PERIOD.key)


def test_the_same_seed_makes_the_same_bytes(made):
    assert drawn("checklist") == made
    other = drawn("another")
    assert other.keys() == made.keys()
    assert all(other[file] != content for file, content in made.items())


def test_every_sender_is_a_simulated_role(made, simulated):
    assert len(made)
    for name in made:
        assert (simulated[name].sender[:11], name.split("/")[0]) == ("simulated: ", "checklist")


def test_every_mess_is_there_and_asked_about_once(cleaned):
    """Nothing else is asked, so nothing of what people really write is misread."""
    asked = Counter(
        zip(cleaned.queries["file"].str.rsplit("/").str[-1], cleaned.queries["rule"], strict=True)
    )
    assert asked == Counter(
        {
            ("", "no_proforma"): 1,
            ("hackney.xlsx", "version_spelt"): 2,
            ("waltham_forest.csv", "unknown_column"): 1,
            ("waltham_forest.csv", "second_same_reader"): 1,
            ("waltham_forest.csv", "second_of_none"): 1,
            ("barnet_practice_checklist.xlsx", "reading_empty"): 1,
            ("barnet_practice_checklist.xlsx", "several_versions"): 1,
            ("barnet_practice_checklist.xlsx", "reading_copied"): 1,
            ("checklist_east.csv", "unknown_answer"): 1,
            ("checklist_east.csv", "case_read_again"): 1,
            ("checklist_east.csv", "day_outside_period"): 1,
        }
    )


def test_one_borough_sends_forty_one_four_and_one_nothing(found):
    rows = found[found["statistic"] == "first readings"]
    assert dict(zip(rows["borough"], rows["x"], strict=True)) == {
        "hackney": 40,
        "waltham_forest": 24,
        "hammersmith_and_fulham": 4,
        "barnet": 23,
        "barking_and_dagenham": 11,
    }
    assert found.loc[found["refused"] == "not_returned", "borough"].tolist() == ["newham"]


def test_answers_are_of_every_kind_and_readers_agree_in_part(cleaned, found):
    assert set(cleaned.table["answer"]) == {"evidenced", "partly", "not", "na", ""}
    row = found[
        (found["statistic"] == "agreement: weighted kappa") & (found["borough"] == "hackney")
    ].iloc[0]
    assert 0.4 < row["estimate"] < 0.9
    assert (found["statistic"] == "range of evidenced").sum() == 1
