"""Counts by month in small panels: lines with gaps where nothing was returned, or bars from each
panel's own first month on.
"""

from collections.abc import Callable
from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from pandas import DataFrame, Series

from analysis.declare.periods import month_label
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show.figures import LINE
from analysis.show.panels import HALO, gap, grid, stretches

# The hatch of panels as narrow as these.
_CLOSE = "//////"


def month_panels(rows: DataFrame, panels: dict[str, str], source: str) -> Figure:
    """Counts by month, a panel each with its own axis from zero.

    `rows` has `panel, month, count, status`, one row a panel and month; `panels` gives each panel
    its title. A month without a count is a hatched gap, and no line crosses it.
    """

    def draw(axis: Axes, key: str) -> None:
        _lines(axis, rows[rows["panel"] == key].sort_values("month").reset_index(drop=True))

    titles = {key: fill(title, 27) for key, title in panels.items()}
    under = f"{source} Each panel has its own axis; hatched months were not returned."
    return _grid(titles, draw, under, across=4, high=1.62, size=8.5, pads=(1.0, 0.8))


def since_first(rows: DataFrame, panels: dict[str, str], source: str) -> Figure:
    """Bars by month on the clock of the borough: month 1 is that of its first consultation.

    `rows` has `panel, month, at, count`, `at` being the month on the clock; an empty count is a
    hatched month without a lead in post, and a 0 a month in which nobody consulted; one that is
    withheld is a sign without a bar. `panels` gives each panel its title.
    """
    longest = int(rows["at"].max())

    def draw(axis: Axes, key: str) -> None:
        _bars(axis, rows[rows["panel"] == key], longest)

    gaps = " Hatched: no lead in post." if rows["count"].isna().any() else ""
    signs = f" {SYMBOL} withheld." if withheld(*rows["count"]) else ""
    under = f"{source} Each panel has its own axis and its own first month.{gaps}{signs}"
    return _grid(panels, draw, under, across=3, high=1.95, pads=(1.2, 1.2))


def _grid(
    panels: dict[str, str], draw: Callable, under: str, *, across: int, high: float, **more
) -> Figure:
    """Panels over one another with room for a line of source of the same height under however
    many.
    """
    height = high * -(-len(panels) // across) + 0.3
    return grid(
        panels,
        draw,
        under,
        across=across,
        high=high,
        more=0.3,
        low=0.006,
        bottom=0.2 / height,
        style=None,
        **more,
    )


def _finish(axis: Axes, size: float) -> None:
    axis.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axis.tick_params(axis="both", length=2, pad=2, labelsize=size)
    axis.spines[["top", "right"]].set_visible(False)


def _note(axis: Axes, text: str, at: float, count: float, **style: object) -> None:
    """A number beside its mark."""
    axis.annotate(text, (at, count), textcoords="offset points", fontsize=7, **style)


def _bars(axis: Axes, rows: DataFrame, longest: int) -> None:
    for place, count in zip(rows["at"], rows["count"], strict=True):
        if pd.isna(count):
            gap(axis, place, _CLOSE)
            continue
        if withheld(count):
            _note(axis, SYMBOL, place, 0, xytext=(0, 2), ha="center")
            continue
        axis.bar(place, int(count), width=0.8, color=LINE)
        _note(axis, f"{count:.0f}", place, count, xytext=(0, 2), ha="center")
    top = max(1, rows.loc[~rows["count"].map(withheld), "count"].fillna(0).max())
    axis.set(xlim=(0.4, longest + 0.6), ylim=(0, 1.2 * top))
    axis.set_xticks(sorted({1, *range(3, longest + 1, 3)}))
    axis.set_xlabel(f"month, from {month_label(rows['month'].min())}", fontsize=7.5)
    _finish(axis, 7)


def _lines(axis: Axes, rows: DataFrame) -> None:
    counts = rows["count"].astype("float64")
    stretches(axis, counts, 2.8, 1.4)
    for place in counts.index[counts.isna()]:
        gap(axis, place, _CLOSE)
    axis.set(xlim=(-0.5, len(rows) - 0.5), ylim=(0, 1.3 * max(1.0, counts.fillna(0).max())))
    _labels(axis, counts.dropna())
    ticks = range(0, len(rows), max(1, len(rows) // 3 - 1))
    names = [month_label(rows["month"][at]).replace(" 20", "\n") for at in ticks]
    axis.set_xticks(list(ticks), names)
    _finish(axis, 6.5)


def _labels(axis: Axes, counts: Series) -> None:
    """The first, the last and the greatest number, away from the line; one that lies beside a
    greater is left out.
    """
    if counts.empty:
        return
    first, peak, last = counts.index[0], counts.idxmax(), counts.index[-1]
    _label(axis, peak, counts[peak], below=False)
    beside = {first: counts.iloc[:2].iloc[-1], last: counts.iloc[-2:].iloc[0]}
    for at, neighbour in beside.items():
        if abs(at - peak) > 2:
            # Near the bottom there is no room underneath.
            _label(axis, at, counts[at], below=neighbour > counts[at] > 0.2 * counts[peak])


def _label(axis: Axes, at: int, count: float, below: bool) -> None:
    side = "center"
    if at <= 1:
        side = "left"
    elif at >= axis.get_xlim()[1] - 1.6:
        side = "right"
    up, edge = (-4, "top") if below else (4, "bottom")
    _note(axis, f"{count:,.0f}", at, count, xytext=(0, up), ha=side, va=edge, path_effects=HALO)
