"""The workbook of tables holds what the report prints, and keeps the rules of accessible
spreadsheets.
"""

import io
import re
import zipfile
from collections import Counter

import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from analysis import store
from edition import printed, tables

from .conftest import MAKERS, PERIODS, book, in_sections, made

ODF = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
of_periods = pytest.mark.parametrize("period", PERIODS)
of_kinds = pytest.mark.parametrize("kind", MAKERS)


def plain(text: str) -> str:
    """Without what only a page does: quotes that curl, and words kept on one line."""
    return " ".join(re.sub("[’‘]", "'", re.sub("[“”]", '"', text)).split())


def the_table(page) -> tuple[list[list], tuple[int, int, int, int]]:
    """The marked-up table of a sheet of an .xlsx, and where it lies."""
    (one,) = page.tables.values()
    left, top, right, bottom = range_boundaries(one.ref)
    rows = page.iter_rows(top, bottom, left, right, values_only=True)
    return list(map(list, rows)), (left, top, right, bottom)


def content(period: str, name: str = "content.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(made(period, "ods"))).read(name))


@of_periods
@of_kinds
def test_every_cell_is_shown_as_the_section_printed_it(period, kind, shown):
    """LibreOffice shows each cell as the sections' own record of print has it."""
    cells, held = shown(period, kind), in_sections(period)
    compared = 0
    for one in printed.tables(period):
        lines = cells[f"Table_{one.number}"]
        top = next(place for place, line in enumerate(lines) if line == [*one.headings])
        texts = lines[top + 1 :]
        assert len(texts) == len(one.lines)
        for line, row in zip(texts, one.lines, strict=True):
            assert line == [text or "–" for text in row]
        for (line, column), text in held.get(one.key, {}).items():
            place = [*map(plain, one.headings)].index(plain(column))
            assert plain(texts[line - 1][place]) == (plain(text) or "–"), (one.key, line, column)
            compared += 1
    assert compared > 100


@of_periods
def test_every_table_of_the_sections_is_there(period):
    keys = {one.key for one in printed.tables(period)}
    assert in_sections(period).keys() <= keys


@of_periods
def test_an_ods_holds_the_same_cells_and_numbers_as_an_xlsx(period):
    names = {f"{{{ODF['table']}}}name": page for page in book(period)}
    assert names
    for sheet in content(period).iterfind(".//table:table", ODF):
        page = book(period)[sheet.get(f"{{{ODF['table']}}}name")]
        for row, line in enumerate(sheet.iter(f"{{{ODF['table']}}}table-row"), 1):
            for column, cell in enumerate(line.iterfind("table:table-cell", ODF), 1):
                other = page.cell(row, column).value
                value = cell.get(f"{{{ODF['office']}}}value")
                if isinstance(other, str):
                    assert value is None
                    assert "".join(cell.itertext()) == other
                else:
                    assert float(value) == pytest.approx(other, rel=1e-12)


@of_periods
def test_numbers_are_numbers_and_on_the_right(period):
    counted = 0
    for page in book(period).worksheets[3:]:
        rows, (left, top, *_) = the_table(page)
        for place, line in enumerate(rows[1:], 1):
            for column, value in enumerate(line):
                cell = page.cell(top + place, left + column)
                assert not (isinstance(value, str) and cell.data_type == "f")
                if isinstance(value, int | float):
                    counted += 1
                    assert cell.alignment.horizontal == "right"
    assert counted > 20


@of_periods
def test_a_sheet_holds_one_marked_table_from_column_a_without_blanks_or_merged_cells(period):
    for page in book(period).worksheets:
        assert page.sheet_state == "visible"
        assert not page.merged_cells.ranges
        assert not any(one.hidden for one in page.column_dimensions.values())
        assert page["A1"].value
        if page.title == tables.COVER:
            assert page.max_column == 1
            assert not page.tables
            continue
        rows, (left, top, right, bottom) = the_table(page)
        (one,) = page.tables.values()
        assert (left, right, bottom) == (1, page.max_column, page.max_row)
        assert (one.headerRowCount, one.totalsRowCount, one.autoFilter) == (1, None, None)
        assert [column.name for column in one.tableColumns] == rows[0]
        assert len(set(rows[0])) == len(rows[0])
        assert all(value not in (None, "") for line in rows for value in line)
        # Nothing but text in column A stands above it, and no row is blank.
        for row in range(1, top):
            first, *rest = (cell.value for cell in page[row])
            assert first
            assert not any(rest)
        assert all(page.cell(top, column).alignment.wrap_text for column in range(1, right + 1))


@of_periods
def test_names_of_sheets_tables_and_ranges_are_those_of_the_report(period):
    count = len(printed.tables(period))
    numbered = [f"Table_{place}" for place in range(1, count + 1)]
    assert book(period).sheetnames == ["Cover", "Contents", "Notes", *numbered]
    named = [name for page in book(period) for name in page.tables]
    ranges = [
        one.get(f"{{{ODF['table']}}}name")
        for one in content(period).iterfind(".//table:database-range", ODF)
    ]
    assert named == ranges == ["Contents_of_tables", "Notes_to_tables", *numbered]


@of_periods
def test_a_range_of_an_ods_is_its_table_with_its_header(period):
    root = content(period)
    lines = {
        sheet.get(f"{{{ODF['table']}}}name"): list(sheet.iter(f"{{{ODF['table']}}}table-row"))
        for sheet in root.iterfind(".//table:table", ODF)
    }
    for one in root.iterfind(".//table:database-range", ODF):
        address = one.get(f"{{{ODF['table']}}}target-range-address")
        name, first, last = re.fullmatch(r"(\w+)\.(A\d+):\1\.([A-Z]+\d+)", address).groups()
        left, top, right, bottom = range_boundaries(f"{first}:{last}")
        head = lines[name][top - 1]
        assert head.getparent().tag.endswith("table-header-rows")
        assert (left, bottom) == (1, len(lines[name]))
        assert len(head) == right
    assert not list(root.iter(f"{{{ODF['table']}}}covered-table-cell"))


@of_periods
def test_notes_are_numbered_once_and_every_table_has_its_own(period):
    rows, _ = the_table(book(period)["Notes"])
    notes = {mark: text for mark, text, _ in rows[1:]}
    assert [*notes] == [f"[note {place}]" for place in range(1, len(notes) + 1)]
    assert max(Counter(notes.values()).values()) == 1
    for one in printed.tables(period):
        title = book(period)[f"Table_{one.number}"]["A1"].value
        begins = f"Table {one.number}. {one.title}"
        marks = re.findall(r"\[note \d+\]", title.removeprefix(begins))
        assert title == " ".join([begins, *marks])
        assert [notes[mark] for mark in marks] == [*one.notes]
    used = re.findall(r"\[note \d+\]", " ".join(page["A1"].value for page in book(period)))
    assert [*dict.fromkeys(used)] == [*notes]


@of_periods
def test_the_cover_says_what_it_is_and_how_symbols_read(period):
    cover = [cell.value for cell in book(period)["Cover"]["A"]]
    assert cover[0] == book(period).properties.title
    assert store.origin(period) in cover
    origins = {store.origin(period, strand) for strand in [None, *store.strands(period)]}
    meant = {line.split(" ", 1)[0] for line in cover if line.startswith(("[", "–"))}
    for page in book(period).worksheets[3:]:
        rows, (_, top, *_) = the_table(page)
        texts = [value for line in rows for value in line if isinstance(value, str)]
        used = {mark for text in texts for mark in re.findall(r"\[[a-z]\]|^–$", text)}
        above = " ".join(page.cell(row, 1).value for row in range(1, top))
        assert used <= meant
        assert all(f"{mark} " in above for mark in used), page.title
        assert any(f"Source: {origin} " in above for origin in origins)


@of_periods
@of_kinds
def test_a_simulated_period_says_so_on_every_sheet_of_numbers(period, kind, shown):
    for name, lines in shown(period, kind).items():
        if name not in ("Contents", "Notes"):
            told = "Simulated data" in " ".join(line[0] for line in lines)
            # Official statistics of a simulated period are made up too.
            assert told == (period == "2025-26"), name


@of_periods
def test_links_lead_to_sheets_of_the_workbook(period):
    names, found = set(book(period).sheetnames), 0
    for page in book(period):
        for cell in (cell for row in page.iter_rows() for cell in row if cell.hyperlink):
            place = re.fullmatch(r"'(\w+)'!A1", cell.hyperlink.location)
            assert place[1] in names
            found += 1
    targets = {
        re.fullmatch(r"#(\w+)\.A1", one.get("{http://www.w3.org/1999/xlink}href"))[1]
        for one in content(period).iter(f"{{{ODF['text']}}}a")
    }
    assert targets <= names
    assert {*book(period).sheetnames[3:]} <= targets
    assert found > 2 * len(names) - 6


@of_periods
def test_properties_name_title_author_and_language(period):
    held, author = book(period).properties, store.front(period)["authors"]
    assert (held.creator, held.language) == (author, "en-GB")
    assert held.title.startswith("Safe & Together London")
    assert (held.created.year, held.modified.year) == (1980, 1980)
    meta = content(period, "meta.xml")
    assert meta.findtext(".//dc:title", namespaces=ODF) == held.title
    assert meta.findtext(".//dc:creator", namespaces=ODF) == author
    assert meta.findtext(".//dc:language", namespaces=ODF) == "en-GB"
    assert meta.findtext(".//dc:date", namespaces=ODF).startswith("1980-01-01")
    styles = content(period, "styles.xml")
    languages = set(styles.xpath("//@*[local-name()='language']"))
    assert languages <= {"en", "zxx", "none"}


@of_kinds
def test_the_same_report_makes_the_same_bytes(kind):
    again = MAKERS[kind]("2023-25")
    assert again == made("2023-25", kind)
    archive = zipfile.ZipFile(io.BytesIO(again))
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
    if kind == "ods":
        assert archive.namelist()[0] == "mimetype"


def test_an_empty_cell_says_that_nothing_stands_there(monkeypatch):
    line = ("Refresher", "")
    bare = printed.Printed(1, "a", "T", "S", ("Course", "Mean"), (False, True), (line,), ())
    monkeypatch.setattr(printed, "tables", lambda period: [bare])
    (*_, last) = tables.sheets("2023-25")
    assert last.table.lines == (("Refresher", "–"),)
    assert any(str(line).startswith("Symbols in this table: – ") for line in last.lines)
    assert tables.xlsx("2023-25").startswith(b"PK")
