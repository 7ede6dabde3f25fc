"""Consultations by month, a bar each, in a panel a borough that begins with its first consultation."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.declare.periods import month_label
from analysis.show.figures import GAP, LINE, STYLE

_ACROSS, _WIDE, _HIGH = 3, 9, 1.95


def since_first(rows: pd.DataFrame, panels: dict[str, str], source: str) -> Figure:
    """Bars by month on the clock of the borough: month 1 is that of its first consultation.

    `rows` has `panel, month, at, count`, `at` being the month on the clock; an empty count is a
    hatched month without a lead in post, and a 0 a month in which nobody consulted. `panels` gives
    each panel its title.
    """
    down = -(-len(panels) // _ACROSS)
    longest = int(rows["at"].max())
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(
            down, _ACROSS, figsize=(_WIDE, _HIGH * down + 0.3), squeeze=False
        )
        for axis in axes.flat[len(panels) :]:
            axis.set_visible(False)
        for axis, (key, title) in zip(axes.flat, panels.items(), strict=False):
            _panel(axis, rows[rows["panel"] == key], longest)
            axis.set_title(title, loc="left", fontsize=9, fontweight="bold", color=LINE)
        gaps = " Hatched: no lead in post." if rows["count"].isna().any() else ""
        figure.text(
            0.01,
            0.006,
            f"{source} Each panel has its own axis and its own first month.{gaps}",
            fontsize=7,
        )
        figure.tight_layout(rect=(0, 0.2 / figure.get_figheight(), 1, 1), h_pad=1.2, w_pad=1.2)
    plt.close(figure)
    return figure


def _panel(axis: Axes, rows: pd.DataFrame, longest: int) -> None:
    for at, count in zip(rows["at"], rows["count"], strict=True):
        if pd.isna(count):
            axis.axvspan(
                at - 0.5, at + 0.5, facecolor="none", edgecolor=GAP, hatch="//////", linewidth=0
            )
        else:
            axis.bar(at, int(count), width=0.8, color=LINE)
            axis.annotate(
                f"{count}",
                (at, int(count)),
                (0, 2),
                textcoords="offset points",
                ha="center",
                fontsize=7,
            )
    top = rows["count"].max()
    axis.set(xlim=(0.4, longest + 0.6), ylim=(0, 1.2 * max(1, 0 if pd.isna(top) else int(top))))
    axis.set_xticks(sorted({1, *range(3, longest + 1, 3)}))
    first = rows.sort_values("at")["month"].iloc[0]
    axis.set_xlabel(f"month, from {month_label(first)}", fontsize=7.5)
    axis.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axis.tick_params(axis="both", length=2, pad=2, labelsize=7)
    axis.spines[["top", "right"]].set_visible(False)
