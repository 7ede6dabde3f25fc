"""Small tables typed by hand, told apart by their headings: each line a row of the declared table it
belongs to, and a question where a cell cannot be read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pandas import DataFrame

from analysis.declare.table import Table
from analysis.read.ask.account import (
    A_HEADING,
    A_TOTAL,
    ASIDE,
    ASKED,
    OTHER_PERIOD,
    VALUE,
    Told,
    is_year,
)
from analysis.read.ask.boroughs import borough_in
from analysis.read.ask.masks import asked_of_masks
from analysis.read.ask.queries import Asking, Query, query
from analysis.read.find.listing import Listing, listings
from analysis.read.label.names import plain_name
from analysis.read.label.years import read_year
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.values.values import Value, chosen, read_value


@dataclass
class Typed:
    """What reading one table after another gathers: rows by the name of their table, and what has to
    be asked, in the words of the strand's own `query`.
    """

    period: str
    asked: list[Query] = field(default_factory=list)
    query: Asking = query
    rows: dict[str, list[dict]] = field(default_factory=lambda: defaultdict(list))
    told: Told = field(default_factory=Told)

    def ask(self, rule: str, sheet: Sheet, *cell: Cell, **found: object) -> None:
        """Ask about a sheet or a cell of it; where `rule` is empty there is nothing to ask."""
        if rule:
            self.asked.append(self.query(rule, sheet, *cell, **found))

    def read(
        self,
        sheets: Iterable[Sheet],
        reader: Callable[[Listing], Callable | None],
        what: str,
        told: Iterable[str] = (),
    ) -> None:
        """Every table of some sheets by the function that `reader` finds for it. A table nobody
        reads is asked about, and so is a sheet without one, unless its file is `told`; the sender is
        asked for `what`.
        """
        for sheet in sheets:
            self.asked += asked_of_masks(sheet)
            tables = list(listings(sheet))
            for table in tables:
                if read := reader(table):
                    self.tell_of(table)
                    read(table, self)
                else:
                    self.ask("nothing_read", sheet, table.corner, what=what)
            if not tables and sheet.file not in told:
                self.ask("nothing_read", sheet, what=what)

    def tell_of(self, table: Listing) -> None:
        """Tell how the numbers of a table end that no row is made of, as far as its headings say it:
        those of other periods, totals, and years that head others.
        """
        year = None
        for at, heading in enumerate(table.across):
            year, cells = read_year(heading.text).period or year, [row[at] for _, row in table.down]
            if is_total(heading):
                self.told.tell(ASIDE, A_TOTAL, table.sheet, cells)
            elif year not in (None, self.period):
                self.told.tell(ASIDE, OTHER_PERIOD, table.sheet, cells)
        for label, cells in table.down:
            if is_total(label):
                self.told.tell(ASIDE, A_TOTAL, table.sheet, cells)
        headings = [table.corner, *table.across, *(label for label, _ in table.down)]
        self.told.tell(ASIDE, A_HEADING, table.sheet, filter(is_year, headings))

    def borough(self, sheet: Sheet, cell: Cell) -> str | None:
        """The borough a cell names; what names none is asked about."""
        key, asked = borough_in(sheet, cell)
        self.asked += asked
        return key

    def boroughs(self, table: Listing) -> Iterator[tuple[str, tuple[Cell, ...]]]:
        """The lines that name a borough, with their cells; a line of totals is passed over."""
        for label, cells in table.down:
            if not is_total(label) and (key := self.borough(table.sheet, label)):
                yield key, cells

    def count(self, sheet: Sheet, cell: Cell, *member: bool) -> Value:
        """The count in a cell; what is no number is asked about."""
        value = read_value(cell, *member)
        self.ask(value.rule, sheet, cell)
        return value

    def frames(
        self, tables: Mapping[str, Table], values: Mapping[str, str] | None = None
    ) -> dict[str, DataFrame]:
        """The rows as checked frames by the names of their tables, one row a key; of two that differ
        in the column that `values` names for a table neither value is kept.
        """
        found = {}
        for name, table in tables.items():
            if values is None:
                found[name] = table.framed(self.rows[name])
            else:
                value = values.get(name, "")
                found[name] = framed_once(table, self.rows[name], value, self.asked)
        return found


@dataclass(frozen=True)
class Record:
    """One line of a typed table: its label, and its cells by the plain words that head them, blank
    ones too.
    """

    sheet: Sheet
    label: Cell
    cells: Mapping[str, Cell]
    typed: Typed

    def text(self, heading: str) -> str:
        """What stands in a cell, on one line."""
        return " ".join(self.cells[heading].text.split())

    def texts(self) -> dict[str, str]:
        """What stands in each cell, on one line."""
        return {heading: self.text(heading) for heading in self.cells}

    def ask(self, rule: str, heading: str, **found: object) -> None:
        """Ask about the cell under a heading; where `rule` is empty there is nothing to ask."""
        self.typed.ask(rule, self.sheet, self.cells[heading], **found)

    def plain(self, heading: str) -> str:
        """What stands in a cell, as plain words."""
        return plain_name(self.cells[heading].text)

    def word(self, heading: str, words: Mapping[str, str]) -> str | None:
        """The key of the word in a cell; one that is none of them is asked about."""
        key = chosen(self.cells[heading], words)
        if key is None:
            self.typed.asked.append(unknown(self.sheet, self.cells[heading], words))
        return key

    def keep(self, name: str, heading: str, status: str, /, **values: object) -> None:
        """Keep a row of the table `name`, known by the cell under a heading."""
        place = row(self.sheet, self.cells[heading], status, period=self.typed.period, **values)
        self.typed.rows[name].append(place)


def is_total(heading: Cell) -> bool:
    """Whether a heading is of what adds up others."""
    return "total" in plain_name(heading.text).split()


def headings(table: Listing) -> list[str]:
    """The headings of a table as plain words."""
    return [plain_name(cell.text) for cell in (table.corner, *table.across)]


def told(table: Listing, typed: Typed, needed: set[str]) -> Iterator[Record]:
    """Every line of a table; what stands under the headings that are read is told of: it is part of
    the line's row, or of what is asked about the line.
    """
    for line in records(table, typed):
        before = sum(map(len, typed.rows.values()))
        yield line
        is_kept = before < sum(map(len, typed.rows.values()))
        end = (VALUE, "part of its line") if is_kept else (ASKED, "this line, see the questions")
        typed.told.tell(*end, table.sheet, (line.cells[name] for name in needed))


def records(table: Listing, typed: Typed) -> Iterator[Record]:
    """Every line of a table."""
    for label, cells in table.down:
        named = dict(zip(headings(table), (label, *cells), strict=True))
        yield Record(table.sheet, label, named, typed)


def unknown(sheet: Sheet, cell: Cell, words: Mapping[str, str]) -> Query:
    """The question about a word that is none of those its column takes."""
    listed = ", ".join(f"'{word}'" for word in words.values())
    return query("unknown_word", sheet, cell, words=listed)


def row(sheet: Sheet, cell: Cell, status: str, caveat: str | None = None, **values: object) -> dict:
    """A row that knows the cell it was read from; `at` is that cell, for questions. Its caveat is
    what travels with the cell, where none is given.
    """
    place = {"file": sheet.file, "sheet": sheet.name, "cell": cell.address, "raw": cell.typed}
    caveat = " | ".join(cell.remarks) if caveat is None else caveat
    return {**values, "status": status, **place, "caveat": caveat, "at": cell}


def framed_once(table: Table, rows: list[dict], value: str, asked: list[Query]) -> DataFrame:
    """Rows as a checked frame with one row a key of the table; what has to be asked goes to `asked`.

    A copy is left out. Where two differ in the column `value`, the first is queried and has no
    value.
    """
    kept: dict[tuple, dict] = {}
    for each in rows:
        first = kept.setdefault(tuple(each[name] for name in table.key), each)
        if first is each:
            continue
        rule, other = "duplicate_rows", f"{first['file']} {first['cell']}"
        if value and first["raw"] != each["raw"]:
            rule, other = "duplicate_values_differ", f"{other} says {first['raw']}"
            first.update({"status": "queried", value: None})
        asked.append(query(rule, (each["file"], each["sheet"]), each["at"], other=other))
    return table.framed(kept.values())
