"""A workbook to be filled in, the same bytes every time: a cover, a sheet of tables and one a
proforma.
"""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.declare.form import Form
from analysis.declare.periods import Period
from desk.books import letters, undated
from desk.collecting.answers import accepts, boxed
from desk.collecting.cover import HEADING, TEXT, TITLE
from desk.collecting.forms import Asked
from desk.collecting.lines import lines_sheet
from desk.collecting.styles import INK, answer, box, for_people, heading, marked, ruled, titled

COVER, NUMBERS = "Read me first", "Numbers"
_NOTE = "Anything we should know about these numbers. It is printed beside them. No names."


def workbook(
    whose: str, title: str, cover: Sequence[tuple[str, str]], asked: Asked, period: Period
) -> bytes:
    """The workbook as a file, of `whose` borough. `cover` holds the lines of the first sheet with
    their styles.
    """
    book = Workbook()
    _cover(book.active, cover)
    if asked.forms:
        _numbers(book.create_sheet(NUMBERS), f"{whose}, {title}", asked.forms, period)
    for number, proforma in enumerate(asked.proformas, 1):
        lines_sheet(book.create_sheet(proforma.title), whose, proforma, period, number)
    about = book.properties
    about.title, about.language = f"{whose}, {title}", "en-GB"
    about.subject, about.creator = f"Return for {period.label}", "Safe & Together London evaluation"
    return undated(book, f"{period.bounds[0]}-01")


def _cover(sheet: Worksheet, cover: Sequence[tuple[str, str]]) -> None:
    sheet.title = COVER
    # A column wider than the page is cut by some programs when printed, where several would be made
    # to fit.
    sheet.column_dimensions["A"].width = 74
    for row, (style, text) in enumerate(cover, 1):
        cell = sheet.cell(row, 1, text)
        cell.font = letters({TITLE: 16, HEADING: 13}.get(style, 11), style != TEXT, INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        # Viewers that do not fit a row to its text would cut it: about 68 letters a line.
        sheet.row_dimensions[row].height = {TITLE: 28, HEADING: 26}.get(
            style, 17 * (1 + len(text) // 68)
        )
    for_people(sheet, 1)


def _numbers(sheet: Worksheet, title: str, forms: Sequence[Form], period: Period) -> None:
    width = 1 + max(len(form.across) for form in forms)
    titled(sheet, title, "White cells are for answers. The box at the bottom is for a note.")
    row = 4
    for number, form in enumerate(forms, 1):
        _form(sheet, row, number, form, period)
        row += len(form.down) + 2
    box(sheet, row, range(1, max(width, 2) + 1), 80, boxed(_NOTE))
    sheet.column_dimensions["A"].width = 46
    for column in range(2, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16 if width > 3 else 24
    if len(forms) == 1:
        # With several tables no one row heads the sheet.
        sheet.freeze_panes = "B5"
        sheet.print_title_rows = "4:4"
    for_people(sheet, max(width, 2))


def _form(sheet: Worksheet, top: int, number: int, form: Form, period: Period) -> None:
    """One table, marked as such for screen readers, with its headings locked and its answers open."""
    for column, text in enumerate((form.corner, *form.across), 1):
        heading(sheet.cell(top, column, text))
    for row, (label, says) in enumerate(zip(form.down, form.says, strict=True), top + 1):
        heading(sheet.cell(row, 1, label))
        for column, kind in enumerate(form.kinds, 2):
            cell = answer(sheet.cell(row, column), "center", "center")
            ruled(sheet, accepts(kind, cell.coordinate, says, period), cell.coordinate)
    last = f"{get_column_letter(1 + len(form.across))}{top + len(form.down)}"
    marked(sheet, f"Table{number}", f"A{top}:{last}")
