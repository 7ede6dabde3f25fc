"""Which rows of an export are people. Headings set again, sums and averages are none; a row that is
hidden, struck through or of unknown standing is none until somebody says so.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import fmean, median

from analysis.read.ask.typed import Typed
from analysis.read.open.sheet import Cell
from strands.surveys.cleans.answers.columns import question_of
from strands.surveys.cleans.answers.values import HIGH, LOW, read_choice, read_point
from strands.surveys.cleans.exports.export import Export, Submission, bare
from strands.surveys.cleans.matching import column_legend
from strands.surveys.declares.asking import Question, Questionnaire

_OF = (
    r"(?:\s+(?:scores?|ratings?|values?|answers?|responses?|replies|respondents?|people|number"
    r"|rows?|overall|(?:of|per|for|by|from|across)\b.{0,40}))*"
)
# "Average", "Total responses: 5", "Mean (SD)", "n = 5": what a row of sums calls itself.
_SUMS = re.compile(
    r"(?:(?:overall|grand|sub-?|group|column|weighted|our|the|all)\s+)*"
    r"(?:av(?:era)?ge?s?\.?|means?|medians?|modes?|(?:sub)?totals?|sums?|counts?|variance"
    r"|st(?:an)?d(?:ard)?\.?\s*(?:dev(?:iation)?|err(?:or)?)s?\.?|n\s*=\s*\d*"
    r"|(?:no\.?|number|percentage|%) of .{1,40}|durchschnitt|mittelwert|summe|moyenne|media)"
    + _OF
    + r"\s*(?:\(.*\))?\s*(?:[:=]\s*)?(?:[\d.,%\s]*)"
)
# The same where nothing else says that the row is a person.
_PERHAPS = re.compile(
    r"n|sd|se|%|pct|base|overall|all|everyone|responses?|respondents?|answers?|people|results?"
    r"|summary|scores?|min(?:imum)?|max(?:imum)?|range|percent(?:age)?s?|figures|stats?|statistics"
)
_SUMS_NAME = re.compile(r"average|counts?\b|mean\b|means\b|median|summar|total|statistic|aggregat")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?\s*%?")
# What is no sum may fill this many cells and be a note, where people fill more.
_NOTE, _FILLED = 1, 4
# A shorter text is no time: `9/9/25`.
_SHORTEST_TIME = 6
# So many headings in one row are a row of headings.
_HEADINGS = 3


def people(export: Export, survey: Questionnaire, beside: bool, typed: Typed) -> Export:
    """The export with the rows that are people, as far as it says. All others of a kind are asked
    about at the first of them, and read where a note stands beside that cell.

    `beside` where the same file holds answers to more questions on another sheet.
    """
    rows = _Rows(export, survey, beside)
    left_out: dict[tuple[str, str], list[int]] = {}
    for row in export.submissions:
        if why := rows.why_none(row):
            left_out.setdefault(why, []).append(row.row)
    dropped = set()
    for (rule, word), found in left_out.items():
        first = rows.first(found[0])
        if not first.corrected:
            dropped |= set(found)
            typed.ask(rule, export.sheet, first, typed=word or first.typed, rows=_listed(found))
    return replace(
        export, submissions=tuple(row for row in export.submissions if row.row not in dropped)
    )


def _listed(rows: list[int]) -> str:
    """`Row 3` or `Rows 3, 4 and 9`; the first few of many."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    if len(rows) > 10:
        return f"Rows {', '.join(map(str, rows[:10]))} and {len(rows) - 10} more"
    return f"Rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"


@dataclass(frozen=True)
class _Rows:
    """The rows of an export and what most of them hold."""

    export: Export
    survey: Questionnaire
    beside: bool

    @cached_property
    def questions(self) -> dict[int, Question | None]:
        """The question each column of answers is of."""
        found = {
            column.column: question_of(column, self.survey)
            for column in self.export.fields
            if not column.other
        }
        return {column: pair and pair[0].question for column, pair in found.items()}

    @cached_property
    def headings(self) -> dict[int, set[str]]:
        """What stands above each column, in letters and figures alone."""
        return {
            column: {bare(text) for text in texts if bare(text)}
            for column, texts in self.export.headings.items()
        }

    @cached_property
    def every_heading(self) -> set[str]:
        """All of them that are too long to be an answer."""
        return {text for texts in self.headings.values() for text in texts if len(text) > 12}

    def cells(self, row: int) -> list[Cell]:
        return self.export.sheet.rows.get(row, [])

    def first(self, row: int) -> Cell:
        return self.export.first_of(row)

    def is_named(self, row: Submission) -> bool:
        """Whether a row has a number or a time, as what a tool exports has."""
        text = row.handed_in.text.strip()
        time = text if row.handed_in.date or len(text) >= _SHORTEST_TIME else ""
        return any(letter.isdigit() for letter in row.number + time)

    @cached_property
    def most_named(self) -> bool:
        """Whether most rows have."""
        named = list(map(self.is_named, self.export.submissions))
        return sum(named) * 2 > len(named)

    def scales(self, row: int) -> list[Cell]:
        """What was typed in the columns of scales."""
        return [cell for cell in self.cells(row) if self._kind(cell) == "scale"]

    def others(self, row: int) -> list[Cell]:
        """What was typed in the columns of all other questions, and beside them."""
        return [
            cell
            for cell in self.cells(row)
            if self._kind(cell) not in ("", "scale") or cell.column in self.words_beside
        ]

    def _kind(self, cell: Cell) -> str:
        question = self.questions.get(cell.column)
        return question.kind if question else ""

    @cached_property
    def most_answer_more(self) -> bool:
        """Whether most rows hold answers off the scales."""
        rows = self.export.submissions
        return sum(bool(self.others(row.row)) for row in rows) * 2 > len(rows)

    @cached_property
    def is_of_sums(self) -> bool:
        """Whether the whole sheet holds nothing but numbers on scales, beside the answers or under a
        name of sums.
        """
        sheet, rows = self.export.sheet, self.export.submissions
        named = _SUMS_NAME.search(f"{sheet.name} {sheet.title}".casefold())
        others = [self.others(row.row) for row in rows]
        groups = {bare(cells[0].text) for cells in others if len(cells) == 1}
        # A line a borough, or a line a sector, and nobody twice.
        by_group = len(groups) == len(rows) > 1
        fractions = any((_number(cell) or 0) % 1 for row in rows for cell in self.scales(row.row))
        if any(map(self.is_named, rows)) or not (by_group or not any(others)):
            return False
        return self.beside or bool(named) or (by_group and fractions)

    @cached_property
    def usual(self) -> float:
        """How many cells a row usually fills."""
        return median([len(self.cells(row.row)) for row in self.export.submissions])

    def why_none(self, row: Submission) -> tuple[str, str] | None:
        """The rule to ask by why a row is nobody, with a word where rows part by it; None for a
        person.
        """
        cells = self.cells(row.row)
        if row.row >= self.shifted:
            return "headings_elsewhere", ""
        if self._is_heading(row):
            return "headings_again", ""
        if row.test:
            return None
        if self._is_sum(row):
            return "row_of_sums", ""
        if self._is_note(row) or self._is_legend(row):
            return "note_among_answers", ""
        if self._is_nameless(row):
            return "row_without_number", ""
        if row.row in self.export.sheet.hidden_rows:
            return "hidden_row", ""
        if sum(cell.struck for cell in cells) * 2 > len(cells):
            return "struck_row", ""
        return ("unknown_standing", row.doubt) if row.doubt else None

    def _is_heading(self, row: Submission) -> bool:
        cells = self.cells(row.row)
        same = sum(bare(cell.text) in self.headings.get(cell.column, ()) for cell in cells)
        named = self.is_named(row) and bare(row.number) not in self.every_name
        import_ids = any('"ImportId"' in cell.text for cell in cells)
        return import_ids or (not named and len(cells) > 1 and same * 2 > len(cells))

    @cached_property
    def shifted(self) -> int:
        """The first row in which headings stand again, and over other columns."""
        for row in self.export.submissions:
            cells = [cell for cell in self.cells(row.row) if bare(cell.text) in self.every_heading]
            moved = [
                cell for cell in cells if bare(cell.text) not in self.headings.get(cell.column, ())
            ]
            if len(cells) >= _HEADINGS and len(moved) * 2 > len(cells):
                return row.row
        return max(self.export.sheet.rows, default=0) + 1

    @cached_property
    def every_name(self) -> set[str]:
        return set().union(*self.headings.values())

    def _is_sum(self, row: Submission) -> bool:
        named = self.is_named(row)
        if any(self._says_sum(cell, named) for cell in self.cells(row.row)):
            return True
        scales, others = self.scales(row.row), self.others(row.row)
        numbers = [_number(cell) for cell in scales]
        if named or not numbers or None in numbers:
            return False
        if self.is_of_sums or self._is_all_numbers(row):
            return True
        fractions = [number for number in numbers if number != int(number)]
        if fractions and (len(fractions) == len(numbers) > 1 or not others):
            return True
        if others:
            return False
        beyond = all(not LOW <= number <= HIGH for number in numbers)
        formulas = all(cell.kind == "formula" for cell in scales)
        return beyond or formulas or self._is_apart(row) or self._adds_up(row) or self._ends(row)

    def _is_all_numbers(self, row: Submission) -> bool:
        """Whether numbers stand where the others answered in words."""
        counts = [cell for cell in self.others(row.row) if self._kind(cell) in ("one", "many")]
        others = [other for other in self.export.submissions if other.row != row.row]
        return (
            bool(counts)
            and all(
                _number(cell) is not None
                and not any(
                    _number(self.export.sheet.at(other.row, cell.column)) is not None
                    for other in others
                )
                for cell in self.others(row.row)
            )
            and len(others) >= _FILLED
        )

    def _ends(self, row: Submission) -> bool:
        """Whether a row is the first or the last and all others answer more than scales."""
        rows = self.export.submissions
        others = [other for other in rows if other.row != row.row]
        at_end = row.row in (rows[0].row, rows[-1].row)
        return at_end and len(others) >= _FILLED and all(self.others(one.row) for one in others)

    def _says_sum(self, cell: Cell, named: bool) -> bool:
        """Whether a cell calls its row a sum. Words of a person's own are asked for no name of it."""
        question, text = self.questions.get(cell.column), " ".join(cell.text.casefold().split())
        if named and (self._kind(cell) in ("open", "code") or cell.column in self.words_beside):
            return False
        if question and question.options and read_choice(text, question, True):
            return False
        plain = text.strip(" :.")
        return bool(_SUMS.fullmatch(text) or (not named and _PERHAPS.fullmatch(plain)))

    @cached_property
    def words_beside(self) -> set[int]:
        return {column.column for column in self.export.fields if column.other}

    def _is_apart(self, row: Submission) -> bool:
        """Whether a blank row parts a row from the answers above it, which no other is."""
        before = [other.row for other in self.export.submissions if other.row < row.row]
        return bool(before) and row.row - max(before) > 1 and self.most_answer_more

    def _adds_up(self, row: Submission) -> bool:
        """Whether every number of a row is the mean, median, sum or count of its column, where the
        others answered more than scales.
        """
        if not self.most_answer_more and len(self.scales(row.row)) < 3:
            return False
        for measure in (fmean, median, sum, len):
            if all(self._equals(measure, cell) for cell in self.scales(row.row)):
                return True
        return False

    def _equals(self, measure, cell: Cell) -> bool:
        column = [
            number
            for row in self.export.submissions
            if row.row != cell.row
            and (number := _number(self.export.sheet.at(row.row, cell.column))) is not None
        ]
        return len(column) > 1 and abs(measure(column) - _number(cell)) <= 0.5

    def _is_note(self, row: Submission) -> bool:
        """Whether a lone cell with words stands where people fill several."""
        cells = self.cells(row.row)
        alone = len(cells) == _NOTE and self.usual >= _FILLED
        return alone and not self.is_named(row) and not self._is_answer(cells[0])

    def _is_legend(self, row: Submission) -> bool:
        """Whether a row says below its headings how the scales run."""
        return any(column_legend(cell.text) for cell in self.scales(row.row))

    def _is_answer(self, cell: Cell) -> bool:
        question = self.questions.get(cell.column)
        if question is None:
            return cell.column in self.words_beside
        if question.kind == "scale":
            return read_point(cell.text, question) is not None
        return not question.options or read_choice(cell.text, question, True) is not None

    def _is_nameless(self, row: Submission) -> bool:
        """Whether a row lacks the number and the time that most have. Where people typed the table
        themselves a time may be missing, and only a row of bare numbers is asked about.
        """
        if not self.most_named or self.is_named(row):
            return False
        numbered = any(one.number for one in self.export.submissions)
        typed = self.export.tool == "plain" and not numbered
        return not typed or (self.most_answer_more and not self.others(row.row))


def _number(cell: Cell) -> float | None:
    text = cell.text.strip()
    if cell.kind == "formula":
        return 0.0
    if not _NUMBER.fullmatch(text):
        return None
    return float(text.rstrip("% ").replace(",", "."))
