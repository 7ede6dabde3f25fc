"""A sheet becomes rows, each a value with its borough, indicator and quarter, and the questions
it raises.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.declare.periods import Period
from analysis.read.ask.account import Told
from analysis.read.ask.queries import Query
from analysis.read.open.sheet import NOWHERE, Cell, Sheet
from strands.indicators.cleans.account import tell
from strands.indicators.cleans.blocks import find_blocks
from strands.indicators.cleans.headings import (
    disagreement_queries,
    heading_queries,
    is_outside,
    is_readable,
    quarter_of,
)
from strands.indicators.cleans.layout import Place, places
from strands.indicators.cleans.notes import Noted, caveats, orphan_queries
from strands.indicators.cleans.quantities import Said, quantity_queries, said_of
from strands.indicators.cleans.rules import query
from strands.indicators.cleans.totals import total_queries

# A remark that says a number is another: "wrong, use 413", "row 4 should be 272".
_CORRECTS = re.compile(
    r"\b(?:wrong(?:ly)?|incorrect(?:ly)?|mistake|typo|should (?:be|read|say|have been)|swap(?:ped)?"
    r"|please (?:use|amend|correct|change|ignore|replace))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """One value of one series in one quarter, with where it stands, how its row was worded and what
    was noted, and whether it is said to be something else than a count of the borough; its status
    and count are settled where all of one series and quarter are known.
    """

    borough: str
    indicator: str
    quarter: str
    status: str = "not_returned"
    count: int | None = None
    file: str = ""
    sheet: str = ""
    at: Cell = NOWHERE
    caveat: str = ""
    wording: Cell = NOWHERE
    is_other: bool = False

    def ask(self, rule: str, **found: object) -> Query:
        """A query at this row's cell."""
        return query(rule, (self.file, self.sheet), self.at, **found)

    @property
    def address(self) -> str:
        """The row's cell; empty where nothing arrived."""
        return self.at.address if self.at.row else ""


def read_sheet(sheet: Sheet, period: Period, told: Told) -> tuple[list[Row], list[Query]]:
    """The rows of a sheet and its queries; how its other numbers end is told. A hidden sheet is
    asked about and not read.
    """
    if not sheet.visible:
        holds = any(cell.is_number for cell in sheet.cells.values())
        return [], [query("hidden_sheet", sheet)] if holds else []
    noted = [(block, list(places(block))) for block in find_blocks(sheet)]
    tell(sheet, noted, period, told)
    queries = [asked for block, held in noted for asked in heading_queries(block, held, period)]
    queries += [asked for block, _ in noted for asked in total_queries(block)]
    queries += disagreement_queries(sheet, noted)
    values = [(block, [place for place in held if not place.total]) for block, held in noted]
    remarks = caveats(values)
    said = {
        place: said_of(place, remarks[place.cell.row, place.cell.column])
        for _, held in values
        for place in held
    }
    shared = _shared(sheet, [place for _, held in values for place in held])
    return list(_rows(sheet, values, remarks, said, set(shared))), [
        *queries,
        *quantity_queries(
            sheet, ((place, one) for place, one in said.items() if not is_outside(place, period))
        ),
        *(query("merged_number", sheet, cell) for cell in dict.fromkeys(shared.values())),
        *_correcting(sheet, remarks),
        *orphan_queries(sheet, values),
        *_hidden_queries(
            sheet, [place for _, found in noted for place in found if place.cell.text]
        ),
    ]


def _rows(
    sheet: Sheet,
    noted: Noted,
    remarks: dict[tuple[int, int], list[Cell]],
    said: dict[Place, Said | None],
    shared: set[Place],
) -> Iterator[Row]:
    """The rows of the values; what says that one is something else or provisional is a caveat, and
    numbers that some share are nobody's.
    """
    for place in (place for _, held in noted for place in held if is_readable(place)):
        cells = [*remarks[place.cell.row, place.cell.column]]
        cells += [found.cell] if (found := said[place]) else []
        words = dict.fromkeys(" ".join(cell.text.split()) for cell in cells)
        yield Row(
            place.borough.name.key,
            place.indicator.name.key,
            quarter_of(place),
            file=sheet.file,
            sheet=sheet.name,
            at=place.cell,
            caveat=" | ".join(words),
            wording=place.indicator.cell,
            is_other=place in shared or bool(found and found.keeps_out),
        )


def _correcting(sheet: Sheet, remarks: Mapping[tuple[int, int], list[Cell]]) -> Iterator[Query]:
    """A question for each remark that says a number is another, at the first cell it is on, until
    that is noted on or corrected.
    """
    told: set[str] = set()
    for place, cells in remarks.items():
        said = {cell.text for cell in cells if _CORRECTS.search(cell.text)}
        if said - told and not sheet.at(*place).corrected:
            yield query("remark_corrects", sheet, sheet.at(*place))
        told |= said


def _shared(sheet: Sheet, held: list[Place]) -> dict[Place, Cell]:
    """The values that one number merged over several cells stands for, each with its cell."""
    over = {place: sheet.heading_at(place.cell.row, place.cell.column) for place in held}
    merged = {cell for place, cell in over.items() if cell.is_number and not place.cell.text}
    return {place: cell for place, cell in over.items() if cell in merged}


def _hidden_queries(sheet: Sheet, held: list[Place]) -> Iterator[Query]:
    for place in held:
        if place.cell.row in sheet.hidden_rows:
            first = sheet.rows[place.cell.row][0]
            yield query("hidden_cells", sheet, first, what=f"Row {place.cell.row}")
        if place.cell.column in sheet.hidden_columns:
            first = min(other.cell.row for other in held if other.cell.column == place.cell.column)
            letter = place.cell.address.rstrip("0123456789")
            yield query(
                "hidden_cells",
                sheet,
                sheet.at(first, place.cell.column),
                what=f"Column {letter}",
            )
