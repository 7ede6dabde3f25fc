"""The key at the end of a report that is printed or passed on: what each table and passage rests on."""

import re
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter, range_boundaries
from pypdf import PdfReader

from analysis import store
from analysis.trace_key import condensed, key
from analysis.traces import printed, traces

PERIODS = store.params()["periods"]


@cache
def made(period: str) -> str:
    return key(period, (*store.strands(period), "claims"))


@pytest.mark.parametrize(
    ("cells", "ranges"),
    [
        (["B4", "B5", "C4", "C5", "F9"], "B4:C5, F9"),
        (["B4", "B6", "C4"], "B4, B6, C4"),
        (["J2:J5", "K2:K5"], "J2:K5"),
        (["Z1", "AA1"], "Z1:AA1"),
        (["b1c2", "b1c3", "D7"], "D7, 2 codings"),
    ],
)
def test_cells_are_told_as_few_ranges(cells, ranges):
    assert condensed(cells) == ranges


@given(st.sets(st.tuples(st.integers(1, 6), st.integers(1, 9)), min_size=1))
def test_the_ranges_hold_each_cell_and_no_other(cells):
    told = condensed(f"{get_column_letter(column)}{row}" for column, row in cells)
    held = [
        (column, row)
        for one in told.split(", ")
        for first, top, last, bottom in [range_boundaries(one)]
        for column in range(first, last + 1)
        for row in range(top, bottom + 1)
    ]
    assert sorted(held) == sorted(cells)


@pytest.mark.parametrize("period", PERIODS)
def test_every_table_and_passage_with_numbers_has_an_entry(period):
    entries = re.findall(r"\{#key-([\w-]+)\} ([\d,]+) numbers?\.", made(period))
    often = {}
    for strand in (*store.strands(period), "claims"):
        rows = printed(period, strand)
        for place, count in rows[rows["place"] != "glance"].groupby("place").size().items():
            often[place.replace(":", "-")] = str(count)
    assert dict(entries) == often and len(entries) == len(often)


def test_an_entry_names_the_cells_of_its_table_and_no_other():
    line = next(
        line for line in made("2023-25").splitlines() if "key-tbl-indicators-hackney}" in line
    )
    known = traces("2023-25", "indicators")
    rows = printed("2023-25", "indicators")
    cells = {
        cell.split("!")[2]
        for one in rows.loc[rows["place"] == "tbl:indicators-hackney", "key"]
        for cell in known[one].cells
    }
    told = line.split("hackney.xlsx`:")[1].split(" ", 2)[2].rstrip(".")
    held = {
        f"{get_column_letter(column)}{row}"
        for one in told.split(", ")
        for first, top, last, bottom in [range_boundaries(one)]
        for column in range(first, last + 1)
        for row in range(top, bottom + 1)
    }
    assert held == cells and len(cells) == 28


@pytest.mark.parametrize("period", PERIODS)
def test_under_a_rule_that_withholds_no_file_is_named(period):
    withheld = [one for one in store.strands(period) if store.profile(period, one).withholds]
    for strand in withheld:
        part = made(period).partition(f"{{#numbers-{strand} ")[2].partition("\n## ")[0]
        assert not re.search(r"\.(xlsx|csv|qdpx|ods)\b", part)


@pytest.mark.parametrize("period", PERIODS)
def test_in_the_pdf_numbers_lead_to_it(period):
    pdf = PdfReader(store.root() / store.document(period, "pdf"))
    (start,) = [
        at
        for at, page in enumerate(pdf.pages)
        if "each table, figure and passage" in page.extract_text()
    ]
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(pdf.pages)}
    targets = [
        pages[link["/Dest"].get_object()[0].idnum]
        for page in pdf.pages[:start]
        for link in (note.get_object() for note in page.get("/Annots", []))
        if isinstance(link.get("/Dest", "").get_object() if link.get("/Dest") else "", list)
    ]
    places = pd.concat(printed(period, one)["place"] for one in (*store.strands(period), "claims"))
    values = (~places.str.startswith("fig:")).sum()
    # Those in charts, headings and other links lead nowhere, and what repeats on page one leads on from there.
    assert sum(at >= start for at in targets) > 0.8 * values


@pytest.mark.parametrize("period", PERIODS)
def test_the_word_document_holds_it(period):
    word = (store.root() / store.document(period, "docx")).read_bytes()
    with ZipFile(BytesIO(word)) as document:
        text = document.read("word/document.xml").decode()
    assert "Key to the numbers" in text
    entries = re.findall(r"\{#(key-[\w-]+)\}", made(period))
    # Word takes no longer name than this, and pandoc gives it another.
    assert entries and all(f'w:name="{one}"' in text for one in entries if len(one) <= 40)


def test_what_was_refused_is_worked_out_by_nothing():
    (line,) = [
        one for one in made("2023-25").splitlines() if "{#key-tbl-indicators-refused}" in one
    ]
    assert "Worked out by" not in line
