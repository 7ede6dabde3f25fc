"""Official statistics on children in need and child protection, authority by authority.

Each release is read as published: the table it holds is told by its headings, whatever their vintage.
A symbol is never a number: what is not available is `not_returned`, what is suppressed or rounds to
zero is `withheld`, what does not apply is `not_offered`, and what is marked as unreliable `queried`.
Where two releases hold a number, that of the newer one counts. What cannot be read is asked about.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pandas import DataFrame

from analysis.declare.boroughs import members
from analysis.read.ask.queries import Query, asking
from analysis.read.ask.rule import rules
from analysis.read.open.corrections import corrected
from analysis.read.open.delimited import read_delimited
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.open.workbook import refused
from analysis.read.pipe import Cleaned, cleaned
from strands.context.declares import HEADINGS, TABLE

query = asking(
    *rules("""
another_table: stop
This is none of the tables that are asked for (referrals and re-referrals; factors at the end of
assessment; second or later protection plans): its headings are {headings}. Which table is it, and
was the right one downloaded?
- Nothing of this file is in the report.

unknown_headings: stop
No heading of this release is known to hold {missing}. Its headings are {headings}. Which of them is
it, if any?
- What needs these numbers is not in the report.

unread_year: stop
Which year, ended in March, is '{typed}'?
- The line is not in the report.

nameless_area: stop
Which authority is the line of {name}, {year}? It has no code.
- The line is not in the report.

unread_number: stop
What does '{typed}' mean? It is neither a number nor one of the symbols that releases use (c, k, low,
u, x, z), and stands in {number} cells of this file, here first.
- These numbers are not in the report.

twice: stop
{number} numbers of this file stand in it more than once, and differ: the first is that of {name}, {measure}, {year},
here {typed}. Are its lines broken down by something else too?
- None of these numbers is in the report.

part_beyond_whole: stop
{name} has {typed} {measure} in {year}, of {whole}: a part cannot be more than its whole. Which is
right?
- The number is not in the report.

missing_year: warn
The releases hold {table} from {first} to {last}, but none of {years}. Is a release missing?
- Nothing stands in for these years, and no authority has every year.

member_absent: warn
{name} is in no release of {table}. Does it go by the code {code} there?
- The borough is compared with nobody on these numbers.

member_without_code: warn
{name} has no code of the Office for National Statistics, so its numbers cannot be found. What is
its code? It belongs into data/raw/boroughs.csv.
- The borough is compared with nobody.
""")
)

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
# What stands for a number in releases of the Department for Education, of any year.
SYMBOLS = {
    "x": "not_returned",
    ":": "not_returned",
    "..": "not_returned",
    "": "not_returned",
    "z": "not_offered",
    ".": "not_offered",
    "c": "withheld",
    "k": "withheld",
    "low": "withheld",
    "-": "withheld",
    "u": "queried",
}
_NUMBER = re.compile(r"\d+|\d{1,3}(?:,\d{3})+")
_YEAR = re.compile(r"(20\d\d)(?:[/-]?(\d\d))?|(?:year )?(?:ended|ending) (?:31 )?march (20\d\d)")


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The numbers of all releases as rows, and what has to be asked.

    `files` maps the name of each release to its bytes, in the order in which they came. InputError
    where one is no text, or a correction does not fit.
    """
    sheets = corrected([_opened(file, content) for file, content in files.items()], corrections)
    asked: list[Query] = []
    releases = [release for sheet in sheets if (release := _release(sheet, asked))]
    rows = _newest(releases, asked)
    asked += [*_missing_years(rows), *_members(rows, period)] if releases else []
    return cleaned(asked, table=TABLE.framed(rows.values()))


def _opened(file: str, content: bytes) -> Sheet:
    """A release as one sheet; far too long for a return, so no reader of returns takes it."""
    if not file.lower().endswith(".csv"):
        raise refused(file, "it is no CSV file", "download the release's data file as CSV")
    try:
        return read_delimited(file, content)
    except (ValueError, csv.Error):
        raise refused(
            file, "it is no text", "download the release's data file as CSV again"
        ) from None


@dataclass(frozen=True)
class _Release:
    """One file: its sheet, the column of each thing that tells a line, and of each measure."""

    sheet: Sheet
    about: dict[str, int]
    measures: dict[str, int]

    @cached_property
    def lines(self) -> list[int]:
        """The rows under the headings."""
        return [row for row in self.sheet.rows if row > 1]

    def text(self, row: int, name: str) -> str:
        """What tells a line; empty where nothing does."""
        return self.sheet.at(row, self.about[name]).text.strip() if name in self.about else ""

    def year(self, row: int) -> int | None:
        """The year a line is of, by the March it ended in; None where that cannot be read."""
        match = _YEAR.fullmatch(self.text(row, "year").lower())
        if not match:
            return None
        first, last, written = match.groups()
        if written or not last:
            return int(written or first)
        return int(first[:2] + last) if int(last) == (int(first) + 1) % 100 else None

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


def _release(sheet: Sheet, asked: list[Query]) -> _Release | None:
    """What a file holds; None, and asked about, where it is none of the tables."""
    headings = {_plain(cell.text): cell.column for cell in sheet.rows.get(1, ())}
    named = "; ".join(cell.text for cell in sheet.rows.get(1, ()))
    about = {
        name: headings[known]
        for name, every in _ABOUT.items()
        for known in reversed(every)
        if known in headings
    }
    found = {_MEASURES[key]: column for key, column in headings.items() if key in _MEASURES}
    if not found or not set(_NEEDED) <= set(about):
        asked.append(query("another_table", sheet, headings=named[:400] or "none"))
        return None
    tables = {table for table, _ in found}
    missing = [
        measure.replace("_", " ")
        for table in tables
        for measure in HEADINGS[table]
        if (table, measure) not in found
    ]
    if missing:
        asked.append(
            query("unknown_headings", sheet, missing=", ".join(missing), headings=named[:400])
        )
    return _Release(sheet, about, {measure: column for (_, measure), column in found.items()})


def _newest(releases: list[_Release], asked: list[Query]) -> dict[tuple, dict]:
    """Every number once, by area, year and measure: that of the newest release that has it."""
    ordered = sorted(enumerate(releases), key=lambda each: (each[1].last, each[0]))
    areas = _areas([release for _, release in ordered])
    rows: dict[tuple, dict] = {}
    for _, release in ordered:
        for key, held in _once(release, areas, asked).items():
            before = rows.get(key)
            if before and before["count"] != held["count"] and before["count"] is not None:
                held["caveat"] = f"{before['count']} in {before['file']}"
            rows[key] = held
    _ask_of_parts(rows, {release.sheet.file: release.sheet for release in releases}, asked)
    return rows


def _once(release: _Release, areas: dict, asked: list[Query]) -> dict[tuple, dict]:
    """The numbers of one release; what stands twice and differs, or cannot be read, is asked about once
    for all.
    """
    own: dict[tuple, dict] = {}
    twice: dict[tuple, dict] = {}
    unread: dict[str, list[Cell]] = {}
    for row in release.lines:
        for key, held in _numbers(release, row, areas, asked):
            if key in own and own[key]["raw"] != held["raw"]:
                twice.setdefault(key, held)
                held |= {"count": None, "status": "queried"}
            if held["status"] == "unread":
                unread.setdefault(held["raw"].strip().lower(), []).append(held["at"])
                held["status"] = "queried"
            own[key] = held
    for cells in unread.values():
        asked.append(query("unread_number", release.sheet, cells[0], number=len(cells)))
    for (_, year, measure), held in [*twice.items()][:1]:
        about = {"name": held["name"], "measure": _said(measure), "year": year}
        asked.append(query("twice", release.sheet, held["at"], number=len(twice), **about))
    return own


def _said(measure: str) -> str:
    return measure.replace("_", " ")


def _areas(releases: list[_Release]) -> dict[str, tuple[str, str, str]]:
    """By each code of an authority: its newest code, where the Department's old one stayed the same and
    no release has both in one year; its name and its region. `releases` stand in their order in time.
    """
    about: dict[str, tuple[str, str]] = {}
    years: dict[str, dict[str, set[tuple[int, int]]]] = {}
    for at, release in enumerate(releases):
        for row in release.lines:
            code, old, year = release.text(row, "code"), release.text(row, "old"), release.year(row)
            if code and year:
                about[code] = (release.text(row, "name"), release.text(row, "region"))
                years.setdefault(old or code, {}).setdefault(code, set()).add((at, year))
    newest = {}
    for codes in years.values():
        apart = sum(map(len, codes.values())) == len(set().union(*codes.values()))
        last = max(codes, key=lambda code: max((year, at) for at, year in codes[code]))
        newest |= {code: last if apart else code for code in codes}
    return {code: (to, *about[to]) for code, to in newest.items()}


def _numbers(
    release: _Release, row: int, areas: dict, asked: list[Query]
) -> Iterator[tuple[tuple, dict]]:
    """Each number of a line, by area, year and measure."""
    at = release.sheet.at(row, release.about["year"])
    if (year := release.year(row)) is None:
        asked.append(query("unread_year", release.sheet, at))
        return
    level = _LEVELS.get(release.text(row, "level").lower(), "authority")
    code = release.text(row, {"region": "region_code", "country": "country"}.get(level, "code"))
    name = release.text(row, {"region": "region", "country": "country_name"}.get(level, "name"))
    if not code:
        asked.append(query("nameless_area", release.sheet, at, name=name or "?", year=year))
        return
    region = ""
    if level == "authority":
        code, name, region = areas[code]
    about = {"area": code, "name": name, "level": level, "region": region, "year": year}
    for measure, column in release.measures.items():
        cell = release.sheet.at(row, column)
        count, status = _read(cell)
        place = {"file": release.sheet.file, "sheet": "", "cell": cell.address, "raw": cell.typed}
        caveat = " | ".join(cell.remarks)
        held = {**about, "measure": measure, "count": count, "status": status, "caveat": caveat}
        yield (code, year, measure), {**held, **place, "at": cell}


def _read(cell: Cell) -> tuple[int | None, str]:
    """The count and status of a cell; `unread` where it is neither a number nor a symbol."""
    text = cell.text.strip().lower()
    if _NUMBER.fullmatch(text):
        return int(text.replace(",", "")), "returned"
    return None, SYMBOLS.get(text, "unread")


def _ask_of_parts(rows: dict[tuple, dict], sheets: dict[str, Sheet], asked: list[Query]) -> None:
    """Ask of a part that is more than its whole, and keep it out."""
    for table in HEADINGS.values():
        whole, *parts = table
        for (area, year, measure), held in rows.items():
            base = rows.get((area, year, whole), {}).get("count")
            if measure in parts and None not in (base, held["count"]) and held["count"] > base:
                about = {"name": held["name"], "measure": _said(measure), "year": year}
                sheet = sheets[held["file"]]
                asked.append(query("part_beyond_whole", sheet, held["at"], whole=base, **about))
                held |= {"count": None, "status": "queried"}


def _missing_years(rows: dict[tuple, dict]) -> Iterator[Query]:
    """Years between the first and the last that no release of a table holds."""
    for table, measures in HEADINGS.items():
        years = {year for _, year, measure in rows if measure in measures}
        if lacking := sorted(set(range(min(years, default=0), max(years, default=0))) - years):
            about = {"table": table, "first": min(years), "last": max(years)}
            yield query("missing_year", years=", ".join(map(str, lacking)), **about)


def _members(rows: dict[tuple, dict], period: str) -> Iterator[Query]:
    """Members that cannot be found."""
    for member in members(period):
        if not member.gss:
            yield query("member_without_code", name=member.name)
            continue
        for table, measures in HEADINGS.items():
            areas = {area for area, _, measure in rows if measure in measures}
            if areas and member.gss not in areas:
                yield query("member_absent", name=member.name, table=table, code=member.gss)
