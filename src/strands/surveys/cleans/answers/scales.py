"""How a scale of an export runs: as asked, turned round, or another than ours, by its heading, a
legend, the words beside its numbers, and the numbers themselves.
"""

from collections import Counter
from collections.abc import Iterable

from analysis.read.ask.typed import Typed
from strands.surveys.cleans.answers.values import (
    HIGH,
    LOW,
    any_number,
    heading_turn,
    labelled,
    read_point,
    turn_of,
)
from strands.surveys.cleans.exports.export import Export, Field
from strands.surveys.cleans.matching import column_legend, scale_ends
from strands.surveys.declares.asking import Question

# So many numbers beyond our scale are no slips of the pen.
_BEYOND = 2
# How many answers one point above the highest could be expected to have, from those at the highest
# two, before their absence is asked about. Where only the very top goes unused nothing is odd.
_EXPECTED, _EXPECTED_OF_ONE, _SURE = 0.5, 5, 12
_FEWEST = 6


def turn(
    export: Export, question: Question, column: Field, legend: dict[int, str], typed: Typed
) -> str:
    """How a scale runs: `turned` round, `other` for another scale, or empty; asked at the heading.

    `legend` is what the file says elsewhere of its scales, words by number.
    """
    answers = export.answered(column)
    ends = next(filter(None, (scale_ends(name) for name, _ in column.readings)), {})
    below = (cell.text for place, cell in export.sheet.cells.items() if place[1] == column.column)
    said = [column.heading.comment, *below]
    ends = ends or next(filter(None, map(column_legend, said)), {}) or legend
    found = heading_turn(ends, question)
    shown = {turn_of(text, question) for text in answers} - {""}
    if found == "other" or (not found and _is_other(answers, question)):
        typed.ask("other_scale", export.sheet, column.heading)
        return "other"
    if found == "turned" or (not found and shown == {"turned"}):
        typed.ask("reversed_scale", export.sheet, column.heading, one=question.high)
        return "turned"
    return ""


def _is_other(answers: list[str], question: Question) -> bool:
    """Whether the answers themselves show another scale: several beyond ours, or the words for its
    end beside a number below which all others stay.
    """
    if goes_beyond(answers):
        return True
    tops = {number for number, end in map(labelled, answers) if end == HIGH and number > LOW}
    shown = [number for number, _ in map(labelled, answers) if number]
    return len(shown) > 1 and len(tops) == 1 and max(tops) != HIGH and max(shown) <= max(tops)


def goes_beyond(answers: list[str]) -> bool:
    """Whether several numbers stand below or above our scale."""
    numbers = [number for number in map(any_number, answers) if number is not None]
    beyond = [number for number in numbers if not LOW <= number <= HIGH]
    return len(beyond) >= _BEYOND and len(beyond) * 10 >= len(numbers)


def tops_out(export: Export, silent: Iterable[tuple[Question, Field]]) -> bool:
    """Whether scales whose headings say nothing surely end below ours: a dozen answers or more are
    to be expected above the highest.
    """
    columns = [pair for pair in silent if not pair[1].heading.corrected]
    points = (_points(export, question, column) for question, column in columns)
    return _missed(sum(points, Counter())) >= _SURE


def ask_unused_top(export: Export, silent: Iterable[tuple[Question, Field]], typed: Typed) -> None:
    """Ask, once a sheet, about scales whose headings say nothing and on which nobody came near the
    top, though many stand at the highest number.
    """
    columns = [
        (field.heading, _points(export, question, field))
        for question, field in silent
        if not field.heading.corrected
    ]
    together = sum((points for _, points in columns), Counter())
    if _missed(together) >= _EXPECTED:
        highest = max(together)
        typed.ask("unused_top", export.sheet, columns[0][0], highest=highest)
        return
    for heading, points in columns:
        if _missed(points) >= _EXPECTED_OF_ONE:
            typed.ask("unused_top", export.sheet, heading, highest=max(points))


def _points(export: Export, question: Question, column: Field) -> Counter:
    read = (read_point(text, question) for text in export.answered(column))
    return Counter(point for point in read if point is not None)


def _missed(points: Counter) -> float:
    """How many answers could be expected one above the highest, by how the last two fall off."""
    highest = max(points, default=HIGH)
    if not LOW < highest < HIGH - 1 or points.total() < _FEWEST:
        return 0.0
    at, below = points[highest], points[highest - 1]
    return at * min(1, at / below) if below else at
