"""Shares of readings by item with their intervals, a panel each, from finished rows."""

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from analysis.show.figures import LINE
from analysis.show.panels import grid

# A grey that stands out from white by 3 to 1.
_INTERVAL = "#8C8C8C"
# Words and not percentages: few readings make none.
_TICKS = {0.0: "none", 0.25: "a quarter", 0.5: "half", 0.75: "three quarters", 1.0: "all"}


def evidenced(
    rows: DataFrame, panels: dict[str, str], items: dict[str, str], source: str
) -> Figure:
    """A dot for the share of readings in which an item is evidenced, on its interval, with the
    numbers beside it.

    `rows` has `panel, item, estimate, low, high, said`, one row a panel and item; `panels` and
    `items` give each its words. Where there is no share, `said` stands alone.
    """

    def draw(axis: Axes, key: str) -> None:
        _panel(axis, rows[rows["panel"] == key].set_index("item").reindex(list(items)))

    def name_items(figure: Figure) -> None:
        first = figure.axes[0]
        first.set(yticks=range(len(items)), ylim=(len(items) - 0.4, -0.6))
        first.set_yticklabels(list(items.values()))

    return grid(
        {key: title.replace(", ", "\n", 1) for key, title in panels.items()},
        draw,
        f"{source} Lines: 95% interval.",
        high=2.3,
        more=0.3,
        low=0.008,
        bottom=0.02,
        pads=(1.4, 1.2),
        share_y=True,
        finish=name_items,
    )


def _panel(axis: Axes, rows: DataFrame) -> None:
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
    # Beside the panel, where no mark can be in the way.
    for place, said in enumerate(rows["said"]):
        axis.annotate(
            said,
            (1, place),
            (7, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
        )
    axis.set(xlim=(-0.03, 1.03), xticks=list(_TICKS))
    axis.set_xticklabels(_TICKS.values(), fontsize=7)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color="#E4E4E4", linewidth=0.6)
    axis.set_axisbelow(True)
    sns.despine(ax=axis, left=True)
