"""An answered workbook becomes answers, whatever was done to it: columns are found by heading, rows
by reference.
"""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import openpyxl

from analysis.declare.table import InputError
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.open.workbook import read_workbook
from analysis.read.personal.screen import screened
from desk.exchange.identity import read_reference
from desk.exchange.sheets import BY_HEADING, FILLED, HEADINGS, plain_heading

# A text that a spreadsheet would run as a formula once it stands in a CSV.
RUNS = re.compile(r"\s*(?:[=@]|[+-](?![\d\s]|$))")


_NEEDED = (*FILLED, "reference")


@dataclass(frozen=True)
class Answer:
    """What was answered to one question. `place` names the row in the workbook, for messages."""

    place: str
    period: str
    recipient: str
    id: str
    answer: str
    value: str
    note: str
    who: str

    @property
    def said(self) -> tuple[str, str, str]:
        """What makes two answers the same."""
        return self.answer, self.value, self.note


@dataclass
class Reading:
    """Every answer of a workbook, what makes it unusable, and what a person should look at."""

    answers: list[Answer] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    # Every role that stands beside a question, and the one on the sheet before them.
    roles: set[str] = field(default_factory=set)
    cover: str = ""


def read_answers(file: str, content: bytes) -> Reading:
    """The answers in an .xlsx. Rows without an answer are passed over; a problem is one line, with
    its row.

    InputError where it is no workbook of questions.
    """
    if not content.startswith(b"PK"):
        raise InputError(
            f"cannot read {file}: it is not an .xlsx workbook; open it, save it as .xlsx and read"
            " that"
        )
    typed = read_workbook(file, content)
    sheets = with_references(typed, screened({file: content}, typed, ()))
    runs = formulas(file, content)
    reading = Reading()
    heads = [(sheet, head) for sheet in sheets if (head := _head(sheet))]
    for sheet, head in heads:
        _read_sheet(sheet, *head, runs, reading)
    if not heads:
        wanted = ", ".join(f"'{HEADINGS[key].says}'" for key in _NEEDED)
        raise InputError(
            f"cannot read {file}: no sheet in it has a row of headings with {wanted}; "
            "answer in the workbook that `analysis queries` wrote, with its hidden last column"
        )
    with_questions = {sheet.name for sheet, _ in heads}
    for sheet in sheets:
        if sheet.name not in with_questions:
            _read_cover(sheet, reading)
    _share_role(reading)
    whom = dict.fromkeys(f"{answer.recipient} for {answer.period}" for answer in reading.answers)
    if len(whom) > 1:
        raise InputError(
            f"cannot read {file}: it answers questions to {' and to '.join(whom)}; read each"
            " workbook by itself"
        )
    return reading


def with_references(typed: list[Sheet], sheets: list[Sheet]) -> list[Sheet]:
    """The sheets with our own references as they were typed, whatever their figures look like."""
    return [
        replace(
            sheet, cells=sheet.cells | {at: own for at, own in of.cells.items() if _is_ours(own)}
        )
        for of, sheet in zip(typed, sheets, strict=True)
    ]


def _is_ours(cell: Cell) -> bool:
    return read_reference(cell.text) is not None


def _head(sheet: Sheet) -> tuple[int, dict[str, list[int]]] | None:
    """The row of headings, and the columns under each of them."""
    for row, cells in sheet.rows.items():
        found: dict[str, list[int]] = {}
        for cell in cells:
            if key := BY_HEADING.get(plain_heading(cell.text)):
                found.setdefault(key, []).append(cell.column)
        if set(_NEEDED) <= set(found):
            return row, found
    return None


def _read_sheet(
    sheet: Sheet, head: int, columns: dict[str, list[int]], runs: set, reading: Reading
) -> None:
    if twice := [HEADINGS[key].says for key in _NEEDED if len(columns[key]) > 1]:
        reading.problems.append(
            f"{sheet.name} row {head}: two columns are headed '{twice[0]}'; keep one"
        )
        return
    known = {column for places in columns.values() for column in places}
    for row, cells in sheet.rows.items():
        if row > head:
            place = f"{sheet.name} row {row}"
            reading.notices += _unread(sheet, head, place, cells, known)
            given = {key: sheet.at(row, columns[key][0]) for key in FILLED}
            wrong = list(_wrong(sheet, place, given, runs))
            reading.problems += wrong
            reading.roles |= {_line(given["who"].text)} - {""} if not wrong else set()
            if not wrong and any(_line(given[key].text) for key in ("answer", "value", "note")):
                _read_row(place, given, sheet.at(row, columns["reference"][0]), reading)
    reading.notices += [
        f"{sheet.name} {cell.address} has a comment, which is not read: {_line(cell.comment)}"
        for cell in sheet.cells.values()
        if cell.comment
    ]


def _unread(
    sheet: Sheet, head: int, place: str, cells: list[Cell], known: set[int]
) -> Iterator[str]:
    """What was written into a column of the sender's own."""
    for cell in cells:
        if cell.column not in known:
            over = _line(sheet.at(head, cell.column).text)
            yield (
                f"{place}: the column '{over or cell.address.rstrip('0123456789')}' is not read:"
                f" {_line(cell.text)}"
            )


def _wrong(sheet: Sheet, place: str, given: dict[str, Cell], runs: set) -> Iterator[str]:
    for key, cell in given.items():
        said = f"{place}: '{HEADINGS[key].says}'"
        if (sheet.name, cell.row, cell.column) in runs or RUNS.match(cell.text):
            yield (
                f"{said} holds a formula, which is not computed; ask for the number or word itself"
            )
        elif cell.kind in ("error", "date"):
            yield (
                f"{said} holds {'an error' if cell.kind == 'error' else 'a date'} made by the"
                f" spreadsheet, '{_line(cell.text)}'; ask what was typed, and type it as text"
            )


def _read_row(place: str, given: dict[str, Cell], at: Cell, reading: Reading) -> None:
    found = read_reference(at.text)
    if found is None:
        reading.problems.append(
            f"{place}: an answer without the reference of a question; move rows whole and add none"
            " of your own"
        )
        return
    said = {key: _line(cell.text) for key, cell in given.items()}
    reading.answers.append(Answer(place, *found, **{**said, "answer": said["answer"].casefold()}))


def _read_cover(sheet: Sheet, reading: Reading) -> None:
    """The role on a sheet without questions: beside the words 'Your role', or in their cell."""
    for cell in sheet.cells.values():
        label, _, after = cell.text.partition(":")
        if BY_HEADING.get(plain_heading(label)) == "who":
            role = _line(after or sheet.at(cell.row, cell.column + 1).text)
            if RUNS.match(role):
                reading.problems.append(
                    f"{sheet.name} {cell.address}: the role holds a formula; write it as words"
                )
            reading.cover = reading.cover or role


def _share_role(reading: Reading) -> None:
    """One role, written once anywhere, speaks for every answer that has none of its own."""
    shared = reading.cover or (next(iter(reading.roles)) if len(reading.roles) == 1 else "")
    reading.answers = [replace(answer, who=answer.who or shared) for answer in reading.answers]


def _line(text: str) -> str:
    return " ".join(text.split())


def formulas(file: str, content: bytes) -> set[tuple[str, int, int]]:
    """Where formulas stand, whether or not a result is stored beside them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    except (KeyError, ValueError, OSError):
        raise InputError(
            f"cannot read {file}: it is no .xlsx workbook; open it, save it as .xlsx and read that"
        ) from None
    return {
        (sheet.title, row, column)
        for sheet in book.worksheets
        for (row, column), cell in sheet._cells.items()
        if cell.data_type == "f"
    }
