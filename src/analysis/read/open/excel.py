"""Sheets of an Excel workbook (.xlsx, .xlsm), as shown; macros are never kept, let alone run."""

import datetime as dt
import io
import warnings
from dataclasses import replace

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from analysis.read.open.blanks import Held, held_places, speaks_of_blanks
from analysis.read.open.sheet import Cell, Sheet, by_place
from analysis.read.open.shown import of_number, shown_date


def read_excel(file: str, content: bytes) -> list[Sheet]:
    """Every worksheet, hidden ones too. Stored values are read; formulas only tell that a value is
    missing.
    """
    with warnings.catch_warnings():
        # openpyxl warns of decorations it drops (validation lists, conditional formats): none holds
        # a count.
        warnings.simplefilter("ignore")
        formulas = values = _loaded(content, data_only=False)
        if any(
            cell.data_type == "f" for sheet in formulas.worksheets for cell in sheet._cells.values()
        ):
            values = _loaded(content, data_only=True)
    held = {
        sheet.title: held_places(
            place for place, cell in sheet._cells.items() if cell.value not in (None, "")
        )
        for sheet in values.worksheets
    }
    return [_sheet(file, sheet, formulas[sheet.title], held) for sheet in values.worksheets]


def _loaded(content: bytes, data_only: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(
        io.BytesIO(content), data_only=data_only, keep_links=False, rich_text=True
    )


def _sheet(file: str, values: Worksheet, formulas: Worksheet, held: dict[str, Held]) -> Sheet:
    last = values.max_column
    return Sheet(
        file,
        values.title,
        by_place(
            _cell(cell, formulas._cells[place], held)
            for place, cell in values._cells.items()
            if not isinstance(cell, openpyxl.cell.MergedCell)
        ),
        visible=values.sheet_state == "visible",
        merged=tuple(
            (m.min_row, m.min_col, m.max_row, m.max_col) for m in values.merged_cells.ranges
        ),
        hidden_rows=frozenset(row for row, shape in values.row_dimensions.items() if shape.hidden),
        # Neighbouring columns of one width are stored as one entry with a first and a last.
        hidden_columns=frozenset(
            column
            for shape in values.column_dimensions.values()
            if shape.hidden
            for column in range(shape.min, min(shape.max, last) + 1)
        ),
    )


def _cell(cell: ExcelCell, formula: ExcelCell, held: dict[str, Held]) -> Cell:
    comment = cell.comment.text.strip() if cell.comment else ""
    content, struck = _content(cell, formula, held), _is_struck(cell)
    made = Cell(cell.row, cell.column, **content, struck=struck, comment=comment)
    return replace(made, kind="hidden") if made.is_number and _is_white(cell) else made


def _is_struck(cell: ExcelCell) -> bool:
    """Whether a cell is struck through, or a part of what it says."""
    parts = cell.value if isinstance(cell.value, CellRichText) else ()
    whole = cell.has_style and bool(cell.font.strike)
    return whole or any(isinstance(part, TextBlock) and part.font.strike for part in parts)


def _is_white(cell: ExcelCell) -> bool:
    """Whether a cell is written in white on nothing or on white, so that nobody sees it."""
    if not cell.has_style or cell.font.color is None:
        return False
    fill = cell.fill.fgColor if cell.fill.fill_type else None
    return _paper(cell.font.color) and (fill is None or _paper(fill))


def _paper(color) -> bool:
    return (
        color.rgb in ("FFFFFFFF", "00FFFFFF")
        if color.type == "rgb"
        else (color.type == "theme" and color.theme == 0 and not color.tint)
    )


def _content(cell: ExcelCell, formula: ExcelCell, held: dict[str, Held]) -> dict:
    """Text and kind of a cell, and its day and time where it holds one."""
    value = cell.value
    # A formula that shows nothing, as `=IF(A1="","",A1)` does, is stored as an empty text: that is
    # a blank.
    empty = value is None and cell.data_type != "str"
    if formula.data_type == "f" and (
        empty or (value == 0 and speaks_of_blanks(str(formula.value), cell.parent.title, held))
    ):
        return {"text": str(getattr(formula.value, "text", formula.value)), "kind": "formula"}
    if isinstance(value, dt.datetime):
        return {**_of_day(value.date(), cell), "time": value.time()}
    if isinstance(value, dt.date):
        return _of_day(value, cell)
    if isinstance(value, bool):
        return {"text": str(value).upper()}
    if isinstance(value, int | float):
        return of_number(value, cell.number_format)
    text = "" if value is None else str(value)
    return {"text": text, "kind": "error" if cell.data_type == "e" else "text"}


def _of_day(day: dt.date, cell: ExcelCell) -> dict:
    return {"text": shown_date(day, cell.number_format), "kind": "date", "date": day}
