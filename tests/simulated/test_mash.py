"""The made-up files of safeguarding hubs: the same bytes every time, read whole, and with every mess in them."""

import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from simulated import mash
from simulated.made import generator
from strands.mash import cleans as cleaning
from strands.mash.declares import MEASURES, PART_OF

PERIOD = period("2025-26")


def drawn(name: str) -> dict[str, bytes]:
    return {one.file: one.content for one in mash.files(PERIOD, generator(name))}


@pytest.fixture(scope="module")
def made(simulated) -> dict[str, bytes]:
    return {name: one.content for name, one in simulated.items() if one.strand == "mash"}


@pytest.fixture(scope="module")
def cleaned(made):
    return cleaning.clean(made, CORRECTIONS.empty(), PERIOD.key)


def test_the_same_seed_makes_the_same_bytes(made):
    assert drawn("mash") == made


def test_every_sender_is_a_simulated_role(made, simulated):
    assert len(made)
    for name in made:
        assert (simulated[name].sender[:11], name.split("/")[0]) == ("simulated: ", "mash")


def test_five_hubs_are_read_and_every_mess_is_asked_about(cleaned):
    assert cleaned.table["borough"].nunique() == 5
    assert set(cleaned.table["measure"]) == set(MEASURES)
    # A line is left out only where there was none, and whatever cannot be read is queried.
    months = cleaned.table.groupby("borough")["month"].nunique()
    assert (months["waltham_forest"], *months.drop("waltham_forest")) == (11, 12, 12, 12, 12)
    assert {
        "part_above_whole",
        "part_always_whole",
        "copy_forward",
        "not_returned_quarters",
        "unknown_column",
        "text_in_number_cell",
        "not_available",
        "no_proforma",
    } <= set(cleaned.queries["rule"])
    assert {"returned", "withheld", "queried", "not_returned"} == set(cleaned.table["status"])


def test_no_part_is_above_its_whole_but_by_the_slip(cleaned):
    table = cleaned.table
    wide = table.pivot(index=["borough", "month"], columns="measure", values="count")
    for part, whole in PART_OF.items():
        both = wide[[part, whole]].dropna()
        assert (both[part] <= both[whole]).all()
