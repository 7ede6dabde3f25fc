"""Answers to the training surveys, row by row as survey tools export them: tidy rows and questions
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.declare.asking import Questionnaire
from analysis.read.ask.queries import Query
from analysis.read.label.moments import read_moments
from analysis.read.open.corrections import corrected
from analysis.read.open.delimited import doubtful_encoding
from analysis.read.open.sheet import Sheet
from analysis.read.open.tripwire import refuse_child_level
from analysis.read.open.workbook import read_workbook
from analysis.read.pipe import Cleaned, cleaned, framed
from analysis.read.values.in_confidence import read_words
from strands.surveys.cleans.answer_cells import Answer, answer_queries, read_answers, refused
from strands.surveys.cleans.answer_columns import Asked, Sorted, sort_columns, waves
from strands.surveys.cleans.exports import read_export
from strands.surveys.cleans.exports.export import Export
from strands.surveys.cleans.matching import fitting
from strands.surveys.cleans.rules import query
from strands.surveys.cleans.submissions import HandedIn, settle
from strands.surveys.declares import ANSWERS, RESPONSES, WAVES


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
    sheets = corrected(
        [sheet for file in sorted(files) for sheet in read_workbook(file, files[file])], corrections
    )
    found = _Found()
    for file in sorted(files):
        if encoding := doubtful_encoding(files[file]):
            found.asked.append(query("doubtful_encoding", file, encoding=_NAMES[encoding]))
    for sheet in sheets:
        _read_sheet(sheet, period, found)
    settled, about_copies = settle(found.sheets)
    kept = [one for one in settled if one.kept == "kept"]
    found.asked += about_copies
    found.asked += [asked for one in kept for asked in answer_queries(one.export, one.answers)]
    return cleaned(
        found.asked,
        responses=framed(RESPONSES, (_response(one, period) for one in settled)),
        answers=framed(
            ANSWERS, (_answer(one, answer, period) for one in kept for answer in one.answers)
        ),
    )


_NAMES = {"cp1252": "Windows wrote them", "mac_roman": "old Macs wrote them"}


def _read_sheet(sheet: Sheet, period: str, found: _Found) -> None:
    """The answers of one sheet, where it is an export we know of a survey we know."""
    export = read_export(sheet)
    # What the tool itself keeps of people is left out; data on children is refused all the same.
    refuse_child_level([export.sheet if export else sheet])
    if not sheet.visible:
        found.asked += [query("hidden_sheet", sheet.file, sheet.name)] if sheet.rows else []
        return
    if export is None:
        found.asked += [query("no_answer_sheets", sheet.file, sheet.name)] if sheet.rows else []
        return
    if export.personal:
        columns = ", ".join(f"'{cell.text.strip()}' ({cell.address})" for cell in export.personal)
        found.asked.append(
            query("personal_columns", sheet.file, sheet.name, export.personal[0], columns=columns)
        )
    survey, ours = fitting(
        [tuple(name for name, _ in one.readings) for one in export.fields], period
    )
    if survey is None:
        asked = query(
            "unknown_survey", sheet.file, sheet.name, ours=ours, columns=len(export.fields)
        )
        found.asked.append(asked)
        return
    _read_survey(export, survey, found)


def _read_survey(export: Export, survey: Questionnaire, found: _Found) -> None:
    sorted_ = sort_columns(export, survey)
    of_row, about_waves = waves(export, survey, sorted_)
    found.asked += [
        *sorted_.queries,
        *about_waves,
        *_not_found(export, survey, sorted_, set(of_row.values())),
    ]
    moments = read_moments([row.handed_in for row in export.submissions], export.day_first)
    place = (export.sheet.file, export.sheet.name)
    found.asked += [query("unreadable_day", *place, cell) for cell in moments.unreadable]
    if moments.two_ways:
        first = "day" if export.day_first else "month"
        found.asked.append(query("day_or_month", *place, moments.two_ways, first=first))
    for row, moment in zip(export.submissions, moments.moments, strict=True):
        if row.row in of_row:
            wave = of_row[row.row]
            answers = tuple(_answers(export, row.row, wave, sorted_, found))
            found.sheets.append(HandedIn(export, row, survey, wave, moment, answers))
    found.asked += _by_position(export, sorted_, found)


def _not_found(
    export: Export, survey: Questionnaire, columns: Sorted, held: set[str]
) -> Iterator[Query]:
    for wave in (wave for wave in WAVES if wave in held):
        for of in columns.asked.values():
            if not of.columns and wave in of.question.waves:
                words = {"question": of.question.wording, "wave": wave}
                yield query("question_not_found", export.sheet.file, export.sheet.name, **words)


def _answers(
    export: Export, row: int, wave: str, columns: Sorted, found: _Found
) -> Iterator[Answer]:
    """The answers of one row, question by question. What its wave does not ask was not shown,
    unless it is answered.
    """
    cells = export.sheet.rows.get(row, [])
    slipped = bool(cells) and cells[-1].column > export.last
    if slipped:
        found.asked.append(
            query(
                "cells_beyond_headings", export.sheet.file, export.sheet.name, cells[-1], typed=""
            )
        )
    for of in columns.asked.values():
        answers = refused(export, row, of) if slipped else read_answers(export, row, of)
        if wave in of.question.waves:
            yield from answers
        elif all(answer.missing in ("blank", "not_shown") for answer in answers):
            yield Answer(of.question.key, missing="not_shown")
        else:
            words = {"question": of.question.wording, "wave": wave, "typed": ""}
            place = (export.sheet.file, export.sheet.name, answers[0].cell)
            found.asked.append(query("answered_in_other_wave", *place, **words))
            yield from answers


def _by_position(export: Export, columns: Sorted, found: _Found) -> Iterator[Query]:
    """Numbers that stand for options are asked about once a question."""
    numbered = {
        answer.question
        for one in found.sheets
        if one.export is export
        for answer in one.answers
        if any(rule == "read_by_position" for rule, _ in answer.rules)
    }
    for of in (of for key, of in columns.asked.items() if key in numbered):
        yield _position_query(export, of)


def _position_query(export: Export, of: Asked) -> Query:
    options = of.question.options
    words = {"first": options[0].wording, "count": len(options), "last": options[-1].wording}
    place = (export.sheet.file, export.sheet.name, of.main[0].field.heading)
    return query("read_by_position", *place, question=of.question.wording, **words)


def _key(one: HandedIn, period: str) -> dict:
    return {
        "instrument": one.survey.instrument,
        "wave": one.wave,
        "respondent": one.respondent,
        "period": period,
        "file": one.export.sheet.file,
        "sheet": one.export.sheet.name,
    }


def _response(one: HandedIn, period: str) -> dict:
    return {
        **_key(one, period),
        "tool": one.export.tool,
        "submitted": one.day,
        "code": one.code,
        "kept": one.kept,
        "usable": "yes" if one.kept == "kept" and one.is_usable else "no",
        "cell": one.cell.address,
    }


def _answer(one: HandedIn, answer: Answer, period: str) -> dict:
    cell = answer.cell
    return {
        **_key(one, period),
        "question": answer.question,
        "option": answer.option,
        "number": answer.number,
        "text": answer.text,
        "missing": answer.missing,
        "cell": cell.address if cell.row else "",
        "raw": read_words(cell.typed)[0],
    }
