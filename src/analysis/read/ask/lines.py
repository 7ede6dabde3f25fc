"""One line of a proforma: its answers, its borough, and the rows it becomes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period
from analysis.declare.proforma import CODE, COUNT, ITEM, NUMBER, Field
from analysis.declare.statuses import withheld_range
from analysis.read.ask.boroughs import borough_in
from analysis.read.ask.quantities import Doubts
from analysis.read.ask.queries import Asking, Query
from analysis.read.ask.typed import row
from analysis.read.find.proformas import BOROUGH, NOTE, Found
from analysis.read.open.sheet import NOWHERE, Cell
from analysis.read.values.answers import Answer, Reader
from analysis.read.values.values import Value, read_value

_OUTSIDE = {"quarter_outside_period", "month_outside_period"}


@dataclass(frozen=True)
class Line:
    """One line as it was read: values and cells by field, its answers that become rows, whether it
    is queried, and by what it asks.
    """

    found: Found
    row: int
    values: dict[str, object]
    cells: dict[str, Cell]
    items: dict[str, Answer]
    queried: bool
    query: Asking

    def __getitem__(self, key: str) -> object:
        """Its value of one field."""
        return self.values[key]

    def ask(self, rule: str, key: str, **found: object) -> Query:
        """A question about the cell of one field; about the line's first where the field has no
        column.
        """
        return self.query(rule, self.found.sheet, self.cells.get(key) or self.first, **found)

    @property
    def first(self) -> Cell:
        """The first cell of the line that holds anything."""
        return self.found.sheet.rows[self.row][0]

    @property
    def at(self) -> Cell:
        """The cell by which the line is known: the first of what names it."""
        named = (self.cells[key] for key in self.found.proforma.names if key in self.cells)
        return next(named, self.first)

    @property
    def place(self) -> str:
        """File and cell of the line, as people name them."""
        return f"{self.found.sheet.file} {self.at.address}"

    @property
    def where(self) -> tuple[str, str]:
        """The file and the sheet it stands on."""
        return self.found.sheet.file, self.found.sheet.name

    def text(self, key: str) -> str:
        """What was typed under a field; empty where it has no column."""
        return self.cells.get(key, NOWHERE).text.strip()

    def value(self, key: str) -> Value:
        """The count under a field; not returned where it has no column."""
        return read_value(self.cells.get(key, NOWHERE))

    def bounds(self, key: str) -> tuple[int, int] | None:
        """The least and the most a count can be: withheld ones as far as their range says; None
        where nothing is known.
        """
        value = self.value(key)
        if value.status == "withheld":
            return withheld_range(self.text(key))
        return None if value.count is None else (value.count, value.count)

    def heading(self, key: str) -> str:
        """What heads a field on the sheet of the line, or should."""
        fields = self.found.proforma.fields
        return self.found.heading(next(one for one in fields if one.key == key))


def by_values(lines: Iterable[Line], *keys: str) -> list[tuple[tuple[object, ...], list[Line]]]:
    """Lines by their values of some fields, in the order of their first."""
    groups: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault(tuple(line.values[key] for key in keys), []).append(line)
    return list(groups.items())


def with_first(lines: Iterable[Line], *keys: str) -> Iterator[tuple[Line, Line]]:
    """Each line whose values of some fields stood in one before it: the first of them, and the line."""
    seen: dict[tuple[object, ...], Line] = {}
    for line in lines:
        first = seen.setdefault(tuple(line.values[key] for key in keys), line)
        if first is not line:
            yield first, line


def are_of(table: DataFrame, line: Line, cells: Iterable[Cell]) -> Series:
    """Which rows of a table were read from some cells of a line."""
    file, sheet = line.where
    places = {cell.address for cell in cells}
    return (table["file"] == file) & (table["sheet"] == sheet) & table["cell"].isin(places)


def set_aside(table: DataFrame, line: Line, keys: Iterable[str]) -> DataFrame:
    """The table with the counts under some fields of a line queried: which of them is wrong is not
    ours to say.
    """
    rows = are_of(table, line, (line.cells[key] for key in keys))
    return table.assign(
        count=table["count"].mask(rows), status=table["status"].mask(rows, "queried")
    )


def read_lines(
    found: Found, borough: str | None, period: Period, query: Asking
) -> tuple[list[Line], list[Query]]:
    """The lines of a proforma on one sheet, which is of `borough` where its lines name none; and
    what is asked, by `query`.
    """
    reader = _Lines(found, Reader(found, period), period, query, Doubts(found, query))
    lines = [line for number in found.rows if (line := reader.line(number, borough))]
    return lines, [*reader.asked, *reader.doubts.asked, *reader.asked_of_outside()]


@dataclass
class _Lines:
    """Reads the lines of one proforma on one sheet, and gathers what has to be asked."""

    found: Found
    reader: Reader
    period: Period
    query: Asking
    doubts: Doubts
    asked: list[Query] = field(default_factory=list)
    outside: dict[str, list[tuple[Cell, dict]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cell in self.reader.two_ways:
            self._ask("day_or_month", cell, first="day")

    def _ask(self, rule: str, cell: Cell, **words: object) -> None:
        self.asked.append(self.query(rule, self.found.sheet, cell, **words))

    def asked_of_outside(self) -> Iterator[Query]:
        """One question a sheet about all its lines of months, or of quarters, outside the period."""
        for rule, cells in self.outside.items():
            when = dict.fromkeys(words["when"] for _, words in cells)
            (first, words), *_ = cells
            yield self.query(rule, self.found.sheet, first, **{**words, "when": ", ".join(when)})

    def line(self, number: int, borough: str | None) -> Line | None:
        """One line; None where what names it, or whose it is, cannot be read, which has then been
        asked about.
        """
        proforma, cells = self.found.proforma, self.found.cells(number)
        owner, is_blank = self._whose(cells, borough), self.found.is_blank(number)
        answers = {
            one.key: self._answer(one, cells.get(one.key), is_blank)
            for one in proforma.fields
            if one.kind != COUNT
        }
        kinds = {one.key: one.kind for one in proforma.fields}
        names = {key for key in proforma.names if key in answers and answers[key].value == ""}
        if owner is None or any(kinds[key] != CODE for key in names):
            return None
        values: dict[str, object] = {BOROUGH: owner} if proforma.by_borough else {}
        values["period"] = self.period.key
        values |= {key: one.value for key, one in answers.items() if kinds[key] != ITEM}
        # A line without a code counts all the same: its place is a name of its own.
        values |= dict.fromkeys(names, f"LINE{number}")
        items = {key: answers[key] for key in answers if kinds[key] == ITEM and key in cells}
        queried = number in self.doubts or any(
            one.queried for key, one in answers.items() if kinds[key] != ITEM
        )
        return Line(self.found, number, values, cells, items, queried, self.query)

    def _answer(self, one: Field, cell: Cell | None, is_blank: bool) -> Answer:
        """The answer to one field. Without a column it is blank, and the missing column has been
        asked about.

        Of a line on which nothing was filled in nothing is asked: it was not returned.
        """
        if cell is None or (is_blank and not cell.text.strip()):
            return Answer(None if one.kind == NUMBER else "", queried=one.needed and not is_blank)
        answer = self.reader.read(one, cell)
        is_name = one.key in self.found.proforma.names and one.kind != CODE
        if is_name and not answer.asks and answer.value == "":
            answer = self.reader.blank(one)
        for rule, words in answer.asks:
            if rule in _OUTSIDE:
                self.outside.setdefault(rule, []).append((cell, words))
            else:
                self._ask(rule, cell, **words)
        return answer

    def _whose(self, cells: dict[str, Cell], borough: str | None) -> str | None:
        """The borough of a line: the one it names, or else the sheet's; empty for a proforma of the
        whole partnership.
        """
        cell = cells.get(BOROUGH, NOWHERE)
        if not self.found.proforma.by_borough or not cell.text.strip():
            return borough
        own, asked = borough_in(self.found.sheet, cell)
        self.asked += asked
        if own and borough and own != borough:
            words = {"borough": borough_name(borough), "other": "this line"}
            self._ask("boroughs_disagree", cell, **words)
            return borough
        return own


def rows_of(line: Line, asked: list[Query]) -> Iterator[dict]:
    """The rows a line becomes: one, or one for each of its counts or items; what has to be asked
    goes to `asked`.
    """
    proforma = line.found.proforma
    cells = [cell for key, cell in line.cells.items() if key != NOTE]
    counts = [one.key for one in proforma.of_kind(COUNT)]
    if proforma.melted == ITEM:
        for key, answer in line.items.items():
            yield _item(line, key, answer)
    elif proforma.melted != COUNT:
        yield _row(line, line.at, cells, "queried" if line.queried else "returned")
    elif typed := [key for key in counts if key in line.cells]:
        for key in typed:
            yield _count(line, key, asked)
    else:
        # What else stands on a line is kept where the sheet has no column of counts at all.
        yield _row(line, line.at, cells, "not_returned", measure=counts[0], count=None)


def _count(line: Line, key: str, asked: list[Query]) -> dict:
    cell, value = line.cells[key], line.value(key)
    if value.rule:
        asked.append(line.ask(value.rule, key))
    status, count = ("queried", None) if line.queried else (value.status, value.count)
    return _row(line, cell, [cell], status, measure=key, count=count)


def _item(line: Line, key: str, answer: Answer) -> dict:
    cell = line.cells[key]
    if line.queried or answer.queried:
        return _row(line, cell, [cell], "queried", item=key, answer="")
    status = "returned" if answer.value else "not_returned"
    return _row(line, cell, [cell], status, item=key, answer=answer.value)


def _row(line: Line, at: Cell, cells: list[Cell], status: str, **values: object) -> dict:
    note = " ".join(line.cells.get(NOTE, NOWHERE).text.split())
    remarks = [note, *line.found.remarks, *(remark for cell in cells for remark in cell.remarks)]
    caveat = " | ".join(dict.fromkeys(filter(None, remarks)))
    return row(line.found.sheet, at, status, caveat, **{**line.values, **values})
