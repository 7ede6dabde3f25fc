"""All tables of a report as one accessible workbook, for Excel and for OpenDocument, by the
Analysis Function's rules on releasing statistics in spreadsheets.

A cover, a list of the tables, the notes, then one table a sheet under its title, its source and
what its symbols mean. No cell of a table is empty.
"""

from collections.abc import Iterator

from analysis import store
from analysis.declare.front import ITEMS, date
from analysis.declare.periods import period as declared
from analysis.declare.periods import span
from analysis.declare.revisions import MEANINGS, meanings
from edition import excel, opendocument, printed
from edition.numbers import number
from edition.printed import Printed
from edition.sheets import Cell, Link, Sheet, Table, shown

TITLE = "Safe & Together London: all tables of the evaluation report"
COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
# What is printed where there is no number and no reason is given, and stands where a cell is empty.
_NONE = "–"


def xlsx(period: str) -> bytes:
    """The workbook of a period's tables for Excel; InputError where no report is built."""
    return excel.workbook(sheets(period), about(period))


def ods(period: str) -> bytes:
    """The same for OpenDocument."""
    return opendocument.workbook(sheets(period), about(period))


def about(period: str) -> dict[str, str]:
    """What the workbook is: its title, author and subject (where its numbers come from), as text."""
    front = store.front(period)
    return {
        "title": f"{TITLE}, {declared(period).label}",
        "author": front.get("authors", ""),
        "subject": store.origin(period),
    }


def sheets(period: str) -> list[Sheet]:
    """The sheets of the workbook of a period's tables; InputError where no report is built."""
    every = printed.tables(period)
    notes = _numbered(every)
    strands = _strands(period)
    return [
        _cover(period, len(every)),
        _contents(every),
        _notes(every, notes),
        *(_sheet(period, one, notes, strands.get(one.key)) for one in every),
    ]


def _numbered(every: list[Printed]) -> dict[str, int]:
    """The number of each note, once for the workbook, in the order in which tables need them."""
    texts = dict.fromkeys(note for table in every for note in table.notes)
    return {text: place for place, text in enumerate(texts, 1)}


def _strands(period: str) -> dict[str, str]:
    """The strand of each table, by its key: what came for it says where its numbers are from."""
    return {
        key: strand
        for strand in store.strands(period)
        if (store.reports(period, strand) / "printed.csv").is_file()
        for key in store.printed(period, strand)["table"]
    }


def _cover(period: str, count: int) -> Sheet:
    quarters, front = declared(period).quarters, store.front(period)
    covers = f"{declared(period).label}, {span(quarters)}" if quarters else declared(period).label
    said = {item: front[item] for item in front if item != "date"}
    if when := date(front):
        said["date"] = when
    parts = [
        ("What this is", [f"The {count} tables of the evaluation report, as it prints them."]),
        ("Period", [covers]),
        ("Where the numbers come from", [store.origin(period)]),
        *((ITEMS[item], [said[item]]) for item in ITEMS if item in said),
        ("How to use it", _USE),
        ("Symbols", [f"{symbol} {means}." for symbol, means in MEANINGS.items()]),
    ]
    lines, heads = [], set()
    for head, texts in parts:
        heads.add(len(lines))
        lines += [head, *texts]
    title = about(period)["title"]
    return Sheet(COVER, title, tuple(lines), heads=frozenset(heads))


_USE = [
    Link("Contents: the list of the tables, each with a link to its sheet.", CONTENTS),
    Link("Notes: what [note 1] and the others say.", NOTES),
    "A table has the number and the title that it has in the report, and a sheet of its own.",
    "Numbers are numbers, shown as the report rounds them; words, ranges and symbols are text.",
]


def _contents(every: list[Printed]) -> Sheet:
    lines = tuple((Link(_name(one), _name(one)), one.title, one.section) for one in every)
    table = Table("Contents_of_tables", ("Sheet", "Table", "Section of the report"), _WORDS, lines)
    return Sheet(CONTENTS, "Contents: the tables of the report", (_ONE,), table)


def _notes(every: list[Printed], notes: dict[str, int]) -> Sheet:
    lines = tuple(
        (f"[note {place}]", text, ", ".join(f"Table {t.number}" for t in every if text in t.notes))
        for text, place in notes.items()
    )
    table = Table("Notes_to_tables", ("Note", "What it says", "Tables"), _WORDS, lines)
    return Sheet(NOTES, "Notes to the tables", (_ONE, _BACK), table)


_WORDS = (False, False, False)
_ONE = "This sheet holds one table."
_BACK = Link("Back to the contents", CONTENTS)


def _sheet(period: str, table: Printed, notes: dict[str, int], strand: str | None) -> Sheet:
    marks = "".join(f" [note {notes[text]}]" for text in table.notes)
    held = Table(
        _name(table),
        table.headings,
        table.is_number,
        tuple(tuple(_cells(line, table.is_number)) for line in table.lines),
    )
    lines = [
        _ONE,
        f"Source: {store.origin(period, strand)}",
        f"In the report: {table.section}.",
        *_meanings(held),
        *([Link("Notes to this table are on the sheet Notes.", NOTES)] if marks else []),
        _BACK,
    ]
    title = f"Table {table.number}. {table.title}{marks}"
    return Sheet(_name(table), title, tuple(lines), held)


def _cells(line: tuple[str, ...], is_number: tuple[bool, ...]) -> Iterator[Cell]:
    """A line's cells: numbers where a column is of numbers, and no cell empty."""
    for text, numeric in zip(line, is_number, strict=True):
        yield (number(text) if numeric else None) or text or _NONE


def _meanings(table: Table) -> list[str]:
    """What the symbols in a table mean, in one line; nothing where none stands there."""
    used = meanings(shown(cell) for line in table.lines for cell in line)
    told = [f"{symbol} {means}" for symbol, means in used.items()]
    return [f"Symbols in this table: {'; '.join(told)}."] * bool(told)


def _name(table: Printed) -> str:
    """The sheet of a table, and its name in the workbook."""
    return f"Table_{table.number}"
