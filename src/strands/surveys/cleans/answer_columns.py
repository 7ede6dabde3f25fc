"""Which columns of an export answer which question of its survey, how its scales run, and in which
wave a row is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.declare.asking import Question, Questionnaire
from analysis.read.ask.queries import Query
from analysis.read.open.sheet import Cell
from strands.surveys.cleans.answer_values import heading_turn, turn_of
from strands.surveys.cleans.exports.export import Export, Field, Submission
from strands.surveys.cleans.matching import Match, is_wave_heading, match, read_wave, scale_ends
from strands.surveys.cleans.rules import query


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
    wave = next(
        (f for f in export.fields if any(is_wave_heading(name) for name, _ in f.readings)), None
    )
    queries: list[Query] = []
    for one in export.fields:
        if one is not wave:
            queries += _sort(export, one, survey, asked)
    for of in asked.values():
        if of.question.kind == "scale" and of.main:
            of.turn, about = _turn(export, of)
            queries += about
    return Sorted(asked, wave, tuple(queries))


def _sort(
    export: Export, one: Field, survey: Questionnaire, asked: dict[str, Asked]
) -> Iterator[Query]:
    place, count = (export.sheet.file, export.sheet.name, one.heading), len(_answered(export, one))
    found = _question_of(one, survey)
    if found is None:
        if count:
            yield query("unknown_question", *place, count=count)
        return
    matched, part = found
    of = asked[matched.question.key]
    if not one.other and not part and of.main:
        if count:
            other = of.main[0].field.heading.address
            yield query("question_twice", *place, question=matched.question.wording, other=other)
        return
    of.columns.append(Column(one, part))
    if matched.doubtful and count:
        yield query("doubtful_question", *place, question=matched.question.wording)


def _question_of(one: Field, survey: Questionnaire) -> tuple[Match, str] | None:
    """The question and part a column is of: an exact reading before one that is only near."""
    matched = [(m, part) for name, part in one.readings if (m := match(name, survey.instrument))]
    # What was asked in another period alone is no question of this one.
    found = [(m, part) for m, part in matched if m.question in survey.questions and _takes(m, part)]
    return min(found, key=lambda pair: pair[0].doubtful, default=None)


def _takes(matched: Match, part: str) -> bool:
    """Whether a question can be spread over columns: options can, and the boxes of an open one."""
    return not part or matched.question.kind in ("one", "many", "open")


def _answered(export: Export, one: Field) -> list[Cell]:
    cells = [export.sheet.at(row.row, one.column) for row in export.submissions]
    return [
        cell
        for cell in cells
        if cell.text.strip() and cell.text.strip().lower() not in export.marks
    ]


def _turn(export: Export, of: Asked) -> tuple[str, list[Query]]:
    """How the scale of a question runs, by its heading, or else by the answers that carry their
    labels.
    """
    column, question = of.main[0].field, of.question
    place = (export.sheet.file, export.sheet.name, column.heading)
    heading = next((ends for name, _ in column.readings if (ends := scale_ends(name))), {})
    turn = heading_turn(heading, question)
    shown = {turn_of(cell.text, question) for cell in _answered(export, column)} - {""}
    if turn == "other":
        return turn, [query("other_scale", *place)]
    if turn == "turned" or (not turn and shown == {"turned"}):
        return "turned", [query("reversed_scale", *place, one=question.high)]
    return "", []


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
    place = (export.sheet.file, export.sheet.name)
    named = read_wave(f"{export.sheet.file.rsplit('/', 1)[-1]} {export.sheet.name}")
    told = _waves_told(export, columns)
    if named and told and named not in told:
        return {}, [
            query("waves_disagree", *place, typed=export.sheet.file, wave=named, other=told.pop())
        ]
    wave = named or (told.pop() if len(told) == 1 else None)
    return (
        (_all(export, wave), [])
        if wave
        else ({}, [query("unknown_wave", *place, typed=export.sheet.file)])
    )


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
            place = cell if cell.text.strip() else _first(export, row)
            queries.append(
                query("unknown_wave", export.sheet.file, export.sheet.name, place, typed=cell.text)
            )
    return found, queries


def _waves_told(export: Export, columns: Sorted) -> set[str]:
    """The waves of the answered questions that only one wave asks."""
    return {
        of.question.waves[0]
        for of in columns.asked.values()
        if len(of.question.waves) == 1
        and any(_answered(export, column.field) for column in of.columns)
    }


def _first(export: Export, row: Submission) -> Cell:
    """The first cell of a row that holds something."""
    return next(iter(export.sheet.rows.get(row.row, [])), Cell(row.row, 1))
