"""Numbers by name in small panels, each with what is said of it over its mark: a bar from zero, or a
dot on its interval.
"""

from collections.abc import Iterator
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from analysis.declare.traced import untraced
from analysis.declare.withheld import withheld
from analysis.show.figures import LINE, PAGE, PHONE, STILL, wrapped
from analysis.show.panels import grid
from analysis.show.printed import PrintedFigure

# Points: letters, and a bar with what stands free around it.
_SAID, _BAR = 7.5, 18


def bars(
    key: str, title: str, rows: DataFrame, source: str, heads: tuple[str, str, str]
) -> Iterator[PrintedFigure]:
    """The figure of `rows`, `panel, name, said, estimate, low, high` in the order to be drawn; none of
    fewer than two numbers that are known.

    A count is a bar, a number known within two ends a bar that is hatched between them, an estimate
    within its interval a dot on it; one that is withheld has words alone. `heads` name panels, names
    and what is said in the data beside the figure.
    """
    # Sentences and data keep what their numbers are of; what is drawn needs the numbers alone.
    known, rows = rows, untraced(rows)
    known = known.assign(panel=rows["panel"])
    ends = rows[["estimate", "low", "high"]]
    ends = ends.mask(ends.map(withheld).astype(bool)).astype("float64")
    for end in ("low", "high"):
        ends[end] = ends[end].fillna(ends["estimate"])
    rows = rows.assign(**ends)
    if rows["high"].notna().sum() < 2:
        return
    parts = [
        f"{panel}: {'; '.join(of_panel['name'] + ' ' + of_panel['said'])}."
        for panel, of_panel in known.groupby("panel", sort=False)
    ]
    told = known[["panel", "name", "said"]].set_axis(list(heads), axis=1)
    yield PrintedFigure(key, title, " ".join(parts), partial(_drawn, rows, source), told)


def _drawn(rows: DataFrame, source: str, wide: float = PAGE) -> Figure:
    panels = list(rows["panel"].unique())
    across = 1 if wide <= PHONE else min(3, len(panels))
    over = [
        wrapped(f"{row.name}: {row.said}", wide / across - 0.35, _SAID)
        for row in rows.itertuples(index=False)
    ]
    # Points: from the top of its panel to the bar of each row, which has its words above it.
    deep = Series([1.3 * _SAID * len(lines) + _BAR for lines in over], rows.index)
    at = deep.groupby(rows["panel"]).cumsum() - 7
    rows = rows.assign(over=["\n".join(lines) for lines in over], at=at)

    def draw(axis: Axes, key: str) -> None:
        _panel(axis, rows[rows["panel"] == key])
        axis.set(ylim=(at.max() + 7, 0), xticks=[], yticks=[])

    own = " Each panel has its own scale from zero." * (len(panels) > 1)
    high = (at.max() + 7) / 72
    named = dict(zip(panels, panels, strict=True))
    return grid(named, draw, source + own, across=across, high=high, style=None, wide=wide)


def _panel(axis: Axes, rows: DataFrame) -> None:
    is_dot = rows["estimate"].notna() & (rows["low"] < rows["high"])
    dots, solid = rows[is_dot], rows[~is_dot]
    axis.hlines(dots["at"], dots["low"], dots["high"], color=STILL, linewidth=2.4)
    axis.plot(dots["estimate"], dots["at"], "o", color=LINE, markersize=5.5)
    axis.barh(solid["at"], solid["low"], height=5.5, color=LINE)
    look = {"color": "white", "edgecolor": LINE, "hatch": "//////", "linewidth": 0.6}
    beyond = solid[solid["low"] < solid["high"]]
    axis.barh(beyond["at"], beyond["high"] - beyond["low"], 5.5, beyond["low"], **look)
    for row in rows.itertuples():
        look = {"textcoords": "offset points", "fontsize": _SAID}
        # Words that are as wide as their panel would leave no room for it.
        axis.annotate(row.over, (0, row.at), (2, 6), **look).set_in_layout(False)
    axis.vlines(0, rows["at"].min() - 7, rows["at"].max() + 7, color=STILL, linewidth=0.8)
    most = rows["high"].max() or 1
    axis.set_xlim(-0.02 * most, 1.03 * most)
    axis.spines[:].set_visible(False)
