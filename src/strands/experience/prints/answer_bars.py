"""Bars of people by what they said, from finished rows."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from pandas import DataFrame

from analysis.show.figures import BEHIND, GAP, LINE, PAGE, PHONE, TEXT, drawing
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
    rows: Sequence[Mapping],
    source: str,
    others: Mapping[str, str] = _OTHERS,
    wide: float = PAGE,
) -> Figure:
    """Bars of people; each row has `item`, a number for each degree of agreement, and for each of
    `others`, which have no such answer or are withheld.
    """
    names = {**{key: AGREE[key] for key in DEGREES}, **others}
    phone = wide <= PHONE
    columns = 2 if phone else len(names)
    top = 0.2 * -(-len(names) // columns) + 0.05
    size = wide, 0.45 + (0.6 if phone else 0.42) * len(rows) + top
    with drawing(source, size, style=None, top=top) as figure:
        axis = figure.axes[0]
        for place, row in enumerate(rows):
            start = 0
            for key in names:
                _part(axis, place, start, row[key], key)
                start += row[key]
        axis.set(yticks=range(len(rows)), ylim=(len(rows) - 0.5, -0.5 - 0.3 * phone))
        axis.set_xlabel("people")
        axis.set_yticklabels([] if phone else [ITEMS[row["item"]] for row in rows])
        for place, row in enumerate(rows if phone else ()):
            axis.annotate(ITEMS[row["item"]], (0, place - 0.34), va="bottom", fontsize=7.5)
        axis.tick_params(axis="y", length=0)
        axis.spines[["top", "right", "left"]].set_visible(False)
        look = {"edgecolor": TEXT, "linewidth": 0.6}
        handles = [
            Patch(facecolor=_LOOK[key][0], hatch=_LOOK[key][1], label=name, **look)
            for key, name in names.items()
        ]
        figure.legend(handles=handles, ncols=columns)
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
        axis.text(
            start + size / 2,
            place,
            str(size),
            ha="center",
            va="center",
            color=letters,
            fontsize=7.5,
            bbox=BEHIND if hatch else None,
        )


def answers(rows: Sequence[Mapping], others: Mapping[str, str] = _OTHERS) -> DataFrame:
    """What is drawn: people by answer, a line a statement."""
    names = {**{key: AGREE[key] for key in DEGREES}, **others}
    return DataFrame(
        {"Statement": ITEMS[row["item"]], **{name: f"{row[key]}" for key, name in names.items()}}
        for row in rows
    )


def most_agree(rows: Sequence[Mapping]) -> str:
    """With which statement most agree, and with which fewest; whatever is told of none is nothing."""
    by_number = sorted((row["agree"], place) for place, row in enumerate(rows))
    if not by_number or by_number[0][0] == by_number[-1][0]:
        return "As many people agree with each statement"
    (few, least), (many, most) = by_number[0], by_number[-1]
    said = [
        f"“{ITEMS[rows[place]['item']]}” ({number})"
        for place, number in ((most, many), (least, few))
    ]
    return f"Most people agree with {said[0]}, fewest with {said[1]}"
