"""Figures from finished frames; each returns a closed Figure."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from analysis.declare.periods import quarter_label
from analysis.declare.statuses import SYMBOLS

# From the palette of the UK Government Analysis Function: at least 3:1 on white.
LINE, GAP, TEXT = "#12436D", "#B0B0B0", "#3D3D3D"
_HALO = [withStroke(linewidth=2.5, foreground="white")]
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "axes.labelsize": 8,
    "ytick.labelsize": 8,
    "text.color": TEXT,
    "axes.edgecolor": "#8C8C8C",
    "axes.labelcolor": TEXT,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
    "hatch.linewidth": 0.6,
}


def small_multiples(rows: pd.DataFrame, panels: dict[str, str], source: str) -> Figure:
    """Counts by quarter, a panel each, every panel with its own axis from zero.

    `rows` has `panel, quarter, count, status`, one row a panel and quarter; `panels` gives each
    panel its title. A quarter without a count is a hatched gap, and no line crosses it.
    """
    with sns.axes_style("ticks"), plt.rc_context(STYLE):
        figure, axes = plt.subplots(
            -(-len(panels) // 2), 2, figsize=(9, 2.4 * -(-len(panels) // 2)), squeeze=False
        )
        for axis in axes.flat[len(panels) :]:
            axis.set_visible(False)
        for axis, (key, title) in zip(axes.flat, panels.items(), strict=False):
            _panel(axis, rows[rows["panel"] == key].sort_values("quarter").reset_index(drop=True))
            axis.set_title(title, loc="left", fontsize=9.5, fontweight="bold", color=LINE)
        figure.text(0.01, 0.012, f"{source} Each panel has its own axis.", fontsize=7)
        figure.tight_layout(rect=(0, 0.035, 1, 1), h_pad=1.8, w_pad=2.0)
    plt.close(figure)
    return figure


def _panel(axis: Axes, rows: pd.DataFrame) -> None:
    counts = rows["count"].astype("float64")
    if counts.notna().any():
        # A new stretch of line begins after every gap.
        stretch = counts.isna().cumsum()
        sns.lineplot(
            x=rows.index,
            y=counts,
            units=stretch,
            estimator=None,
            color=LINE,
            marker="o",
            ax=axis,
            linewidth=1.8,
            clip_on=False,
        )
    for place, number in counts.dropna().items():
        axis.annotate(
            f"{number:,.0f}",
            (place, number),
            (0, 6),
            textcoords="offset points",
            ha="center",
            path_effects=_HALO,
        )
    for place, status in rows.loc[counts.isna(), "status"].items():
        axis.axvspan(
            place - 0.5, place + 0.5, facecolor="none", edgecolor=GAP, hatch="////", linewidth=0
        )
        axis.annotate(
            SYMBOLS[status],
            (place, 0.5),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )
    axis.set(
        xlim=(-0.5, len(rows) - 0.5),
        ylim=(0, max(1.0, 1.22 * counts.max(skipna=True) if counts.any() else 1.0)),
    )
    axis.set(xlabel="", ylabel="count a quarter", xticks=rows.index)
    axis.set_xticklabels(
        [quarter_label(quarter).replace(" 20", "\n20") for quarter in rows["quarter"]], fontsize=7
    )
    axis.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    sns.despine(ax=axis)


def readings(
    rows: pd.DataFrame,
    scale: tuple[float, float],
    source: str,
    measured: str = "average on the scale",
    sign: str = "",
) -> Figure:
    """Readings of one number, a bar each from `low` to `high` or a dot where they are one, in a
    panel a question.

    `rows` has `panel, reading, low, high, before, before_said`; `before` is a broken line, with its
    words over it. `measured` names the axis, which runs over `scale`; numbers are written with this
    `sign` ("+" for differences).
    """
    panels = list(rows["panel"].unique())
    heights = [len(rows[rows["panel"] == panel]) for panel in panels]
    with sns.axes_style("ticks"), plt.rc_context(STYLE):
        figure, axes = plt.subplots(
            len(panels),
            1,
            figsize=(9, 0.75 + 0.42 * sum(heights) + 0.55 * len(panels)),
            squeeze=False,
            sharex=True,
            height_ratios=heights,
        )
        for axis, panel in zip(axes.flat, panels, strict=True):
            _readings_panel(axis, rows[rows["panel"] == panel].reset_index(drop=True), sign)
            axis.set_title(panel, loc="left", fontsize=9.5, fontweight="bold", color=LINE, pad=14)
            axis.set(xlim=(scale[0] - 0.2, scale[1] + 0.4))
        axes[-1, 0].set_xlabel(f"{measured} from {scale[0]:g} to {scale[1]:g}".replace("-", "−"))
        figure.text(0.01, 0.012, source, fontsize=7)
        figure.tight_layout(rect=(0, 0.03, 1, 1), h_pad=1.2)
    plt.close(figure)
    return figure


def _readings_panel(axis: Axes, rows: pd.DataFrame, sign: str) -> None:
    for place, row in rows.iterrows():
        one = row["low"] == row["high"]
        axis.plot(
            [row["low"], row["high"]],
            [place, place],
            color=LINE,
            linewidth=6,
            solid_capstyle="butt",
            marker="o" if one else "",
            markersize=7,
        )
        for end, side in (("high", 1), *(() if one else (("low", -1),))):
            said = f"{row[end]:{sign}.2f}".replace("-", "−")
            axis.annotate(
                said,
                (row[end], place),
                (7 * side, 0),
                textcoords="offset points",
                va="center",
                ha="left" if side > 0 else "right",
                path_effects=_HALO,
            )
    before, said = rows["before"].iloc[0], rows["before_said"].iloc[0]
    axis.axvline(before, color=TEXT, linewidth=1, linestyle=(0, (4, 3)), zorder=0)
    axis.annotate(
        said,
        (before, 1),
        (0, 3),
        xycoords=("data", "axes fraction"),
        ha="center",
        textcoords="offset points",
        fontsize=7.5,
    )
    axis.set(yticks=rows.index, ylim=(len(rows) - 0.5, -0.75))
    axis.set_yticklabels(rows["reading"])
    axis.tick_params(axis="y", length=0)
    sns.despine(ax=axis, left=True)
