"""Contacts screened by the safeguarding hubs, month by month.

The hubs that screen contacts count them, and how many of those with domestic abuse were screened in
which way. Each count is a row. A month left blank is `not_returned`, and never a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period, month_label
from analysis.declare.statuses import withheld_range
from analysis.read.ask.lines import Line
from analysis.read.ask.proformas import nothing_read, read_proformas
from analysis.read.ask.queries import Query, query
from analysis.read.open.sheet import Cell
from analysis.read.pipe import Cleaned, cleaned, opened
from analysis.read.values.values import read_value
from strands.mash.declares import MEASURES, PART_OF, PROFORMA

# In fewer months a part may well equal its whole each time, and fewer counts those of the month
# before.
_LEAST_ALIKE = 3


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The lines of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `mash/hackney.xlsx`, to its bytes. InputError where a
    file cannot be read or a correction does not fit.
    """
    read = read_proformas(opened(files, corrections), (PROFORMA,), period)
    table, lines = read.frame(PROFORMA), read.lines_of(PROFORMA)
    above = list(_above(lines))
    for line, pair in above:
        table = _set_aside(table, line, pair)
    asked = [
        line.ask(
            "part_above_whole", part, whole=_heading(line, whole), count=line.cells[whole].text
        )
        for line, (part, whole) in above
    ]
    asked += [*_always_whole(lines), *_copied(lines), *_absent(lines, read.period)]
    return cleaned([*read.asked, *asked, *nothing_read(read)], table=table)


def _range(line: Line, measure: str) -> tuple[int, int] | None:
    """The counts a cell leaves open: one where a number was returned, several where it is withheld
    with its range.
    """
    cell = line.cells.get(measure, Cell(0, 0))
    value = read_value(cell)
    if value.status == "withheld":
        return withheld_range(cell.text)
    return None if value.count is None else (value.count, value.count)


def _above(lines: Iterable[Line]) -> Iterator[tuple[Line, tuple[str, str]]]:
    """Lines on which a part is above its whole however what is withheld is read, with part and
    whole.
    """
    for line in lines:
        for part, whole in PART_OF.items():
            of, out_of = _range(line, part), _range(line, whole)
            if of and out_of and of[0] > out_of[1]:
                yield line, (part, whole)


def _set_aside(table: pd.DataFrame, line: Line, measures: Iterable[str]) -> pd.DataFrame:
    """The table with the counts in some cells of a line queried: which of them is wrong is not ours
    to say.
    """
    places = {line.cells[measure].address for measure in measures}
    sheet = line.found.sheet
    here = (
        (table["file"] == sheet.file) & (table["sheet"] == sheet.name) & table["cell"].isin(places)
    )
    return table.assign(
        count=table["count"].mask(here), status=table["status"].mask(here, "queried")
    )


def _always_whole(lines: Iterable[Line]) -> Iterator[Query]:
    """Parts that equal their whole in every month of a sheet: perhaps one number was copied into
    both.
    """
    for _, of_sheet in groupby(
        lines, key=lambda line: (line.found.sheet.file, line.found.sheet.name)
    ):
        mine = list(of_sheet)
        for part, whole in PART_OF.items():
            pairs = [(line, _range(line, part), _range(line, whole)) for line in mine]
            told = [
                (line, of, out_of)
                for line, of, out_of in pairs
                if of and out_of and out_of[0] == out_of[1]
            ]
            if len(told) >= _LEAST_ALIKE and all(of == out_of and of[0] for _, of, out_of in told):
                first = told[0][0]
                yield first.ask(
                    "part_always_whole",
                    part,
                    whole=_heading(first, whole),
                    part=_heading(first, part),
                    months=len(told),
                )


def _copied(lines: Iterable[Line]) -> Iterator[Query]:
    """Months of a borough whose counts all equal those of the month before."""
    for line, after in pairwise(lines):
        before, now = (tuple(_range(one, measure) for measure in MEASURES) for one in (line, after))
        same_borough = line.values["borough"] == after.values["borough"]
        if (
            same_borough
            and before == now
            and sum(value is not None for value in now) >= _LEAST_ALIKE
        ):
            names = {
                "quarter": month_label(after.values["month"]),
                "previous": month_label(line.values["month"]),
            }
            yield after.ask("copy_forward", "month", **names)


def _absent(lines: Iterable[Line], period: Period) -> Iterator[Query]:
    """Months that have no line at all, a question a borough that sent some."""
    sent: dict[str, list[Line]] = {}
    for line in lines:
        sent.setdefault(line.values["borough"], []).append(line)
    for borough, mine in sent.items():
        held = {line.values["month"] for line in mine}
        if gone := [month_label(month) for month in period.all_months if month not in held]:
            sheet, names = (
                mine[0].found.sheet,
                {"borough": borough_name(borough), "quarters": ", ".join(gone)},
            )
            yield query("not_returned_quarters", sheet, **names)


def _heading(line: Line, measure: str) -> str:
    """What heads a measure on the sheet of a line."""
    field = next(one for one in PROFORMA.fields if one.key == measure)
    return line.found.heading(field)
