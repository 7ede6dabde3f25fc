"""Counts by month in small panels: lines with gaps where nothing was returned, or bars from each
panel's own first month on.
"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from pandas import DataFrame

from analysis.declare.periods import month_label
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import trends
from analysis.show.figures import LINE, PAGE
from analysis.show.panels import gap, grid, stretches, under_names

# The hatch of panels as narrow as these.
_CLOSE = "//////"


def month_panels(
    rows: DataFrame, panels: dict[str, str], source: str, wide: float = PAGE
) -> Figure:
    """Counts by month, a panel each with its own axis from zero.

    `rows` has `panel, month, count, status`, one row a panel and month; `panels` gives each panel
    its title. A month without a count is a hatched gap, and no line crosses it.
    """

    def draw(axis: Axes, key: str) -> None:
        _lines(axis, rows[rows["panel"] == key].sort_values("month").reset_index(drop=True))

    under = f"{source} Each panel has its own axis from zero; hatched months were not returned."
    return grid(panels, draw, under, across=3, high=1.05, style=None, wide=wide)


def since_first(rows: DataFrame, panels: dict[str, str], source: str, wide: float = PAGE) -> Figure:
    """Bars by month on the clock of the borough: month 1 is that of its first consultation. All
    have one axis.

    `rows` has `panel, month, at, count`, `at` being the month on the clock; an empty count is a
    hatched month without a lead in post, and a 0 a month in which nobody consulted; one that is
    withheld is a sign without a bar. `panels` gives each panel its title.
    """
    longest, most = int(rows["at"].max()), _most(rows)

    def draw(axis: Axes, key: str) -> None:
        _bars(axis, rows[rows["panel"] == key], longest, most)

    gaps = " Hatched: no lead in post." if rows["count"].isna().any() else ""
    signs = f" {SYMBOL} withheld." if withheld(*rows["count"]) else ""
    under = f"{source} Each panel begins with its own first month; all have one axis.{gaps}{signs}"
    return grid(panels, draw, under, across=2, high=1.25, style=None, wide=wide)


def _most(rows: DataFrame) -> float:
    """The greatest count that is told."""
    return max(1, rows.loc[~rows["count"].map(withheld), "count"].fillna(0).max())


def _finish(axis: Axes, size: float) -> None:
    axis.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axis.tick_params(axis="both", length=2, pad=2, labelsize=size)
    axis.spines[["top", "right"]].set_visible(False)


def _note(axis: Axes, text: str, at: float, count: float, **style: object) -> None:
    """A number beside its mark."""
    axis.annotate(text, (at, count), textcoords="offset points", fontsize=7, **style)


def _bars(axis: Axes, rows: DataFrame, longest: int, most: float) -> None:
    for place, count in zip(rows["at"], rows["count"], strict=True):
        if pd.isna(count):
            gap(axis, place, _CLOSE)
            continue
        if withheld(count):
            _note(axis, SYMBOL, place, 0, xytext=(0, 2), ha="center")
            continue
        axis.bar(place, int(count), width=0.8, color=LINE)
        _note(axis, f"{count:.0f}", place, count, xytext=(0, 2), ha="center")
    axis.set(xlim=(0.4, longest + 0.6), ylim=(0, 1.2 * most))
    axis.set_xticks(sorted({1, *range(3, longest + 1, 3)}))
    axis.set_xlabel(f"month, from {month_label(rows['month'].min())}", fontsize=7.5)
    _finish(axis, 7)


def _lines(axis: Axes, rows: DataFrame) -> None:
    counts = rows["count"].astype("float64")
    stretches(axis, counts, 2.6, 1.3)
    for place in counts.index[counts.isna()]:
        gap(axis, place, _CLOSE)
    room = 0.2 * len(rows)
    top = 1.15 * max(1.0, counts.fillna(0).max())
    axis.set(xlim=(-0.5 - room, len(rows) - 0.5 + room), ylim=(0, top))
    trends.named_ends(axis, counts, counts.map("{:,.0f}".format), moved=False)
    _finish(axis, 7)
    months = [month_label(month).split() for month in rows["month"]]
    some = [0, len(rows) // 2, len(rows) - 1]
    names, years = ({at: months[at][part] for at in some} for part in (0, 1))
    under_names(axis, some, names, years)
