"""Figures of official statistics: one line for the members, grey ones for every other authority;
and where the members' mean lies among those of others.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.show import words
from analysis.show.figures import BEHIND, GAP, LINE, PAGE, TEXT
from analysis.show.lookup import index, of_kind
from analysis.show.panels import grid
from analysis.show.printed import Block, PrintedFigure
from analysis.show.words import change
from strands.context.declares import ENGLAND, OUTCOMES

_CHANGE, _P = "The members' mean change", "p among as many others"
_RATIOS = (0.125, 0.25, 0.5, 0.71, 0.8, 0.9, 1, 1.11, 1.25, 1.41, 2, 4, 8)


def blocks(found: DataFrame, lines: DataFrame, means: DataFrame, source: str) -> Iterator[Block]:
    """The lines and the ranks of the outcomes tested; nothing where none is."""
    if lines.empty:
        return
    panels = {subject: OUTCOMES[subject].name for subject in lines["subject"].unique()}
    drawn = found["reading"].eq(ENGLAND) & found["subject"].isin(panels)
    yield _of_lines(lines, panels, found[drawn], source)
    yield _of_ranks(found, means, panels, source)


def _of_lines(
    lines: DataFrame, panels: dict[str, str], found: DataFrame, source: str
) -> PrintedFigure:
    joined = of_kind(found, "member_change")
    verdicts = {
        lower(panels[row.subject]): row.verdict for row in of_kind(found, "verdict").itertuples()
    }
    title = (
        f"Since they joined, against all other authorities: {words.outcome(verdicts, 'outcomes')}"
    )
    alt = " ".join((f"{len(panels)} line charts.", *_alt(lines, panels)))
    members = lines[lines["group"] == "members"]
    data = DataFrame(
        {
            "Outcome": members["subject"].map(panels),
            "Year to March": members["year"].astype(str),
            "Members' mean, odds": members["odds"].map("{:.3f}".format),
        }
    )
    draw = partial(member_lines, lines, panels, joined, source)
    return PrintedFigure("context-lines", title, alt, draw, data)


def lower(name: str) -> str:
    """A name inside a sentence."""
    return name[0].lower() + name[1:]


def member_lines(
    lines: DataFrame,
    panels: dict[str, str],
    joined: DataFrame,
    source: str,
    wide: float = PAGE,
) -> Figure:
    """The members' mean among grey lines of all others, a panel an outcome."""

    def draw(axis: Axes, subject: str) -> None:
        mine = lines[lines["subject"] == subject]
        for group, look in _LOOKS.items():
            for _, line in mine[mine["group"] == group].groupby("authority"):
                axis.plot(line["year"].astype(float), line["odds"].astype(float), **look)
        years = joined.loc[joined["subject"] == subject, "x"].value_counts()
        for year, number in years.sort_index().items():
            axis.axvline(year - 0.5, color=TEXT, linewidth=0.9, linestyle=(0, (4, 3)))
            axis.annotate(
                f"+{number}",
                (year - 0.5, 1),
                (3, -2),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                fontsize=7,
                va="top",
                bbox=BEHIND,
            )
        axis.set(yscale="log", ylabel="odds")
        axis.yaxis.set_major_locator(FixedLocator(_odds(mine["odds"])))
        axis.yaxis.set_minor_locator(NullLocator())
        axis.yaxis.set_major_formatter(FuncFormatter(lambda odds, _: f"{odds:g}"))
        axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        sns.despine(ax=axis)

    under = (
        f"{source} Years ended in March. Grey: every other authority that has all years; blue: the mean"
        f" of the members{_lacking(joined)}. “Less other factors”: odds divided by those of the other"
        " factors. Broken lines with a number: so many members joined. Each panel has its own axis."
    )
    return grid(panels, draw, under, high=2.2, wide=wide)


def _lacking(joined: DataFrame) -> str:
    """Which members the mean is without in some years."""
    noted = joined[joined["note"] != ""].drop_duplicates(["borough", "note"])
    told = [
        f"{borough_name(row.borough)} in {row.note.removeprefix('without ')}"
        for row in noted.itertuples()
    ]
    return f" (without {words.listed(told)})" if told else ""


_LOOKS = {
    "donor": {"color": GAP, "linewidth": 0.5, "alpha": 0.6},
    "members": {"color": LINE, "linewidth": 2.4, "marker": "o", "markersize": 4},
}


def _odds(values) -> list[float]:
    low, high = np.nanmin(values), np.nanmax(values)
    steps = [a * 10.0**b for b in range(-4, 5) for a in (1, 2, 3, 5)]
    within = [step for step in steps if low <= step <= high]
    return within or [float(low)]


def _alt(lines: DataFrame, panels: dict[str, str]) -> Iterator[str]:
    for subject, name in panels.items():
        mine = lines[lines["subject"] == subject]
        mean = mine[mine["group"] == "members"].sort_values("year")
        others = mine.loc[mine["group"] == "donor", "authority"].nunique()
        first, last = mean.iloc[0], mean.iloc[-1]
        yield (
            f"{name}: {others} grey lines; the members' mean goes from odds of {first['odds']:.2f} in"
            f" {first['year']} to {last['odds']:.2f} in {last['year']}."
        )


def _of_ranks(
    found: DataFrame, means: DataFrame, panels: dict[str, str], source: str
) -> PrintedFigure:
    seen = {
        subject: index(found[found["subject"].eq(subject) & found["reading"].eq(ENGLAND)])
        for subject in panels
    }
    rows = [
        {
            "Outcome": name,
            _CHANGE: change(seen[subject]["change"]["estimate"]),
            _P: words.number(seen[subject]["change_p"]["estimate"], 2),
        }
        for subject, name in panels.items()
    ]
    apart = sum(by["change_p"]["estimate"] < 0.05 for by in seen.values())
    title = (
        f"For {apart} of {words.count(len(seen), 'outcome')} the members' mean change lies outside the"
        " middle 95% of means of as many others"
    )
    alt = f"{len(panels)} histograms of means of random authorities." + "".join(
        f" {row['Outcome']}: the members' mean, {row[_CHANGE]}, has a p of {row[_P]} among them."
        for row in rows
    )
    draw = partial(ranks, seen, means, panels, source)
    return PrintedFigure("context-ranks", title, alt, draw, DataFrame(rows))


def ranks(
    seen: dict, means: DataFrame, panels: dict[str, str], source: str, wide: float = PAGE
) -> Figure:
    """Where the members' mean lies among those of as many others, a panel an outcome."""

    def draw(axis: Axes, subject: str) -> None:
        drawn = np.log(means.loc[means["subject"] == subject, "mean"].astype(float))
        sns.histplot(x=drawn, ax=axis, bins=40, color=GAP, edgecolor="white", linewidth=0.3)
        mean = seen[subject]["change"]["estimate"]
        axis.axvline(np.log(mean), color=LINE, linewidth=2.4)
        axis.annotate(
            f"the members, ×{mean:.2f}",
            (np.log(mean), 1),
            (4, -2),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=7.5,
            color=LINE,
            va="top",
            bbox=BEHIND,
        )
        reach = 1.1 * max(abs(drawn).max(), abs(np.log(mean)))
        ticks = [np.log(ratio) for ratio in _RATIOS if abs(np.log(ratio)) <= reach]
        # Room for the words above every bar.
        top = 1.18 * axis.get_ylim()[1]
        axis.set(xlim=(-reach, reach), ylim=(0, top), xlabel="change of odds", ylabel="", yticks=[])
        some = ticks[len(ticks) // 2 % 2 :: 2] if len(ticks) > 5 else ticks
        axis.set_xticks(some, [f"×{np.exp(tick):.2f}" for tick in some], fontsize=7)
        sns.despine(ax=axis, left=True)

    under = f"{source} Grey: means of as many other authorities, drawn at random and given the members' years of joining."
    return grid(panels, draw, under, high=1.8, wide=wide)
