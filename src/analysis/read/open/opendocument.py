"""Sheets of an OpenDocument spreadsheet (.ods), read from its one content part."""

import datetime as dt
import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter

from lxml import etree

from analysis.read.open.blanks import Held, held_places, speaks_of_blanks
from analysis.read.open.limits import MAX_COLUMNS, MAX_ROWS, MOST, TooMuch
from analysis.read.open.opendocument_styles import NAMES, Look, attribute, looks
from analysis.read.open.sheet import Cell, Sheet, by_place
from analysis.read.open.shown import of_number

_DEFAULT = "table:default-cell-style-name"
# What belongs to any number that is shown.
_FIGURES = re.compile(r"[\d\s.,'’+()#E-]")
_SPAN = f"{{{NAMES['text']}}}span"
_CELLS = [f"{{{NAMES['table']}}}{name}" for name in ("table-cell", "covered-table-cell")]
# A cell or an area, perhaps of another sheet, as [$'Sheet 2'.B2:.B4] is written.
_REFERENCE = re.compile(r"\[\$?('[^']*'|[^\[\].'#]*)\.([$A-Z\d]+)(?::[^\[\].]*\.([$A-Z\d]+))?\]")
# As many cells as any return holds, those that repeat counted as often as they stand there.
_MAX_CELLS = 50_000

# An element with its place and how often it stands there; a cell with its element.
Placed = tuple[int, int, etree._Element]
Standing = tuple[Cell, etree._Element]


def read_opendocument(file: str, content: bytes) -> list[Sheet]:
    """Every table of the document, hidden ones too."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in ("styles.xml", "content.xml") if name in archive.namelist()]
        roots = [etree.fromstring(archive.read(name), parser) for name in names]
    look = looks(roots)
    tables = [
        (attribute(table, "table:name"), table, _standing(table, look))
        for table in roots[-1].iterfind("office:body/office:spreadsheet/table:table", NAMES)
    ]
    held = {
        name: held_places((cell.row, cell.column) for cell, _ in standing if cell.text)
        for name, _, standing in tables
    }
    return [_sheet(file, *table, held, look) for table in tables]


def _standing(table: etree._Element, look: dict[str, Look]) -> list[Standing]:
    """Every cell that holds something, those that repeat as often as they stand there."""
    found: list[Standing] = []
    columns = _columns(table)
    for row, times, line in _rows(table):
        for column, wide, element in _placed(line.iterchildren(*_CELLS), "columns"):
            if not _says(element):
                continue
            if len(found) + times * wide > _MAX_CELLS:
                raise TooMuch(
                    f"it holds more than {_MAX_CELLS:,} cells", "ask for the table of counts alone"
                )
            contents: dict[str, dict] = {}
            for beside in range(column, column + wide):
                above = columns[bisect_right(columns, beside, key=itemgetter(0)) - 1][2]
                defaults = attribute(line, _DEFAULT) or attribute(above, _DEFAULT)
                style = attribute(element, "table:style-name") or defaults
                if style not in contents:
                    contents[style] = _content(element, look.get(style, Look()), look)
                found += [
                    (Cell(at, beside, **contents[style]), element) for at in range(row, row + times)
                ]
    return found


def _sheet(
    file: str,
    name: str,
    table: etree._Element,
    standing: list[Standing],
    held: dict[str, Held],
    look: dict[str, Look],
) -> Sheet:
    merged = [_range(*one) for one in standing if _spans(one[1]) != (1, 1)]
    _refuse_wide(merged)
    return Sheet(
        file,
        name,
        by_place(_counted(*one, name, held) for one in standing),
        visible=not look.get(attribute(table, "table:style-name"), Look()).absent,
        merged=tuple(merged),
        hidden_rows=_hidden(_rows(table), max((cell.row for cell, _ in standing), default=0)),
        hidden_columns=_hidden(_columns(table), MAX_COLUMNS),
    )


def _rows(table: etree._Element) -> list[Placed]:
    return list(_placed(table.iterfind(".//table:table-row", NAMES), "rows"))


def _columns(table: etree._Element) -> list[Placed]:
    """The columns a table tells of; one that says nothing where it tells of none."""
    told = table.iterfind(".//table:table-column", NAMES)
    return list(_placed(told, "columns")) or [(1, 1, table)]


def _hidden(placed: Iterable[Placed], last: int) -> frozenset[int]:
    """Places up to the last in which anything stands."""
    return frozenset(
        place
        for first, times, element in placed
        if attribute(element, "table:visibility") in ("collapse", "filter")
        for place in range(first, min(first + times, last + 1))
    )


def _placed(elements: Iterable[etree._Element], axis: str) -> Iterator[Placed]:
    """Each element with its place and how often it stands there, one after the other.

    Spreadsheets end with "repeat this blank row a million times".
    """
    place, most = 1, {"rows": MAX_ROWS, "columns": MAX_COLUMNS}[axis]
    for element in elements:
        times = int(attribute(element, f"table:number-{axis}-repeated") or 1)
        if not 0 < times <= most:
            raise TooMuch(f"it repeats {axis} as no sheet can", "ask for it as .xlsx")
        yield place, times, element
        place += times


def _says(element: etree._Element) -> bool:
    """Whether a cell holds something: it has a value, a text or a note, or is merged."""
    return len(element) > 0 or any(
        not key.endswith(("}style-name", "}number-columns-repeated")) for key in element.attrib
    )


def _refuse_wide(merged: list[tuple[int, int, int, int]]) -> None:
    most, words = MOST["covered"]
    if sum((r - left + 1) * (bottom - top + 1) for top, left, bottom, r in merged) > most:
        raise TooMuch(words.format(most), "ask for the table of counts alone")


def _content(element: etree._Element, look: Look, looks: dict[str, Look]) -> dict:
    """What a cell holds, without its place."""
    lines = element.findall("text:p", NAMES)
    content = _read(
        element, "\n".join("".join(line.itertext()) for line in lines), look.number_format
    )
    if content.get("kind") == "number" and look.unseen:
        content["kind"] = "hidden"
    if len(lines) < len(element):
        notes = element.iterfind("office:annotation/text:p", NAMES)
        content["comment"] = " ".join("".join(line.itertext()) for line in notes).strip()
    parts = (part for line in lines if len(line) for part in line.iterdescendants(_SPAN))
    names = (attribute(part, "text:style-name") for part in parts)
    struck = look.struck or any(looks.get(name, look).struck for name in names)
    return {**content, "struck": struck}


def _read(element: etree._Element, shown: str, number_format: str) -> dict:
    """Text and kind of a cell, and its day and time where it holds one."""
    kind, formula = (attribute(element, name) for name in ("office:value-type", "table:formula"))
    if kind in ("float", "currency", "percentage"):
        if kind == "percentage" and "%" not in number_format:
            number_format = "0%"
        elif number_format == "General" and element.find("text:p", NAMES) is not None:
            number_format = _format_of(shown.replace('"', "").strip())
        return of_number(float(attribute(element, "office:value")), number_format)
    if kind == "date":
        day = attribute(element, "office:date-value")
        date = dt.date.fromisoformat(day[:10])
        return {"text": shown or date.isoformat(), "kind": kind, "date": date}
    if formula and not shown and not kind:
        return {"text": formula, "kind": "formula"}
    shown = shown or attribute(element, "office:string-value")
    return {"text": shown, "kind": "error" if shown.startswith("#") and formula else "text"}


def _format_of(shown: str) -> str:
    """The number format by which something is shown, where no style tells it."""
    if not re.search(r"[\d#]", shown):
        return f'"{shown}"' if shown else ";;;"
    words = _FIGURES.sub("", shown)
    return f'0"{words}"' if words else "General"


def _counted(cell: Cell, element: etree._Element, sheet: str, held: dict[str, Held]) -> Cell:
    """The cell, or its formula where that shows a nought nobody counted."""
    formula = attribute(element, "table:formula")
    if (cell.kind, cell.text) == ("number", "0") and speaks_of_blanks(
        _REFERENCE.sub(_as_excel, formula), sheet, held
    ):
        return replace(cell, text=formula, kind="formula")
    return cell


def _as_excel(found: re.Match) -> str:
    """A cell or an area as Excel names it."""
    sheet, first, last = found.groups()
    return f"{sheet}!" * bool(sheet) + first + f":{last}" * bool(last)


def _spans(element: etree._Element) -> tuple[int, int]:
    return tuple(
        int(attribute(element, f"table:number-{axis}-spanned") or 1) for axis in ("rows", "columns")
    )


def _range(cell: Cell, element: etree._Element) -> tuple[int, int, int, int]:
    rows, columns = _spans(element)
    return cell.row, cell.column, cell.row + rows - 1, cell.column + columns - 1
