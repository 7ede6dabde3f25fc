"""The re-referrals of one borough as a table: what was returned of what, the share, how and when it
was counted.
"""

import datetime as dt
from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import with_parts
from analysis.declare.periods import quarter_label
from analysis.declare.statuses import SYMBOLS, withheld_range
from analysis.show import asked as questions
from analysis.show import words
from analysis.show.over_time import NONE, caveats, why
from analysis.show.printed import PrintedTable
from analysis.show.shares import LEAST, between, percent
from strands.indicators.declares import IN_ANOTHER_WAY, complete_from, counting
from strands.indicators.prints.series_words import here

KEY = "indicators-re-referrals"


def shares_of(found: DataFrame, borough: str) -> DataFrame:
    """The findings by quarter of one borough, with the `rule` and the `basis` of each."""
    mine = found[(found["borough"] == borough) & (found["statistic"] == "share")]
    return with_parts(mine, "rule", "basis")


def on_sheets_of(asked: DataFrame, returned: DataFrame) -> Series:
    """Whether each question is about a sheet that some rows were read from."""
    place = ["file", "sheet"]
    return asked.set_index(place).index.isin(returned.set_index(place).index)


def table(borough: str, returned: DataFrame, asked: DataFrame, found: DataFrame) -> PrintedTable:
    """The quarters of one borough: what was returned of what, the share, how it is counted and when
    it was drawn. `returned` are the rows of the borough.
    """
    shares = shares_of(found, borough)
    in_another_way = shares["note"].eq(IN_ANOTHER_WAY)
    shares = shares[~in_another_way].sort_values("when", kind="stable")
    by_quarter = dict(iter(returned.groupby(["quarter", "da_rule", "basis"])))
    lines = []
    for row in shares.itertuples():
        rows = by_quarter.get((row.when, row.rule, row.basis), returned.head(0))
        part, whole = (_typed(rows, measure) for measure in ("re_referrals", "referrals"))
        nothing = part == whole == SYMBOLS["not_returned"]
        lines.append(
            {
                "Quarter": quarter_label(row.when),
                "Re-referrals": part if nothing else f"{part} of{words.NBSP}{whole}",
                "Share (95% interval)": _share(row),
                "How counted": counting(row.rule, row.basis),
                "Drawn on": _drawn(rows, row),
            }
        )
    cells = DataFrame(lines)
    typed = " ".join(cells["Re-referrals"])
    notes = (
        *words.symbols({key for key, symbol in SYMBOLS.items() if symbol and symbol in typed}),
        *here(returned),
        *_why_none(shares),
        *caveats(returned, "quarter", quarter_label),
        *questions.notes(asked[on_sheets_of(asked, returned)]),
    )
    return PrintedTable(
        f"{KEY}-{borough}",
        f"{borough_name(borough)}: re-referrals by quarter",
        cells,
        shares[list(found.columns)],
        notes,
        ("How counted", "Drawn on"),
    )


def _typed(rows: DataFrame, measure: str) -> str:
    """A number as returned, a limit as typed, or the symbol of what stands in its place."""
    for row in rows[rows["measure"] == measure].itertuples():
        if row.status == "returned":
            return f"{row.count:,}"
        is_limit = row.status == "withheld" and withheld_range(row.raw)
        return row.raw if is_limit else SYMBOLS[row.status]
    return SYMBOLS["not_returned"]


def _share(row) -> str:
    """`18% (14 to 24%)`; the ends alone where a number is withheld; a dash where there is none or
    it is of too few.
    """
    if pd.isna(row.low) or row.n < LEAST:
        return NONE
    ends = between({"low": row.low, "high": row.high})
    return ends if pd.isna(row.estimate) else f"{percent(row.estimate)} ({ends})"


def _drawn(rows: DataFrame, row) -> str:
    """The day of drawing, and the day from which cases closed have been followed long enough where
    that is later.
    """
    days = [dt.date.fromisoformat(day) for day in rows["extracted"] if day]
    if not days:
        return NONE
    complete = f" (complete from {_day(complete_from(row.when, row.basis))})"
    return _day(days[0]) + (complete if row.refused == "G13" else "")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _why_none(shares: DataFrame) -> Iterator[str]:
    """Why quarters have no share, a reason once; symbols speak for what was not returned."""
    told = ["not_returned", "queried", "G34"]
    noted = shares[shares["note"].ne("") & ~shares["refused"].isin(told)]
    reasons = Series([why(row) for row in noted.itertuples()], noted.index, str)
    for reason, quarters in noted["when"].groupby(reasons, sort=False):
        yield f"{words.listed(list(map(quarter_label, quarters)))}: {reason}."
    if shares["refused"].eq("G34").any():
        yield "Where a number is withheld, a share lies between the ends, whatever it is."
    if (shares["low"].notna() & shares["n"].lt(LEAST)).any():
        yield f"No percentage is made of fewer than {LEAST}."
