"""Counts by quarter in small panels, an axis of its own each: gaps stay gaps."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from pandas import DataFrame, Series

from analysis.declare.periods import BETWEEN, gaps
from analysis.declare.statuses import SYMBOLS, withheld_range
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import trends
from analysis.show.figures import BEHIND, GAP, LINE, PAGE, STILL, TEXT
from analysis.show.panels import gap, grid, sign, stretches, time_axis

_QUARTERS = "Quarters stand by their first month."
# The series stands in the lower part of its panel, whatever its trends could be.
_REACH = 2.2


def small_multiples(
    rows: DataFrame,
    panels: dict[str, tuple[str, str]],
    trends_of: DataFrame,
    moved: set[str],
    source: str,
    wide: float = PAGE,
) -> Figure:
    """Counts by quarter, a panel each, every panel with its own axis from zero.

    `rows` has `panel, quarter, count, status`, one row a panel and quarter; `panels` gives each
    panel its title and the line under it. A quarter without a count is a hatched gap, and no line
    crosses it; nor does one cross quarters between two periods, which stand as an empty place, or
    join those that are counted `anew`, where that is told, to those before. A count that may not be
    told is a bar over the range that its `raw` states. `trends_of` holds the findings
    `trend allowed` and `trend shown` of each `panel`; those that `moved` stand out. Quarters of
    which `joined` is told begin behind a line.
    """

    def draw(axis: Axes, key: str) -> None:
        of_panel = _with_gaps(rows[rows["panel"] == key])
        _counts(axis, of_panel, trends_of[trends_of["panel"] == key], key in moved)

    bars = f" Grey bars: where {SYMBOL} lies." if _hidden(rows).any() else ""
    return grid(
        {key: title for key, (title, _) in panels.items()},
        draw,
        f"{source} {_QUARTERS} Each panel has its own axis from zero.{bars}",
        says={key: says for key, (_, says) in panels.items()},
        quiet=[key for key in panels if key not in moved],
        legend=trends.legend("counts as returned", trends_of, bool(moved)),
        high=1.55,
        wide=wide,
    )


def _hidden(rows: DataFrame) -> Series:
    return rows["count"].map(withheld).astype(bool)


def _with_gaps(rows: DataFrame) -> DataFrame:
    """The quarters of a panel in order, with an empty row where some lie between two of them."""
    ordered = rows.sort_values("quarter")
    empty = [
        {"quarter": after, "count": None, "status": BETWEEN} for after in gaps(rows["quarter"])
    ]
    if not empty:
        return ordered.reset_index(drop=True)
    every = pd.concat([DataFrame(empty), ordered], ignore_index=True)
    # An empty row comes right before the quarter after it.
    return every.sort_values("quarter", kind="stable", ignore_index=True)


def _counts(axis: Axes, rows: DataFrame, found: DataFrame, moved: bool) -> None:
    hidden = _hidden(rows)
    counts = pd.to_numeric(rows["count"].mask(hidden), errors="coerce").astype("float64")
    steps = rows["quarter"].mask(rows["status"] == BETWEEN, "")
    reach = trends.steady(axis, steps, found, "Q")
    # A new stretch of line begins after every gap, and with another way of counting.
    anew = rows["anew"].fillna(0) if "anew" in rows else None
    stretches(axis, counts, 3.6, 1.9 if moved else 1.4, LINE if moved else STILL, anew)
    ranges = {row.Index: withheld_range(row.raw) for row in rows[hidden].itertuples()}
    for place, ends in ranges.items():
        axis.vlines(place, *ends, color=GAP, linewidth=7)
        _above(axis, place, ends[1], SYMBOL)
    for place, status in rows.loc[counts.isna() & ~hidden, "status"].items():
        if status != BETWEEN:
            gap(axis, place)
        sign(axis, place, SYMBOLS.get(status, BETWEEN))
    _starts(axis, rows)
    highest = max([*counts.dropna(), *(high for _, high in ranges.values())], default=0)
    room = 0.09 * len(rows)
    top = max(1.0, 1.22 * highest, min(1.05 * reach, _REACH * highest))
    axis.set(
        xlim=(-0.5 - room, len(rows) - 0.5 + room), ylim=(0, top), xlabel="", ylabel="a quarter"
    )
    trends.named_ends(axis, counts, counts.map("{:,.0f}".format), moved)
    time_axis(axis, steps, "Q")
    axis.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    sns.despine(ax=axis)


def _starts(axis: Axes, rows: DataFrame) -> None:
    """Upright lines where the borough joined, and where something is counted otherwise."""
    for column, said in (("joined", "joined"), ("anew", "counted otherwise")):
        since = rows.index[rows[column].fillna(0) > 0] if column in rows else []
        if len(since) and since[0] > 0:
            axis.axvline(since[0] - 0.5, color=TEXT, linewidth=0.8)
            look = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
            axis.annotate(said, (since[0] - 0.5, 1), (3, -1), va="top", fontsize=7, **look)


def _above(axis: Axes, place: float, height: float, text: str) -> None:
    """What stands above a mark."""
    look = {"textcoords": "offset points", "ha": "center", "bbox": BEHIND, "fontsize": 7}
    axis.annotate(text, (place, height), (0, 4), **look)
