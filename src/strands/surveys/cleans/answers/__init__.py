"""Answers to the training surveys, row by row as survey tools export them: tidy rows and questions
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.read.ask.queries import Query
from analysis.read.ask.typed import framed
from analysis.read.label.moments import read_moments
from analysis.read.open.corrections import corrected
from analysis.read.open.delimited import doubtful_encoding
from analysis.read.open.sheet import Sheet
from analysis.read.open.tripwire import refuse_child_level
from analysis.read.open.workbook import read_workbook
from analysis.read.pipe import Cleaned, cleaned
from analysis.read.values.in_confidence import read_words
from strands.surveys.cleans.answers.cells import (
    ANSWERED,
    Answer,
    answer_queries,
    read_answers,
    refused,
)
from strands.surveys.cleans.answers.columns import Asked, sort_columns, waves
from strands.surveys.cleans.answers.handed_in import HandedIn, settle
from strands.surveys.cleans.exports import read_export
from strands.surveys.cleans.exports.export import Export
from strands.surveys.cleans.matching import fitting
from strands.surveys.cleans.rules import query
from strands.surveys.declares import ANSWERS, RESPONSES, WAVES
from strands.surveys.declares.asking import Questionnaire

_WRITERS = {"cp1252": "Windows wrote them", "mac_roman": "old Macs wrote them"}


@dataclass
class _Found:
    """What reading one sheet after another gathers."""

    sheets: list[HandedIn] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The exports of one period as rows of that period, and the questions they raise.

    `files` maps the name of each export, as in `surveys/core_pre.csv`, to its bytes; its shape
    tells the tool, its questions the survey. `corrections` has the columns file, sheet, cell, was,
    becomes, why, who, decided. InputError where a file cannot be read or holds data on single
    children, or a correction does not fit. ANSWERS holds the sheets that are kept; tests, copies
    and blank ones are in RESPONSES alone.
    """
    sheets = [sheet for file in sorted(files) for sheet in read_workbook(file, files[file])]
    found = _Found()
    for sheet in corrected(sheets, corrections):
        _read_sheet(sheet, period, found)
    for file, content in files.items():
        if encoding := doubtful_encoding(content):
            found.asked.append(query("doubtful_encoding", (file, ""), encoding=_WRITERS[encoding]))
    settled, about_copies = settle(found.sheets)
    found.asked += about_copies
    answers = []
    for handed_in in settled:
        if handed_in.kept == "kept":
            found.asked += answer_queries(handed_in.export, handed_in.answers)
            answers += [_answer(handed_in, answer, period) for answer in handed_in.answers]
    responses = [_response(handed_in, period) for handed_in in settled]
    return cleaned(
        found.asked, responses=framed(RESPONSES, responses), answers=framed(ANSWERS, answers)
    )


def _read_sheet(sheet: Sheet, period: str, found: _Found) -> None:
    """The answers of one sheet, where it is an export we know of a survey we know."""
    export = read_export(sheet)
    # What the tool itself keeps of people is left out; data on children is refused all the same.
    refuse_child_level([export.sheet if export else sheet])
    if not sheet.visible or export is None:
        rule = "no_answer_sheets" if sheet.visible else "hidden_sheet"
        found.asked += [query(rule, sheet)] if sheet.rows else []
        return
    if export.personal:
        columns = ", ".join(f"'{cell.text.strip()}' ({cell.address})" for cell in export.personal)
        found.asked.append(query("personal_columns", sheet, export.personal[0], columns=columns))
    names = [tuple(name for name, _ in column.readings) for column in export.fields]
    survey, ours = fitting(names, period)
    if survey:
        _read_survey(export, survey, found)
    else:
        found.asked.append(query("unknown_survey", sheet, ours=ours, columns=len(names)))


def _read_survey(export: Export, survey: Questionnaire, found: _Found) -> None:
    columns = sort_columns(export, survey)
    of_row, about_waves = waves(export, survey, columns)
    found.asked += [*columns.queries, *about_waves]
    for wave in (wave for wave in WAVES if wave in of_row.values()):
        for asked in columns.asked.values():
            if not asked.columns and wave in asked.question.waves:
                words = {"question": asked.question.wording, "wave": wave}
                found.asked.append(query("question_not_found", export.sheet, **words))
    moments = read_moments([row.handed_in for row in export.submissions], export.day_first)
    found.asked += [query("unreadable_day", export.sheet, cell) for cell in moments.unreadable]
    if moments.two_ways:
        first = "day" if export.day_first else "month"
        found.asked.append(query("day_or_month", export.sheet, moments.two_ways, first=first))
    by_position = set()
    for row, moment in zip(export.submissions, moments.moments, strict=True):
        if wave := of_row.get(row.row):
            answers = tuple(_answers(export, row.row, wave, columns.asked, found))
            found.sheets.append(HandedIn(export, row, survey, wave, moment, answers))
            by_position |= {answer.question for answer in answers if answer.by_position}
    for key in by_position:
        found.asked.append(_by_position(export, columns.asked[key]))


def _answers(
    export: Export, row: int, wave: str, asked: dict[str, Asked], found: _Found
) -> Iterator[Answer]:
    """The answers of one row, question by question. What its wave does not ask was not shown,
    unless it is answered.
    """
    cells = export.sheet.rows.get(row, [])
    slipped = bool(cells) and cells[-1].column > export.last
    if slipped:
        found.asked.append(query("cells_beyond_headings", export.sheet, cells[-1], typed=""))
    read = refused if slipped else read_answers
    for key, columns in asked.items():
        answers = read(export, row, columns)
        if wave in columns.question.waves:
            yield from answers
        elif all(answer.is_absent for answer in answers):
            yield Answer(key, missing="not_shown")
        else:
            words = {"question": columns.question.wording, "wave": wave, "typed": ""}
            cell = answers[0].cell
            found.asked.append(query("answered_in_other_wave", export.sheet, cell, **words))
            yield from answers


def _by_position(export: Export, asked: Asked) -> Query:
    """Numbers that stand for options are asked about once a question."""
    options, heading = asked.question.options, asked.main[0].field.heading
    words = {"first": options[0].wording, "count": len(options), "last": options[-1].wording}
    return query(
        "read_by_position", export.sheet, heading, question=asked.question.wording, **words
    )


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
        **{name: getattr(answer, name) for name in ("question", *ANSWERED)},
        "cell": cell.address if cell.row else "",
        "raw": read_words(cell.typed)[0],
    }
