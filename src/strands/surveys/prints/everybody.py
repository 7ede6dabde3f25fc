"""What is printed of sums and of answer sheets alike: names of surveys and questions, who answered
of everybody, and averages over everybody in a table and a figure.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.finding import with_parts
from analysis.declare.surveys import INSTRUMENT, INSTRUMENTS
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import figures, words
from analysis.show.lookup import index
from analysis.show.printed import PrintedFigure
from strands.surveys.declares import (
    ANSWERED_BEFORE,
    ATTENDED,
    EVERYBODY,
    QUESTIONNAIRE,
    QUESTIONNAIRES,
)
from strands.surveys.declares.asking import Question

Statistics = dict[str, Series]
# What the readings that are no range take for granted.
BEGUN = (
    "If the silent did not change, and for no change over all: everybody is taken to have begun at"
    " the average before, those who answered after and perhaps not before with them."
)
_USABLE = "usable, % of eligible"
_TITLES = {
    "age_core": "Age",
    "age_overview": "Age",
    "role_changed": "View of the role changed",
    "heard_of": "Heard of it by",
}


def of_period(found: DataFrame, period: str, parts: tuple[str, ...]) -> DataFrame:
    """The findings of a period, with the parts of their subject as columns.

    A count stands in `x` and as the estimate: there it is taken from `x`, which may be told where
    what it is out of may not.
    """
    rows = with_parts(found[found["when"] == period], *parts)
    counted = rows["unit"].eq("count") & rows["x"].notna()
    return rows.assign(estimate=rows["estimate"].where(~counted, rows["x"]))


def where(found: DataFrame, **values: str | Iterable[str]) -> DataFrame:
    """The findings that have these values, or any of these, in these columns."""
    for column, value in values.items():
        found = found[found[column].isin([value] if isinstance(value, str) else list(value))]
    return found


def estimates(found: DataFrame, statistic: str | Iterable[str]) -> Series:
    """The estimates of a statistic, or of several, by the group they are about."""
    return where(found, statistic=statistic).set_index("group")["estimate"]


def statistics(found: DataFrame, **values: str) -> Statistics:
    """The same by the name of their statistic."""
    return index(where(found, **values))


def has_waves(key: str) -> bool:
    """Whether a survey is asked before and after."""
    return len(INSTRUMENT[key].waves) > 1


def survey_name(key: str, wave: str) -> str:
    """`Core, before`; the name alone of a survey asked once."""
    return INSTRUMENT[key].name + (f", {wave}" if has_waves(key) else "")


def question_called(key: str, question: str) -> Question:
    """The question of a survey that has this key."""
    return next(found for found in QUESTIONNAIRE[key].questions if found.key == question)


def titled(question: str) -> str:
    """A question in a word or two: `Gender`, `Knowledge`."""
    return _TITLES.get(question) or question.removesuffix("_after").replace("_", " ").capitalize()


def item_name(key: str, question: str) -> str:
    """`Core: knowledge`."""
    return f"{INSTRUMENT[key].name}: {titled(question).lower()}"


def items_of(rows: DataFrame) -> list[tuple[str, str]]:
    """Surveys and items rated before and after that are there, in the order of their
    questionnaires.
    """
    present = set(zip(rows["instrument"], rows["question"], strict=True))
    declared = [
        (survey.instrument, question.key)
        for survey in QUESTIONNAIRES
        for question in survey.questions
    ]
    return [item for item in declared if item in present]


def planned(found: DataFrame, primary: bool) -> list[tuple[str, str]]:
    """The items that were declared beforehand as those to look at, or the others."""
    rows = where(found, statistic="planned")
    return items_of(rows[rows["estimate"] == primary])


def waves_of(found: DataFrame) -> list[tuple[str, str]]:
    """Surveys and waves that are there, in the order in which they are declared."""
    present = set(zip(found["instrument"], found["wave"], strict=True))
    declared = [(survey.key, wave) for survey in INSTRUMENTS for wave in survey.waves]
    return [survey for survey in declared if survey in present]


def shares_of_everybody(found: DataFrame, key: str, wave: str) -> str:
    """The usable answers as shares of everybody, in brackets; nothing where they are not known."""
    shares = []
    for case in (ANSWERED_BEFORE, ATTENDED):
        row = _of_case(found, key, wave, case).get(_USABLE)
        if row is not None and not (withheld(row.estimate) or pd.isna(row.estimate)):
            shares.append(f"{row.estimate:.1f}% of {row.n:,.0f} {EVERYBODY[case]}")
    return f" ({words.listed(shares)})" if shares else ""


def _of_case(found: DataFrame, key: str, wave: str, case: str) -> Statistics:
    """The statistics of a wave over everybody of one kind; who answered before is everybody of the
    wave after.
    """
    waves = (wave, "") if (case, wave) == (ANSWERED_BEFORE, "after") else (wave,)
    return statistics(found, instrument=key, wave=waves, reading=case)


def flow_line(
    found: DataFrame, key: str, wave: str, came: str = "handed in", symbol: str = "–"
) -> dict[str, str]:
    """Attendances, what was handed in and what is usable of it; `symbol` where that is not known.
    `came` is the statistic of what was handed in.
    """
    own, attended, before = (
        _of_case(found, key, wave, case) for case in ("", ATTENDED, ANSWERED_BEFORE)
    )

    def cell(name: str) -> str:
        share = words.number(attended[f"{name}, % of eligible"].estimate)
        return whole(own[name].estimate, symbol, f" ({share})")

    return {
        "Survey": survey_name(key, wave),
        "Attendances": whole(attended["eligible"].estimate),
        "Handed in (%)": cell(came),
        "Usable (%)": cell("usable"),
        "Usable, % of those before": (
            words.number(before[_USABLE].estimate) if _USABLE in before else "–"
        ),
    }


def whole(count: float, unknown: str = "–", beside: str = "") -> str:
    """A count with what stands beside it; `unknown` where there is none."""
    if withheld(count):
        return SYMBOL
    return unknown if pd.isna(count) else f"{count:,.0f}{beside}"


def in_order(by: Statistics, answered: str, everybody: str) -> str:
    """What is said of those who answered and of everybody: the range first where few answered."""
    few = by["headline"].refused == "G16"
    order = (everybody, answered) if few else (answered, everybody)
    return " ".join(map(words.sentence, order))


def signed(change: float) -> str:
    """A change with its sign: `+1.10`, `−0.25`."""
    return SYMBOL if withheld(change) else f"{change:+.2f}".replace("-", "−")


def signed_span(row: Series, space: str = " ") -> str:
    """The ends of a change: `−0.25 to +1.10`; a dash where it has none."""
    if withheld(row.low):
        return SYMBOL
    return "–" if pd.isna(row.low) else f"{signed(row.low)} to{space}{signed(row.high)}"


def bounds_column(by: Statistics, asked_once: bool) -> dict[str, str]:
    """One average over those who answered and over everybody, each with its change; who answered
    before and who answered after differ by no change of anybody, unless people were `asked_once`.
    """

    def both(what: str, end: str = "estimate") -> str:
        if withheld(by[f"mean: {what}"][end], by[f"change: {what}"][end]):
            return SYMBOL
        return f"{by[f'mean: {what}'][end]:.2f} ({signed(by[f'change: {what}'][end])})"

    before, after = by["mean: before"], by["mean: answered"]
    return {
        "answers, before and after": f"{whole(before.n)} and {whole(after.n)}",
        "before": f"{before.estimate:.2f}",
        "after, those who answered": both("answered") if asked_once else f"{after.estimate:.2f}",
        "after less before, people not all the same": (
            "–" if asked_once else signed(by["change: answered"].estimate)
        ),
        "after, all, if the silent did not change": both("silent unchanged"),
        "after, all, at the least": both("silent unknown", "low"),
        "after, all, at the most": both("silent unknown", "high"),
        "of the silent, for no change over all": words.number(by["tipping: mean"].estimate, 2),
    }


@dataclass(frozen=True)
class Panel:
    """An average in a figure: its name, who answered of whom, what each reading of it is called,
    and the value before with its words.
    """

    name: str
    of: str
    by: Statistics
    readings: dict[str, str]
    before: float
    before_said: str

    @property
    def numbers(self) -> list[float]:
        """Every number that would be drawn."""
        rows = [self.by[statistic] for statistic in self.readings]
        return [self.before, *(row[end] for row in rows for end in ("estimate", "low", "high"))]


def unchanged(asked_once: bool) -> str:
    """What a figure calls an average over all if the silent did not change."""
    return f"all, {'if' if asked_once else 'begun alike, if'} the silent did not change"


def lines_explained(lines: str, begun: str, panels: Iterable[Panel]) -> str:
    """What stands under a figure of readings: what its `lines` are, and where those are taken to
    have `begun` who are begun alike in a panel.
    """
    alike = any(unchanged(asked_once=False) in one.readings.values() for one in panels)
    kept_back = any(withheld(*one.numbers) for one in panels)
    return (
        lines
        + (f" Begun alike: who answered after began {begun}." if alike else "")
        + (" What rests on counts that are withheld is not drawn." if kept_back else "")
    )


def readings_figure(
    key: str,
    title: str,
    alt: str,
    panels: Iterable[Panel],
    shown: tuple[Callable[[float], str], Callable[[float], str]],
    *axis: object,
) -> Iterator[PrintedFigure]:
    """The same average under each of its readings, a panel a survey; nothing without panels.

    The last reading is the range over everybody, with which the title ends. `shown` words a number
    in the title, and in what is said to those who do not see the figure.
    """
    drawn, ranges, (short, exact) = [], [], shown
    for one in panels:
        told = []
        unknown, panel = one.by[list(one.readings)[-1]], f"{one.name}: {one.of}"
        if withheld(unknown.low, unknown.high, one.before):
            continue
        ranges.append(f"{short(unknown.low)} to {short(unknown.high)} for {one.name}")
        for statistic, reading in one.readings.items():
            row = one.by[statistic]
            if withheld(row.estimate, row.low, row.high):
                continue
            low, high = row[["low", "high"]].fillna(row.estimate)
            if pd.isna(low):
                continue
            about = {"panel": panel, "before": one.before, "before_said": one.before_said}
            drawn.append({**about, "reading": reading, "low": float(low), "high": float(high)})
            to = f" to {exact(high)}" if high != low else ""
            told.append(f"{reading}: {exact(low)}{to}")
        alt += f" {panel}. {words.sentence('; '.join(told))}"
    if drawn:
        rows = DataFrame(drawn)
        data = DataFrame(
            {
                "Average": rows["panel"],
                "Reading": rows["reading"],
                "From": rows["low"].map(exact),
                "To": rows["high"].map(exact),
            }
        )
        chart = partial(figures.readings, rows, *axis)
        yield PrintedFigure(key, f"{title} {words.listed(ranges)}", alt, chart, data)
