"""The made-up files of safeguarding hubs: the same bytes every time, read whole, and with every mess in them."""

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from simulated import mash
from simulated.made import generator
from strands.mash import cleans as cleaning
from strands.mash.declares import MEASURES, PART_OF

PERIOD = period("2025-26")


def made() -> dict[str, bytes]:
    return {one.file: one.content for one in mash.files(PERIOD, generator("mash"))}


def test_the_same_seed_makes_the_same_bytes():
    assert made() == made()


def test_every_sender_is_a_simulated_role():
    for one in mash.files(PERIOD, generator("mash")):
        assert (one.sender[:11], one.strand) == ("simulated: ", "mash")


def test_five_hubs_are_read_and_every_mess_is_asked_about():
    result = cleaning.clean(made(), CORRECTIONS.empty(), PERIOD.key)
    assert result.table["borough"].nunique() == 5
    assert set(result.table["measure"]) == set(MEASURES)
    # A line is left out only where there was none, and whatever cannot be read is queried.
    months = result.table.groupby("borough")["month"].nunique()
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
    } <= set(result.queries["rule"])
    assert {"returned", "withheld", "queried", "not_returned"} == set(result.table["status"])


def test_no_part_is_above_its_whole_but_by_the_slip():
    table = cleaning.clean(made(), CORRECTIONS.empty(), PERIOD.key).table
    wide = table.pivot(index=["borough", "month"], columns="measure", values="count")
    for part, whole in PART_OF.items():
        both = wide[[part, whole]].dropna()
        assert (both[part] <= both[whole]).all()
