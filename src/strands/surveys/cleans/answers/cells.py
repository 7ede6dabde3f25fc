"""The cells of one row under the columns of one question become its answers, and the questions they
raise.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.declare.boroughs import BY_KEY
from analysis.read.ask.typed import Typed
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import NOWHERE, Cell
from analysis.read.personal.confidence import read_words
from strands.surveys.cleans.answers.columns import Asked
from strands.surveys.cleans.answers.values import (
    HIGH,
    LOW,
    PREFER_NOT,
    Choice,
    is_prefer_not,
    read_choice,
    read_code,
    read_point,
)
from strands.surveys.cleans.exports.export import Export, Field
from strands.surveys.declares.asking import Question

_TICKED = "1|y|yes|true|x|✓|✔|selected|checked|ticked".split("|")
_UNTICKED = "0|n|no|false|not selected|unchecked|unticked".split("|")
# No other tool's answers are numbers in place of words.
_WORDS_ONLY = {"forms"}


@dataclass(frozen=True)
class Answer:
    """One answer, or one ticked option; `missing` says why there is none. `rules` are asked about
    at its cell, each with its words; `by_position` where a mere number was taken for an option.
    """

    question: str
    option: str = ""
    number: int | None = None
    text: str = ""
    missing: str = ""
    cell: Cell = NOWHERE
    rules: tuple[tuple[str, dict], ...] = ()
    by_position: bool = False

    @property
    def content(self) -> tuple:
        """What tells one answer from another."""
        return self.question, self.option, self.number, self.text, self.missing

    @property
    def is_absent(self) -> bool:
        """Whether nothing was said, not even that somebody would rather not."""
        return self.missing in ("blank", "not_shown")


def read_answers(export: Export, row: int, asked: Asked) -> list[Answer]:
    """What one person answered to one question: at least one answer, even where it only says why
    there is none.
    """
    if not asked.columns:
        return [Answer(asked.question.key, missing="not_shown")]
    return _READERS[asked.question.kind](_Row(export, row, asked))


def refused(export: Export, row: int, asked: Asked) -> list[Answer]:
    """The same where the cells of the row have slipped: what stands under the question is kept as
    text.
    """
    cells = [export.sheet.at(row, column.column) for column in asked.columns]
    typed = [cell for cell in cells if cell.text.strip()]
    if not typed:
        return [Answer(asked.question.key, missing="blank" if cells else "not_shown")]
    text, _ = _words(typed)
    return [Answer(asked.question.key, text=text, missing="queried", cell=typed[0])]


def _words(cells: Iterable[Cell]) -> tuple[str, tuple[tuple[str, dict], ...]]:
    """What is written in some cells, without what names people, and what that asks."""
    text, rules = read_words("; ".join(cell.text.strip() for cell in cells))
    return text, tuple((rule, {}) for rule in rules)


@dataclass(frozen=True)
class _Row:
    """One question in one row."""

    export: Export
    row: int
    asked: Asked

    @property
    def question(self) -> Question:
        return self.asked.question

    def cell(self, column: Field) -> Cell:
        return self.export.sheet.at(self.row, column.column)

    def missing(self, cell: Cell) -> str:
        """Why the cell holds no answer; empty where it may hold one."""
        text = cell.text.strip().lower()
        return self.export.marks.get(text, "" if text else "blank")

    def answer(self, cell: Cell, **values) -> Answer:
        return Answer(self.question.key, cell=cell, **values)

    def unknown(self, cell: Cell, text: str, *rules: tuple[str, dict]) -> Answer:
        """What is none of the options: the words are kept."""
        unknown = ("unknown_option", {"question": self.question.wording, "typed": text})
        return self.answer(cell, text=text, missing="queried", rules=(unknown, *rules))

    def struck(self, cell: Cell) -> Answer:
        """What was struck through: the words are kept."""
        text = read_words(cell.text)[0]
        return self.answer(cell, text=text, missing="queried", rules=(("struck_through", {}),))

    def choice(self, text: str) -> Choice | None:
        """The option a text names."""
        return read_choice(text, self.question, self.export.tool not in _WORDS_ONLY)


def _scale(row: _Row) -> list[Answer]:
    cell = row.cell(row.asked.main[0]) if row.asked.main else NOWHERE
    missing, turn = row.missing(cell), row.asked.turn
    if missing or is_prefer_not(cell.text):
        return [row.answer(cell, missing=missing or "prefer_not")]
    if cell.struck:
        return [row.struck(cell)]
    # A date is what a spreadsheet makes of "5-6".
    plain = cell.kind in ("text", "number") and turn != "other"
    point = read_point(cell.text, row.question, turn == "turned") if plain else None
    if point is not None:
        return [row.answer(cell, number=point)]
    # Another scale is asked about once, at the heading.
    rules = () if turn == "other" else (("no_number_on_scale", {"low": LOW, "high": HIGH}),)
    return [row.answer(cell, text=read_words(cell.text)[0], missing="queried", rules=rules)]


def _one(row: _Row) -> list[Answer]:
    answers = _many(row)
    if len(answers) == 1 or all(answer.missing for answer in answers):
        return answers
    # Two ticked where one can be: which of them counts is not ours to say.
    text = "; ".join(answer.option or answer.text for answer in answers)
    return [row.unknown(answers[0].cell, text)]


def _many(row: _Row) -> list[Answer]:
    """Every option ticked, in the order of the questionnaire; what is none of them in one answer
    more.
    """
    found = [answer for column in row.asked.main for answer in _ticked(row, column)]
    given = [answer for answer in found if not answer.is_absent]
    return _with_words_beside(row, _once(row, given) if given else [_absent(row, found)])


def _absent(row: _Row, found: list[Answer]) -> Answer:
    """Nothing ticked: not shown only where no column was."""
    blank = any(answer.missing == "blank" for answer in found)
    cell = found[0].cell if found else NOWHERE
    return row.answer(cell, missing="blank" if blank else "not_shown")


def _once(row: _Row, given: list[Answer]) -> list[Answer]:
    """One answer an option, in the order of the questionnaire, and what could not be read together
    in one.
    """
    ticked = {answer.option: answer for answer in reversed(given) if not answer.missing}
    kept = [ticked[option.key] for option in row.question.options if option.key in ticked]
    unread = [answer for answer in given if answer.missing == "queried"]
    if unread:
        rules = tuple(rule for answer in unread for rule in answer.rules)
        text = "; ".join(answer.text for answer in unread)
        kept.append(replace(unread[0], text=text, rules=rules))
    return kept or given[:1]


def _ticked(row: _Row, column: Field) -> list[Answer]:
    cell = row.cell(column)
    missing, text = row.missing(cell), cell.text.strip()
    if missing or (column.part and text.lower() in _UNTICKED):
        return [row.answer(cell, missing=missing or "blank")]
    if cell.struck:
        return [row.struck(cell)]
    pieces = [_of_part(row, column.part, text)] if column.part else _pieces(row, text)
    return [_choice(row, cell, piece) for piece in pieces]


def _of_part(row: _Row, part: str, text: str) -> str:
    """The option a column of ticks stands for; what was typed where that is neither a tick nor the
    option.
    """
    typed, meant = row.choice(text), row.choice(part)
    is_tick = text.lower() in _TICKED or plain_name(text) == plain_name(part)
    return part if is_tick or (typed and meant and typed.key == meant.key) else text


def _pieces(row: _Row, text: str) -> list[str]:
    """The ticked options of one cell: parted by semicolons or lines, or else by commas where that
    makes options.
    """
    if row.choice(text):
        return [text]
    parts = _parted(r"[;\n|]", text)
    if len(parts) == 1 and row.question.kind == "many":
        by_comma = _parted(",", parts[0])
        parts = by_comma if any(map(row.choice, by_comma)) else parts
    return parts or [text]


def _parted(by: str, text: str) -> list[str]:
    return [piece.strip() for piece in re.split(by, text) if piece.strip()]


def _choice(row: _Row, cell: Cell, piece: str) -> Answer:
    choice = row.choice(piece) if cell.kind in ("text", "number") else None
    if choice is None:
        return row.unknown(cell, read_words(piece)[0])
    if choice.key == PREFER_NOT:
        return row.answer(cell, missing="prefer_not")
    rules = ()
    if choice.doubtful:
        rules = (("doubtful_borough", {"borough": BY_KEY[choice.key].name}),)
    return row.answer(cell, option=choice.key, rules=rules, by_position=choice.by_position)


def _with_words_beside(row: _Row, answers: list[Answer]) -> list[Answer]:
    """The words beside "other" go with the option "other", with the first ticked, or stand for an
    unknown one.
    """
    cells = [cell for cell in map(row.cell, row.asked.beside) if not row.missing(cell)]
    if not cells:
        return answers
    words, rules = _words(cells)
    ticked = [at for at, answer in enumerate(answers) if not answer.missing]
    if not ticked:
        typed = [answer.text for answer in answers if answer.text]
        return [row.unknown(cells[0], "; ".join([*typed, words]), *rules)]
    best = min(ticked, key=lambda at: not answers[at].option.startswith("other"))
    answers[best] = replace(answers[best], text=words, rules=(*answers[best].rules, *rules))
    return answers


def _open(row: _Row) -> list[Answer]:
    """What was written, several boxes in one text."""
    cells = list(map(row.cell, row.asked.columns))
    written = [cell for cell in cells if not row.missing(cell)]
    if struck := [cell for cell in written if cell.struck]:
        return [row.struck(struck[0])]
    if not written:
        return [_absent(row, [row.answer(cell, missing=row.missing(cell)) for cell in cells])]
    if is_prefer_not(written[0].text) and len(written) == 1:
        return [row.answer(written[0], missing="prefer_not")]
    text, rules = _words(written)
    return [row.answer(written[0], text=text, rules=rules)]


def _code(row: _Row) -> list[Answer]:
    cell = row.cell(row.asked.columns[0])
    missing = row.missing(cell)
    return [row.answer(cell, missing=missing, text="" if missing else read_code(cell.text))]


_READERS = {"scale": _scale, "one": _one, "many": _many, "open": _open, "code": _code}


def ask_of(export: Export, answers: Iterable[Answer], typed: Typed) -> None:
    """Ask what a sheet's answers raise, each at its cell."""
    for answer in answers:
        for rule, found in answer.rules:
            # What was typed may name people: what is shown of it is masked.
            shown = {"typed": read_words(answer.cell.typed)[0], **found}
            typed.ask(rule, export.sheet, answer.cell, **shown)
