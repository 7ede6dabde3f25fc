"""What is asked of words that something was taken out of, since it may tell who somebody is."""

from collections.abc import Iterator

from analysis.read.ask.queries import Query, query
from analysis.read.open.sheet import Sheet
from analysis.read.personal.words import is_masked


def asked_of_masks(sheet: Sheet) -> Iterator[Query]:
    """A question about each cell whose text or comment has lost a name, a number, an address or a
    birth date, in the order of the sheet.

    A sender's own name and number are taken out too, and nobody is asked about them. What stands in
    the question has lost them as well.
    """
    for place in sorted(sheet.cells):
        cell = sheet.cells[place]
        if is_masked(cell.text) or is_masked(cell.comment):
            yield query("personal_words", sheet, cell)
