"""Shares of readings by item with their intervals, a panel each, from finished rows."""

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from analysis.show.figures import BEHIND, GAP, LINE, PAGE, PHONE, TEXT, drawing, wrapped
from analysis.show.panels import grid

# A grey that stands out from white by 3 to 1.
_INTERVAL = "#8C8C8C"
# Words and not percentages: few readings make none.
_TICKS = {0.0: "none", 0.25: "a quarter", 0.5: "half", 0.75: "three quarters", 1.0: "all"}


def evidenced(
    rows: DataFrame,
    panels: dict[str, str],
    items: dict[str, str],
    source: str,
    wide: float = PAGE,
) -> Figure:
    """A dot for the share of readings in which an item is evidenced, on its interval, with the
    numbers beside it; on a phone the item and its numbers stand over it.

    `rows` has `panel, item, estimate, low, high, said`, one row a panel and item; `panels` and
    `items` give each its words. Where there is no share, `said` stands alone.
    """
    phone = wide <= PHONE

    def draw(axis: Axes, key: str) -> None:
        of_panel = rows[rows["panel"] == key].set_index("item").reindex(list(items))
        _panel(axis, of_panel.assign(name=items.values()), phone)

    def name_items(figure: Figure) -> None:
        for axis in figure.axes:
            axis.set(yticks=range(len(items)), ylim=(len(items) - 0.4, -0.6 - 0.4 * phone))
            axis.set_yticklabels([] if phone else list(items.values()))

    under, high = f"{source} Lines: 95% interval.", 0.3 + len(items) * (0.33 if phone else 0.2)
    look = {"wide": wide, "high": high, "share_y": not phone, "finish": name_items}
    return grid(panels, draw, under, **look)


def _panel(axis: Axes, rows: DataFrame, phone: bool) -> None:
    known = rows["estimate"].notna().to_numpy()
    places = [place for place, is_known in enumerate(known) if is_known]
    shares = rows[known]
    axis.hlines(
        places,
        shares["low"].astype(float),
        shares["high"].astype(float),
        color=_INTERVAL,
        linewidth=3,
    )
    axis.plot(
        shares["estimate"].astype(float),
        places,
        color=LINE,
        marker="o",
        markersize=5.5,
        linestyle="",
        clip_on=False,
        zorder=3,
    )
    at = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "fontsize": 7.5}
    for place, row in enumerate(rows.itertuples()):
        if phone:
            axis.annotate(f"{row.name}: {row.said}", (0, place), (0, 5), bbox=BEHIND, **at)
        else:
            # Beside the panel, where no mark can be in the way.
            axis.annotate(row.said, (1, place), (7, 0), va="center", **at)
    axis.set(xlim=(-0.03, 1.03), xticks=list(_TICKS))
    axis.set_xticklabels(_TICKS.values(), fontsize=7)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color="#E4E4E4", linewidth=0.6)
    axis.set_axisbelow(True)
    sns.despine(ax=axis, left=True)


def bars(counts: DataFrame, source: str, wide: float = PAGE) -> Figure:
    """A bar an item (a line of `counts`), a part for each column, with its number in it."""
    names = ["\n".join(wrapped(item, 0.4 * wide, 7.5)) for item in counts.index]
    size = wide, 0.8 + (0.4 if wide <= PHONE else 0.32) * len(counts)
    under = f"{source} Half or more, under half: of the first readings of a version."
    with drawing(under, size, style=None, top=0.3) as figure:
        axis = figure.axes[0]
        look = {"color": [LINE, "#9DB8D2", "#DEDEDE"], "edgecolor": GAP, "width": 0.62}
        counts.set_axis(names)[::-1].plot.barh(stacked=True, ax=axis, legend=False, **look)
        for part, letters in zip(axis.containers, ("white", TEXT, TEXT), strict=True):
            said = [f"{number:.0f}" if number else "" for number in part.datavalues]
            axis.bar_label(part, said, label_type="center", color=letters, fontsize=7.5)
        axis.set(xlabel="boroughs and versions", ylabel="", xticks=[])
        axis.tick_params(axis="y", length=0)
        sns.despine(ax=axis, left=True, bottom=True)
        look = {
            "ncols": 3,
            "frameon": False,
            "fontsize": 7.5,
            "handlelength": 1.2,
            "columnspacing": 1,
        }
        figure.legend(loc="upper left", **look)
    return figure
