"""Counts by quarter in small panels, an axis of its own each: gaps stay gaps."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from pandas import DataFrame, Series

from analysis.declare.periods import BETWEEN, gaps
from analysis.declare.statuses import SYMBOLS, withheld_range
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show.figures import GAP, LINE
from analysis.show.panels import HALO, gap, grid, quarter_names, sign


def small_multiples(rows: DataFrame, panels: dict[str, str], source: str) -> Figure:
    """Counts by quarter, a panel each, every panel with its own axis from zero.

    `rows` has `panel, quarter, count, status`, one row a panel and quarter; `panels` gives each
    panel its title. A quarter without a count is a hatched gap, and no line crosses it; nor does
    one cross quarters between two periods, which stand as an empty place, or join those that are
    counted `anew`, where that is told, to those before. A count that may not be told is a bar over
    the range that its `raw` states.
    """

    def draw(axis: Axes, key: str) -> None:
        _counts(axis, _with_gaps(rows[rows["panel"] == key]))

    bars = f" Grey: where {SYMBOL} lies." if _hidden(rows).any() else ""
    return grid(panels, draw, f"{source} Each panel has its own axis.{bars}", size=9.5)


def _hidden(rows: DataFrame) -> Series:
    return rows["count"].map(withheld).astype(bool)


def _with_gaps(rows: DataFrame) -> DataFrame:
    """The quarters of a panel in order, with an empty row where some lie between two of them."""
    ordered = rows.sort_values("quarter")
    empty = [
        {"quarter": after, "count": None, "status": BETWEEN} for after in gaps(rows["quarter"])
    ]
    if not empty:
        return ordered.reset_index(drop=True)
    every = pd.concat([DataFrame(empty), ordered], ignore_index=True)
    # An empty row comes right before the quarter after it.
    return every.sort_values("quarter", kind="stable", ignore_index=True)


def _counts(axis: Axes, rows: DataFrame) -> None:
    hidden = _hidden(rows)
    counts = pd.to_numeric(rows["count"].mask(hidden), errors="coerce").astype("float64")
    if counts.notna().any():
        look = {"color": LINE, "marker": "o", "linewidth": 1.8, "clip_on": False}
        # A new stretch of line begins after every gap, and with another way of counting.
        stretch = counts.isna().cumsum() + rows.get("anew", 0)
        by_stretch = {"units": stretch, "estimator": None}
        sns.lineplot(x=rows.index, y=counts, ax=axis, **by_stretch, **look)
    for place, number in counts.dropna().items():
        _above(axis, place, number, f"{number:,.0f}")
    ranges = {row.Index: withheld_range(row.raw) for row in rows[hidden].itertuples()}
    for place, ends in ranges.items():
        axis.vlines(place, *ends, color=GAP, linewidth=7)
        _above(axis, place, ends[1], SYMBOL)
    for place, status in rows.loc[counts.isna() & ~hidden, "status"].items():
        if status != BETWEEN:
            gap(axis, place)
        sign(axis, place, SYMBOLS.get(status, BETWEEN), pad=1.5)
    heights = [*counts.dropna(), *(high for _, high in ranges.values())]
    top = max(1.0, 1.22 * max(heights, default=0))
    axis.set(xlim=(-0.5, len(rows) - 0.5), ylim=(0, top), xticks=rows.index)
    axis.set(xlabel="", ylabel="count a quarter")
    names = Series(quarter_names(rows["quarter"])).mask(rows["status"] == BETWEEN, "")
    axis.set_xticklabels(names, fontsize=7)
    axis.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    sns.despine(ax=axis)


def _above(axis: Axes, place: float, height: float, text: str) -> None:
    """What stands above a mark."""
    look = {"textcoords": "offset points", "ha": "center", "path_effects": HALO}
    axis.annotate(text, (place, height), (0, 6), **look)
