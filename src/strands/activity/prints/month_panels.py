"""Counts by month in small panels: a line with a gap where nothing was returned, its ends and its
peak labelled.
"""

from __future__ import annotations

from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from analysis.declare.periods import month_label
from analysis.show.figures import GAP, LINE, STYLE

_ACROSS, _WIDE, _HIGH = 4, 9, 1.62
_HALO = [withStroke(linewidth=2.5, foreground="white")]


def month_panels(rows: pd.DataFrame, panels: dict[str, str], source: str) -> Figure:
    """Counts by month, a panel each with its own axis from zero.

    `rows` has `panel, month, count, status`, one row a panel and month; `panels` gives each panel
    its title. A month without a count is a hatched gap, and no line crosses it.
    """
    down = -(-len(panels) // _ACROSS)
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(
            down, _ACROSS, figsize=(_WIDE, _HIGH * down + 0.3), squeeze=False
        )
        for axis in axes.flat[len(panels) :]:
            axis.set_visible(False)
        for axis, (key, title) in zip(axes.flat, panels.items(), strict=False):
            _panel(axis, rows[rows["panel"] == key].sort_values("month").reset_index(drop=True))
            axis.set_title(fill(title, 27), loc="left", fontsize=8.5, fontweight="bold", color=LINE)
        figure.text(
            0.01,
            0.006,
            f"{source} Each panel has its own axis; hatched months were not returned.",
            fontsize=7,
        )
        figure.tight_layout(rect=(0, 0.2 / figure.get_figheight(), 1, 1), h_pad=1.0, w_pad=0.8)
    plt.close(figure)
    return figure


def _panel(axis: Axes, rows: pd.DataFrame) -> None:
    counts = rows["count"].astype("float64")
    for _, stretch in counts.dropna().groupby(counts.isna().cumsum()):
        axis.plot(
            stretch.index,
            stretch,
            color=LINE,
            linewidth=1.4,
            marker="o",
            markersize=2.8,
            clip_on=False,
        )
    for place in counts.index[counts.isna()]:
        axis.axvspan(
            place - 0.5, place + 0.5, facecolor="none", edgecolor=GAP, hatch="//////", linewidth=0
        )
    top = max(1.0, counts.max()) if counts.notna().any() else 1.0
    axis.set(xlim=(-0.5, len(rows) - 0.5), ylim=(0, 1.3 * top))
    _labels(axis, counts.dropna())
    ticks = list(range(0, len(rows), max(1, len(rows) // 3 - 1)))
    axis.set_xticks(
        ticks, [month_label(rows["month"][at]).replace(" 20", "\n") for at in ticks], fontsize=6.5
    )
    axis.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axis.tick_params(axis="both", length=2, pad=2)
    axis.tick_params(axis="y", labelsize=6.5)
    axis.spines[["top", "right"]].set_visible(False)


def _labels(axis: Axes, counts: pd.Series) -> None:
    """The first, the last and the greatest number, away from the line; one that lies beside a
    greater is left out.
    """
    if counts.empty:
        return
    first, peak, last = counts.index[0], counts.idxmax(), counts.index[-1]
    _label(axis, peak, counts[peak], below=False)
    for at, beside in (
        (first, counts.index[min(1, len(counts) - 1)]),
        (last, counts.index[max(-2, -len(counts))]),
    ):
        if abs(at - peak) > 2:
            # Near the bottom there is no room underneath.
            _label(axis, at, counts[at], below=counts[beside] > counts[at] > 0.2 * counts[peak])


def _label(axis: Axes, at: int, count: int, below: bool) -> None:
    side = "left" if at <= 1 else "right" if at >= axis.get_xlim()[1] - 1.6 else "center"
    up, edge = (-4, "top") if below else (4, "bottom")
    axis.annotate(
        f"{count:,.0f}",
        (at, count),
        (0, up),
        textcoords="offset points",
        ha=side,
        va=edge,
        fontsize=7,
        path_effects=_HALO,
    )
