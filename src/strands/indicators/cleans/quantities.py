"""Which values of a table are said to be something else than counts of the borough, and by what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.declare.quantities import PART, PROVISIONAL, WHOLE
from analysis.read.ask.queries import Query
from analysis.read.label.names import plain_name
from analysis.read.label.quantities import doubt
from analysis.read.open.sheet import Cell, Sheet
from strands.indicators.cleans.headings import ask
from strands.indicators.cleans.labels import Label
from strands.indicators.cleans.layout import Place


@dataclass(frozen=True)
class Said:
    """What makes a value another number than a count of the borough: the cell that says so, by which
    rule it is asked about, and what the value is then.
    """

    cell: Cell
    rule: str
    what: str

    @property
    def keeps_out(self) -> bool:
        """Whether the value is not used: what is provisional is a count all the same."""
        return self.rule != "provisional"


def said_of(place: Place, remarks: Iterable[Cell]) -> Said | None:
    """What is said of a value; None where nothing is. `remarks` are the sender's notes on it."""
    if place.rival:
        heading = place.quarter.cell if place.quarter else place.cell
        return Said(heading, "two_columns", place.rival.address)
    if not place.cell.text.strip():
        return None
    if struck := next((cell for cell in place.headings if cell.struck), None):
        return Said(struck, "struck_through", "")
    if place.part and plain_name(place.part.text) not in WHOLE:
        return Said(place.part, "other_quantity", PART.name)
    if found := doubt(place.around, remarks):
        cell, quantity = found
        rule = "provisional" if quantity.name == PROVISIONAL else "other_quantity"
        return Said(cell, rule, quantity.name)
    return None


def quantity_queries(sheet: Sheet, said: Iterable[tuple[Place, Said | None]]) -> Iterator[Query]:
    """A question for each kind that words say values are, where those words stand first."""
    first: dict[tuple, tuple[Place, Said]] = {}
    for place, one in said:
        if one:
            # The parts of a borough are asked about once, not one by one.
            words = one.cell.column if one.what == PART.name else one.cell.text
            first.setdefault((one.rule, words), (place, one))
    for place, one in first.values():
        yield ask(one.rule, sheet, Label(one.cell, "indicator"), place.cell, what=one.what)
