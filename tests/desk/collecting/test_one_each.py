"""One workbook a borough holds a sheet of every strand, and each strand reads its own alone."""

from __future__ import annotations

import io
from functools import cache
from hashlib import sha256

import openpyxl
import pytest
from click.testing import CliRunner
from collecting.filling import some_lines, typed_into, workbooks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.declare.form import COVER
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period as period_called
from analysis.read.open.parts import parts
from analysis.read.open.workbook import read_workbook
from analysis.registry import STRANDS, cleans
from desk.cli import main
from desk.collecting.book import NUMBERS
from desk.collecting.forms import asked_of
from desk.collecting.templates import one_each

PERIOD = "2025-26"
ASKED = {
    key: asked for key in STRANDS if (asked := asked_of(key, "hackney", period_called(PERIOD)))
}


@cache
def one_of_hackney() -> bytes:
    return one_each(PERIOD)["hackney.xlsx"]


def counted(content: bytes, sheet: str) -> bytes:
    """The workbook with a number of its own in each white cell of the tables of a sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    number = 20
    for table in book[sheet].tables.values() if sheet in book.sheetnames else ():
        for row in list(book[sheet][table.ref])[1:]:
            for cell in row[1:]:
                number += 1
                cell.value = number
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(strand: str, content: bytes) -> dict:
    file = f"{strand}/hackney.xlsx"
    made = cleans(strand).clean({file: content}, CORRECTIONS.empty(), PERIOD)
    return {
        name: rows.assign(sheet=rows["sheet"].str.replace(f"{NUMBERS}, {strand}", NUMBERS))
        if "sheet" in rows
        else rows
        for name, rows in made.frames.items()
    }


@pytest.mark.parametrize("strand", ASKED)
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_strand_reads_of_it_what_it_reads_of_its_own_workbook(strand, data):
    books = [one_of_hackney(), workbooks(PERIOD)[f"hackney/{strand}.xlsx"]]
    books = [
        counted(book, sheet)
        for book, sheet in zip(books, (f"{NUMBERS}, {strand}", NUMBERS), strict=True)
    ]
    for proforma in ASKED[strand].proformas:
        lines = data.draw(some_lines(proforma, period_called(PERIOD)))
        books = [typed_into(book, proforma, lines, "Counted anew") for book in books]
    one, own = (read(strand, book) for book in books)
    assert sum(map(len, own.values())) > 0
    for name, rows in own.items():
        assert_frame_equal(one[name], rows)


def test_its_first_sheet_says_whose_every_other_is():
    sheets = read_workbook("hackney.xlsx", one_of_hackney())
    told = [name for names in parts(sheets).values() for name in names]
    assert sorted([COVER, *told]) == sorted(sheet.name for sheet in sheets)
    assert set(parts(sheets)) == {*ASKED, "surveys"}


def test_it_is_filed_once_for_each_strand_it_holds_something_of(project):
    run = CliRunner().invoke
    (project / "hackney.xlsx").write_bytes(counted(one_of_hackney(), f"{NUMBERS}, training"))
    told = ["receive", "--yes", "--period", PERIOD, "--date", "2026-04-20"]
    told += ["--replaces", "none", "hackney.xlsx"]
    said = run(main, told)
    assert said.exit_code == 0, said.output
    assert "nothing in its sheets, so nothing filed, for: activity" in said.output
    sha = sha256((project / "hackney.xlsx").read_bytes()).hexdigest()
    listed = (project / f"data/raw/{PERIOD}/received.csv").read_text(encoding="utf-8")
    assert [row.split(",")[0] for row in listed.splitlines() if sha in row] == [
        "training/hackney.xlsx"
    ]
    assert "questions: none" in said.output
    again = run(main, told)
    assert "received before, as data/raw/2025-26/training/hackney.xlsx" in again.output


def test_a_workbook_with_nothing_filled_in_is_refused(project):
    (project / "hackney.xlsx").write_bytes(one_of_hackney())
    said = CliRunner().invoke(main, ["receive", "--yes", "--period", PERIOD, "hackney.xlsx"])
    assert said.exit_code == 1
    assert "refused hackney.xlsx" in said.output


def test_answers_typed_into_it_are_read_as_people_of_their_survey_and_wave():
    book = openpyxl.load_workbook(io.BytesIO(one_of_hackney()))
    sheets = [sheet for sheet in book if "survey" in sheet.title]
    for sheet in sheets:
        for person in range(2, 5):
            for number, head in enumerate(sheet[1], 1):
                scale, named = "(1 = " in head.value, "borough" in head.value
                sheet.cell(person, number).value = (
                    (person * number + len(sheet.title)) % 7 + 1
                    if scale
                    else "Hackney"
                    if named
                    else None
                )
            if "code" in sheet.cell(1, 1).value:
                sheet.cell(person, 1).value = f"A{person}B"
    out = io.BytesIO()
    book.save(out)
    made = cleans("surveys").clean(
        {"surveys/hackney.xlsx": out.getvalue()}, CORRECTIONS.empty(), PERIOD
    )
    counted = made.frames["responses"].value_counts(["instrument", "wave"]).to_dict()
    assert counted == {("overview", "after"): 3, ("core", "before"): 3, ("core", "after"): 3}
    answers = made.frames["answers"]
    typed = answers[answers["number"].notna()]
    for row in typed.itertuples():
        assert book[row.sheet][row.cell].value == row.number
    assert len(typed) == sum("(1 = " in head.value for sheet in sheets for head in sheet[1]) * 3
    assert set(made.queries["rule"]) <= {"no_borough_named"}
