"""The made-up answers of victim-survivors: the same bytes, read whole, and with one split shown and one not."""

import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from analysis.declare.proforma import BETWEEN
from simulated import experience
from simulated.made import generator
from strands.experience import cleans as cleaning
from strands.experience import finds as findings
from strands.experience.declares import SPLITS

PERIOD = period("2025-26")


def drawn(name: str) -> dict[str, bytes]:
    return {one.file: one.content for one in experience.files(PERIOD, generator(name))}


@pytest.fixture(scope="module")
def made(simulated) -> dict[str, bytes]:
    return {name: one.content for name, one in simulated.items() if one.strand == "experience"}


@pytest.fixture(scope="module")
def cleaned(made):
    return cleaning.clean(made, CORRECTIONS.empty(), PERIOD.key)


def test_the_same_seed_makes_the_same_bytes(made):
    assert drawn("experience") == made


def test_every_mess_is_asked_about(cleaned):
    assert set(cleaned.queries["rule"]) == {
        "words_may_name",
        "words_not_read_over",
        "words_without_consent",
        "safety_not_stated",
        "note_beside_answers",
        "unknown_answer",
        "blank_answer",
        "duplicate_rows",
    }


def test_what_could_tell_who_wrote_is_nowhere(cleaned):
    for private in ("Jasmine", "7946", "sister", "still comes by", "passed on"):
        assert private not in cleaned.table.to_csv() + cleaned.queries.to_csv()


def test_one_split_is_shown_and_one_is_not(cleaned):
    found = findings.findings(cleaned.table, cleaned.table, PERIOD.key)
    groups = found[found["statistic"].isin(SPLITS) & found["x"].notna()]
    shown = groups.loc[~groups["subject"].str.contains(BETWEEN, regex=False), "subject"]
    assert set(groups["statistic"]) == {"since_first"}
    assert set(shown) == {"six_to_twelve", "over_twelve"}
