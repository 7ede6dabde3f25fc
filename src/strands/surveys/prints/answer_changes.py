"""What moved on the scale, as printed: answers before and after, and sizes with their intervals."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.asking import DESIGNS, Question
from analysis.declare.surveys import INSTRUMENT
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import QUESTIONNAIRE, SCALE
from strands.surveys.prints.answer_figures import leaning
from strands.surveys.prints.answer_lookup import item_name, items_of, titled
from strands.surveys.prints.answer_silence import cases_of, headline

POINTS = [str(point) for point in range(SCALE[0], SCALE[1] + 1)]
_MIDDLE = (SCALE[0] + SCALE[1]) / 2

# What a mean change is of, and where the test beside it stands.
_CHANGES = {
    "paired: mean change": ("In {n} linked pairs", "paired: rank-biserial"),
    "retrospective: mean change": (
        "In {n} sheets, asked after the training about before",
        "retrospective: rank-biserial",
    ),
    "unpaired: difference of means": (
        "Between {n} answers that no code links",
        "unpaired: superiority",
    ),
    "partially paired: difference of means": ("In all {n} answers, linked or not", ""),
}
_SIZES = {
    "paired: mean change": ("pairs: mean change", 1),
    "paired: median change": ("pairs: median change", 1),
    "paired: rank-biserial": ("pairs: rank-biserial, −1 to 1", 1),
    "paired: share risen": ("pairs: % higher after", 100),
    "paired: share same": ("pairs: % the same", 100),
    "paired: share fallen": ("pairs: % lower after", 100),
    "retrospective: mean change": ("mean change", 1),
    "retrospective: median change": ("median change", 1),
    "retrospective: rank-biserial": ("rank-biserial, −1 to 1", 1),
    "retrospective: share risen": ("% higher after", 100),
    "retrospective: share same": ("% the same", 100),
    "retrospective: share fallen": ("% lower after", 100),
    "unpaired: superiority": ("others: P(after > before)", 1),
    "unpaired: Cliff's delta": ("others: Cliff's delta", 1),
    "unpaired: difference of means": ("others: difference of means", 1),
    "unpaired: Hedges g": ("others: Hedges' g", 1),
    "unpaired: odds ratio of a higher answer": ("others: odds ratio", 1),
    "partially paired: difference of means": ("all: difference of means", 1),
}
_LEVEL = 0.05


def headline_sentences(here: pd.DataFrame, planned: set[str]) -> Iterator[str]:
    """A paragraph an item: the change over everybody and over those who answered, then within
    persons.
    """
    rows = here[(here["statistic"] == "change: answered") & here["planned"].isin(planned)]
    over_everybody = {
        (key, question): headline(by, case) for key, question, case, by in cases_of(here, 0)
    }
    for item in items_of(rows):
        said = over_everybody.get(item) or _among_answers(here, *item)
        yield f"**{item_name(*item)}.** {' '.join([said, *_change_sentences(here, *item)])}"


def _among_answers(here: pd.DataFrame, key: str, question: str) -> str:
    """The averages where nothing is known of everybody, and why not."""
    mine = here[(here["instrument"] == key) & (here["question"] == question)]
    means = [
        f"{row.estimate:.2f} {row.wave} (n = {row.n:,})"
        for row in mine[mine["statistic"] == "mean"].itertuples()
    ]
    why = mine.loc[mine["statistic"] == "change: answered", "note"].iloc[0]
    return words.sentence(
        f"among those who answered the average was {words.listed(means)}; {why}" if means else why
    )


def _change_sentences(here: pd.DataFrame, key: str, question: str) -> Iterator[str]:
    """Each mean change with its interval, and whether it could be chance."""
    mine = here[(here["instrument"] == key) & (here["question"] == question)]
    by = index(mine[(mine["wave"] == "") & (mine["reading"] == "")])
    for name, (whom, test) in _CHANGES.items():
        row = by.get(name)
        if row is None or pd.isna(row["estimate"]):
            continue
        said = f"{whom.format(n=format(row['n'], ','))}: {words.points(row['estimate'])} on average"
        if pd.isna(row["low"]):
            yield f"{said}; {row['note'].split(';')[0]}."
            continue
        low, high = (words.points(row[end]) for end in ("low", "high"))
        yield f"{said} (95% interval: {low} to {high}){_chance(row, by.get(test), here)}."


def _chance(row: pd.Series, tested: pd.Series | None, here: pd.DataFrame) -> str:
    """Whether a change could be chance: its interval holds none, or it does not stand among all
    tests run.
    """
    if row["low"] <= 0 <= row["high"]:
        return ", which could be chance"
    if tested is not None and tested["adjusted"] >= _LEVEL:
        run = here.loc[here["statistic"] == "tests: run", "estimate"].iloc[0]
        return f", which could be chance, as {run:.0f} tests were run"
    return ""


def scales(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """Answers to each scale question before and after: a figure, and a table a survey."""
    here = found[found["period"] == of_period]
    rows = here[here["statistic"].isin(["mean", "people at point", "share at point"])]
    yield Heading("answers-scales", "Answers before and after")
    yield from _leaning(rows[rows["statistic"] == "share at point"])
    for key, mine in rows.groupby("instrument", sort=False):
        yield _points_table(key, mine)


def _leaning(shares: pd.DataFrame) -> Iterator[PrintedFigure]:
    if shares.empty:
        return
    drawn, ends, alts, said = [], {}, [], []
    for key, question in items_of(shares):
        mine = shares[(shares["instrument"] == key) & (shares["question"] == question)]
        panel = item_name(key, question)
        asked = _asked(key, question)
        ends[panel] = (asked.low, asked.high)
        above = {}
        for wave, of in mine.groupby("wave", sort=False):
            bar = f"{wave} (n = {of['n'].iloc[0]:,})"
            drawn += [
                {"panel": panel, "bar": bar, "point": row.group, "percent": row.estimate}
                for row in of.itertuples()
            ]
            above[wave] = of.loc[of["group"].astype(int) > _MIDDLE, "estimate"].sum()
            alts.append(
                f"{panel}, {bar}:"
                f" {', '.join(f'{row.group}: {row.estimate:.1f}%' for row in of.itertuples())}."
            )
        if mine["planned"].iloc[0] == "primary" and len(above) > 1:
            said.append(
                f"{above['before']:.0f}% before and {above['after']:.0f}% after for {panel}"
            )
    title = "Answers above the middle of the scale" + (f": {words.listed(said)}" if said else "")
    source = (
        f"Bars are centred on answer {_MIDDLE:g}. Figures inside are answers; percentages stand in"
        " the tables."
    )
    yield PrintedFigure(
        "answers-leaning",
        title,
        f"Bars of answers from low to high. {' '.join(alts)}",
        leaning(pd.DataFrame(drawn), POINTS, ends, source),
    )


def _asked(key: str, question: str) -> Question:
    return next(one for one in QUESTIONNAIRE[key].questions if one.key == question)


def _points_table(key: str, rows: pd.DataFrame) -> PrintedTable:
    """A line a point of the scale, a column an item and moment."""
    columns = {}
    for _, question in items_of(rows):
        for wave in ("before", "after"):
            mine = rows[(rows["question"] == question) & (rows["wave"] == wave)]
            people, shares = (
                mine[mine["statistic"] == name].set_index("group")["estimate"]
                for name in ("people at point", "share at point")
            )
            cells = [
                f"{people[point]:.0f}"
                + (f" ({shares[point]:.1f})" if point in shares.index else "")
                for point in POINTS
            ]
            mean = mine.loc[mine["statistic"] == "mean", "estimate"]
            answered = people.sum()
            columns[f"{titled(question)}, {wave}"] = [
                *cells,
                f"{answered:.0f}",
                words.number(mean.sum() if len(mean) else None, 2),
            ]
    asked = [question for question in QUESTIONNAIRE[key].questions if question.kind == "scale"]
    notes = (
        "Number of answers, in brackets % of them.",
        *(
            f"{one.key.replace('_', ' ').capitalize()}: “{one.wording}” 1: {one.low}, 7:"
            f" {one.high}."
            for one in asked
        ),
        f"Design: {DESIGNS[QUESTIONNAIRE[key].design]}.",
    )
    cells = pd.DataFrame({"Answer": [*POINTS, "all", "average"], **columns})
    return PrintedTable(
        f"answers-{key}-scales",
        f"{INSTRUMENT[key].name} survey: answers on the scale",
        cells,
        rows,
        notes,
    )


def effects(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """How far answers after stand from answers before, by the design each survey was declared to
    have.
    """
    here = found[found["period"] == of_period]
    rows = here[here["statistic"].isin(list(_SIZES)) & here["estimate"].notna()]
    yield Heading("answers-effects", "How far before and after are apart")
    for key, mine in rows.groupby("instrument", sort=False):
        lines = [_size_line(row) for _, row in mine.iterrows()]
        notes = (
            (
                f"Design: {DESIGNS[QUESTIONNAIRE[key].design]}. Means and medians in points of the"
                " scale. Rank-biserial, Cliff's delta: 1 if all are higher after, −1 if all are"
                " lower, 0 if as many rise as fall. Adjusted p in brackets."
            ),
            *(_tests(here)),
        )
        yield PrintedTable(
            f"answers-{key}-effects",
            f"{INSTRUMENT[key].name} survey: before and after compared",
            pd.DataFrame(lines),
            mine,
            notes,
            ("Size",),
        )
    yield Paragraphs(tuple(headline_sentences(here, {"explored"})))


def _size_line(row: pd.Series) -> dict:
    name, times = _SIZES[row["statistic"]]
    places = 1 if times == 100 else 2
    tested = "" if pd.isna(row["p"]) else f"{_p(row['p'])} ({_p(row['adjusted'])})"
    return {
        "Question": titled(row["question"]),
        "Size": name,
        "Estimate": _number(row["estimate"] * times, places),
        "95% interval": (
            "–"
            if pd.isna(row["low"])
            else (
                f"{_number(row['low'] * times, places)}"
                f" to{words.NBSP}{_number(row['high'] * times, places)}"
            )
        ),
        "n": f"{row['n']:,}",
        "p (adjusted)": tested,
    }


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace("-", "−")


def _p(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _tests(here: pd.DataFrame) -> Iterator[str]:
    """How many tests were run, and how their p was adjusted."""
    by = index(here[here["statistic"].str.match("tests: (?:run|primary|explored)")])
    if by:
        run, primary, explored = (
            by[f"tests: {name}"]["estimate"] for name in ("run", "primary", "explored")
        )
        yield (
            f"{words.count(run, 'test')} run in all surveys ({by['tests: run']['note']}):"
            f" {primary:.0f} of items declared beforehand, adjusted by Holm, and {explored:.0f} of"
            " others, adjusted by Benjamini and Hochberg."
        )
