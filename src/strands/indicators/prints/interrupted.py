"""Long series before and since a borough joined, as printed: the step, the slope, and what would
have come had the trend gone on.
"""

from collections.abc import Iterator
from functools import partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from pandas import DataFrame, PeriodIndex, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label
from analysis.show import words
from analysis.show.figures import ALLOWED, LINE, PAGE, SHOWN, TEXT
from analysis.show.lookup import ends, index, of_kind
from analysis.show.over_time import ALLOWED_FOR
from analysis.show.panels import grid, time_axis
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.words import change
from strands.indicators.declares import as_withheld

Key = tuple[str, str, str]


def blocks(found: DataFrame, returned: DataFrame, source: str) -> Iterator[Block]:
    """The series with enough quarters on either side of the start; nothing where none has."""
    fitted = found[found["statistic"].eq("step") & found["estimate"].notna()]
    names = set(zip(fitted["borough"], fitted["subject"], fitted["reading"], strict=True))
    every = {key: rows for key, rows in _each(found) if key in names}
    if not every:
        return
    yield Heading("indicators-interrupted", "Before and since joining")
    tested = of_kind(found, "steps_tested")["estimate"].iloc[0]
    said = (_sentence(key, index(rows), tested) for key, rows in every.items())
    yield Paragraphs((*said, _NOT_WHY))
    yield _figure(every, returned, source)
    yield _table(every)


_NOT_WHY = (
    "A step says that counts changed when the borough joined, not that they changed because it did:"
    " whatever else changed in the same quarter is in it too."
)


def _each(found: DataFrame) -> Iterator[tuple[Key, DataFrame]]:
    about = found[found["borough"].ne("") & found["subject"].ne("")]
    yield from about.groupby(["borough", "subject", "reading"], sort=False)


def _name(key: Key) -> str:
    borough, indicator, reading = key
    read = "" if reading == "as returned" else f" ({reading})"
    return f"{borough_name(borough)}, {INDICATOR[indicator].name.lower()}{read}"


def _sentence(key: Key, said: dict[str, Series], tested: float) -> str:
    """What may be said of one series, by the same rule for a step up and a step down."""
    step, verdict = said["step"], said["step_verdict"]["verdict"]
    start, (low, high) = quarter_label(step["note"]), (change(step[end]) for end in ("low", "high"))
    slope = said.get("slope_since")
    later = ""
    if slope is not None:
        ways = " to ".join(change(slope[end]) for end in ("low", "high"))
        later = f" From then on the change a quarter differs from before by {ways}."
    if verdict == CANNOT_TELL:
        return (
            f"**{_name(key)}: {verdict}.** At {start} the counts are compatible with anything from"
            f" {low} to {high} against the trend before. {_would_show(said['step_detectable'])}{later}"
        )
    chance = "can still" if said["step_p_holm"]["estimate"] < 0.05 else "can no longer"
    return (
        f"**{_name(key)}: {verdict}.** At {start} the counts fit a step, {change(step['estimate'])}"
        f" against the trend before (95% interval: {low} to {high}). It is one of"
        f" {words.count(tested, 'step')} tested; after allowing for their number it {chance} be distinguished from"
        f" chance, and was not planned beforehand.{later}"
    )


def _would_show(least: Series) -> str:
    if pd.isna(least["estimate"]):
        return "Counts this small or this variable cannot show a step."
    ends_ = (change(least[end]) for end in ("low", "high"))
    return words.sentence(words.would_show(ends_, "series"))


def _figure(every: dict[Key, DataFrame], returned: DataFrame, source: str) -> PrintedFigure:
    panels = {" ".join(key): _name(key) for key in every}
    shown = {" ".join(key): _drawn(key, rows, returned) for key, rows in every.items()}
    said = {
        name: index(rows)["step_verdict"]["verdict"]
        for name, rows in zip(panels.values(), every.values(), strict=True)
    }
    alt = [
        f"{name}: {said[name]}, a step of {change(index(rows)['step']['estimate'])}."
        for name, rows in zip(panels.values(), every.values(), strict=True)
    ]
    data = pd.concat(
        DataFrame(
            {
                "Series": panels[panel],
                "Quarter": rows["when"].map(quarter_label),
                "Count": rows["count"].map("{:.0f}".format).replace("nan", "–"),
                "Fitted": rows["x"].map("{:.1f}".format),
                "Had the trend gone on": rows["estimate"].map("{:.1f}".format),
            }
        )
        for panel, rows in shown.items()
    )
    title = words.titled(f"when their borough joined, {words.outcome(said)}")
    draw = partial(before_and_since, shown, panels, source)
    return PrintedFigure("indicators-interrupted", title, " ".join(alt), draw, data)


def _drawn(key: Key, rows: DataFrame, returned: DataFrame) -> DataFrame:
    """What is drawn of a series, by the number of its quarter: `when, x, estimate, low, high,
    count, since`.
    """
    borough, indicator, _ = key
    found = of_kind(rows, "gone_on").sort_values("when")
    found = found.set_index(PeriodIndex(found["when"], freq="Q").astype("int64"))
    mine = as_withheld(returned)
    mine = mine[(mine["borough"] == borough) & (mine["indicator"] == indicator)]
    counts = mine.set_index("quarter")["count"].reindex(found["when"]).astype("float64")
    return found.assign(count=counts.to_numpy(), since=found["when"] >= _start(rows))


def before_and_since(
    shown: dict[str, DataFrame], panels: dict[str, str], source: str, wide: float = PAGE
) -> Figure:
    """Counts and what is fitted to them before and since joining, a panel a series."""

    def draw(axis: Axes, panel: str) -> None:
        rows = shown[panel].reset_index(drop=True)
        since = rows[rows["since"]]
        axis.fill_between(since.index, since["low"], since["high"], color=ALLOWED, linewidth=0)
        axis.plot(since.index, since["estimate"], color=SHOWN, linestyle=(0, (4, 3)), linewidth=1.2)
        # No line crosses the start.
        for side in (rows.drop(since.index), since):
            axis.plot(side.index, side["x"], color=LINE, linewidth=1.8)
        axis.plot(rows.index, rows["count"], color=LINE, marker="o", markersize=3.5, linewidth=0)
        axis.axvline(since.index[0] - 0.5, color=TEXT, linewidth=0.9)
        axis.set(ylim=(0, None), ylabel="a quarter")
        time_axis(axis, rows["when"], "Q")
        axis.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        sns.despine(ax=axis)

    under = (
        f"{source} Dots: counts; blue: fitted; upright: joined; broken: had the trend before joining gone"
        " on, with its 95% interval in grey. Each panel has its own axis."
    )
    return grid(panels, draw, under, wide=wide)


def _start(rows: DataFrame) -> str:
    """The quarter in which the borough joined."""
    return of_kind(rows, "step")["note"].iloc[0]


def _table(every: dict[Key, DataFrame]) -> PrintedTable:
    lines = []
    for key, rows in every.items():
        said = index(rows)
        slope = said.get("slope_since")
        lines.append(
            {
                "Series": _name(key),
                "Quarters": f"{said['step']['n']:.0f}",
                "Step (95% interval)": words.times(*ends(said["step"])),
                "Would show in 80 of 100": words.least(
                    said["step_detectable"]["low"], said["step_detectable"]["high"]
                ),
                "p": words.number(said["step_p"]["estimate"], 3),
                ALLOWED_FOR: words.number(said["step_p_holm"]["estimate"], 3),
                "Change of slope a quarter (95% interval)": (
                    "–" if slope is None else words.times(*ends(slope))
                ),
                "p (slope)": "–"
                if slope is None
                else words.number(said["slope_since_p"]["estimate"], 3),
                "Dispersion (at least 1)": words.number(said["step_dispersion"]["estimate"]),
            }
        )
    data = pd.concat(every.values())
    data = data[data["statistic"].isin(["step", "step_p", "slope_since", "slope_since_p"])]
    notes = (
        "–: fewer than 24 quarters, or than 8 on one side: a step alone is fitted, without season.",
    )
    caption = "Steps and slopes at joining"
    return PrintedTable("indicators-interrupted", caption, lines, data, notes)
