"""The only door from findings to readers: a section takes blocks, writes their files and keeps its
own Markdown.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from itertools import zip_longest
from typing import Protocol, runtime_checkable

import pandas as pd
import yaml
from pandas import DataFrame

from analysis import store
from analysis.declare.disclosure import Cost
from analysis.declare.front import KEYWORDS, day, imprint
from analysis.declare.outcomes import LINES
from analysis.declare.periods import period as declared
from analysis.declare.periods import quarter_label
from analysis.declare.revisions import PRINTED
from analysis.declare.table import InputError
from analysis.declare.traced import (
    COUNTED,
    NUMBERS,
    TYPED,
    bare,
    cell_keys,
    counted,
    keys,
    marked_again,
    spans,
    traced,
    values,
)
from analysis.disclosure.decided import decided
from analysis.registry import STRANDS, not_called_so
from analysis.show import planned, revisions
from analysis.show.disclosed import cost
from analysis.show.hosted import hosted
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, commentary

_TITLE = "Safe & Together London"
# Around what of a section stands in the technical annex.
ANNEX, ANNEX_ENDS = "::::::: annex", ":::::::"
# How the note begins that leads from a section to what it was made by.
_BEHIND = "How these numbers came about:"


class Block(Protocol):
    """Something a section holds: its Markdown, with a line under a table on its source where one
    is given, the files that go with it, and a key that stays the same on a re-run.
    """

    key: str

    def markdown(self, source: str) -> str: ...

    def files(self) -> dict: ...


@runtime_checkable
class Cells(Protocol):
    """A block with cells, which can be held against those printed before."""

    def compared(self, then: DataFrame | None) -> DataFrame: ...

    def marked(self, printed: DataFrame) -> Block: ...


class Section:
    """One strand's section for one period, written to `reports/<period>/<strand>/` as it grows.

    A table without rows is not printed, nor a heading with nothing under it. Showing a block again
    replaces it, so running a cell twice changes nothing. A number carries a mark where the report
    last published prints another; `printed.csv` holds every cell, and what stood there.
    """

    def __init__(self, strand: str, period: str) -> None:
        store.refuse_unasked(period, strand)
        self.strand, self.period = strand, period
        self.origin = store.origin(period, strand)
        self._numbered = {
            key: row.number
            for row in store.contents(period).itertuples()
            if row.kind == "table"
            for key in row.tables.split()
        }
        self._blocks: dict[tuple[str, str], Block] = {}
        self._annex: set[tuple[str, str]] = set()
        self._then = store.published_cells(period, strand)
        self._printed: dict[str, DataFrame] = {}
        self._profile, self._plan = store.profile(period, strand), store.plan(period)
        self._made: dict[tuple[str, ...], Cost] = {}
        self._results: dict[str, DataFrame] = {}
        self._counted: dict[str, str] = {}
        self._cost = cost(self._profile, Cost())

    def passed(self, **frames: DataFrame) -> DataFrame | tuple[DataFrame, ...]:
        """Findings as they may leave, decided on all of them at once; the only ones to draw and
        word.

        Each goes by its name into the section's folder as it leaves, and as it is, with every cell
        behind it, into the private one. Their numbers know which finding they are of.
        """
        leaving = self._decided(frames)
        self._results |= leaving
        for name, found in leaving.items():
            store.write(self._path(f"{name}.csv"), found)
        return _alone(
            {
                name: traced(found, keys(self.strand, name, found), *NUMBERS, "verdict")
                for name, found in leaving.items()
            }
        )

    def returned(self, rows: DataFrame) -> DataFrame:
        """Returned rows to print, whose counts and typed numbers know the cell they stood in."""
        return traced(rows, cell_keys(self.strand, rows), *TYPED)

    def told(self, **rows: DataFrame) -> DataFrame | tuple[DataFrame, ...]:
        """Returned rows as they may be told, decided on as findings are, for findings made of
        nothing else: they go into no file of the section's folder.
        """
        return _alone(self._decided(rows))

    def _decided(self, frames: dict[str, DataFrame]) -> dict[str, DataFrame]:
        for name, found in frames.items():
            store.write(store.private(self.period, self.strand, name), found)
        declared, sources = STRANDS[self.strand].people, store.sources(self.period)
        earlier = store.published_findings(self.period, self.strand)
        made = decided(frames, declared, self._profile, self.period, sources, earlier)
        self._made[tuple(frames)] = made.cost
        self._cost = cost(self._profile, sum(self._made.values(), Cost()))
        return made.frames

    def look(self, rows: object) -> object:
        """Returned rows counted for whoever reads the notebook; nothing where counts are
        withheld.
        """
        return None if self._profile.withholds else rows

    def stated(self) -> DataFrame:
        """The statements to check; none where counts are withheld, since a verdict could tell
        one.
        """
        return store.claims(self.period).iloc[: 0 if self._profile.withholds else None]

    def annex(self, *blocks: Block) -> None:
        """Publish blocks in the technical annex of the section, and display them."""
        self.show(*blocks, into=self._annex)

    def show(self, *blocks: Block, into: set[tuple[str, str]] | None = None) -> None:
        """Publish blocks in this order, and display them where this is a notebook."""
        from IPython.display import display

        for block in blocks:
            if getattr(block, "empty", False):
                continue
            if isinstance(block, Cells):
                self._printed[block.key] = block.compared(self._then)
                block = block.marked(self._printed[block.key])
            place = type(block).__name__, block.key
            self._blocks[place] = block
            self._annex.discard(place)
            if into is not None:
                into.add(place)
            for name, content in block.files().items():
                store.write(self._path(name), content)
                if name.endswith(".traced.csv"):
                    self._count(content["of"])
            display(block)
        source = self.markdown()
        store.write(self._path(store.SECTION), spans(source))
        store.write(self._path("section.md"), hosted(bare(source)))
        self._count(of for of, _ in values(source))
        every = (
            pd.concat(self._printed.values(), ignore_index=True)
            if self._printed
            else PRINTED.empty()
        )
        store.write(self._path("printed.csv"), every)

    def revised(self, **told: DataFrame) -> None:
        """Show what changed in the strand's returns since a report was last published, if anything;
        where counts are withheld, with the numbers that anybody may read: those published then, and
        those in its returned rows as `told`, by the names of their tables.
        """
        strand, rows = STRANDS[self.strand], store.read(self.strand, "revisions", up_to=self.period)
        if self._profile.withholds:
            rows = revisions.as_told(rows, told, strand.tables, store.sources(self.period))
        self.show(*revisions.blocks(strand, rows))

    def glance(self, *lines: dict) -> DataFrame:
        """Give lines to the first page of the report."""
        given = LINES.framed(lines)
        store.write(self._path("glance.csv"), given)
        told = given["value"] + "\n" + given["text"]
        self._count(of for words in map(marked_again, told, given["of"]) for of, _ in values(words))
        return given.drop(columns="of")

    def _count(self, keys: Iterable[str]) -> None:
        """Keep which findings each number of findings among these counts."""
        self._counted |= counted(keys)
        store.write(self._path("counted.csv"), COUNTED.framed(self._counted.items()))

    def pages(self, *parts: tuple[str, Block]) -> None:
        """Give blocks to boroughs' own pages, each with the key of the borough it is of alone."""
        said: dict[str, list[str]] = {}
        for borough, block in parts:
            if not getattr(block, "empty", False):
                said.setdefault(borough, []).append(block.markdown(self._source(block)))
                for name, content in block.files().items():
                    store.write(self._path(name), content)
        for borough, texts in said.items():
            store.write(self._path(f"boroughs/{borough}.md"), bare("\n\n".join(texts)) + "\n")

    def commentary(self) -> None:
        """Show the evaluators' own paragraphs, if they wrote any, and what became of what was
        planned.

        InputError where a planned analysis has no result.
        """
        text = store.commentary(self.period, self.strand)
        self.show(*commentary(text, self.period, self.strand))
        self._refuse_uncalled()
        self.annex(*planned.blocks(self._plan, self.strand, self._results))

    def _refuse_uncalled(self) -> None:
        """InputError for an analysis planned by a function that cannot be called so."""
        for key, _, (one, *_) in self._plan.of(self.strand) if self._plan else ():
            if self._plan.now.analyses.get(key) is one and (why := not_called_so(one)):
                raise InputError(f"{self.period}, planned analysis {key}: {why}")

    def markdown(self) -> str:
        """The whole section as Markdown: its first page, what is behind that, and its annex."""
        body, annex = (
            [one for at, one in self._blocks.items() if (at in self._annex) == is_annex]
            for is_annex in (False, True)
        )
        body = _without_bare(self._first_page_first(body))
        annex = _without_bare([self._cost[1], *annex])
        title = STRANDS[self.strand].title
        finding = next((f": {one.finding}" for one in body if getattr(one, "finding", "")), "")
        parts = [block.markdown(self._source(block)) for block in body]
        if annex:
            head = Heading(f"{self.strand}-annex", f"Technical annex: {title}")
            annex = [replace(one, level=one.level + 1) if _level(one) else one for one in annex]
            said = [block.markdown(self._source(block)) for block in (head, *annex)]
            parts.append("\n\n".join([ANNEX, *said, ANNEX_ENDS]))
        return "\n\n".join([f"# {title}{finding} {{#{self.strand}}}", *parts]) + "\n"

    def _first_page_first(self, body: list[Block]) -> list[Block]:
        """The opening, the rule under which numbers are withheld, the first chart, and where the
        numbers came from, then the rest.
        """
        chart = [block for block in body[1:] if isinstance(block, PrintedFigure)][:1]
        first = [*body[:1], self._cost[0], *chart, self._came_from()]
        return first + [block for block in body if not any(block is one for one in first)]

    def _came_from(self) -> Paragraphs:
        """The origin of the data; and links to the notebook as it ran, to what it found and to the
        code, not for a section alone.
        """
        held = [name for name, found in self._results.items() if len(found)]
        csv = "".join(f", [{name}.csv](../{self.strand}/{name}.csv)" for name in held)
        made = (
            f"{_BEHIND} [the notebook as it ran](../notebooks/{self.strand}.html){csv},"
            f" [the code](../../../src/strands/{self.strand})."
        )
        deviations = planned.deviations(self._plan, self.strand)
        return Paragraphs((f"Source: {self.origin}", *deviations, made), box="note")

    def _source(self, block: Block) -> str:
        """The number of a table in the report it was published in; its section says the origin."""
        number = self._numbered.get(block.key)
        return f"In the published report: Table {number}." if number else ""

    def _path(self, name: str) -> str:
        return f"{store.edition(self.period)}/{self.strand}/{name}"


def _alone(frames: dict[str, DataFrame]) -> DataFrame | tuple[DataFrame, ...]:
    """Frames in their order; the one alone where there is one."""
    every = tuple(frames.values())
    return every if len(every) > 1 else every[0]


def _level(block: Block | None) -> int:
    """The level of a heading; 0 of what is none."""
    return getattr(block, "level", 0)


def _without_bare(blocks: list[Block]) -> list[Block]:
    """Blocks that have something to say, without headings with nothing under them."""
    blocks = [block for block in blocks if not getattr(block, "empty", False)]
    pairs = zip_longest(blocks, blocks[1:])
    return [block for block, after in pairs if not _bare(block, after)]


def _bare(block: Block, after: Block | None) -> bool:
    level = _level(block)
    return bool(level) and (after is None or 0 < _level(after) <= level)


def report(
    period: str,
    strands: Iterable[str],
    closing: Iterable[Block] = (),
    first: Iterable[Block] = (),
    last: Iterable[Block] = (),
) -> str:
    """The whole report as Markdown: the first blocks, the sections in order and the last, then the
    sections' annexes and closing blocks; figures by path from its folder.
    """
    halves = [
        store.section(period, strand, is_traced=True)
        .replace("](figures/", f"]({strand}/figures/")
        .replace("](../", "](")
        .partition(f"\n\n{ANNEX}\n")
        for strand in strands
    ]
    annexes = [f"{ANNEX}\n{annex}" for *_, annex in halves if annex]
    front = _front(period, f"Evaluation report, {declared(period).label}")
    return front + spans(
        "\n\n".join(
            [
                *(block.markdown("") for block in first),
                *(body for body, *_ in halves),
                *(block.markdown("") for block in last),
                *(["# Technical annexes {#annexes}", *annexes] if annexes else []),
                *(block.markdown("") for block in closing),
            ]
        )
    )


def section_alone(period: str, strand: str) -> str:
    """One section as a document of its own, for pasting into a longer report."""
    if strand not in STRANDS:
        raise InputError(f"no strand '{strand}': known are {', '.join(STRANDS)}")
    store.refuse_unasked(period, strand)
    if strand != "claims":
        store.refuse_other_rule(period, strand)
    section = re.sub(rf"\n\n{_BEHIND}.*", "", store.section(period, strand))
    return _front(period, f"{STRANDS[strand].title}, {declared(period).label}") + section


def alone(period: str, subtitle: str, blocks: Iterable[Block], sheet: str = "") -> str:
    """Blocks as a document of their own, with the title page of a report of the period; as a sheet
    of few pages of the title `sheet`, where one is given, without contents and chapters.
    """
    return _front(period, f"{subtitle}. {declared(period).label}", sheet) + "\n\n".join(
        b.markdown("") for b in blocks
    )


def _front(period: str, subtitle: str, sheet: str = "") -> str:
    """The metadata block every format reads its title page and footer from."""
    quarters = declared(period).quarters
    dates = f", {quarter_label(quarters[0])} to {quarter_label(quarters[-1])}" if quarters else ""
    said = store.front(period)
    front = {
        "title": sheet or _TITLE,
        "subtitle": subtitle + dates,
        "lang": "en-GB",
        "origin": store.origin(period),
        "period": period,
        "author": said.get("authors", ""),
        "imprint": imprint(said, version("safe-together-evaluation")),
        "dated": str(day(said) or ""),
        "keywords": [*KEYWORDS, declared(period).label],
        "sheet": bool(sheet),
    }
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)}---\n\n"
