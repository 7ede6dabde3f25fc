"""What each cell is as a heading, before anyone asks where the tables are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.cleaning.names import Name, plain_name, read_borough, read_indicator
from analysis.cleaning.quarters import QuarterHeading, read_quarter
from analysis.cleaning.sheet import Cell

_FIELDS = {
    "borough": ("borough", "la", "local authority", "authority", "council", "area", "la name"),
    "indicator": ("indicator", "measure", "metric", "description", "data item", "indicators", "measures"),
    "quarter": ("quarter", "period", "time period", "reporting period", "month", "months", "date", "quarters"),
    "value": ("count", "value", "number", "figure", "n", "no", "total count", "data", "cases", "result"),
    "note": ("note", "notes", "comment", "comments", "remarks", "caveat", "caveats"),
}
_FIELD = {word: field for field, words in _FIELDS.items() for word in words}
_TOTAL = re.compile(
    r"(?:grand |sub |overall |annual |year |full year )*totals?\b.*|sum\b.*|all quarters|ytd|year to date|.* total"
)
_DERIVED = re.compile(
    r"(?:average|mean|median|change|difference|variance|trend|target|direction of travel)\b.*|%.*|.*%|.* change|rag"
)


@dataclass(frozen=True)
class Label:
    """A heading. `kind` is borough, indicator, quarter, field, total or derived; what it says depends on the kind."""

    cell: Cell
    kind: str
    name: Name | None = None
    quarter: QuarterHeading | None = None
    field: str = ""

    @property
    def says(self) -> str:
        """What it names, the same for all its spellings; its text where that is unread."""
        return (self.name and self.name.key) or (self.quarter and self.quarter.quarter) or self.cell.text

    @property
    def is_year(self) -> bool:
        """Whether it names a year and no quarter of it."""
        return bool(self.quarter and self.quarter.is_year)


def read_label(cell: Cell) -> Label | None:
    """The heading in `cell`; None where it holds a value, a note or nothing we know."""
    plain = plain_name(cell.text)
    if cell.kind in ("error", "formula") or not plain:
        return None
    if plain in _FIELD:
        return Label(cell, "field", field=_FIELD[plain])
    if _TOTAL.fullmatch(plain) or _DERIVED.fullmatch(plain):
        return Label(cell, "total" if _TOTAL.fullmatch(plain) else "derived")
    return _named(cell)


def _named(cell: Cell) -> Label | None:
    if heading := read_quarter(cell.text, cell.date):
        return Label(cell, "quarter", quarter=heading)
    if cell.is_number:
        return None
    if borough := read_borough(cell.text):
        return Label(cell, "borough", name=borough)
    if indicator := read_indicator(cell.text):
        return Label(cell, "indicator", name=indicator)
    return None
