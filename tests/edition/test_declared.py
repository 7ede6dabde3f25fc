"""The dictionary holds every declared column, and what could not be said is counted with its reason."""

import csv
import importlib
import pkgutil
import re
from collections import Counter

import pytest
from lxml import html

from analysis import declare, store
from analysis.declare.finding import REFUSALS, UNITS
from analysis.declare.outcomes import OUTCOMES
from analysis.declare.statuses import STATUSES
from analysis.declare.table import Table
from analysis.registry import STRANDS

PERIODS = store.params()["periods"]
each = pytest.mark.parametrize("period", PERIODS)


def page(period: str, name: str):
    return html.parse(str(store.reports(period) / "site" / f"{name}.html")).getroot()


def rows(table) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row] for row in table.findall(".//tbody/tr")]


def tables(period: str) -> list[Table]:
    every = [one for key in store.strands(period) for one in STRANDS[key].tables.values()]
    for found in pkgutil.iter_modules(declare.__path__):
        module = importlib.import_module(f"analysis.declare.{found.name}")
        every += [one for one in vars(module).values() if isinstance(one, Table)]
    return every


@each
def test_every_declared_column_stands_in_the_dictionary_with_what_it_takes(period):
    held = set()
    for table in page(period, "dictionary").iterfind(".//table"):
        name = table.find("caption").text.partition(": columns of ")[2]
        held |= {(re.sub(r" \(\d\)$", "", name), *row) for row in rows(table) if name}
    wanted = {
        (one.name, name, column.says, column.rule())
        for one in tables(period)
        for name, column in one.columns.items()
    }
    assert len(wanted) > 200
    assert held == wanted


@each
def test_the_words_that_columns_take_are_explained(period):
    said = " ".join(page(period, "dictionary").itertext())
    for words in (REFUSALS, UNITS):
        assert all(meaning in said for meaning in words.values())
    assert all(one.means in said for one in STATUSES)


@each
def test_every_refusal_is_counted_with_its_reason_and_listed(period):
    wanted = Counter()
    for strand in store.strands(period):
        for path in (store.reports(period) / strand).glob("*.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                wanted.update(row["refused"] for row in csv.DictReader(file) if row.get("refused"))
    every = page(period, "questions")
    counted = every.xpath('//table[caption = "Refusals, by reason"]')
    assert Counter({row[1]: int(row[2]) for table in counted for row in rows(table)}) == wanted
    assert all(row[0] for table in counted for row in rows(table))
    listed = every.xpath('//table[starts-with(caption, "Refusals of ")]')
    assert sum(len(rows(table)) for table in listed) == wanted.total()


def test_what_is_told_of_questions_is_what_the_sections_tell():
    told = [
        row
        for table in page("2023-25", "questions").xpath(
            '//table[contains(caption, "as the sections")]'
        )
        for row in rows(table)
    ]
    assert [
        "Consultations, hub and engagement form",
        "What happened when",
        "7 questions are open with the sender.",
    ] in told
    for row in told:
        strand = next(key for key, title in store.titles().items() if title == row[0])
        assert row[2] in store.section("2023-25", strand)


def test_no_question_itself_is_told_where_counts_are_withheld():
    folder = store.root() / "data" / "processed"
    asked = []
    for path in folder.glob("*/2025-26/queries.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            asked += [row["question"] for row in csv.DictReader(file)]
    said = " ".join(page("2025-26", "questions").itertext())
    assert len(asked) > 50
    assert not [one for one in asked if one in said]


def test_a_note_with_numbers_is_not_repeated_where_counts_are_withheld():
    listed = page("2025-26", "questions").xpath(
        '//table[caption = "Refusals of Multi-agency safeguarding hubs"]'
    )
    notes = [row[-1] for table in listed for row in rows(table)]
    assert any(notes) and not any(char.isdigit() for note in notes for char in note)


@each
def test_assumptions_name_the_outcomes_of_the_period_and_the_limits_of_the_methods(period):
    said = " ".join(" ".join(page(period, "assumptions").itertext()).split())
    for one in OUTCOMES:
        assert (one.name in said) == (one.since <= period)
    assert "A correlation above 0.3, a season, or a level that shifts are not covered." in said
    assert ("Counts of people from 1 to 5 are withheld" in said) == (period == "2025-26")
