"""Which caption belongs to which table, what stands around it, and what only lists contents."""

import re
from dataclasses import dataclass, replace
from itertools import count, islice, pairwise, takewhile

from draftcheck.document import Block, Document
from draftcheck.layout import Grid

KINDS = {"tab": "Table", "fig": "Figure", "app": "Appendix", "ann": "Annex", "cha": "Chart"}
_NUMBER = r"[A-Z]?\d{1,3}(?:[.-]\d+)*[a-z]?|(?<=x\s)[A-Z]"
_CAPTION = re.compile(
    rf"(tab(?:le|\.)|fig(?:ure|\.)|chart|appendix|annex)\s*({_NUMBER})(?![\w-])\s*(.*)", re.I | re.S
)
_LEADERS = re.compile(r"(\.\s?){4,}\s*\d+$|…+\s*\d+$")
_CONTENTS = re.compile(
    r"(table of )?contents|(list|index) of (tables|figures|tables and figures)", re.I
)
_NEAR, _FARTHEST = 2, 3


@dataclass(frozen=True)
class Caption:
    """What a table, figure or appendix calls itself, and where."""

    kind: str
    number: str
    text: str
    place: str


def caption_of(block: Block) -> Caption | None:
    """The caption a block is; None where it is a sentence that only begins with "Table 4 shows"."""
    match = _CAPTION.match(block.text.lstrip("*_#> "))
    if not match or len(block.text) > 300:
        return None
    rest = match[3].strip()
    goes_on = rest and rest[0] not in ":.–—-|)(" and not rest[0].isupper()
    if goes_on and block.kind not in ("caption", "heading"):
        return None
    return Caption(
        KINDS[match[1][:3].lower()], match[2].upper(), rest.lstrip(":.–—-|) "), block.place
    )


def captions(document: Document) -> list[Caption]:
    """Every caption of the draft."""
    return list(filter(None, map(caption_of, document.blocks)))


def settled(parts: list[Block | Grid]) -> Document:
    """The document: contents lists taken out, captions and the text around them given to their
    tables.
    """
    kept, listing = [], False
    for part in parts:
        if isinstance(part, Block) and part.kind == "heading":
            listing = bool(_CONTENTS.fullmatch(part.text.strip(" :")))
        is_contents = _lists_pages if isinstance(part, Grid) else _points_to_page
        if not is_contents(part, listing):
            kept.append(part)
    order = count(1)
    return Document(
        tuple(
            _surrounded(
                part,
                next(order),
                kept[max(0, at - _FARTHEST) : at],
                kept[at + 1 : at + 2 + _FARTHEST],
            )
            if isinstance(part, Grid)
            else part
            for at, part in enumerate(kept)
        )
    )


def _points_to_page(block: Block, listing: bool) -> bool:
    ends_in_page = listing and re.search(r"\s\d{1,3}$", block.text)
    return block.kind == "contents" or bool(ends_in_page or _LEADERS.search(block.text[-80:]))


def _lists_pages(grid: Grid, listing: bool) -> bool:
    """Whether a table is a list of contents: words, and page numbers that never fall."""
    pages = [row[-1] for row in grid.values]
    if (
        len(pages) < 4
        or any(sum(map(bool, row)) > 2 for row in grid.cells)
        or any(page.kind != "number" for page in pages)
        or re.search(r"total", grid.cells[-1][0], re.I)
    ):
        return False
    return listing or (all(a.number <= b.number for a, b in pairwise(pages)) and len(pages) > 7)


def _surrounded(grid: Grid, order: int, before: list, after: list) -> Grid:
    """A table with its turn, caption and number, and the text near it."""
    above, below = _texts(before[::-1]), _texts(after[:_FARTHEST])
    # A caption below belongs to the table that follows it, where one does.
    is_last = not any(isinstance(part, Grid) for part in after[1:2])
    own = _own_caption(above, below if is_last else [])
    caption = own and caption_of(own)
    texts = [block for block in above if block is not own and not caption_of(block)]
    following = takewhile(
        lambda block: block.kind != "heading" and not caption_of(block),
        [block for block in below if block is not own],
    )
    return replace(
        grid,
        order=order,
        caption=(caption and caption.text) or (own.text if own else ""),
        number=caption.number if caption and caption.kind == "Table" else "",
        before=" ".join(block.text for block in texts[:_NEAR][::-1]),
        after=" ".join(block.text for block in islice(following, _NEAR)),
    )


def _texts(parts: list[Block | Grid]) -> list[Block]:
    """The blocks up to the next table."""
    return list(takewhile(lambda part: isinstance(part, Block), parts))


def _own_caption(above: list[Block], below: list[Block]) -> Block | None:
    """The caption above, or else below, or else a heading or title right above."""
    for block in above[:2]:
        caption = caption_of(block)
        if block.kind == "caption" or (caption and caption.kind in ("Table", "Chart")):
            return block
    for block in below[:1]:
        if (caption := caption_of(block)) and caption.kind == "Table":
            return block
    for block in above[:1]:
        is_title = len(block.text) < 120 and block.text[-1] not in ".!?"
        if block.kind == "heading" or (is_title and block.kind != "item"):
            return block
    return None
