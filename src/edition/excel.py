"""The workbook of tables as .xlsx: each table a marked-up table of Excel, with the same bytes for
the same sheets.
"""

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Place
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as Marked
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from desk.books import height, laid_out, letters, text_cell, undated
from edition.numbers import MINUS, Number
from edition.sheets import Cell, Link, Sheet, shown

# The first day a zip knows: a workbook that came from a clock would differ each time.
_MADE = "1980-01-01"
_TITLE, _HEAD, _BODY, _LINK = 16, 13, 12, "0B4A8F"
# Letters of 12 points are wider and higher than those that columns and rows are counted in.
_WIDER, _HIGHER = 1.2, 1.1


def workbook(sheets: list[Sheet], about: dict[str, str]) -> bytes:
    """Sheets as an .xlsx file; `about` has its title, author and subject."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    properties = book.properties
    properties.title, properties.creator = about["title"], about["author"]
    properties.subject, properties.language = about["subject"], "en-GB"
    return undated(book, _MADE)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.sheet_view.showGridLines = False
    for row, line in enumerate((sheet.title, *sheet.lines), 1):
        is_head = row - 2 in sheet.heads
        size = _TITLE if row == 1 else _HEAD if is_head else _BODY
        cell = _write(page.cell(row, 1), line, size, bold=row == 1 or is_head)
        # Text above a table runs over its columns; on a cover it stays in its own.
        cell.alignment = Alignment(vertical="top", wrap_text=sheet.table is None)
        if sheet.table is None:
            wide = sheet.widths[0] * _BODY // size
            page.row_dimensions[row].height = height([(shown(line), wide)], 1) * size / 11
        elif row == 1:
            page.row_dimensions[row].height = _TITLE * 1.5
    for place, wide in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(place)].width = wide * _WIDER
    if sheet.table:
        _table(page, sheet)
    laid_out(page, "landscape")


def _table(page: Worksheet, sheet: Sheet) -> None:
    table, first = sheet.table, len(sheet.lines) + 2
    for row, line in enumerate((table.headings, *table.lines), first):
        for column, (value, is_number) in enumerate(zip(line, table.is_number, strict=True), 1):
            cell = _write(page.cell(row, column), value, _BODY, row == first)
            cell.alignment = Alignment("right" if is_number else "left", "top", wrap_text=True)
        texts = [(shown(value), wide) for value, wide in zip(line, sheet.widths, strict=True)]
        page.row_dimensions[row].height = height(texts, 1) * _HIGHER
    last = f"{get_column_letter(len(table.headings))}{first + len(table.lines)}"
    marked = Marked(displayName=table.name, ref=f"A{first}:{last}")
    marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page.add_table(marked)
    # The buttons of filters would stand before the headings for who listens to them.
    marked._initialise_columns()
    for column, heading in zip(marked.tableColumns, table.headings, strict=True):
        column.name = heading
    marked.autoFilter = None


def _write(cell: Place, value: Cell, size: int, bold: bool = False) -> Place:
    cell.font = letters(size, bold)
    if isinstance(value, Number):
        cell.value, cell.number_format = float(value.value), _format(value)
        if value.value == int(value.value):
            cell.value = int(value.value)
        return cell
    text_cell(cell, value.text if isinstance(value, Link) else value)
    if isinstance(value, Link):
        cell.hyperlink = Hyperlink(cell.coordinate, location=f"'{value.sheet}'!A1")
        cell.font = letters(size, bold, _LINK)
    return cell


def _format(number: Number) -> str:
    """The number's format in Excel: as printed, with the words around it."""
    digits = ("#,##0" if number.grouped else "0") + ("." + "0" * number.places).rstrip(".")
    shown = digits + "%" * number.percent + (f'"{number.after}"' if number.after else "")
    if not number.before:
        return shown
    if number.before == MINUS:
        return f'{shown};"{MINUS}"{shown}'
    return f'"{number.before}"{shown}'
