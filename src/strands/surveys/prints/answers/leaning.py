"""The figure of answers on a scale: bars that lean to the side most answers are on."""

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from analysis.show.figures import LINE, PAGE, TEXT, drawing, wrapped

# From orange to blue by way of grey; the darker half of each carries white figures.
_LOW, _MIDDLE, _HIGH = ("#A85A1B", "#DE9A5B", "#F3D3B3"), "#D9D9D9", ("#BBD0E6", "#6E9BC5", LINE)
_DARK = {_LOW[0], _HIGH[-1]}
# A narrower part of a bar has no room for its figure; the table holds it.
_LEAST_LABELLED = 5.0
_OVER = {"xycoords": "axes fraction", "textcoords": "offset points"}


def leaning(
    rows: DataFrame,
    points: list[str],
    ends: dict[str, tuple[str, str]],
    source: str,
    wide: float = PAGE,
) -> Figure:
    """Answers from low to high as parts of a bar that is centred on the middle point, a panel an
    item, a bar a wave.

    `rows` has `panel, bar, point, percent`, `bar` in the order to draw; `points` are the points of
    the scale from low to high, seven of them; `ends` word the lowest and highest of each panel.
    """
    panels = rows["panel"].unique()
    size, look = (wide, 0.5 + 1.2 * len(panels)), {"h_pad": 0.8, "sharex": True}
    with drawing(source, size, len(panels), **look) as figure:
        for axis, panel in zip(figure.axes, panels, strict=True):
            of_panel = rows[rows["panel"] == panel]
            parts = of_panel.pivot(index="bar", columns="point", values="percent")
            _bars(axis, parts.loc[of_panel["bar"].unique(), points], _LEAST_LABELLED * PAGE / wide)
            low, high = ends[panel]
            scale = wrapped(f"1: {low}  ·  7: {high}" if low else "", 0.7 * wide, 7.5)
            title = "\n".join(wrapped(panel, 0.7 * wide, 9))
            axis.annotate("\n".join(scale), (0, 1), (0, 4), fontsize=7.5, va="bottom", **_OVER)
            look = {"fontsize": 8.5, "fontweight": "bold", "color": LINE}
            axis.set_title(title, loc="left", pad=6 + 9.5 * len(scale), **look)
        axis.set_xlabel("% of answers below the middle (left)\nand above it (right)")
    return figure


def _bars(axis: Axes, wide: DataFrame, least: float) -> None:
    """One bar a row of `wide`, the column of the middle point half to either side of zero."""
    half = len(wide.columns) // 2
    below = wide.iloc[:, :half].sum(axis=1) + wide.iloc[:, half] / 2
    left = wide.cumsum(axis=1).sub(wide).sub(below, axis=0)
    bar = {"edgecolor": "white", "linewidth": 0.8, "height": 0.72}
    for point, colour in zip(wide.columns, (*_LOW, _MIDDLE, *_HIGH), strict=True):
        text = "white" if colour in _DARK else TEXT
        bars = axis.barh(range(len(wide)), wide[point], left=left[point], color=colour, **bar)
        labels = [point if percent >= least else "" for percent in wide[point]]
        axis.bar_label(bars, labels, label_type="center", color=text, fontsize=7.5)
    axis.axvline(0, color=TEXT, linewidth=0.8, zorder=0, linestyle=(0, (2, 2)))
    axis.set(xlim=(-100, 100), ylim=(len(wide) - 0.45, -0.55), yticks=range(len(wide)))
    axis.set_xticks(range(-100, 101, 50), [f"{abs(tick)}" for tick in range(-100, 101, 50)])
    axis.set_yticklabels(wide.index)
    axis.tick_params(axis="y", length=0)
    sns.despine(ax=axis, left=True)
