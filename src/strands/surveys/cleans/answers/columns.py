"""Which columns of an export answer which question of its survey, how its scales run, and in which
wave a row is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.read.ask.queries import Query
from analysis.read.open.sheet import Cell
from strands.surveys.cleans.answers.values import heading_turn, turn_of
from strands.surveys.cleans.exports.export import Export, Field
from strands.surveys.cleans.matching import Match, is_wave_heading, match, read_wave, scale_ends
from strands.surveys.cleans.rules import query
from strands.surveys.declares.asking import Question, Questionnaire


@dataclass(frozen=True)
class Column:
    """A column of a question: its field, and the option or box it stands for; empty where it holds
    all of it.
    """

    field: Field
    part: str = ""


@dataclass
class Asked:
    """A question as an export holds it. `turn` is `turned` for a scale turned round, `other` for
    another scale.
    """

    question: Question
    columns: list[Column] = field(default_factory=list)
    turn: str = ""

    @property
    def beside(self) -> list[Column]:
        """The columns of words beside "other"."""
        return [column for column in self.columns if column.field.other]

    @property
    def main(self) -> list[Column]:
        """The columns of the answer itself."""
        return [column for column in self.columns if not column.field.other]


@dataclass(frozen=True)
class Sorted:
    """The columns of an export by question key, the column that tells the waves apart, and what is
    asked of them.
    """

    asked: dict[str, Asked]
    wave: Field | None
    queries: tuple[Query, ...]


def sort_columns(export: Export, survey: Questionnaire) -> Sorted:
    """Every column of `export` put to its question of `survey`, or asked about."""
    asked = {question.key: Asked(question) for question in survey.questions}
    of_waves = (column for column in export.fields if _tells_waves(column))
    wave, queries = next(of_waves, None), []
    for column in export.fields:
        if column is not wave:
            queries += _sort(export, column, survey, asked)
    for question in asked.values():
        if question.question.kind == "scale" and question.main:
            queries += _turn(export, question)
    return Sorted(asked, wave, tuple(queries))


def _tells_waves(column: Field) -> bool:
    return any(is_wave_heading(name) for name, _ in column.readings)


def _sort(
    export: Export, column: Field, survey: Questionnaire, asked: dict[str, Asked]
) -> Iterator[Query]:
    """Put a column to its question; what is asked of it, where anybody answered in it."""
    count, found = len(_answered(export, column)), _question_of(column, survey)
    rule, words = "", {}
    if found is None:
        rule, words = "unknown_question", {"count": count}
    else:
        matched, part = found
        question, words = asked[matched.question.key], {"question": matched.question.wording}
        if not column.other and not part and question.main:
            rule, words["other"] = "question_twice", question.main[0].field.heading.address
        else:
            question.columns.append(Column(column, part))
            rule = "doubtful_question" if matched.doubtful else ""
    if rule and count:
        yield query(rule, export.sheet, column.heading, **words)


def _question_of(column: Field, survey: Questionnaire) -> tuple[Match, str] | None:
    """The question and part a column is of: an exact reading before one that is only near."""
    found = []
    for name, part in column.readings:
        matched = match(name, survey.instrument)
        # What was asked in another period alone is no question of this one; options can be spread
        # over columns, and the boxes of an open question.
        if not matched or matched.question not in survey.questions:
            continue
        if not part or matched.question.kind in ("one", "many", "open"):
            found.append((matched, part))
    return min(found, key=lambda pair: pair[0].doubtful, default=None)


def _answered(export: Export, column: Field) -> list[Cell]:
    cells = [export.sheet.at(row.row, column.column) for row in export.submissions]
    return [
        cell
        for cell in cells
        if cell.text.strip() and cell.text.strip().lower() not in export.marks
    ]


def _turn(export: Export, asked: Asked) -> Iterator[Query]:
    """How the scale of a question runs, by its heading, or else by the answers that carry their
    labels.
    """
    column, question = asked.main[0].field, asked.question
    ends = next(filter(None, (scale_ends(name) for name, _ in column.readings)), {})
    turn = heading_turn(ends, question)
    shown = {turn_of(cell.text, question) for cell in _answered(export, column)} - {""}
    if turn == "other":
        asked.turn = turn
        yield query("other_scale", export.sheet, column.heading)
    elif turn == "turned" or (not turn and shown == {"turned"}):
        asked.turn = "turned"
        yield query("reversed_scale", export.sheet, column.heading, one=question.high)


def waves(
    export: Export, survey: Questionnaire, columns: Sorted
) -> tuple[dict[int, str], list[Query]]:
    """The wave of each row, and what is asked of those that tell none; a row without a wave is not
    read.
    """
    if columns.wave:
        return _waves_of_rows(export, survey, columns.wave)
    if len(survey.waves) == 1:
        return _all(export, survey.waves[0]), []
    file = export.sheet.file
    named = read_wave(f"{file.rsplit('/', 1)[-1]} {export.sheet.name}")
    asked_once = _waves_told(export, columns)
    if named and asked_once and named not in asked_once:
        words = {"typed": file, "wave": named, "other": asked_once.pop()}
        return {}, [query("waves_disagree", export.sheet, **words)]
    if not named and len(asked_once) != 1:
        return {}, [query("unknown_wave", export.sheet, typed=file)]
    return _all(export, named or asked_once.pop()), []


def _all(export: Export, wave: str) -> dict[int, str]:
    return {row.row: wave for row in export.submissions}


def _waves_of_rows(
    export: Export, survey: Questionnaire, column: Field
) -> tuple[dict[int, str], list[Query]]:
    found, queries = {}, []
    for row in export.submissions:
        cell = export.sheet.at(row.row, column.column)
        wave = read_wave(cell.text)
        if wave in survey.waves:
            found[row.row] = wave
        elif not row.test:
            place = cell if cell.text.strip() else first_of(export, row.row)
            queries.append(query("unknown_wave", export.sheet, place, typed=cell.text))
    return found, queries


def _waves_told(export: Export, columns: Sorted) -> set[str]:
    """The waves of the answered questions that only one wave asks."""
    asked_once = set()
    for asked in columns.asked.values():
        answered = any(_answered(export, column.field) for column in asked.columns)
        if len(asked.question.waves) == 1 and answered:
            asked_once.add(asked.question.waves[0])
    return asked_once


def first_of(export: Export, row: int) -> Cell:
    """The first cell of a row that holds something."""
    return next(iter(export.sheet.rows.get(row, [])), Cell(row, 1))
