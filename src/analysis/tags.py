"""In a PDF, the first cell of every table row becomes that row's heading: typst has no open way to say so."""

from __future__ import annotations

import re

Objects = dict[int, bytes]
REFERENCE = re.compile(rb"(\d+) 0 R")
KIDS = re.compile(rb"/K\[([^\]]*)\]")


def row_headings(pdf: bytes) -> bytes:
    """The same PDF, its row headings tagged `TH` with scope `Row` and named by the cells of their rows."""
    objects, trailer = _read(pdf)
    headings = [_mark(objects, row) for row in _rows(objects)]
    for number, content in objects.items():
        if b"/Type/StructTreeRoot" in content:
            objects[number] = _listed(content, headings)
    return _write(pdf[: pdf.index(b"1 0 obj")], objects, trailer)


def _read(pdf: bytes) -> tuple[Objects, bytes]:
    """Every object by its number, in the order of the file, and the trailer."""
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    lines = pdf[start : pdf.index(b"trailer", start)].splitlines()[3:]
    offsets = sorted((int(line[:10]), number) for number, line in enumerate(lines, 1))
    ends = [offset for offset, _ in offsets[1:]] + [start]
    objects = {number: pdf[offset:end] for (offset, number), end in zip(offsets, ends, strict=True)}
    return objects, pdf[pdf.index(b"trailer", start) : pdf.rindex(b"startxref")]


def _rows(objects: Objects) -> list[list[int]]:
    """The cells of every row of every table body, as object numbers."""
    bodies = [content for content in objects.values() if b"/S/TBody" in content]
    rows = [row for body in bodies for row in _kids(body)]
    return [_kids(objects[row]) for row in rows]


def _kids(content: bytes) -> list[int]:
    return [int(number) for number in REFERENCE.findall(KIDS.search(content)[1])]


def _mark(objects: Objects, row: list[int]) -> tuple[bytes, int]:
    """Make the first cell of `row` a heading, and tell the others its name."""
    heading, *cells = row
    name = b"(row%05d)" % heading
    found = objects[heading].replace(b"/S/TD", b"/S/TH/ID" + name, 1)
    objects[heading] = found.replace(b"/O/Table", b"/O/Table/Scope/Row", 1)
    for cell in cells:
        objects[cell] = re.sub(rb"/Headers\[([^\]]*)\]", rb"/Headers[\1" + name + rb"]", objects[cell], count=1)
    return name, heading


def _listed(root: bytes, headings: list[tuple[bytes, int]]) -> bytes:
    """The root of the tags, its index of names holding the new ones; the index has to be sorted."""
    names = re.search(rb"/IDTree<</Names\[(.*?)\]>>", root, re.S)
    if not names:
        return root
    held = re.findall(rb"(\([^)]*\))\s*(\d+) 0 R", names[1]) + [(name, b"%d" % number) for name, number in headings]
    joined = b" ".join(b"%s %s 0 R" % pair for pair in sorted(held))
    return root.replace(names[1], joined, 1)


def _write(head: bytes, objects: Objects, trailer: bytes) -> bytes:
    """The file again, with the place of every object written down anew."""
    made, places = bytearray(head), {}
    for number, content in objects.items():
        places[number] = len(made)
        made += content
    table = b"".join(b"%010d 00000 n\r\n" % places[number] for number in sorted(places))
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(places) + 1) + table
    return bytes(made + trailer + b"startxref\n%d\n%%%%EOF" % start)
