"""A withheld number in a text: it is found wherever it is stated, and named; what a public finding
explains is not.
"""

import base64
import json
import zipfile
import zlib

import docx
import odfdo
import pytest
from pypdf import PdfWriter

D = "[d]"
SAID = "In Hackney 2 of 7 were upheld."


def line(statistic, x="", n="", **more) -> dict:
    return {"statistic": statistic, "x": x, "n": n, "when": "2025-26"} | more


HIDDEN = line(
    "upheld", 2, 7, borough="hackney", unit="share", estimate=0.285714, low=0.0367, high=0.7096
)
SEEN = line("upheld", 8, 16, borough="newham", unit="share", estimate=0.5, low=0.25, high=0.75)


@pytest.fixture
def made(edition):
    withheld = dict.fromkeys(("x", "estimate", "low", "high"), D)
    edition.prints([HIDDEN | withheld, SEEN])
    edition.hides([HIDDEN, SEEN])
    return edition


def stated(made, name: str, content: str | bytes, said: str = "2 of 7") -> str:
    """The one leak of a file of the section."""
    file = made.folder / "made" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    (leak,) = made.attacked(private=True)
    start = f"leak: made/{name}: upheld, hackney, 2025-26 is stated as '{said}', from "
    assert leak.startswith(start)
    return leak.removeprefix(start)


def test_nothing_is_stated_where_nothing_is(made):
    (made.folder / "made" / "section.md").write_text(
        "In Newham 8 of 16 (50%, 25 to 75%) were upheld."
    )
    assert made.attacked(private=True) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SAID, "2 of 7"),
        ("Two of the seven were upheld.", "2 of the 7"),
        ("| Hackney | 2 of\N{NO-BREAK SPACE}7 |", "2 of 7"),
        ("2 complaints of 7 were.", "2 complaints of 7"),
        ("Upheld: 2/7.", "2/7"),
        ("Upheld: 2 (29%).", "2 (29%"),
        ("A share of 28.6% was upheld.", "28.6"),
        ("A share of 0.2857 was upheld.", "0.2857"),
        ("It was upheld in 3.7 to 71.0%.", "3.7 to 71.0"),
        ("It was upheld in 3.67–70.96% of them.", "3.67–70.96"),
        ("In Hackney 2 upheld complaints came.", "2 upheld"),
    ],
)
def test_a_sentence(made, text, said):
    stated(made, "section.md", text, said)


@pytest.mark.parametrize(
    "text",
    [
        "In Hackney 12 of 17 were upheld, 2 of 70 elsewhere, and 3 of 7.",
        "On 2 July 2025 and on 2025-07-02; version 2.7; 2.0 of 7.5.",
        "2 upheld complaints came.",
        "Of Hackney at least 2 upheld complaints are needed.",
        "In Newham 2 upheld complaints came.",
    ],
)
def test_other_numbers(made, text):
    (made.folder / "made" / "section.md").write_text(text)
    assert made.attacked(private=True) == []


def test_what_another_public_finding_says_as_well(made):
    withheld = dict.fromkeys(("x", "estimate", "low", "high"), D)
    made.prints([HIDDEN | withheld, SEEN, line("sent", 2, 7, borough="hackney")])
    (made.folder / "made" / "section.md").write_text("Of the quarters 2 of 7 were sent.")
    assert made.attacked(private=True) == []


def test_a_count_that_is_not_out_of_its_base_is_not_said_so(made):
    """`5 of the 11 months` is no rendering of 5 visitors over 11 months, when others were 17."""
    private = [line("visitors", 5, 11, subject="fewest"), line("visitors", 17, 11, subject="most")]
    made.prints([SEEN, private[0] | {"x": D}, private[1]])
    made.hides([SEEN, *private])
    (made.folder / "made" / "section.md").write_text("This was so in 5 of the 11 months.")
    assert made.attacked(private=True) == []


HTML = {
    "its text": f"<p>{SAID}</p>",
    "alt of <img>": f'<img alt="{SAID}" src="a.png">',
    "aria-label of <div>": f'<div aria-label="{SAID}"></div>',
    "a comment": f"<p>Nothing</p><!-- {SAID} -->",
    "content of <meta>": f'<meta name="description" content="{SAID}">',
    "<script>": f"<script>var said = '{SAID}'</script>",
    "its text in src": '<img src="data:image/svg+xml;base64,'
    + base64.b64encode(f"<svg><text>{SAID}</text></svg>".encode()).decode()
    + '">',
    "<td>": f"<table><tr><td>{SAID}</td></tr></table>",
}


@pytest.mark.parametrize("where", HTML)
def test_a_page(made, where):
    told = stated(made, "findings.html", f"<html><body>{HTML[where]}</body></html>")
    assert told.startswith("<p>" if where == "its text" else where)


def test_a_style_is_no_text(made):
    (made.folder / "made" / "a.html").write_text("<style>p {margin: 28.6%}</style>")
    assert made.attacked(private=True) == []


@pytest.mark.parametrize(
    "cell",
    [
        {"cell_type": "markdown", "metadata": {}, "source": [SAID]},
        {"cell_type": "markdown", "metadata": {}, "source": f"![{SAID}](a.png)"},
        {"outputs": [{"data": {"text/html": [f"<p>{SAID}</p>"]}}]},
        {"outputs": [{"data": {"text/plain": SAID}}]},
        {"outputs": [{"text": [SAID]}]},
        {"outputs": [{"data": {"image/png": ""}, "metadata": {"alt": SAID}}]},
        {"metadata": {"tags": [SAID]}},
    ],
)
def test_a_notebook(made, cell):
    assert "cell 1" in stated(made, "findings.ipynb", json.dumps({"cells": [cell], "metadata": {}}))


@pytest.mark.parametrize(
    "svg",
    [
        f"<text>{SAID}</text>",
        f"<desc>{SAID}</desc>",
        f"<!-- {SAID} -->",
        f"<g aria-label='{SAID}'/>",
    ],
)
def test_a_figure(made, svg):
    stated(made, "figures/one.svg", f"<svg>{svg}</svg>")


def test_places_in_a_drawing_are_no_statement(made):
    (made.folder / "made" / "one.svg").write_text(
        "<svg><text>Hackney</text><path d='M 3.5 28.57\n L 7 28.57\n 2 of 7'/></svg>"
    )
    (made.folder / "made" / "page.html").write_text(
        "<main>Hackney <svg><g transform='translate(28.57)'><rect y='28.57'/></g></svg></main>"
    )
    assert made.attacked(private=True) == []


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt"])
def test_a_picture_with_a_text_in_it(made, kind):
    said = SAID.encode()
    rest = {b"tEXt": said, b"zTXt": b"\0" + zlib.compress(said), b"iTXt": b"\0\0\0\0" + said}[kind]
    chunk = b"Comment\0" + rest
    data = b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4) + kind + chunk + b"\0\0\0\0"
    assert stated(made, "figures/one.png", data).startswith("text Comment")


def test_a_name_of_a_file(made):
    assert "its name" in stated(made, "figures/2 of 7.png", b"")


def document(made, change) -> str:
    file = made.folder / "made" / "part.docx"
    of = docx.Document()
    change(of)
    of.save(file)
    return stated(made, "part.docx", file.read_bytes())


def test_a_paragraph_of_a_document_in_pieces(made):
    def change(of):
        paragraph = of.add_paragraph("In Hackney 2 ")
        paragraph.add_run("of ").bold = True
        paragraph.add_run("7 were upheld.")

    assert "word/document.xml" in document(made, change)


def test_a_property_of_a_document(made):
    assert "docProps/core.xml" in document(
        made, lambda of: setattr(of.core_properties, "comments", SAID)
    )


def test_a_member_of_an_archive(made):
    file = made.folder / "made" / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("kept/notes.txt", f"Nothing.\n{SAID}")
    assert "kept/notes.txt, line 2" in stated(made, "all.zip", file.read_bytes())


def sheet(made, *texts: str) -> str:
    """What is stated of an OpenDocument workbook with each of some texts in a cell of a row."""
    page = odfdo.Table("Table_1")
    for row, text in enumerate(texts, 1):
        page.set_value(f"A{row}", text)
    book = odfdo.Document("spreadsheet")
    book.body.clear()
    book.body.append(page)
    file = made.folder / "made" / "tables.ods"
    book.save(file)
    return stated(made, "tables.ods", file.read_bytes())


def test_a_cell_of_a_workbook_of_opendocument(made):
    assert "content.xml" in sheet(made, "Nothing.", SAID)


def test_a_property_of_a_pdf(made):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Subject": SAID})
    file = made.folder / "made" / "part.pdf"
    writer.write(file)
    assert "property /Subject" in stated(made, "part.pdf", file.read_bytes())


def test_the_report_states_what_a_section_withholds(made):
    (made.folder / "report.html").write_text(f"<p>{SAID}</p>")
    (leak,) = made.attacked(private=True)
    assert leak.startswith("leak: report.html: upheld, hackney, 2025-26 is stated as '2 of 7'")


def test_the_report_states_what_another_section_is_about(made):
    (made.folder / "other").mkdir()
    made.prints([SEEN], "other/findings.csv")
    (made.folder / "other" / "section.md").write_text("Of the quarters 2 of 7 were sent.")
    (made.folder / "report.html").write_text("<p>Of the quarters 2 of 7 were sent.</p>")
    assert made.attacked(private=True) == []


def test_what_stands_word_for_word_in_documents_anybody_reads_is_no_leak(made, tmp_path):
    (tmp_path / "method.md").write_text(
        "Read **twice**: 2 of 7\ncodes were `alike` by chance alone."
    )
    room = tmp_path / "code"
    room.mkdir()
    (room / "rates.py").write_text('"""Of a toy series 2 of 7 steps would be called."""')
    written = ("--written", str(tmp_path / "method.md"), str(room))
    page = made.folder / "site" / "methods.html"
    page.parent.mkdir()
    page.write_text(
        "<p>Read twice: 2 of 7 codes were <code>alike</code> by chance alone.</p>"
        "<dd>Of a toy series 2 of 7 steps would be called.</dd>"
    )
    assert len(made.attacked(private=True)) == 1
    assert made.attacked(*written, private=True) == []
    page.write_text("<p>Read twice: 2 of 7 codes were alike by luck alone.</p>")
    assert len(made.attacked(*written, private=True)) == 1
    page.write_text("<td>2 of 7</td>")
    assert len(made.attacked(*written, private=True)) == 1


def test_a_document_that_names_the_borough_is_held_against_it_all_the_same(made, tmp_path):
    document = tmp_path / "decisions.md"
    document.write_text(f"It was decided. {SAID}")
    page = made.folder / "site" / "decisions.html"
    page.parent.mkdir()
    page.write_text(f"<p>It was decided. {SAID}</p>")
    assert len(made.attacked("--written", str(document), private=True)) == 1
