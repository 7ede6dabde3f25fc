"""What was made of each number of a file, sheet by sheet, as lines narrow enough for a console."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten, wrap

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from pandas import DataFrame

from analysis.declare.boroughs import BY_KEY, borough_name
from analysis.declare.periods import month_label, quarter_label
from analysis.read.ask.account import ASIDE, ASKED, VALUE
from analysis.registry import STRANDS, TABLES
from desk.receiving.understanding import Understood

_WIDTH = 80
# A sheet that would fill more lines is told column by column.
_MOST_LINES = 40
_MOST_TYPED = 40
_ADDRESS = re.compile(r"[A-Z]{1,3}\d{1,7}")


def _whose(key: str) -> str:
    return borough_name(key) if key in BY_KEY else "the whole partnership"


_SAYS = {"borough": _whose, "quarter": quarter_label, "month": month_label}
_NOT_SAID = ("period", "file", "respondent")
_NAMES = {VALUE: "read as", ASKED: "asked about:", ASIDE: "set aside:"}
_COUNTED = {VALUE: "read", ASKED: "asked about", ASIDE: "set aside"}


@dataclass(frozen=True)
class Told:
    """One cell of the account: its place, how it ended, and in which words."""

    row: int
    column: int
    typed: str
    end: str
    words: tuple[str, ...]

    @property
    def address(self) -> str:
        """The cell, like `C7`."""
        return f"{get_column_letter(self.column)}{self.row}"


def lines(one: Understood) -> Iterator[str]:
    """The sheets with how many numbers were read, asked about and set aside, and under each its
    cells.
    """
    for sheet, rows in one.account.groupby("sheet", sort=False):
        ends = rows["end"].value_counts()
        counted = ", ".join(f"{ends.get(end, 0)} {said}" for end, said in _COUNTED.items())
        # A table of codings holds words, and a project has no cells.
        what, on = ("parts", "in") if "segments" in one.tables else ("numbers", "on")
        yield f"  {what}{sheet and f' {on} {sheet}'}: {len(rows)}: {counted}"
        cells = sorted(_cells(rows, _headed(one)), key=lambda cell: (cell.row, cell.column))
        runs = list(_runs(cells))
        of_people = any("respondent" in table for table in one.tables.values())
        if STRANDS[one.strand].in_confidence or of_people or len(runs) > _MOST_LINES:
            yield from _by_column(cells)
        else:
            yield from (part for run in runs for part in _line(run))


def _headed(one: Understood) -> dict[tuple[str, str], tuple[str, ...]]:
    """What each value counts, by its sheet and cell: the key of its row in words."""
    found = {}
    for name, table in one.tables.items():
        keys = [key for key in TABLES[one.strand][name].key if key not in _NOT_SAID]
        if {"sheet", "cell"} <= set(table):
            words = ([_SAYS.get(key, _plain)(text) for text in table[key]] for key in keys)
            places = zip(table["sheet"], table["cell"], strict=True)
            found |= dict(zip(places, zip(*words, strict=True), strict=False))
    return found


def _plain(text: object) -> str:
    return shorten(str(text).replace("_", " "), 40, placeholder="…")


def _cells(rows: DataFrame, headed: dict) -> Iterator[Told]:
    for row in rows.itertuples():
        is_headed = row.end == VALUE and not row.why
        of_value = headed.get((row.sheet, row.cell), ()) if is_headed else ()
        words = tuple(filter(None, of_value)) or (row.why,)
        at = coordinate_to_tuple(row.cell) if _ADDRESS.fullmatch(row.cell) else (0, 0)
        yield Told(*at, row.typed, row.end, words)


def _runs(cells: list[Told]) -> Iterator[list[Told]]:
    """Neighbours in a row that ended alike and differ in one word at most, like their quarter."""
    run: list[Told] = []
    for cell in cells:
        if run and not _goes_on(run, cell):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _goes_on(run: list[Told], cell: Told) -> bool:
    last = run[-1]
    return (
        (cell.row, cell.column, cell.end) == (last.row, last.column + 1, last.end)
        and len(cell.words) == len(last.words)
        and len(_differing([*run, cell])) < 2
    )


def _differing(run: list[Told]) -> list[int]:
    """Which of their words are not the same in all of some cells."""
    return [
        at
        for at, words in enumerate(zip(*(c.words for c in run), strict=True))
        if len(set(words)) > 1
    ]


def _line(run: list[Told]) -> list[str]:
    first, last = run[0], run[-1]
    place = first.address + (f":{last.address}" if last is not first else "")
    typed = shorten(" ".join(cell.typed for cell in run), _MOST_TYPED, placeholder=" …")
    differ = _differing(run)
    words = ", ".join(
        f"{word} to {last.words[at]}" if at in differ else word
        for at, word in enumerate(first.words)
    )
    return _narrow(f"    {place:<9} {typed:<12}  ", first.end, words)


def _by_column(cells: list[Told]) -> Iterator[str]:
    """One line for each way in which the numbers of a column ended, without what was typed; for each
    kind of part where there are no columns.
    """
    alike = sorted(cells, key=_way)
    for (column, end, _), held in groupby(alike, key=_way):
        run = list(held)
        same = run[0].words if len({len(cell.words) for cell in run}) == 1 else ()
        words = ", ".join(word for at, word in enumerate(same) if at not in _differing(run))
        where = f"column {get_column_letter(column):<3} " if column else ""
        yield from _narrow(f"    {where}{len(run):>5}  ", end, words)


def _way(cell: Told) -> tuple[int, str, str]:
    return cell.column, cell.end, "" if cell.column else cell.words[0]


def _narrow(place: str, end: str, words: str) -> list[str]:
    """The line, going on below where it is wider than a console; a question stands in full among
    the questions.
    """
    most = 1 if end == ASKED else None
    line, indent = f"{place}{_NAMES[end]} {words}", " " * len(place)
    return wrap(line, _WIDTH, subsequent_indent=indent, max_lines=most, placeholder=" …")
