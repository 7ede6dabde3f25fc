"""Sheets of an Excel workbook (.xlsx, .xlsm), as shown; macros are never kept, let alone run."""

import datetime as dt
import io
import math
import operator
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from analysis.read.open.sheet import Cell, Sheet, by_place

# What a sheet holds: the rows of each column in which something stands.
Held = dict[int, list[int]]

# A cell or an area a formula names, perhaps on another sheet; LOG10( is a function.
_AREA = r"\$?[A-Z]{1,3}\$?\d+"
_REFERENCE = re.compile(
    rf"(?:(?:'([^']+)'|\b([A-Za-z_]\w*))!)?(?<![A-Za-z\d])({_AREA}(?::{_AREA})?)(?![\w(])"
)

# A number format: its sections, words in them, conditions and colours in brackets.
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)|^(?=;)')
_LITERAL = re.compile(r'"[^"]*"|\\.')
_DASHES = ("-", "–", "—")
_BRACKET = re.compile(r"\[[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]+)[^\]]*\]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}

# How the parts of a date are shown, by what a number format calls them.
_PARTS = {
    "yyyy": "%Y",
    "yy": "%y",
    "mmmm": "%B",
    "mmm": "%b",
    "mm": "%m",
    "dddd": "%A",
    "ddd": "%a",
    "dd": "%d",
}


def read_excel(file: str, content: bytes) -> list[Sheet]:
    """Every worksheet, hidden ones too. Stored values are read; formulas only tell that a value is
    missing.
    """
    with warnings.catch_warnings():
        # openpyxl warns of decorations it drops (validation lists, conditional formats): none holds
        # a count.
        warnings.simplefilter("ignore")
        formulas = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
        values = formulas
        if any(cell.data_type == "f" for sheet in formulas.worksheets for cell in _cells(sheet)):
            values = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    held = {sheet.title: _held(sheet) for sheet in values.worksheets}
    return [_sheet(file, sheet, formulas[sheet.title], held) for sheet in values.worksheets]


def _cells(sheet: Worksheet) -> Iterable[ExcelCell]:
    return sheet._cells.values()


def _held(sheet: Worksheet) -> Held:
    """The rows of each column in which something stands, in order."""
    columns: Held = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value not in (None, ""):
            columns.setdefault(column, []).append(row)
    return columns


def _sheet(file: str, values: Worksheet, formulas: Worksheet, held: dict[str, Held]) -> Sheet:
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
            for column in range(shape.min, shape.max + 1)
        ),
    )


def _cell(cell: ExcelCell, formula: ExcelCell, held: dict[str, Held]) -> Cell:
    comment = cell.comment.text.strip() if cell.comment else ""
    content = _content(cell, formula, held)
    if content.get("kind") == "number" and _is_white(cell):
        content["kind"] = "hidden"
    return Cell(cell.row, cell.column, **content, struck=_is_struck(cell), comment=comment)


def _is_struck(cell: ExcelCell) -> bool:
    return cell.has_style and bool(cell.font.strike)


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
        empty or (value == 0 and _speaks_of_blanks(str(formula.value), cell.parent.title, held))
    ):
        return {"text": str(getattr(formula.value, "text", formula.value)), "kind": "formula"}
    if isinstance(value, dt.datetime):
        return {**_of_day(value.date(), cell), "time": value.time()}
    if isinstance(value, dt.date):
        return _of_day(value, cell)
    if isinstance(value, bool):
        return {"text": str(value).upper()}
    if isinstance(value, int | float):
        return _of_number(value, cell.number_format)
    text = "" if value is None else str(value)
    return {"text": text, "kind": "error" if cell.data_type == "e" else "text"}


def _of_day(day: dt.date, cell: ExcelCell) -> dict:
    return {"text": shown_date(day, cell.number_format), "kind": "date", "date": day}


def _speaks_of_blanks(formula: str, title: str, held: dict[str, Held]) -> bool:
    """Whether every cell a formula names is blank: Excel then shows a 0 that nobody counted."""
    references = [] if "[" in formula else _REFERENCE.findall(formula)
    blank = (
        _is_blank(held.get(quoted or name or title), area) for quoted, name, area in references
    )
    return bool(references) and all(blank)


def _is_blank(held: Held | None, area: str) -> bool:
    """Whether nothing stands in an area of a sheet; no where there is no such sheet."""
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    if held is None:
        return False
    columns = (rows for column, rows in held.items() if left <= column <= right)
    return all(bisect_left(rows, top) == bisect_right(rows, bottom) for rows in columns)


def _of_number(value: float, number_format: str) -> dict:
    """The number as its cell shows it: 1 shown as 100% is no count of one, 3 shown as `*` is
    withheld, and one that is shown as nothing is hidden.
    """
    if not math.isfinite(value):
        return {"text": str(value), "kind": "error"}
    if number_format == "General":
        return {"text": shown_number(value), "kind": "number"}
    section = _section_for(value, number_format)
    words = "".join(_LITERAL.findall(section)).replace('"', "").replace("\\", "").strip()
    # Accounts show a nought as a dash.
    dash = value == 0 and words in _DASHES
    if not _shows_number(section) and not dash:
        return {"text": words} if words else {"text": shown_number(value), "kind": "hidden"}
    if "%" in _LITERAL.sub("", section):
        return {"text": shown_percent(value), "kind": "number"}
    text = shown_number(value) + "%" * ("%" in words)
    return {"text": text, "kind": "number", "unit": _unit(section, words)}


def _unit(section: str, words: str) -> str:
    """What a format says in words or signs beside its number: a currency, thousands left off, or
    figures rounded to powers of ten.
    """
    plain = _LITERAL.sub("", section)
    thousands = "thousands" if re.search(r"[0#?],+(?![0#?,])", plain) else ""
    rounded = "rounded" if re.search("E[+-]", plain) else ""
    return " ".join(filter(None, (words, *re.findall("[£€$]", plain), thousands, rounded)))


def _section_for(value: float, number_format: str) -> str:
    """The section of a number format that a number is shown by, without its brackets: the first
    whose condition holds, or by sign where there is none (ECMA-376, 18.8.31).
    """
    sections = _SECTION.findall(number_format)
    signs = [lambda x: x > 0, lambda x: x < 0, lambda x: True]
    if len(sections) < 3:
        signs = [lambda x: x >= 0, lambda x: True]
    if len(sections) == 1:
        signs = [lambda x: True]
    for section, sign in zip(sections, signs, strict=False):
        condition = _CONDITION.search(section)
        holds = _COMPARED[condition[1]](value, float(condition[2])) if condition else sign(value)
        if holds:
            return _BRACKET.sub("", _CURRENCY.sub(r'"\1"', section))
    return "General"


def _shows_number(section: str) -> bool:
    """Whether a section shows the number, or only the words that stand in it."""
    return bool(re.search("[0#?@]|General", _LITERAL.sub("", section), re.I))


def shown_percent(value: float) -> str:
    """The share as a percentage."""
    return f"{shown_number(value * 100)}%"


def shown_number(value: float) -> str:
    """The number without the `.0` that spreadsheets store and nobody types."""
    return f"{value:.15g}"


def shown_date(day: dt.date, number_format: str) -> str:
    """The date as the sheet shows it: `d-mmm` shows 1 April as `1-Apr`; ISO where the format is out
    of the common.
    """
    pattern = re.sub(r"\[.*?\]|\\|;.*|\"", "", number_format).lower().split(" h")[0]
    if re.search(r"[^ymd/\- .,]", pattern) or not re.search("[ymd]", pattern):
        return day.isoformat()
    parts = {name: f"{day:{code}}" for name, code in _PARTS.items()}
    parts |= {"m": str(day.month), "d": str(day.day)}
    return re.sub("y+|m+|d+", lambda part: parts.get(part[0], parts["yyyy"]), pattern).strip()
