"""What every survey tool's export comes to: columns of answers, and a row a sheet handed in, still
as typed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from analysis.read.label.names import plain_name
from analysis.read.open.sheet import NOWHERE, Cell, Sheet
from strands.surveys.cleans.exports.standing import is_test_word, is_unknown_standing

# Headings, letters only, under which people can be recognised; "What is your name?" is one, a
# question of ours none.
_PERSONAL = re.compile(
    r"(?:please)?(?:enter|give|write)?(?:whatis)?"
    r"(?:your|respondents?|recipients?|participants?|contacts?)?"
    r"(?:(?:full|first|last|middle|family|given|fore|sur|user)?names?|initials|e?mail(?:address)?"
    r"|ip(?:addr(?:ess)?)?|(?:home)?address|post(?:al)?code|(?:location)?(?:latitude|longitude)"
    r"|(?:tele|mobile)?(?:phone|telephone|mobile)(?:number|no)?"
    r"|external(?:data)?reference|token|ref(?:errer)?url"
    r"|(?:staff|employee|payroll)(?:number|no|id))(?:optional)?"
)
# What tools write there when nobody is named.
_NOBODY = {"", "anonymous", "n/a"}

# What a heading may mean, likeliest first: a question, and a part of it. The part is an option, or
# a line of a grid, where the tool spreads a question over columns; else empty.
Readings = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """A column of answers; `other` is a column for the words beside "other, please say". `part` is
    the option or box it turned out to stand for, empty where it holds all of its question.
    """

    column: int
    heading: Cell
    readings: Readings
    other: bool = False
    part: str = ""


@dataclass(frozen=True)
class Submission:
    """One row handed in: the tool's own number for it, the cell of its time, and whether it was a
    test; `doubt` is a word of its standing that nobody knows.
    """

    row: int
    number: str
    handed_in: Cell
    test: bool
    doubt: str = ""


@dataclass(frozen=True)
class Export:
    """One sheet read by its layout. `sheet` has lost the columns in `personal`, which name or place
    people.

    `marks` says what a text in place of an answer means, `blank` or `not_shown`; `day_first` how
    `3/4/2025` is written by this tool; `last` is the last column with a heading; `headings` is what
    stands above each column.
    """

    tool: str
    sheet: Sheet
    fields: tuple[Field, ...]
    submissions: tuple[Submission, ...]
    personal: tuple[Cell, ...]
    last: int
    marks: Mapping[str, str] = field(default_factory=dict)
    day_first: bool = True
    headings: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def answered(self, column: Field) -> list[str]:
        """What stands in a column as an answer."""
        texts = (self.sheet.at(row.row, column.column).text for row in self.submissions)
        return [text for text in texts if text.strip() and text.strip().lower() not in self.marks]

    def holds(self, cell: Cell) -> bool:
        """Whether a cell is of a row of answers, or a heading of this sheet."""
        return cell.column in self.headings and cell.row in self._filled

    @cached_property
    def _filled(self) -> range:
        """The rows from the headings to the last that was handed in."""
        first = min((column.heading.row for column in self.fields), default=0)
        return range(first, max((row.row for row in self.submissions), default=0) + 1)

    def first_of(self, row: int) -> Cell:
        """The first cell of a row that holds something."""
        return next(iter(self.sheet.rows.get(row, [])), Cell(row, 1))


@dataclass(frozen=True)
class Layout:
    """Which columns of a tool hold no answers, by their bare names with blanks between.

    `number` and `when` are the names, best first, of those that hold a submission's number and its
    time; `tests` are, by the name of their column, the words that make it a test, with | between;
    `standing` are those whose every word is known or asked about; `about` are all others.
    """

    tool: str
    number: str
    when: str
    about: str
    tests: Mapping[str, str] = field(default_factory=dict)
    standing: str = ""
    day_first: bool = True

    @property
    def names(self) -> set[str]:
        """The names of all of them."""
        several = (self.number, self.when, self.about, self.standing)
        return {*self.tests, *(name for names in several for name in names.split())}


@dataclass(frozen=True)
class Heads:
    """The headings of a sheet: the names of each column, the cell it is asked about at, and the
    first row of answers.
    """

    sheet: Sheet
    names: dict[int, tuple[str, ...]]
    cells: dict[int, Cell]
    first: int

    @property
    def texts(self) -> dict[int, str]:
        """The first name of every column."""
        return {column: names[0] for column, names in self.names.items()}

    @cached_property
    def bare(self) -> dict[str, int]:
        """The first column that goes by a name, by its bare names."""
        columns = reversed(self.names.items())
        return {bare(name): column for column, names in columns for name in names}

    def column(self, wanted: str) -> int | None:
        """The first column that goes by one of the names, best first."""
        return next((self.bare[name] for name in wanted.split() if name in self.bare), None)

    def at(self, row: int, wanted: str) -> Cell:
        """The cell of a row under that column; NOWHERE where there is none."""
        column = self.column(wanted)
        return self.sheet.at(row, column) if column else NOWHERE

    def field(self, column: int, *readings: tuple[str, str], other: bool = False) -> Field:
        """A column of answers under its heading."""
        return Field(column, self.cells[column], readings, other)


def bare(text: str) -> str:
    """A heading in letters and figures alone, so that `Response ID` and `ResponseID` are one."""
    return plain_name(text).replace(" ", "")


def headings(sheet: Sheet) -> Heads:
    """The headings of a sheet that has one row of them: its first row of two cells or more."""
    row = next((row for row, cells in sheet.rows.items() if len(cells) > 1), 0)
    cells = {cell.column: cell for cell in sheet.rows.get(row, [])}
    names = {column: (cell.text,) for column, cell in cells.items()}
    return Heads(sheet, names, cells, row + 1)


def assembled(
    layout: Layout, heads: Heads, fields: Iterable[Field], marks: Mapping[str, str] | None = None
) -> Export:
    """The export: what recognises people taken out, what describes the submission told from the
    answers.
    """
    sheet, personal, about = heads.sheet, set(), set()
    for column, names in heads.names.items():
        plain = set(map(bare, names))
        if any(map(_PERSONAL.fullmatch, plain)):
            personal.add(column)
        elif plain & layout.names:
            about.add(column)
    rows = [row for row in sheet.rows if row >= heads.first]
    named = [
        heads.cells[column]
        for column in sorted(personal)
        if {sheet.at(row, column).text.strip().lower() for row in rows} - _NOBODY
    ]
    kept = {place: cell for place, cell in sheet.cells.items() if place[1] not in personal}
    return Export(
        layout.tool,
        replace(sheet, cells=kept),
        tuple(answers for answers in fields if answers.column not in personal | about),
        tuple(_submission(layout, heads, row) for row in rows),
        tuple(named),
        max(heads.names),
        marks or {},
        layout.day_first,
        _above(heads),
    )


def _above(heads: Heads) -> dict[int, tuple[str, ...]]:
    """What stands above the answers of each column, row by row."""
    above = (cell for cell in heads.sheet.cells.values() if cell.row < heads.first)
    texts: dict[int, tuple[str, ...]] = {}
    for cell in above:
        texts[cell.column] = (*texts.get(cell.column, ()), cell.text)
    return texts


def _submission(layout: Layout, heads: Heads, row: int) -> Submission:
    found = {name: heads.at(row, name).text.strip() for name in heads.bare}
    is_test = any(
        text and (text.lower() in words.split("|") or is_test_word(text))
        for name, words in layout.tests.items()
        for text in (found.get(name, ""),)
    )
    standing = (found.get(name, "") for name in layout.standing.split())
    doubt = "" if is_test else next(filter(is_unknown_standing, standing), "")
    number = heads.at(row, layout.number).text.strip()
    return Submission(row, number, heads.at(row, layout.when), is_test, doubt)
