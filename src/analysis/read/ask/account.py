"""What becomes of every number of a return: it is a value, it is asked about, or it was set aside
for a reason that is said. What nobody accounts for is asked about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pandas import DataFrame

from analysis.declare.statuses import withheld_range
from analysis.declare.table import Table, columns
from analysis.read.ask.queries import Query, query
from analysis.read.label.context import is_context
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.values.values import read_value

VALUE, ASKED, ASIDE = "value", "asked", "aside"
ACCOUNT = Table(
    "account",
    one_row_is="one cell with a number, or with a word in the place of one",
    key=("file", "sheet", "cell"),
    columns=columns(
        """
        file: the file, from the period's folder
        sheet: the sheet; empty for a text file
        cell: the cell, like C7
        typed: what stands there
        end: whether it is a value, was asked about, or was set aside
        why: the question, or why it was set aside; of a value the heading, or nothing
    """,
        end=(VALUE, ASKED, ASIDE),
    ),
)
A_TOTAL = "a total, compared and never used"
A_HEADING = "a heading"
OTHER_PERIOD = "of another period"
CONTEXT = "who filled the table in and when, or how many people live there"
NOT_ASKED_FOR = "a column that was not asked for"
_YEAR = re.compile(r"(?:19|20)\d\d")
# What is asked of words that stand for no number.
_WORDS = {"text_in_number_cell"}
# Questions about a sheet or a file as a whole.
_OF_ALL = {"hidden_sheet", "nothing_read", "no_lines_read", "no_answer_sheets", "unknown_survey"}


@dataclass
class Told:
    """What the reading of some sheets tells of cells that it makes no row of: by their place (file,
    sheet, address) how they end, and why. What is told later counts.
    """

    sheets: list[Sheet] = field(default_factory=list)
    ends: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)

    def tell(self, end: str, why: str, sheet: Sheet, cells: Iterable[Cell]) -> None:
        """Tell how some cells of a sheet end."""
        for cell in cells:
            self.ends[sheet.file, sheet.name, cell.address] = end, why


def is_counted(cell: Cell) -> bool:
    """Whether a number stands in a cell, be it withheld or not shown."""
    return (
        cell.is_number
        or cell.kind in ("hidden", "formula")
        or withheld_range(cell.text) is not None
    )


def is_year(cell: Cell) -> bool:
    """Whether a cell holds a year and nothing else."""
    return bool(_YEAR.fullmatch(cell.text.strip()))


def account(
    told: Told, frames: Mapping[str, DataFrame], asked: Iterable[Query]
) -> tuple[DataFrame, list[Query]]:
    """The ACCOUNT of the sheets, and a question for each sheet with numbers that are neither rows of
    the `frames`, nor told of, nor asked about.
    """
    known = _Known(told, frames, asked)
    rows, questions = [], []
    for sheet in told.sheets:
        cells = [cell for row in sheet.rows.values() for cell in row]
        ends = {cell: end for cell in cells if (end := known.end(sheet, cell))}
        around = [row for row in sheet.rows.values() if is_context(row[0].text)]
        beside = [cell for row in around for cell in row if is_counted(cell)]
        ends |= {cell: (ASIDE, CONTEXT) for cell in beside if cell not in ends}
        if lost := [cell for cell in cells if is_counted(cell) and cell not in ends]:
            questions.append(query("unread_numbers", sheet, lost[0], cells=listed(lost)))
            ends |= dict.fromkeys(lost, (ASKED, questions[-1].question))
        rows += [
            (sheet.file, sheet.name, cell.address, cell.typed, *ends[cell])
            for cell in cells
            if cell in ends
        ]
    return ACCOUNT.framed(dict(zip(ACCOUNT.columns, row, strict=True)) for row in rows), questions


class _Known:
    """How cells end, by the rows they became, by what was told and by what was asked."""

    def __init__(self, told: Told, frames: Mapping[str, DataFrame], asked: Iterable[Query]) -> None:
        self.told, self.asked, self.rows = dict(told.ends), {}, {}
        for one in asked:
            if one.severity == "stop":
                self.told.pop((one.file, one.sheet, one.cell), None)
            if one.cell or one.rule in _OF_ALL:
                cell = "" if one.rule in _OF_ALL else one.cell
                self.asked.setdefault((one.file, one.sheet, cell), (ASKED, one.question))
        for name, frame in frames.items():
            if "cell" in frame:
                self.rows |= dict(_of_rows(name, frame))

    def end(self, sheet: Sheet, cell: Cell) -> tuple[str, str] | None:
        """How a cell ends; None where nobody knows, or where no number stands and it is no row."""
        place = sheet.file, sheet.name, cell.address
        if place in self.rows and (is_counted(cell) or read_value(cell).rule not in _WORDS):
            end = self.rows[place]
            return self.asked.get(place, end) if end[0] == ASKED else end
        if not is_counted(cell):
            return None
        asked = place, (sheet.file, sheet.name, ""), (sheet.file, "", "")
        return self.told.get(place) or next(filter(None, map(self.asked.get, asked)), None)


def _of_rows(name: str, frame: DataFrame) -> Iterator[tuple]:
    """The places of the rows of a table, each with how its cell ends."""
    places = zip(frame["file"], frame["sheet"], frame["cell"], strict=True)
    if name == "totals":
        yield from ((place, (ASIDE, A_TOTAL)) for place in places)
    elif "status" in frame:
        for place, status in zip(places, frame["status"], strict=True):
            if place[2]:
                yield place, (ASKED, "see the questions") if status == "queried" else (VALUE, "")
    elif "missing" in frame:
        for place, missing in zip(places, frame["missing"], strict=True):
            if not missing:
                yield place, (VALUE, "")


def listed(cells: list[Cell]) -> str:
    """The addresses of some cells, the first four of them."""
    shown = ", ".join(cell.address for cell in cells[:4])
    return shown + (f" and {len(cells) - 4} more" if len(cells) > 4 else "")
