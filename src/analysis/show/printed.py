"""What a section can hold: headings, paragraphs, tables, figures. Each knows its Markdown and its
files.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from html import escape

from matplotlib.figure import Figure
from pandas import DataFrame
from PIL import Image

from analysis.declare.revisions import GONE, MARK
from analysis.declare.traced import CLOSES, OPENS, bare, untraced, values
from analysis.declare.withheld import MEANS, SYMBOL
from analysis.show.compared import compared
from analysis.show.figures import DPI, PAGE, PHONE
from analysis.show.svg import svg

_REFERENCE = re.compile(r"@(tbl|fig):([\w-]+)")
_WHITE = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
# What begins a list, a box, a caption or a rule where a paragraph begins; what stands for a letter.
_BEGINS = re.compile(rf"^({OPENS}\d*{CLOSES})(?=[-+:](?:\s|$)|:::|--|===|(?<!^)[.)](?:\s|$))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
LIMITS = "**What this cannot tell.**"
NOT_RECEIVED = "not received"
# The two ends of a range.
_RANGE, _ON_ONE_LINE = (
    re.compile(rf"(\d{CLOSES}%?{CLOSES})\sto\s(?={OPENS}[−+×]?{OPENS}\d)"),
    "\\1\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}",
)
# What stands under a table with marks.
MARKED = (
    f"{MARK} another number than in the report last published; “What was revised” at the end says"
    " why."
)


@dataclass(frozen=True, repr=False)
class Heading:
    """A heading inside a section; `level` 2 stands directly under the section's own."""

    key: str
    text: str
    level: int = 2

    def markdown(self, source: str) -> str:
        return f"{'#' * self.level} {self.text} {{#{self.key}}}"

    def files(self) -> dict:
        return {}

    def __repr__(self) -> str:
        return bare(self.text)

    def _repr_markdown_(self) -> str:
        # The notebook's own headings stand one level above.
        return f"{'#' * (self.level + 1)} {bare(self.text)}"


@dataclass(frozen=True, repr=False)
class Paragraphs:
    """Paragraphs or list items in Markdown; `box` is a frame around them: `keyfinding` or `note`."""

    texts: tuple[str, ...]
    box: str = ""

    @property
    def key(self) -> str:
        return "\n\n".join(self.texts)

    @property
    def empty(self) -> bool:
        """Nothing to say."""
        return not self.texts

    def markdown(self, source: str) -> str:
        text = "\n\n".join(self.texts)
        return f"::: {self.box}\n{text}\n:::" if self.box else text

    def files(self) -> dict:
        return {}

    def __repr__(self) -> str:
        return bare("\n\n".join(self.texts))

    def _repr_markdown_(self) -> str:
        return _REFERENCE.sub(_in_a_notebook, repr(self))


def commentary(text: str, of_period: str, strand: str) -> tuple[Block, ...]:
    """The evaluators' own paragraphs under a heading that says whose they are; nothing where they
    wrote none.
    """
    heading = Heading(f"{strand}-commentary", "The evaluators' commentary")
    return (heading, own(text, of_period, strand)) if text else ()


def own(text: str, of_period: str, strand: str) -> Paragraphs:
    """The evaluators' own paragraphs, marked so that they are known again when they come back."""
    # Two commentaries may both have a first footnote.
    told = text.replace("[^", f"[^{strand}-")
    return Paragraphs((told,), f"{{#{own_mark(of_period, strand, text)} .commentary}}")


def own_mark(of_period: str, strand: str, text: str) -> str:
    """The bookmark of a commentary in Word: whose it is, and which words."""
    return f"own_{of_period}_{strand}_{sha256(text.encode()).hexdigest()[:8]}".replace("-", "_")


@dataclass(frozen=True, repr=False)
class Opening(Paragraphs):
    """The first page of a section in words: `finding` goes into the section's heading."""

    box: str = "keyfinding"
    finding: str = ""


def opening(*said: str, finding: str = "", limits: str = "", none: str = "") -> Opening:
    """The first page of a section: its finding, at most three sentences, and one on its limits,
    those that are empty left out; `none` where nothing came.

    `none` says of what nothing came: it stands after "Not received."
    """
    if none:
        return Opening((f"**Not received.** {none}",), finding=NOT_RECEIVED)
    told = filter(None, (*said, limits and f"{LIMITS} {limits}"))
    return Opening(tuple(told), finding=finding)


def received(*openings: Opening) -> tuple[Paragraphs, ...]:
    """Of a section's openings those that have something to tell, each after the first as paragraphs
    behind it; where none has, the first, which says so.
    """
    told = [one for one in openings if one.texts and one.finding != NOT_RECEIVED]
    came = told or [one for one in openings if one.texts]
    return (*came[:1], *(Paragraphs(one.texts) for one in told[1:]))


def not_rebuilt(contents: DataFrame, strand: str) -> tuple[Paragraphs, ...]:
    """Where a published figure would stand that cannot be drawn again: what it showed, and what is
    missing.

    `contents` has `kind, number, holds, tables, missing`, one row a numbered item of the published
    report.
    """
    gone = contents.query("kind == 'figure' and tables == @strand and missing != ''")
    return tuple(
        Paragraphs(
            (
                (
                    f"**Figure {row.number} of the published report is not here.** It shows this: "
                    f"{row.holds[0].lower()}{row.holds[1:]}. It cannot be rebuilt: {row.missing}."
                ),
            ),
            box="note",
        )
        for row in gone.itertuples()
    )


@dataclass(frozen=True, repr=False)
class PrintedTable:
    """A table as printed: its `lines` of text by their headings (or a frame of them), the first
    column naming the rows, `words` the columns not of numbers. What of a cell is in `links`
    leads to the heading of the key it has there.

    `data` is what its CSV holds: the findings or returned rows it prints.
    """

    key: str
    caption: str
    lines: Iterable[dict[str, str]] | DataFrame
    data: DataFrame
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> DataFrame:
        """The lines as a frame; a number in a heading is that of no one line."""
        if isinstance(self.lines, DataFrame):
            return self.lines.rename(columns=bare)
        return DataFrame({bare(name): cell for name, cell in line.items()} for line in self.lines)

    @property
    def empty(self) -> bool:
        """A table without rows."""
        return self.cells.empty

    def markdown(self, source: str) -> str:
        rows = [
            [self._linked(_RANGE.sub(_ON_ONE_LINE, plain(cell))) for cell in row]
            for row in self.cells.itertuples(index=False)
        ]
        lines = [_pipes(self.cells.columns), _pipes(self._rules()), *map(_pipes, rows)]
        notes = "\n\n".join((*map(plain, self._notes()), *filter(None, [source])))
        table = "\n".join(lines) + f"\n\n: {self.caption} {{#tbl:{self.key}}}"
        return f"{table}\n\n::: note\n{notes}\n:::" if notes else table

    def _linked(self, said: str) -> str:
        keys = self.links
        return "; ".join(
            f"[{part}](#{keys[part]})" if part in keys else part for part in said.split("; ")
        )

    def _notes(self) -> tuple[str, ...]:
        """Its notes, with what stands for a withheld number where one is in it."""
        said = self.cells.to_string()
        told = MEANS in said or SYMBOL in " ".join(self.notes)
        return (*self.notes, *[f"{SYMBOL} {MEANS}."] * (SYMBOL in said and not told))

    def _rules(self) -> list[str]:
        """The line under the header: a dash for each share of the width, a colon on the side of
        alignment.
        """
        texts = untraced(self.cells)
        widest = [max(len(name), *map(len, texts[name])) for name in texts.columns]
        shares = ["-" * min(max(width, 8), 28) for width in widest]
        named = {texts.columns[0], *map(bare, self.words)}
        return [
            f":{share}" if name in named else f"{share}:"
            for name, share in zip(texts, shares, strict=True)
        ]

    def files(self) -> dict:
        return {f"tables/{self.key}.csv": self.data}

    def compared(self, then: DataFrame | None) -> DataFrame:
        """Its cells beside those of the report last published (PRINTED rows, None where none was):
        a PRINTED frame.
        """
        numbers = [name for name in self.cells.columns[1:] if name not in self.words]
        return compared(self.key, untraced(self.cells), [*map(bare, numbers)], then)

    def marked(self, printed: DataFrame) -> PrintedTable:
        """With the mark beside each cell that is another since; `printed` is what `compared` found."""
        revised = printed[~printed["revised"].isin(["", GONE])]
        if revised.empty:
            return self
        cells = self.cells.copy()
        for row in revised.itertuples():
            cells.iloc[row.line - 1, cells.columns.get_loc(row.column)] += (
                f"\N{NO-BREAK SPACE}{MARK}"
            )
        return replace(self, lines=cells, notes=(*self.notes, MARKED))

    def __repr__(self) -> str:
        return f"Table. {bare(self.caption)}"

    def _repr_html_(self) -> str:
        cells = untraced(self.cells)
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in cells.columns)
        body = "\n".join(_html_row(*row) for row in cells.itertuples(index=False))
        notes = "\n".join(f"<p><small>{escape(bare(note))}</small></p>" for note in self._notes())
        return (
            f'<table id="tbl:{self.key}">\n'
            f"<caption>{escape(bare(self.caption))}</caption>\n<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{body}\n</tbody>\n</table>\n{notes}"
        )


@dataclass(frozen=True, repr=False)
class PrintedFigure:
    """A figure that is drawn as `wide` as asked for; its `title` says the finding and its `alt`
    says it to those who do not see it. `drawn` is what is in it, as printed.
    """

    key: str
    title: str
    alt: str
    draw: Callable[..., Figure] = field(compare=False)
    drawn: DataFrame = field(compare=False)

    @cached_property
    def figure(self) -> Figure:
        """The closed figure, as wide as a page."""
        return untraced(self.draw)(wide=PAGE)

    @cached_property
    def png(self) -> bytes:
        """The picture in 64 colours, a third of the size; the same bytes for the same findings."""
        drawn, kept = io.BytesIO(), io.BytesIO()
        self.figure.savefig(drawn, format="png", dpi=DPI, metadata={"Software": None})
        Image.open(drawn).convert("RGB").quantize(64).save(
            kept, "png", optimize=True, dpi=(DPI, DPI)
        )
        return kept.getvalue()

    def markdown(self, source: str) -> str:
        alt = bare(self.alt).replace('"', "'")
        return f'![{plain(self.title)}](figures/{self.key}.png){{#fig:{self.key} alt="{alt}"}}'

    def files(self) -> dict:
        said = bare(self.title), bare(self.alt)
        return {
            f"figures/{self.key}.png": self.png,
            f"figures/{self.key}.svg": svg(self.figure, self.key, *said),
            f"figures/{self.key}-phone.svg": svg(
                untraced(self.draw)(wide=PHONE), f"{self.key}-phone", *said
            ),
            f"figures/{self.key}.csv": self.drawn,
            f"figures/{self.key}.traced.csv": self._traced(),
        }

    def _traced(self) -> DataFrame:
        """What the numbers of the chart are of: one a cell of what is drawn, by its row and column,
        and those it is read out with, in row 0.
        """
        found = [(0, 0, of, value) for of, value in values(self.alt)]
        for row, cells in enumerate(self.drawn.itertuples(index=False), 1):
            for column, cell in enumerate(cells, 1):
                found += [(row, column, of, value) for of, value in [*values(f"{cell}")][:1]]
        return DataFrame(found, columns=["row", "column", "of", "value"])

    def __repr__(self) -> str:
        return f"Figure. {bare(self.title)}"

    def _repr_mimebundle_(self, **_) -> tuple[dict, dict]:
        about = {"alt": bare(self.alt), "id": f"fig:{self.key}"}
        return {"image/png": self.png, "text/plain": repr(self)}, {"image/png": about}


Block = Heading | Paragraphs | PrintedTable | PrintedFigure


def plain(text: str) -> str:
    """Typed text as Markdown that shows just those characters: a sender's star or bracket is not
    markup.

    White space is one space, but for those that keep words on one line.
    """
    one_line = _WHITE.sub(" ", text).strip(" ")
    escaped = "".join(
        f"\\{letter}" if letter in "\\`*_{}[]<>#|~$^@" else letter for letter in one_line
    )
    return _ENTITY.sub(r"\\&", _BEGINS.sub(r"\1\\", escaped))


def _in_a_notebook(reference: re.Match) -> str:
    """A notebook numbers no tables: there a reference names the file the table or figure is kept
    in; its page puts in the number of the report.
    """
    kind, key = reference.groups()
    return f"[the {'table' if kind == 'tbl' else 'figure'} *{key}*](#{kind}:{key})"


def _pipes(cells) -> str:
    return "| " + " | ".join(cells) + " |"


def _html_row(first: str, *rest: str) -> str:
    return (
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
    )
