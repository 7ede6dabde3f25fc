"""Figures of words: how many people name each before and after, and the cloud that only goes with
its table.
"""

from collections.abc import Mapping
from math import cos, sin
from textwrap import fill
from typing import NamedTuple

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.transforms import Bbox
from pandas import DataFrame

from analysis.show.figures import GAP, LINE, TEXT, drawing

BEFORE = "#F46A25"
# How far a wave stands from the middle of its line.
APART = 0.14
# Sizes of words in points, from nobody to everybody; and what is kept free around each.
SMALLEST, GREATEST, ROOM = 8.0, 34.0, 2.0
_FONT = FontProperties(family="DejaVu Sans")


def dumbbells(rows: DataFrame, bases: Mapping[str, str], source: str) -> Figure:
    """The share of people naming each emotion, a ring before and a dot after, each with its
    interval.

    `rows` has `emotion, wave, estimate, low, high`, with both waves of every emotion, in the order
    to be drawn; `bases` says of each wave, `before` and `after`, what it is called and how many
    answered.
    """
    emotions = list(rows["emotion"].unique())
    waves = {wave: rows[rows["wave"] == wave].set_index("emotion").loc[emotions] for wave in bases}
    size = (9, 1.3 + 0.42 * len(emotions))
    with drawing(fill(source, 150), size, room=(0, 0.055, 1, 1)) as figure:
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
        axis.tick_params(axis="y", length=0)
        axis.grid(axis="x", color="#E4E4E4", linewidth=0.6)
        axis.set_axisbelow(True)
        axis.legend(
            loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, borderaxespad=0.2
        )
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


class Placed(NamedTuple):
    """A word where it is drawn: its font size, and the box of its ink in points."""

    word: str
    size: float
    box: Bbox


def place_words(
    shares: Mapping[str, float], width: float, height: float, most: float
) -> list[Placed]:
    """Words in a field of `width` x `height` points, none touching another, sized by their share of
    people.

    `most` is the share drawn largest, so that two fields can be compared. The most frequent word
    stands in the middle and each after it at the first free place of a spiral around it; nothing is
    left to chance. Where not all find a place, all are drawn smaller.
    """
    order = sorted(shares, key=lambda word: (-shares[word], word))
    scale, placed = 1.0, []
    while len(placed) < len(order):
        placed = []
        for word in order:
            size = scale * (SMALLEST + (GREATEST - SMALLEST) * shares[word] / most)
            box = _free_place(_ink(word, size), width, height, [other.box for other in placed])
            if box is None:
                break
            placed.append(Placed(word, size, box))
        scale *= 0.92
    return placed


def _ink(word: str, size: float) -> Bbox:
    return TextPath((0, 0), word, size=size, prop=_FONT).get_extents()


def _free_place(ink: Bbox, width: float, height: float, taken: list[Bbox]) -> Bbox | None:
    """The first place on the spiral with room around it; None where there is none."""
    for turn in range(4000):
        angle, reach = 0.35 * turn, 0.11 * turn
        # Words are wider than high, and so is the spiral.
        x = width / 2 + 1.8 * reach * cos(angle) - ink.width / 2
        y = height / 2 + reach * sin(angle) - ink.height / 2
        box = Bbox.from_bounds(x, y, ink.width, ink.height)
        inside = x >= 0 and y >= 0 and box.x1 <= width and box.y1 <= height
        if inside and not any(box.padded(ROOM).overlaps(other) for other in taken):
            return box
    return None


def cloud(fields: Mapping[str, Mapping[str, float]], source: str) -> Figure:
    """A field of words for each title, side by side, sized by their share of people; a word is as
    large in each.
    """
    most = max(share for shares in fields.values() for share in shares.values())
    wide, look = 0.96 / len(fields), {"style": None, "room": None}
    with drawing(source, (9, 3.6), 1, len(fields), **look) as figure:
        for place, (title, shares) in enumerate(fields.items()):
            axis = figure.axes[place]
            axis.set_position((0.02 + place * wide, 0.07, wide - 0.02, 0.83))
            _draw_words(axis, title, shares, most)
    return figure


def _draw_words(axis: Axes, title: str, shares: Mapping[str, float], most: float) -> None:
    """One field; its axis counts points, so that a word is drawn as large as it was measured."""
    width, height = 72 * (axis.get_position().size * axis.figure.get_size_inches())
    axis.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
    axis.set_title(title, loc="left", fontsize=9.5, fontweight="bold", color=LINE)
    for spine in axis.spines.values():
        spine.set_color("#E4E4E4")
    for word, size, box in place_words(shares, width, height, most):
        # A text begins at its origin, and its ink beside it.
        x, y = box.min - _ink(word, size).min
        axis.text(x, y, word, fontsize=size, fontproperties=_FONT, color=TEXT)
