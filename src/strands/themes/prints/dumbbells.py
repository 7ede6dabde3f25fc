"""How many people name an emotion before and after."""

from collections.abc import Mapping

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from analysis.show.figures import GAP, LINE, PAGE, PHONE, drawing

BEFORE = "#F46A25"
# How far a wave stands from the middle of its line.
APART = 0.14


def dumbbells(rows: DataFrame, bases: Mapping[str, str], source: str, wide: float = PAGE) -> Figure:
    """The share of people naming each emotion, a ring before and a dot after, each with its
    interval.

    `rows` has `emotion, wave, estimate, low, high`, with both waves of every emotion, in the order
    to be drawn; `bases` says of each wave, `before` and `after`, what it is called and how many
    answered.
    """
    emotions = list(rows["emotion"].unique())
    waves = {wave: rows[rows["wave"] == wave].set_index("emotion").loc[emotions] for wave in bases}
    top = 0.4 if wide <= PHONE else 0.2
    with drawing(source, (wide, 0.6 + 0.34 * len(emotions) + top), top=top) as figure:
        axis = figure.axes[0]
        ends = [100 * of_wave["estimate"] for of_wave in waves.values()]
        for place, shares in enumerate(zip(*ends, strict=True)):
            axis.plot(shares, [place - APART, place + APART], color=GAP, linewidth=3, zorder=0.5)
        _wave(axis, waves["before"], bases["before"], -APART, (BEFORE, "white"))
        _wave(axis, waves["after"], bases["after"], APART, (LINE, LINE))
        axis.set(
            yticks=range(len(emotions)),
            yticklabels=emotions,
            xlim=(0, min(100, 108 * rows["high"].max())),
            ylim=(len(emotions) - 0.4, -0.6),
            xlabel="% of those who answered",
        )
        axis.tick_params(axis="y", length=0, pad=9)
        axis.grid(axis="x", color="#E4E4E4", linewidth=0.6)
        axis.set_axisbelow(True)
        figure.legend(ncols=1 if wide <= PHONE else 2)
        sns.despine(ax=axis, left=True)
    return figure


def _wave(axis: Axes, rows: DataFrame, label: str, shift: float, colours: tuple[str, str]) -> None:
    """The shares of one wave with their intervals, an emotion a line; `colours` are the edge of a
    mark and its inside.
    """
    colour, inside = colours
    places = [place + shift for place in range(len(rows))]
    axis.hlines(places, 100 * rows["low"], 100 * rows["high"], color=colour, linewidth=1.2)
    axis.plot(
        100 * rows["estimate"],
        places,
        "o",
        color=colour,
        markerfacecolor=inside,
        markersize=7,
        markeredgewidth=1.6,
        label=label,
        clip_on=False,
    )
