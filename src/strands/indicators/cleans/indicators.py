"""The boroughs' returns of the children's social care indicators: messy workbooks in, tidy rows and
queries out.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGHS, borough_name
from analysis.declare.periods import Period
from analysis.declare.periods import period as period_called
from analysis.read.ask.proformas import read_proformas
from analysis.read.ask.queries import Query
from analysis.read.ask.series import Earlier
from analysis.read.open.sheet import Sheet
from analysis.read.pipe import Cleaned, cleaned, opened
from strands.indicators.cleans.re_referrals import re_referrals
from strands.indicators.cleans.reading import Row, read_sheet
from strands.indicators.cleans.recording import Worded, parted
from strands.indicators.cleans.rules import query
from strands.indicators.cleans.series import kept_out, series_queries
from strands.indicators.cleans.table import table_frame, tabulate, wording_frame
from strands.indicators.declares import PROFORMA


def clean(
    files: Mapping[str, bytes],
    corrections: DataFrame,
    period: str,
    earlier: Earlier = MappingProxyType({}),
    worded: Worded = MappingProxyType({}),
) -> Cleaned:
    """The returns of one period as a complete table, the wordings used, and the questions they
    raise.

    `files` maps the name of each file, as in `indicators/hackney.xlsx`, to its bytes. `corrections`
    has the columns file, sheet, cell, was, becomes, why, who, decided; `earlier` the
    counts of periods before by borough and indicator, `worded` how it was headed last. The table holds every
    borough, indicator and quarter of the period, whether or not it arrived. InputError where a file
    cannot be read or holds data on single children, or a correction does not fit.
    """
    dates = period_called(period)
    read = read_proformas(opened(files, corrections), (PROFORMA,), period, query)
    again, asked_of_them = re_referrals(read)
    readings = [read_sheet(sheet, dates, read.told) for sheet in read.others]
    sent = [row for found, _ in readings for row in found]
    rows, asked = tabulate(sent, dates)
    asked += [question for _, questions in readings for question in questions]
    of_series = list(series_queries(rows, earlier))
    rows, of_headings = parted(kept_out(rows, of_series), worded)
    asked += [
        *of_headings,
        *_arrivals(read.others, sent, dates, read.files),
        *of_series,
        *asked_of_them,
    ]
    return cleaned(
        asked,
        read.told,
        table=table_frame(rows),
        wordings=wording_frame(sent, dates),
        re_referrals=again,
    )


def _arrivals(
    sheets: list[Sheet], sent: list[Row], period: Period, told: set[str]
) -> Iterator[Query]:
    """What is asked of files that gave nothing, those `told` apart, and of boroughs nothing came
    from.
    """
    for file in dict.fromkeys(sheet.file for sheet in sheets):
        if file not in told and not any(row.file == file for row in sent):
            yield query("nothing_read", (file, ""), what="indicators by quarter")
    heard = {row.borough for row in sent if row.quarter in period.quarters}
    for borough in BOROUGHS:
        if period.quarters and borough.was_member(period.quarters[-1]) and borough.key not in heard:
            yield query("no_return", borough=borough_name(borough.key), period=period.label)
