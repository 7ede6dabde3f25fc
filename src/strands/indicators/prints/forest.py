"""Changes of boroughs and their average side by side, on one axis of ratios: a forest plot."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from analysis.show.figures import BEHIND, GAP, LINE, PAGE, PHONE, STILL, TEXT
from analysis.show.panels import grid

# The ends of the axis of changes: what lies beyond has an arrow.
LEAST, MOST = 0.1, 10.0
_TICKS = {0.25: "a quarter", 0.5: "half", 1: "no change", 2: "twice", 4: "4 times"}
_OFTEN = (0.5, 2)  # that a phone has no room for


class Line(NamedTuple):
    """A line of a forest plot: a borough, the `average` of all, or where `another` would lie."""

    name: str
    kind: str
    low: float
    high: float
    at: float
    said: str


def forest(
    shown: Mapping[str, Sequence[Line]],
    panels: Mapping[str, str],
    quiet: Sequence[str],
    source: str,
    wide: float = PAGE,
) -> Figure:
    """Changes with their intervals, a panel an indicator and a line a borough, all on one axis of
    ratios, names and numbers in columns beside it.
    """
    deep = max(map(len, shown.values()))
    phone = wide <= PHONE
    under = (
        "The line of a borough rests on its own counts alone: the interval to quote is that of its own"
        " section, where it has one, which also allows for quarters that resemble the one before and for"
        f" how the indicator varies in all boroughs. {source} Lines are 95% intervals, with an arrow where"
        " one goes on beyond the axis. Another borough: where the change of a borough like these would lie,"
        " if they differ."
    )
    look = {"high": 0.2 + (0.33 if phone else 0.115) * deep, "across": 1, "wide": wide}

    def draw(axis: Axes, key: str) -> None:
        _forest(axis, shown[key], key not in quiet, phone)
        # One axis for all is named once on a page, which then has room for it.
        axis.tick_params(labelbottom=phone or key == [*shown][-1])

    return grid(panels, draw, under, quiet=quiet, **look)


def _forest(axis: Axes, lines: Sequence[Line], moved: bool, phone: bool) -> None:
    color = LINE if moved else STILL
    looks = {
        "borough": (GAP, 2.2, "s", 4.5),
        "average": (color, 3.2, "D", 6),
        "another": (color, 0.9, "", 1),
    }
    for place, line in enumerate(lines):
        of_line, width, marker, size = looks[line.kind]
        _line(axis, place, line.low, line.high, of_line, width)
        if LEAST <= line.at <= MOST:
            axis.plot(line.at, place, marker=marker, color=color, markersize=size)
        _named(axis, place, line, phone)
    boroughs = sum(line.kind == "borough" for line in lines)
    axis.axvline(1, color=TEXT, linewidth=0.9, linestyle=(0, (4, 3)), zorder=0)
    if not phone:
        axis.axhline(boroughs - 0.5, color=GAP, linewidth=0.6)
    axis.set(
        xscale="log",
        xlim=(0.85 * LEAST, MOST / 0.85),
        ylim=(len(lines) - 0.4, -0.6 - 0.4 * phone),
        yticks=[],
    )
    ticks = {at: name for at, name in _TICKS.items() if not (phone and at in _OFTEN)}
    axis.xaxis.set_major_locator(FixedLocator([*ticks]))
    axis.xaxis.set_minor_locator(NullLocator())
    axis.set_xticklabels(ticks.values(), fontsize=7)
    sns.despine(ax=axis, left=True)


def _named(axis: Axes, place: int, line: Line, phone: bool) -> None:
    """The name left of a line and its ratio right of it; on a phone both above it."""
    look = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
    look |= {"fontsize": 7 if phone else 7.5}
    look |= {"fontweight": "bold" if line.kind == "average" else "normal"}
    if phone:
        both = f"{line.name} {line.said.replace('under ', '<')}"
        axis.annotate(both, (0, place), (0, 5), va="bottom", bbox=BEHIND, **look)
        return
    axis.annotate(line.name, (0, place), (-6, 0), ha="right", va="center", **look)
    axis.annotate(line.said, (1, place), (6, 0), va="center", **look)


def _line(axis: Axes, place: float, low: float, high: float, color: str, width: float) -> None:
    """An interval, with an arrow at an end that lies beyond the axis."""
    ends_ = np.clip([low, high], LEAST, MOST)
    axis.plot(ends_, [place, place], color=color, linewidth=width, solid_capstyle="butt")
    for end, beyond, arrow in ((ends_[0], low < LEAST, "<"), (ends_[1], high > MOST, ">")):
        if beyond:
            axis.plot(end, place, marker=arrow, color=color, markersize=4.5, clip_on=False)
