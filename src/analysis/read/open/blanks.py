"""Formulas that show a nought nobody counted, since every cell they name is blank."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from openpyxl.utils import range_boundaries

# What a sheet holds: the rows of each column in which something stands.
Held = dict[int, list[int]]

# A cell or an area a formula names, perhaps on another sheet; LOG10( is a function.
_AREA = r"\$?[A-Z]{1,3}\$?\d+"
_REFERENCE = re.compile(
    rf"(?:(?:'([^']+)'|\b([A-Za-z_]\w*))!)?(?<![A-Za-z\d])({_AREA}(?::{_AREA})?)(?![\w(])"
)


def held_places(places: Iterable[tuple[int, int]]) -> Held:
    """Rows and columns in which something stands, by column, in order."""
    columns: Held = {}
    for row, column in sorted(places):
        columns.setdefault(column, []).append(row)
    return columns


def speaks_of_blanks(formula: str, title: str, held: dict[str, Held]) -> bool:
    """Whether every cell a formula names is blank: Excel then shows a 0 that nobody counted."""
    references = [] if "[" in formula else _REFERENCE.findall(formula)
    blank = (
        _is_blank(held.get(quoted or name or title), area) for quoted, name, area in references
    )
    return bool(references) and all(blank)


def _is_blank(held: Held | None, area: str) -> bool:
    """Whether nothing stands in an area of a sheet; no where there is no such sheet."""
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    if held is None:
        return False
    columns = (rows for column, rows in held.items() if left <= column <= right)
    return all(bisect_left(rows, top) == bisect_right(rows, bottom) for rows in columns)
