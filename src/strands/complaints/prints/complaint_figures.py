"""Where each borough stands between two changes: rate across, share upheld up, its mark the support
for workers.
"""

from math import ceil, log2

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pandas import DataFrame

from analysis.declare.finding import CANNOT_TELL, DECREASE, INCREASE
from analysis.show.figures import LINE, PAGE, TEXT
from analysis.show.panels import grid

# Shapes and not colours tell support, so that nothing is coloured as good or bad (G21).
MARKS = {
    INCREASE: ("^", "rose"),
    DECREASE: ("v", "fell"),
    CANNOT_TELL: ("o", CANNOT_TELL),
}
_CORNERS = {
    (1, 1): "more complaints,\nlarger share upheld",
    (0, 1): "fewer complaints,\nlarger share upheld",
    (1, 0): "more complaints,\nsmaller share upheld",
    (0, 0): "fewer complaints,\nsmaller share upheld",
}
_SPINE = "#8C8C8C"


def quadrants(rows: DataFrame, source: str, wide: float = PAGE) -> Figure:
    """A panel a borough, all with the same axes, in the order of `rows`.

    `rows` has `name, ratio, ratio_low, ratio_high` of the rate, `points, points_low, points_high`
    of the share upheld in percentage points, and `support`, a key of MARKS. Bars are 95% intervals.
    """
    widest = max(abs(log2(end)) for end in rows[["ratio_low", "ratio_high"]].to_numpy().flat)
    reach = max(1, ceil(widest))
    height = max(20, 10 * ceil(rows[["points_low", "points_high"]].abs().to_numpy().max() / 10))
    by_name = {row.name: row for row in rows.itertuples(index=False)}
    return grid(
        {name: name for name in by_name},
        lambda axis, name: _panel(axis, by_name[name], reach, height),
        f"{source} Lines are 95% intervals; the mark says what became of support for workers.",
        high=2.4,
        legend=_legend(rows),
        wide=wide,
    )


def _legend(rows: DataFrame) -> list[Line2D]:
    """The marks that are drawn."""
    look = {"color": LINE, "linestyle": "none", "markersize": 7}
    return [
        Line2D([], [], marker=mark, label=f"support for workers: {words}", **look)
        for key, (mark, words) in MARKS.items()
        if key in set(rows["support"])
    ]


def _panel(axis: Axes, row, reach: int, height: float) -> None:
    x, y = log2(row.ratio), row.points
    for no_change in (axis.axvline, axis.axhline):
        no_change(0, color=_SPINE, linewidth=0.8, zorder=0)
    axis.plot([log2(row.ratio_low), log2(row.ratio_high)], [y, y], color=LINE, linewidth=1.6)
    axis.plot([x, x], [row.points_low, row.points_high], color=LINE, linewidth=1.6)
    axis.plot(
        [x],
        [y],
        marker=MARKS[row.support][0],
        color=LINE,
        markersize=9,
        markeredgecolor="white",
        zorder=3,
    )
    for (right, top), said in _CORNERS.items():
        axis.annotate(
            said,
            (right, top),
            (4 - 8 * right, 4 - 8 * top),
            xycoords="axes fraction",
            textcoords="offset points",
            ha=("left", "right")[right],
            va=("bottom", "top")[top],
            fontsize=7,
            color=TEXT,
            zorder=1,
        )
    step = -(-reach // 3)
    ticks = [at for at in range(-reach, reach + 1) if at % step == 0]
    axis.set(xlim=(-reach - 0.1, reach + 0.1), ylim=(-1.25 * height, 1.25 * height), xticks=ticks)
    axis.set_xticklabels([f"×{2.0**at:g}" if at >= 0 else f"×1/{2**-at}" for at in ticks])
    axis.set(xlabel="rate, second half over first", ylabel="share upheld, change in points")
    sns.despine(ax=axis)
