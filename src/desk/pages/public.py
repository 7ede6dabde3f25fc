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
from math import ceil
from pathlib import Path

from pandas import DataFrame

from analysis import publish, store
from analysis.declare.boroughs import members
from analysis.declare.indicators import INDICATOR
from analysis.declare.outcomes import OUTCOME, Outcome, surest
from analysis.declare.periods import period
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import InputError, rows_with
from analysis.declare.withheld import MEANS, SYMBOL
from analysis.export import render
from analysis.registry import STRANDS, TABLES
from analysis.show import words
from analysis.show.glance import agreed, answer, evidence_on
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, opening, plain
from analysis.store.project import csv_rows
from desk.collecting.forms import asked_of
from desk.exchange.desk import questions
from desk.exchange.settling import WAITING, settled
from desk.exchange.unreturned import missing, parted, titles
from desk.pages.reader import Reader, refuse_others
from desk.pages.rows import is_of_cases
from desk.pages.tables import tables
from strands.mash.declares import SHARES

FORMATS = ("html", "pdf")
# The strand whose part comes first: what boroughs count each quarter.
_FIRST = "indicators"
# The outcome that boroughs' own counts bear on, and how their series are called.
_COUNTED = "identification"
_NAMES = {key: f"“{one.name}”" for key, one in INDICATOR.items()} | {
    key: f"“{name.split(',')[0]}”" for key, (name, _) in SHARES.items()
}
_ABOUT = "What it sent, and what its numbers can show"
# How many lines the caption and heads of a small table take.
_HEADS = 3
# How many letters go on a line of one of two columns of it.
_LETTERS = 28
# What stands where all that is known names other boroughs: this one too, or not.
_OF_OTHERS = {
    True: "What is known names other boroughs too; what it says of this one stands above.",
    False: "What is known names other boroughs and not this one.",
}
# How many questions are told in words, the most urgent first; and how many returns by name.
_MOST = 8
_URGENCY = ("stop", "warn", "info")
_CAPTION = re.compile(r"^: ([^\n]+) \{#tbl:([\w-]+)\}$(?:\n\n::: note\n(.*?)\n:::$)?", re.M | re.S)
_MORE = (
    "How each number was made, by which rule it is told, and what was found besides stands in"
    " [the report](../report.html) beside this page."
)
# Numbers that are a part of a date.
_DATE = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d\d)*\b|\bYear \d(?:/\d)?\b")


@dataclass(frozen=True)
class Edition:
    """What the report of a period prints: `given` are the Markdown parts that sections gave to
    pages, by strand and borough; `printed` PRINTED rows by strand; `captions` of tables, with
    their notes; `lines` those of the first page. `asked` are all questions with `recipient` and
    `status`; `of_cases` the files that hold single cases. `returns` are the titles of what each
    borough was asked for, and of what of it never came; `found` the verdicts that left the
    sections, by strand.
    """

    period: str
    withholds: bool
    given: dict[tuple[str, str], str]
    printed: dict[str, DataFrame]
    captions: dict[str, tuple[str, str]]
    lines: DataFrame
    asked: DataFrame
    of_cases: frozenset[str]
    returns: dict[str, tuple[list[str], list[str]]]
    found: dict[str, DataFrame]


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
        {
            key: (caption, notes)
            for text in sections
            for caption, key, notes in _CAPTION.findall(text)
        },
        store.glance(of_period),
        settled(questions(of_period), store.replies(of_period)),
        frozenset(_files_of_cases(of_period, strands)),
        _returns(of_period, strands),
        {
            strand: rows_with(
                csv_rows(store.reports(of_period, strand) / "findings.csv"), statistic="verdict"
            )
            for strand in strands
        },
    )


def _returns(of_period: str, strands: list[str]) -> dict[str, tuple[list[str], list[str]]]:
    dates = period(of_period)
    told = {one.key: ([], []) for one in members(of_period)}
    for strand in strands if dates.quarters else ():
        cleaned = store.cleaned(of_period, strand)
        for borough, (asked, gone) in told.items():
            asked += titles(strand, asked_of(strand, borough, dates))
            gone += missing(strand, borough, dates, cleaned)
    return told


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
    source = publish.alone(known.period, _ABOUT, blocks, title)
    refuse_others(source, reader, known.period)
    folder = store.reports(known.period)
    return {format_: render(source, folder, format_) for format_ in FORMATS}


def in_short(known: Edition, reader: Reader) -> Iterator[str]:
    """The page in three short paragraphs: what was sent of what was asked for, what its numbers
    show, and what they cannot.
    """
    asked, gone = known.returns.get(reader.borough, ([], []))
    rows = rows_with(known.printed[_FIRST], table="indicators-coverage", row=reader.name)
    cells = rows_with(rows, column="Counts returned")["cell"]
    counts = "".join(f" Of the quarterly counts, {cell} came." for cell in cells)
    if asked:
        nothing = f" Nothing came of: {words.listed(gone)}." if gone else ""
        named = "; ".join(title for title in asked if title not in gone)
        came = f": {named}" if named and len(asked) <= _MOST else ""
        yield (
            f"**What it sent.** Of {words.count(len(asked), 'return')} that it was asked for,"
            f" {len(asked) - len(gone)} came{came}.{nothing}{counts}"
        )
    said = [
        f"{STRANDS[strand].title}: {words.outcome(verdicts)}."
        for strand, rows in known.found.items()
        if (verdicts := _verdicts(rows[rows["borough"] == reader.borough]))
    ]
    yield f"**What its numbers show.** {' '.join(said) or 'Nothing yet.'}"
    yield (
        f"**What they cannot show.** Whether practice changed: {OUTCOME[_COUNTED].because}. Boroughs count"
        " different things under the same heading and are not compared."
    )


def _verdicts(rows: DataFrame) -> dict[str, str]:
    """Each verdict by the name of its series; one that may not be told is withheld."""
    rows = rows[rows["subject"].isin(_NAMES)]
    names = rows["subject"].map(_NAMES)
    return dict(zip(names, rows["verdict"].replace("", words.KEPT), strict=True))


def page(known: Edition, reader: Reader) -> Iterator[Block]:
    """The blocks of one borough's page: it in short, its figure, sentences and counts, what else
    the report says of it, what it was asked, and what the partnership learned.
    """
    yield opening(*in_short(known, reader))
    given = {strand: text for (strand, key), text in known.given.items() if key == reader.borough}
    if _FIRST in given:
        yield Paragraphs((given.pop(_FIRST),))
    told = list(tables(known.printed, known.captions, reader, known.period))
    if given or told:
        yield Heading("elsewhere", "What else the report says of it", level=1)
    yield Paragraphs(tuple(given.values()))
    if told:
        yield Paragraphs((_side_by_side(told),))
        meanings = " ".join(_meanings(told))
        yield Paragraphs((meanings,) if meanings else (), box="note")
    yield from _open(known, reader)
    yield from _learned(known, reader)


def _side_by_side(told: list[PrintedTable]) -> str:
    """Small tables in two columns of about the same length; where their numbers come from stands on
    every side.
    """
    lengths, halves = list(map(_length, told)), ([], [])
    for place in sorted(range(len(told)), key=lambda place: -lengths[place]):
        min(halves, key=lambda half: sum(lengths[at] for at in half)).append(place)
    parts = sorted(filter(None, map(sorted, halves)))
    texts = ["\n\n".join(_alone(told[place]) for place in part) for part in parts]
    return "\n".join([":::: two", *(f"::: half\n{text}\n:::" for text in texts), "::::"])


def _length(table: PrintedTable) -> int:
    """About how many lines a table takes in half the width of a side."""
    cells = table.cells.map(lambda cell: ceil(len(cell) / _LETTERS)).max(axis=1).sum()
    return cells + sum(ceil(len(note) / _LETTERS / 2) for note in table.notes) + _HEADS


def _alone(table: PrintedTable) -> str:
    """A table as Markdown with its own notes alone."""
    text = table.markdown("").partition("\n\n::: note")[0]
    notes = "\n\n".join(map(plain, table.notes))
    return f"{text}\n\n::: note\n{notes}\n:::" if notes else text


def _meanings(told: list[PrintedTable]) -> Iterator[str]:
    """What the signs mean that stand in some tables."""
    said = " ".join(cell for table in told for cell in table.cells.to_numpy().ravel())
    yield from map(
        plain, words.symbols({key for key, symbol in SYMBOLS.items() if symbol and symbol in said})
    )
    if "–" in (cell for table in told for cell in table.cells.to_numpy().ravel()):
        yield "– the report has nothing there."
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
    yield Paragraphs((_how_many(own, len(texts), known.withholds),))
    yield Paragraphs(("\n".join(f"- {plain(text)}" for text in texts[:_MOST]),) if texts else ())


def _how_many(own: DataFrame, told: int, withholds: bool) -> str:
    """How many questions are open, of what, and why not all of them stand here in words."""
    said = f"{words.count(len(own), 'question is', 'questions are')} open{parted(own)}."
    if withholds and told < len(own):
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
    yield Paragraphs((f"**Did practice change?** {answer(known.lines)} {_MORE}",))
    caption = "What was to change, and what is known of it"
    yield Paragraphs((_alone(PrintedTable("learned", caption, cells, cells, (), tuple(cells))),))


def _outcome(outcome: Outcome, lines: DataFrame, reader: Reader) -> dict[str, str]:
    how = surest(lines, outcome.key)
    given = rows_with(evidence_on(lines, outcome), how=how)
    is_named = any(reader.name in text for text in given["text"])
    none = _OF_OTHERS[is_named] if len(given) else "–"
    known = next((text for text in given["text"] if not reader.others(text)), none)
    return {"Outcome": outcome.name, "How it is known": how, "What is known": known}


if __name__ == "__main__":
    try:
        write(*sys.argv[1:])
    except InputError as error:
        print(f"analysis: {error}", file=sys.stderr)
        sys.exit(1)
