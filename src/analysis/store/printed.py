"""What the sections of a report print, cell by cell: as built now, and as kept when the report was
last published.
"""

import datetime as dt
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from analysis.declare.added import rows_of
from analysis.declare.boroughs import members
from analysis.declare.due import is_day
from analysis.declare.finding import FINDINGS
from analysis.declare.kept import APPROVALS, PAGES
from analysis.declare.outcomes import LINES
from analysis.declare.periods import period as declared
from analysis.declare.periods import periods_to
from analysis.declare.revisions import GONE, PRINTED
from analysis.declare.table import InputError
from analysis.declare.traced import marked_again
from analysis.declare.words import listed
from analysis.store.due import by_hand
from analysis.store.kept import last_published
from analysis.store.project import (
    checked,
    csv_rows,
    is_internal,
    params,
    raw,
    reports,
    root,
    shown,
    titles,
)
from analysis.store.project import private as private_path


def printed(period: str, strand: str) -> DataFrame:
    """The cells of a section as it is built: the PRINTED table."""
    path = reports(period, strand) / "printed.csv"
    if not path.is_file():
        raise InputError(f"{shown(path)} has not been built: run `python3 make.py report`")
    return checked(PRINTED, path)


def findings(period: str, strand: str, private: bool = False) -> dict[str, DataFrame]:
    """What a section found, by the name of the frame, as text: as it may leave, or with every cell
    behind it as it was found.
    """
    folder = reports(period, strand)
    if private:
        folder = (root() / private_path(period, strand, "findings")).parent
    if not folder.is_dir():
        raise InputError(f"{shown(folder)} has not been built: run `python3 make.py report`")
    frames = {path.stem: csv_rows(path) for path in sorted(folder.glob("*.csv"))}
    return {
        name: rows for name, rows in frames.items() if {*FINDINGS.key, "rows"} <= {*rows.columns}
    }


def statements(period: str) -> list[dict[str, str]]:
    """The published statements as they were checked for a report, with the cells read for each."""
    path = reports(period, "claims") / "checked.csv"
    return csv_rows(path).to_dict("records") if path.is_file() else []


def counted(period: str, strand: str) -> dict[str, list[str]]:
    """Of each printed number of findings of a section, by its id, the ids of those it counts."""
    path = reports(period, strand) / "counted.csv"
    rows = csv_rows(path).itertuples() if path.is_file() else ()
    return {row.key: row.findings.split() for row in rows}


def chart(period: str, strand: str, key: str) -> tuple[DataFrame, DataFrame]:
    """What the numbers of a chart are of, and what is drawn in it, as text; without rows where it is
    of before these were kept.
    """
    folder = reports(period, strand) / "figures"
    files = (folder / f"{key}.traced.csv", folder / f"{key}.csv")
    of, drawn = (csv_rows(path) if path.is_file() else DataFrame() for path in files)
    return of, drawn


def glance(period: str, is_traced: bool = False) -> DataFrame:
    """The lines that the sections of a report give to its first page: LINES with the `strand` and
    the title of its `section`, in the order of the report; without rows where none was built.

    Those that are traced bear the marks of what their numbers are of.
    """
    given = []
    for strand, title in titles().items():
        path = reports(period, strand) / "glance.csv"
        if path.is_file():
            given.append(checked(LINES, path).assign(strand=strand, section=title))
    empty = LINES.empty().assign(strand="", section="")
    lines = pd.concat(given, ignore_index=True) if given else empty
    if not is_traced:
        return lines
    told = [
        marked_again(f"{row.value}\n{row.text}", row.of).split("\n", 1)
        for row in lines.itertuples()
    ]
    return lines.assign(value=[value for value, _ in told], text=[text for _, text in told])


def glance_before(period: str) -> DataFrame:
    """The lines of the report of the period before, real ones apart from simulated; without rows
    where there is none.
    """
    before = [key for key in periods_to(period) if key in params()["periods"] and key != period]
    return glance(before[-1]) if before else glance("")


def published_cells(period: str, strand: str) -> DataFrame | None:
    """Those of the report last published, without what was gone by then; None where no such section
    was kept.
    """
    day = last_published(period)
    path = kept_cells(period, day) / f"{strand}.csv"
    if not (day and path.is_file()):
        return None
    rows = checked(PRINTED, path)
    return rows[rows["revised"] != GONE]


def published_findings(period: str, strand: str) -> dict[str, DataFrame]:
    """The findings of a section as the report last published told them, by the name of their frame,
    their numbers as text; none where none were kept.
    """
    day = last_published(period)
    folder = kept_findings(period, day) / strand
    return {path.stem: csv_rows(path) for path in sorted(folder.glob("*.csv"))} if day else {}


def kept_findings(period: str, day: str) -> Path:
    """The folder in which the findings that a report published on `day` told are kept, by
    section.
    """
    return raw(period) / "published" / day / "findings"


def kept_cells(period: str, day: str) -> Path:
    """The folder in which the cells of a report published on `day` are kept, a file a section."""
    return raw(period) / "published" / day / "printed"


def approvals(period: str) -> DataFrame:
    """What reviewers approved of a report: the APPROVALS table; InputError for a day that cannot be."""
    path = raw(period) / "approvals.csv"
    if not path.is_file():
        return APPROVALS.empty()
    first, today = f"{declared(period).bounds[0]}-01", str(dt.date.today())
    for row in rows_of(path, shown(path), APPROVALS):
        day = row.given.get("decided", "")
        if not (is_day(day) and first <= day <= today):
            raise row.refused(
                f"decided: '{day}' is no day from {first}, the period's first, to today"
            )
    return checked(APPROVALS, path)


def pages(period: str) -> dict[str, str]:
    """The boroughs to whose own pages the report leads, by name, with the page's path from the
    report but for its ending; InputError for one that was no member then.
    """
    path = raw(period) / "pages.csv"
    keys = set(by_hand(PAGES, path)["borough"])
    there = {one.key: one.name for one in members(period)}
    if strange := sorted(keys - there.keys()):
        raise InputError(
            f"{shown(path)} cannot be used: {strange[0]} was no member in {period}; the"
            f" report leads to pages of {listed(list(there))}"
        )
    page = f"boroughs/{{}}{'-internal' * is_internal(period)}"
    return {name: page.format(key) for key, name in there.items() if key in keys}
