"""The report as built: the same bytes anywhere, every printed table in every format, readable by everyone."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from itertools import pairwise

import pikepdf
import pypdf
import pytest
from conftest import PRINTED, ROOT, lay_out, printed
from docx import Document
from lxml import html

from analysis import store
from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR_KEYS
from analysis.declare.periods import period
from analysis.declare.traced import unspanned
from analysis.registry import STRANDS
from analysis.show.printed import LIMITS

PERIOD = "2023-25"
REPORTS = ROOT / "reports" / PERIOD
SECTIONS = (*store.strands(PERIOD), "claims")
BOROUGHS = [pytest.param(borough, id=borough) for borough in PRINTED]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """The reports built again in another folder by the same stages."""
    folder = lay_out(tmp_path_factory.mktemp("elsewhere"))
    shutil.copy(
        ROOT / "dvc.yaml", folder
    )  # the report leads to the edition that the pipeline makes
    script = ROOT / "tests" / "one_process.py"
    built = subprocess.run([sys.executable, script, folder], capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder


def files(folder) -> dict[str, bytes]:
    """What lies in a folder of reports, but for what somebody rebuilt as known on an earlier day."""
    paths = [
        path
        for path in folder.rglob("*")
        if path.is_file() and "-as-known-on-" not in path.as_posix()
    ]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_two_builds_are_the_same_in_every_byte(rebuilt):
    here, there = files(ROOT / "reports"), files(rebuilt / "reports")
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []


@pytest.mark.parametrize(
    ("key", "numbers"),
    [("2021-22", [1, 3, 12, 13]), ("2022-23", [1, 3, 4, 12, 13]), ("2023-25", [*range(1, 16)])],
)
def test_the_tables_of_the_published_report_stand_under_their_numbers(key, numbers):
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "reports" / key).rglob("section.md")
    )
    assert (
        sorted(
            {int(number) for number in re.findall(r"In the published report: Table (\d+)\.", text)}
        )
        == numbers
    )


def test_figures_that_cannot_be_rebuilt_are_said_where_they_would_stand():
    said = {
        strand: re.findall(
            r"Figure (\d) of the published report is not here", store.section(PERIOD, strand)
        )
        for strand in ("surveys", "themes")
    }
    assert said == {"surveys": ["1"], "themes": ["2", "3"]}


def test_cleaned_rows_are_168_with_24_not_returned(rebuilt):
    text = (rebuilt / "data/processed/indicators/2023-25/table.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert ",".join(rows[0]) == "borough,indicator,quarter,count,status,file,sheet,cell,raw,caveat"
    statuses = [row["status"] for row in rows]
    assert (len(rows), statuses.count("returned"), statuses.count("not_returned")) == (168, 144, 24)
    assert all(row["count"] == "" for row in rows if row["status"] != "returned")


def expected(borough: str) -> list[list[str]]:
    """The printed cells of a borough, a blank as the symbol of what was not returned."""
    return [[cell or "[x]" for cell in row[1:]] for row in printed(borough)[1:]]


def caption(borough: str) -> str:
    return f"{borough_name(borough)}: counts returned, by quarter"


@pytest.fixture(scope="module")
def page():
    return html.fromstring((REPORTS / "report.html").read_bytes())


@pytest.mark.parametrize("key", ["2021-22", "2022-23", "2023-25", "2025-26"])
def test_the_symbols_explained_are_those_that_stand_in_a_cell(key):
    tables = [*html.parse(ROOT / "reports" / key / "report.html").iter("table")]
    (guide,) = [table for table in tables if "What can stand in a cell" in table.text_content()]
    number, *told = [cell.text_content() for cell in guide.xpath(".//tbody//th")]
    cells = [
        cell.text_content() for table in tables if table is not guide for cell in table.iter("td")
    ]
    symbol = re.compile(r"\[[a-z]\]|(?<!\S)–(?!\w)|(?<!\w)[<×](?=\d)")
    assert number == "a number"
    assert set(told) == {found for cell in cells for found in symbol.findall(cell)}


@pytest.fixture(scope="module")
def word():
    return Document(REPORTS / "report.docx")


@pytest.mark.parametrize("borough", BOROUGHS)
def test_html_holds_the_printed_table(page, borough):
    table = next(
        table
        for table in page.xpath("//table[caption]")
        if caption(borough) in table.findtext("caption", "")
        or caption(borough) in "".join(table.find("caption").itertext())
    )
    cells = [
        ["".join(cell.itertext()).strip() for cell in row.iter("td")]
        for row in table.find("tbody").iter("tr")
    ]
    assert cells == expected(borough)


@pytest.mark.parametrize("borough", BOROUGHS)
def test_word_holds_the_printed_table(word, word_tables, borough):
    assert any([row[1:] for row in table[1:]] == expected(borough) for table in word_tables)
    assert any(caption(borough) in paragraph.text for paragraph in word.paragraphs)


@pytest.fixture(scope="module")
def word_tables(word):
    """The cells of every table of the Word document."""
    return [
        [[cell.text.strip() for cell in row.cells] for row in table.rows] for table in word.tables
    ]


@pytest.fixture(scope="module")
def pdf_pages():
    """The words of each page of the PDF in reading order, breaks and spaces alike."""
    pages = pypdf.PdfReader(REPORTS / "report.pdf").pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.fixture(scope="module")
def pdf_words(pdf_pages):
    """All words of the PDF, page after page."""
    return " ".join(pdf_pages)


@pytest.mark.parametrize("borough", BOROUGHS)
def test_pdf_holds_the_printed_table(pdf_words, borough):
    _, _, after = pdf_words.partition(caption(borough))
    numbers = [cell for row in expected(borough) for cell in row]
    read = re.findall(r"(?<![\w–.])(?:\d[\d,]*|\[x\])(?![\w–])", after)
    # The quarters' years come first.
    years = [quarter[:4] for quarter in period(PERIOD).quarters]
    assert read[: len(years) + len(numbers)] == years + numbers


@pytest.mark.parametrize("borough", BOROUGHS)
def test_every_number_of_a_table_is_kept_beside_it_with_its_cell(borough):
    text = (REPORTS / "indicators" / "tables" / f"indicators-{borough}.csv").read_text(
        encoding="utf-8"
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(INDICATOR_KEYS) * 7
    assert all(
        re.fullmatch(r"[A-Z]+\d+", row["cell"]) and row["file"].endswith(f"{borough}.xlsx")
        for row in rows
    )
    assert [row["raw"] for row in rows] == [
        cell for row in printed(borough)[1:] for cell in row[1:]
    ]


def test_senders_notes_reach_every_format(page, word, pdf_words):
    for said in (
        "matched back to the assessment they came from",
        "the figures here cover all three types",
    ):
        assert said in " ".join(page.text_content().split())
        assert any(said in paragraph.text for paragraph in word.paragraphs)
        assert said in pdf_words


@pytest.mark.parametrize("name", ["report.html", "notebooks/indicators.html"])
def test_pages_open_offline_and_say_every_picture(name):
    tree = html.fromstring((REPORTS / name).read_bytes())
    assert tree.get("lang") == "en-GB"
    assert len(tree.findall(".//h1")) == 1
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for node in tree.iter("img", "script", "link", "iframe", "source"):
        address = node.get("src") or node.get("href") or ""
        assert not re.match(r"(https?:)?//", address)
    strands = ["indicators"] if "/" in name else SECTIONS
    # What is annexed stands behind all sections in a report, and where it was made in a notebook.
    assert sorted(pictured(tree)) == sorted(described(*strands))
    assert "@import" not in "".join(style.text or "" for style in tree.iter("style"))


def pictured(tree) -> list[str]:
    """What is said of each picture: a chart of a report is drawn twice, for a page and for a phone."""
    said = [image.get("alt") for image in tree.iter("img")]
    for figure in tree.iter("figure"):
        charts = [chart.findtext("desc") for chart in figure.iter("svg")]
        assert not charts or charts == charts[:1] * 2
        said += charts[:1]
    return said


@pytest.mark.parametrize("place", ["2023-25", "2025-26"])
def test_no_figure_of_a_page_is_empty(place):
    pages = [ROOT / f"reports/{place}/report.html", *ROOT.glob(f"reports/{place}/boroughs/*.html")]
    figures = [
        figure for page in pages for figure in html.fromstring(page.read_bytes()).iter("figure")
    ]
    assert len(figures) >= len(pages)
    assert all(figure.xpath(".//svg | .//img") for figure in figures)


def described(*sections: str) -> list[str]:
    """The words for each picture of some sections, in their order."""
    texts = [store.section(PERIOD, section) for section in sections]
    return [alt for text in texts for alt in re.findall(r'\{#fig:[\w-]+ alt="([^"]*)"\}', text)]


def test_origin_is_on_every_page(page, word, pdf_pages):
    origin = "Published data: the numbers are those printed"
    assert origin in page.text_content()
    assert origin in "".join(paragraph.text for paragraph in word.sections[0].footer.paragraphs)
    assert all(origin in words for words in pdf_pages)


def test_word_document_is_native_and_described(word):
    assert word.core_properties.title.startswith("Safe & Together London. Evaluation report, ")
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in word.tables)
    descriptions = word.element.xpath("//wp:docPr/@descr")
    assert sorted(descriptions) == sorted(described(*SECTIONS))
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Heading 1", "Heading 2"} <= styles


def test_pdf_is_tagged_titled_and_in_english():
    with pikepdf.open(REPORTS / "report.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "Safe & Together London" in metadata["dc:title"]
        elements = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item
        ]
        kinds = [str(item["/S"]) for item in elements]
        assert kinds.count("/Table") >= 16
        assert "/TH" in kinds
        figures = [item for item in elements if str(item["/S"]) == "/Figure"]
        assert len(figures) == len(described(*SECTIONS))
        assert sorted(str(item["/Alt"]) for item in figures) == sorted(described(*SECTIONS))


@pytest.mark.parametrize("key", ["2021-22", "2022-23"])
def test_a_period_without_returns_of_a_strand_says_not_received(key):
    section = (ROOT / "reports" / key / "indicators" / "section.md").read_text(encoding="utf-8")
    assert section.split("\n\n", 1)[1].startswith("> **Not received.**")
    assert "|" not in section
    assert (
        "Not received."
        in html.fromstring((ROOT / "reports" / key / "report.html").read_bytes()).text_content()
    )


def test_no_sentence_says_more_than_the_rule_allows():
    section = (REPORTS / "indicators" / "section.md").read_text(encoding="utf-8")
    prose = re.sub(r'"[^"]*"|“[^”]*”', "", section)
    assert not re.findall(
        r"\b(noticeabl[ey]|definite(ly)?|clear(ly)?|significant(ly)?|dramatic(ally)?)\b", prose
    )
    assert not re.findall(r"\b(led to|impact|resulted in|due to)\b", prose)


def test_every_series_has_one_sentence_and_every_cannot_tell_its_smallest_change():
    section = (REPORTS / "indicators" / "section.md").read_text(encoding="utf-8")
    sentences = re.findall(r"^\*\*(?:Referral|Flagged|New child|Children).*$", section, re.M)
    of_averages = [sentence for sentence in sentences if "on average" in sentence]
    assert (len(sentences), len(of_averages)) == (28, 4)
    for sentence in sentences:
        if ": cannot tell.**" in sentence:
            assert re.search(
                "would have shown|too few|only an extreme change|cannot show a change", sentence
            )


def test_executed_notebook_has_every_output_and_its_pictures_their_words():
    notebook = json.loads((REPORTS / "indicators" / "findings.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [
        output
        for cell in code
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]
    # Of each borough, and of their changes together.
    assert len(outputs) == 7
    assert all(output["metadata"]["image/png"]["alt"] for output in outputs)
    assert not any(
        output["output_type"] in ("stream", "error") for cell in code for output in cell["outputs"]
    )


@pytest.mark.parametrize("section", sorted((ROOT / "reports").glob("*/*/section.md")), ids=str)
def test_what_is_not_known_is_never_printed_as_nan(section):
    assert not re.search(r"\bnan\b", section.read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", sorted((ROOT / "reports").glob("*/*/section.md")), ids=str)
def test_a_git_host_shows_no_raw_mark_of_a_section(section):
    text = section.read_text(encoding="utf-8")
    assert re.findall(r"^:.*|.*\{#.*|.*@(?:tbl|fig):.*", text, re.M) == []
    # A table is one where a blank line stands before it.
    assert not re.search(r"^[^|\n].*\n\|", text, re.M)
    folder = section.parent
    assert [
        name
        for name in re.findall(r"\]\(((?:tables|figures)/[^)]+)\)", text)
        if not (folder / name).is_file()
    ] == []
    led = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert led <= set(re.findall(r'<a id="([^"]+)"></a>', text))


def test_each_table_of_a_section_leads_to_its_file_and_to_the_page_that_made_it(page):
    """Each of those a notebook wrote: the report's own guide has no files."""
    links = [link.get("href") for link in page.xpath("//div[@class='files']/a")]
    written = {path.relative_to(REPORTS).as_posix() for path in REPORTS.glob("*/tables/*.csv")}
    assert {link for link in links if link.endswith(".csv")} <= written
    assert len(page.xpath("//div[@class='files']")) > 50
    assert all((REPORTS / link.partition("#")[0]).is_file() for link in links)


@pytest.mark.parametrize("report", sorted((ROOT / "reports").glob("*/report.pdf")), ids=str)
def test_nothing_is_printed_below_the_foot_of_a_page(report):
    for number, page in enumerate(pypdf.PdfReader(report).pages, 1):
        heights = []

        def see(text, matrix, at, *_, heights=heights):
            if text.strip():
                heights.append(round(matrix[5] + matrix[3] * at[5], 1))

        page.extract_text(visitor_text=see)
        foot = min(heights)
        above = [height for height in heights if height > foot]
        # The source and the number of the page, and a gap before the text.
        assert (heights.count(foot), min(above) > foot + 20) == (2, True), number


def runs(page: pypdf.PageObject) -> list[tuple[str, float]]:
    """Every run of text on a page, with how high it stands."""
    found = []

    def see(text, matrix, at, *_):
        found.append((text.strip(), matrix[5] + matrix[3] * at[5]))

    page.extract_text(visitor_text=see)
    return found


def heights(page: list[tuple[str, float]], begins: str) -> list[float]:
    """How high on a page each run of text stands that begins so."""
    return [height for text, height in page if text.startswith(begins)]


@pytest.mark.parametrize("report", sorted((ROOT / "reports").glob("*/report.pdf")), ids=str)
def test_no_chart_stands_above_the_heading_of_its_section(report):
    pages, key = [*map(runs, pypdf.PdfReader(report).pages)], report.parent.name
    for title in (STRANDS[strand].title for strand in (*store.strands(key), "claims")):
        head = title.replace("'", "’") + ": "
        tops = [(heights(page, head), heights(page, "Figure")) for page in pages]
        # The key at the end names the section again.
        here, *_ = [(max(at), charts) for at, charts in tops[2:] if at]
        assert all(chart < here[0] for chart in here[1]), title


@pytest.mark.parametrize("sheet", sorted(REPORTS.glob("boroughs/*.pdf")), ids=lambda at: at.stem)
def test_no_chart_stands_above_the_title_of_a_boroughs_page(sheet):
    page = runs(pypdf.PdfReader(sheet).pages[0])
    assert max(heights(page, "Figure")) < max(heights(page, borough_name(sheet.stem)))


def split(text: str) -> list[str]:
    """The sentences of a text; a name in bold that begins it is none."""
    text = re.sub(r"^\*\*.+?\*\* ", "", text.strip())
    return re.split(r"(?<=[.?!])\)? (?=[A-Z“])", text)


@pytest.mark.parametrize(
    "section", sorted((ROOT / "reports").glob("*/*/section.pandoc")), ids=lambda at: at.parts[-3:-1]
)
def test_the_first_page_of_a_section_is_a_finding_three_sentences_and_one_on_limits(section):
    text = unspanned(section.read_text(encoding="utf-8"))
    heading = re.match(r"# (.+) \{#\w+\}\n", text)[1]
    box = re.search(r"^::: keyfinding\n(.*?)\n:::$", text, re.M | re.S)[1]
    *said, last = box.split("\n\n")
    if last.startswith("**Not received.**"):
        assert heading.endswith(": not received") and not said
        return
    assert ": " in heading and len(heading) <= 140, heading
    assert last.startswith(LIMITS) and len(split(last.removeprefix(LIMITS))) == 1, last
    assert 0 < sum(len(split(one)) for one in said) <= 3, said
