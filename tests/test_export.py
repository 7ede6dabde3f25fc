"""The three formats, opened and read the way a reader's software would."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from itertools import pairwise

import docx
import pikepdf
import pytest
import typst
from lxml import etree, html

from analysis.declare.table import InputError
from analysis.export import FORMATS, render

TITLE = "Safe & Together London: evaluation report"
ORIGIN = "Simulated data: nothing here is a finding about the real partnership"
ALT = "Two lines from zero. Intake falls from 294 to 230; care “cannot tell”."
SOURCE = f"""---
title: "Safe & Together London: evaluation report"
subtitle: "Year 3/4, July 2023 to March 2025"
lang: en-GB
origin: "{ORIGIN}"
author: "Two people"
imprint: "Version 2"
dated: "2025-06-30"
---

# Indicators {{#indicators}}

::: keyfinding
**What arrived.** 7 of 8 counts; see @tbl:coverage.

- Nothing is added up across boroughs.
:::

| Borough | Returned |
|:--|--:|
| Hackney | 7 |
| Barnet | \\[x\\] |

: Coverage: what arrived {{#tbl:coverage}}

::: note
\\[x\\] not returned.
:::

## Hackney {{#hackney}}

Counts are in @tbl:hackney and drawn in @fig:hackney; the next is @sec:barnet.

| Indicator | Jul–Sep 2023 | Oct–Dec 2023 |
|:---------------------|---:|---:|
| Referral issue on intake | 1,294 | 245 |
| Children taken into care | 2 | 4 |

: Hackney: counts returned, by quarter {{#tbl:hackney}}

![Hackney: intake fell](figures/line.png){{#fig:hackney alt="{ALT}"}}

### Notes {{#notes}}

Read with care.[^why]

[^why]: Definitions differ.

## Barnet {{#barnet}}

![Barnet: cannot tell](figures/line.png){{#fig:barnet alt="One line."}}
"""
HIGH = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="%d"/>'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from matplotlib.figure import Figure

    folder = tmp_path_factory.mktemp("report")
    (folder / "figures").mkdir()
    figure = Figure((4, 1))
    figure.subplots().plot([294, 230])
    figure.savefig(folder / "figures" / "line.png")
    return folder


@pytest.fixture(scope="module")
def made(folder):
    return {to: render(SOURCE, folder, to) for to in FORMATS}


@pytest.fixture(scope="module")
def page(made):
    return html.fromstring(made["html"].decode())


@pytest.fixture(scope="module")
def document(made):
    return docx.Document(io.BytesIO(made["docx"]))


@pytest.fixture(scope="module")
def pdf(made):
    return pikepdf.open(io.BytesIO(made["pdf"]))


# All three ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", FORMATS)
def test_same_input_same_bytes_from_any_folder(made, folder, to, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert render(SOURCE, folder, to) == made[to]


def test_no_path_of_this_machine_is_inside(made, folder):
    parts = zipfile.ZipFile(io.BytesIO(made["docx"]))
    for content in [made["html"], made["pdf"], *(parts.read(name) for name in parts.namelist())]:
        assert str(folder).encode() not in content
        assert b"templates/" not in content


def test_numbers_and_words_of_captions_are_the_same_in_the_three_formats(page, document, pdf):
    expected = [
        "Table 1. Coverage: what arrived",
        "Table 2. Hackney: counts returned, by quarter",
        "Figure 1. Hackney: intake fell",
        "Figure 2. Barnet: cannot tell",
    ]
    in_page = [caption.text_content().strip() for caption in page.iter("caption", "figcaption")]
    in_word = [
        p.text for p in document.paragraphs if p.style.name in ("Table Caption", "Image Caption")
    ]
    assert [plain(text) for text in in_page] == expected
    assert [plain(text) for text in in_word] == expected
    assert len(tags(pdf, "/Caption")) == len(expected)


def plain(text):
    return text.replace("\u00a0", " ")


# HTML -------------------------------------------------------------------------------------------------------------


def test_page_says_its_language_title_and_origin(page):
    assert page.get("lang") == "en-GB"
    # With its period, as a tab or a list of files shows it.
    assert page.findtext(".//title") == f"{TITLE}. Year 3/4, July 2023 to March 2025"
    assert page.find_class("origin")[0].text_content() == ORIGIN
    assert page.find_class("skip")[0].get("href") == f"#{page.find('.//main').get('id')}"


def test_page_has_one_h1_and_skips_no_level(page):
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_page_tables_have_captions_scopes_and_a_box_that_scrolls(page):
    for table in page.iter("table"):
        assert {cell.get("scope") for cell in table.iterfind("thead/tr/th")} == {"col"}
        assert all(
            row[0].tag == "th" and row[0].get("scope") == "row"
            for row in table.iterfind("tbody/tr")
        )
        box = table.getparent()
        assert box.get("class") == "table-box"
        assert box.get("data-label") == table.find("caption").text_content()
        # Reached by keyboard through the link in its caption; no stop of its own where all is seen.
        assert box.get("tabindex") is None
        assert table.find("caption/a").get("href") == f"#{table.get('id')}"
    assert len(list(page.iter("table"))) == 2


def test_everything_with_a_name_leads_to_itself(page):
    names = [*page.xpath("//main//h2/@id | //main//h3/@id"), "tbl:hackney", "fig:hackney"]
    assert names == [*dict.fromkeys(names)] and len(names) >= 5
    led = [link.get("href") for link in page.find_class("self")]
    assert {f"#{name}" for name in names} <= set(led)
    # A heading in the contents leads to it once: no link stands in a link.
    assert not page.xpath("//nav//a//a")


def test_the_first_page_of_a_section_stands_and_the_rest_folds(page):
    """Open in the file, so that all is there without a script."""
    (folded,) = page.xpath("//main/details")
    assert (folded.get("class"), folded.get("open")) == ("behind", "")
    assert folded.findtext("summary").strip() == "Indicators: the tables and sentences behind this"
    before = [child.tag for child in folded.itersiblings(preceding=True)]
    assert before == ["div", "h2"]
    assert "What arrived." in folded.getprevious().text_content()
    assert len(folded.xpath(".//table")) == 2 and len(folded.xpath(".//figure")) == 2


def test_page_images_have_alt_and_nothing_is_fetched(page, made):
    assert [image.get("alt") for image in page.iter("img")] == [ALT, "One line."]
    sources = page.xpath("//@src | //link/@href")
    assert sources and all(source.startswith("data:") for source in sources)
    scripts = page.xpath("//script")
    assert scripts and all(script.get("src") is None for script in scripts)
    assert not any(re.search("fetch|XMLHttp|import|http", script.text) for script in scripts)
    # The browser is told to allow none.
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ") and "http" not in policy
    assert b"url(http" not in made["html"] and b"@import" not in made["html"]


def test_page_links_resolve(page):
    names = set(page.xpath("//@id"))
    links = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert {"tbl:coverage", "tbl:hackney", "fig:hackney", "barnet"} <= set(links) <= names
    assert [
        plain(link.text_content()) for link in page.xpath("//main//p/a[@href='#fig:hackney']")
    ] == ["Figure 1"]
    assert page.xpath("string(//main//p/a[@href='#barnet'])") == "Barnet"


SECTIONS = f"""---
title: T
origin: "{ORIGIN}"
---

# Indicators {{#indicators}}

::: keyfinding
**DA.** DA stands in counts of CSC, DAX and “DA”.
:::

![Intake fell](figures/line.png){{#fig:fell alt="A line."}}

Said.

| DA | N |
|:--|--:|
| DA | 7 |

: Counts of DA {{#tbl:counts}}

# Claims {{#claims}}

::: keyfinding
DA again.
:::

::::::: annex

## Technical annex: Claims {{#claims-annex}}

| Statement | Verdict |
|:--|:--|
| C2 | does not hold |
| C1 | holds |
| C3 | holds |

: Statements {{#tbl:stated}}

:::::::

# Terms {{#words}}

| Term | Means |
|:--|:--|
| DA | domestic abuse |
| CSC | children's social care |

: Terms {{#tbl:terms}}
"""


@pytest.fixture(scope="module")
def sections(folder):
    tables = folder / "indicators" / "tables"
    tables.mkdir(parents=True)
    (tables / "counts.csv").write_text("DA,N\nDA,7\n", encoding="utf-8")
    return html.fromstring(render(SECTIONS, folder, "html").decode())


def test_a_term_is_in_full_where_it_stands_first_in_a_section(sections):
    said = [
        (" ".join(link.text_content().split()), link.get("href"))
        for link in sections.find_class("term")
    ]
    domestic_abuse = ("DA (domestic abuse)", "#tbl:terms")
    assert said == [
        domestic_abuse,
        ("CSC (children’s social care)", "#tbl:terms"),
        domestic_abuse,
    ]


def test_a_chart_before_the_first_table_is_on_the_first_page(sections):
    (behind,) = sections.find_class("behind")
    assert behind.xpath(".//figure") == [] and len(behind.xpath(".//table")) == 1
    assert "Said." not in behind.text_content()


def test_a_chart_is_read_out_as_a_picture_and_its_link_as_words(folder, tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "line.png").write_bytes((folder / "figures" / "line.png").read_bytes())
    (tmp_path / "figures" / "line.csv").write_text("Year,N\n2024,7\n", encoding="utf-8")
    for ending in ("", "-phone"):
        drawn = (
            f'<svg role="img" aria-labelledby="t{ending}"><title id="t{ending}">Line</title></svg>'
        )
        (tmp_path / "figures" / f"line{ending}.svg").write_text(drawn, encoding="utf-8")
    page = html.fromstring(render(SECTIONS, tmp_path, "html").decode())
    assert len(page.xpath("//figure//svg")) == 2 and page.xpath("//a//svg") == []
    (link,) = page.find_class("open")
    assert (link.text, link.get("href")) == ("Open this chart large", "#large-fell")
    (numbers,) = page.xpath("//details[@class='data']/div/@data-label")
    assert plain(numbers) == "The numbers in Figure 1"


def test_a_table_leads_to_its_file_and_to_what_made_it_where_they_are(sections):
    links = [
        (link.text_content(), link.get("href")) for link in sections.xpath("//*[@class='files']/a")
    ]
    assert [(plain(words), link) for words, link in links] == [
        ("Table 1 as CSV", "indicators/tables/counts.csv"),
        ("How it was worked out", "notebooks/indicators.html#tbl:counts"),
    ]


def test_statements_are_picked_by_their_verdict_without_a_script(sections):
    (annex,) = sections.find_class("annex")
    choices = [" ".join(label.text_content().split()) for label in annex.iter("label")]
    assert choices == ["all (3)", "does not hold (1)", "holds (2)"]
    assert [box.get("id") for box in annex.xpath(".//input[@checked]")] == ["verdict-0"]
    rows = {
        row[0].text_content(): row.get("class").split()[-1] for row in annex.xpath(".//tbody/tr")
    }
    assert rows == {"C2": "verdict-1", "C1": "verdict-2", "C3": "verdict-2"}


# Word -------------------------------------------------------------------------------------------------------------


def test_word_has_title_language_and_page(document):
    properties = document.core_properties
    assert properties.title == f"{TITLE}. Year 3/4, July 2023 to March 2025"
    assert (properties.language, properties.author) == ("en-GB", "Two people")
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == "2025-06-30"
    assert f'{W}val="en-GB"'.split("}")[1] in etree.tostring(document.styles.element).decode()
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [TITLE]
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_word_headings_have_heading_styles(document):
    headings = [
        (p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Indicators"),
        ("Heading 2", "Hackney"),
        ("Heading 3", "Notes"),
        ("Heading 2", "Barnet"),
    ]


def test_word_footer_says_origin_and_page_on_every_page(document):
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == ORIGIN
        assert " PAGE " in footer._element.xml
    assert document.sections[0].header.paragraphs[0].text.startswith("Safe & Together London")


def test_word_tables_repeat_their_header_row_and_flag_their_first_column(document):
    assert len(document.tables) == 2
    for table in document.tables:
        marked = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert marked == [True, False, False]
        assert table._tbl.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
        assert (
            table.rows[1].cells[1].paragraphs[0].alignment
            == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
        )
        assert table.rows[0].cells[0].paragraphs[0].style.name == "Table Heading"


def test_long_text_takes_most_of_the_room_of_its_table(folder):
    rows = "".join(
        f"| Outcome {at} of a few words | {'A long sentence. ' * 9}| Section |\n" for at in (1, 2)
    )
    table = f"\n\n| Outcome or question | Said | Section |\n|:--|:--|:--|\n{rows}\n: What is known {{#tbl:known}}\n"
    known = word(SOURCE + table, folder).tables[-1]
    widths = [int(column._gridCol.get(f"{W}w")) for column in known.columns]
    assert widths[1] > sum(widths) / 2 > widths[0] > widths[2]


def test_word_draws_a_chart_smaller_that_is_little_too_high_to_stand_under_words(tmp_path):
    from matplotlib.figure import Figure

    (tmp_path / "figures").mkdir()
    Figure((8, 2)).savefig(tmp_path / "figures" / "line.png")
    wide = []
    for high in (300, 400, 600):
        (tmp_path / "figures" / "line.svg").write_text(HIGH % high, encoding="utf-8")
        wide.append(word(SOURCE, tmp_path).inline_shapes[0].width)
    assert wide[1] < wide[0] == wide[2]


def test_word_pictures_carry_their_alt_text(document):
    words = document.element.body.xpath(".//wp:docPr/@descr")
    assert words == [ALT, "One line."]


def test_word_links_lead_to_bookmarks(document):
    anchors = set(document.element.body.xpath(".//w:hyperlink/@w:anchor"))
    marks = set(document.element.body.xpath(".//w:bookmarkStart/@w:name"))
    assert {"indicators", "hackney", "barnet"} == anchors <= marks


def fields(document):
    """Every field of the body: what it asks Word for, and what it shows until Word is asked."""
    found, inside = [], ""
    for piece in document.element.body.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if piece.tag == f"{W}fldChar":
            inside = piece.get(f"{W}fldCharType")
            found += [["", ""]] if inside == "begin" else []
        elif inside == "begin":
            found[-1][0] += piece.text.strip()
        elif inside == "separate":
            found[-1][1] += piece.text
    return [tuple(field) for field in found]


def text_marked(document, name):
    """What stands between the two ends of the only bookmark of a name."""
    (start,) = document.element.body.xpath(f".//w:bookmarkStart[@w:name='{name}']")
    (end,) = document.element.body.xpath(f".//w:bookmarkEnd[@w:id='{start.get(f'{W}id')}']")
    inside = [piece for piece in start.itersiblings() if end in piece.itersiblings()]
    return "".join(text.text for piece in inside for text in piece.iter(f"{W}t"))


def test_word_numbers_captions_by_fields_that_show_their_number(document):
    numbered = [field for field in fields(document) if field[0].startswith("SEQ")]
    ask = r"SEQ {} \* ARABIC".format
    assert numbered == [
        (ask("Table"), "1"),
        (ask("Table"), "2"),
        (ask("Figure"), "1"),
        (ask("Figure"), "2"),
    ]


def test_word_refers_by_fields_that_show_what_they_would_find(document):
    asked = [(field[0].split(), field[1]) for field in fields(document) if "REF " in field[0]]
    assert [plain(shown) for _, shown in asked] == ["Table 1", "Table 2", "Figure 1", "Barnet"]
    assert all(text_marked(document, words[1]) == shown for words, shown in asked)
    assert all(words[2:] == [r"\h", r"\*", "MERGEFORMAT"] for words, _ in asked)


LISTED = SOURCE + "\n\n# Terms {#terms}\n\nWords.\n"


def test_word_lists_tables_and_figures_before_the_terms(folder):
    document = word(LISTED, folder)
    lines = [p.text for p in document.paragraphs if p.style.name == "table of figures"]
    captions = [p.text for p in document.paragraphs if p.style.name.endswith("Caption")]
    assert (
        sorted(lines) == sorted(captions)
        and [line[:5] for line in lines] == ["Table"] * 2 + ["Figur"] * 2
    )
    shown = dict(fields(document))
    assert shown[r'TOC \h \n \c "Figure"'] == "".join(lines[2:])
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[-2:] == ["Tables and figures", "Terms"]
    assert "table of figures" not in {p.style.name for p in word(SOURCE, folder).paragraphs}


def test_word_asks_nothing_when_it_opens(made, document):
    """Neither the setting nor a field waits to be filled, and no page number is made up."""
    parts = zipfile.ZipFile(io.BytesIO(made["docx"]))
    for name in parts.namelist():
        assert b"updateFields" not in parts.read(name) and b"w:dirty" not in parts.read(name)
    codes = {field[0].split()[0] for field in fields(document)}
    assert codes == {"TOC", "SEQ", "REF"}
    assert r"\n" in next(field[0] for field in fields(document) if field[0].startswith("TOC"))


def test_word_documents_of_two_periods_share_no_reference(made, folder):
    """One of two bookmarks of a name is lost when sections of both are pasted into a document."""
    other = render(SOURCE.replace("Year 3/4", "Year 5"), folder, "docx")
    marks = [
        set(re.findall(rb"_Ref\w+", zipfile.ZipFile(io.BytesIO(one)).read("word/document.xml")))
        for one in (made["docx"], other)
    ]
    assert marks[0] and len(marks[0]) == len(marks[1]) and not marks[0] & marks[1]


def contents_of(document):
    return [p.text for p in document.paragraphs if p.style.name.lower() in ("toc 1", "toc 2")]


def test_word_contents_list_is_already_filled(document):
    assert contents_of(document) == ["Indicators", "Hackney", "Barnet"]


def word(source, folder):
    return docx.Document(io.BytesIO(render(source, folder, "docx")))


def test_word_contents_hold_what_an_annex_holds_and_stay_on_a_page(folder):
    annex = "\n\n::::::: annex\n\n## Technical annex {#behind}\n\nMore.\n\n:::::::\n"
    assert contents_of(word(SOURCE + annex, folder))[-1] == "Technical annex"
    many = "".join(f"\n\n## Part {at} {{#part{at}}}\n\nWords.\n" for at in range(60))
    long = word(SOURCE + many, folder)
    assert contents_of(long) == ["Indicators"]
    assert r'TOC \o "1-1"' in next(code for code, _ in fields(long) if code.startswith("TOC"))


def test_word_without_a_day_of_its_own_has_none(folder):
    properties = word(SOURCE.replace('dated: "2025-06-30"\n', ""), folder).core_properties
    assert properties.created is None and properties.modified is None


def test_word_takes_no_room_from_the_first_column_for_headings_that_have_none(folder):
    heads = " | ".join(["Attendances"] * 8)
    table = f"| Course | {heads} |\n|:--|{'--:|' * 8}\n| Refreshers |{' 7 |' * 8}\n"
    table += f"| All |{' 8 |' * 8}\n\n: Wide {{#tbl:wide}}\n"
    front = SOURCE[: SOURCE.index("# Indicators")] + "# Indicators {#indicators}\n\n"
    (wide,) = word(front + table, folder).tables
    first, *others = [int(column._gridCol.get(f"{W}w")) for column in wide.columns]
    assert first > 0.8 * max(others)


FIRST_PAGE = """
::::: glance

# Did practice change? Cannot tell. {#glance .unlisted .unnumbered}

::: keyfinding
**In one minute.** Little is known.

- No number moved.
:::

::: numbers
- **7** of 8 counts
:::

## What was to change {#glance-outcomes .unlisted .unnumbered}

| Outcome | How it is known | What is known |
|:---|:---|:---|
| Plans | reported | In @tbl:coverage. |

● borne out by the numbers

:::: two
::: half

## New {#glance-new .unlisted .unnumbered}

- Barnet joined

:::

::: half

## Wanted {#glance-wanted .unlisted .unnumbered}

- More answers

:::
::::

:::::

# Indicators {#indicators}"""


def test_word_opens_with_a_first_page_in_styles_of_its_own(folder):
    opened = word(SOURCE.replace("# Indicators {#indicators}", FIRST_PAGE, 1), folder)
    first = [(p.style.name, p.text) for p in opened.paragraphs]
    assert first[: first.index(("TOC Heading", "Contents"))] == [
        ("Title", TITLE),
        ("Subtitle", "Year 3/4, July 2023 to March 2025"),
        ("Author", "Two people"),
        ("Imprint", "Version 2"),
        ("Origin", ORIGIN),
        ("Glance Heading 1", "Did practice change? Cannot tell."),
        ("Glance Finding", "In one minute. Little is known."),
        ("Glance Finding Bullet", "No number moved."),
        ("Glance Number", "7\tof 8 counts"),
        ("Glance Heading 2", "What was to change"),
        ("Glance Text", "● borne out by the numbers"),
        ("Glance Heading 3", "New"),
        ("Glance Bullet", "Barnet joined"),
        ("Glance Heading 3", "Wanted"),
        ("Glance Bullet", "More answers"),
    ]
    assert contents_of(opened) == ["Indicators", "Hackney", "Barnet"]


def test_word_sets_the_end_of_the_first_page_in_columns_and_keeps_its_running_lines(folder):
    opened = word(SOURCE.replace("# Indicators {#indicators}", FIRST_PAGE, 1), folder)
    columns = [one._sectPr.xpath("string(w:cols/@w:num)") for one in opened.sections]
    assert columns == ["1", "2", ""]
    assert [one.top_margin.mm < 15 for one in opened.sections] == [True, True, False]
    assert [one.different_first_page_header_footer for one in opened.sections] == [
        True,
        False,
        False,
    ]
    for section in opened.sections:
        assert section.footer.paragraphs[0].text == ORIGIN
        assert not section.footer.is_linked_to_previous


def test_word_begins_a_page_only_where_a_report_has_a_part(document, folder):
    """What is pasted into another document brings no page break with it."""
    assert not document.element.body.xpath(".//w:pageBreakBefore")
    assert not document.styles["Heading 1"].element.xpath(".//w:pageBreakBefore")
    annexes = "\n\n# Technical annexes {#annexes}\n\nMore.\n"
    source = SOURCE.replace("# Indicators {#indicators}", FIRST_PAGE, 1) + annexes
    begins = [
        p.text for p in word(source, folder).paragraphs if p._p.xpath("w:pPr/w:pageBreakBefore")
    ]
    assert begins == ["Indicators", "Technical annexes"]


# PDF --------------------------------------------------------------------------------------------------------------


def tags(pdf, kind):
    """Every structure element of one kind, in reading order."""
    found = []

    def walk(element):
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            if kind == element.S:
                found.append(element)
            walk(element.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def of_table(cell):
    return next(held for held in cell.A if held.O == "/Table")


def test_pdf_is_tagged_accessible_and_has_title_and_language(pdf):
    assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) == "en-GB"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == f"{TITLE}. Year 3/4, July 2023 to March 2025"
    assert str(pdf.docinfo["/Author"]) == "Two people"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250630")


def test_pdf_without_a_day_of_its_own_has_none(folder):
    made = render(SOURCE.replace('dated: "2025-06-30"\n', ""), folder, "pdf")
    assert "/CreationDate" not in pikepdf.open(io.BytesIO(made)).docinfo


def pages(source, folder):
    return len(pikepdf.open(io.BytesIO(render(source, folder, "pdf"))).pages)


def test_pdf_chapters_follow_on_where_there_is_room_and_annexes_begin_a_page(folder):
    front = SOURCE[: SOURCE.index("# Indicators")]
    short = [f"# Chapter {at} {{#chapter{at}}}\n\nWords.\n" for at in range(3)]
    assert pages("\n".join([front, *short]), folder) == 2  # the front, and the chapters
    # A chapter that fills most of a page leaves no room for the next.
    long = "# Long {#long}\n\n" + "Words.\n\n" * 30
    assert pages("\n".join([front, long]), folder) == 2
    assert pages("\n".join([front, long, short[0]]), folder) == 3
    annexes = "# Technical annexes {#annexes}\n\nMore.\n"
    assert pages("\n".join([front, short[0], annexes]), folder) == 3


@pytest.mark.parametrize("lines,page", [(0, 1), (6, 1), (15, 2), (21, 2)])
def test_pdf_begins_a_section_where_its_heading_its_box_and_its_chart_fit(tmp_path, lines, page):
    """Under fifteen lines there is room for the heading and the box, but not for the chart too."""
    from matplotlib.figure import Figure

    (tmp_path / "figures").mkdir()
    Figure((4, 3)).savefig(tmp_path / "figures" / "line.png")
    front, claims = SECTIONS[: SECTIONS.index("# Indicators")], SECTIONS.index("# Claims")
    section = SECTIONS[len(front) : claims]
    before = "# Before {#before}\n\n" + "Words.\n\n" * lines
    pdf = pikepdf.open(io.BytesIO(render(front + before + section, tmp_path, "pdf")))
    with pdf.open_outline() as outline:
        (heading,) = [item for item in outline.root if item.title == "Indicators"]
    drawn = [at for at, one in enumerate(pdf.pages) if one.get_images()]
    assert drawn == [pikepdf.Page(heading.destination[0]).index] == [page]


NARROW = """

| Borough | Came |
|:--|--:|
| Newham | 7 |

: Newham: what arrived {#tbl:newham}

::: note
Of 8.
:::
"""


def test_pdf_sets_two_narrow_tables_side_by_side(folder):
    """Twelve take the room of six, which is a page; with words between them they take two."""
    tables = [NARROW.replace("newham", f"newham{at}") for at in range(12)]
    front = SOURCE[: SOURCE.index("# Indicators")] + "# Tables {#tables}\n\n"
    made = render(front + "".join(tables), folder, "pdf")
    pdf = pikepdf.open(io.BytesIO(made))
    assert len(pdf.pages) == 2 and len(tags(pdf, "/Table")) == len(tags(pdf, "/Caption")) == 12
    assert pages(front + "\n\nWords.\n\n".join(tables), folder) == 3


def test_pdf_lets_tables_without_notes_part(folder):
    """Held together, six tables between words would take a page more."""
    front = SOURCE[: SOURCE.index("# Indicators")] + "# Tables {#tables}\n\n"
    line = f"| {'Newham is a borough of London and has been for long ' * 2} | 7 |"
    wide = NARROW.replace("| Newham | 7 |", "\n".join([line] * 8)).partition("\n\n:::")[0]
    tables = "\n\n".join(wide.replace("newham", f"newham{at}") for at in range(6))
    words = "Words.\n\n" * 22
    assert pages(front + words + tables + "\n\n" + words, folder) == 4


def test_pdf_outline_lists_the_headings(pdf):
    with pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        below = [
            item.title
            for entry in outline.root
            if entry.title == "Indicators"
            for item in entry.children
        ]
    assert "Indicators" in top and below == ["Hackney", "Barnet"]


def test_pdf_figures_have_their_alt_text(pdf):
    assert [str(figure.Alt) for figure in tags(pdf, "/Figure")] == [ALT, "One line."]


def test_pdf_tables_have_headings_for_columns_and_rows(pdf):
    scopes = [str(of_table(cell).Scope) for cell in tags(pdf, "/TH")]
    assert len(tags(pdf, "/Table")) == 2
    assert scopes.count("/Column") == 2 + 3 and scopes.count("/Row") == 4


def test_pdf_cells_name_headings_that_exist(pdf):
    index = pdf.Root.StructTreeRoot.IDTree.Names
    names = [bytes(name) for name in index[::2]]
    assert names == sorted(names)
    assert all(bytes(element.ID) == name for name, element in zip(names, index[1::2], strict=True))
    for cell in tags(pdf, "/TD"):
        assert len(of_table(cell).Headers) == 2 and all(
            bytes(name) in names for name in of_table(cell).Headers
        )


def test_pdf_file_is_sound(pdf):
    assert pdf.check_pdf_syntax() == [] if hasattr(pdf, "check_pdf_syntax") else pdf.check() == []


def test_pdf_has_no_font_from_this_machine(made):
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z]+)", made["pdf"]))
    assert fonts and all(font.startswith((b"LibertinusSerif", b"DejaVuSansMono")) for font in fonts)


# What is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("@fig:hackney;", "@fig:nowhere;"), "@fig:nowhere"),
        ((f' alt="{ALT}"', ""), "fig:hackney"),
        (
            ("](figures/line.png){#fig:barnet", "](figures/lost.png){#fig:barnet"),
            "figures/lost.png",
        ),
        (
            ("](figures/line.png){#fig:barnet", "](https://example.org/a.png){#fig:barnet"),
            "example.org",
        ),
        ((": Coverage: what arrived {#tbl:coverage}\n", ""), "'Borough' has no caption"),
        (("{#tbl:coverage}", "{#tbl:hackney}"), "two things are called 'tbl:hackney'"),
        (("### Notes", "#### Notes"), "heading 'Notes' skips a level"),
        ((f'origin: "{ORIGIN}"', ""), "no 'origin'"),
        (('alt="One line."}', 'alt="One line.}'), "was not understood"),
    ],
)
@pytest.mark.parametrize("to", FORMATS)
def test_what_cannot_be_read_is_refused_in_one_line(folder, to, change, named):
    assert change[0] in SOURCE
    with pytest.raises(InputError, match=re.escape(named)) as refusal:
        render(SOURCE.replace(*change, 1), folder, to)
    assert "\n" not in str(refusal.value) and "raceback" not in str(refusal.value)


def test_every_problem_is_told_at_once(folder):
    with pytest.raises(InputError, match=r"@tbl:a.*@tbl:b"):
        render(SOURCE + "\nSee @tbl:a and @tbl:b.\n", folder, "html")


def test_an_unknown_format_and_folder_are_refused(folder):
    with pytest.raises(InputError, match="'odt': expected one of html, docx, pdf"):
        render(SOURCE, folder, "odt")
    with pytest.raises(InputError, match="'gone'"):
        render(SOURCE, folder / "gone", "html")


def test_a_broken_picture_is_named(tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "line.png").write_bytes(b"not a picture")
    with pytest.raises(InputError, match=r"figures/line\.png"):
        render(SOURCE, tmp_path, "pdf")


def where(source, folder, high, words):
    """On which pages of the PDF each of some words stands, with a chart so many points high."""
    import pypdf

    (folder / "figures" / "line.svg").write_text(HIGH % high, encoding="utf-8")
    made = pypdf.PdfReader(io.BytesIO(render(source, folder, "pdf")))
    said = [" ".join(page.extract_text().split()) for page in made.pages]
    return [[at for at, text in enumerate(said) if word in text] for word in words]


CHART = """
![It fell](figures/line.png){#fig:fall alt="One line falls."}

::: note
Source: returns.
:::
"""


def test_pdf_keeps_a_chart_with_its_source_and_in_its_part(folder, tmp_path):
    """It takes the next page, the words after it fill the one it has no room on, and what is headed
    next comes behind it.
    """
    shutil.copytree(folder / "figures", tmp_path / "figures")
    front = SOURCE[: SOURCE.index("# Indicators")] + "# Before {#before}\n\n"
    parts = "## One {#one}\n\nFirst.\n\nLast.\n" + CHART + "\n## Two {#two}\n\nNext.\n"
    words = ("First.", "Last.", "It fell", "Source: returns.", "Next.")
    for high, pages in ((200, [1] * 5), (340, [1, 1, 2, 2, 2])):
        assert where(front + "Words.\n\n" * 6 + parts, tmp_path, high, words) == [
            [page] for page in pages
        ]
    # One that takes a page is called for at the first words of its part, and leaves none half empty.
    long = front + parts.replace("Last.", "Words.\n\n" * 48 + "Last.")
    assert where(long, tmp_path, 390, words)[:3] == [[1], [3], [2]]
    # Nor do they part at the end of a page, wherever that falls.
    for lines in range(17, 22):
        moved = front + "Words.\n\n" * lines + CHART + "Words.\n\n" * 9
        chart, source = where(moved, tmp_path, 200, ("It fell", "Source: returns."))
        assert chart == source


def test_a_chart_stays_where_the_pdf_cannot_be_made_with_one_that_floats(
    folder, tmp_path, monkeypatch
):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "line.png").write_bytes((folder / "figures" / "line.png").read_bytes())
    (tmp_path / "figures" / "line.svg").write_text(HIGH % 450, encoding="utf-8")
    compiled, tried = typst.compile, []

    def failing(body, **given):
        tried.append(given["sys_inputs"])
        if "charts" not in given["sys_inputs"]:
            error = typst.TypstError()
            error.message = error.diagnostic = "internal error: parent group"
            raise error
        return compiled(body, **given)

    floating = render(SOURCE, tmp_path, "pdf")
    monkeypatch.setattr(typst, "compile", failing)
    stays = render(SOURCE, tmp_path, "pdf")
    assert len(tried) == 2
    assert stays != floating
    assert len(pikepdf.open(io.BytesIO(stays)).pages) >= 3
    # Any other error is told at once.
    (tmp_path / "figures" / "line.svg").write_bytes(b"not a picture")
    monkeypatch.setattr(
        typst, "compile", lambda *_, **given: tried.append(given) or compiled(*_, **given)
    )
    with pytest.raises(InputError):
        render(SOURCE, tmp_path, "pdf")
    assert len(tried) == 3


# Notebook page -----------------------------------------------------------------------------------------------------
