"""Re-referrals made for tests: frames of their table as cleaning gives them, and findings of series of any length."""

import pandas as pd

from analysis.declare.periods import period
from analysis.find.finding import frame
from analysis.find.over_time import Series
from strands.indicators.declares import TABLE
from strands.indicators.finds import re_referrals
from strands.indicators.finds.re_referrals import all_series

PERIOD = "2025-26"
MEASURES = ("re_referrals", "referrals")


def rows(borough, numbers, way=("new", "period"), extracted="2026-04-20", rate="", quarters=None):
    """Rows of one way of counting: a pair a quarter, of which a text is withheld or queried and None is blank.

    A quarter whose pair is None has no line at all.
    """
    quarters = quarters or [
        str(one) for one in pd.period_range("2025Q2", periods=len(numbers), freq="Q")
    ]
    made = []
    for at, (quarter, pair) in enumerate(zip(quarters, numbers, strict=True), 2):
        for column, measure, typed in zip("DE", MEASURES, pair or (), strict=False):
            status = {int: "returned", type(None): "not_returned"}.get(type(typed), _status(typed))
            made.append(
                {
                    "borough": borough,
                    "period": PERIOD,
                    "quarter": quarter,
                    "da_rule": way[0],
                    "basis": way[1],
                    "rate": rate,
                    "extracted": extracted,
                    "measure": measure,
                    "count": typed if status == "returned" else pd.NA,
                    "status": status,
                    "file": f"{borough}.xlsx",
                    "sheet": "R",
                    "cell": f"{column}{at}",
                    "raw": "" if typed is None else str(typed),
                    "caveat": "",
                }
            )
    return made


def _status(typed):
    return "withheld" if str(typed).startswith("<") else "queried"


def table(*parts):
    """Rows of several ways of counting as the checked table."""
    return TABLE.check(
        pd.DataFrame([row for part in parts for row in part], columns=list(TABLE.columns))
    )


def series(of, out_of=250, borough="barnet", way=("new", "period")) -> Series:
    """A series of any length; `out_of` is one number, or one a quarter. None is a quarter not returned."""
    whole = [out_of] * len(of) if isinstance(out_of, int) else out_of
    pairs = [None if x is None else (x, n) for x, n in zip(of, whole, strict=True)]
    quarters = [str(one) for one in pd.period_range("2025Q2", periods=len(of), freq="Q")]
    return next(
        all_series(
            table(rows(borough, pairs, way, extracted="2040-01-01", quarters=quarters)), quarters
        )
    )


def found(*of: Series) -> pd.DataFrame:
    """The findings of some series, as those of a period are made."""
    return frame(re_referrals.found(of, period(PERIOD)))
