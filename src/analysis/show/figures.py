"""Figures from finished frames; each returns a closed Figure."""

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from pandas import DataFrame

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


def readings(
    rows: DataFrame,
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


def _readings_panel(axis: Axes, rows: DataFrame, sign: str) -> None:
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
