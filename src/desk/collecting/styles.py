"""How the cells of a workbook to be filled in look, and how its sheets are locked and printed."""

from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from desk.books import laid_out, letters, locked

# Dark on light, at more than 7 to 1.
INK, _HEAD = "1F2A37", "DCE6F1"
_LINE = Side(style="thin", color="7F7F7F")
_EDGES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def titled(sheet: Worksheet, title: str, says: str) -> None:
    """The first two rows of a sheet: its title and how to fill it in."""
    sheet.cell(1, 1, title).font = letters(14, bold=True, ink=INK)
    sheet.cell(2, 1, says).font = letters(ink=INK)


def heading(cell) -> None:
    """A locked cell that heads a row or a column."""
    cell.font = letters(bold=True, ink=INK)
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.border = _EDGES
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.parent.row_dimensions[cell.row].height = 34


def answer(cell, across: str, down: str):
    """An answer cell, unlocked."""
    cell.border, cell.protection = _EDGES, Protection(locked=False)
    cell.font = letters(ink=INK)
    cell.alignment = Alignment(horizontal=across, vertical=down, wrap_text=True)
    return cell


def ruled(sheet: Worksheet, rule: DataValidation, cells: str) -> None:
    """Let the rule hold for cells of the sheet."""
    rule.add(cells)
    sheet.add_data_validation(rule)


def box(sheet: Worksheet, row: int, columns: range, height: int, rule: DataValidation) -> None:
    """A box for a note: one answer cell over some columns of a row."""
    for column in columns:
        answer(sheet.cell(row, column), "left", "top")
    sheet.merge_cells(None, row, columns[0], row, columns[-1])
    sheet.row_dimensions[row].height = height
    ruled(sheet, rule, sheet.cell(row, columns[0]).coordinate)


def marked(sheet: Worksheet, name: str, ref: str) -> None:
    """Mark cells as a table, for screen readers."""
    table = Table(displayName=name, ref=ref)
    table.tableStyleInfo = TableStyleInfo(showFirstColumn=True, showRowStripes=False)
    sheet.add_table(table)


def for_people(sheet: Worksheet, width: int) -> None:
    """Locked without a password, without grid lines, and fit to one page across."""
    locked(sheet)
    sheet.sheet_view.showGridLines = False
    laid_out(sheet, "landscape" if width > 3 else "portrait")
    sheet.oddFooter.center.text = "&A, page &P of &N"
