"""What is read of a draft, and what is refused in one line."""

import io
import zipfile

import pytest
from docx import Document as Word
from drafting import Draft
from openpyxl import Workbook

from analysis.declare.table import InputError
from draftcheck import reading
from draftcheck.check import check
from draftcheck.reading import read_draft

WORD = (
    b"<w:document"
    b' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
)


def packed(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return content.getvalue()


def docx() -> bytes:
    draft = Draft()
    draft.text("Some words.")
    return draft.written("docx")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.md", b"", "it is empty"),
        ("a.md", b"\xef\xbb\xbf \n", "it is empty"),
        ("a.pdf", b"%PDF-1.7", "'.pdf' is no type we read"),
        ("a", b"text", "'no ending' is no type we read"),
        ("a.txt", b"%PDF-1.7", "not what its ending .txt says"),
        ("a.txt", b"a\x00b", "it is not text"),
        ("a.html", b"<html><body></body></html>", "no text and no table"),
        ("a.html", b"<!-- nothing -->", "no text and no table"),
        ("a.docx", docx()[:900], "only the beginning of one"),
        ("a.docx", b"words", "no docx file"),
        ("a.docx", packed(other_xml=b"<a/>"), "no docx file"),
        ("a.docx", packed(word__document_xml=b"<w:document"), "no docx file"),
        (
            "a.docx",
            packed(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "declares entities",
        ),
        ("a.xlsx", packed(xl__workbook_xml=b"<workbook/>"), "no xlsx file"),
        ("a.xlsx", docx(), "no xlsx file"),
        ("a.xlsx", packed(xl__big_xml=b"0" * (reading.MAX_UNPACKED + 1)), "unpacks to far more"),
        ("a.md", b"a" * (reading.MAX_BYTES + 1), "larger than 16 MB"),
    ],
)
def test_what_cannot_be_read_is_one_line(name, content, said):
    with pytest.raises(InputError) as error:
        read_draft(name, content)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_locked_file_is_refused():
    content = bytearray(packed(word__document_xml=b"<a/>"))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    with pytest.raises(InputError, match="locked with a password"):
        read_draft("a.docx", bytes(content))


def test_a_sheet_far_too_large_is_refused():
    book = Workbook()
    book.active["XFD1000"] = 1
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(InputError, match="larger than 400,000 cells"):
        read_draft("a.xlsx", content.getvalue())


def test_text_in_other_encodings():
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        document = read_draft("a.txt", "Über 5 £".encode(encoding))
        assert document.blocks[0].text == "Über 5 £"


def texts(name: str, content: str | bytes) -> list[tuple[str, str]]:
    document = read_draft(name, content if isinstance(content, bytes) else content.encode())
    return [(block.kind, block.text) for block in document.blocks]


def test_markup_is_taken_off_and_never_run():
    page = (
        "<h1>Title</h1><script>alert(1)</script><style>p{}</style><p>A <b>bold</b>"
        " word<sup>1</sup></p><ul><li>one<ul><li>two</ul></ul>"
    )
    assert texts("a.html", page) == [
        ("heading", "Title"),
        ("text", "A bold word"),
        ("item", "one"),
        ("item", "two"),
    ]
    assert texts(
        "a.md",
        "# T\n\nA **bold** [link](there) word[^1]\n\n```\ncode 5\n```\n\n1. one\n   two\n2. three",
    ) == [("heading", "T"), ("text", "A bold link word"), ("item", "one two"), ("item", "three")]
    assert texts("a.md", "---\ntitle: x\n---\n\n<!-- a\ncomment -->\nWords\n\n***\n") == [
        ("text", "Words")
    ]


def rows(name: str, content: bytes) -> list[list[tuple[str, ...]]]:
    return [list(grid.cells) for grid in read_draft(name, content).grids]


def test_merged_cells_keep_columns_in_their_places():
    page = (
        b"<table><tr><th rowspan=2>B</th><th colspan=2>Y</th></tr><tr><td>1</td><td>2</td></tr>"
        b"<tr><td>a</td><td>3</td></tr></table>"
    )
    assert rows("a.html", page) == [[("B", "Y", ""), ("", "1", "2"), ("a", "3", "")]]
    word = Word()
    table = word.add_table(rows=2, cols=3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Y"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "B"
    table.cell(1, 2).text = "2"
    content = io.BytesIO()
    word.save(content)
    assert rows("a.docx", content.getvalue()) == [[("B", "Y", ""), ("", "", "2")]]


def test_tables_of_html_inside_markdown_know_their_lines():
    document = read_draft(
        "a.md", b"Words\n\n<table>\n<tr><td>A</td><td>5</td></tr>\n</table>\n\nMore"
    )
    assert document.grids[0].places[0][0] == "line 4"
    assert [block.text for block in document.blocks] == ["Words", "More"]


def test_deleted_words_and_contents_are_not_read():
    inside = b"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r></w:p>"
    contents = (
        b'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Table 9: Old 4</w:t></w:r></w:p>'
    )
    content = packed(
        word__document_xml=WORD
        % (b"<w:sdt><w:sdtContent>" + contents + b"</w:sdtContent></w:sdt>" + inside)
    )
    assert texts("a.docx", content) == [("text", "kept")]


def test_a_list_of_contents_is_neither_table_nor_caption():
    lines = "\n".join(f"Chapter {n}\t{n * 3}" for n in range(1, 9))
    text = f"## Contents\n\n{lines}\n\nTable 1: Old ...... 4\n\n## Words\n\nSee Table 1."
    document = read_draft("a.md", text.encode())
    assert not document.grids
    assert check("a.md", text.encode()).doubts["rule"].tolist() == ["reference"]


def sheet(cells: dict, shapes: dict | None = None) -> bytes:
    book = Workbook()
    for place, value in cells.items():
        book.active[place] = value
    for place, shape in (shapes or {}).items():
        book.active[place].number_format = shape
    hidden = book.create_sheet("Hidden")
    hidden["A1"], hidden.sheet_state = "secret", "hidden"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_shows_what_its_cells_show():
    import datetime as dt

    cells = {
        "A1": "Table 1: Counts",
        "A2": "When",
        "B2": "N",
        "C2": "%",
        "A3": dt.date(2024, 3, 1),
        "B3": 0.1 + 0.2,
        "C3": 0.125,
        "A4": True,
        "B4": "=1+1",
        "C4": 7.5,
        "E2": "Side",
        "F2": "N",
        "E3": "x",
        "F3": 4,
    }
    found = rows("a.xlsx", sheet(cells, {"C3": "0.0%", "C4": "0.00"}))
    assert found == [
        [("When", "N", "%"), ("Mar 2024", "0.3", "12.5%"), ("True", "[x]", "7.50")],
        [("Side", "N"), ("x", "4"), ("", "")],
    ]


def test_findings_of_a_workbook_name_their_cell():
    cells = {
        "A1": "Table 1: People",
        "A2": "Who",
        "B2": "N",
        "A3": "a",
        "B3": 50,
        "A4": "b",
        "B4": 60,
        "A5": "Total",
        "B5": 111,
    }
    (place,) = check("a.xlsx", sheet(cells)).doubts["place"]
    assert place.endswith("(Sheet!B5)")


def test_a_formula_nobody_computed_is_no_gap():
    cells = {
        "A1": "Who",
        "B1": "N",
        "A2": "a",
        "B2": 50,
        "A3": "b",
        "B3": "=B2+1",
        "A4": "Total",
        "B4": 101,
    }
    assert check("a.xlsx", sheet(cells)).doubts.empty
