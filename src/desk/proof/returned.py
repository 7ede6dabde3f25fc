"""The returned cells that findings rest on: where they lie in the workbook, what they are about, and
what was typed and read there.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from analysis import store
from analysis.declare.kept import PUBLIC
from analysis.registry import STRANDS, TABLES

# Letters that a name of a sheet may have.
_LONGEST = 31
# A name that every program takes for a sheet.
_ODD = re.compile(r"[^A-Za-z0-9 _-]+")
# Names that Excel keeps for itself, and those of the other sheets.
_TAKEN = re.compile(
    r"history|contents|results|cells|given|together|tests|series|no number|trend .*", re.IGNORECASE
)
_OF_SHEET = ("file", "sheet", "cell", "raw")


@dataclass(frozen=True)
class Cell:
    """A returned cell: where it lies in the sender's file, the sheet of the workbook that stands for
    it, what it is `about`, and what was `typed` and is `read` there.
    """

    file: str
    sheet: str
    cell: str
    title: str
    about: Mapping[str, str]
    typed: str
    read: float | str

    @property
    def place(self) -> tuple[str, int, int]:
        """Its sheet in the workbook, row and column."""
        letters, row = coordinate_from_string(self.cell)
        return self.title, row, column_index_from_string(letters)

    @property
    def address(self) -> str:
        """How a formula names it."""
        return f"{quote_sheetname(self.title)}!{self.cell}"


def returned(period: str, strand: str, places: Iterable[str]) -> dict[str, Cell]:
    """The cells of some places (`file!sheet!cell`) that cleaned rows tell of, by their places.

    Where a profile withholds, those alone of files that anybody may read.
    """
    wanted = dict.fromkeys(places)
    if store.profile(period, strand).withholds:
        sources = store.sources(period)
        public = {*sources.loc[sources["origin"].isin(PUBLIC), "file"]}
        wanted = {place: None for place in wanted if place.split("!")[0] in public}
    rows: dict[str, dict] = {}
    for row in _rows(period, strand) if wanted else ():
        place = f"{row['file']}!{row['sheet']}!{row['cell']}"
        if place in wanted:
            rows.setdefault(place, row)
    titles = _titles(dict.fromkeys((row["file"], row["sheet"]) for row in rows.values()))
    return {
        place: Cell(
            *(row[name] for name in ("file", "sheet", "cell")),
            titles[row["file"], row["sheet"]],
            {name: str(value) for name, value in row.items() if name not in _OF_SHEET},
            row["raw"],
            row["raw"] if pd.isna(row["count"]) else int(row["count"]),
        )
        for place in wanted
        if (row := rows.get(place))
    }


def _rows(period: str, strand: str) -> Iterable[dict]:
    """The cleaned rows of numbers that a strand's findings may rest on."""
    for key in (strand, *STRANDS[strand].reads):
        for name, table in TABLES[key].items():
            if {*_OF_SHEET, "count"} <= {*table.columns}:
                rows = store.read(key, name, up_to=period)
                yield from rows[rows["cell"] != ""].to_dict("records")


def _titles(sheets: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A name for each sheet of each file: the file's, with its period or sheet where there are
    several.
    """
    titles: dict[tuple[str, str], str] = {}
    sheets = [*sheets]
    several = len({file.split("/")[0] for file, _ in sheets}) > 1
    for file, sheet in sheets:
        period, *_, stem = file.rsplit(".", 1)[0].split("/")
        many = sum(other == file for other, _ in sheets) > 1
        whole = " ".join([*[period] * several, stem, *[sheet] * many])
        plain = " ".join(_ODD.sub(" ", whole).split()) or "returned"
        plain = (f"File {plain}" if _TAKEN.fullmatch(plain) else plain)[: _LONGEST - 4]
        numbered = (f"{plain} {number}" for number in itertools.count(2))
        taken = {*map(str.casefold, titles.values())}
        every = itertools.chain([plain], numbered)
        titles[file, sheet] = next(name for name in every if name.casefold() not in taken)
    return titles


def ranges(cells: Iterable[Cell]) -> list[str]:
    """Some cells as a formula names them together: those that touch as one block."""
    blocks: dict[tuple, list[int]] = {}
    for (title, row), columns in _runs({cell.place for cell in cells}).items():
        for first, last in columns:
            span = blocks.setdefault((title, first, last), [])
            span.append(row)
    return [
        _named(title, first, last, top, bottom)
        for (title, first, last), rows in blocks.items()
        for top, bottom in _spans(rows)
    ]


def _runs(places: set[tuple[str, int, int]]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    by_row: dict[tuple[str, int], list[int]] = {}
    for title, row, column in sorted(places):
        by_row.setdefault((title, row), []).append(column)
    return {where: _spans(columns) for where, columns in by_row.items()}


def _spans(numbers: list[int]) -> list[tuple[int, int]]:
    """The first and last of those that follow one another, in order."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans


def _named(title: str, first: int, last: int, top: int, bottom: int) -> str:
    ends = [f"{get_column_letter(first)}{top}", f"{get_column_letter(last)}{bottom}"]
    return f"{quote_sheetname(title)}!{':'.join(dict.fromkeys(ends))}"
