"""One line of a proforma: its answers, its borough, and the rows it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period
from analysis.declare.proforma import CODE, COUNT, ITEM, NUMBER, Field
from analysis.read.ask.queries import Query, query
from analysis.read.find.proformas import BOROUGH, NOTE, Found, borough_in
from analysis.read.open.sheet import NOWHERE, Cell
from analysis.read.values.answers import Answer, Reader
from analysis.read.values.values import read_value


@dataclass(frozen=True)
class Line:
    """One line as it was read: values and cells by field, its answers that become rows, and whether
    it is queried.
    """

    found: Found
    row: int
    values: dict[str, object]
    cells: dict[str, Cell]
    items: dict[str, Answer]
    queried: bool

    def ask(self, rule: str, key: str, **found: object) -> Query:
        """A question about the cell of one field; about the line's first where the field has no
        column.
        """
        sheet = self.found.sheet
        return query(rule, sheet, self.cells.get(key) or sheet.rows[self.row][0], **found)


def read_lines(found: Found, borough: str | None, period: Period) -> tuple[list[Line], list[Query]]:
    """The lines of a proforma on one sheet, which is of `borough` where its lines name none; and
    what is asked.
    """
    reader = Reader(found, period)
    lines = [line for row in found.rows if (line := _line(reader, row, borough))]
    return lines, reader.asked


def _line(reader: Reader, row: int, borough: str | None) -> Line | None:
    """One line; None where what names it, or whose it is, cannot be read, which has then been asked
    about.
    """
    found, cells = reader.found, reader.found.cells(row)
    of, is_blank = _whose(reader, cells, borough), found.is_blank(row)
    fields = [one for one in found.proforma.fields if one.kind != COUNT]
    answers = {one.key: _answer(reader, one, cells.get(one.key), is_blank) for one in fields}
    values: dict[str, object] = {"borough": of} if found.proforma.by_borough else {}
    values["period"] = reader.period.key
    kinds = {one.key: one.kind for one in found.proforma.fields}
    for key, answer in answers.items():
        # A line without a code counts all the same: its place is a name of its own.
        nameless = key in found.proforma.names and answer.value == ""
        values[key] = f"LINE{row}" if nameless and kinds[key] == CODE else answer.value
        if of is None or (nameless and kinds[key] != CODE):
            return None
    items = {key: answers[key] for key, kind in kinds.items() if kind == ITEM and key in cells}
    queried = any(answer.queried for key, answer in answers.items() if kinds[key] != ITEM)
    own = {key: value for key, value in values.items() if kinds.get(key) != ITEM}
    return Line(found, row, own, cells, items, queried)


def _answer(reader: Reader, one: Field, cell: Cell | None, is_blank: bool) -> Answer:
    """The answer to one field. Without a column it is blank, and the missing column has been asked
    about.

    Of a line on which nothing was filled in nothing is asked: it was not returned.
    """
    if cell is None or (is_blank and not cell.text.strip()):
        return Answer(None if one.kind == NUMBER else "", queried=one.needed and not is_blank)
    answer = reader.read(one, cell)
    if (
        not answer.asked
        and answer.value == ""
        and one.key in reader.found.proforma.names
        and one.kind != CODE
    ):
        answer = Answer(
            "", True, (reader.ask("blank_answer", cell, heading=reader.found.heading(one)),)
        )
    reader.asked += answer.asked
    return answer


def _whose(reader: Reader, cells: dict[str, Cell], borough: str | None) -> str | None:
    """The borough of a line: the one it names, or else the sheet's; empty for a proforma of the
    whole partnership.
    """
    cell = cells.get(BOROUGH, NOWHERE)
    if not reader.found.proforma.by_borough or not cell.text.strip():
        return borough
    own, asked = borough_in(cell, reader.found)
    reader.asked += asked
    if own and borough and own != borough:
        reader.asked.append(
            reader.ask("boroughs_disagree", cell, borough=borough_name(borough), other="this line")
        )
        return borough
    return own


def rows_of(line: Line, asked: list[Query]) -> list[dict]:
    """The rows a line becomes: one, or one for each of its counts or items; what has to be asked
    goes to `asked`.
    """
    proforma = line.found.proforma
    at = next(
        (line.cells[key] for key in proforma.names if key in line.cells),
        line.found.sheet.rows[line.row][0],
    )
    cells = [cell for key, cell in line.cells.items() if key != NOTE]
    if proforma.melted == COUNT:
        counts = proforma.of_kind(COUNT)
        rows = [_count(line, one, asked) for one in counts if one.key in line.cells]
        # What else stands on a line is kept where the sheet has no column of counts at all.
        return rows or [_row(line, at, cells, "not_returned", measure=counts[0].key, count=None)]
    if proforma.melted == ITEM:
        return [_item(line, key, answer) for key, answer in line.items.items()]
    return [_row(line, at, cells, "queried" if line.queried else "returned")]


def _count(line: Line, one: Field, asked: list[Query]) -> dict:
    cell = line.cells[one.key]
    value = read_value(cell)
    if value.rule:
        asked.append(line.ask(value.rule, one.key))
    status, count = ("queried", None) if line.queried else (value.status, value.count)
    return _row(line, cell, [cell], status, measure=one.key, count=count)


def _item(line: Line, key: str, answer: Answer) -> dict:
    cell = line.cells[key]
    queried = line.queried or answer.queried
    status = "queried" if queried else "returned" if answer.value else "not_returned"
    return _row(line, cell, [cell], status, item=key, answer="" if queried else answer.value)


def _row(line: Line, at: Cell, cells: list[Cell], status: str, **values: object) -> dict:
    sheet, note = line.found.sheet, line.cells.get(NOTE, NOWHERE).text
    remarks = [
        " ".join(note.split()),
        *line.found.remarks,
        *(remark for cell in cells for remark in cell.remarks),
    ]
    caveat = " | ".join(dict.fromkeys(filter(None, remarks)))
    place = {"file": sheet.file, "sheet": sheet.name, "cell": at.address, "raw": at.typed}
    return {**line.values, **values, "status": status, **place, "caveat": caveat, "at": at}
