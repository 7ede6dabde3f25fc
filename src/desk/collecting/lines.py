"""A proforma as a sheet to fill in: a line for each record, or for each month or quarter typed in
beforehand.
"""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.declare.periods import Period, month_label, quarter_label
from analysis.declare.proforma import DAY, MONTH_, NOTE, TEXT, WHOLE_SHEET, WORDS, Field, Proforma
from desk.books import sortable
from desk.collecting.answers import accepts_field, boxed
from desk.collecting.styles import answer, box, for_people, heading, marked, ruled, titled

HEADS = 5
_SHEET_NOTE = (
    "Anything we should know about this sheet as a whole. It is printed beside its numbers. No"
    " names."
)
_NOTE_SAYS = "Anything we should know about this line. It may be printed beside it. No names"


def lines_sheet(
    sheet: Worksheet, whose: str, proforma: Proforma, period: Period, number: int
) -> None:
    """Fill the sheet of `whose` borough: what a line is, a box for a note, headings and lines.

    `number` tells its table from the others of the workbook.
    """
    fields = (*proforma.fields, Field("note", NOTE, _NOTE_SAYS, TEXT))
    width, last = len(fields), HEADS + (len(proforma.beforehand(period)) or proforma.lines)
    says = (
        f"One line is {proforma.one_line_is}. White cells are for answers; leave blank what you do"
        " not know."
    )
    titled(sheet, f"{whose}, {proforma.title.lower()}, {period.label}", says)
    heading(sheet.cell(3, 1, WHOLE_SHEET))
    box(sheet, 3, range(2, width + 1), 50, boxed(_SHEET_NOTE))
    for column, field in enumerate(fields, 1):
        heading(sheet.cell(HEADS, column, field.heading))
        _column(sheet, column, field, proforma, period, last)
        # What has room for a sentence gets some.
        wide = 34 if field.kind in (TEXT, WORDS) else 17
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.row_dimensions[HEADS].height = 50
    marked(sheet, f"Lines{number}", f"A{HEADS}:{get_column_letter(width)}{last}")
    sheet.freeze_panes, sheet.print_title_rows = f"B{HEADS + 1}", f"{HEADS}:{HEADS}"
    for_people(sheet, width)
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
            heading(sheet.cell(row, column, label(key)))
            sheet.row_dimensions[row].height = 22
        return
    for row in range(HEADS + 1, last + 1):
        cell = answer(sheet.cell(row, column), "left", "center")
        cell.number_format = "dd/mm/yyyy" if field.kind == DAY else "General"
    first = f"{get_column_letter(column)}{HEADS + 1}"
    rule = accepts_field(field, first, period)
    ruled(sheet, rule, f"{first}:{get_column_letter(column)}{last}")
