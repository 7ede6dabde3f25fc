"""How the cells of a workbook to be filled in look, and how its sheets are locked and printed."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

# Dark on light, at more than 7 to 1.
INK, _HEAD = "1F2A37", "DCE6F1"
_LINE = Side(style="thin", color="7F7F7F")
_EDGES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def heading(cell) -> None:
    """A locked cell that heads a row or a column."""
    cell.font = Font(name="Arial", size=11, bold=True, color=INK)
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.border = _EDGES
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.parent.row_dimensions[cell.row].height = 34


def answer(cell, across: str):
    """An answer cell, unlocked."""
    cell.border, cell.protection = _EDGES, Protection(locked=False)
    cell.font = Font(name="Arial", size=11, color=INK)
    cell.alignment = Alignment(
        horizontal=across, vertical="center" if across == "center" else "top", wrap_text=True
    )
    return cell


def for_people(sheet: Worksheet, width: int) -> None:
    """Locked without a password, without grid lines, and fit to one page across."""
    sheet.protection.sheet = True
    # Widths and heights stay free: some read with larger letters.
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape" if width > 3 else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A, page &P of &N"
