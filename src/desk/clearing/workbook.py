"""The texts that wait as a workbook: the same bytes for the same texts."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pandas import DataFrame

from analysis.declare.cleared import DECISIONS
from analysis.declare.periods import period as declared_period
from analysis.registry import STRANDS
from desk.books import (
    EDGE,
    INK,
    PAPER,
    height,
    laid_out,
    letters,
    locked,
    sortable,
    text_cell,
    undated,
)
from desk.clearing.sheet import FILLED, HEADINGS, reference

_HEAD = 2
_HOW = (
    "{title}. Nothing of a text is printed until you choose a decision: {decisions} Leave a row"
    " empty to decide later. Write a role, never a name; once is enough. The yellow cells are yours."
)


def workbook(texts: DataFrame, period: str) -> bytes:
    """The texts that wait (TEXTS with `strand`) as an .xlsx with a decision to choose for each."""
    book = Workbook()
    sheet, title = book.active, f"Texts to clear: {declared_period(period).label} ({period})"
    sheet.title = "Texts"
    decisions = " ".join(f"{word}: {says}" for word, says in DECISIONS.items())
    text_cell(sheet["A1"], _HOW.format(title=title, decisions=decisions)).font = letters(ink=INK)
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADINGS) - 1)
    sheet.row_dimensions[1].height = height([(_HOW + decisions, 150)], at_least=1)
    _write_headings(sheet)
    for number, row in enumerate(texts.to_dict("records"), 1):
        _write_text(sheet, number, row, period)
    _offer(sheet, len(texts))
    locked(sheet)
    sortable(sheet)
    sheet.freeze_panes = f"C{_HEAD + 1}"
    laid_out(sheet, "landscape")
    book.properties.title, book.properties.language = title, "en-GB"
    book.properties.creator = "Safe & Together London evaluation"
    return undated(book)


def _write_headings(sheet: Worksheet) -> None:
    for column, heading in enumerate(HEADINGS.values(), 1):
        cell = text_cell(sheet.cell(_HEAD, column), heading.says)
        cell.font, cell.fill = letters(bold=True, ink="FFFFFF"), PatternFill("solid", INK)
        shape = sheet.column_dimensions[get_column_letter(column)]
        shape.width, shape.hidden = heading.width, column == len(HEADINGS)


def _write_text(sheet: Worksheet, number: int, row: dict, period: str) -> None:
    title = STRANDS[row["strand"]].title if row["strand"] else ""
    shown = {
        **row,
        "number": str(number),
        "strand": title,
        "reference": reference(period, row["strand"], row["sha256"]),
    }
    for column, key in enumerate(HEADINGS, 1):
        cell = sheet.cell(number + _HEAD, column)
        if shown.get(key):
            text_cell(cell, shown[key])
        cell.font, cell.number_format = letters(), "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        cell.border = Border(bottom=EDGE, left=EDGE, right=EDGE)
        if key in FILLED:
            cell.fill, cell.protection = PatternFill("solid", PAPER), Protection(locked=False)
    texts = [(shown.get(key, ""), heading.width) for key, heading in HEADINGS.items()][:-1]
    sheet.row_dimensions[number + _HEAD].height = height(texts, at_least=1)


def _offer(sheet: Worksheet, texts: int) -> None:
    """A drop-down in each decision."""
    listed = f'"{",".join(DECISIONS)}"'
    offer = DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=True)
    offer.errorTitle = "Decision"
    offer.error = f"Please choose one of: {', '.join(DECISIONS)}."
    letter = get_column_letter(list(HEADINGS).index("decision") + 1)
    offer.add(f"{letter}{_HEAD + 1}:{letter}{_HEAD + texts}")
    sheet.add_data_validation(offer)
