"""Shares of re-referrals by quarter, a panel a series, from finished rows."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator, PercentFormatter

from analysis.declare.periods import quarter_label
from analysis.show.figures import GAP, LINE, STYLE

_HALO = [withStroke(linewidth=2.5, foreground="white")]
_COLUMNS = 2
# Room for a number above the longest upright line.
_ROOM = 1.25


def quarterly_shares(rows: pd.DataFrame, panels: dict[str, tuple[str, str]], source: str) -> Figure:
    """Shares by quarter with their intervals, every panel with its own axis from zero.

    `rows` has `panel, quarter, estimate, low, high, said, sign`, one row a panel and quarter;
    `panels` gives each panel its title and the line under it. A share is `said` above its line; a
    quarter without one is a hatched gap with its `sign`, and no line crosses it; one with ends and
    no share, as where a number is withheld, is the line between them.
    """
    deep = -(-len(panels) // _COLUMNS)
    with sns.axes_style("ticks"), plt.rc_context(STYLE):
        figure, axes = plt.subplots(deep, _COLUMNS, figsize=(9, 2.6 * deep + 0.2), squeeze=False)
        for axis in axes.flat[len(panels) :]:
            axis.set_visible(False)
        for axis, (key, (title, under)) in zip(axes.flat, panels.items(), strict=False):
            _panel(axis, rows[rows["panel"] == key].sort_values("quarter").reset_index(drop=True))
            axis.set_title(title, loc="left", fontsize=9.5, fontweight="bold", color=LINE, pad=17)
            axis.annotate(
                under,
                (0, 1),
                (0, 5),
                "axes fraction",
                "offset points",
                fontsize=7.5,
                in_layout=False,
            )
        key = "Upright lines: 95% interval. Hatched: no share; the tables say why."
        figure.text(0.01, 0.012, f"{source} Each panel has its own axis.\n{key}", fontsize=7)
        figure.tight_layout(rect=(0, 0.16 / deep, 1, 1), h_pad=1.8, w_pad=2.0)
    plt.close(figure)
    return figure


def _panel(axis: Axes, rows: pd.DataFrame) -> None:
    shares, ends = rows["estimate"].astype("float64"), rows.dropna(subset=["low", "high"])
    axis.vlines(ends.index, ends["low"], ends["high"], color=GAP, linewidth=2.2)
    # A new stretch of line begins after every gap.
    for _, known in shares.dropna().groupby(shares.isna().cumsum()):
        axis.plot(
            known.index, known, color=LINE, marker="o", markersize=4.5, linewidth=1.8, clip_on=False
        )
    for row in ends.itertuples():
        # Above the upright line, where no other line runs.
        axis.annotate(
            row.said,
            (row.Index, row.high),
            (0, 3),
            textcoords="offset points",
            ha="center",
            path_effects=_HALO,
        )
    for place in rows.index[rows["low"].isna()]:
        axis.axvspan(
            place - 0.5, place + 0.5, facecolor="none", edgecolor=GAP, hatch="////", linewidth=0
        )
        axis.annotate(
            rows["sign"].iloc[place],
            (place, 0.5),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )
    top = min(1.0, _ROOM * rows["high"].max()) if len(ends) else 1.0
    axis.set(
        xlim=(-0.5, len(rows) - 0.5), ylim=(0, top), xticks=rows.index, xlabel="", ylabel="share"
    )
    # Two years of names fill the width; of more every other one, or third, is written.
    every = 1 + len(rows) // 9
    named = [quarter_label(quarter).replace(" 20", "\n20") for quarter in rows["quarter"]]
    axis.set_xticklabels(["" if at % every else name for at, name in enumerate(named)], fontsize=7)
    axis.yaxis.set_major_locator(MaxNLocator(4))
    axis.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    sns.despine(ax=axis)
