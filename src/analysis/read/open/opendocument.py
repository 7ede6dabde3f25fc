"""Sheets of an OpenDocument spreadsheet (.ods), read from its one content part."""

import datetime as dt
import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from analysis.read.open.blanks import Held, held_places, speaks_of_blanks
from analysis.read.open.limits import MAX_COLUMNS, MAX_ROWS, MOST, TooMuch
from analysis.read.open.opendocument_styles import NAMES, Look, attribute, looks
from analysis.read.open.sheet import Cell, Sheet, by_place
from analysis.read.open.shown import of_number

_NUMBERS = ("float", "currency", "percentage")
# What belongs to any number that is shown.
_FIGURES = re.compile(r"[\d\s.,'’+()-]")
_SPACES = {
    f"{{{NAMES['text']}}}{name}": shown
    for name, shown in (("s", " "), ("tab", "\t"), ("line-break", "\n"))
}
# As many cells as any return holds, those that repeat counted as often as they stand there.
_MAX_CELLS = 50_000


# A cell or an area another sheet may hold, as [$'Sheet 2'.B2:.B4] is written.
_REFERENCE = re.compile(r"\[\$?('[^']*'|[^\[\].'#]*)\.([$A-Z\d]+)(?::[^\[\].]*\.([$A-Z\d]+))?\]")


@dataclass(frozen=True)
class _Standing:
    """What stands at a place of a table: its element, how it looks and the words it shows."""

    row: int
    column: int
    element: etree._Element
    look: Look
    shown: str


def read_opendocument(file: str, content: bytes) -> list[Sheet]:
    """Every table of the document, hidden ones too."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in ("styles.xml", "content.xml") if name in archive.namelist()]
        *styles, root = [etree.fromstring(archive.read(name), parser) for name in names]
    look = looks([*styles, root])
    hidden_styles = set(
        root.xpath(
            "//style:style[style:table-properties/@table:display='false']/@style:name",
            namespaces=NAMES,
        )
    )
    tables = list(root.iterfind(".//table:table", NAMES))
    standing = [_standing(table, look) for table in tables]
    held = {
        attribute(table, "table", "name"): held_places(
            (one.row, one.column) for one in ones if one.shown or _kind(one.element) in _NUMBERS
        )
        for table, ones in zip(tables, standing, strict=True)
    }
    return [
        _sheet(file, table, ones, held, hidden_styles)
        for table, ones in zip(tables, standing, strict=True)
    ]


def _standing(table: etree._Element, look: dict[str, Look]) -> list[_Standing]:
    """Every cell that holds something, those that repeat as often as they stand there."""
    columns = list(_placed(table.iterfind(".//table:table-column", NAMES), "columns"))
    firsts = [first for first, _, _ in columns]
    found: list[_Standing] = []
    for row, times, line in _rows(table):
        of_row = attribute(line, "table", "default-cell-style-name")
        for column, wide, element in _placed(_cells(line), "columns"):
            if not _says(element):
                continue
            _refuse_many(len(found) + times * wide)
            shown = _text(element)
            for beside in range(column, column + wide):
                own = attribute(element, "table", "style-name") or of_row
                if not own and (above := bisect_right(firsts, beside)):
                    own = attribute(columns[above - 1][2], "table", "default-cell-style-name")
                seen = _seen(element, look.get(own, Look()), look)
                found += [
                    _Standing(at, beside, element, seen, shown) for at in range(row, row + times)
                ]
    return found


def _rows(table: etree._Element) -> list[tuple[int, int, etree._Element]]:
    return list(_placed(table.iterfind(".//table:table-row", NAMES), "rows"))


def _seen(element: etree._Element, look: Look, looks: dict[str, Look]) -> Look:
    """How a cell looks: struck through too where a part of what it says is."""
    spans = element.iterfind("text:p//text:span", NAMES)
    names = [attribute(span, "text", "style-name") for span in spans]
    return replace(look, struck=True) if any(looks.get(n, look).struck for n in names) else look


def _sheet(
    file: str,
    table: etree._Element,
    standing: list[_Standing],
    held: dict[str, Held],
    hidden_styles: set[str],
) -> Sheet:
    name = attribute(table, "table", "name")
    merged = [
        _range(one.row, one.column, one.element)
        for one in standing
        if _spans(one.element) != (1, 1)
    ]
    _refuse_wide(merged)
    columns = _placed(table.iterfind(".//table:table-column", NAMES), "columns")
    return Sheet(
        file,
        name,
        by_place(_cell(one, name, held) for one in standing),
        visible=attribute(table, "table", "style-name") not in hidden_styles,
        merged=tuple(merged),
        hidden_rows=_hidden(_rows(table)),
        hidden_columns=_hidden(columns),
    )


def _hidden(placed: Iterable[tuple[int, int, etree._Element]]) -> frozenset[int]:
    return frozenset(
        place
        for first, times, element in placed
        if attribute(element, "table", "visibility") in ("collapse", "filter")
        for place in range(first, first + times)
    )


def _cells(line: etree._Element) -> list[etree._Element]:
    return [
        element
        for element in line
        if etree.QName(element).localname in ("table-cell", "covered-table-cell")
    ]


def _placed(elements, axis: str) -> Iterator[tuple[int, int, etree._Element]]:
    """Each element with its place and how often it stands there, one after the other.

    Spreadsheets end with "repeat this blank row a million times".
    """
    place, most = 1, {"rows": MAX_ROWS, "columns": MAX_COLUMNS}[axis]
    for element in elements:
        times = int(attribute(element, "table", f"number-{axis}-repeated") or 1)
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


def _kind(element: etree._Element) -> str:
    return attribute(element, "office", "value-type")


def _cell(one: _Standing, sheet: str, held: dict[str, Held]) -> Cell:
    content = _content(one, sheet, held)
    if content.get("kind") == "number" and one.look.unseen:
        content["kind"] = "hidden"
    return Cell(
        one.row, one.column, **content, comment=_comment(one.element), struck=one.look.struck
    )


def _content(one: _Standing, sheet: str, held: dict[str, Held]) -> dict:
    """Text and kind of a cell, and its day and time where it holds one."""
    element, shown, kind = one.element, one.shown, _kind(one.element)
    formula = attribute(element, "table", "formula")
    if kind in _NUMBERS:
        value = float(attribute(element, "office", "value"))
        if formula and value == 0 and speaks_of_blanks(_as_excel(formula), sheet, held):
            return {"text": formula, "kind": "formula"}
        return of_number(value, _number_format(one))
    if kind == "date":
        day = attribute(element, "office", "date-value")
        date = dt.date.fromisoformat(day[:10])
        time = dt.datetime.fromisoformat(day).time() if "T" in day else None
        return {"text": shown or date.isoformat(), "kind": "date", "date": date, "time": time}
    if formula and not shown and not kind:
        return {"text": formula, "kind": "formula"}
    return {"text": shown, "kind": "error" if shown.startswith("#") and formula else "text"}


def _number_format(one: _Standing) -> str:
    """The format of a cell; where its style tells none, what its number is shown as."""
    told = one.look.number_format
    if _kind(one.element) == "percentage" and "%" not in told:
        return "0%"
    if told != "General" or not one.element.findall("text:p", NAMES):
        return told
    shown = one.shown.replace('"', "").strip()
    if not any(map(str.isdigit, shown)) and "#" not in shown:
        return f'"{shown}"' if shown else ";;;"
    words = _FIGURES.sub("", shown).strip("#")
    return f'0"{words}"' if words and words != "E" else told


def _as_excel(formula: str) -> str:
    """A formula with its cells named as Excel names them; those of other files in brackets."""

    def cells(found: re.Match) -> str:
        sheet, first, last = found.groups()
        return f"{sheet}!" * bool(sheet) + first + f":{last}" * bool(last)

    return _REFERENCE.sub(cells, formula)


def _text(element: etree._Element) -> str:
    lines = element.findall("text:p", NAMES)
    return "\n".join(map(_line, lines)) or attribute(element, "office", "string-value")


def _line(line: etree._Element) -> str:
    """The words of a paragraph; spaces beyond the first, and breaks, are elements of their own."""
    words = []
    for event, part in etree.iterwalk(line, ("start", "end")):
        if event == "start":
            words.append(_SPACES.get(part.tag) or part.text or "")
        elif part is not line:
            words.append(part.tail or "")
    return "".join(words)


def _comment(element: etree._Element) -> str:
    notes = element.findall("office:annotation/text:p", NAMES)
    return " ".join("".join(line.itertext()) for line in notes).strip()


def _spans(element: etree._Element) -> tuple[int, int]:
    return tuple(
        int(attribute(element, "table", f"number-{axis}-spanned") or 1)
        for axis in ("rows", "columns")
    )


def _range(row: int, column: int, element: etree._Element) -> tuple[int, int, int, int]:
    rows, columns = _spans(element)
    return row, column, row + rows - 1, column + columns - 1
