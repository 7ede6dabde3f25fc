"""What the counts of a series allow, as drawn: the steady changes within its interval, those that
would have shown, and the ends of its line, named where no line is.
"""

from collections.abc import Callable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from pandas import DataFrame, PeriodIndex, Series

from analysis.show.figures import ALLOWED, BEHIND, LINE, SHOWN, STILL, TEXT
from analysis.show.lookup import of_kind

# Between two numbers a steady change goes on the scale of its model.
Scale = tuple[Callable, Callable]
RATIOS: Scale = (np.log, np.exp)
ODDS: Scale = (lambda p: np.log(p / (1 - p)), lambda x: 1 / (1 + np.exp(-x)))
_DASHED = (0, (4, 2.5))


def steady(axis: Axes, steps: Series, found: DataFrame, freq: str, scale: Scale = RATIOS) -> float:
    """The band of the steady changes that a series allows, and the least fall and rise that would
    have shown, dashed; how high they reach, and 0 where none is known.

    `steps` are its quarters (`freq` Q) or months (M) by place, an empty one where nothing stands.
    `found` holds its findings `trend allowed` and `trend shown`: of their first and last step the
    ends, where the fall begins high and ends low and the rise goes the other way round. Of two
    readings of what is withheld both are drawn as one.
    """
    known = steps[steps != ""]
    at = Series(PeriodIndex(known, freq=freq).astype("int64"), index=known.index)
    reach = 0.0
    for statistic, draw in (("trend allowed", _band), ("trend shown", _dashed)):
        ends = of_kind(found, statistic).groupby("when").agg({"low": "min", "high": "max"})
        ends.index = PeriodIndex(ends.index, freq=freq).astype("int64")
        if len(ends) == 2:
            both = _both(at, ends, scale)
            draw(axis, *both)
            reach = max(reach, *(way.max() for way in both))
    return reach


def _band(axis: Axes, fall: Series, rise: Series) -> None:
    axis.fill_between(fall.index, fall, rise, color=ALLOWED, linewidth=0, zorder=0.5)


def _dashed(axis: Axes, *ways: Series) -> None:
    for way in ways:
        axis.plot(way.index, way, color=SHOWN, linewidth=1, linestyle=_DASHED, zorder=1)


def _both(at: Series, ends: DataFrame, scale: Scale) -> tuple[Series, Series]:
    """The fall and the rise by place, as far as there is an end on either side."""
    onto, back = scale
    (first, last), within = ends.index, at[at.between(*ends.index)]
    share = (within - first) / (last - first)
    ways = []
    for begin, end in (("high", "low"), ("low", "high")):
        start, stop = onto(ends[begin].iloc[0]), onto(ends[end].iloc[1])
        ways.append(back(start + share * (stop - start)))
    return ways[0], ways[1]


def named_ends(axis: Axes, values: Series, said: Series, moved: bool) -> None:
    """What is `said` of the first number left of its mark and of the last right of it, where no
    line is.
    """
    known = values.dropna()
    look = {"textcoords": "offset points", "va": "center", "fontsize": 7.5, "bbox": BEHIND}
    look |= {"color": LINE if moved else TEXT, "fontweight": "bold" if moved else "normal"}
    for places, off, side in (
        (known.index[:1], (-6, 0), "right"),
        (known.index[1:][-1:], (6, 0), "left"),
    ):
        for place in places:
            axis.annotate(said[place], (place, known[place]), off, ha=side, **look)


def legend(counted: str, found: DataFrame, moved: bool) -> tuple[Artist, ...]:
    """What the marks of panels of such findings are, as far as there are any; of a series that
    `moved` where one did.
    """
    dots = {"marker": "o", "markersize": 3.6, "linewidth": 1.5}
    lines, known = {"linewidth": 1, "linestyle": _DASHED}, {*found["statistic"]}
    marks = {
        Line2D([], [], color=STILL, label=counted, **dots): True,
        Line2D([], [], color=LINE, label="a series that may have moved", **dots): moved,
        Patch(facecolor=ALLOWED, label="steady trends these allow (95%)"): "trend allowed" in known,
        Line2D(
            [], [], color=SHOWN, label="least trends that would have shown", **lines
        ): "trend shown" in known,
    }
    return tuple(mark for mark, is_drawn in marks.items() if is_drawn)
