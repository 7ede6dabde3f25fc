"""Sheets of an OpenDocument spreadsheet (.ods), read from its one content part."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from analysis.read.open.excel import shown_number, shown_percent
from analysis.read.open.limits import MAX_COLUMNS, MAX_ROWS, MOST, TooMuch
from analysis.read.open.sheet import Cell, Sheet, by_place

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
}
_NUMBERS = {"float": shown_number, "currency": shown_number, "percentage": shown_percent}
# As many cells as any return holds, those that repeat counted as often as they stand there.
_MAX_CELLS = 50_000


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
    rows = list(_placed(table.iterfind(".//table:table-row", _NAMES), "rows"))
    cells, hidden = [], set()
    for row, times, line in rows:
        if _is_hidden(line):
            hidden.update(range(row, row + times))
        for column, wide, element in _placed(_cells(line), "columns"):
            if _says(element):
                _refuse_many(len(cells) + times * wide)
                cells += [
                    (at, beside, element)
                    for at in range(row, row + times)
                    for beside in range(column, column + wide)
                ]
    merged = [
        _range(row, column, element) for row, column, element in cells if _spans(element) != (1, 1)
    ]
    _refuse_wide(merged)
    columns = _placed(table.iterfind(".//table:table-column", _NAMES), "columns")
    return Sheet(
        file,
        _attribute(table, "table", "name"),
        by_place(_cell(row, column, element) for row, column, element in cells),
        visible=_attribute(table, "table", "style-name") not in hidden_styles,
        merged=tuple(merged),
        hidden_rows=frozenset(hidden),
        hidden_columns=frozenset(
            place
            for column, times, element in columns
            if _is_hidden(element)
            for place in range(column, column + times)
        ),
    )


def _cells(line: etree._Element) -> list[etree._Element]:
    return [
        element
        for element in line
        if isinstance(element.tag, str)
        and etree.QName(element).localname in ("table-cell", "covered-table-cell")
    ]


def _placed(elements, axis: str) -> Iterator[tuple[int, int, etree._Element]]:
    """Each element with its place and how often it stands there, one after the other.

    Spreadsheets end with "repeat this blank row a million times".
    """
    place, most = 1, {"rows": MAX_ROWS, "columns": MAX_COLUMNS}[axis]
    for element in elements:
        times = int(_attribute(element, "table", f"number-{axis}-repeated") or 1)
        if not 0 < times <= most:
            raise TooMuch(f"it repeats {axis} as no sheet can", "ask for it as .xlsx")
        yield place, times, element
        place += times


def _says(element: etree._Element) -> bool:
    """Whether a cell holds something: it has a value, a text or a note, or is merged."""
    return len(element) > 0 or any(
        not key.endswith(("}style-name", "}number-columns-repeated")) for key in element.attrib
    )


def _refuse_many(cells: int) -> None:
    if cells > _MAX_CELLS:
        raise TooMuch(
            f"it holds more than {_MAX_CELLS:,} cells", "ask for the table of counts alone"
        )


def _refuse_wide(merged: list[tuple[int, int, int, int]]) -> None:
    most, words = MOST["covered"]
    if sum((r - left + 1) * (bottom - top + 1) for top, left, bottom, r in merged) > most:
        raise TooMuch(words.format(most), "ask for the table of counts alone")


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
