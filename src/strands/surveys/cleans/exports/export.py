"""What every survey tool's export comes to: columns of answers, and a row a sheet handed in, still
as typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from analysis.read.label.names import plain_name
from analysis.read.open.sheet import NOWHERE, Cell, Sheet

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
    """A column of answers; `other` is a column for the words beside "other, please say"."""

    column: int
    heading: Cell
    readings: Readings
    other: bool = False


@dataclass(frozen=True)
class Submission:
    """One row handed in: the tool's own number for it, the cell of its time, and whether it was a
    test.
    """

    row: int
    number: str
    handed_in: Cell
    test: bool


@dataclass(frozen=True)
class Export:
    """One sheet read by its layout. `sheet` has lost the columns in `personal`, which name or place
    people.

    `marks` says what a text in place of an answer means, `blank` or `not_shown`; `day_first` how
    `3/4/2025` is written by this tool; `last` is the last column with a heading.
    """

    tool: str
    sheet: Sheet
    fields: tuple[Field, ...]
    submissions: tuple[Submission, ...]
    personal: tuple[Cell, ...]
    last: int
    marks: Mapping[str, str] = field(default_factory=dict)
    day_first: bool = True


@dataclass(frozen=True)
class Layout:
    """Which columns of a tool hold no answers, by their bare names.

    `number`, `when` and `tests` are the names, best first, of those that hold a submission's
    number, its time, and the words that make it a test; `about` are all that say something of it.
    """

    tool: str
    about: frozenset[str]
    number: tuple[str, ...]
    when: tuple[str, ...]
    tests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    day_first: bool = True


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
        found: dict[str, int] = {}
        for column, names in self.names.items():
            for name in names:
                found.setdefault(bare(name), column)
        return found

    def column(self, wanted: tuple[str, ...]) -> int | None:
        """The first column that goes by one of the names, best first."""
        return next((self.bare[name] for name in wanted if name in self.bare), None)

    def text(self, row: int, column: int | None) -> str:
        """What stands in a row; empty where there is no such column."""
        return self.sheet.at(row, column).text.strip() if column else ""


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
    layout: Layout,
    heads: Heads,
    readings: Mapping[int, Readings],
    others: set[int] | frozenset[int] = frozenset(),
    marks: Mapping[str, str] | None = None,
) -> Export:
    """The export: what recognises people taken out, what describes the submission told from the
    answers. `others` are the columns of words beside "other".
    """
    sheet, personal, about = heads.sheet, set(), set()
    for column, names in heads.names.items():
        plain = set(map(bare, names))
        if any(map(_PERSONAL.fullmatch, plain)):
            personal.add(column)
        elif plain & layout.about:
            about.add(column)
    fields = tuple(
        Field(column, heads.cells[column], means, column in others)
        for column, means in readings.items()
        if column not in personal | about
    )
    rows = [row for row in sheet.rows if row >= heads.first]
    named = [
        column
        for column in sorted(personal)
        if any(heads.text(row, column).lower() not in _NOBODY for row in rows)
    ]
    kept = {place: cell for place, cell in sheet.cells.items() if place[1] not in personal}
    return Export(
        layout.tool,
        replace(sheet, cells=kept),
        fields,
        tuple(_submission(layout, heads, row) for row in rows),
        tuple(heads.cells[column] for column in named),
        max(heads.names),
        marks or {},
        layout.day_first,
    )


def _submission(layout: Layout, heads: Heads, row: int) -> Submission:
    when = heads.column(layout.when)
    return Submission(
        row,
        heads.text(row, heads.column(layout.number)),
        heads.sheet.at(row, when) if when else NOWHERE,
        any(
            heads.text(row, heads.column((name,))).lower() in words
            for name, words in layout.tests.items()
        ),
    )
