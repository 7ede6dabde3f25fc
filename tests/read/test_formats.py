"""Every file format gives the same table; every damaged file gives one line that says what to do."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from drawing import asked, book, cleaned, csv_file, saved, tidy, xlsx_file
from openpyxl.comments import Comment

from analysis.declare.table import InputError
from analysis.read.open.excel import shown_date
from analysis.read.open.limits import MAX_UNPACKED
from analysis.read.open.workbook import read_workbook

DRAWING = """
London Borough of Hackney
.
HACKNEY | Jul-Sep 23 | Oct-Dec 23
REF     | 1,503      | 1245
ASS     |            | 0
"""

TABLE = """
hackney referral 2023Q3 1503 B4
hackney referral 2023Q4 1245 C4
hackney assessment 2023Q3 not_returned B5
hackney assessment 2023Q4 0 C5
""".strip()


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_files(separator, encoding):
    drawing = (
        DRAWING.replace("Jul-Sep", "Jul–Sep")
        + "\n.\nNote, from analysts: 5% – more or less, all told"
    )
    result = cleaned(csv_file(drawing, separator, encoding))
    assert tidy(result, "cell") == TABLE
    assert set(result.table.loc[result.table["file"] != "", "caveat"]) == {
        "Note, from analysts: 5% – more or less, all told"
    }
    assert set(result.table["sheet"]) == {""}


def test_excels_own_separator_line():
    assert tidy(cleaned(b"sep=;\r\n" + csv_file(DRAWING, ";")), "cell") == TABLE


def test_commas_in_many_notes_are_no_table():
    table = "HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Jan-Mar 24\nREF | 1 | 2 | 3\nASS | 4 | 5 | 6\n.\n"
    notes = "\n".join(f"Note {number}, from the analyst" for number in range(5))
    assert cleaned(csv_file(table + notes, ";")).table["count"].sum() == 21


def test_excel_and_excel_with_macros():
    assert tidy(cleaned(xlsx_file(Return=DRAWING), "hackney.xlsx"), "cell") == TABLE
    assert tidy(cleaned(with_macros(xlsx_file(Return=DRAWING)), "hackney.xlsm"), "cell") == TABLE


def with_macros(content: bytes) -> bytes:
    """The workbook with a macro part, as Excel stores one."""
    macros = io.BytesIO(content)
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 no macro is ever run")
    return macros.getvalue()


def test_numbers_dates_and_comments_of_excel():
    header = "HACKNEY | Jul-Sep 23 | x | Jan-Mar 24 | Apr-Jun 24\n"
    workbook = book(Return=header + "REF | 17 | 3 | | 5\nASS | 1 | 2 | 3 | 4")
    sheet = workbook["Return"]
    sheet["C1"] = dt.datetime(2023, 10, 1)
    sheet["D2"] = dt.date(2024, 4, 1)
    sheet["D2"].number_format = "d-mmm"
    sheet["B2"] = 17.0
    sheet["E2"].comment = Comment("provisional until June", "analyst")
    sheet["E3"] = "=E2*2"
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert tidy(result, "raw", "caveat").split("\n")[:4] == [
        "hackney referral 2023Q3 17 17",
        "hackney referral 2023Q4 3 3",
        "hackney referral 2024Q1 queried 1-Apr",
        "hackney referral 2024Q2 5 5 provisional until June",
    ]
    assert asked(result) == ["stop number_became_date D2", "stop formula_without_value E3"]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("d-mmm", "1-Apr"),
        ("mmm-yy", "Apr-24"),
        ("dd/mm/yyyy", "01/04/2024"),
        ("yyyy-mm-dd", "2024-04-01"),
        ("dd mmmm yyyy;@", "01 April 2024"),
        ("General", "2024-04-01"),
    ],
)
def test_a_date_is_quoted_as_the_sheet_shows_it(number_format, shown):
    assert shown_date(dt.date(2024, 4, 1), number_format) == shown


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def word_file() -> bytes:
    return zipped(**{"word__document.xml": "<w/>"})


def encrypted_ods() -> bytes:
    return zipped(
        **{"META-INF__manifest.xml": "<manifest:encryption-data/>", "content.xml": "scrambled"}
    )


def with_entities() -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    return zipped(**{"xl__workbook.xml": bomb})


def bomb() -> bytes:
    return zipped(
        **{"xl__workbook.xml": "<w/>", "xl__worksheets__sheet1.xml": " " * (MAX_UNPACKED + 1)}
    )


def damaged_inside() -> bytes:
    return zipped(**{"xl__workbook.xml": "<workbook"})


def packed_wrongly() -> bytes:
    """A part whose packing begins with a kind of block that there is not."""
    content = bytearray(xlsx_file(Return=DRAWING))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("xl/workbook.xml")
    content[part.header_offset + 30 + len(part.filename)] = 0xFF
    return bytes(content)


def with_entities_in_utf_16() -> bytes:
    bomb = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a'
        ' "aaaa">]><workbook>&a;</workbook>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", bomb.encode("utf-16"))
    return file.getvalue()


def merged_all_over() -> bytes:
    merged = '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    return zipped(**{"xl__workbook.xml": "<w/>", "xl__worksheets__sheet1.xml": merged})


def too_many_cells() -> bytes:
    return "\n".join(",".join(["1"] * 300) for _ in range(200)).encode()


DAMAGED = {
    "empty.xlsx": (b"", "it is empty"),
    "zeros.xlsx": (b"\x00" * 100, "it is empty"),
    "cut.xlsx": (xlsx_file(Return=DRAWING)[:2000], "cut short or damaged"),
    "old.xls": (OLE, "old binary .xls"),
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
    "locked.ods": (encrypted_ods(), "password-protected"),
    "letter.xlsx": (b"Dear all, please find attached", "not a workbook"),
    "paper.pdf": (b"%PDF-1.7 ...", "not a workbook"),
    "letter.docx": (word_file(), "not a spreadsheet"),
    "entities.xlsx": (with_entities(), "XML entities"),
    "bomb.xlsx": (bomb(), "unpacks to more than"),
    "entities in utf-16.xlsx": (with_entities_in_utf_16(), "XML entities"),
    "merged.xlsx": (merged_all_over(), "merges more than 200,000 cells"),
    "inside.xlsx": (damaged_inside(), "damaged"),
    "packed.xlsx": (packed_wrongly(), "cut short or damaged"),
    "open quote.csv": (b'Hackney,Jul-Sep 23\n"REF,1\nASS,2\n', "quotation mark"),
    "long cell.csv": (b'Hackney,Jul-Sep 23\n"' + b"x" * 200_000 + b'"\n', "quotation mark"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x81\x8d\x8f", "not text"),
    "much.csv": (too_many_cells(), "more than 50,000 cells"),
}


@pytest.mark.parametrize("file", DAMAGED)
def test_a_file_that_cannot_be_read_ends_in_one_line(file):
    content, why = DAMAGED[file]
    with pytest.raises(InputError) as error:
        read_workbook(f"indicators/{file}", content)
    message = str(error.value)
    assert message.startswith(f"cannot read indicators/{file}: ")
    assert why in message
    assert "; " in message
    assert "\n" not in message


def test_an_empty_sheet_is_no_damage():
    workbook = openpyxl.Workbook()
    assert "stop nothing_read" in asked(cleaned(saved(workbook), "hackney.xlsx"))
