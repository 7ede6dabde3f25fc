"""What moved on the scale, as printed: answers before and after, and sizes with their intervals."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.surveys import INSTRUMENT
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import HOCHBERG, HOLM, OF_ANSWERS, QUESTIONNAIRE, SCALE, WAVES
from strands.surveys.declares.asking import DESIGNS
from strands.surveys.prints.answers.leaning import leaning
from strands.surveys.prints.answers.silence import cases_of
from strands.surveys.prints.everybody import (
    estimates,
    has_waves,
    item_name,
    items_of,
    of_period,
    planned,
    question_called,
    statistics,
    titled,
    where,
    whole,
)
from strands.surveys.prints.headlines import headline

POINTS = [str(point) for point in range(SCALE[0], SCALE[1] + 1)]
_MIDDLE = (SCALE[0] + SCALE[1]) / 2
_ABOVE = "above the middle"
_NOT_DRAWN = "Not drawn, as answers before or after are withheld or did not come"

# What a mean change is of, and the size whose test tells whether it could be chance.
_CHANGES = {
    "paired: mean change": ("In {n} linked pairs", "paired: rank-biserial"),
    "retrospective: mean change": (
        "Among the {n} asked after the training about before",
        "retrospective: rank-biserial",
    ),
    "unpaired: difference of means": (
        "Between {n} answers that no code links",
        "unpaired: superiority",
    ),
    "partially paired: difference of means": ("In all {n} answers, linked or not", ""),
}
_WITHIN = {
    "mean change": "mean change",
    "median change": "median change",
    "rank-biserial": "rank-biserial, −1 to 1",
    "share risen": "% higher after",
    "share same": "% the same",
    "share fallen": "% lower after",
}
_SIZES = {
    **{f"paired: {name}": f"pairs: {title}" for name, title in _WITHIN.items()},
    **{f"retrospective: {name}": title for name, title in _WITHIN.items()},
    "unpaired: superiority": "others: P(after > before)",
    "unpaired: Cliff's delta": "others: Cliff's delta",
    "unpaired: difference of means": "others: difference of means",
    "unpaired: Hedges g": "others: Hedges' g",
    "unpaired: odds ratio of a higher answer": "others: odds ratio",
    "partially paired: difference of means": "all: difference of means",
}
# Which of several numbers of one name it is.
_VARIANTS = {
    "rank-biserial": (
        "Rank-biserial: the sum of the ranks of rises less that of falls, over the sum of all ranks;"
        " pairs without a change are ranked too, which others leave out. It is 1 if all are higher"
        " after, −1 if all are lower."
    ),
    "Cliff's delta": (
        "Cliff's delta: the chance that an answer after is above one before, less the chance that it"
        " is below; 1 if all are above, −1 if all are below."
    ),
    "Hedges g": (
        "Hedges' g: the difference of means over the standard deviation of both groups pooled,"
        " corrected for small samples (J = 1 − 3 / (4 df − 1))."
    ),
}
_LEVEL = 0.05


def headline_sentences(found: DataFrame, primary: bool) -> Iterator[str]:
    """A paragraph an item that was declared beforehand, or that was not: the change over everybody
    and over those who answered, then within persons.
    """
    over_everybody = {
        (key, question): headline(by, case, SCALE, not has_waves(key))
        for key, question, case, by in cases_of(found, 0)
    }
    for key, question in planned(found, primary):
        of_item = where(found, instrument=key, question=question)
        first = over_everybody.get((key, question)) or _among_answers(of_item)
        changes = _change_sentences(of_item, statistics(found, instrument=""))
        yield f"**{item_name(key, question)}.** {' '.join([first, *changes])}"


def _among_answers(found: DataFrame) -> str:
    """The averages where nothing is known of everybody, and why not."""
    rows = where(found, statistic="mean").itertuples()
    means = [
        f"{row.estimate:.2f} {row.moment} (n = {row.n:,.0f})"
        for row in rows
        if not withheld(row.estimate, row.n)
    ]
    why = where(found, statistic="change: answered")["note"].iloc[0]
    if not means:
        return words.sentence(why)
    return words.sentence(f"among those who answered the average was {words.listed(means)}; {why}")


def _change_sentences(found: DataFrame, of_all: dict[str, Series]) -> Iterator[str]:
    """Each mean change with its interval, and whether it could be chance."""
    by, adjusted = statistics(found, wave="", reading=""), _adjusted(found)
    for name, (whom, size) in _CHANGES.items():
        row = by.get(name)
        if row is None or pd.isna(row.estimate) or withheld(row.estimate, row.n):
            continue
        sentence = f"{whom.format(n=f'{row.n:,.0f}')}: {words.points(row.estimate)} on average"
        waves = [by.get(f"{name.split(':')[0]}: mean {wave}") for wave in WAVES]
        ends = [wave.estimate for wave in waves if wave is not None]
        if name.startswith("paired") and len(ends) == len(WAVES) and not withheld(*ends):
            sentence += f", from {' to '.join(map(words.short, ends))}"
        if pd.isna(row.low):
            yield f"{sentence}; {row.note}."
            continue
        if withheld(row.low, row.high):
            yield f"{sentence}; its interval is withheld."
            continue
        chance, p = "", adjusted.get(size, 0)
        if row.low <= 0 <= row.high:
            chance = ", which could be chance"
        elif withheld(p):
            chance = "; whether it stands among all tests run is withheld"
        elif p >= _LEVEL:
            run = of_all["tests: run"].estimate
            chance = f", which could be chance, as {run:.0f} tests were run"
        interval = f"{words.points(row.low)} to {words.points(row.high)}"
        yield f"{sentence} (95% interval: {interval}){chance}."


def _adjusted(found: DataFrame) -> dict[str, float]:
    """Adjusted p by the size it stands beside, of one item."""
    return estimates(found, (HOLM, HOCHBERG)).to_dict()


def scales(found: DataFrame, period: str) -> Iterator[Block]:
    """Answers to each scale question before and after: a figure, and a table a survey."""
    found = of_period(found, period, OF_ANSWERS)
    rows = where(found, statistic=("mean", _ABOVE, "people at point", "share at point"))
    yield Heading("answers-scales", "Answers before and after")
    shares = where(rows, statistic="share at point")
    by_item = shares.groupby([shares["instrument"], shares["question"]])
    both = by_item["moment"].transform("nunique").eq(len(WAVES))
    told = both & ~by_item["estimate"].transform(lambda some: some.map(withheld).any()).astype(bool)
    names = words.listed([item_name(*item) for item in items_of(shares[~told])])
    left_out = f"{_NOT_DRAWN}: {names}." if names else ""
    if told.any():
        yield _leaning(shares[told], rows, planned(found, primary=True), left_out)
    else:
        yield Paragraphs((left_out,) if left_out else ())
    for key, of_survey in rows.groupby("instrument", sort=False):
        yield _points_table(key, of_survey)


def _leaning(
    shares: DataFrame, rows: DataFrame, primary: list[tuple[str, str]], left_out: str
) -> PrintedFigure:
    """The bars of the answers of which every share is told, before and after; of the primary items
    in words how many are above the middle, from `rows`. `left_out` says of which nothing is drawn.
    """
    asked = {item_name(*item): question_called(*item) for item in items_of(shares)}
    drawn = DataFrame(
        {
            "panel": item_name(row.instrument, row.question),
            "bar": f"{row.moment} (n = {row.n:,.0f})",
            "point": row.group,
            "percent": row.estimate,
        }
        for row in shares.itertuples()
    )
    alt = "Bars of answers from low to high."
    for (panel, bar), parts in drawn.groupby(["panel", "bar"], sort=False):
        percents = [f"{row.point}: {row.percent:.1f}%" for row in parts.itertuples()]
        alt += f" {panel}, {bar}: {', '.join(percents)}."
    said = [
        f"{above['before']:.0f}% before and {above['after']:.0f}% after for {item_name(*item)}"
        for item in primary
        if item_name(*item) in asked and set(above := _above(rows, *item)) == set(WAVES)
    ]
    title = "How answers lie on the scale"
    if said:
        title = f"Of all answers those above the middle of the scale are {words.listed(said)}"
    source = (
        f"Bars are centred on answer {_MIDDLE:g}. Figures inside are answers; percentages stand"
        f" in the tables. {left_out}"
    ).rstrip()
    ends = {panel: (question.low, question.high) for panel, question in asked.items()}
    data = DataFrame(
        {
            "Question": drawn["panel"],
            "When": drawn["bar"],
            "Answer": drawn["point"],
            "Percent": drawn["percent"].map("{:.1f}".format),
        }
    )
    draw = partial(leaning, drawn, POINTS, ends, source)
    return PrintedFigure("answers-leaning", title, alt, draw, data)


def _above(rows: DataFrame, key: str, question: str) -> dict[str, float]:
    """The percentage of answers above the middle at each moment, where that is told."""
    of_item = where(rows, statistic=_ABOVE, instrument=key, question=question)
    return {
        row.moment: row.estimate
        for row in of_item.itertuples()
        if not (withheld(row.estimate) or pd.isna(row.estimate))
    }


def _points_table(key: str, rows: DataFrame) -> PrintedTable:
    """A line a point of the scale, a column an item and moment."""
    above = [point for point in POINTS if int(point) > _MIDDLE]
    columns = {"Answer": [*POINTS, f"{above[0]} to {above[-1]}", "all", "average"]}
    for _, question in items_of(rows):
        for moment in WAVES:
            columns[f"{titled(question)}, {moment}"] = _points_column(
                where(rows, question=question, moment=moment)
            )
    lines = DataFrame(columns)
    # With more than half of them withheld, the line above the middle has to do.
    if where(rows, statistic="people at point")["estimate"].map(withheld).mean() > 0.5:
        lines = lines[~lines["Answer"].isin(POINTS)]
    notes = ["Number of answers, in brackets % of them."]
    for question in QUESTIONNAIRE[key].questions:
        if question.kind == "scale":
            name = question.key.replace("_", " ").capitalize()
            ends = f"1: {question.low}, 7: {question.high}"
            notes.append(f"{name}: “{question.wording}” {ends}.")
    notes.append(_design(key))
    name, caption = f"answers-{key}-scales", f"{INSTRUMENT[key].name} survey: answers on the scale"
    return PrintedTable(name, caption, lines, rows, tuple(notes))


def _points_column(rows: DataFrame) -> list[str]:
    by = statistics(where(rows, group=""))
    above, mean = by[_ABOVE], by.get("mean")
    people, shares = (estimates(rows, name) for name in ("people at point", "share at point"))
    cells = [_people(people[point], shares.get(point)) for point in POINTS]
    cells.append(_people(above.x, above.estimate))
    return [*cells, whole(above.n), words.number(None if mean is None else mean.estimate, 2)]


def _people(count: float, share: float | None) -> str:
    """How many people, and what share that is where one is told."""
    known = not (share is None or withheld(share) or pd.isna(share))
    return whole(count, beside=f" ({share:.1f})" if known else "")


def _design(key: str) -> str:
    return f"Design: {DESIGNS[QUESTIONNAIRE[key].design]}."


def effects(found: DataFrame, period: str) -> Iterator[Block]:
    """How far answers after stand from answers before, by the design each survey was declared to
    have.
    """
    found = of_period(found, period, OF_ANSWERS)
    rows = where(found, statistic=(*_SIZES, "p", HOLM, HOCHBERG)).dropna(subset="estimate")
    yield Heading("answers-effects", "How far before and after are apart")
    for key, of_survey in rows.groupby("instrument", sort=False):
        lines, kept_back = [], of_survey["estimate"].map(withheld)
        for question, of_item in of_survey.groupby("question", sort=False):
            lines += _size_lines(question, of_item)
        left_out = ("What rests on counts that are withheld is left out.",)
        notes = (
            (
                f"{_design(key)} Means and medians in points of the scale. Adjusted p in brackets."
                f" {_variants(of_survey[~kept_back])}"
            ),
            *_tests(statistics(found, instrument="")),
            *(left_out if kept_back.any() else ()),
            *["– none was worked out."] * any("–" in line.values() for line in lines),
        )
        name = f"answers-{key}-effects"
        caption = f"{INSTRUMENT[key].name} survey: before and after compared"
        yield PrintedTable(name, caption, lines, of_survey, notes, ("Size",))
    yield Paragraphs(tuple(headline_sentences(found, primary=False)))


def _variants(rows: DataFrame) -> str:
    """Which of its variants each size that is printed is."""
    printed = " ".join(rows["statistic"].unique())
    return " ".join(says for name, says in _VARIANTS.items() if name in printed)


def _size_lines(question: str, rows: DataFrame) -> Iterator[dict]:
    p_of, adjusted = estimates(rows, "p"), _adjusted(rows)
    for row in where(rows, statistic=_SIZES).itertuples():
        if withheld(row.estimate):
            continue
        is_percent = row.unit == "share"
        numbers = [_number(value, is_percent) for value in (row.estimate, row.low, row.high)]
        tested = "–"
        if row.statistic in p_of:
            tested = f"{_p(p_of[row.statistic])} ({_p(adjusted[row.statistic])})"
        interval = f"{numbers[1]} to{words.NBSP}{numbers[2]}"
        if withheld(row.low, row.high) or pd.isna(row.low):
            interval = SYMBOL if withheld(row.low, row.high) else "–"
        yield {
            "Question": titled(question),
            "Size": _SIZES[row.statistic],
            "Estimate": numbers[0],
            "95% interval": interval,
            "n": whole(row.n),
            "p (adjusted)": tested,
        }


def _number(value: float, is_percent: bool) -> str:
    if withheld(value):
        return SYMBOL
    shown = f"{100 * value:.1f}" if is_percent else f"{value:.2f}"
    return shown.replace("-", "−")


def _p(value: float) -> str:
    if withheld(value):
        return SYMBOL
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _tests(by: dict[str, Series]) -> Iterator[str]:
    """How many tests were run, and how their p was adjusted."""
    if "tests: run" in by:
        run, primary, explored = (
            by[f"tests: {name}"].estimate for name in ("run", "primary", "explored")
        )
        yield (
            f"{words.count(run, 'test')} run in all surveys ({by['tests: run']['note']}):"
            f" {primary:.0f} of items declared beforehand and {explored:.0f} of others. Adjusted:"
            " after allowing for the number of tests of its kind."
        )
