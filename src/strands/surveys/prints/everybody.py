"""What is printed of sums and of answer sheets alike: names, who answered of everybody, and
averages over everybody in a sentence, a table and a figure.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.declare.finding import with_parts
from analysis.declare.surveys import INSTRUMENT, INSTRUMENTS
from analysis.show import figures, words
from analysis.show.lookup import index
from analysis.show.printed import PrintedFigure
from strands.surveys.declares import ANSWERED_BEFORE, ATTENDED, EVERYBODY

Statistics = dict[str, pd.Series]


def of_period(found: pd.DataFrame, period: str, parts: tuple[str, ...]) -> pd.DataFrame:
    """The findings of a period, with the parts of their subject as columns."""
    return with_parts(found[found["when"] == period], *parts)


def where(found: pd.DataFrame, **values: str) -> pd.DataFrame:
    """The findings that have these values in these columns."""
    for column, value in values.items():
        found = found[found[column] == value]
    return found


def statistics(found: pd.DataFrame, **values: str) -> Statistics:
    """The same by the name of their statistic."""
    return index(where(found, **values))


def has_waves(key: str) -> bool:
    """Whether a survey is asked before and after."""
    return len(INSTRUMENT[key].waves) > 1


def survey_name(key: str, wave: str) -> str:
    """`Core, before`; the name alone of a survey asked once."""
    return INSTRUMENT[key].name + (f", {wave}" if has_waves(key) else "")


def waves_of(found: pd.DataFrame) -> list[tuple[str, str]]:
    """Surveys and waves that are there, in the order in which they are declared."""
    present = set(zip(found["instrument"], found["wave"], strict=True))
    declared = [(survey.key, wave) for survey in INSTRUMENTS for wave in survey.waves]
    return [survey for survey in declared if survey in present]


def shares_of_everybody(found: pd.DataFrame, key: str, wave: str) -> str:
    """The usable answers as shares of everybody, in brackets; nothing where they are not known."""
    shares = []
    for case in (ANSWERED_BEFORE, ATTENDED):
        by = statistics(found, instrument=key, wave=wave, reading=case)
        row = by.get("usable, % of eligible")
        if row is not None and not pd.isna(row["estimate"]):
            shares.append(f"{row['estimate']:.1f}% of {row['n']:,.0f} {EVERYBODY[case]}")
    return f" ({words.listed(shares)})" if shares else ""


def flow_line(
    found: pd.DataFrame, key: str, wave: str, came: str, symbol: str = "–"
) -> dict[str, str]:
    """Attendances, what `came` back and what is usable of it; `symbol` where that is not known."""
    own, attended, before = (
        statistics(found, instrument=key, wave=wave, reading=case)
        for case in ("", ATTENDED, ANSWERED_BEFORE)
    )

    def cell(name: str) -> str:
        count = own[name]["estimate"]
        return symbol if pd.isna(count) else f"{count:,.0f} ({_percent(attended, name)})"

    eligible = attended["eligible"]["estimate"]
    return {
        "Survey": survey_name(key, wave),
        "Attendances": "–" if pd.isna(eligible) else f"{eligible:,.0f}",
        f"{came.capitalize()} (%)": cell(came),
        "Usable (%)": cell("usable"),
        "Usable, % of those before": _percent(before, "usable"),
    }


def _percent(by: Statistics, name: str) -> str:
    row = by.get(f"{name}, % of eligible")
    return "–" if row is None else words.number(row["estimate"])


def in_order(by: Statistics, answered: str, everybody: str) -> str:
    """What is said of those who answered and of everybody: the range first where few answered."""
    few = by["headline"]["refused"] == "G16"
    order = (everybody, answered) if few else (answered, everybody)
    return " ".join(map(words.sentence, order))


def signed(change: float) -> str:
    """A change with its sign: `+1.10`, `−0.25`."""
    return f"{change:+.2f}".replace("-", "−")


def bounds_column(by: Statistics) -> dict[str, str]:
    """One average over those who answered and over everybody, each with its change."""

    def both(what: str, end: str = "estimate") -> str:
        return f"{by[f'mean: {what}'][end]:.2f} ({signed(by[f'change: {what}'][end])})"

    return {
        "before": f"{by['mean: before']['estimate']:.2f}",
        "after, those who answered": both("answered"),
        "after, all, if the silent did not change": both("silent unchanged"),
        "after, all, at the least": both("silent unknown", "low"),
        "after, all, at the most": both("silent unknown", "high"),
        "of the silent, for no change over all": words.number(by["tipping: mean"]["estimate"], 2),
    }


def readings_drawn(
    panel: str, by: Statistics, readings: dict[str, str], before: float, before_said: str
) -> list[dict]:
    """What the figure of readings draws in one panel: a value, or the ends of a range."""
    drawn = []
    for statistic, reading in readings.items():
        row = by[statistic].fillna({"low": by[statistic]["estimate"]})
        row = row.fillna({"high": row["low"]})
        about = {"panel": panel, "reading": reading, "before": before, "before_said": before_said}
        if not pd.isna(row["low"]):
            drawn.append({**about, "low": float(row["low"]), "high": float(row["high"])})
    return drawn


def readings_figure(
    key: str,
    title: str,
    alt: str,
    drawn: list[dict],
    shown: Callable[[float], str],
    scale: tuple[float, float],
    source: str,
    *axis: str,
) -> PrintedFigure:
    """The same average under each reading, a panel a survey; `shown` words a number of it."""
    for row in drawn:
        high = f" to {shown(row['high'])}" if row["high"] != row["low"] else ""
        alt += f" {row['panel']}, {row['reading']}: {shown(row['low'])}{high}."
    chart = figures.readings(pd.DataFrame(drawn), scale, source, *axis)
    return PrintedFigure(key, title, alt, chart)
