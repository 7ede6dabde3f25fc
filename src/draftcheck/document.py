"""A draft as its parts in order: blocks of text and grids of cells, each with the place where it
stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A piece of text: `kind` is text, heading, item (of a list) or caption; `level` is how deep an
    item lies.
    """

    kind: str
    text: str
    place: str
    level: int = 0


@dataclass(frozen=True, eq=False)
class Grid:
    """A table as text, with the place of every cell; `order` is its turn in the draft."""

    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]
    caption: str = ""
    number: str = ""
    before: str = ""
    after: str = ""
    order: int = 0

    @property
    def name(self) -> str:
        """What to call it in a message."""
        if self.number:
            return f"Table {self.number}"
        return f"table without a number, the {ordinal(self.order)} here"

    @property
    def near(self) -> str:
        """The caption and the text around the table."""
        return " ".join((self.caption, self.before, self.after))

    @property
    def notes(self) -> str:
        """The caption and the text below, where a table says how its numbers are to be read."""
        return f"{self.caption} {self.after}"

    @property
    def place(self) -> str:
        """Where the table begins."""
        return f"{self.name} ({self.places[0][0]})"


@dataclass(frozen=True)
class Document:
    """A draft: its parts in the order of reading, and what its captions call themselves."""

    parts: tuple[Block | Grid, ...]

    @property
    def blocks(self) -> list[Block]:
        """The texts alone."""
        return [part for part in self.parts if isinstance(part, Block)]

    @property
    def grids(self) -> list[Grid]:
        """The tables alone."""
        return [part for part in self.parts if isinstance(part, Grid)]


def grid(rows: list[list[str]], places: list[list[str]] | list[str]) -> Grid:
    """A grid of equally long rows; one place a row is the place of all its cells."""
    width = max((len(row) for row in rows), default=0)
    of_cells = [[place] * width if isinstance(place, str) else place for place in places]
    return Grid(
        tuple(tuple(row) + ("",) * (width - len(row)) for row in rows),
        tuple(tuple(place) + (place[-1],) * (width - len(place)) for place in of_cells),
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text; "Fig. 3", "e.g." and "no. 4" do not end one."""
    marked = re.sub(
        r"\b(Fig|Figs|Tab|App|No|no|vs|cf|ca|e\.g|i\.e|approx|Dr|St)\.\s", r"\1․ ", text
    )
    return [
        piece.replace("․", ".").strip()
        for piece in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"'(\[])", marked)
        if piece
    ]


def ordinal(number: int) -> str:
    """`3rd`."""
    is_teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
