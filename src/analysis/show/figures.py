"""Figures from finished frames; each returns a closed Figure."""

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

# From the palette of the UK Government Analysis Function: at least 3:1 on white.
LINE, GAP, TEXT = "#12436D", "#B0B0B0", "#3D3D3D"
# What stands back beside a series that moved, and the range of changes its counts allow.
STILL, ALLOWED = "#7A828A", "#E3E7EB"
# The changes that would have shown.
SHOWN = "#1C766E"
# What stands behind words that a line may run under; an outline of letters would make them shapes.
BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
# Inches: the text of a page of A4, and a column as narrow as the screen of a phone, on which letters of 7 points then
# are 10 pixels high.
PAGE, PHONE = 6.7, 2.78
DPI = 200
# As many fit an inch if one is a point high.
_LETTERS = 134
STYLE = {
    # As fine as pictures are kept: letters are as wide where they are measured as where they are drawn.
    "figure.dpi": DPI,
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.labelsize": 7.5,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "text.color": TEXT,
    "axes.edgecolor": "#8C8C8C",
    "axes.labelcolor": TEXT,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
    "hatch.linewidth": 0.6,
    "legend.loc": "upper left",
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "legend.borderaxespad": 0,
    "legend.handlelength": 2.3,
}


@contextmanager
def drawing(
    source: str,
    size: tuple[float, float],
    deep: int = 1,
    across: int = 1,
    *,
    style: str | None = "ticks",
    letters: float = 7,
    top: float = 0,
    spread: bool = True,
    h_pad: float | None = None,
    w_pad: float | None = None,
    **of_axes: object,
) -> Iterator[Figure]:
    """A figure of `size` inches with its axes, `deep` x `across`, in our style; at the end its
    `source` is written under them, in lines as wide as the figure, the axes are spread unless they
    have their places, and it is closed.

    `top` inches above the axes are kept free, and below them what the source needs. `h_pad` and
    `w_pad` part rows and columns; `of_axes` is for `subplots`.
    """
    lines = [part for line in source.splitlines() for part in wrapped(line, size[0], letters)]
    under = (1.25 * letters * len(lines) + 8) / 72
    high = size[1] + under
    with sns.axes_style(style), plt.rc_context(STYLE):
        figure, _ = plt.subplots(deep, across, figsize=(size[0], high), **of_axes)
        yield figure
        figure.text(0.01, 3 / 72 / high, "\n".join(lines), fontsize=letters, va="bottom")
        if spread:
            room = (0, under / high, 1, 1 - top / high)
            figure.tight_layout(rect=room, h_pad=h_pad, w_pad=w_pad)
    plt.close(figure)


def wrapped(text: str, inches: float, letters: float) -> list[str]:
    """Text in lines that are no wider than so many inches, in letters of so many points."""
    return wrap(text, max(12, int(inches * _LETTERS / letters)))


def readings(
    rows: DataFrame,
    scale: tuple[float, float],
    source: str,
    measured: str = "average on the scale",
    sign: str = "",
    wide: float = PAGE,
) -> Figure:
    """Readings of one number, a bar each from `low` to `high` or a dot where they are one, in a
    panel a question.

    `rows` has `panel, reading, low, high, before, before_said`; `before` is a broken line, with its
    words over it. `measured` names the axis, which runs over `scale`; numbers are written with this
    `sign` ("+" for differences).
    """
    panels = list(rows["panel"].unique())
    heights = [len(rows[rows["panel"] == panel]) for panel in panels]
    phone = wide <= PHONE
    size = (wide, 0.5 + (0.45 if phone else 0.34) * sum(heights) + 0.5 * len(panels))
    look = {"h_pad": 1.0, "sharex": True, "height_ratios": heights}
    if not phone:
        rows = rows.assign(
            reading=["\n".join(wrapped(name, 0.4 * wide, 8)) for name in rows["reading"]]
        )
    with drawing(source, size, len(panels), **look) as figure:
        for axis, panel in zip(figure.axes, panels, strict=True):
            _readings_panel(axis, rows[rows["panel"] == panel].reset_index(drop=True), sign, phone)
            title = "\n".join(wrapped(panel, (0.85 if phone else 0.6) * wide, 9))
            axis.set_title(title, loc="left", fontsize=8.5, fontweight="bold", color=LINE, pad=13)
            axis.set(xlim=(scale[0] - 0.2, scale[1] + 0.4))
        axis.set_xlabel(f"{measured}\nfrom {scale[0]:g} to {scale[1]:g}".replace("-", "−"))
    return figure


def _readings_panel(axis: Axes, rows: DataFrame, sign: str, phone: bool) -> None:
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
                bbox=BEHIND,
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
    axis.set_yticklabels([] if phone else rows["reading"])
    over = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "fontsize": 7.5}
    for place, name in rows["reading"].items() if phone else ():
        axis.annotate(name, (0, place), (0, 7), bbox=BEHIND, **over)
    axis.tick_params(axis="y", length=0)
    sns.despine(ax=axis, left=True)
