"""A draft as its parts in order: blocks of text and grids of cells, each with the place where it
stands.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from draftcheck.layout import Grid

# A sentence begins with a capital or, after a whole word or a number, with a number of something.
_ENDS = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z“\"'(\[])|(?:(?<=[a-z]{3}[.!?])|(?<=.[\d%)]\.))\s+(?=\d[\d,]* [a-z])"
)


class Unreadable(Exception):
    """Why a draft cannot be read; and what to do."""


@dataclass(frozen=True)
class Block:
    """A piece of text: `kind` is text, heading, item (of a list) or caption; `level` is how deep an
    item lies.
    """

    kind: str
    text: str
    place: str
    level: int = 0


@dataclass(frozen=True)
class Document:
    """A draft: its parts in the order of reading."""

    parts: tuple[Block | Grid, ...]

    @cached_property
    def blocks(self) -> list[Block]:
        """The texts alone."""
        return [part for part in self.parts if isinstance(part, Block)]

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables alone."""
        return [part for part in self.parts if isinstance(part, Grid)]


def in_tables(look: Callable[[Grid], Iterable]) -> Callable[[Document], Iterator]:
    """What something that looks at one table finds in all tables of a document."""
    return lambda document: (found for grid in document.grids for found in look(grid))


def sentences(text: str) -> list[str]:
    """The sentences of a text; "Fig. 3", "e.g." and "no. 4" do not end one."""
    marked = re.sub(
        r"\b(Fig|Figs|Tab|App|No|no|vs|cf|ca|e\.g|i\.e|approx|Dr|St)\.\s", r"\1․ ", text
    )
    return [piece.replace("․", ".").strip() for piece in _ENDS.split(marked) if piece]
