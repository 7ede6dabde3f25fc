"""What every survey tool's export comes to: columns of answers, and a row a sheet handed in, still
as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from analysis.read.label.names import plain_name
from analysis.read.open.sheet import NOWHERE, Cell, Sheet

# Headings, letters only, under which people can be recognised; "What is your name?" is one, a
# question of ours none.
_PERSONAL = re.compile(
    r"(?:please)?(?:enter|give|write)?(?:whatis)?(?:your|respondents?|recipients?|participants?|contacts?)?"
    r"(?:(?:full|first|last|middle|family|given|fore|sur|user)?names?|initials|e?mail(?:address)?"
    r"|ip(?:addr(?:ess)?)?|(?:home)?address|post(?:al)?code|(?:location)?(?:latitude|longitude)"
    r"|(?:tele|mobile)?(?:phone|telephone|mobile)(?:number|no)?|external(?:data)?reference|token|ref(?:errer)?url"
    r"|(?:staff|employee|payroll)(?:number|no|id))(?:optional)?"
)
# What tools write there when nobody is named.
_NOBODY = {"", "anonymous", "n/a"}


@dataclass(frozen=True)
class Field:
    """A column of answers. `readings` are what its heading may mean, likeliest first: a question,
    and a part of it.

    The part is an option, or a line of a grid, where the tool spreads a question over columns; else
    empty. `other` is a column for the words beside "other, please say".
    """

    column: int
    heading: Cell
    readings: tuple[tuple[str, str], ...]
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
    """Where a tool keeps what: the names of each column, the first row of answers, and which
    columns are no answers.

    `about` are the names of columns that say something of the submission; `number`, `when` and
    `tests` are the names, best first, of those that hold its number, its time, and the words that
    make it a test.
    """

    tool: str
    names: Mapping[int, tuple[str, ...]]
    headings: Mapping[int, Cell]
    first: int
    about: frozenset[str]
    number: tuple[str, ...]
    when: tuple[str, ...]
    tests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    day_first: bool = True

    def column(self, *wanted: str) -> int | None:
        """The first column that goes by one of the names."""
        found = (
            column
            for name in wanted
            for column, names in self.names.items()
            if name in map(bare, names)
        )
        return next(found, None)

    def is_about(self, column: int) -> bool:
        """Whether a column says something of the submission and holds no answers."""
        return bool(self.about & set(map(bare, self.names[column])))


def bare(text: str) -> str:
    """A heading in letters and figures alone, so that `Response ID` and `ResponseID` are one."""
    return plain_name(text).replace(" ", "")


def heading_row(sheet: Sheet) -> int:
    """The first row of two cells or more; 0 where there is none."""
    return next((row for row, cells in sheet.rows.items() if len(cells) > 1), 0)


def names_of(sheet: Sheet, row: int) -> dict[int, str]:
    """The text of every heading of a row, by column."""
    return {cell.column: cell.text for cell in sheet.rows.get(row, [])}


def assembled(
    layout: Layout, sheet: Sheet, fields: Iterable[Field], marks: Mapping[str, str] | None = None
) -> Export:
    """The export: what recognises people taken out, what describes the submission told from the
    answers.
    """
    personal = {
        column
        for column, names in layout.names.items()
        if any(_PERSONAL.fullmatch(bare(n)) for n in names)
    }
    rows = [row for row in sheet.rows if row >= layout.first]
    held = {
        column
        for column in personal
        for row in rows
        if sheet.at(row, column).text.strip().lower() not in _NOBODY
    }
    number, when = layout.column(*layout.number), layout.column(*layout.when)
    tests = [(layout.column(name), words) for name, words in layout.tests.items()]
    submissions = tuple(
        Submission(
            row,
            sheet.at(row, number).text.strip() if number else "",
            sheet.at(row, when) if when else NOWHERE,
            any(
                column and sheet.at(row, column).text.strip().lower() in words
                for column, words in tests
            ),
        )
        for row in rows
    )
    kept = {place: cell for place, cell in sheet.cells.items() if place[1] not in personal}
    return Export(
        layout.tool,
        replace(sheet, cells=kept),
        tuple(f for f in fields if f.column not in personal and not layout.is_about(f.column)),
        submissions,
        tuple(layout.headings[column] for column in sorted(held)),
        max(layout.names),
        marks or {},
        layout.day_first,
    )
