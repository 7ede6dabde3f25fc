"""Answers to the training surveys, row by row as survey tools export them: tidy rows and questions
out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from pandas import DataFrame

from analysis.declare.form import COVER
from analysis.read.ask.account import A_HEADING, ASIDE
from analysis.read.ask.queries import without_people
from analysis.read.ask.typed import Typed
from analysis.read.label.moments import read_moments
from analysis.read.open.corrections import corrected
from analysis.read.open.delimited import doubtful_encoding
from analysis.read.open.parts import own_sheets
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import read_workbook
from analysis.read.personal.confidence import read_words
from analysis.read.personal.screen import refuse_around, refuse_lists
from analysis.read.personal.words import masked
from analysis.read.pipe import Cleaned, cleaned
from strands.surveys.cleans.answers.cells import (
    Answer,
    ask_of,
    read_answers,
    refused,
)
from strands.surveys.cleans.answers.columns import Asked, sort_columns, waves
from strands.surveys.cleans.answers.handed_in import HandedIn
from strands.surveys.cleans.answers.people import people
from strands.surveys.cleans.answers.settled import settle
from strands.surveys.cleans.exports import read_export
from strands.surveys.cleans.exports.export import Export
from strands.surveys.cleans.matching import fitting, legend_ends, match_exactly
from strands.surveys.cleans.rules import query
from strands.surveys.declares import ANSWERS, RESPONSES
from strands.surveys.declares.asking import Questionnaire

_WRITERS = {"cp1252": "Windows wrote them", "mac_roman": "old Macs wrote them"}


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The exports of one period as rows of that period, and the questions they raise.

    `files` maps the name of each export, as in `surveys/core_pre.csv`, to its bytes; its shape
    tells the tool, its questions the survey. `corrections` has the columns file, sheet, cell, was,
    becomes, why, who, decided. InputError where a file cannot be read or holds data on single
    children, or a correction does not fit. ANSWERS holds the sheets that are kept; tests, copies
    and blank ones are in RESPONSES alone.
    """
    typed = Typed(period, query=query)
    read = own_sheets(sheet for file in sorted(files) for sheet in read_workbook(file, files[file]))
    sheets = [sheet for sheet in read if sheet.name != COVER]
    refuse_around(files)
    sheets = corrected(sheets, corrections)
    typed.told.sheets += sheets
    handed_in = _read_sheets(sheets, typed)
    for file, content in files.items():
        if encoding := doubtful_encoding(content):
            typed.ask("doubtful_encoding", (file, ""), encoding=_WRITERS[encoding])
    for sheet in settle(handed_in, typed):
        typed.rows["responses"].append(_response(sheet, period))
        if sheet.kept == "kept":
            ask_of(sheet.export, sheet.answers, typed)
            typed.rows["answers"] += [_answer(sheet, answer, period) for answer in sheet.answers]
    frames = typed.frames({"responses": RESPONSES, "answers": ANSWERS})
    made = cleaned(map(without_people, typed.asked), typed.told, **frames)
    return replace(made, account=made.account.assign(typed=made.account["typed"].map(masked)))


def _read_sheets(sheets: list[Sheet], typed: Typed) -> list[HandedIn]:
    """The answers of all sheets, each read beside the others of its file."""
    exports = [(sheet, read_export(sheet)) for sheet in sheets]
    widest: dict[str, int] = defaultdict(int)
    for sheet, export in exports:
        if export and sheet.visible:
            widest[sheet.file] = max(widest[sheet.file], len(export.fields))
    return [
        answers
        for sheet, export in exports
        for answers in _read_sheet(
            sheet,
            export,
            _Beside(
                bool(export) and len(export.fields) < widest[sheet.file],
                _legend(sheet.file, exports),
            ),
            typed,
        )
    ]


class _Beside(NamedTuple):
    """What stands beside a sheet in its file: whether answers to more, and words on the scales."""

    answers: bool
    legend: dict[int, str]


def _legend(file: str, exports: list[tuple[Sheet, Export | None]]) -> dict[int, str]:
    """What a file says of its scales where no answers stand: words by number."""
    texts = [
        cell.text
        for sheet, export in exports
        if sheet.file == file
        for cell in sheet.cells.values()
        if export is None or not export.holds(cell)
    ]
    return next(filter(None, map(legend_ends, texts)), {})


def _read_sheet(
    sheet: Sheet, export: Export | None, beside: _Beside, typed: Typed
) -> Iterator[HandedIn]:
    """The answers of one sheet, where it is an export we know of a survey we know."""
    # What the tool itself keeps of people is left out; data on children is refused all the same.
    answered = export and min((row.row for row in export.submissions), default=None)
    refuse_lists(_beside_questions(export) if export else sheet, before=answered)
    if not sheet.visible or export is None:
        rule = "no_answer_sheets" if sheet.visible else "hidden_sheet"
        typed.ask(rule if sheet.rows else "", sheet)
        return
    if export.personal:
        columns = ", ".join(f"'{cell.text.strip()}' ({cell.address})" for cell in export.personal)
        typed.ask("personal_columns", sheet, export.personal[0], columns=columns)
    names = [tuple(name for name, _ in column.readings) for column in export.fields]
    survey, ours = fitting(names, typed.period)
    if survey:
        _tell(sheet, export, typed)
        yield from _read_survey(export, survey, beside, typed)
    else:
        typed.ask("unknown_survey", sheet, ours=ours, columns=len(names))


def _beside_questions(export: Export) -> Sheet:
    """The sheet without the columns of our own questions: who answers says her sex, and a day stands
    beside it.
    """
    ours = {
        column.column
        for column in export.fields
        if any(match_exactly(name) for name, _ in column.readings)
    }
    cells = {place: cell for place, cell in export.sheet.cells.items() if place[1] not in ours}
    return replace(export.sheet, cells=cells)


def _tell(sheet: Sheet, export: Export, typed: Typed) -> None:
    """Tell how the numbers of an export end that are no answers of people who are counted."""
    fields, rows = (
        {field.column for field in export.fields},
        {one.row for one in export.submissions},
    )
    for cell in (cell for cells in sheet.rows.values() for cell in cells):
        why = "no answer that is counted" if cell.column in fields else "kept by the survey tool"
        if cell.column in export.headings:
            typed.told.tell(ASIDE, why if cell.row in rows else A_HEADING, sheet, [cell])


def _read_survey(
    export: Export, survey: Questionnaire, beside: _Beside, typed: Typed
) -> Iterator[HandedIn]:
    found = people(export, survey, beside.answers, typed)
    for column in export.fields:
        if column.column in export.sheet.hidden_columns and export.answered(column):
            where = f"Column {column.heading.address.rstrip('0123456789')}"
            typed.ask("hidden_cells", export.sheet, column.heading, what=where)
    if export.submissions and not found.submissions:
        return
    export = found
    sheet, asked = export.sheet, sort_columns(export, survey, beside.legend, typed)
    wave_of = waves(export, survey, asked, typed)
    for wave in set(wave_of.values()):
        for each in asked.values():
            if not each.columns and wave in each.question.waves:
                typed.ask("question_not_found", sheet, question=each.question.wording, wave=wave)
    moments = read_moments([row.handed_in for row in export.submissions], export.day_first)
    for cell in moments.unreadable:
        typed.ask("unreadable_day", sheet, cell)
    if moments.two_ways:
        first = "day" if export.day_first else "month"
        typed.ask("day_or_month", sheet, moments.two_ways, first=first)
    for row, moment in zip(export.submissions, moments.moments, strict=True):
        if wave := wave_of.get(row.row):
            answers = tuple(_answers(export, row.row, wave, asked, typed))
            yield HandedIn(export, row, survey, wave, moment, answers)


def _answers(
    export: Export, row: int, wave: str, asked: dict[str, Asked], typed: Typed
) -> Iterator[Answer]:
    """The answers of one row, question by question. What its wave does not ask was not shown,
    unless it is answered.
    """
    cells = export.sheet.rows.get(row, [])
    slipped = bool(cells) and cells[-1].column > export.last
    if slipped:
        typed.ask("cells_beyond_headings", export.sheet, cells[-1], typed="")
    read = refused if slipped else read_answers
    for key, columns in asked.items():
        answers, question = read(export, row, columns), columns.question
        if wave not in question.waves and all(answer.is_absent for answer in answers):
            yield Answer(key, missing="not_shown")
            continue
        if wave not in question.waves:
            words = {"question": question.wording, "wave": wave, "typed": ""}
            typed.ask("answered_in_other_wave", export.sheet, answers[0].cell, **words)
        if any(answer.by_position for answer in answers):
            _ask_by_position(export, columns, typed)
        yield from answers


def _ask_by_position(export: Export, asked: Asked, typed: Typed) -> None:
    """Numbers that stand for options are asked about at the heading, which is once a question."""
    first, *_, last = options = asked.question.options
    words = {"first": first.wording, "count": len(options), "last": last.wording}
    heading = asked.main[0].heading
    typed.ask("read_by_position", export.sheet, heading, question=asked.question.wording, **words)


def _key(handed_in: HandedIn, period: str) -> dict:
    return {
        "instrument": handed_in.survey.instrument,
        "wave": handed_in.wave,
        "respondent": handed_in.respondent,
        "period": period,
        "file": handed_in.export.sheet.file,
        "sheet": handed_in.export.sheet.name,
    }


def _response(handed_in: HandedIn, period: str) -> dict:
    usable = handed_in.kept == "kept" and handed_in.is_usable
    return {
        **_key(handed_in, period),
        "tool": handed_in.export.tool,
        "submitted": handed_in.day,
        "code": handed_in.code,
        "kept": handed_in.kept,
        "usable": "yes" if usable else "no",
        "cell": handed_in.cell.address,
    }


def _answer(handed_in: HandedIn, answer: Answer, period: str) -> dict:
    cell = answer.cell
    return {
        **_key(handed_in, period),
        **vars(answer),
        "cell": cell.address if cell.row else "",
        "raw": read_words(cell.typed)[0],
    }
