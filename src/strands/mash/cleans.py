"""Contacts screened by the safeguarding hubs, month by month.

The hubs that screen contacts count them, and how many of those with domestic abuse were screened in
which way. Each count is a row. A month left blank is `not_returned`, and never a zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period, month_label
from analysis.read.ask.line_series import NOTHING, held_beside
from analysis.read.ask.lines import Line, by_values, set_aside
from analysis.read.ask.proformas import nothing_read, read_proformas
from analysis.read.ask.queries import Query, asking
from analysis.read.ask.rule import rules
from analysis.read.ask.series import Earlier
from analysis.read.pipe import Cleaned, cleaned, opened
from strands.mash.declares import MEASURES, PART_OF, PROFORMA

MASH_RULES = rules("""
part_always_whole: warn
In each of {months} months '{part}' is as much as '{whole}'. Was each counted, or was one copied
from the other?
- The numbers are printed as typed, with this question beside them.
""")
query = asking(*MASH_RULES)

# In fewer months a part may well equal its whole each time.
_LEAST_ALIKE = 3
# Out of fewer in all months together every one may honestly be counted: of 44 at nine in ten, 1 in
# 100.
_LEAST_WHOLE = 44


def clean(
    files: Mapping[str, bytes],
    corrections: DataFrame,
    period: str,
    earlier: Earlier = NOTHING,
) -> Cleaned:
    """The lines of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `mash/hackney.xlsx`, to its bytes; `earlier` the counts
    of periods before by borough and measure. InputError where a file cannot be read or a correction
    does not fit.
    """
    read = read_proformas(opened(files, corrections), (PROFORMA,), period, query)
    table, lines = read.frame(PROFORMA), read.lines_of(PROFORMA)
    above = list(_above(lines))
    for line, pair in above:
        table = set_aside(table, line, pair)
    asked = [
        line.ask("part_above_whole", part, whole=line.heading(whole), count=line.cells[whole].text)
        for line, (part, whole) in above
    ]
    table, of_series = held_beside(table, lines, "month", tuple(MEASURES), month_label, earlier)
    asked += [*of_series, *_always_whole(lines), *_absent(lines, read.period)]
    return cleaned([*read.asked, *asked, *nothing_read(read)], read.told, table=table)


def _above(lines: Iterable[Line]) -> Iterator[tuple[Line, tuple[str, str]]]:
    """Lines on which a part is above its whole however what is withheld is read, with part and
    whole.
    """
    for line in lines:
        for part, whole in PART_OF.items():
            of, out_of = line.bounds(part), line.bounds(whole)
            if of and out_of and of[0] > out_of[1]:
                yield line, (part, whole)


def _always_whole(lines: Iterable[Line]) -> Iterator[Query]:
    """Parts that equal their whole in every month of a sheet: perhaps one number was copied into
    both.
    """
    for _, on_sheet in groupby(lines, key=lambda line: line.where):
        rows = list(on_sheet)
        for part, whole in PART_OF.items():
            counted = [line for line in rows if _is_certain(line, part, whole)]
            equal = [line for line in counted if _is_whole(line, part, whole)]
            out_of = sum(line.bounds(whole)[0] for line in counted)
            enough = len(counted) >= _LEAST_ALIKE and out_of >= _LEAST_WHOLE
            if enough and len(equal) == len(counted):
                first = counted[0]
                headings = {"whole": first.heading(whole), "part": first.heading(part)}
                yield first.ask("part_always_whole", part, months=len(counted), **headings)


def _is_certain(line: Line, part: str, whole: str) -> bool:
    """Whether a part was returned and its whole is known to the last."""
    out_of = line.bounds(whole)
    return bool(line.bounds(part) and out_of and out_of[0] == out_of[1])


def _is_whole(line: Line, part: str, whole: str) -> bool:
    bounds = line.bounds(part)
    return bounds == line.bounds(whole) and bounds[0] > 0


def _absent(lines: Iterable[Line], period: Period) -> Iterator[Query]:
    """Months that have no line at all, a question a borough that sent some."""
    for (borough,), sent in by_values(lines, "borough"):
        months = {line.values["month"] for line in sent}
        gone = [month_label(month) for month in period.all_months if month not in months]
        if gone:
            about = {"borough": borough_name(borough), "quarters": ", ".join(gone)}
            yield query("not_returned_quarters", sent[0].where, **about)
