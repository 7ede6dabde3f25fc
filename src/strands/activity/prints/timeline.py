"""A time line on which a mark is as wide as its date is imprecise."""

from __future__ import annotations

from itertools import pairwise
from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from analysis.declare.periods import PERIODS, Period, periods_to
from analysis.show.figures import GAP, LINE, STYLE
from strands.activity.declares.partnership import SUBJECTS

BAND = "#D3DEE9"
_WIDTH, _LANE = 7.0, 0.21  # inches
_DASHED = (0, (3, 2))
ROOM = 1.5  # months beside a label; a figure of it is about as wide as a month
# With fewer months than SHORT a month is much wider than a figure: as wide as it were there LONG of
# them.
SHORT, LONG = 24, 60


def timeline(events: pd.DataFrame, membership: pd.DataFrame, of_period: str, source: str) -> Figure:
    """Events by number and memberships up to a period, a row for the partnership and for each
    borough.

    `events` has `number, subject, first, last, precision`, `membership` `subject` and the months of
    joining and leaving; months like `2023-07`. Events without a date are not drawn, those of one
    row and span share a mark.
    """
    periods = [one for one in PERIODS if one.key in periods_to(of_period) and one.bounds[0]]
    dated = events[(events["first"] != "") & (events["subject"] != "")]
    start, end = _reach(dated, periods)
    rows = {
        key: _marks(dated[dated["subject"] == key], end, _unit(start, end))
        for key in SUBJECTS
        if key in {*dated["subject"], *membership["subject"]}
    }
    tops, bottom = _tops(rows, 1.5 + max(_lanes_of(periods)))
    with plt.rc_context(STYLE):
        figure, axis = plt.subplots(figsize=(_WIDTH, bottom * _LANE + 1.0))
        _axes(axis, start, end, bottom)
        _strip(axis, periods)
        for place, (key, marks) in enumerate(rows.items()):
            mine = membership[membership["subject"] == key]
            for member in mine.itertuples():
                _band(axis, member, tops[place] - 0.12, tops[place + 1] - 0.38, periods[-1])
            for first, last, lane, label, precision in marks:
                _mark(axis, first, last, tops[place] + lane, label, precision)
        middles = [(top + after - 0.5) / 2 for top, after in pairwise(tops)]
        names = [fill(SUBJECTS[key], 15) for key in rows]
        axis.set_yticks([(1 + max(_lanes_of(periods))) / 2, *middles], ["Funding period", *names])
        axis.hlines(
            [top - 0.25 for top in tops], start, end, color="#E3E3E3", linewidth=0.6, zorder=0
        )
        _legend(figure)
        figure.text(
            0.01, 0.008, f"{source} Events are numbered as in the list of them.", fontsize=6.5
        )
        figure.tight_layout(rect=(0, 0.62 / figure.get_figheight(), 1, 1))
    plt.close(figure)
    return figure


def runs(numbers: list[int]) -> str:
    """Numbers in order with runs drawn together: `1, 4–6`."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in parts
    )


def _ordinal(month: str) -> int:
    return pd.Period(month, "M").ordinal


def _reach(dated: pd.DataFrame, periods: list[Period]) -> tuple[int, int]:
    """The first January and the month after the last that is drawn."""
    months = [*dated["first"], *dated["last"], *(month for one in periods for month in one.bounds)]
    return _ordinal(f"{min(months)[:4]}-01"), _ordinal(max(months)) + 1


def _unit(start: float, end: float) -> float:
    """How many months a figure of a label takes."""
    return 1.0 if end - start >= SHORT else (end - start) / LONG


def _marks(rows: pd.DataFrame, end: int, unit: float) -> list[tuple[int, int, int, str, str]]:
    """First month, month after the last, lane, label and precision of each mark of a row."""
    marks, free = [], []
    for (first, last), mine in rows.groupby(["first", "last"]):
        at, after, label = _ordinal(first), _ordinal(last) + 1, runs(mine["number"].tolist())
        # A label that does not fit the mark stands after it, or before it at the right edge.
        need = (len(label) + ROOM) * unit
        beside = (at, after + need) if after + need <= end else (at - need, after)
        taken = (at, after) if after - at >= max(need, 2) else beside
        lane = next((lane for lane, until in enumerate(free) if until <= taken[0]), len(free))
        free[lane : lane + 1] = [taken[1]]
        marks.append((at, after, lane, label, mine["precision"].iloc[0]))
    return marks


def _tops(rows: dict[str, list], first: float) -> tuple[list[float], float]:
    """Where each row begins, from the top in lanes, and where the last one ends."""
    tops = [first]
    for marks in rows.values():
        tops.append(tops[-1] + max([lane + 1 for _, _, lane, *_ in marks], default=1) + 0.5)
    return tops, tops[-1]


def _lanes_of(periods: list[Period]) -> list[int]:
    """A lane for each period, the next one where it may overlap the period before."""
    lanes = [0]
    for before, after in pairwise(periods):
        lanes.append(lanes[-1] + 1 if after.bounds[0] <= before.bounds[1] else lanes[-1])
    return lanes


def _axes(axis: Axes, start: int, end: int, bottom: float) -> None:
    every = 3 if end - start < SHORT else 12
    marked = [month for month in range(start, end) if month % every == 0]
    axis.set(xlim=(start, end), ylim=(bottom, -0.1))
    axis.vlines(marked, -0.1, bottom, color="#E3E3E3", linewidth=0.6, zorder=0)
    axis.set_xticks(marked, [_tick(month) for month in marked], ha="left")
    axis.tick_params(length=0, labelsize=8)
    axis.xaxis.tick_top()
    for spine in axis.spines.values():
        spine.set_visible(False)


def _tick(month: int) -> str:
    return (
        str(1970 + month // 12) if month % 12 == 0 else f"{pd.Period(ordinal=month, freq='M'):%b}"
    )


def _strip(axis: Axes, periods: list[Period]) -> None:
    for lane, one in zip(_lanes_of(periods), periods, strict=False):
        first, after, known = (
            _ordinal(one.bounds[0]),
            _ordinal(one.bounds[1]) + 1,
            one.first is not None,
        )
        look = (
            {"facecolor": LINE, "edgecolor": LINE}
            if known
            else {"facecolor": "white", "edgecolor": GAP}
        )
        axis.add_patch(
            Rectangle(
                (first, lane + 0.08), after - first, 0.84, hatch="" if known else "////", **look
            )
        )
        axis.text(
            (first + after) / 2,
            lane + 0.5,
            one.label,
            ha="center",
            va="center",
            fontsize=7.5,
            color="white" if known else LINE,
            fontweight="bold",
            bbox=None if known else {"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def _band(axis: Axes, member, top: float, bottom: float, last: Period) -> None:
    """A membership: hatched while the borough may have been a member, filled while it certainly
    was.
    """
    if not member.joined_first:
        return
    end = _ordinal(member.left_last or last.bounds[1]) + 1
    first = _ordinal(member.joined_first)
    # Where nobody knows when it left, it is sure of no month.
    until = _ordinal(member.left_first) if member.left_first else first if member.left else end
    sure = _ordinal(member.joined_last) + 1, until
    axis.add_patch(
        Rectangle(
            (first, top),
            end - first,
            bottom - top,
            facecolor="none",
            edgecolor=GAP,
            hatch="////",
            linewidth=0,
            zorder=1,
        )
    )
    if sure[0] < sure[1]:
        axis.add_patch(
            Rectangle(
                (sure[0], top), sure[1] - sure[0], bottom - top, facecolor="white", zorder=1.1
            )
        )
        axis.add_patch(
            Rectangle((sure[0], top), sure[1] - sure[0], bottom - top, facecolor=BAND, zorder=1.2)
        )


def _mark(axis: Axes, first: int, after: int, top: float, label: str, precision: str) -> None:
    """A dot for one month, a box for several, and its numbers inside or beside it."""
    middle, unit = top + 0.5, _unit(*axis.get_xlim())
    need = (len(label) + ROOM) * unit
    if after - first == 1:
        # Its label stands beside the dot, not beside the month.
        first, after = first + 0.5 - 0.5 * unit, first + 0.5 + 0.5 * unit
        axis.plot([(first + after) / 2], [middle], marker="o", markersize=5.5, color=LINE, zorder=3)
    else:
        line = _DASHED if precision == "period" else "-"
        axis.add_patch(
            Rectangle(
                (first + 0.15, top + 0.1),
                after - first - 0.3,
                0.8,
                facecolor="white",
                edgecolor=LINE,
                linewidth=1.0,
                linestyle=line,
                zorder=2,
            )
        )
    style = {
        "va": "center_baseline",
        "fontsize": 7.5,
        "fontweight": "bold",
        "color": LINE,
        "zorder": 4,
    }
    beside = {**style, "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.6}}
    if after - first >= need:
        axis.text((first + after) / 2, middle, label, ha="center", **style)
    elif after + need <= axis.get_xlim()[1]:
        axis.text(after + 0.7 * unit, middle, label, ha="left", **beside)
    else:
        axis.text(first - 0.7 * unit, middle, label, ha="right", **beside)


def _legend(figure: Figure) -> None:
    handles = {
        "event, to the month": Line2D(
            [], [], marker="o", color=LINE, linestyle="none", markersize=5.5
        ),
        "event, somewhere in these months": Patch(facecolor="white", edgecolor=LINE),
        "event, known only to its period": Patch(
            facecolor="white", edgecolor=LINE, linestyle=_DASHED
        ),
        "member": Patch(facecolor=BAND),
        "may have been a member; a period at its widest": Patch(
            facecolor="white", edgecolor=GAP, hatch="////"
        ),
    }
    figure.legend(
        handles.values(),
        handles.keys(),
        loc="lower left",
        ncol=3,
        fontsize=7,
        frameon=False,
        bbox_to_anchor=(0.0, 0.2 / figure.get_figheight()),
        handlelength=2.2,
    )
