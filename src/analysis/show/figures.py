"""Figures from finished frames; each returns a closed Figure."""

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from pandas import DataFrame

# From the palette of the UK Government Analysis Function: at least 3:1 on white.
LINE, GAP, TEXT = "#12436D", "#B0B0B0", "#3D3D3D"
# As many fit an inch if one is a point high.
_LETTERS = 136
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


@contextmanager
def drawing(
    source: str,
    size: tuple[float, float],
    deep: int = 1,
    across: int = 1,
    *,
    style: str | None = "ticks",
    at: float = 0.012,
    letters: float = 7,
    room: tuple[float, ...] | None = (0, 0.03, 1, 1),
    h_pad: float | None = None,
    w_pad: float | None = None,
    **of_axes: object,
) -> Iterator[Figure]:
    """A figure of `size` inches with its axes, `deep` x `across`, in our style; at the end its
    `source` is written at the height `at`, in lines as wide as the figure, the axes are spread, and
    it is closed.

    `room` is the rectangle of the axes, in shares of the figure: None leaves them where they are.
    `h_pad` and `w_pad` part rows and columns; `of_axes` is for `subplots`.
    """
    with sns.axes_style(style), plt.rc_context(STYLE):
        figure, _ = plt.subplots(deep, across, figsize=size, **of_axes)
        yield figure
        said = source.splitlines()
        lines = [part for line in said for part in wrap(line, int(size[0] * _LETTERS / letters))]
        figure.text(0.01, at, "\n".join(lines), fontsize=letters)
        if room:
            # A line more stands above the others.
            low = room[1] + (len(lines) - len(said)) * 1.2 * letters / 72 / size[1]
            figure.tight_layout(rect=(room[0], low, *room[2:]), h_pad=h_pad, w_pad=w_pad)
    plt.close(figure)


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
    size = (9, 0.75 + 0.42 * sum(heights) + 0.55 * len(panels))
    look = {"h_pad": 1.2, "sharex": True, "height_ratios": heights}
    with drawing(source, size, len(panels), **look) as figure:
        for axis, panel in zip(figure.axes, panels, strict=True):
            _readings_panel(axis, rows[rows["panel"] == panel].reset_index(drop=True), sign)
            axis.set_title(panel, loc="left", fontsize=9.5, fontweight="bold", color=LINE, pad=14)
            axis.set(xlim=(scale[0] - 0.2, scale[1] + 0.4))
        axis.set_xlabel(f"{measured} from {scale[0]:g} to {scale[1]:g}".replace("-", "−"))
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
