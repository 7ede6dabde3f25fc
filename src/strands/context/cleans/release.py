"""One release: what it is a table of, and what each of its lines is of, whatever its vintage."""

import re
from dataclasses import dataclass
from functools import cached_property

from analysis.read.ask.queries import Query
from analysis.read.open.sheet import Sheet
from strands.context.cleans.asked import query, said
from strands.context.declares import HEADINGS

# What identifies a line, with the headings that releases give it.
_ABOUT = {
    "year": ("timeperiod", "year", "timeidentifieryear", "yearending"),
    "level": ("geographiclevel", "level"),
    "country": ("countrycode",),
    "country_name": ("countryname",),
    "region_code": ("regioncode",),
    "region": ("regionname", "region"),
    "old": ("oldlacode", "ladfecode"),
    "code": ("newlacode", "lacode", "laoncode", "ladcode"),
    "name": ("laname", "localauthority", "localauthorityname"),
}
_NEEDED = ("year", "code", "name")
_LEVELS = {
    "local authority": "authority",
    "la": "authority",
    "regional": "region",
    "region": "region",
    "national": "country",
    "country": "country",
}
_YEAR = re.compile(
    r"(20\d\d)(?:[/-]?((?:20)?\d\d))?|(?:(?:year )?(?:ended|ending) )?(?:31 ?)?(?:march |mar |/03/)(20\d\d)"
)
# What the codes of the Office for National Statistics begin with.
_BEGINS = {"E06": "authority", "E07": "authority", "E08": "authority", "E09": "authority"}
_BEGINS |= {"E10": "authority", "E12": "region", "E13": "region", "E92": "country"}
# How far below the first line the headings may stand, and how many of them there have to be.
_ABOVE, _HEADINGS = 20, 3


@dataclass(frozen=True)
class Release:
    """One file: its sheet, the row of its headings, the column of each thing that tells a line, and of
    each measure.
    """

    sheet: Sheet
    top: int
    about: dict[str, int]
    measures: dict[str, int]

    @cached_property
    def lines(self) -> list[int]:
        """The rows under the headings that say more than a note does."""
        return [row for row, cells in self.sheet.rows.items() if row > self.top and len(cells) > 2]

    def text(self, row: int, name: str) -> str:
        """What tells a line; empty where nothing does."""
        return self.sheet.at(row, self.about[name]).text.strip() if name in self.about else ""

    def year(self, row: int) -> int | None:
        """The year a line is of, by the March it ended in; None where that cannot be read."""
        match = _YEAR.fullmatch(re.sub("[–—]", "-", self.text(row, "year").lower()))
        if not match:
            return None
        first, last, written = match.groups()
        if written or not last:
            return int(written or first)
        return int(first) + 1 if int(last[-2:]) == (int(first) + 1) % 100 else None

    def level(self, row: int) -> str:
        """What a line is of, by its code or else by its level; empty where neither says."""
        said = self.text(row, "level").lower()
        codes = (self.text(row, name)[:3] for name in ("code", "region_code", "country"))
        if not said:
            return next((_BEGINS[code] for code in codes if code in _BEGINS), "authority")
        return _BEGINS.get(next(codes), _LEVELS.get(said, ""))

    @cached_property
    def last(self) -> int:
        """Its last year."""
        return max((self.year(row) or 0 for row in self.lines), default=0)


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.lower())


_MEASURES = {
    _plain(heading): (table, measure)
    for table, measures in HEADINGS.items()
    for measure, headings in measures.items()
    for heading in headings.split("; ")
}


def release(sheet: Sheet, asked: list[Query]) -> Release | None:
    """What a file holds; None, and asked about, where it is none of the tables."""
    top = _headings_of(sheet)
    headings: dict[str, list[int]] = {}
    for cell in sheet.rows.get(top, ()):
        headings.setdefault(_plain(cell.text), []).append(cell.column)
    named = "; ".join(cell.text for cell in sheet.rows.get(top, ()))[:400]
    about = {
        name: headings[known][0]
        for name, every in _ABOUT.items()
        for known in reversed(every)
        if known in headings
    }
    found: dict[tuple[str, str], list[int]] = {}
    for key, columns in headings.items():
        if key in _MEASURES:
            found.setdefault(_MEASURES[key], []).extend(columns)
    if not found or not set(_NEEDED) <= set(about):
        asked.append(query("another_table", sheet, headings=named or "none"))
        return None
    # A base and its parts come from one release, or a share is of two.
    measures = {}
    for table in {table for table, _ in found}:
        held = {measure: found.get((table, measure), []) for measure in HEADINGS[table]}
        missing = ", ".join(said(measure) for measure, columns in held.items() if not columns)
        twofold = ", ".join(said(measure) for measure, columns in held.items() if len(columns) > 1)
        if missing:
            asked.append(query("unknown_headings", sheet, missing=missing, headings=named))
        if twofold:
            asked.append(query("two_headings", sheet, missing=twofold, headings=named))
        if not missing and not twofold:
            measures |= {measure: columns[0] for measure, columns in held.items()}
    return Release(sheet, top, about, measures)


def _headings_of(sheet: Sheet) -> int:
    """The row of the headings: the first near the top that has several that are known."""
    known = {*_MEASURES, *(heading for every in _ABOUT.values() for heading in every)}
    for row in [row for row in sheet.rows if row <= _ABOVE]:
        if sum(_plain(cell.text) in known for cell in sheet.rows[row]) >= _HEADINGS:
            return row
    return min(sheet.rows, default=1)
