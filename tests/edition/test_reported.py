"""A report is cut into pages word for word, and its links lead on from where they now stand."""

import pytest

from analysis.declare.table import InputError
from edition.reported import first_page, pages, report

DRAWN = """
<aside class="origin" aria-label="x">Made up.</aside>
<h1>Safe &amp; sound</h1>
<p class="subtitle">Of a year</p>
<section class="glance" aria-labelledby="glance">
<h2 id="glance">In short</h2>
<p><a href="#tbl:one" class="reference">Table 1</a> <a href="traces/a.html#a.1" class="of">7</a></p>
</section>
<main id="report" tabindex="-1">
<h2 id="a"><a href="#a" class="self">First: it <em>rose</em></a></h2>
<p id="tbl:one">One, see <a href="#b-more">more</a> and <a href="#glance">in short</a>.</p>
<svg><use xlink:href="#g"></use><g id="g"></g></svg>
<h2 id="b"><a href="#b" class="self">Second</a></h2>
<h3 id="b-more">More</h3>
<p><a href="data:text/csv,1">CSV</a> <a href="b/findings.csv">all</a> <a href="#tbl:one">Table 1</a></p>
<h2 id="annexes">Technical annexes</h2>
<h3 id="a-annex">Annex of the first</h3>
<h4 id="a-deep">Deep</h4>
<p>Behind <a href="#tbl:one">Table 1</a>.</p>
</main>
"""


@pytest.fixture
def cut():
    return {page.name: page for page in pages(report(DRAWN))}


def test_each_part_is_a_page_and_an_annex_stands_with_its_section(cut):
    assert {name: (page.title, page.label) for name, page in cut.items()} == {
        "report-a": ("First: it rose", "First"),
        "report-b": ("Second", "Second"),
    }
    first, second = (page.parts[0] for page in cut.values())
    assert first.startswith('<div id="a" class="report">')
    assert '<h2 id="a-annex">Annex of the first</h2>\n<h3 id="a-deep">Deep</h3>' in first
    assert "Technical annexes" not in first + second


def test_links_lead_from_page_to_page_and_out_of_the_folder(cut):
    first, second = (page.parts[0] for page in cut.values())
    assert 'see <a href="report-b.html#b-more">' in first
    assert 'and <a href="index.html#glance">' in first
    assert 'Behind <a href="#tbl:one">' in first
    assert 'xlink:href="#g"' in first
    assert '<a href="data:text/csv,1">CSV</a> <a href="../b/findings.csv">' in second
    assert '<a href="report-a.html#tbl:one">' in second


def test_the_first_page_leads_into_the_sections():
    said = first_page(report(DRAWN))
    assert '<a href="report-a.html#tbl:one" class="reference">' in said
    assert '<a href="../traces/a.html#a.1" class="of">7</a>' in said


def test_what_is_no_report_is_refused():
    with pytest.raises(InputError, match="build it again"):
        report("<h1>Something else</h1>")
