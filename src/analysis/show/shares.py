"""How many of how many, in words: a percentage only where there are enough to make one."""

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.table import rows_with
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show.words import NBSP

# Fewer than this, and one of them is more than five points (G18).
LEAST = 20


def share(row: Series | None) -> str:
    """A finding of x of n for a table: `3 of 5`, from 20 on `24 of 60 (40%, 28 to 53%)`; a dash
    where there is none.
    """
    if row is not None and withheld(row["x"], row["n"], row["estimate"]):
        return x_of_n(row)
    if row is None or pd.isna(row["x"]) or pd.isna(row["n"]):
        return "–"
    said = x_of_n(row)
    if row["n"] >= LEAST and not pd.isna(row["estimate"]):
        said += " " + f"({percent(row['estimate'])}, {between(row)})".replace(" ", NBSP)
    return said


def x_of_n(row: Series) -> str:
    """How many of how many it counts: `1,203 of 1,511`; `[d] of 40`; `[d]` where both are withheld."""
    if withheld(row["x"]) and withheld(row["n"]):
        return SYMBOL
    return f"{row['x']:,.0f} of{NBSP}{row['n']:,.0f}"


def between(row: Series) -> str:
    """The ends of its interval: `28 to 53%`."""
    if withheld(row["low"]):
        return SYMBOL
    return f"{100 * row['low']:.0f} to{NBSP}{percent(row['high'])}"


def percent(value: float) -> str:
    """A share as a whole percentage."""
    if withheld(value):
        return SYMBOL
    return f"{100 * value:.0f}%"


def one(
    found: DataFrame, statistic: str, borough: str = "", subject: str = "", **more: str
) -> Series | None:
    """The finding about something, with `more` columns as given, the last of several; None where
    there is none.
    """
    rows = rows_with(found, statistic=statistic, borough=borough, subject=subject, **more)
    return rows.iloc[-1] if len(rows) else None
