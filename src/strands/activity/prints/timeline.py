"""A time line on which a mark is as wide as its date is imprecise."""

from itertools import accumulate, pairwise
from textwrap import fill
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from pandas import DataFrame

from analysis.declare.periods import PERIODS, Period, periods_to
from analysis.declare.words import successive
from analysis.show.figures import BEHIND, GAP, LINE, PAGE, PHONE, drawing
from strands.activity.declares.partnership import SUBJECTS

BAND = "#D3DEE9"
_LANE = 0.21  # inches
_DASHED = (0, (3, 2))
_RULE = {"color": "#E3E3E3", "linewidth": 0.6, "zorder": 0}
_BOLD = {"fontsize": 7.5, "fontweight": "bold"}
ROOM = 1.5  # figures that have room beside a label
# How many figures of a label a page and a phone are wide; with fewer months than SHORT quarters are
# named.
WIDE, NARROW, SHORT = 60, 33, 24


class Mark(NamedTuple):
    """An event, or several of one date: its first month, the one after its last, and its lane."""

    first: int
    after: int
    lane: int
    label: str
    precision: str


def timeline(
    events: DataFrame, membership: DataFrame, of_period: str, source: str, wide: float = PAGE
) -> Figure:
    """Events by number and memberships up to a period, a row for the partnership and for each
    borough.

    `events` has `number, subject, first, last, precision`, `membership` `subject` and the months of
    joining and leaving; months like `2023-07`. Events without a date are not drawn, those of one
    row and span share a mark. On a phone the name of a row stands over it.
    """
    phone = wide <= PHONE
    known = periods_to(of_period)
    periods = [each for each in PERIODS if each.key in known and each.bounds[0]]
    dated = events[(events["first"] != "") & (events["subject"] != "")]
    start, end = _reach(dated, periods)
    unit = (end - start) / (NARROW if phone else WIDE)
    rows = {
        key: _marks(dated[dated["subject"] == key], end, unit)
        for key in SUBJECTS
        if key in {*dated["subject"], *membership["subject"]}
    }
    strip = 1 + max(_lanes_of(periods))
    tops = _tops(rows, strip + 0.5, phone)
    under, top = f"{source} Events are numbered as in the list of them.", 0.95 if phone else 0.6
    size = wide, tops[-1] * _LANE + 0.4 + top
    with drawing(under, size, style=None, top=top) as figure:
        axis = figure.axes[0]
        _axes(axis, start, end, tops[-1], unit)
        _strip(axis, periods)
        for (key, marks), (top, after) in zip(rows.items(), pairwise(tops), strict=True):
            for member in membership[membership["subject"] == key].itertuples():
                _band(axis, member, top + phone - 0.12, after - 0.38, periods[-1])
            for mark in marks:
                _mark(axis, mark, top + phone + mark.lane, unit)
            if phone:
                axis.text(start, top + 0.4, SUBJECTS[key], va="center", fontsize=8)
        middles = [(top + after - 0.5) / 2 for top, after in pairwise(tops)]
        names = ["Funding period", *(fill(SUBJECTS[key], 15) for key in rows)]
        axis.set_yticks(*([[]] if phone else [[strip / 2, *middles], names]))
        axis.hlines([top - 0.25 for top in tops], start, end, **_RULE)
        _legend(figure, 1 if phone else 2)
    return figure


def runs(numbers: list[int]) -> str:
    """Numbers in order with runs drawn together: `1, 4–6`."""
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
        for run in successive(numbers)
    )


def _ordinal(month: str) -> int:
    return pd.Period(month, "M").ordinal


def _months(first: str, last: str) -> tuple[int, int]:
    """The first month of a span and the one after its last."""
    return _ordinal(first), _ordinal(last) + 1


def _reach(dated: DataFrame, periods: list[Period]) -> tuple[int, int]:
    """The first January and the month after the last that is drawn."""
    months = [*dated["first"], *dated["last"]]
    for each in periods:
        months += each.bounds
    return _months(f"{min(months)[:4]}-01", max(months))


def _marks(rows: DataFrame, end: int, unit: float) -> list[Mark]:
    """The marks of a row, in lanes in which none lies on another; a figure of a label is `unit`
    months wide.
    """
    marks, free = [], []
    for span, of_date in rows.groupby(["first", "last"]):
        (first, after), label = _months(*span), runs(of_date["number"].tolist())
        # A label that does not fit the mark stands after it, or before it at the right edge.
        need = (len(label) + ROOM) * unit
        left, right = first, after
        if after - first < max(need, 2):
            left, right = (first, after + need) if after + need <= end else (first - need, after)
        lane = next((lane for lane, until in enumerate(free) if until <= left), len(free))
        free[lane : lane + 1] = [right]
        marks.append(Mark(first, after, lane, label, of_date["precision"].iloc[0]))
    return marks


def _tops(rows: dict[str, list[Mark]], first: float, named: bool) -> list[float]:
    """Where each row begins, from the top in lanes, and where the last one ends; `named` rows have
    a lane for their name.
    """
    lanes = [named + max([mark.lane + 1 for mark in marks], default=1) for marks in rows.values()]
    return list(accumulate((high + 0.5 for high in lanes), initial=first))


def _lanes_of(periods: list[Period]) -> list[int]:
    """A lane for each period, the next one where it may overlap the period before."""
    lanes = [0]
    for before, after in pairwise(periods):
        lanes.append(lanes[-1] + 1 if after.bounds[0] <= before.bounds[1] else lanes[-1])
    return lanes


def _axes(axis: Axes, start: int, end: int, bottom: float, unit: float) -> None:
    every = 3 if end - start < SHORT else 12
    marked = [month for month in range(start, end) if month % every == 0 and month + 4 * unit < end]
    axis.set(xlim=(start, end), ylim=(bottom, -0.1))
    axis.vlines(marked, -0.1, bottom, **_RULE)
    axis.set_xticks(marked, list(map(_tick, marked)), ha="left")
    axis.tick_params(length=0, labelsize=8)
    axis.xaxis.tick_top()
    axis.spines[:].set_visible(False)


def _tick(month: int) -> str:
    return f"{pd.Period(ordinal=month, freq='M'):{'%b' if month % 12 else '%Y'}}"


def _box(
    axis: Axes, span: tuple[float, float], top: float, bottom: float, color: str, **look
) -> None:
    """A rectangle over a span of months."""
    size = span[1] - span[0], bottom - top
    axis.add_patch(Rectangle((span[0], top), *size, facecolor=color, **look))


def _strip(axis: Axes, periods: list[Period]) -> None:
    """The funding periods; hatched at its widest where one is not dated."""
    for lane, each in zip(_lanes_of(periods), periods, strict=True):
        span = _months(*each.bounds)
        box, text = {"color": LINE, "edgecolor": LINE}, {"color": "white"}
        if each.first is None:
            box = {"color": "white", "edgecolor": GAP, "hatch": "////"}
            text = {"color": LINE, "bbox": BEHIND}
        _box(axis, span, lane + 0.08, lane + 0.92, **box)
        centre = {"ha": "center", "va": "center"}
        axis.text(sum(span) / 2, lane + 0.5, each.label, **centre, **_BOLD, **text)


def _band(axis: Axes, member, top: float, bottom: float, last: Period) -> None:
    """A membership: hatched while the borough may have been a member, filled while it certainly
    was.
    """
    if not member.joined_first:
        return
    first, end = _months(member.joined_first, member.left_last or last.bounds[1])
    sure = _ordinal(member.joined_last) + 1
    # Of one that left nobody knows when, no month is sure.
    until = _ordinal(member.left_first) if member.left_first else first if member.left else end
    _box(
        axis, (first, end), top, bottom, "none", edgecolor=GAP, hatch="////", linewidth=0, zorder=1
    )
    if sure < until:
        _box(axis, (sure, until), top, bottom, "white", zorder=1.1)
        _box(axis, (sure, until), top, bottom, BAND, zorder=1.2)


def _mark(axis: Axes, mark: Mark, top: float, unit: float) -> None:
    """A dot for one month, a box for several, and its numbers inside or beside it."""
    first, after, label = mark.first, mark.after, mark.label
    end, middle, need = axis.get_xlim()[1], top + 0.5, (len(label) + ROOM) * unit
    if after - first == 1:
        # Its label stands beside the dot, not beside the month.
        first, after = first + 0.5 - 0.5 * unit, first + 0.5 + 0.5 * unit
        axis.plot([mark.first + 0.5], [middle], marker="o", markersize=5.5, color=LINE, zorder=3)
    else:
        line = _DASHED if mark.precision == "period" else "-"
        look = {"edgecolor": LINE, "linewidth": 1.0, "linestyle": line, "zorder": 2}
        _box(axis, (first + 0.15, after - 0.15), top + 0.1, top + 0.9, "white", **look)
    style = {"va": "center_baseline", **_BOLD, "color": LINE, "zorder": 4}
    place, side = (first + after) / 2, "center"
    if after - first < need:
        style["bbox"] = BEHIND
        place, side = after + 0.7 * unit, "left"
        if mark.after + need > end:
            place, side = first - 0.7 * unit, "right"
    axis.text(place, middle, label, ha=side, **style)


def _legend(figure: Figure, columns: int) -> None:
    dot = Line2D([], [], marker="o", color=LINE, linestyle="none", markersize=5.5)
    white = {"facecolor": "white", "edgecolor": LINE}
    handles = {
        "event, to the month": dot,
        "event, somewhere in these months": Patch(**white),
        "event, dated only to its period": Patch(**white, linestyle=_DASHED),
        "member": Patch(facecolor=BAND),
        "may have been a member; a period at its widest": Patch(
            facecolor="white", edgecolor=GAP, hatch="////"
        ),
    }
    figure.legend(
        handles.values(),
        handles.keys(),
        ncols=columns,
        fontsize=7,
    )
