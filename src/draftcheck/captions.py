"""Which caption belongs to which table, what stands around it, and what is only a list of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from draftcheck.document import Block, Document, Grid
from draftcheck.numbers import read_value

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
    return [caption for block in document.blocks if (caption := caption_of(block))]


def settled(parts: list[Block | Grid]) -> Document:
    """The document: contents lists taken out, captions and the text around them given to their
    tables.
    """
    kept = _without_contents(parts)
    grids = 0
    for at, part in enumerate(kept):
        if isinstance(part, Grid):
            grids += 1
            kept[at] = replace(part, order=grids, **_surroundings(kept, at))
    return Document(tuple(kept))


def _without_contents(parts: list[Block | Grid]) -> list[Block | Grid]:
    kept, listing = [], False
    for part in parts:
        if isinstance(part, Block) and part.kind == "heading":
            listing = bool(_CONTENTS.fullmatch(part.text.strip(" :")))
        is_contents = _lists_pages if isinstance(part, Grid) else _points_to_page
        if not is_contents(part, listing):
            kept.append(part)
    return kept


def _points_to_page(block: Block, listing: bool) -> bool:
    ends_in_page = listing and re.search(r"\s\d{1,3}$", block.text)
    return block.kind == "contents" or bool(ends_in_page or _LEADERS.search(block.text[-80:]))


def _lists_pages(grid: Grid, listing: bool) -> bool:
    """Whether a table is a list of contents: words, and page numbers that never fall."""
    if len(grid.rows) < 4 or any(len([cell for cell in row if cell]) > 2 for row in grid.rows):
        return False
    pages = [read_value(row[-1]) for row in grid.rows]
    if any(page.kind != "number" for page in pages) or re.search(r"total", grid.rows[-1][0], re.I):
        return False
    return listing or (all(a.number <= b.number for a, b in pairwise(pages)) and len(grid.rows) > 7)


def _surroundings(parts: list[Block | Grid], at: int) -> dict[str, str]:
    """Caption, number and near text of the table at a place."""
    above = _run(parts[max(0, at - _FARTHEST) : at][::-1])
    below = _run(parts[at + 1 : at + 1 + _FARTHEST])
    own = _own_caption(above, below, parts, at)
    caption = caption_of(own) if own else None
    texts = [block for block in above if block is not own and not caption_of(block)][:_NEAR][::-1]
    following = [block for block in below if block is not own]
    until = next(
        (i for i, block in enumerate(following) if block.kind == "heading" or caption_of(block)),
        _NEAR,
    )
    return {
        "caption": (caption and caption.text) or (own.text if own else ""),
        "number": caption.number if caption and caption.kind == "Table" else "",
        "before": " ".join(block.text for block in texts),
        "after": " ".join(block.text for block in following[: min(until, _NEAR)]),
    }


def _run(parts: list[Block | Grid]) -> list[Block]:
    """The blocks up to the next table."""
    return list(takewhile(lambda part: isinstance(part, Block), parts))


def _own_caption(above: list[Block], below: list[Block], parts, at: int) -> Block | None:
    """The caption above; or one below that no other table follows; or a heading or title right
    above.
    """
    for block in above[:2]:
        if (
            (caption := caption_of(block)) and caption.kind in ("Table", "Chart")
        ) or block.kind == "caption":
            return block
    for offset, block in enumerate(below[:1], 1):
        following = parts[at + offset + 1] if at + offset + 1 < len(parts) else None
        is_caption = (caption := caption_of(block)) and caption.kind == "Table"
        if is_caption and not isinstance(following, Grid):
            return block
    is_title = above and (
        above[0].kind == "heading" or (len(above[0].text) < 120 and above[0].text[-1] not in ".!?")
    )
    return above[0] if is_title and above[0].kind != "item" else None
