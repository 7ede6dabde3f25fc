"""Answer sheets as they were handed in: which are tests, copies or blank, which can be used, and
their numbers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from analysis.read.ask.typed import Typed
from strands.surveys.cleans.answers.copies import mark_copies
from strands.surveys.cleans.answers.handed_in import HandedIn


def settle(sheets: Iterable[HandedIn], typed: Typed) -> list[HandedIn]:
    """The sheets with `kept` and `respondent` settled, by file, wave and number; copies are asked
    about.
    """
    ordered = sorted(sheets, key=lambda sheet: sheet.order)
    for sheet in ordered:
        sheet.kept = "test" if sheet.submission.test else "empty" if sheet.is_blank else "kept"
    mark_copies(ordered, typed)
    seen: dict[tuple, HandedIn] = {}
    for sheet in ordered:
        if sheet.kept == "kept":
            _compare(sheet, seen, typed)
    return _numbered(ordered)


# A tool's own number of this length is never given twice.
_UNLIKE = 8


def _compare(sheet: HandedIn, seen: dict[tuple, HandedIn], typed: Typed) -> None:
    """Whether a sheet of this number, or with these answers, came before."""
    of_survey = (sheet.survey.instrument, sheet.wave)
    numbers = [(*of_survey, *key) for key in _identities(sheet)]
    answers = (*of_survey, "answers", sheet.day, sheet.code, sheet.content)
    same_number = next((seen[key] for key in numbers if key in seen), None)
    first = same_number or seen.get(answers)
    # Two people may well tick the same boxes on one day; words or a code tell them apart.
    words = sheet.code or any(answer.text for answer in sheet.answers)
    if first:
        rule, what = "same_answers", "answers, words and day"
        if same_number or words:
            rule, sheet.kept = "same_sheet_twice", "duplicate"
        if same_number:
            what = "response number"
        found = {"typed": "", "other": first.place, "what": what}
        typed.ask(rule, sheet.export.sheet, sheet.cell, **found)
    elif (same := seen.get((*of_survey, "code", sheet.code))) and _is_alike(sheet, same):
        typed.ask("same_code", sheet.export.sheet, sheet.cell, typed="", other=same.place)
    codes = [(*of_survey, "code", sheet.code)] if sheet.code else []
    for key in (*numbers, answers, *codes):
        seen.setdefault(key, sheet)


def _is_alike(sheet: HandedIn, other: HandedIn) -> bool:
    """Whether most answers are the same: two people may well have made one code."""
    ours, theirs = set(sheet.content), set(other.content)
    return len(ours & theirs) * 2 > len(ours | theirs)


def _identities(sheet: HandedIn) -> Iterator[tuple]:
    """What makes a sheet the same: its number within a sheet, its number and moment across files of
    a tool.

    A tool counts its numbers up from 1 or makes them unlike any other; only the latter can be
    compared across files.
    """
    export, number = sheet.export, sheet.submission.number
    if number:
        yield "within", export.sheet.file, export.sheet.name, number
    if number and sheet.moment:
        yield "across", export.tool, number, sheet.moment
    if len(number) >= _UNLIKE and export.tool != "plain":
        yield "across", export.tool, number


def _numbered(ordered: list[HandedIn]) -> list[HandedIn]:
    """Running numbers within file and wave: those read first, so that no test or copy moves their
    numbers.
    """
    numbers: Counter[tuple] = Counter()
    kept_first = sorted(ordered, key=lambda sheet: (sheet.group, sheet.kept != "kept"))
    for sheet in kept_first:
        numbers[sheet.group] += 1
        sheet.respondent = f"{numbers[sheet.group]:04}"
    return kept_first
