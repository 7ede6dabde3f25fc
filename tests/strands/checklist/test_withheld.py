"""The checklist where small counts are withheld: what leaves is declared, an item is told by halves alone, and
no print holds a withheld number.
"""

import re
from itertools import product

import numpy as np
import pandas as pd
import pytest
from withheld_rows import DFE, NUMBERS, PERIOD, cleaned, passed, text_of

from analysis.declare.disclosure import PROFILES
from analysis.declare.table import InputError
from analysis.declare.traced import bare, values
from analysis.declare.withheld import SYMBOL, WITHHELD, withheld
from analysis.show.printed import Paragraphs, PrintedTable
from strands.checklist.cleans import clean
from strands.checklist.declares import HALF, PEOPLE
from strands.checklist.finds.checklist import findings
from strands.checklist.finds.coarser import coarser, half
from strands.checklist.prints import checklist, double_read, halves
from strands.checklist.prints.glance import glance


@pytest.fixture(scope="module")
def made(simulated):
    return cleaned(simulated, "checklist", clean)


@pytest.fixture(scope="module")
def every(made):
    return findings(made.table, PERIOD)


@pytest.fixture(scope="module")
def told(every):
    return coarser(every, DFE)


def leaving(found, profile=DFE):
    return passed(PEOPLE, {"findings": found}, profile)["findings"]


def blocks(made, found) -> list:
    return [
        checklist.opening(found, PERIOD),
        *checklist.arrived(found),
        *checklist.behind(found),
        *checklist.chart(found, "Simulated."),
        *halves.chart(found, "Simulated."),
        *checklist.boroughs(made.table, made.queries, found),
        *halves.halves(made.table, made.queries, found),
        *double_read.agreement(found),
        *halves.agreement(found),
        *checklist.refused(found),
    ]


@pytest.mark.parametrize("profile", ["as_published", "internal"])
def test_where_nothing_is_withheld_the_findings_are_what_they_were(every, profile):
    assert coarser(every, PROFILES[profile]) is every


@pytest.mark.parametrize("profile", ["dfe_cin", "hes", "below_10"])
def test_everything_that_leaves_is_declared(every, profile):
    found = leaving(coarser(every, PROFILES[profile]), PROFILES[profile])
    assert len(found) > 40


def test_counts_of_answers_stop_the_build_where_counts_are_withheld(every):
    with pytest.raises(InputError, match="nobody has declared"):
        leaving(every)


def test_what_the_table_tells_of_repeated_readings_the_first_page_tells_too(told):
    found = leaving(told)
    text = " ".join(checklist.opening(found, PERIOD).texts)
    assert "0 of [d] in Hammersmith and Fulham" in text
    assert "withheld for Waltham Forest and Barnet." in text
    (table,) = [one for one in checklist.arrived(found) if isinstance(one, PrintedTable)]
    cells = table.cells.set_index("Borough")["Read twice"]
    assert cells["Hammersmith and Fulham"] == "0 of [d]" and cells["Barnet"].startswith("[d] of")


def test_no_number_of_an_item_leaves(told):
    items = told[told["subject"].str.contains(" | ", regex=False)]
    assert set(items["statistic"]) == {
        HALF,
        "agreement: cases",
        "agreement: same answer",
        "agreement: weighted kappa",
    }
    assert items.loc[items["statistic"] == HALF, NUMBERS].isna().all(axis=None)


def test_small_counts_and_what_they_could_be_worked_out_from_are_withheld(told):
    found = leaving(told).set_index(["borough", "statistic", "subject"])["x"]
    assert withheld(found["hammersmith_and_fulham", "first readings", ""])
    # 8 and 3 readings share out 11.
    assert withheld(found["barking_and_dagenham", "used in", "conference"])
    assert found["hackney", "first readings", ""] == 40


def test_cases_and_all_readings_are_not_there_to_be_set_against_first_readings(told):
    counted = told.loc[told["refused"] == "", "statistic"]
    assert not counted.isin(["cases", "readings"]).any()
    table = next(b for b in checklist.arrived(leaving(told)) if isinstance(b, PrintedTable))
    # Readers of cases that were read twice are two or more, which tells of the few there are.
    heads = ["Borough", "First readings", "Read twice", "Versions", "Used in"]
    assert list(table.cells) == heads


def test_halves_are_drawn_as_they_stand_in_the_table_and_told_alike(told):
    """Of two boroughs and one item: both in half, none, one of each, and one that cannot tell."""
    rows = told[told["statistic"] == HALF].head(2)
    rows = rows.assign(subject=rows["subject"].iloc[0], borough=["hackney", "barnet"])
    counted = told[told["statistic"] != HALF]
    headings = []
    for readings in (
        ["evidenced"] * 2,
        ["otherwise"] * 2,
        ["evidenced", "otherwise"],
        ["neither"] * 2,
    ):
        found = pd.concat([counted, rows.assign(reading=readings)])
        (drawn,) = halves.chart(found, "Simulated.")
        numbers = drawn.drawn.iloc[0, 1:]
        assert numbers.map(bare).astype(int).sum() == 2
        # Every number but a zero leads to the findings it counts.
        assert [len([*values(one)]) for one in numbers] == [bare(one) != "0" for one in numbers]
        headings.append(bare(halves.finding(found)))
    assert all("in each of 2 boroughs" in heading for heading in headings)
    assert [re.findall(r"\b(none|1) (?:of|below)", heading) for heading in headings] == [
        ["1", "none"],
        ["none", "1"],
        ["none", "none"],
        ["none", "none"],
    ]
    assert not list(halves.chart(counted, "Simulated."))
    assert halves.finding(counted) == "too few readings to tell how often an item is evidenced"


def test_a_borough_that_was_not_asked_is_not_counted_among_those_it_holds_in(told):
    """Of three boroughs and two items: of one that two were not asked, the third has it in half."""
    items = told[told["statistic"] == HALF].drop_duplicates("subject")
    item = items[items["subject"].str.startswith(("plan |", "language |"))].drop_duplicates(
        "subject"
    )
    rows = pd.concat(
        [
            one.assign(borough=borough, reading=reading)
            for readings in (["evidenced"] * 3, ["evidenced", "not_asked", "not_asked"])
            for borough, reading in zip(["hackney", "barnet", "newham"], readings, strict=True)
            for one in [item.iloc[[len(readings) - 3 + (readings[1] == "not_asked")]]]
        ]
    )
    found = pd.concat([told[told["statistic"] != HALF], rows])
    assert "in each borough asked with enough readings" in halves.finding(found)
    nobody = found.assign(reading=found["reading"].replace("evidenced", "not_asked"))
    assert halves.finding(nobody) == "too few readings to tell how often an item is evidenced"
    said = " ".join(line["text"] for line in glance(found))
    assert "of 3 boroughs with enough readings" in said
    assert "of 1 borough with enough readings" in said


def test_notes_hold_no_numbers(told):
    counted = told[told["refused"].eq("") & ~told["statistic"].str.startswith("agreement")]
    assert not counted["note"].str.contains(r"\d").any()
    assert set(counted["note"]) > {"some second readings could not be compared"}


def compositions(readings):
    """Every way in which the answers to an item can share out so many readings."""
    for answers in product(range(readings + 1), repeat=4):
        if sum(answers) <= readings:
            names = ("evidenced", "partly", "not", "na")
            yield {
                **dict(zip(names, answers, strict=True)),
                "no answer": readings - sum(answers),
            }


@pytest.mark.parametrize("readings", [11, 12])
def test_the_half_an_item_is_in_leaves_every_small_count_open(readings):
    """Whoever knows it can still think any small count of an answer 1, 2, 3, 4 or 5, where it is one."""
    seen: dict = {}
    for numbers in compositions(readings):
        of_half = seen.setdefault(half(numbers, readings), {})
        for answer, x in numbers.items():
            of_half.setdefault(answer, set()).add(x)
    assert set(seen) == {"evidenced", "otherwise", "neither"}
    small = {1, 2, 3, 4, 5}
    assert all(xs & small in (set(), small) for of_half in seen.values() for xs in of_half.values())


def test_versions_with_fewer_readings_than_that_are_named_and_not_told(made, told):
    found = leaving(told)
    table = next(
        block
        for block in halves.halves(made.table, made.queries, found)
        if isinstance(block, PrintedTable)
    )
    assert list(table.cells) == [
        "Item",
        "Hackney, version 1, 40 readings",
        "Waltham Forest, version 1, 24 readings",
        "Barnet, version 2 local, 14 readings",
        "Barking and Dagenham, version 1, 11 readings",
    ]
    assert table.cells.iloc[-1, 1:].tolist() == [*["under half"] * 3, "cannot tell"]
    assert any("Barnet, version 1." in note for note in table.notes if "Too few" in note)


def test_agreement_is_told_where_enough_cases_were_read_twice(told):
    said = [b for b in halves.agreement(leaving(told)) if isinstance(b, Paragraphs)]
    first, second = said[0].texts
    assert first.startswith(
        "**Hackney, version 1.** On 22 cases two readers gave the same answer in 111 of 162 pairs"
    )
    assert second.startswith("Agreement is not given for any other borough")


def test_where_it_is_not_coarser_nothing_of_the_coarser_is_printed(made, every):
    assert not list(halves.halves(made.table, made.queries, every))
    assert not list(halves.agreement(every))


def test_neither_cells_nor_numbers_of_questions_are_printed(made, told):
    notes = next(
        block.notes
        for block in halves.halves(made.table, made.queries, leaving(told))
        if isinstance(block, PrintedTable)
    )
    asked = [note for note in notes if "went to" in note]
    assert len(asked) == 1 and "Barnet" in asked[0]
    assert not any(letter.isdigit() for note in asked for letter in note)


@pytest.mark.parametrize("seed", range(6))
def test_no_print_holds_a_withheld_number(made, told, seed):
    """Each number is told from all others; a third is withheld, and stands nowhere."""
    draw = np.random.default_rng(seed)
    found = told.astype(dict.fromkeys(NUMBERS, object))
    hidden = []
    for at in found.index:
        out = draw.random() < 1 / 3
        for place, name in enumerate(NUMBERS):
            if not pd.isna(found.at[at, name]):
                number = 70_000 + 10 * at + place
                is_count = name in ("x", "n")
                hidden += [f"{number if is_count else number / 100:.{0 if is_count else 2}f}"] * out
                found.at[at, name] = WITHHELD if out else number if is_count else number / 100
    text = text_of(*blocks(made, found))
    assert not re.search(r"\bnan\b", text)
    assert SYMBOL in text.replace("\\", "")
    assert not [number for number in hidden if number in text]
