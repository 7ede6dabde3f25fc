"""Sheets of an OpenDocument spreadsheet (.ods), read from its one content part."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from analysis.read.open.excel import shown_number, shown_percent
from analysis.read.open.sheet import Cell, Sheet, by_place

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
}
_NUMBERS = {"float": shown_number, "currency": shown_number, "percentage": shown_percent}
# Spreadsheets end with a "repeat this blank row a million times"; what repeats further than this
# holds nothing.
_MAX_REPEAT = 2_000


def read_opendocument(file: str, content: bytes) -> list[Sheet]:
    """Every table of the document, hidden ones too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(
            archive.read("content.xml"), etree.XMLParser(resolve_entities=False, no_network=True)
        )
    hidden_styles = set(
        root.xpath(
            "//style:style[style:table-properties/@table:display='false']/@style:name",
            namespaces=_NAMES,
        )
    )
    return [_sheet(file, table, hidden_styles) for table in root.iterfind(".//table:table", _NAMES)]


def _sheet(file: str, table: etree._Element, hidden_styles: set[str]) -> Sheet:
    rows = list(_repeated(table.iterfind(".//table:table-row", _NAMES), "rows"))
    placed = [
        (row, column, element)
        for row, line in rows
        for column, element in _repeated(_cells(line), "columns")
    ]
    columns = _repeated(table.iterfind(".//table:table-column", _NAMES), "columns")
    return Sheet(
        file,
        _attribute(table, "table", "name"),
        by_place(_cell(row, column, element) for row, column, element in placed),
        visible=_attribute(table, "table", "style-name") not in hidden_styles,
        merged=tuple(
            _range(row, column, element)
            for row, column, element in placed
            if _spans(element) != (1, 1)
        ),
        hidden_rows=frozenset(row for row, line in rows if _is_hidden(line)),
        hidden_columns=frozenset(column for column, element in columns if _is_hidden(element)),
    )


def _cells(line: etree._Element) -> list[etree._Element]:
    return [
        element
        for element in line
        if etree.QName(element).localname in ("table-cell", "covered-table-cell")
    ]


def _repeated(elements, axis: str) -> Iterator[tuple[int, etree._Element]]:
    """Each element with its place, as often as it stands for itself."""
    place = 1
    for element in elements:
        times = int(_attribute(element, "table", f"number-{axis}-repeated") or 1)
        yield from ((place + step, element) for step in range(times if times <= _MAX_REPEAT else 0))
        place += times


def _cell(row: int, column: int, element: etree._Element) -> Cell:
    kind, shown = _attribute(element, "office", "value-type"), _text(element)
    place = {"row": row, "column": column, "comment": _comment(element)}
    if kind in _NUMBERS:
        return Cell(
            **place,
            text=_NUMBERS[kind](float(_attribute(element, "office", "value"))),
            kind="number",
        )
    if kind == "date":
        day = dt.date.fromisoformat(_attribute(element, "office", "date-value")[:10])
        return Cell(**place, text=shown or day.isoformat(), kind="date", date=day)
    formula = _attribute(element, "table", "formula")
    if formula and not shown and not kind:
        return Cell(**place, text=formula, kind="formula")
    return Cell(**place, text=shown, kind="error" if shown.startswith("#") and formula else "text")


def _text(element: etree._Element) -> str:
    return "\n".join("".join(line.itertext()) for line in element.findall("text:p", _NAMES))


def _comment(element: etree._Element) -> str:
    notes = element.findall("office:annotation/text:p", _NAMES)
    return " ".join("".join(line.itertext()) for line in notes).strip()


def _spans(element: etree._Element) -> tuple[int, int]:
    return tuple(
        int(_attribute(element, "table", f"number-{axis}-spanned") or 1)
        for axis in ("rows", "columns")
    )


def _range(row: int, column: int, element: etree._Element) -> tuple[int, int, int, int]:
    rows, columns = _spans(element)
    return row, column, row + rows - 1, column + columns - 1


def _is_hidden(element: etree._Element) -> bool:
    return _attribute(element, "table", "visibility") in ("collapse", "filter")


def _attribute(element: etree._Element, space: str, name: str) -> str:
    return element.get(f"{{{_NAMES[space]}}}{name}") or ""
