"""Small files that would fill the memory end in one line before they are read."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import openpyxl
import pytest
from drawing import book, saved, xlsx_file

from analysis.declare.table import InputError
from analysis.read.open import workbook
from analysis.read.open.workbook import read_workbook

DRAWING = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 15 | 24\nASS | 3 | 0"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The zip with one part replaced, or put beside the others."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return made.getvalue()


def sheet_with(inside: str, prefix: str = "", encoding: str = "utf-8", cells: str = "") -> bytes:
    """A workbook whose one sheet holds `inside` after its cells."""
    name, space = (f"{prefix}:", f'xmlns:{prefix}="{MAIN}"') if prefix else ("", f'xmlns="{MAIN}"')
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><{name}worksheet {space}>'
        f"<{name}sheetData>{cells}</{name}sheetData>{inside}</{name}worksheet>"
    )
    return with_part(xlsx_file(Return=DRAWING), SHEET, xml.encode(encoding))


ALL = "A1:XFD1048576"
EXCEL = {
    "single quotes": sheet_with(f"<mergeCells><mergeCell ref='{ALL}'/></mergeCells>"),
    "utf-16": sheet_with(f'<mergeCells><mergeCell ref="{ALL}"/></mergeCells>', encoding="utf-16"),
    "a prefix": sheet_with(
        f'<x_1-y.z:mergeCells><x_1-y.z:mergeCell ref="{ALL}"/></x_1-y.z:mergeCells>', "x_1-y.z"
    ),
    "whole columns": sheet_with('<mergeCells><mergeCell ref="A:XFD"/></mergeCells>'),
    "small letters": sheet_with('<mergeCells><mergeCell ref="$a$1:$xfd$9999"/></mergeCells>'),
    "a character reference": sheet_with(
        '<mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>'
    ),
    "many merges": sheet_with(
        "<mergeCells>" + '<mergeCell ref="A1:CV100"/>' * 30 + "</mergeCells>"
    ),
    "a link": sheet_with(f'<hyperlinks><hyperlink ref="{ALL}" location="A1"/></hyperlinks>'),
    "wide columns": sheet_with('<cols><col min="1" max="300000000" hidden="1"/></cols>'),
    "wide columns with a sign": sheet_with('<cols><col min="1" max="+300000000"/></cols>'),
    "wide columns in groups": sheet_with('<cols><col min="1" max="300_000_000"/></cols>'),
    "a sheet named often": with_part(
        xlsx_file(Return=DRAWING),
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}"><sheets>{"<sheet/>" * 5000}</sheets></workbook>'.encode(),
    ),
    "a row beyond": sheet_with("", cells='<row r="99999999"><c r="A99999999"><v>1</v></c></row>'),
    "blank cells": sheet_with("", cells="<row>" + "<c/>" * 150_100 + "</row>"),
    "far apart": sheet_with(
        "",
        cells="".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 3000))
        + '<row r="3000">'
        + "<c><v>1</v></c>" * 1500
        + "</row>",
    ),
    "deep": sheet_with("<a>" * 5000 + "</a>" * 5000),
    "many styles": with_part(
        xlsx_file(Return=DRAWING),
        "xl/styles.xml",
        f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 200_000}</cellXfs></styleSheet>'.encode(),
    ),
    "under another name": with_part(
        xlsx_file(Return=DRAWING), "a.bin", b" " * 9 + b"<a>" * 500 + b"</a>" * 500
    ),
    "shared formulas": sheet_with(
        "",
        cells='<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A9">'
        + "A1+" * 2600
        + "1</f></c>"
        + '<c><f t="shared" si="0"/></c>' * 3000
        + "</row>",
    ),
    "a long formula": sheet_with(
        "", cells='<row r="1"><c r="A1"><f>' + "A1+" * 9000 + "1</f></c></row>"
    ),
    "a long text": sheet_with(
        "",
        cells='<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 40_000 + "</t></is></c></row>",
    ),
}


def test_what_is_long_and_holds_nothing_is_read_at_once():
    brackets = book(S=DRAWING)
    brackets["S"]["B2"].number_format = "[" * 30_000
    columns = "".join(f'<col min="{n}" max="16384" hidden="1"/>' for n in range(1, 16_000))
    hidden = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048576"/>'
    files = {
        "format.xlsx": saved(brackets),
        "columns.xlsx": sheet_with(f"<cols>{columns}</cols>"),
        "rows.ods": ods(line_of(f"<table:table-cell {VALUE}/>") + hidden * 500),
        "wide.csv": b"1," * 1_500 + b"\n1",
    }
    tracemalloc.start()
    sheets = {name: read_workbook(name, content)[0] for name, content in files.items()}
    assert tracemalloc.get_traced_memory()[1] < 150 * 2**20
    tracemalloc.stop()
    assert sheets["format.xlsx"].at(2, 2).kind == "hidden"
    assert not sheets["rows.ods"].hidden_rows
    with pytest.raises(InputError, match="more than 2,000 columns"):
        read_workbook("wide.csv", b"1," * 40_000)
    with pytest.raises(InputError, match="more than 5,000,000 letters"):
        read_workbook("commas.csv", b"," * 15_000_000)


@pytest.mark.parametrize("what", EXCEL)
def test_a_small_workbook_that_asks_for_much_is_refused(what):
    assert len(EXCEL[what]) < 40_000
    line, most = refused("hackney.xlsx", EXCEL[what])
    assert "damaged" not in line
    assert most < 150 * 2**20


SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
VALUE = 'office:value-type="float" office:value="1"'


def ods(table: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", 8) as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content{SPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return made.getvalue()


def line_of(cells: str, times: str = "1") -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


OPEN = {
    "rows and columns": ods(
        line_of(f'<table:table-cell {VALUE} table:number-columns-repeated="1900"/>', "1900")
    ),
    "many rows": ods(line_of(f"<table:table-cell {VALUE}/>", "900000")),
    "a repeat beyond": ods(line_of(f"<table:table-cell {VALUE}/>", "9" * 30)),
    "a repeat backwards": ods(line_of(f"<table:table-cell {VALUE}/>", "-5")),
    "a wide span": ods(
        line_of(
            f'<table:table-cell {VALUE} table:number-columns-spanned="16000"'
            ' table:number-rows-spanned="1000000"/>'
        )
    ),
    "spans repeated": ods(
        line_of(
            f'<table:table-cell {VALUE} table:number-columns-repeated="1000"'
            ' table:number-columns-spanned="1000"/>'
        )
    ),
    "wide columns": ods(
        '<table:table-column table:visibility="collapse"'
        ' table:number-columns-repeated="300000000"/>' + line_of("<table:table-cell/>")
    ),
    "deep": ods("<table:table-row-group>" * 3000 + "</table:table-row-group>" * 3000),
}


@pytest.mark.parametrize("what", OPEN)
def test_a_small_open_document_that_asks_for_much_is_refused(what):
    assert len(OPEN[what]) < 5_000
    line, most = refused("hackney.ods", OPEN[what])
    assert "damaged" not in line
    assert most < 150 * 2**20


def refused(file: str, content: bytes) -> tuple[str, int]:
    """The line a file is refused with, and the most memory it took."""
    tracemalloc.start()
    try:
        with pytest.raises(InputError) as error:
            read_workbook(file, content)
        return str(error.value), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_repeats_often_and_holds_something_is_read_where_it_stands():
    content = ods(line_of(f"<table:table-cell {VALUE}/>", "3000") + line_of("<table:table-cell/>"))
    (sheet,) = read_workbook("hackney.ods", content)
    assert len(sheet.cells) == 3000
    assert sheet.at(3000, 1).text == "1"


def test_a_zip_packed_otherwise_or_of_many_parts_is_refused():
    for packing, parts in (
        (zipfile.ZIP_LZMA, 1),
        (zipfile.ZIP_BZIP2, 1),
        (zipfile.ZIP_STORED, 1001),
    ):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", packing) as archive:
            for number in range(parts):
                archive.writestr(f"xl/{number}.xml", "<a/>")
        assert refused("hackney.xlsx", made.getvalue())


def test_the_same_bytes_are_parsed_once(monkeypatch):
    content, calls = xlsx_file(Return=DRAWING + "\nCPP | 7 | 8"), []
    load = openpyxl.load_workbook
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *a, **k: calls.append(1) or load(*a, **k))
    names = {read_workbook(f"{name}/a.xlsx", content)[0].file for name in ("indicators", "mash")}
    assert names == {"indicators/a.xlsx", "mash/a.xlsx"}
    assert len(calls) == 1


def test_a_number_beyond_all_numbers_is_none():
    book = openpyxl.Workbook()
    book.active["A1"] = 7
    content = saved(book)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.read(SHEET).replace(b"<v>7</v>", b"<v>1E999</v>")
    (sheet,) = read_workbook("a.xlsx", with_part(content, SHEET, part))
    assert sheet.at(1, 1).kind == "error"


def test_a_class_of_an_error_is_not_shown():
    line, _ = refused("hackney.xlsx", xlsx_file(Return=DRAWING)[:900])
    assert "BadZipFile" not in line
    assert workbook.MAX_CELLS < 150_000
