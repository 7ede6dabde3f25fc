"""The words of a workbook that stand in none of its cells: headers and footers, properties, defined
names, comments, drawings, lists, and what is kept of other files and of pivot tables.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from analysis.declare.words import worded

# Where a person finds the words of a part, by the part's name.
_PARTS = worded(r"""
    docProps/.*\.xml|meta\.xml: a line of the document properties
    xl/workbook\.xml: a defined name
    xl/(?:comments.*|threadedComments/.*)\.xml: a comment
    xl/persons/.*\.xml: the name of whoever commented
    xl/styles\.xml: a style or format of cells
    xl/drawings/.*\.(?:xml|vml)|xl/charts/.*\.xml: a drawing or text box
    xl/pivotCache/.*\.xml: the hidden cache of a pivot table
    xl/externalLinks/.*\.xml: a value kept of another workbook
    xl/tables/.*\.xml: a heading of a table
    xl/worksheets/[^/]*\.xml: a header, footer, list or link of a sheet
    xl/worksheets/_rels/.*\.rels: a link
    styles\.xml: a header or footer
    content\.xml: a defined name, list or drawing
    customXml/item\d+\.xml: a line of the document properties
""")
# Cells and sheets are looked at as such, and styles hold no words.
_PASSED_OVER = "sheet sheetData cols styles automatic-styles table-row font-face-decls".split()
_ATTRIBUTES = frozenset(
    "name v u formula1 formula2 prompt promptTitle error errorTitle tooltip comment displayName"
    " formatCode display location Target descr title alt content-validation-name".split()
)


def words_beside(content: bytes) -> Iterator[tuple[str, str]]:
    """Each text with where it stands; nothing of a file that is no zipped workbook."""
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            where = next((said for part, said in _PARTS.items() if re.fullmatch(part, name)), "")
            if where:
                yield from ((where, text) for text in _texts(archive.read(name)))


def _texts(xml: bytes) -> Iterator[str]:
    """The texts of one part, runs of one paragraph together, without its cells."""
    for opened, closed in ((b"<sheetData>", b"</sheetData>"), (b"<sheetData ", b"</sheetData>")):
        first, last = xml.find(opened), xml.rfind(closed)
        if 0 <= first < last:
            xml = xml[:first] + xml[last + len(closed) :]
    try:
        root = etree.fromstring(
            xml, etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        )
    except etree.XMLSyntaxError:
        return
    if root is not None:
        yield from _of(root)


def _of(element: etree._Element) -> Iterator[str]:
    stack = [element]
    while stack:
        element = stack.pop()
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if not name or name in _PASSED_OVER:
            continue
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] in _ATTRIBUTES and value.strip():
                yield value
        if name in ("p", "comment", "threadedComment", "oddHeader", "oddFooter") or not len(
            element
        ):
            text = "".join(element.itertext()).strip()
            # Headers are written with codes: `&C` for the middle, `&"Arial"` for a font.
            plain = (
                re.sub(r'&"[^"]*"|&[A-Z]|&\d+(?!\d)', " ", text)
                if name[:3] in ("odd", "eve", "fir")
                else text
            )
            if plain.strip():
                yield plain
        else:
            stack.extend(element)
