"""HTML: its tables with merged cells spread out, headings, lists and paragraphs. Nothing is fetched
or run.
"""

from collections.abc import Iterator

from lxml import etree, html

from draftcheck.document import Block
from draftcheck.layout import Grid, filled_grid, span

_SKIPPED = {"script", "style", "template", "noscript", "head", "svg", "math", "nav"}
_TEXTS = "dt dd p div td blockquote pre section article body main figure span"
_KINDS = {
    "li": "item",
    "figcaption": "caption",
    "caption": "caption",
    **dict.fromkeys(_TEXTS.split(), "text"),
    **{f"h{number}": "heading" for number in range(1, 7)},
}
# What stands on lines of its own, and ends the text before it.
_BLOCKS = _KINDS.keys() - {"span"}


def read_html(text: str) -> list[Block | Grid]:
    """The parts of a page in their order."""
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    return list(_parts(root, 0))


def _parts(element, level: int) -> Iterator[Block | Grid]:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    if element.tag == "table" and next(element.iterdescendants("table"), None) is None:
        yield from _table(element)
        return
    if element.tag in _BLOCKS and not any(
        child.tag in _BLOCKS for child in element.iterdescendants()
    ):
        yield from _block(element, level, _text(element))
        return
    # Text of its own before the first block inside: "<li>Three reasons:<ul>…".
    if element.tag in _KINDS:
        yield from _own_text(element, level)
    for child in element:
        yield from _parts(child, level + (element.tag in ("ul", "ol")))


def _block(element, level: int, text: str) -> Iterator[Block]:
    if text := " ".join(text.split()):
        yield Block(_KINDS[element.tag], text, f"line {element.sourceline}", level)


def _own_text(element, level: int) -> Iterator[Block]:
    text = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or child.tag in ("ul", "ol", "table", "dl"):
            break
        text += [_text(child), child.tail or ""]
    yield from _block(element, level, " ".join(text))


def _text(element) -> str:
    """The text inside, without raised marks of footnotes."""
    pieces = element.xpath(
        ".//text()[not(ancestor::sup or ancestor::script or ancestor::style or ancestor::svg)]"
    )
    return " ".join("".join(pieces).split())


def _table(table) -> Iterator[Block | Grid]:
    for caption in table.iterchildren("caption"):
        yield from _block(caption, 0, _text(caption))
    rows, places, pending = [], [], {}
    for row in table.iter("tr"):
        cells, pending = _spread(row, pending)
        rows.append(cells)
        places.append(f"line {row.sourceline}")
    yield from filled_grid(rows, places)


def _spread(row, pending: dict[int, int]) -> tuple[list[str], dict[int, int]]:
    """The row's cells, each merged one at its first place; `pending` are columns held by cells of
    rows above.
    """
    cells, below = [], {}
    for cell in row.iterchildren("td", "th"):
        while pending.get(len(cells)):
            below[len(cells)] = pending[len(cells)] - 1
            cells.append("")
        wide, high = (span(cell.get(name, "1").strip()) for name in ("colspan", "rowspan"))
        below |= dict.fromkeys(range(len(cells), len(cells) + wide), high - 1)
        cells += [_text(cell)] + [""] * (wide - 1)
    for at in range(len(cells), max(pending, default=-1) + 1):
        below[at] = max(0, pending.get(at, 0) - 1)
        cells.append("")
    return cells, below
