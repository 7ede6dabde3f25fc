"""A register of attendance, a line a person: it is counted by course, borough and month before
anything is kept, and its lines are not.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import month_label
from analysis.declare.table import InputError
from analysis.declare.words import count
from analysis.read.label.dates import date_of, read_date
from analysis.read.label.names import find_borough, plain_name
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.open.workbook import read_workbook
from analysis.read.personal.words import found, masked
from strands.training.declares import CAME, COUNTED, NOT_COME, REGISTER, course_in

STRAND, _NO = "training", "not"
# What the columns of a register are headed.
_HEADED = {
    "course": r"(?:training )?(?:course|training|module|session|event)(?: name| title| attended)?",
    "day": r"(?:(?:course|training|session|event|start) )?(?:date|day|month)(?: of .*| attended)?",
    "borough": r"(?:borough|local authority|la|agency|organi[sz]ation|employer)(?: name| or agency)?"
    r"|borough agency",
    "came": r"(?:did they )?attend(?:ed|ance|ed y n)?(?: status| y n| yes no)?|present(?: y n)?|status|outcome",
}
_PERSON = re.compile(
    r"\b(?:full |first |last |sur|fore|family |given |middle |preferred )?names?\b|\be ?mail\b|\bphone\b"
    r"|\b(?:mobile|telephone|attendees?|delegates?|participants?|learners?|staff (?:id|no|number)"
    r"|payroll|employee)\b"
)


@dataclass(frozen=True)
class Register:
    """A register counted: the table to be filed in its place, and what is said of it."""

    name: str
    content: bytes
    said: tuple[str, ...]


def counted(name: str, content: bytes) -> Register | None:
    """The counts of a register called `name`; None where the file is none. InputError where it says
    who attended.
    """
    sheets = [sheet for sheet in read_workbook(name, content) if sheet.rows]
    heads = {sheet.name: head for sheet in sheets if (head := _head(sheet))}
    if not heads:
        return None
    registers = [sheet for sheet in sheets if sheet.name in heads]
    for sheet in registers:
        _refuse_people(sheet, *heads[sheet.name])
    copies, tally = _copies(registers), Counter()
    for sheet in registers:
        if sheet.name not in copies:
            tally.update(_lines(sheet, *heads[sheet.name]))
    others = [masked(sheet.name) for sheet in sheets if sheet.name not in heads]
    came = sum(people for line, people in tally.items() if not line[-1])
    said = [
        f"a register of {count(tally.total(), 'line')}, {came} of them attended: counted by course,"
        " borough and month; its lines are not kept"
    ]
    said += [
        f"sheet {masked(copy)} holds the very lines of sheet {masked(sheet)}: counted once"
        for copy, sheet in copies.items()
    ]
    if others:
        said.append(f"sheets that are no register, neither counted nor kept: {', '.join(others)}")
    stem = name.rpartition(".")[0] or name
    return Register(f"{stem}_counted.csv", _table(name, content, tally), tuple(said))


def _copies(sheets: list[Sheet]) -> dict[str, str]:
    """The sheets that hold the very cells of one before them, each with the name of that."""
    first: dict[tuple, str] = {}
    copies = {}
    for sheet in sheets:
        typed = tuple((cell.address, cell.text) for row in sheet.rows.values() for cell in row)
        if (name := first.setdefault(typed, sheet.name)) != sheet.name:
            copies[sheet.name] = name
    return copies


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The heading row of a register, and the column of each of its headings: whether someone came,
    when, and to which course or from where.
    """
    for row, cells in sheet.rows.items():
        columns: dict[str, int] = {}
        for cell in cells:
            for key, pattern in _HEADED.items():
                if re.fullmatch(pattern, plain_name(cell.text)):
                    columns.setdefault(key, cell.column)
        if (
            {"day", "came"} <= set(columns)
            and len(columns) > 2
            and _holds_people(sheet, row, columns)
        ):
            return row, columns
    return None


def _holds_people(sheet: Sheet, head: int, columns: dict[str, int]) -> bool:
    """Whether most cells under `came` are words for coming or not: a count is none."""
    below = [sheet.at(row, columns["came"]) for row in sheet.rows if row > head]
    typed = [plain_name(cell.text) or cell.text.strip() for cell in below if cell.text.strip()]
    known = [word for word in typed if word in (*CAME, *NOT_COME)]
    return bool(known) and 2 * len(known) >= len(typed)


def _refuse_people(sheet: Sheet, head: int, columns: dict[str, int]) -> None:
    """InputError at the first cell that says who somebody is, repeating nothing of it."""
    known = set(columns.values())
    for row, cells in sheet.rows.items():
        for cell in cells:
            heads = row == head and cell.column not in known
            is_person = bool(
                heads and _PERSON.search(plain_name(cell.text)) and _below(sheet, cell)
            )
            is_counted = row > head and cell.column in known and not re.search(r"[@\d]", cell.text)
            if is_person or (not is_counted and cell.kind != "date" and found(cell.text)):
                raise InputError(
                    f"refused {masked(sheet.file)}: {masked(sheet.name)} {cell.address} says who"
                    " attended, which is personal data; delete the file, and ask for the register"
                    " without names, addresses and numbers of people"
                )


def _below(sheet: Sheet, cell: Cell) -> bool:
    return any(row > cell.row for row in sheet.columns[cell.column])


def _lines(sheet: Sheet, head: int, columns: dict[str, int]) -> Iterator[tuple[str, ...]]:
    """Course, borough, month and what was typed of coming, of each line; the last is empty where
    the person came, and `not` where not.
    """
    of_sheet = find_borough(sheet.name) or find_borough(sheet.title)
    borough = borough_name(of_sheet.key) if of_sheet and of_sheet.key else ""
    course = course_in(f"{sheet.name} {sheet.title}")
    for row, cells in sheet.rows.items():
        texts = {key: sheet.at(row, column) for key, column in columns.items()}
        if row <= head or not any(cell.text.strip() for cell in texts.values()):
            continue
        if len(cells) == 1 or "total" in plain_name(cells[0].text).split():
            continue
        came = plain_name(texts["came"].text) or texts["came"].text.strip()
        known = {**dict.fromkeys(CAME, ""), **dict.fromkeys(NOT_COME, _NO)}
        yield (
            _text(texts, "course", course),
            _text(texts, "borough", borough),
            _month(texts["day"]),
            known.get(came, came or "blank"),
        )


def _text(texts: dict[str, Cell], key: str, otherwise: str) -> str:
    return " ".join(texts[key].text.split()) if key in texts else otherwise


def _month(cell: Cell) -> str:
    """The month a day lies in, like `May 2026`; what is no day stays as typed."""
    span = date_of(cell.date) if cell.date else read_date(cell.text)
    if span and span.months == 1:
        return month_label(span.first)
    return " ".join(cell.text.split())


def _table(name: str, content: bytes, tally: Counter[tuple[str, ...]]) -> bytes:
    """The counts as a CSV under a line that says what they were counted from."""
    keys = sorted({key[:3] for key in tally})
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([f"{REGISTER} {name}", f"sha256 {sha256(content).hexdigest()}"])
    table.writerow([])
    table.writerow(COUNTED)
    for key in keys:
        unread = {
            word: n
            for (*of, word), n in tally.items()
            if tuple(of) == key and word not in ("", _NO)
        }
        doubts = ", ".join(f"{word}: {n}" for word, n in sorted(unread.items()))
        table.writerow([*map(_inert, key), tally[*key, ""], _inert(doubts)])
    return written.getvalue().encode()


def _inert(text: str) -> str:
    """Text that no program takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
