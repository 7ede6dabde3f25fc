"""Figures of words: how many people name each before and after, and the cloud that only goes with
its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, sin
from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from analysis.show.figures import GAP, LINE, STYLE, TEXT

BEFORE = "#F46A25"
# How far a wave stands from the middle of its line.
APART = 0.14
# Sizes of words in points, from nobody to everybody; and what is kept free around each.
SMALLEST, GREATEST, ROOM = 8.0, 34.0, 2.0
_FONT = FontProperties(family="DejaVu Sans")


def dumbbells(rows: pd.DataFrame, bases: Mapping[str, str], source: str) -> Figure:
    """The share of people naming each emotion, a ring before and a dot after, each with its
    interval.

    `rows` has `emotion, wave, estimate, low, high`, with both waves of every emotion, in the order
    to be drawn; `bases` says of each wave, `before` and `after`, what it is called and how many
    answered.
    """
    emotions = list(rows["emotion"].unique())
    waves = {wave: rows[rows["wave"] == wave].set_index("emotion").loc[emotions] for wave in bases}
    with sns.axes_style("ticks"), plt.rc_context(STYLE):
        figure, axis = plt.subplots(figsize=(9, 1.3 + 0.42 * len(emotions)))
        ends = [100 * of_wave["estimate"] for of_wave in waves.values()]
        for place, shares in enumerate(zip(*ends, strict=True)):
            axis.plot(shares, [place - APART, place + APART], color=GAP, linewidth=3, zorder=0.5)
        _wave(axis, waves["before"], bases["before"], -APART, (BEFORE, "white"))
        _wave(axis, waves["after"], bases["after"], APART, (LINE, LINE))
        axis.set(
            yticks=range(len(emotions)),
            ylim=(len(emotions) - 0.4, -0.6),
            xlabel="% of those who answered",
        )
        axis.set(xlim=(0, min(100, 108 * rows["high"].max())))
        axis.set_yticklabels(emotions)
        axis.tick_params(axis="y", length=0)
        axis.grid(axis="x", color="#E4E4E4", linewidth=0.6)
        axis.set_axisbelow(True)
        axis.legend(
            loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, borderaxespad=0.2
        )
        sns.despine(ax=axis, left=True)
        figure.text(0.01, 0.012, fill(source, 150), fontsize=7)
        figure.tight_layout(rect=(0, 0.055, 1, 1))
    plt.close(figure)
    return figure


def _wave(
    axis: Axes, rows: pd.DataFrame, label: str, shift: float, colours: tuple[str, str]
) -> None:
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


@dataclass(frozen=True)
class Placed:
    """A word where it is drawn: the lower left corner, width and height of its ink in points, and
    its font size.
    """

    word: str
    x: float
    y: float
    width: float
    height: float
    size: float

    def meets(self, other: Placed, room: float = 0.0) -> bool:
        """Whether two words come nearer to each other than `room`."""
        return (
            self.x < other.x + other.width + room
            and other.x < self.x + self.width + room
            and self.y < other.y + other.height + room
            and other.y < self.y + self.height + room
        )


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
    scale = 1.0
    while True:
        sizes = {
            word: scale * (SMALLEST + (GREATEST - SMALLEST) * shares[word] / most) for word in order
        }
        placed: list[Placed] = []
        for word in order:
            free = next(_free_places(word, sizes[word], width, height, placed), None)
            if free is None:
                break
            placed.append(free)
        if len(placed) == len(order):
            return placed
        scale *= 0.92


def _free_places(
    word: str, size: float, width: float, height: float, taken: list[Placed]
) -> Iterator[Placed]:
    ink = TextPath((0, 0), word, size=size, prop=_FONT).get_extents()
    for turn in range(4000):
        angle, reach = 0.35 * turn, 0.11 * turn
        # Words are wider than high, and so is the spiral.
        x = width / 2 + 1.8 * reach * cos(angle) - ink.width / 2
        y = height / 2 + reach * sin(angle) - ink.height / 2
        here = Placed(word, x, y, ink.width, ink.height, size)
        inside = x >= 0 and y >= 0 and x + ink.width <= width and y + ink.height <= height
        if inside and not any(here.meets(other, ROOM) for other in taken):
            yield here


def cloud(fields: Mapping[str, Mapping[str, float]], source: str) -> Figure:
    """A field of words for each title, side by side, sized by their share of people; a word is as
    large in each.
    """
    most = max(share for shares in fields.values() for share in shares.values())
    with plt.rc_context(STYLE):
        figure = plt.figure(figsize=(9, 3.6))
        wide = 0.96 / len(fields)
        for place, (title, shares) in enumerate(fields.items()):
            axis = figure.add_axes((0.02 + place * wide, 0.07, wide - 0.02, 0.83))
            _draw_words(axis, title, shares, most)
        figure.text(0.01, 0.012, source, fontsize=7)
    plt.close(figure)
    return figure


def _draw_words(axis: Axes, title: str, shares: Mapping[str, float], most: float) -> None:
    """One field; its axis counts points, so that a word is drawn as large as it was measured."""
    box = axis.get_position()
    width, height = (
        72 * side
        for side in (
            box.width * axis.figure.get_figwidth(),
            box.height * axis.figure.get_figheight(),
        )
    )
    axis.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
    axis.set_title(title, loc="left", fontsize=9.5, fontweight="bold", color=LINE)
    for spine in axis.spines.values():
        spine.set_color("#E4E4E4")
    for at in place_words(shares, width, height, most):
        ink = TextPath((0, 0), at.word, size=at.size, prop=_FONT).get_extents()
        axis.text(
            at.x - ink.x0,
            at.y - ink.y0,
            at.word,
            fontsize=at.size,
            fontproperties=_FONT,
            color=TEXT,
        )
