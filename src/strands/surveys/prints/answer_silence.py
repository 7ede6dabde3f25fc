"""What those who did not answer may hide, as printed: the change over everybody in a sentence, a
table and a figure.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.surveys import INSTRUMENT, LEAST_RESPONSE, LEAST_USABLE
from analysis.show import figures, words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.surveys.declares import SCALE
from strands.surveys.prints.answer_lookup import base_before, item_name, items_of

_LEE = "always answering: difference of means"
_READINGS = {
    "change: answered": "those who answered",
    "change: silent unchanged": "all, if the silent did not change",
    _LEE: "those who would always answer (Lee)",
    "change: silent unknown": "all, whatever the silent would say",
}


def cases_of(
    here: pd.DataFrame, place: int
) -> Iterator[tuple[str, str, str, dict[str, pd.Series]]]:
    """Each item with the kind of everybody that stands at `place`, and its statistics by name."""
    rows = here[here["question"].ne("") & here["statistic"].isin(["headline"])]
    for key, question in items_of(rows):
        mine = here[
            (here["instrument"] == key) & (here["question"] == question) & (here["wave"] == "")
        ]
        cases = list(dict.fromkeys(mine.loc[mine["statistic"] == "headline", "reading"]))
        if place < len(cases):
            lee = mine[mine["statistic"] == _LEE]
            yield (
                key,
                question,
                cases[place],
                index(pd.concat([lee, mine[mine["reading"] == cases[place]]])),
            )


def headline(by: dict[str, pd.Series], case: str) -> str:
    """The change over those who answered and over everybody: the range first where too few
    answered, else second.
    """
    unknown, answered = by["change: silent unknown"], by["mean: answered"]
    silent = unknown["n"] - answered["n"]
    everybody = f"ver all {unknown['n']:,} {base_before(case)} {_between(unknown)}"
    if silent:
        everybody += f", depending on what the {silent:,} who did not answer would have said"
    few = (
        f"mong the {answered['n']:,} who answered the average on the scale from {SCALE[0]} to"
        f" {SCALE[1]} was {words.short(by['mean: before']['estimate'])} before and"
        f" {words.short(answered['estimate'])} after,"
        f" {words.points(by['change: answered']['estimate'])}"
    )
    said = (
        ("O" + everybody, "A" + few)
        if by["headline"]["note"] == "bounds"
        else ("A" + few, "O" + everybody)
    )
    return f"{'. '.join(said)}. {_silent(by)}"


def _between(unknown: pd.Series) -> str:
    """The ends of a range of changes, the same whichever way it points."""
    low, high = (words.points(unknown[end]) for end in ("low", "high"))
    return f"the change is {low}" if low == high else f"the change is anywhere from {low} to {high}"


def _silent(by: dict[str, pd.Series]) -> str:
    """What the change comes to if the silent did not change, and what would take it away."""
    if "tipping: change" not in by:
        return words.sentence(by["tipping: mean"]["note"])
    still, tipping, moved = (
        by[name] for name in ("change: silent unchanged", "tipping: mean", "tipping: change")
    )
    said = (
        "If those who did not answer did not change, the change over all is"
        f" {words.points(still['estimate'])}"
    )
    if tipping["note"] or words.points(moved["estimate"]) == "no change":
        return said + (f"; {tipping['note']}." if tipping["note"] else ".")
    return (
        f"{said}; there is none if they averaged {words.short(tipping['estimate'])} after, "
        f"{words.points(moved['estimate'])} of their own."
    )


def silence(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """The figure of the ranges, a table a kind of everybody, and what they take for granted."""
    here = found[found["period"] == of_period]
    yield Heading("answers-silence", "What those who did not answer may hide")
    yield from _figure(here)
    for place, name in enumerate(("answers-bounds", "answers-bounds-before")):
        yield _bounds(here, place, name)
    if any(cases_of(here, 0)):
        yield Paragraphs(tuple(_taken_for_granted(here)))


def _figure(here: pd.DataFrame) -> Iterator[PrintedFigure]:
    """The change of each primary item under each reading, a panel an item."""
    drawn, said = [], []
    for key, question, case, by in cases_of(here, 0):
        if by["headline"]["planned"] != "primary":
            continue
        unknown = by["change: silent unknown"]
        panel = (
            f"{item_name(key, question)}: {by['mean: answered']['n']:,} of {unknown['n']:,}"
            f" {base_before(case)}"
        )
        for statistic, reading in _READINGS.items():
            row = by[statistic]
            range_ = statistic in (_LEE, "change: silent unknown")
            low, high = (row["low"], row["high"]) if range_ else (row["estimate"],) * 2
            if not pd.isna(low):
                drawn.append(
                    {
                        "panel": panel,
                        "reading": reading,
                        "low": float(low),
                        "high": float(high),
                        "before": 0.0,
                        "before_said": "no change",
                    }
                )
        said.append(
            f"{signed(unknown['low'])} to {signed(unknown['high'])} for {item_name(key, question)}"
        )
    if drawn:
        reach = float(SCALE[1] - SCALE[0])
        title = f"Counting the silent, the change in points is anywhere from {words.listed(said)}"
        alt = "Dots and bars of changes on the scale of answers. " + " ".join(
            f"{row['panel']}, {row['reading']}: {signed(row['low'])}"
            + (f" to {signed(row['high'])}." if row["high"] != row["low"] else ".")
            for row in drawn
        )
        source = "A broken line is no change. Dots: one value; bars: every value that can be."
        chart = figures.readings(
            pd.DataFrame(drawn), (-reach, reach), source, "change of the average, points", "+"
        )
        yield PrintedFigure("answers-silent", title, alt, chart)


def signed(change: float) -> str:
    """A change with its sign: `+1.10`, `−0.25`."""
    return f"{change:+.2f}".replace("-", "−")


def _bounds(here: pd.DataFrame, place: int, name: str) -> PrintedTable:
    """A line an item; the kind of everybody at `place` in its order, the nearest first."""
    cases = list(cases_of(here, place))
    lines = []
    for key, question, case, by in cases:
        weighted = _weighted(here, key, question)
        title = (
            f"{item_name(key, question)}, {by['change: silent unknown']['n']:,} {base_before(case)}"
        )
        lines.append({"Average": title, **_column(by), **(weighted if not place else {})})
    cells = (
        pd.DataFrame(lines).set_index("Average").T.rename_axis("Average").reset_index()
        if lines
        else pd.DataFrame()
    )
    cells.columns.name = None
    keys = {(key, question) for key, question, *_ in cases}
    mine = pd.Series(
        [(row.instrument, row.question) in keys for row in here.itertuples()],
        index=here.index,
        dtype=bool,
    )
    used = here[mine & here["statistic"].str.match("mean:|change:|tipping|headline|always|weight")]
    notes = (
        (
            "In brackets: the difference from the average before. Silent: who could have answered"
            " and did not. The least and the most put all of them at one end of the scale (Manski"
            " bounds)."
        ),
        *(_NOTES if not place else ()),
    )
    caption = (
        "over those who answered before" if place else "over those who answered and over everybody"
    )
    return PrintedTable(name, f"The same average {caption}", cells, used, notes)


_NOTES = (
    (
        "Would always answer: the change among those who would have answered before and after;"
        " holds only if all who answered at the time fewer did would have answered at the other"
        " (Lee bounds), and only where codes link answers."
    ),
    (
        "Weighted: each borough counts as it does among attendances; in brackets the number of"
        " equal answers the weighted ones are worth. –: not known, or refused; the reasons stand at"
        " the end of the section."
    ),
)


def _column(by: dict[str, pd.Series]) -> dict[str, str]:
    def both(what: str, end: str = "estimate") -> str:
        return f"{by[f'mean: {what}'][end]:.2f} ({signed(by[f'change: {what}'][end])})"

    lee = by[_LEE]
    return {
        "before": f"{by['mean: before']['estimate']:.2f}",
        "after, those who answered": both("answered"),
        "after, all, if the silent did not change": both("silent unchanged"),
        "after, all, at the least": both("silent unknown", "low"),
        "after, all, at the most": both("silent unknown", "high"),
        "of the silent, for no change over all": words.number(by["tipping: mean"]["estimate"], 2),
        "change, those who would always answer": (
            "–"
            if pd.isna(lee["low"])
            else f"{signed(lee['low'])} to{words.NBSP}{signed(lee['high'])}"
        ),
    }


def _weighted(here: pd.DataFrame, key: str, question: str) -> dict[str, str]:
    rows = here[(here["instrument"] == key) & (here["question"] == question)]
    cells = {}
    for wave in ("before", "after"):
        by = index(rows[rows["wave"] == wave])
        mean, worth = by.get("weighted: mean"), by.get("weights: effective n")
        known = mean is not None and not pd.isna(mean["estimate"]) and worth is not None
        cells[f"{wave}, weighted to boroughs"] = (
            f"{mean['estimate']:.2f} ({worth['estimate']:.0f})" if known else "–"
        )
    return cells


def _taken_for_granted(here: pd.DataFrame) -> Iterator[str]:
    """When a range comes first, and what the ranges rest on."""
    yield (
        f"**Which comes first.** From {100 * LEAST_RESPONSE:g}% of those who could have answered"
        f" and {LEAST_USABLE} answers on, a sentence begins with those who answered; with fewer it"
        " begins with the range over everybody."
    )
    yield (
        "**Taken for granted.** An attendance is one person, and the silent began at the average of"
        " those who did answer about before; neither is known."
    )
    for key, mine in here[here["statistic"].str.startswith("links: ")].groupby(
        "instrument", sort=False
    ):
        by = index(mine)
        pairs, *others = (
            by[f"links: {name}"]["estimate"]
            for name in ("pairs", "unlinked after", "ambiguous after")
        )
        yield (
            f"**Taken for granted of {INSTRUMENT[key].name}.** Where everybody is who answered"
            " before, those who answered after are taken to be among them. Codes say so of"
            f" {pairs:,.0f} of {pairs + sum(others):,.0f} usable sheets; the rest may be mistyped"
            " codes, or other people."
        )
