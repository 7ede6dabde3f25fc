"""Small panels, one a series, and what is drawn alike in them: lines with gaps, upright lines,
signs.

Every function draws finished rows; `grid` returns the closed Figure.
"""

from collections.abc import Callable, Mapping, Sequence

import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter
from pandas import DataFrame, PeriodIndex, Series

from analysis.show import trends
from analysis.show.figures import BEHIND, GAP, LINE, PAGE, PHONE, STILL, TEXT, drawing, wrapped

# Letters of a panel's title, wider as they are bold, and of the line under it.
_TITLE, _BOLD, _SAYS = 8.5, 1.12, 7.5


def grid(
    panels: Mapping[str, str],
    draw: Callable[[Axes, str], None],
    under: str,
    *,
    wide: float = PAGE,
    across: int = 2,
    high: float = 2.0,
    says: Mapping[str, str] | None = None,
    quiet: Sequence[str] = (),
    legend: Sequence[Artist] = (),
    style: str | None = "ticks",
    share_y: bool = False,
    finish: Callable[[Figure], object] | None = None,
) -> Figure:
    """A panel for each of `panels` (key to title), filled by `draw`, with a line `under` them all.

    `wide` inches hold panels so many `across`, or one alone where that is a phone; a panel is
    `high` inches without its words. `says` is a line under a title, those of `quiet` panels stand
    back, `legend` has a handle for each kind of mark, over the panels; `finish` draws what stands
    once for all panels.
    """
    across = across if wide > PHONE else 1
    deep = -(-len(panels) // across)
    room = wide / across - 0.55
    titles = {key: wrapped(title, room, _TITLE * _BOLD) for key, title in panels.items()}
    said = {key: wrapped((says or {}).get(key, ""), room, _SAYS) for key in panels}
    # Titles of one row begin at one height.
    lines = max(len(titles[key]) * _TITLE + len(said[key]) * _SAYS for key in panels)
    columns = min(len(legend), 1 if wide <= PHONE else 2) or 1
    top = 0.19 * -(-len(legend) // columns)
    inches = wide, (high + 1.25 * lines / 72) * deep + top
    look = {"style": style, "sharey": share_y, "h_pad": 1.4, "w_pad": 1.6, "top": top}
    with drawing(under, inches, deep, across, **look) as figure:
        for axis in figure.axes[len(panels) :]:
            axis.set_visible(False)
        for axis, key in zip(figure.axes, panels, strict=False):
            draw(axis, key)
            _words_over(axis, titles[key], said[key], TEXT if key in quiet else LINE)
        if legend:
            figure.legend(handles=list(legend), ncols=columns, columnspacing=1.4)
        if finish:
            finish(figure)
    return figure


def _words_over(axis: Axes, title: list[str], says: list[str], color: str) -> None:
    """A panel's title, and under it what it shows."""
    if says:
        axis.annotate(
            "\n".join(says),
            (0, 1),
            (0, 5),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=_SAYS,
            va="bottom",
        )
    pad = 6 + 1.25 * _SAYS * len(says)
    look = {"loc": "left", "fontsize": _TITLE, "fontweight": "bold"}
    axis.set_title("\n".join(title), color=color, pad=pad, **look)


def stretches(
    axis: Axes,
    values: Series,
    marker: float,
    width: float,
    color: str = LINE,
    anew: Series | None = None,
) -> None:
    """A line through `values` by place; after every gap a new stretch begins, and where what is
    counted `anew` does.
    """
    breaks = values.isna().cumsum() + (0 if anew is None else anew)
    for _, known in values.dropna().groupby(breaks):
        axis.plot(
            known.index,
            known,
            color=color,
            marker="o",
            markersize=marker,
            linewidth=width,
            clip_on=False,
        )


def gap(axis: Axes, place: float, hatch: str = "////") -> None:
    """A hatched stretch where there is no number."""
    axis.axvspan(
        place - 0.5, place + 0.5, facecolor="none", edgecolor=GAP, hatch=hatch, linewidth=0
    )


def sign(axis: Axes, place: float, text: str, **of_text: float) -> None:
    """What stands low down where there is no number, out of the way of numbers beside a line."""
    axis.annotate(
        text,
        (place, 0.12),
        xycoords=("data", "axes fraction"),
        ha="center",
        va="center",
        bbox=BEHIND,
        **of_text,
    )


def share_panel(axis: Axes, rows: DataFrame, found: DataFrame, freq: str, moved: bool) -> None:
    """Shares in order with their intervals, on an axis from zero, over their steps of time.

    `rows` has `when, estimate, low, high, said, sign`, one a place: what is `said` stands beside
    the first and the last share and over a range, and `sign` where there is no share. A place
    without ends is a hatched gap; one with ends and no share is the line between its ends. `found`
    holds the findings `trend allowed` and `trend shown`; `freq` is `Q` or `M`; a series that
    `moved` stands out.
    """
    ends = rows.dropna(subset=["low", "high"])
    reach = trends.steady(axis, rows["when"], found, freq, trends.ODDS)
    top = min(1.0, 1.25 * max(ends["high"].max(), 0.8 * reach)) if len(ends) else 1.0
    axis.vlines(ends.index, ends["low"], ends["high"], color=GAP, linewidth=2.2)
    stretches(axis, rows["estimate"].astype("float64"), 3.6, 1.5, LINE if moved else STILL)
    trends.named_ends(axis, rows["estimate"].astype("float64"), rows["said"], moved)
    for row in ends[ends["estimate"].isna()].itertuples():
        look = {"textcoords": "offset points", "ha": "center", "fontsize": 7}
        axis.annotate(row.said, (row.Index, row.high), (0, 3), **look)
    for place in rows.index[rows["low"].isna()]:
        gap(axis, place)
    # Months side by side without a share have one sign.
    runs = rows["sign"].ne(rows["sign"].shift()).cumsum()
    for _, alike in rows[rows["sign"] != ""].groupby(runs):
        sign(axis, alike.index.to_numpy().mean(), alike["sign"].iloc[0], fontsize=7)
    room = 0.14 * len(rows)
    axis.set(xlim=(-0.5 - room, len(rows) - 0.5 + room), ylim=(0, top), xlabel="")
    time_axis(axis, rows["when"], freq)
    axis.yaxis.set_major_locator(MaxNLocator(4))
    axis.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    sns.despine(ax=axis)


def time_axis(axis: Axes, steps: Series, freq: str) -> None:
    """Each month (`freq` M) by its name, or quarter (Q) by that of its first month, and its year
    under the first and each January; of very many the years alone. `steps` stand by place, an empty
    one without a name.
    """
    known = steps[steps != ""]
    starts = [*zip(known.index, PeriodIndex(known, freq=freq).start_time, strict=True)]
    few = len(steps) <= 16
    # Twelve months side by side have room for every third, and so have more than eight quarters for every second.
    every = 6 if freq == "Q" and len(steps) > 8 else 3
    names = {place: f"{start:%b}" for place, start in starts if few and start.month % every == 1}
    years = {
        place: f"{start:%Y}"
        for place, start in starts
        if start.month == 1 or place == known.index[0]
    }
    under_names(axis, range(len(steps)), names, years)


def under_names(
    axis: Axes, places: Sequence[int], names: Mapping[int, str], years: Mapping[int, str]
) -> None:
    """Names under places and, on a line of their own, years: two lines of one label would part in
    letters of another width.
    """
    axis.set_xticks(list(places))
    axis.set_xticklabels([names.get(place, "") for place in places], fontsize=7)
    for place, year in years.items():
        axis.annotate(
            year,
            (place, 0),
            (0, -14),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=7,
        )
