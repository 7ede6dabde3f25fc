"""The workbook of tables as .ods: each table a named range of the document with a header row, with
the same bytes for the same sheets.
"""

from datetime import datetime
from xml.sax.saxutils import quoteattr

from odfdo import Cell as Place
from odfdo import Column, Document, Element, Paragraph, Row
from odfdo import Link as Anchor
from odfdo import Table as Page
from openpyxl.utils import get_column_letter

from analysis.word import zipped
from edition.numbers import MINUS, Number
from edition.sheets import Cell, Link, Sheet, Table, shown

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MADE = datetime(1980, 1, 1)
# The parts that a spreadsheet needs; what else the package's own template has is left out.
_PARTS = ("content.xml", "meta.xml", "styles.xml")
_MANIFEST = "META-INF/manifest.xml"
_TITLE, _HEAD, _BODY, _LINK = 16, 13, 12, "#0B4A8F"
_LETTER = 0.26  # centimetres that a letter of 12 points is wide
_PAPER = {
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:print-orientation": "landscape",
    "style:scale-to-X": "1",
    "style:scale-to-Y": "0",
}


class _Styles:
    """The automatic styles of a document, each made when it is first used and used again."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._made: dict[str, str] = {}

    def cell(self, size: int, bold: bool, side: str, wrap: bool, of: Cell = "") -> str:
        """The style of a cell, with the format of its number and the colour of its link."""
        data = self._data(of) if isinstance(of, Number) else ""
        colour = f' fo:color="{_LINK}"' if isinstance(of, Link) else ""
        line = ' fo:border-bottom="1pt solid #000000"' if bold and size == _BODY else ""
        return self._style(
            f'<style:style style:family="table-cell" style:parent-style-name="Default"{data}>'
            f'<style:table-cell-properties style:vertical-align="top"{line}'
            f' style:text-align-source="fix" fo:wrap-option="{"wrap" if wrap else "no-wrap"}"/>'
            f'<style:paragraph-properties fo:text-align="{side}"/>'
            f'<style:text-properties style:font-name="Arial" fo:font-size="{size}pt"'
            f' fo:font-weight="{"bold" if bold else "normal"}"{colour}/></style:style>'
        )

    def column(self, letters: int) -> str:
        """The style of a column so many letters wide."""
        return self._style(
            '<style:style style:family="table-column"><style:table-column-properties'
            f' style:column-width="{letters * _LETTER:.2f}cm"/></style:style>'
        )

    def row(self) -> str:
        """The style of rows: as high as what is in them."""
        return self._style(
            '<style:style style:family="table-row"><style:table-row-properties'
            ' style:use-optimal-row-height="true"/></style:style>'
        )

    def _data(self, number: Number) -> str:
        """The attribute that names a number's format: as printed, with the words around it."""
        plain = _shown(number, "" if number.before == MINUS else number.before)
        name = self._style(_format(number, plain))
        if number.before == MINUS:
            other = f'<style:map style:condition="value()&gt;=0" style:apply-style-name="{name}"/>'
            name = self._style(_format(number, _shown(number, MINUS) + other))
        return f' style:data-style-name="{name}"'

    def _style(self, xml: str) -> str:
        """The name of a style, which goes into the document the first time."""
        if xml not in self._made:
            self._made[xml] = f"s{len(self._made) + 1}"
            style = Element.from_tag(xml)
            style.set_attribute("style:name", self._made[xml])
            self._document.insert_style(style, automatic=True)
        return self._made[xml]


def _format(number: Number, inside: str) -> str:
    kind = "percentage" if number.percent else "number"
    return f"<number:{kind}-style>{inside}</number:{kind}-style>"


def _shown(number: Number, before: str) -> str:
    after = "%" * number.percent + number.after
    return (
        (f"<number:text>{before}</number:text>" if before else "")
        + f'<number:number number:decimal-places="{number.places}"'
        + f' number:min-decimal-places="{number.places}" number:min-integer-digits="1"'
        + f' number:grouping="{str(number.grouped).lower()}"/>'
        + (f"<number:text>{after}</number:text>" if after else "")
    )


def workbook(sheets: list[Sheet], about: dict[str, str]) -> bytes:
    """Sheets as an .ods file; `about` has its title, author and subject."""
    document = Document("spreadsheet")
    document.body.clear()
    styles = _Styles(document)
    ranges = Element.from_tag("table:database-ranges")
    for sheet in sheets:
        document.body.append(_page(sheet, styles))
        if sheet.table:
            ranges.append(_range(sheet, sheet.table))
    document.body.append(ranges)
    _describe(document, about)
    _dress(document)
    parts = {name: document.get_part(name).serialize() for name in _PARTS}
    return zipped({"mimetype": _KIND.encode(), _MANIFEST: _manifest().encode(), **parts})


def _page(sheet: Sheet, styles: _Styles) -> Page:
    page = Page(sheet.name)
    for letters in sheet.widths:
        page.append(Column(style=styles.column(letters)))
    page.append(_row(styles, [(sheet.title, _TITLE, True, "start", sheet.table is None)]))
    for place, line in enumerate(sheet.lines):
        is_head = place in sheet.heads
        size = _HEAD if is_head else _BODY
        page.append(_row(styles, [(line, size, is_head, "start", sheet.table is None)]))
    if sheet.table:
        sides = ["end" if is_number else "start" for is_number in sheet.table.is_number]
        head, *rest = (
            _row(
                styles,
                [(cell, _BODY, bold, side, True) for cell, side in zip(line, sides, strict=True)],
            )
            for line, bold in [
                (sheet.table.headings, True),
                *((line, False) for line in sheet.table.lines),
            ]
        )
        heads = Element.from_tag("table:table-header-rows")
        heads.append(head)
        for part in (heads, *rest):
            page.append(part)
    return page


def _row(styles: _Styles, cells: list[tuple[Cell, int, bool, str, bool]]) -> Row:
    """A row of cells, each with its size, whether it is bold, its side, and whether it wraps."""
    row = Row(style=styles.row())
    for value, *look in cells:
        row.append_cell(_cell(value, styles.cell(*look, of=value)), clone=False)
    return row


def _cell(value: Cell, style: str) -> Place:
    if isinstance(value, Number):
        kind = "percentage" if value.percent else "float"
        return Place(value.value, text=value.text, cell_type=kind, style=style)
    cell = Place(style=style)
    cell.set_attribute("office:value-type", "string")
    text = shown(value)
    inside = Paragraph("" if isinstance(value, Link) else text)
    if isinstance(value, Link):
        inside.append(Anchor(f"#{value.sheet}.A1", text=text))
    cell.append(inside)
    return cell


def _range(sheet: Sheet, table: Table) -> Element:
    """The table as a named range with a header, which a reader can go to by its name."""
    first = len(sheet.lines) + 2
    last = f"{get_column_letter(len(table.headings))}{first + len(table.lines)}"
    return Element.from_tag(
        f'<table:database-range table:name="{table.name}" table:contains-header="true"'
        f' table:target-range-address="{sheet.name}.A{first}:{sheet.name}.{last}"'
        ' table:display-filter-buttons="false"/>'
    )


def _describe(document: Document, about: dict[str, str]) -> None:
    meta = document.meta
    meta.set_title(about["title"])
    meta.set_subject(about["subject"])
    if about["author"]:
        meta.set_initial_creator(about["author"])
        meta.set_creator(about["author"])
    meta.set_creation_date(_MADE)
    meta.set_modification_date(_MADE)
    meta.set_language("en-GB")
    meta.set_generator("odfdo")


def _dress(document: Document) -> None:
    """In English, and printed on A4, fit to one page across."""
    styles = document.get_part("styles.xml")
    for space in ("fo", "number"):
        for words in styles.get_elements(f"//*[@{space}:language]"):
            words.set_attribute(f"{space}:language", "en")
            words.set_attribute(f"{space}:country", "GB")
    for paper in styles.get_elements("//style:page-layout/style:page-layout-properties"):
        for name, value in _PAPER.items():
            paper.set_attribute(name, value)


def _manifest() -> str:
    entries = [("/", _KIND), *((name, "text/xml") for name in _PARTS)]
    lines = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"
        for name, kind in entries
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{lines}</manifest:manifest>'
    )
