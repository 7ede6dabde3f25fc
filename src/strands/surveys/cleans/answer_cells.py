"""The cells of one row under the columns of one question become its answers, and the questions they
raise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analysis.declare.asking import Question
from analysis.declare.boroughs import BY_KEY
from analysis.read.ask.queries import Query
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import NOWHERE, Cell
from analysis.read.values.in_confidence import read_words
from strands.surveys.cleans.answer_columns import Asked, Column
from strands.surveys.cleans.answer_values import (
    HIGH,
    LOW,
    PREFER_NOT,
    Choice,
    is_prefer_not,
    read_choice,
    read_code,
    read_point,
)
from strands.surveys.cleans.exports.export import Export
from strands.surveys.cleans.rules import query

_TICKED = {"1", "y", "yes", "true", "x", "✓", "✔", "selected", "checked", "ticked"}
_UNTICKED = {"0", "n", "no", "false", "not selected", "unchecked", "unticked"}
# No other tool's answers are numbers in place of words.
_WORDS_ONLY = {"forms"}


@dataclass(frozen=True)
class Answer:
    """One answer, or one ticked option; `missing` says why there is none. `rules` are asked about
    at its cell.
    """

    question: str
    option: str = ""
    number: int | None = None
    text: str = ""
    missing: str = ""
    cell: Cell = NOWHERE
    rules: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = ()


def read_answers(export: Export, row: int, of: Asked) -> tuple[Answer, ...]:
    """What one person answered to one question: at least one answer, even where it only says why
    there is none.
    """
    if not of.columns:
        return (Answer(of.question.key, missing="not_shown"),)
    return tuple(_READERS[of.question.kind](_Row(export, row, of)))


def refused(export: Export, row: int, of: Asked) -> tuple[Answer, ...]:
    """The same where the cells of the row have slipped: what stands under the question is kept as
    text.
    """
    cells = [
        cell
        for column in of.columns
        if (cell := export.sheet.at(row, column.field.column)).text.strip()
    ]
    if not cells:
        return (Answer(of.question.key, missing="blank" if of.columns else "not_shown"),)
    text = read_words("; ".join(cell.text.strip() for cell in cells))[0]
    return (Answer(of.question.key, text=text, missing="queried", cell=cells[0]),)


@dataclass(frozen=True)
class _Row:
    """One question in one row."""

    export: Export
    row: int
    of: Asked

    @property
    def question(self) -> Question:
        return self.of.question

    def cell(self, column: Column) -> Cell:
        return self.export.sheet.at(self.row, column.field.column)

    def missing(self, cell: Cell) -> str:
        """Why the cell holds no answer; empty where it may hold one."""
        text = cell.text.strip().lower()
        if text in self.export.marks:
            return self.export.marks[text]
        return "" if text else "blank"

    def answer(self, cell: Cell, **said) -> Answer:
        return Answer(self.question.key, cell=cell, **said)

    def queried(self, cell: Cell, rule: str, **found) -> Answer:
        """What was typed and is no answer: the words are kept."""
        return self.answer(
            cell, text=read_words(cell.text)[0], missing="queried", rules=(_rule(rule, **found),)
        )


def _rule(rule: str, **found) -> tuple[str, tuple[tuple[str, object], ...]]:
    return rule, tuple(found.items())


def _scale(row: _Row) -> Iterator[Answer]:
    cell = row.cell(row.of.main[0]) if row.of.main else NOWHERE
    missing = row.missing(cell)
    if missing or is_prefer_not(cell.text):
        yield row.answer(cell, missing=missing or "prefer_not")
        return
    # A date is what a spreadsheet makes of "5-6".
    plain = cell.kind in ("text", "number") and row.of.turn != "other"
    point = read_point(cell.text, row.question, row.of.turn == "turned") if plain else None
    if point is not None:
        yield row.answer(cell, number=point)
    elif row.of.turn == "other":
        # Asked once, at the heading.
        yield replace(row.queried(cell, "no_number_on_scale", low=LOW, high=HIGH), rules=())
    else:
        yield row.queried(cell, "no_number_on_scale", low=LOW, high=HIGH)


def _one(row: _Row) -> Iterator[Answer]:
    answers = list(_many(row))
    ticked = [answer for answer in answers if not answer.missing]
    if len(answers) > 1 and ticked:
        # Two ticked where one can be: which of them counts is not ours to say.
        text = "; ".join(answer.option or answer.text for answer in answers)
        rules = (_rule("unknown_option", question=row.question.wording, typed=text),)
        yield row.answer(answers[0].cell, text=text, missing="queried", rules=rules)
        return
    yield from answers


def _many(row: _Row) -> Iterator[Answer]:
    """Every option ticked, in the order of the questionnaire; what is none of them in one answer
    more.
    """
    found = [answer for column in row.of.main for answer in _ticked(row, column)]
    said = [answer for answer in found if answer.missing not in ("blank", "not_shown")]
    answers = _once(row, said) or [_absent(row, found)]
    yield from _with_words_beside(row, answers)


def _absent(row: _Row, found: list[Answer]) -> Answer:
    """Nothing ticked: not shown only where no column was."""
    states = {answer.missing for answer in found}
    return row.answer(
        found[0].cell if found else NOWHERE, missing="blank" if "blank" in states else "not_shown"
    )


def _once(row: _Row, said: list[Answer]) -> list[Answer]:
    """One answer an option, in the order of the questionnaire, and what could not be read together
    in one.
    """
    ticked = {answer.option: answer for answer in reversed(said) if not answer.missing}
    kept = [ticked[option.key] for option in row.question.options if option.key in ticked]
    unread = [answer for answer in said if answer.missing == "queried"]
    if unread:
        rules = tuple(rule for answer in unread for rule in answer.rules)
        kept.append(
            replace(unread[0], text="; ".join(answer.text for answer in unread), rules=rules)
        )
    return kept or said[:1]


def _ticked(row: _Row, column: Column) -> Iterator[Answer]:
    cell = row.cell(column)
    missing = row.missing(cell)
    if missing or (column.part and cell.text.strip().lower() in _UNTICKED):
        yield row.answer(cell, missing=missing or "blank")
        return
    pieces = [_of_part(row, column, cell)] if column.part else _pieces(row, cell.text)
    for piece in pieces:
        yield _choice(row, cell, piece)


def _of_part(row: _Row, column: Column, cell: Cell) -> str:
    """The option a column of ticks stands for; what was typed where that is neither a tick nor the
    option.
    """
    text, part = cell.text.strip(), column.part
    said, means = _read(row, text), _read(row, part)
    is_tick = text.lower() in _TICKED or plain_name(text) == plain_name(part) or text == part
    return part if is_tick or (said and means and said.key == means.key) else text


def _pieces(row: _Row, text: str) -> list[str]:
    """The ticked options of one cell: parted by semicolons or lines, or else by commas where that
    makes options.
    """
    if _read(row, text):
        return [text]
    parts = [piece.strip() for piece in re.split(r"[;\n|]", text) if piece.strip()]
    if len(parts) == 1 and row.question.kind == "many":
        by_comma = [piece.strip() for piece in parts[0].split(",") if piece.strip()]
        parts = by_comma if any(_read(row, piece) for piece in by_comma) else parts
    return parts or [text.strip()]


def _read(row: _Row, text: str) -> Choice | None:
    return read_choice(text, row.question, row.export.tool not in _WORDS_ONLY)


def _choice(row: _Row, cell: Cell, piece: str) -> Answer:
    choice = _read(row, piece) if cell.kind in ("text", "number") else None
    if choice is None:
        words = read_words(piece)[0]
        rules = (_rule("unknown_option", question=row.question.wording, typed=words),)
        return row.answer(cell, text=words, missing="queried", rules=rules)
    if choice.key == PREFER_NOT:
        return row.answer(cell, missing="prefer_not")
    rules = (_rule("doubtful_borough", borough=BY_KEY[choice.key].name),) if choice.doubtful else ()
    rules += (_rule("read_by_position"),) if choice.by_position else ()
    return row.answer(cell, option=choice.key, rules=rules)


def _with_words_beside(row: _Row, answers: list[Answer]) -> Iterator[Answer]:
    """The words beside "other" go with the option "other", with the first ticked, or stand for an
    unknown one.
    """
    cells = [cell for column in row.of.beside if not row.missing(cell := row.cell(column))]
    if not cells:
        yield from answers
        return
    words, rules = read_words("; ".join(cell.text.strip() for cell in cells))
    ticked = [answer for answer in answers if not answer.missing]
    with_words = next(
        (a for a in ticked if a.option.startswith("other")), ticked[0] if ticked else None
    )
    for answer in answers if with_words else []:
        more = (
            {"text": words, "rules": (*answer.rules, *map(_rule, rules))}
            if answer is with_words
            else {}
        )
        yield replace(answer, **more)
    if not with_words:
        said = "; ".join([*(answer.text for answer in answers if answer.text), words])
        asked = _rule("unknown_option", question=row.question.wording, typed=said)
        yield row.answer(cells[0], text=said, missing="queried", rules=(asked, *map(_rule, rules)))


def _open(row: _Row) -> Iterator[Answer]:
    """What was written, several boxes in one text."""
    cells = [row.cell(column) for column in row.of.columns]
    written = [cell for cell in cells if not row.missing(cell)]
    if not written:
        yield _absent(row, [row.answer(cell, missing=row.missing(cell)) for cell in cells])
    elif is_prefer_not(written[0].text) and len(written) == 1:
        yield row.answer(written[0], missing="prefer_not")
    else:
        text, rules = read_words("; ".join(cell.text.strip() for cell in written))
        yield row.answer(written[0], text=text, rules=tuple(map(_rule, rules)))


def _code(row: _Row) -> Iterator[Answer]:
    cell = row.cell(row.of.columns[0])
    missing = row.missing(cell)
    yield row.answer(cell, missing=missing, text="" if missing else read_code(cell.text))


_READERS = {"scale": _scale, "one": _one, "many": _many, "open": _open, "code": _code}


def answer_queries(export: Export, answers: Iterable[Answer]) -> Iterator[Query]:
    """What a sheet's answers ask, each at its cell; whether numbers stand for options is asked at
    the column.
    """
    for answer in answers:
        for rule, found in answer.rules:
            if rule != "read_by_position":
                # What was typed may name people: what is shown of it is masked.
                shown = {"typed": read_words(answer.cell.typed)[0], **dict(found)}
                yield query(rule, export.sheet.file, export.sheet.name, answer.cell, **shown)
