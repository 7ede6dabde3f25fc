"""A workbook to be filled in, the same bytes every time: a cover, a sheet of tables and one a
proforma.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from analysis.declare.form import COVER, Form
from analysis.declare.periods import Period, month_label, quarter_label
from analysis.declare.proforma import DAY, MONTH_, NOTE, WHOLE_SHEET, WORDS, Field, Proforma
from analysis.declare.proforma import TEXT as ANY_TEXT
from desk.books import laid_out, letters, locked, sortable, undated
from desk.collecting.answers import accepts, accepts_field, accepts_question, boxed
from desk.collecting.cover import HEADING, TEXT, TITLE
from desk.collecting.forms import Asked
from strands.surveys.declares import SCALE
from strands.surveys.declares.asking import Question

NUMBERS = "Numbers"
_NOTE = "Anything we should know about these numbers. It may be printed beside them. No names."
HEADS = 5
# Lines of a sheet of survey answers.
_PEOPLE = 40
_SHEET_NOTE = (
    "Anything we should know about this sheet as a whole. It may be printed beside its numbers. No"
    " names."
)
_LINE_NOTE = "Anything we should know about this line. It may be printed beside it. No names"
# Dark on light, at more than 7 to 1.
_INK, _HEAD = "1F2A37", "DCE6F1"
_LINE = Side(style="thin", color="7F7F7F")
_EDGES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def workbook(
    whose: str, title: str, cover: Sequence[tuple[str, str]], asked: Asked, period: Period
) -> bytes:
    """The workbook as a file, of `whose` borough. `cover` holds the lines of the first sheet with
    their styles.
    """
    return of_several(whose, title, cover, {NUMBERS: (title, asked)}, period)


def of_several(
    whose: str,
    title: str,
    cover: Sequence[tuple[str, str]],
    asked: Mapping[str, tuple[str, Asked]],
    period: Period,
) -> bytes:
    """A workbook of what several strands ask for: each with its title, by the name of its sheet of
    numbers.
    """
    book, tables, lists = Workbook(), count(1), count(1)
    _cover(book.active, cover)
    for numbers, (of, one) in asked.items():
        if one.forms:
            _numbers(book.create_sheet(numbers), f"{whose}, {of}", one.forms, period, tables)
        for proforma in one.proformas:
            _lines(book.create_sheet(proforma.title), whose, proforma, period, next(lists))
        for sheet in one.answers:
            _people(book.create_sheet(sheet.title), sheet.questions, next(lists))
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
        cell.font = letters({TITLE: 16, HEADING: 13}.get(style, 11), style != TEXT, _INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        # Viewers that do not fit a row to its text would cut it: about 68 letters a line.
        sheet.row_dimensions[row].height = {TITLE: 28, HEADING: 26}.get(
            style, 17 * (1 + len(text) // 68)
        )
    _for_people(sheet, 1)


def _numbers(
    sheet: Worksheet, title: str, forms: Sequence[Form], period: Period, tables: Iterator[int]
) -> None:
    """Fill a sheet of tables, each called by the next of the numbers `tables`."""
    width = 1 + max(len(form.across) for form in forms)
    _titled(sheet, title, "White cells are for answers. The box at the bottom is for a note.")
    row = 4
    for form in forms:
        _form(sheet, row, next(tables), form, period)
        row += len(form.down) + 2
    _box(sheet, row, range(1, max(width, 2) + 1), 80, boxed(_NOTE))
    sheet.column_dimensions["A"].width = 46
    for column in range(2, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16 if width > 3 else 24
    if len(forms) == 1:
        # With several tables no one row heads the sheet.
        sheet.freeze_panes = "B5"
        sheet.print_title_rows = "4:4"
    _for_people(sheet, max(width, 2))


def _form(sheet: Worksheet, top: int, number: int, form: Form, period: Period) -> None:
    """One table, marked as such for screen readers, with its headings locked and its answers open."""
    for column, text in enumerate((form.corner, *form.across), 1):
        _heading(sheet.cell(top, column, text))
    for row, (label, says) in enumerate(zip(form.down, form.says, strict=True), top + 1):
        _heading(sheet.cell(row, 1, label))
        for column, kind in enumerate(form.kinds, 2):
            cell = _answer(sheet.cell(row, column), "center", "center")
            _ruled(sheet, accepts(kind, cell.coordinate, says, period), cell.coordinate)
    last = f"{get_column_letter(1 + len(form.across))}{top + len(form.down)}"
    _marked(sheet, f"Table{number}", f"A{top}:{last}")


def _lines(sheet: Worksheet, whose: str, proforma: Proforma, period: Period, number: int) -> None:
    """Fill the sheet of `whose` borough: what a line is, a box for a note, headings and lines.

    `number` tells its table from the others of the workbook.
    """
    fields = (*proforma.fields, Field("note", NOTE, _LINE_NOTE, ANY_TEXT))
    width, last = len(fields), HEADS + (len(proforma.beforehand(period)) or proforma.lines)
    says = (
        f"One line is {proforma.one_line_is}. White cells are for answers; leave blank what you do"
        " not know."
    )
    _titled(sheet, f"{whose}, {proforma.title.lower()}, {period.label}", says)
    _heading(sheet.cell(3, 1, WHOLE_SHEET))
    _box(sheet, 3, range(2, width + 1), 50, boxed(_SHEET_NOTE))
    for column, field in enumerate(fields, 1):
        _heading(sheet.cell(HEADS, column, field.heading))
        _column(sheet, column, field, proforma, period, last)
        # What has room for a sentence gets some.
        wide = 34 if field.kind in (ANY_TEXT, WORDS) else 17
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.row_dimensions[HEADS].height = 50
    _marked(sheet, f"Lines{number}", f"A{HEADS}:{get_column_letter(width)}{last}")
    sheet.freeze_panes, sheet.print_title_rows = f"B{HEADS + 1}", f"{HEADS}:{HEADS}"
    _for_people(sheet, width)
    sortable(sheet)


def _column(
    sheet: Worksheet, column: int, field: Field, proforma: Proforma, period: Period, last: int
) -> None:
    """The cells of one field: what is typed in beforehand is locked, all else is open and says what
    goes there.
    """
    if field.key == proforma.typed_in:
        label = month_label if field.kind == MONTH_ else quarter_label
        for row, key in enumerate(proforma.beforehand(period), HEADS + 1):
            _heading(sheet.cell(row, column, label(key)))
            sheet.row_dimensions[row].height = 22
        return
    for row in range(HEADS + 1, last + 1):
        cell = _answer(sheet.cell(row, column), "left", "center")
        cell.number_format = "dd/mm/yyyy" if field.kind == DAY else "General"
    first = f"{get_column_letter(column)}{HEADS + 1}"
    rule = accepts_field(field, first, period)
    _ruled(sheet, rule, f"{first}:{get_column_letter(column)}{last}")


def _people(sheet: Worksheet, questions: Sequence[Question], number: int) -> None:
    """Fill a sheet of survey answers as a plain table: a question a column, a person a line."""
    last = f"{get_column_letter(len(questions))}{1 + _PEOPLE}"
    for column, question in enumerate(questions, 1):
        ends = (
            f" ({SCALE[0]} = {question.low}, {SCALE[1]} = {question.high})" if question.low else ""
        )
        _heading(sheet.cell(1, column, question.wording + ends))
        for row in range(2, 2 + _PEOPLE):
            _answer(sheet.cell(row, column), "left", "center")
        letter = get_column_letter(column)
        _ruled(sheet, accepts_question(question), f"{letter}2:{letter}{1 + _PEOPLE}")
        sheet.column_dimensions[letter].width = 28
    sheet.row_dimensions[1].height = 90
    _marked(sheet, f"Lines{number}", f"A1:{last}")
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    _for_people(sheet, len(questions))
    sortable(sheet)


def _titled(sheet: Worksheet, title: str, says: str) -> None:
    """The first two rows of a sheet: its title and how to fill it in."""
    sheet.cell(1, 1, title).font = letters(14, bold=True, ink=_INK)
    sheet.cell(2, 1, says).font = letters(ink=_INK)


def _heading(cell) -> None:
    """A locked cell that heads a row or a column."""
    cell.font = letters(bold=True, ink=_INK)
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.border = _EDGES
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.parent.row_dimensions[cell.row].height = 34


def _answer(cell, across: str, down: str):
    """An answer cell, unlocked."""
    cell.border, cell.protection = _EDGES, Protection(locked=False)
    cell.font = letters(ink=_INK)
    cell.alignment = Alignment(horizontal=across, vertical=down, wrap_text=True)
    return cell


def _ruled(sheet: Worksheet, rule: DataValidation, cells: str) -> None:
    """Let the rule hold for cells of the sheet."""
    rule.add(cells)
    sheet.add_data_validation(rule)


def _box(sheet: Worksheet, row: int, columns: range, height: int, rule: DataValidation) -> None:
    """A box for a note: one answer cell over some columns of a row."""
    for column in columns:
        _answer(sheet.cell(row, column), "left", "top")
    sheet.merge_cells(None, row, columns[0], row, columns[-1])
    sheet.row_dimensions[row].height = height
    _ruled(sheet, rule, sheet.cell(row, columns[0]).coordinate)


def _marked(sheet: Worksheet, name: str, ref: str) -> None:
    """Mark cells as a table, for screen readers."""
    table = Table(displayName=name, ref=ref)
    table.tableStyleInfo = TableStyleInfo(showFirstColumn=True, showRowStripes=False)
    sheet.add_table(table)


def _for_people(sheet: Worksheet, width: int) -> None:
    """Locked without a password, without grid lines, and fit to one page across."""
    locked(sheet)
    sheet.sheet_view.showGridLines = False
    laid_out(sheet, "landscape" if width > 3 else "portrait")
    sheet.oddFooter.center.text = "&A, page &P of &N"
