"""Sheets that hold the answers of another once more, without its times, in another order, with a
column less: told by most of their rows being alike where chance would make none alike.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from math import prod

from analysis.read.ask.typed import Typed
from strands.surveys.cleans.answers.handed_in import HandedIn

# Of the smaller sheet's rows at least so many are alike, and so many times as many as by chance; more
# where one is said to be from before and the other from after the training.
_SHARE, _OF_WAVES, _BEYOND_CHANCE, _FEWEST = 0.5, 0.8, 10, 2
# Two rows of a copy that agree in so much are one person's, one of them mended.
_MENDED = 0.75

Row = tuple[tuple, ...]


def mark_copies(sheets: Iterable[HandedIn], typed: Typed) -> None:
    """Mark as duplicates the answer sheets that stand in another sheet or further up in their own,
    and ask once a sheet.
    """
    groups = [
        list(group)
        for _, group in groupby(
            sorted(sheets, key=_whose), key=lambda each: (_whose(each), _place(each))
        )
    ]
    seen: dict[str, list[list[HandedIn]]] = {}
    for group in sorted(groups, key=_trust):
        others = seen.setdefault(_whose(group[0])[0], [])
        for other in others:
            _compare(group, other, typed)
        _compare_within(group, typed)
        others.append(group)


def _whose(sheet: HandedIn) -> tuple:
    return sheet.survey.instrument, sheet.wave, *_place(sheet)


def _place(sheet: HandedIn) -> tuple[str, str]:
    return sheet.export.sheet.file, sheet.export.sheet.name


def _trust(group: list[HandedIn]) -> tuple:
    """Sheets with times before those without, larger before smaller; else as they came."""
    timed = any(each.moment for each in group)
    return not timed, -len(group), _place(group[0])


def _compare(group: list[HandedIn], other: list[HandedIn], typed: Typed) -> None:
    """Mark the answer sheets of one group that the other holds too, where it is a copy."""
    ours = [each for each in group if each.kept == "kept"]
    theirs = [each for each in other if each.kept == "kept"]
    asked = _asked(group) & _asked(other)
    share = _SHARE if group[0].wave == other[0].wave else _OF_WAVES
    _mark(ours, theirs, asked, share * min(len(ours), len(theirs)), typed)


def _compare_within(group: list[HandedIn], typed: Typed) -> None:
    """Mark what was pasted below itself: rows that no number and no time tells apart."""
    bare = [
        each
        for each in group
        if each.kept == "kept" and not each.submission.number and not each.moment
    ]
    firsts: dict[Row, HandedIn] = {}
    for each in bare:
        firsts.setdefault(each.content, each)
    again = [each for each in bare if firsts[each.content] is not each]
    if len(again) > _FEWEST:
        _mark(again, list(firsts.values()), _asked(group), _SHARE * len(firsts), typed)


def _asked(group: list[HandedIn]) -> set[str]:
    """The questions that have a column there and were answered."""
    return {answer.question for each in group for answer in each.answers if not answer.is_absent}


def _mark(
    ours: list[HandedIn], theirs: list[HandedIn], asked: set[str], least: float, typed: Typed
) -> None:
    pairs = _alike(ours, theirs, asked)
    if len(pairs) < max(_FEWEST, least) or len(pairs) <= _BEYOND_CHANCE * _by_chance(
        ours, theirs, asked
    ):
        return
    found = set(map(id, pairs))
    left = [each for each in ours if id(each) not in found]
    pairs += _mended(left, theirs, asked)
    for each in pairs:
        each.kept = "duplicate"
    first = min(pairs, key=lambda each: each.submission.row)
    sheet = theirs[0].export.sheet
    where = " ".join(filter(None, (sheet.file, sheet.name)))
    words = {"typed": "", "count": len(pairs), "of": len(ours), "other": where}
    typed.ask("copied_sheet", first.export.sheet, first.cell, **words)


def _row(sheet: HandedIn, asked: set[str]) -> Row:
    """What a person answered to some questions, one entry a question."""
    said: dict[str, list] = {}
    for answer in sheet.answers:
        if answer.question in asked and not answer.is_absent:
            said.setdefault(answer.question, []).append(answer.content[1:])
    return tuple((key, *said.get(key, ())) for key in sorted(asked))


def _alike(ours: list[HandedIn], theirs: list[HandedIn], asked: set[str]) -> list[HandedIn]:
    """Of ours those that hold what one of theirs holds, each of theirs taken once."""
    free = Counter(_row(each, asked) for each in theirs)
    found = []
    for each in ours:
        row = _row(each, asked)
        if free[row] > 0:
            free[row] -= 1
            found.append(each)
    return found


def _mended(ours: list[HandedIn], theirs: list[HandedIn], asked: set[str]) -> list[HandedIn]:
    """Of ours those that agree in most with one of theirs that is like no other of ours."""
    taken = {_row(each, asked) for each in theirs}
    found = []
    for each in ours:
        row = _row(each, asked)
        shares = (sum(map(tuple.__eq__, row, other)) / max(1, len(row)) for other in taken)
        if max(shares, default=0) >= _MENDED:
            found.append(each)
    return found


def _by_chance(ours: list[HandedIn], theirs: list[HandedIn], asked: set[str]) -> float:
    """How many of ours would be like one of theirs if every answer were drawn by itself."""
    rows = [_row(each, asked) for each in theirs]
    times = Counter(entry for row in rows for entry in row)
    chances = (prod(times[entry] / len(rows) for entry in _row(each, asked)) for each in ours)
    return sum(min(1.0, len(rows) * chance) for chance in chances)
