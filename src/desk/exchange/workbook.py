"""The questions to one recipient as a workbook: the same bytes for the same questions."""

import datetime as dt

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from pandas import DataFrame

from analysis.declare.boroughs import BY_KEY
from analysis.declare.periods import period as declared_period
from analysis.declare.replies import ANSWERS, CORRECT
from analysis.declare.words import day
from desk.books import (
    EDGE,
    INK,
    LINE_HEIGHT,
    PAPER,
    height,
    laid_out,
    letters,
    locked,
    paragraphs,
    sortable,
    text_cell,
    undated,
)
from desk.exchange.identity import reference
from desk.exchange.settling import ANSWERED
from desk.exchange.sheets import FILLED, HEADINGS, URGENCY

_HEAD, _FIRST = 2, 3
_ROOM_TO_ANSWER = 3  # lines
_README_WIDTHS = (18, 84)
# The first sheet, for someone who knows nothing of this project: what stands on the left, and what
# it says on the right.
_SHEET = """\
{title} |
|
Why | We read what you sent us for the Safe & Together London evaluation and are unsure about a few
    places in it. We would rather ask than guess. The sheet 'Questions' has one question a row.
By when | {when}
Where from | {origin}
|
How to answer |
1 | Read the question. File, sheet and cell say where to look in what you sent.
2 | Choose an answer from the list in the column 'Answer'. The yellow cells are yours.
3 | Write your role (for example: performance analyst), never a name. Once is enough if one person
    answers everything: here below, or under 'Your role' beside any question.
4 | Leave a row empty if you cannot answer it yet. Save the workbook and send it back.
{role} |
|
Answers |
{answers}
| Please type words and numbers, no formulas, and nothing about single children or families.
|
How urgent |
{urgency}
|
Status |
open | We wait for your answer.
overdue | The day by which we asked for an answer has passed.
answered | We have your answer; it stands in the row. To change it, please write to us."""


def workbook(
    questions: DataFrame, recipient: str, period: str, origin: str, until: dt.date | None = None
) -> bytes:
    """The questions to `recipient` as an .xlsx: a sheet that says how to answer, and the questions.

    `questions` has the columns `settled` gives. `origin` is the sentence that goes on everything
    made from the period. Only answers to what is not answered yet can be typed without lifting the
    protection.
    """
    book, whom = Workbook(), recipient_name(recipient)
    title = f"Questions for {whom}: {declared_period(period).label} ({period})"
    _write_readme(book.active, _readme(title, origin, until))
    _write_questions(book.create_sheet("Questions"), questions, recipient, period, title)
    book.properties.title, book.properties.language = title, "en-GB"
    book.properties.creator = "Safe & Together London evaluation"
    return undated(book)


def recipient_name(recipient: str) -> str:
    """A recipient's key as people read it: a borough's name, or a role."""
    return BY_KEY[recipient].name if recipient in BY_KEY else recipient.replace("_", " ")


def _readme(title: str, origin: str, until: dt.date | None) -> list[tuple[str, str]]:
    """The rows of the first sheet, left and right. `until` is the day by which answers are wanted."""
    text = _SHEET.format(
        title=title,
        when=f"Please answer by {day(until)}." if until else "As soon as you can.",
        origin=origin,
        role=HEADINGS["who"].says,
        answers="\n".join(f"{word} | {says}" for word, says in ANSWERS.items()),
        urgency="\n".join(f"{word} | {says.capitalize()}." for word, says in URGENCY.values()),
    )
    rows = (line.partition("|") for line in paragraphs(text))
    return [(left.strip(), right.strip()) for left, _, right in rows]


def _write_readme(sheet: Worksheet, written: list[tuple[str, str]]) -> None:
    sheet.title = "Read me"
    for letter, width in zip("AB", _README_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row, line in enumerate(written, 1):
        sheet.row_dimensions[row].height = height([(line[1], _README_WIDTHS[1])], at_least=1) + 2
        for column, text in enumerate(line, 1):
            if text:
                cell = text_cell(sheet.cell(row, column), text)
                cell.font = letters(15 if row == 1 else 11, column == 1, INK)
                cell.alignment = Alignment(wrap_text=column == 2, vertical="top")
        if line[0] == HEADINGS["who"].says:
            sheet.cell(row, 2).fill = PatternFill("solid", PAPER)
    sheet.sheet_view.showGridLines = False
    _lay_out(sheet, "portrait")


def _write_questions(
    sheet: Worksheet, questions: DataFrame, recipient: str, period: str, title: str
) -> None:
    text_cell(sheet["A1"], title).font = letters(13, bold=True, ink=INK)
    for column, heading in enumerate(HEADINGS.values(), 1):
        cell = text_cell(sheet.cell(_HEAD, column), heading.says)
        cell.font, cell.fill = letters(bold=True, ink="FFFFFF"), PatternFill("solid", INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
        shape = sheet.column_dimensions[get_column_letter(column)]
        shape.width, shape.hidden = heading.width, column == len(HEADINGS)
    sheet.row_dimensions[1].height, sheet.row_dimensions[_HEAD].height = 24, 2 * LINE_HEIGHT + 4
    for number, row in enumerate(questions.to_dict("records"), 1):
        shown = {
            **row,
            "number": number,
            "urgency": URGENCY[row["severity"]][0],
            "file": row["file"].rsplit("/", 1)[-1],
            "typed": row["typed"] or (row["cell"] and "(blank)"),
            "reference": reference(period, recipient, row["id"]),
        }
        for column, key in enumerate(HEADINGS, 1):
            _write(sheet.cell(number + _HEAD, column), key, shown)
        *texts, _ = ((str(shown[key]), heading.width) for key, heading in HEADINGS.items())
        sheet.row_dimensions[number + _HEAD].height = height(texts, at_least=_ROOM_TO_ANSWER)
    last = f"{get_column_letter(len(HEADINGS))}{len(questions) + _HEAD}"
    style = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    ref = f"A{_HEAD}:{last}"
    sheet.add_table(Table(displayName="Questions", ref=ref, comment=title, tableStyleInfo=style))
    _offer_answers(sheet, questions)
    locked(sheet)
    sortable(sheet)
    sheet.freeze_panes = f"C{_FIRST}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    _lay_out(sheet, "landscape")


def _write(cell: Cell, key: str, shown: dict) -> None:
    if key == "number":
        cell.value = shown[key]
    elif shown[key]:
        text_cell(cell, str(shown[key]))
    cell.font = letters(bold=key == "number")
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    cell.border = Border(bottom=EDGE, left=EDGE, right=EDGE)
    cell.number_format = "General" if key == "number" else "@"
    if key in FILLED and shown["status"] != ANSWERED:
        cell.fill, cell.protection = PatternFill("solid", PAPER), Protection(locked=False)


def _offer_answers(sheet: Worksheet, questions: DataFrame) -> None:
    """A drop-down in each answer; a question about no single cell has nothing to correct."""
    letter = get_column_letter(list(HEADINGS).index("answer") + 1)
    for has_cell in (True, False):
        words = [word for word in ANSWERS if has_cell or word != CORRECT]
        offer = DataValidation(
            "list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True
        )
        offer.errorTitle, offer.error = "Answer", f"Please choose one of: {', '.join(words)}."
        for row, cell in enumerate(questions["cell"], _FIRST):
            if bool(cell) == has_cell:
                offer.add(f"{letter}{row}")
        if offer.sqref:
            sheet.add_data_validation(offer)


def _lay_out(sheet: Worksheet, orientation: str) -> None:
    laid_out(sheet, orientation)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.right.text = "Page &P of &N"
