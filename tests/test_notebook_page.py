"""The page of a notebook, opened and read the way a reader's software would."""

import re

import nbformat
import pytest
from lxml import html
from pandas import DataFrame, Series

from analysis import store
from analysis.declare.table import InputError
from analysis.notebook_page import Page, notebook_page, numbers
from analysis.notebook_parts import functions, worked_out
from analysis.show.printed import Paragraphs, PrintedTable

ORIGIN = "Simulated data: nothing here is a finding about the real partnership"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
FRAME = """<div><style scoped>.dataframe {}</style><table border="1" class="dataframe"><thead>
<tr style="text-align: right;"><th></th><th>borough</th><th>count</th></tr></thead><tbody>
<tr><th>0</th><td>Hackney</td><td>1,294</td></tr></tbody></table></div>"""


def notebook(alt="One line, falling."):
    v4 = nbformat.v4
    picture = v4.new_output(
        "display_data", {"image/png": PNG}, metadata={"image/png": {"alt": alt} if alt else {}}
    )
    frame = v4.new_output(
        "execute_result", {"text/html": FRAME, "text/plain": ""}, execution_count=2
    )
    return v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# What came out\n\nProse.\n\n# A second title"),
            v4.new_code_cell(
                "period = 1", execution_count=1, metadata={"tags": ["injected-parameters"]}
            ),
            v4.new_code_cell("coverage", execution_count=2, outputs=[frame]),
            v4.new_code_cell("display(figure)", execution_count=3, outputs=[picture]),
        ],
        metadata={"language_info": {"name": "python"}},
    )


@pytest.fixture(scope="module")
def notebook_html():
    return notebook_page(notebook(), Page("Findings: indicators", ORIGIN))


def test_notebook_page_reads_first_and_folds_its_code(notebook_html):
    page = html.fromstring(notebook_html)
    assert page.get("lang") == "en-GB" and page.findtext(".//title") == "Findings: indicators"
    assert [heading.text_content() for heading in page.iter("h1")] == ["What came out"]
    assert page.find_class("name")[0].text == "Findings: indicators"
    assert page.find_class("origin")[0].text == ORIGIN
    summaries = [summary.text_content().strip() for summary in page.iterfind(".//details/summary")]
    assert summaries == ["Code [1]: the parameters of this run", "Code [2]", "Code [3]"]
    assert page.xpath("//*[@id=substring(//a[@class='skip']/@href, 2)]")


def test_notebook_page_tables_can_be_scrolled_and_heard(notebook_html):
    (table,) = html.fromstring(notebook_html).iter("table")
    assert (table.getparent().get("role"), table.getparent().get("tabindex")) == ("region", "0")
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row"]
    assert [cell.text for cell in table.iter("th", "td") if cell.get("class") == "number"] == [
        None,
        "count",
        "0",
        "1,294",
    ]


def test_notebook_page_opens_offline_and_shows_words_for_pictures(notebook_html):
    page = html.fromstring(notebook_html)
    assert [image.get("alt") for image in page.iter("img")] == ["One line, falling."]
    assert all(source.startswith("data:") for source in page.xpath("//@src | //link/@href"))
    assert not re.search("mathjax|require.js|cdn", notebook_html, re.I)
    (script,) = page.iter("script")
    assert script.get("src") is None and not re.search("fetch|XMLHttp|import|http", script.text)


def test_notebook_page_takes_its_title_where_the_notebook_has_none():
    untitled = notebook()
    untitled.cells.pop(0)
    page = html.fromstring(notebook_page(untitled, Page("Findings")))
    assert [heading.text for heading in page.iter("h1")] == ["Findings"] and not page.find_class(
        "origin"
    )


def test_notebook_page_is_the_same_whatever_the_cells_are_called(notebook_html):
    assert notebook_page(notebook(), Page("Findings: indicators", ORIGIN)) == notebook_html


def test_notebook_page_refuses_a_picture_without_words_or_from_elsewhere():
    with pytest.raises(InputError, match="without alt text"):
        notebook_page(notebook(alt=""), Page("Findings", ORIGIN))
    remote = notebook()
    remote.cells[0].source += "\n\n![A chart](https://example.org/chart.png)"
    with pytest.raises(InputError, match=r"example\.org"):
        notebook_page(remote, Page("Findings", ORIGIN))


def section_of(*cells: tuple[str, ...]) -> str:
    """The page of a notebook drawn as its cells: words, or code with what it shows."""
    v4, made = nbformat.v4, []
    for kind, source, *shown in cells:
        outputs = [v4.new_output("display_data", {"text/markdown": text}) for text in shown]
        made.append(
            v4.new_code_cell(source, outputs=outputs)
            if kind == "code"
            else v4.new_markdown_cell(source)
        )
    return notebook_page(v4.new_notebook(cells=made), Page("Trial"))


def headings(page: str) -> list[str]:
    return [node.text_content() for node in html.fromstring(page).iter("h1", "h2", "h3")]


def test_a_heading_over_nothing_is_left_out_with_its_words_and_code_stays():
    page = section_of(
        ("words", "# Title\n\n## Empty\n\nSaid of nothing."),
        ("code", "1"),
        ("words", "More of nothing."),
        ("code", "2"),
        ("words", "Still nothing.\n\n## Full\n\nSaid of something."),
        ("code", "3", "### Nobody", "### Somebody", "A sentence."),
        ("words", "## Empty at the end"),
        ("code", "4"),
    )
    assert headings(page) == ["Title", "Full", "Somebody"]
    words = html.fromstring(page).text_content()
    assert "nothing." not in words and "Said of something." in words
    assert len(html.fromstring(page).findall(".//details")) == 4


def test_a_heading_of_parts_that_hold_something_stays():
    page = section_of(("words", "# T\n\n## A\n\n### B"), ("code", "1", "Shown."))
    assert headings(page) == ["T", "A", "B"]


def test_the_contents_lead_to_every_heading_once():
    page = section_of(
        ("words", "# T\n\n## Rates & shares"),
        ("code", "1", "### Rates & shares", "One.", "### Barnet", "Two."),
    )
    tree = html.fromstring(page)
    links = tree.xpath("//nav[@aria-label='Contents']//a")
    assert [link.text_content() for link in links] == ["Rates & shares", "Barnet"]
    for link in links:
        (target,) = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert target.text_content() == link.text_content()


REPORT = """<p><a href="#tbl:rates">Table 7</a></p><table id="tbl:rates"><caption>
<strong>Table 7.</strong> Rates</caption></table><figure id="fig:rates"><figcaption><strong>Figure 3.</strong>
Rates</figcaption></figure><table id="tbl:bare"></table><table id="tbl:last"><caption><strong>Table 8.</strong>"""


def test_numbers_are_those_of_the_report():
    assert numbers(REPORT) == {
        "tbl:rates": "Table 7",
        "fig:rates": "Figure 3",
        "tbl:last": "Table 8",
    }


def test_a_page_knows_tables_by_the_numbers_of_the_report(run):
    v4 = nbformat.v4
    table = PrintedTable(
        "rates", "Rates", DataFrame({"Borough": ["Barnet"], "Rate": ["2"]}), DataFrame()
    )
    other = PrintedTable("rules", "Rules", DataFrame({"Rule": ["sum"]}), DataFrame())
    said = Paragraphs(("See @tbl:rates and @tbl:last and @tbl:nowhere.",))
    shown = [{"text/html": one._repr_html_()} for one in (table, other)]
    shown.append({"text/markdown": said._repr_markdown_()})
    cell = v4.new_code_cell("1", outputs=[v4.new_output("display_data", one) for one in shown])
    made = notebook_page(v4.new_notebook(cells=[cell]), Page("T", "", numbers(REPORT), run))
    tree = html.fromstring(made)
    first, second = tree.findall(".//caption")
    assert first.text_content() == "Table 7. Rates CSV"
    assert [link.get("href") for link in first.iter("a")] == [
        "../report.html#tbl:rates",
        "../indicators/tables/rates.csv",
    ]
    assert second.text_content() == "Rules"
    regions = tree.xpath("//*[@role='region']/@aria-label")
    assert regions == ["Table 7", "Table of this notebook alone, 1"]
    (see,) = tree.xpath("//p[starts-with(., 'See')]")
    assert see.text_content() == "See Table 7 and Table 8 and the table nowhere."
    assert [link.get("href") for link in see.iter("a")] == ["#tbl:rates", "../report.html#tbl:last"]


@pytest.fixture
def run():
    """A run as the store tells of it."""
    return store.Executed(
        "indicators",
        "2023-25",
        nbformat.v4.new_notebook(),
        ORIGIN,
        "notebooks/findings/indicators.ipynb",
        "findings-indicators-2023-25",
        "reports/2023-25",
        "indicators/findings.ipynb",
        "report.html",
        ("indicators/findings.csv",),
        Series({"2023-25/indicators/barnet.xlsx": "c7e35fc06040"}),
        False,
        "0.1.0",
        "3.11, below 3.14",
        {"numpy": "2.4.6 or 2.5.5"},
    )


def test_the_foot_of_a_page_says_what_it_was_made_from(run):
    made = notebook_page(notebook(), Page("T", "", {}, run))
    (foot,) = html.fromstring(made).iter("footer")
    words = " ".join(foot.text_content().split())
    for said in (
        "git log -1 -- reports/2023-25/indicators/findings.ipynb",
        "findings-indicators-2023-25",
        "Python from 3.11, below 3.14; numpy 2.4.6 or 2.5.5",
        "2023-25/indicators/barnet.xlsx c7e35fc06040",
    ):
        assert said in words
    links = [link.get("href") for link in html.fromstring(made).iter("a")]
    assert "../report.html#indicators" in links and "../indicators/findings.csv" in links
    assert "../../../notebooks/findings/indicators.ipynb" in links


def test_a_cell_names_the_functions_it_calls_where_they_stand():
    codes = (
        "from analysis import store\nfrom analysis.publish import Section\nsection = Section('x', 'y')",
        "from strands.indicators.finds import trends as fitted, judged\nimport math",
        "store.read('x'); section.show(len(fitted.quasi_poisson(1, 2)), math.sqrt(judged.nobody(3)))",
    )
    assert [[one.name for one in called] for called in functions(codes)] == [
        ["analysis.publish.Section"],
        [],
        [
            "analysis.publish.Section.show",
            "analysis.store.cleaned.read",
            "strands.indicators.finds.trends.quasi_poisson",
        ],
    ]
    assert functions(codes)[2][1].path == "src/analysis/store/cleaned.py"


def test_code_that_is_worked_in_the_open_is_not_folded():
    shown = [nbformat.v4.new_output("display_data", {"text/plain": "1"})]
    cells = [
        nbformat.v4.new_code_cell("1", metadata={"tags": tags}, outputs=outputs)
        for tags, outputs in ((["worked"], shown), (["worked"], []), ([], shown))
    ]
    page = notebook_page(nbformat.v4.new_notebook(cells=cells), Page("T"))
    assert [one.get("open") for one in html.fromstring(page).iter("details")] == ["", None, None]


def numeric(frame: DataFrame) -> list[list[tuple[str, bool]]]:
    """The rows of a frame on a page: each cell with whether it is set to the right as a number."""
    output = nbformat.v4.new_output("display_data", {"text/html": frame.to_html()})
    cell = nbformat.v4.new_code_cell("1", outputs=[output])
    tree = html.fromstring(notebook_page(nbformat.v4.new_notebook(cells=[cell]), Page("T")))
    return [
        [(one.text_content().strip(), one.get("class") == "number") for one in row]
        for row in tree.iterfind(".//tbody/tr")
    ]


def test_numbers_stand_right_beside_headings_that_span_rows():
    rows = DataFrame({"year": ["a", "a"], "status": ["x", "y"], "rows": [12, 4]})
    assert numeric(rows.set_index(["year", "status"])) == [
        [("a", False), ("x", False), ("12", True)],
        [("y", False), ("4", True)],
    ]


def test_a_first_column_without_words_is_left_out():
    rows = DataFrame({"course": ["core"], "count": [5]})
    assert numeric(rows.set_axis([""])) == [[("core", False), ("5", True)]]
    assert numeric(rows) == [[("0", True), ("core", False), ("5", True)]]


def test_findings_lead_to_the_cell_and_the_call_they_were_worked_out_in():
    v4 = nbformat.v4
    codes = [
        "from strands.mash import finds as find\nfrom strands.training import finds as others",
        "rows, aside = read(), 1\ncounted = find.counted(rows, sources, period)\nnever = aside + 1\n"
        "one, two = section.passed(first=find.findings(rows, counted, period), second=counted)\nrows = 2",
        "every = others.findings(rows, sources)\nsection.passed(**every)",
    ]
    cells = [v4.new_code_cell(code, execution_count=at) for at, code in enumerate(codes, 3)]
    found = worked_out(v4.new_notebook(cells=cells))
    assert {name: one.cell for name, one in found.items()} == {"first": 4, "second": 4, "": 5}
    assert found["first"].code.splitlines() == [
        "rows, aside = (read(), 1)",
        "counted = find.counted(rows, sources, period)",
        "first = find.findings(rows, counted, period)",
    ]
    assert [one.name for one in found["first"].functions] == [
        "strands.mash.finds.counted",
        "strands.mash.finds.findings",
    ]
    assert found["second"].code.splitlines()[-1] == "counted = find.counted(rows, sources, period)"
    assert found[""].code == "every = others.findings(rows, sources)"
    assert [one.path for one in found[""].functions] == ["src/strands/training/finds.py"]


@pytest.mark.parametrize("period", store.params()["periods"])
def test_every_frame_of_findings_says_which_function_of_its_strand_worked_it_out(period):
    for strand in store.strands(period):
        how = worked_out(store.executed(period, strand).notebook)
        for frame in store.findings(period, strand):
            one = how.get(frame, how.get(""))
            assert one, (strand, frame)
            assert any(each.name.startswith(f"strands.{strand}.finds.") for each in one.functions)
            assert one.cell > 0
