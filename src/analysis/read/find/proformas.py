"""Where the proformas on a sheet are: their heading rows, their columns, and what is said above and
beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import PERIODS, Period
from analysis.declare.proforma import WHOLE_SHEET, Field, Proforma
from analysis.read.ask.queries import Query, query
from analysis.read.find.blocks import is_note
from analysis.read.label.names import OUTSIDER, Name, find_borough, plain_name, read_borough
from analysis.read.open.sheet import Cell, Sheet

# Columns that any proforma may have beside its own.
BOROUGH, NOTE = "borough", "note"
_OWN = {
    "borough": BOROUGH,
    "local authority": BOROUGH,
    "la": BOROUGH,
    "note": NOTE,
    "notes": NOTE,
    "comments": NOTE,
}
_TOTALS = {"total", "totals", "grand total", "sum"}


@dataclass(frozen=True)
class Found:
    """One proforma on a sheet: its heading row, the column of each field it has, and the rows that
    are its lines.
    """

    proforma: Proforma
    sheet: Sheet
    head: int
    columns: dict[str, int]
    rows: tuple[int, ...]
    remarks: tuple[str, ...]

    def cells(self, row: int) -> dict[str, Cell]:
        """The cells of a line by field; blank ones too, but none for a field without a column."""
        return {key: self.sheet.at(row, column) for key, column in self.columns.items()}

    def is_blank(self, row: int) -> bool:
        """Whether nothing was filled in on a line beside what had been typed in beforehand."""
        beforehand = (self.proforma.typed_in, BOROUGH)
        return not any(
            cell.text.strip() for key, cell in self.cells(row).items() if key not in beforehand
        )

    def cells_of(self, key: str) -> list[Cell]:
        """The cells of a column that hold something."""
        cells = (
            [self.sheet.at(row, self.columns[key]) for row in self.rows]
            if key in self.columns
            else []
        )
        return [cell for cell in cells if cell.text.strip()]

    def heading(self, field: Field) -> str:
        """What heads a field here, or should."""
        return (
            self.sheet.at(self.head, self.columns[field.key]).text
            if field.key in self.columns
            else field.heading
        )


def found_on(sheet: Sheet, proformas: Iterable[Proforma]) -> list[Found]:
    """Every proforma of a sheet, top to bottom; none where no row heads one."""
    rows = sorted(sheet.rows)
    heads = [(row, *best) for row in rows if (best := _best(sheet.rows[row], proformas))]
    ends = [*(row for row, *_ in heads[1:]), rows[-1] + 1][: len(heads)] if heads else []
    return [
        Found(
            proforma,
            sheet,
            row,
            columns,
            *_lines(sheet, [at for at in rows if row < at < end], columns, proforma),
        )
        for (row, proforma, columns), end in zip(heads, ends, strict=True)
    ]


def _best(
    cells: list[Cell], proformas: Iterable[Proforma]
) -> tuple[Proforma, dict[str, int]] | None:
    """The proforma most of whose headings stand in a row, and where; a third of them at the least,
    and two.
    """
    read = [(proforma, _columns(cells, proforma)) for proforma in proformas]
    proforma, columns = max(read, key=lambda one: len(one[1]), default=(None, {}))
    own = len(set(columns) - {BOROUGH, NOTE})
    return (proforma, columns) if proforma and own >= max(2, len(proforma.fields) / 3) else None


def _columns(cells: list[Cell], proforma: Proforma) -> dict[str, int]:
    """The first column of each field that is headed in its own words or an alias of them."""
    named = {
        plain_name(text): one.key for one in proforma.fields for text in (one.heading, *one.aliases)
    }
    columns: dict[str, int] = {}
    for cell in cells:
        key = named.get(plain_name(cell.text)) or _OWN.get(plain_name(cell.text))
        if key:
            columns.setdefault(key, cell.column)
    return columns


def _lines(sheet: Sheet, rows: list[int], columns: dict[str, int], proforma: Proforma) -> tuple:
    """The rows under a heading row that hold answers, and what is remarked on the sheet as a whole."""
    lines, remarks = [], [cell.text for cell in _whole_sheet(sheet)]
    asked = [column for key, column in columns.items() if key not in (proforma.typed_in, BOROUGH)]
    for row in rows:
        first = sheet.rows[row][0]
        if len(sheet.rows[row]) == 1 and is_note(first):
            remarks.append(first.text)
        elif plain_name(first.text) not in _TOTALS and (
            proforma.typed_in in columns
            or any(sheet.at(row, column).text.strip() for column in asked)
        ):
            lines.append(row)
    return tuple(lines), tuple(" ".join(text.split()) for text in remarks)


def _whole_sheet(sheet: Sheet) -> Iterator[Cell]:
    """What is typed beside the words that ask for a note on the whole sheet."""
    for row in sheet.rows.values():
        if plain_name(row[0].text) == plain_name(WHOLE_SHEET):
            yield from row[1:]


def asked_of_headings(found: Found, period: Period) -> Iterator[Query]:
    """Columns that are missing or not known, another period, and hidden rows."""
    sheet, place = found.sheet, (found.sheet.file, found.sheet.name)
    for cell in sheet.rows[found.head]:
        if cell.column not in found.columns.values():
            yield query("unknown_column", *place, cell)
    for field in found.proforma.fields:
        if field.key not in found.columns and (field.needed or field.key in found.proforma.names):
            yield query(
                "missing_column", *place, sheet.rows[found.head][0], heading=field.heading, typed=""
            )
    for cell in titles(found):
        others = [
            one.label for one in PERIODS if one.key != period.key and _says(cell.text, one.label)
        ]
        if others and not _says(cell.text, period.label):
            yield query("another_period", *place, cell, other=others[0], period=period.label)
    if hidden := [row for row in found.rows if row in sheet.hidden_rows]:
        what = f"Row {hidden[0]}" + (f" (and {len(hidden) - 1} more)" if hidden[1:] else "")
        yield query("hidden_cells", *place, sheet.rows[hidden[0]][0], what=what)


def _says(text: str, label: str) -> bool:
    return f" {plain_name(label)} " in f" {plain_name(text)} "


def titles(found: Found) -> list[Cell]:
    """What stands above a heading row and is no note of the sender's."""
    rows = [cells for row, cells in found.sheet.rows.items() if row < found.head]
    return [cells[0] for cells in rows if plain_name(cells[0].text) != plain_name(WHOLE_SHEET)]


def whose(found: Found) -> tuple[str | None, list[Query]]:
    """The borough a sheet is of, by its title, its name or its file, None where none is named; and
    what is asked.
    """
    sheet, asked = found.sheet, []
    texts = [*titles(found), Cell(0, 0, sheet.name), Cell(0, 0, sheet.title)]
    named = [
        (cell, name)
        for cell in texts
        if (name := find_borough(cell.text)) and (name.key or name is OUTSIDER)
    ]
    if not named:
        return None, asked
    _, first = named[0]
    if first is OUTSIDER:
        return None, [query("unknown_borough", sheet, named[0][0], could_be="")]
    for cell, name in named[1:]:
        if name.key != first.key:
            other = "the sheet's or the file's name" if not cell.row else "another title"
            asked.append(
                query(
                    "boroughs_disagree",
                    sheet,
                    cell if cell.row else None,
                    typed=cell.text,
                    borough=borough_name(first.key),
                    other=other,
                )
            )
    return first.key, asked


def borough_in(cell: Cell, found: Found) -> tuple[str | None, list[Query]]:
    """The borough that a cell of a line names; what names none is asked about."""
    name, place = read_borough(cell.text), (found.sheet.file, found.sheet.name, cell)
    if name is None or name.key is None:
        return None, [
            query(
                "ambiguous_borough" if name else "unknown_borough", *place, could_be=_could_be(name)
            )
        ]
    doubt = (
        [query("doubtful_borough", *place, borough=borough_name(name.key))] if name.doubtful else []
    )
    return name.key, doubt


def _could_be(name: Name | None) -> str:
    return " or ".join(name.could_be) if name else ""
