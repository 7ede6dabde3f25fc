"""Which columns of an export answer which question of its survey, how its scales run, and in which
wave a row is.
"""

from dataclasses import dataclass, field, replace

from analysis.read.ask.typed import Typed
from strands.surveys.cleans.answers.scales import ask_unused_top, goes_beyond, tops_out, turn
from strands.surveys.cleans.exports.export import Export, Field
from strands.surveys.cleans.matching import Match, is_wave_heading, match, read_wave, scale_ends
from strands.surveys.declares.asking import Question, Questionnaire


@dataclass
class Asked:
    """A question as an export holds it. `turn` is `turned` for a scale turned round, `other` for
    another scale.
    """

    question: Question
    columns: list[Field] = field(default_factory=list)
    turn: str = ""

    @property
    def beside(self) -> list[Field]:
        """The columns of words beside "other"."""
        return [column for column in self.columns if column.other]

    @property
    def main(self) -> list[Field]:
        """The columns of the answer itself."""
        return [column for column in self.columns if not column.other]


def sort_columns(
    export: Export, survey: Questionnaire, legend: dict[int, str], typed: Typed
) -> dict[str, Asked]:
    """The questions of `survey` by key, every column of `export` put to its own, or asked about.
    `legend` is what the file says beside its answers of the scales.
    """
    asked = {question.key: Asked(question) for question in survey.questions}
    wave = _wave_column(export)
    for column in export.fields:
        if column is not wave:
            _sort(export, column, survey, asked, typed)
    _read_scales(export, list(asked.values()), legend, typed)
    return asked


def _read_scales(export: Export, asked: list[Asked], legend: dict[int, str], typed: Typed) -> None:
    silent = []
    for each in asked:
        if each.question.kind == "scale" and each.main:
            column = each.main[0]
            each.turn = turn(export, each.question, column, legend, typed)
            if not each.turn and not legend and not any(scale_ends(n) for n, _ in column.readings):
                silent.append(each)
    # Numbers beyond one of our scales make its silent neighbours as doubtful, and so does a top that
    # many should have chosen and nobody did.
    scales = [(each.question, each.main[0]) for each in silent]
    if silent and (any(_is_other(export, each) for each in asked) or tops_out(export, scales)):
        for each in silent:
            each.turn = "other"
            typed.ask("other_scale", export.sheet, each.main[0].heading)
        return
    ask_unused_top(export, scales, typed)


def _is_other(export: Export, each: Asked) -> bool:
    """Whether the numbers of a scale show it to be another."""
    return each.turn == "other" and goes_beyond(export.answered(each.main[0]))


def _wave_column(export: Export) -> Field | None:
    """The column that tells the waves apart."""
    for column in export.fields:
        if any(is_wave_heading(name) for name, _ in column.readings):
            return column
    return None


def _sort(
    export: Export, column: Field, survey: Questionnaire, asked: dict[str, Asked], typed: Typed
) -> None:
    """Put a column to its question; it is asked about where anybody answered in it."""
    count, found = len(export.answered(column)), question_of(column, survey)
    if found is None:
        rule, words = "unknown_question", {"count": count}
    else:
        matched, part = found
        question, words = asked[matched.question.key], {"question": matched.question.wording}
        if not column.other and not part and question.main:
            rule, words["other"] = "question_twice", question.main[0].heading.address
        else:
            question.columns.append(replace(column, part=part))
            rule = "doubtful_question" if matched.doubtful else ""
    if count:
        typed.ask(rule, export.sheet, column.heading, **words)


def question_of(column: Field, survey: Questionnaire) -> tuple[Match, str] | None:
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


def waves(
    export: Export, survey: Questionnaire, asked: dict[str, Asked], typed: Typed
) -> dict[int, str]:
    """The wave of each row. A row that tells none has none, is asked about, and is not read."""
    if column := _wave_column(export):
        return _waves_of_rows(export, survey, column, typed)
    wave = survey.waves[0] if len(survey.waves) == 1 else _wave_of_file(export, asked, typed)
    return {row.row: wave for row in export.submissions if wave}


def _waves_of_rows(
    export: Export, survey: Questionnaire, column: Field, typed: Typed
) -> dict[int, str]:
    found = {}
    for row in export.submissions:
        cell = export.sheet.at(row.row, column.column)
        wave = read_wave(cell.text)
        if wave in survey.waves:
            found[row.row] = wave
        elif not row.test:
            place = cell if cell.text.strip() else export.first_of(row.row)
            typed.ask("unknown_wave", export.sheet, place, typed=cell.text)
    return found


def _wave_of_file(export: Export, asked: dict[str, Asked], typed: Typed) -> str:
    """The wave its name speaks of, or else the answered questions that only one wave asks."""
    file = export.sheet.file
    named = read_wave(f"{file.rsplit('/', 1)[-1]} {export.sheet.name}")
    asked_once = {
        each.question.waves[0]
        for each in asked.values()
        if len(each.question.waves) == 1 and any(map(export.answered, each.columns))
    }
    if named and asked_once and named not in asked_once:
        words = {"typed": file, "wave": named, "other": asked_once.pop()}
        typed.ask("waves_disagree", export.sheet, **words)
    elif named or len(asked_once) == 1:
        return named or asked_once.pop()
    else:
        typed.ask("unknown_wave", export.sheet, typed=file)
    return ""
