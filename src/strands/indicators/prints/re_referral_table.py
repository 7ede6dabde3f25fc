"""The re-referrals of one borough as a table: what was returned of what, the share, how and when it
was counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import quarter_label
from analysis.declare.statuses import STATUS_KEYS, SYMBOLS, withheld_range
from analysis.show import asked as questions
from analysis.show import words
from analysis.show.printed import PrintedTable
from analysis.show.shares import LEAST, between, percent
from strands.indicators.declares import complete_from, counting

KEY = "indicators-re-referrals"
NONE = "–"


def shares_of(found: pd.DataFrame, borough: str) -> pd.DataFrame:
    """The findings by quarter of one borough, with `rule`, `basis` and `quarter` of each."""
    mine = found[(found["borough"] == borough) & (found["statistic"] == "share")]
    return mine.assign(
        **dict(
            zip(
                ("rule", "basis", "quarter"),
                zip(*mine["subject"].str.split(), strict=True),
                strict=True,
            )
        )
    )


def on_sheets_of(asked: pd.DataFrame, returned: pd.DataFrame) -> pd.Series:
    """Whether each question is about a sheet that some rows were read from."""
    sheets = set(zip(returned["file"], returned["sheet"], strict=True))
    return pd.Series(
        [pair in sheets for pair in zip(asked["file"], asked["sheet"], strict=True)],
        asked.index,
        bool,
    )


def table(
    borough: str, mine: pd.DataFrame, asked: pd.DataFrame, found: pd.DataFrame
) -> PrintedTable:
    """The quarters of one borough: what was returned of what, the share, how it is counted and when
    it was drawn.
    """
    shares = shares_of(found, borough)
    shares = shares[~shares["note"].str.startswith("counted in another way")].sort_values(
        "quarter", kind="stable"
    )
    lines, statuses = [], set()
    for row in shares.itertuples():
        here = mine[
            (mine["quarter"] == row.quarter)
            & (mine["da_rule"] == row.rule)
            & (mine["basis"] == row.basis)
        ]
        of, out_of = (_typed(here, measure) for measure in ("re_referrals", "referrals"))
        statuses |= {
            status
            for status in STATUS_KEYS
            if SYMBOLS[status] and SYMBOLS[status] in f"{of} {out_of}"
        }
        nothing = of == out_of == SYMBOLS["not_returned"]
        lines.append(
            {
                "Quarter": quarter_label(row.quarter),
                "Re-referrals": of if nothing else f"{of} of{words.NBSP}{out_of}",
                "Share (95% interval)": _share(row),
                "How counted": counting(row.rule, row.basis),
                "Drawn on": _drawn(here, row),
            }
        )
    caption = f"{borough_name(borough)}: re-referrals by quarter"
    notes = (
        *words.symbols(statuses),
        *_why_none(shares),
        *_caveats(mine),
        *questions.notes(asked[on_sheets_of(asked, mine)]),
    )
    return PrintedTable(
        f"{KEY}-{borough}",
        caption,
        pd.DataFrame(lines),
        shares[list(found.columns)],
        notes,
        ("How counted", "Drawn on"),
    )


def _typed(here: pd.DataFrame, measure: str) -> str:
    """A number as returned, a limit as typed, or the symbol of what stands in its place."""
    row = next(iter(here[here["measure"] == measure].to_dict("records")), None)
    if row is None:
        return SYMBOLS["not_returned"]
    if row["status"] == "returned":
        return f"{row['count']:,}"
    return (
        row["raw"]
        if withheld_range(row["raw"]) and row["status"] == "withheld"
        else SYMBOLS[row["status"]]
    )


def _share(row) -> str:
    """`18% (14 to 24%)`; the ends alone where a number is withheld; a dash where there is none or
    it is of too few.
    """
    if pd.isna(row.low) or row.n < LEAST:
        return NONE
    ends = between(pd.Series({"low": row.low, "high": row.high}))
    return ends if pd.isna(row.estimate) else f"{percent(row.estimate)} ({ends})"


def _drawn(here: pd.DataFrame, row) -> str:
    """The day of drawing, and the day from which cases closed have been followed long enough where
    that is later.
    """
    day = next((day for day in here["extracted"] if day), "")
    if not day:
        return NONE
    later = complete_from(row.quarter, row.basis) if "(G13)" in row.note else None
    return _day(dt.date.fromisoformat(day)) + (f" (complete from {_day(later)})" if later else "")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _why_none(shares: pd.DataFrame) -> Iterator[str]:
    """Why quarters have no share, a reason once; symbols speak for what was not returned."""
    noted = shares[shares["note"].ne("") & ~shares["note"].isin(["not returned", "queried"])]
    for note, rows in noted.groupby("note", sort=False):
        yield f"{_quarters(rows['quarter'])}: {note}."
    if (shares["low"].notna() & shares["n"].lt(LEAST)).any():
        yield f"No percentage is made of fewer than {LEAST} (G18)."


def _caveats(mine: pd.DataFrame) -> Iterator[str]:
    """Each note of the sender's once, with the quarters it is about unless it is about all."""
    noted = mine.assign(caveat=mine["caveat"].str.split(" | ", regex=False)).explode("caveat")
    for caveat, rows in noted[noted["caveat"] != ""].groupby("caveat", sort=False):
        about = list(dict.fromkeys(rows["quarter"]))
        where = "" if len(about) == mine["quarter"].nunique() else f" ({_quarters(about)})"
        yield f"From the sender{where}: {caveat}"


def _quarters(keys) -> str:
    return words.listed([quarter_label(key) for key in keys])
