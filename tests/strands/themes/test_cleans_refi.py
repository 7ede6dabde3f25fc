"""Projects of coding programs: what is read from an honest one, and that every other is refused in one line."""

import io
import zipfile

import pytest
from qdpx import CODES, NAMESPACE, coding, guid, packed, project, selection, source

from analysis.declare.table import InputError
from strands.themes.cleans import refi
from strands.themes.cleans.refi import is_refi, read_refi

# The face is one character, and two units of UTF-16.
TEXT = "I felt 😟 scared.\nI want “tools” & time."
SCARED = (TEXT.index("scared"), TEXT.index("scared") + 6)


def read(content: bytes, file: str = "themes/core.qdpx"):
    return read_refi(file, content)


def refusal(content: bytes, file: str = "themes/core.qdpx") -> str:
    with pytest.raises(InputError) as error:
        read_refi(file, content)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(f"cannot read {file}: ")
    assert "; " in str(error.value)
    return str(error.value)


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_codes_know_the_codes_above_them():
    codes = read(packed(project())).codes
    assert [(code.code, code.name, code.parent) for code in codes] == [
        ("Fear", "Fear", ""),
        ("Fear / Getting it wrong", "Getting it wrong", "Fear"),
        ("Wants tools", "Wants tools", ""),
    ]
    assert codes[0].definition == "Being afraid of somebody"


@pytest.mark.parametrize("inside", [True, False])
def test_a_coding_knows_its_code_its_coder_and_its_characters(inside):
    where = {"text": TEXT} if inside else {"path": "internal://one.txt"}
    one = source("R1", selection(*SCARED, coding("fear"), coding("wrong", "Ben")), **where)
    made = read(packed(project(one, cases={"P07": ["R1"]}), **({} if inside else {"one": TEXT})))
    (text,) = made.texts
    assert (text.text, text.case, text.name) == (TEXT, "P07", "R1")
    assert [(c.code, c.coder) for c in text.codings] == [
        ("Fear", "Ann"),
        ("Fear / Getting it wrong", "Ben"),
    ]
    start, end = int(text.codings[0].start), int(text.codings[0].end)
    assert text.text[start:end] == "scared"
    assert (made.unread, made.aside) == ((), {})


def test_the_mark_some_programs_put_before_a_text_is_no_character_of_it():
    for written in (TEXT.encode("utf-8-sig"), TEXT.encode("utf-16")):
        made = read(packed(project(source("R1", path="internal://one.txt")), one=written))
        assert made.texts[0].text == TEXT


def test_a_coding_of_a_whole_text_has_no_ends_and_a_variable_its_name():
    one = source("R1", coding("tools"), text=TEXT, values={"Survey": "Core", "Wave": "before"})
    (text,) = read(packed(project(one))).texts
    assert [(c.code, c.start, c.end) for c in text.codings] == [("Wants tools", "", "")]
    assert text.values == {"Survey": "Core", "Wave": "before"}


def test_guids_are_compared_whatever_their_braces_and_case():
    xml = project(source("R1", coding("tools"), text=TEXT))
    bare = f'targetGUID="{guid("tools")}"'
    assert bare in xml
    made = read(packed(xml.replace(bare, f'targetGUID="{{{guid("tools").upper()}}}"')))
    assert made.texts[0].codings[0].code == "Wants tools"


@pytest.mark.parametrize(
    "path",
    [
        "internal://gone.txt",
        "absolute://C:/a.txt",
        "relative://one.txt",
        "internal://../project.qde",
        "one.txt",
    ],
)
def test_a_text_is_read_from_inside_the_project_or_not_at_all(path):
    assert read(packed(project(source("R1", path=path)), one=TEXT)).texts[0].text is None


def test_codings_of_pictures_are_counted_and_those_of_a_page_s_text_are_read():
    picture = (
        f'<PictureSource guid="{guid("p")}" name="P"><PictureSelection guid="{guid("q")}"'
        ' firstX="1" firstY="1" secondX="2"'
        f' secondY="2">{coding("fear")}</PictureSelection></PictureSource>'
    )
    page = (
        f'<PDFSource guid="{guid("pdf")}" name="Page"><Representation guid="{guid("rep")}"'
        ' name="Page">'
        f"<PlainTextContent>{TEXT.split('.')[0]}</PlainTextContent>{selection(0, 6, coding('fear', number=2))}"
        "</Representation></PDFSource>"
    )
    made = read(packed(project(picture, page, cases={"P07": ["pdf"]})))
    assert len(made.unread) == 1
    assert [(text.name, text.case, len(text.codings)) for text in made.texts] == [
        ("Page", "P07", 1)
    ]


@pytest.mark.parametrize("version", ["1.0", "1:0"])
def test_a_codebook_alone_is_read(version):
    xml = (
        f'<CodeBook xmlns="urn:QDA-XML:codebook:{version}" origin="a'
        f' test"><Codes>{CODES}</Codes></CodeBook>'
    )
    made = read(xml.encode(), "themes/book.qdc")
    assert [code.name for code in made.codes] == ["Fear", "Getting it wrong", "Wants tools"]
    assert made.texts == ()


def test_markup_in_an_answer_stays_the_characters_it_is():
    text = '<script>alert("x")</script> =HYPERLINK("http://x") &amp;'
    assert read(packed(project(source("R1", text=text)))).texts[0].text == text


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "declared", [LAUGHS, OUTSIDE, '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_project_that_declares_entities_is_refused_before_it_is_read(declared, encoding):
    head, rest = project(source("R1", text="")).split("\n", 1)
    xml = (
        head.replace("utf-8", encoding)
        + declared
        + rest.replace("<PlainTextContent>", "<PlainTextContent>&i;")
    )
    assert "declares XML entities" in refusal(packed(xml.encode(encoding)))


def test_what_is_no_project_is_refused():
    whole = packed(project(source("R1", text=TEXT)))
    assert "beginning of one" in refusal(b"not a zip at all")
    assert "beginning of one" in refusal(b"")
    for cut in (40, len(whole) // 2, len(whole) - 10):
        assert "cut short, damaged or locked" in refusal(whole[:cut])
    assert "no project.qde" in refusal(packed(None, one=TEXT))
    assert "its XML is broken" in refusal(packed(project()[:-9]))
    assert "its XML is broken" in refusal(packed(b""))
    assert "no REFI-QDA project" in refusal(packed("<Project/>"))
    assert "no REFI-QDA project" in refusal(packed('<svg xmlns="http://www.w3.org/2000/svg"/>'))
    assert "no REFI-QDA project" in refusal(b"<html><body/></html>", "themes/book.qdc")


def test_another_version_is_refused_with_its_name():
    for version in ("1.5", "2.0", ""):
        line = refusal(packed(project().replace(NAMESPACE, f"urn:QDA-XML:project:{version}")))
        assert f"version is '{version}'" in line


def test_bytes_changed_inside_the_zip_are_noticed():
    content = bytearray(packed(project(source("R1", text=TEXT * 50))))
    content[120] ^= 0xFF
    assert "cut short, damaged or locked" in refusal(bytes(content))


@pytest.mark.parametrize(
    "name",
    ["../../out.txt", "/out.txt", "sources/../../out.txt", "..\\out.txt", "C:out.txt", "\\out.txt"],
)
def test_a_zip_that_would_write_outside_its_folder_is_refused(name):
    content = zipped(**{"project.qde": project().encode(), name: b"x"})
    assert "outside the project's folder" in refusal(content)


def test_a_zip_that_unpacks_to_far_more_than_it_is_refused(monkeypatch):
    line = refusal(packed(project(), big="a" * (4 * 2**20)))
    assert "more than 200 times its size" in line
    assert len(packed(project(), big="a" * (4 * 2**20))) < 10_000
    honest = packed(project(source("R1", path="internal://one.txt")), one=TEXT * 100)
    assert read(honest).texts[0].text == TEXT * 100
    monkeypatch.setattr(refi, "MAX_TEXT", 1000)
    assert "a text in it is larger" in refusal(honest)
    monkeypatch.setattr(refi, "MAX_UNPACKED", 2000)
    assert "unpacks to more than" in refusal(honest)
    monkeypatch.setattr(refi, "MAX_FILES", 1)
    assert "more than 1 files" in refusal(honest)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("project.qde", project())
        archive.writestr("project.qde", project(source("R1", text=TEXT)))
    assert "one name" in refusal(content.getvalue())


def test_codes_nested_without_end_are_refused_and_not_followed():
    deep = '<Code guid="x" name="a" isCodable="true">' * 5000 + "</Code>" * 5000
    assert "its XML is broken" in refusal(packed(project(codes=deep)))


def test_a_project_is_known_by_its_name_or_by_what_is_in_it():
    assert is_refi("themes/x.qdpx", b"broken")
    assert is_refi("themes/x.zip", packed(project()))
    assert is_refi("themes/x.xml", project().encode())
    assert not is_refi("themes/x.csv", b"Respondent,Code\n1,Fear\n")
    assert not is_refi("themes/x.xlsx", zipped(**{"xl/workbook.xml": b"<workbook/>"}))


def test_a_coding_that_names_its_code_twice_is_of_that_code():
    once = coding("fear")
    reference = once[once.index("<CodeRef") : once.index("/>") + 2]
    said = selection(0, 6, once.replace(reference, reference * 3))
    made = read(packed(project(source("R1", said, text=TEXT))))
    assert [one.code for one in made.texts[0].codings] == ["Fear"]
