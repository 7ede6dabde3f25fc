"""Official statistics on children in need and child protection, authority by authority.

Each release is read as published: the table it holds is told by its headings, whatever their vintage.
A symbol is never a number: what is not available is `not_returned`, what is suppressed or rounds to
zero is `withheld`, what does not apply is `not_offered`, and what is marked as unreliable `queried`.
Where two releases hold a number, that of the newer one counts. What cannot be read is asked about.
"""

import csv
from collections.abc import Iterator, Mapping

from pandas import DataFrame

from analysis.declare.boroughs import members
from analysis.read.ask.queries import Query
from analysis.read.open.corrections import corrected
from analysis.read.open.delimited import read_delimited
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import refused
from analysis.read.pipe import Cleaned, cleaned
from strands.context.cleans.asked import query
from strands.context.cleans.numbers import newest
from strands.context.cleans.release import release
from strands.context.declares import HEADINGS, TABLE


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The numbers of all releases as rows, and what has to be asked.

    `files` maps the name of each release to its bytes, in the order in which they came. InputError
    where one is no text, or a correction does not fit.
    """
    sheets = corrected([_opened(file, content) for file, content in files.items()], corrections)
    asked: list[Query] = []
    releases = [read for sheet in sheets if (read := release(sheet, asked))]
    rows = newest(releases, asked)
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
