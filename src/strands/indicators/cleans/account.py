"""How the numbers of a sheet end that are no rows of the table: told, so that none is dropped
without a word.
"""

from analysis.declare.indicators import indicators_of
from analysis.declare.periods import Period
from analysis.read.ask.account import A_HEADING, A_TOTAL, ASIDE, ASKED, CONTEXT, Told
from analysis.read.label.context import is_context
from analysis.read.open.sheet import Sheet
from strands.indicators.cleans.blocks import sheet_labels
from strands.indicators.cleans.headings import is_readable, quarter_of
from strands.indicators.cleans.layout import Place
from strands.indicators.cleans.notes import Noted


def tell(sheet: Sheet, noted: Noted, period: Period, told: Told) -> None:
    """Tell of the headings of a sheet, of what stands around its values, and of each value how it
    ends if no row is made of it.
    """
    told.tell(ASIDE, A_HEADING, sheet, (sheet.cells[place] for place in sheet_labels(sheet)))
    held = [place for _, found in noted for place in found]
    for place in held:
        told.tell(ASIDE, "it says what a number is", sheet, filter(_stands, place.around))
        told.tell(ASIDE, "it says what a number is of", sheet, filter(None, [place.part]))
        if place.rival:
            told.tell(ASKED, "which of two columns is the count", sheet, [place.rival])
    for place in held:
        told.tell(*_end(place, period), sheet, [place.cell])


def _stands(cell) -> bool:
    return bool(cell.row)


def _end(place: Place, period: Period) -> tuple[str, str]:
    quarter = quarter_of(place)
    if place.total:
        return ASIDE, A_TOTAL
    if place.indicator and is_context(place.indicator.cell.text):
        return ASIDE, CONTEXT
    if not is_readable(place):
        return ASKED, "what heads it, see the questions"
    if quarter not in period.quarters:
        return ASIDE, f"a quarter that is not part of {period.label}"
    if place.indicator.name.key not in indicators_of(period.key):
        return ASIDE, f"not asked for in {period.label}"
    return ASKED, "another number stands for the same quarter"
