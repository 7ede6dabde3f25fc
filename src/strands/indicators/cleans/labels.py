"""What each cell is as a heading, before anyone asks where the tables are."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.declare.statuses import withheld_range
from analysis.read.label.context import is_context
from analysis.read.label.names import (
    OUTSIDER,
    Name,
    is_elsewhere,
    plain_name,
    read_borough,
)
from analysis.read.label.quantities import is_sentence
from analysis.read.label.quarters import ONE_MONTH, QuarterHeading, read_quarter
from analysis.read.open.sheet import Cell
from strands.indicators.cleans.wordings import read_indicator

_FIELDS = {
    "borough": "borough, la, local authority, authority, council, area, la name",
    "indicator": "indicator, measure, metric, description, data item, indicators, measures",
    "quarter": "quarter, period, time period, reporting period, month, months, date, quarters",
    "value": "count, value, number, figure, n, no, total count, data, cases, result",
    "note": (
        "note, notes, comment, comments, commentary, remark, remarks, caveat, caveats, explanation,"
        " explanations, narrative, reason, reasons, reason for change, further information,"
        " additional information, context"
    ),
}
_FIELD = {word: field for field, words in _FIELDS.items() for word in words.split(", ")}
_TOTAL = re.compile(
    r"(?:grand |sub |overall |annual |year |full year )*totals?\b.*|sum\b.*|all quarters|.* total"
)
_DERIVED = re.compile(
    r"(?:average|mean|median|change|difference|variance|trend|target|direction of travel)\b.*"
    r"|%.*|.*%|.* change|rag|ytd|year to date|cumulative"
)
# A total or a derived number named, and nothing said besides.
_BARE = re.compile(
    r"(?:grand |sub |overall |annual )*totals?|sum|average|mean|median|(?:% )?change|difference"
    r"|variance|trend|target|direction of travel|%|rag|ytd|year to date|cumulative"
)
# What a heading adds to say that it heads counts: "Q1 2026/27 actual", "(number)".
_COUNTED = re.compile(
    r"\s*\((?:actuals?|no\.?|number|counts?|n|final|provisional|draft)\)"
    r"|\s*[-–:,]?\s+(?:actuals?|nos?\.?|number|counts?|final|provisional|draft)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Label:
    """A heading. `kind` is borough, indicator, quarter, field, total or derived; what it says
    depends on the kind.
    """

    cell: Cell
    kind: str
    name: Name | None = None
    quarter: QuarterHeading | None = None
    field: str = ""

    @property
    def says(self) -> str:
        """What it names, the same for all its spellings; its text where that is unread."""
        return (
            (self.name and self.name.key)
            or (self.quarter and self.quarter.quarter)
            or self.cell.text
        )

    @property
    def is_bare(self) -> bool:
        """Whether it is the name of a total or a derived number, without a word more."""
        return bool(_BARE.fullmatch(plain_name(self.cell.text)))

    @property
    def is_year(self) -> bool:
        """Whether it names a year and no quarter of it."""
        return bool(self.quarter and self.quarter.is_year)


# A file that arrives is tried as a return of every period.
@lru_cache(maxsize=2**16)
def read_label(cell: Cell) -> Label | None:
    """The heading in `cell`; None where it holds a value, a note or nothing we know."""
    plain = plain_name(cell.text)
    if cell.kind in ("error", "formula") or not plain:
        return None
    if plain in _FIELD:
        return Label(cell, "field", field=_FIELD[plain])
    if _DERIVED.fullmatch(plain):
        return Label(cell, "derived")
    # "Total number of children taken into care" is an indicator, and no total of one; "total
    # population" is neither.
    is_named = is_context(cell.text) or read_indicator(cell.text)
    if _TOTAL.fullmatch(plain) and not is_named:
        return Label(cell, "total")
    return _named(cell)


def _named(cell: Cell) -> Label | None:
    text = _COUNTED.sub("", cell.text)
    heading = read_quarter(text, cell.date)
    if heading and not (heading.problem and (_is_band(cell) or is_sentence(text))):
        return Label(cell, "quarter", quarter=heading)
    if cell.is_number:
        return None
    if borough := read_borough(cell.text):
        return Label(cell, "borough", name=borough)
    if indicator := read_indicator(text):
        return Label(cell, "indicator", name=indicator)
    return Label(cell, "borough", name=OUTSIDER) if is_elsewhere(cell.text) else None


def _is_band(cell: Cell) -> bool:
    """Whether the text is a range of counts, like `5-10`, rather than a try at a quarter."""
    band = withheld_range(cell.text)
    return bool(band and band[0] < band[1])


def without_months(labels: dict[tuple[int, int], Label]) -> dict[tuple[int, int], Label]:
    """The headings, where a date in a row or column with other months of its quarter heads no
    quarter.
    """
    dated = {
        place: label.quarter
        for place, label in labels.items()
        if label.quarter and label.quarter.day
    }
    bounds = {place: heading for place, heading in dated.items() if not heading.problem}
    months = {
        line for place in dated.keys() - bounds.keys() for line in _lines(place, dated[place])
    }
    monthly = {
        line[:2] for place, heading in bounds.items() for line in months & _lines(place, heading)
    }
    return labels | {
        place: replace(
            labels[place], quarter=replace(heading, months=None, year=None, problem=ONE_MONTH)
        )
        for place, heading in bounds.items()
        if monthly & {("row", place[0]), ("column", place[1])}
    }


def _lines(place: tuple[int, int], heading: QuarterHeading) -> set[tuple]:
    """The row and the column of a date, each with the quarter the date lies in."""
    quarter = (heading.day.year, (heading.day.month + 2) // 3)
    return {("row", place[0], *quarter), ("column", place[1], *quarter)}
