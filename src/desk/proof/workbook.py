"""The proof as a workbook: its sheets as they are laid out, and the returned cells at their own
addresses; the same bytes for the same section.
"""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Place
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from desk.books import EDGE, INK, PAPER, height, laid_out, letters, text_cell, undated
from desk.proof.grid import HEAD, NOTE, TITLE, Formula, Grid, Link
from desk.proof.returned import Cell

_EDGES = Border(bottom=EDGE, left=EDGE, right=EDGE, top=EDGE)
_WIDTH = 16
_WRONG = PatternFill(bgColor="F4B6B6")


def workbook(title: str, sheets: Sequence[Grid | Sequence[Cell]]) -> bytes:
    """Sheets in their order as an .xlsx: grids, and of each returned sheet its cells."""
    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        if isinstance(one, Grid):
            _write_grid(book.create_sheet(one.title), one)
        else:
            _write_returned(book.create_sheet(one[0].title), one)
    # Nothing is computed yet: whatever opens it has to.
    book.calculation.fullCalcOnLoad = True
    book.properties.title, book.properties.language = title, "en-GB"
    book.properties.creator = "Safe & Together London evaluation"
    return undated(book, computed={one.title for one in sheets if isinstance(one, Grid)})


def _write_grid(sheet: Worksheet, grid: Grid) -> None:
    lines: dict[int, list[tuple[str, int]]] = {}
    for (row, column), (value, look) in grid.cells.items():
        cell = sheet.cell(row, column)
        _put(cell, value)
        _dress(cell, look, value)
        width = grid.across if look == NOTE else grid.widths.get(column, _WIDTH)
        if type(value) is str and look != TITLE:
            lines.setdefault(row, []).append((value, int(width) - 2))
        if look == NOTE:
            last = len(grid.widths)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    for row, texts in lines.items():
        sheet.row_dimensions[row].height = height(texts, at_least=1)
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = grid.widths.get(column, _WIDTH)
    sheet.freeze_panes = grid.frozen or None
    sheet.auto_filter.ref = grid.filtered or None
    if grid.checks:
        first = grid.checks.split(":")[0]
        wrong = FormulaRule([f"AND(ISLOGICAL({first}),NOT({first}))"], fill=_WRONG)
        sheet.conditional_formatting.add(grid.checks, wrong)
    laid_out(sheet, "landscape")


def _put(cell: Place, value: object) -> None:
    """Text as text, and as a formula only what is marked as one."""
    if isinstance(value, Formula):
        cell.value = f"={value}"
    elif isinstance(value, Link):
        text_cell(cell, value.says)
        sheet, at = value.to
        cell.hyperlink = Hyperlink(cell.coordinate, location=f"{quote_sheetname(sheet)}!{at}")
    elif isinstance(value, str):
        text_cell(cell, value)
    else:
        cell.value = value


def _dress(cell: Place, look: str, value: object) -> None:
    """How a cell looks: a head, a title, a note, or a line of a table; links as links."""
    is_text = isinstance(value, str | Link) and not isinstance(value, Formula)
    cell.font = letters()
    if look == TITLE:
        cell.font = letters(13, bold=True, ink=INK)
    elif look == HEAD:
        cell.font, cell.fill = letters(bold=True, ink="FFFFFF"), PatternFill("solid", INK)
    elif isinstance(value, Link):
        cell.font = letters(ink="0563C1")
    if look != TITLE:
        side = "left" if is_text else "right"
        cell.alignment = Alignment(side, "top", wrap_text=is_text, indent=int(look != NOTE))
    if not look:
        cell.border = _EDGES


def _write_returned(sheet: Worksheet, cells: Sequence[Cell]) -> None:
    """The cells of one returned sheet, each where its sender had it, and nothing else."""
    for cell in cells:
        place = sheet[cell.cell]
        _put(place, cell.read)
        place.font, place.border, place.fill = letters(), _EDGES, PatternFill("solid", PAPER)
    sheet.oddHeader.left.text = cells[0].file.replace("&", "&&")
    laid_out(sheet, "landscape")
