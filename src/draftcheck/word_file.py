"""Word files: paragraphs and tables of `word/document.xml`, read as XML without entities."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from draftcheck.document import Block, Grid, grid

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " "}


def read_docx(package: zipfile.ZipFile) -> list[Block | Grid]:
    """The parts of the document in their order. KeyError where it is no Word document."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(package.read("word/document.xml"), parser)
    body = root.find(f"{_W}body")
    counter = [0, 0]
    return [] if body is None else list(_parts(body, counter))


def _parts(element, counter: list[int]) -> Iterator[Block | Grid]:
    """Blocks and grids; `counter` holds the paragraphs and tables seen so far."""
    for child in element:
        if child.tag == f"{_W}p":
            counter[0] += 1
            if text := " ".join(_text(child).split()):
                kind, level = _kind(child)
                yield Block(kind, text, f"paragraph {counter[0]}", level)
        elif child.tag == f"{_W}tbl":
            counter[1] += 1
            yield from _table(child, f"table {counter[1]} of the file")
        elif child.tag.removeprefix(_W) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _parts(child, counter)


def _kind(paragraph) -> tuple[str, int]:
    """What the paragraph is, by its style, and how deep it lies if it is an item."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val", "") if style is not None else "").lower()
    depth = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    if name.startswith(("heading", "title")):
        return "heading", 0
    if "caption" in name:
        return "caption", 0
    if name.startswith(("toc", "tableoffigures")):
        return "contents", 0
    if depth is not None:
        return "item", int(depth.get(f"{_W}val", "0"))
    is_item = name.startswith("list") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return "item" if is_item else "text", 0


def _text(element) -> str:
    """The text as it reads now: nothing deleted, no instructions of fields, no raised marks of
    footnotes.
    """
    pieces = []
    for node in element.iter(f"{_W}t", *_SPACE):
        raised = node.getparent().find(f"{_W}rPr/{_W}vertAlign")
        if raised is None or raised.get(f"{_W}val") != "superscript":
            pieces.append(_SPACE.get(node.tag) or node.text or "")
    return "".join(pieces)


def _table(table, name: str) -> Iterator[Grid]:
    rows, places = [], []
    for number, row in enumerate(table.iter(f"{_W}tr"), 1):
        cells = []
        for cell in row.iterchildren(f"{_W}tc"):
            cells += [_cell_text(cell)] + [""] * (_span(cell) - 1)
        rows.append(cells)
        places.append(f"{name}, row {number}")
    if any(any(row) for row in rows):
        yield grid(rows, places)


def _cell_text(cell) -> str:
    """The cell's text; a cell merged into the one above has none of its own."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merged is not None and merged.get(f"{_W}val") != "restart":
        return ""
    return " ".join(" ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p")).split())


def _span(cell) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    typed = span.get(f"{_W}val", "1") if span is not None else "1"
    return min(1000, max(1, int(typed))) if typed.isdecimal() else 1
