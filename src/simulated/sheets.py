"""Rows as files that are the same on every machine, and answers as the cells of a form."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import openpyxl

from analysis.declare.periods import Period
from analysis.declare.proforma import WHOLE_SHEET, Field, Proforma

Rows = list[list]
_DAY = (2026, 4, 1, 0, 0, 0)
_UNIX = 3
# When a workbook was saved: openpyxl would write the time of day.
_SAVED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of the parts in their order. Libraries squeeze differently, so nothing is squeezed
    unless asked for.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            about = zipfile.ZipInfo(name, _DAY)
            # Python would note the system it runs on.
            about.create_system = _UNIX
            about.compress_type = method
            archive.writestr(about, part)
    return content.getvalue()


def as_csv(rows: Rows, encoding: str = "utf-8", separator: str = ",") -> bytes:
    """Rows as a text file."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(sheets: Rows | dict[str, Rows], hidden: Mapping[str, str] | None = None) -> bytes:
    """Rows, or several sheets of them by their names, as a workbook; texts that begin like formulas
    stay texts.

    `hidden` names a column of a sheet that nobody is to see.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    named = sheets if isinstance(sheets, dict) else {"Sheet": sheets}
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value not in ("", None):
                    cell = sheet.cell(at, column)
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"
    for name, column in (hidden or {}).items():
        book[name].column_dimensions[column].hidden = True
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = _SAVED.sub(b"2026-04-01T00:00:00Z", parts["docProps/core.xml"])
    return zipped(parts)


def titles(text: str, between: str = "|") -> list[str]:
    """Headings, or cells, written in one line."""
    return [part.strip() for part in text.split(between)]


def table(text: str, between: str = "|") -> list[list[str]]:
    """Rows of texts written a line each."""
    return [titles(line, between) for line in text.split("\n")]


def laid(layout: str, *blocks: Rows) -> Rows:
    """A sheet as it looks: a line is a row of cells, and `...` stands for the next block of rows."""
    rows: Rows = []
    left = iter(blocks)
    for line in layout.split("\n"):
        rows += next(left) if line == "..." else [titles(line) if line else []]
    return rows


def excel_day(day: dt.date) -> dt.datetime:
    """A day as Excel keeps it."""
    return dt.datetime.combine(day, dt.time())


def heads(proforma: Proforma, *more: str) -> list[str]:
    """The headings of a form, and some beside them."""
    return [*(field.heading for field in proforma.fields), *more]


def filled(
    proforma: Proforma,
    period: Period,
    borough: str,
    lines: Rows,
    remark: str | None = None,
    *more: str,
) -> Rows:
    """Lines on our own template under its title, with what is said of the whole sheet and `more`
    headings where it has them.
    """
    about = [] if remark is None else [[WHOLE_SHEET, remark]]
    return [
        [f"{borough}, {proforma.title.lower()}, {period.label}"],
        [f"One line is {proforma.one_line_is}."],
        *about,
        [],
        heads(proforma, *more),
        *lines,
    ]


def lines(
    proforma: Proforma,
    rows: Iterable[Mapping[str, object]],
    day: Callable[[dt.date], object] = excel_day,
    own: Mapping[str, Mapping] = MappingProxyType({}),
    between: str = "; ",
) -> Rows:
    """The answers of each row in the order of a form: in its words, or in a borough's `own` by
    field.

    `day` writes a day, and `between` stands between several answers.
    """

    def cell(row: Mapping[str, object], field: Field) -> object:
        words = {**field.words, **own.get(field.key, {})}
        value = row.get(field.key, "")
        if isinstance(value, dt.date):
            return day(value)
        if isinstance(value, list):
            return between.join(words.get(part, part) for part in value)
        return words.get(value, value)

    return [[cell(row, field) for field in proforma.fields] for row in rows]
