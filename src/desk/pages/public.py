"""A page of two sides for each borough, for anybody to read: `python -m desk.pages.public PERIOD`.

It is put together from what the sections of the report print of the borough, so that what is
withheld there is withheld here, and is searched for every other borough's name before any page is
written.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pandas import DataFrame

from analysis import publish, store
from analysis.declare.boroughs import members
from analysis.declare.outcomes import Outcome, surest
from analysis.declare.periods import period
from analysis.declare.revisions import GONE
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import InputError, rows_with
from analysis.declare.withheld import MEANS, SYMBOL
from analysis.export import render
from analysis.registry import TABLES
from analysis.show import words
from analysis.show.glance import agreed, answer, evidence_on
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, plain
from desk.exchange.desk import questions
from desk.exchange.settling import WAITING, settled
from desk.pages.reader import Reader, refuse_others
from desk.pages.rows import is_of_cases

FORMATS = ("html", "pdf")
# The strand whose part comes first: what boroughs count each quarter.
_FIRST = "indicators"
# Where a borough's line is about the others too, or sets it beside them.
_BESIDE_OTHERS = {"context"}
_OF_OTHERS = {"indicators-slopes-without", "indicators-checks", "indicators-fingerprints"}
# What says nothing out of its table.
_IN_ITS_TABLE = {"reviews-rounds"}
_ABOUT = "What it sent, and what its numbers can show"
# How many questions are told in words, the most urgent first.
_MOST = 8
_URGENCY = ("stop", "warn", "info")
_CAPTION = re.compile(r"^: (.+) \{#tbl:([\w-]+)\}$", re.M)
# Nothing can be read from a line that holds these alone.
_SIGNS = {*filter(None, SYMBOLS.values()), SYMBOL, "–", ""}
_MORE = (
    "How each number was made, by which rule it is told, and what was found besides stands in"
    " [the report](../report.html) beside this page. Boroughs count different things under the same"
    " heading and are not compared."
)
# Numbers that are a part of a date.
_DATE = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d\d)*\b|\bYear \d(?:/\d)?\b")


@dataclass(frozen=True)
class Edition:
    """What the report of a period prints: `given` are the Markdown parts that sections gave to
    pages, by strand and borough; `printed` PRINTED rows by strand; `captions` of tables; `lines`
    those of the first page. `asked` are all questions with `recipient` and `status`; `of_cases` the
    files that hold single cases.
    """

    period: str
    withholds: bool
    given: dict[tuple[str, str], str]
    printed: dict[str, DataFrame]
    captions: dict[str, str]
    lines: DataFrame
    asked: DataFrame
    of_cases: frozenset[str]


@dataclass(frozen=True)
class Given:
    """Markdown that a section gave to a page, as a block."""

    text: str

    @property
    def key(self) -> str:
        return self.text

    def markdown(self, source: str) -> str:
        return self.text

    def files(self) -> dict:
        return {}


def edition(of_period: str) -> Edition:
    """The report of a period as it is built; InputError where a section of it is not."""
    strands = store.strands(of_period)
    sections = [store.section(of_period, strand) for strand in strands]
    return Edition(
        of_period,
        store.profile(of_period).withholds,
        {
            (strand, path.stem): path.read_text(encoding="utf-8").replace(
                "](figures/", f"]({strand}/figures/"
            )
            for strand in strands
            for path in sorted((store.reports(of_period, strand) / "boroughs").glob("*.md"))
        },
        {strand: store.printed(of_period, strand) for strand in strands},
        {key: caption for text in sections for caption, key in _CAPTION.findall(text)},
        store.glance(of_period),
        settled(questions(of_period), store.replies(of_period)),
        frozenset(_files_of_cases(of_period, strands)),
    )


def _files_of_cases(of_period: str, strands: list[str]) -> Iterator[str]:
    for strand in strands:
        cleaned = store.cleaned(of_period, strand)
        for name, table in TABLES[strand].items():
            if name in cleaned and is_of_cases(table):
                yield from cleaned[name]["file"].unique()


def write(of_period: str) -> None:
    """Write the page of every borough that was a member in `of_period`, in each format: all or
    none.

    InputError where a page would name another borough.

    """
    known, folder = edition(of_period), Path(f"{store.edition(of_period)}/boroughs")
    made = {
        store.document(of_period, format_, f"boroughs/{borough.key}"): content
        for borough in members(of_period)
        for format_, content in rendered(known, borough.key).items()
    }
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch, store.changes() as change:
        for path, content in made.items():
            (Path(scratch) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(scratch) / path).write_bytes(content)
        change.tree(Path(scratch), "", folder)


def rendered(known: Edition, borough: str) -> dict[str, bytes]:
    """One borough's page in every format; InputError where it would name another."""
    reader = Reader(borough)
    blocks = [one for one in page(known, reader) if not getattr(one, "empty", False)]
    title = f"{reader.name} in Safe & Together London"
    source = publish.alone(known.period, _ABOUT, blocks, sheet=title)
    refuse_others(source, reader, known.period)
    folder = store.reports(known.period)
    return {format_: render(source, folder, format_) for format_ in FORMATS}


def page(known: Edition, reader: Reader) -> Iterator[Block | Given]:
    """The blocks of one borough's page: its figure, sentences and counts, what else the report says
    of it, what it was asked, and what the partnership learned.
    """
    if of_counts := known.given.get((_FIRST, reader.borough)):
        yield Given(of_counts)
    others = [strand for strand, borough in known.given if borough == reader.borough]
    given = [known.given[strand, reader.borough] for strand in others if strand != _FIRST]
    told = _elsewhere(known, reader)
    if given or told:
        yield Heading("elsewhere", "What else the report says of it", level=1)
    yield from map(Given, given)
    if told:
        yield Heading("tables", f"{reader.name} in other tables of the report")
        yield Paragraphs(("\n".join(told),))
        yield Paragraphs(tuple(_meanings(told)), box="note")
    yield from _open(known, reader)
    yield from _learned(known, reader)


def _elsewhere(known: Edition, reader: Reader) -> list[str]:
    """What the report's tables with lines of boroughs say of this one, as items of a list."""
    return [
        f"- *{plain(known.captions[key])}.* {plain(told)}"
        for strand, rows in known.printed.items()
        for key, of_table in rows[rows["row"] == reader.name].groupby("table", sort=False)
        if strand not in _BESIDE_OTHERS and key not in _OF_OTHERS | _IN_ITS_TABLE
        for told in _lines(of_table[of_table["revised"] != GONE], known, reader)
    ]


def _lines(cells: DataFrame, known: Edition, reader: Reader) -> Iterator[str]:
    """The lines of one table that are of the borough, those of the period alone where lines name
    one.
    """
    of_line = [rows for _, rows in cells.groupby("line", sort=False)]
    of_period = [rows for rows in of_line if rows["cell"].eq(period(known.period).label).any()]
    for rows in of_period or of_line:
        first, *rest = rows.itertuples()
        said = "; ".join(f"{row.column}: {row.cell}" for row in rest if row.cell not in _SIGNS)
        if said and first.cell == reader.name and not reader.others(said):
            yield said


def _meanings(told: list[str]) -> Iterator[str]:
    """What the signs mean that stand in some items."""
    said = " ".join(told).replace("\\", "")
    yield from map(
        plain, words.symbols({key for key, symbol in SYMBOLS.items() if symbol and symbol in said})
    )
    if SYMBOL in said:
        yield plain(f"{SYMBOL} {MEANS}.")


def _open(known: Edition, reader: Reader) -> Iterator[Block]:
    """The questions nobody answered, the most urgent first, each once in the words sent; where
    counts are withheld only those whose words can tell none.
    """
    own = known.asked[known.asked["recipient"].eq(reader.borough)]
    own = own[own["status"].isin(WAITING)]
    yield Heading("open", "What it was asked, and has not answered", level=1)
    if own.empty:
        yield Paragraphs(("No question to it is open.",))
        return
    own = own.sort_values("severity", key=lambda keys: keys.map(_URGENCY.index), kind="stable")
    sayable = own[[_sayable(row, known) for row in own.itertuples()]]
    texts = list(dict.fromkeys(f"{row.question} {row.effect}" for row in sayable.itertuples()))
    yield Paragraphs((_how_many(len(own), len(texts), known.withholds),))
    yield Paragraphs(("\n".join(f"- {plain(text)}" for text in texts[:_MOST]),) if texts else ())


def _how_many(every: int, told: int, withholds: bool) -> str:
    """How many questions are open, and why not all of them stand here in words."""
    said = f"{words.titled(words.count(every, 'question is', 'questions are'))} open."
    if withholds and told < every:
        which = (
            "Those about what did not come stand here; the words of others"
            if told
            else "Their words"
        )
        said += f" {which} could give away a number that is withheld."
    return said + f" The {_MOST} most urgent stand here." * (told > _MOST)


def _sayable(row, known: Edition) -> bool:
    """Whether the words of a question can tell no number that is withheld: none stands in them but
    in a date, nothing was typed, and it is about no file of single cases.
    """
    number = re.search(r"\d", _DATE.sub("", f"{row.question} {row.effect}"))
    return not known.withholds or not (number or row.typed or row.file in known.of_cases)


def _learned(known: Edition, reader: Reader) -> Iterator[Block]:
    """Outcome by outcome what is known, and how, in lines that name no other borough."""
    rows = [_outcome(outcome, known.lines, reader) for outcome in agreed()]
    cells = DataFrame(rows)
    yield Heading("learned", "What the partnership learned", level=1)
    yield Paragraphs((f"**Did practice change?** {answer(known.lines)}",))
    yield PrintedTable(
        "learned", "What was to change, and what is known of it", cells, cells, (), tuple(cells)
    )
    yield Paragraphs((_MORE,), box="note")


def _outcome(outcome: Outcome, lines: DataFrame, reader: Reader) -> dict[str, str]:
    how = surest(lines, outcome.key)
    said = rows_with(evidence_on(lines, outcome), how=how)["text"]
    none = "told in the report, by borough" if len(said) else "–"
    known = next((text for text in said if not reader.others(text)), none)
    return {"Outcome": outcome.name, "How it is known": how, "What is known": known}


if __name__ == "__main__":
    try:
        write(*sys.argv[1:])
    except InputError as error:
        print(f"analysis: {error}", file=sys.stderr)
        sys.exit(1)
