"""Shares of a safeguarding hub by month, a panel each, from finished rows."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator, PercentFormatter

from analysis.declare.periods import month_label
from analysis.show.figures import GAP, LINE, STYLE

_HALO = [withStroke(linewidth=2.5, foreground="white")]
_COLUMNS = 2


def monthly_shares(rows: pd.DataFrame, panels: dict[str, str], source: str) -> Figure:
    """Shares by month with their intervals, every panel with its own axis from zero.

    `rows` has `panel, month, estimate, low, high, sign`, one row a panel and month; `panels` gives
    each panel its title. A month without a share is a hatched gap with its `sign`, and no line
    crosses it; one with ends and no share is the line between its ends.
    """
    deep = -(-len(panels) // _COLUMNS)
    with sns.axes_style("ticks"), plt.rc_context(STYLE):
        figure, axes = plt.subplots(deep, _COLUMNS, figsize=(9, 2.25 * deep + 0.2), squeeze=False)
        for axis in axes.flat[len(panels) :]:
            axis.set_visible(False)
        for axis, (key, title) in zip(axes.flat, panels.items(), strict=False):
            _panel(axis, rows[rows["panel"] == key].sort_values("month").reset_index(drop=True))
            axis.set_title(title, loc="left", fontsize=9, fontweight="bold", color=LINE)
        figure.text(
            0.01,
            0.012,
            f"{source} Each panel has its own axis. Upright lines: 95% interval.",
            fontsize=7,
        )
        figure.tight_layout(rect=(0, 0.03, 1, 1), h_pad=1.6, w_pad=2.0)
    plt.close(figure)
    return figure


def _panel(axis: Axes, rows: pd.DataFrame) -> None:
    shares = rows["estimate"].astype("float64")
    ends = rows.dropna(subset=["low", "high"])
    axis.vlines(ends.index, ends["low"], ends["high"], color=GAP, linewidth=2.2)
    # A new stretch of line begins after every gap.
    for _, stretch in shares.groupby(shares.isna().cumsum()):
        known = stretch.dropna()
        if known.empty:
            continue
        axis.plot(
            known.index, known, color=LINE, marker="o", markersize=4, linewidth=1.6, clip_on=False
        )
    top = min(1.0, 1.18 * rows["high"].max()) if rows["high"].notna().any() else 1.0
    for place, share in shares.dropna().items():
        # Above the mark, unless that would be in the title.
        side = -1 if share > 0.93 * top else 1
        axis.annotate(
            f"{100 * share:.0f}",
            (place, share),
            (0, 5 * side),
            textcoords="offset points",
            ha="center",
            va="bottom" if side > 0 else "top",
            fontsize=7.5,
            path_effects=_HALO,
        )
    for place, sign in rows.loc[shares.isna(), "sign"].items():
        if pd.isna(rows["low"].iloc[place]):
            axis.axvspan(
                place - 0.5, place + 0.5, facecolor="none", edgecolor=GAP, hatch="////", linewidth=0
            )
        axis.annotate(
            sign,
            (place, 0.5),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center",
            fontsize=7,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    axis.set(xlim=(-0.5, len(rows) - 0.5), ylim=(0, top), xticks=rows.index, xlabel="")
    axis.set_xticklabels([_month(month, at) for at, month in enumerate(rows["month"])], fontsize=7)
    axis.yaxis.set_major_locator(MaxNLocator(4))
    axis.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    sns.despine(ax=axis)


def _month(month: str, at: int) -> str:
    """`Apr`, with the year under the first of a panel and every January."""
    name, year = month_label(month).split()
    return f"{name}\n{year}" if not at or name == "Jan" else name
