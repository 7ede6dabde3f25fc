"""What a Word report needs and pandoc does not give: running lines, dressed tables, and the parts
it starts from.
"""

import io
import zipfile
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

from lxml import etree

PARTS = Path(__file__).parent / "templates" / "docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RUNNING = ("word/header1.xml", "word/footer1.xml")
WHOLE, LITTLE = 12, 1200  # a table of up to so many rows and letters is kept on one page


def reference() -> bytes:
    """The document whose styles, page and running lines the report takes; its parts are kept as
    text.
    """
    parts = sorted(path for path in PARTS.rglob("*") if path.is_file())
    return zipped({path.relative_to(PARTS).as_posix(): path.read_bytes() for path in parts})


def finish(made: bytes) -> bytes:
    """The document pandoc made, with its running lines filled and its tables and boxes dressed."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    words = _words(parts)
    for name in RUNNING:
        parts[name] = _filled(parts[name], words)
    body = etree.fromstring(parts["word/document.xml"])
    for table in body.iter(f"{W}tbl"):
        _dress(table)
    _set_apart(body)
    _on_new_pages(body)
    _sections(body)
    for picture in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"):
        picture.attrib.pop(
            "descr", None
        )  # it holds the path of the file; the words are in the drawing's own
    parts["word/document.xml"] = _bytes(body)
    parts["docProps/core.xml"] = _properties(parts["docProps/core.xml"], words)
    return zipped(parts)


def _properties(part: bytes, words: dict[str, str]) -> bytes:
    """The document's properties: its title with the period, and no day but the report's own."""
    tree = etree.fromstring(part)
    title = tree.find("{*}title")
    title.text = ". ".join(filter(None, [title.text, words["subtitle"]]))
    for day in [*tree.iterfind("{*}created"), *tree.iterfind("{*}modified")]:
        if words.get("dated"):
            day.text = f"{words['dated']}T00:00:00Z"
        else:
            tree.remove(day)
    return _bytes(tree)


def _words(parts: dict[str, bytes]) -> dict[str, str]:
    """What stands in [brackets] in the running lines, and the words for it from the document's
    properties.
    """
    core, custom = (
        etree.fromstring(parts["docProps/core.xml"]),
        etree.fromstring(parts["docProps/custom.xml"]),
    )
    return {"subtitle": "", "title": core.findtext("{*}title") or ""} | {
        held.get("name"): held.findtext("{*}lpwstr") or "" for held in custom
    }


def _filled(part: bytes, words: dict[str, str]) -> bytes:
    tree = etree.fromstring(part)
    for text in tree.iter(f"{W}t"):
        if text.text.startswith("["):
            text.text = words.get(text.text[1:-1], text.text)
    return _bytes(tree)


def _dress(table: etree._Element) -> None:
    """Cells in their own styles, the first column flagged as headings, no row cut in two."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    look.set(f"{W}firstColumn", "1")
    look.set(f"{W}val", "00A0")
    rows = table.findall(f"{W}tr")
    # A table is kept whole where it is a small part of a page; of others the heading and a line.
    is_small = len(rows) <= WHOLE + 1 and len("".join(table.itertext())) <= LITTLE
    kept = rows[:-1] if is_small else rows[:1]
    for row in rows:
        heading = row.find(f"{W}trPr/{W}tblHeader") is not None
        properties = row.find(f"{W}trPr")
        if properties is None:
            row.insert(0, properties := etree.Element(f"{W}trPr"))
        properties.insert(0, etree.Element(f"{W}cantSplit"))
        for paragraph in row.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            style.set(f"{W}val", "TableHeading" if heading else "TableText")
            if row in kept:
                style.addnext(etree.Element(f"{W}keepNext"))


def _set_apart(body: etree._Element) -> None:
    """Air below a box and below a table, which styles alone cannot give."""
    for before, after in pairwise(block for block in body[0] if block.tag in (f"{W}p", f"{W}tbl")):
        if _style(after) == "Note" and _style(before) in ("Note", "table"):
            _hold(before)
        if before.tag == f"{W}tbl" and _style(after) not in ("Note", "TableCaption", "GlanceText"):
            _space(after, "before", "240")
        for box, air in (("KeyFinding", "240"), ("GlanceFinding", "100")):
            if _style(before).startswith(box) and not _style(after).startswith(box):
                _space(before, "after", air)


def _on_new_pages(body: etree._Element) -> None:
    """In a report, the first chapter after the contents and the annexes begin on a page; no other
    chapter does, so that a section that is pasted elsewhere brings no page break with it.
    """
    blocks = [block for block in body[0] if block.tag == f"{W}p"]
    styles = [_style(block) for block in blocks]
    mark = body.find(f".//{W}bookmarkStart[@{W}name='annexes']")
    starts = [] if mark is None else [mark.getnext()]
    if "GlanceHeading1" in styles:
        starts.append(blocks[styles.index("Heading1")])
    for start in starts:
        start.find(f"{W}pPr/{W}pStyle").addnext(etree.Element(f"{W}pageBreakBefore"))


def _sections(body: etree._Element) -> None:
    """Each section of the document gets its page and running lines, and ends with its last
    paragraph.
    """
    last = body.find(f"{W}body/{W}sectPr")
    ends = body.findall(f"{W}body/{W}p/{W}pPr/{W}sectPr")
    for end in ends:
        (begins, margins, columns), mark = end, end.getparent().getparent()
        section = deepcopy(last)
        section.find(f"{W}pgSz").addprevious(begins)
        section.replace(section.find(f"{W}pgMar"), margins)
        margins.addnext(columns)
        if end is not ends[0]:
            section.remove(section.find(f"{W}titlePg"))
        if mark.getprevious().tag == f"{W}p":
            mark.getprevious().find(f"{W}pPr").append(section)
            mark.getparent().remove(mark)
        else:  # a table cannot end a section
            end.getparent().replace(end, section)
    if ends:
        last.remove(last.find(f"{W}titlePg"))


def _hold(block: etree._Element) -> None:
    """Keep a table's last row, or a note, on the page of what follows."""
    row = block.findall(f"{W}tr")[-1] if block.tag == f"{W}tbl" else block
    for style in row.iter(f"{W}pStyle"):
        style.addnext(etree.Element(f"{W}keepNext"))


def _style(block: etree._Element) -> str:
    if block.tag == f"{W}tbl":
        return "table"
    style = block.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def _space(paragraph: etree._Element, side: str, twips: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None or properties.find(f"{W}spacing") is not None:
        return
    spacing = etree.Element(f"{W}spacing", {f"{W}{side}": twips})
    later = [
        child
        for child in properties
        if child.tag in (f"{W}ind", f"{W}jc", f"{W}outlineLvl", f"{W}rPr")
    ]
    later[0].addprevious(spacing) if later else properties.append(spacing)


def _bytes(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on its parts alone: one date, and no compression, which differs
    between machines.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()
