"""Where the proformas on a sheet are: their heading rows, their columns, and what is said above and
beside them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.declare.proforma import WHOLE_SHEET, Field, Proforma
from analysis.read.find.listing import is_note
from analysis.read.label.context import is_context
from analysis.read.label.dates import read_date
from analysis.read.label.names import plain_name
from analysis.read.label.quantities import quantities_in
from analysis.read.label.quarters import read_quarter
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
# What a heading says beside its name where it heads counts.
_COUNTED = re.compile(r"^(?:total )?(?:number|no|count) of | (?:n|no|number|count)$")
# A name of a line has fewer words than this.
_LONG = 3
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
            *_lines(
                sheet, _under(sheet, [at for at in rows if row < at < end], end), columns, proforma
            ),
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
    named = _named(proforma)
    columns: dict[str, int] = {}
    for cell in cells:
        name = plain_name(cell.text)
        key = named.get(name) or _OWN.get(name) or named.get(_COUNTED.sub("", name))
        if key:
            columns.setdefault(key, cell.column)
    return columns


@lru_cache(maxsize=64)
def _named(proforma: Proforma) -> dict[str, str]:
    """The field that each heading, or an alias of it, means."""
    return {
        plain_name(text): one.key for one in proforma.fields for text in (one.heading, *one.aliases)
    }


def _under(sheet: Sheet, rows: list[int], end: int) -> list[int]:
    """Rows under a heading row, without the titles that stand above the next one."""
    while rows and end in sheet.rows and _is_alone(sheet.rows[rows[-1]]):
        rows = rows[:-1]
    return rows


def _is_alone(cells: list[Cell]) -> bool:
    """Whether nothing stands in a row but words that are no month or quarter."""
    first, *others = cells
    quarter = read_quarter(first.text, first.date)
    return not (others or read_date(first.text) or (quarter and quarter.quarter))


def _is_remark(first: Cell, columns: dict[str, int]) -> bool:
    """Whether what stands alone in a row says something, and names no line."""
    is_long = len(plain_name(first.text).split()) >= _LONG
    return is_note(first) or (is_long and first.column <= min(columns.values()))


def _lines(sheet: Sheet, rows: list[int], columns: dict[str, int], proforma: Proforma) -> tuple:
    """The rows under a heading row that hold answers, and what is remarked on the sheet as a whole."""
    lines, remarks = [], [cell.text for cell in _whole_sheet(sheet)]
    asked = [column for key, column in columns.items() if key not in (proforma.typed_in, BOROUGH)]
    for row in rows:
        first = sheet.rows[row][0]
        if _are_units(sheet.rows[row]) and row == rows[0]:
            continue
        is_remark = _is_remark(first, columns) or _are_units([first])
        if _is_alone(sheet.rows[row]) and is_remark:
            remarks.append(first.text)
        elif not (is_total(first) or is_context(first.text)) and (
            proforma.typed_in in columns
            or any(sheet.at(row, column).text.strip() for column in asked)
        ):
            lines.append(row)
    return tuple(lines), tuple(" ".join(text.split()) for text in remarks)


def _are_units(cells: list[Cell]) -> bool:
    """Whether all that stands in a row says what kind of number is meant, like `%`."""
    return all(quantities_in(cell.text, is_remark=True) for cell in cells)


def is_total(first: Cell) -> bool:
    """Whether a row that begins with this cell adds up others."""
    return plain_name(first.text) in _TOTALS


def _whole_sheet(sheet: Sheet) -> Iterator[Cell]:
    """What is typed beside the words that ask for a note on the whole sheet."""
    for row in sheet.rows.values():
        if plain_name(row[0].text) == plain_name(WHOLE_SHEET):
            yield from row[1:]


def titles(found: Found) -> list[Cell]:
    """What stands above a heading row and is no note of the sender's."""
    rows = [cells for row, cells in found.sheet.rows.items() if row < found.head]
    return [cells[0] for cells in rows if plain_name(cells[0].text) != plain_name(WHOLE_SHEET)]
