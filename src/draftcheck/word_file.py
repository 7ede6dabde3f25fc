"""Word files: paragraphs and tables of `word/document.xml`, read as XML without entities."""

import zipfile
from collections.abc import Iterator
from itertools import count

from lxml import etree

from draftcheck.document import Block
from draftcheck.layout import Grid, filled_grid, span

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " "}


def read_docx(package: zipfile.ZipFile) -> list[Block | Grid]:
    """The parts of the document in their order. KeyError where it is no Word document."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(package.read("word/document.xml"), parser)
    parts = []
    counts = {f"{_W}p": count(1), f"{_W}tbl": count(1)}
    for element in _elements(root.iterchildren(f"{_W}body")):
        number = next(counts[element.tag])
        if element.tag == f"{_W}tbl":
            parts += _table(element, f"table {number} of the file")
        elif text := _text(element):
            kind, level = _kind(element)
            parts.append(Block(kind, text, f"paragraph {number}", level))
    return parts


def _elements(outer) -> Iterator:
    """The paragraphs and tables in their order."""
    for element in outer:
        name = element.tag.removeprefix(_W)
        if name in ("p", "tbl"):
            yield element
        elif name in ("body", "sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _elements(element)


def _value(element, path: str, default: str = "") -> str | None:
    """What an element inside another says; None where it is not there."""
    found = element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{_W}val", default)


def _kind(paragraph) -> tuple[str, int]:
    """What the paragraph is, by its style, and how deep it lies if it is an item."""
    style = (_value(paragraph, "pPr/pStyle") or "").lower()
    depth = _value(paragraph, "pPr/numPr/ilvl", "0")
    if style.startswith(("heading", "title")):
        return "heading", 0
    if "caption" in style:
        return "caption", 0
    if style.startswith(("toc", "tableoffigures")):
        return "contents", 0
    is_item = style.startswith("list") or _value(paragraph, "pPr/numPr") is not None
    return "item" if is_item else "text", int(depth or 0)


def _text(element) -> str:
    """The text as it reads now: nothing deleted, no instructions of fields, no raised marks of
    footnotes.
    """
    pieces = [
        _SPACE.get(node.tag) or node.text or ""
        for node in element.iter(f"{_W}t", *_SPACE)
        if _value(node.getparent(), "rPr/vertAlign") != "superscript"
    ]
    return " ".join("".join(pieces).split())


def _table(table, name: str) -> Iterator[Grid]:
    rows = [
        [text for cell in row.iterchildren(f"{_W}tc") for text in _cells(cell)]
        for row in table.iter(f"{_W}tr")
    ]
    return filled_grid(rows, [f"{name}, row {at}" for at in range(1, len(rows) + 1)])


def _cells(cell) -> list[str]:
    """The cell's text, and nothing for those it spans or where it is merged into the one above."""
    is_merged = _value(cell, "tcPr/vMerge") not in (None, "restart")
    texts = [] if is_merged else map(_text, cell.iter(f"{_W}p"))
    return [" ".join(filter(None, texts))] + [""] * (
        span(_value(cell, "tcPr/gridSpan", "1") or "1") - 1
    )
