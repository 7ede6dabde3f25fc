"""Bars of people by what they said, from finished rows."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.show.figures import GAP, LINE, TEXT, drawing
from strands.experience.declares import AGREE, DEGREES, ITEMS

# Fill, hatch and colour of the letters on it: told apart without colour too.
_LOOK = {
    "agree": (LINE, "", "white"),
    "partly": ("#9DB8D2", "", "black"),
    "disagree": ("white", "////", "black"),
    "others": ("#DEDEDE", "", TEXT),
    "kept": ("white", "....", TEXT),
}
_OTHERS = {"others": "no such answer"}


def answer_bars(
    rows: Sequence[Mapping], source: str, others: Mapping[str, str] = _OTHERS
) -> Figure:
    """Bars of people; each row has `item`, a number for each degree of agreement, and for each of
    `others`, which have no such answer or are withheld.
    """
    names = {**{key: AGREE[key] for key in DEGREES}, **others}
    size, look = (7, 0.9 + 0.52 * len(rows)), {"style": None, "letters": 6.5}
    with drawing(source, size, room=(0, 0.04, 1, 0.93), **look) as figure:
        axis = figure.axes[0]
        for place, row in enumerate(rows):
            start = 0
            for key in names:
                _part(axis, place, start, row[key], key)
                start += row[key]
        axis.set(yticks=range(len(rows)), ylim=(len(rows) - 0.5, -0.5), xlabel="people")
        axis.set_yticklabels([ITEMS[row["item"]] for row in rows])
        axis.tick_params(axis="y", length=0)
        axis.spines[["top", "right", "left"]].set_visible(False)
        look = {"edgecolor": TEXT, "linewidth": 0.6}
        handles = [
            Patch(facecolor=_LOOK[key][0], hatch=_LOOK[key][1], label=name, **look)
            for key, name in names.items()
        ]
        figure.legend(
            handles=handles, loc="upper center", ncol=len(handles), frameon=False, fontsize=8
        )
    return figure


def _part(axis: Axes, place: int, start: int, size: int, key: str) -> None:
    """One part of a bar with its number in it."""
    if size:
        fill, hatch, letters = _LOOK[key]
        axis.barh(
            place,
            size,
            left=start,
            height=0.62,
            facecolor=fill,
            hatch=hatch,
            edgecolor=TEXT if hatch else GAP,
            linewidth=0.6,
        )
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2} if hatch else None
        axis.text(
            start + size / 2,
            place,
            str(size),
            ha="center",
            va="center",
            color=letters,
            fontsize=8,
            bbox=box,
        )
