"""Where printed values come from, in the reports as built: every id is found again, says the number that
was printed, and leads to the cell that was typed.
"""

import math
import re
from functools import cache

import pytest
from conftest import PRINTED, ROOT
from lxml import html

from analysis import store, traces
from analysis.declare.finding import FINDINGS
from analysis.declare.kept import RECEIVED
from analysis.declare.periods import month_label
from analysis.declare.table import InputError
from analysis.declare.traced import keys

PERIODS = store.params()["periods"]
SECTIONS = [(period, strand) for period in PERIODS for strand in (*store.strands(period), "claims")]
VALUE = re.compile(r'\bid="([a-z_]+\.[0-9a-f]{10})"')
LED = re.compile(r'href="traces/([a-z_]+\.html)#([^"]+)"')


@cache
def page(path) -> str:
    return path.read_text(encoding="utf-8")


def numbers(period: str, strand: str) -> dict[str, list[float]]:
    """The numbers of each finding as it may leave, by its id."""
    found: dict[str, list[float]] = {}
    for name, rows in store.findings(period, strand).items():
        for key, row in zip(keys(strand, name, rows), rows.to_dict("records"), strict=True):
            told = [row[one] for one in ("estimate", "low", "high", "x", "n")]
            found.setdefault(key, []).extend(float(one) for one in told if one not in ("", "[d]"))
    return found


def says(words: str, number: float) -> bool:
    """Whether words are a number, or what is commonly said of it: in percent, as a change or its other part."""
    printed = float(words.replace(",", "").replace("−", "-").strip("×%"))
    half = 0.5000001 * 10 ** -len(words.strip("%").partition(".")[2])
    part = [number, 1 - number, number - 1, -number, *([1 / number] if number else [])]
    ways = [*part, *(100 * one for one in part)]
    return any(math.isclose(abs(printed), abs(one), rel_tol=1e-9, abs_tol=half) for one in ways)


@pytest.mark.parametrize(("period", "strand"), SECTIONS)
def test_every_id_of_a_section_is_found_again_and_says_the_number_that_was_printed(period, strand):
    known, found = traces.traces(period, strand), numbers(period, strand)
    wrong, returns, counted = [], traces.Returns(period), store.counted(period, strand)
    for row in traces.printed(period, strand).itertuples():
        value = known[row.key]
        typed = [returns.cell(place).typed for place in value.cells]
        held = found.get(row.key) or [
            float(one)
            for text in typed
            for one in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))
        ]
        if row.key in counted:
            # A series that was read twice is one.
            is_said, held = 0 < float(row.value) <= len(counted[row.key]), counted[row.key]
        elif strand == "claims":
            is_said = re.search(
                rf"(?<![\d.,]){re.escape(row.value)}(?!\d)", value.about["The data say"]
            )
        elif months := [value.about[end] for end in ("First", "Last") if end in value.about]:
            named = re.findall(r"[A-Z][a-z]{2}|\d{4}", row.value)
            is_said = row.value in typed or {*named} <= {
                *" ".join(map(month_label, months)).split()
            }
        else:
            is_said = row.value in typed or any(says(row.value, number) for number in held)
        # Of a returned count that may not be traced to its cell nothing more can be asked.
        if held and not is_said:
            wrong.append((row.key, row.value, row.words[:80], held))
    assert wrong == []


def test_most_numbers_of_the_sections_have_an_id():
    """Those that none knows are years, tables and what is counted while it is worded."""
    known = {one: len(traces.printed(*one)) for one in SECTIONS}
    assert known["2023-25", "indicators"] > 800 and sum(known.values()) > 7500


@pytest.mark.parametrize(("period", "strand"), SECTIONS)
def test_every_number_that_a_chart_knows_stands_where_it_says(period, strand):
    where = traces.printed(period, strand)
    for row in where[where["place"].str.startswith("fig:")].itertuples():
        assert bare_number(row.value) in bare_number(row.words), row


def bare_number(words: str) -> str:
    return words.replace(",", "")


@pytest.mark.parametrize("borough", PRINTED)
def test_each_filled_cell_of_tables_6_to_11_leads_to_the_cell_in_which_it_was_typed(borough):
    where = traces.printed("2023-25", "indicators")
    rows = where[where["place"] == f"tbl:indicators-{borough}"]
    known = traces.traces("2023-25", "indicators")
    returns = traces.Returns("2023-25")
    cells = [returns.cell(place) for key in rows["key"] for place in known[key].cells]
    assert [cell.typed.replace(",", "") for cell in cells] == [
        value.replace(",", "") for value in rows["value"]
    ]
    shown = page(ROOT / "tests" / "published" / f"table{PRINTED[borough]:02}.csv")
    filled = re.findall(r"(?<=,)\d+(?=[,\n])", shown)
    assert sorted(int(cell.typed) for cell in cells) == sorted(map(int, filled))
    assert {cell.file for cell in cells} == {f"2023-25/indicators/{borough}.xlsx"}


@pytest.mark.parametrize("period", PERIODS)
def test_every_value_of_a_report_leads_to_its_entry_and_every_cell_to_its_sheet(period):
    folder = store.reports(period) / "traces"
    led = LED.findall(page(store.root() / store.document(period, "html")))
    assert led
    for name, key in set(led):
        assert key in VALUE.findall(page(folder / name))
    for path in folder.glob("*.html"):
        made = html.fromstring(page(path))
        for link in made.xpath("//a[starts-with(@href, 'received-')]/@href"):
            file, _, anchor = link.partition("#")
            (cell,) = html.fromstring(page(folder / file)).xpath(f"//td[@id='{anchor}']")
            assert cell.text is not None or "nothing typed" in page(path)
        assert not made.xpath("//script/@src") and not re.search(r"https?://", page(path))


def test_under_a_rule_that_withholds_no_cell_and_no_file_is_named():
    simulated = [one for one in PERIODS if store.profile(one).withholds]
    assert simulated
    for period in simulated:
        # Official statistics are anybody's, made-up ones too.
        strands = [one for one in store.strands(period) if store.profile(period, one).withholds]
        rows = store.received(period)
        received = set(rows.loc[rows["strand"].isin(strands), "file"])
        folder = store.reports(period) / "traces"
        told = "".join(page(path) for path in folder.glob("*.html"))
        assert not [file for file in received if f"{period}/{file}" in told]
        for strand in strands:
            cells = [one.cells for one in traces.traces(period, strand).values() if one.cells]
            places = {place.split("!")[0] for several in cells for place in several}
            assert not places & {f"{period}/{file}" for file in received}


def test_a_file_that_is_not_what_arrived_is_named(monkeypatch, tmp_path):
    listed = RECEIVED.empty()
    listed.loc[0] = dict.fromkeys(listed, "") | {"file": "2023-25/a.csv", "sha256": "0" * 64}
    monkeypatch.setattr(store, "sources", lambda period: listed)
    monkeypatch.setattr(store, "root", lambda: tmp_path)
    with pytest.raises(InputError, match=r"a\.csv is not there, so no number can be traced"):
        traces.Returns("2023-25").cell("2023-25/a.csv!!B2")
    path = tmp_path / "data" / "raw" / "2023-25" / "a.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"borough,count\n")
    with pytest.raises(InputError, match=r"a\.csv has changed since it arrived"):
        traces.Returns("2023-25").cell("2023-25/a.csv!!B2")


def test_words_of_a_section_are_read_without_its_markup():
    source = "::: keyfinding\n**It rose\\*** from [Table 2](#tbl:two) by 3.\n:::"
    assert traces.said(source) == "It rose* from Table 2 by 3."
    figure = '![Of 4 one rose](figures/a.png){#fig:a alt="4 charts"}'
    assert traces.said(figure) == "Of 4 one rose"


def test_cells_of_a_public_file_are_told_under_any_rule_whatever_their_sheet_is_called():
    row = dict.fromkeys(FINDINGS.columns, "") | {
        "statistic": "level",
        "rows": "a.xlsx!LBBD data!B7; b.csv!!C2",
    }
    assert traces._of_finding("k", "findings", dict(row), withholds=True).cells == (
        "a.xlsx!LBBD data!B7",
        "b.csv!!C2",
    )
    told = traces._of_finding("k", "findings", row | {"rows": "489e2fb4 575bedb4"}, withholds=True)
    assert told.files == ("489e2fb4", "575bedb4") and not told.cells


@pytest.mark.parametrize(
    ("cells", "many"), [(("a!b!C5",), 1), (("a!b!J2:J57", "a!!C5"), 57), (("a!!some coding",), 1)]
)
def test_ranges_are_counted_by_their_cells(cells, many):
    assert traces.how_many(cells) == many


def test_words_of_a_section_are_read_without_references():
    assert traces.said("**As counted** (@tbl:indicators-coverage).") == "As counted (a table)."
