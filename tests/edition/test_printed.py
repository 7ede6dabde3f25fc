"""The tables of a report are found with the numbers, titles and cells that its page prints."""

import re
from html import unescape

import pytest
from conftest import ROOT

from analysis.declare.table import InputError
from edition import printed

from .conftest import PERIODS

PAGE = """<h2>First</h2>
<div class="table-box"><table id="tbl:bare"><thead><tr><th>no caption</th></tr></thead></table></div>
<div class="table-box"><table id="tbl:a"><caption><a><strong>Table\N{NO-BREAK SPACE}1.</strong></a>
How  many</caption><thead><tr><th style="text-align: left;">Who</th>
<th style="text-align: right;">Count</th></tr></thead>
<tbody><tr><th>Hackney</th><td><a href="#x">1,230</a></td></tr></tbody></table></div>
<div class="files"><a>as CSV</a></div>
<div class="note"><p>[x] not returned.</p><p>A range.</p></div>
<h2 id="annexes">Technical annexes</h2><h3>Technical annex: Training</h3>
<div class="table-box"><table id="tbl:b"><caption><strong>Table\N{NO-BREAK SPACE}2.</strong> More</caption>
<thead><tr><th>Who</th></tr></thead><tbody><tr><th>Barnet</th></tr></tbody></table></div>
<p>Words.</p><div class="note"><p>Of something else.</p></div>
<h2>Terms</h2><h3>Small</h3><div class="table-box"><table id="tbl:c"><caption><strong>Table 3.</strong>
Terms</caption><thead><tr><th>Term</th></tr></thead><tbody></tbody></table></div>"""


def test_a_page_is_read_as_it_is_printed():
    first, second, third = printed.read(PAGE)
    assert first == printed.Printed(
        1,
        "a",
        "How many",
        "First",
        ("Who", "Count"),
        (False, True),
        (("Hackney", "1,230"),),
        ("[x] not returned.", "A range."),
    )
    assert (second.section, second.notes) == ("Technical annex: Training", ())
    assert (third.section, third.lines) == ("Terms", ())


@pytest.mark.parametrize("period", PERIODS)
def test_numbers_and_titles_are_those_of_the_report(period):
    page = (ROOT / "reports" / period / "report.html").read_text(encoding="utf-8")
    labels = re.findall(r'data-label="(Table\s[^"]+)"', page)
    found = printed.tables(period)
    assert len(found) >= 12
    assert [f"Table {one.number}. {one.title}" for one in found] == [
        unescape(label).replace("\N{NO-BREAK SPACE}", " ", 1) for label in labels
    ]
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_a_report_that_is_not_built_is_said(tmp_path, monkeypatch):
    (tmp_path / "params.yaml").write_text("strands: []\nperiods: []\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"reports/2023-25/report\.html has not been built: run"):
        printed.tables("2023-25")
