"""Small panels, one a series, and what is drawn alike in them: lines with gaps, upright lines, signs.

Every function draws finished rows; `grid` returns the closed Figure.
"""

from collections.abc import Callable, Mapping

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator, PercentFormatter
from pandas import DataFrame, Series

from analysis.declare.periods import quarter_label
from analysis.show.figures import GAP, LINE, drawing

HALO = [withStroke(linewidth=2.5, foreground="white")]
WIDE = 9


def grid(
    panels: Mapping[str, str],
    draw: Callable[[Axes, str], None],
    under: str,
    *,
    across: int = 2,
    high: float = 2.4,
    more: float = 0.0,
    size: float = 9,
    low: float = 0.012,
    bottom: float = 0.035,
    pads: tuple[float, float] = (1.8, 2.0),
    style: str | None = "ticks",
    share_y: bool = False,
    finish: Callable[[Figure], object] | None = None,
    **of_titles: float,
) -> Figure:
    """A panel for each of `panels` (key to title), filled by `draw`, with a line `under` them all.

    `high` inches a row of panels and `more` for the figure; titles of `size` points; `low` is where
    the line stands and `bottom` what is kept free for it, as shares of the height. `finish` draws
    what stands once for all panels.
    """
    deep = -(-len(panels) // across)
    inches = (WIDE, high * deep + more)
    look = {"style": style, "at": low, "room": (0, bottom, 1, 1), "sharey": share_y}
    look |= {"h_pad": pads[0], "w_pad": pads[1]}
    with drawing(under, inches, deep, across, **look) as figure:
        for axis in figure.axes[len(panels) :]:
            axis.set_visible(False)
        for axis, (key, title) in zip(figure.axes, panels.items(), strict=False):
            draw(axis, key)
            axis.set_title(
                title, loc="left", fontsize=size, fontweight="bold", color=LINE, **of_titles
            )
        if finish:
            finish(figure)
    return figure


def stretches(axis: Axes, values: Series, marker: float, width: float) -> None:
    """A line through `values` by place; after every gap a new stretch begins."""
    for _, known in values.dropna().groupby(values.isna().cumsum()):
        axis.plot(
            known.index,
            known,
            color=LINE,
            marker="o",
            markersize=marker,
            linewidth=width,
            clip_on=False,
        )


def gap(axis: Axes, place: float, hatch: str = "////") -> None:
    """A hatched stretch where there is no number."""
    axis.axvspan(
        place - 0.5, place + 0.5, facecolor="none", edgecolor=GAP, hatch=hatch, linewidth=0
    )


def sign(axis: Axes, place: float, text: str, pad: float = 1, **of_text: float) -> None:
    """What stands half-way up where there is no number."""
    axis.annotate(
        text,
        (place, 0.5),
        xycoords=("data", "axes fraction"),
        ha="center",
        va="center",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": pad},
        **of_text,
    )


def share_panel(
    axis: Axes,
    rows: DataFrame,
    names: list[str],
    *,
    marker: float = 4,
    width: float = 1.6,
    room: float = 1.18,
    offset: float = 5,
    beside: str = "bottom",
    size: float = 7.5,
    **of_signs: float,
) -> None:
    """Shares in order with their intervals, on an axis from zero: `names` stand under the places.

    `rows` has `estimate, low, high, said, at, sign`, one a place: what is `said` stands `offset`
    points off the height `at`, where it is known, and `sign` where there is no share. A place
    without ends is a hatched gap; one with ends and no share is the line between its ends.
    """
    ends = rows.dropna(subset=["low", "high"])
    top = min(1.0, room * ends["high"].max()) if len(ends) else 1.0
    axis.vlines(ends.index, ends["low"], ends["high"], color=GAP, linewidth=2.2)
    stretches(axis, rows["estimate"].astype("float64"), marker, width)
    for row in rows.dropna(subset=["at"]).itertuples():
        # Above the mark, unless that would be in the title.
        side, edge = (-1, "top") if row.at > 0.93 * top and beside == "bottom" else (1, beside)
        axis.annotate(
            row.said,
            (row.Index, row.at),
            (0, offset * side),
            textcoords="offset points",
            ha="center",
            va=edge,
            fontsize=size,
            path_effects=HALO,
        )
    for place in rows.index[rows["low"].isna()]:
        gap(axis, place)
    for place, text in rows.loc[rows["sign"] != "", "sign"].items():
        sign(axis, place, text, **of_signs)
    axis.set(xlim=(-0.5, len(rows) - 0.5), ylim=(0, top), xticks=rows.index, xlabel="")
    axis.set_xticklabels(names, fontsize=7)
    axis.yaxis.set_major_locator(MaxNLocator(4))
    axis.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    sns.despine(ax=axis)


def quarter_names(quarters: Series) -> list[str]:
    """`Apr–Jun` over its year; two years of names fill the width, of more only some are written."""
    every = 1 + len(quarters) // 9
    names = [quarter_label(quarter).replace(" 20", "\n20") for quarter in quarters]
    return ["" if at % every else name for at, name in enumerate(names)]
